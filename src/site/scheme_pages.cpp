// The library of schemes, the editor with the checker beside it, and versions compared.

#include "base/hash.hpp"
#include "base/json.hpp"
#include "office/ask_what_if.hpp"
#include "office/figures.hpp"
#include "office/rounds.hpp"
#include "round/stage.hpp"
#include "scheme/print.hpp"
#include "site/json_views.hpp"
#include "site/reading_views.hpp"
#include "site/scheme_findings.hpp"
#include "site/site.hpp"
#include "site/takes.hpp"

namespace pingxing::site {

namespace {

web::Response library(const Site& site, const web::Request& request) {
  const auto language = language_of(request);
  const auto list = office::list_schemes(site.office(), actor_of(request));
  if (!list) return site.refusal(request, list.refusal());
  Json schemes = Json::array(), ready = Json::array();
  for (const auto& row : *list) schemes.push_back(json_of(row));
  for (const auto& one : office::ready_made_schemes()) ready.push_back({{"name", one.name}, {"title", one.title}});
  Json readings = Json::array();
  if (const auto all = office::changed_readings(site.office(), actor_of(request)))
    for (const auto& one : *all) readings.push_back(json_of(one, language));
  return site.page(request, "schemes",
                   {{"title", site.word("schemes.title", language)},
                    {"schemes", schemes},
                    {"has_schemes", !schemes.empty()},
                    {"readings", readings},
                    {"has_readings", !readings.empty()},
                    {"ready", ready}});
}

Json counts_of(const Problems& problems) {
  const auto errors = problems.error_count(), warnings = problems.count() - errors;
  return {{"errors", errors},
          {"warnings", warnings},
          {"has_errors", errors > 0},
          {"has_warnings", warnings > 0},
          {"is_clean", problems.empty()}};
}

/// The notice, the columns that will have to be filled in, and the stages: what stands beside the text.
std::string side_of(const Site& site, const office::SchemeReading& reading, Language language) {
  const scheme::Scheme& s = reading.scheme;
  const Json examples = examples_json(reading, language);
  Json fields = Json::array(), stages = Json::array();
  for (const auto& field : office::fields_of(s))
    fields.push_back({{"header", field.header},
                      {"title", field.title},
                      {"unit", field.unit},
                      {"expected", field.expected.in(language)},
                      {"line", s.inputs[static_cast<std::size_t>(field.input)].place.line}});
  for (const auto& stage : s.stages) {
    std::string actors;
    for (const auto& actor : stage.actors)
      actors += (actors.empty() ? "" : language == Language::Chinese ? "、" : ", ") + actor;
    stages.push_back({{"title", stage.title},
                      {"kind", round::name_of(stage.kind).in(language)},
                      {"days", stage.days ? Json(*stage.days) : Json()},
                      {"are_working_days", stage.are_working_days},
                      {"actors", actors},
                      {"line", stage.place.line}});
  }
  return site.part("scheme_side", language,
                   {{"notice", scheme::print_html_body(s)},
                    {"examples", examples},
                    {"has_examples", !examples.empty()},
                    {"fields", fields},
                    {"has_fields", !fields.empty()},
                    {"stages", stages},
                    {"has_stages", !stages.empty()}});
}

/// Rounds on whose figures a draft can be tried.
Json rounds_to_try(const Site& site, const web::Request& request) {
  Json rounds = Json::array();
  if (const auto list = office::list_rounds(site.office(), actor_of(request)))
    for (const auto& row : *list)
      if (row.round.state != "draft" && actor_of(request).may(round::Command::CompareWhatIf, row.round.unit_id))
        rounds.push_back({{"id", row.round.id}, {"name", row.round.name}});
  return rounds;
}

web::Response editor(const Site& site, const web::Request& request, Json view, const std::string& text) {
  const auto language = language_of(request);
  const auto reading = office::read_scheme_text(text);
  view["text"] = text;
  view["problems"] = json_of(reading->problems, language);
  view["counts"] = counts_of(reading->problems);
  view["preview"] = side_of(site, *reading, language);
  const Json rounds = rounds_to_try(site, request);
  view["rounds_to_try"] = rounds;
  view["has_rounds_to_try"] = !rounds.empty();
  // The editor makes style elements of its own: they carry a word that only this answer knows. It also
  // writes the width of a tab as an attribute.
  const auto nonce = hex_of(site.office().random.bytes(16));
  view["nonce"] = nonce;
  auto response = site.page(request, "scheme_edit", view);
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'self'; style-src 'self' 'nonce-" + nonce +
                                    "'; style-src-attr 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
                                    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
  return response;
}

web::Response opened(const Site& site, const web::Request& request, const Refusal* refusal) {
  const auto language = language_of(request);
  const auto found = office::open_scheme(site.office(), actor_of(request), part_number(request, "scheme"),
                                         number_of(request.query.get("version")).value_or(0));
  if (!found) return site.refusal(request, found.refusal());
  Json versions = Json::array();
  for (const auto& version : found->versions)
    versions.push_back({{"number", version.number},
                        {"note", version.note},
                        {"created", shown_moment(version.created_at)},
                        {"is_this", version.number == found->version.number}});
  Json view = {{"title", found->scheme.name},         {"id", found->scheme.id},
               {"number", found->version.number},     {"versions", versions},
               {"has_versions", versions.size() > 1}, {"rounds", found->rounds},
               {"is_frozen", found->rounds > 0},      {"action", "/schemes/" + std::to_string(found->scheme.id)},
               {"sha256", found->version.sha256},     {"may_save", office::may_save(actor_of(request), found->scheme)}};
  if (refusal) view["refusal"] = json_of(*refusal, language);
  return editor(site, request, view,
                refusal && request.form.find("text") ? request.form.get("text") : found->version.text);
}

/// What the text in the editor would have made of a round's figures; the text stays as it was typed.
web::Response back_tested(const Site& site, const web::Request& request) {
  const auto language = language_of(request);
  const auto text = request.form.get("text");
  Json view = {{"title", site.word("back_test.title", language)}, {"text", text}};
  Problems problems;
  const auto round =
      office::open_round(site.office(), actor_of(request), number_of(request.form.get("round")).value_or(-1));
  if (!round) return site.refusal(request, round.refusal());
  view["round_name"] = round->round.name;
  const auto would = office::ask_what_if(site.office(), actor_of(request), round->round.id, {{}, {}, text}, problems);
  view["problems"] = json_of(problems, language);
  if (would)
    view["would"] = json_of(*would, language);
  else
    view["refusal"] = json_of(would.refusal(), language);
  return site.page(request, "back_test", view);
}

web::Response compared(const Site& site, const web::Request& request) {
  const auto language = language_of(request);
  const auto id = part_number(request, "scheme");
  const auto after =
      office::open_scheme(site.office(), actor_of(request), id, number_of(request.query.get("to")).value_or(0));
  if (!after) return site.refusal(request, after.refusal());
  const auto before = office::open_scheme(
      site.office(), actor_of(request), id,
      number_of(request.query.get("from")).value_or(std::max<std::int64_t>(1, after->version.number - 1)));
  if (!before) return site.refusal(request, before.refusal());
  Json lines = Json::array();
  for (const auto& one : office::compare_schemes(office::scheme_of_version(before->version)->scheme,
                                                 office::scheme_of_version(after->version)->scheme))
    lines.push_back({{"text", one.text.in(language)}, {"before", one.before}, {"after", one.after}});
  return site.page(request, "scheme_compare",
                   {{"title", site.word("compare.title", language)},
                    {"id", id},
                    {"name", after->scheme.name},
                    {"from", before->version.number},
                    {"to", after->version.number},
                    {"lines", lines},
                    {"is_same", lines.empty()}});
}

}  // namespace

void add_scheme_routes(Routes& routes, const Site& site) {
  routes.push_back(
      {"GET", "/schemes", "read_schemes", [&site](const web::Request& request) { return library(site, request); }});
  routes.push_back({"GET", "/schemes/new", "manage_schemes", [&site](const web::Request& request) {
                      std::string text;
                      for (const auto& one : office::ready_made_schemes())
                        if (one.name == request.query.get("from")) text = std::string(one.text);
                      return editor(site, request,
                                    {{"title", site.word("schemes.new", language_of(request))},
                                     {"is_new", true},
                                     {"may_save", true},
                                     {"action", "/schemes"}},
                                    text);
                    }});
  routes.push_back({"POST", "/schemes", "manage_schemes", takes_text, [&site](const web::Request& request) {
                      std::string text = request.form.get("text");
                      if (!request.uploads.empty() && !request.uploads[0].bytes.empty())
                        text = request.uploads[0].bytes;
                      auto saved = office::add_scheme(site.office(), actor_of(request), "", text);
                      if (saved) return Site::redirect("/schemes/" + std::to_string(saved->scheme_id));
                      const auto language = language_of(request);
                      return editor(site, request,
                                    {{"title", site.word("schemes.new", language)},
                                     {"is_new", true},
                                     {"may_save", true},
                                     {"action", "/schemes"},
                                     {"refusal", json_of(saved.refusal(), language)}},
                                    text);
                    }});
  routes.push_back({"POST", "/schemes/check", "read_schemes", takes_text, [&site](const web::Request& request) {
                      const auto reading = office::read_scheme_text(request.form.get("text"));
                      return site.json({{"problems", findings_of(*reading, language_of(request))},
                                        {"lines", account_json(*reading, language_of(request))},
                                        {"counts", counts_of(reading->problems)},
                                        {"preview", side_of(site, *reading, language_of(request))}});
                    }});
  routes.push_back({"GET", "/schemes/{scheme}", "read_schemes",
                    [&site](const web::Request& request) { return opened(site, request, nullptr); }});
  routes.push_back({"POST", "/schemes/{scheme}", "manage_schemes", takes_text, [&site](const web::Request& request) {
                      auto saved = office::save_scheme(site.office(), actor_of(request), part_number(request, "scheme"),
                                                       request.form.get("text"), request.form.get("note"));
                      return saved ? Site::redirect("/schemes/" + std::to_string(saved->scheme_id))
                                   : opened(site, request, &saved.refusal());
                    }});
  routes.push_back({"POST", "/schemes/back-test", "what_if", takes_text,
                    [&site](const web::Request& request) { return back_tested(site, request); }});
  routes.push_back({"GET", "/schemes/{scheme}/compare", "read_schemes",
                    [&site](const web::Request& request) { return compared(site, request); }});
}

}  // namespace pingxing::site
