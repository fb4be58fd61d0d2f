// Earlier results as a round's past: what comes in from tables and result files, what is refused, what it does to the
// rating of the round and of those behind it, and what stays of what was replaced. On both databases.
#include "office/past_results.hpp"

#include <gtest/gtest.h>

#include "base/told.hpp"
#include "document/xlsx_write.hpp"
#include "office/figures.hpp"
#include "office/past_reader.hpp"
#include "office/rate_round.hpp"
#include "office/test_support.hpp"
#include "service/result_json.hpp"

namespace pingxing::office {
namespace {

/// A grade and a consequence that ask for the past.
constexpr std::string_view past_scheme = R"(# 支部星级

对象:组织
周期:年度
分组:全局
总分:10
未定级:不定级

## 工作(10分)

1. 工作质量(10分)
   - 评分人:组织科
   - 质量:酌情得0至10分

## 定级

- 五星级:9分以上,上期四星级以上
- 四星级:8分以上
- 三星级:6分以上不满8分

## 程序

1. 评分(5天):组织科
2. 公示(5天):办公室
3. 发布:办公室

## 后果

- 连续2期未晋级:约谈书记
)";

class PastResults : public OfficeTest, public testing::WithParamInterface<store::test::Kind> {
 protected:
  PastResults() : OfficeTest(GetParam()) {}
  void SetUp() override {
    round_ = start_round(past_scheme, "2026年");
    fill(round_);
  }
  /// 0101 has 9.5, the others 7.
  void fill(Id round_id) {
    open_only(round_id, {scheme::StageKind::Score});
    for (const auto& [code, value] : {std::pair("0101", "9.5"), {"0102", "7"}, {"0103", "7"}})
      ASSERT_TRUE(save_cell(office_, actor("office"), round_id, Source::Assessed,
                            {subject(round_id, code), "1 质量", value, "", 0}));
  }
  /// Running, behind that one.
  Id round_behind(Id previous, const std::string& name) {
    const auto version = open_round(office_, actor("office"), previous)->version.id;
    const auto made =
        create_round(office_, actor("office"), {name, version, unit("1"), previous, "2026-03-02", {"党支部"}});
    CHECK(made);
    CHECK(set_round_state(office_, actor("office"), *made, "running"));
    return *made;
  }

  Result<PastPreview> preview(const std::vector<PastFile>& files) {
    problems_ = Problems();
    return preview_past(office_, actor("office"), round_, files, problems_);
  }
  Result<> import(const std::vector<PastFile>& files, const std::string& reason = "") {
    const auto seen = preview(files);
    if (!seen) return seen.refusal();
    return import_past(office_, actor("office"), round_, files, seen->fingerprint, reason, problems_);
  }
  /// The first problem of a file that is refused for it; else the code of the refusal.
  std::string fault_of(const std::vector<PastFile>& files) {
    const auto seen = preview(files);
    if (!seen.is_refused()) return "";
    return code_of(seen) == "TABLE_HAS_ERRORS" ? codes(problems_).front() : code_of(seen);
  }
  [[nodiscard]] PastOfRound past(std::optional<Id> import = {}) const {
    return *past_of_round(office_, actor("office"), round_, import);
  }
  [[nodiscard]] std::string grade_of(Id round_id, std::string_view code) const {
    const auto rated = rate_round(office_, round_id);
    const auto& r = *rated->rated;
    for (std::size_t row = 0; row < r.facts.count; ++row)
      if (r.facts.ids[row] == code && r.rating.grades[row] < r.scheme.grading.grades.size())
        return r.scheme.grading.grades[r.rating.grades[row]].name;
    return "none";
  }
  /// Who is to be talked to, by code.
  [[nodiscard]] std::vector<std::string> talked_to(Id round_id) const {
    const auto rated = rate_round(office_, round_id);
    std::vector<std::string> all;
    for (const auto& one : rated->rated->rating.consequences) all.emplace_back(rated->rated->facts.ids[one.row]);
    std::sort(all.begin(), all.end());
    return all;
  }
  [[nodiscard]] std::string fingerprint(Id round_id) const {
    return look(office_, [&](store::Reading& db) { return rating_fingerprint(db, round_id); });
  }
  static std::vector<std::string> names_of(const std::vector<PastStep>& steps) {
    std::vector<std::string> names;
    for (const auto& one : steps) names.push_back(one.name + (one.is_imported ? "*" : ""));
    return names;
  }

  Id round_ = 0;
  Problems problems_;
};

INSTANTIATE_TEST_SUITE_P(On, PastResults, testing::Values(store::test::Kind::Sqlite, store::test::Kind::Postgres),
                         [](const auto& kind) { return store::test::name_of(kind.param); });

const std::string year_2024 =
    "编号,名称,等次,总分\n0101,青松支部,三星级,70.50\n0102,白杨支部,三星级,61\n0199,撤销的支部,四星级,\n";
const std::string year_2025 = "编号,等次\n0101,四星级\n0102,三星级\n0103,取消资格\n";

TEST_P(PastResults, ArePreviewedAndThenCount) {
  const std::vector<PastFile> files{{"", "2024年.csv", year_2024}, {"去年", "x.csv", year_2025}};
  const auto before = fingerprint(round_);
  EXPECT_EQ(grade_of(round_, "0101"), "四星级");
  EXPECT_EQ(talked_to(round_), Codes{});
  const auto rows = journal_length();
  const auto seen = preview(files);
  ASSERT_TRUE(seen) << (problems_.empty() ? "" : problems_.kept().front().line(Language::English));
  EXPECT_TRUE(problems_.empty());
  ASSERT_EQ(seen->periods.size(), 2U);
  EXPECT_EQ(seen->periods[0].name, "2024年");
  EXPECT_EQ(seen->periods[1].name, "去年");
  EXPECT_EQ(seen->periods[0].subjects, 3U);
  EXPECT_EQ(seen->periods[0].of_round, 2U);
  ASSERT_EQ(seen->periods[0].grades.size(), 2U);
  EXPECT_EQ(seen->periods[0].grades[1].grade.zh, "三星级");
  EXPECT_EQ(seen->periods[0].grades[1].count, 2U);
  ASSERT_EQ(seen->absent.size(), 1U);
  EXPECT_EQ(seen->absent[0].name, "银杏支部");
  EXPECT_EQ(seen->absent[0].grades[1].en, "disqualified");
  ASSERT_EQ(seen->strangers.size(), 1U);
  EXPECT_EQ(seen->strangers[0].code, "0199");
  EXPECT_FALSE(seen->replaces);
  EXPECT_EQ(journal_length(), rows);
  EXPECT_EQ(fingerprint(round_), before);
  EXPECT_TRUE(past().imports.empty());

  ASSERT_TRUE(import_past(office_, actor("office"), round_, files, seen->fingerprint, "", problems_));
  EXPECT_EQ(last_row().action, "round.import_past");
  EXPECT_NE(last_row().body.find("\"1. 2024年\""), std::string::npos) << last_row().body;
  EXPECT_NE(last_row().body.find("\"subjects\":3"), std::string::npos);
  EXPECT_NE(fingerprint(round_), before);
  EXPECT_EQ(grade_of(round_, "0101"), "五星级") << "last round it had four stars";
  EXPECT_EQ(talked_to(round_), Codes{"0102"}) << "three stars three times; 0103 has no two steps";
  const auto now = past();
  EXPECT_EQ(names_of(now.steps), (Codes{"2024年*", "去年*"}));
  ASSERT_EQ(now.imports.size(), 1U);
  EXPECT_EQ(now.imports[0].by, "考评办");
  EXPECT_EQ(now.periods[1].subjects, 3U);
  EXPECT_EQ(now.rows.size(), 4U);
  const auto stored = look(office_, [&](store::Reading& db) { return store::past_of(db, round_); });
  EXPECT_EQ(stored[0].results[0].total, "70.5") << "exact, and kept";
  EXPECT_EQ(stored[0].results[2].code, "0199");
  EXPECT_EQ(stored[1].results[2].status, "disqualified");
  EXPECT_EQ(stored[1].sha256.size(), 64U);
}

TEST_P(PastResults, AreReplacedWithAReasonAndStayToBeRead) {
  ASSERT_TRUE(import({{"2024年", "a.csv", year_2024}, {"2025年", "b.csv", year_2025}}));
  EXPECT_EQ(talked_to(round_), Codes{"0102"});
  const auto first = past().imports[0].import.id;
  const auto before = fingerprint(round_);
  const std::vector<PastFile> mended{{"2024年", "a.csv", "编号,等次\n0101,三星级\n0102,三星级\n"},
                                     {"2025年", "b.csv", "编号,等次\n0101,三星级\n0102,四星级\n"}};
  EXPECT_EQ(code_of(import(mended)), "TEXT_MISSING") << "no reason";
  EXPECT_EQ(fingerprint(round_), before);
  ASSERT_TRUE(import(mended, "登记有误"));
  EXPECT_NE(last_row().body.find("登记有误"), std::string::npos);
  EXPECT_NE(fingerprint(round_), before);
  EXPECT_EQ(grade_of(round_, "0101"), "四星级");
  EXPECT_EQ(talked_to(round_), Codes{}) << "0102 rose, and fell";
  ASSERT_EQ(past().imports.size(), 2U);
  EXPECT_EQ(past().imports[0].import.reason, "登记有误");
  EXPECT_EQ(past(first).rows[1].grades[1].zh, "三星级") << "what was replaced";
  EXPECT_EQ(code_of(past_of_round(office_, actor("office"), round_, first + 100)), "NOT_FOUND");
  // And back.
  ASSERT_TRUE(import({{"2024年", "a.csv", year_2024}, {"2025年", "b.csv", year_2025}}, "原来的对"));
  EXPECT_EQ(talked_to(round_), Codes{"0102"});
  // Taken back altogether.
  EXPECT_EQ(code_of(take_back_past(office_, actor("office"), round_, " ")), "TEXT_MISSING");
  ASSERT_TRUE(take_back_past(office_, actor("office"), round_, "导错了考评"));
  EXPECT_EQ(last_row().action, "round.take_back_past");
  EXPECT_EQ(grade_of(round_, "0101"), "四星级");
  EXPECT_EQ(talked_to(round_), Codes{});
  EXPECT_TRUE(past().periods.empty());
  EXPECT_EQ(past().imports.size(), 4U);
  EXPECT_EQ(code_of(take_back_past(office_, actor("office"), round_, "再一次")), "PAST_NOTHING");
}

TEST_P(PastResults, AreOlderThanTheChainOfEveryRoundBehind) {
  const Id second = round_behind(round_, "2027年");
  fill(second);
  EXPECT_EQ(grade_of(second, "0101"), "五星级") << "four stars in the round before";
  EXPECT_EQ(talked_to(second), Codes{});
  const auto before = fingerprint(second);
  // At the first round: the second looks back over it.
  ASSERT_TRUE(import({{"2025年", "b.csv", year_2025}}));
  EXPECT_NE(fingerprint(second), before);
  EXPECT_EQ(talked_to(second), Codes{"0102"}) << "2025, 2026, 2027: three stars";
  // At the second as well: older than all that the first knows.
  const auto with_both = fingerprint(second);
  problems_ = Problems();
  const std::vector<PastFile> older{{"2024年", "a.csv", year_2024}};
  const auto seen = preview_past(office_, actor("office"), second, older, problems_);
  ASSERT_TRUE(seen);
  ASSERT_TRUE(import_past(office_, actor("office"), second, older, seen->fingerprint, "", problems_));
  EXPECT_NE(fingerprint(second), with_both);
  EXPECT_EQ(names_of(past_of_round(office_, actor("office"), second, {})->steps),
            (Codes{"2024年*", "2025年*", "2026年"}));
  const auto history = rate_round(office_, second)->rated->history;
  EXPECT_EQ(history.rounds, 3U);
  EXPECT_EQ(history.grades.at("0101"), (std::vector{2, 1, 0}));
  EXPECT_EQ(history.grades.at("0103"), (std::vector{-1, 3, 2})) << "disqualified is unrated";
  // What the site has already, under whatever name of its chain.
  for (const auto* name : {"2024年", "2026年", "2027年", " 2024年 "})
    EXPECT_EQ(fault_of({{name, "b.csv", year_2025}}), "PAST_PERIOD_KNOWN") << name;
  // Nor does a later round take the name of a period that it looks back at.
  for (const auto* name : {"2024年", "2025 年", "2026年", "２０２７年"}) {
    NewRound wanted{
        name, open_round(office_, actor("office"), second)->version.id, unit("1"), second, "2026-03-02", {"党支部"}};
    const auto made = create_round(office_, actor("office"), wanted);
    EXPECT_EQ(code_of(made), "ROUND_NAME_TAKEN") << name;
    wanted.previous_id.reset();
    EXPECT_TRUE(create_round(office_, actor("office"), wanted)) << "nothing is looked back at: " << name;
  }
}

TEST_P(PastResults, CountTogetherWithTheSitesOwnRoundsUpToTwelve) {
  std::vector<PastFile> files;
  for (int year = 2013; year <= 2024; ++year)
    files.push_back(
        {std::to_string(year), "x.csv", "编号,等次\n0101," + std::string(year == 2013 ? "五" : "三") + "星级\n"});
  ASSERT_TRUE(import(files));
  EXPECT_EQ(rate_round(office_, round_)->rated->history.rounds, 12U);
  EXPECT_EQ(rate_round(office_, round_)->rated->history.grades.at("0101").front(), 0);
  const Id second = round_behind(round_, "2027年");
  fill(second);
  const auto history = rate_round(office_, second)->rated->history;
  EXPECT_EQ(history.rounds, 12U);
  EXPECT_EQ(history.grades.at("0101").front(), 2) << "2013 is too long ago";
  EXPECT_EQ(past_of_round(office_, actor("office"), second, {})->steps.front().name, "2014");
  files.push_back({"2025", "x.csv", "编号,等次\n0101,三星级\n"});
  EXPECT_EQ(fault_of(files), "PAST_PERIODS_MANY");
}

TEST_P(PastResults, ComeFromResultFilesToo) {
  std::string json;
  service::write_result_json(*rate_round(office_, round_)->rated, Language::Chinese,
                             [&](std::string_view text) { json += text; });
  ASSERT_TRUE(import({{"", "2025年.json", json}})) << problems_.kept().front().line(Language::English);
  EXPECT_EQ(past().periods[0].name, "2025年");
  EXPECT_EQ(past().rows[0].grades[0].zh, "四星级");
  const auto stored = look(office_, [&](store::Reading& db) { return store::past_of(db, round_); });
  EXPECT_EQ(stored[0].results[0].total, "9.5");
  const auto subject = [](const std::string& id, const std::string& rest) {
    return "{\"scheme\":\"旧方案\",\"subjects\":[{\"id\":\"" + id + "\"," + rest + "}]}";
  };
  const std::string three = R"("status":"rated","grade":"三星级")";
  EXPECT_EQ(fault_of({{"", "a", subject("0101", three)}}), "") << "of whatever scheme, and known by its content";
  EXPECT_EQ(fault_of({{"", "a.json", subject("0101", R"("status":"rated","grade":"红旗")")}}), "HISTORY_GRADE_UNKNOWN");
  EXPECT_NE(problems_.kept().front().mend(Language::Chinese).find("五星级、四星级、三星级、不定级、取消资格"),
            std::string::npos);
  EXPECT_EQ(fault_of({{"", "a.json", subject("0101", R"("status":"rated")")}}), "HISTORY_GRADE_UNKNOWN");
  EXPECT_EQ(fault_of({{"", "a.json", subject("0101", R"("status":"fine")")}}), "HISTORY_NOT_RESULT");
  EXPECT_EQ(fault_of({{"", "a.json", "{\"scheme\":"}}), "HISTORY_NOT_JSON");
  EXPECT_EQ(fault_of({{"", "a.json", R"({"scheme":"x","subjects":[]})"}}), "IMPORT_EMPTY");
  EXPECT_EQ(fault_of({{"", "a.json", subject(" ", three)}}), "TEXT_MISSING");
  EXPECT_EQ(fault_of({{"", "a.json", subject("0101", three + R"(,"total":"many")")}}), "PAST_TOTAL");
  EXPECT_EQ(fault_of({{"", "a.json",
                       R"({"scheme":"x","subjects":[{"id":"P1","status":"out of scope"},)"
                       R"({"id":"P1","status":"out of scope"}]})"}}),
            "HISTORY_ID_TWICE")
      << "in full width it is the same";
}

TEST_P(PastResults, ComeFromOneTableWithAColumnOfPeriods) {
  ASSERT_TRUE(import({{"", "历年.csv",
                       "年度,单位名称,等级,得分\n2024,青松支部,三星级,281/"
                       "3\n2024,白杨支部,★★★,\n2025,青松支部,4,\n2025,白杨支部,三星级,\n"
                       "2025,银杏支部,,\n"}}))
      << problems_.kept().front().line(Language::English);
  EXPECT_EQ(names_of(past().steps), (Codes{"2024*", "2025*"}));
  EXPECT_EQ(talked_to(round_), Codes{"0102"});
  EXPECT_EQ(grade_of(round_, "0101"), "五星级");
  const auto stored = look(office_, [&](store::Reading& db) { return store::past_of(db, round_); });
  EXPECT_EQ(stored[0].results[0].total, "281/3");
  EXPECT_EQ(stored[1].results.size(), 2U) << "a row that is not filled in says nothing";
  EXPECT_EQ(stored[0].sha256, stored[1].sha256);
}

TEST_P(PastResults, ComeFromWorkbooksAndOtherEncodings) {
  // 编号,等次\n0101,三星级\n in GB18030
  const std::string gb = "\xB1\xE0\xBA\xC5,\xB5\xC8\xB4\xCE\n0101,\xC8\xFD\xD0\xC7\xBC\xB6\n";
  ASSERT_TRUE(import({{"2024年", "a.csv", gb}}));
  EXPECT_EQ(past().rows[0].grades[0].zh, "三星级");
  const auto blank = past_template(office_, actor("office"), round_);
  ASSERT_TRUE(blank);
  EXPECT_EQ(fault_of({{"", "t.xlsx", *blank}}), "IMPORT_EMPTY") << "nothing is filled in";
  document::SheetSpec sheet;
  sheet.name = "结果";
  sheet.columns = {{"编号"}, {"期"}, {"等次"}, {"总分"}};
  sheet.rows = {{{"0101"}, {"2025年"}, {"四星级"}, {"86.50", document::SheetCell::Kind::Number}}};
  Problems none;
  ASSERT_TRUE(import({{"", "b.xlsx", *document::write_xlsx({{sheet}, ""}, "b.xlsx", none)}}, "换成工作簿"));
  EXPECT_EQ(look(office_, [&](store::Reading& db) { return store::past_of(db, round_); })[0].results[0].total, "86.5");
}

TEST_P(PastResults, AreRefusedByCell) {
  const auto of = [&](const std::string& table) { return fault_of({{"2024年", "a.csv", table}}); };
  EXPECT_EQ(of("编号,等次\n0101,六星级\n"), "HISTORY_GRADE_UNKNOWN");
  EXPECT_EQ(problems_.kept().front().place.text(), "a.csv:2:6");
  EXPECT_NE(problems_.kept().front().mend(Language::Chinese).find("五星级、四星级、三星级、不定级"), std::string::npos);
  EXPECT_EQ(of("编号,星级\n0101,6\n"), "HISTORY_GRADE_UNKNOWN");
  EXPECT_EQ(of("编号,等次\n0101,三星级\n0101,四星级\n"), "IMPORT_CODE_TWICE");
  EXPECT_EQ(of("编号,等次\n0101,三星级\n 0101 ,四星级\n"), "IMPORT_CODE_TWICE") << "full width";
  EXPECT_EQ(of("名称,编号,等次\n青松支部,,三星级\n,0101,三星级\n"), "IMPORT_CODE_TWICE") << "by its name";
  EXPECT_EQ(of("编号,等次,星级\n0101,三星级,4\n"), "PAST_GRADES_DIFFER");
  EXPECT_EQ(of("编号,等次,状态\n0101,三星级,取消资格\n"), "PAST_GRADES_DIFFER");
  EXPECT_EQ(of("编号,等次,总分\n0101,三星级,很高\n"), "PAST_TOTAL");
  EXPECT_EQ(of("编号,等次,总分\n0101,,70\n"), "TEXT_MISSING");
  EXPECT_EQ(of("编号,等次\n,三星级\n"), "TEXT_MISSING");
  EXPECT_EQ(of("名称,等次\n没有的支部,三星级\n"), "PAST_NAME_UNFIT");
  EXPECT_EQ(of("编号,等次\n"), "IMPORT_EMPTY");
  EXPECT_EQ(of("编号,等次\n0101,\n0102,\n"), "IMPORT_EMPTY");
  EXPECT_EQ(of("名次,等次\n1,三星级\n"), "IMPORT_COLUMN_MISSING");
  EXPECT_EQ(of("编号,名次\n0101,1\n"), "IMPORT_COLUMN_MISSING");
  EXPECT_EQ(of("编号,等次,期\n0101,三星级,2024年\n"), "PAST_PERIOD_TWO_NAMES");
  EXPECT_EQ(fault_of({{"", "a.csv", "编号,等次,期\n0101,三星级,\n"}}), "TEXT_MISSING");
  EXPECT_EQ(fault_of({{"甲", "a.csv", year_2024}, {" 甲 ", "b.csv", year_2025}}), "PAST_PERIOD_TWICE");
  EXPECT_EQ(fault_of({{"甲", "a.csv", year_2024}, {"", "b.csv", "期,编号,等次\n甲,0101,三星级\n甲,0102,三星级\n"}}),
            "PAST_PERIOD_TWICE");
  EXPECT_EQ(codes(problems_), Codes{"PAST_PERIOD_TWICE"}) << "once, not for each row";
  EXPECT_EQ(fault_of({{std::string("a\x01", 2), "a.csv", year_2024}}), "TEXT_CONTROL");
  EXPECT_EQ(fault_of({}), "TEXT_MISSING");
  EXPECT_EQ(fault_of({{"甲", "a.csv", std::string(4 << 20, 'x')}}), "UPLOAD_TOO_LARGE");
  EXPECT_EQ(fault_of(std::vector<PastFile>(6, {"甲", "a.csv", std::string(3 << 20, 'x')})), "UPLOAD_TOO_LARGE");
  EXPECT_TRUE(past().imports.empty());
}

TEST_P(PastResults, WarnOfWhatMayBeAnotherSubject) {
  EXPECT_EQ(fault_of({{"甲", "a.csv", "编号,名称,等次\n0101,白杨支部,三星级\n102,白杨支部,三星级\n"}}), "");
  auto found = codes(problems_);
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, (Codes{"IMPORT_ZEROS", "PAST_NAME_DIFFERS"}));
  for (const auto& problem : problems_.kept()) told(*problem.row);
}

TEST_P(PastResults, TakeTheirGradesInTheWordsOfOffices) {
  const auto opened = open_round(office_, actor("office"), round_);
  ASSERT_TRUE(opened);
  const PastGrades grades(opened->scheme());
  const auto said = [&](const std::string& words) {
    const auto found = grades.called(words);
    return found ? found->status + ":" + found->grade : "unknown";
  };
  EXPECT_EQ(said(" 五星级 "), "rated:五星级");
  EXPECT_EQ(said("不定级"), "rated:");
  EXPECT_EQ(said("未定级"), "rated:");
  EXPECT_EQ(said("Disqualified"), "disqualified:");
  EXPECT_EQ(said("取消资格"), "disqualified:");
  EXPECT_EQ(said("不参评"), "out of scope:");
  EXPECT_EQ(said("待定"), "pending:");
  EXPECT_EQ(said(""), "unknown");
  EXPECT_EQ(grades.with_stars(5).front().grade, "五星级");
  EXPECT_EQ(grades.with_stars(0).front().grade, "");
  EXPECT_TRUE(grades.with_stars(2).empty());
}

TEST_P(PastResults, ChangeOnlyWhileNobodyWasShownWhatFollows) {
  const std::vector<PastFile> files{{"2025年", "b.csv", year_2025}};
  const auto seen = preview(files);
  const auto import_now = [&](const std::string& who) {
    return code_of(import_past(office_, actor(who), round_, files, seen->fingerprint, "", problems_));
  };
  for (const auto* who : {"admin", "pine", "org", "leader", "auditor"}) {
    EXPECT_EQ(code_of(preview_past(office_, actor(who), round_, files, problems_)), "NOT_ALLOWED") << who;
    EXPECT_EQ(import_now(who), "NOT_ALLOWED") << who;
    EXPECT_EQ(code_of(take_back_past(office_, actor(who), round_, "x")), "NOT_ALLOWED") << who;
    EXPECT_EQ(code_of(past_of_round(office_, actor(who), round_, {})), "NOT_ALLOWED") << who;
    EXPECT_EQ(code_of(past_template(office_, actor(who), round_)), "NOT_ALLOWED") << who;
  }
  EXPECT_EQ(code_of(past_of_round(office_, actor("office"), 999, {})), "NOT_FOUND");
  open_only(round_, {scheme::StageKind::Notice});
  EXPECT_EQ(fault_of(files), "PAST_FIXED");
  EXPECT_EQ(import_now("office"), "PAST_FIXED");
  EXPECT_EQ(code_of(take_back_past(office_, actor("office"), round_, "x")), "PAST_FIXED");
  EXPECT_TRUE(past().fixed);
  database_->write([&](store::Writing& db) { store::set_round_state(db, round_, "over"); });
  EXPECT_EQ(import_now("office"), "ROUND_IS_OVER");
  database_->write([&](store::Writing& db) { store::set_round_state(db, round_, "running"); });
  open_only(round_, {scheme::StageKind::Score});
  EXPECT_FALSE(past().fixed);
  // A round behind it stands on it, however far.
  const Id third = round_behind(round_behind(round_, "2027年"), "2028年");
  open_only(third, {scheme::StageKind::Publish});
  EXPECT_EQ(import_now("office"), "PAST_FIXED");
  EXPECT_EQ(past().fixed->words[0].zh, "2028年");
  open_only(third, {scheme::StageKind::Score});
  EXPECT_EQ(import_now("office"), "");
}

TEST_P(PastResults, AreWhatWasPreviewedOrNothing) {
  const std::vector<PastFile> files{{"2025年", "b.csv", year_2025}}, other{{"2025年", "b.csv", year_2024}};
  const auto seen = preview(files);
  ASSERT_TRUE(seen);
  const auto import_as = [&](const std::vector<PastFile>& sent) {
    return code_of(import_past(office_, actor("office"), round_, sent, seen->fingerprint, "理由", problems_));
  };
  EXPECT_EQ(import_as(other), "IMPORT_CHANGED");
  EXPECT_EQ(import_as({{"2024年", "b.csv", year_2025}}), "IMPORT_CHANGED") << "under another name";
  EXPECT_EQ(import_as(files), "");
  EXPECT_EQ(import_as(files), "IMPORT_CHANGED") << "it would replace what was not there";
}

}  // namespace
}  // namespace pingxing::office
