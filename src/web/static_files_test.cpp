#include "web/static_files.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/hash.hpp"
#include "web/server/gzip.hpp"

namespace pingxing::web {

/// tests/web/static, embedded by src/web/CMakeLists.txt.
std::span<const EmbeddedFile> test_static();

namespace {

std::string on_disk(const std::string& name) {
  std::ifstream in(std::string(PINGXING_ROOT) + "/tests/web/static/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Request get(const std::string& path, const std::string& accepted = "") {
  Request request;
  request.method = "GET";
  request.path = path;
  if (!accepted.empty()) request.headers["accept-encoding"] = accepted;
  return request;
}

std::string header(const Response& response, const std::string& name) {
  for (const auto& [own, value] : response.headers)
    if (own == name) return value;
  return "";
}

TEST(Embedded, HoldsTheFilesByteByByte) {
  ASSERT_EQ(test_static().size(), 3U);
  for (const auto& file : test_static()) {
    EXPECT_EQ(file.bytes, on_disk(std::string(file.path))) << file.path;
    EXPECT_EQ(file.bytes.data()[file.bytes.size()], '\0');
  }
  EXPECT_EQ(on_disk("fonts/x.woff2"), std::string("\0\1\377", 3));
}

TEST(StaticFiles, NamesWithFingerprintMayBeKeptForEver) {
  const StaticFiles files(test_static());
  const std::string& path = files.asset_path("app.css");
  EXPECT_EQ(path, "/static/app." + sha256_hex(on_disk("app.css")).substr(0, 10) + ".css");
  const auto response = files.answer(get(path));
  ASSERT_TRUE(response);
  EXPECT_EQ(*response->shared_body, on_disk("app.css"));
  EXPECT_EQ(response->content_type, "text/css; charset=utf-8");
  EXPECT_EQ(header(*response, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header(*files.answer(get("/static/app.css")), "Cache-Control"), "public, no-cache");
  EXPECT_TRUE(files.answer(get("/static/odd name.txt")));
  EXPECT_TRUE(files.asset_path("fonts/x.woff2").starts_with("/static/fonts/x."));
}

TEST(StaticFiles, AreCompressedOnce) {
  const StaticFiles files(test_static());
  const auto packed = files.answer(get("/static/app.css", "gzip")),
             again = files.answer(get("/static/app.css", "gzip"));
  EXPECT_EQ(*packed->shared_body, gzip(on_disk("app.css"), Effort::Best));
  EXPECT_EQ(packed->shared_body, again->shared_body);
  EXPECT_EQ(header(*packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(header(*packed, "ETag"), header(*files.answer(get("/static/app.css")), "ETag"));
  EXPECT_EQ(header(*files.answer(get("/static/fonts/x.woff2", "gzip")), "Content-Encoding"), "");
}

TEST(StaticFiles, LeaveTheRestToOthers) {
  const StaticFiles files(test_static());
  for (const char* path : {"/static/", "/static/nothing.css", "/app.css", "/static/fonts"})
    EXPECT_FALSE(files.answer(get(path)));
  Request post = get("/static/app.css");
  post.method = "POST";
  EXPECT_FALSE(files.answer(post));
}

TEST(StaticFilesDeathTest, APageMayNameOnlyWhatThereIs) {
  const StaticFiles files(test_static());
  EXPECT_DEATH((void)files.asset_path("nothing.css"), "CHECK");
}

}  // namespace
}  // namespace pingxing::web
