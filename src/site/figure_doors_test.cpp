// One table of entries, tried at every door by which a figure comes in: the page (where what is pasted goes too), the
// API, a sheet as CSV and as a workbook by page and by API, a large one by a job, a correction by the level above. All
// say the same. Then
// the pages of figures themselves: clashes, uploads, many subjects.
#include "document/xlsx_write.hpp"
#include "office/figures.hpp"
#include "office/job_works.hpp"
#include "site/test_support.hpp"

namespace pingxing::site {
namespace {

using office::Source;
using scheme::StageKind;

enum class Expected { Stored, Wrong, NeedsReason };

struct Entry {
  std::string input, value, reason;
  Expected expected = Expected::Stored;
  std::string kept = {}, kept_reason = {};  // as it is stored
};

const std::vector<Entry>& entries() {
  static const std::string study = "2 学习质量", breach = "3 违规问题", dues = "1 党费按时交纳", share = "3 参与率";
  static const std::vector<Entry> all{
      {study, "18", "", Expected::Stored, "18"},
      {study, " 18  ", "", Expected::Stored, "18"},
      {study, "\u00A018\u3000", "", Expected::Stored, "18"},
      {study, "\u200B1\uFEFF8\u200D", "", Expected::Stored, "18"},
      {study, "18\t", "", Expected::Stored, "18"},
      {study, "１８", "", Expected::Stored, "18"},
      {study, "18\n", "", Expected::Stored, "18"},
      {study, "17.5", "学得扎实", Expected::Stored, "17.5", "学得扎实"},
      {study, "21", "", Expected::Wrong},
      {study, "-1", "", Expected::Wrong},
      {study, "十八", "", Expected::Wrong},
      {study, "1O", "", Expected::Wrong},
      {study, "1;2", "", Expected::Wrong},
      {study, std::string(2001, '1'), "", Expected::Wrong},
      {study, "18", std::string(1503, 'x'), Expected::Wrong},
      {breach, "2", "", Expected::NeedsReason},
      {breach, "2", "\u00A0\u200B", Expected::NeedsReason},
      {breach, "2", "　迟到\u200B两次\u00A0", Expected::Stored, "2", "迟到两次"},
      {breach, "2", "迟到\t两次", Expected::Stored, "2", "迟到 两次"},
      {dues, "是", "", Expected::Stored, "是"},
      {dues, "有", "", Expected::Stored, "是"},
      {dues, "ＹＥＳ", "", Expected::Stored, "是"},
      {dues, "0", "", Expected::Stored, "否"},
      {dues, "也许", "", Expected::Wrong},
      {share, "95％", "", Expected::Stored, "95%"},
      {share, "187/200", "", Expected::Stored, "187/200"},
      {share, "195%", "", Expected::Wrong},
      {"1 支委会次数", "3.5", "", Expected::Wrong},
      {"获奖", " 省\u00A0", "", Expected::Stored, "省"},
      {"获奖", "国际", "", Expected::Wrong},
  };
  return all;
}

std::string in_quotes(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

class Doors : public SiteTest {
 protected:
  [[nodiscard]] store::Fact now(Source source, const std::string& input) const {
    const Id who = subject(round_, "0101");
    return office::look(office_, [&](store::Reading& db) {
      return store::fact_now(db, round_, who, input, std::string(office::word_of(source))).value_or(store::Fact{});
    });
  }
  /// An empty cell, whatever stood there.
  Id emptied(Source source, const std::string& input) {
    const auto before = now(source, input);
    const Id who = subject(round_, "0101");
    Id id = 0;
    database_->write([&](store::Writing& db) {
      id = store::add_fact(
          db, {0, round_, who, input, std::string(office::word_of(source)), "", "", {}, clock_.now_ms(), before.id});
    });
    return id;
  }
  std::string cell_of(Source source, const Entry& entry, Id replaces) const {
    return Json{{"source", office::word_of(source)},
                {"subject", subject(round_, "0101")},
                {"input", entry.input},
                {"value", entry.value},
                {"reason", entry.reason},
                {"replaces", replaces}}
        .dump();
  }
  static std::string csv_of(const Entry& entry) {
    return "编号," + in_quotes(entry.input) + "," + in_quotes(entry.input + " 理由") + "\n0101," +
           in_quotes(entry.value) + "," + in_quotes(entry.reason) + "\n";
  }
  static std::string xlsx_of(const Entry& entry) {
    document::SheetSpec sheet;
    sheet.name = "数据";
    sheet.columns = {{"编号"}, {entry.input}, {entry.input + " 理由"}};
    sheet.rows = {{{"0101"}, {entry.value}, {entry.reason}}};
    Problems problems;
    const auto bytes = document::write_xlsx({{sheet}, ""}, "t.xlsx", problems);
    CHECK(bytes);
    return *bytes;
  }
  /// The same table, too large to be taken at once: the page that shows what came of it, with the status of the door.
  web::Response by_job(const Browser& who, const std::string& target, const std::string& bytes,
                       const web::Fields& form = {}) {
    const auto asked = upload(who, target, "facts.csv", bytes + std::string(office::import_bytes_at_once, '\n'), form);
    EXPECT_EQ(asked.status, 303) << asked.body.substr(0, 300);
    EXPECT_EQ(header_of(asked, "Location"), "/jobs");
    const auto works = office::job_works(secrets_, keys_);
    while (office::work_on_a_job(office_, "a", works, {})) {
    }
    const auto list = get(who, "/jobs").body;
    const auto at = list.find(path_ + "/figures?source=");
    CHECK(at != std::string::npos);
    auto link = list.substr(at, list.find('"', at) - at);
    for (auto amp = link.find("amp;"); amp != std::string::npos; amp = link.find("amp;")) link.erase(amp, 4);
    auto shown = get(who, link);
    EXPECT_EQ(shown.status, 200) << link;
    if (shown.body.find("role=\"status\"") == std::string::npos) shown.status = 422;
    return shown;
  }
  /// What was stored, or why it was not, is what is expected.
  void expect(const std::string& door, Source source, const Entry& entry, const web::Response& answer, Id before) {
    const std::string at = door + ": " + entry.input + " = “" + entry.value.substr(0, 30) + "”, “" +
                           entry.reason.substr(0, 30) + "”\n" + answer.body.substr(0, 600);
    const auto stands = now(source, entry.input);
    EXPECT_LT(answer.status, 500) << at;
    if (entry.expected != Expected::Stored) {
      EXPECT_EQ(stands.id, before) << at;
      EXPECT_EQ(answer.status, 422) << at;
      const bool asks = answer.body.find("要写明理由") != std::string::npos;
      EXPECT_EQ(asks, entry.expected == Expected::NeedsReason) << at;
      return;
    }
    EXPECT_EQ(answer.status, 200) << at;
    EXPECT_EQ(stands.value, entry.kept) << at;
    EXPECT_EQ(stands.reason, entry.kept_reason) << at;
  }

  office::KeyStock keys_;
  const Id round_ = start_round();
  const std::string path_ = "/rounds/" + std::to_string(round_);
};

TEST_F(Doors, SayTheSameOfEveryEntry) {
  open_only(round_, {StageKind::Score});
  const auto office = as("office");
  const std::string query = "?source=assessed";
  for (const auto& entry : entries()) {
    const auto tried = [&](const std::string& door, const auto& send) {
      const Id before = emptied(Source::Assessed, entry.input);
      expect(door, Source::Assessed, entry, send(before), before);
    };
    tried("page", [&](Id before) {
      return send(office, "POST", path_ + "/figures", {}, cell_of(Source::Assessed, entry, before));
    });
    tried("API", [&](Id before) {
      return send(office, "POST", "/api/v1" + path_ + "/figures", {}, cell_of(Source::Assessed, entry, before));
    });
    for (const bool is_csv : {true, false}) {
      const auto bytes = is_csv ? csv_of(entry) : xlsx_of(entry);
      const std::string name = is_csv ? "facts.csv" : "facts.xlsx";
      tried("page, " + name, [&](Id) { return upload(office, path_ + "/figures/import" + query, name, bytes); });
      tried("API, " + name,
            [&](Id) { return upload(office, "/api/v1" + path_ + "/figures.xlsx" + query, name, bytes); });
    }
    tried("job", [&](Id) { return by_job(office, path_ + "/figures/import" + query, csv_of(entry)); });
  }
}

TEST_F(Doors, SayTheSameOfEveryCorrection) {
  open_only(round_, {StageKind::Verify});
  const auto verifier = as("verifier");
  for (auto entry : entries()) {
    if (entry.expected != Expected::Wrong && entry.kept_reason.empty()) entry.expected = Expected::NeedsReason;
    if (entry.expected == Expected::Wrong && entry.reason.empty()) entry.reason = "核对原始记录";
    const auto tried = [&](const std::string& door, const auto& send) {
      const Id before = emptied(Source::Checked, entry.input);
      expect(door, Source::Checked, entry, send(before), before);
    };
    tried("page", [&](Id before) {
      return send(verifier, "POST", path_ + "/figures", {}, cell_of(Source::Checked, entry, before));
    });
    tried("API", [&](Id before) {
      return send(verifier, "POST", "/api/v1" + path_ + "/figures", {}, cell_of(Source::Checked, entry, before));
    });
    tried("CSV",
          [&](Id) { return upload(verifier, path_ + "/figures/import?source=checked", "facts.csv", csv_of(entry)); });
    tried("workbook", [&](Id) {
      return upload(verifier, "/api/v1" + path_ + "/figures.xlsx?source=checked", "facts.xlsx", xlsx_of(entry));
    });
  }
}

TEST_F(Doors, ALargeSheetClashesAsASmallOneDoes) {
  open_only(round_, {StageKind::Score});
  const auto org = as("org"), general = as("general");
  const std::string input = "2 学习质量", way = path_ + "/figures/import?source=assessed";
  ASSERT_EQ(
      send(general, "POST", path_ + "/figures", {}, cell_of(Source::Assessed, {input, "18", "<b>好</b>"}, 0)).status,
      200);
  const auto shown = by_job(org, way, csv_of({input, "15", ""}));
  for (const char* part : {"办公室经办", "青松支部", ">18<", ">15<", "&lt;b&gt;好"})
    EXPECT_NE(shown.body.find(part), std::string::npos) << part;
  const auto failed = Json::parse(get(org, "/api/v1/jobs").body)["jobs"][0];
  EXPECT_EQ(failed["refusal"]["code"], "SHEET_CLASHES");
  EXPECT_EQ(failed["refusal"]["problems"][0]["code"], "SHEET_CLASH");
  const auto& clashes = failed["refusal"]["clashes"];
  EXPECT_EQ(clashes["count"].whole(), 1);
  EXPECT_EQ(clashes["rows"][0]["now"]["value"], "18");
  EXPECT_EQ(clashes["rows"][0]["yours"], "15");
  EXPECT_EQ(now(Source::Assessed, input).value, "18");
  const auto answer = [&](const std::string& choice) {
    return by_job(org, way, csv_of({input, "15", ""}),
                  form_of({{"clashes", choice + " " + clashes["fingerprint"].text()}}));
  };
  EXPECT_EQ(answer("keep").status, 200);
  EXPECT_EQ(now(Source::Assessed, input).value, "18");
  EXPECT_EQ(answer("overwrite").status, 200);
  EXPECT_EQ(now(Source::Assessed, input).value, "15");

  // Of another round, of another person, of another kind: not there.
  const std::string job = "&job=" + failed["id"].dump();
  EXPECT_EQ(get(general, path_ + "/figures?source=assessed" + job).status, 404);
  EXPECT_EQ(get(org, "/rounds/" + std::to_string(start_round(office::unit_scheme, "另一轮")) +
                         "/figures?source=assessed" + job)
                .status,
            404);
}

TEST_F(Doors, S10_OpenForTheSubjectsThatAreAssigned) {
  ASSERT_TRUE(office::assign(office_, actor("office"), round_,
                             {{0, 0, "2", unit("D1"), "assess", subject(round_, "0101")},
                              {0, 0, "2", unit("D2"), "assess", subject(round_, "0102")},
                              {0, 0, "*", unit("D3"), "assess", std::nullopt}}));
  open_only(round_, {StageKind::Score});
  const Entry entry{"2 学习质量", "18", ""}, other{"3 违规问题", "2", "迟到两次"};
  for (const bool is_own : {true, false}) {
    const auto browser = as(is_own ? "org" : "discipline");  // of D1, of D2
    const auto tried = [&](const std::string& door, const Entry& what, bool is_stored, const auto& send) {
      const Id before = emptied(Source::Assessed, what.input);
      const auto answer = send(before);
      const auto stands = now(Source::Assessed, what.input);
      EXPECT_EQ(stands.id != before, is_stored) << door << answer.body.substr(0, 300);
      EXPECT_EQ(answer.status == 200, is_stored) << door << answer.status;
      EXPECT_LT(answer.status, 500) << door;
    };
    for (const auto& what : {entry, other}) {
      const bool is_stored = is_own && &what != &other && what.input == entry.input;
      for (const std::string& at : {path_, "/api/v1" + path_})
        tried(at, what, is_stored, [&](Id before) {
          return send(browser, "POST", at + "/figures", {}, cell_of(Source::Assessed, what, before));
        });
      for (const std::string& name : {std::string("facts.csv"), std::string("facts.xlsx")}) {
        const auto bytes = name == "facts.csv" ? csv_of(what) : xlsx_of(what);
        for (const std::string& way : {path_ + "/figures/import", "/api/v1" + path_ + "/figures.xlsx"})
          tried(way + ", " + name, what, is_stored,
                [&](Id) { return upload(browser, way + "?source=assessed", name, bytes); });
      }
    }
  }
}

TEST_F(Doors, AreShutAtOneTime) {
  open_only(round_, {StageKind::Remark});
  const auto office = as("office");
  const Entry entry{"2 学习质量", "18", ""};
  const auto cell = cell_of(Source::Assessed, entry, 0);
  EXPECT_EQ(send(office, "POST", path_ + "/figures", {}, cell).status, 409);
  EXPECT_EQ(send(office, "POST", "/api/v1" + path_ + "/figures", {}, cell).status, 409);
  EXPECT_EQ(upload(office, path_ + "/figures/import?source=assessed", "facts.csv", csv_of(entry)).status, 409);
  EXPECT_EQ(upload(office, "/api/v1" + path_ + "/figures.xlsx?source=assessed", "facts.csv", csv_of(entry)).status,
            409);
  EXPECT_EQ(now(Source::Assessed, entry.input).id, 0);
}

TEST_F(Doors, S21_ShowWhatStandsAfterAClash) {
  open_only(round_, {StageKind::Score});
  const auto org = as("org"), general = as("general");
  ASSERT_EQ(
      send(general, "POST", path_ + "/figures", {}, cell_of(Source::Assessed, {"2 学习质量", "18", "好"}, 0)).status,
      200);
  std::vector<std::string> told;
  for (const std::string& path : {path_ + "/figures", "/api/v1" + path_ + "/figures"}) {
    const auto clash = send(org, "POST", path, {}, cell_of(Source::Assessed, {"2 学习质量", "15", ""}, 0));
    EXPECT_EQ(clash.status, 409);
    const auto json = Json::parse(clash.body);
    EXPECT_EQ(json["now"]["value"], "18");
    EXPECT_EQ(json["now"]["reason"], "好");
    EXPECT_EQ(json["now"]["by"], "办公室经办");
    EXPECT_EQ(json["now"]["fact"].whole(), now(Source::Assessed, "2 学习质量").id);
    told.push_back(clash.body);
  }
  EXPECT_EQ(told[0], told[1]);
}

TEST_F(Doors, S14_TheClashesOfASheetAreShownAndAnswered) {
  open_only(round_, {StageKind::Score});
  const auto org = as("org");
  const auto sheet = get(org, path_ + "/figures.xlsx?source=assessed").body;
  const Entry mine{"2 学习质量", "15", ""};
  ASSERT_EQ(send(as("general"), "POST", path_ + "/figures", {},
                 cell_of(Source::Assessed, {"2 学习质量", "18", "<b>好</b>"}, 0))
                .status,
            200);
  const std::string way = path_ + "/figures/import?source=assessed";
  const auto shown = upload(org, way, "facts.csv", csv_of(mine));
  EXPECT_EQ(shown.status, 409);
  for (const char* part : {"办公室经办", "青松支部", ">18<", ">15<", "&lt;b&gt;好"})
    EXPECT_NE(shown.body.find(part), std::string::npos) << part;
  const std::string mark = "value=\"overwrite ";
  const auto at = shown.body.find(mark);
  ASSERT_NE(at, std::string::npos);
  const auto fingerprint = shown.body.substr(at + mark.size(), 32);
  EXPECT_EQ(now(Source::Assessed, mine.input).value, "18");
  EXPECT_EQ(upload(org, way, "facts.csv", csv_of(mine), form_of({{"clashes", "keep " + fingerprint}})).status, 200);
  EXPECT_EQ(now(Source::Assessed, mine.input).value, "18");
  EXPECT_EQ(upload(org, way, "facts.csv", csv_of(mine), form_of({{"clashes", "overwrite " + fingerprint}})).status,
            200);
  EXPECT_EQ(now(Source::Assessed, mine.input).value, "15");

  const auto api =
      upload(org, "/api/v1" + path_ + "/figures.xlsx?source=assessed", "facts.csv", csv_of({"2 学习质量", "11", ""}));
  EXPECT_EQ(api.status, 409);
  const auto json = Json::parse(api.body);
  EXPECT_EQ(json["clashes"][0]["now"]["value"], "15");
  EXPECT_EQ(json["clashes"][0]["yours"], "11");
  EXPECT_EQ(json["problems"][0]["code"], "SHEET_CLASH");
  EXPECT_EQ(
      upload(org, "/api/v1" + path_ + "/figures.xlsx?source=assessed", "facts.csv", csv_of({"2 学习质量", "11", ""}),
             form_of({{"clashes", "overwrite " + *json.text_at("fingerprint")}}))
          .status,
      200);
  EXPECT_EQ(now(Source::Assessed, mine.input).value, "11");
}

TEST_F(Doors, S16_BytesThatAreNoTextAreAnsweredInWords) {
  open_only(round_, {StageKind::Score});
  const auto org = as("org");
  for (const std::string& bytes : {std::string("\xB1\xE0,\xFF\xFF\n1,2\n"), std::string("\xFF\xFE\x00", 3),
                                   std::string("编号,\xC3\x28\n0101,1\n"), std::string("\x00\x00\x00", 3)}) {
    for (const std::string& name : {std::string("facts.csv"), std::string("\xB1\xED.csv")}) {
      EXPECT_EQ(upload(org, path_ + "/figures/import?source=assessed", name, bytes).status, 422);
      const auto api = upload(org, "/api/v1" + path_ + "/figures.xlsx?source=assessed", name, bytes);
      EXPECT_EQ(api.status, 422);
      EXPECT_TRUE(Json::read(api.body));
    }
  }
}

TEST_F(Doors, S19_ManySubjectsComeByPages) {
  const Id branch = unit("0101"), other = unit("0102"), somebody = person("P1");
  database_->write([&](store::Writing& db) {
    for (int i = 0; i < 450; ++i)
      store::add_subject(db, {0, round_, "X" + std::to_string(1000 + i), "测试对象" + std::to_string(i),
                              i % 2 ? branch : other, somebody, i % 3 ? "甲+乙" : "丙", "", ""});
  });
  open_only(round_, {StageKind::Score});
  const auto org = as("org");
  const auto rows = [](const web::Response& page) {
    std::size_t count = 0;
    for (auto at = page.body.find("<tr><th scope=\"row\">"); at != std::string::npos;
         at = page.body.find("<tr><th scope=\"row\">", at + 1))
      ++count;
    return count;
  };
  const std::string path = path_ + "/figures?source=assessed";
  const auto first = get(org, path), last = get(org, path + "&page=3");
  EXPECT_EQ(rows(first), 200U);
  EXPECT_NE(first.body.find("rel=\"next\""), std::string::npos);
  EXPECT_EQ(first.body.find("rel=\"prev\""), std::string::npos);
  EXPECT_NE(first.body.find("0 / 1359"), std::string::npos) << "of all pages";
  EXPECT_EQ(rows(last), 53U);
  EXPECT_EQ(last.body.find("rel=\"next\""), std::string::npos);
  EXPECT_NE(last.body.find("rel=\"prev\""), std::string::npos);
  EXPECT_EQ(rows(get(org, path + "&search=X1007")), 1U);
  EXPECT_EQ(rows(get(org, path + "&pool=丙")), 150U);
  const auto pool = get(org, path + "&pool=甲+乙");
  EXPECT_EQ(rows(pool), 200U);
  EXPECT_NE(pool.body.find("pool=%E7%94%B2%2B%E4%B9%99&amp;page=2"), std::string::npos) << "the next page is of it too";
  EXPECT_EQ(rows(get(org, path + "&unit=" + std::to_string(other))), 200U);
  for (const char* page : {"0", "-1", "99999999999999999999", "x", "9"})
    EXPECT_EQ(get(org, path + "&page=" + page).status, 200) << page;
  const auto json = Json::parse(get(org, "/api/v1" + path + "&page=2").body);
  EXPECT_EQ(json["rows"].size(), 200U);
  EXPECT_EQ(json["pages"].whole(), 3);
  EXPECT_EQ(json["wanted"].whole(), 1359);
}

TEST_F(Doors, S13_EvidenceForABonusHasItsWayFromTheSheet) {
  open_only(round_, {StageKind::Score});
  const auto office = as("office");
  const auto page = get(office, path_ + "/figures?source=assessed").body;
  EXPECT_NE(page.find("indicator=%E8%8E%B7%E5%A5%96"), std::string::npos);  // 获奖
  const auto form = get(office, path_ + "/evidence").body;
  EXPECT_NE(form.find("<option value=\"获奖\""), std::string::npos);
  EXPECT_EQ(upload(office, path_ + "/evidence", "证书.pdf", "%PDF-1.7\ncertificate",
                   form_of({{"subject", std::to_string(subject(round_, "0101"))}, {"indicator", "获奖"}}))
                .status,
            303);
}

}  // namespace
}  // namespace pingxing::site
