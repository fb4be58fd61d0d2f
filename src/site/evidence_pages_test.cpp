// Pages and calls of evidence and of reminders.

#include "base/json.hpp"
#include "office/evidence.hpp"
#include "office/mail_test_support.hpp"
#include "office/reminders.hpp"
#include "site/test_support.hpp"

namespace pingxing::site {
namespace {

const std::string pdf = "%PDF-1.7\nscanned minutes";

class EvidencePagesTest : public SiteTest {
 protected:
  EvidencePagesTest() { open_only(round_, {scheme::StageKind::SelfAssess}); }
  web::Fields place(std::string_view code = "0101") const {
    return form_of({{"subject", std::to_string(subject(round_, code))}, {"indicator", "1"}});
  }
  Id hand_in(const std::string& login = "pine") {
    const auto done =
        office::hand_in_evidence(office_, actor(login), {round_, subject(round_, "0101"), "1", "会议记录.pdf", pdf});
    CHECK(done);
    return done->id;
  }
  const Id round_ = start_round();
  const std::string path_ = "/rounds/" + std::to_string(round_) + "/evidence";
};

TEST_F(EvidencePagesTest, IsHandedInListedDownloadedAndWithdrawn) {
  auto pine = as("pine");
  EXPECT_EQ(upload(pine, path_, "会议记录.pdf", pdf, place()).status, 303);
  for (const auto* language : {"zh", "en"}) {
    pine.language = language;
    const auto page = get(pine, path_ + "?subject=" + std::to_string(subject(round_, "0101")));
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_NE(page.body.find("会议记录.pdf"), std::string::npos);
  }
  const auto list = office::list_evidence(office_, actor("pine"), round_);
  ASSERT_EQ(list->size(), 1U);
  const auto file_path = "/evidence/" + std::to_string(list->front().evidence.id);
  const auto file = get(pine, file_path);
  EXPECT_EQ(file.body, pdf);
  EXPECT_EQ(file.content_type, "application/pdf");
  EXPECT_EQ(header_of(file, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(header_of(file, "Content-Disposition"),
            "attachment; filename=\"____________.pdf\"; filename*=UTF-8''%E4%BC%9A%E8%AE%AE%E8%AE%B0%E5%BD%95.pdf");
  const auto sheet = get(pine, "/rounds/" + std::to_string(round_) + "/figures?source=self").body;
  EXPECT_NE(sheet.find("class=\"clip\""), std::string::npos) << "the count stands beside the indicator";
  EXPECT_EQ(send(pine, "POST", file_path + "/withdraw").status, 303);
  EXPECT_EQ(get(pine, file_path).status, 404);
  EXPECT_EQ(send(pine, "POST", file_path + "/withdraw").status, 404);
}

TEST_F(EvidencePagesTest, WrongFilesAreRefusedInWords) {
  const auto pine = as("pine");
  const auto exe = upload(pine, path_, "minutes.pdf", std::string("MZ\0\0program", 11), place());
  EXPECT_EQ(exe.status, 422);
  EXPECT_NE(exe.body.find("notice error"), std::string::npos);
  EXPECT_EQ(upload(pine, path_, "empty.pdf", "", place()).status, 422);
  EXPECT_EQ(send(pine, "POST", path_, place()).status, 422) << "no file at all";
  EXPECT_EQ(upload(pine, path_, "a.pdf", pdf).status, 404) << "no subject";
  std::string full = pdf + std::string(office::evidence_bytes_max - pdf.size(), ' ');
  EXPECT_EQ(upload(pine, path_, "full.pdf", full, place()).status, 303);
  full += ' ';
  const auto large = upload(pine, path_, "large.pdf", full, place());
  EXPECT_EQ(large.status, 413);
  EXPECT_NE(large.body.find("20"), std::string::npos);
  EXPECT_EQ(office::list_evidence(office_, actor("pine"), round_)->size(), 1U);
}

TEST_F(EvidencePagesTest, ScriptsInFilenamesAreText) {
  const auto pine = as("pine");
  EXPECT_EQ(upload(pine, path_, "<script>alert(1)</script><img src=x>.pdf", pdf, place()).status, 303);
  EXPECT_EQ(upload(pine, path_, "a\"; filename=evil.exe.pdf", pdf + "2", place()).status, 303);
  const auto page = get(pine, path_).body;
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
  EXPECT_EQ(page.find("<img"), std::string::npos);
  const auto list = office::list_evidence(office_, actor("pine"), round_);
  ASSERT_EQ(list->size(), 2U);
  for (const auto& view : *list) {
    const auto disposition =
        header_of(get(pine, "/evidence/" + std::to_string(view.evidence.id)), "Content-Disposition");
    EXPECT_EQ(std::count(disposition.begin(), disposition.end(), '"'), 2) << disposition;
    EXPECT_EQ(disposition.find_first_of("\r\n"), std::string::npos);
  }
}

TEST_F(EvidencePagesTest, EvidenceOfOthersIsNotThere) {
  const auto id = std::to_string(hand_in());
  const auto poplar = as("poplar"), member = as("member");
  for (const auto& browser : {poplar}) {
    EXPECT_EQ(get(browser, "/evidence/" + id).status, 404);
    EXPECT_EQ(get(browser, "/api/v1/evidence/" + id).status, 404);
    EXPECT_EQ(send(browser, "POST", "/evidence/" + id + "/withdraw").status, 404);
    EXPECT_EQ(send(browser, "DELETE", "/api/v1/evidence/" + id, {}, "{}").status, 404);
    EXPECT_EQ(get(browser, path_).body.find("会议记录"), std::string::npos);
  }
  EXPECT_EQ(upload(poplar, path_, "a.pdf", pdf, place()).status, 403) << "another unit's subject";
  const auto auditor = as("auditor");
  EXPECT_EQ(get(auditor, "/evidence/" + id).status, 200) << "reads everything";
  EXPECT_EQ(send(auditor, "POST", "/evidence/" + id + "/withdraw").status, 403) << "changes nothing";
  EXPECT_EQ(upload(auditor, path_, "a.pdf", pdf, place()).status, 403);
}

TEST_F(EvidencePagesTest, TheApiTakesAndGivesIt) {
  const auto pine = as("pine");
  const auto api = "/api/v1" + path_;
  const auto made = upload(pine, api, "会议记录.pdf", pdf, place());
  ASSERT_EQ(made.status, 201) << made.body;
  const auto id = std::to_string(Json::parse(made.body)["id"].whole());
  const auto list = Json::parse(get(pine, api).body)["evidence"];
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["type"], "application/pdf");
  EXPECT_EQ(get(pine, "/api/v1/evidence/" + id).body, pdf);
  EXPECT_EQ(send(pine, "DELETE", "/api/v1/evidence/" + id, {}, "{}").status, 200);
  EXPECT_TRUE(Json::parse(get(pine, api).body)["evidence"].empty());
  EXPECT_EQ(upload(pine, api, "x.exe", "MZ\x01", place()).status, 422);
  EXPECT_EQ(send(pine, "POST", api, {}, "{}").status, 422);
}

TEST_F(EvidencePagesTest, TheOfficeRemindsWhoIsLate) {
  ::setenv("no_proxy", "*", 1);
  office::TestMailServer server;
  set("smtp_url", server.url());
  set("mail_from", "office@example.org");
  auto office = as("office");
  const auto path = "/rounds/" + std::to_string(round_);
  for (const auto* language : {"zh", "en"}) {
    office.language = language;
    const auto page = get(office, path + "/people");
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("青松联络员"), std::string::npos);
  }
  office.language = "zh";
  EXPECT_EQ(send(office, "POST", path + "/reminders", form_of({{"text", "请填完"}})).status, 422) << "nobody chosen";
  const auto chosen = form_of({{"account", std::to_string(account("pine"))}, {"text", "请今天填完自评。"}});
  const auto done = send(office, "POST", path + "/reminders", chosen);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_NE(done.body.find("pine@example.org"), std::string::npos);
  EXPECT_NE(done.body.find("等待发出"), std::string::npos);
  EXPECT_EQ(office::deliver_in_turn(office_, "this").sent, 1U);
  ASSERT_EQ(server.letters().size(), 1U);
  EXPECT_EQ(server.letters()[0].to, "pine@example.org");
  EXPECT_NE(get(office, path + "/people").body.find("已发出"), std::string::npos);
  EXPECT_EQ(send(as("org"), "POST", path + "/reminders", chosen).status, 403);
  const Json body = {{"accounts", {account("poplar")}}, {"text", "请填完。"}};
  EXPECT_EQ(send(office, "POST", "/api/v1" + path + "/reminders", {}, body.dump()).status, 201);
  const auto messages = Json::parse(get(office, "/api/v1" + path + "/reminders").body)["messages"];
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[0]["state"], "waiting");
  EXPECT_EQ(messages[1]["state"], "sent");
  EXPECT_FALSE(Json::parse(get(office, "/api/v1" + path + "/progress").body)["people"].empty());
}

}  // namespace
}  // namespace pingxing::site
