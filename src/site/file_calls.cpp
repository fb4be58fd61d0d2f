// The API of samples drawn, and of versions compared.
#include "site/api_call.hpp"
#include "site/office_views.hpp"

namespace pingxing::site {

void add_file_calls(Routes& routes, const Site& site) {
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
