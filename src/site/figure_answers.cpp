#include "site/figure_answers.hpp"

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "office/messages.hpp"
#include "office/sheet_outcome.hpp"
#include "site/api_call.hpp"
#include "site/job_pages.hpp"
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

/// "keep …" or "overwrite …", and the fingerprint of the clashes.
struct ClashWords {
  std::string choice, fingerprint;
};
ClashWords clash_words_of(const web::Request& request) {
  const auto text = request.form.get("clashes");
  const auto blank = text.find(' ');
  return {text.substr(0, blank), blank == std::string::npos ? "" : text.substr(blank + 1)};
}

/// As it is kept, with its moments in words.
Json shown(Json clashes) {
  for (auto& one : clashes) {
    auto& at = one["now"]["at"];
    at = at.is_null() ? "" : shown_moment(at.whole());
  }
  return clashes;
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

Json json_of(const office::SheetClashes& clashes) { return shown(office::outcome_of(clashes, clashes.all.size())); }

Json told_in(const Json& problems, Language language) {
  const bool is_zh = language == Language::Chinese;
  Json told = Json::array();
  for (const auto& one : problems)
    told.push_back({{"code", one["code"]},
                    {"place", one["place"]},
                    {"cell", one["cell"]},
                    {"is_error", one["is_error"]},
                    {"message", one[is_zh ? "zh" : "en"]},
                    {"mend", one[is_zh ? "mend_zh" : "mend_en"]}});
  return told;
}

Json taken_in(const Json& outcome, Language language) {
  Json told = outcome;
  if (const auto* remarks = outcome.find("remarks")) told["remarks"] = told_in(*remarks, language);
  return told;
}

Json why_not_taken(const Json& detail, Language language) {
  const auto& clashes = detail["clashes"];
  return {{"problems", told_in(detail["problems"], language)},
          {"clashes",
           {{"count", clashes["count"]}, {"fingerprint", clashes["fingerprint"]}, {"rows", shown(clashes["rows"])}}}};
}

std::optional<web::Response> sheet_as_job(const Site& site, const web::Request& request, office::Source source) {
  if (request.uploads.empty() || request.uploads.front().bytes.size() <= office::import_bytes_at_once)
    return std::nullopt;
  const auto& file = request.uploads.front();
  const std::string name = valid_utf8_prefix(file.filename) == file.filename.size() ? file.filename : "facts";
  const auto [choice, fingerprint] = clash_words_of(request);
  return answer_with_job(site, request, office::JobKind::TakeSheet,
                         {{"round", part_number(request, "round")},
                          {"source", office::word_of(source)},
                          {"clashes", choice},
                          {"fingerprint", fingerprint},
                          {"name", name},
                          {"sha256", sha256_hex(file.bytes)}},
                         store::JobFile{name, "application/octet-stream", file.bytes});
}

TakenSheet take_sheet(const Site& site, const web::Request& request, office::Source source) {
  TakenSheet taken{refuse(office::text_missing, {Phrase("文件", "file")}), {}, {}};
  if (request.uploads.empty() || request.uploads.front().bytes.empty()) return taken;
  const auto& file = request.uploads.front();
  const auto [choice, fingerprint] = clash_words_of(request);
  taken.done =
      office::import_sheet(site.office(), actor_of(request), part_number(request, "round"), source, file.filename,
                           file.bytes, taken.problems, {office::clash_choice_of(choice), fingerprint}, &taken.clashes);
  return taken;
}

}  // namespace pingxing::site
