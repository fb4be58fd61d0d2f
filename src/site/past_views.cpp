#include "site/past_views.hpp"

#include <algorithm>

#include "site/office_views.hpp"

namespace pingxing::site {

namespace {

Json json_of(const std::vector<office::PastPeriodView>& periods, Language language) {
  Json list = Json::array();
  for (const auto& period : periods) {
    Json grades = Json::array();
    for (const auto& one : period.grades) grades.push_back({{"grade", one.grade.in(language)}, {"count", one.count}});
    list.push_back({{"number", list.size() + 1},
                    {"name", period.name},
                    {"file", period.filename},
                    {"sha256", period.sha256},
                    {"sha256_begin", period.sha256.substr(0, 12)},
                    {"subjects", period.subjects},
                    {"of_round", period.of_round},
                    {"grades", grades}});
  }
  return list;
}

Json json_of(const std::vector<office::PastRow>& rows, std::size_t rows_max, Language language) {
  Json list = Json::array();
  for (const auto& row : rows) {
    if (list.size() == rows_max) break;
    Json grades = Json::array();
    for (const auto& grade : row.grades) grades.push_back({{"grade", grade.in(language)}});
    list.push_back({{"code", row.code}, {"name", row.name}, {"is_of_round", !row.name.empty()}, {"grades", grades}});
  }
  return list;
}

Json more_than(std::size_t rows, std::size_t rows_max) { return rows > rows_max ? Json(rows - rows_max) : Json(); }

}  // namespace

Json json_of(const office::PastOfRound& past, std::size_t rows_max, Language language) {
  Json steps = Json::array(), imports = Json::array();
  for (const auto& step : past.steps)
    steps.push_back({{"number", steps.size() + 1},
                     {"name", step.name},
                     {"round", step.round_id},
                     {"is_imported", step.is_imported},
                     {"is_here", step.round_id == past.opened.round.id}});
  for (const auto& one : past.imports)
    imports.push_back({{"id", one.import.id},
                       {"at", shown_moment(one.import.imported_at)},
                       {"by", one.by},
                       {"reason", one.import.reason},
                       {"holds", imports.empty()},
                       {"is_nothing", one.periods.empty()},
                       {"periods", json_of(one.periods, language)}});
  return {{"steps", steps},
          {"imports", imports},
          {"periods", json_of(past.periods, language)},
          {"rows", json_of(past.rows, rows_max, language)},
          {"more", more_than(past.rows.size(), rows_max)},
          {"may_change", !past.fixed}};
}

Json json_of(const office::PastPreview& preview, std::size_t rows_max, Language language) {
  return {{"periods", json_of(preview.periods, language)},
          {"rows", json_of(preview.rows, rows_max, language)},
          {"more", more_than(preview.rows.size(), rows_max)},
          {"absent", json_of(preview.absent, rows_max, language)},
          {"absent_count", preview.absent.size()},
          {"strangers", json_of(preview.strangers, rows_max, language)},
          {"strangers_count", preview.strangers.size()},
          {"replaces", preview.replaces},
          {"fingerprint", preview.fingerprint}};
}

std::vector<office::PastFile> past_files_of(const web::Request& request) {
  std::vector<office::PastFile> files;
  for (std::size_t i = 1; i <= office::rounds_looked_back; ++i) {
    const std::string suffix = i == 1 ? "" : std::to_string(i);
    if (const auto* file = upload_of(request, "file" + suffix))
      files.push_back({request.form.get("period" + suffix), file->filename, file->bytes});
  }
  return files;
}

}  // namespace pingxing::site
