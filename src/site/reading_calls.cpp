// The API of readings that a later version of the program changed.
#include "site/api_call.hpp"
#include "site/grave.hpp"
#include "site/reading_views.hpp"

namespace pingxing::site {

void add_reading_calls(Routes& routes, const Site& site) {
  routes.push_back(
      api_call(site, "GET", "/readings", "read_schemes", [&site](const web::Request& request, const Json&) {
        const auto all = office::changed_readings(site.office(), actor_of(request));
        if (!all) return site.refusal(request, all.refusal());
        Json list = Json::array();
        for (const auto& one : *all) list.push_back(json_of(one, language_of(request)));
        return site.json({{"readings", list}});
      }));
  routes.push_back(api_call(
      site, "POST", "/rounds/{round}/reading", "manage_rounds",
      [&site](const web::Request& request, const Json& body) {
        const auto done = office::take_reading(site.office(), actor_of(request), part_number(request, "round"),
                                               text_of(body, "sha256"), text_of(body, "reason"));
        return done ? site.json({{"done", true}}) : site.refusal(request, done.refusal());
      },
      always));
  routes.push_back(api_call(site, "POST", "/schemes/{scheme}/reading", "manage_schemes",
                            [&site](const web::Request& request, const Json& body) {
                              const auto done = office::take_reading_of_scheme(site.office(), actor_of(request),
                                                                               part_number(request, "scheme"),
                                                                               text_of(body, "sha256"));
                              return done ? site.json({{"done", true}}) : site.refusal(request, done.refusal());
                            }));
}

}  // namespace pingxing::site
