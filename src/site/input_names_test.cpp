// People and programs see the headers of inputs, whatever name the store has; what they send may be either.
#include "base/json.hpp"
#include "office/evidence.hpp"
#include "office/figures.hpp"
#include "site/test_support.hpp"

namespace pingxing::site {
namespace {

std::string scheme_with_units() {
  std::string text(office::unit_scheme);
  for (const auto& [before, after] :
       {std::pair<std::string_view, std::string_view>{"- 迟报", "- 迟报(次)"}, {"- 获奖", "- 获奖 (项)"}})
    text.replace(text.find(before), before.size(), after);
  return text;
}

class InputNamesTest : public SiteTest {
 protected:
  InputNamesTest() { open_only(round_, {scheme::StageKind::Score}); }
  Json answer_to(const std::string& method, const std::string& target, const Json& body) {
    return Json::parse(send(browser_, method, target, {}, body.dump()).body);
  }

  const Id round_ = start_round(scheme_with_units());
  const std::string call_ = "/api/v1/rounds/" + std::to_string(round_);
  const Browser browser_ = as("office");
};

TEST_F(InputNamesTest, TheApiGivesHeadersAndTakesKeys) {
  const Id branch = subject(round_, "0101");
  const auto save = [&](const char* input, const char* value, Id replaces) {
    return answer_to("POST", call_ + "/figures",
                     {{"source", "assessed"},
                      {"subject", branch},
                      {"input", input},
                      {"value", value},
                      {"reason", ""},
                      {"replaces", replaces}});
  };
  const Id first = save("4 迟报(次)", "1", 0)["fact"].whole(), second = save("4 迟报", "2", first)["fact"].whole();
  EXPECT_EQ(save("4 迟报(次)", "3", first)["now"]["fact"], second) << "one cell, whatever it is called";
  bool is_seen = false;
  const auto sheet = Json::parse(get(browser_, call_ + "/figures").body);
  for (const auto& row : sheet["rows"])
    for (const auto& cell : row["cells"])
      if (cell["fact"] == second) is_seen = cell["input"] == "4 迟报(次)";
  EXPECT_TRUE(is_seen);
  EXPECT_EQ(sheet["fields"][5]["requirement"], "4");
  EXPECT_EQ(sheet["fields"][6]["requirement"], "获奖(项)");
}

TEST_F(InputNamesTest, SoAreRequirementsOfEvidenceAndAssignments) {
  for (const char* name : {"获奖", "获奖(项)"}) {
    const auto made = upload(browser_, call_ + "/evidence", "证书.pdf", std::string("%PDF-1.7\n") + name,
                             form_of({{"subject", std::to_string(subject(round_, "0101"))}, {"indicator", name}}));
    ASSERT_EQ(made.status, 201) << made.body;
    const Json one = {{"indicator", name}, {"unit", unit("D1")}};
    Json list = Json::array();
    list.push_back(one);
    ASSERT_EQ(answer_to("PUT", call_ + "/assignments", {{"assignments", list}})["assignments"], 1) << name;
    EXPECT_EQ(Json::parse(get(browser_, call_).body)["assignments"][0]["indicator"], "获奖(项)") << name;
  }
  const auto evidence = Json::parse(get(browser_, call_ + "/evidence").body)["evidence"];
  ASSERT_EQ(evidence.size(), 2U);
  for (const auto& one : evidence) EXPECT_EQ(one["indicator"], "获奖(项)");
  const std::string pages = "/rounds/" + std::to_string(round_);
  EXPECT_NE(get(browser_, pages + "/people").body.find("value=\"获奖(项)\""), std::string::npos);
  EXPECT_NE(get(browser_, pages + "/evidence").body.find(">获奖(项)<"), std::string::npos);
}

}  // namespace
}  // namespace pingxing::site
