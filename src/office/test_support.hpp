// For the tests of this folder: an office on a real SQLite database in a folder that goes away, with a clock that
// stands still and chance that repeats. A tree of units, an account of every role, two small schemes, and rounds that
// run.
#pragma once
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/told.hpp"
#include "office/accounts.hpp"
#include "office/office.hpp"
#include "office/rounds.hpp"
#include "office/schemes.hpp"
#include "office/vault.hpp"
#include "store/record_test_support.hpp"
#include "store/test_support.hpp"
#include "store/units.hpp"

namespace pingxing::office {

class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "office-test-XXXXXX").string();
    if (!mkdtemp(name.data())) ADD_FAILURE() << "no temporary folder";
    path_ = name;
  }
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  [[nodiscard]] std::string path(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// Of units. Columns: 1 支委会次数 and 1 党费按时交纳 (D1), 2 学习质量 (D1, D3), 3 违规问题 and 3 参与率 (D2), 4 迟报
/// (D3), 获奖 (nobody but the office).
inline constexpr std::string_view unit_scheme = R"(# 支部考核

对象:组织
周期:季度
分组:全局
总分:100
小数:2
未定级:不定级
加分计入定级:否

## 组织建设(60分)

1. 组织生活(40分)
   - 评分人:组织科
   - 支委会次数:应达3次,每少1次减5分
   - 党费按时交纳:不满足减10分
2. 队伍建设(20分)
   - 评分人:组织科、办公室
   - 学习质量:酌情得0至20分

## 作风纪律(40分)

3. 纪律作风(30分)
   - 评分人:纪检科
   - 违规问题:酌情减1至10分,减完为止
   - 参与率:90%以上不减分;不满90%减10分
4. 材料报送(10分)
   - 评分人:办公室
   - 迟报:每次减2分,减完为止

## 加分(5分)

- 获奖:中央加5分、省加4分、市加3分,取最高

## 定级

- 五星级:90分以上
- 四星级:80分以上不满90分
- 三星级:60分以上不满80分

## 程序

公示期间有异议的,退回审核环节复核。

1. 自评(5天):党支部
2. 评分(5天):组织科、纪检科、办公室
3. 抽查(2天):纪检科
4. 点评(3天):领导
5. 审核(3天):办公室
6. 公示(7天以上,自然日):办公室
7. 发布:办公室
)";

/// Of people, in pools by branch. One column: 1 缺席 (D1).
inline constexpr std::string_view people_scheme = R"(# 党员考核

对象:人员
周期:季度
分组:党支部
总分:10
小数:1
未定级:不定级

## 表现(10分)

1. 参加学习(10分)
   - 评分人:组织科
   - 缺席:每次减1分,减完为止

## 定级

- 优秀:9分以上
- 合格:6分以上不满9分

## 程序

1. 自评(5天):党员
2. 评分(5天):组织科
)";

/// Units (code): 江源市局 (1) above 机关党委 (01) with the branches 青松支部 (0101), 白杨支部 (0102), 银杏支部 (0103),
/// and the departments 组织科 (D1), 纪检科 (D2), 办公室 (D3). People: two a branch, P1 and P2 in 0101, P3 and P4 in
/// 0102, P5 and P6 in 0103. Accounts (login): admin and office at 1; pine and poplar, secretaries of 0101 and 0102;
/// org, discipline, general, assessors of D1, D2, D3; leader, verifier, auditor at 1; member, who is the person P1.
/// None has a password. It is nine in the morning of Monday, 2 March 2026, in China.
class OfficeTest : public testing::Test {
 protected:
  static constexpr std::int64_t nine_ms = 9LL * 3'600'000;

  enum class Begins { WithSample, Empty };
  explicit OfficeTest(store::test::Kind kind = store::test::Kind::Sqlite, Begins begins = Begins::WithSample)
      : fresh_(kind) {
    if (begins == Begins::Empty) return;
    database_->write([&](store::Writing& db) {
      add_units(db);
      add_people(db);
      add_accounts(db);
    });
  }

  /// A function of the store that writes a row and does not say so is found by the test that uses it.
  void TearDown() override {
    if (is_record_whole_) EXPECT_TRUE(store::test::holds(*database_));
  }
  /// For tests that change rows past the program.
  void expect_tampering() { is_record_whole_ = false; }

  [[nodiscard]] Id unit(std::string_view code) const {
    return look(office_, [&](store::Reading& db) { return id_in(store::all_units(db), code); });
  }
  [[nodiscard]] Id person(std::string_view code) const {
    return look(office_, [&](store::Reading& db) { return id_in(store::all_people(db), code); });
  }
  [[nodiscard]] Id account(const std::string& login) const { return actor(login).account_id; }
  [[nodiscard]] Actor actor(const std::string& login) const {
    return look(office_, [&](store::Reading& db) {
      const auto found = store::account_of_login(db, login);
      CHECK(found);
      return actor_of(db, *found);
    });
  }
  [[nodiscard]] Id subject(Id round_id, std::string_view code) const {
    return look(office_, [&](store::Reading& db) { return id_in(store::subjects_of(db, round_id), code); });
  }

  /// A round of the whole office on that scheme, running, with no stage open. Of units: the branches.
  Id start_round(std::string_view scheme = unit_scheme, const std::string& name = "2026年一季度") {
    const Actor office = actor("office");
    const auto saved = add_scheme(office_, office, name + "方案", std::string(scheme));
    CHECK(saved);
    const auto made =
        create_round(office_, office, {name, saved->version_id, unit("1"), std::nullopt, "2026-03-02", {"党支部"}});
    CHECK(made);
    CHECK(set_round_state(office_, office, *made, "running"));
    return *made;
  }
  /// Exactly the stages of these kinds are open; those before the first of them closed, the others waiting.
  void open_only(Id round_id, const std::vector<scheme::StageKind>& kinds) const {
    database_->write([&](store::Writing& db) {
      auto stages = store::stages_of(db, round_id);
      bool is_before = true;
      std::size_t opened = 0;
      for (auto& stage : stages) {
        const bool is_open = std::any_of(kinds.begin(), kinds.end(),
                                         [&](const auto kind) { return round::word_of(kind) == stage.kind; });
        is_before = is_before && !is_open;
        opened += is_open;
        stage.state = round::word_of(is_open     ? round::StageState::Open
                                     : is_before ? round::StageState::Closed
                                                 : round::StageState::Waiting);
      }
      CHECK(opened >= kinds.size());
      store::set_stages(db, round_id, stages);
    });
  }

  void set(const std::string& name, const std::string& value) const {
    database_->write([&](store::Writing& db) { store::set_setting(db, name, value); });
  }
  /// The last row of the journal.
  [[nodiscard]] store::JournalRow last_row() const {
    return look(office_, [&](store::Reading& db) {
      const auto head = store::journal_head(db);
      CHECK(head.seq > 0);
      return store::journal_rows(db, head.seq - 1, 1).front();
    });
  }
  [[nodiscard]] std::int64_t journal_length() const {
    return look(office_, [&](store::Reading& db) { return store::journal_head(db).seq; });
  }

  TestFolder folder_;
  store::test::Fresh fresh_;
  FixedClock clock_{round::begin_of({2026, 3, 2}) + nine_ms};
  SeededRandom random_{1};
  std::unique_ptr<store::Database> database_ = store::Database::open(fresh_.address());
  const Office office_{*database_,
                       clock_,
                       random_,
                       new_rating_cache(),
                       {std::make_shared<Vault>(folder_.path("secrets")), {"127.0.0.1", "localhost"}}};

 private:
  bool is_record_whole_ = true;

  template <class Row>
  static Id id_in(const std::vector<Row>& rows, std::string_view code) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.code == code; });
    CHECK(found != rows.end());
    return found->id;
  }

  static void add_units(store::Writing& db) {
    const Id top = store::add_unit(db, {0, std::nullopt, "1", "江源市局", "机关", std::nullopt});
    const Id committee = store::add_unit(db, {0, top, "01", "机关党委", "党委", std::nullopt});
    for (const auto& [code, name] : {std::pair("0101", "青松支部"), {"0102", "白杨支部"}, {"0103", "银杏支部"}})
      store::add_unit(db, {0, committee, code, name, "党支部", std::nullopt});
    for (const auto& [code, name] : {std::pair("D1", "组织科"), {"D2", "纪检科"}, {"D3", "办公室"}})
      store::add_unit(db, {0, top, code, name, "部门", std::nullopt});
  }

  static void add_people(store::Writing& db) {
    const auto units = store::all_units(db);
    int number = 0;
    for (const char* branch : {"0101", "0102", "0103"}) {
      for (int i = 0; i < 2; ++i) {
        const std::string n = std::to_string(++number);
        store::add_person(db, {0, "P" + n, "测试员" + n, id_in(units, branch), "正式党员", "1380000000" + n, "",
                               "2020-01-01", std::nullopt});
      }
    }
  }

  void add_accounts(store::Writing& db) {
    const auto units = store::all_units(db);
    const auto add = [&](const char* login, const char* name, std::optional<Id> person,
                         std::vector<store::RoleGrant> grants) {
      store::Account account;
      account.login = login;
      account.name = name;
      account.person_id = person;
      account.email = std::string(login) + "@example.org";
      account.created_at = clock_.now_ms();
      store::set_grants(db, store::add_account(db, account), grants);
    };
    const Id top = id_in(units, "1");
    add("admin", "管理员", {}, {{"administrator", top}});
    add("office", "考评办", {}, {{"office", top}});
    add("pine", "青松联络员", {}, {{"secretary", id_in(units, "0101")}});
    add("poplar", "白杨联络员", {}, {{"secretary", id_in(units, "0102")}});
    add("org", "组织科经办", {}, {{"assessor", id_in(units, "D1")}});
    add("discipline", "纪检科经办", {}, {{"assessor", id_in(units, "D2")}});
    add("general", "办公室经办", {}, {{"assessor", id_in(units, "D3")}});
    add("leader", "分管领导", {}, {{"leader", top}});
    add("verifier", "复核员", {}, {{"verifier", top}});
    add("auditor", "监督员", {}, {{"auditor", top}});
    add("member", "测试员1", id_in(store::all_people(db), "P1"), {{"member", id_in(units, "0101")}});
  }
};

/// The codes of all that was found, in its order.
inline std::vector<std::string> codes(const Problems& problems) {
  std::vector<std::string> found;
  for (const auto& problem : problems.kept()) found.emplace_back(problem.code());
  return found;
}
using Codes = std::vector<std::string>;

/// The code of a refusal; empty where it was no refusal.
template <class T>
std::string code_of(const Result<T>& result) {
  if (!result.is_refused()) return {};
  told(*result.refusal().row);
  return std::string(result.refusal().code());
}

}  // namespace pingxing::office
