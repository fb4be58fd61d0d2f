// Jobs at the doors: asked for, shown, cancelled, downloaded; nobody sees another's.
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
  EXPECT_NE(get(office, "/jobs").body.find("日志完整"), std::string::npos);
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

}  // namespace
}  // namespace pingxing::site
