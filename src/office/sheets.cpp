// Figures as a workbook: out with what is there. Header and rows as in the facts file of the command line, so that a
// sheet from here is rated there, and the other way round; behind them the versions, which the way back asks for.
#include <algorithm>

#include "document/xlsx_write.hpp"
#include "office/figure_gate.hpp"
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
  if (field.type == scheme::InputType::YesNo && !field.is_list) {
    document::OneOf answers{{"是", "否"}};
    if (field.may_be_not_applicable) answers.choices.emplace_back("不适用");
    column.check = document::EntryCheck{std::move(answers), "是/否", field.expected.zh};
  }
  return column;
}

bool is_number(const Field& field) {
  return !field.is_list && (field.type == scheme::InputType::Count || field.type == scheme::InputType::Amount ||
                            field.type == scheme::InputType::Points);
}

/// What an actor fills in, without the cells.
struct SheetFrame {
  std::vector<Field> fields;
  std::vector<store::Subject> subjects;
  std::map<Id, std::set<std::string>> not_assigned;  // keys, by subject
};

Result<SheetFrame> frame_of(const Office& office, const Actor& actor, Id round_id, Source source) {
  return look(office, [&](store::Reading& db) -> Result<SheetFrame> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {Phrase("考评", "round")});
    const FigureGate gate(db, *opened, actor, source);
    SheetFrame frame;
    frame.fields = gate.fields();
    for (const auto& subject : opened->subjects) {
      if (!subject.out_of_scope.empty() || !gate.reach().has_subject(subject)) continue;
      frame.subjects.push_back(subject);
      if (!gate.reach().is_by_subject()) continue;
      for (const auto& field : frame.fields)
        if (!gate.reach().has(subject, field.requirement)) frame.not_assigned[subject.id].insert(field.key);
    }
    if (frame.subjects.empty()) return refuse(not_allowed, {round::row_of(command_of(source)).name});
    return frame;
  });
}

using Cells = std::map<std::pair<Id, std::string>, store::Fact>;

Cells cells_of(const Office& office, Id round_id, Source source, const SheetFrame& frame, std::size_t begin,
               std::size_t end) {
  std::vector<Id> ids;
  for (std::size_t i = begin; i < end; ++i) ids.push_back(frame.subjects[i].id);
  Cells cells;
  for (auto& fact : look(office, [&](store::Reading& db) { return store::facts_of_subjects(db, round_id, ids); })) {
    const auto others = frame.not_assigned.find(fact.subject_id);
    if (fact.source != word_of(source)) continue;
    if (others != frame.not_assigned.end() && others->second.contains(fact.input)) continue;
    std::pair key(fact.subject_id, fact.input);
    cells.emplace(std::move(key), std::move(fact));
  }
  return cells;
}

std::vector<document::SheetCell> row_of(const store::Subject& subject, const SheetFrame& frame, const Cells& cells,
                                        RowVersions versions) {
  std::vector<document::SheetCell> row{{subject.code}, {subject.name}, {subject.pool}};
  for (const auto& field : frame.fields) {
    const auto found = cells.find({subject.id, field.key});
    const store::Fact* fact = found == cells.end() ? nullptr : &found->second;
    row.push_back({fact ? fact->value : "",
                   is_number(field) ? document::SheetCell::Kind::Number : document::SheetCell::Kind::Text});
    if (field.needs_reason) row.push_back({fact ? fact->reason : ""});
    if (fact) versions.add(field.input, fact->id);
  }
  row.push_back({versions.text()});
  return row;
}

}  // namespace

Result<std::string> export_sheet(const Office& office, const Actor& actor, Id round_id, Source source,
                                 const std::function<void(std::size_t done, std::size_t total)>& on_rows) {
  const auto frame = frame_of(office, actor, round_id, source);
  if (!frame) return frame.refusal();
  document::SheetSpec spec;
  spec.name = "数据";
  spec.frozen_columns = 2;
  spec.columns = {{"编号", 10, "@", "", {}}, {"名称", 20, "@", "", {}}, {"分组", 16, "@", "", {}}};
  for (const auto& field : frame->fields) {
    spec.columns.push_back(column_of(field));
    if (field.needs_reason) spec.columns.push_back({reason_header(field, Language::Chinese), 24, "@", "", {}});
  }
  spec.columns.push_back({std::string(version_header), 12, "@", "请勿改动 / leave this column alone", {}, true});
  const std::size_t count = frame->subjects.size();
  spec.check_rows = std::max(spec.check_rows, static_cast<int>(count));
  spec.each_row = [&](const document::TakeSheetRow& take) {
    constexpr std::size_t rows_a_step = 1'000;  // whose figures are read together
    for (std::size_t begin = 0; begin < count; begin += rows_a_step) {
      if (on_rows) on_rows(begin, count);
      const std::size_t end = std::min(count, begin + rows_a_step);
      const auto cells = cells_of(office, round_id, source, *frame, begin, end);
      for (std::size_t i = begin; i < end; ++i) {
        const auto& subject = frame->subjects[i];
        take(row_of(subject, *frame, cells, RowVersions(round_id, source, subject.id)));
      }
    }
  };
  Problems problems;
  auto bytes = document::write_xlsx({{std::move(spec)}, "数据"}, "facts.xlsx", problems);
  if (!bytes) return refuse(table_has_errors, {std::to_string(problems.error_count())});
  if (on_rows) on_rows(count, count);
  return std::move(*bytes);
}

}  // namespace pingxing::office
