// Rounds from creation to the board: subjects, stages, who may fill in what, clashes, spot checks, what-if, the
// journal.
#include "office/ask_what_if.hpp"
#include "office/figures.hpp"
#include "office/messages.hpp"
#include "office/password.hpp"
#include "office/rate_round.hpp"
#include "office/remarks.hpp"
#include "office/spot_checks.hpp"
#include "office/tasks.hpp"
#include "office/test_support.hpp"

namespace pingxing::office {
namespace {

using scheme::StageKind;

class Rounds : public OfficeTest {};

TEST_F(Rounds, HoldTheBranchesAndTheDepartmentsThatTheSchemeNames) {
  const Id id = start_round();
  const auto opened = open_round(office_, actor("office"), id);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->subjects.size(), 3U);
  EXPECT_EQ(opened->subjects.front().name, "青松支部");
  EXPECT_EQ(opened->stages.size(), 7U);
  std::vector<std::string> assigned;
  for (const auto& a : opened->assignments) assigned.push_back(a.indicator);
  EXPECT_EQ(assigned, (std::vector<std::string>{"1", "2", "2", "3", "4"}));
  EXPECT_EQ(last_row().action, "round.set_state");
}

TEST_F(Rounds, OfOnePoolCallItAsTheSchemeDoes) {
  for (const char* name : {"全局", "全公司", "全县", "all", "whole county"}) EXPECT_EQ(name_of_one_pool(name), name);
  for (const char* none : {"", "不分组", "统一排名", "none", "One"}) EXPECT_EQ(name_of_one_pool(none), "") << none;
  for (const char* kind : {"党支部", "街道", "category"}) EXPECT_EQ(name_of_one_pool(kind), std::nullopt) << kind;
}

TEST_F(Rounds, OfPeopleLeaveOutWhoHasLeft) {
  database_->write([&](store::Writing& db) {
    auto people = store::all_people(db);
    people[1].left_on = "2026-02-01";
    store::change_person(db, people[1]);
  });
  const Id id = start_round(people_scheme);
  const auto opened = open_round(office_, actor("office"), id);
  ASSERT_EQ(opened->subjects.size(), 6U);
  std::size_t out = 0;
  for (const auto& subject : opened->subjects) out += !subject.out_of_scope.empty();
  EXPECT_EQ(out, 1U);
  for (const auto& one : opened->subjects)
    if (one.code == "P1") EXPECT_EQ(one.pool, "青松支部");
}

TEST_F(Rounds, AreNotMadeFromASchemeWithErrors) {
  const auto saved =
      add_scheme(office_, actor("office"), "坏方案", "# 坏方案\n\n## 甲(10分)\n\n1. 一(10分)\n   - 次数:随便写写\n");
  ASSERT_TRUE(saved);  // a draft may have errors
  EXPECT_EQ(code_of(create_round(office_, actor("office"),
                                 {"x", saved->version_id, unit("1"), {}, "2026-03-02", {"党支部"}})),
            "SCHEME_HAS_ERRORS");
  EXPECT_EQ(code_of(create_round(office_, actor("auditor"), {"x", saved->version_id, unit("1"), {}, "2026-03-02", {}})),
            "NOT_ALLOWED");
  EXPECT_EQ(code_of(create_round(office_, actor("office"), {"x", saved->version_id, unit("1"), {}, "2026-02-30", {}})),
            "DAY_UNREADABLE");
}

TEST_F(Rounds, NobodyWithoutAPartLearnsOfARound) {
  const Id id = start_round();
  database_->write([&](store::Writing& db) { store::set_grants(db, store::account_of_login(db, "general")->id, {}); });
  EXPECT_EQ(code_of(open_round(office_, actor("general"), id)), "NOT_FOUND");
  EXPECT_TRUE(open_round(office_, actor("pine"), id));
}

TEST_F(Rounds, StagesOpenWithTimeAndByHand) {
  const Id id = start_round();
  EXPECT_TRUE(let_time_pass(office_));
  auto opened = open_round(office_, actor("office"), id);
  EXPECT_EQ(opened->open(), (std::vector{StageKind::SelfAssess}));
  EXPECT_FALSE(let_time_pass(office_));
  clock_.advance(5LL * 86'400'000);
  EXPECT_TRUE(let_time_pass(office_));
  opened = open_round(office_, actor("office"), id);
  EXPECT_EQ(opened->open(), (std::vector{StageKind::Score}));
  EXPECT_EQ(code_of(change_stage(office_, actor("office"), id, 0, round::StageCommand::Reopen, "")),
            "STAGE_NEEDS_REASON");
  EXPECT_TRUE(change_stage(office_, actor("office"), id, 0, round::StageCommand::Reopen, "补材料"));
  EXPECT_NE(last_row().body.find("补材料"), std::string::npos);
  EXPECT_EQ(code_of(change_stage(office_, actor("auditor"), id, 0, round::StageCommand::Close, "")), "NOT_ALLOWED");
}

class Figures : public OfficeTest {
 protected:
  void SetUp() override {
    round_ = start_round();
    open_only(round_, {StageKind::Score});
  }
  Result<SavedCell> enter(const std::string& who, std::string_view code, const std::string& input,
                          const std::string& value, Id replaces = 0, Source source = Source::Assessed,
                          const std::string& reason = "") {
    return save_cell(office_, actor(who), round_, source,
                     {subject(round_, code), header(input), value, reason, replaces});
  }
  /// "学习质量" → "2 学习质量".
  std::string header(const std::string& name) {
    for (const auto& field : fields_of(open_round(office_, actor("office"), round_)->scheme()))
      if (field.header.ends_with(name)) return field.header;
    return name;
  }
  Id round_ = 0;
};

TEST_F(Figures, AreEnteredByWhoIsAssignedWhileTheStageIsOpen) {
  const auto saved = enter("org", "0101", "支委会次数", "3");
  ASSERT_TRUE(saved) << saved.refusal().says(Language::Chinese);
  EXPECT_NE(last_row().body.find("\"3\""), std::string::npos);
  EXPECT_EQ(code_of(enter("discipline", "0101", "支委会次数", "3")), "INPUT_NOT_ASSIGNED");
  EXPECT_EQ(code_of(enter("pine", "0101", "支委会次数", "3")), "SUBJECT_NOT_YOURS");
  EXPECT_EQ(code_of(enter("auditor", "0101", "支委会次数", "3")), "SUBJECT_NOT_YOURS");
  EXPECT_EQ(code_of(enter("org", "0101", "没有的", "3")), "INPUT_UNKNOWN");
  EXPECT_EQ(code_of(enter("org", "0101", "支委会次数", "三次", saved->fact_id)), "VALUE_REFUSED");
  EXPECT_EQ(code_of(enter("org", "0101", "学习质量", "21")), "VALUE_REFUSED");
  open_only(round_, {StageKind::SelfAssess});
  EXPECT_EQ(code_of(enter("org", "0102", "支委会次数", "3")), "NOT_NOW");
}

TEST_F(Figures, AnAssignmentMayNameASubject) {
  const Id one = subject(round_, "0101"), other = subject(round_, "0102");
  const auto study = header("学习质量");
  const auto field_of = [&] {
    for (const auto& field : fields_of(open_round(office_, actor("office"), round_)->scheme()))
      if (field.header == study) return field.requirement;
    return std::string();
  };
  ASSERT_TRUE(assign(office_, actor("office"), round_, {{0, 0, field_of(), unit("D1"), "assess", one}}));
  EXPECT_NE(last_row().body.find("\"subject\""), std::string::npos);
  EXPECT_TRUE(enter("org", "0101", "学习质量", "18"));
  EXPECT_EQ(code_of(enter("org", "0102", "学习质量", "18")), "SUBJECT_NOT_YOURS");
  auto sheet = open_sheet(office_, actor("org"), round_, Source::Assessed);
  ASSERT_TRUE(sheet);
  EXPECT_EQ(sheet->subjects.size(), 1U);
  EXPECT_EQ(sheet->wanted, 1U);
  EXPECT_EQ(sheet->filled, 1U);

  // Beside another input of every subject, that of the others stays closed, and is not seen.
  ASSERT_TRUE(enter("office", "0102", "学习质量", "7"));
  ASSERT_TRUE(assign(office_, actor("office"), round_,
                     {{0, 0, field_of(), unit("D1"), "assess", one}, {0, 0, "1", unit("D1"), "assess"}}));
  EXPECT_EQ(code_of(enter("org", "0102", "学习质量", "18")), "INPUT_NOT_ASSIGNED");
  sheet = open_sheet(office_, actor("org"), round_, Source::Assessed);
  ASSERT_TRUE(sheet);
  EXPECT_FALSE(sheet->cells.contains({other, study}));
  EXPECT_TRUE(sheet->cells.contains({one, study}));
  EXPECT_TRUE(sheet->not_assigned.contains({other, study}));
  EXPECT_FALSE(cell_now(office_, actor("org"), round_, Source::Assessed, other, study));
  EXPECT_EQ(sheet->filled, 1U);
  EXPECT_EQ(sheet->wanted, 1 + sheet->subjects.size() * (sheet->fields.size() - 1));

  EXPECT_EQ(code_of(assign(office_, actor("office"), round_, {{0, 0, "*", unit("D1"), "assess", 999'999}})),
            "NOT_FOUND");
}

TEST_F(Figures, JudgedDeductionsNeedAReason) {
  EXPECT_EQ(code_of(enter("discipline", "0101", "违规问题", "3")), "REASON_NEEDED");
  EXPECT_TRUE(enter("discipline", "0101", "违规问题", "3", 0, Source::Assessed, "两次通报"));
}

TEST_F(Figures, OfTwoWhoReplaceTheSameTheSecondIsTold) {
  const auto first = enter("org", "0101", "学习质量", "18");
  ASSERT_TRUE(first);
  const auto clash = enter("general", "0101", "学习质量", "15");  // both saw an empty cell
  EXPECT_EQ(code_of(clash), "CHANGED_MEANWHILE");
  EXPECT_NE(clash.refusal().says(Language::Chinese).find("组织科经办"), std::string::npos);
  const auto again = enter("org", "0101", "学习质量", "18");  // the same sent twice, as after a lost answer
  ASSERT_TRUE(again);
  EXPECT_EQ(again->fact_id, first->fact_id);
  const auto mine = enter("general", "0101", "学习质量", "15", first->fact_id);
  ASSERT_TRUE(mine);
  const auto history = history_of(office_, actor("auditor"), round_, subject(round_, "0101"), header("学习质量"));
  ASSERT_EQ(history.size(), 2U);  // nothing is lost
  EXPECT_EQ(history[0].value, "15");
  EXPECT_EQ(history[1].value, "18");
}

TEST_F(Figures, MakeTheBoardAtOnceAndChecksOverrule) {
  const Actor office = actor("office");
  const auto fill = [&](std::string_view code, const std::string& study) {
    for (const auto& [input, value] : {std::pair<std::string, std::string>{"支委会次数", "3"},
                                       {"党费按时交纳", "是"},
                                       {"学习质量", study},
                                       {"违规问题", "0"},
                                       {"参与率", "95%"},
                                       {"迟报", "0"},
                                       {"获奖", "市"}}) {
      const auto saved = enter("office", code, input, value);
      ASSERT_TRUE(saved) << input << saved.refusal().says(Language::Chinese);
    }
  };
  fill("0101", "20");
  fill("0102", "10");
  auto rated = rate_round(office_, round_);
  ASSERT_TRUE(rated->rated) << rated->problems.kept().front().line(Language::Chinese);
  const auto first = rated->version;
  const auto why = explain_in_round(office_, office, round_, "0101");
  ASSERT_TRUE(why) << why.refusal().says(Language::Chinese);
  EXPECT_EQ(why->total, "103.00");  // with the bonus of an award
  EXPECT_EQ(rate_round(office_, round_)->version, first);

  ASSERT_TRUE(draw_spot_check(office_, office, round_, "种子", 3));
  open_only(round_, {StageKind::SpotCheck});
  ASSERT_TRUE(enter("verifier", "0101", "学习质量", "12", 0, Source::Checked));
  rated = rate_round(office_, round_);
  EXPECT_NE(rated->version, first);
  EXPECT_EQ(explain_in_round(office_, office, round_, "0101")->total, "95.00");
  // A branch sees its own explanation, and only after publication.
  EXPECT_EQ(code_of(explain_in_round(office_, actor("pine"), round_, "0101")), "NOT_YET_PUBLISHED");
  ASSERT_TRUE(set_round_state(office_, office, round_, "over"));
  EXPECT_TRUE(explain_in_round(office_, actor("pine"), round_, "0101"));
  EXPECT_EQ(code_of(explain_in_round(office_, actor("pine"), round_, "0102")), "SUBJECT_NOT_YOURS");
}

TEST_F(Figures, SelfAssessmentsStandBeside) {
  open_only(round_, {StageKind::SelfAssess});
  ASSERT_TRUE(enter("pine", "0101", "支委会次数", "2", 0, Source::Self));
  EXPECT_EQ(code_of(enter("pine", "0102", "支委会次数", "2", 0, Source::Self)), "SUBJECT_NOT_YOURS");
  open_only(round_, {StageKind::Score});
  const auto sheet = open_sheet(office_, actor("org"), round_, Source::Assessed);
  ASSERT_TRUE(sheet);
  EXPECT_EQ(sheet->beside.at({subject(round_, "0101"), header("支委会次数")}).value, "2");
  EXPECT_EQ(sheet->cells.size(), 0U);
  EXPECT_EQ(sheet->subjects.size(), 3U);
  EXPECT_EQ(sheet->fields.size(), 3U);  // 1 and 2: its own
  EXPECT_TRUE(sheet->is_open);
}

TEST_F(Figures, TasksSayWhatIsLeft) {
  ASSERT_TRUE(enter("org", "0101", "支委会次数", "3"));
  const auto tasks = tasks_of(office_, actor("org"));
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].done, 1U);
  EXPECT_EQ(tasks[0].wanted, 9U);
  EXPECT_TRUE(tasks_of(office_, actor("pine")).empty());
  const auto progress = progress_of(office_, actor("office"), round_);
  ASSERT_TRUE(progress);
  EXPECT_EQ(progress->rows.size(), 3U);
  const auto last = progress_of(office_, actor("office"), round_, {true, 9, 2});  // a page that is not there
  ASSERT_TRUE(last);
  EXPECT_EQ(last->page.found, 3U);
  EXPECT_EQ(last->page.page, 2U);
  ASSERT_EQ(last->rows.size(), 1U);
  EXPECT_EQ(last->rows[0].account_id, progress->rows[2].account_id);
  EXPECT_EQ(code_of(progress_of(office_, actor("pine"), round_)), "NOT_ALLOWED");
}

TEST_F(Figures, WholeSheetsGoOutAndComeBack) {
  const auto bytes = export_sheet(office_, actor("org"), round_, Source::Assessed);
  ASSERT_TRUE(bytes);
  Problems problems;
  const auto imported = import_sheet(office_, actor("org"), round_, Source::Assessed, "facts.csv",
                                     "编号,1 支委会次数,2 学习质量\n0101,3,18\n0103,2,\n", problems);
  ASSERT_TRUE(imported) << imported.refusal().says(Language::Chinese);
  EXPECT_EQ(imported->changed, 3U);
  Problems again;
  EXPECT_EQ(import_sheet(office_, actor("org"), round_, Source::Assessed, "facts.csv",
                         "编号,1 支委会次数,2 学习质量\n0101,3,18\n", again)
                ->unchanged,
            2U);
  Problems wrong;
  const auto before = journal_length();
  EXPECT_EQ(code_of(import_sheet(office_, actor("org"), round_, Source::Assessed, "facts.csv",
                                 "编号,1 支委会次数,3 参与率\n0101,三,1\n0999,3,1\n0102,4,\n", wrong)),
            "TABLE_HAS_ERRORS");
  EXPECT_EQ(wrong.count(), 3U);  // a column of others, a word, a number that is not there: all at once
  EXPECT_EQ(journal_length(), before);
}

TEST_F(Figures, WhatIfSaysWhoMoves) {
  for (const char* code : {"0101", "0102", "0103"})
    for (const auto& [input, value] : {std::pair<std::string, std::string>{"支委会次数", "3"},
                                       {"党费按时交纳", "是"},
                                       {"学习质量", code == std::string("0103") ? "5" : "20"},
                                       {"违规问题", "0"},
                                       {"参与率", "95%"},
                                       {"迟报", "0"},
                                       {"获奖", "市"}})
      ASSERT_TRUE(enter("office", code, input, value));
  const auto opened = open_round(office_, actor("office"), round_);
  ASSERT_FALSE(opened->scheme().grading.rules.empty());
  const auto& best = opened->scheme().grading.grades.front().name;
  Problems problems;
  const auto would = ask_what_if(office_, actor("office"), round_, {{best + "=80分以上"}, {}, {}}, problems);
  ASSERT_TRUE(would) << would.refusal().says(Language::Chinese);
  EXPECT_EQ(would->up + would->down + would->kept, 3U);
  Problems wrong;
  EXPECT_TRUE(ask_what_if(office_, actor("office"), round_, {{"没有的等次=80分以上"}, {}, {}}, wrong).is_refused());
  EXPECT_TRUE(wrong.has_errors());
  Problems none;
  EXPECT_EQ(code_of(ask_what_if(office_, actor("pine"), round_, {{best + "=80分以上"}, {}, {}}, none)), "NOT_ALLOWED");
}

TEST_F(Figures, RemarksFollowTheMatrix) {
  const Id pine = subject(round_, "0101");
  const auto matrix = set_review_matrix(office_, actor("office"), round_, {{account("leader"), pine}});
  ASSERT_TRUE(matrix);
  EXPECT_EQ(matrix->findings.unreviewed.size(), 2U);
  EXPECT_EQ(code_of(save_remark(office_, actor("leader"), round_, {pine, "好", "", "", 0})), "NOT_NOW");
  open_only(round_, {StageKind::Remark});
  const auto saved = save_remark(office_, actor("leader"), round_, {pine, "学习扎实", "记录不全", "补齐", 0});
  ASSERT_TRUE(saved);
  EXPECT_EQ(code_of(save_remark(office_, actor("leader"), round_, {pine, "另写", "", "", 0})), "CHANGED_MEANWHILE");
  EXPECT_EQ(code_of(save_remark(office_, actor("leader"), round_, {subject(round_, "0102"), "好", "", "", 0})),
            "SUBJECT_NOT_YOURS");
  EXPECT_EQ(code_of(save_remark(office_, actor("leader"), round_, {pine, " ", "", "", *saved})), "TEXT_MISSING");
  EXPECT_EQ(code_of(list_remarks(office_, actor("pine"), round_, "")), "NOT_YET_PUBLISHED");
  ASSERT_TRUE(set_round_state(office_, actor("office"), round_, "over"));
  EXPECT_EQ(list_remarks(office_, actor("pine"), round_, "")->rows.size(), 1U);
  EXPECT_EQ(code_of(list_remarks(office_, actor("poplar"), round_, "0101")), "SUBJECT_NOT_YOURS");
}

class Accounts : public OfficeTest {};

TEST_F(Accounts, InvitationsWorkOnceAndPasswordsSignIn) {
  const auto made = create_account(office_, actor("admin"), {"new.one", "新人", "", {}, {{"secretary", unit("0103")}}});
  ASSERT_TRUE(made);
  EXPECT_EQ(code_of(accept_invitation(office_, made->token, "short")), "PASSWORD_TOO_SHORT");
  const auto first = accept_invitation(office_, made->token, "雨后的小巷有三只猫跑过");
  ASSERT_TRUE(first);
  EXPECT_EQ(code_of(accept_invitation(office_, made->token, "雨后的小巷有三只猫跑过")), "INVITATION_GONE");
  EXPECT_EQ(code_of(sign_in(office_, "new.one", "wrong password")), "SIGN_IN_REFUSED");
  EXPECT_EQ(code_of(sign_in(office_, "nobody", "wrong password")), "SIGN_IN_REFUSED");
  const auto in = sign_in(office_, " NEW.one ", "雨后的小巷有三只猫跑过");
  ASSERT_TRUE(in);
  EXPECT_EQ(actor_of_session(office_, in->token)->login, "new.one");
  clock_.advance(session_ms + 1);
  EXPECT_FALSE(actor_of_session(office_, in->token));
  // The journal knows that somebody signed in, and no password.
  EXPECT_EQ(last_row().action, "account.sign_in");
}

TEST_F(Accounts, NobodyGetsMoreThanTheGiverHas) {
  EXPECT_EQ(
      code_of(create_account(office_, actor("office"), {"boss", "假管理员", "", {}, {{"administrator", unit("1")}}})),
      "NOT_ALLOWED");
  EXPECT_EQ(code_of(create_account(office_, actor("pine"), {"boss", "x", "", {}, {}})), "NOT_ALLOWED");
  EXPECT_EQ(code_of(invite_again(office_, actor("office"), account("admin"))), "NOT_ALLOWED");
  EXPECT_EQ(code_of(change_grants(office_, actor("admin"), account("admin"), {})), "LAST_ADMINISTRATOR");
  EXPECT_EQ(code_of(set_active(office_, actor("admin"), account("admin"), false)), "LAST_ADMINISTRATOR");
  EXPECT_EQ(code_of(create_account(office_, actor("admin"), {"PINE", "x", "", {}, {}})), "LOGIN_TAKEN");
  EXPECT_EQ(code_of(create_account(office_, actor("admin"), {"a b", "x", "", {}, {}})), "LOGIN_LETTERS");
  EXPECT_EQ(code_of(create_account(office_, actor("admin"), {"ab", "x\u202e", "", {}, {}})), "TEXT_CONTROL");
}

TEST_F(Accounts, TokensOfMachinesHaveTheirOwnersRights) {
  const auto made = create_api_token(office_, actor("auditor"), "报表");
  ASSERT_TRUE(made);
  EXPECT_EQ(actor_of_api_token(office_, made->token)->login, "auditor");
  EXPECT_EQ(code_of(revoke_api_token(office_, actor("office"), made->id)), "NOT_FOUND");
  ASSERT_TRUE(revoke_api_token(office_, actor("auditor"), made->id));
  EXPECT_FALSE(actor_of_api_token(office_, made->token));
}

class Schemes : public OfficeTest {};

TEST_F(Schemes, VersionsAreComparedInWords) {
  const auto saved = add_scheme(office_, actor("office"), "", std::string(unit_scheme));
  ASSERT_TRUE(saved);
  EXPECT_EQ(code_of(save_scheme(office_, actor("office"), saved->scheme_id, std::string(unit_scheme), "")),
            "SCHEME_UNCHANGED");
  std::string text(unit_scheme);
  text.replace(text.find("每少1次减5分"), std::string("每少1次减5分").size(), "每少1次减6分");
  const auto second = save_scheme(office_, actor("office"), saved->scheme_id, text, "加重");
  ASSERT_TRUE(second);
  EXPECT_EQ(second->number, 2);
  const auto before = open_scheme(office_, actor("office"), saved->scheme_id, 1),
             after = open_scheme(office_, actor("office"), saved->scheme_id);
  const auto differences =
      compare_schemes(scheme_of_version(before->version)->scheme, scheme_of_version(after->version)->scheme);
  ASSERT_EQ(differences.size(), 1U);
  EXPECT_EQ(differences[0].text.zh, "第1条“组织生活”的规则有改动");
  EXPECT_EQ(code_of(add_scheme(office_, actor("office"), "", std::string(unit_scheme))), "SCHEME_NAME_TAKEN");
  EXPECT_EQ(code_of(add_scheme(office_, actor("pine"), "x", "# x")), "NOT_ALLOWED");
}

TEST_F(Schemes, ReadyMadeOnesHaveNoErrors) {
  ASSERT_GE(ready_made_schemes().size(), 10U);
  for (const auto& one : ready_made_schemes())
    EXPECT_FALSE(read_scheme_text(std::string(one.text))->problems.has_errors()) << one.name;
}

}  // namespace
}  // namespace pingxing::office
