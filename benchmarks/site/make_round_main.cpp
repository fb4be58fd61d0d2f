// site_make_round DATABASE: fills an empty database with a round that many score at once: 200 units, twenty indicators,
// each scored by ten of 200 assessors. Prints what the load program needs as one JSON object: the round, a session of
// the office, and for each assessor a token with the cells that are his.
//
// With --people N instead a round of so many people in 200 units, three figures each, to look at the sheet of many.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <map>

#include "base/check.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "office/accounts.hpp"
#include "office/figures.hpp"
#include "office/rounds.hpp"
#include "office/schemes.hpp"

using namespace pingxing;

namespace {

constexpr int units_max = 200, indicators_max = 20, assessors_each = 10;

std::string scheme_text() {
  std::string text = "# 负载考核\n\n对象:组织\n周期:季度\n分组:全局\n总分:100\n未定级:不定级\n\n## 工作(100分)\n\n";
  for (int i = 1; i <= indicators_max; ++i) {
    const std::string n = std::to_string(i);
    text += n + ". 工作" + n + "(5分)\n   - 评分人:部门" + n + "\n   - 质量" + n + ":酌情得0至5分\n";
  }
  return text +
         "\n## 定级\n\n- 五星级:90分以上\n- 四星级:80分以上不满90分\n- 三星级:60分以上不满80分\n\n"
         "## 程序\n\n1. 评分(30天):部门\n";
}

class Filled {
 public:
  explicit Filled(const office::Office& office) : office_(office) {}

  Json run() {
    units();
    const auto boss = actor("office");
    const auto saved = office::add_scheme(office_, boss, "", scheme_text());
    CHECK(saved);
    const auto round = office::create_round(
        office_, boss, {"负载", saved->version_id, top_, {}, round::day_of(office_.clock.now_ms()).text(), {"支部"}});
    CHECK(round);
    CHECK(office::set_round_state(office_, boss, *round, "running"));
    CHECK(office::change_stage(office_, boss, *round, 0, round::StageCommand::Open, ""));
    const auto opened = office::open_round(office_, boss, *round);
    CHECK(opened && opened->subjects.size() == units_max);
    const auto fields = office::fields_of(opened->scheme());
    CHECK(fields.size() == indicators_max);
    // Every figure is there once, so that the board has something to rate and each save replaces one.
    std::map<std::pair<store::Id, std::string>, store::Id> known;
    for (const auto& subject : opened->subjects) {
      for (const auto& field : fields) {
        const auto cell = office::save_cell(office_, boss, *round, office::Source::Assessed,
                                            {subject.id, field.header, "4.5", "", 0});
        CHECK(cell);
        known[{subject.id, field.header}] = cell->fact_id;
      }
    }
    Json assessors = Json::array();
    for (int i = 0; i < indicators_max; ++i) {
      for (int k = 0; k < assessors_each; ++k) {
        const auto who = actor("a" + std::to_string(i + 1) + "x" + std::to_string(k + 1));
        const auto token = office::create_api_token(office_, who, "load");
        CHECK(token);
        Json cells = Json::array();
        const auto& input = fields[static_cast<std::size_t>(i)].header;
        for (int s = k; s < units_max; s += assessors_each) {
          const auto id = opened->subjects[static_cast<std::size_t>(s)].id;
          cells.push_back({id, input, known.at({id, input})});
        }
        assessors.push_back({{"token", token->token}, {"cells", cells}});
      }
    }
    return {{"round", *round}, {"session", session_of(boss)}, {"assessors", assessors}};
  }

  Json run_people(int count) {
    units();
    office_.database.write([&](store::Writing& db) {
      std::vector<store::Id> branches;
      for (const auto& unit : store::all_units(db))
        if (unit.kind == "支部") branches.push_back(unit.id);
      for (int i = 0; i < count; ++i)
        store::add_person(
            db, {0, "P" + std::to_string(1'000'000 + i), "测试员" + std::to_string(i + 1),
                 branches[static_cast<std::size_t>(i) % branches.size()], "职工", "", "", "2020-01-01", std::nullopt});
    });
    const auto boss = actor("office");
    auto text = scheme_text();
    text.replace(text.find("对象:组织"), std::string("对象:组织").size(), "对象:人员");
    const auto saved = office::add_scheme(office_, boss, "", text);
    CHECK(saved);
    const auto round = office::create_round(
        office_, boss, {"人员", saved->version_id, top_, {}, round::day_of(office_.clock.now_ms()).text(), {"支部"}});
    CHECK(round);
    CHECK(office::set_round_state(office_, boss, *round, "running"));
    CHECK(office::change_stage(office_, boss, *round, 0, round::StageCommand::Open, ""));
    const auto opened = office::open_round(office_, boss, *round);
    CHECK(opened && opened->subjects.size() == static_cast<std::size_t>(count));
    const auto fields = office::fields_of(opened->scheme());
    office_.database.write([&](store::Writing& db) {
      for (const auto& subject : opened->subjects)
        for (std::size_t f = 0; f < 3; ++f)
          store::add_fact(db, {0, *round, subject.id, fields[f].key, "assessed", "4.5", "", boss.account_id,
                               office_.clock.now_ms(), 0});
    });
    return {{"round", *round}, {"session", session_of(boss)}};
  }

 private:
  std::string session_of(const office::Actor& who) {
    const std::string session = office::new_token(office_.random);
    office_.database.write([&](store::Writing& db) {
      store::add_session(db, sha256_hex(session), who.account_id, office_.clock.now_ms() + 3'600'000);
    });
    return session;
  }
  void units() {
    office_.database.write([&](store::Writing& db) {
      top_ = store::add_unit(db, {0, std::nullopt, "1", "负载市局", "机关", std::nullopt});
      for (int u = 1; u <= units_max; ++u)
        store::add_unit(
            db, {0, top_, "B" + std::to_string(1000 + u), "第" + std::to_string(u) + "支部", "支部", std::nullopt});
      add_account(db, "office", "office", top_);
      for (int i = 1; i <= indicators_max; ++i) {
        const auto n = std::to_string(i);
        const auto id = store::add_unit(db, {0, top_, "D" + n, "部门" + n, "部门", std::nullopt});
        for (int k = 1; k <= assessors_each; ++k) add_account(db, "a" + n + "x" + std::to_string(k), "assessor", id);
      }
    });
  }
  void add_account(store::Writing& db, const std::string& login, const std::string& role, store::Id unit) {
    store::Account account;
    account.login = account.name = login;
    account.created_at = office_.clock.now_ms();
    store::set_grants(db, store::add_account(db, account), {{role, unit}});
  }
  office::Actor actor(const std::string& login) const {
    return office::look(office_,
                        [&](store::Reading& db) { return office::actor_of(db, *store::account_of_login(db, login)); });
  }

  const office::Office& office_;
  store::Id top_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  std::string address;
  CLI::App app("Fills an empty database with a round for the load program");
  app.add_option("database", address, "a path or postgresql://…")->required();
  int people = 0;
  app.add_option("--people", people, "a round of so many people instead");
  CLI11_PARSE(app, argc, argv);
  const auto database = store::Database::open(address, {});
  SystemClock clock;
  SystemRandom random;
  const office::Office office{*database, clock, random};
  Filled filled(office);
  std::cout << (people > 0 ? filled.run_people(people) : filled.run()).dump() << "\n";
}
