// The board of a round, the explanation of one subject, and what-if.
#include <algorithm>
#include <sstream>

#include "base/hash.hpp"
#include "base/json.hpp"
#include "office/ask_what_if.hpp"
#include "office/messages.hpp"
#include "service/people_text.hpp"
#include "service/result_json.hpp"
#include "service/result_xlsx.hpp"
#include "site/charts.hpp"
#include "site/job_pages.hpp"
#include "site/json_views.hpp"
#include "site/office_views.hpp"
#include "site/site.hpp"

namespace pingxing::site {

namespace {

web::Response board_page(const Site& site, const web::Request& request) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto rated = office::board_of_round(site.office(), actor, part_number(request, "round"));
  if (!rated) return site.refusal(request, rated.refusal());
  const auto& opened = (*rated)->opened;
  Json view = {{"title", opened.round.name},
               {"round", json_of(opened, language, site.now())},
               {"at_board", true},
               {"is_large", opened.subjects.size() > office::subjects_at_once},
               {"manages", actor.may(round::Command::ManageRounds, opened.round.unit_id)},
               {"may_what_if", actor.may(round::Command::CompareWhatIf, opened.round.unit_id)},
               {"sees_all", actor.may(round::Command::ReadAllFacts, opened.round.unit_id)}};
  if (!(*rated)->rated) {
    view["problems"] = json_of((*rated)->problems, language);
    return site.page(request, "board", view);
  }
  service::BoardLimits limits;
  limits.subjects_max = 5000;
  limits.pools_max = 1000;
  const auto board = service::board_of(*(*rated)->rated, limits);
  Json json = json_of(board, language);
  // Filters, without a script: by name, by grade, by pool.
  const auto wanted_name = request.query.get("name"), wanted_grade = request.query.get("grade"),
             wanted_pool = request.query.get("pool");
  Json rows = Json::array(), pools = Json::array(), grades = Json::array();
  const auto self = board.has_scores && !board.is_summary  // a summary has no rows to show them beside
                        ? office::self_totals(site.office(), opened.round.id)
                        : std::map<std::string, std::string>();
  std::size_t shown = 0, rated_count = 0;
  for (auto& pool : json["pools"]) {
    pools.push_back({{"name", pool["name"]}, {"is_chosen", pool["name"] == wanted_pool}});
    for (auto& subject : pool["subjects"]) {
      rated_count += subject["is_rated"].boolean();
      if (!wanted_pool.empty() && pool["name"] != wanted_pool) continue;
      if (!wanted_grade.empty() && subject["grade"] != wanted_grade) continue;
      if (!wanted_name.empty() && subject["name"].text().find(wanted_name) == std::string::npos &&
          subject["code"].text().find(wanted_name) == std::string::npos)
        continue;
      const auto own = self.find(subject["code"].text());
      if (own != self.end()) subject["self"] = own->second;
      subject["link"] = "/rounds/" + std::to_string(opened.round.id) + "/subjects/" + subject["code"].text();
      rows.push_back(subject);
      ++shown;
    }
  }
  std::vector<Bar> bars;
  for (std::size_t g = 0; g < board.grades.size(); ++g) {
    const std::string name = board.grades[g].in(language);
    grades.push_back({{"name", name}, {"is_chosen", name == wanted_grade}});
    bars.push_back({name, static_cast<std::size_t>(json["by_grade"][g].whole())});
  }
  while (bars.size() > 3 && bars.back().count == 0) bars.pop_back();
  const auto top = board.grades.empty() ? std::string() : board.grades.front().in(language);
  view["board"] = json;
  view["rows"] = rows;
  view["shown"] = shown;
  view["pool_choices"] = pools;
  view["has_pools"] = pools.size() > 1;
  view["grade_choices"] = grades;
  view["wanted_name"] = wanted_name;
  view["chart"] = bar_chart(site.word("board.distribution", language), bars);
  view["kpi"] = {
      {"subjects", board.count}, {"rated", rated_count}, {"pending", board.count - rated_count},
      {"mean", board.mean},      {"top_grade", top},     {"top_count", bars.empty() ? 0 : bars.front().count}};
  view["has_decisions"] = !board.decisions.empty();
  view["has_targets"] = !board.targets.empty();
  view["has_consequences"] = !board.consequences.empty();
  view["has_defaults"] = !board.defaults.empty();
  view["has_self"] = !self.empty();
  auto response = site.page(request, "board", view);
  return response;
}

Json lines_json(const std::vector<service::ExplainedLine>& lines, Language language) {
  Json all = Json::array();
  for (const auto& line : lines)
    all.push_back({{"text", line.text.in(language)},
                   {"points", line.points},
                   {"clause", line.clause},
                   {"line", line.line > 0 ? Json(std::to_string(line.line)) : Json()},
                   {"takes", line.points.starts_with("-") || line.points.starts_with("\u2212")}});
  return all;
}

/// The radar of a subject: its parts as shares of what can be had, beside the mean of all.
std::string radar_of(const Site& site, const office::RatedRound& rated, const service::SubjectExplanation& why,
                     Language language) {
  std::vector<Spoke> spokes;
  const auto& r = *rated.rated;
  const auto share = [](const std::string& score, const std::string& most) {
    return std::strtod(score.c_str(), nullptr) / std::max(1e-9, std::strtod(most.c_str(), nullptr));
  };
  const auto mean_of = [&](const std::vector<rating::ScoreColumn>& columns, std::size_t index) {
    if (index >= columns.size() || columns[index].size() == 0) return 0.0;
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t row = 0; row < r.facts.count; ++row) {
      if (static_cast<rating::Status>(r.rating.status[row]) != rating::Status::Rated) continue;
      sum += std::strtod(columns[index].at(row).shown(4).c_str(), nullptr);  // for drawing only
      ++count;
    }
    return count ? sum / double(count) : 0.0;
  };
  if (why.sections.size() >= 3) {
    for (const auto& section : why.sections) {
      if (section.points_max.empty()) continue;
      const auto found = std::find_if(r.scheme.sections.begin(), r.scheme.sections.end(),
                                      [&](const auto& s) { return s.title == section.title; });
      const auto index = static_cast<std::size_t>(found - r.scheme.sections.begin());
      spokes.push_back(
          {section.title, share(section.score, section.points_max),
           mean_of(r.rating.sections, index) / std::max(1e-9, std::strtod(section.points_max.c_str(), nullptr))});
    }
  } else {
    for (const auto& section : why.sections)
      for (const auto& item : section.items) {
        if (item.points_max.empty() || !item.applies) continue;
        const auto found = std::find_if(r.scheme.indicators.begin(), r.scheme.indicators.end(),
                                        [&](const auto& i) { return i.id == item.id; });
        const auto index = static_cast<std::size_t>(found - r.scheme.indicators.begin());
        spokes.push_back(
            {item.title, share(item.score, item.points_max),
             mean_of(r.rating.items, index) / std::max(1e-9, std::strtod(item.points_max.c_str(), nullptr))});
      }
    if (spokes.size() > 12) spokes.resize(12);
  }
  return radar_chart(site.word("explain.radar", language), spokes, why.name,
                     site.word("explain.mean_of_all", language));
}

web::Response explain_page(const Site& site, const web::Request& request) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto id = part_number(request, "round");
  const auto& code = request.parts.at("subject");
  const auto why = office::explain_in_round(site.office(), actor, id, code);
  if (!why) return site.refusal(request, why.refusal());
  const auto rated = office::rate_round(site.office(), id);
  const auto& opened = rated->opened;
  Json sections = Json::array();
  for (const auto& section : why->sections) {
    Json items = Json::array();
    for (const auto& item : section.items) {
      const Json steps = lines_json(item.steps, language);
      items.push_back({{"id", item.id},
                       {"title", item.title},
                       {"score", item.score},
                       {"points_max", item.points_max},
                       {"applies", item.applies},
                       {"is_missing", item.is_missing},
                       {"range", item.range ? service::with_minus(service::shown_range(*item.range, why->places)) : ""},
                       {"steps", steps},
                       {"has_steps", !steps.empty()}});
    }
    sections.push_back({{"title", section.title},
                        {"score", section.score},
                        {"points_max", section.points_max},
                        {"items", items},
                        {"steps", lines_json(section.steps, language)}});
  }
  Json consequences = Json::array();
  for (const auto& one : why->consequences) consequences.push_back(one.in(language));
  Json remarks = Json::array();
  if (const auto list = office::list_remarks(site.office(), actor, id, code))
    for (const auto& remark : list->rows) remarks.push_back(json_of(remark));
  Json view = {{"title", why->name},
               {"round", json_of(opened, language, site.now())},
               {"at_board", true},
               {"manages", actor.may(round::Command::ManageRounds, opened.round.unit_id)},
               {"name", why->name},
               {"code", why->id},
               {"pool", why->pool},
               {"grade", why->grade.in(language)},
               {"status", why->status_name.in(language)},
               {"is_rated", why->status == "rated"},
               {"star_list", stars_of(why->stars, why->stars_max)},
               {"has_stars", why->stars.has_value() && why->stars_max > 0},
               {"stars", why->stars ? Json(std::to_string(*why->stars)) : Json()},
               {"total", why->total},
               {"total_range",
                why->total_range ? service::with_minus(service::shown_range(*why->total_range, why->places)) : ""},
               {"rank", why->rank ? Json(std::to_string(why->rank)) : Json()},
               {"pool_size", why->pool_size},
               {"sections", sections},
               {"reasons", lines_json(why->reasons, language)},
               {"needs", lines_json(why->needs, language)},
               {"has_needs", !why->needs.empty()},
               {"next_grade", why->next_grade ? why->next_grade->in(language) : ""},
               {"bonus", lines_json(why->bonus, language)},
               {"has_bonus", !why->bonus.empty()},
               {"from_total", lines_json(why->from_total, language)},
               {"has_from_total", !why->from_total.empty()},
               {"defaults", lines_json(why->defaults, language)},
               {"has_defaults", !why->defaults.empty()},
               {"consequences", consequences},
               {"has_consequences", !consequences.empty()},
               {"remarks", remarks},
               {"has_remarks", !remarks.empty()},
               {"chart", why->status == "rated" ? radar_of(site, *rated, *why, language) : ""}};
  return site.page(request, "explain", view);
}

web::Response what_if_page(const Site& site, const web::Request& request) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto opened = office::open_round(site.office(), actor, part_number(request, "round"));
  if (!opened) return site.refusal(request, opened.refusal());
  Json view = {{"title", opened->round.name},
               {"round", json_of(*opened, language, site.now())},
               {"at_what_if", true},
               {"manages", actor.may(round::Command::ManageRounds, opened->round.unit_id)}};
  const auto typed = request.query.get("set");
  const auto version = number_of(request.query.get("version"));
  view["typed"] = typed;
  Json versions = Json::array();
  for (const auto& one : office::look(
           site.office(), [&](store::Reading& db) { return store::versions_of(db, opened->version.scheme_id); }))
    if (one.id != opened->version.id)
      versions.push_back({{"id", one.id}, {"number", one.number}, {"is_chosen", version == one.id}});
  view["versions"] = versions;
  view["has_versions"] = !versions.empty();
  Json lines = Json::array();
  for (const auto& block : opened->scheme().blocks)
    if (block.kind == scheme::Block::Kind::GradeLine) lines.push_back(block.text);
  view["grade_lines"] = lines;
  std::vector<std::string> settings;
  std::istringstream in(typed);
  for (std::string line; std::getline(in, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (!line.empty()) settings.push_back(line);
  }
  if (settings.empty() && !version) return site.page(request, "what_if", view);
  Problems problems;
  const auto would = office::ask_what_if(site.office(), actor, opened->round.id, {settings, version, {}}, problems);
  view["problems"] = json_of(problems, language);
  if (!would) {
    view["refusal"] = json_of(would.refusal(), language);
    return site.page(request, "what_if", view);
  }
  view["would"] = json_of(*would, language);
  return site.page(request, "what_if", view);
}

}  // namespace

void add_board_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/rounds/{round}/board", "read_round", [&site](const web::Request& request) {
                      return site.pages().find_or_make(
                          request, [&site] { return site.steady_now().count(); },
                          [&] { return board_page(site, request); });
                    }});
  routes.push_back(
      {"GET", "/rounds/{round}/board.xlsx", "read_round", [&site](const web::Request& request) {
         if (has_many_subjects(site, part_number(request, "round")))
           return refuse_without_job(site, request, office::JobKind::BoardWorkbook);
         const auto rated = office::board_of_round(site.office(), actor_of(request), part_number(request, "round"));
         if (!rated) return site.refusal(request, rated.refusal());
         if (!(*rated)->rated) return site.refusal(request, office::why_not_rated(**rated));
         Problems problems;
         auto bytes = service::result_xlsx(*(*rated)->rated, language_of(request), "board.xlsx", problems,
                                           (*rated)->opened.round.name);
         if (!bytes) return site.error(500, request);
         return attachment(std::move(*bytes), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                           office::board_file_name((*rated)->opened.round.name, language_of(request)));
       }});
  routes.push_back({"GET", "/rounds/{round}/subjects/{subject}", "read_round",
                    [&site](const web::Request& request) { return explain_page(site, request); }});
  routes.push_back({"GET", "/rounds/{round}/what-if", "what_if",
                    [&site](const web::Request& request) { return what_if_page(site, request); }});
}

}  // namespace pingxing::site
