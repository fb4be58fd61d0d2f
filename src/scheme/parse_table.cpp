// Tables in Markdown as offices keep their standards: a row is an item with its points and rules. The header says which
// column is which; a row that goes on (no title, no points) has more rules of the item above it. A table whose header
// says nothing of this is told of once, by what it lacks. Rows are printed as they stand.
#include <algorithm>

#include "scheme/item_words.hpp"
#include "scheme/lines.hpp"
#include "scheme/parser.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

namespace {

using Column = Parser::TableColumn;

constexpr std::size_t columns_max = 24, rules_max = 24;

struct ColumnName {
  Column column;
  std::initializer_list<std::string_view> words;
};

Column column_of(std::string_view header) {
  static const ColumnName rows[] = {
      {Column::Number, {"序号", "编号", "项次", "号", "no", "no.", "number", "#"}},
      {Column::Title, {"项目", "考核项目", "考评项目", "评分项目", "评价项目",  "检查项目",  "测评项目",
                       "指标", "考核指标", "评价指标", "指标名称", "项目名称",  "二级指标",  "三级指标",
                       "名称", "事项",     "考核事项", "item",     "indicator", "criterion", "name"}},
      {Column::Content,
       {"内容", "考核内容", "考评内容", "评价内容", "检查内容", "考核要点", "评价要点", "具体内容", "工作要求",
        "考核要求", "指标说明", "要求", "目标要求", "content", "requirement"}},
      {Column::Points, {"分值", "满分", "标准分", "分数", "标准分值", "权重分", "基本分", "points", "marks", "max"}},
      {Column::Rules,
       {"评分标准", "扣分标准", "考核标准",     "评价标准",       "考评标准", "加分标准", "计分标准", "评分细则",
        "考核细则", "评分办法", "计分办法",     "考核办法",       "评分方法", "计分方法", "评分规则", "标准",
        "细则",     "扣分办法", "考核评分标准", "评分标准及办法", "rule",     "rules",    "scoring",  "standard"}},
      {Column::Assessor, {"评分人", "评分部门", "考核部门", "考核单位", "考核人", "考评部门", "assessor"}},
      {Column::Method, {"考核方法", "考核方式", "检查方法", "检查方式", "评价方式", "考评方式", "方法", "method"}},
      {Column::Evidence, {"佐证材料", "材料", "证明材料", "佐证", "evidence"}},
      {Column::ForPeople,
       {"备注", "责任部门", "责任单位", "责任人", "数据来源", "类别", "分类", "一级指标", "考核类别", "大项", "remarks",
        "group"}},
      {Column::ToFill,
       {"得分", "自评得分", "自评分", "自评", "考评得分", "考核得分", "实得分", "评分", "扣分", "加分", "扣分情况",
        "扣分原因", "最终得分", "复评得分", "score"}}};
  std::string word = lower_ascii(trimmed(header));
  const auto open = word.find('(');  // 分值(分)
  if (open != word.npos && open > 0) word = std::string(trimmed(std::string_view(word).substr(0, open)));
  for (const auto& row : rows)
    if (std::find(row.words.begin(), row.words.end(), word) != row.words.end()) return row.column;
  return Column::Unknown;
}

std::vector<Piece> cells_of(const Piece& row) {
  std::vector<Piece> cells;
  Piece rest = row;
  if (rest.text.starts_with('|')) rest = rest.sub(1);
  if (rest.text.ends_with('|')) rest = rest.sub(0, rest.text.size() - 1);
  for (std::size_t from = 0; cells.size() <= columns_max;) {
    const auto mark = std::min(rest.text.find('|', from), rest.text.size());
    cells.push_back(rest.sub(from, mark - from).trimmed());
    if (mark == rest.text.size()) break;
    from = mark + 1;
  }
  return cells;
}

bool is_ruler(const Piece& row) { return row.text.find_first_not_of("|-: ") == row.text.npos; }

/// The bytes of "1." "2、" "3)" in front of a rule; 0 where there is none.
std::size_t number_size(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && size < 2 && text[size] >= '0' && text[size] <= '9') ++size;
  const auto rest = text.substr(size);
  if (size == 0 || rest.size() < 2) return 0;
  if (rest.starts_with("、")) return size + 3;
  const bool is_decimal = rest[1] >= '0' && rest[1] <= '9';
  return (rest[0] == '.' || rest[0] == ')') && !is_decimal ? size + 1 : 0;
}

/// The rules of a cell, where marks or line ends part them: <br>, ①②③, (1)(2)(3).
std::vector<Piece> rules_of(const Piece& cell) {
  std::vector<Piece> rules;
  std::size_t from = 0;
  const auto cut = [&](std::size_t at, std::size_t mark) {
    Piece one = cell.sub(from, at - from).trimmed();
    while (ends_with_any(one.text, {";", ","})) one = one.sub(0, one.text.size() - 1).trimmed();
    if (!one.empty() && rules.size() < rules_max) rules.push_back(one);
    from = at + mark;
  };
  for (std::size_t at = 0; at < cell.text.size();) {
    const auto rest = cell.text.substr(at);
    std::size_t next = at;
    const char32_t c = next_character(cell.text, next);
    std::size_t mark = 0;
    for (const std::string_view line_end : {"<br>", "<br/>", "<br />", "<BR>"})
      if (rest.starts_with(line_end)) mark = line_end.size();
    if (c >= 0x2460 && c <= 0x2473) mark = next - at;
    if (rest.size() > 2 && rest[0] == '(' && rest[1] >= '1' && rest[1] <= '9' && rest[2] == ')') mark = 3;
    const auto before = trimmed(cell.text.substr(0, at));
    if (before.empty() || ends_with_any(before, {";", ",", "。", "<br>", "<br/>"}))
      mark = std::max(mark, number_size(rest));
    if (mark > 0) {
      cut(at, mark);
      if (cell.text.substr(from).starts_with("、")) from += 3;
      at = from;
      continue;
    }
    at = next;
  }
  cut(cell.text.size(), 0);
  return rules;
}

bool is_blank(const Piece& cell) {
  return cell.empty() || cell.text == "/" || cell.text == "-" || cell.text == "—" || cell.text == "――" ||
         cell.text == "无";
}

bool is_sum(std::string_view words) {
  for (const std::string_view word : {"合计", "总计", "小计", "总分", "共计", "total", "sum"})
    if (lower_ascii(words).starts_with(word)) return true;
  return false;
}

}  // namespace

void Parser::table(const OutlineLine& entry) {
  const auto cells = cells_of(entry.body);
  if (!table_.empty()) {
    if (!is_ruler(entry.body)) table_row(entry, cells);
    if (is_ruler(entry.body)) block(Block::Kind::Row, entry.raw);
    return;
  }
  std::vector<TableColumn> columns;
  for (const auto& cell : cells) columns.push_back(column_of(cell.text));
  const auto has = [&](TableColumn column) {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
  };
  if (!has(TableColumn::Title) && has(TableColumn::Content))
    std::replace(columns.begin(), columns.end(), TableColumn::Content, TableColumn::Title);
  for (auto more = std::count(columns.begin(), columns.end(), TableColumn::Title); more > 1; --more)
    *std::find(columns.begin(), columns.end(), TableColumn::Title) = TableColumn::ForPeople;  // 项目 above 指标
  const bool is_of_items = has(TableColumn::Points) || has(TableColumn::Rules);
  if (has(TableColumn::Title) && is_of_items) {
    table_ = std::move(columns);
    table_header_.clear();
    for (const auto& cell : cells) table_header_.push_back(cell.str());
    block(Block::Kind::Row, entry.raw);
    return;
  }
  if (!has_said_table_ && (is_of_items || has_digit(entry.body.text))) {
    has_said_table_ = true;
    const Piece& first = table_first_ ? *table_first_ : entry.body;
    problem(messages::table_unread, at(first),
            {first.str(), has(TableColumn::Title) ? Phrase(Text{"分值或评分标准", "points or rules"})
                                                  : Phrase(Text{"项目(或指标、考核内容)", "item"})});
  }
  if (!table_first_) table_first_ = entry.body;
  block(Block::Kind::Prose, entry.raw);
}

void Parser::table_of_lines(const OutlineLine& entry) {
  if (!table_first_ && kind() != SectionKind::Procedure)
    problem(messages::table_of_lines, at(entry.body), {section()->title, is_heard() ? forms_of(kind()) : Phrase()});
  table_first_ = entry.body;
  block(Block::Kind::Prose, entry.raw);
}

void Parser::table_row(const OutlineLine& entry, const std::vector<Piece>& cells) {
  Piece number, title, content, points;
  std::vector<Piece> rules;
  Attributes attributes;
  for (std::size_t i = 0; i < cells.size() && i < table_.size(); ++i) {
    const Piece& cell = cells[i];
    if (is_blank(cell)) continue;
    switch (table_[i]) {
      case TableColumn::Number:
        number = cell;
        break;
      case TableColumn::Title:
        title = cell;
        break;
      case TableColumn::Content:
        content = cell;
        break;
      case TableColumn::Points:
        points = cell;
        break;
      case TableColumn::Rules:
        for (const auto& one : rules_of(cell)) rules.push_back(one);
        break;
      case TableColumn::Assessor:
        attributes.assessor = cell.text;
        break;
      case TableColumn::Method:
        attributes.method = cell.text;
        break;
      case TableColumn::Evidence:
        attributes.evidence = cell.text;
        break;
      case TableColumn::ForPeople:
        break;
      case TableColumn::ToFill:
      case TableColumn::Unknown:
        problem(messages::table_column, at(cell), {table_header_[i], cell.str()});
        break;
    }
  }
  if (speaks_of_points(content.text))  // 考核内容 with the rules in it
    for (const auto& one : rules_of(content)) rules.push_back(one);
  const std::size_t before = s_.blocks.size();
  const bool goes_on = title.empty() && points.empty() && indicator_ >= 0;
  if (is_sum(number.text) || is_sum(title.text)) {
    block(Block::Kind::Row, entry.raw);
    return;
  }
  if (cells.size() != table_.size()) {
    problem(messages::table_width, at(entry.body), {std::to_string(cells.size()), std::to_string(table_.size())});
    rules.clear();
  }
  if (!goes_on) {
    if (title.empty()) title = content;
    table_item(entry, number, title, points);
    if (indicator_ >= 0) s_.indicators[static_cast<std::size_t>(indicator_)].attributes = attributes;
  }
  if (indicator_ >= 0)
    for (const auto& one : rules) read_rules(one, one);
  s_.blocks.resize(before);  // the row is printed as it stands
  block(Block::Kind::Row, entry.raw, indicator_);
}

void Parser::table_item(const OutlineLine& entry, const Piece& number, const Piece& title, const Piece& points) {
  if (title.empty()) return problem(messages::table_title, at(entry.body));
  const auto inside = split_points(title);
  const bool has_both = !points.empty() && inside.value && !inside.is_percent && inside.behind.empty();
  std::string words = has_both ? inside.title.str() : title.str();  // 考勤(10分) beside a column with 10
  replace_all(words, ":", "-");                                     // a name and no rule
  if (!points.empty()) {
    std::string_view worth = points.text;
    for (const std::string_view unit : {"分", "points", "point"})
      if (worth.ends_with(unit)) worth = trimmed(worth.substr(0, worth.size() - unit.size()));
    if (!points_number(worth) || points_number(worth)->is_zero() ||
        (has_both && *points_number(worth) != *inside.value))
      return problem(messages::points_unreadable, at(points), {points.str()});
    words +=
        s_.language == Language::Chinese ? "(" + std::string(worth) + "分)" : " (" + std::string(worth) + " points)";
  }
  OutlineLine made;
  made.kind = OutlineLine::Kind::Item;
  made.id = number.str();
  while (!made.id.empty() && ends_with_any(made.id, {".", ",", ")", "、"}))
    made.id.resize(made.id.size() - (made.id.ends_with("、") ? 3 : 1));
  if (made.id.empty() || made.id.size() > 12) made.id = std::to_string(s_.indicators.size() + 1);
  made.raw = entry.raw;
  mended_.emplace_back(words, entry.body.line ? entry.body.line->number() : 0);
  made.body = Piece(mended_.back());
  indicator(made, made.body);
}

}  // namespace pingxing::scheme
