// The API under /api/v1: the same use cases as the pages, as JSON. Its description is openapi.cpp, which a test holds
// against this table.
#include <algorithm>

#include "base/json.hpp"
#include "office/ask_what_if.hpp"
#include "office/messages.hpp"
#include "service/explain_subject.hpp"
#include "service/result_json.hpp"
#include "site/api_call.hpp"
#include "site/grave.hpp"
#include "site/openapi.hpp"
#include "site/round_commands.hpp"
#include "site/scheme_findings.hpp"

namespace pingxing::site {

namespace {

constexpr std::size_t rows_max = 1'000;  // of a page

Json round_json(const Site& site, const web::Request& request, const office::OpenedRound& opened) {
  Json json = json_of(opened, language_of(request), site.now());
  for (const std::string state : {"draft", "running", "over"}) json.erase("is_" + state);
  Json subjects = Json::array(), assignments = Json::array();
  const auto page = office::page_of(opened.subjects.size(), page_wanted(request), rows_max);
  for (std::size_t i = page.begin; i < page.end; ++i) subjects.push_back(json_of(opened.subjects[i]));
  for (const auto& a : opened.assignments) {
    assignments.push_back({{"indicator", office::shown_requirement(opened.scheme(), a.indicator)},
                           {"unit", a.unit_id},
                           {"task", a.task}});
    if (a.subject_id) assignments.back()["subject"] = *a.subject_id;
  }
  json["subject_list"] = subjects;
  json["page"] = page.page;
  json["pages"] = page.pages;
  json["assignments"] = assignments;
  return json;
}

office::NewRound wanted_of(const Json& body) {
  office::NewRound wanted;
  wanted.name = text_of(body, "name");
  wanted.scheme_version_id = id_of(body, "scheme_version");
  wanted.unit_id = id_of(body, "unit");
  if (const auto previous = id_of(body, "previous")) wanted.previous_id = previous;
  wanted.starts_on = text_of(body, "starts_on");
  if (body.contains("unit_kinds") && body["unit_kinds"].is_array())
    for (const auto& kind : body["unit_kinds"])
      if (kind.is_string()) wanted.unit_kinds.push_back(kind.text());
  return wanted;
}

void add_people_calls(Routes& routes, const Site& site) {
  routes.push_back(api_call(site, "GET", "/me", "signed_in", [&site](const web::Request& request, const Json&) {
    const auto& actor = actor_of(request);
    Json grants = Json::array();
    for (const auto& grant : actor.grants)
      grants.push_back({{"role", round::row_of(grant.role).word}, {"unit", grant.unit_id}});
    Json tasks = Json::array();
    for (const auto& task : office::tasks_of(site.office(), actor))
      tasks.push_back(json_of(task, language_of(request)));
    return site.json(
        {{"id", actor.account_id}, {"login", actor.login}, {"name", actor.name}, {"grants", grants}, {"tasks", tasks}});
  }));
  routes.push_back(
      api_call(site, "POST", "/me/confirm", "in_person", [&site](const web::Request& request, const Json& body) {
        const auto& actor = actor_of(request);
        auto& throttle = site.sign_in_throttle();
        if (const auto seconds = throttle.take(request, actor.login, site.steady_now()))
          return site.refusal(request, refuse(office::sign_in_too_often, {std::to_string(*seconds)}));
        const auto done =
            office::confirm_password(site.office(), actor, visitor_of(request).session, text_of(body, "password"));
        if (!done) return site.refusal(request, done.refusal());
        throttle.give_back(request, actor.login, site.steady_now());
        return site.json({{"seconds", office::confirmed_ms / 1000}});
      }));
  routes.push_back(
      api_call(site, "GET", "/accounts", "manage_accounts", [&site](const web::Request& request, const Json&) {
        constexpr std::size_t page_rows = 1'000;
        const auto list =
            office::list_accounts(site.office(), actor_of(request), request.query.get("after"), page_rows);
        if (!list) return site.refusal(request, list.refusal());
        Json page = {{"accounts", Json::array()}};
        for (const auto& account : list->accounts) page["accounts"].push_back(json_of(account, language_of(request)));
        if (list->has_more) page["next"] = page["accounts"].back()["login"];
        return site.json(page);
      }));
  routes.push_back(api_call(
      site, "POST", "/accounts", "manage_accounts",
      [&site](const web::Request& request, const Json& body) {
        office::NewAccount wanted{
            text_of(body, "login"), text_of(body, "name"), text_of(body, "email"), text_of(body, "person"), {}};
        wanted.grants = grants_of(body);
        const auto made = office::create_account(site.office(), actor_of(request), wanted);
        return made ? site.json({{"id", made->account_id}, {"invitation", made->token}}, 201)
                    : site.refusal(request, made.refusal());
      },
      touches_administrators(site)));
}

void add_scheme_calls(Routes& routes, const Site& site) {
  routes.push_back(api_call(site, "GET", "/schemes", "read_schemes", [&site](const web::Request& request, const Json&) {
    const auto list = office::list_schemes(site.office(), actor_of(request));
    if (!list) return site.refusal(request, list.refusal());
    Json schemes = Json::array();
    for (const auto& row : *list) schemes.push_back(json_of(row));
    return site.json({{"schemes", schemes}});
  }));
  routes.push_back(
      api_call(site, "POST", "/schemes", "manage_schemes", [&site](const web::Request& request, const Json& body) {
        const auto saved =
            office::add_scheme(site.office(), actor_of(request), text_of(body, "name"), text_of(body, "text"));
        return saved
                   ? site.json({{"id", saved->scheme_id}, {"version_id", saved->version_id}, {"number", saved->number}},
                               201)
                   : site.refusal(request, saved.refusal());
      }));
  routes.push_back(
      api_call(site, "POST", "/schemes/check", "read_schemes", [&site](const web::Request& request, const Json& body) {
        const auto reading = office::read_scheme_text(text_of(body, "text"));
        return site.json({{"count", reading->problems.count()},
                          {"errors", reading->problems.error_count()},
                          {"problems", findings_of(*reading, language_of(request))},
                          {"lines", account_json(*reading, language_of(request))},
                          {"examples", examples_json(*reading, language_of(request))}});
      }));
  routes.push_back(
      api_call(site, "GET", "/schemes/{scheme}", "read_schemes", [&site](const web::Request& request, const Json&) {
        const auto found = office::open_scheme(site.office(), actor_of(request), part_number(request, "scheme"),
                                               number_of(request.query.get("version")).value_or(0));
        if (!found) return site.refusal(request, found.refusal());
        return site.json({{"id", found->scheme.id},
                          {"name", found->scheme.name},
                          {"version_id", found->version.id},
                          {"number", found->version.number},
                          {"sha256", found->version.sha256},
                          {"text", found->version.text},
                          {"rounds", found->rounds}});
      }));
  routes.push_back(api_call(
      site, "POST", "/schemes/{scheme}/versions", "manage_schemes",
      [&site](const web::Request& request, const Json& body) {
        const auto saved = office::save_scheme(site.office(), actor_of(request), part_number(request, "scheme"),
                                               text_of(body, "text"), text_of(body, "note"));
        return saved
                   ? site.json({{"id", saved->scheme_id}, {"version_id", saved->version_id}, {"number", saved->number}},
                               201)
                   : site.refusal(request, saved.refusal());
      }));
}

void add_round_calls(Routes& routes, const Site& site) {
  routes.push_back(api_call(site, "GET", "/rounds", "read_round", [&site](const web::Request& request, const Json&) {
    const auto list = office::list_rounds(site.office(), actor_of(request));
    if (!list) return site.refusal(request, list.refusal());
    Json rounds = Json::array();
    for (const auto& row : *list) {
      Json one = json_of(row);
      one.erase("is_" + row.round.state);
      rounds.push_back(one);
    }
    return site.json({{"rounds", rounds}});
  }));
  routes.push_back(
      api_call(site, "POST", "/rounds", "manage_rounds", [&site](const web::Request& request, const Json& body) {
        const auto made = office::create_round(site.office(), actor_of(request), wanted_of(body));
        return made ? site.json({{"id", *made}}, 201) : site.refusal(request, made.refusal());
      }));
  routes.push_back(
      api_call(site, "GET", "/rounds/{round}", "read_round", [&site](const web::Request& request, const Json&) {
        const auto opened = office::open_round(site.office(), actor_of(request), part_number(request, "round"));
        return opened ? site.json(round_json(site, request, *opened)) : site.refusal(request, opened.refusal());
      }));
  routes.push_back(api_call(
      site, "POST", "/rounds/{round}/state", "manage_rounds",
      [&site](const web::Request& request, const Json& body) {
        const auto done = office::set_round_state(site.office(), actor_of(request), part_number(request, "round"),
                                                  text_of(body, "state"), text_of(body, "reason"));
        return done ? site.json({{"state", text_of(body, "state")}}) : site.refusal(request, done.refusal());
      },
      says("state", "over")));
  routes.push_back(api_call(
      site, "PUT", "/rounds/{round}/assignments", "manage_rounds",
      [&site](const web::Request& request, const Json& body) {
        std::vector<store::Assignment> assignments;
        for (const auto& one : body.at("assignments"))
          assignments.push_back({0, 0, text_of(one, "indicator"), id_of(one, "unit"),
                                 one.contains("task") ? text_of(one, "task") : "assess",
                                 one.contains("subject") && !one["subject"].is_null()
                                     ? std::optional(id_of(one, "subject"))
                                     : std::nullopt});
        const auto done = office::assign(site.office(), actor_of(request), part_number(request, "round"), assignments);
        return done ? site.json({{"assignments", assignments.size()}}) : site.refusal(request, done.refusal());
      }));
  routes.push_back(api_call(
      site, "POST", "/rounds/{round}/stages/{stage}", "manage_rounds",
      [&site](const web::Request& request, const Json& body) {
        const auto command = text_of(body, "command");
        const auto day = [&](const char* name) {
          const auto* text = body.text_at(name);
          return text ? std::optional(*text) : std::nullopt;
        };
        const auto done = move_stage(site, request, command, {day("opens"), day("closes")}, text_of(body, "reason"));
        return done ? site.json({{"stage", part_number(request, "stage")}, {"command", command}})
                    : site.refusal(request, done.refusal());
      },
      publishes(site)));
  routes.push_back(
      api_call(site, "GET", "/rounds/{round}/board", "read_round", [&site](const web::Request& request, const Json&) {
        const auto rated = office::board_of_round(site.office(), actor_of(request), part_number(request, "round"));
        if (!rated) return site.refusal(request, rated.refusal());
        if (!(*rated)->rated) return site.json({{"problems", json_of((*rated)->problems, language_of(request))}}, 409);
        web::Response response = site.json(Json());
        response.body.clear();
        const auto& result = *(*rated)->rated;
        const auto page = office::page_of(result.facts.count, page_wanted(request), rows_max);
        service::write_result_json(result, language_of(request), {page.page, page.pages, page.begin, page.end},
                                   [&](std::string_view text) { response.body += text; });
        return response;
      }));
  routes.push_back(api_call(site, "GET", "/rounds/{round}/subjects/{subject}", "read_round",
                            [&site](const web::Request& request, const Json&) {
                              const auto why =
                                  office::explain_in_round(site.office(), actor_of(request),
                                                           part_number(request, "round"), request.parts.at("subject"));
                              if (!why) return site.refusal(request, why.refusal());
                              web::Response response = site.json(Json());
                              response.body = service::explanation_json(*why, language_of(request));
                              return response;
                            }));
  routes.push_back(
      api_call(site, "GET", "/rounds/{round}/remarks", "read_round", [&site](const web::Request& request, const Json&) {
        const auto list = office::list_remarks(site.office(), actor_of(request), part_number(request, "round"),
                                               request.query.get("subject"), page_wanted(request), rows_max);
        if (!list) return site.refusal(request, list.refusal());
        Json remarks = Json::array();
        for (const auto& remark : list->rows) remarks.push_back(json_of(remark));
        return site.json({{"page", list->page.page}, {"pages", list->page.pages}, {"remarks", remarks}});
      }));
  routes.push_back(api_call(
      site, "POST", "/rounds/{round}/remarks", "remark", [&site](const web::Request& request, const Json& body) {
        const auto done =
            office::save_remark(site.office(), actor_of(request), part_number(request, "round"),
                                {id_of(body, "subject"), text_of(body, "done_well"), text_of(body, "problems"),
                                 text_of(body, "requests"), id_of(body, "replaces")});
        return done ? site.json({{"id", *done}}, 201) : site.refusal(request, done.refusal());
      }));
  routes.push_back(api_call(site, "POST", "/rounds/{round}/spot-checks", "manage_rounds",
                            [&site](const web::Request& request, const Json& body) {
                              const auto done = office::draw_spot_check(site.office(), actor_of(request),
                                                                        part_number(request, "round"),
                                                                        text_of(body, "seed"), id_of(body, "size"));
                              if (!done) return site.refusal(request, done.refusal());
                              Json drawn = Json::array();
                              for (const auto& subject : done->drawn) drawn.push_back(json_of(subject));
                              return site.json({{"seed", done->check.seed}, {"drawn", drawn}}, 201);
                            }));
  routes.push_back(api_call(
      site, "POST", "/rounds/{round}/what-if", "what_if", [&site](const web::Request& request, const Json& body) {
        std::vector<std::string> settings;
        if (body.contains("settings") && body["settings"].is_array())
          for (const auto& setting : body["settings"])
            if (setting.is_string()) settings.push_back(setting.text());
        const auto version = id_of(body, "scheme_version");
        const auto draft = text_of(body, "text").empty() ? std::nullopt : std::optional(text_of(body, "text"));
        const auto language = language_of(request);
        Problems problems;
        const auto would =
            office::ask_what_if(site.office(), actor_of(request), part_number(request, "round"),
                                {settings, version ? std::optional(version) : std::nullopt, draft}, problems);
        if (!would) {
          auto response = site.refusal(request, would.refusal());
          auto json = Json::parse(response.body);
          json["problems"] = json_of(problems, language);
          response.body = json.dump() + "\n";
          return response;
        }
        Json moves = Json::array();
        for (const auto& move : would->moves)
          moves.push_back({{"code", move.code},
                           {"name", move.name},
                           {"pool", move.pool},
                           {"from", move.from.in(language)},
                           {"to", move.to.in(language)},
                           {"way", move.is_up     ? "up"
                                   : move.is_down ? "down"
                                                  : "turned"},
                           {"trades_with", move.trades_with}});
        return site.json({{"up", would->up}, {"down", would->down}, {"kept", would->kept}, {"moves", moves}});
      }));
}

}  // namespace

void add_api_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/api/v1/openapi.json", "public",
                    [&site](const web::Request&) { return site.json(openapi_document()); }});
  add_people_calls(routes, site);
  add_scheme_calls(routes, site);
  add_round_calls(routes, site);
  add_account_calls(routes, site);
  add_file_calls(routes, site);
  add_verification_calls(routes, site);
  add_poll_calls(routes, site);
  add_matrix_calls(routes, site);
  add_journal_calls(routes, site);
  add_unit_calls(routes, site);
  add_import_calls(routes, site);
  add_past_calls(routes, site);
  add_reading_calls(routes, site);
  add_figure_calls(routes, site);
  add_evidence_calls(routes, site);
  add_reminder_calls(routes, site);
  add_job_calls(routes, site);
  add_settings_calls(routes, site);
}

}  // namespace pingxing::site
