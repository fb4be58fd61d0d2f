#include "office/edit_units.hpp"

#include "office/edit_people.hpp"
#include "office/test_support.hpp"

namespace pingxing::office {
namespace {

using EditUnitsTest = OfficeTest;

store::Unit unit_now(const Office& office, Id id) {
  return *look(office, [&](store::Reading& db) { return store::unit_of(db, id); });
}

TEST_F(EditUnitsTest, AUnitIsAddedRenamedMovedAndClosed) {
  Actor office = actor("office");
  const auto made = create_unit(office_, office, {unit("01"), " 0104 ", "海棠支部", "党支部"});
  ASSERT_TRUE(made);
  EXPECT_EQ(last_row().action, "unit.add");
  office = actor("office");  // as the next request finds him: the new unit is his
  EXPECT_EQ(unit_now(office_, *made).code, "0104");
  ASSERT_TRUE(rename_unit(office_, office, *made, "海棠第一支部", "党支部"));
  ASSERT_TRUE(move_unit(office_, office, *made, unit("D1"), "机构调整"));
  clock_.set(clock_.now_ms() + 1000);
  ASSERT_TRUE(move_unit(office_, office, *made, unit("01"), "又调回来"));
  ASSERT_TRUE(close_unit(office_, office, *made, "2026年6月30日"));
  const auto opened = open_unit(office_, office, *made);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->unit.name, "海棠第一支部");
  EXPECT_EQ(opened->unit.closed_on, "2026-06-30");
  ASSERT_EQ(opened->moves.size(), 2U);
  EXPECT_EQ(opened->moves[0].from, "组织科");
  EXPECT_EQ(opened->moves[0].to, "机关党委");
  EXPECT_EQ(opened->moves[0].reason, "又调回来");
  EXPECT_EQ(opened->moves[1].reason, "机构调整");
  ASSERT_EQ(opened->path.size(), 2U);
  EXPECT_EQ(opened->path[1].name, "机关党委");
  ASSERT_TRUE(close_unit(office_, office, *made, ""));
  EXPECT_FALSE(unit_now(office_, *made).closed_on);
}

TEST_F(EditUnitsTest, WhatIsWrongIsRefusedAndChangesNothing) {
  const Actor office = actor("office");
  const auto before = journal_length();
  EXPECT_EQ(code_of(create_unit(office_, office, {unit("01"), "0101", "重号", ""})), "CODE_TAKEN");
  EXPECT_EQ(code_of(create_unit(office_, office, {unit("01"), "", "无号", ""})), "TEXT_MISSING");
  EXPECT_EQ(code_of(create_unit(office_, office, {unit("01"), "0109", "", ""})), "TEXT_MISSING");
  EXPECT_EQ(code_of(create_unit(office_, office, {424242, "0109", "何处", ""})), "NOT_FOUND");
  EXPECT_EQ(code_of(move_unit(office_, office, unit("01"), unit("0101"), "转圈")), "IMPORT_PARENT_CYCLE");
  EXPECT_EQ(code_of(move_unit(office_, office, unit("01"), unit("01"), "转圈")), "IMPORT_PARENT_CYCLE");
  EXPECT_EQ(code_of(move_unit(office_, office, unit("0101"), unit("01"), "原地")), "UNIT_STANDS_THERE");
  EXPECT_EQ(code_of(move_unit(office_, office, unit("0101"), unit("D1"), " ")), "REASON_NEEDED");
  EXPECT_EQ(code_of(move_unit(office_, office, unit("1"), unit("01"), "顶层")), "NOT_ALLOWED");
  EXPECT_EQ(code_of(close_unit(office_, office, unit("0101"), "2026-06-30")), "UNIT_NOT_EMPTY");
  EXPECT_EQ(code_of(close_unit(office_, office, unit("01"), "2026-06-30")), "UNIT_NOT_EMPTY");
  EXPECT_EQ(code_of(close_unit(office_, office, unit("D1"), "2026-02-30")), "IMPORT_DAY");
  EXPECT_EQ(journal_length(), before);
  ASSERT_TRUE(close_unit(office_, office, unit("D1"), "2026-06-30"));
  EXPECT_EQ(code_of(create_unit(office_, office, {unit("D1"), "0109", "新", ""})), "UNIT_IS_CLOSED");
  EXPECT_EQ(code_of(move_unit(office_, office, unit("0101"), unit("D1"), "去")), "UNIT_IS_CLOSED");
}

TEST_F(EditUnitsTest, OnlyWhoManagesThatUnit) {
  for (const char* login : {"pine", "org", "leader", "verifier", "member", "auditor"}) {
    EXPECT_NE(code_of(create_unit(office_, actor(login), {unit("01"), "0109", "新", ""})), "") << login;
    EXPECT_NE(code_of(rename_unit(office_, actor(login), unit("0101"), "新", "")), "") << login;
    EXPECT_NE(code_of(open_person(office_, actor(login), person("P1"))), "") << login;
    EXPECT_NE(code_of(change_person(office_, actor(login), person("P1"), {"", unit("0101"), "新"})), "") << login;
  }
  // An office of one branch: what is outside is not there for it.
  const Id branch = unit("0101");
  database_->write([&](store::Writing& db) {
    store::set_grants(db, store::account_of_login(db, "pine")->id, {{"office", branch}});
  });
  const Actor own = actor("pine");
  EXPECT_TRUE(rename_unit(office_, own, unit("0101"), "青松一支部", "党支部"));
  EXPECT_EQ(code_of(rename_unit(office_, own, unit("0102"), "新", "")), "NOT_FOUND");
  EXPECT_EQ(code_of(move_unit(office_, own, unit("0101"), unit("0102"), "夺")), "NOT_FOUND");
  EXPECT_EQ(code_of(open_person(office_, own, person("P3"))), "NOT_FOUND");
  EXPECT_EQ(code_of(change_person(office_, own, person("P3"), {"", unit("0101"), "夺"})), "NOT_FOUND");
  EXPECT_EQ(code_of(change_person(office_, own, person("P1"), {"", unit("0102"), "送"})), "NOT_FOUND");
  EXPECT_EQ(code_of(create_person(office_, own, {"R1", unit("0102"), "送"})), "NOT_FOUND");
}

TEST_F(EditUnitsTest, APersonIsAddedAndChanged) {
  const Actor office = actor("office");
  const auto made = create_person(
      office_, office,
      {"R1", unit("0101"), "江小满", "正式党员", "书记", "+86 13800001234", "11010519491231002x", "2020/7/1", ""});
  ASSERT_TRUE(made) << code_of(made);
  EXPECT_FALSE(made->identity_fault);
  auto opened = open_person(office_, office, made->id);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->person.phone, "13800001234");
  EXPECT_EQ(opened->person.identity_number, "11010519491231002X");
  EXPECT_EQ(opened->person.joined_on, "2020-07-01");
  EXPECT_EQ(opened->title, "书记");
  EXPECT_EQ(last_row().body.find("13800001234"), std::string::npos) << "the journal holds no numbers";
  const auto moved =
      change_person(office_, office, made->id, {"ignored", unit("0102"), "江小满", "正式党员", "", "", "123", "", ""});
  ASSERT_TRUE(moved);
  EXPECT_TRUE(moved->identity_fault);
  opened = open_person(office_, office, made->id);
  EXPECT_EQ(opened->person.code, "R1");
  EXPECT_EQ(opened->person.unit_id, unit("0102"));
  EXPECT_EQ(opened->title, "");
  EXPECT_EQ(last_row().action, "person.change");
  EXPECT_EQ(last_row().body.find("123"), std::string::npos);
  EXPECT_EQ(code_of(create_person(office_, office, {"R1", unit("0101"), "重号"})), "CODE_TAKEN");
  EXPECT_EQ(code_of(create_person(office_, office, {"R2", unit("0101"), "甲", "", "", "123"})), "IMPORT_PHONE");
  EXPECT_EQ(code_of(create_person(office_, office, {"R2", unit("0101"), "甲", "", "", "", "", "昨天"})), "IMPORT_DAY");
  EXPECT_EQ(
      code_of(create_person(office_, office, {"R2", unit("0101"), "甲", "", "", "", "", "2026-01-02", "2026-01-01"})),
      "IMPORT_DAYS_ORDER");
}

}  // namespace
}  // namespace pingxing::office
