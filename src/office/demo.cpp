#include "office/demo.hpp"

#include <algorithm>
#include <map>

#include "base/check.hpp"
#include "base/hash.hpp"
#include "document/csv.hpp"
#include "document/limits.hpp"
#include "office/accounts.hpp"
#include "office/figures.hpp"
#include "office/password.hpp"
#include "office/ready_made.hpp"
#include "office/rounds.hpp"
#include "scheme/input_key.hpp"

namespace pingxing::office {

namespace {

constexpr std::string_view password = "pingxing-demo";
constexpr std::int64_t day_ms = 86'400'000;

struct Planned {
  std::string_view login, name, role;
  std::string_view unit;  // its code
  Text what;
};
constexpr Planned planned[] = {
    {"admin", "系统管理员", "administrator", "1", {"管理账号和系统设置", "accounts and settings"}},
    {"office",
     "考评办公室",
     "office",
     "1",
     {"组织考评:看进度、催办、看板、试算", "runs the rounds: progress, board, what-if"}},
    {"zuzhi", "组织科经办", "assessor", "K1", {"组织科:给支部评分", "assessor of the organisation section"}},
    {"jijian", "纪检科经办", "assessor", "K2", {"纪检科:给支部评分", "assessor of the discipline section"}},
    {"bangong", "办公室经办", "assessor", "K3", {"办公室:给支部评分", "assessor of the general office"}},
    {"qingsong",
     "青松支部联络员",
     "secretary",
     "B01",
     {"青松支部:自评、看本支部结果", "secretary of a branch: self-assessment"}},
    {"cuizhu", "翠竹支部联络员", "secretary", "B02", {"翠竹支部:自评、看本支部结果", "secretary of another branch"}},
    {"lingdao", "分管领导", "leader", "1", {"点评支部", "remarks on branches"}},
    {"fuhe", "复核人", "verifier", "1", {"抽查、复核", "spot checks, verification"}},
    {"jiandu", "监督员", "auditor", "1", {"只看不改:全部数据和日志", "reads everything, changes nothing"}},
};

const ReadyMadeText& ready_made(std::string_view name) {
  const auto& all = ready_made_texts();
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
  CHECK(found != all.end());
  return *found;
}

document::Grid sample_of(std::string_view name) {
  Problems problems;
  auto grid = document::read_csv(ready_made(name).facts, std::string(name), {}, problems);
  CHECK(grid && !problems.has_errors());
  return std::move(*grid);
}

class Demo {
 public:
  Demo(const Office& office, store::Writing& db) : office_(office), db_(db), now_(office.clock.now_ms()) {}

  void load() {
    units();
    accounts();
    const Id stars = over_round();
    (void)stars;
    running_round();
    note_in_journal(db_, office_, 0, "demo.load", {{"units", by_code_.size()}, {"people", people_.size()}});
  }

 private:
  Id unit(const std::string& code, const std::string& name, const std::string& kind, std::optional<Id> parent) {
    const Id id = store::add_unit(db_, {0, parent, code, name, kind, std::nullopt});
    by_code_[code] = id;
    by_name_[name] = id;
    return id;
  }

  void units() {
    const Id top = unit("1", "晨光局(演示)", "局", std::nullopt);
    unit("K1", "组织科", "部门", top);
    unit("K2", "纪检科", "部门", top);
    unit("K3", "办公室", "部门", top);
    const auto branches = sample_of("bureau-flag");
    for (std::size_t r = 1; r < branches.rows.size(); ++r)
      unit(branches.rows[r][0].text, branches.rows[r][1].text, "党支部", top);
    const auto members = sample_of("bureau-stars");
    for (std::size_t r = 1; r < members.rows.size(); ++r) {
      const auto& row = members.rows[r];
      char phone[16];
      std::snprintf(phone, sizeof phone, "1390000%04d", static_cast<int>(r));
      const Id id = store::add_person(
          db_, {0, row[0].text, row[1].text, by_name_.at(row[2].text), "", phone, "", std::nullopt, std::nullopt});
      people_[row[0].text] = id;
    }
    store::set_setting(db_, "office_name", "晨光局(演示)");
  }

  void accounts() {
    const auto hash = hash_password(std::string(password));
    for (const auto& one : planned) {
      const Id id = store::add_account(db_, {0, std::string(one.login), std::string(one.name), std::nullopt,
                                             std::string(one.login) + "@example.org", hash, true, false, now_});
      store::set_grants(db_, id, {{std::string(one.role), by_code_.at(std::string(one.unit))}});
      accounts_[std::string(one.login)] = id;
    }
    const Id member =
        store::add_account(db_, {0, "d0101", "测试员001", people_.at("D0101"), "", hash, true, false, now_});
    store::set_grants(db_, member, {{"member", by_code_.at("B01")}});
  }

  Id version_of(std::string_view name) {
    const std::string text(ready_made(name).scheme);
    const Id id = store::add_scheme(db_, read_scheme_text(text)->scheme.title, now_);
    store::SchemeVersion version;
    version.scheme_id = id;
    version.text = text;
    version.sha256 = sha256_hex(text);
    version.created_at = now_;
    return store::add_scheme_version(db_, version);
  }

  Id round_of(const std::string& name, Id version, const std::string& state, const std::vector<round::Stage>& stages,
              const Day& start) {
    const Id id = store::add_round(db_, {0, name, version, by_code_.at("1"), std::nullopt, start.text(), state, now_});
    std::vector<store::StoredStage> stored;
    for (const auto& stage : stages)
      stored.push_back({0, id, 0, stage.title, std::string(round::word_of(stage.kind)), "", stage.opens_at,
                        stage.closes_at, std::string(round::word_of(stage.state))});
    store::set_stages(db_, id, stored);
    return id;
  }

  void fact(Id round, Id subject, const std::string& header, Source source, const std::string& value, Id account) {
    if (!value.empty())
      store::add_fact(db_, {0, round, subject, scheme::key_of_header(header), std::string(word_of(source)), value, "",
                            account, now_, 0});
  }

  /// The members' stars of half a year: everything is in.
  Id over_round() {
    const Id version = version_of("bureau-stars");
    const auto reading = scheme_of_version(*store::scheme_version_of(db_, version));
    const Day start = round::day_of(now_ - 120 * day_ms);
    auto stages = round::plan_stages(reading->scheme, start, {});
    for (auto& stage : stages) stage.state = round::StageState::Closed;
    const Id id = round_of("上半年党员评星定级", version, "over", stages, start);
    const auto grid = sample_of("bureau-stars");
    for (std::size_t r = 1; r < grid.rows.size(); ++r) {
      const auto& row = grid.rows[r];
      const Id subject = store::add_subject(db_, {0, id, row[0].text, row[1].text, by_name_.at(row[2].text),
                                                  people_.at(row[0].text), row[2].text, "", ""});
      for (std::size_t c = 3; c < row.size(); ++c)
        fact(id, subject, grid.rows[0][c].text, Source::Assessed, row[c].text, accounts_.at("office"));
    }
    return id;
  }

  /// The branches' flag of this quarter: self-assessed, and scored in part.
  void running_round() {
    const Id version = version_of("bureau-flag");
    const auto reading = scheme_of_version(*store::scheme_version_of(db_, version));
    const Day start = round::day_of(now_ - 10 * day_ms);
    auto stages = round::plan_stages(reading->scheme, start, {});
    for (auto& stage : stages) {
      const bool is_done = stage.kind == scheme::StageKind::SelfAssess;
      const bool is_open = stage.kind == scheme::StageKind::Remark || stage.kind == scheme::StageKind::Score;
      stage.state = is_done   ? round::StageState::Closed
                    : is_open ? round::StageState::Open
                              : round::StageState::Waiting;
      if (is_open) {
        stage.opens_at = now_ - 3 * day_ms;
        stage.closes_at = now_ + 7 * day_ms;
      } else if (!is_done) {
        stage.opens_at.reset();
        stage.closes_at.reset();
      }
    }
    const Id id = round_of("本季度流动红旗评定", version, "running", stages, start);
    store::set_assignments(db_, id,
                           {{0, id, "1", by_code_.at("K1"), "assess"},
                            {0, id, "2", by_code_.at("K1"), "assess"},
                            {0, id, "3", by_code_.at("K3"), "assess"},
                            {0, id, "4", by_code_.at("K3"), "assess"},
                            {0, id, "5", by_code_.at("K2"), "assess"}});
    const auto grid = sample_of("bureau-flag");
    std::vector<store::ReviewAssignment> pairs;
    for (std::size_t r = 1; r < grid.rows.size(); ++r) {
      const auto& row = grid.rows[r];
      const Id subject = store::add_subject(
          db_, {0, id, row[0].text, row[1].text, by_code_.at(row[0].text), std::nullopt, "", "", ""});
      pairs.push_back({accounts_.at("lingdao"), subject});
      for (std::size_t c = 3; c < row.size(); ++c) {
        const auto& input = grid.rows[0][c].text;
        fact(id, subject, input, Source::Self, row[c].text, accounts_.at("qingsong"));
        // The organisation section is done, the general office half, the discipline section has not begun.
        const bool is_in = c < 5 || (c < 7 && r <= 6);
        if (is_in) fact(id, subject, input, Source::Assessed, row[c].text, accounts_.at(c < 5 ? "zuzhi" : "bangong"));
      }
    }
    store::set_review_pairs(db_, id, pairs);
    store::add_remark(db_, {0, id, pairs[0].subject_id, accounts_.at("lingdao"), "学习安排得实,党员到会率高。",
                            "两次活动没有记录。", "下季度补齐台账,明确专人负责。", now_, 0});
  }

  const Office& office_;
  store::Writing& db_;
  std::int64_t now_;
  std::map<std::string, Id> by_code_, by_name_, people_, accounts_;
};

}  // namespace

std::vector<DemoAccount> load_demo(const Office& office) {
  office.database.write([&](store::Writing& db) {
    if (store::all_accounts(db).empty()) Demo(office, db).load();
  });
  const auto is_demo = look(office, [](store::Reading& db) {
    const auto account = store::account_of_login(db, "qingsong");
    return account.has_value() && account->name == "青松支部联络员";
  });
  std::vector<DemoAccount> told;
  if (!is_demo) return told;
  for (const auto& one : planned) told.push_back({std::string(one.login), std::string(password), one.what});
  told.push_back({"d0101", std::string(password), {"青松支部成员:给同事投票", "a member: votes on colleagues"}});
  return told;
}

}  // namespace pingxing::office
