// The API of units and people: one by one, and by tables.
#include "office/messages.hpp"
#include "office/page_of.hpp"
#include "site/api_call.hpp"
#include "site/job_pages.hpp"
#include "site/office_views.hpp"

namespace pingxing::site {

namespace {

Json list_units(const Site& site, const office::Actor& actor) {
  Json units = Json::array();
  for (const auto& unit : office::look(site.office(), [](store::Reading& db) { return store::all_units(db); }))
    if (actor.may(round::Command::ReadUnits, unit.id)) units.push_back(json_of(unit));
  return units;
}

web::Response list_people(const Site& site, const web::Request& request) {
  constexpr std::size_t page_rows = 1'000;
  auto list = office::list_people(site.office(), actor_of(request), part_number(request, "unit"),
                                  request.query.get("after"), page_rows + 1);
  if (!list) return site.refusal(request, list.refusal());
  const bool has_more = list->size() > page_rows;
  if (has_more) list->pop_back();
  Json people = Json::array();
  for (const auto& view : *list) {
    const auto& person = view.person;
    people.push_back({{"id", person.id},
                      {"code", person.code},
                      {"name", person.name},
                      {"unit", person.unit_id},
                      {"unit_name", view.unit},
                      {"kind", person.kind},
                      {"post", view.title},
                      {"phone", person.phone},
                      {"identity_number", person.identity_number},
                      {"is_masked", view.is_masked},
                      {"joined_on", person.joined_on.value_or("")},
                      {"left_on", person.left_on.value_or("")}});
  }
  Json page = {{"people", people}};
  if (has_more) page["next"] = list->back().person.code;
  return site.json(page);
}

/// What the body says; what it does not say stays as it is.
office::PersonEntry entry_of(const Json& body, office::PersonEntry entry) {
  for (const auto& [key, into] : {std::pair("name", &entry.name),
                                  {"kind", &entry.kind},
                                  {"post", &entry.title},
                                  {"phone", &entry.phone},
                                  {"identity_number", &entry.identity_number},
                                  {"joined_on", &entry.joined_on},
                                  {"left_on", &entry.left_on}})
    if (body.contains(key)) *into = text_of(body, key);
  if (body.contains("unit")) entry.unit_id = id_of(body, "unit");
  return entry;
}

web::Response saved(const Site& site, const web::Request& request, const Result<office::SavedPerson>& done,
                    int status) {
  if (!done) return site.refusal(request, done.refusal());
  Json json = {{"id", done->id}};
  if (done->identity_fault) json["warning"] = done->identity_fault->in(language_of(request));
  return site.json(json, status);
}

web::Response answer(const Site& site, const web::Request& request, const Result<>& done) {
  return done ? site.json({{"done", true}}) : site.refusal(request, done.refusal());
}

std::optional<bool> is_units(const web::Request& request) {
  const auto& table = request.parts.at("table");
  return table == "units" ? std::optional(true) : table == "people" ? std::optional(false) : std::nullopt;
}

web::Response preview(const Site& site, const web::Request& request) {
  const auto units = is_units(request);
  const auto* file = upload_of(request, "file");
  if (!units) return site.error(404, request);
  if (!file) return site.refusal(request, refuse(office::text_missing, {Phrase("文件", "file")}));
  Problems problems;
  auto seen = *units ? office::preview_units(site.office(), actor_of(request), file->filename, file->bytes, problems)
                     : office::preview_people(site.office(), actor_of(request), file->filename, file->bytes, problems);
  if (!seen) return with_problems(site, request, seen.refusal(), problems);
  constexpr std::size_t rows_max = 1'000;  // of a page
  const auto page = office::page_of(seen->rows.size(), page_wanted(request), rows_max);
  auto& rows = seen->rows;
  rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(page.end), rows.end());
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(page.begin));
  Json json = json_of(*seen, true, rows.size(), language_of(request));
  json.erase("more");
  json["page"] = page.page;
  json["pages"] = page.pages;
  json["warnings"] = json_of(problems, language_of(request));
  return site.json(json);
}

web::Response import(const Site& site, const web::Request& request) {
  const auto units = is_units(request);
  const auto* file = upload_of(request, "file");
  if (!units) return site.error(404, request);
  if (!file) return site.refusal(request, refuse(office::text_missing, {Phrase("文件", "file")}));
  const auto fingerprint = request.form.get("fingerprint");
  if (auto job = import_as_job(site, request, *units, file->filename, file->bytes, fingerprint)) return std::move(*job);
  Problems problems;
  const auto done =
      *units
          ? office::import_units(site.office(), actor_of(request), file->filename, file->bytes, fingerprint, problems)
          : office::import_people(site.office(), actor_of(request), file->filename, file->bytes, fingerprint, problems);
  if (!done) return with_problems(site, request, done.refusal(), problems);
  return site.json({{"added", done->added}, {"changed", done->changed}, {"unchanged", done->unchanged}});
}

}  // namespace

void add_unit_calls(Routes& routes, const Site& site) {
  const auto add = [&](const char* method, const char* path, const char* permission, const Call& work) {
    routes.push_back(api_call(site, method, path, permission, work));
  };
  add("GET", "/units", "read_units", [&site](const web::Request& request, const Json&) {
    return site.json({{"units", list_units(site, actor_of(request))}});
  });
  add("POST", "/units", "manage_units", [&site](const web::Request& request, const Json& body) {
    const auto made = office::create_unit(
        site.office(), actor_of(request),
        {id_of(body, "parent"), text_of(body, "code"), text_of(body, "name"), text_of(body, "kind")});
    return made ? site.json({{"id", *made}}, 201) : site.refusal(request, made.refusal());
  });
  add("GET", "/units/{unit}", "manage_units", [&site](const web::Request& request, const Json&) {
    const auto opened = office::open_unit(site.office(), actor_of(request), part_number(request, "unit"));
    return opened ? site.json(json_of(*opened)) : site.refusal(request, opened.refusal());
  });
  add("PATCH", "/units/{unit}", "manage_units", [&site](const web::Request& request, const Json& body) {
    const auto id = part_number(request, "unit");
    const auto opened = office::open_unit(site.office(), actor_of(request), id);
    if (!opened) return site.refusal(request, opened.refusal());
    const auto& unit = opened->unit;
    return answer(site, request,
                  office::rename_unit(site.office(), actor_of(request), id,
                                      body.contains("name") ? text_of(body, "name") : unit.name,
                                      body.contains("kind") ? text_of(body, "kind") : unit.kind));
  });
  add("POST", "/units/{unit}/move", "manage_units", [&site](const web::Request& request, const Json& body) {
    return answer(site, request,
                  office::move_unit(site.office(), actor_of(request), part_number(request, "unit"), id_of(body, "to"),
                                    text_of(body, "reason")));
  });
  add("POST", "/units/{unit}/close", "manage_units", [&site](const web::Request& request, const Json& body) {
    return answer(
        site, request,
        office::close_unit(site.office(), actor_of(request), part_number(request, "unit"), text_of(body, "day")));
  });
  add("GET", "/units/{unit}/people", "read_units",
      [&site](const web::Request& request, const Json&) { return list_people(site, request); });
  add("POST", "/people", "manage_units", [&site](const web::Request& request, const Json& body) {
    office::PersonEntry entry;
    entry.code = text_of(body, "code");
    return saved(site, request, office::create_person(site.office(), actor_of(request), entry_of(body, entry)), 201);
  });
  add("GET", "/people/{person}", "manage_units", [&site](const web::Request& request, const Json&) {
    const auto opened = office::open_person(site.office(), actor_of(request), part_number(request, "person"));
    return opened ? site.json(json_of(*opened)) : site.refusal(request, opened.refusal());
  });
  add("PATCH", "/people/{person}", "manage_units", [&site](const web::Request& request, const Json& body) {
    const auto id = part_number(request, "person");
    const auto opened = office::open_person(site.office(), actor_of(request), id);
    if (!opened) return site.refusal(request, opened.refusal());
    const auto& person = opened->person;
    const office::PersonEntry now{person.code,
                                  person.unit_id,
                                  person.name,
                                  person.kind,
                                  opened->title,
                                  person.phone,
                                  person.identity_number,
                                  person.joined_on.value_or(""),
                                  person.left_on.value_or("")};
    return saved(site, request, office::change_person(site.office(), actor_of(request), id, entry_of(body, now)), 200);
  });
}

void add_import_calls(Routes& routes, const Site& site) {
  const auto add = [&](const char* method, const char* path, const Call& work) {
    routes.push_back(api_call(site, method, path, "manage_units", work));
  };
  add("GET", "/imports/{table}/template", [&site](const web::Request& request, const Json&) {
    const auto units = is_units(request);
    if (!units) return site.error(404, request);
    const auto choices = template_choices(site.office(), actor_of(request));
    return *units ? attachment(office::units_template(choices.unit_kinds), xlsx_type, "units.xlsx")
                  : attachment(office::people_template(choices.person_kinds, choices.unit_codes), xlsx_type,
                               "people.xlsx");
  });
  add("POST", "/imports/{table}/preview",
      [&site](const web::Request& request, const Json&) { return preview(site, request); });
  add("POST", "/imports/{table}", [&site](const web::Request& request, const Json&) { return import(site, request); });
}

}  // namespace pingxing::site
