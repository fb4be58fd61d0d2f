#include "web/server/answer.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "web/server/gzip.hpp"
#include "web/server/status.hpp"

namespace pingxing::web {
namespace {

std::string head_of(Response response, Request request = {}) {
  SharedBodies shared;
  if (request.method.empty()) request.method = "GET";
  return make_answer(request, std::move(response), shared).head;
}

bool has(const std::string& head, const std::string& line) {
  return ("\n" + head).find("\n" + line + "\r\n") != std::string::npos;
}

TEST(Answer, CarriesWhatKeepsABrowserSafe) {
  const std::string head = head_of({});
  EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\nDate: "));
  EXPECT_TRUE(has(head,
                  "Content-Security-Policy: default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri "
                  "'none'; form-action 'self'; frame-ancestors 'none'"));
  EXPECT_TRUE(has(head, "X-Content-Type-Options: nosniff"));
  EXPECT_TRUE(has(head, "Referrer-Policy: same-origin"));
  EXPECT_NE(head.find("\nPermissions-Policy: "), std::string::npos);
  EXPECT_TRUE(has(head, "Cache-Control: no-store"));
  EXPECT_EQ(head.find("Strict-Transport-Security"), std::string::npos);
  Request secure;
  secure.is_secure = true;
  EXPECT_TRUE(has(head_of({}, secure), "Strict-Transport-Security: max-age=31536000"));
}

TEST(Answer, LeavesToTheHandlerWhatItSays) {
  Response response;
  response.headers = {{"content-security-policy", "default-src 'none'"}, {"Cache-Control", "private"}};
  const std::string head = head_of(response);
  EXPECT_TRUE(has(head, "content-security-policy: default-src 'none'"));
  EXPECT_EQ(head.find("Content-Security-Policy"), std::string::npos);
  EXPECT_EQ(head.find("no-store"), std::string::npos);
}

TEST(Answer, RefusesHeadersThatMustNotBeSent) {
  for (const auto& header : {std::pair<std::string, std::string>{"X", "a\r\nb"},
                             {"X", "a\nb"},
                             {"X", std::string(1, '\0')},
                             {"X: y", "a"},
                             {"X\r\nY", "a"},
                             {"", "a"},
                             {"Content-Length", "5"},
                             {"connection", "close"},
                             {"Transfer-Encoding", "chunked"},
                             {"Date", "today"},
                             {"Content-Type", "a"}}) {
    Response response;
    response.headers.push_back(header);
    EXPECT_THROW(head_of(response), std::logic_error) << header.first;
  }
  Response type;
  type.content_type = "text/html\r\nX: y";
  EXPECT_THROW(head_of(type), std::logic_error);
  Response status;
  status.status = 99;
  EXPECT_THROW(head_of(status), std::logic_error);
  Response hanzi;  // bytes above ASCII are no line ends
  hanzi.headers.emplace_back("X", "评");
  EXPECT_TRUE(has(head_of(hanzi), "X: 评"));
}

TEST(Answer, SaysNoLengthWhereThereIsNoBody) {
  Response none;
  none.status = 204;
  EXPECT_EQ(head_of(none).find("Content-"), head_of(none).find("Content-Security-Policy"));
  Response empty;
  empty.status = 303;
  EXPECT_TRUE(has(head_of(empty), "Content-Length: 0"));
}

TEST(Answer, KnowsASharedBodyByItsStringAndNotByItsAddress) {
  SharedBodies shared;
  std::string first;
  for (int i = 0; i < 200; ++i) {
    // The allocator is likely to give the same place again.
    const auto body = std::make_shared<const std::string>("page " + std::to_string(i) + std::string(2'000, 'x'));
    const auto form = shared.form(body, "text/html");
    EXPECT_NE(form.etag, first);
    first = form.etag;
    ASSERT_NE(form.packed, nullptr);
    EXPECT_EQ(shared.form(body, "text/html").packed, form.packed);
  }
}

TEST(Answer, HoldsTheSameEtagForBothForms) {
  SharedBodies shared;
  Response response;
  response.headers.emplace_back("Cache-Control", "no-cache");
  response.shared_body = std::make_shared<const std::string>(5'000, 'x');
  Request plain, packed;
  plain.method = packed.method = "GET";
  packed.headers["accept-encoding"] = "gzip";
  const auto etag = [](const std::string& head) { return head.substr(head.find("ETag: "), 36); };
  const Answer a = make_answer(plain, Response(response), shared), b = make_answer(packed, Response(response), shared);
  EXPECT_EQ(etag(a.head), etag(b.head));
  EXPECT_EQ(a.body().size(), 5'000U);
  EXPECT_LT(b.body().size(), 100U);
  EXPECT_TRUE(has(a.head, "Vary: Accept-Encoding"));
}

TEST(Answer, DoesNotTouchWhatIsEncodedOrNoText) {
  Request packed;
  packed.method = "GET";
  packed.headers["accept-encoding"] = "gzip";
  Response encoded;
  encoded.body = std::string(5'000, 'x');
  encoded.headers.emplace_back("Content-Encoding", "br");
  EXPECT_TRUE(has(head_of(encoded, packed), "Content-Length: 5000"));
  Response picture;
  picture.body = std::string(5'000, 'x');
  picture.content_type = "image/png";
  EXPECT_TRUE(has(head_of(picture, packed), "Content-Length: 5000"));
}

TEST(Gzip, IsTakenByWhoSaysSo) {
  for (const char* header : {"gzip", "br, gzip", "GZIP;q=0.5", "deflate, gzip;q=1.0, *;q=0.5", "gzip;q=0.001"})
    EXPECT_TRUE(accepts_gzip(header)) << header;
  for (const char* header : {"", "br", "gzip;q=0", "gzip; q=0.000", "xgzip", "identity"})
    EXPECT_FALSE(accepts_gzip(header)) << header;
}

TEST(Answer, HasAPlainPageForEachStatus) {
  for (int status = 400; status < 600; ++status) {
    const Response page = plain_page(status);
    EXPECT_EQ(page.status, status);
    EXPECT_GT(page.body.size(), 10U);
  }
}

}  // namespace
}  // namespace pingxing::web
