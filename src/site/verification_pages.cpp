// Verification by the level above: each subject confirmed or given back; for the office, who looks over whom.

#include "base/json.hpp"
#include "office/messages.hpp"
#include "office/verifications.hpp"
#include "site/json_views.hpp"
#include "site/site.hpp"

namespace pingxing::site {

namespace {

constexpr std::size_t rows_max = 200;

web::Response list_page(const Site& site, const web::Request& request, const Refusal* refusal) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto opened = office::open_round(site.office(), actor, part_number(request, "round"));
  if (!opened) return site.refusal(request, opened.refusal());
  const auto list = office::list_verifications(site.office(), actor, opened->round.id, page_wanted(request), rows_max);
  if (!list) return site.refusal(request, list.refusal());
  Json rows = Json::array();
  for (const auto& row : list->rows) {
    const bool is_mine = list->is_open && office::verifies(*opened, actor, row.subject);
    rows.push_back({{"subject", json_of(row.subject)},
                    {"total", row.total},
                    {"grade", row.grade.in(language)},
                    {"replaces", row.last.id},
                    {"by", row.by},
                    {"at", row.last.id == 0 ? "" : shown_moment(row.last.recorded_at)},
                    {"note", row.last.note},
                    {"is_waiting", row.last.id == 0},
                    {"is_confirmed", row.is_done()},
                    {"is_returned", office::verdict_of(row.last.verdict) == office::Verdict::Returned && !row.is_stale},
                    {"is_stale", row.is_stale},
                    {"may_confirm", is_mine && !row.is_done()},
                    {"may_return", is_mine}});
  }
  Json view = {{"title", opened->round.name},
               {"round", json_of(*opened, language, site.now())},
               {"at_verification", true},
               {"manages", actor.may(round::Command::ManageRounds, opened->round.unit_id)},
               {"is_open", list->is_open},
               {"done", list->done},
               {"stage", list->stage},
               {"wanted", list->page.found},
               {"rows", rows},
               {"pager", pager_json(list->page, request.path + "?")}};
  if (actor.may(round::Command::ManageRounds, opened->round.unit_id))
    if (const auto verifiers =
            office::verifiers_of(site.office(), actor, opened->round.id, page_wanted(request), rows_max)) {
      Json who = Json::array();
      for (const auto& row : verifiers->rows) {
        std::string names;
        for (const auto& name : row.names)
          names += (names.empty() ? "" : language == Language::Chinese ? "、" : ", ") + name;
        who.push_back({{"subject", json_of(row.subject)}, {"names", names}});
      }
      view["verifiers"] = {{"rows", who},
                           {"unverified", verifiers->unverified.size()},
                           {"has_unverified", !verifiers->unverified.empty()}};
    }
  if (refusal) view["refusal"] = json_of(*refusal, language);
  return site.page(request, "verification", view);
}

web::Response save(const Site& site, const web::Request& request) {
  const auto verdict = office::verdict_of(request.form.get("verdict"));
  if (!verdict) {
    const auto refused =
        refuse(office::choice_unknown, {Phrase("复核结论", "verdict"), Phrase(request.form.get("verdict"))});
    return list_page(site, request, &refused);
  }
  const auto done =
      office::verify_subject(site.office(), actor_of(request), part_number(request, "round"),
                             {number_of(request.form.get("subject")).value_or(0), *verdict, request.form.get("note"),
                              number_of(request.form.get("replaces")).value_or(0)});
  if (!done) return list_page(site, request, &done.refusal());
  const auto page = page_wanted(request);  // the form is sent to the address of its page
  return Site::redirect("/rounds/" + request.parts.at("round") + "/verification" +
                        (page > 1 ? "?page=" + std::to_string(page) : ""));
}

}  // namespace

void add_verification_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/rounds/{round}/verification", "read_round",
                    [&site](const web::Request& request) { return list_page(site, request, nullptr); }});
  routes.push_back({"POST", "/rounds/{round}/verification", "verify",
                    [&site](const web::Request& request) { return save(site, request); }});
}

}  // namespace pingxing::site
