// What a later version of the program reads otherwise: the page of a round on which its office takes the new reading,
// and the button of the library.
#include "site/grave.hpp"
#include "site/reading_views.hpp"
#include "site/site.hpp"

namespace pingxing::site {

Json json_of(const office::ChangedReading& changed, Language language) {
  Json lines = Json::array();
  for (std::size_t i = 0; i < changed.differences.size(); ++i) {
    const auto& one = changed.differences[i];
    lines.push_back({{"line", one.line > 0 ? Json(one.line) : Json()},
                     {"text", changed.texts[i]},
                     {"before", one.before.in(language)},
                     {"after", one.after.in(language)}});
  }
  return {{"round", changed.round_id},  {"scheme", changed.scheme_id},        {"scheme_version", changed.version_id},
          {"name", changed.name},       {"kept", shown_day(changed.kept_at)}, {"sha256", changed.sha256},
          {"is_over", changed.is_over}, {"errors", changed.errors},           {"lines", lines}};
}

namespace {

web::Response reading_page(const Site& site, const web::Request& request, const Refusal* refusal) {
  const auto language = language_of(request);
  const auto id = part_number(request, "round");
  const auto changed = office::changed_reading(site.office(), actor_of(request), id);
  if (!changed) return site.refusal(request, changed.refusal());
  const auto opened = office::open_round(site.office(), actor_of(request), id);
  if (!opened) return site.refusal(request, opened.refusal());
  Json view = {{"title", site.word("reading.title", language)},
               {"round", json_of(*opened, language, site.now())},
               {"manages", true}};
  if (*changed) {
    Json one = json_of(**changed, language);
    one["has_errors"] = (*changed)->errors > 0;
    one["may_take"] = !(*changed)->is_over && (*changed)->errors == 0;
    view["changed"] = std::move(one);
  }
  if (refusal) view["refusal"] = json_of(*refusal, language);
  return site.page(request, "reading", view);
}

}  // namespace

void add_reading_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/rounds/{round}/reading", "manage_rounds",
                    [&site](const web::Request& request) { return reading_page(site, request, nullptr); }});
  routes.push_back({"POST", "/rounds/{round}/reading", "manage_rounds",
                    [&site](const web::Request& request) {
                      const auto done =
                          office::take_reading(site.office(), actor_of(request), part_number(request, "round"),
                                               request.form.get("sha256"), request.form.get("reason"));
                      return done ? Site::redirect("/rounds/" + request.parts.at("round"))
                                  : reading_page(site, request, &done.refusal());
                    },
                    always});
  routes.push_back({"POST", "/schemes/{scheme}/reading", "manage_schemes", [&site](const web::Request& request) {
                      const auto done = office::take_reading_of_scheme(
                          site.office(), actor_of(request), part_number(request, "scheme"), request.form.get("sha256"));
                      return done ? Site::redirect("/schemes") : site.refusal(request, done.refusal());
                    }});
}

}  // namespace pingxing::site
