#include "site/figure_answers.hpp"

#include <algorithm>

#include "office/messages.hpp"
#include "site/api_call.hpp"
#include "site/json_views.hpp"

namespace pingxing::site {

namespace {

Json json_of(const office::CellNow& now) {
  return {{"fact", now.fact_id},
          {"value", now.value},
          {"reason", now.reason},
          {"by", now.by},
          {"at", now.at ? shown_moment(now.at) : ""}};
}

office::ClashAnswer clash_answer_of(const web::Request& request) {
  using Choice = office::ClashAnswer::Choice;
  const auto text = request.form.get("clashes");
  const auto blank = text.find(' ');
  const auto choice = text.substr(0, blank);
  return {choice == "keep"        ? Choice::Keep
          : choice == "overwrite" ? Choice::Overwrite
                                  : Choice::None,
          blank == std::string::npos ? "" : text.substr(blank + 1)};
}

}  // namespace

office::RowsWanted wanted_rows(const web::Request& request) {
  office::RowsWanted rows;
  rows.search = request.query.get("search");
  rows.pool = request.query.get("pool");
  rows.unit_id = number_of(request.query.get("unit")).value_or(0);
  rows.page = page_wanted(request);
  rows.page_rows = figure_rows_max;
  return rows;
}

web::Response save_figure(const Site& site, const web::Request& request, const Json& body) {
  const auto word = text_of(body, "source");
  const auto source = office::source_of(word);
  if (!source) return site.refusal(request, refuse(office::choice_unknown, {Phrase("来源", "source"), Phrase(word)}));
  const auto round = part_number(request, "round");
  const office::CellEntry entry{id_of(body, "subject"), text_of(body, "input"), text_of(body, "value"),
                                text_of(body, "reason"), id_of(body, "replaces")};
  const auto saved = office::save_cell(site.office(), actor_of(request), round, *source, entry);
  if (saved) return site.json({{"fact", saved->fact_id}, {"value", saved->value}});
  auto view = json_of(saved.refusal(), language_of(request));
  if (saved.refusal().row == &office::changed_meanwhile)
    if (const auto now =
            office::cell_now(site.office(), actor_of(request), round, *source, entry.subject_id, entry.input))
      view["now"] = json_of(*now);
  return site.json(view, status_of(saved.refusal().kind()));
}

Json json_of(const office::SheetClashes& clashes) {
  Json all = Json::array();
  for (const auto& one : clashes.all)
    all.push_back({{"subject", one.subject_id},
                   {"code", one.code},
                   {"name", one.name},
                   {"input", one.input},
                   {"cell", one.place.cell},
                   {"place", one.place.text()},
                   {"yours", one.yours},
                   {"your_reason", one.your_reason},
                   {"now", json_of(one.now)}});
  return all;
}

TakenSheet take_sheet(const Site& site, const web::Request& request, office::Source source) {
  TakenSheet taken{refuse(office::text_missing, {Phrase("文件", "file")}), {}, {}};
  if (request.uploads.empty() || request.uploads.front().bytes.empty()) return taken;
  const auto& file = request.uploads.front();
  taken.done =
      office::import_sheet(site.office(), actor_of(request), part_number(request, "round"), source, file.filename,
                           file.bytes, taken.problems, clash_answer_of(request), &taken.clashes);
  return taken;
}

}  // namespace pingxing::site
