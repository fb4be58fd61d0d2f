// The past of a round from before the site: what is there, what a file would bring, and the import of exactly that. The
// preview carries the files along, so that nothing is kept on the server before somebody confirms.

#include "base/base64.hpp"
#include "office/messages.hpp"
#include "site/grave.hpp"
#include "site/office_views.hpp"
#include "site/past_views.hpp"
#include "site/site.hpp"
#include "site/takes.hpp"

namespace pingxing::site {

namespace {

constexpr std::size_t rows_shown_max = 500, files_shown = 4;  // more periods come in one table, or by the API

store::Id round_of(const web::Request& request) { return part_number(request, "round"); }

web::Response past_page(const Site& site, const web::Request& request, const Json& extra) {
  const auto language = language_of(request);
  const auto past = office::past_of_round(site.office(), actor_of(request), round_of(request),
                                          number_of(request.query.get("import")));
  if (!past) return site.refusal(request, past.refusal());
  Json slots = Json::array();
  for (std::size_t i = 1; i <= files_shown; ++i)
    slots.push_back({{"number", i}, {"suffix", i == 1 ? "" : std::to_string(i)}, {"is_first", i == 1}});
  Json view = {{"title", past->opened.round.name},
               {"round", json_of(past->opened, language, site.now())},
               {"at_people", true},
               {"manages", true},
               {"slots", slots}};
  view.update(json_of(*past, rows_shown_max, language));
  for (const auto* list : {"steps", "imports", "periods"}) view[std::string("has_") + list] = !view[list].empty();
  view["is_earlier"] = request.query.find("import").has_value() && view["has_imports"].boolean() &&
                       view["imports"][0]["id"].dump() != request.query.get("import");
  view["may_take_back"] = !past->fixed && !past->imports.empty() && !past->imports.front().periods.empty();
  if (past->fixed) view["fixed"] = json_of(*past->fixed, language);
  view.update(extra);
  return site.page(request, "past", view);
}

web::Response refused(const Site& site, const web::Request& request, const Refusal& refusal,
                      const Problems& problems = {}) {
  if (refusal.row == &office::not_allowed || refusal.row == &office::not_found) return site.refusal(request, refusal);
  return past_page(site, request, {{"refusal", json_of(refusal, problems, language_of(request))}});
}

web::Response preview(const Site& site, const web::Request& request) {
  const auto language = language_of(request);
  const auto files = past_files_of(request);
  Problems problems;
  const auto seen = office::preview_past(site.office(), actor_of(request), round_of(request), files, problems);
  if (!seen) return refused(site, request, seen.refusal(), problems);
  Json carried = Json::array();
  for (const auto& file : files)
    carried.push_back({{"period", file.period}, {"filename", file.filename}, {"bytes", base64_of(file.bytes)}});
  const auto opened = office::open_round(site.office(), actor_of(request), round_of(request));
  if (!opened) return site.refusal(request, opened.refusal());
  Json view = {{"title", site.word("past.preview", language)},
               {"round", json_of(*opened, language, site.now())},
               {"at_people", true},
               {"manages", true},
               {"files", carried},
               {"warnings", json_of(problems, language)},
               {"has_warnings", !problems.empty()},
               {"has_absent", !seen->absent.empty()},
               {"has_strangers", !seen->strangers.empty()}};
  view.update(json_of(*seen, rows_shown_max, language));
  return site.page(request, "past_preview", view);
}

web::Response import(const Site& site, const web::Request& request) {
  const auto& form = request.form;
  const auto all = form.all("bytes"), filenames = form.all("filename"), periods = form.all("period");
  if (all.size() != filenames.size() || all.size() != periods.size()) return site.error(400, request);
  std::vector<office::PastFile> files;
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto bytes = bytes_of_base64(all[i]);
    if (!bytes) return site.error(400, request);
    files.push_back({periods[i], filenames[i], std::move(*bytes)});
  }
  Problems problems;
  const auto done = office::import_past(site.office(), actor_of(request), round_of(request), files,
                                        form.get("fingerprint"), form.get("reason"), problems);
  return done ? Site::redirect("/rounds/" + request.parts.at("round") + "/past")
              : refused(site, request, done.refusal(), problems);
}

web::Response take_back(const Site& site, const web::Request& request) {
  const auto done =
      office::take_back_past(site.office(), actor_of(request), round_of(request), request.form.get("reason"));
  return done ? Site::redirect("/rounds/" + request.parts.at("round") + "/past")
              : refused(site, request, done.refusal());
}

web::Response template_file(const Site& site, const web::Request& request) {
  auto made = office::past_template(site.office(), actor_of(request), round_of(request));
  return made ? attachment(std::move(*made), xlsx_type, "past.xlsx") : site.refusal(request, made.refusal());
}

}  // namespace

void add_past_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/rounds/{round}/past", "manage_rounds",
                    [&site](const web::Request& request) { return past_page(site, request, Json::object()); }});
  routes.push_back({"GET", "/rounds/{round}/past/template", "manage_rounds",
                    [&site](const web::Request& request) { return template_file(site, request); }});
  routes.push_back({"POST", "/rounds/{round}/past/preview", "manage_rounds", takes_file,
                    [&site](const web::Request& request) { return preview(site, request); }});
  routes.push_back({"POST", "/rounds/{round}/past", "manage_rounds", takes_file,
                    [&site](const web::Request& request) { return import(site, request); }});
  routes.push_back({"POST", "/rounds/{round}/past/take-back", "manage_rounds",
                    [&site](const web::Request& request) { return take_back(site, request); }, always});
}

}  // namespace pingxing::site
