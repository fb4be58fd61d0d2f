// Refusals of use cases that no other test of this folder provokes, each with what provokes it.
#include "document/test_support.hpp"
#include "office/ask_what_if.hpp"
#include "office/figures.hpp"
#include "office/import_people.hpp"
#include "office/poll_test_support.hpp"
#include "office/remarks.hpp"
#include "office/spot_checks.hpp"

namespace pingxing::office {
namespace {

using scheme::StageKind;

class Refusals : public OfficeTest {
 protected:
  Codes codes_of_sheet(Id round, const std::string& bytes, const std::string& filename = "facts.csv") {
    Problems problems;
    const auto done = import_sheet(office_, actor("org"), round, Source::Assessed, filename, bytes, problems);
    EXPECT_EQ(code_of(done), "TABLE_HAS_ERRORS");
    return codes(problems);
  }
};

TEST_F(Refusals, OfAPassword) {
  const auto made = create_account(office_, actor("admin"), {"someone-new", "新人", "", "", {{"auditor", unit("1")}}});
  ASSERT_TRUE(made);
  for (const char* known : {"Someone-New1234", "新人新人新人新人新人新人", "password1234", "123456789012"})
    EXPECT_EQ(code_of(accept_invitation(office_, made->token, known)), "PASSWORD_KNOWN") << known;
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

/// A workbook of these rows of cells; the style 1 is a day's.
std::string workbook(const std::vector<std::vector<std::string>>& rows) {
  document::SheetXml sheet;
  sheet.styles = {0, 14};
  for (const auto& row : rows) {
    sheet.rows += "<row>";
    for (const auto& cell : row) sheet.rows += cell;
    sheet.rows += "</row>";
  }
  return document::xlsx_of(sheet);
}
std::string text(const std::string& content) { return "<c t=\"inlineStr\"><is><t>" + content + "</t></is></c>"; }
constexpr const char* formula = "<c><f>1+2</f></c>";  // never computed
constexpr const char* error = R"(<c t="e"><v>#DIV/0!</v></c>)";
constexpr const char* day = R"(<c s="1"><v>46082</v></c>)";

TEST_F(Refusals, OfCellsThatOnlyWorkbooksHave) {
  const Id round = start_round();
  open_only(round, {StageKind::Score});
  const auto figures = workbook({{text("编号"), text("1 支委会次数"), text("1 党费按时交纳")},
                                 {text("0101"), formula, text("是")},
                                 {text("0102"), text("3"), error}});
  EXPECT_EQ(codes_of_sheet(round, figures, "facts.xlsx"), (Codes{"SHEET_FORMULA", "SHEET_CELL_ERROR"}));
  const auto people = workbook({{text("编号"), text("姓名"), text("单位编号")},
                                {day, text("江小满"), text("0101")},
                                {text("P1"), formula, text("0101")},
                                {text("P2"), text("测试员2"), error}});
  Problems problems;
  EXPECT_EQ(code_of(preview_people(office_, actor("office"), "people.xlsx", people, problems)), "TABLE_HAS_ERRORS");
  EXPECT_EQ(codes(problems), (Codes{"IMPORT_CODE_IS_DAY", "IMPORT_FORMULA", "IMPORT_CELL_ERROR"}));
}

/// The database of others: before each of its works somebody else's comes in between.
class Interrupted : public store::Database {
 public:
  Interrupted(store::Database& inner, std::function<void()> other) : inner_(inner), other_(std::move(other)) {}
  void read(const std::function<void(store::Reading&)>& work) override { inner_.read(work); }
  void write(const std::function<void(store::Writing&)>& work) override {
    other_();
    inner_.write(work);
  }
  std::string description() override { return inner_.description(); }

 private:
  store::Database& inner_;
  std::function<void()> other_;
};

TEST_F(Refusals, OfAStageWhoseFiguresKeepMoving) {
  const Id round = start_round(), branch = subject(round, "0101"), office = account("office");
  open_only(round, {StageKind::SelfAssess});
  Id newest = 0;
  int coming = 3;
  Interrupted database(*database_, [&] {
    if (coming-- <= 0) return;
    database_->write([&](store::Writing& db) {
      newest = store::add_fact(db, {0, round, branch, "3 违规问题", "assessed", "1", "", office, 0, newest});
    });
  });
  const Office interrupted{database, clock_, random_};
  const auto close = [&] {
    return code_of(change_stage(interrupted, actor("office"), round, 0, round::StageCommand::Close, ""));
  };
  EXPECT_EQ(close(), "FIGURES_MOVED");
  coming = 2;
  EXPECT_EQ(close(), "") << "weighed again until they stand";
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

class RefusalsOfPolls : public PollTest {};

TEST_F(RefusalsOfPolls, OnNobodyAndOnTooMany) {
  const Id round = start();
  const auto opened = look(office_, [&](store::Reading& db) { return *load_round(db, round); });
  const auto electorate = electorates_of(opened.scheme()).front();
  const auto papers_on = [&](std::size_t count, const PollRules& rules) {
    std::vector<store::Subject> subjects(count, opened.subjects.front());
    for (auto& one : subjects) one.out_of_scope = "";
    return code_of(make_papers(opened.scheme(), electorate, rules, subjects));
  };
  PollRules list;
  list.at_most = {{"10", 3}};
  EXPECT_EQ(papers_on(papers_max, {}), "");
  EXPECT_EQ(papers_on(papers_max + 1, {}), "POLL_TOO_LARGE");
  EXPECT_EQ(papers_on(ballot::questions_max, list), "");
  EXPECT_EQ(papers_on(ballot::questions_max + 1, list), "POLL_TOO_LARGE");
  database_->write([&](store::Writing& db) {
    for (auto one : opened.subjects) {
      one.out_of_scope = "不参评";
      store::change_subject(db, one);
    }
  });
  EXPECT_EQ(code_of(create_poll(office_, actor("office"), round, electorate.name, {}, FirstRoll::Empty)),
            "POLL_WITHOUT_PAPERS");
}

TEST_F(RefusalsOfPolls, OfAPaperThatIsAnothers) {
  const Id poll_id = make_poll(start());
  const std::string pool = "青松支部";
  ASSERT_TRUE(set_roll(office_, actor("office"), poll_id, {{"v1", pool}, {"member", "*"}}));
  ASSERT_TRUE(office::open_poll(office_, secrets_, keys_, actor("office"), poll_id));
  const auto& papers = opened(poll_id)->papers;
  ASSERT_EQ(papers.size(), 2U);
  for (const auto& one : papers) {
    const Blinded message = Browser::on(one, random_).ask(one.key.position);
    const bool is_of_pool = one.paper.pool == pool;
    EXPECT_EQ(code_of(polling_.issue(voter(1), poll_id, {message})), is_of_pool ? "" : "PAPER_NOT_YOURS") << "by pool";
    EXPECT_EQ(code_of(polling_.issue(actor("member"), poll_id, {message})), is_of_pool ? "PAPER_NOT_YOURS" : "")
        << "on oneself";
  }
}

}  // namespace
}  // namespace pingxing::office
