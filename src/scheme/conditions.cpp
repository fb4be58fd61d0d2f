// Conditions are tried from the special to the general: figures of the whole (总分, 每项) and the past, then grades,
// then names. Where a name and its figure run together (满意率90%以上) the longest name that leaves an interval is
// meant. A text that is too long to be a name and a figure is not tried.
#include "scheme/conditions.hpp"

#include <algorithm>
#include <set>

#include "scheme/messages.hpp"
#include "scheme/outline.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t condition_bytes_max = 1'000;  // a name and a figure

std::optional<bool> yes_or_no(std::string_view text) {
  const std::string word = lower_ascii(text);
  if (word == "是" || word == "有" || word == "yes") return true;
  if (word == "否" || word == "无" || word == "no") return false;
  return std::nullopt;
}

/// 安全管理 of 安全管理得分, 安全管理部分得分.
std::string_view without_score(std::string_view name) {
  for (const std::string_view word : {"部分得分", "部分的得分", "指标得分", "指标的得分", "一项得分", "项得分",
                                      "考核得分", "的得分", "得分", "的分数", "分数", " score", " scores"})
    if (name.ends_with(word) && name.size() > word.size()) return trimmed(name.substr(0, name.size() - word.size()));
  return name;
}

bool indicator_condition(Condition& made, int found, const Interval& interval) {
  made.kind = Condition::Kind::Indicator;
  made.target = found;
  made.interval = interval;
  return true;
}

/// The interval of a scale's steps: 县级以上, 低于省级, 市级.
std::optional<Interval> scale_interval(const Input& input, std::string_view text) {
  Interval interval;
  bool is_low = false, is_high = false, includes = true;
  const auto strip_front = [&](std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
  };
  const auto strip_back = [&](std::string_view word) {
    if (!text.ends_with(word)) return false;
    text.remove_suffix(word.size());
    return true;
  };
  if (strip_back("(不含)") || strip_back("(exclusive)")) includes = false;
  strip_back("(含)");
  for (auto word : {"低于", "不到", "未到", "below "})
    if (strip_front(word)) {
      is_high = true;
      includes = false;
    }
  for (auto word : {"高于", "超过", "above "})
    if (strip_front(word)) {
      is_low = true;
      includes = false;
    }
  for (auto word : {"及以上", "以上", " or more", " or better"})
    if (strip_back(word)) is_low = true;
  for (auto word : {"及以下", "以下", " or less", " or lower"})
    if (strip_back(word)) is_high = true;
  if (strip_back("(不含)")) includes = false;
  const auto found = std::find(input.choices.begin(), input.choices.end(), trimmed(text));
  if (found == input.choices.end()) return std::nullopt;
  const Number step(found - input.choices.begin());
  if (!is_high) {
    interval.low = step;
    interval.has_low = includes;
  }
  if (!is_low) {
    interval.high = step;
    interval.has_high = is_high ? includes : true;
  }
  return interval;
}

}  // namespace

Interval yes(bool expected) {
  Interval interval;
  interval.low = interval.high = Number(expected ? 1 : 0);
  return interval;
}

Input declared(std::string_view name, const Interval* interval, const Place& place, const std::string& assessor) {
  Input made;
  made.name = name;
  made.place = place;
  made.assessor = assessor;
  if (interval) {
    static const std::set<std::string, std::less<>> counted = {
        "次", "项", "个", "篇", "人", "份", "件", "起", "例", "条", "人次", "times", "time", "items", "item", "people"};
    made.type = interval->is_percent               ? InputType::Percent
                : counted.contains(interval->unit) ? InputType::Count
                                                   : InputType::Amount;
    made.unit = interval->is_percent ? "%" : interval->unit;
    made.low = Number(0);
    made.high = interval->is_percent ? Number(100) : count_limit;
  }
  return made;
}

std::optional<Interval> Conditions::value_for(int input, std::string_view text, const Place& place) {
  const Input& known = this->input(input);
  if (known.type == InputType::Choice && known.is_scale) {
    auto interval = scale_interval(known, text);
    if (!interval)
      problems_.add(messages::choice_unknown, place,
                    {known.name, std::string(text), is_heard(problems_) ? listed(known.choices) : Phrase()});
    return interval ? interval : yes(true);
  }
  if (known.type == InputType::YesNo)
    if (auto expected = yes_or_no(text)) return yes(*expected);
  return parse_interval(text);
}

Condition Conditions::read(const Piece& piece, const Naming& naming) {
  Condition made;
  made.text = piece.text;
  made.place = piece.place(s_.file);
  const std::string_view text = piece.text;
  if (read_general(made, text)) return made;
  if (const int grade = names_.grade(text); grade >= 0) {
    made.kind = Condition::Kind::Grade;
    made.target = grade;
    return made;
  }
  const auto [name, value] = split_colon(piece);
  if (!value.empty()) {
    named_value(made, name, value, naming);
    return made;
  }
  if (read_named(made, text) || read_mean(made, text)) return made;
  int input = names_.input(text);
  if (input < 0 && naming.may_declare && !parse_interval(text))
    input = names_.add_input(declared(text, nullptr, made.place, naming.assessor));
  if (input >= 0 && this->input(input).type == InputType::YesNo) {
    made.kind = Condition::Kind::Input;
    made.target = input;
    made.interval = yes(true);
    return made;
  }
  unknown(made);
  return made;
}

/// Whether the words are a name, perhaps with a figure: then the scheme has nothing of that name. Words that judge or
/// tell what somebody does are no name.
static bool is_name_alone(std::string_view text) {
  constexpr std::size_t name_characters_max = 12;
  if (holds_any(text, {"较", "突出", "明显", "表现", "掌握", "研究", "由", "按", "根据", "酌情", "决定", "评议后",
                       "综合", "显著", "认真", "原则", "名列", "靠前", "完成好"}) ||
      holds_any(" " + lower_ascii(text) + " ", {" by ", " decides ", " well ", " good ", " best ", " according "}))
    return false;
  if (text.find(':') != text.npos) return true;
  for (std::size_t at = text.size(); at-- > 1 && text.size() - at <= interval_bytes_max;)
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && parse_interval(trimmed(text.substr(at)))) return true;
  return character_count(text) <= name_characters_max && !has_digit(text);
}

void Conditions::unknown(const Condition& made) {
  for (const auto& kind : s_.properties.kinds)
    if (made.text.starts_with(kind) && made.text.find('%') != std::string::npos)  // 甲类不超过20%
      return problems_.add(messages::quota_of_kind, made.place, {made.text});
  if (starts_with_any_case(made.text, "平均") || starts_with_any_case(made.text, "average "))
    return problems_.add(messages::average_unclear, made.place, {made.text});
  const Phrase grades = names_.grade_list();
  problems_.add(
      is_name_alone(made.text) ? messages::condition_unknown : messages::condition_unread, made.place,
      {made.text, Phrase("可用的:等次(" + grades.zh + ")、指标、部分、数据项,或“每项…”“总分…”“连续2期未晋级”",
                         "usable: grades (" + grades.en +
                             "), indicators, sections, inputs, or “each item …”, “total …”, “no rise for 2 rounds”")});
}

void Conditions::named_value(Condition& made, const Piece& name, const Piece& value, const Naming& naming) {
  const Place place = value.place(s_.file);
  int input = names_.input(name.text);
  if (input < 0) {
    if (read_named(made, name.str() + value.str())) return;
    const auto interval = parse_interval(value.text);
    const bool is_answer = yes_or_no(value.text).has_value();
    if (!naming.may_declare || (!interval && !is_answer)) return unknown(made);
    input = names_.add_input(declared(name.text, interval ? &*interval : nullptr, made.place, naming.assessor));
  }
  auto interval = value_for(input, value.text, place);
  if (!interval) return unknown(made);
  made.kind = Condition::Kind::Input;
  made.target = input;
  made.interval = *interval;
}

bool Conditions::read_general(Condition& made, std::string_view text) const {
  if (text.size() > condition_bytes_max) return false;
  const auto interval_after = [&](std::initializer_list<std::string_view> words) -> std::optional<Interval> {
    for (auto word : words)
      if (starts_with_any_case(text, word))
        if (auto interval = parse_interval(text.substr(word.size()))) return interval;
    return std::nullopt;
  };
  const auto set = [&](Condition::Kind kind, const Interval& interval) {
    made.share_of.reset();
    made.kind = kind;
    made.interval = interval;
    return true;
  };
  if (auto i = interval_after({"每颗星的平均得分", "各项平均", "各项平均分", "各项平均得分", "各项得分平均",
                               "各指标平均", "各指标平均分", "各指标平均得分", "指标平均分", "每项平均", "每项平均分",
                               "每项的平均分", "每项平均得分", "单项平均分", "各项平均分在", "各项平均得分在",
                               "items on average ", "average of the items ", "average per item "}))
    return set(Condition::Kind::IndicatorMean, *i);
  if (auto i = interval_after({"每项", "各项", "each item ", "every item "}))
    return set(Condition::Kind::EveryIndicator, *i);
  if (auto i = interval_after({"每部分", "各部分", "each section ", "every section "}))
    return set(Condition::Kind::EverySection, *i);
  auto of_total = interval_after({"总分", "得分率", "总得分率", "得分", "total "});
  if (of_total && !of_total->is_percent && holds_any(text, {"得分率"})) return false;
  if (!of_total) of_total = parse_interval(text);
  if (auto i = of_total) {
    if (!i->is_percent) return set(Condition::Kind::Total, *i);
    const auto full = as_points(*i);
    if (!full) return false;
    set(Condition::Kind::Total, *i);
    made.share_of = full;
    return true;
  }
  if (text.starts_with("上期")) {
    const auto words = grade_words(text.substr(std::string_view("上期").size()));
    return past_grade(made, Condition::Kind::PreviousGrade, words, 1);
  }
  if (lower_ascii(text).ends_with(" last round"))
    return past_grade(made, Condition::Kind::PreviousGrade, grade_words(text.substr(0, text.size() - 11)), 1);
  if (text.starts_with("连续")) {
    std::string_view rest = text.substr(std::string_view("连续").size());
    auto quantity = take_quantity(rest);
    const auto in_a_year = [&]() -> std::int64_t {  // rounds; 0 where the period does not divide it
      switch (s_.properties.period.value_or(Period::Year)) {
        case Period::Week:
          return 0;
        case Period::HalfMonth:
          return 24;
        case Period::Month:
          return 12;
        case Period::Quarter:
          return 4;
        case Period::HalfYear:
          return 2;
        default:
          return 1;
      }
    };
    if (quantity && quantity->value.whole() &&
        (quantity->unit == "期" || (quantity->unit == "年" && in_a_year() > 0) || quantity->unit == "次")) {
      const std::int64_t times = quantity->unit == "年" ? in_a_year() : 1;
      const int rounds = static_cast<int>(std::min<std::int64_t>(*quantity->value.whole(), 100) * times);
      for (auto none : {"未晋级", "没有晋级", "不能晋级", "未晋星", "不能晋星"})
        if (rest == none) {
          made.kind = Condition::Kind::NoRise;
          made.rounds = rounds;
          return true;
        }
      if (rest.starts_with("为")) rest.remove_prefix(3);
      return past_grade(made, Condition::Kind::GradeHeld, grade_words(rest), rounds);
    }
  }
  const std::string lower = lower_ascii(text);
  if (lower.ends_with(" rounds") || lower.ends_with(" round")) {
    const auto middle = lower.find(" for ");
    if (middle != lower.npos) {
      const auto number =
          small_count(trimmed(std::string_view(lower).substr(middle + 5, lower.rfind(" round") - middle - 5)));
      if (number && lower.starts_with("no rise")) {
        made.kind = Condition::Kind::NoRise;
        made.rounds = *number;
        return true;
      }
      if (number) return past_grade(made, Condition::Kind::GradeHeld, grade_words(text.substr(0, middle)), *number);
    }
  }
  return false;
}

/// 平均分8分以上 by itself is of the items, where their mean can come to that.
bool Conditions::read_mean(Condition& made, std::string_view text) const {
  for (const std::string_view word : {"平均分在", "平均得分在", "平均分", "平均得分", "平均", "average ", "mean "}) {
    if (!starts_with_any_case(text, word)) continue;
    const auto interval = parse_interval(text.substr(word.size()));
    if (!interval || interval->is_percent || s_.indicators.empty()) continue;
    Number sum;
    for (const auto& one : s_.indicators) {
      if (!one.points) return false;  // of shared points there is no mean to speak of
      sum += *one.points;
    }
    const Number& end = interval->low ? *interval->low : *interval->high;
    if (end > sum / Number(static_cast<std::int64_t>(s_.indicators.size()))) return false;
    made.kind = Condition::Kind::IndicatorMean;
    made.interval = *interval;
    return true;
  }
  return false;
}

/// 90%以上 of the total: of 200 that is 180.
std::optional<Number> Conditions::as_points(Interval& interval) const {
  std::optional<Number> total = s_.properties.total;
  if (!total) {
    Number sum(0);
    for (const auto& one : s_.sections) {
      if (one.parent >= 0 || one.kind != SectionKind::Ordinary) continue;
      if (!one.points) return std::nullopt;  // a sum of some of them would be no total
      sum += *one.points;
    }
    if (sum > Number(0)) total = sum;
  }
  if (!total) return std::nullopt;
  const auto scaled = [&](std::optional<Number>& end) {
    if (end) end = *end * *total / Number(100);
  };
  scaled(interval.low);
  scaled(interval.high);
  interval.is_percent = false;
  interval.unit.clear();
  return total;
}

bool Conditions::past_grade(Condition& made, Condition::Kind kind, const GradeWords& words, int rounds) const {
  const bool is_unrated = words.name == "未定级" || words.name == "unrated" ||
                          (!s_.properties.unrated.empty() && words.name == s_.properties.unrated);
  const int grade = is_unrated ? static_cast<int>(s_.grading.grades.size()) : names_.grade(words.name);
  if (grade < 0) return false;
  made.kind = kind;
  made.target = grade;
  made.or_better = words.or_better;
  made.or_worse = words.or_worse;
  made.rounds = rounds;
  return true;
}

bool Conditions::read_named(Condition& made, std::string_view text) const {
  if (text.size() > condition_bytes_max) return false;
  if (text.starts_with("第")) {
    if (const auto end = text.find("项"); end != text.npos) {
      const int found = names_.indicator(text.substr(3, end - 3));
      const auto interval = parse_interval(text.substr(end + 3));
      if (found >= 0 && interval) return indicator_condition(made, found, *interval);
    }
  }
  if (starts_with_any_case(text, "item ")) {
    const auto rest = text.substr(5);
    if (const auto blank = rest.find(' '); blank != rest.npos) {
      const int found = names_.indicator(rest.substr(0, blank));
      const auto interval = parse_interval(rest.substr(blank + 1));
      if (found >= 0 && interval) return indicator_condition(made, found, *interval);
    }
  }
  for (std::size_t at_byte = text.size();
       at_byte-- > 1 && text.size() - at_byte <= interval_bytes_max;) {  // the longest name that leaves an interval
    if ((static_cast<unsigned char>(text[at_byte]) & 0xC0) == 0x80) continue;
    const auto name = trimmed(text.substr(0, at_byte)), rest = trimmed(text.substr(at_byte));
    const int input = names_.input(name);
    if (input >= 0) {
      const Input& known = this->input(input);
      const bool is_scale = known.type == InputType::Choice;
      auto interval = is_scale ? scale_interval(known, rest) : parse_interval(rest);
      // 廉洁自律8分以上: an indicator judged by hand has an input of its own name; its score is meant all the same.
      const int same = names_.indicator(name);
      if (interval && same >= 0 && !is_scale) return indicator_condition(made, same, *interval);
      if (interval) {
        made.kind = Condition::Kind::Input;
        made.target = input;
        made.interval = *interval;
        return true;
      }
    }
    const auto interval = parse_interval(rest);
    if (!interval) continue;
    const auto of_score = interval->is_percent ? name : without_score(name);
    if (const int found = names_.indicator(name); found >= 0) return indicator_condition(made, found, *interval);
    if (const int found = names_.indicator(of_score); found >= 0) return indicator_condition(made, found, *interval);
    const int part = names_.section(name);
    if (const int found = part >= 0 ? part : names_.section(of_score); found >= 0) {
      made.kind = Condition::Kind::Section;
      made.target = found;
      made.interval = *interval;
      return true;
    }
  }
  return false;
}

}  // namespace pingxing::scheme
