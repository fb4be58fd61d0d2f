// Units and people changed by hand: a unit added, renamed, moved, closed; a person added or changed.

#include "base/json.hpp"
#include "office/messages.hpp"
#include "site/office_views.hpp"
#include "site/site.hpp"

namespace pingxing::site {

namespace {

/// The kinds in use, offered beside the field.
Json kinds_of(const std::vector<std::string>& kinds) {
  Json list = Json::array();
  for (const auto& kind : kinds) list.push_back({{"kind", kind}});
  return list;
}

Json managed_units(const Site& site, const office::Actor& actor, std::int64_t chosen) {
  Json list = Json::array();
  for (const auto& unit : office::look(site.office(), [](store::Reading& db) { return store::all_units(db); })) {
    if (!actor.may(round::Command::ManageUnits, unit.id) || (unit.closed_on && unit.id != chosen)) continue;
    Json one = json_of(unit);
    one["is_chosen"] = unit.id == chosen;
    list.push_back(one);
  }
  return list;
}

web::Response unit_list(std::int64_t unit) { return Site::redirect("/units?unit=" + std::to_string(unit)); }

web::Response new_unit_page(const Site& site, const web::Request& request, const Refusal* refusal) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto parent = number_of(request.form.find("parent").value_or(request.query.get("parent"))).value_or(0);
  Json view = {{"title", site.word("unit.new", language)},
               {"units", managed_units(site, actor, parent)},
               {"kinds", kinds_of(template_choices(site.office(), actor).unit_kinds)},
               {"code", request.form.get("code")},
               {"name", request.form.get("name")},
               {"kind", request.form.get("kind")}};
  if (refusal) view["refusal"] = json_of(*refusal, language);
  return site.page(request, "unit_new", view);
}

web::Response unit_page(const Site& site, const web::Request& request, const Refusal* refusal) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto opened = office::open_unit(site.office(), actor, part_number(request, "unit"));
  if (!opened) return site.refusal(request, opened.refusal());
  Json unit = json_of(*opened);
  unit["is_closed"] = opened->unit.closed_on.has_value();
  unit["has_targets"] = !opened->targets.empty();
  unit["has_moves"] = !opened->moves.empty();
  Json view = {{"title", opened->unit.name},
               {"unit", unit},
               {"kinds", kinds_of(template_choices(site.office(), actor).unit_kinds)},
               {"today", shown_day(site.now())}};
  if (refusal) view["refusal"] = json_of(*refusal, language);
  return site.page(request, "unit", view);
}

office::PersonEntry entry_of(const web::Request& request) {
  const auto& form = request.form;
  return {form.get("code"),     number_of(form.get("unit")).value_or(0),
          form.get("name"),     form.get("kind"),
          form.get("post"),     form.get("phone"),
          form.get("identity"), form.get("joined"),
          form.get("left")};
}

/// The form with what was typed, or with what is stored.
web::Response person_page(const Site& site, const web::Request& request, const Json& person, const Json& extra) {
  const auto& actor = actor_of(request);
  const auto unit = person.whole_at("unit").value_or(0);
  Json view = {
      {"title", site.word(person.whole_at("id").value_or(0) ? "person.change" : "person.new", language_of(request))},
      {"person", person},
      {"units", managed_units(site, actor, unit)},
      {"kinds", kinds_of(template_choices(site.office(), actor).person_kinds)}};
  view.update(extra);
  return site.page(request, "person", view);
}

web::Response new_person_page(const Site& site, const web::Request& request) {
  const auto unit = number_of(request.query.get("unit"));
  return person_page(site, request, unit ? Json{{"unit", *unit}} : Json::object(), Json::object());
}

web::Response known_person_page(const Site& site, const web::Request& request, const Json& extra) {
  const auto opened = office::open_person(site.office(), actor_of(request), part_number(request, "person"));
  if (!opened) return site.refusal(request, opened.refusal());
  return person_page(site, request, json_of(*opened), extra);
}

/// What follows a save of either kind.
web::Response saved_person(const Site& site, const web::Request& request, std::int64_t id,
                           const Result<office::SavedPerson>& saved, const office::PersonEntry& entry) {
  const auto language = language_of(request);
  if (saved) {
    if (!saved->identity_fault) return unit_list(entry.unit_id);
    const Json warning = {{"warning", saved->identity_fault->in(language)}};
    web::Request again = request;
    again.parts["person"] = std::to_string(saved->id);
    return known_person_page(site, again, warning);
  }
  if (saved.refusal().row == &office::not_found) return site.refusal(request, saved.refusal());
  Json typed = {{"unit", entry.unit_id},        {"code", entry.code},       {"name", entry.name},
                {"kind", entry.kind},           {"post", entry.title},      {"phone", entry.phone},
                {"joined_on", entry.joined_on}, {"left_on", entry.left_on}, {"identity_number", entry.identity_number}};
  if (id != 0) typed["id"] = id;
  return person_page(site, request, typed, {{"refusal", json_of(saved.refusal(), language)}});
}

}  // namespace

void add_unit_edit_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/units/new", "manage_units",
                    [&site](const web::Request& request) { return new_unit_page(site, request, nullptr); }});
  routes.push_back({"POST", "/units", "manage_units", [&site](const web::Request& request) {
                      const auto made = office::create_unit(
                          site.office(), actor_of(request),
                          {number_of(request.form.get("parent")).value_or(0), request.form.get("code"),
                           request.form.get("name"), request.form.get("kind")});
                      return made ? unit_list(*made) : new_unit_page(site, request, &made.refusal());
                    }});
  routes.push_back({"GET", "/units/{unit}", "manage_units",
                    [&site](const web::Request& request) { return unit_page(site, request, nullptr); }});
  const auto change = [&routes, &site](const std::string& what, auto work) {
    routes.push_back({"POST", "/units/{unit}" + what, "manage_units", [&site, work](const web::Request& request) {
                        const auto id = part_number(request, "unit");
                        const Result<> done = work(actor_of(request), id, request.form);
                        return done ? unit_list(id) : unit_page(site, request, &done.refusal());
                      }});
  };
  change("", [&site](const office::Actor& actor, store::Id id, const web::Fields& form) {
    return office::rename_unit(site.office(), actor, id, form.get("name"), form.get("kind"));
  });
  change("/move", [&site](const office::Actor& actor, store::Id id, const web::Fields& form) {
    return office::move_unit(site.office(), actor, id, number_of(form.get("to")).value_or(0), form.get("reason"));
  });
  change("/close", [&site](const office::Actor& actor, store::Id id, const web::Fields& form) {
    return office::close_unit(site.office(), actor, id, form.get("day"));
  });
  routes.push_back({"GET", "/people/new", "manage_units",
                    [&site](const web::Request& request) { return new_person_page(site, request); }});
  routes.push_back({"POST", "/people", "manage_units", [&site](const web::Request& request) {
                      const auto entry = entry_of(request);
                      return saved_person(site, request, 0,
                                          office::create_person(site.office(), actor_of(request), entry), entry);
                    }});
  routes.push_back({"GET", "/people/{person}", "manage_units",
                    [&site](const web::Request& request) { return known_person_page(site, request, Json::object()); }});
  routes.push_back({"POST", "/people/{person}", "manage_units", [&site](const web::Request& request) {
                      const auto entry = entry_of(request);
                      const auto id = part_number(request, "person");
                      return saved_person(site, request, id,
                                          office::change_person(site.office(), actor_of(request), id, entry), entry);
                    }});
}

}  // namespace pingxing::site
