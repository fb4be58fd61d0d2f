// A condition in words, with what the subject has.
#include "rating/decide.hpp"

namespace pingxing::rating {

using scheme::Condition;
using scheme::Scheme;

namespace {

Phrase words(Text pattern, const std::vector<Phrase>& fills) {
  return {fill(pattern.zh, fills, Language::Chinese), fill(pattern.en, fills, Language::English)};
}

}  // namespace

Phrase say_condition(const Scheme& s, const Condition& c, const Scores& scores, const Facts& facts, std::size_t row) {
  using Kind = Condition::Kind;
  if (c.kind == Kind::Total && c.share_of && !scores.left.is_zero()) {
    const auto interval = interval_of(c, scores);
    if (!interval) return words({"{0}:各项都不适用", "{0}: no item is applicable"}, {c.text});
    Condition own = c;
    own.interval = *interval;
    own.share_of.reset();
    return words({"{0}(满分{1}分里不计{2}分)", "{0} ({2} of {1} do not count)"},
                 {say_condition(s, own, scores, facts, row), c.share_of->exact(), scores.left.exact()});
  }
  const auto beside = [&](const Number& n) {
    if (c.interval.low && !(c.interval.high && *c.interval.high == *c.interval.low))
      return n.shown_beside(*c.interval.low);
    return c.interval.high ? n.shown_beside(*c.interval.high) : n.shown();
  };
  switch (c.kind) {
    case Kind::Total:
      return words({"总分{0}:实际{1}", "total {0}: is {1}"},
                   {Phrase(c.interval.say(Language::Chinese), c.interval.say(Language::English)),
                    scores.is_pending() ? Phrase("?") : Phrase(beside(scores.graded_total))});
    case Kind::Indicator: {
      const auto& item = s.indicators[static_cast<std::size_t>(c.target)];
      return words({"{0} {1}{2}:实际{3}", "{0} {1} {2}: is {3}"},
                   {item.id, item.title, Phrase(c.interval.say(Language::Chinese), c.interval.say(Language::English)),
                    beside(scores.items[static_cast<std::size_t>(c.target)].score)});
    }
    case Kind::Section: {
      return words({"{0}{1}:实际{2}", "{0} {1}: is {2}"},
                   {s.sections[static_cast<std::size_t>(c.target)].title,
                    Phrase(c.interval.say(Language::Chinese), c.interval.say(Language::English)),
                    beside(scores.sections[static_cast<std::size_t>(c.target)].score)});
    }
    case Kind::EveryIndicator: {
      Phrase failing;
      for (std::size_t i = 0; i < scores.items.size(); ++i) {
        const auto& item = scores.items[i];
        if (item.status != ItemScore::Status::Scored || c.interval.contains(item.score)) continue;
        const std::string one = s.indicators[i].id + " " + s.indicators[i].title + " " + beside(item.score);
        failing.zh += (failing.zh.empty() ? "" : "、") + one;
        failing.en += (failing.en.empty() ? "" : ", ") + one;
      }
      const Phrase interval(c.interval.say(Language::Chinese), c.interval.say(Language::English));
      if (failing.zh.empty()) return words({"每项{0}", "each item {0}"}, {interval});
      return words({"每项{0}:未达到的有{1}", "each item {0}: not reached by {1}"}, {interval, failing});
    }
    case Kind::IndicatorMean: {
      Number sum;
      std::int64_t count = 0;
      for (const auto& item : scores.items)
        if (item.status == ItemScore::Status::Scored) {
          sum += item.score;
          ++count;
        }
      return words({"各项平均{0}:实际{1}", "items on average {0}: is {1}"},
                   {Phrase(c.interval.say(Language::Chinese), c.interval.say(Language::English)),
                    count ? beside(sum / Number(count)) : "?"});
    }
    case Kind::Input: {
      const auto& input = s.inputs[static_cast<std::size_t>(c.target)];
      const auto value = input_value(facts, c.target, row);
      Phrase actual = value ? Phrase(value->exact() + (input.type == scheme::InputType::Percent ? "%" : ""))
                            : Phrase(Text{"未填", "missing"});
      if (value && input.type == scheme::InputType::YesNo) {
        const bool expected = c.interval.contains(Number(1));
        actual = *value == Number(1) ? Text{"是", "yes"} : Text{"否", "no"};
        return words({"{0}(要求“{1}”):{2}", "{0} (must be “{1}”): {2}"},
                     {input.name, expected ? Phrase(Text{"是", "yes"}) : Phrase(Text{"否", "no"}), actual});
      }
      if (value && input.is_scale) {
        const auto step = static_cast<std::size_t>(value->whole().value_or(0));
        if (step < input.choices.size()) actual = input.choices[step];
        return words({"{0}:实际{1}", "{0}: is {1}"}, {c.text, actual});
      }
      return words({"{0}{1}:实际{2}", "{0} {1}: is {2}"},
                   {input.name, Phrase(c.interval.say(Language::Chinese), c.interval.say(Language::English)), actual});
    }
    case Kind::Ledger: {
      const auto& ledger = scores.sections[static_cast<std::size_t>(c.target)];
      return words(
          {"{0}{1}:实际记{2}分", "{0} {1}: is {2}"},
          {s.sections[static_cast<std::size_t>(c.target)].title,
           Phrase(c.interval.say(Language::Chinese), c.interval.say(Language::English)), ledger.score.exact()});
    }
    case Kind::Grade:
      return words({"先要达到“{0}”", "“{0}” first"}, {grade_name(s, c.target)});
    default:
      return c.text;
  }
}

}  // namespace pingxing::rating
