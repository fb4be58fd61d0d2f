// Rounds: the list, a new one with what it would hold, the overview with stages and progress, who assesses what.
#include <algorithm>

#include "base/json.hpp"
#include "office/messages.hpp"
#include "office/readings.hpp"
#include "office/reminders.hpp"
#include "office/standing.hpp"
#include "office/tasks.hpp"
#include "site/grave.hpp"
#include "site/json_views.hpp"
#include "site/reminder_pages.hpp"
#include "site/round_commands.hpp"
#include "site/site.hpp"
#include "site/takes.hpp"
#include "store/notices.hpp"

namespace pingxing::site {

namespace {

constexpr std::size_t rows_max = 200;  // of a page

web::Response list_page(const Site& site, const web::Request& request) {
  const auto list = office::list_rounds(site.office(), actor_of(request));
  if (!list) return site.refusal(request, list.refusal());
  Json rounds = Json::array();
  for (const auto& row : *list) rounds.push_back(json_of(row));
  return site.page(request, "rounds",
                   {{"title", site.word("rounds.title", language_of(request))},
                    {"rounds", rounds},
                    {"has_rounds", !rounds.empty()}});
}

office::NewRound wanted_of(const web::Request& request) {
  office::NewRound wanted;
  wanted.name = request.form.get("name");
  wanted.scheme_version_id = number_of(request.form.get("version")).value_or(0);
  wanted.unit_id = number_of(request.form.get("unit")).value_or(0);
  wanted.previous_id = number_of(request.form.get("previous"));
  wanted.starts_on = request.form.get("starts_on");
  for (const auto& kind : request.form.all("kind"))
    if (!kind.empty()) wanted.unit_kinds.push_back(kind);
  return wanted;
}

web::Response new_page(const Site& site, const web::Request& request, const Json& extra) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  Json versions = Json::array(), units = Json::array(), kinds = Json::array(), rounds = Json::array();
  const auto schemes = office::list_schemes(site.office(), actor);
  if (schemes)
    for (const auto& row : *schemes)
      if (row.errors == 0)
        versions.push_back({{"id", row.newest_id},
                            {"name", row.scheme.name},
                            {"number", row.newest_number},
                            {"is_chosen", std::to_string(row.newest_id) == request.form.get("version")}});
  std::vector<std::string> seen;
  for (const auto& unit : office::look(site.office(), [](store::Reading& db) { return store::all_units(db); })) {
    if (!unit.kind.empty() && std::find(seen.begin(), seen.end(), unit.kind) == seen.end()) {
      seen.push_back(unit.kind);
      const auto chosen = request.form.all("kind");
      kinds.push_back(
          {{"kind", unit.kind}, {"is_chosen", std::find(chosen.begin(), chosen.end(), unit.kind) != chosen.end()}});
    }
    if (actor.may(round::Command::ManageRounds, unit.id))
      units.push_back(
          {{"id", unit.id}, {"name", unit.name}, {"is_chosen", std::to_string(unit.id) == request.form.get("unit")}});
  }
  if (const auto list = office::list_rounds(site.office(), actor))
    for (const auto& row : *list)
      rounds.push_back({{"id", row.round.id},
                        {"name", row.round.name},
                        {"is_chosen", std::to_string(row.round.id) == request.form.get("previous")}});
  Json view = {{"title", site.word("round_new.title", language)},
               {"versions", versions},
               {"has_versions", !versions.empty()},
               {"units", units},
               {"kinds", kinds},
               {"rounds", rounds},
               {"name", request.form.get("name")},
               {"starts_on", request.form.find("starts_on").value_or(shown_day(site.now()))}};
  view.update(extra);
  return site.page(request, "round_new", view);
}

web::Response proposal_page(const Site& site, const web::Request& request) {
  const auto language = language_of(request);
  const auto proposal = office::propose_round(site.office(), actor_of(request), wanted_of(request));
  if (!proposal) return new_page(site, request, {{"refusal", json_of(proposal.refusal(), language)}});
  Json subjects = Json::array(), stages = Json::array();
  std::size_t in_scope = 0;
  for (const auto& subject : proposal->subjects) {
    if (subjects.size() < rows_max) subjects.push_back(json_of(subject));
    in_scope += subject.out_of_scope.empty();
  }
  const std::size_t more = proposal->subjects.size() - subjects.size();
  for (std::size_t i = 0; i < proposal->stages.size(); ++i)
    stages.push_back(json_of(proposal->stages[i], i, language, site.now()));
  return new_page(site, request,
                  {{"proposal",
                    {{"subjects", subjects},
                     {"more", more > 0 ? Json(more) : Json()},
                     {"stages", stages},
                     {"in_scope", in_scope},
                     {"out_of_scope", proposal->subjects.size() - in_scope}}}});
}

/// Each time that the result stood on public notice.
Json notices_json(const Site& site, store::Id round_id) {
  Json list = Json::array();
  for (const auto& one :
       office::look(site.office(), [&](store::Reading& db) { return store::notices_of(db, round_id); }))
    list.push_back({{"number", one.number},
                    {"opened", shown_day(one.opened_at)},
                    {"until", shown_day(one.closes_at)},
                    {"ended", one.ended_at ? shown_day(*one.ended_at) : ""},
                    {"stands", one.ending.empty()},
                    {"is_over", one.ending == "over"},
                    {"is_withdrawn", one.ending == "withdrawn"}});
  return list;
}

web::Response overview(const Site& site, const web::Request& request, const Refusal* refusal) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto opened = office::open_round(site.office(), actor, part_number(request, "round"));
  if (!opened) return site.refusal(request, opened.refusal());
  const bool manages = actor.may(round::Command::ManageRounds, opened->round.unit_id);
  Json view = {{"title", opened->round.name},
               {"round", json_of(*opened, language, site.now())},
               {"at_overview", true},
               {"manages", manages}};
  if (manages) {
    const auto gates = office::gates_of(site.office(), *opened);
    for (std::size_t i = 0; i < gates.size(); ++i) view["round"]["stages"][i].update(json_of(gates[i], language));
  }
  if (manages)
    if (const auto changed = office::changed_reading(site.office(), actor, opened->round.id); changed && *changed)
      view["reading_changed"] = !(*changed)->is_over;
  view["notices"] = notices_json(site, opened->round.id);
  view["has_notices"] = !view["notices"].empty();
  view["today"] = shown_day(site.now());
  if (const auto progress = office::progress_of(site.office(), actor, opened->round.id, {false, 1, rows_max})) {
    Json people = Json::array();
    for (const auto& one : progress->rows)
      people.push_back(
          {{"id", one.account_id}, {"name", one.name}, {"unit", one.unit}, {"task", json_of(one.task, language)}});
    view["progress"] = people;
    if (progress->page.pages > 1) view["progress_more"] = progress->page.found - rows_max;
    view["has_progress"] = !people.empty();
    view["late"] = progress->late;
    view["has_late"] = progress->late > 0;
  }
  Json tasks = Json::array();
  for (const auto& task : office::tasks_in(site.office(), actor, *opened)) tasks.push_back(json_of(task, language));
  view["tasks"] = tasks;
  if (refusal) view["refusal"] = json_of(*refusal, language);
  return site.page(request, "round", view);
}

std::string path_of_people(store::Id round_id) { return "/rounds/" + std::to_string(round_id) + "/people"; }

/// Back to the page of the list that somebody looked at.
std::string same_page(std::string path, const web::Request& request) {
  const auto page = number_of(request.form.get("page"));
  return page && *page > 1 ? path + "?page=" + std::to_string(*page) : std::move(path);
}

web::Response people_page(const Site& site, const web::Request& request, const Json& extra) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto opened = office::open_round(site.office(), actor, part_number(request, "round"));
  if (!opened) return site.refusal(request, opened.refusal());
  if (!actor.may(round::Command::ManageRounds, opened->round.unit_id))
    return site.refusal(request, refuse(office::not_allowed, {round::row_of(round::Command::ManageRounds).name}));
  const auto units = office::look(site.office(), [](store::Reading& db) { return store::all_units(db); });
  Json subjects = Json::array(), rows = Json::array();
  const auto& known_kinds = opened->scheme().properties.kinds;
  const auto page = office::page_of(opened->subjects.size(), page_wanted(request), rows_max);
  for (std::size_t i = page.begin; i < page.end; ++i) {
    const auto& subject = opened->subjects[i];
    Json one = json_of(subject), kinds = Json::array();
    for (const auto& kind : known_kinds) kinds.push_back({{"word", kind}, {"is_chosen", kind == subject.kind}});
    one["kinds"] = kinds;
    subjects.push_back(one);
  }
  const auto row_of = [&](const std::string& requirement, const std::string& indicator, const std::string& title) {
    // One list a department, and an empty one for a further department.
    std::vector<std::pair<std::optional<store::Id>, std::optional<store::Id>>> chosen;  // department, subject
    for (const auto& a : opened->assignments)
      if (a.task == "assess" && a.indicator == requirement) chosen.emplace_back(a.unit_id, a.subject_id);
    chosen.emplace_back();
    Json slots = Json::array();
    for (const auto& [department, subject_id] : chosen) {
      Json choices = Json::array();
      for (const auto& unit : units)
        choices.push_back({{"id", unit.id}, {"name", unit.name}, {"is_chosen", department == unit.id}});
      std::string of;  // the subject that it is of alone
      if (subject_id)
        for (const auto& subject : opened->subjects)
          if (subject_id == subject.id) of = subject.name;
      slots.push_back({{"indicator", indicator},
                       {"title", title},
                       {"number", slots.size() + 1},
                       {"units", choices},
                       {"of_id", subject_id ? std::to_string(*subject_id) : ""},
                       {"of", of}});
    }
    rows.push_back({{"indicator", indicator}, {"title", title}, {"slots", slots}});
  };
  row_of("*", "*", site.word("people.every_indicator", language));
  for (const auto& indicator : opened->scheme().indicators) row_of(indicator.id, indicator.id, indicator.title);
  for (const auto& field : office::fields_of(opened->scheme()))
    if (field.indicator.empty()) row_of(field.requirement, field.header, "");  // a bonus, a ground, a line of a ladder
  Json view = {{"title", opened->round.name},
               {"round", json_of(*opened, language, site.now())},
               {"at_people", true},
               {"manages", true},
               {"subjects", subjects},
               {"pager", pager_json(page, path_of_people(opened->round.id) + "?")},
               {"has_kinds", !known_kinds.empty()},
               {"rows", rows},
               {"reminders", reminders_json(site, request, opened->round.id)}};
  view.update(extra);
  return site.page(request, "round_people", view);
}

web::Response remind(const Site& site, const web::Request& request) {
  const auto language = language_of(request);
  const auto done = office::remind(site.office(), actor_of(request), part_number(request, "round"),
                                   accounts_of(request), request.form.get("text"));
  if (!done) {
    if (done.refusal().row == &office::not_allowed || done.refusal().row == &office::not_found)
      return site.refusal(request, done.refusal());
    return people_page(site, request, {{"refusal", json_of(done.refusal(), language)}});
  }
  Json without = Json::array();
  for (const auto& name : done->without_address) without.push_back(name);
  return people_page(site, request,
                     {{"reminded",
                       {{"letters", std::to_string(done->letters)},
                        {"has_summary", done->has_summary},
                        {"without_address", without},
                        {"has_without_address", !without.empty()}}}});
}

}  // namespace

Result<> move_stage(const Site& site, const web::Request& request, const std::string& command,
                    const office::StageDates& dates, const std::string& reason) {
  const auto& actor = actor_of(request);
  const auto id = part_number(request, "round"), which = part_number(request, "stage");
  if (which < 0) return refuse(office::not_found, {Phrase("环节", "stage")});
  const auto place = static_cast<std::size_t>(which);
  if (command == "dates") return office::set_stage_dates(site.office(), actor, id, place, dates, reason);
  const auto known = round::stage_command_of(command);
  if (!known) return refuse(office::choice_unknown, {Phrase("操作", "command"), Phrase(command)});
  return office::change_stage(site.office(), actor, id, place, *known, reason);
}

void add_round_routes(Routes& routes, const Site& site) {
  routes.push_back(
      {"GET", "/rounds", "read_round", [&site](const web::Request& request) { return list_page(site, request); }});
  routes.push_back({"GET", "/rounds/new", "manage_rounds",
                    [&site](const web::Request& request) { return new_page(site, request, Json::object()); }});
  routes.push_back({"POST", "/rounds/new", "manage_rounds",
                    [&site](const web::Request& request) { return proposal_page(site, request); }});
  routes.push_back({"POST", "/rounds", "manage_rounds", [&site](const web::Request& request) {
                      auto made = office::create_round(site.office(), actor_of(request), wanted_of(request));
                      return made ? Site::redirect("/rounds/" + std::to_string(*made))
                                  : new_page(site, request,
                                             {{"refusal", json_of(made.refusal(), language_of(request))}});
                    }});
  routes.push_back({"GET", "/rounds/{round}", "read_round",
                    [&site](const web::Request& request) { return overview(site, request, nullptr); }});
  routes.push_back({"POST", "/rounds/{round}/state", "manage_rounds",
                    [&site](const web::Request& request) {
                      auto done =
                          office::set_round_state(site.office(), actor_of(request), part_number(request, "round"),
                                                  request.form.get("state"), request.form.get("reason"));
                      return done ? Site::redirect("/rounds/" + request.parts.at("round"))
                                  : overview(site, request, &done.refusal());
                    },
                    says("state", "over")});
  routes.push_back({"POST", "/rounds/{round}/first-day", "manage_rounds", [&site](const web::Request& request) {
                      auto done = office::lay_stages_anew(site.office(), actor_of(request),
                                                          part_number(request, "round"), request.form.get("starts_on"));
                      return done ? Site::redirect("/rounds/" + request.parts.at("round"))
                                  : overview(site, request, &done.refusal());
                    }});
  routes.push_back({"POST", "/rounds/{round}/stages/{stage}", "manage_rounds",
                    [&site](const web::Request& request) {
                      const auto& form = request.form;
                      auto done = move_stage(site, request, form.get("command"),
                                             {form.find("opens"), form.find("closes")}, form.get("reason"));
                      return done ? Site::redirect("/rounds/" + request.parts.at("round"))
                                  : overview(site, request, &done.refusal());
                    },
                    publishes(site)});
  routes.push_back({"GET", "/rounds/{round}/people", "manage_rounds",
                    [&site](const web::Request& request) { return people_page(site, request, Json::object()); }});
  routes.push_back({"POST", "/rounds/{round}/reminders", "remind", takes_list,
                    [&site](const web::Request& request) { return remind(site, request); }});
  routes.push_back(
      {"POST", "/rounds/{round}/people", "manage_rounds", takes_list, [&site](const web::Request& request) {
         std::vector<store::Assignment> assignments;
         const auto indicators = request.form.all("indicator"), units = request.form.all("unit"),
                    subjects = request.form.all("of");
         // None means every subject; what is no number is none of the round's, and is refused.
         const auto subject_of = [&](std::size_t i) {
           return i < subjects.size() && !subjects[i].empty() ? std::optional(number_of(subjects[i]).value_or(0))
                                                              : std::nullopt;
         };
         for (std::size_t i = 0; i < indicators.size() && i < units.size(); ++i)
           if (const auto unit = number_of(units[i]))
             assignments.push_back({0, 0, indicators[i], *unit, "assess", subject_of(i)});
         // Those of other tasks have no place on the page.
         const auto opened = office::open_round(site.office(), actor_of(request), part_number(request, "round"));
         if (!opened) return site.refusal(request, opened.refusal());
         for (const auto& a : opened->assignments)
           if (a.task != "assess") assignments.push_back(a);
         auto done = office::assign(site.office(), actor_of(request), part_number(request, "round"), assignments);
         return done ? Site::redirect("/rounds/" + request.parts.at("round") + "/people")
                     : site.refusal(request, done.refusal());
       }});
  routes.push_back(
      {"POST", "/rounds/{round}/subjects/{subject}", "manage_rounds", [&site](const web::Request& request) {
         auto done = office::change_subject(site.office(), actor_of(request), part_number(request, "subject"),
                                            request.form.get("pool"), request.form.get("kind"),
                                            request.form.get("out_of_scope"));
         return done ? Site::redirect(same_page("/rounds/" + request.parts.at("round") + "/people", request))
                     : site.refusal(request, done.refusal());
       }});
}

}  // namespace pingxing::site
