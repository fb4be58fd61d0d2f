// Refusals of use cases that no other test of this folder provokes, each with what provokes it.
#include "office/ask_what_if.hpp"
#include "office/figures.hpp"
#include "office/remarks.hpp"
#include "office/spot_checks.hpp"
#include "office/test_support.hpp"

namespace pingxing::office {
namespace {

using scheme::StageKind;

class Refusals : public OfficeTest {
 protected:
  Codes codes_of_sheet(Id round, const std::string& csv) {
    Problems problems;
    const auto done = import_sheet(office_, actor("org"), round, Source::Assessed, "facts.csv", csv, problems);
    EXPECT_EQ(code_of(done), "TABLE_HAS_ERRORS");
    return codes(problems);
  }
};

TEST_F(Refusals, OfAPassword) {
  const auto made = create_account(office_, actor("admin"), {"someone-new", "新人", "", "", {{"auditor", unit("1")}}});
  ASSERT_TRUE(made);
  EXPECT_EQ(code_of(accept_invitation(office_, made->token, "someone-new")), "PASSWORD_IS_LOGIN");
  ASSERT_TRUE(accept_invitation(office_, made->token, "mimi-changdian"));
  EXPECT_EQ(code_of(change_password(office_, actor("someone-new"), "mimi-duandian", "mimi-geng-chang")),
            "PASSWORD_WRONG");
  EXPECT_TRUE(change_password(office_, actor("someone-new"), "mimi-changdian", "mimi-geng-chang"));
}

TEST_F(Refusals, OfARoundOfNobody) {
  const auto saved = add_scheme(office_, actor("office"), "方案", std::string(unit_scheme));
  ASSERT_TRUE(saved);
  const NewRound of_villages{"村", saved->version_id, unit("1"), std::nullopt, "2026-03-02", {"村"}};
  EXPECT_EQ(code_of(create_round(office_, actor("office"), of_villages)), "ROUND_WITHOUT_SUBJECTS");
}

TEST_F(Refusals, OfASampleOfNoneOrOfTooMany) {
  const Id round = start_round();
  open_only(round, {StageKind::SpotCheck});
  for (const int size : {-1, 0, 4})
    EXPECT_EQ(code_of(draw_spot_check(office_, actor("office"), round, "2026-03-02 3021.12", size)), "SAMPLE_SIZE")
        << size;
}

TEST_F(Refusals, OfAReviewOfOneself) {
  const Id round = start_round(people_scheme);
  const Id member = account("member"), top = unit("1"), own = subject(round, "P1");
  database_->write([&](store::Writing& db) { store::set_grants(db, member, {{"leader", top}}); });
  EXPECT_EQ(code_of(set_review_matrix(office_, actor("office"), round, {{member, own}})), "MATRIX_SELF");
}

TEST_F(Refusals, OfColumnsRowsAndCellsOfASheet) {
  const Id round = start_round();
  open_only(round, {StageKind::Score});
  EXPECT_EQ(codes_of_sheet(round, "编号,3 违规问题\n0101,0\n"), Codes{"SHEET_COLUMN"}) << "of another department";
  EXPECT_EQ(codes_of_sheet(round, "编号,1 从没有过\n0101,0\n"), Codes{"SHEET_COLUMN"});
  EXPECT_EQ(codes_of_sheet(round, "编号,1 支委会次数\n0199,3\n"), Codes{"SHEET_SUBJECT"});
  EXPECT_EQ(codes_of_sheet(round, "编号,1 支委会次数\n0101,三次\n"), Codes{"SHEET_CELL"});
}

TEST_F(Refusals, OfAFigureForAnotherKind) {
  std::string scheme(unit_scheme);
  scheme.replace(scheme.find("总分:100"), 0, "类别:党支部、党委\n");
  scheme.replace(scheme.find("   - 支委会次数"), 0, "   - 适用:党委\n");
  const Id round = start_round(scheme);
  open_only(round, {StageKind::Score});
  EXPECT_EQ(code_of(save_cell(office_, actor("org"), round, Source::Assessed,
                              {subject(round, "0101"), "1 支委会次数", "3", "", 0})),
            "FIGURE_NOT_FOR_KIND");
}

TEST_F(Refusals, OfATrialByASchemeThatCannotReadTheFigures) {
  const Id round = start_round();
  open_only(round, {StageKind::Score});
  ASSERT_TRUE(
      save_cell(office_, actor("org"), round, Source::Assessed, {subject(round, "0101"), "2 学习质量", "18", "", 0}));
  std::string draft(unit_scheme);
  const std::string judged = "酌情得0至20分";
  draft.replace(draft.find(judged), judged.size(), "酌情得0至10分");
  Problems problems;
  EXPECT_EQ(code_of(ask_what_if(office_, actor("office"), round, {{}, std::nullopt, draft}, problems)), "NOT_RATEABLE");
}

}  // namespace
}  // namespace pingxing::office
