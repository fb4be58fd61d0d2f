#include "scheme/suggest/rewrite.hpp"

#include <algorithm>

#include "scheme/grading_words.hpp"
#include "scheme/lines.hpp"
#include "scheme/outline.hpp"
#include "scheme/rule_line.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/suggest/subject.hpp"

namespace pingxing::scheme {

namespace {

using Kind = Figure::Kind;
using S = Speaks;
using Lines = std::vector<std::string>;

class Writer {
 public:
  Writer(std::string_view line, const LineWords& words, const LineContext& context)
      : w_(words), context_(context), is_zh_(words.language == Language::Chinese) {
    const auto [name, rest] = split_colon(Piece(line, nullptr));
    if (!rest.empty() && may_be_name(name.text)) head_ = name.str();
    name_ = head_.empty() ? subject_of(words) : head_;
    const bool is_no_subject = starts_with_any(name_, {"由", "视", "根据", "按", "照"});  // 由业委会看着给分
    if (name_.empty() || is_no_subject) name_ = context.title;
  }

  [[nodiscard]] Lines write(Family family) const {
    if (name_.empty()) return own_name(family);
    switch (family) {
      case Family::Each:
        return each();
      case Family::Once:
        return once();
      case Family::Void:
        return {said("不得分", "voids the item")};
      case Family::MetOrNot:
        return {said("满足得满分,否则不得分", "full if met, otherwise 0")};
      case Family::Exemption:
        return context_.has_rule_above ? Lines{said("不扣分", "is exempt")} : Lines{};
      case Family::Shortfall:
        return shortfall();
      case Family::Steps:
        return steps();
      case Family::Bands:
      case Family::Named:
      case Family::Rank:
        return parts(family);
      case Family::Levels:
        return levels();
      case Family::Rate:
        return rate();
      case Family::Discretion:
        return discretion();
      case Family::Ballot:
        return ballot();
      default:
        return special(family);
    }
  }

 private:
  /// Of lines that need no name.
  [[nodiscard]] Lines own_name(Family family) const {
    switch (family) {
      case Family::Grade:
      case Family::Quota:
      case Family::Target:
      case Family::Ties:
      case Family::Consequence:
        return special(family);
      default:
        return {};
    }
  }

  [[nodiscard]] std::string said(std::string_view zh, std::string_view en) const {
    return name_ + (is_zh_ ? ":" : ": ") + std::string(is_zh_ ? zh : en);
  }

  /// 扣, 减, 加 or 得, as the line has it; empty where it says two of them or none.
  [[nodiscard]] std::string verb() const {
    const bool deducts = w_.speaks(S::Deducts), adds = w_.speaks(S::Adds);
    if (deducts && adds) return "";
    if (!is_zh_) return deducts ? "deducts" : adds ? "adds" : w_.speaks(S::Gives) ? "scores" : "";
    if (deducts) return w_.text.find("扣") == w_.text.npos && w_.text.find("减") != w_.text.npos ? "减" : "扣";
    return adds ? "加" : w_.speaks(S::Gives) ? "得" : "";
  }

  [[nodiscard]] std::string points(const Figure* one) const {
    return one ? one->value.exact() + (is_zh_ ? "分" : "") : std::string();
  }

  [[nodiscard]] std::string cap(const std::string& verb) const {
    const auto* limit = w_.limit();
    if (!limit) return "";
    return is_zh_ ? ",最多" + (verb == "得" ? "" : verb) + points(limit) : ", at most " + points(limit);
  }

  [[nodiscard]] Lines each() const {
    const std::string verb = this->verb(), unit = unit_of(w_);
    const auto* amount = w_.last(Kind::Points);
    if (verb.empty() || !amount || (is_zh_ && unit.empty())) return {};
    return {is_zh_ ? said("每" + unit + verb + points(amount) + cap(verb), "")
                   : said("", "each " + verb + " " + points(amount) + cap(verb))};
  }

  [[nodiscard]] Lines once() const {
    const std::string verb = this->verb();
    const auto* amount = w_.last(Kind::Points);
    if (verb.empty() || !amount || w_.count(Kind::Points) != 1) return {};
    if (verb == "得" || verb == "scores") return {said("完成得" + points(amount), "met scores " + points(amount))};
    return {said(verb + points(amount) + cap(verb), verb + " " + points(amount) + cap(verb))};
  }

  [[nodiscard]] Lines shortfall() const {
    const std::string verb = this->verb();
    const auto* amount = w_.last(Kind::Points);
    const Figure* required = nullptr;
    for (const auto& one : w_.figures)
      if (one.kind == Kind::Count && !required) required = &one;
    if ((verb != "扣" && verb != "减" && verb != "deducts") || !amount || !required) return {};
    const std::string number = required->value.exact(), unit = required->unit;
    if (!is_zh_) return {said("", "at least " + number + ", each missing deducts " + points(amount))};
    if (unit.empty()) return {};
    std::string cycle;
    for (const std::string_view word : {"每季度", "每季", "每月", "每周", "每半年", "每年", "全年"})
      if (cycle.empty() && w_.text.find(word) != w_.text.npos) cycle = word;
    const std::string lack = unit + verb + points(amount) + cap(verb);
    if (cycle.empty() || cycle == "每年" || cycle == "全年")
      return {said("应达" + number + unit + ",每少1" + lack, "")};
    return {said(cycle + number + unit + ",每缺1" + lack, "")};
  }

  [[nodiscard]] std::string measured(const Figure& one) const {
    return one.value.exact() + (one.kind == Kind::Percent ? "%" : is_zh_ ? one.unit : "");
  }

  [[nodiscard]] Lines steps() const {
    const std::string verb = this->verb();
    const auto* amount = w_.last(Kind::Points);
    std::vector<const Figure*> marks;
    for (const auto& one : w_.figures)
      if (one.kind == Kind::Percent || one.kind == Kind::Count) marks.push_back(&one);
    if (verb.empty() || !amount || marks.empty() || marks.size() > 2) return {};
    const bool is_below = holds_any(w_.text, {"低", "不足", "下降", "降", "达不到", "少", "未达"}) ||
                          holds_any(lower_ascii(w_.text), {"below", "under", "short", "drop", "less"});
    const std::string step = measured(*marks.back());
    if (marks.size() == 1) {
      if (is_below) return {};  // below what?
      return {said("每超过" + step + verb + points(amount) + cap(verb),
                   "every full " + step + " " + verb + " " + points(amount) + cap(verb))};
    }
    const std::string line = measured(*marks.front());
    if (is_below && (verb == "加" || verb == "adds")) return {};
    return {is_zh_ ? said((is_below ? "低于" : "超过") + line + "后每" + step + verb + points(amount) + cap(verb), "")
                   : said("", (is_below ? "below " : "above ") + line + ", every full " + step + " " + verb + " " +
                                  points(amount) + cap(verb))};
  }

  /// What a part of a line gives: 得10分, 得满分, 不得分; empty where it says nothing of it.
  [[nodiscard]] std::string outcome(const LineWords& part) const {
    const auto* amount = part.last(Kind::Points);
    if (part.speaks(S::Voids)) return is_zh_ ? "不得分" : "scores 0";
    if (amount && amount->value.is_zero()) return is_zh_ ? "不得分" : "scores 0";
    if (amount) {
      if (part.speaks(S::Deducts)) return (is_zh_ ? "扣" : "deducts ") + points(amount);
      return (is_zh_ ? "得" : "scores ") + points(amount);
    }
    if (part.speaks(S::Full)) return is_zh_ ? "得满分" : "scores full";
    if (part.text.find("一半") != part.text.npos || lower_ascii(part.text).find("half") != part.text.npos)
      return is_zh_ ? "得一半" : "scores half";
    return "";
  }

  /// 九成以上 as 90%以上: the interval around the first mark of a part.
  [[nodiscard]] static std::string interval(const LineWords& part) {
    for (const auto& one : part.figures) {
      if (one.kind != Kind::Percent && one.kind != Kind::Count) continue;
      std::string text = part.text;
      std::size_t from = one.begin;
      for (auto other = part.figures.rbegin(); other != part.figures.rend(); ++other)
        if (other->kind == Kind::Percent)
          text.replace(other->begin, other->end - other->begin, other->value.exact() + "%");
      for (const auto& other : part.figures)
        if (&other == &one)
          break;
        else if (other.kind == Kind::Percent)
          from += (other.value.exact() + "%").size() - (other.end - other.begin);
      std::string best;
      for (std::size_t begin = from >= 18 ? from - 18 : 0; begin <= from; ++begin) {
        if ((static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) continue;
        for (std::size_t end = text.size(); end > from; --end) {
          if (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) continue;
          const auto words = trimmed(std::string_view(text).substr(begin, end - begin));
          if (words.size() <= best.size() || words.size() > 60 || !parse_interval(words)) continue;
          best = words;
        }
      }
      if (!best.empty()) return best;
    }
    return "";
  }

  [[nodiscard]] static bool is_rest(const LineWords& part) {
    return starts_with_any(part.text, {"其余", "余者", "否则", "其他", "以下", "别的", "不然"}) ||
           holds_any(" " + lower_ascii(part.text), {" otherwise", " others", " the rest", " all other", " else"});
  }

  [[nodiscard]] Lines parts(Family family) const {
    std::string out;
    const std::string_view body =
        head_.empty() ? std::string_view(w_.text) : split_colon(Piece(w_.text, nullptr)).second.text;
    std::size_t count = 0;
    for (const auto& words : split(body, ",;、")) {
      const LineWords part(words);
      const std::string gives = outcome(part);
      if (gives.empty()) return {};
      std::string when;
      if (is_rest(part)) {
        when = is_zh_ ? "其余" : "others";
      } else if (family == Family::Bands) {
        when = interval(part);
      } else if (family == Family::Rank) {
        const auto* place = part.first(Kind::Place);
        if (place && is_zh_) when = "第" + place->value.exact() + "名";
      } else {
        when = subject_of(part);
      }
      if (when.empty()) return {};
      out += (out.empty() ? "" : is_zh_ ? ";" : "; ") + when + (is_zh_ ? "" : " ") + gives;
      ++count;
    }
    if (count < 2) return {};
    return {said(out, out)};
  }

  [[nodiscard]] Lines levels() const {
    const std::string verb = this->verb();
    if (!is_zh_ || (verb != "加" && verb != "扣" && verb != "减")) return {};
    std::string out;
    for (const auto& words : split(w_.text, ",;、")) {
      const LineWords part(words);
      const auto* amount = part.last(Kind::Points);
      std::string level;
      for (const std::string_view word :
           {"国家级", "国际级", "国家", "中央", "全国", "省部级", "省级", "省",   "市级", "市",  "县级",
            "县",     "区级",   "乡镇", "镇级", "街道", "本级",   "集团", "局级", "院级", "校级"})
        if (level.empty() && words.find(word) != words.npos) level = word;
      if (!amount || level.empty()) return {};
      out += (out.empty() ? "" : "、") + level + verb + points(amount);
    }
    const std::string name = name_.empty() ? std::string(context_.title) : std::string(context_.title);
    return {name + ":" + out + ",取最高", name + ":" + out + ",累计"};
  }

  [[nodiscard]] Lines rate() const {
    const auto* amount = w_.last(Kind::Points);
    if (w_.count(Kind::Points) > 1) return {};
    if (amount) return {said("完成率×" + points(amount), "the rate × " + points(amount))};
    return {said("按完成率得分", "in proportion to the rate")};
  }

  [[nodiscard]] Lines discretion() const {
    const std::string verb = this->verb();
    const std::string how = verb.empty() ? (is_zh_ ? "得" : "scores") : verb;
    const Figure* low = nullptr;
    const Figure* high = nullptr;
    for (const auto& one : w_.figures) {
      if (one.kind != Kind::Points) continue;
      (one.is_range && !low ? low : high) = &one;
    }
    if (low && high)
      return {is_zh_ ? said("酌情" + how + low->value.exact() + "至" + points(high), "")
                     : said("", how + " " + points(low) + " to " + points(high) + " at discretion")};
    if (high)
      return {is_zh_ ? said("酌情" + how + "0至" + points(high), "")
                     : said("", how + " 0 to " + points(high) + " at discretion")};
    if (how == "扣" || how == "减") return {said("酌情" + how + "分", "")};
    return how == "得" ? Lines{said("酌情给分", "")} : Lines{};
  }

  [[nodiscard]] Lines ballot() const {
    std::string out;
    for (const auto& words : split(w_.text, ",;、")) {
      const LineWords part(words);
      const auto* share = part.first(Kind::Percent);
      std::string who = subject_of(part);
      for (const std::string_view ending : {"占", "评分", "打分", "评价", "的"})
        while (who.ends_with(ending) && who.size() > ending.size()) who.resize(who.size() - ending.size());
      if (!share || who.empty()) return {};
      if (is_zh_ && !who.ends_with("票")) who += "票";
      out += (out.empty() ? "" : is_zh_ ? "、" : ", ") + who + (is_zh_ ? "" : " ") + share->value.exact() + "%";
    }
    return {std::string(context_.title) + (is_zh_ ? ":" : ": ") + out};
  }

  [[nodiscard]] std::string grade() const {
    std::string found;
    for (const auto& one : context_.grades)
      if (w_.text.find(one) != w_.text.npos && one.size() > found.size()) found = one;
    return found;
  }

  [[nodiscard]] Lines special(Family family) const {
    const std::string colon = is_zh_ ? ":" : ": ", grade = this->grade();
    const auto* share = w_.first(Kind::Percent);
    const auto* count = w_.first(Kind::Count);
    switch (family) {
      case Family::Grade: {
        const std::string figure = grading_interval();
        if (grade.empty() || figure.empty()) return {};
        return {grade + colon + figure};
      }
      case Family::Quota:
        if (grade.empty()) return {};
        if (share) return {grade + colon + (is_zh_ ? "不超过" : "at most ") + share->value.exact() + "%"};
        if (!count) count = w_.first(Kind::Place);
        if (!count) return {};
        return {grade + colon +
                (is_zh_ ? "最多" + count->value.exact() + "个" : "at most " + count->value.exact() + " subjects")};
      case Family::Target:
        if (grade.empty() || !share) return {};
        if (context_.section == SectionKind::Targets)
          return {grade + (is_zh_ ? "占" : " ") + share->value.exact() + (is_zh_ ? "%以上" : "% or more")};
        return {grade + colon + (is_zh_ ? "应占" : "should be ") + share->value.exact() +
                (is_zh_ ? "%以上" : "% or more")};
      case Family::Ties: {
        std::string items;
        for (const auto& one : w_.figures) {
          const auto before = trimmed(std::string_view(w_.text).substr(0, one.begin));
          if (ends_with_any(lower_ascii(before), {"第", "item", "items", "指标"}))
            items += (items.empty() ? "" : is_zh_ ? "、" : ", ") + one.value.exact();
        }
        if (items.empty()) return {};
        return {(is_zh_ ? "同分:比较" : "ties: compare ") + items};
      }
      case Family::Veto: {
        if (name_.empty()) return {};
        if (!grade.empty()) return {said("不得评" + grade, "bars " + grade)};
        const bool is_of_best = holds_any(w_.text, {"评优", "评先", "荣誉", "先进"}) && !context_.grades.empty();
        if (!is_of_best) return {said("取消资格", "disqualifies")};
        const std::string best = "不得评" + context_.grades.front();
        if (w_.text.find("评优") != w_.text.npos && best.find("优") != best.npos) return {said(best, best)};
        return {said(best, best), said("取消资格", "disqualifies")};
      }
      case Family::Demotion: {
        if (name_.empty()) return {};
        const bool is_two = holds_any(w_.text, {"两", "二", "2"}) || lower_ascii(w_.text).find("two") != w_.text.npos;
        if (!grade.empty() && holds_any(w_.text, {"降到", "降至", "降为", "为"}))
          return {said("降为" + grade, "at most " + grade)};
        return {said(is_two ? "降2级" : "降一级", is_two ? "drops 2 grades" : "drops 1 grade")};
      }
      case Family::Scope:
        return name_.empty() ? Lines{} : Lines{said("不参评", "is out of scope")};
      case Family::Consequence:
        return consequence(grade);
      default:
        return {};
    }
  }

  /// 总分90以上: the interval with its unit as it stands.
  [[nodiscard]] std::string grading_interval() const {
    LineWords total = w_;
    for (auto& one : total.figures)
      if (one.kind == Kind::Points) one.kind = Kind::Count;
    return interval(total);
  }

  /// 优秀单位发放奖金: the grade, and what follows behind it.
  [[nodiscard]] Lines consequence(const std::string& grade) const {
    if (grade.empty()) return {};
    const auto at = w_.text.find(grade);
    auto behind = std::string_view(w_.text).substr(at + grade.size());
    for (bool has_changed = true; has_changed;) {
      has_changed = false;
      for (const std::string_view word :
           {"等次",  "的",      "单位",      "部门",     "个人", "者",   ",",   "人员", "集体", " units",
            " unit", " people", " subjects", " receive", " get", " are", " is", "则",   "给予", " "})
        if (behind.starts_with(word) && behind.size() > word.size()) {
          behind.remove_prefix(word.size());
          has_changed = true;
        }
    }
    if (behind.size() < 4) return {};
    const auto before = std::string_view(w_.text).substr(0, at);
    std::string when = grade;
    if (before.ends_with("年") || before.ends_with("期") || before.find("连续") != before.npos) {
      const auto* rounds = w_.first(Kind::Count);
      if (!rounds) return {};
      when = "连续" + rounds->value.exact() + (before.find("年") != before.npos ? "年" : "期") + grade;
    }
    return {when + (is_zh_ ? ":" : ": ") + std::string(behind)};
  }

  const LineWords& w_;
  const LineContext& context_;
  bool is_zh_;
  std::string head_, name_;
};

/// The figures of a line; a single thing (一次) and a 0 say nothing new.
std::vector<Number> figures_of(std::string_view line) {
  std::vector<Number> out;
  const LineWords words(line);
  const bool is_zh = words.language == Language::Chinese;
  for (const auto& one : words.figures)
    if ((is_zh || one.value != Number(1)) && !one.value.is_zero() &&
        !(one.kind == Kind::Count && one.value == Number(1)) && !(one.kind == Kind::Percent && one.value == Number(1)))
      out.push_back(one.value);
  std::sort(out.begin(), out.end());
  return out;
}

bool is_understood(std::string_view words, const LineContext& context) {
  const Line line(words, 1);
  const Piece body = Piece(line).trimmed();
  const auto [name, rest] = split_colon(body);
  switch (context.section) {
    case SectionKind::Ordinary:
    case SectionKind::Bonus:
      return read_rule_line(body.text, context.title, context.sentence).trouble == RuleLine::Trouble::None;
    case SectionKind::Grading:
      return parse_grading_line(Piece(plain_grading(body.text), nullptr)).has_value();
    case SectionKind::Eligibility:
    case SectionKind::Veto:
    case SectionKind::Demotion:
      return !name.empty() && !rest.empty() && parse_measure_words(rest).has_value();
    case SectionKind::Consequences:
      return !rest.empty();
    case SectionKind::Targets:
      return parse_target_words(rest.empty() ? name : rest).has_value();
    default:
      return false;
  }
}

/// A family is written where it stands; 取消资格 below an item would have to move.
bool has_place(Family family, SectionKind section) {
  switch (family) {
    case Family::Grade:
    case Family::Quota:
    case Family::Ties:
    case Family::History:
      return section == SectionKind::Grading;
    case Family::Target:
      return section == SectionKind::Grading || section == SectionKind::Targets;
    case Family::Veto:
    case Family::Demotion:
    case Family::Scope:
      return section == SectionKind::Veto || section == SectionKind::Demotion || section == SectionKind::Eligibility;
    case Family::Consequence:
      return section == SectionKind::Consequences;
    case Family::Notice:
      return false;
    default:
      return section == SectionKind::Ordinary || section == SectionKind::Bonus;
  }
}

/// An effect that the sentence of the family would leave out: 做到的满分,做不到的每天罚1分.
bool says_more_than(Family family, const LineWords& words) {
  switch (family) {
    case Family::Each:
    case Family::Once:
    case Family::Steps:
    case Family::Shortfall:
    case Family::Discretion:
      return words.any({S::Full, S::Voids, S::Frees, S::Disqualifies}) || words.count(Kind::Points) > 2 ||
             (words.count(Kind::Points) == 2 && family != Family::Discretion);
    case Family::Veto:
      return !words.speaks(S::Disqualifies);  // no effect is invented
    case Family::Demotion:
      return !words.speaks(S::Demotes);
    case Family::Scope:
      return !words.speaks(S::OutOfScope);
    default:
      return false;
  }
}

}  // namespace

std::vector<std::string> rewritten(Family family, std::string_view line, const LineWords& words,
                                   const LineContext& context) {
  if (!has_place(family, context.section) || says_more_than(family, words)) return {};
  const auto wanted = figures_of(line);
  std::vector<std::string> out;
  for (auto& one : Writer(line, words, context).write(family))
    if (one != line && figures_of(one) == wanted && is_understood(one, context)) out.push_back(std::move(one));
  return out;
}

}  // namespace pingxing::scheme
