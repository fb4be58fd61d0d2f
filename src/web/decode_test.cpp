#include "web/decode.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace pingxing::web {
namespace {

/// Valid UTF-8 without NUL: ASCII, hanzi, and what lies beyond the first plane.
std::string any_text() {
  std::string text;
  const auto characters = *rc::gen::container<std::vector<unsigned>>(rc::gen::oneOf(
      rc::gen::inRange(1U, 128U), rc::gen::inRange(0x4E00U, 0x9FA5U), rc::gen::inRange(0x1F300U, 0x1F600U)));
  for (const auto character : characters) append_character(text, character);
  return text;
}

RC_GTEST_PROP(Decode, ReadsWhatIsEncoded, ()) {
  const std::string text = any_text();
  const std::string encoded = encode_percent(text);
  RC_ASSERT(encoded.find_first_of("&=+;/?# ") == std::string::npos);
  RC_ASSERT(decode_percent(encoded, Plus::IsPlus) == text);
  RC_ASSERT(decode_percent(encoded, Plus::IsBlank) == text);
}

RC_GTEST_PROP(Decode, ReadsFormsAsTheyWereMade, ()) {
  std::vector<std::pair<std::string, std::string>> pairs;
  std::string form;
  for (auto i = *rc::gen::inRange(0, 5); i > 0; --i) {
    pairs.emplace_back("n" + any_text(), any_text());
    form += (form.empty() ? "" : "&") + encode_percent(pairs.back().first) + "=" + encode_percent(pairs.back().second);
  }
  Fields fields;
  RC_ASSERT(decode_form(form, fields));
  RC_ASSERT(fields.pairs() == pairs);
}

/// RC_ASSERT evaluates both sides of ||.
bool is_none_or(const std::optional<std::string>& text, bool (*is_so)(const std::string&)) {
  return !text || is_so(*text);
}

RC_GTEST_PROP(Decode, NeverLetsOutWhatIsNoText, (const std::string& bytes)) {
  const auto is_text = [](const std::string& text) { return valid_utf8_prefix(text) == text.size(); };
  const auto is_safe = [](const std::string& path) {
    return path.starts_with('/') && path.find("/../") == path.npos && path.find("//") == path.npos &&
           path.find('\\') == path.npos;
  };
  for (const Plus plus : {Plus::IsPlus, Plus::IsBlank}) RC_ASSERT(is_none_or(decode_percent(bytes, plus), is_text));
  RC_ASSERT(is_none_or(decode_path("/" + bytes), is_safe));
}

TEST(Decode, PathsKeepWhatWasWritten) {
  EXPECT_EQ(decode_path("/"), "/");
  EXPECT_EQ(decode_path("/a/b/"), "/a/b/");
  EXPECT_EQ(decode_path("/a%20b+c/%E6%98%9F"), "/a b+c/星");
  EXPECT_EQ(decode_path(""), std::nullopt);
}

TEST(Decode, FormsMayBeUntidyButNotBroken) {
  Fields fields;
  EXPECT_TRUE(decode_form("&a&b=&&=c&d=e=f&g=+%2B", fields));
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"a", ""}, {"b", ""}, {"", "c"}, {"d", "e=f"}, {"g", " +"}};
  EXPECT_EQ(fields.pairs(), expected);
  for (const char* form : {"a=%", "a=%1", "%gg=1", "a=%00", "a=%E8%AF"})
    EXPECT_FALSE(decode_form(form, fields)) << form;
}

TEST(Decode, FormsHaveALimit) {
  std::string form;
  for (std::size_t i = 0; i < form_fields_max; ++i) form += "a=1&";
  Fields enough, too_many;
  EXPECT_TRUE(decode_form(form, enough));
  EXPECT_FALSE(decode_form(form + "a=1", too_many));
}

TEST(Decode, CookiesThatAreNonePassUnseen) {
  Fields cookies;
  decode_cookies("a=1; b=\"2\";c; =d;e=x=y ; f=\xff;g=", cookies);
  const std::vector<std::pair<std::string, std::string>> expected = {{"a", "1"}, {"b", "2"}, {"e", "x=y"}, {"g", ""}};
  EXPECT_EQ(cookies.pairs(), expected);
}

TEST(Decode, ParametersOfHeaders) {
  EXPECT_EQ(parameter("form-data; name=\"a;b\"; filename=c", "name"), "a;b");
  EXPECT_EQ(parameter("form-data; name=\"a;b\"; filename=c", "filename"), "c");
  EXPECT_EQ(parameter("x; FileName*=utf-8''a; filename=\"C:\\dir\\a \\\"b\\\".pdf\"", "filename"),
            "C:\\dir\\a \"b\".pdf");
  EXPECT_EQ(parameter("x; a; b = c ", "b"), "c");
  EXPECT_EQ(parameter("x; a=\"open", "a"), std::nullopt);
  EXPECT_EQ(parameter("x", "a"), std::nullopt);
  EXPECT_EQ(parameter("", "a"), std::nullopt);
}

}  // namespace
}  // namespace pingxing::web
