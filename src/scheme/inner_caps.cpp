#include "scheme/inner_caps.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "scheme/outcome.hpp"
#include "scheme/pattern.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

namespace {

using Of = InnerCap::Of;
constexpr std::size_t clause_bytes_max = 120;

struct PeriodWords {
  Of of;
  Period period;  // of rounds that are as long
  std::initializer_list<std::string_view> words;
  std::string_view zh, en;
};

// clang-format off
const PeriodWords period_rows[] = {
    {Of::Day, Period::None, {"天", "日", "一天", "1天", "工作日", "a day", "one day", "daily"}, "每天", "a day"},
    {Of::Week, Period::Week, {"周", "星期", "个星期", "一周", "1周", "自然周", "a week", "one week", "calendar week", "weekly"}, "每周", "a week"},
    {Of::Month, Period::Month, {"月", "个月", "月份", "月度", "1个月", "一个月", "自然月", "a month", "one month", "calendar month", "monthly"}, "每月", "a month"},
    {Of::Quarter, Period::Quarter, {"季", "季度", "个季度", "一个季度", "1个季度", "a quarter", "one quarter", "calendar quarter", "quarterly"}, "每季度", "a quarter"},
    {Of::HalfYear, Period::HalfYear, {"半年", "半年度", "个半年", "a half-year", "a half year", "half-year", "half year", "half-yearly", "six months"}, "每半年", "a half-year"}};
// clang-format on

/// 每, 单, 当, 各: what makes a month each month. Empty where none is there.
std::string_view without_each(std::string_view words) {
  for (const std::string_view each :
       {"每一个", "每一", "每个", "每", "单个", "单", "当", "各", "同一", "任一", "任意一个"})
    if (words.starts_with(each) && words.size() > each.size()) return words.substr(each.size());
  for (const std::string_view each : {"in any one ", "in any ", "in each ", "in every ", "in one ", "in a single ",
                                      "per ", "each ", "every ", "for each ", "for every ", "in "})
    if (starts_with_any_case(words, each)) return words.substr(each.size());
  return {};
}

const PeriodWords* period_of(std::string_view words) {
  std::string bare = lower_ascii(words);
  for (const std::string_view end : {"以内", "之内", "内", "里", "中"})
    if (bare.ends_with(end) && bare.size() > end.size()) bare.resize(bare.size() - end.size());
  const std::string rest(without_each(bare));
  const auto find = [](std::string_view wanted) -> const PeriodWords* {
    for (const auto& row : period_rows)
      for (const auto word : row.words)
        if (word == wanted) return &row;
    return nullptr;
  };
  if (!rest.empty()) {
    if (const auto* found = find(rest)) return found;
    return find("a " + rest);  // per month
  }
  const auto* found = find(bare);  // a month, monthly, 一个月; 月 alone is none
  const bool is_whole =
      bare.starts_with("a ") || bare.ends_with("ly") || bare.starts_with("1") || bare.starts_with("一");
  return found && is_whole ? found : nullptr;
}

bool is_person(std::string_view unit) {
  const std::string word = lower_ascii(unit);
  const auto words = {"人", "名", "person", "member", "employee", "head", "individual"};
  return std::find(words.begin(), words.end(), word) != words.end() ||
         holds_any(word, {"党员", "干部", "职工", "员工", "教师", "学生", "队员", "驾驶员", "个人", "同志"});
}

/// 项 and 条 may be the item of the notice, 年 is no part of a round, 人次 is no person.
bool may_be_each(std::string_view unit) {
  const auto none = {"项",   "条",   "款",   "类",   "个",    "种",   "轮",   "期",    "年",   "年度",  "分",   "人次",
                     "指标", "方面", "内容", "item", "items", "rule", "line", "round", "year", "point", "side", "unit"};
  return may_be_unit(unit) && std::find(none.begin(), none.end(), unit) == none.end() && !period_of(unit) &&
         !holds_any(unit, {"月", "季", "周", "半年", "最多", "累计", "加分", "扣分", "得分", "合计"});
}

InnerCap::Way way_of(std::string_view clause) {
  const bool takes = holds_any(clause, {"扣", "减", "deduct", "loses", "off"});
  const bool gives = holds_any(clause, {"加", "奖", "得", "adds", "earn", "score"});
  return takes == gives ? InnerCap::Way::Any : takes ? InnerCap::Way::Takes : InnerCap::Way::Gives;
}

/// The rows of the table, without the comma before them.
const std::vector<Pattern>& patterns() {
  static const std::vector<Pattern> made = [] {
    std::vector<Pattern> all;
    for (const auto& row : modifier_rows()) {
      if (row.kind != ModifierRow::Kind::Within) continue;
      for (const auto* list : {&row.zh, &row.en})
        for (const auto written : *list) all.emplace_back(written.substr(1));
    }
    return all;
  }();
  return made;
}

struct Found {
  std::string within;
  Number points;
};

/// The words of the cap, whatever they are of.
std::optional<Found> found_in(std::string_view clause, const SlotTest& is_within) {
  if (clause.size() > clause_bytes_max) return std::nullopt;
  const MarkedText marked(Piece(clause, nullptr));
  for (const auto& pattern : patterns()) {
    if (!pattern.may_match(marked)) continue;
    const auto captures = pattern.match(marked, [&](std::string_view slot, std::string_view text) {
      return slot == "cap" ? points_number(text).value_or(Number(0)) > Number(0) : is_within(slot, text);
    });
    if (!captures) continue;
    Found found;
    for (const auto& [slot, piece] : *captures) {
      if (slot == "cap") found.points = *points_number(piece.text);
      if (slot == "within") found.within = piece.text;
    }
    return found;
  }
  return std::nullopt;
}

std::vector<std::string_view> clauses_of(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != ',' && text[i] != ';') continue;
    out.push_back(trimmed(text.substr(begin, i - begin)));
    begin = i + 1;
  }
  return out;
}

/// 志愿服务每月最多加1分, 每次加0.5分每月最多1分, "each adds 0.5 up to 1 a month": where the cap begins in its clause.
std::size_t begin_of_cap(std::string_view clause, const SentenceContext& context) {
  for (std::size_t i = 1; i < clause.size(); ++i) {
    if ((static_cast<unsigned char>(clause[i]) & 0xC0) == 0x80) continue;
    const bool is_word = clause[i - 1] == ' ' || static_cast<unsigned char>(clause[i]) >= 0x80;
    if (!is_word || !parse_inner_cap(trimmed(clause.substr(i)), context)) continue;
    const auto before = clause.substr(0, i);  // 每人每月最多1分 has two of them
    return has_digit(before) || !holds_any(before, {"每", "单", "each", "per "}) ? i : clause.npos;
  }
  return clause.npos;
}

/// Most sentences have none: they lack a word for a limit.
bool may_hold_cap(std::string_view sentence) {
  return holds_any(lower_ascii(sentence), {"最多", "最高", "至多", "上限", "不超", "不得超", "不高于", "封顶", "限",
                                           "为止", "up to", "at most", "max", "cap", "limit", "more than"});
}

Period rounds_of(const SentenceContext& context) { return context.period.value_or(Period::None); }

/// 每人每年, 全年每人 in a yearly round: each person, in all of it.
std::string_view without_round(std::string_view words, Period rounds) {
  static const std::vector<std::pair<Period, std::vector<std::string_view>>> rows = {
      {Period::Year, {"每年度", "每年", "全年", "年度", "当年", "一年", "1年"}},
      {Period::HalfYear, {"每半年", "半年"}},
      {Period::Quarter, {"每季度", "每季", "当季"}},
      {Period::Month, {"每月", "当月", "全月"}},
      {Period::Week, {"每周", "本周"}}};
  for (const auto& [period, said] : rows) {
    if (period != rounds) continue;
    for (const auto word : said) {
      if (words.size() <= word.size()) continue;
      if (words.ends_with(word)) return words.substr(0, words.size() - word.size());
      if (words.starts_with(word)) return words.substr(word.size());
    }
  }
  return words;
}

bool is_subject(std::string_view unit, const SentenceContext& context) {
  if (is_person(unit)) return context.is_of_people;
  if (unit == "单位" || unit == "对象" || unit == "unit") return !context.is_of_people;
  return !context.subjects.empty() && context.subjects.find(unit) != context.subjects.npos;
}

/// 单位, 当地, 各地 begin like 单人 and 当次.
bool is_part_of_word(std::string_view words, std::string_view unit) {
  const bool is_short =
      (words.starts_with("单") && !words.starts_with("单个")) || words.starts_with("当") || words.starts_with("各");
  const auto known = {"人", "户", "次", "场", "批", "家", "车", "班", "村", "名"};
  return is_short && std::none_of(known.begin(), known.end(), [&](std::string_view one) {
           return unit == one || (words.starts_with("单次") && unit.starts_with(one));
         });
}

}  // namespace

bool is_each_subject(std::string_view words, const SentenceContext& context) {
  const auto unit = without_each(words);
  return !unit.empty() && character_count(unit) <= 6 && !period_of(words) && is_subject(unit, context);
}

std::optional<InnerCap> inner_of(std::string_view words, const SentenceContext& context) {
  InnerCap cap;
  if (const auto* row = period_of(words)) {
    cap.of = row->of;
    const auto rounds = rounds_of(context);
    if (rounds == Period::None || row->period < rounds) return cap;
    return std::nullopt;
  }
  std::string_view unit = without_each(without_round(words, rounds_of(context)));
  if (unit.starts_with("一")) unit.remove_prefix(3);
  if (unit.empty() || !may_be_each(unit) || is_subject(unit, context) || is_part_of_word(words, unit))
    return std::nullopt;
  if (is_person(unit) && !context.has_subjects) return std::nullopt;
  cap.of = Of::Each;
  cap.each = unit;
  return cap;
}

std::string say_inner(const InnerCap& cap, Language language) {
  const bool is_zh = language == Language::Chinese;
  for (const auto& row : period_rows)
    if (row.of == cap.of) return std::string(is_zh ? row.zh : row.en);
  return (is_zh ? "每" : "per ") + cap.each;
}

std::optional<InnerCap> parse_inner_cap(std::string_view clause, const SentenceContext& context) {
  const auto found =
      found_in(clause, [&](std::string_view, std::string_view text) { return inner_of(text, context).has_value(); });
  if (!found) return std::nullopt;
  auto cap = inner_of(found->within, context);
  cap->points = found->points;
  cap->way = way_of(clause);
  return cap;
}

bool is_of_longer_period(std::string_view clause, const SentenceContext& context) {
  const auto rounds = context.period.value_or(Period::None);
  if (rounds == Period::None) return false;
  if (!may_hold_cap(clause)) return false;
  for (const auto one : clauses_of(clause))
    for (std::size_t i = 0; i < one.size(); ++i)
      if (i == 0 || (static_cast<unsigned char>(one[i]) & 0xC0) != 0x80)
        if (found_in(one.substr(i), [&](std::string_view, std::string_view text) {
              const auto* row = period_of(text);
              return row && row->period > rounds;
            }))
          return true;
  return false;
}

std::vector<InnerCap> take_inner_caps(std::string& sentence, const SentenceContext& context) {
  std::vector<InnerCap> caps;
  if (!may_hold_cap(sentence)) return caps;
  std::string left;
  for (const auto clause : clauses_of(sentence)) {
    std::string_view kept = clause;
    if (const auto whole = parse_inner_cap(clause, context)) {
      caps.push_back(*whole);
      continue;
    }
    if (const auto at = clause.size() <= 3 * clause_bytes_max ? begin_of_cap(clause, context) : clause.npos;
        at != clause.npos) {
      caps.push_back(*parse_inner_cap(trimmed(clause.substr(at)), context));
      kept = trimmed(clause.substr(0, at));
    }
    if (!left.empty()) {
      const bool is_name = !has_digit(left) && !caps.empty();  // 志愿服务,每月最多加1分,每次加0.5分
      const auto at = static_cast<std::size_t>(clause.data() - sentence.data());
      const char mark = sentence[sentence.find_last_of(",;", at - 1)];
      left += !is_name ? std::string(1, mark) : static_cast<unsigned char>(left.back()) < 0x80 ? " " : "";
    }
    left += kept;
  }
  if (!caps.empty()) sentence = left;
  return caps;
}

bool counts_entries(const Rule& rule) {
  switch (rule.form) {
    case Form::DeductEach:
      return !rule.is_missing_asked;
    case Form::AddEach:
    case Form::GrantEach:
      return true;
    case Form::Judged:
    case Form::JudgedDeduction:
      return rule.samples == Samples::Sum;
    default:
      return false;
  }
}

bool is_about(const InnerCap& cap, const Rule& rule) {
  return cap.way == InnerCap::Way::Any || (cap.way == InnerCap::Way::Gives) == gives_points(rule);
}

}  // namespace pingxing::scheme
