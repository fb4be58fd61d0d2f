// Leaders' remarks, and the matrix of who remarks on whom.
#include <algorithm>
#include <set>

#include "base/json.hpp"
#include "office/messages.hpp"
#include "site/json_views.hpp"
#include "site/site.hpp"
#include "site/takes.hpp"

namespace pingxing::site {

namespace {

constexpr std::size_t rows_max = 200;  // of a page
const std::string matrix_page = "matrix_page";

web::Response remarks_page(const Site& site, const web::Request& request, const Refusal* refusal) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto opened = office::open_round(site.office(), actor, part_number(request, "round"));
  if (!opened) return site.refusal(request, opened.refusal());
  const auto open = opened->open();
  const bool is_open =
      opened->is_running() && std::find(open.begin(), open.end(), scheme::StageKind::Remark) != open.end();
  const bool manages = actor.may(round::Command::ManageRounds, opened->round.unit_id);
  Json view = {{"title", opened->round.name},
               {"round", json_of(*opened, language, site.now())},
               {"at_remarks", true},
               {"manages", manages},
               {"is_open", is_open}};
  Json mine = Json::array(), all = Json::array();
  for (const auto& one : office::remarks_to_write(site.office(), actor, opened->round.id)) {
    const bool is_failed = refusal && request.form.get("subject") == std::to_string(one.subject.id);
    const auto text = [&](const char* name, const std::string& stored) {
      return is_failed ? request.form.get(name) : stored;
    };
    mine.push_back({{"subject", json_of(one.subject)},
                    {"id", one.remark.id},
                    {"is_written", one.remark.id != 0},
                    {"done_well", text("done_well", one.remark.done_well)},
                    {"problems", text("problems", one.remark.problems)},
                    {"requests", text("requests", one.remark.requests)}});
  }
  if (const auto list =
          office::list_remarks(site.office(), actor, opened->round.id, "", page_wanted(request), rows_max)) {
    for (const auto& remark : list->rows) all.push_back(json_of(remark));
    view["pager"] = pager_json(list->page, request.path + "?");
  }
  view["mine"] = mine;
  view["has_mine"] = !mine.empty();
  view["all"] = all;
  view["has_all"] = !all.empty();
  if (refusal) view["refusal"] = json_of(*refusal, language);
  if (manages) {
    const auto matrix = office::review_matrix(site.office(), actor, opened->round.id);
    if (matrix) {
      Json rows = Json::array();
      std::vector<const store::Subject*> in_scope;
      for (const auto& subject : opened->subjects)
        if (subject.out_of_scope.empty()) in_scope.push_back(&subject);
      const auto page = office::page_of(in_scope.size(), page_wanted(request, matrix_page), rows_max);
      for (std::size_t i = page.begin; i < page.end; ++i) {
        const auto& subject = *in_scope[i];
        Json leaders = Json::array();
        for (const auto& leader : matrix->leaders) {
          const bool is_chosen = std::any_of(matrix->pairs.begin(), matrix->pairs.end(), [&](const auto& p) {
            return p.account_id == leader.id && p.subject_id == subject.id;
          });
          leaders.push_back({{"id", leader.id},
                             {"name", leader.name},
                             {"is_chosen", is_chosen},
                             {"key", std::to_string(leader.id) + "-" + std::to_string(subject.id)},
                             {"subject", subject.name}});
        }
        rows.push_back({{"subject", json_of(subject)}, {"leaders", leaders}});
      }
      Json names = Json::array();
      for (const auto& leader : matrix->leaders) names.push_back(leader.name);
      view["matrix"] = {{"rows", rows},
                        {"leaders", names},
                        {"pager", pager_json(page, request.path + "?matrix_")},
                        {"has_leaders", !names.empty()},
                        {"unreviewed", matrix->findings.unreviewed.size()},
                        {"has_unreviewed", !matrix->findings.unreviewed.empty()}};
    }
  }
  return site.page(request, "remarks", view);
}

}  // namespace

void add_remark_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/rounds/{round}/remarks", "read_round",
                    [&site](const web::Request& request) { return remarks_page(site, request, nullptr); }});
  routes.push_back({"POST", "/rounds/{round}/remarks", "remark", [&site](const web::Request& request) {
                      const office::RemarkEntry entry{number_of(request.form.get("subject")).value_or(0),
                                                      request.form.get("done_well"), request.form.get("problems"),
                                                      request.form.get("requests"),
                                                      number_of(request.form.get("replaces")).value_or(0)};
                      auto done =
                          office::save_remark(site.office(), actor_of(request), part_number(request, "round"), entry);
                      return done ? Site::redirect("/rounds/" + request.parts.at("round") + "/remarks")
                                  : remarks_page(site, request, &done.refusal());
                    }});
  routes.push_back(
      {"POST", "/rounds/{round}/matrix", "manage_rounds", takes_list, [&site](const web::Request& request) {
         std::vector<store::ReviewAssignment> pairs;
         // Subjects on other pages of the matrix keep theirs.
         std::set<store::Id> shown;
         for (const auto& one : request.form.all("shown"))
           if (const auto id = number_of(one)) shown.insert(*id);
         const auto before = office::review_matrix(site.office(), actor_of(request), part_number(request, "round"));
         if (!before) return site.refusal(request, before.refusal());
         for (const auto& pair : before->pairs)
           if (!shown.contains(pair.subject_id)) pairs.push_back(pair);
         for (const auto& key : request.form.all("pair")) {
           const auto dash = key.find('-');
           const auto account = number_of(key.substr(0, dash)),
                      subject = dash == key.npos ? std::nullopt : number_of(key.substr(dash + 1));
           if (account && subject && shown.contains(*subject)) pairs.push_back({*account, *subject});
         }
         auto done = office::set_review_matrix(site.office(), actor_of(request), part_number(request, "round"), pairs);
         const auto page = page_wanted(request, matrix_page);
         return done ? Site::redirect("/rounds/" + request.parts.at("round") + "/remarks" +
                                      (page > 1 ? "?matrix_page=" + std::to_string(page) : ""))
                     : remarks_page(site, request, &done.refusal());
       }});
}

}  // namespace pingxing::site
