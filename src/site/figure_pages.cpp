// Filling in: the sheet of figures, single cells, whole files; spot checks.
#include <set>

#include "base/json.hpp"
#include "office/messages.hpp"
#include "office/sheet_outcome.hpp"
#include "site/body.hpp"
#include "site/figure_answers.hpp"
#include "site/job_pages.hpp"
#include "site/json_views.hpp"
#include "site/office_views.hpp"
#include "site/site.hpp"
#include "site/takes.hpp"
#include "web/decode.hpp"

namespace pingxing::site {

namespace {

constexpr std::size_t filter_rows_min = 20;  // fewer rows are found without a search

std::optional<office::Source> wanted_source(const web::Request& request) {
  return office::source_of(request.query.find("source").value_or(request.form.get("source")));
}

/// How many files there are, beside the first input of each requirement, with the way to hand in more.
void add_evidence_counts(const office::FigureSheet& sheet, Json& rows) {
  for (std::size_t r = 0; r < sheet.subjects.size(); ++r) {
    std::set<std::string> seen;
    for (std::size_t f = 0; f < sheet.fields.size(); ++f) {
      const auto& requirement = sheet.fields[f].requirement;
      auto& cell = rows[r]["cells"][f];
      if (!cell["applies"].boolean() || !seen.insert(requirement).second) continue;
      const auto found = sheet.evidence.find({sheet.subjects[r].id, requirement});
      if (found == sheet.evidence.end() && !sheet.is_open) continue;
      cell["clip"] = {{"requirement", web::encode_percent(requirement)},
                      {"count", found == sheet.evidence.end() ? "" : std::to_string(found->second)}};
    }
  }
}

/// The form that chooses rows, and the ways to the pages before and behind.
Json choice_of(const office::FigureSheet& sheet, const office::RowsWanted& rows, const std::string& path) {
  Json pools = Json::array(), units = Json::array();
  for (const auto& pool : sheet.pools)
    if (!pool.empty()) pools.push_back({{"pool", pool}, {"is_chosen", pool == rows.pool}});
  for (const auto& [id, name] : sheet.units)
    units.push_back({{"id", id}, {"name", name}, {"is_chosen", id == rows.unit_id}});
  const bool is_chosen = !rows.search.empty() || !rows.pool.empty() || rows.unit_id != 0;
  std::string chosen = path + "&";
  if (!rows.search.empty()) chosen += "search=" + web::encode_percent(rows.search) + "&";
  if (!rows.pool.empty()) chosen += "pool=" + web::encode_percent(rows.pool) + "&";
  if (rows.unit_id != 0) chosen += "unit=" + std::to_string(rows.unit_id) + "&";
  Json view = pager_json(sheet.page, chosen);
  view.update({{"search", rows.search},
               {"pools", pools},
               {"has_pools", pools.size() > 1},
               {"units", units},
               {"has_units", !units.empty()},
               {"is_chosen", is_chosen},
               {"has_form", is_chosen || sheet.page.pages > 1 || sheet.page.found > filter_rows_min},
               {"none", sheet.page.found == 0}});
  return view;
}

web::Response sheet_page(const Site& site, const web::Request& request, const Json& extra) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto source = wanted_source(request).value_or(office::Source::Assessed);
  const auto opened = office::open_round(site.office(), actor, part_number(request, "round"));
  if (!opened) return site.refusal(request, opened.refusal());
  const auto rows = wanted_rows(request);
  const auto sheet = office::open_sheet(site.office(), actor, opened->round.id, source, rows);
  if (!sheet) return site.refusal(request, sheet.refusal());
  const std::string word(office::word_of(source));
  const std::string path = "/rounds/" + std::to_string(opened->round.id) + "/figures?source=" + word;
  Json view = {{"title", opened->round.name},
               {"round", json_of(*opened, language, site.now())},
               {"at_" + word, true},
               {"manages", actor.may(round::Command::ManageRounds, opened->round.unit_id)},
               {"sheet", json_of(*sheet, opened->scheme(), language)},
               {"choice", choice_of(*sheet, rows, path)},
               {"source", word},
               {"is_large", opened->subjects.size() > office::subjects_at_once},
               {"heading", site.word("figures." + word, language)}};
  add_evidence_counts(*sheet, view["sheet"]["rows"]);
  view.update(extra);
  return site.page(request, "figures", view);
}

web::Response save(const Site& site, const web::Request& request) {
  static const std::vector<ApiField> fields = {{"source", "string", {}, false}, {"subject", "integer", {}, false},
                                               {"input", "string", {}, false},  {"value", "string", {}, false},
                                               {"reason", "string", {}, false}, {"replaces", "integer", {}, false}};
  const auto read = read_body(site, request, fields);
  return read.refused ? *read.refused : save_figure(site, request, read.object);
}

Json imported_view(const Json& outcome, Language language) {
  const Json taken = taken_in(outcome, language);
  const auto* remarks = taken.find("remarks");  // an older outcome has none
  Json told = remarks ? *remarks : Json::array();
  const bool has_remarks = !told.empty();
  return {{"imported",
           {{"remarks", std::move(told)},
            {"has_remarks", has_remarks},
            {"changed", outcome["changed"]},
            {"unchanged", outcome["unchanged"]},
            {"kept", outcome["kept"]},
            {"has_kept", outcome["kept"].whole() > 0}}}};
}

Json clash_view(const Json& clashes) {
  return {{"count", clashes["count"]},
          {"fingerprint", clashes["fingerprint"]},
          {"may_answer", clashes["count"].whole() <= static_cast<std::int64_t>(office::clashes_max)},
          {"rows", clashes["rows"]}};
}

/// The page after an upload: what was done, or what is wrong, or what clashes, with the question what to do about it.
web::Response after_upload(const Site& site, const web::Request& request) {
  const auto source = wanted_source(request).value_or(office::Source::Assessed);
  if (auto job = sheet_as_job(site, request, source)) return std::move(*job);
  const auto taken = take_sheet(site, request, source);
  if (taken.done)
    return sheet_page(site, request, imported_view(office::outcome_of(*taken.done), language_of(request)));
  const auto language = language_of(request);
  const auto why = why_not_taken(office::why_not_taken(taken.problems, taken.clashes), language);
  Json extra = {{"refusal", json_of(taken.done.refusal(), language)}};
  if (!taken.clashes.all.empty())
    extra["clash"] = clash_view(why["clashes"]);
  else
    extra["refusal"]["problems"] = why["problems"];
  return sheet_page(site, request, extra);
}

/// The same of a sheet that a job took.
web::Response after_job(const Site& site, const web::Request& request, store::Id job_id) {
  const auto view = office::open_job(site.office(), actor_of(request), job_id);
  if (!view) return site.refusal(request, view.refusal());
  const auto& job = view->job;
  const auto arguments = Json::parse(job.arguments);
  if (office::job_kind_of(job.kind) != office::JobKind::TakeSheet ||
      arguments.whole_at("round") != part_number(request, "round"))
    return site.refusal(request, refuse(office::not_found, {Phrase("任务", "job")}));
  if (!office::is_over(job) || job.outcome.empty()) return Site::redirect("/jobs");
  const auto outcome = Json::parse(job.outcome);
  const auto language = language_of(request);
  if (office::job_state_of(job.state) == office::JobState::Done)
    return sheet_page(site, request, imported_view(outcome, language));
  Json extra = {{"refusal", kept_refusal(outcome, language)}};
  extra["refusal"]["status"] = 200;  // this request is not what was refused
  if (const auto* detail = outcome.find("detail")) {
    const auto why = why_not_taken(*detail, language);
    if (why["clashes"]["count"].whole() > 0)
      extra["clash"] = clash_view(why["clashes"]);
    else
      extra["refusal"]["problems"] = why["problems"];
  }
  return sheet_page(site, request, extra);
}

}  // namespace

void add_figure_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/rounds/{round}/figures", "read_round", [&site](const web::Request& request) {
                      const auto job = number_of(request.query.get("job"));
                      return job ? after_job(site, request, *job) : sheet_page(site, request, Json::object());
                    }});
  routes.push_back({"POST", "/rounds/{round}/figures", "read_round",
                    [&site](const web::Request& request) { return save(site, request); }});
  routes.push_back({"GET", "/rounds/{round}/figures.xlsx", "read_round", [&site](const web::Request& request) {
                      const auto round = part_number(request, "round");
                      const auto source = wanted_source(request).value_or(office::Source::Assessed);
                      if (has_many_subjects(site, round))
                        return refuse_without_job(site, request, office::JobKind::FiguresWorkbook);
                      auto bytes = office::export_sheet(site.office(), actor_of(request), round, source);
                      if (!bytes) return site.refusal(request, bytes.refusal());
                      return attachment(std::move(*bytes), xlsx_type, "facts.xlsx");
                    }});
  routes.push_back({"POST", "/rounds/{round}/figures/import", "read_round", takes_file,
                    [&site](const web::Request& request) { return after_upload(site, request); }});
  routes.push_back({"GET", "/rounds/{round}/spot-checks", "read_round", [&site](const web::Request& request) {
                      const auto language = language_of(request);
                      const auto& actor = actor_of(request);
                      const auto opened = office::open_round(site.office(), actor, part_number(request, "round"));
                      if (!opened) return site.refusal(request, opened.refusal());
                      Json checks = Json::array();
                      for (const auto& one : office::list_spot_checks(site.office(), opened->round.id)) {
                        Json drawn = Json::array();
                        for (const auto& subject : one.drawn) drawn.push_back(json_of(subject));
                        checks.push_back({{"seed", one.check.seed},
                                          {"size", one.check.size},
                                          {"at", shown_moment(one.check.drawn_at)},
                                          {"drawn", drawn}});
                      }
                      return site.page(request, "spot_checks",
                                       {{"title", opened->round.name},
                                        {"round", json_of(*opened, language, site.now())},
                                        {"at_spot_checks", true},
                                        {"manages", actor.may(round::Command::ManageRounds, opened->round.unit_id)},
                                        {"checks", checks},
                                        {"has_checks", !checks.empty()}});
                    }});
  routes.push_back({"POST", "/rounds/{round}/spot-checks", "manage_rounds", [&site](const web::Request& request) {
                      auto done = office::draw_spot_check(site.office(), actor_of(request),
                                                          part_number(request, "round"), request.form.get("seed"),
                                                          number_of(request.form.get("size")).value_or(0));
                      return done ? Site::redirect("/rounds/" + request.parts.at("round") + "/spot-checks")
                                  : site.refusal(request, done.refusal());
                    }});
}

}  // namespace pingxing::site
