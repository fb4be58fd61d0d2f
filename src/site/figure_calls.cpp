// The API of figures: the sheet by pages, one cell, and the sheet as a file.
#include "office/messages.hpp"
#include "office/sheet_outcome.hpp"
#include "site/api_call.hpp"
#include "site/figure_answers.hpp"
#include "site/job_pages.hpp"
#include "site/office_views.hpp"

namespace pingxing::site {

namespace {

std::optional<office::Source> source_in(const web::Request& request) {
  return office::source_of(request.query.find("source").value_or("assessed"));
}

web::Response refused_source(const Site& site, const web::Request& request) {
  return site.refusal(request,
                      refuse(office::choice_unknown, {Phrase("来源", "source"), Phrase(request.query.get("source"))}));
}

web::Response sheet(const Site& site, const web::Request& request) {
  const auto source = source_in(request);
  if (!source) return refused_source(site, request);
  const auto& actor = actor_of(request);
  const auto opened = office::open_round(site.office(), actor, part_number(request, "round"));
  if (!opened) return site.refusal(request, opened.refusal());
  const auto sheet = office::open_sheet(site.office(), actor, opened->round.id, *source, wanted_rows(request));
  return sheet ? site.json(json_of(*sheet, opened->scheme(), language_of(request)))
               : site.refusal(request, sheet.refusal());
}

web::Response sheet_file(const Site& site, const web::Request& request) {
  const auto source = source_in(request);
  if (!source) return refused_source(site, request);
  const auto round = part_number(request, "round");
  if (has_many_subjects(site, round)) return refuse_without_job(site, request, office::JobKind::FiguresWorkbook);
  auto bytes = office::export_sheet(site.office(), actor_of(request), part_number(request, "round"), *source);
  return bytes ? attachment(std::move(*bytes), xlsx_type, "facts.xlsx") : site.refusal(request, bytes.refusal());
}

web::Response take_file(const Site& site, const web::Request& request) {
  const auto source = source_in(request);
  if (!source) return refused_source(site, request);
  if (auto job = sheet_as_job(site, request, *source)) return std::move(*job);
  const auto taken = take_sheet(site, request, *source);
  if (taken.done) return site.json(taken_in(office::outcome_of(*taken.done), language_of(request)));
  auto view = json_of(taken.done.refusal(), taken.problems, language_of(request));
  view["clashes"] = json_of(taken.clashes);
  view["fingerprint"] = taken.clashes.fingerprint;
  return site.json(view, status_of(taken.done.refusal().kind()));
}

}  // namespace

void add_figure_calls(Routes& routes, const Site& site) {
  const auto add = [&](const char* method, const char* path, web::Response (*work)(const Site&, const web::Request&)) {
    routes.push_back({method, std::string("/api/v1") + path, "read_round", takes_of_call(method, path),
                      [&site, work](const web::Request& request) { return work(site, request); }});
  };
  add("GET", "/rounds/{round}/figures", sheet);
  add("GET", "/rounds/{round}/figures.xlsx", sheet_file);
  add("POST", "/rounds/{round}/figures.xlsx", take_file);
  routes.push_back(
      api_call(site, "POST", "/rounds/{round}/figures", "read_round",
               [&site](const web::Request& request, const Json& body) { return save_figure(site, request, body); }));
}

}  // namespace pingxing::site
