// The start page, signing in and out, the first set-up, the language, static files.

#include "base/json.hpp"
#include "office/messages.hpp"
#include "office/tasks.hpp"
#include "site/browser_words.hpp"
#include "site/json_views.hpp"
#include "site/site.hpp"
#include "web/cookie.hpp"
#include "web/csrf.hpp"

namespace pingxing::site {

namespace {

web::Response signed_in(const Site& site, const web::Request& request, const office::SignedIn& done,
                        const std::string& to) {
  if (visitor_of(request).actor) {  // the cookie of the session before is gone with this answer
    office::sign_out(site.office(), visitor_of(request).session);
    site.pages().forget(visitor_of(request).session);
  }
  auto response = Site::redirect(to);
  response.headers.emplace_back("Set-Cookie", web::set_cookie("session", done.token, web::transport_of(request),
                                                              std::chrono::seconds(office::session_ms / 1000)));
  const auto nonce = site.office().random.bytes(web::csrf_nonce_size);
  response.headers.emplace_back("Set-Cookie", site.sign_in_throttle().remember(request, done.actor.login, nonce));
  return response;
}

web::Response sign_in_page(const Site& site, const web::Request& request, const Refusal* refusal) {
  Json view = {{"title", site.word("sign_in.title", language_of(request))}, {"login", request.form.get("login")}};
  Json demo = Json::array();
  for (const auto& login : site.settings().demo_logins)
    demo.push_back(
        {{"login", login.login}, {"password", login.password}, {"role", login.what.in(language_of(request))}});
  view["demo"] = demo;
  view["has_demo"] = !demo.empty();
  view["is_wide"] = !demo.empty();
  if (refusal) view["refusal"] = json_of(*refusal, language_of(request));
  return site.page(request, "sign_in", view);
}

web::Response home(const Site& site, const web::Request& request) {
  const auto& actor = actor_of(request);
  const auto language = language_of(request);
  Json tasks = Json::array(), rounds = Json::array();
  for (const auto& task : office::tasks_of(site.office(), actor)) tasks.push_back(json_of(task, language));
  const Json ballots = json_of(office::open_ballots(site.office(), actor));
  const auto list = office::list_rounds(site.office(), actor);
  if (list)
    for (const auto& row : *list) rounds.push_back(json_of(row));
  return site.page(request, "home",
                   {{"title", site.word("home.title", language)},
                    {"tasks", tasks},
                    {"ballots", ballots},
                    {"has_tasks", !tasks.empty() || !ballots.empty()},
                    {"rounds", rounds},
                    {"has_rounds", !rounds.empty()}});
}

/// Of a sign-in that was refused. No name that nobody has: people type their password there.
void log_refused(const Site& site, const web::Request& request, const std::string& login, const char* why) {
  const auto account = office::account_with_login(site.office(), login);
  const auto who = account ? "account " + std::to_string(*account) : std::string("a name that nobody has");
  site.trouble("sign-in refused: " + std::string(why) + ", " + who + ", from " + request.remote);
}

}  // namespace

void add_start_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/", "signed_in", [&site](const web::Request& request) { return home(site, request); }});
  routes.push_back({"GET", "/static/{file...}", "public", [&site](const web::Request& request) {
                      return site.files().answer(request).value_or(site.error(404, request));
                    }});
  routes.push_back({"GET", "/language/{language}", "public", [](const web::Request& request) {
                      const auto chosen = request.parts.at("language") == "en" ? "en" : "zh";
                      auto response = Site::redirect(request.query.get("to"));
                      response.headers.emplace_back("Set-Cookie",
                                                    web::set_cookie("language", chosen, web::transport_of(request),
                                                                    std::chrono::seconds(365 * 86'400)));
                      return response;
                    }});
  routes.push_back({"GET", "/sign-in", "public", [&site](const web::Request& request) {
                      if (visitor_of(request).actor) return Site::redirect("/");
                      if (!office::is_set_up(site.office())) return Site::redirect("/set-up");
                      return sign_in_page(site, request, nullptr);
                    }});
  routes.push_back({"POST", "/sign-in", "public", [&site](const web::Request& request) {
                      const auto now = site.steady_now();
                      const auto login = request.form.get("login");
                      auto& throttle = site.sign_in_throttle();
                      if (const auto seconds = throttle.take(request, login, now)) {
                        log_refused(site, request, login, "too many tries");
                        const auto refusal = refuse(office::sign_in_too_often, {std::to_string(*seconds)});
                        return sign_in_page(site, request, &refusal);
                      }
                      auto done =
                          office::sign_in(site.office(), login, request.form.get("password"), browser_words(request));
                      if (!done) {
                        log_refused(site, request, login, "wrong password");
                        return sign_in_page(site, request, &done.refusal());
                      }
                      throttle.give_back(request, login, now);
                      return signed_in(site, request, *done, "/");
                    }});
  routes.push_back({"POST", "/sign-out", "signed_in", [&site](const web::Request& request) {
                      office::sign_out(site.office(), visitor_of(request).session);
                      site.pages().forget(visitor_of(request).session);
                      auto response = Site::redirect("/sign-in");
                      response.headers.emplace_back("Set-Cookie",
                                                    web::clear_cookie("session", web::transport_of(request)));
                      return response;
                    }});
  routes.push_back({"GET", "/set-up", "public", [&site](const web::Request& request) {
                      if (office::is_set_up(site.office())) return Site::redirect("/");
                      return site.page(request, "set_up", {{"title", site.word("set_up.title", language_of(request))}});
                    }});
  routes.push_back({"POST", "/set-up", "public", [&site](const web::Request& request) {
                      if (office::is_set_up(site.office())) return Site::redirect("/");
                      auto done = office::set_up(site.office(),
                                                 {request.form.get("office_name"), request.form.get("login"),
                                                  request.form.get("name"), request.form.get("password")},
                                                 browser_words(request));
                      if (!done) {
                        const auto language = language_of(request);
                        return site.page(request, "set_up",
                                         {{"title", site.word("set_up.title", language)},
                                          {"office_name", request.form.get("office_name")},
                                          {"login", request.form.get("login")},
                                          {"name", request.form.get("name")},
                                          {"refusal", json_of(done.refusal(), language)}});
                      }
                      return signed_in(site, request, *done, "/");
                    }});
}

}  // namespace pingxing::site
