#include "base/json.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace pingxing {
namespace {

TEST(Json, ReadsAndWritesTheSame) {
  const std::string text = R"({"a":[1,-2,true,false,null,"x\"\\\n\u0001"],"b":{"c":"评星"},"d":9223372036854775807})";
  const auto read = Json::read(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->dump(), text);
  EXPECT_EQ(Json::parse(read->dump(2)), *read);
  EXPECT_EQ(read->at("d").whole(), std::numeric_limits<std::int64_t>::max());
}

TEST(Json, BracesOfPairsAreAnObject) {
  const Json made = {{"a", 1}, {"b", Json::array({"x", "y"})}, {"c", {{"d", true}}}};
  EXPECT_EQ(made.dump(), R"({"a":1,"b":["x","y"],"c":{"d":true}})");
  EXPECT_EQ(Json({1, 2}).dump(), "[1,2]");
  EXPECT_EQ(Json::object().dump(), "{}");
  EXPECT_EQ(Json::array().dump(2), "[]");
}

TEST(Json, KeepsAFractionAsItStood) {
  EXPECT_EQ(Json::parse("[0.10,1e3,18446744073709551615]").dump(), "[0.10,1e3,18446744073709551615]");
}

TEST(Json, RefusesWhatIsNone) {
  for (const char* text : {"", "{", "[1,]", "{\"a\":1,}", "nul", "1 2", "{\"a\":1,\"a\":2}", "\"\xff\"", "[1]x"})
    EXPECT_FALSE(Json::read(text)) << text;
}

TEST(Json, EndsAtItsLimits) {
  const JsonLimits limits{100, 3, 5};
  EXPECT_TRUE(Json::read("[[[]]]", limits));
  EXPECT_FALSE(Json::read("[[[[]]]]", limits));
  EXPECT_TRUE(Json::read("[1,2,3,4]", limits));
  EXPECT_FALSE(Json::read("[1,2,3,4,5]", limits));
  EXPECT_FALSE(Json::read("\"" + std::string(100, 'x') + "\"", limits));
  EXPECT_FALSE(Json::read(std::string(24'000'000, '['), {SIZE_MAX, 32, 20'000}));  // and is back at once
}

TEST(Json, TellsWhatIsNotThere) {
  const Json value = {{"a", "x"}, {"n", 3}};
  EXPECT_EQ(value.whole_at("a"), std::nullopt);
  EXPECT_EQ(*value.text_at("a"), "x");
  EXPECT_EQ(value.text_at("b"), nullptr);
  EXPECT_EQ(value.boolean_at("n"), std::nullopt);
  EXPECT_THROW((void)value.at("b"), JsonMismatch);
  EXPECT_THROW((void)value.at("a").whole(), JsonMismatch);
  EXPECT_THROW((void)value.at(std::size_t(0)), JsonMismatch);
}

TEST(Json, MayTakeAPartOfItself) {
  Json value = {{"a", {{"b", {{"c", 1}}}}}};
  value = Json(value["a"]["b"]);
  EXPECT_EQ(value.dump(), R"({"c":1})");
  Json other = {{"a", {{"b", 2}}}};
  other = std::move(other["a"]);
  EXPECT_EQ(other.dump(), R"({"b":2})");
}

TEST(Json, RefusesBytesThatAreNoText) {
  EXPECT_THROW((void)Json("\xff").dump(), std::invalid_argument);
  EXPECT_EQ(Json("a\xff").dump(-1, Json::BadBytes::Replaced), "\"a\xEF\xBF\xBD\"");
}

}  // namespace
}  // namespace pingxing
