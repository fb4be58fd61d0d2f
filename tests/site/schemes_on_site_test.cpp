// Every ready-made scheme, run on an empty site from the import of its units to the end of its round: what the board
// then says is what result.json says. Figures come in by the sheets of the departments that the scheme names; the
// counts of a vote by paper and two tellers. What an electorate's ballots would come to, where result.json knows only
// that, comes by sheet as well.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "document/csv.hpp"
#include "office/job_works.hpp"
#include "site/test_support.hpp"

namespace pingxing::site {
namespace {

namespace fs = std::filesystem;

using Table = std::vector<std::vector<std::string>>;  // the first row is the header

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

Table table_of(const fs::path& path) {
  Problems problems;
  const auto grid = document::read_csv(read(path), "facts.csv", {}, problems);
  CHECK(grid && !problems.has_errors());
  Table table;
  for (const auto& row : grid->rows) {
    table.emplace_back();
    for (const auto& cell : row) table.back().push_back(cell.text);
    table.back().resize(grid->rows[0].size());
  }
  return table;
}

std::string csv_of(const Table& table) {
  std::string csv;
  for (const auto& row : table) {
    for (std::size_t i = 0; i < row.size(); ++i) csv += (i ? "," : "") + ("\"" + row[i] + "\"");
    csv += "\n";
  }
  return csv;
}

/// By value: what a loop goes over has to last as long.
Json member(const Json& of, const char* name) { return of[name]; }

/// What differs between two results: subjects and pools by their names, everything else in any order.
std::vector<std::string> differences(const Json& golden, const Json& board) {
  std::vector<std::string> found;
  const auto by = [](const Json& list, const char* key) {
    std::map<std::string, std::string> all;
    for (const auto& one : list) all[key ? one[key].text() : one.dump()] += one.dump();
    return all;
  };
  for (const auto& [key, value] : golden.members()) {
    if (!value.is_array()) {
      if (board[key].dump() != value.dump()) found.push_back(key + ": " + board[key].dump() + " not " + value.dump());
      continue;
    }
    const char* name = key == "subjects" ? "id" : key == "pools" ? "name" : nullptr;
    auto wanted = by(value, name), there = by(board[key], name);
    for (const auto& [id, text] : wanted)
      if (there[id] != text) found.push_back(key + " " + id + ":\n  " + there[id] + "\n  " + text);
    for (const auto& [id, text] : there)
      if (!text.empty() && !wanted.contains(id)) found.push_back(key + " has besides " + text);
  }
  return found;
}

class SchemesOnSite : public SiteTest, public testing::WithParamInterface<std::string> {
 protected:
  SchemesOnSite() : SiteTest(store::test::Kind::Sqlite, Begins::Empty) {}

  static constexpr std::int64_t year_ms = 366LL * 86'400'000;  // a round takes longer than anybody stays signed in

  /// What cannot be undone asks for the password: it is entered, and the call made once more.
  web::Response sent(const Browser& who, const std::string& method, const std::string& path, const Json& body) {
    const auto text = method == "GET" ? "" : body.dump();
    auto answer = send(who, method, "/api/v1" + path, {}, text);
    if (answer.status != 403 || Json::parse(answer.body)["code"] != "PASSWORD_AGAIN") return answer;
    EXPECT_EQ(send(who, "POST", "/api/v1/me/confirm", {}, Json{{"password", "mimi-changdian"}}.dump()).status, 200);
    return send(who, method, "/api/v1" + path, {}, text);
  }
  Json call(const Browser& who, const std::string& method, const std::string& path, const Json& body = {},
            int status = 200) {
    const auto answer = sent(who, method, path, body);
    EXPECT_EQ(answer.status, status) << method << " " << path << " " << answer.body.substr(0, 1000);
    return Json::parse(answer.body);
  }
  Json upload_to(const Browser& who, const std::string& path, const Table& table, const web::Fields& form = {}) {
    const auto answer = upload(who, "/api/v1" + path, "table.csv", csv_of(table), form);
    EXPECT_EQ(answer.status, 200) << path << " " << answer.body.substr(0, 2000);
    return Json::parse(answer.body);
  }
  void import(const std::string& what, const Table& table) {
    const auto seen = upload_to(office_browser_, "/imports/" + what + "/preview", table);
    const auto done =
        upload_to(office_browser_, "/imports/" + what, table, form_of({{"fingerprint", seen["fingerprint"].text()}}));
    EXPECT_EQ(std::size_t(done["added"].whole()), table.size() - 1);
  }

  void set_up() {
    Browser nobody;
    nobody.csrf = hidden(get(nobody, "/set-up"), "csrf");
    const auto made = send(
        nobody, "POST", "/set-up",
        form_of({{"office_name", "晨光局"}, {"login", "first"}, {"name", "考评办"}, {"password", "mimi-changdian"}}));
    ASSERT_EQ(made.status, 303) << made.body;
    office_browser_ = as("first", year_ms);
  }
  Browser new_account(const std::string& login, const std::string& role, Id where) {
    const auto made =
        call(office_browser_, "POST", "/accounts",
             {{"login", login}, {"name", login}, {"grants", Json::array({{{"role", role}, {"unit", where}}})}}, 201);
    const auto path = "/invitation/" + made["invitation"].text();
    Browser nobody;
    nobody.csrf = hidden(get(nobody, path), "csrf");
    EXPECT_EQ(send(nobody, "POST", path, form_of({{"login", login}, {"password", "mimi-changdian"}})).status, 303);
    return as(login, year_ms);
  }

  /// Pools are units; below them stand the subjects, or the units that people belong to. Departments are those that the
  /// scheme names.
  void bring_in(const Table& facts, bool of_people, bool has_kinds) {
    Table units = {{"编号", "名称", "上级编号", "类型"}}, people = {{"编号", "姓名", "单位编号", "类别"}};
    std::map<std::string, std::string> pools;
    for (std::size_t i = 1; i < facts.size(); ++i)
      if (const auto& pool = facts[i][2]; pools.emplace(pool, "POOL" + std::to_string(pools.size())).second)
        units.push_back({pools[pool], pool, "1", "分组"});
    for (std::size_t i = 1; i < facts.size(); ++i) {
      const auto& row = facts[i];
      const std::string kind = has_kinds ? row[3] : of_people ? "" : "考核单位";
      kinds_.insert(kind);
      (of_people ? people : units).push_back({row[0], row[1], pools[row[2]], kind});
    }
    std::istringstream lines(scheme_);
    for (std::string line; std::getline(lines, line);)
      for (const std::string word : {"- 评分人:", "- 提供部门:", "- assessor: "})
        if (const auto at = line.find(word); at != line.npos)
          for (const auto& name : split(line.substr(at + word.size()), "、,"))
            departments_.emplace(name, "DEP" + std::to_string(departments_.size()));
    departments_.emplace("考评组", "DEP" + std::to_string(departments_.size()));
    for (const auto& [name, code] : departments_) units.push_back({code, name, "1", "部门"});
    import("units", units);
    if (of_people) import("people", people);
    int number = 0;
    for (const auto& [name, code] : departments_)
      assessors_.push_back(new_account("bumen" + std::to_string(++number), "assessor", unit(code)));
    verifier_ = new_account("fuhe", "verifier", unit("1"));
  }

  /// Everything that the scheme gives to nobody is given to one department.
  void assign_the_rest() {
    auto all = call(office_browser_, "GET", round_)["assignments"];
    std::set<std::string> assigned;
    for (const auto& one : all) assigned.insert(one["indicator"].text());
    for (const auto& field : member(call(office_browser_, "GET", round_ + "/figures?source=assessed"), "fields"))
      if (assigned.insert(field["requirement"].text()).second)
        all.push_back(
            {{"indicator", field["requirement"]}, {"unit", unit(departments_["考评组"])}, {"task", "assess"}});
    call(office_browser_, "PUT", round_ + "/assignments", {{"assignments", all}});
  }

  /// Each department fills in its own columns.
  void fill_in(const Table& facts) {
    std::size_t columns = 0;
    for (const auto& who : assessors_) {
      const auto answer = get(who, "/api/v1" + round_ + "/figures?source=assessed");
      if (answer.status != 200) continue;  // a department that is named where nothing is filled in
      std::vector<std::size_t> own = {0};
      for (const auto& field : member(Json::parse(answer.body), "fields"))
        for (std::size_t c = 0; c < facts[0].size(); ++c)
          if (facts[0][c] == field["header"].text() && !taken_.contains(c)) own.push_back(c);
      if (own.size() == 1) continue;
      taken_.insert(own.begin() + 1, own.end());
      columns += own.size() - 1;
      Table sheet;
      for (const auto& row : facts) {
        sheet.emplace_back();
        for (const auto c : own) sheet.back().push_back(row[c]);
      }
      upload_to(who, round_ + "/figures.xlsx?source=assessed", sheet);
    }
    const std::size_t described = 3 + (facts[0].size() > 3 && (facts[0][3] == "类别" || facts[0][3] == "kind"));
    EXPECT_EQ(columns, facts[0].size() - described) << "every column has a department";
  }

  /// A vote on paper: two tellers enter what the table says of each subject.
  void vote(const Table& facts, const std::string& electorate) {
    const Id poll =
        call(office_browser_, "POST", round_ + "/polls", {{"electorate", electorate}, {"least", "3"}}, 201)["id"]
            .whole();
    const std::string path = "/polls/" + std::to_string(poll);
    std::map<std::string, std::size_t> row_of, column_of;
    for (std::size_t i = 1; i < facts.size(); ++i) row_of[facts[i][0]] = i;
    for (std::size_t c = 0; c < facts[0].size(); ++c) column_of[facts[0][c]] = c;
    for (const auto& paper : member(call(office_browser_, "GET", path), "papers")) {
      const auto& row = facts[row_of.at(paper["questions"][0]["subject"].text())];
      const auto number = [&](const std::string& what) {
        const auto& text = row[column_of.at(electorate + what)];
        return text.empty() ? -1 : std::stoi(text);
      };
      auto marks = Json::object();
      int valid = 0;
      bool is_whole = number("应到") >= 0 && number("收回") >= 0;
      for (const auto& mark : paper["marks"]) {
        const int count = number(mark.text());
        is_whole &= count >= 0;
        valid += count;
        marks[mark.text()] = count;
      }
      if (!is_whole) continue;  // nobody has counted these
      const Json count = {{"issued", number("应到")},
                          {"spoiled", number("收回") - valid},
                          {"abstained", 0},
                          {"questions", Json::array({{{"marks", marks}, {"blank", 0}}})}};
      for (const auto& teller : {office_browser_, verifier_})
        call(teller, "PUT", path + "/papers/" + std::to_string(paper["paper"].whole()) + "/count", count);
    }
    call(office_browser_, "POST", path + "/open", Json::object(), 202);  // a key for each paper: a job
    const auto works = office::job_works(secrets_, keys_);
    while (office::work_on_a_job(office_, "a", works, {})) {
    }
    call(office_browser_, "POST", path + "/close", {{"reason", "现场投票"}, {"accept_few", true}});
  }

  Json board() { return call(office_browser_, "GET", round_ + "/board"); }
  Json stage(std::size_t i) { return call(office_browser_, "GET", round_)["stages"][i]; }
  web::Response move(std::size_t i, const std::string& command, const std::string& reason) {
    return sent(office_browser_, "POST", round_ + "/stages/" + std::to_string(i),
                {{"command", command}, {"reason", reason}});
  }
  /// The clock at nine in the morning of a day, never back.
  void wait_until(const std::string& day) {
    const auto read = office::read_day(day);
    if (!read) return;
    clock_.set(std::max(clock_.now_ms(), round::begin_of(*read) + nine_ms));
    office::let_time_pass(office_);
  }
  void leave_out_the_pending() {
    std::set<std::string> pending;
    for (const auto& subject : member(board(), "subjects"))
      if (subject["status"].text() == "pending") pending.insert(subject["id"].text());
    ASSERT_FALSE(pending.empty());
    has_left_out_ = true;
    for (const auto& subject : member(call(office_browser_, "GET", round_), "subject_list"))
      if (pending.contains(subject["code"].text())) {
        const auto done = send(
            office_browser_, "POST", round_ + "/subjects/" + std::to_string(subject["id"].whole()),
            form_of({{"pool", subject["pool"].text()}, {"kind", subject["kind"].text()}, {"out_of_scope", "缺数据"}}));
        EXPECT_EQ(done.status, 303) << done.body;
      }
  }

  /// Through all stages, each on its day, to the end. `when_rated`: once, as soon as all figures are in.
  void walk(const Table& facts, const std::function<void()>& when_rated) {
    call(office_browser_, "POST", round_ + "/state", {{"state", "running"}});
    const auto stages = call(office_browser_, "GET", round_)["stages"].size();
    bool is_filled_in = false, is_compared = false;
    std::size_t polls = 0;
    const auto compare = [&] {
      if (!is_compared) when_rated();
      is_compared = true;
    };
    for (std::size_t i = 0; i < stages; ++i) {
      wait_until(stage(i)["opens"].text());
      if (stage(i)["state"].text() == "waiting") {
        auto opened = move(i, "open", "");
        if (opened.status == 409 && Json::parse(opened.body)["code"].text() == "GATE_PENDING") {
          compare();
          leave_out_the_pending();
          opened = move(i, "open", "");
        }
        EXPECT_EQ(opened.status, 200) << stage(i)["title"].text() << opened.body;
      }
      const auto kind = stage(i)["kind"].text();
      const auto sheet = call(office_browser_, "GET", round_ + "/figures?source=assessed");
      const auto electorates = call(office_browser_, "GET", round_ + "/polls")["polls"];
      const bool is_by_votes = GetParam() == "two-ballots";
      if (!is_filled_in && !is_by_votes && sheet["is_open"].boolean()) {
        fill_in(facts);
        is_filled_in = true;
      }
      if (kind == "poll" && is_by_votes) vote(facts, electorates[polls++]["electorate"].text());
      if (kind == "verify") {
        for (const auto& one : member(call(verifier_, "GET", round_ + "/verifications"), "verifications"))
          call(verifier_, "POST", round_ + "/verifications",
               {{"subject", one["subject"]}, {"verdict", "confirmed"}, {"replaces", 0}}, 201);
      }
      if (kind == "notice") {
        EXPECT_EQ(move(i, "close", "").status, 409) << "it has its full time";
        wait_until(Day::of_number(office::read_day(stage(i)["closes"].text())->number() + 1).text());
        EXPECT_EQ(stage(i)["state"].text(), "closed");
        continue;
      }
      auto closed = move(i, "close", "");
      if (closed.status == 409) closed = move(i, "close", "样例如此");  // figures that the sample lacks
      EXPECT_EQ(closed.status, 200) << stage(i)["title"].text() << closed.body;
    }
    compare();
    call(office_browser_, "POST", round_ + "/state", {{"state", "over"}, {"reason", "完成"}});
  }

  void make_round(const std::string& name, std::optional<Id> previous) {
    Json wanted = {{"name", name},
                   {"scheme_version", version_},
                   {"unit", unit("1")},
                   {"starts_on", round::day_of(clock_.now_ms()).text()}};
    if (previous) wanted["previous"] = *previous;
    if (!kinds_.contains("") && scheme_is_of_units_)
      for (const auto& kind : kinds_) wanted["unit_kinds"].push_back(kind);
    last_ = call(office_browser_, "POST", "/rounds", wanted, 201)["id"].whole();
    round_ = "/rounds/" + std::to_string(last_);
    taken_.clear();
    has_left_out_ = false;
    assign_the_rest();
  }

  /// An earlier round, from its totals: of a scheme with one figure.
  Table earlier(const Table& facts, const Json& history) {
    std::map<std::string, std::string> totals;
    for (const auto& one : history["subjects"]) totals[one["id"].text()] = one["total"].text();
    Table table = facts;
    for (std::size_t i = 1; i < table.size(); ++i) {
      table[i][3] = totals[table[i][0]];
      for (std::size_t c = 4; c < table[i].size(); ++c)
        if (facts[i][c] == "是") table[i][c] = "否";
    }
    return table;
  }

  office::KeyStock keys_;
  Browser office_browser_, verifier_;
  std::vector<Browser> assessors_;
  std::map<std::string, std::string> departments_;  // code by name
  std::set<std::string> kinds_;
  std::set<std::size_t> taken_;
  std::string scheme_, round_;
  Id version_ = 0, last_ = 0;
  bool has_left_out_ = false, scheme_is_of_units_ = false;
};

TEST_P(SchemesOnSite, GivesItsGoldenResult) {
  const fs::path own = fs::path(PINGXING_ROOT) / "schemes" / GetParam();
  scheme_ = read(own / "scheme.md");
  const auto facts = table_of(own / "facts.csv");
  const auto reading = office::read_scheme_text(scheme_);
  const bool of_people = reading->scheme.properties.subjects == scheme::Subjects::People;
  scheme_is_of_units_ = !of_people;
  set_up();
  ASSERT_FALSE(HasFatalFailure());
  bring_in(facts, of_people, !reading->scheme.properties.kinds.empty());
  version_ = call(office_browser_, "POST", "/schemes", {{"text", scheme_}}, 201)["version_id"].whole();

  std::optional<Id> previous;
  std::vector<fs::path> histories;
  for (const auto& entry : fs::directory_iterator(own))
    if (entry.path().filename().string().starts_with("history-")) histories.push_back(entry.path());
  std::sort(histories.begin(), histories.end());
  for (const auto& path : histories) {
    const auto history = Json::parse(read(path));
    make_round(path.stem().string(), previous);
    walk(earlier(facts, history), [&] {
      std::map<std::string, std::string> grades;
      for (const auto& one : member(board(), "subjects")) grades[one["id"].text()] = one["grade"].dump();
      for (const auto& one : history["subjects"]) EXPECT_EQ(grades[one["id"].text()], one["grade"].dump()) << path;
    });
    previous = last_;
  }

  const auto golden = Json::parse(read(own / "result.json"));
  make_round("本期", previous);
  walk(facts, [&] {
    const auto found = differences(golden, board());
    EXPECT_TRUE(found.empty()) << found.size() << " differ";
    for (std::size_t i = 0; i < found.size() && i < 5; ++i) ADD_FAILURE() << found[i];
    EXPECT_EQ(golden["subjects"].size(), facts.size() - 1);
  });
  const auto last = board();
  if (!has_left_out_) EXPECT_TRUE(differences(golden, last).empty());
  for (const auto& subject : last["subjects"]) EXPECT_NE(subject["status"].text(), "pending");
}

std::vector<std::string> schemes() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(PINGXING_ROOT) / "schemes"))
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}
INSTANTIATE_TEST_SUITE_P(All, SchemesOnSite, testing::ValuesIn(schemes()), [](const auto& one) {
  std::string name = one.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

/// The comparison sees each figure of a golden result, and what is there too much.
TEST(SchemesOnSiteSelf, SeesEachAlteredFigure) {
  const auto golden = Json::parse(read(fs::path(PINGXING_ROOT) / "schemes" / "supplier-rating" / "result.json"));
  EXPECT_TRUE(differences(golden, golden).empty());
  for (const char* key : {"total", "graded_total", "rank", "grade", "status", "items", "sections", "reasons"}) {
    auto altered = golden;
    altered["subjects"][3][key] = "anders";
    EXPECT_EQ(differences(altered, golden).size(), 1U) << key;
  }
  for (const char* list : {"consequences", "targets", "pools", "decisions_needed", "subjects"}) {
    auto shorter = golden;
    shorter[list] = Json::array();
    EXPECT_EQ(differences(golden, shorter).size(), golden[list].size()) << list;
    EXPECT_EQ(differences(shorter, golden).size(), golden[list].size()) << list;
  }
}

}  // namespace
}  // namespace pingxing::site
