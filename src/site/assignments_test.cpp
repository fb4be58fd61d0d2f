// S8: the page of who assesses what, saved as it stands, changes nothing: neither where several departments assess an
// item nor where one assesses it for some subjects only.
#include <gtest/gtest.h>

#include <set>
#include <tuple>

#include "base/json.hpp"
#include "site/test_support.hpp"

namespace pingxing::site {
namespace {

class AssignmentsTest : public SiteTest {
 protected:
  using Assigned = std::multiset<std::tuple<std::string, Id, std::string, Id>>;

  Assigned assigned() {
    Assigned all;
    const auto opened = office::open_round(office_, actor("office"), round_);
    EXPECT_TRUE(opened);
    for (const auto& a : opened->assignments) all.insert({a.indicator, a.unit_id, a.task, a.subject_id.value_or(0)});
    return all;
  }
  /// The form as a browser sends it when nothing is touched.
  static web::Fields untouched(const std::string& html) {
    web::Fields form;
    for (std::size_t at = 0;;) {
      const std::string indicator_mark = "name=\"indicator\" value=\"", of_mark = "name=\"of\" value=\"";
      at = html.find(indicator_mark, at);
      if (at == html.npos) return form;
      const auto quoted = [&](std::size_t from) { return html.substr(from, html.find('"', from) - from); };
      form.add("indicator", quoted(at + indicator_mark.size()));
      form.add("of", quoted(html.find(of_mark, at) + of_mark.size()));
      const auto end = html.find("</select>", at);
      const auto selected = html.rfind("\" selected", end);
      const bool is_chosen = selected != html.npos && selected > at;
      const auto value = html.rfind("value=\"", selected);
      form.add("unit", is_chosen ? quoted(value + 7) : "");
      at = end;
    }
  }

  const Id round_ = start_round();
  const std::string page_ = "/rounds/" + std::to_string(round_) + "/people";
};

TEST_F(AssignmentsTest, S8SavedAsItStandsItChangesNothing) {
  const auto browser = as("office");
  const Id pine = subject(round_, "0101"), poplar = subject(round_, "0102");
  ASSERT_TRUE(office::assign(office_, actor("office"), round_,
                             {{0, 0, "1", unit("D1"), "assess", std::nullopt},
                              {0, 0, "1", unit("D2"), "assess", std::nullopt},
                              {0, 0, "2", unit("D1"), "assess", pine},
                              {0, 0, "2", unit("D3"), "assess", poplar},
                              {0, 0, "3", unit("D1"), "assess", std::nullopt},
                              {0, 0, "3", unit("D2"), "assess", std::nullopt},
                              {0, 0, "3", unit("D3"), "assess", std::nullopt},
                              {0, 0, "*", unit("D3"), "verify", std::nullopt}}));
  const auto before = assigned();
  ASSERT_EQ(before.size(), 8U);
  const auto page = get(browser, page_);
  ASSERT_EQ(page.status, 200);
  const auto form = untouched(page.body);
  ASSERT_EQ(send(browser, "POST", page_, form).status, 303);
  EXPECT_EQ(assigned(), before);
  // A subject that cannot be read is not taken for every subject.
  const auto odd = form_of({{"indicator", "2"}, {"of", "x"}, {"unit", std::to_string(unit("D1"))}});
  EXPECT_EQ(send(browser, "POST", page_, odd).status, 404);
  EXPECT_EQ(assigned(), before);
}

TEST_F(AssignmentsTest, S10TheApiAssignsBySubject) {
  const auto browser = as("office");
  const auto call = "/api/v1/rounds/" + std::to_string(round_);
  const auto of = [&](const std::string& id) {
    return R"({"assignments":[{"indicator":"2","unit":)" + std::to_string(unit("D1")) +
           R"(,"task":"assess","subject":)" + id + "}]}";
  };
  const Id pine = subject(round_, "0101");
  ASSERT_EQ(send(browser, "PUT", call + "/assignments", {}, of(std::to_string(pine))).status, 200);
  EXPECT_EQ(assigned(), (Assigned{{"2", unit("D1"), "assess", pine}}));
  EXPECT_NE(get(browser, call).body.find("\"subject\":" + std::to_string(pine)), std::string::npos);
  // Who is not of the round, and what is no subject, changes nothing.
  for (const char* wrong : {"999999", "\"0101\"", "-1", "1.5", "[]", "{}", "true"})
    EXPECT_GE(send(browser, "PUT", call + "/assignments", {}, of(wrong)).status, 400) << wrong;
  EXPECT_EQ(assigned(), (Assigned{{"2", unit("D1"), "assess", pine}}));
  const auto refused = [&](const char* body) {
    const auto answer = send(browser, "PUT", call + "/assignments", {}, body);
    EXPECT_EQ(answer.status, 400) << body;
    return Json::parse(answer.body)["message"].text();
  };
  EXPECT_EQ(refused("{}"), "缺少字段“assignments”(应是对象的列表)");
  EXPECT_EQ(refused(R"({"assignments":7})"), "字段“assignments”应是对象的列表,写的是数");
  EXPECT_EQ(refused(R"({"assignments":[{"indicator":"2","unit":1},3]})"), "字段“assignments[1]”应是对象,写的是数");
  EXPECT_EQ(assigned(), (Assigned{{"2", unit("D1"), "assess", pine}}));
}

}  // namespace
}  // namespace pingxing::site
