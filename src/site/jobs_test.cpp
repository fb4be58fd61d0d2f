// Jobs at the doors: asked for, shown, cancelled, downloaded; nobody sees another's.
#include <set>

#include "office/job_works.hpp"
#include "site/test_support.hpp"

namespace pingxing::site {
namespace {

class JobDoors : public SiteTest {
 protected:
  void work() {
    const auto works = office::job_works(secrets_, keys_);
    while (office::work_on_a_job(office_, "a", works, {})) {
    }
  }
  Id ask(const Browser& who, const Json& body) {
    const auto answer = send(who, "POST", "/api/v1/jobs", {}, body.dump());
    EXPECT_EQ(answer.status, 202) << answer.body;
    return *Json::parse(answer.body).whole_at("job");
  }
  std::string state(const Browser& who, Id job) {
    return Json::parse(get(who, "/api/v1/jobs/" + std::to_string(job)).body)["state"].text();
  }

  office::KeyStock keys_;
};

TEST_F(JobDoors, AWorkbookIsMadeShownAndDownloaded) {
  const Id round = start_round();
  auto office = as("office"), admin = as("admin");
  const Id job = ask(office, {{"kind", "figures_workbook"}, {"round", round}, {"source", "assessed"}});
  const std::string path = "/jobs/" + std::to_string(job);
  EXPECT_EQ(state(office, job), "waiting");
  EXPECT_NE(get(office, "/jobs").body.find("http-equiv=\"refresh\""), std::string::npos);
  EXPECT_EQ(get(office, path + "/file").status, 404);
  work();
  EXPECT_EQ(state(office, job), "done");
  for (const char* language : {"zh", "en"}) {
    office.language = language;
    const auto page = get(office, "/jobs").body;
    EXPECT_NE(page.find(path + "/file"), std::string::npos);
    EXPECT_EQ(page.find("http-equiv=\"refresh\""), std::string::npos);  // nothing moves any more
    EXPECT_EQ(page.find("[["), std::string::npos);
  }
  EXPECT_TRUE(get(office, path + "/file").body.starts_with("PK"));
  EXPECT_TRUE(get(office, "/api/v1" + path + "/file").body.starts_with("PK"));
  for (const std::string& other : {path + "/file", "/api/v1" + path, "/api/v1" + path + "/file"})
    EXPECT_EQ(get(admin, other).status, 404) << other;
  EXPECT_EQ(send(admin, "POST", path + "/cancel").status, 404);
  EXPECT_EQ(get({}, "/jobs").status, 303);
  EXPECT_EQ(get({}, "/api/v1/jobs").status, 401);
}

TEST_F(JobDoors, CancelledByPageAndByCall) {
  const auto office = as("office");
  const Id first = ask(office, {{"kind", "verify_journal"}});
  EXPECT_EQ(ask(office, {{"kind", "verify_journal"}}), first);
  EXPECT_EQ(send(office, "POST", "/jobs/" + std::to_string(first) + "/cancel").status, 303);
  const Id second = ask(office, {{"kind", "verify_journal"}});
  EXPECT_NE(second, first);
  EXPECT_EQ(send(office, "POST", "/api/v1/jobs/" + std::to_string(second) + "/cancel", {}, "{}").status, 200);
  work();
  EXPECT_EQ(state(office, first), "cancelled");
  EXPECT_EQ(state(office, second), "cancelled");
  const Id third = ask(office, {{"kind", "verify_journal"}});
  work();
  EXPECT_EQ(state(office, third), "done");
  EXPECT_NE(get(office, "/jobs").body.find("记录完整"), std::string::npos);
}

TEST_F(JobDoors, ARefusalIsShown) {
  auto member = as("member");
  const Id job = ask(member, {{"kind", "verify_journal"}});
  work();
  const auto told = Json::parse(get(member, "/api/v1/jobs/" + std::to_string(job)).body);
  EXPECT_EQ(told["state"], "failed");
  EXPECT_EQ(told["refusal"]["code"], "NOT_ALLOWED");
  EXPECT_NE(get(member, "/jobs").body.find("查看日志"), std::string::npos);
  member.language = "en";
  EXPECT_NE(get(member, "/jobs").body.find("read the journal"), std::string::npos);
  for (const char* body : {R"({"kind":"tea"})", R"({"kind":"open_poll"})"})
    EXPECT_EQ(send(member, "POST", "/api/v1/jobs", {}, body).status, 422) << body;
  for (const char* body : {R"({"kind":7})", "{}"})
    EXPECT_EQ(send(member, "POST", "/api/v1/jobs", {}, body).status, 400) << body;
  EXPECT_EQ(send(member, "POST", "/api/v1/jobs", {}, R"({"kind":"verify_journal","more":1})").status, 400);
}

TEST_F(JobDoors, AGetChangesNothingWhereItIsLarge) {
  const Id round = start_round(), branch = unit("0101");
  database_->write([&](store::Writing& db) {
    for (std::size_t i = 0; i <= office::subjects_at_once; ++i)
      store::add_subject(db, {0, round, "X" + std::to_string(i), "甲", branch, {}, "", "", ""});
  });
  auto office = as("office");
  const std::string base = "/rounds/" + std::to_string(round);
  for (const std::string& path : {base + "/figures.xlsx?source=assessed", base + "/board.xlsx",
                                  "/api/v1" + base + "/figures.xlsx?source=assessed"}) {
    const auto answer = get(office, path);
    EXPECT_EQ(answer.status, 409) << path;
    EXPECT_NE(answer.body.find("作为任务提出"), std::string::npos) << path;
  }
  EXPECT_EQ(Json::parse(get(office, "/api/v1" + base + "/figures.xlsx?source=assessed").body)["code"], "JOB_NEEDED");
  EXPECT_TRUE(Json::parse(get(office, "/api/v1/jobs").body)["jobs"].empty());
  const auto sheet = get(office, base + "/figures?source=assessed").body;
  EXPECT_NE(sheet.find("value=\"figures_workbook\""), std::string::npos);
  EXPECT_EQ(sheet.find("href=\"" + base + "/figures.xlsx"), std::string::npos);
  const auto board = get(office, base + "/board").shared_body;
  ASSERT_TRUE(board);
  EXPECT_NE(board->find("value=\"board_workbook\""), std::string::npos);
  const auto asked =
      send(office, "POST", "/jobs",
           form_of({{"kind", "figures_workbook"}, {"round", std::to_string(round)}, {"source", "assessed"}}));
  EXPECT_EQ(asked.status, 303);
  EXPECT_EQ(Json::parse(get(office, "/api/v1/jobs").body)["jobs"].size(), 1U);
  EXPECT_EQ(send(office, "POST", "/jobs", form_of({{"kind", "open_poll"}})).status, 422);
}

TEST_F(JobDoors, LongAnswersOfTheApiComeByPages) {
  const Id round = start_round(), branch = unit("0101");
  database_->write([&](store::Writing& db) {
    for (std::size_t i = 0; i < 1'500; ++i)
      store::add_subject(db, {0, round, "X" + std::to_string(i), "甲", branch, {}, "", "", ""});
  });
  const auto office = as("office");
  const std::string board = "/api/v1/rounds/" + std::to_string(round) + "/board";
  std::set<std::string> seen;
  std::size_t count = 0;
  for (const char* page : {"1", "2"}) {
    const auto answer = Json::parse(get(office, board + "?page=" + page).body);
    EXPECT_EQ(answer["page"].dump(), page);
    EXPECT_EQ(answer["pages"], 2);
    count = static_cast<std::size_t>(answer["count"].whole());
    const auto& subjects = answer["subjects"];
    EXPECT_EQ(subjects.size(), page == std::string("1") ? 1'000 : count - 1'000);
    for (const auto& subject : subjects) seen.insert(subject["id"].text());
    EXPECT_FALSE(answer["pools"].empty());
  }
  EXPECT_GE(count, 1'500U);
  EXPECT_EQ(seen.size(), count);
  EXPECT_EQ(get(office, board).body, get(office, board + "?page=1").body);

  std::string table = "编号,姓名,单位编号\n";
  for (int i = 0; i < 1'001; ++i) table += "Z" + std::to_string(100'000 + i) + ",测试员乙,0101\n";
  const auto first = Json::parse(upload(office, "/api/v1/imports/people/preview", "people.csv", table).body);
  EXPECT_EQ(first["rows"].size(), 1'000U);
  EXPECT_EQ(first["added"], 1'001);
  EXPECT_EQ(first["pages"], 2);
  const auto second = Json::parse(upload(office, "/api/v1/imports/people/preview?page=2", "people.csv", table).body);
  ASSERT_EQ(second["rows"].size(), 1U);
  EXPECT_EQ(second["rows"][0]["code"], "Z101000");
  EXPECT_EQ(second["fingerprint"], first["fingerprint"]);
}

TEST_F(JobDoors, ALargeTableIsImportedByAJobASmallOneAtOnce) {
  const auto office = as("office");
  std::string table = "编号,姓名,单位编号\n";
  for (int i = 0; table.size() <= office::import_bytes_at_once; ++i)
    table += "Y" + std::to_string(100'000 + i) + ",测试员乙,0101\n";
  const auto import = [&](const std::string& bytes) {
    const auto seen = upload(office, "/units/import/people/preview", "people.csv", bytes);
    EXPECT_EQ(seen.status, 200);
    return send(office, "POST", "/units/import/people",
                form_of({{"file", hidden(seen, "file")},
                         {"filename", hidden(seen, "filename")},
                         {"fingerprint", hidden(seen, "fingerprint")}}));
  };
  EXPECT_EQ(import("编号,姓名,单位编号\nY1,测试员丙,0101\n").status, 200);
  EXPECT_TRUE(Json::parse(get(office, "/api/v1/jobs").body)["jobs"].empty());
  const auto asked = import(table);
  EXPECT_EQ(asked.status, 303);
  EXPECT_EQ(header_of(asked, "Location"), "/jobs");
  work();
  const auto jobs = Json::parse(get(office, "/api/v1/jobs").body)["jobs"];
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_EQ(jobs[0]["kind"], "import_people");
  EXPECT_EQ(jobs[0]["state"], "done");
  EXPECT_FALSE(jobs[0]["has_file"].boolean());
  EXPECT_NE(get(office, "/jobs").body.find(jobs[0]["outcome"]["added"].dump()), std::string::npos);
}

}  // namespace
}  // namespace pingxing::site
