#include "web/server/request_reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace pingxing::web {
namespace {

constexpr ReaderLimits usual = {16'384, 1'000'000};

/// The status with which these bytes are refused; 0: a whole request; -1: more is needed.
int status_of(const std::string& bytes) {
  RequestReader reader(usual);
  reader.read(bytes);
  if (reader.refusal()) return reader.refusal();
  return reader.is_whole() ? 0 : -1;
}

std::string get(const std::string& target) { return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"; }
std::string post(const std::string& headers, const std::string& body) {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}

TEST(RequestReader, ReadsAllPartsOfARequest) {
  RequestReader reader(usual);
  const std::string bytes =
      "\r\nPUT http://host:80/rounds/%E8%AF%84?a=1&b=x%20y HTTP/1.1\r\nHOST: a\r\ncookie: s=1; t=2\r\nCookie: u=3\r\n"
      "Accept: a\r\naccept: b\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi";
  EXPECT_EQ(reader.read(bytes + "GET /"), bytes.size());
  ASSERT_TRUE(reader.is_whole());
  const Request& request = reader.request();
  EXPECT_EQ(request.method, "PUT");
  EXPECT_EQ(request.path, "/rounds/评");
  EXPECT_EQ(request.query.get("b"), "x y");
  EXPECT_EQ(request.cookies.get("t") + request.cookies.get("u"), "23");
  EXPECT_EQ(request.header("accept"), "a, b");
  EXPECT_EQ(request.header("host"), "a");
  EXPECT_EQ(request.content_type, "text/plain");
  EXPECT_EQ(request.body, "hi");
  EXPECT_TRUE(reader.keeps_alive());
}

TEST(RequestReader, RefusesWhatTwoServersCouldReadDifferently) {
  for (const char* headers :
       {"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
        "Content-Length: 3\r\nContent-Length: 4\r\n", "Content-Length: 3\r\nContent-Length: 3\r\n",
        "Content-Length: 3, 3\r\n", "Content-Length: +3\r\n", "Content-Length: 0x3\r\n", "Content-Length: -1\r\n",
        "Content-Length: 99999999999999999999\r\n", "Content-Length:\r\n", "Content-Length : 3\r\n",
        "Host: b\r\nContent-Length: 3\r\n", " folded: a\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "X: a\rb\r\n", "X: a\x01\r\n", "X\r\n",
        ": a\r\n", "Content-Type: a\r\nContent-Type: b\r\n"})
    EXPECT_EQ(status_of(post(headers, "abc")), 400) << headers;
  for (const char* headers : {"Transfer-Encoding: gzip\r\n", "Transfer-Encoding: chunked, gzip\r\n",
                              "Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: xchunked\r\n"})
    EXPECT_EQ(status_of(post(headers, "0\r\n\r\n")), 501) << headers;
  EXPECT_EQ(status_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400);
  EXPECT_EQ(status_of("GET / HTTP/1.1\nHost: a\n\n"), 400);
  EXPECT_EQ(status_of(post("Expect: 200-ok\r\n", "")), 417);
  for (const char* chunk : {"g\r\n", "-1\r\nx\r\n", "1\r\nxyz\r\n", "1\nx\r\n", "fffffffffffffffff\r\n"})
    EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n", chunk)), 400) << chunk;
}

TEST(RequestReader, RefusesTricksInPaths) {
  for (const char* target : {"/..",   "/../a",  "/a/..",  "/a/%2e%2e/b", "/a/.%2E",   "/%2e",   "/./a",    "//a",
                             "/a//b", "/a%2fb", "/a%5Cb", "/a%00",       "/a%0d%0ab", "/%ff",   "/%c0%af", "/%ed%a0%80",
                             "/%",    "/%4",    "/%zz",   "a",           "*",         "/a?x=%", "/?%00=1", "/?a=%ff"})
    EXPECT_EQ(status_of(get(target)), 400) << target;
  for (const char* target : {"/", "/a/", "/a.b..c/d", "/%E7%BA%A2", "/a?", "/?a=b|c{}^", "/?a=../..", "/...", "/a+b"})
    EXPECT_EQ(status_of(get(target)), 0) << target;
}

TEST(RequestReader, DoesNotBelieveTrailers) {
  RequestReader reader(usual);
  reader.read(post("Transfer-Encoding: chunked\r\n", "1\r\nx\r\n0\r\nCookie: s=1\r\nX-Forwarded-For: b\r\n\r\n"));
  ASSERT_TRUE(reader.is_whole());
  EXPECT_EQ(reader.request().body, "x");
  EXPECT_EQ(reader.request().header("x-forwarded-for"), "");
  EXPECT_TRUE(reader.request().cookies.pairs().empty());
}

TEST(RequestReader, HoldsItsLimitsHoweverTheBytesCome) {
  // Line after line, each of them short: what has been read counts too.
  RequestReader head(usual);
  std::string pending = "GET / HTTP/1.1\r\n";
  for (int i = 0; i < 1'000 && !head.refusal(); ++i) {
    pending += "Xx: " + std::string(300, 'y') + "\r\n";
    pending.erase(0, head.read(pending));
  }
  EXPECT_EQ(head.refusal(), 431);
  // Neither an endless size of a chunk nor endless trailers.
  for (const std::string begin : {"1;", "0\r\nX: "}) {
    RequestReader reader(usual);
    std::string bytes = post("Transfer-Encoding: chunked\r\n", begin);
    for (int i = 0; i < 1'000 && !reader.refusal(); ++i) {
      bytes += std::string(100, 'x');
      bytes.erase(0, reader.read(bytes));
    }
    EXPECT_EQ(reader.refusal(), 431) << begin;
  }
  // Many small chunks are a body as large as they are together.
  RequestReader chunked({16'384, 1'000});
  std::string bytes = post("Transfer-Encoding: chunked\r\n", "");
  for (int i = 0; i < 101; ++i) bytes += "a\r\n0123456789\r\n";
  chunked.read(bytes);
  EXPECT_EQ(chunked.refusal(), 413);
}

RC_GTEST_PROP(RequestReader, ReadsTheSameHoweverTheBytesAreCut, ()) {
  const std::string bytes =
      "POST /a/b?c=d HTTP/1.1\r\nHost: a\r\nCookie: x=y\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5;a=b\r\nhello\r\n3\r\n\r\n!\r\n0\r\nT: u\r\n\r\nPUT /next HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nend";
  const auto cuts = *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(1, 40));
  RequestReader reader(usual);
  std::string pending, seen;
  std::size_t at = 0, cut = 0;
  while (at < bytes.size()) {
    const std::size_t size = std::min(cut < cuts.size() ? cuts[cut++] : std::size_t{7}, bytes.size() - at);
    pending += bytes.substr(at, size);
    at += size;
    for (bool is_next = true; is_next;) {
      pending.erase(0, reader.read(pending));
      RC_ASSERT(reader.refusal() == 0);
      is_next = reader.is_whole();
      if (!is_next) break;
      seen += reader.request().method + reader.request().path + "|" + reader.request().body + "|";
      reader.begin_next();
    }
  }
  RC_ASSERT(seen == "POST/a/b|hello\r\n!|PUT/next|end|");
}

RC_GTEST_PROP(RequestReader, ReadsOrRefusesAnyBytes, ()) {
  const std::string pieces[] = {"GET",
                                " ",
                                "/",
                                "%",
                                "2f",
                                "?",
                                "HTTP/1.1",
                                "\r\n",
                                "Host: a",
                                ":",
                                "\r\n\r\n",
                                "0",
                                "Content-Length: 3",
                                "Transfer-Encoding: chunked",
                                "=",
                                "&",
                                std::string(1, '\0'),
                                "\xE8"};
  std::string bytes;
  for (const auto piece :
       *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, std::size(pieces))))
    bytes += pieces[piece];
  RequestReader reader(usual);
  RC_ASSERT(reader.read(bytes) <= bytes.size());
  if (reader.is_whole()) RC_ASSERT(reader.request().path.starts_with('/'));
}

}  // namespace
}  // namespace pingxing::web
