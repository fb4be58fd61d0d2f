// One's own account, the accounts of all, and invitations.
#include <algorithm>

#include "base/json.hpp"
#include "office/messages.hpp"
#include "site/browser_words.hpp"
#include "site/grave.hpp"
#include "site/json_views.hpp"
#include "site/site.hpp"
#include "web/cookie.hpp"

namespace pingxing::site {

namespace {

Json units_list(const Site& site) {
  Json units = Json::array();
  const auto all = office::look(site.office(), [](store::Reading& db) { return store::all_units(db); });
  for (const auto& unit : all) units.push_back({{"id", unit.id}, {"name", unit.name}, {"code", unit.code}});
  return units;
}

Json roles_list(Language language) {
  Json roles = Json::array();
  for (const auto& row : round::roles()) roles.push_back({{"word", row.word}, {"name", row.name.in(language)}});
  return roles;
}

constexpr std::size_t page_rows = 200;

web::Response accounts_page(const Site& site, const web::Request& request, const Json& extra) {
  const auto language = language_of(request);
  const auto page = office::list_accounts(site.office(), actor_of(request), request.query.get("after"), page_rows);
  if (!page) return site.refusal(request, page.refusal());
  Json units = units_list(site), accounts = Json::array();
  for (const auto& account : page->accounts) {
    Json one = json_of(account, language);
    for (auto& grant : one["grants"])
      for (const auto& unit : units)
        if (unit["id"] == grant["unit_id"]) grant["unit"] = unit["name"];
    accounts.push_back(one);
  }
  Json view = {{"title", site.word("accounts.title", language)},
               {"accounts", accounts},
               {"after", page->has_more ? Json(accounts.back()["login"]) : Json()},
               {"units", units},
               {"roles", roles_list(language)}};
  view.update(extra);
  return site.page(request, "accounts", view);
}

Json tokens_json(const Site& site, const std::vector<store::ApiToken>& list) {
  Json tokens = Json::array();
  for (const auto& token : list) tokens.push_back(json_of(token, site.now()));
  return tokens;
}

/// One's own sessions, where one may end those of other machines.
Json sessions_json(const Site& site, const web::Request& request) {
  Json sessions = Json::array();
  for (const auto& one : office::list_sessions(site.office(), actor_of(request), visitor_of(request).session))
    sessions.push_back({{"key", one.key},
                        {"browser", one.browser.empty() ? "–" : one.browser},
                        {"started", shown_moment(one.started_at)},
                        {"seen", shown_moment(one.seen_at)},
                        {"is_this", one.is_this}});
  return sessions;
}

web::Response account_page(const Site& site, const web::Request& request, const Refusal* refusal) {
  const auto language = language_of(request);
  const auto found = office::open_account(site.office(), actor_of(request), part_number(request, "account"));
  if (!found) return site.refusal(request, found.refusal());
  // The roles that it has, and room for two more.
  constexpr std::size_t more = 2;
  const Json units = units_list(site), roles = roles_list(language);
  Json rows = Json::array();
  for (std::size_t i = 0; i < found->grants.size() + more; ++i) {
    Json row = {{"number", i + 1}, {"roles", roles}, {"units", units}};
    if (i < found->grants.size()) {
      for (auto& role : row["roles"]) role["is_chosen"] = role["word"] == found->grants[i].role;
      for (auto& unit : row["units"]) unit["is_chosen"] = unit["id"] == found->grants[i].unit_id;
    }
    rows.push_back(row);
  }
  Json view = {{"title", found->account.name},
               {"account", json_of(*found, language)},
               {"account_id", found->account.id},
               {"grant_rows", rows}};
  if (const auto tokens = office::list_api_tokens_of(site.office(), actor_of(request), found->account.id)) {
    view["tokens"] = tokens_json(site, *tokens);
    view["has_tokens"] = !tokens->empty();
  }
  if (refusal) view["refusal"] = json_of(*refusal, language);
  return site.page(request, "account_edit", view);
}

std::string link_of(const Site& site, const web::Request& request, const std::string& token) {
  return site.address_for(request) + "/invitation/" + token;
}

web::Response own_account(const Site& site, const web::Request& request, const Json& extra) {
  const auto language = language_of(request);
  const Json tokens = tokens_json(site, office::list_api_tokens(site.office(), actor_of(request)));
  Json view = {{"title", site.word("account.title", language)},
               {"tokens", tokens},
               {"sessions", sessions_json(site, request)},
               {"must_change", actor_of(request).must_change_password}};
  view.update(extra);
  return site.page(request, "account", view);
}

}  // namespace

void add_account_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/account", "in_person",
                    [&site](const web::Request& request) { return own_account(site, request, Json::object()); }});
  routes.push_back(
      {"POST", "/account/password", "in_person", [&site](const web::Request& request) {
         if (request.form.get("new") != request.form.get("again")) {
           return own_account(
               site, request,
               {{"refusal", {{"message", site.word("account.not_the_same", language_of(request))}, {"mend", ""}}}});
         }
         auto done = office::change_password(site.office(), actor_of(request), request.form.get("old"),
                                             request.form.get("new"), browser_words(request));
         if (!done) return own_account(site, request, {{"refusal", json_of(done.refusal(), language_of(request))}});
         auto response = Site::redirect("/");
         response.headers.emplace_back("Set-Cookie", web::set_cookie("session", done->token, web::transport_of(request),
                                                                     std::chrono::seconds(office::session_ms / 1000)));
         return response;
       }});
  routes.push_back({"POST", "/account/tokens", "in_person",
                    [&site](const web::Request& request) {
                      auto made = office::create_api_token(site.office(), actor_of(request), request.form.get("name"),
                                                           number_of(request.form.get("days")).value_or(-1));
                      if (!made)
                        return own_account(site, request, {{"refusal", json_of(made.refusal(), language_of(request))}});
                      return own_account(site, request, {{"new_token", made->token}});
                    },
                    always});
  routes.push_back({"POST", "/account/tokens/{token}/revoke", "in_person", [&site](const web::Request& request) {
                      auto done =
                          office::revoke_api_token(site.office(), actor_of(request), part_number(request, "token"));
                      return done ? Site::redirect("/account") : site.refusal(request, done.refusal());
                    }});
  routes.push_back({"POST", "/account/sessions/end", "in_person", [&site](const web::Request& request) {
                      auto done = office::end_sessions(site.office(), actor_of(request), visitor_of(request).session,
                                                       request.form.get("session"));
                      return done ? Site::redirect("/account") : site.refusal(request, done.refusal());
                    }});
  routes.push_back({"GET", "/accounts", "manage_accounts",
                    [&site](const web::Request& request) { return accounts_page(site, request, Json::object()); }});
  routes.push_back(
      {"POST", "/accounts", "manage_accounts",
       [&site](const web::Request& request) {
         office::NewAccount wanted{request.form.get("login"),
                                   request.form.get("name"),
                                   request.form.get("email"),
                                   request.form.get("person"),
                                   {}};
         if (const auto unit = number_of(request.form.get("unit")))
           wanted.grants.push_back({request.form.get("role"), *unit});
         auto made = office::create_account(site.office(), actor_of(request), wanted);
         if (!made) return accounts_page(site, request, {{"refusal", json_of(made.refusal(), language_of(request))}});
         return accounts_page(
             site, request,
             {{"invitation", link_of(site, request, made->token)}, {"invited", request.form.get("name")}});
       },
       touches_administrators(site)});
  routes.push_back(
      {"POST", "/accounts/{account}/invite", "manage_accounts",
       [&site](const web::Request& request) {
         auto made = office::invite_again(site.office(), actor_of(request), part_number(request, "account"));
         if (!made) return accounts_page(site, request, {{"refusal", json_of(made.refusal(), language_of(request))}});
         return accounts_page(site, request, {{"invitation", link_of(site, request, made->token)}});
       },
       touches_administrators(site)});
  routes.push_back({"GET", "/accounts/{account}", "manage_accounts",
                    [&site](const web::Request& request) { return account_page(site, request, nullptr); }});
  routes.push_back({"POST", "/accounts/{account}", "manage_accounts", [&site](const web::Request& request) {
                      const auto& form = request.form;
                      const auto done =
                          office::change_details(site.office(), actor_of(request), part_number(request, "account"),
                                                 {form.get("name"), form.get("email"), form.get("person")});
                      return done ? Site::redirect("/accounts") : account_page(site, request, &done.refusal());
                    }});
  routes.push_back({"POST", "/accounts/{account}/roles", "manage_accounts",
                    [&site](const web::Request& request) {
                      std::vector<store::RoleGrant> grants;
                      const auto roles = request.form.all("role"), units = request.form.all("unit");
                      for (std::size_t i = 0; i < roles.size() && i < units.size(); ++i)
                        if (const auto unit = number_of(units[i]); unit && !roles[i].empty())
                          grants.push_back({roles[i], *unit});
                      auto done = office::change_grants(site.office(), actor_of(request),
                                                        part_number(request, "account"), grants);
                      return done ? Site::redirect("/accounts") : account_page(site, request, &done.refusal());
                    },
                    touches_administrators(site)});
  routes.push_back({"POST", "/accounts/{account}/active", "manage_accounts",
                    [&site](const web::Request& request) {
                      auto done = office::set_active(site.office(), actor_of(request), part_number(request, "account"),
                                                     request.form.get("active") == "1");
                      return done ? Site::redirect("/accounts") : site.refusal(request, done.refusal());
                    },
                    touches_administrators(site)});
  routes.push_back(
      {"POST", "/accounts/{account}/tokens/{token}/revoke", "manage_accounts", [&site](const web::Request& request) {
         const auto account = part_number(request, "account");
         auto done =
             office::revoke_api_token_of(site.office(), actor_of(request), account, part_number(request, "token"));
         return done ? Site::redirect("/accounts/" + std::to_string(account)) : site.refusal(request, done.refusal());
       }});
  const auto invitation = [&site](const web::Request& request, const Refusal* refusal) {
    const auto language = language_of(request);
    const auto account = office::invited(site.office(), request.parts.at("token"));
    if (!account) return site.refusal(request, refuse(office::invitation_gone));
    Json view = {{"title", site.word("invitation.title", language)},
                 {"name", account->name},
                 {"login", account->login},
                 {"action", request.path}};
    if (refusal) view["refusal"] = json_of(*refusal, language);
    return site.page(request, "invitation", view);
  };
  routes.push_back({"GET", "/invitation/{token}", "public",
                    [invitation](const web::Request& request) { return invitation(request, nullptr); }});
  routes.push_back({"POST", "/invitation/{token}", "public", [&site, invitation](const web::Request& request) {
                      auto done = office::accept_invitation(site.office(), request.parts.at("token"),
                                                            request.form.get("password"), browser_words(request));
                      if (!done) return invitation(request, &done.refusal());
                      auto response = Site::redirect("/");
                      response.headers.emplace_back("Set-Cookie",
                                                    web::set_cookie("session", done->token, web::transport_of(request),
                                                                    std::chrono::seconds(office::session_ms / 1000)));
                      return response;
                    }});
}

}  // namespace pingxing::site
