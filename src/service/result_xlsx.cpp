#include "service/result_xlsx.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "document/xlsx_write.hpp"
#include "service/board.hpp"
#include "service/result_parts.hpp"

namespace pingxing::service {

using document::ColumnSpec;
using document::SheetCell;
using document::SheetSpec;
using rating::Status;

namespace {

constexpr double width_of_text_max = 40;

SheetCell text(std::string value) { return {std::move(value), SheetCell::Kind::Text}; }
SheetCell number(std::string value) { return {std::move(value), SheetCell::Kind::Number}; }

class ResultWorkbook {
 public:
  ResultWorkbook(const Rated& rated, Language language, const std::string& heading)
      : rated_(rated), s_(rated.scheme), language_(language), heading_(heading.empty() ? s_.title : heading) {}

  /// Its rows are made while it is written, of this.
  document::Workbook make() {
    BoardLimits limits;
    limits.subjects_max = limits.pools_max = limits.lines_max = rated_.facts.count + 1;
    limits.lines_max = 10'000;
    limits.names_max = 1'000;  // a cell holds 32,767 characters
    board_ = board_of(rated_, limits);
    document::Workbook book;
    book.title = s_.title;
    has_pools_ =
        std::any_of(board_.pools.begin(), board_.pools.end(), [](const BoardPool& p) { return !p.name.empty(); });
    book.sheets.push_back(board_sheet());
    if (!s_.indicators.empty()) book.sheets.push_back(items_sheet());
    auto decisions = decisions_sheet();
    if (!decisions.rows.empty()) book.sheets.push_back(std::move(decisions));
    for (auto& sheet : book.sheets) {
      sheet.title = heading_ + " " + sheet.name;
      sheet.has_borders = true;
    }
    return book;
  }

 private:
  [[nodiscard]] std::string say(Text words) const { return std::string(words.in(language_)); }

  static ColumnSpec column(std::string header, double width) {
    ColumnSpec spec;
    spec.width = std::min(std::max(width, 2.0 + static_cast<double>(display_width(header))), width_of_text_max);
    spec.header = std::move(header);
    return spec;
  }

  /// As many decimals as the scheme shows.
  ColumnSpec points(std::string header, double width) const {
    ColumnSpec spec = column(std::move(header), width);
    const int places = std::max(s_.properties.places.value_or(2), 0);
    spec.number_format = places == 0 ? "0" : "0." + std::string(static_cast<std::size_t>(places), '0');
    return spec;
  }

  SheetSpec board_sheet() {
    SheetSpec sheet;
    sheet.name = say({"结果", "result"});
    const bool has_kinds = !rated_.facts.kinds.empty();
    if (has_pools_) sheet.columns.push_back(column(say({"分组", "pool"}), 14));
    sheet.columns.insert(sheet.columns.end(), {column(say({"名次", "rank"}), 6), column(say({"编号", "id"}), 10),
                                               column(say({"名称", "name"}), 18)});
    if (has_kinds) sheet.columns.push_back(column(say({"类别", "kind"}), 12));
    if (has_grades())
      sheet.columns.push_back(column(board_.stars_max ? say({"星级", "stars"}) : say({"等次", "grade"}), 12));
    sheet.columns.push_back(points(say({"总分", "total"}), 9));
    for (const auto& part : board_.parts) sheet.columns.push_back(points(part, 9));
    sheet.columns.push_back(column(say({"状态", "status"}), 10));
    sheet.each_row = [this, has_kinds](const document::TakeSheetRow& take) {
      for (const auto& pool : board_.pools)
        for (const auto& subject : pool.subjects) take(row_of(pool, subject, has_kinds));
    };
    sheet.frozen_columns = has_pools_ ? 4 : 3;
    return sheet;
  }

  [[nodiscard]] bool has_grades() const { return !s_.grading.grades.empty() || board_.stars_max > 0; }

  [[nodiscard]] std::vector<SheetCell> row_of(const BoardPool& pool, const BoardSubject& subject,
                                              bool has_kinds) const {
    std::vector<SheetCell> row;
    if (has_pools_) row.push_back(text(pool.name));
    row.insert(row.end(),
               {number(subject.rank ? std::to_string(subject.rank) : ""), text(subject.id), text(subject.name)});
    if (has_kinds) row.push_back(text(subject.kind));
    if (has_grades()) row.push_back(text(grade(subject)));
    row.push_back(number(subject.total));
    for (const auto& part : subject.parts) row.push_back(number(part));
    row.push_back(text(subject.is_rated ? say(status_name(Status::Rated)) : subject.grade.in(language_)));
    return row;
  }

  [[nodiscard]] std::string grade(const BoardSubject& subject) const {
    if (!subject.stars) return subject.is_rated ? subject.grade.in(language_) : "";
    std::string stars;
    for (int i = 0; i < board_.stars_max; ++i) stars += i < *subject.stars ? "★" : "☆";
    return stars;
  }

  /// Every item of every subject, in the order of the facts.
  SheetSpec items_sheet() {
    SheetSpec sheet;
    sheet.name = say({"各项得分", "items"});
    sheet.columns = {column(say({"编号", "id"}), 10), column(say({"名称", "name"}), 18)};
    for (const auto& item : s_.indicators) sheet.columns.push_back(points(item.id + " " + item.title, 8));
    sheet.each_row = [this](const document::TakeSheetRow& take) {
      for (std::size_t row = 0; row < rated_.facts.count; ++row) take(items_of(row));
    };
    sheet.frozen_columns = 2;
    return sheet;
  }

  [[nodiscard]] std::vector<SheetCell> items_of(std::size_t row) const {
    std::vector<SheetCell> cells = {text(std::string(rated_.facts.ids[row])),
                                    text(std::string(rated_.facts.name(row)))};
    const bool may_lack = status_at(rated_, row) != Status::Rated;
    const auto scores =
        may_lack ? rating::score_subject(s_, rated_.facts, row, rating::Tracing::Off) : rating::Scores();
    for (std::size_t i = 0; i < s_.indicators.size(); ++i) {
      const bool is_missing = may_lack && scores.items[i].status == rating::ItemScore::Status::Missing;
      const bool is_shown = item_applies(rated_, i, row) && !is_missing;
      cells.push_back(number(is_shown ? decimal_of(rated_.rating.items[i].at(row)) : ""));
    }
    return cells;
  }

  SheetSpec decisions_sheet() {
    SheetSpec sheet;
    sheet.name = say({"需要决定和说明", "decisions and notes"});
    sheet.columns = {column(say({"类型", "kind"}), 14), column(say({"内容", "text"}), 40)};
    sheet.columns[1].width = 90;
    const auto has_clause = [](const std::vector<BoardLine>& lines) {
      return std::any_of(lines.begin(), lines.end(), [](const BoardLine& line) { return !line.clause.empty(); });
    };
    if (has_clause(board_.decisions) || has_clause(board_.marks) || has_clause(board_.targets) ||
        has_clause(board_.consequences) || has_clause(board_.reviews) || has_clause(board_.defaults))
      sheet.columns.push_back(column(say({"条款", "clause"}), 14));
    const auto add = [&](Text kind, const std::vector<BoardLine>& lines) {
      for (const auto& line : lines)
        add_line(sheet, {text(say(kind)), text(line.text.in(language_)), text(line.clause)});
    };
    add({"需要决定", "needs a decision"}, board_.decisions);
    add({"分数说明", "about the scores"}, board_.marks);
    for (const auto& line : board_.targets)
      add(line.is_met ? Text{"目标:达到", "target: met"} : Text{"目标:未达到", "target: not met"}, {line});
    add({"后果", "consequence"}, board_.consequences);
    add({"点评和评议", "review"}, board_.reviews);
    add({"默认读法", "default"}, board_.defaults);
    return sheet;
  }

  static void add_line(SheetSpec& sheet, std::vector<SheetCell> row) {
    row.resize(sheet.columns.size());
    sheet.rows.push_back(std::move(row));
  }

  const Rated& rated_;
  const scheme::Scheme& s_;
  Language language_;
  const std::string heading_;
  Board board_;
  bool has_pools_ = false;
};

}  // namespace

std::optional<std::string> result_xlsx(const Rated& rated, Language language, const std::string& file,
                                       Problems& problems, const std::string& heading) {
  ResultWorkbook result(rated, language, heading);
  return document::write_xlsx(result.make(), file, problems);
}

}  // namespace pingxing::service
