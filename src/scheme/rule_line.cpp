#include "scheme/rule_line.hpp"

#include <algorithm>

#include "scheme/bands.hpp"
#include "scheme/inner_caps.hpp"
#include "scheme/joint_rules.hpp"
#include "scheme/numerals.hpp"
#include "scheme/outcome.hpp"
#include "scheme/outline.hpp"
#include "scheme/rewording.hpp"
#include "scheme/rule_gaps.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t clauses_max = 24, joined_clauses_max = 4;

/// "会议(3分)" in front of a rule: a part of the item with points of its own.
struct Head {
  std::string_view name, rest;
  std::optional<Number> part;
};

std::optional<Number> points_in_bracket(std::string_view inside) {
  for (const std::string_view word : {"满分", "共", "计", "分值", "占"})
    if (inside.starts_with(word)) inside.remove_prefix(word.size());
  for (const std::string_view unit : {"分", " points", " point", "points", "point"}) {
    if (!inside.ends_with(unit)) continue;
    const auto number = points_number(trimmed(inside.substr(0, inside.size() - unit.size())));
    return number && !number->is_zero() ? number : std::nullopt;
  }
  return std::nullopt;
}

Head head_of(std::string_view line) {
  Head head;
  const auto [name, rest] = split_colon(Piece(line, nullptr));
  head.name = rest.empty() ? std::string_view() : name.text;
  head.rest = rest.empty() ? name.text : rest.text;
  const auto figure = rest.empty() ? std::nullopt : parse_interval(head.name, Units::Any);
  if (figure && !figure->is_point()) {  // 90% or more: 10; below 90%: 0
    head.name = {};
    head.rest = line;
    return head;
  }
  const std::string_view front = rest.empty() ? line : name.text;
  const auto open = front.find('(');
  const auto close = open == front.npos ? front.npos : front.find(')', open);
  if (open == front.npos || open == 0 || close == front.npos) return head;
  const auto points = points_in_bracket(front.substr(open + 1, close - open - 1));
  auto behind = trimmed(front.substr(close + 1));
  while (behind.starts_with(',') || behind.starts_with(';') || behind.starts_with(':'))
    behind = trimmed(behind.substr(1));
  const bool is_part =
      points && may_be_name(front.substr(0, open)) && (rest.empty() ? !behind.empty() : behind.empty());
  if (!is_part) return head;
  head.part = points;
  head.name = trimmed(front.substr(0, open));
  if (rest.empty()) head.rest = behind;
  return head;
}

/// 全年, 当月: when, and not what.
bool is_time_alone(std::string_view name) {
  static constexpr std::string_view times[] = {"全年", "年内", "当年", "本年",   "本年度", "年度", "年度内", "全年度",
                                               "当月", "本月", "当季", "本季度", "本期",   "期内", "一年内", "累计"};
  return std::find(std::begin(times), std::end(times), name) != std::end(times);
}

class LineReader {
 public:
  LineReader(const Head& head, std::string_view title, const SentenceContext& context)
      : head_(head), title_(title), context_(context), language_(language_of(head.rest)) {
    if (head.part) context_.points = head.part;
  }

  bool read() {
    if (ordinals()) return true;
    if (single(head_.rest)) return true;
    if (language_ == Language::English && head_.rest.find(';') != head_.rest.npos) {  // a comma would do
      std::string words(head_.rest);
      std::replace(words.begin(), words.end(), ';', ',');
      if (single(words)) return true;
    }
    std::size_t tried = 1;  // so many parts: the whole
    for (const std::string_view marks : {";", ";,", ";,、"}) {
      const auto parts = split(head_.rest, marks);
      if (parts.size() > tried && (clauses(parts) || (parts.size() <= clauses_max && behind_first(parts)))) return true;
      tried = parts.size();
    }
    return false;
  }

  std::vector<Sentence> rules;

 private:
  bool single(std::string_view words) {
    auto sentence = one(words, true);
    if (!sentence) return false;
    add(std::move(*sentence));
    return true;
  }

  /// A sentence and the name of its input. Only the first of a line may go without a name of its own.
  std::optional<Sentence> one(std::string_view words, bool is_first) {
    auto sentence = parse_sentence(words, context_, false);
    std::string trigger;
    if (sentence) trigger = sentence->rule.name;
    if (sentence && trigger.empty() && head_.name.empty()) trigger = counted_name(sentence->rule.each);
    if (sentence && !is_first && is_time_alone(trigger)) return std::nullopt;  // …,全年不足20篇的: of what?
    if (sentence && trigger.empty() && !is_first) sentence.reset();
    const bool is_unnamed = sentence.has_value() && trigger.empty();
    if (!sentence) {
      sentence = parse_sentence(words, context_, true);
      if (!sentence) return std::nullopt;
      trigger = sentence->rule.name;
      if (trigger.empty() && !is_first && sentence->rule.form != Form::Ballot) return std::nullopt;
    }
    Rule& rule = sentence->rule;
    rule.name = is_unnamed || trigger.empty() ? std::string(head_.name.empty() ? title_ : head_.name)
                                              : joined_name(head_.name, trigger, language_);
    if (rule.is_missing_asked) {  // what is asked for is the number missing
      const bool is_zh = language_of(rule.name) == Language::Chinese;
      rule.name = is_zh ? rule.name + "缺少" + (rule.each.empty() ? "次" : rule.each) + "数" : rule.name + " missing";
    }
    return sentence;
  }

  /// 第一次扣1分,第二次起每次扣2分: rules on one figure.
  bool ordinals() {
    auto read = read_ordinals(head_.rest);
    const auto mark = head_.rest.find_last_of(",;");
    if (!read && mark != head_.rest.npos) {  // …,扣完为止
      read = read_ordinals(head_.rest.substr(0, mark));
      if (read && !is_only_modifiers(head_.rest.substr(mark + 1), context_, read->rules.back())) read.reset();
      if (read && read->rules.back().rule.at_most) read.reset();  // of all of them, not of the last
    }
    if (!read) return false;
    const std::string name = read->name.empty() ? std::string(head_.name.empty() ? title_ : head_.name)
                                                : joined_name(head_.name, read->name, language_);
    for (auto& one : read->rules) {
      one.rule.name = name;
      add(std::move(one));
    }
    return true;
  }

  /// 完成得满分 in front of what deducts: everybody begins with the item's points.
  [[nodiscard]] bool is_only_full(std::string_view words) const {
    if (words.find('%') != words.npos || holds_any(words, {"否则", "其余", "其他"})) return false;
    for (std::size_t at = 1; at < words.size(); ++at) {
      if ((static_cast<unsigned char>(words[at]) & 0xC0) == 0x80) continue;
      const auto outcome = parse_outcome(words.substr(at));
      if (!outcome) continue;
      return outcome->gives == Band::Gives::Full ||
             (outcome->gives == Band::Gives::Points && context_.points && outcome->points == *context_.points &&
              !holds_any(words, {"加", "奖"}));
    }
    return false;
  }

  /// 按时报送得满分,迟报一天扣1分: the rule takes where what stands in front does not hold.
  /// 获表彰得满分,迟到一次扣1分 are two things.
  [[nodiscard]] bool is_of_same(std::string_view front, const Rule& rule) const {
    if (starts_with_any(front, {"零", "无", "没有", "未发生"})) return true;  // and each that there is
    const std::string own = rule.each + (rule.name == title_ || rule.name == head_.name ? "" : rule.name);
    const bool is_late = holds_any(own, {"迟", "晚", "逾", "延", "拖", "超"});
    if (is_late && holds_any(front, {"时", "期", "前", "内", "限"})) return true;
    const bool is_lacking = holds_any(own, {"少", "缺", "差", "漏", "欠", "未", "不", "低"});
    if (is_lacking && has_digit(front.substr(0, std::min(front.rfind("得"), front.size()))))
      return false;  // 完成3项的得10分
    if (is_lacking && holds_any(front, {"完", "全", "齐", "足", "达", "满额"})) return true;
    for (std::size_t at = 0; at < own.size();) {
      const std::size_t from = at;
      if (is_hanzi(next_character(own, at)) && front.find(own.substr(from, at - from)) != front.npos) return true;
    }
    return false;
  }

  [[nodiscard]] bool all_deduct() const {
    return !rules.empty() && std::all_of(rules.begin(), rules.end(), [](const Sentence& one) {
      using enum Form;
      static constexpr Form deducting[] = {DeductEach, DeductOnce, Steps, StepsBelow, JudgedDeduction};
      if (one.rule.form == Bands) return !is_scoring(one.rule.bands);
      return std::find(std::begin(deducting), std::end(deducting), one.rule.form) != std::end(deducting);
    });
  }

  /// What stands in front of several rules: 按时报送得满分,迟报一天扣1分 ·
  /// 发生信访事件的,越级上访每起扣3分,集体上访每起扣5分 · 因不可抗力的不扣分;缺席每次扣2分.
  bool behind_first(const std::vector<std::string>& parts) {
    const std::vector<std::string> rest(parts.begin() + 1, parts.end());
    std::string words = rest.front();
    for (std::size_t i = 1; i < rest.size(); ++i) words += "," + rest[i];
    const auto read_rest = [&] { return single(words) || (rest.size() > 1 && clauses(rest)); };
    if (is_only_full(parts.front())) {
      if (holds_any(parts.front(), {"第一名", "第1名"})) return fail();  // 名次每降一位: from which place?
      const auto is_same = [&](const Sentence& one) {
        return one.rule.form == Form::Bands ||
               is_of_same(parts.front(), one.rule);  // a threshold of the rule before it
      };
      return (read_rest() && rules.front().rule.form != Form::Bands && all_deduct() &&
              std::all_of(rules.begin(), rules.end(), is_same)) ||
             fail();
    }
    std::string_view condition = parts.front();
    if (rest.size() > 1 && (condition.ends_with("的") || condition.ends_with("时"))) {
      condition.remove_suffix(3);
      if (!may_be_name(condition) || has_digit(condition)) return fail();
      if (single(words) && rules.front().rule.form == Form::Levels) {  // 获奖的,国家级加5分,省级加3分,取最高
        rules.front().rule.name = joined_name(condition, rules.front().rule.name, language_);
        return true;
      }
      if (!clauses(rest)) return fail();
      for (auto& one : rules) {
        if (one.rule.name == title_ || one.rule.name == head_.name) return fail();
        one.rule.name = joined_name(condition, one.rule.name, language_);
      }
      return true;
    }
    if (rest.size() != 1) return false;
    auto free = one(parts.front(), true);
    if (!free || free->rule.form != Form::Exemption || !single(words) || !all_deduct()) return fail();
    add(std::move(*free));
    return true;
  }

  void add(Sentence sentence) {
    if (head_.part) sentence.rule.part = head_.part;
    rules.push_back(std::move(sentence));
  }

  /// Several sentences on one line; one may have commas of its own, the longest that is read is meant.
  bool clauses(const std::vector<std::string>& parts) {
    rules.clear();
    if (parts.size() < 2 || parts.size() > clauses_max) return false;
    std::size_t at = 0;
    std::vector<std::size_t> joint;  // rules that look at the figure of the one before
    while (at < parts.size()) {
      std::size_t taken = 0;
      auto threshold = rules.empty() ? std::nullopt : read_threshold(parts[at], rules.back().rule);
      if (threshold) {
        threshold->rule.name = rules.back().rule.name;
        joint.push_back(rules.size());
        add(std::move(*threshold));
        taken = 1;
      }
      for (std::size_t count = std::min(joined_clauses_max, parts.size() - at); count > 0 && taken == 0; --count) {
        std::string words = parts[at];
        for (std::size_t i = 1; i < count; ++i) words += "," + parts[at + i];
        if (count == parts.size()) continue;  // the whole was tried
        if (auto sentence = one(words, rules.empty())) {
          add(std::move(*sentence));
          taken = count;
        }
      }
      if (taken == 0 && !rules.empty() && is_only_modifiers(parts[at], context_, rules.back())) taken = 1;
      if (taken == 0) return fail();
      at += taken;
    }
    if (rules.front().rule.form == Form::Exemption) return fail();  // of which rule?
    for (const auto& one : rules)                                   // 上岗率100%,每发现1人未挂证扣0.5分
      if (one.rule.form == Form::Ballot && one.rule.electorates.size() == 1) return fail();
    for (std::size_t i = 0; i < rules.size(); ++i)  // two sentences on one figure are no two rules
      for (std::size_t j = 0; j < i; ++j)
        if (rules[i].rule.name == rules[j].rule.name && std::find(joint.begin(), joint.end(), i) == joint.end())
          return fail();
    for (const auto& one : rules)  // 去掉一个最高分,取平均分 is one thing, read as a whole or not at all
      if (rules.size() > 1 && one.rule.form == Form::Judged && one.rule.samples == Samples::Mean) return fail();
    for (const auto& one : rules)  // 规范、齐全得10分,较规范得6分: degrees, and no two questions
      if (rules.size() > 1 && (one.rule.form == Form::GrantOnce || one.rule.is_yes_no) &&
          starts_with_any(one.rule.name, {"较", "比较", "基本", "不太", "不够"}))
        return fail();
    const auto is_share = [](const Sentence& one) { return one.rule.form == Form::Proportion && !one.rule.part; };
    if (std::count_if(rules.begin(), rules.end(), is_share) > 1) return fail();  // 按完成比例计分,完成率×10: all, twice
    for (const auto& one : rules)  // 优得10分;良得8分 and a third that is no level of theirs
      if (rules.size() > 1 && !one.rule.choices.empty()) return fail();
    const auto& front = rules.front().rule;
    const auto& back = rules.back().rule;
    const bool is_all_of_it = (back.at_most && !front.at_most) || (back.inner && !front.inner) ||
                              (rules.size() > 1 && parse_inner_cap(parts.front(), context_));
    return is_all_of_it || (head_.part && rules.size() > 1) ? fail() : true;  // a limit of which of them?
  }

  bool fail() {
    rules.clear();
    return false;
  }

  const Head& head_;
  const std::string_view title_;
  SentenceContext context_;
  const Language language_;
};

bool says_two_limits(std::string_view text) {
  constexpr std::size_t line_bytes_max = 400;
  if (text.size() > line_bytes_max) return false;
  int limits = 0;
  for (const std::string_view word : {"最多", "最高", "至多", "不超过", "封顶", "上限", "at most", "up to", "max"})
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + word.size())) ++limits;
  return limits > 1;
}

bool adds_and_deducts(const std::vector<Sentence>& rules) {
  const auto has = [&](std::initializer_list<Form> forms) {
    return std::any_of(rules.begin(), rules.end(), [&](const Sentence& one) {
      return std::find(forms.begin(), forms.end(), one.rule.form) != forms.end();
    });
  };
  return has({Form::AddEach, Form::AddOnce, Form::AddSteps}) &&
         has({Form::DeductEach, Form::DeductOnce, Form::DeductUnless, Form::Steps, Form::StepsBelow, Form::Shortfall});
}

/// violations: 2 points each. Given, or taken?
bool gives_for_bad_news(const std::vector<Sentence>& rules) {
  return std::any_of(rules.begin(), rules.end(), [](const Sentence& one) {
    return one.rule.form == Form::GrantEach &&
           holds_any(" " + lower_ascii(one.rule.name) + " ",
                     {" violation", " complaint", " error", " mistake", " missed ", " missing ", " late ", " absen",
                      " accident", " fault", " offence", " offense", " incident", " failure", " defect", " breach",
                      " delay", " injur"});
  });
}

/// 每低1个百分点 without a line from which it is reckoned.
bool lacks_line(std::string_view text) {
  for (const std::string_view word : {"每低", "每降", "每下降", "每少", "每减少", "每降低"}) {
    const auto at = text.find(word);
    if (at == text.npos) continue;
    auto rest = text.substr(at + word.size());
    const auto quantity = take_quantity(rest);
    if (quantity && quantity->is_percent) return true;
  }
  return false;
}

/// 材料(4分):缺1份扣1分;现场(6分):脏乱1处扣2分.
std::vector<Sentence> read_parts(std::string_view text, std::string_view title, const SentenceContext& context) {
  const auto pieces = split(text, ";");
  std::vector<Sentence> rules;
  if (pieces.size() < 2 || pieces.size() > clauses_max) return {};
  for (const auto& piece : pieces) {
    const Head head = head_of(piece);
    LineReader reader(head, title, context);
    if (!head.part || !reader.read()) return {};
    rules.insert(rules.end(), std::make_move_iterator(reader.rules.begin()),
                 std::make_move_iterator(reader.rules.end()));
  }
  return rules;
}

}  // namespace

/// 每月最多加1分:志愿服务每次加0.5分, with its cap behind.
static std::string with_cap_behind(std::string text, const SentenceContext& context) {
  const auto [cap, rest] = split_colon(Piece(text, nullptr));
  if (rest.empty() || !parse_inner_cap(cap.text, context)) return text;
  return rest.str() + "," + cap.str();
}

RuleLine read_rule_line(std::string_view line, std::string_view title, const SentenceContext& context) {
  RuleLine out;
  const std::string text = reworded(with_cap_behind(with_plain_numerals(without_label(plain_rule(line))), context),
                                    context.verb, context.points);
  out.words = doubtful_words(text);
  if (!out.words.empty()) {
    out.trouble = RuleLine::Trouble::Doubtful;
    return out;
  }
  if ((out.gap = gap_before_reading(text, context))) {
    out.trouble = RuleLine::Trouble::Unknown;
    return out;
  }
  if (auto parts = read_parts(text, title, context); !parts.empty()) {
    out.rules = std::move(parts);
    return out;
  }
  const Head head = head_of(text);
  LineReader reader(head, title, context);
  if (language_of(text) == Language::English && head.name.find('%') != head.name.npos) {  // rate below 80%: deduct 1 …
    out.words = std::string(head.rest);
    out.trouble = RuleLine::Trouble::LineMissing;
    return out;
  }
  if (reader.read()) {
    const bool is_open = std::any_of(reader.rules.begin(), reader.rules.end(), [](const Sentence& one) {
      return (one.rule.form == Form::Steps || one.rule.form == Form::AddSteps) && one.rule.is_percent &&
             one.rule.over.is_zero();
    });
    if (is_open && holds_any(text, {"每提高", "每增长", "每上升", "每升高", "每增加"})) {  // from what on?
      out.words = std::string(head.rest);
      out.trouble = RuleLine::Trouble::LineMissing;
      return out;
    }
    if (gives_for_bad_news(reader.rules)) {
      out.words = std::string(head.rest);
      out.trouble = RuleLine::Trouble::Unknown;
      return out;
    }
    if (context.points && adds_and_deducts(reader.rules)) {
      out.words = std::string(head.rest);
      out.trouble = RuleLine::Trouble::StartUnclear;
      return out;
    }
    out.rules = std::move(reader.rules);
    return out;
  }
  if (!head.part && !head.name.empty() && head.rest.find(':') != head.rest.npos) {  // 优秀:10分;良好:8分
    const Head whole{{}, text, {}};
    LineReader levels(whole, title, context);
    if (levels.read() && std::all_of(levels.rules.begin(), levels.rules.end(),
                                     [](const Sentence& one) { return !one.rule.choices.empty(); })) {
      out.rules = std::move(levels.rules);
      return out;
    }
  }
  out.words = std::string(head.rest);
  out.gap = gap_of_unread(text, context);
  out.trouble = out.gap                 ? RuleLine::Trouble::Unknown
                : says_two_limits(text) ? RuleLine::Trouble::TwoLimits
                : lacks_line(text)      ? RuleLine::Trouble::LineMissing
                                        : RuleLine::Trouble::Unknown;
  return out;
}

}  // namespace pingxing::scheme
