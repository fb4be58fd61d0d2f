// What the checker answers to the editor and to the API: findings with lines to take over, and the account of lines.
#include "site/scheme_findings.hpp"

#include "site/test_support.hpp"

namespace pingxing::site {
namespace {

TEST_F(SiteTest, TheCheckerOffersLinesAndSaysWhatBecameOfEach) {
  const std::string text =
      "# 卫生考核\n\n周期:年\n对象:单位\n\n## 卫生(100分)\n\n1. 保洁(100分)\n   - 材料不齐全每缺一份罚没0.2分\n";
  const auto looked = [&](const web::Response& response) {
    ASSERT_EQ(response.status, 200) << response.body;
    const auto said = Json::parse(response.body);
    ASSERT_EQ(said["lines"].size(), 9U);
    EXPECT_EQ(said["lines"][0]["account"], "run");
    EXPECT_EQ(said["lines"][1]["account"], "prose");
    EXPECT_EQ(said["lines"][8]["account"], "finding");
    bool is_offered = false;
    for (const auto& one : said["problems"]) {
      if (one["code"] != "SENTENCE_UNKNOWN") continue;
      is_offered = one["fix"]["line"] == 9 && one["fix"]["text"] == "   - 材料不齐全:每份扣0.2分";
    }
    EXPECT_TRUE(is_offered) << response.body;
  };
  const auto office = as("office");
  looked(send(office, "POST", "/schemes/check", form_of({{"text", text}})));
  looked(send(office, "POST", "/api/v1/schemes/check", {}, Json{{"text", text}}.dump()));
}

}  // namespace
}  // namespace pingxing::site
