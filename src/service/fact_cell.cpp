#include "service/fact_cell.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "rating/facts.hpp"
#include "scheme/blanks.hpp"
#include "scheme/marks.hpp"
#include "service/entry_list.hpp"
#include "service/fact_columns.hpp"
#include "service/input_words.hpp"
#include "service/messages.hpp"
#include "service/number_words.hpp"

namespace pingxing::service {

using document::Cell;
using document::cell_name;
using scheme::InputType;
using scheme::Samples;

namespace {

constexpr std::size_t remarked_characters = 12;
constexpr std::array<std::string_view, 2> none_words{"无", "none"};

template <class Words>
bool is_one_of(const Words& words, std::string_view text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// "9O" as "90"; empty where no letter stands for a digit.
std::string digits_for_letters(std::string_view text) {
  std::string mended(text);
  for (char& c : mended) {
    if (c == 'O' || c == 'o') c = '0';
    if (c == 'l' || c == 'I') c = '1';
  }
  const std::string_view number =
      mended.ends_with('%') ? std::string_view(mended).substr(0, mended.size() - 1) : std::string_view(mended);
  return mended != text && parse_number(number) ? mended : "";
}

/// What somebody may have typed where a spreadsheet shows a date: "1/2" for 2026-01-02.
std::string typed_for_date(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-') return "1/2";
  const auto part = [&](std::size_t at) {
    return std::string(iso[at] == '0' ? iso.substr(at + 1, 1) : iso.substr(at, 2));
  };
  return part(5) + "/" + part(8);
}

class FactCellReader {
 public:
  FactCellReader(const FactReading& reading, const Cell& cell, const CellProblems& problems)
      : reading_(reading), input_(*reading.input), cell_(cell), problems_(problems) {}

  std::optional<FactValue> read() {
    const std::string typed = cell_text(cell_.text);
    const bool is_day = cell_.kind == Cell::Kind::Date && input_.entries == scheme::Entries::Dated;
    if (!is_day && !is_plain()) return std::nullopt;
    if (typed.empty() && !reading_.is_blank_zero) return FactValue{};
    if (says_not_applicable(typed) && !is_choice(typed)) return not_applicable(typed);
    const bool says_none = reading_.is_blank_zero && reading_.zero_word.empty() && is_word_for_zero(typed);
    if (typed.empty() || says_none) return FactValue{false, Number(0), 1, {}};
    const bool counts =
        input_.type == InputType::Count || input_.type == InputType::Amount || input_.type == InputType::Points;
    const bool is_sum = counts && reading_.listed_beside != scheme::Entries::None && !is_day &&
                        !written_number(typed) &&
                        read_entries(typed, reading_.listed_beside).fault == EntryList::Fault::None;
    if (is_sum || input_.entries != scheme::Entries::None)
      return entries(typed.substr(0, is_day ? typed.find('T') : typed.npos));
    switch (input_.type) {
      case InputType::Choice:
        return choice(typed);
      case InputType::Choices:
        return choices(typed);
      default:
        break;
    }
    if (typed.find(';') == typed.npos && typed.find("\uFF1B") == typed.npos) return single(typed);
    return samples(typed);
  }

  [[nodiscard]] bool is_choice(std::string_view typed) const {
    return std::any_of(input_.choices.begin(), input_.choices.end(),
                       [&](const std::string& one) { return folded(one) == folded(typed); });
  }

  std::optional<FactValue> not_applicable(std::string_view typed) {
    if (reading_.may_be_not_applicable) return FactValue{true, Number(0), 1, {}, true};
    add(reading_.is_of_item ? facts_not_applicable_refused : facts_not_applicable_here,
        {reading_.header, shortened(typed), reading_.expected});
    return std::nullopt;
  }

  /// A number as written. `is_single`: a value of its own, within the limits; else a sum of several.
  std::optional<Number> number(std::string_view typed, bool is_single) {
    auto written = written_number(typed);
    if (!written) {
      wrong_number(typed);
      return std::nullopt;
    }
    if (written->has_percent && !takes_percent(*written)) {
      add(facts_percent_unexpected, {reading_.header, shortened(typed)});
      return std::nullopt;
    }
    if (written->has_slash && is_single && !takes_fraction(*written)) {
      add(facts_fraction, {reading_.header, shortened(typed)});
      return std::nullopt;
    }
    if (is_single && (!is_sure(*written, typed) || !is_within(written->value, typed))) return std::nullopt;
    if (written->is_cleaned) problems_.remark(facts_unit_left, cell_, reading_.header);
    return written->value;
  }

 private:
  bool add(const MessageRow& row, std::vector<Phrase> words) {
    problems_.add(row, cell_, std::move(words));
    return false;
  }

  /// False where the cell is no text, number or truth that somebody typed.
  bool is_plain() {
    if (cell_.kind == Cell::Kind::Formula) return add(facts_formula, {reading_.header});
    if (cell_.kind == Cell::Kind::Error) return add(facts_cell_error, {reading_.header, shortened(cell_.text)});
    if (cell_.kind == Cell::Kind::Date)
      return add(facts_date, {reading_.header, shortened(cell_.text), typed_for_date(cell_.text)});
    return true;
  }

  struct Written {
    Number value;
    bool has_percent = false, has_slash = false, is_cleaned = false;
  };

  std::optional<Written> written_number(std::string_view typed) const {
    if (const auto value = parse_number(typed)) return Written{*value, false, typed.find('/') != typed.npos, false};
    std::string text = Line(typed, 0).text();
    Written written;
    written.has_percent = text.ends_with('%');
    if (written.has_percent) text.pop_back();
    written.has_slash = text.find('/') != text.npos;
    auto value = parse_number(text);
    if (!value && !reading_.is_stored) {
      if (const auto plain = number_without_unit(text, input_)) value = parse_number(*plain);
      written.is_cleaned = value.has_value();
    }
    if (!value) return std::nullopt;
    written.value = *value;
    return written;
  }

  /// Of full marks a share is so many of them: 98% of 100 is 98.
  bool takes_percent(Written& written) const {
    if (input_.type == InputType::Percent) return true;
    if (!reading_.by_rules.whole) return false;
    written.value = written.value * *reading_.by_rules.whole / Number(100);
    return true;
  }

  /// A fraction divides only where shares are asked for. The mean of ballots is one too, where it can be nothing else.
  bool takes_fraction(Written& written) const {
    if (input_.type == InputType::Percent) {
      if (!written.has_percent) written.value = written.value * Number(100);
      return true;
    }
    if (reading_.is_stored) return true;
    if (reading_.by_rules.whole) {
      if (!written.has_percent) written.value = written.value * *reading_.by_rules.whole;
      return true;
    }
    return reading_.by_rules.is_ballot && written.value > Number(1);
  }

  /// False where a number may be meant in another way.
  bool is_sure(const Written& written, std::string_view typed) {
    const auto& rules = reading_.by_rules;
    const Number& value = written.value;
    if (rules.judged_from && value > Number(0) && value < *rules.judged_from && !reading_.is_stored)
      return add(facts_out_of_range, {reading_.header, shortened(typed), reading_.judged_limits});
    const bool is_share = rules.is_share_asked && !reading_.is_stored && !written.has_percent && !written.has_slash &&
                          value > Number(0) && value < Number(1);
    if (!is_share) return true;
    return add(facts_share, {reading_.header, shortened(typed), (value * Number(100)).exact()});
  }

  std::optional<FactValue> single(std::string_view typed) {
    const auto value = input_.type == InputType::YesNo ? yes_no(typed) : number(typed, true);
    if (!value || (!reading_.takes_mean && !are_enough(1, typed))) return std::nullopt;
    return FactValue{false, *value, 1, {}};
  }

  std::optional<Number> yes_no(std::string_view typed) {
    if (const auto answer = yes_or_no(typed, input_)) return Number(*answer ? 1 : 0);
    add(facts_yes_no, {reading_.header, shortened(typed)});
    return std::nullopt;
  }

  std::optional<FactValue> samples(std::string_view typed) {
    if (reading_.samples == Samples::One) {
      add(facts_several, {reading_.header, shortened(typed)});
      return std::nullopt;
    }
    std::string text = Line(typed, 0).text();
    if (text.ends_with(';')) text.pop_back();
    FactValue out{false, Number(0), 0, {}};
    std::vector<Number> all;  // where some are to be left out
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find(';', begin), text.size());
      const std::string_view one = trimmed(std::string_view(text).substr(begin, end - begin));
      begin = end + 1;
      if (one.empty()) {
        add(facts_sample_blank, {reading_.header, shortened(typed)});
        return std::nullopt;
      }
      const auto value = input_.type == InputType::YesNo ? yes_no(one) : number(one, true);
      if (!value) return std::nullopt;
      if (reading_.trim)
        all.push_back(*value);
      else
        take(*value, out);
    }
    if (!reading_.trim) return out;
    if (!are_enough(static_cast<std::int64_t>(all.size()), typed)) return std::nullopt;
    std::sort(all.begin(), all.end());
    const auto cut = static_cast<std::size_t>(ballot::cut_of(*reading_.trim, static_cast<std::int64_t>(all.size())));
    for (std::size_t i = cut; i < all.size() - cut; ++i) take(all[i], out);
    return out;
  }

  /// 0 is no entry; any other number does not say when, or by whom.
  std::optional<FactValue> entries(std::string_view typed) {
    FactValue out{false, Number(0), 1, {}};
    if (const auto plain = written_number(typed); plain && plain->value.is_zero()) return out;
    const auto refuse = [&](const MessageRow& row, std::string_view part) {
      add(row, {reading_.header, shortened(part), reading_.expected});
      return std::nullopt;
    };
    if (is_word_for_zero(typed)) return refuse(facts_word_for_zero, typed);
    const bool is_own = input_.entries != scheme::Entries::None;
    const auto list = read_entries(typed, is_own ? input_.entries : reading_.listed_beside);
    switch (list.fault) {
      case EntryList::Fault::None:
        break;
      case EntryList::Fault::Date:
        return refuse(facts_entry_date, list.part);
      case EntryList::Fault::Year:
        return refuse(facts_entry_year, list.part);
      case EntryList::Fault::Key:
        return refuse(facts_entry_key, list.part);
      case EntryList::Fault::Plain:
        return refuse(facts_entries_plain, list.part);
    }
    for (const auto& one : list.entries) {
      const bool needs_mark = input_.type == InputType::Points;
      if (one.amount.empty() && needs_mark) return refuse(facts_entry_mark, one.key.empty() ? one.day.text() : one.key);
      const auto amount = one.amount.empty() ? std::optional(Number(1)) : number(one.amount, true);
      if (!amount) return std::nullopt;
      if (is_own) out.entries.push_back({one.day, one.key, *amount});
      out.value += *amount;
    }
    if (are_too_far_apart(out.entries, reading_.period)) return refuse(facts_entries_apart, typed);
    return out;
  }

  /// Something has to be left of them.
  bool are_enough(std::int64_t count, std::string_view typed) {
    if (count >= reading_.least_marks) return true;
    const std::string given = std::to_string(count);
    return add(facts_marks_few,
               {reading_.header, shortened(typed), Phrase(given + "个", given + (count == 1 ? " mark" : " marks")),
                std::to_string(reading_.least_marks)});
  }

  void take(const Number& value, FactValue& out) const {
    const bool is_first = out.count == 0;
    switch (reading_.samples) {
      case Samples::Latest:
        out.value = value;
        break;
      case Samples::Lowest:
        out.value = is_first ? value : min(out.value, value);
        break;
      case Samples::Highest:
        out.value = is_first ? value : max(out.value, value);
        break;
      default:
        out.value += value;
        break;
    }
    out.count = reading_.samples == Samples::Mean ? out.count + 1 : 1;
  }

  std::optional<FactValue> choice(std::string_view typed) {
    const std::string word = folded(typed);
    for (std::size_t i = 0; i < input_.choices.size(); ++i)
      if (folded(input_.choices[i]) == word) return FactValue{false, Number(static_cast<std::int64_t>(i)), 1, {}};
    add(facts_choice_unknown, {reading_.header, shortened(typed), choices_of(input_)});
    return std::nullopt;
  }

  std::optional<FactValue> choices(std::string_view typed) {
    const std::string text = Line(typed, 0).text();
    std::array<int, rating::choices_max> times{};
    const bool is_none = is_one_of(none_words, folded(text)) && reading_.zero_word.empty();
    for (const auto& part : split(is_none ? "" : text, ";、")) {
      const auto found = std::find_if(input_.choices.begin(), input_.choices.end(),
                                      [&](const std::string& choice) { return folded(choice) == folded(part); });
      if (found == input_.choices.end()) {
        add(facts_choice_unknown, {reading_.header, shortened(part), choices_of(input_)});
        return std::nullopt;
      }
      if (++times[static_cast<std::size_t>(found - input_.choices.begin())] > rating::choice_times_max) {
        add(facts_choice_times, {reading_.header, std::to_string(rating::choice_times_max)});
        return std::nullopt;
      }
    }
    std::int64_t packed = 0;
    for (std::size_t i = 0; i < times.size(); ++i) packed |= static_cast<std::int64_t>(times[i]) << (4 * i);
    return FactValue{false, Number(packed), 1, {}};
  }

  void wrong_number(std::string_view typed) {
    const std::string text = Line(typed, 0).text();
    if (is_word_for_zero(typed)) {
      add(facts_word_for_zero, {reading_.header, shortened(typed)});
    } else if (cell_.kind == Cell::Kind::Boolean || text.find_first_of("0123456789Ool") == text.npos) {
      add(facts_not_number, {reading_.header, shortened(typed), reading_.expected});
    } else if (const std::string mended = digits_for_letters(text); !mended.empty()) {
      add(facts_letter_for_digit, {reading_.header, shortened(typed), mended});
    } else {
      add(facts_not_number, {reading_.header, shortened(typed), reading_.expected});
    }
  }

  bool is_within(const Number& value, std::string_view typed) {
    if (input_.type == InputType::Count && !value.is_whole())
      return add(facts_not_whole, {reading_.header, shortened(typed)});
    const auto& most = reading_.is_stored ? std::nullopt : reading_.by_rules.most;
    if ((input_.low && value < *input_.low) || (input_.high && value > *input_.high) || (most && value > *most))
      return add(facts_out_of_range, {reading_.header, shortened(typed), reading_.limits});
    return true;
  }

  const FactReading& reading_;
  const scheme::Input& input_;
  const Cell& cell_;
  const CellProblems& problems_;
};

}  // namespace

void CellProblems::remark(const MessageRow& row, const Cell& cell, const std::string& header) const {
  const std::string text = shortened(cell_text(cell.text), remarked_characters);
  const std::string name = cell_name(cell.row, cell.column), line = std::to_string(cell.row);
  const Phrase where = grid_.sheet.empty()
                           ? Phrase("第" + line + "行“" + text + "”", "line " + line + " “" + text + "”")
                           : Phrase(name + "“" + text + "”", name + " “" + text + "”");
  problems_.remark_alike(row, grid_.place(cell), header, where, {cell.row, cell.column});
}

FactReading reading_of(const scheme::Scheme& s, int input) {
  FactReading reading;
  reading.input = &s.inputs[static_cast<std::size_t>(input)];
  reading.header = s.header(input);
  reading.period = s.properties.period;
  reading.samples = samples_of(s, input);
  reading.trim = trim_of(s, input);
  if (const auto by_rule = scheme::averaging_by_rule(s, input); reading.trim && by_rule.leaves_out()) {
    reading.least_marks = by_rule.least();
    reading.takes_mean = scheme::is_voted_on(s, input);
  }
  reading.expected = expected_of(*reading.input);
  reading.limits = limits_of(*reading.input);
  reading.by_rules = limits_by_rules(s, input);
  reading.is_blank_zero = scheme::is_blank_zero(s, input);
  if (reading.by_rules.most) {
    scheme::Input limited = *reading.input;
    limited.high = reading.by_rules.most;
    reading.expected = expected_of(limited);
    reading.limits = limits_of(limited);
  }
  if (const auto& from = reading.by_rules.judged_from; from && reading.input->high)
    reading.judged_limits = say({"0或{0}至{1}", "0, or {0} to {1}"}, {from->exact(), reading.input->high->exact()});
  reading.is_of_item = reading.input->indicator >= 0;
  reading.may_be_not_applicable = service::may_be_not_applicable(s, input);
  for (const auto& choice : reading.input->choices)
    if (is_one_of(none_words, folded(choice))) reading.zero_word = choice;
  return reading;
}

std::optional<FactValue> read_fact(const FactReading& reading, const Cell& cell, const CellProblems& problems) {
  return FactCellReader(reading, cell, problems).read();
}

std::optional<FactValue> read_sum(const FactReading& reading, const Cell& sum, const Cell& count,
                                  const CellProblems& problems) {
  const auto wrong = [&](const Cell& cell, std::string_view shown_count) -> std::optional<FactValue> {
    const Phrase limits = reading.limits.zh.empty() ? reading.expected : reading.limits;
    problems.add(facts_sum_count, cell, {reading.header, shortened(sum.text), shown_count, limits});
    return std::nullopt;
  };
  for (const Cell* cell : {&sum, &count}) {  // what is no value at all is told as of any other cell
    if (cell->kind == Cell::Kind::Text || cell->kind == Cell::Kind::Number || cell->kind == Cell::Kind::Empty) continue;
    if (!read_fact(reading, *cell, problems)) return std::nullopt;
  }
  const std::string sum_text = cell_text(sum.text);
  const bool has_sum = !sum_text.empty(), has_count = !cell_text(count.text).empty();
  if (says_not_applicable(sum_text) && (!has_count || says_not_applicable(cell_text(count.text))))
    return read_fact(reading, sum, problems);
  if (!has_sum && !has_count) return FactValue{};
  if (!has_count) return wrong(count, "0");
  scheme::Input whole;
  whole.type = InputType::Count;
  whole.low = Number(0);
  whole.high = Number(1'000'000'000);
  FactReading counted = reading;
  counted.input = &whole;
  counted.samples = Samples::One;
  counted.by_rules = {};
  counted.expected = expected_of(whole);
  counted.limits = limits_of(whole);
  const auto number = read_fact(counted, count, problems);
  if (!number) return std::nullopt;
  const std::int64_t n = number->value.whole().value_or(0);
  if (!has_sum) return n == 0 ? std::optional(FactValue{}) : wrong(sum, std::to_string(n));
  if (sum_text.find('/') != sum_text.npos && !reading.is_stored && reading.input->type == InputType::Percent) {
    problems.add(facts_fraction, sum, {reading.header, shortened(sum.text)});
    return std::nullopt;
  }
  const auto value = FactCellReader(reading, sum, problems).number(sum_text, false);
  if (!value) return std::nullopt;
  if (n == 0) return value->is_zero() ? std::optional(FactValue{}) : wrong(sum, "0");
  const auto& input = *reading.input;
  if ((input.low && *value < *input.low * Number(n)) || (input.high && *value > *input.high * Number(n)))
    return wrong(sum, std::to_string(n));
  return FactValue{false, *value, n, {}};
}

bool says_not_applicable(std::string_view text) {
  constexpr std::string_view words[] = {"不适用",     "无此项",     "没有此项", "无该项", "没有该项",      "不涉及",
                                        "不涉及此项", "不涉及该项", "未涉及",   "缺项",   "此项不适用",    "该项不适用",
                                        "n/a",        "n.a.",       "n/a.",     "n.a",    "not applicable"};
  constexpr std::size_t text_max = 40;
  if (text.size() > text_max) return false;
  const std::string fold = lower_ascii(folded(text));
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) { return fold == folded(word); });
}

bool has_control_character(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    const bool is_control = c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) ||
                            (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
    if (is_control) return true;
  }
  return false;
}

}  // namespace pingxing::service
