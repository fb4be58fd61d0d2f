// Figures as a workbook: out with what is there. Header and rows as in the facts file of the command line, so that a
// sheet from here is rated there, and the other way round; behind them the versions, which the way back asks for.
#include "document/xlsx_write.hpp"
#include "office/figures.hpp"
#include "office/messages.hpp"
#include "office/sheet_columns.hpp"

namespace pingxing::office {

namespace {

document::ColumnSpec column_of(const Field& field) {
  document::ColumnSpec column;
  column.header = field.header;
  column.width = 14;
  column.help = field.title + "\n" + field.expected.zh + " / " + field.expected.en;
  if (field.is_list) column.number_format = "@";
  if (field.type == scheme::InputType::YesNo && !field.is_list)
    column.check = document::EntryCheck{document::OneOf{{"是", "否"}}, "是/否", field.expected.zh};
  return column;
}

bool is_number(const Field& field) {
  return !field.is_list && (field.type == scheme::InputType::Count || field.type == scheme::InputType::Amount ||
                            field.type == scheme::InputType::Points);
}

}  // namespace

Result<std::string> export_sheet(const Office& office, const Actor& actor, Id round_id, Source source,
                                 const std::function<void(std::size_t done, std::size_t total)>& on_rows) {
  const auto sheet = open_sheet(office, actor, round_id, source);
  if (!sheet) return sheet.refusal();
  document::SheetSpec spec;
  spec.name = "数据";
  spec.frozen_columns = 2;
  spec.columns = {{"编号", 10, "@", "", {}}, {"名称", 20, "@", "", {}}, {"分组", 16, "@", "", {}}};
  for (const auto& field : sheet->fields) {
    spec.columns.push_back(column_of(field));
    if (field.needs_reason) spec.columns.push_back({reason_header(field, Language::Chinese), 24, "@", "", {}});
  }
  spec.columns.push_back({std::string(version_header), 12, "@", "请勿改动 / leave this column alone", {}, true});
  constexpr std::size_t rows_a_step = 1'000;
  for (const auto& subject : sheet->subjects) {
    if (on_rows && spec.rows.size() % rows_a_step == 0) on_rows(spec.rows.size(), sheet->subjects.size());
    std::vector<document::SheetCell> row{{subject.code}, {subject.name}, {subject.pool}};
    RowVersions versions(round_id, source, subject.id);
    for (const auto& field : sheet->fields) {
      const auto found = sheet->cells.find({subject.id, field.key});
      const CellNow cell = found == sheet->cells.end() ? CellNow() : found->second;
      row.push_back(
          {cell.value, is_number(field) ? document::SheetCell::Kind::Number : document::SheetCell::Kind::Text});
      if (field.needs_reason) row.push_back({cell.reason});
      if (cell.fact_id != 0) versions.add(field.input, cell.fact_id);
    }
    row.push_back({versions.text()});
    spec.rows.push_back(std::move(row));
  }
  if (on_rows) on_rows(spec.rows.size(), sheet->subjects.size());
  Problems problems;
  auto bytes = document::write_xlsx({{std::move(spec)}, "数据"}, "facts.xlsx", problems);
  if (!bytes) return refuse(table_has_errors, {std::to_string(problems.error_count())});
  return std::move(*bytes);
}

}  // namespace pingxing::office
