// Figures as a workbook: out with what is there, back in as one action. Header and rows as in the facts file of the
// command line, so that a sheet from here is rated there, and the other way round.
#include <algorithm>
#include <map>

#include "document/csv.hpp"
#include "document/limits.hpp"
#include "document/xlsx_read.hpp"
#include "document/xlsx_write.hpp"
#include "office/figures.hpp"
#include "office/messages.hpp"
#include "service/input_words.hpp"
#include "service/messages.hpp"

namespace pingxing::office {

namespace {

bool is_id_header(const std::string& text) {
  return service::folded(text) == service::folded("编号") || service::folded(text) == "id";
}
bool is_known_header(const std::string& text) {
  static const std::vector<std::string> known{"编号", "名称", "分组", "类别", "备注",
                                              "id",   "name", "pool", "kind", "note"};
  return std::any_of(known.begin(), known.end(),
                     [&](const auto& word) { return service::folded(word) == service::folded(text); });
}

}  // namespace

Result<std::string> export_sheet(const Office& office, const Actor& actor, Id round_id, Source source) {
  auto sheet = open_sheet(office, actor, round_id, source);
  if (!sheet) return sheet.refusal();
  document::SheetSpec spec;
  spec.name = "数据";
  spec.frozen_columns = 2;
  spec.columns = {{"编号", 10, "@", "", {}}, {"名称", 20, "@", "", {}}, {"分组", 16, "@", "", {}}};
  for (const auto& field : sheet->fields) {
    document::ColumnSpec column;
    column.header = field.header;
    column.width = 14;
    column.help = field.title + "\n" + field.expected.zh + " / " + field.expected.en;
    if (field.is_list) column.number_format = "@";
    if (field.type == scheme::InputType::YesNo)
      column.check = document::EntryCheck{document::OneOf{{"是", "否"}}, "是/否", field.expected.zh};
    spec.columns.push_back(std::move(column));
  }
  for (const auto& subject : sheet->subjects) {
    std::vector<document::SheetCell> row{{subject.code}, {subject.name}, {subject.pool}};
    for (const auto& field : sheet->fields) {
      const auto found = sheet->cells.find({subject.id, field.header});
      const bool is_number =
          !field.is_list && (field.type == scheme::InputType::Count || field.type == scheme::InputType::Amount ||
                             field.type == scheme::InputType::Points);
      row.push_back({found == sheet->cells.end() ? "" : found->second.value,
                     is_number ? document::SheetCell::Kind::Number : document::SheetCell::Kind::Text});
    }
    spec.rows.push_back(std::move(row));
  }
  Problems problems;
  auto bytes = document::write_xlsx({{std::move(spec)}, "数据"}, "facts.xlsx", problems);
  if (!bytes) return refuse(table_has_errors, {std::to_string(problems.error_count())});
  return std::move(*bytes);
}

Result<Imported> import_sheet(const Office& office, const Actor& actor, Id round_id, Source source,
                              const std::string& filename, const std::string& bytes, Problems& problems) {
  auto sheet = open_sheet(office, actor, round_id, source);
  if (!sheet) return sheet.refusal();
  if (!sheet->is_open) return refuse(not_now, {Phrase("填写数据", "fill in figures")});
  const auto grid = document::looks_like_workbook(bytes) ? document::read_xlsx(bytes, filename, {}, problems)
                                                         : document::read_csv(bytes, filename, {}, problems);
  const auto opened = look(office, [&](store::Reading& db) { return load_round(db, round_id); });
  std::vector<CellEntry> entries;
  if (grid && !problems.has_errors()) {
    std::size_t id_column = std::string::npos;
    std::map<std::size_t, const Field*> columns;
    for (std::size_t c = 0; !grid->rows.empty() && c < grid->rows[0].size(); ++c) {
      const auto& text = grid->rows[0][c].text;
      const auto field = std::find_if(sheet->fields.begin(), sheet->fields.end(), [&](const Field& f) {
        return service::folded(f.header) == service::folded(text);
      });
      if (is_id_header(text))
        id_column = c;
      else if (field != sheet->fields.end())
        columns[c] = &*field;
      else if (!text.empty() && !is_known_header(text))
        problems.add(sheet_column_unknown, grid->place(0, c), {Phrase(text)});
    }
    if (id_column == std::string::npos) problems.add(sheet_header_missing, {filename, 1, 1, {}, {}});
    std::map<std::string, Id> seen;
    for (std::size_t r = 1; id_column != std::string::npos && r < grid->rows.size(); ++r) {
      const auto& row = grid->rows[r];
      const std::string code = id_column < row.size() ? row[id_column].text : "";
      const auto subject =
          std::find_if(sheet->subjects.begin(), sheet->subjects.end(), [&](const auto& s) { return s.code == code; });
      if (subject == sheet->subjects.end()) {
        problems.add(sheet_subject_unknown, grid->place(r, id_column), {Phrase(code)});
        continue;
      }
      if (!seen.emplace(code, subject->id).second) {
        problems.add(sheet_subject_twice, grid->place(r, id_column), {Phrase(code)});
        continue;
      }
      for (const auto& [column, field] : columns) {
        if (column >= row.size() || row[column].kind == document::Cell::Kind::Empty) continue;
        const auto& cell = row[column];
        if (cell.kind == document::Cell::Kind::Formula) {
          problems.add(sheet_cell_formula, grid->place(cell));
          continue;
        }
        if (const auto wrong = what_is_wrong(opened->scheme(), field->input, cell.text)) {
          problems.add(sheet_cell_wrong, grid->place(cell), {*wrong});
          continue;
        }
        const auto now = sheet->cells.find({subject->id, field->header});
        entries.push_back({subject->id, field->header, cell.text, now == sheet->cells.end() ? "" : now->second.reason,
                           now == sheet->cells.end() ? 0 : now->second.fact_id});
      }
    }
  }
  problems.sort_by_place();
  if (!grid || problems.has_errors()) return refuse(table_has_errors, {std::to_string(problems.error_count())});
  return act(office, actor, "figure.import", [&](store::Writing& db, Json& body) -> Result<Imported> {
    Imported imported;
    const auto now_open = load_round(db, round_id);
    if (!now_open->is_running()) return refuse(round_not_running, {Phrase(now_open->round.name)});
    auto list = Json::array();
    for (const auto& entry : entries) {
      const auto now = store::fact_now(db, round_id, entry.subject_id, entry.input, std::string(word_of(source)));
      if (now && now->value == entry.value) {
        ++imported.unchanged;
        continue;
      }
      if ((now ? now->id : 0) != entry.replaces)
        return refuse(changed_meanwhile, {Phrase("?"), Phrase(now ? now->value : ""), Phrase(entry.value)});
      const Id id =
          store::add_fact(db, {0, round_id, entry.subject_id, entry.input, std::string(word_of(source)), entry.value,
                               entry.reason, actor.account_id, office.clock.now_ms(), entry.replaces});
      list.push_back({{"subject", entry.subject_id}, {"input", entry.input}, {"value", entry.value}, {"fact", id}});
      ++imported.changed;
    }
    body = {{"round", round_id}, {"source", word_of(source)}, {"file", filename}, {"cells", list}};
    return imported;
  });
}

}  // namespace pingxing::office
