// The API of one account: details, roles, invitations, whether it may sign in.
#include "office/accounts.hpp"
#include "site/api_call.hpp"
#include "site/grave.hpp"
#include "site/json_views.hpp"

namespace pingxing::site {

namespace {

web::Response answered(const Site& site, const web::Request& request, const Result<>& done) {
  return done ? site.json({{"id", part_number(request, "account")}}) : site.refusal(request, done.refusal());
}

}  // namespace

void add_account_calls(Routes& routes, const Site& site) {
  routes.push_back(api_call(
      site, "PUT", "/accounts/{account}", "manage_accounts", [&site](const web::Request& request, const Json& body) {
        return answered(
            site, request,
            office::change_details(site.office(), actor_of(request), part_number(request, "account"),
                                   {text_of(body, "name"), text_of(body, "email"), text_of(body, "person")}));
      }));
  routes.push_back(api_call(
      site, "PUT", "/accounts/{account}/roles", "manage_accounts",
      [&site](const web::Request& request, const Json& body) {
        return answered(
            site, request,
            office::change_grants(site.office(), actor_of(request), part_number(request, "account"), grants_of(body)));
      },
      touches_administrators(site)));
  routes.push_back(api_call(
      site, "PUT", "/accounts/{account}/active", "manage_accounts",
      [&site](const web::Request& request, const Json& body) {
        const bool is_active = body.contains("is_active") && body["is_active"] == true;
        return answered(
            site, request,
            office::set_active(site.office(), actor_of(request), part_number(request, "account"), is_active));
      },
      touches_administrators(site)));
  routes.push_back(api_call(
      site, "POST", "/accounts/{account}/invitations", "manage_accounts",
      [&site](const web::Request& request, const Json&) {
        const auto made = office::invite_again(site.office(), actor_of(request), part_number(request, "account"));
        return made ? site.json({{"id", made->account_id}, {"invitation", made->token}}, 201)
                    : site.refusal(request, made.refusal());
      },
      touches_administrators(site)));
  routes.push_back(api_call(
      site, "GET", "/accounts/{account}/tokens", "manage_accounts", [&site](const web::Request& request, const Json&) {
        const auto list = office::list_api_tokens_of(site.office(), actor_of(request), part_number(request, "account"));
        if (!list) return site.refusal(request, list.refusal());
        Json tokens = Json::array();
        for (const auto& token : *list) tokens.push_back(json_of(token, site.now()));
        return site.json({{"tokens", tokens}});
      }));
  routes.push_back(api_call(site, "POST", "/accounts/{account}/tokens/{token}/revoke", "manage_accounts",
                            [&site](const web::Request& request, const Json&) {
                              return answered(site, request,
                                              office::revoke_api_token_of(site.office(), actor_of(request),
                                                                          part_number(request, "account"),
                                                                          part_number(request, "token")));
                            }));
}

}  // namespace pingxing::site
