// Filling in: the sheet of figures, single cells, whole files; spot checks.
#include <algorithm>
#include <map>
#include <set>

#include "base/json.hpp"
#include "office/evidence.hpp"
#include "office/messages.hpp"
#include "site/body.hpp"
#include "site/json_views.hpp"
#include "site/office_views.hpp"
#include "site/site.hpp"
#include "site/takes.hpp"

namespace pingxing::site {

namespace {

std::optional<office::Source> wanted_source(const web::Request& request) {
  return office::source_of(request.query.find("source").value_or(request.form.get("source")));
}

/// How many files there are, beside the first input of each indicator, with the way to hand in more.
void add_evidence_counts(const Site& site, const office::Actor& actor, const office::OpenedRound& opened,
                         const office::FigureSheet& sheet, Json& view) {
  const auto list = office::list_evidence(site.office(), actor, opened.round.id);
  if (!list) return;
  std::map<std::pair<store::Id, std::string>, int> counts;
  for (const auto& one : *list) ++counts[{one.evidence.subject_id, one.evidence.indicator}];
  view["evidence_count"] = std::to_string(list->size());
  auto& rows = view["sheet"]["rows"];
  for (std::size_t r = 0; r < sheet.subjects.size(); ++r) {
    std::set<std::string> seen;
    for (std::size_t f = 0; f < sheet.fields.size(); ++f) {
      const auto& indicator = sheet.fields[f].indicator;
      auto& cell = rows[r]["cells"][f];
      if (indicator.empty() || !cell["applies"].boolean() || !seen.insert(indicator).second) continue;
      const auto found = counts.find({sheet.subjects[r].id, indicator});
      if (found == counts.end() && !sheet.is_open) continue;
      cell["clip"] = {{"indicator", indicator}, {"count", found == counts.end() ? "" : std::to_string(found->second)}};
    }
  }
}

web::Response sheet_page(const Site& site, const web::Request& request, const Json& extra) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto source = wanted_source(request).value_or(office::Source::Assessed);
  const auto opened = office::open_round(site.office(), actor, part_number(request, "round"));
  if (!opened) return site.refusal(request, opened.refusal());
  const auto sheet = office::open_sheet(site.office(), actor, opened->round.id, source);
  if (!sheet) return site.refusal(request, sheet.refusal());
  const std::string word(office::word_of(source));
  Json view = {{"title", opened->round.name},
               {"round", json_of(*opened, language, site.now())},
               {"at_" + word, true},
               {"manages", actor.may(round::Command::ManageRounds, opened->round.unit_id)},
               {"sheet", json_of(*sheet, opened->scheme(), language)},
               {"source", word},
               {"heading", site.word("figures." + word, language)}};
  add_evidence_counts(site, actor, *opened, *sheet, view);
  view.update(extra);
  return site.page(request, "figures", view);
}

web::Response save(const Site& site, const web::Request& request) {
  const auto read = read_body(site, request, {"source", "subject", "input", "value", "reason", "replaces"});
  if (read.refused) return *read.refused;
  const Json* const body = &read.object;
  const auto text = [&](const char* key) {
    const auto* found = body->text_at(key);
    return found ? *found : std::string();
  };
  const auto number = [&](const char* key) { return body->whole_at(key).value_or(0); };
  const auto source = office::source_of(text("source"));
  if (!source)
    return site.refusal(request, refuse(office::choice_unknown, {Phrase("来源", "source"), Phrase(text("source"))}));
  const auto id = part_number(request, "round");
  const auto& actor = actor_of(request);
  auto saved = office::save_cell(site.office(), actor, id, *source,
                                 {number("subject"), text("input"), text("value"), text("reason"), number("replaces")});
  if (saved) return site.json({{"fact", saved->fact_id}, {"value", saved->value}});
  auto response = site.refusal(request, saved.refusal());
  if (saved.refusal().row == &office::changed_meanwhile) {
    const auto now = office::look(site.office(), [&](store::Reading& db) {
      return store::fact_now(db, id, number("subject"), text("input"), text("source"));
    });
    auto view = Json::parse(response.body);
    if (now)
      view["now"] = {{"fact", now->id},
                     {"value", now->value},
                     {"reason", now->reason},
                     {"by", saved.refusal().words.at(0).in(language_of(request))}};
    response.body = view.dump();
  }
  return response;
}

}  // namespace

void add_figure_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/rounds/{round}/figures", "read_round",
                    [&site](const web::Request& request) { return sheet_page(site, request, Json::object()); }});
  routes.push_back({"POST", "/rounds/{round}/figures", "read_round",
                    [&site](const web::Request& request) { return save(site, request); }});
  routes.push_back({"GET", "/rounds/{round}/figures.xlsx", "read_round", [&site](const web::Request& request) {
                      auto bytes = office::export_sheet(site.office(), actor_of(request), part_number(request, "round"),
                                                        wanted_source(request).value_or(office::Source::Assessed));
                      if (!bytes) return site.refusal(request, bytes.refusal());
                      return attachment(std::move(*bytes),
                                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                        "facts.xlsx");
                    }});
  routes.push_back(
      {"POST", "/rounds/{round}/figures/import", "read_round", takes_file, [&site](const web::Request& request) {
         const auto language = language_of(request);
         const auto source = wanted_source(request).value_or(office::Source::Assessed);
         Problems problems;
         const bool has_file = !request.uploads.empty() && !request.uploads[0].bytes.empty();
         auto done = has_file
                         ? office::import_sheet(site.office(), actor_of(request), part_number(request, "round"), source,
                                                request.uploads[0].filename, request.uploads[0].bytes, problems)
                         : Result<office::Imported>(refuse(office::text_missing, {Phrase("文件", "file")}));
         if (done)
           return sheet_page(site, request,
                             {{"imported", {{"changed", done->changed}, {"unchanged", done->unchanged}}}});
         return sheet_page(site, request, {{"refusal", json_of(done.refusal(), problems, language)}});
       }});
  routes.push_back({"GET", "/rounds/{round}/spot-checks", "read_round", [&site](const web::Request& request) {
                      const auto language = language_of(request);
                      const auto& actor = actor_of(request);
                      const auto opened = office::open_round(site.office(), actor, part_number(request, "round"));
                      if (!opened) return site.refusal(request, opened.refusal());
                      Json checks = Json::array();
                      for (const auto& one : office::list_spot_checks(site.office(), opened->round.id)) {
                        Json drawn = Json::array();
                        for (const auto& subject : one.drawn) drawn.push_back(json_of(subject));
                        checks.push_back({{"seed", one.check.seed},
                                          {"size", one.check.size},
                                          {"at", shown_moment(one.check.drawn_at)},
                                          {"drawn", drawn}});
                      }
                      return site.page(request, "spot_checks",
                                       {{"title", opened->round.name},
                                        {"round", json_of(*opened, language, site.now())},
                                        {"at_spot_checks", true},
                                        {"manages", actor.may(round::Command::ManageRounds, opened->round.unit_id)},
                                        {"checks", checks},
                                        {"has_checks", !checks.empty()}});
                    }});
  routes.push_back({"POST", "/rounds/{round}/spot-checks", "manage_rounds", [&site](const web::Request& request) {
                      auto done = office::draw_spot_check(site.office(), actor_of(request),
                                                          part_number(request, "round"), request.form.get("seed"),
                                                          number_of(request.form.get("size")).value_or(0));
                      return done ? Site::redirect("/rounds/" + request.parts.at("round") + "/spot-checks")
                                  : site.refusal(request, done.refusal());
                    }});
}

}  // namespace pingxing::site
