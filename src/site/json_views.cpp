#include "site/json_views.hpp"

#include <algorithm>
#include <cstdio>

#include "base/told.hpp"
#include "site/site.hpp"

namespace pingxing::site {

std::string shown_moment(const std::optional<std::int64_t>& moment) {
  if (!moment) return "";
  const auto day = round::day_of(*moment);
  const auto minutes = (*moment - round::begin_of(day)) / 60'000;
  char time[8];
  std::snprintf(time, sizeof time, " %02d:%02d", int(minutes / 60), int(minutes % 60));
  return day.text() + time;
}
std::string shown_day(const std::optional<std::int64_t>& moment) { return moment ? round::day_of(*moment).text() : ""; }

Json stars_of(const std::optional<int>& stars, int stars_max) {
  Json list = Json::array();
  for (int i = 0; stars && i < stars_max; ++i) list.push_back({{"on", i < *stars}});
  return list;
}

Json json_of(const office::AccountView& view, Language language) {
  Json grants = Json::array();
  for (const auto& grant : view.grants) {
    const auto role = round::role_of(grant.role);
    grants.push_back({{"role", grant.role},
                      {"role_name", role ? std::string(round::row_of(*role).name.in(language)) : grant.role},
                      {"unit_id", grant.unit_id}});
  }
  const auto& a = view.account;
  return {{"id", a.id},
          {"login", a.login},
          {"name", a.name},
          {"email", a.email},
          {"person_code", view.person_code},
          {"is_active", a.is_active},
          {"has_password", !a.password_hash.empty()},
          {"grants", grants},
          {"created", shown_day(a.created_at)}};
}

Json json_of(const store::ApiToken& token, std::int64_t now) {
  const bool is_revoked = token.revoked_at.has_value(), is_over = !is_revoked && token.expires_at <= now;
  return {{"id", token.id},
          {"name", token.name},
          {"created", shown_day(token.created_at)},
          {"expires", shown_day(token.expires_at)},
          {"is_revoked", is_revoked},
          {"is_over", is_over},
          {"holds", !is_revoked && !is_over}};
}

Json json_of(const office::Task& task, Language language) {
  const std::string base = "/rounds/" + std::to_string(task.round_id);
  const std::string link = base + (task.command == round::Command::Remark   ? "/remarks"
                                   : task.command == round::Command::Verify ? "/verification"
                                   : task.command == round::Command::Assess ? "/figures?source=assessed"
                                                                            : "/figures?source=self");
  return {{"round_id", task.round_id},
          {"round", task.round_name},
          {"stage", task.stage},
          {"command", round::row_of(task.command).word},
          {"what", round::row_of(task.command).name.in(language)},
          {"done", task.done},
          {"wanted", task.wanted},
          {"is_done", task.is_done()},
          {"is_late", task.is_late},
          {"due", shown_moment(task.due)},
          {"link", link},
          {"left", task.wanted - std::min(task.done, task.wanted)}};
}

Json json_of(const Refusal& refusal, Language language) {
  told(*refusal.row);
  return {{"message", refusal.says(language)},
          {"mend", refusal.mend(language)},
          {"code", refusal.code()},
          {"status", status_of(refusal.kind())}};
}
Json json_of(const Refusal& refusal, const Problems& problems, Language language) {
  Json json = json_of(refusal, language);
  json["problems"] = json_of(problems, language);
  return json;
}

Json json_of(const std::vector<office::OpenBallot>& ballots) {
  Json all = Json::array();
  for (const auto& one : ballots)
    all.push_back({{"id", one.poll_id},
                   {"electorate", one.electorate},
                   {"round", one.round_name},
                   {"is_fetched", one.is_fetched}});
  return all;
}

Json json_of(const office::RoundRow& row) {
  return {{"id", row.round.id},        {"name", row.round.name},        {"scheme", row.scheme_title},
          {"state", row.round.state},  {"is_" + row.round.state, true}, {"starts_on", row.round.starts_on},
          {"stages", row.open_stages}, {"subjects", row.subjects}};
}

Json json_of(const office::SchemeRow& row) {
  return {{"id", row.scheme.id},          {"name", row.scheme.name},         {"title", row.title},
          {"number", row.newest_number},  {"version_id", row.newest_id},     {"changed", shown_moment(row.changed_at)},
          {"errors", row.errors},         {"warnings", row.warnings},        {"indicators", row.indicators},
          {"has_errors", row.errors > 0}, {"has_warnings", row.warnings > 0}};
}

Json json_of(const store::Subject& subject) {
  return {{"id", subject.id},          {"code", subject.code}, {"name", subject.name},
          {"pool", subject.pool},      {"kind", subject.kind}, {"out_of_scope", subject.out_of_scope},
          {"unit_id", subject.unit_id}};
}

Json json_of(const round::Gate& gate, Language language) {
  const auto list_of = [&](const std::vector<Refusal>& refusals) {
    Json list = Json::array();
    for (const auto& one : refusals) list.push_back(json_of(one, language));
    return list;
  };
  return {{"missing", list_of(gate.missing)},
          {"waivable", list_of(gate.waivable)},
          {"warnings", list_of(gate.warnings)},
          {"is_waivable", gate.missing.empty() && !gate.waivable.empty()},
          {"is_shut", gate.is_shut()}};
}

Json json_of(const round::Stage& stage, std::size_t index, Language language, std::int64_t now) {
  std::string actors;
  for (const auto& actor : stage.actors) actors += (actors.empty() ? "" : "、") + actor;
  Json out = {{"index", index},
              {"number", index + 1},
              {"title", stage.title},
              {"kind", round::word_of(stage.kind)},
              {"kind_name", round::name_of(stage.kind).in(language)},
              {"actors", actors},
              {"state", round::word_of(stage.state)},
              {"is_waiting", stage.state == round::StageState::Waiting},
              {"is_open", stage.state == round::StageState::Open},
              {"is_closed", stage.state == round::StageState::Closed},
              {"opens", shown_day(stage.opens_at)},
              {"closes", shown_day(stage.closes_at)}};
  out["is_late"] = stage.state == round::StageState::Open && stage.closes_at && now > *stage.closes_at;
  return out;
}

Json json_of(const Problems& problems, Language language) {
  Json list = Json::array();
  for (const auto& problem : problems.kept())
    list.push_back({{"code", problem.code()},
                    {"severity", problem.is_error() ? "error" : "warning"},
                    {"is_error", problem.is_error()},
                    {"line", problem.place.line},
                    {"column", problem.place.column},
                    {"cell", problem.place.cell},
                    {"place", problem.place.text()},
                    {"message", problem.says(language)},
                    {"mend", problem.mend(language)}});
  return list;
}

Json json_of(const office::RemarkView& view) {
  return {{"id", view.remark.id},
          {"subject_id", view.remark.subject_id},
          {"subject", view.subject},
          {"by", view.by},
          {"done_well", view.remark.done_well},
          {"problems", view.remark.problems},
          {"requests", view.remark.requests},
          {"at", shown_moment(view.remark.recorded_at)}};
}

Json json_of(const office::OpenedRound& opened, Language language, std::int64_t now) {
  Json stages = Json::array();
  for (std::size_t i = 0; i < opened.stages.size(); ++i) stages.push_back(json_of(opened.stages[i], i, language, now));
  const auto in_scope = std::count_if(opened.subjects.begin(), opened.subjects.end(),
                                      [](const auto& s) { return s.out_of_scope.empty(); });
  return {{"id", opened.round.id},
          {"name", opened.round.name},
          {"state", opened.round.state},
          {"is_" + opened.round.state, true},
          {"starts_on", opened.round.starts_on},
          {"scheme_id", opened.version.scheme_id},
          {"scheme_version", opened.version.number},
          {"scheme_title", opened.scheme().title},
          {"scheme_sha256", opened.version.sha256},
          {"stages", stages},
          {"subjects", in_scope},
          {"out_of_scope", opened.subjects.size() - static_cast<std::size_t>(in_scope)},
          {"has_out_of_scope", opened.subjects.size() != static_cast<std::size_t>(in_scope)}};
}

Json pager_json(const office::RowsPage& page, const std::string& path) {
  Json view = {{"found", page.found},         {"page", page.page},      {"pages", page.pages},
               {"has_pages", page.pages > 1}, {"from", page.begin + 1}, {"to", page.end}};
  if (page.page > 1) view["previous"] = {{"link", path + "page=" + std::to_string(page.page - 1)}};
  if (page.page < page.pages) view["next"] = {{"link", path + "page=" + std::to_string(page.page + 1)}};
  return view;
}

Json json_of(const office::FigureSheet& sheet, const scheme::Scheme& s, Language language) {
  Json fields = Json::array();
  for (const auto& field : sheet.fields)
    fields.push_back({{"header", field.header},
                      {"indicator", field.indicator},
                      {"requirement", field.shown_requirement()},
                      {"title", field.title},
                      {"unit", field.unit},
                      {"expected", field.expected.in(language)},
                      {"choices", field.choices},
                      {"is_list", field.is_list},
                      {"needs_reason", field.needs_reason}});
  Json rows = Json::array();
  for (const auto& subject : sheet.subjects) {
    Json cells = Json::array();
    for (const auto& field : sheet.fields) {
      const auto found = sheet.cells.find({subject.id, field.key});
      const auto beside = sheet.beside.find({subject.id, field.key});
      const office::CellNow cell = found == sheet.cells.end() ? office::CellNow{} : found->second;
      const bool is_yes_no = field.type == scheme::InputType::YesNo;
      const bool is_choice = field.type == scheme::InputType::Choice && !field.is_list;
      Json options = Json::array();
      if (is_yes_no || is_choice) {
        std::vector<std::string> words = field.choices;
        if (is_yes_no)
          words = s.language == Language::Chinese ? std::vector<std::string>{"是", "否"}
                                                  : std::vector<std::string>{"yes", "no"};
        if (field.may_be_not_applicable) words.emplace_back(s.language == Language::Chinese ? "不适用" : "n/a");
        for (const auto& word : words) options.push_back({{"word", word}, {"is_chosen", word == cell.value}});
      }
      const bool is_number = !field.is_list && !is_yes_no && !is_choice && field.type != scheme::InputType::Name &&
                             field.type != scheme::InputType::Choices;
      cells.push_back(
          {{"subject", subject.id},
           {"input", field.header},
           {"applies", office::applies(s, field, subject) && !sheet.not_assigned.contains({subject.id, field.key})},
           {"fact", cell.fact_id},
           {"value", cell.value},
           {"reason", cell.reason},
           {"by", cell.by},
           {"at", cell.at ? shown_moment(cell.at) : ""},
           {"is_select", is_yes_no || is_choice},
           {"options", options},
           {"kind", is_yes_no   ? "yesno"
                    : is_choice ? "choice"
                    : is_number ? "number"
                                : "text"},
           {"is_number", is_number},
           {"needs_reason", field.needs_reason},
           {"always_reason", field.always_reason},
           {"self", beside == sheet.beside.end() ? "" : beside->second.value},
           {"is_open", sheet.is_open},
           {"label", subject.name + " " + field.header}});
    }
    rows.push_back({{"subject", json_of(subject)}, {"cells", cells}});
  }
  return {{"source", office::word_of(sheet.source)},
          {"is_open", sheet.is_open},
          {"filled", sheet.filled},
          {"wanted", sheet.wanted},
          {"found", sheet.page.found},
          {"page", sheet.page.page},
          {"pages", sheet.page.pages},
          {"fields", fields},
          {"rows", rows}};
}

Json json_of(const service::Board& board, Language language) {
  Json out = {{"title", board.title},         {"count", board.count},           {"pool_count", board.pool_count},
              {"stars_max", board.stars_max}, {"has_scores", board.has_scores}, {"has_grades", board.has_grades},
              {"parts", board.parts},         {"is_summary", board.is_summary}};
  Json grades = Json::array();
  for (const auto& grade : board.grades) grades.push_back(grade.in(language));
  out["grades"] = grades;
  std::vector<std::size_t> counts(board.grades.size(), 0);
  Json pools = Json::array();
  for (const auto& pool : board.pools) {
    Json subjects = Json::array();
    for (const auto& subject : pool.subjects) {
      Json parts = Json::array();
      for (const auto& part : subject.parts) parts.push_back(part);
      subjects.push_back({{"code", subject.id},
                          {"name", subject.name},
                          {"kind", subject.kind},
                          {"pool", pool.name},
                          {"total", subject.total},
                          {"rank", subject.rank ? Json(subject.rank) : Json()},
                          {"is_top", subject.rank > 0 && subject.rank <= 3},
                          {"grade", subject.grade.in(language)},
                          {"stars", subject.stars ? Json(*subject.stars) : Json()},
                          {"star_list", stars_of(subject.stars, board.stars_max)},
                          {"has_stars", subject.stars.has_value() && board.stars_max > 0},
                          {"is_rated", subject.is_rated},
                          {"parts", parts}});
    }
    for (std::size_t g = 0; g < pool.by_grade.size() && g < counts.size(); ++g) counts[g] += pool.by_grade[g];
    pools.push_back({{"name", pool.name}, {"size", pool.size}, {"by_grade", pool.by_grade}, {"subjects", subjects}});
  }
  out["pools"] = pools;
  out["by_grade"] = counts;
  const auto lines = [&](const std::vector<service::BoardLine>& list) {
    Json all = Json::array();
    for (const auto& line : list)
      all.push_back(
          {{"code", line.code}, {"text", line.text.in(language)}, {"clause", line.clause}, {"is_met", line.is_met}});
    return all;
  };
  out["decisions"] = lines(board.decisions);
  out["targets"] = lines(board.targets);
  out["consequences"] = lines(board.consequences);
  out["marks"] = lines(board.marks);
  out["defaults"] = lines(board.defaults);
  return out;
}

Json json_of(const office::WouldBe& would, Language language) {
  Json moves = Json::array(), grades = Json::array();
  for (const auto& move : would.moves) {
    std::string others;
    for (const auto& name : move.trades_with)
      others += (others.empty() ? "" : language == Language::Chinese ? "、" : ", ") + name;
    moves.push_back({{"code", move.code},
                     {"name", move.name},
                     {"pool", move.pool},
                     {"from", move.from.in(language)},
                     {"to", move.to.in(language)},
                     {"is_up", move.is_up},
                     {"is_down", move.is_down},
                     {"others", others}});
  }
  for (const auto& grade : would.grades)
    grades.push_back({{"grade", grade.grade.in(language)},
                      {"before", grade.before},
                      {"after", grade.after},
                      {"differs", grade.before != grade.after}});
  return {{"moves", moves},     {"has_moves", !moves.empty()}, {"up", would.up},
          {"down", would.down}, {"kept", would.kept},          {"grades", grades}};
}

}  // namespace pingxing::site
