// The figures of a round keep their columns where its scheme comes to be read or written with other units, blanks and
// brackets, at every door, on both databases.
#include "base/json.hpp"
#include "office/evidence.hpp"
#include "office/figures.hpp"
#include "office/rate_round.hpp"
#include "office/test_support.hpp"

namespace pingxing::office {
namespace {

using scheme::StageKind;

std::string with_names(const std::string& meetings, const std::string& breach, const std::string& award) {
  std::string text(unit_scheme);
  const auto put = [&](std::string_view before, const std::string& after) {
    const auto at = text.find(before);
    CHECK(at != text.npos);
    text.replace(at, before.size(), after);
  };
  put("- 支委会次数", "- " + meetings);
  put("- 违规问题", "- " + breach);
  put("- 获奖", "- " + award);
  return text;
}

class InputKeys : public OfficeTest, public testing::WithParamInterface<store::test::Kind> {
 protected:
  InputKeys() : OfficeTest(GetParam()) { open_only(round_, {StageKind::Score}); }

  /// The round from here on by another text, as if its own were read so.
  void replace_scheme(const std::string& text) {
    expect_tampering();
    ASSERT_FALSE(read_scheme_text(text)->problems.has_errors());
    database_->write([&](store::Writing& db) {
      store::SchemeVersion version = *store::scheme_version_of(db, store::round_of(db, round_)->scheme_version_id);
      version.text = text;
      version.sha256 = text;  // by which what was read is kept
      const Id id = store::add_scheme_version(db, version);
      db.execute("UPDATE round SET scheme_version_id = $2 WHERE id = $1", {round_, id});
      db.execute("DELETE FROM kept_reading WHERE round_id = $1",
                 {round_});  // as before rounds kept what they began with
    });
  }
  Result<SavedCell> save(const std::string& input, const std::string& value, Id replaces = 0,
                         const std::string& reason = "") {
    return save_cell(office_, actor("office"), round_, Source::Assessed,
                     {subject(round_, "0101"), input, value, reason, replaces});
  }
  [[nodiscard]] std::string scores() const {
    const auto rated = rate_round(office_, round_);
    CHECK(rated && rated->rated);
    std::string all;
    for (std::size_t row = 0; row < rated->rated->facts.count; ++row)
      all += std::to_string(rated->rated->rating.status[row]) + " " + rated->rated->rating.total.at(row).shown() + "\n";
    return all;
  }
  [[nodiscard]] FigureSheet sheet() const {
    auto opened = open_sheet(office_, actor("office"), round_, Source::Assessed);
    CHECK(opened);
    return *opened;
  }

  const Id round_ = start_round();
};

INSTANTIATE_TEST_SUITE_P(On, InputKeys, testing::Values(store::test::Kind::Sqlite, store::test::Kind::Postgres),
                         [](const auto& kind) { return store::test::name_of(kind.param); });

TEST_P(InputKeys, FiguresOutliveAnotherSpellingOfTheScheme) {
  for (const char* code : {"0101", "0102", "0103"})
    for (const auto& [input, value] : {std::pair("1 支委会次数", "2"), std::pair("1 党费按时交纳", "是"),
                                       std::pair("2 学习质量", "18"), std::pair("3 违规问题", "0"),
                                       std::pair("3 参与率", "95%"), std::pair("4 迟报", "1"), std::pair("获奖", "省")})
      ASSERT_TRUE(
          save_cell(office_, actor("office"), round_, Source::Assessed, {subject(round_, code), input, value, "", 0}))
          << input;
  const auto before = scores();
  const auto filled = sheet().filled;
  for (const auto& [meetings, breach, award] : {std::tuple("支委会次数(次)", "违规 问题", "获奖(项)"),
                                                std::tuple("支委会次数(次)", "违规问题(起)", "获奖【个】"),
                                                std::tuple("支委会 次数", "违规问题(单位:件)", "获奖")}) {
    replace_scheme(with_names(meetings, breach, award));
    EXPECT_EQ(scores(), before) << meetings;
    EXPECT_EQ(sheet().filled, filled) << meetings;
    EXPECT_EQ(sheet().cells.at({subject(round_, "0101"), "1 支委会次数"}).value, "2");
  }
}

TEST_P(InputKeys, ACellGoesOnFromWhatItWasUnderItsOldHeader) {
  const auto first = save("1 支委会次数", "2");
  ASSERT_TRUE(first);
  replace_scheme(with_names("支委会次数(次)", "违规问题(起)", "获奖(项)"));
  EXPECT_EQ(code_of(save("1 支委会次数(次)", "3")), "CHANGED_MEANWHILE") << "the cell is not empty";
  Id newest = first->fact_id;
  // As the page says it, by its key, as it once was called, and as somebody types it.
  for (const char* name : {"1 支委会次数(次)", "1 支委会次数", "1 支委会次数(场次)", "1 支委会 次数(次)"}) {
    const auto next = save(name, newest == first->fact_id ? "3" : std::to_string(newest), newest);
    ASSERT_TRUE(next) << name << next.refusal().says(Language::English);
    newest = next->fact_id;
  }
  EXPECT_EQ(history_of(office_, actor("office"), round_, subject(round_, "0101"), "1 支委会次数(次)").size(), 5U);
  EXPECT_EQ(code_of(save("1 支委会", "3")), "INPUT_UNKNOWN");
  EXPECT_EQ(code_of(save("2 支委会次数", "3")), "INPUT_UNKNOWN");
  const auto refused = save("3 违规问题", "2", 0);
  ASSERT_EQ(code_of(refused), "REASON_NEEDED");
  EXPECT_NE(refused.refusal().says(Language::Chinese).find("违规问题(起)"), std::string::npos) << "told by its header";
}

TEST_P(InputKeys, ASheetThatIsOlderThanTheSchemeIsTaken) {
  replace_scheme(with_names("支委会次数(次)", "违规问题(起)", "获奖"));
  Problems problems;
  const auto taken = import_sheet(office_, actor("office"), round_, Source::Assessed, "facts.csv",
                                  "编号,1 支委会次数,3 违规问题,3 违规问题 理由\r\n0101,2,1,迟到\r\n", problems);
  ASSERT_TRUE(taken) << problems.kept().front().says(Language::Chinese);
  const auto now = sheet();
  EXPECT_EQ(now.cells.at({subject(round_, "0101"), "1 支委会次数"}).value, "2");
  EXPECT_EQ(now.cells.at({subject(round_, "0101"), "3 违规问题"}).reason, "迟到");
}

TEST_P(InputKeys, EvidenceAndAssignmentsOfAnInputWithoutItemFollowIt) {
  const auto hand_in = [&](const std::string& requirement, const std::string& bytes) {
    return hand_in_evidence(office_, actor("office"),
                            {round_, subject(round_, "0101"), requirement, "证书.pdf", "%PDF-1.7\n" + bytes});
  };
  ASSERT_TRUE(hand_in("获奖", "a"));
  ASSERT_TRUE(assign(office_, actor("office"), round_, {{0, 0, "获奖", unit("D1"), "assess"}}));
  replace_scheme(with_names("支委会次数", "违规问题", "获奖(项)"));
  ASSERT_TRUE(hand_in("获奖(项)", "b"));
  ASSERT_TRUE(hand_in("获奖", "c"));
  EXPECT_EQ(code_of(hand_in("获奖情况", "d")), "NOT_FOUND");
  EXPECT_EQ(sheet().evidence.at({subject(round_, "0101"), "获奖"}), 3);
  const auto opened = look(office_, [&](store::Reading& db) { return *load_round(db, round_); });
  EXPECT_EQ(shown_requirement(opened.scheme(), opened.assignments.front().indicator), "获奖(项)");
  const auto mine = open_sheet(office_, actor("org"), round_, Source::Assessed);
  ASSERT_TRUE(mine);
  EXPECT_EQ(mine->fields.size(), 1U);
  ASSERT_TRUE(assign(office_, actor("office"), round_, {{0, 0, "获奖(项)", unit("D3"), "assess"}}));
  EXPECT_EQ(look(office_, [&](store::Reading& db) { return load_round(db, round_)->assignments.front().indicator; }),
            "获奖");
}

TEST_P(InputKeys, TwoThatWouldShareAKeyKeepTheirFiguresApart) {
  // Such a scheme is refused today; a round may have begun before.
  std::string text = with_names("支委会次数", "违规问题", "获奖");
  const std::string line = "   - 迟报:每次减2分,减完为止\n";
  text.replace(text.find(line), line.size(), "   - 迟报(次):每次减2分\n   - 迟报(件):每件减1分\n");
  ASSERT_TRUE(read_scheme_text(text)->problems.has_errors());
  expect_tampering();
  database_->write([&](store::Writing& db) {
    db.execute("UPDATE scheme_version SET text = $2, sha256 = $2 WHERE id = $1",
               {store::round_of(db, round_)->scheme_version_id, text});
    db.execute("DELETE FROM kept_reading WHERE round_id = $1", {round_});
  });
  ASSERT_TRUE(save("4 迟报(次)", "1"));
  ASSERT_TRUE(save("4 迟报(件)", "2"));
  EXPECT_EQ(code_of(save("4 迟报", "3")), "INPUT_UNKNOWN");
  const auto now = sheet();
  EXPECT_EQ(now.cells.at({subject(round_, "0101"), "4 迟报(次)"}).value, "1");
  EXPECT_EQ(now.cells.at({subject(round_, "0101"), "4 迟报(件)"}).value, "2");
}

}  // namespace
}  // namespace pingxing::office
