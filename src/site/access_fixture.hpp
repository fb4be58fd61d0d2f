// For the tests of who reaches what: two branches side by side, each with an account of every role and with everything
// that a branch can have, and a copy of the whole site on which a request may succeed.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "office/evidence.hpp"
#include "office/figures.hpp"
#include "office/import_people.hpp"
#include "office/jobs.hpp"
#include "office/past_results.hpp"
#include "office/polls.hpp"
#include "office/readings.hpp"
#include "office/remarks.hpp"
#include "office/reminders.hpp"
#include "office/spot_checks.hpp"
#include "office/verifications.hpp"
#include "scheme/kept_reading.hpp"
#include "site/test_support.hpp"
#include "store/facts.hpp"
#include "store/kept_readings.hpp"

namespace pingxing::site {

/// Everything that a round can have.
inline constexpr std::string_view access_scheme = R"(
对象:人员
周期:季度
分组:党支部
总分:10
小数:1
未定级:不定级

## 表现(10分)

1. 参加学习(5分)
   - 评分人:组织科
   - 缺席:每次减1分,减完为止
2. 互评(5分)
   - 评分:党员票40%、群众票30%、职工票30%

## 定级

- 优秀:9分以上,上期合格以上
- 合格:6分以上不满9分

## 程序

1. 自评(5天):党员
2. 评分(5天):组织科
3. 抽查(2天):纪检科
4. 点评(3天):领导
5. 测评(1天,无记名):党员、群众、职工
6. 审核(3天):办公室
7. 公示(7天以上,自然日):办公室
8. 发布:办公室
)";
inline constexpr int notice_stage = 6;

/// A branch with one of everything. Ids where nothing else is said.
struct Branch {
  std::string mark;                                                    // "a": begins its logins and stands in its names
  std::string unit_code, person_code, free_code, subject_code, login;  // free: a person without an account
  Id unit = 0, child = 0, other_child = 0, person = 0;
  Id account = 0, leader = 0, token = 0, account_token = 0;
  std::string session_key;  // of its office
  Id scheme = 0, version = 0;
  std::string scheme_text, reading;  // reading: fingerprint of what is understood now, which was kept otherwise
  Id round = 0, draft = 0;           // a running one and one that has not begun
  Id subject = 0, fact = 0, evidence = 0, verdict = 0, job = 0;
  Id open_poll = 0, draft_poll = 0;
  std::string slip;
  std::string units_table, units_fingerprint, people_table, people_fingerprint, past_table, past_fingerprint;

  [[nodiscard]] std::string as(const std::string& role) const { return mark + "." + role; }
};

class AccessTest : public SiteTest {
 protected:
  static std::vector<std::string> roles() {
    std::vector<std::string> words;
    for (const auto& row : round::roles()) words.emplace_back(row.word);
    return words;
  }

  void SetUp() override {
    a_ = make_branch("a", "0101", "P1", "P2");
    b_ = make_branch("b", "0102", "P3", "P4");
    for (const auto* branch : {&a_, &b_})
      for (const auto& role : roles()) browsers_[branch->as(role)] = as(branch->as(role));
    browsers_["admin"] = as("admin");
  }

  /// Everything that is stored, by table; nothing is left out.
  using Stored = std::map<std::string, store::Rows>;
  static Stored stored(store::Database& database) {
    Stored all;
    database.read([&](store::Reading& db) {
      for (const auto& table : db.query("SELECT name FROM sqlite_master WHERE type = 'table'"))
        all[table[0].text()] = db.query("SELECT * FROM " + table[0].text());
    });
    return all;
  }
  /// Tables whose rows differ.
  static std::string difference(const Stored& one, const Stored& other) {
    std::string names;
    for (const auto& [name, rows] : one)
      if (const auto found = other.find(name); found == other.end() || found->second != rows) names += " " + name;
    return names;
  }

  /// The whole site once more, on a copy of all that is stored.
  struct Twin {
    Twin(const AccessTest& of, const std::string& folder) {
      std::filesystem::create_directories(folder);
      for (const std::string ending : {"", "-wal"})
        if (std::filesystem::exists(of.fresh_.address() + ending))
          std::filesystem::copy_file(of.fresh_.address() + ending, folder + "/pingxing.db" + ending);
      std::filesystem::copy(of.folder_.path("secrets"), folder + "/secrets");
      database = store::Database::open(folder + "/pingxing.db");
      secrets = std::make_unique<office::SecretFolder>(folder + "/secrets");
      office = std::make_unique<office::Office>(office::Office{*database, of.office_.clock, of.office_.random,
                                                               office::new_rating_cache(), of.office_.options});
      polling = std::make_unique<office::Polling>(*office, *secrets);
      site = std::make_unique<Site>(*office, with(of.steady_), *polling);
    }
    std::unique_ptr<store::Database> database;
    std::unique_ptr<office::SecretFolder> secrets;
    std::unique_ptr<office::Office> office;
    std::unique_ptr<office::Polling> polling;
    std::unique_ptr<Site> site;
  };
  Twin twin() { return {*this, folder_.path("twin" + std::to_string(++twins_))}; }

  Branch a_, b_;
  std::map<std::string, Browser> browsers_;

 private:
  template <class T>
  static T got(Result<T> result, const char* what) {
    if (!result) ADD_FAILURE() << what << ": " << result.refusal().says(Language::English);
    CHECK(result);
    return std::move(*result);
  }

  Branch make_branch(const std::string& mark, const std::string& code, const std::string& person,
                     const std::string& free) {
    Branch made;
    made.mark = mark;
    made.unit_code = code;
    made.unit = unit(code);
    made.person_code = made.subject_code = person;
    made.person = this->person(person);
    made.free_code = free;
    add_accounts(made);
    add_rounds(made);
    fill(made);
    add_polls(made);
    add_tables(made);
    return made;
  }

  void add_accounts(Branch& made) {
    database_->write([&](store::Writing& db) {
      for (const auto& role : roles()) {
        store::Account account;
        account.login = made.as(role);
        account.name = made.mark + "支部" + role;
        account.email = made.as(role) + "@example.org";
        account.created_at = clock_.now_ms();
        // P1 has the account "member" already, which is the branch's own member.
        if (role == "member" && made.mark != "a") account.person_id = made.person;
        store::set_grants(db, store::add_account(db, account), {{role, made.unit}});
      }
      made.child = store::add_unit(db, {0, made.unit, made.unit_code + "1", made.mark + "一组", "小组", std::nullopt});
      made.other_child =
          store::add_unit(db, {0, made.unit, made.unit_code + "2", made.mark + "二组", "小组", std::nullopt});
    });
    made.login = made.as("secretary");
    made.account = account(made.login);
    made.leader = account(made.as("leader"));
    made.token = got(office::create_api_token(office_, actor(made.as("office")), made.mark + "报表"), "token").id;
    made.account_token = got(office::create_api_token(office_, actor(made.login), made.mark + "报表"), "token").id;
    as(made.as("office"));
    made.session_key = office::list_sessions(office_, actor(made.as("office")), "").front().key;
  }

  void add_rounds(Branch& made) {
    const auto office = actor(made.as("office"));
    made.scheme_text = "# " + made.mark + "支部考核\n" + std::string(access_scheme);
    const auto saved = got(office::add_scheme(office_, office, made.mark + "方案", made.scheme_text), "scheme");
    made.scheme = saved.scheme_id;
    made.version = saved.version_id;
    const auto create = [&](const std::string& name) {
      return got(office::create_round(office_, office,
                                      {made.mark + name, made.version, made.unit, std::nullopt, "2026-03-02", {}}),
                 "round");
    };
    made.round = create("考评一");
    made.draft = create("考评二");
    made.subject = subject(made.round, made.subject_code);
    EXPECT_TRUE(office::assign(office_, office, made.round, {{0, 0, "*", made.unit, "assess", std::nullopt}}));
    made.past_table = "编号,等次\n" + made.subject_code + ",合格\n";
    Problems problems;
    const std::vector<office::PastFile> files{{"去年", "past.csv", made.past_table}};
    const auto seen = got(office::preview_past(office_, office, made.round, files, problems), "past");
    EXPECT_TRUE(office::import_past(office_, office, made.round, files, seen.fingerprint, "", problems));
    EXPECT_TRUE(office::set_round_state(office_, office, made.round, "running"));
    using K = scheme::StageKind;
    open_only(made.round, {K::SelfAssess, K::Score, K::SpotCheck, K::Remark, K::Poll, K::Verify});
    keep_another_reading(made);
  }

  /// As if an earlier program had called an unrated subject by another name.
  void keep_another_reading(Branch& made) {
    auto other = office::read_scheme_text(made.scheme_text)->scheme;
    other.properties.unrated = "未定";
    const auto kept = office::act(office_, {}, "reading.keep", [&](store::Writing& db, Json&) -> Result<> {
      for (const auto& round : {std::optional(made.round), std::optional<Id>()}) {
        store::KeptReading reading;
        reading.scheme_version_id = made.version;
        reading.round_id = round;
        reading.reading = scheme::kept_reading(other);
        reading.sha256 = sha256_hex(reading.reading);
        reading.kept_at = clock_.now_ms();
        store::add_reading(db, reading);
      }
      return Done{};
    });
    EXPECT_TRUE(kept);
    const auto changed = got(office::changed_reading(office_, actor(made.as("office")), made.round), "reading");
    if (changed) made.reading = changed->sha256;
  }

  void fill(Branch& made) {
    const auto office = actor(made.as("office")), leader = actor(made.as("leader")),
               verifier = actor(made.as("verifier"));
    made.fact = got(office::save_cell(office_, office, made.round, office::Source::Assessed,
                                      {made.subject, "1 缺席", "1", made.mark + "理由", 0}),
                    "figure")
                    .fact_id;
    made.evidence =
        got(office::hand_in_evidence(office_, office, {made.round, made.subject, "1", made.mark + "材料.txt", "材料"}),
            "evidence")
            .id;
    got(office::draw_spot_check(office_, office, made.round, made.mark + "种子", 1), "spot check");
    got(office::set_review_matrix(office_, office, made.round, {{made.leader, made.subject}}), "matrix");
    got(office::verify_subject(office_, verifier, made.round, {made.subject, office::Verdict::Confirmed, "", 0}),
        "verdict");
    made.verdict = office::look(office_, [&](store::Reading& db) {
      return db.query("SELECT max(id) FROM verification", {}).at(0).at(0).number();
    });
    made.job = got(office::ask_for_job(office_, office, office::JobKind::VerifyJournal, Json::object()), "job");
  }

  void add_polls(Branch& made) {
    const auto office = actor(made.as("office"));
    const auto create = [&](const std::string& electorate) {
      const auto id =
          got(office::create_poll(office_, office, made.round, electorate, {}, office::FirstRoll::Empty), "poll");
      EXPECT_TRUE(office::set_roll(office_, office, id, {{made.as("member"), "*"}}));
      return id;
    };
    made.draft_poll = create("群众票");
    made.open_poll = create("党员票");
    made.slip = got(office::make_slips(office_, office, made.open_poll, "*", 1), "slips").front();
    EXPECT_TRUE(office::open_poll(office_, secrets_, keys_, office, made.open_poll));
  }

  void add_tables(Branch& made) {
    const auto office = actor(made.as("office"));
    Problems problems;
    made.units_table =
        "编号,名称,上级编号,类型\n" + made.unit_code + "3," + made.mark + "三组," + made.unit_code + ",小组\n";
    made.units_fingerprint =
        got(office::preview_units(office_, office, "t.csv", made.units_table, problems), "units").fingerprint;
    made.people_table = "编号,姓名,单位编号\n" + made.mark + "9," + made.mark + "新人," + made.unit_code + "\n";
    made.people_fingerprint =
        got(office::preview_people(office_, office, "t.csv", made.people_table, problems), "people").fingerprint;
    made.past_table = "编号,等次\n" + made.subject_code + ",优秀\n";
    made.past_fingerprint =
        got(office::preview_past(office_, office, made.round, {{"去年", "past.csv", made.past_table}}, problems),
            "past")
            .fingerprint;
  }

  office::KeyStock keys_;
  int twins_ = 0;
};

}  // namespace pingxing::site
