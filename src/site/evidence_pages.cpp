// Evidence of a round: handed in by subject and indicator, listed, downloaded, withdrawn.
#include <algorithm>

#include "base/json.hpp"
#include "office/messages.hpp"
#include "site/office_views.hpp"
#include "site/site.hpp"
#include "site/takes.hpp"

namespace pingxing::site {

namespace {

std::string wanted(const web::Request& request, std::string_view name) {
  return request.form.find(name).value_or(request.query.get(name));
}

constexpr std::size_t choices_max = 200;  // of a field to choose from; the others are found by a search
constexpr std::size_t rows_max = 200;     // on a page

/// The form: where the actor may hand in now; nothing where nowhere.
Json form_of(const office::EvidencePlaces& places, const web::Request& request) {
  Json subjects = Json::array(), requirements = Json::array();
  const auto search = request.query.get("search");
  const auto fits = [&](const store::Subject& one) {
    return search.empty() || one.name.find(search) != std::string::npos || one.code.find(search) != std::string::npos;
  };
  std::size_t found = 0;
  const auto subject = number_of(wanted(request, "subject"));
  const auto indicator = wanted(request, "indicator");
  for (const auto& one : places.subjects) {
    if (one.id != subject && (!fits(one) || ++found > choices_max)) continue;
    Json row = json_of(one);
    row["is_chosen"] = one.id == subject;
    subjects.push_back(row);
  }
  for (const auto& [key, title] : places.requirements)
    requirements.push_back({{"key", key}, {"title", title}, {"is_chosen", key == indicator}});
  return {{"subjects", subjects},
          {"requirements", requirements},
          {"search", search},
          {"has_search", places.subjects.size() > choices_max},
          {"found", found},
          {"mb_max", office::evidence_bytes_max >> 20},
          {"bytes_max", office::evidence_bytes_max}};
}

web::Response evidence_page(const Site& site, const web::Request& request, const Refusal* refusal) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto opened = office::open_round(site.office(), actor, part_number(request, "round"));
  if (!opened) return site.refusal(request, opened.refusal());
  const auto subject = number_of(wanted(request, "subject"));
  const auto list = office::list_evidence(site.office(), actor, opened->round.id, subject);
  if (!list) return site.refusal(request, list.refusal());
  const auto places = office::evidence_places(site.office(), actor, opened->round.id);
  if (!places) return site.refusal(request, places.refusal());
  const auto requirements = office::requirements_of(opened->scheme());
  const auto title_of = [&](const std::string& key) {
    const auto found =
        std::find_if(requirements.begin(), requirements.end(), [&](const auto& one) { return one.key == key; });
    return found == requirements.end() ? key : found->title;
  };
  Json rows = Json::array();
  const auto page = std::max<std::int64_t>(1, number_of(request.query.get("page")).value_or(1));
  const auto pages = std::max<std::size_t>(1, (list->size() + rows_max - 1) / rows_max);
  const auto first = (std::min(static_cast<std::size_t>(page), pages) - 1) * rows_max;
  for (std::size_t i = first; i < std::min(list->size(), first + rows_max); ++i) {
    const auto& view = (*list)[i];
    Json row = json_of(view, *opened);
    row["indicator_title"] = title_of(view.evidence.indicator);
    rows.push_back(row);
  }
  Json view = {{"title", opened->round.name},
               {"round", json_of(*opened, language, site.now())},
               {"at_evidence", true},
               {"manages", actor.may(round::Command::ManageRounds, opened->round.unit_id)},
               {"rows", rows},
               {"has_rows", !rows.empty()}};
  if (first + rows_max < list->size()) view["older"] = std::to_string(first / rows_max + 2);
  const auto chosen = std::find_if(opened->subjects.begin(), opened->subjects.end(),
                                   [&](const auto& one) { return one.id == subject; });
  if (chosen != opened->subjects.end() && !rows.empty()) view["only"] = {{"name", chosen->name}};
  if (!places->subjects.empty()) view["form"] = form_of(*places, request);
  if (refusal) view["refusal"] = json_of(*refusal, language);
  return site.page(request, "evidence", view);
}

web::Response hand_in(const Site& site, const web::Request& request) {
  const auto round = part_number(request, "round");
  std::vector<const web::Upload*> files;
  for (const auto& upload : request.uploads)
    if (upload.field == "file") files.push_back(&upload);
  if (files.empty()) {
    const auto missing = refuse(office::text_missing, {Phrase("文件", "file")});
    return evidence_page(site, request, &missing);
  }
  for (const auto* file : files) {
    const auto done = office::hand_in_evidence(site.office(), actor_of(request),
                                               {round, number_of(request.form.get("subject")).value_or(0),
                                                request.form.get("indicator"), file->filename, file->bytes});
    if (!done) return evidence_page(site, request, &done.refusal());
  }
  return Site::redirect("/rounds/" + std::to_string(round) +
                        "/evidence?subject=" + std::to_string(number_of(request.form.get("subject")).value_or(0)));
}

}  // namespace

void add_evidence_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/rounds/{round}/evidence", "read_round",
                    [&site](const web::Request& request) { return evidence_page(site, request, nullptr); }});
  routes.push_back({"POST", "/rounds/{round}/evidence", "read_round", takes_file,
                    [&site](const web::Request& request) { return hand_in(site, request); }});
  routes.push_back(
      {"GET", "/evidence/{evidence}", "read_round", [&site](const web::Request& request) {
         auto opened = office::open_evidence(site.office(), actor_of(request), part_number(request, "evidence"));
         return opened ? attachment(std::move(opened->bytes), opened->evidence.type, opened->evidence.filename)
                       : site.refusal(request, opened.refusal());
       }});
  routes.push_back({"POST", "/evidence/{evidence}/withdraw", "read_round", [&site](const web::Request& request) {
                      const auto id = part_number(request, "evidence");
                      const auto opened = office::open_evidence(site.office(), actor_of(request), id);
                      if (!opened) return site.refusal(request, opened.refusal());
                      const auto done = office::withdraw_evidence(site.office(), actor_of(request), id);
                      if (!done) return site.refusal(request, done.refusal());
                      return Site::redirect("/rounds/" + std::to_string(opened->evidence.round_id) + "/evidence");
                    }});
}

}  // namespace pingxing::site
