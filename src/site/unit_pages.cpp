// The tree of units with their people.
#include <algorithm>
#include <map>

#include "base/json.hpp"
#include "office/masking.hpp"
#include "office/messages.hpp"
#include "site/json_views.hpp"
#include "site/site.hpp"
#include "store/people_list.hpp"
#include "web/decode.hpp"

namespace pingxing::site {

namespace {

constexpr std::size_t page_rows = 200;

web::Response units_page(const Site& site, const web::Request& request) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto chosen = number_of(request.query.get("unit"));
  std::vector<store::Unit> units;
  std::vector<store::Person> people;  // of the unit that is chosen: a page, and the first of the next
  std::vector<store::Post> posts;
  std::map<store::Id, std::int64_t> counts;
  site.office().database.read([&](store::Reading& db) {
    units = store::all_units(db);
    counts = store::people_counts(db);
    if (chosen) people = store::people_of_unit(db, *chosen, request.query.get("after"), page_rows + 1);
    posts = store::posts_of(db, people);
  });
  const bool has_more = people.size() > page_rows;
  if (has_more) people.pop_back();
  const auto may_see = [&](const store::Unit& unit) { return actor.may(round::Command::ReadUnits, unit.id); };
  // Depth first, so that the list reads as a tree.
  Json rows = Json::array();
  const std::function<void(std::optional<store::Id>, int)> walk = [&](std::optional<store::Id> parent, int depth) {
    for (const auto& unit : units) {
      if (unit.parent_id != parent) continue;
      if (may_see(unit)) {
        Json blanks = Json::array();
        for (int i = 0; i < depth; ++i) blanks.push_back(i);
        rows.push_back({{"id", unit.id},
                        {"code", unit.code},
                        {"name", unit.name},
                        {"kind", unit.kind},
                        {"people", counts[unit.id]},
                        {"depth", depth},
                        {"blanks", blanks},
                        {"closed_on", unit.closed_on.value_or("")},
                        {"is_chosen", chosen == unit.id}});
      }
      walk(unit.id, depth + 1);
    }
  };
  walk(std::nullopt, 0);
  Json view = {{"title", site.word("units.title", language)},
               {"units", rows},
               {"manages", actor.may(round::Command::ManageUnits)}};
  if (chosen) {
    const auto unit = std::find_if(units.begin(), units.end(), [&](const auto& u) { return u.id == *chosen; });
    if (unit == units.end() || !may_see(*unit))
      return site.refusal(request, refuse(office::not_found, {Phrase("单位", "unit")}));
    const bool sees_all = actor.may(round::Command::ManageUnits, unit->id);
    Json list = Json::array();
    for (const auto& person : people) {
      std::string post;
      for (const auto& one : posts)
        if (one.person_id == person.id && !one.until_on) post += (post.empty() ? "" : "、") + one.title;
      list.push_back({{"id", person.id},
                      {"code", person.code},
                      {"name", person.name},
                      {"kind", person.kind},
                      {"post", post},
                      {"phone", sees_all ? person.phone : office::masked_phone(person.phone)},
                      {"identity", sees_all ? person.identity_number : office::masked_identity(person.identity_number)},
                      {"joined_on", person.joined_on.value_or("")},
                      {"left_on", person.left_on.value_or("")}});
    }
    view["unit"] = {{"id", unit->id},
                    {"name", unit->name},
                    {"people", list},
                    {"has_people", !list.empty()},
                    {"after", has_more ? Json(web::encode_percent(people.back().code)) : Json()},
                    {"is_managed", sees_all}};
  }
  return site.page(request, "units", view);
}

}  // namespace

void add_unit_routes(Routes& routes, const Site& site) {
  routes.push_back(
      {"GET", "/units", "read_units", [&site](const web::Request& request) { return units_page(site, request); }});
}

}  // namespace pingxing::site
