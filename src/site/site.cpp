#include "site/site.hpp"

#include <algorithm>
#include <charconv>

#include "base/check.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "office/messages.hpp"
#include "office/restore.hpp"
#include "office/secret_settings.hpp"
#include "site/grave.hpp"
#include "site/json_views.hpp"
#include "site/messages.hpp"
#include "store/errors.hpp"
#include "web/cookie.hpp"
#include "web/csrf.hpp"
#include "web/embedded.hpp"
#include "web/own_path.hpp"

namespace pingxing::site {

namespace {

bool is_api(const web::Request& request) { return request.path.starts_with("/api/"); }
bool wants_json(const web::Request& request) {
  return is_api(request) || request.header("accept").find("application/json") != std::string::npos;
}

Language wanted_language(const web::Request& request) {
  const auto chosen = web::cookie_of(request, "language");
  if (chosen == "en") return Language::English;
  if (chosen == "zh") return Language::Chinese;
  const auto accepts = request.header("accept-language");
  const auto en = accepts.find("en"), zh = accepts.find("zh");
  return en != accepts.npos && (zh == accepts.npos || en < zh) ? Language::English : Language::Chinese;
}

/// The key of the forms' tokens, the same for all servers on one database and after a restart.
std::string kept_key(const office::Office& office) {
  std::string key;
  office.database.write([&](store::Writing& db) {
    key = office::secret_setting(db, office, office::form_key_setting);
    if (!key.empty()) return;
    key = hex_of(office.random.bytes(32));
    office::set_secret_setting(db, office, office::form_key_setting, key);
    note_in_journal(db, office, 0, "settings.form_key", Json::object());
  });
  return key;
}

/// Until one more call is free.
std::chrono::milliseconds refill_of(unsigned calls_a_minute) {
  return std::chrono::milliseconds(std::max(1U, 60'000 / calls_a_minute));
}

bool changes(const std::string& method) { return method != "GET" && method != "HEAD"; }

}  // namespace

int status_of(RefusalKind kind) {
  switch (kind) {
    case RefusalKind::NotSignedIn:
      return 401;
    case RefusalKind::NotAllowed:
      return 403;
    case RefusalKind::NotFound:
      return 404;
    case RefusalKind::Clash:
    case RefusalKind::NotNow:
      return 409;
    case RefusalKind::TooLarge:
      return 413;
    case RefusalKind::TooOften:
      return 429;
    case RefusalKind::Unavailable:
      return 503;
    case RefusalKind::BadInput:
    case RefusalKind::Remark:
      break;
  }
  return 422;
}

Refusal refusal_of(const store::DatabaseFailure& failure) {
  const auto is = [&]<class Kind>() { return dynamic_cast<const Kind*>(&failure) != nullptr; };
  if (is.operator()<store::CommitUnknown>()) return refuse(outcome_unknown);
  if (is.operator()<store::ReadsOnly>()) return refuse(database_reads_only);
  if (is.operator()<store::DiskFull>()) return refuse(database_full);
  return refuse(database_away);
}

const Visitor& visitor_of(const web::Request& request) { return std::any_cast<const Visitor&>(request.visitor); }
const office::Actor& actor_of(const web::Request& request) {
  const auto& visitor = visitor_of(request);
  CHECK(visitor.actor);
  return *visitor.actor;
}
Language language_of(const web::Request& request) {
  const auto* visitor = std::any_cast<Visitor>(&request.visitor);
  return visitor ? visitor->language : wanted_language(request);
}

std::optional<std::int64_t> number_of(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}
std::size_t page_wanted(const web::Request& request, const std::string& name) {
  return static_cast<std::size_t>(std::max<std::int64_t>(1, number_of(request.query.get(name)).value_or(1)));
}
std::int64_t part_number(const web::Request& request, std::string_view name) {
  const auto found = request.parts.find(name);
  return found == request.parts.end() ? -1 : number_of(found->second).value_or(-1);
}

Site::Site(office::Office office, SiteSettings settings, office::Polling& polling)
    : office_(office),
      settings_(std::move(settings)),
      files_(web::site_static()),
      views_([this](std::string_view name) { return files_.asset_path(name); }),
      csrf_key_(kept_key(office)),
      throttle_(csrf_key_),
      calls_(settings_.calls_a_minute, refill_of(settings_.calls_a_minute)),
      token_calls_(settings_.token_calls_a_minute, refill_of(settings_.token_calls_a_minute)),
      polling_(polling) {
  Routes routes;
  add_start_routes(routes, *this);
  add_health_routes(routes, *this);
  add_account_routes(routes, *this);
  add_journal_routes(routes, *this);
  add_restore_routes(routes, *this);
  add_unit_routes(routes, *this);
  add_unit_edit_routes(routes, *this);
  add_import_routes(routes, *this);
  add_evidence_routes(routes, *this);
  add_settings_routes(routes, *this);
  add_scheme_routes(routes, *this);
  add_round_routes(routes, *this);
  add_past_routes(routes, *this);
  add_reading_routes(routes, *this);
  add_figure_routes(routes, *this);
  add_board_routes(routes, *this);
  add_remark_routes(routes, *this);
  add_verification_routes(routes, *this);
  add_poll_routes(routes, *this);
  add_ballot_routes(routes, *this);
  add_job_routes(routes, *this);
  add_api_routes(routes, *this);
  router_ = std::make_unique<web::Router>(
      std::move(routes), [this](int status, const web::Request& request) { return error(status, request); },
      [this](const web::Route& route, web::Request& request) { return guard(route, request); });
}

std::chrono::milliseconds Site::steady_now() const {
  static const SteadyClock of_the_machine;
  return (settings_.steady_clock ? *settings_.steady_clock : of_the_machine).now();
}

web::Response Site::operator()(web::Request& request) const {
  try {
    return (*router_)(request);
  } catch (const store::DatabaseFailure& failure) {
    trouble(request.method + " failed: " + failure.what());
    auto response = refusal(request, refusal_of(failure));
    response.headers.emplace_back("Retry-After", "5");
    return response;
  }
}

// Permissions of routes: "anonymous", "public", "signed_in", "in_person" (no token of a machine), or a command of
// round/role.hpp. On anonymous ones nobody is anybody: neither session nor token is looked at, whoever sends one.
std::optional<web::Response> Site::guard(const web::Route& route, web::Request& request) const {
  Visitor visitor;
  visitor.language = wanted_language(request);
  if (route.permission == "anonymous") {
    request.visitor = visitor;
    return changes(request.method) && web::comes_from_elsewhere(request) ? std::optional(error(403, request))
                                                                         : std::nullopt;
  }
  const auto bearer = request.header("authorization");
  if (bearer.starts_with("Bearer ")) {
    visitor.actor = office::actor_of_api_token(office_, bearer.substr(7));
  } else {
    visitor.session = web::cookie_of(request, "session");
    visitor.actor = office::actor_of_session(office_, visitor.session);
    if (!visitor.actor) visitor.session.clear();
    // Who is not signed in has a token of nobody's session: there the check of where a request comes from has to do.
    const std::string session = visitor.session.empty() ? "nobody" : visitor.session;
    visitor.csrf = web::csrf_token(csrf_key_, session, office_.random.bytes(web::csrf_nonce_size));
    if (changes(request.method)) {
      const auto token = request.form.find("csrf").value_or(request.header("x-csrf-token"));
      if (web::comes_from_elsewhere(request) || !web::is_csrf_token(csrf_key_, session, token)) {
        request.visitor = visitor;
        return error(403, request);
      }
    }
  }
  request.visitor = visitor;
  if (visitor.actor)
    if (auto slow = slowed_down(request, bearer.starts_with("Bearer ") ? bearer.substr(7) : "")) return slow;
  if (route.permission == "public") return std::nullopt;
  if (!visitor.actor) {
    if (is_api(request)) return error(401, request);
    if (!office::is_set_up(office_)) return redirect("/set-up");
    return redirect("/sign-in");
  }
  if (visitor.actor->must_change_password && request.path != "/account" && request.path != "/sign-out" &&
      request.path != "/account/password")
    return redirect("/account");
  if (route.permission == "in_person" && visitor.session.empty()) return error(403, request);
  if (route.permission == "signed_in" || route.permission == "in_person") return asked_again(route, request);
  for (const auto& row : round::commands())
    if (row.word == route.permission) {
      if (visitor.actor->may(row.command)) return asked_again(route, request);
      trouble("access refused: account " + std::to_string(visitor.actor->account_id) + ", " + request.method + " " +
              route.pattern);
      return refusal(request, refuse(office::not_allowed, {row.name}));
    }
  CHECK(!"a route's permission is no command");
  return error(500, request);
}

std::optional<web::Response> Site::slowed_down(const web::Request& request, const std::string& token) const {
  const auto now = steady_now();
  auto& throttle = token.empty() ? calls_ : token_calls_;
  std::vector<std::string> keys = {"account " + std::to_string(actor_of(request).account_id)};
  if (!token.empty()) keys.push_back("token " + sha256_hex(token));
  for (const auto& key : keys) {
    if (throttle.take(key, now)) continue;
    const auto seconds = std::to_string(
        std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(throttle.wait(key, now)).count()));
    const auto most = token.empty() ? settings_.calls_a_minute : settings_.token_calls_a_minute;
    auto response = refusal(request, refuse(office::calls_too_many, {std::to_string(most), seconds}));
    response.headers.emplace_back("Retry-After", seconds);
    return response;
  }
  return std::nullopt;
}

std::optional<web::Response> Site::asked_again(const web::Route& route, web::Request& request) const {
  const auto& visitor = visitor_of(request);
  if (!route.is_grave || visitor.session.empty() || !route.is_grave(request)) return std::nullopt;
  const auto typed = request.form.find(confirm_field);
  request.form.remove(confirm_field);
  const auto& actor = actor_of(request);
  if (office::is_confirmed(office_, actor)) return std::nullopt;
  Refusal why = refuse(office::password_again);
  if (typed && !is_api(request)) {
    if (const auto seconds = throttle_.take(request, actor.login, steady_now())) {
      why = refuse(office::sign_in_too_often, {std::to_string(*seconds)});
    } else {
      const auto done = office::confirm_password(office_, actor, visitor.session, *typed);
      if (done) {
        throttle_.give_back(request, actor.login, steady_now());
        return std::nullopt;
      }
      trouble("password refused: account " + std::to_string(actor.account_id) + ", before " + route.method + " " +
              route.pattern + ", from " + request.remote);
      why = done.refusal();
    }
  }
  if (wants_json(request)) return refusal(request, why);
  CHECK(request.uploads.empty());  // a page could not carry them on
  const auto language = language_of(request);
  Json carried = Json::array();
  for (const auto& [name, value] : request.form.pairs())
    if (name != "csrf") carried.push_back({{"name", name}, {"value", value}});
  Json view = {{"title", word("confirm.title", language)},
               {"carried", carried},
               {"action", request.path},
               {"login", actor.login},
               {"minutes", office::confirmed_ms / 60'000}};
  if (typed) view["refusal"] = json_of(why, language);
  auto response = page(request, "confirm", view);
  response.status = status_of(why.kind());
  return response;
}

std::optional<web::Response> Site::at_once(const web::Request& request) const {
  if (auto file = files_.answer(request)) return file;
  return pages_.find(request, steady_now().count());
}

std::string Site::office_name() const {
  constexpr std::chrono::seconds kept(10);
  const std::lock_guard lock(name_mutex_);
  if (!name_until_ || steady_now() >= *name_until_) {
    try {
      name_ = office::look(office_, [](store::Reading& db) { return store::setting(db, "office_name"); });
    } catch (const store::DatabaseFailure&) {  // the page that says so needs no name
    }
    name_until_ = steady_now() + kept;
  }
  return name_;
}

bool Site::has_restore() const {
  try {
    return office::look(office_, [](store::Reading& db) { return office::restore_to_acknowledge(db).has_value(); });
  } catch (const store::DatabaseFailure&) {  // the page says so
    return false;
  }
}

web::Response Site::page(const web::Request& request, const std::string& name, Json view) const {
  const auto* visitor = std::any_cast<Visitor>(&request.visitor);
  const auto language = language_of(request);
  view["csrf"] = visitor ? visitor->csrf : "";
  view["lang"] = language == Language::Chinese ? "zh-CN" : "en";
  view["is_zh"] = language == Language::Chinese;
  view["other_language"] = language == Language::Chinese ? "en" : "zh";
  view["path"] = request.path;
  view["of_office"] = office_name();
  if (visitor && visitor->actor) {
    const auto& actor = *visitor->actor;
    Json me = {{"name", actor.name}, {"login", actor.login}};
    Json roles = Json::array();
    for (const auto& grant : actor.grants) {
      const std::string role(round::row_of(grant.role).name.in(language));
      if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
    }
    std::string all;
    for (const auto& role : roles)
      all += (all.empty() ? "" : language == Language::Chinese ? "、" : ", ") + role.text();
    me["roles"] = all;
    for (const auto& row : round::commands()) me["may_" + std::string(row.word)] = actor.may(row.command);
    view["me"] = me;
    for (const std::string section :
         {"rounds", "schemes", "units", "accounts", "journal", "account", "settings", "jobs"})
      view["at_" + section] =
          request.path.starts_with("/" + section) && (section != "account" || !request.path.starts_with("/accounts"));
    view["at_home"] = request.path == "/";
    view["is_restored"] = office::is_told_of_restores(actor) && has_restore();
  }
  web::Response response;
  response.body = views_.page(name, language, view);
  if (const auto* refusal = view.find("refusal"))
    response.status = static_cast<int>(refusal->whole_at("status").value_or(422));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

web::Response Site::json(const Json& value, int status) const {
  web::Response response;
  response.status = status;
  response.content_type = "application/json; charset=utf-8";
  response.body = value.dump() + "\n";
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

web::Response Site::refusal(const web::Request& request, const Refusal& refusal) const {
  const auto language = language_of(request);
  const Json view = json_of(refusal, language);
  if (wants_json(request)) return json(view, status_of(refusal.kind()));
  return page(request, "refused", {{"refusal", view}, {"title", word("refused.title", language)}});
}

std::string Site::address_for(const web::Request& request) const {
  if (!settings_.public_address.empty()) return settings_.public_address;
  return (request.is_secure ? "https://" : "http://") + request.header("host");
}

web::Response Site::redirect(const std::string& to) {
  web::Response response;
  response.status = 303;
  response.headers.emplace_back("Location", web::own_path(to).value_or("/"));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

web::Response Site::error(int status, const web::Request& request) const {
  const auto language = language_of(request);
  const auto known = status == 400 || status == 401 || status == 403 || status == 404 || status == 405 ||
                             status == 413 || status == 503
                         ? status
                         : 500;
  const std::string key = "error." + std::to_string(known);
  if (wants_json(request))
    return json({{"code", "HTTP_" + std::to_string(status)},
                 {"message", word(key, language)},
                 {"mend", word(key + ".mend", language)}},
                status);
  auto response = page(request, "refused",
                       {{"title", word("refused.title", language)},
                        {"refusal",
                         {{"code", std::to_string(status)},
                          {"message", word(key, language)},
                          {"mend", word(key + ".mend", language)}}}});
  response.status = status;
  return response;
}

}  // namespace pingxing::site
