#include "web/form.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "web/decode.hpp"

namespace pingxing::web {
namespace {

struct Read {
  int status = 0;
  Fields fields;
  std::vector<Upload> uploads;
};

Read read(const std::string& body, const std::string& boundary = "B") {
  Read out;
  out.status = read_multipart(body, boundary, out.fields, out.uploads);
  return out;
}

std::string part(const std::string& disposition, const std::string& content) {
  return "--B\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
}

TEST(Multipart, ReadsFieldsAndFiles) {
  const Read out = read("preamble\r\n" + part("name=\"a\"", "1") + part("name=\"a\"", "") +
                        part("name=f; filename=\"a.pdf\"", "x\r\n-- B\r\n\r\n--") + part("name=g; filename=\"\"", "") +
                        "--B--epilogue --B");
  ASSERT_EQ(out.status, 0);
  EXPECT_EQ(out.fields.all("a"), (std::vector<std::string>{"1", ""}));
  EXPECT_EQ(out.fields.pairs().size(), 2U);
  ASSERT_EQ(out.uploads.size(), 1U);  // of g, none was chosen
}

TEST(Multipart, TakesContentThatLooksLikeABoundary) {
  const std::string content = "\r\n-\r\n--\r\n--A\r\n\r\n--";
  const Read out = read(part("name=f; filename=x", content) + "--B--");
  ASSERT_EQ(out.status, 0);
  EXPECT_EQ(out.uploads.at(0).bytes, content);
}

TEST(Multipart, RefusesWhatIsNotWellFormed) {
  const std::string good = part("name=a", "1");
  for (const std::string& body :
       {std::string(), std::string("--B"), std::string("--B\r\n"), good, good + "--B", good + "--B-", "--BC\r\n" + good,
        std::string("--B\r\n\r\n1\r\n--B--"), std::string("--B\r\nX: y\r\n\r\n1\r\n--B--"),
        std::string("--B\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--B--"),
        std::string("--B\r\nContent-Disposition: form-data\r\n\r\n1\r\n--B--"),
        std::string("--B\r\nContent-Disposition: form-data; name=a\r\n1\r\n--B--"),
        std::string(
            "--B\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\n1\r\n--B--"),
        part("name=\"a\xff\"", "1") + "--B--", part("name=a", "\xff") + "--B--",
        part("name=a", std::string(1, '\0')) + "--B--", part("name=a; filename=\"x\ty\"", "1") + "--B--",
        "--B\r\nX: " + std::string(5'000, 'x') + "\r\n" + good + "--B--"})
    EXPECT_EQ(read(body).status, 400) << body.substr(0, 100);
  EXPECT_EQ(read(good + "--B--", "").status, 400);
  EXPECT_EQ(read(good + "--B--", std::string(71, 'x')).status, 400);
}

TEST(Multipart, HasLimits) {
  std::string files, fields;
  for (std::size_t i = 0; i <= uploads_max; ++i) files += part("name=f; filename=x", "1");
  EXPECT_EQ(read(files + "--B--").status, 413);
  for (std::size_t i = 0; i <= form_fields_max; ++i) fields += part("name=f", "1");
  EXPECT_EQ(read(fields + "--B--").status, 413);
  EXPECT_EQ(read(part("name=f", std::string(form_value_max + 1, 'x')) + "--B--").status, 413);
  EXPECT_EQ(read(part("name=f; filename=x", std::string(form_value_max + 1, 'x')) + "--B--").status, 0);
}

TEST(Multipart, KeepsOnlyTheLastPartOfAFilesPath) {
  const Read out = read(part("name=f; filename=\"C:\\表\\佐证.pdf\"", "1") +
                        part("name=f; filename=\"../../etc/passwd\"", "2") + "--B--");
  ASSERT_EQ(out.uploads.size(), 2U);
  EXPECT_EQ(out.uploads[0].filename, "佐证.pdf");
  EXPECT_EQ(out.uploads[1].filename, "passwd");
}

RC_GTEST_PROP(Multipart, ReadsWhatBrowsersMake, ()) {
  const auto contents = *rc::gen::container<std::vector<std::string>>(
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("\r\n-B\0\xff: x", 10))));
  std::string body;
  for (const auto& content : contents)
    body += "--BOUNDARY-1\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n" + content + "\r\n";
  const Read out = read(body + "--BOUNDARY-1--\r\n", "BOUNDARY-1");
  RC_PRE(contents.size() <= uploads_max);
  RC_ASSERT(out.status == 0);
  RC_ASSERT(out.uploads.size() == contents.size());
  for (std::size_t i = 0; i < contents.size(); ++i) RC_ASSERT(out.uploads[i].bytes == contents[i]);
}

TEST(Form, IsReadByItsContentType) {
  Request request;
  request.content_type = "Application/X-WWW-Form-Urlencoded; charset=UTF-8";
  request.body = "a=1";
  EXPECT_EQ(read_form(request), 0);
  EXPECT_EQ(request.form.get("a"), "1");
  EXPECT_TRUE(request.body.empty());
  request.content_type = "application/json";
  request.body = "{\"a\":1}";
  EXPECT_EQ(read_form(request), 0);
  EXPECT_EQ(request.body, "{\"a\":1}");
  request.content_type = "multipart/form-data";
  EXPECT_EQ(read_form(request), 400);
}

}  // namespace
}  // namespace pingxing::web
