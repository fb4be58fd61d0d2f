// The API of the sheet of figures as a file, of samples drawn, and of versions compared.
#include "office/messages.hpp"
#include "site/api_call.hpp"
#include "site/office_views.hpp"

namespace pingxing::site {

namespace {

web::Response refused_source(const Site& site, const web::Request& request) {
  return site.refusal(request, refuse(office::choice_unknown, {Phrase("source"), Phrase(request.query.get("source"))}));
}

std::optional<office::Source> source_in(const web::Request& request) {
  return office::source_of(request.query.find("source").value_or("assessed"));
}

web::Response sheet_file(const Site& site, const web::Request& request) {
  const auto source = source_in(request);
  if (!source) return refused_source(site, request);
  auto bytes = office::export_sheet(site.office(), actor_of(request), part_number(request, "round"), *source);
  if (!bytes) return site.refusal(request, bytes.refusal());
  return attachment(std::move(*bytes), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "facts.xlsx");
}

web::Response take_sheet(const Site& site, const web::Request& request) {
  const auto source = source_in(request);
  if (!source) return refused_source(site, request);
  if (request.uploads.empty()) return site.refusal(request, refuse(office::text_missing, {Phrase("文件", "file")}));
  Problems problems;
  const auto& file = request.uploads.front();
  const auto done = office::import_sheet(site.office(), actor_of(request), part_number(request, "round"), *source,
                                         file.filename, file.bytes, problems);
  if (done) return site.json({{"changed", done->changed}, {"unchanged", done->unchanged}});
  auto response = site.refusal(request, done.refusal());
  auto json = Json::parse(response.body);
  json["problems"] = json_of(problems, language_of(request));
  response.body = json.dump() + "\n";
  return response;
}

}  // namespace

void add_file_calls(Routes& routes, const Site& site) {
  const auto add = [&](const char* method, const char* path, web::Response (*work)(const Site&, const web::Request&)) {
    routes.push_back({method, std::string("/api/v1") + path, "read_round", takes_of_call(method, path),
                      [&site, work](const web::Request& request) { return work(site, request); }});
  };
  add("GET", "/rounds/{round}/figures.xlsx", sheet_file);
  add("POST", "/rounds/{round}/figures.xlsx", take_sheet);
  routes.push_back(api_call(
      site, "GET", "/rounds/{round}/spot-checks", "read_round", [&site](const web::Request& request, const Json&) {
        const auto opened = office::open_round(site.office(), actor_of(request), part_number(request, "round"));
        if (!opened) return site.refusal(request, opened.refusal());
        Json checks = Json::array();
        for (const auto& one : office::list_spot_checks(site.office(), opened->round.id)) {
          Json drawn = Json::array();
          for (const auto& subject : one.drawn) drawn.push_back(subject.code);
          checks.push_back(
              {{"seed", one.check.seed}, {"size", one.check.size}, {"drawn_at", one.check.drawn_at}, {"drawn", drawn}});
        }
        return site.json({{"spot_checks", checks}});
      }));
  routes.push_back(api_call(
      site, "GET", "/schemes/{scheme}/compare", "read_schemes", [&site](const web::Request& request, const Json&) {
        const auto id = part_number(request, "scheme");
        const auto version = [&](const char* name) {
          return office::open_scheme(site.office(), actor_of(request), id,
                                     number_of(request.query.get(name)).value_or(0));
        };
        const auto before = version("from"), after = version("to");
        if (!before) return site.refusal(request, before.refusal());
        if (!after) return site.refusal(request, after.refusal());
        Json changes = Json::array();
        for (const auto& one : office::compare_schemes(office::scheme_of_version(before->version)->scheme,
                                                       office::scheme_of_version(after->version)->scheme))
          changes.push_back(
              {{"says", one.text.in(language_of(request))}, {"before", one.before}, {"after", one.after}});
        return site.json({{"from", before->version.number}, {"to", after->version.number}, {"changes", changes}});
      }));
}

}  // namespace pingxing::site
