#include "service/make_form.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "document/csv_write.hpp"
#include "scheme/blanks.hpp"
#include "scheme/input_key.hpp"
#include "scheme/sentences.hpp"
#include "service/expected_cell.hpp"
#include "service/fact_columns.hpp"
#include "service/fact_limits.hpp"
#include "service/input_words.hpp"

namespace pingxing::service {

using document::ColumnSpec;
using document::EntryCheck;
using document::SheetCell;
using document::SheetSpec;
using scheme::InputType;
using scheme::Samples;
using scheme::Scheme;

namespace {

constexpr double width_min = 8, width_max = 28;
constexpr int blank_rows = 30;  // of a printed form
const Number large(1'000'000'000);

/// One column of the sheet and its row in the guide.
struct FormColumn {
  std::string header;
  Phrase expected, rule, clause, assessor, kinds;
  std::optional<EntryCheck> check;
  std::string number_format;
};

class FormMaker {
 public:
  FormMaker(const Scheme& s, Language language) : s_(s), language_(language) {
    first_columns();
    for (int i = 0; i < static_cast<int>(s.inputs.size()); ++i) columns_.push_back(input_column(i));
  }

  document::Workbook workbook() {
    document::Workbook book;
    book.title = s_.title;
    book.sheets = {facts_sheet(), guide_sheet()};
    return book;
  }

  [[nodiscard]] const std::vector<FormColumn>& columns() const { return columns_; }

 private:
  [[nodiscard]] std::string word(Text text) const { return std::string(text.in(language_)); }

  /// What a spreadsheet says when it refuses an entry; in both languages, since sheets travel.
  static EntryCheck checked(std::variant<document::OneOf, document::DecimalBetween, document::WholeAtLeast> rule,
                            const Phrase& expected) {
    return {std::move(rule), "请改正 / please mend", "应为" + expected.zh + "。\nExpected: " + expected.en + "."};
  }

  void first_columns() {
    FormColumn id{
        word({"编号", "id"}), Text{"每个对象一个,不重复", "one for each subject, unique"}, {}, {}, {}, {}, {}, "@"};
    FormColumn name{word({"名称", "name"}), Text{"对象的名称或姓名", "its name"}, {}, {}, {}, {}, {}, "@"};
    columns_ = {id, name};
    if (!s_.properties.pool.empty()) {
      const Phrase pool = say({"所在的{0},在其中排名次", "its {0}, within which it is ranked"}, {s_.properties.pool});
      columns_.push_back({word({"分组", "pool"}), pool, {}, {}, {}, {}, {}, "@"});
    }
    if (!s_.properties.kinds.empty()) {
      const Phrase kinds = list_of(s_.properties.kinds);
      columns_.push_back({word({"类别", "kind"}),
                          say({"其中之一:{0}", "one of: {0}"}, {kinds}),
                          {},
                          {},
                          {},
                          {},
                          checked(document::OneOf{s_.properties.kinds}, kinds),
                          ""});
    }
  }

  FormColumn input_column(int index) {
    const auto& input = s_.inputs[static_cast<std::size_t>(index)];
    FormColumn column;
    const Samples samples = samples_of(s_, index);
    const std::string unit = unit_of(input);
    column.header = s_.header(index);
    if (!unit.empty()) column.header += language_ == Language::Chinese ? "(" + unit + ")" : " (" + unit + ")";
    column.expected = expected_in_cell(s_, index);
    if (input.type == InputType::Percent || samples != Samples::One) column.number_format = "@";  // 187/200 and 9;8;10
    if (samples == Samples::One) column.check = check_of(input, column.expected);
    if (may_be_not_applicable(s_, index)) {
      if (auto* const list = column.check ? std::get_if<document::OneOf>(&column.check->rule) : nullptr)
        list->choices.push_back(word({"不适用", "n/a"}));
      else
        column.check.reset();  // a sheet that checks numbers takes no word
    }
    column.rule = rule_of(index);
    column.clause = clause_of(input);
    column.assessor = input.assessor;
    column.kinds = list_of(input.kinds);
    return column;
  }

  /// What stands in brackets behind the header; load_facts reads past it.
  [[nodiscard]] std::string unit_of(const scheme::Input& input) const {
    const bool has_limits = input.low && input.high && *input.high < large;
    if (input.entries == scheme::Entries::Dated) return word({"逐次日期", "each date"});
    if (input.entries == scheme::Entries::Keyed) return word({"逐个编号", "each key"});
    const std::string limits = has_limits ? input.low->exact() + "–" + input.high->exact() : "";
    switch (input.type) {
      case InputType::YesNo:
        return word({"是/否", "yes/no"});
      case InputType::Percent:
        return "%";
      case InputType::Points:
        return limits + word({"分", " points"});
      case InputType::Count: {
        constexpr std::string_view counters[] = {"",   "次", "项", "个",   "件",   "起",
                                                 "例", "条", "处", "each", "time", "item"};
        const bool is_plain = std::find(std::begin(counters), std::end(counters), input.unit) != std::end(counters) ||
                              !scheme::is_unit(input.unit) || scheme::language_of(input.unit) != language_;
        if (is_plain && is_called_rate(input.name)) return word({"数", "number"});
        return is_plain ? word({"次数", "count"}) : input.unit;
      }
      case InputType::Amount:
        if (limits.empty() && scheme::is_unit(input.unit) && scheme::language_of(input.unit) == language_)
          return input.unit;
        return limits.empty() ? word({"数", "number"}) : limits;
      default:
        return "";
    }
  }

  static std::optional<EntryCheck> check_of(const scheme::Input& input, const Phrase& expected) {
    switch (input.type) {
      case InputType::YesNo: {
        const bool is_zh = scheme::language_of(input.name) == Language::Chinese;
        return checked(
            document::OneOf{is_zh ? std::vector<std::string>{"是", "否"} : std::vector<std::string>{"yes", "no"}},
            expected);
      }
      case InputType::Count:
        return checked(document::WholeAtLeast{0}, expected);
      case InputType::Choice:
        return checked(document::OneOf{input.choices}, expected);
      case InputType::Amount:
      case InputType::Points:
        if (!input.low || !input.high) return std::nullopt;
        return checked(document::DecimalBetween{input.low->exact(), input.high->exact()}, expected);
      default:
        return std::nullopt;  // per cents may be 93.5, 93.5% or 187/200; several choices fit no list
    }
  }

  [[nodiscard]] Phrase rule_of(int input) const {
    const auto uses = [&](const scheme::Rule& rule) {
      return std::find(rule.inputs.begin(), rule.inputs.end(), input) != rule.inputs.end();
    };
    Phrase out;
    const auto add = [&](const scheme::Rule& rule) {
      if (!uses(rule) || rule.form == scheme::Form::Judged) return;
      out.zh += (out.zh.empty() ? "" : ";") + scheme::say_rule(rule, Language::Chinese);
      out.en += (out.en.empty() ? "" : "; ") + scheme::spaced_english(scheme::say_rule(rule, Language::English));
    };
    for (const auto& indicator : s_.indicators)
      for (const auto& rule : indicator.rules) add(rule);
    for (const auto& bonus : s_.bonuses) add(bonus.rule);
    for (const auto& measure : s_.measures)
      for (const auto& condition : measure.conditions)
        if (condition.kind == scheme::Condition::Kind::Input && condition.target == input && out.zh.empty())
          out = measure.effect.text;
    return out;
  }

  [[nodiscard]] Phrase clause_of(const scheme::Input& input) const {
    if (input.indicator < 0) return "";
    const auto& indicator = s_.indicators[static_cast<std::size_t>(input.indicator)];
    const std::string title = indicator.id + " " + indicator.title;
    if (!indicator.points) return title;
    const Text pattern =
        *indicator.points == Number(1) ? Text{"{0}({1}分)", "{0} ({1} point)"} : Text{"{0}({1}分)", "{0} ({1} points)"};
    return say(pattern, {title, indicator.points->exact()});
  }

  [[nodiscard]] std::string help_of(const FormColumn& column) const {
    std::string out;
    const auto line = [&](Text what, const Phrase& text) {
      if (!text.in(language_).empty()) out += (out.empty() ? "" : "\n") + word(what) + text.in(language_);
    };
    line({"条款:", "clause: "}, column.clause);
    line({"填写:", "enter: "}, column.expected);
    line({"规则:", "rule: "}, column.rule);
    line({"由谁提供:", "supplied by: "}, column.assessor);
    line({"适用:", "only for: "}, column.kinds);
    return out;
  }

  SheetSpec facts_sheet() {
    SheetSpec sheet;
    sheet.name = word({"数据", "facts"});
    for (auto& column : columns_) {
      ColumnSpec spec;
      spec.header = column.header;
      spec.width = std::clamp(static_cast<double>(display_width(column.header)) + 2, width_min, width_max);
      spec.number_format = column.number_format;
      spec.help = help_of(column);
      spec.check = column.check;
      sheet.columns.push_back(std::move(spec));
    }
    sheet.frozen_columns = 2;
    sheet.has_borders = true;
    sheet.blank_rows = blank_rows;
    return sheet;
  }

  SheetSpec guide_sheet() {
    SheetSpec sheet;
    sheet.name = word({"说明", "guide"});
    const std::pair<Text, double> headers[] = {
        {{"列", "column"}, 30},   {{"填写", "enter"}, 40},           {{"规则", "rule"}, 50},
        {{"条款", "clause"}, 30}, {{"由谁提供", "supplied by"}, 16}, {{"适用", "only for"}, 24}};
    for (const auto& [header, width] : headers) {
      ColumnSpec spec;
      spec.header = word(header);
      spec.width = width;
      sheet.columns.push_back(std::move(spec));
    }
    for (const auto& column : columns_) {
      std::vector<SheetCell> row = {{column.header, SheetCell::Kind::Text}};
      for (const auto* text : {&column.expected, &column.rule, &column.clause, &column.assessor, &column.kinds})
        row.push_back({text->in(language_), SheetCell::Kind::Text});
      sheet.rows.push_back(std::move(row));
    }
    bool has_zero_blanks = false;
    for (int i = 0; i < static_cast<int>(s_.inputs.size()); ++i) has_zero_blanks |= scheme::is_blank_zero(s_, i);
    const std::string last =
        word(has_zero_blanks
                 ? Text{"写明可不填的,空格就是0(否);别的格没有资料的留空:空格是缺项。公式请改为数值。",
                        "Where it is said, an empty cell is 0 (no); leave others without information empty: they are "
                        "missing. "
                        "Write values, no formulas."}
                 : Text{"没有资料的格留空:空格是缺项,不是0。公式请改为数值。",
                        "Leave cells without information empty: empty is missing, not 0. Write values, no formulas."});
    sheet.rows.push_back({{"", SheetCell::Kind::Text}, {last, SheetCell::Kind::Text}});
    sheet.has_filter = false;
    sheet.has_borders = true;
    return sheet;
  }

  const Scheme& s_;
  Language language_;
  std::vector<FormColumn> columns_;
};

}  // namespace

document::Workbook make_form(const Scheme& s, Language language) { return FormMaker(s, language).workbook(); }

std::string make_form_csv(const Scheme& s, Language language) {
  document::CsvWriter out(document::ByteOrderMark::Utf8);
  const FormMaker maker(s, language);
  for (const auto& column : maker.columns()) out.text(column.header);
  out.end_row();
  return out.take();
}

}  // namespace pingxing::service
