#include "scheme/joint_rules.hpp"

#include <algorithm>
#include <array>

#include "scheme/band_parts.hpp"
#include "scheme/bands.hpp"
#include "scheme/interval.hpp"
#include "scheme/outcome.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

using Gives = Band::Gives;

constexpr std::size_t text_bytes_max = 600, name_bytes_max = 60, ordinals_max = 12;

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

template <std::size_t N>
bool take_any(std::string_view& text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return take(text, word); });
}

constexpr auto first_words = std::to_array<std::string_view>(
    {"首次", "初次", "头一次", "头次", "首犯", "初犯", "a first ", "the first ", "first ", "1st "});
constexpr auto again_words =
    std::to_array<std::string_view>({"再次", "再犯", "又犯", "以后", "此后", "其后", "之后", "往后", "each further",
                                     "every further", "each later", "each subsequent", "any further"});
constexpr auto units = std::to_array<std::string_view>({"人次", "次", "起", "例", "回", "件", "宗"});
constexpr auto onward_words = std::to_array<std::string_view>(
    {"及以上", "及以后", "及其后", "及之后", "以上", "以后", "之后", "往后", "起", "开始", "后"});
constexpr auto events = std::to_array<std::string_view>(
    {"发生", "出现", "违反", "违规", "查实", "发现", "迟到", "缺席", " offence", "offence", " time", "one", " one"});
constexpr auto mild = std::to_array<std::string_view>(
    {"给予警告", "口头警告", "警告", "提醒", "批评教育", "批评", "教育", "谈话提醒", "告诫", "约谈"});

struct Ordinal {
  std::string name;
  int from = 0;                             // 0: the one behind the clause before
  bool is_onward = false, is_each = false;  // 第2次起; 每次
  Band gives;
};

/// 第3, at the front.
std::optional<int> take_nth(std::string_view& text) {
  auto rest = text;
  if (!take(rest, "第")) return std::nullopt;
  for (std::size_t size = std::min<std::size_t>(rest.size(), 9); size > 0; --size) {
    const auto count = small_count(rest.substr(0, size));
    if (!count) continue;
    rest.remove_prefix(size);
    if (!take_any(rest, units)) return std::nullopt;  // 第1名
    text = rest;
    return count;
  }
  return std::nullopt;
}

std::optional<Ordinal> ordinal_at(std::string_view rest) {
  Ordinal out;
  if (take_any(rest, first_words)) {
    out.from = 1;
  } else if (take_any(rest, again_words)) {
    out.is_onward = true;
  } else {
    auto behind = rest;
    take(behind, "从") || take(behind, "自");
    const auto nth = take_nth(behind);
    if (!nth) return std::nullopt;
    out.from = *nth;
    rest = behind;
    out.is_onward = take_any(rest, onward_words);
  }
  if (take(rest, ",") && rest.empty()) return std::nullopt;
  take_any(rest, events);
  take(rest, "的") || take(rest, "者");
  take(rest, ",") || take(rest, ":") || take(rest, " ");
  if (take(rest, "每")) {
    if (!take_any(rest, units)) return std::nullopt;
    out.is_onward = out.is_each = true;
  }
  const bool is_warned = take_any(rest, mild);
  take(rest, ",");
  if (is_warned && rest.empty()) {
    out.gives.gives = Gives::NoDeduction;
    return out;
  }
  rest = trimmed(rest);
  for (const auto word : mild)  // 首次超时警告
    if (rest.size() > word.size() && rest.ends_with(word) && may_be_name(rest.substr(0, rest.size() - word.size()))) {
      auto name = rest.substr(0, rest.size() - word.size());
      for (const std::string_view link : {"的", "予以", "给予", "进行"})
        if (name.ends_with(link)) name.remove_suffix(link.size());
      out.name = name;
      out.gives.gives = Gives::NoDeduction;
      return out;
    }
  for (std::size_t at = 0; at < rest.size() && at <= name_bytes_max; ++at) {  // 第一次脱岗扣1分
    if ((static_cast<unsigned char>(rest[at]) & 0xC0) == 0x80) continue;
    const auto gives = parse_outcome(rest.substr(at));
    if (!gives) continue;
    auto name = rest.substr(0, at);
    if (name.ends_with("的")) name.remove_suffix(3);
    if (!name.empty() && !may_be_name(name)) return std::nullopt;
    out.name = name;
    out.gives = *gives;
    return out;
  }
  return std::nullopt;
}

/// The name, if any, then the ordinal.
std::optional<Ordinal> read_ordinal(std::string_view clause) {
  for (std::size_t at = 0; at < clause.size(); ++at) {
    if ((static_cast<unsigned char>(clause[at]) & 0xC0) == 0x80) continue;
    auto found = ordinal_at(clause.substr(at));
    if (!found) continue;
    auto name = trimmed(clause.substr(0, at));
    if (!name.empty() && !may_be_name(name)) return std::nullopt;
    if (!name.empty() && !found->name.empty()) return std::nullopt;
    if (!name.empty()) found->name = name;
    return found;
  }
  return std::nullopt;
}

Band deduction(int from, std::optional<int> to, const Number& points) {
  Band band;
  band.when.low = Number(from);
  if (to) band.when.high = Number(*to);
  band.when.unit = "次";
  band.gives = points.is_zero() ? Gives::NoDeduction : Gives::Deduction;
  band.points = points;
  return band;
}

Sentence bands_of(std::vector<Band> bands) {
  Sentence sentence;
  sentence.rule.form = Form::Bands;
  sentence.rule.bands = std::move(bands);
  return sentence;
}

}  // namespace

std::optional<JointRules> read_ordinals(std::string_view text) {
  if (text.size() > text_bytes_max) return std::nullopt;
  const auto clauses = split(text, ",;");
  if (clauses.size() < 2 || clauses.size() > ordinals_max) return std::nullopt;
  JointRules out;
  std::vector<Number> taken{Number(0)};  // by how many times
  int deducting = 0;
  std::vector<Band> bands{deduction(0, 0, Number(0))};
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const auto one = read_ordinal(clauses[i]);
    const int expected = static_cast<int>(i) + 1;
    if (!one || (one->from != 0 && one->from != expected) || (i > 0 && !one->name.empty() && one->name != out.name))
      return std::nullopt;
    if (i == 0) out.name = one->name;
    deducting += one->gives.gives == Gives::Deduction ? 1 : 0;
    const bool is_last = i + 1 == clauses.size(), is_void = one->gives.gives == Gives::Nothing;
    const bool takes = one->gives.gives == Gives::Deduction || one->gives.gives == Gives::NoDeduction;
    if (is_last ? !(is_void || (takes && one->is_onward)) : (!takes || one->is_onward)) return std::nullopt;
    if (!is_last) {
      taken.push_back(taken.back() + one->gives.points);
      const bool is_before_last = i + 2 == clauses.size();
      bands.push_back(deduction(expected, is_before_last ? std::nullopt : std::optional(expected), taken.back()));
      continue;
    }
    // 第一次扣1分,第二次扣3分: 4 by then, or 3? Only 每次 says.
    if (!one->is_each && deducting > 1) return std::nullopt;
    if (is_void) {
      bands.back().when.high = bands.back().when.low;
      bands.push_back(deduction(expected, {}, Number(0)));
      bands.back().gives = Gives::Nothing;
    }
    const bool is_free =
        std::all_of(bands.begin(), bands.end(), [](const Band& b) { return b.gives == Gives::NoDeduction; });
    if (!is_free) out.rules.push_back(bands_of(bands));
    if (is_void) break;
    if (one->gives.points.is_zero()) return std::nullopt;
    Sentence steps;
    steps.rule.form = Form::Steps;
    steps.rule.over = Number(expected - 1);
    steps.rule.per = Number(1);
    steps.rule.each = "次";
    steps.rule.amount = one->gives.points;
    out.rules.push_back(std::move(steps));
  }
  return out;
}

/// What is left to say of the figure of the rule before: 超5天以上 of 每超1天, 累计两次 as 两次以上, 达3次.
static std::string threshold_words(std::string_view words, const Rule& before) {
  for (int twice = 0; twice < 2; ++twice)
    for (const std::string_view word : {"累计", "合计", "一年内", "全年", "年内", "年度内", "一个年度内", "本年度"})
      take(words, word);
  for (const std::string_view verb : {"超期", "超时", "逾期", "迟报", "超", "迟", "晚"})
    if (words.starts_with(verb) && words.size() > verb.size() && has_digit(words.substr(verb.size(), 1)) &&
        (before.name.find(verb) != std::string::npos || before.each.find(verb) != std::string::npos)) {
      words.remove_prefix(verb.size());
      break;
    }
  for (const std::string_view verb : {"查实", "发生", "出现", "发现", "查出", "被查实", "达到", "达", "满"})
    if (take(words, verb)) break;
  auto rest = words;  // 两次的不得分: nor do more
  const auto count = take_quantity(rest, Units::Known);
  if (!count || count->is_percent || count->unit.empty() || starts_with_any(rest, {"以", "及", "(", "至", "-", "~"}))
    return std::string(words);
  return std::string(words.substr(0, words.size() - rest.size())) + "以上" + std::string(rest);
}

std::optional<Sentence> read_threshold(std::string_view clause, const Rule& before) {
  if (before.form != Form::DeductEach && before.form != Form::Steps && before.form != Form::StepsBelow)
    return std::nullopt;
  if (before.is_missing_asked || clause.size() > text_bytes_max) return std::nullopt;
  const std::string words = threshold_words(clause, before);
  const auto read = parse_bands(words);
  if (!read) return std::nullopt;
  const bool is_named_alike = read->name.empty() || before.name.find(read->name) != std::string::npos ||
                              before.each.find(read->name) != std::string::npos;
  if (!is_named_alike) return std::nullopt;
  // Without a word on what lies below, that takes nothing.
  const Band& band = read->bands.front();
  if (read->bands.size() != 2 || read->bands.back().gives != Gives::NoDeduction) return std::nullopt;
  const bool is_on_its_side = before.form == Form::StepsBelow
                                  ? band.when.high && *band.when.high <= before.over && !band.when.low
                                  : band.when.low.has_value();
  if (band.gives != Gives::Nothing || !is_on_its_side || band.when.is_percent != before.is_percent) return std::nullopt;
  const bool is_same = before.each.empty() || band.when.unit.empty() || before.each.ends_with(band.when.unit) ||
                       before.each.find("1" + band.when.unit) != std::string::npos ||
                       before.each.find("一" + band.when.unit) != std::string::npos;
  if (!is_same) return std::nullopt;
  return bands_of(read->bands);
}

}  // namespace pingxing::scheme
