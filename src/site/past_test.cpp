// Earlier results on the pages of a round and by the API.

#include "base/json.hpp"
#include "office/past_results.hpp"
#include "office/rate_round.hpp"
#include "site/test_support.hpp"

namespace pingxing::site {
namespace {

class PastTest : public SiteTest {
 protected:
  void SetUp() override {
    round_ = start_round();
    path_ = "/rounds/" + std::to_string(round_) + "/past";
  }
  std::size_t periods_there() const {
    return office::look(office_, [&](store::Reading& db) { return store::past_of(db, round_).size(); });
  }
  web::Response send_files(const Browser& browser, const std::string& target, const std::vector<web::Upload>& files,
                           const web::Fields& form = {}) {
    return send(browser, "POST", target, form, {}, files);
  }
  static web::Fields confirmed(const web::Response& preview) {
    return form_of({{"bytes", hidden(preview, "bytes")},
                    {"filename", hidden(preview, "filename")},
                    {"period", hidden(preview, "period")},
                    {"fingerprint", hidden(preview, "fingerprint")}});
  }
  store::Id round_ = 0;
  std::string path_;
};

const std::string past_year = "编号,等次\n0101,五星级\n0102,四星级\n0177,三星级\n";

TEST_F(PastTest, IsPreviewedThenImportedOnThePage) {
  const auto office = as("office");
  EXPECT_NE(get(office, "/rounds/" + std::to_string(round_) + "/people").body.find(path_), std::string::npos)
      << "where a clerk looks";
  auto page = get(office, path_);
  ASSERT_EQ(page.status, 200) << page.body;
  EXPECT_NE(page.body.find("还没有历史"), std::string::npos);
  const auto rows = journal_length();
  const auto seen = upload(office, path_ + "/preview", "2025年.csv", past_year);
  ASSERT_EQ(seen.status, 200) << seen.body;
  for (const auto* word : {"2025年", "五星级 1", "四星级 1", "0177", "0103 银杏支部", "不属于本考评的编号"})
    EXPECT_NE(seen.body.find(word), std::string::npos) << word << seen.body;
  EXPECT_EQ(seen.body.find("name=\"reason\""), std::string::npos) << "nothing is replaced";
  EXPECT_EQ(periods_there(), 0U);
  EXPECT_EQ(journal_length(), rows);
  const auto done = send(office, "POST", path_, confirmed(seen));
  EXPECT_EQ(done.status, 303) << done.body;
  EXPECT_EQ(header_of(done, "Location"), path_);
  EXPECT_EQ(periods_there(), 1U);
  EXPECT_EQ(journal_length(), rows + 1);
  page = get(office, path_);
  for (const auto* word : {"在本考评导入", "五星级 1", "2025年.csv", "考评办", "现在有效", "取消导入的以往结果"})
    EXPECT_NE(page.body.find(word), std::string::npos) << word << page.body;
  const auto journal = get(office, "/journal").body;
  for (const auto* word : {"导入以往结果", "1. 2025年", "文件 2025年.csv", "考核对象数 3"})
    EXPECT_NE(journal.find(word), std::string::npos) << word;
  EXPECT_EQ(send(office, "POST", path_, confirmed(seen)).status, 409) << "a second time it is not what was previewed";
}

TEST_F(PastTest, IsReplacedWithAReasonAndTakenBack) {
  auto office = as("office");
  send(office, "POST", path_, confirmed(upload(office, path_ + "/preview", "2025年.csv", past_year)));
  const auto first = office::past_of_round(office_, actor("office"), round_, {})->imports[0].import.id;
  const auto seen = upload(office, path_ + "/preview", "2025年.csv", "编号,等次\n0101,三星级\n");
  EXPECT_NE(seen.body.find("name=\"reason\""), std::string::npos);
  auto form = confirmed(seen);
  auto refused = send(office, "POST", path_, form);
  EXPECT_EQ(refused.status, 422);
  EXPECT_NE(refused.body.find("“理由”没有填"), std::string::npos);
  form.add("reason", "名册有误");
  EXPECT_EQ(send(office, "POST", path_, form).status, 303);
  const auto page = get(office, path_);
  EXPECT_NE(page.body.find("名册有误"), std::string::npos);
  EXPECT_NE(page.body.find("三星级 1"), std::string::npos);
  const auto earlier = get(office, path_ + "?import=" + std::to_string(first));
  EXPECT_NE(earlier.body.find("五星级 1"), std::string::npos) << "what was replaced stays";
  EXPECT_NE(earlier.body.find("已被替换"), std::string::npos);
  EXPECT_EQ(get(office, path_ + "?import=99").status, 404);
  EXPECT_EQ(send(office, "POST", path_ + "/take-back").status, 422);
  EXPECT_EQ(send(office, "POST", path_ + "/take-back", form_of({{"reason", "导错了"}})).status, 303);
  EXPECT_EQ(periods_there(), 0U);
  for (const auto* language : {"zh", "en"}) {
    office.language = language;
    const auto last = get(office, path_);
    EXPECT_EQ(last.status, 200);
    EXPECT_NE(last.body.find(language == std::string("zh") ? "取消了导入" : "took back"), std::string::npos);
  }
}

TEST_F(PastTest, SaysEveryWrongCellAndChangesNothing) {
  auto office = as("office");
  for (const auto* language : {"zh", "en"}) {
    office.language = language;
    const auto page = upload(office, path_ + "/preview", "a.csv", "编号,等次\n0101,六星级\n0102,五星级\n0102,四星级\n");
    EXPECT_EQ(page.status, 422);
    for (const auto* place : {"a.csv:2:", "a.csv:4:"}) EXPECT_NE(page.body.find(place), std::string::npos) << page.body;
    EXPECT_NE(page.body.find(language == std::string("zh") ? "应为:五星级" : "expected one of: 五星级"),
              std::string::npos);
  }
  EXPECT_EQ(send(office, "POST", path_ + "/preview").status, 422) << "no file at all";
  EXPECT_EQ(send(office, "POST", path_, form_of({{"bytes", "no base64!"}, {"filename", "a"}, {"period", ""}})).status,
            400);
  EXPECT_EQ(send(office, "POST", path_, form_of({{"bytes", "YQ=="}})).status, 400);
  const std::string attack = "<script>alert(1)</script>\"'><img src=x>";
  const auto hostile = upload(office, path_ + "/preview", attack + ".csv", past_year);
  EXPECT_EQ(hostile.body.find("<script>alert"), std::string::npos);
  EXPECT_EQ(hostile.body.find("<img"), std::string::npos);
  EXPECT_EQ(periods_there(), 0U);
  open_only(round_, {scheme::StageKind::Notice});
  office.language = "zh";
  const auto fixed = get(office, path_);
  EXPECT_EQ(fixed.status, 200);
  EXPECT_NE(fixed.body.find("不再改变"), std::string::npos);
  EXPECT_EQ(fixed.body.find("type=\"file\""), std::string::npos);
  EXPECT_EQ(upload(office, path_ + "/preview", "a.csv", past_year).status, 409);
}

TEST_F(PastTest, IsForWhoRunsTheRound) {
  for (const auto* login : {"admin", "pine", "org", "leader", "verifier", "member", "auditor"}) {
    const auto browser = as(login);
    EXPECT_EQ(get(browser, path_).status, 403) << login;
    EXPECT_EQ(get(browser, path_ + "/template").status, 403) << login;
    EXPECT_EQ(upload(browser, path_ + "/preview", "a.csv", past_year).status, 403) << login;
    EXPECT_EQ(get(browser, "/api/v1" + path_).status, 403) << login;
    EXPECT_EQ(upload(browser, "/api/v1" + path_, "a.csv", past_year).status, 403) << login;
  }
  // An office of another unit has no part in it either.
  const auto branch = unit("0101");
  database_->write([&](store::Writing& db) {
    store::set_grants(db, store::account_of_login(db, "pine")->id, {{"office", branch}});
  });
  const auto other = as("pine");
  EXPECT_EQ(get(other, path_).status, 403);
  EXPECT_EQ(upload(other, path_ + "/preview", "a.csv", past_year).status, 403);
  EXPECT_EQ(send(other, "POST", path_ + "/take-back", form_of({{"reason", "x"}})).status, 403);
  EXPECT_EQ(get(as("office"), "/rounds/999/past").status, 404);
}

TEST_F(PastTest, ComesByTheApiAsByThePage) {
  const auto office = as("office");
  const auto api = "/api/v1" + path_;
  const std::vector<web::Upload> files{{"file", "2024年.csv", "编号,等次\n0101,三星级\n"},
                                       {"file2", "x.csv", past_year}};
  web::Fields form = form_of({{"period2", "去年"}});
  const auto seen = send_files(office, api + "/preview", files, form);
  ASSERT_EQ(seen.status, 200) << seen.body;
  const auto preview = Json::parse(seen.body);
  EXPECT_EQ(preview["periods"][0]["name"], "2024年");
  EXPECT_EQ(preview["periods"][1]["name"], "去年");
  EXPECT_EQ(preview["strangers"][0]["code"], "0177");
  EXPECT_EQ(preview["absent_count"], 2U);
  form.add("fingerprint", "0000");
  EXPECT_EQ(send_files(office, api, files, form).status, 409);
  web::Fields right = form_of({{"period2", "去年"}, {"fingerprint", preview["fingerprint"].text()}});
  ASSERT_EQ(send_files(office, api, files, right).status, 200);
  const auto past = Json::parse(get(office, api).body);
  EXPECT_EQ(past["steps"].size(), 2U);
  EXPECT_EQ(past["steps"][1]["name"], "去年");
  EXPECT_EQ(past["rows"][0]["code"], "0101");
  EXPECT_EQ(past["rows"][0]["grades"][1]["grade"], "五星级");
  EXPECT_EQ(past["imports"][0]["by"], "考评办");
  const auto wrong = upload(office, api + "/preview", "a.csv", "编号,等次\n0101,红旗\n");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(Json::parse(wrong.body)["problems"][0]["code"], "HISTORY_GRADE_UNKNOWN");
  EXPECT_EQ(get(office, api + "/template").status, 200);
  EXPECT_EQ(send(office, "POST", api + "/take-back", {}, R"({"reason":"导错了"})").status, 200);
  EXPECT_EQ(Json::parse(get(office, api).body)["imports"].size(), 2U);
  // The template comes back as it is: with nothing filled in.
  const auto blank = get(office, path_ + "/template");
  EXPECT_NE(upload(office, path_ + "/preview", "past.xlsx", blank.body).body.find("表头下面没有数据"),
            std::string::npos);
}

}  // namespace
}  // namespace pingxing::site
