// Who remarks on whom, in the API.
#include "site/api_call.hpp"

namespace pingxing::site {

namespace {

Json json_of(const office::Matrix& matrix) {
  Json pairs = Json::array(), leaders = Json::array();
  for (const auto& pair : matrix.pairs) pairs.push_back({{"account", pair.account_id}, {"subject", pair.subject_id}});
  for (const auto& leader : matrix.leaders) leaders.push_back({{"id", leader.id}, {"name", leader.name}});
  return {{"pairs", pairs}, {"leaders", leaders}, {"unreviewed", matrix.findings.unreviewed}};
}

}  // namespace

void add_matrix_calls(Routes& routes, const Site& site) {
  routes.push_back(api_call(
      site, "GET", "/rounds/{round}/matrix", "manage_rounds", [&site](const web::Request& request, const Json&) {
        const auto matrix = office::review_matrix(site.office(), actor_of(request), part_number(request, "round"));
        return matrix ? site.json(json_of(*matrix)) : site.refusal(request, matrix.refusal());
      }));
  routes.push_back(api_call(
      site, "PUT", "/rounds/{round}/matrix", "manage_rounds", [&site](const web::Request& request, const Json& body) {
        std::vector<store::ReviewAssignment> pairs;
        if (body.contains("pairs") && body["pairs"].is_array())
          for (const auto& pair : body["pairs"])
            if (pair.is_object()) pairs.push_back({id_of(pair, "account"), id_of(pair, "subject")});
        const auto matrix =
            office::set_review_matrix(site.office(), actor_of(request), part_number(request, "round"), pairs);
        return matrix ? site.json(json_of(*matrix)) : site.refusal(request, matrix.refusal());
      }));
}

}  // namespace pingxing::site
