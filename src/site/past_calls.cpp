// The API of a round's imported past: what is there, what files would bring, and the import of exactly that.
#include "site/api_call.hpp"
#include "site/grave.hpp"
#include "site/office_views.hpp"
#include "site/past_views.hpp"

namespace pingxing::site {

void add_past_calls(Routes& routes, const Site& site) {
  const auto add = [&](const char* method, const char* path, const Call& work, web::Route::Asks is_grave = {}) {
    routes.push_back(api_call(site, method, path, "manage_rounds", work, std::move(is_grave)));
  };
  add("GET", "/rounds/{round}/past", [&site](const web::Request& request, const Json&) {
    const auto past = office::past_of_round(site.office(), actor_of(request), part_number(request, "round"),
                                            number_of(request.query.get("import")));
    if (!past) return site.refusal(request, past.refusal());
    auto json = json_of(*past, past->rows.size(), language_of(request));
    json.erase("more");
    return site.json(json);
  });
  add("GET", "/rounds/{round}/past/template", [&site](const web::Request& request, const Json&) {
    auto made = office::past_template(site.office(), actor_of(request), part_number(request, "round"));
    return made ? attachment(std::move(*made), xlsx_type, "past.xlsx") : site.refusal(request, made.refusal());
  });
  add("POST", "/rounds/{round}/past/preview", [&site](const web::Request& request, const Json&) {
    Problems problems;
    const auto seen = office::preview_past(site.office(), actor_of(request), part_number(request, "round"),
                                           past_files_of(request), problems);
    if (!seen) return with_problems(site, request, seen.refusal(), problems);
    auto json = json_of(*seen, seen->rows.size(), language_of(request));
    json.erase("more");
    json["warnings"] = json_of(problems, language_of(request));
    return site.json(json);
  });
  add("POST", "/rounds/{round}/past", [&site](const web::Request& request, const Json&) {
    Problems problems;
    const auto done =
        office::import_past(site.office(), actor_of(request), part_number(request, "round"), past_files_of(request),
                            request.form.get("fingerprint"), request.form.get("reason"), problems);
    return done ? site.json({{"done", true}}) : with_problems(site, request, done.refusal(), problems);
  });
  add(
      "POST", "/rounds/{round}/past/take-back",
      [&site](const web::Request& request, const Json& body) {
        const auto done = office::take_back_past(site.office(), actor_of(request), part_number(request, "round"),
                                                 text_of(body, "reason"));
        return done ? site.json({{"done", true}}) : site.refusal(request, done.refusal());
      },
      always);
}

}  // namespace pingxing::site
