#include "scheme/sentences.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <unordered_map>

#include "base/check.hpp"
#include "scheme/inner_caps.hpp"
#include "scheme/outcome.hpp"
#include "scheme/pattern.hpp"
#include "scheme/rule_words.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::scheme {

Language language_of(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (is_hanzi(next_character(text, at))) return Language::Chinese;
  return Language::English;
}

std::string spaced_english(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    const bool is_mark = text[i] == ',' || text[i] == ';' || text[i] == ':';
    if (is_mark && i + 1 < text.size() && text[i + 1] != ' ') out += ' ';
  }
  return out;
}

std::string quoted(const std::vector<std::string>& sentences) {
  std::string out;
  for (const auto& sentence : sentences) out += (out.empty() ? "“" : " · “") + sentence + "”";
  return out;
}

Phrase listed(const std::vector<std::string>& parts) { return Phrase(joined(parts, "、"), joined(parts, ", ")); }

namespace {

constexpr std::size_t modifiers_max = 12;  // of one sentence: more than there are kinds of them
constexpr std::size_t sentence_bytes_max = 4'000;

/// 去掉一个最高分和一个最低分后取平均 as the whole of the sentence.
bool is_one_of_several(const Rule& rule) { return rule.form == Form::Judged && rule.samples == Samples::Mean && rule.is_to_full; }

/// What can be made of several marks: no answer, level or event.
bool may_be_averaged(const Rule& rule) {
  switch (rule.form) {
    case Form::Judged:
    case Form::JudgedDeduction:
    case Form::Proportion:
    case Form::Steps:
    case Form::StepsBelow:
    case Form::AddSteps: return rule.samples == Samples::One || rule.samples == Samples::Mean;
    case Form::Bands: return !rule.is_yes_no && rule.choices.empty() && (rule.samples == Samples::One || rule.samples == Samples::Mean);
    case Form::Ballot: return std::none_of(rule.electorates.begin(), rule.electorates.end(), [](const Electorate& one) { return one.averaging.leaves_out(); });
    default: return false;
  }
}

int variant_of(const Rule& rule) {
  switch (rule.form) {
    case Form::Levels: return (rule.is_highest_only ? 0 : 1) + (rule.is_deducting ? 2 : 0);
    case Form::Steps: return rule.counts_begun ? 1 : 0;
    case Form::Bands: return rule.is_yes_no ? 2 : rule.choices.empty() ? 0 : 1;
    case Form::Proportion: return rule.is_percent ? 1 : 0;
    case Form::JudgedDeduction: return rule.samples == Samples::Sum ? 1 : 0;
    case Form::Judged: return rule.samples == Samples::Sum ? 2 : is_one_of_several(rule) ? 3 : 0;
    default: return 0;
  }
}

const SentenceRow* row_of(const Rule& rule) {
  const int variant = variant_of(rule);
  for (const auto& row : sentence_rows())
    if (row.form == rule.form && row.variant == variant) return &row;
  return nullptr;
}

/// What the slots say, as a rule of this row; nothing where that makes no sense (每0%减1分).
std::optional<Rule> rule_of(const SentenceRow& row, const Captures& captures, const SentenceContext& context) {
  Rule rule;
  rule.form = row.form;
  bool has_limits = false;
  for (const auto& [slot, piece] : captures) {
    set_slot(rule, slot, piece.text, context);
    has_limits |= slot == "highest";
  }
  for (const auto& [slot, piece] : captures) {  // 98%以上不扣分,98%以下每低1%: the same line; 每满10小时…,不足10小时
    if (slot != "again") continue;
    const auto again = parse_interval(piece.text, Units::Any);
    if (!again || again->high != (row.form == Form::AddSteps ? rule.per : row.form == Form::Shortfall ? rule.required : rule.over)) return std::nullopt;
  }
  switch (row.form) {
    case Form::Levels:
      rule.is_highest_only = row.variant % 2 == 0;
      rule.is_deducting = row.variant >= 2;
      if (rule.levels.empty()) return std::nullopt;
      break;
    case Form::Steps:
    case Form::StepsBelow:
    case Form::AddSteps:
      rule.counts_begun = row.variant == 1;
      if (rule.per.is_zero() || has_two_units(captures)) return std::nullopt;
      if (!rule.at_full) break;  // 达到95%得10分,每低1%扣1分; 不超过3%得10分,每高1%扣1分: from the item's points
      if (context.points != rule.at_full) return std::nullopt;
      rule.at_full.reset();
      break;
    case Form::Proportion:
      if (row.variant == 1) {
        rule.is_percent = true;
        rule.amount = Number(100);
      } else if (std::none_of(captures.begin(), captures.end(), [](const auto& one) { return one.first == "full"; })) {
        rule.amount = Number(100);
      }
      if (rule.amount.is_zero()) return std::nullopt;
      for (const auto& [slot, piece] : captures)  // 乘以10%: of 100 the item's points
        if (slot == "weight" && points_number(piece.text.substr(0, piece.text.size() - 1)) != context.points) return std::nullopt;
      break;
    case Form::Shortfall: {  // the unit is named twice: 应达4次,每少1次
      std::string_view words = rule.each;
      if (auto quantity = take_quantity(words)) rule.each = quantity->unit + std::string(words);
      rule.per = Number(1);
      if (rule.is_percent) {  // of a rate, whole points: as below a line
        rule.form = Form::StepsBelow;
        rule.over = rule.required;
        rule.required = Number(0);
      }
      break;
    }
    case Form::DeductEach:
      if (row.variant == 1) {
        rule.is_missing_asked = true;
        rule.required = Number(0);
      }
      break;
    case Form::Judged:
    case Form::JudgedDeduction:
      rule.is_to_full = !has_limits;
      if (rule.highest < rule.lowest) return std::nullopt;
      if (row.form == Form::Judged && row.variant == 1) rule.lowest = Number(0);
      if (row.variant == (row.form == Form::Judged ? 2 : 1)) rule.samples = Samples::Sum;
      if (row.variant == 3) rule.samples = Samples::Mean;
      break;
    default:
      break;
  }
  return rule;
}

struct Compiled {
  const SentenceRow* row;
  bool is_named;  // the line's own words name the input, in front
  Pattern pattern;
};

const std::vector<Compiled>& compiled_rows() {
  static const std::vector<Compiled> table = [] {
    std::vector<Compiled> made;
    for (const bool is_named : {false, true}) {
      for (const auto& row : sentence_rows()) {
        for (const auto* patterns : {&row.zh, &row.en}) {
          const bool is_zh = patterns == &row.zh;
          for (const auto pattern : *patterns) {
            if (!is_zh && std::find(row.zh.begin(), row.zh.end(), pattern) != row.zh.end()) continue;  // {bands} is the same
            if (!is_named) {
              made.push_back({&row, false, Pattern(pattern)});
            } else if (pattern != "{averaging}" && row.form != Form::Bands && row.form != Form::Ballot && row.form != Form::Levels && row.form != Form::MetOrNot &&
                       !(row.form == Form::Proportion && is_zh)) {
              made.push_back({&row, true, Pattern((is_zh ? "{name}[的|者|时|,|的,]" : "{name}[,| is| are|:] ") + std::string(pattern))});
            }
          }
        }
      }
    }
    return made;
  }();
  return table;
}

/// Slots that nothing stands behind, and that end with what is given.
bool ends_giving(std::string_view slot) {
  return slot == "bands" || slot == "answers" || slot == "choices";
}

std::optional<Rule> parse_bare(const Piece& text, const SentenceContext& context, bool may_name) {
  std::vector<signed char> names(text.text.size() + 1, -1);  // whether the first so many bytes may be a name
  std::optional<bool> gives;                                  // whether the line ends with what it gives
  // By the slot and the words: many patterns ask the same.
  std::map<std::string_view, std::unordered_map<std::uint64_t, bool>> accepted;
  const auto accepts_here = [&](std::string_view slot, std::string_view words) {
    const auto from = static_cast<std::uint64_t>(words.data() - text.text.data());
    const auto [found, is_new] = accepted[slot].try_emplace(from << 32 | words.size(), false);
    if (is_new) found->second = accepts_slot(slot, words, context);
    return found->second;
  };
  const SlotTest accepts = [&](std::string_view slot, std::string_view words) {
    if (ends_giving(slot)) {
      if (!gives) gives = ends_with_outcome(text.text);
      if (!*gives) return false;
    }
    if (slot == "unit" && !counts_one(text.text.substr(0, static_cast<std::size_t>(words.data() - text.text.data())), words)) return false;
    if (slot != "name" || words.data() != text.text.data()) return accepts_here(slot, words);
    auto& known = names[words.size()];
    if (known < 0) known = may_be_name(words) && !words.ends_with("一次性") ? 1 : 0;
    return known == 1;
  };
  const MarkedText marked(text);
  for (const auto& [row, is_named, pattern] : compiled_rows()) {
    if (is_named && !may_name) break;
    if (!pattern.may_match(marked)) continue;
    if (const auto captures = pattern.match(marked, accepts))
      if (auto rule = rule_of(*row, *captures, context)) return rule;
  }
  return std::nullopt;
}

/// What a modifier says, and the words that it leaves.
struct Taken {
  const ModifierRow* row;
  std::vector<std::pair<std::string, std::string>> captures;
};

/// False where the same was said before: two limits of one kind say nothing.
bool apply(Sentence& sentence, const Taken& taken, const SentenceContext& context) {
  using Kind = ModifierRow::Kind;
  Rule& rule = sentence.rule;
  const bool has_limit = rule.at_most.has_value(), has_averaging = rule.averaging.leaves_out();
  for (const auto& [slot, words] : taken.captures)
    if (slot != "cycle") set_slot(rule, slot, words, context);
  switch (taken.row->kind) {
    case Kind::Mean: rule.samples = Samples::Mean; break;
    case Kind::Latest: rule.samples = Samples::Latest; break;
    case Kind::Lowest: rule.samples = Samples::Lowest; break;
    case Kind::Highest: rule.samples = Samples::Highest; break;
    case Kind::FromTotal: rule.reach = Reach::Total; break;
    case Kind::Further: rule.reach = Reach::Further; break;
    case Kind::Floor: sentence.has_floor = true; break;
    case Kind::BelowZero: sentence.may_go_below_zero = true; break;
    case Kind::AtMost: return !has_limit;
    case Kind::Averaging:
      if (has_averaging || !may_be_averaged(rule)) return false;
      if (rule.form != Form::Ballot) {
        rule.samples = Samples::Mean;
        break;
      }
      for (auto& electorate : rule.electorates) electorate.averaging = rule.averaging;
      rule.averaging = {};
      break;
    case Kind::OnlyFor:
    case Kind::WithoutSamples:
    case Kind::Within: break;
  }
  return !(sentence.has_floor && sentence.may_go_below_zero);
}

struct CompiledModifier {
  const ModifierRow* row;
  std::string_view written;
  bool is_prefix, is_clause;  // a clause begins at a comma
  Pattern pattern;
};

const std::vector<CompiledModifier>& compiled_modifiers() {
  static const std::vector<CompiledModifier> table = [] {
    std::vector<CompiledModifier> made;
    for (const auto& row : modifier_rows()) {
      if (row.kind == ModifierRow::Kind::Within) continue;  // taken before, from anywhere (inner_caps.hpp)
      for (const auto* patterns : {&row.zh, &row.en}) {
        const bool is_prefix = patterns == &row.zh ? row.is_prefix_zh : row.is_prefix_en;
        for (const auto written : *patterns) {
          const bool is_clause = !is_prefix && written.starts_with(',');
          made.push_back({&row, written, is_prefix, is_clause, Pattern(is_clause ? written.substr(1) : written)});
        }
      }
    }
    return made;
  }();
  return table;
}

/// 去掉一个最高分和一个最低分后取平均,90分以上得5分: up to the comma behind it.
std::optional<Taken> take_averaging_before(std::string_view& text) {
  constexpr int commas_max = 3;
  std::size_t end = 0;  // 去掉最高分和最低分,取平均,90分以上得5分: the most words that say it
  int commas = 0;
  for (auto at = text.find(','); at != text.npos && commas < commas_max; at = text.find(',', at + 1), ++commas)
    if (at + 1 < text.size() && parse_averaging(text.substr(0, at))) end = at;
  if (end == 0) return std::nullopt;
  const auto is_of_averaging = [](const ModifierRow& row) { return row.kind == ModifierRow::Kind::Averaging; };
  Taken made{&*std::find_if(modifier_rows().begin(), modifier_rows().end(), is_of_averaging), {{"averaging", std::string(text.substr(0, end))}}};
  text = trimmed(text.substr(end + 1));
  return made;
}

/// Takes one modifier off the front or the back of the text; nothing where there is none.
std::optional<Taken> take_modifier(std::string_view& text, const SentenceContext& context) {
  const SlotTest accepts = [&](std::string_view slot, std::string_view words) { return accepts_slot(slot, words, context); };
  const auto taken = [](const ModifierRow* row, const Captures& captures) {
    Taken made{row, {}};
    for (const auto& [slot, piece] : captures) made.captures.emplace_back(slot, piece.str());
    return made;
  };
  for (const auto& one : compiled_modifiers()) {
    if (!one.is_prefix || text.size() <= one.written.size() || !starts_with_any_case(text, one.written)) continue;
    text = trimmed(text.substr(one.written.size()));
    return Taken{one.row, {}};
  }
  // Behind a comma or a semicolon, or without one behind 分 and in English: the last place first.
  const std::size_t mark = text.find_last_of(",;");
  std::map<std::size_t, MarkedText> seen;  // by where it begins
  const std::string_view lower_bound = text.size() > 200 ? text.substr(text.size() - 200) : text;
  for (const auto& one : compiled_modifiers()) {
    if (one.is_prefix) continue;
    const auto try_at = [&](std::size_t from, std::size_t cut) -> std::optional<Taken> {
      if (cut == 0 || from >= text.size()) return std::nullopt;
      auto marked = seen.find(from);
      if (marked == seen.end())
        marked = seen.emplace(from, MarkedText(Piece(trimmed(text.substr(from)), nullptr))).first;
      if (!one.pattern.may_match(marked->second)) return std::nullopt;
      const auto captures = one.pattern.match(marked->second, accepts);
      if (!captures) return std::nullopt;
      auto made = taken(one.row, *captures);
      text = trimmed(text.substr(0, cut));
      return made;
    };
    if (!one.is_clause) {
      const std::string_view words = one.written.substr(0, one.written.find_first_of("{[(|"));
      const std::size_t at = words.empty() ? text.npos : text.rfind(words);
      if (at != text.npos)
        if (auto made = try_at(at, at)) return made;
      if (words.starts_with(' ') && text.ends_with(words.substr(1)) && text.size() > words.size() && text[text.size() - words.size()] == '%')
        if (auto made = try_at(text.size() - words.size() + 1, text.size() - words.size() + 1)) return made;  // 95% further
      if (words.empty())
        for (std::size_t i = text.size() - lower_bound.size(); i < text.size(); ++i)
          if (text[i] == ' ' || text[i] == ',' || text[i] == ';')
            if (auto made = try_at(i, i)) return made;
      continue;
    }
    if (mark != text.npos)
      if (auto made = try_at(mark + 1, mark)) return made;
    if (one.row->kind == ModifierRow::Kind::OnlyFor) continue;
    for (std::size_t i = text.size() - lower_bound.size(); i + 3 < text.size(); ++i)
      if (text.substr(i).starts_with("分") && (i == 0 || (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80))
        if (auto made = try_at(i + 3, i + 3)) return made;
  }
  for (const auto& one : compiled_modifiers()) {  // a list has commas of its own: only for farms, mills
    if (one.row->kind != ModifierRow::Kind::OnlyFor) continue;
    const auto words = one.written.substr(0, one.written.find_first_of("{[(|"));
    const std::size_t at = words.size() < 2 ? text.npos : text.rfind(words);
    if (at == text.npos || at == 0) continue;
    const auto part = text.substr(at + (one.is_clause ? 1 : 0));
    if (const auto captures = one.pattern.match(Piece(part, nullptr), accepts)) {
      auto made = taken(one.row, *captures);
      text = trimmed(text.substr(0, at));
      return made;
    }
  }
  return take_averaging_before(text);
}

/// 每例另从总分扣1分: where a deduction goes, in the middle of its sentence.
bool take_total(std::string& text) {
  for (const std::string_view words : {"另从总分中", "另从总分里", "另从总分", "从总分中", "从总分里", "从总分", "在总分中"}) {
    const auto at = text.find(words);
    if (at == text.npos) continue;
    if (at == 0) return false;  // a prefix of the table
    text.erase(at, words.size());
    return true;
  }
  return false;
}

}  // namespace

/// Every sentence has one of these; most lines that are none have not.
static bool may_speak_of_points(std::string_view text) {
  const bool has_letters = std::any_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  if (language_of(text) == Language::Chinese && !has_letters)
    return holds_any(text, {"分", "%", "×", "*", "不减", "不扣", "免", "除外", "不计", "酌情扣", "酌情减", "视情扣", "比例", "中位", "平均", "均值"});
  if (has_digit(text)) return true;
  return holds_any(lower_ascii(text), {"full", "void", "exempt", "discretion", "rata", "proportion", "nothing", "points", "zero", "excused", "rate",
                                       "count", "one", "two", "all or", "median", "mean", "average", "highest", "best"});
}

/// 每次扣1分,每次最多扣3分 limits what is one mark already; 减1分,每月最多3分 has no entries to sum.
static bool take_cap(Rule& rule, const InnerCap& cap) {
  const bool is_mark = cap.of == InnerCap::Of::Each &&
                       (cap.each == rule.each || (rule.each.empty() && (cap.each == "次" || cap.each == "time")));
  if (is_mark || !counts_entries(rule) || !is_about(cap, rule)) return false;
  rule.inner = cap;
  return true;
}

std::optional<Sentence> parse_sentence(std::string_view words, const SentenceContext& context, bool may_name) {
  std::string kept = plain_rule(words);
  if (kept.size() > sentence_bytes_max || !may_speak_of_points(kept)) return std::nullopt;
  const bool is_from_total = take_total(kept);
  const auto caps = take_inner_caps(kept, context);
  if (caps.size() > 1) return std::nullopt;
  std::string_view text = kept;
  std::vector<Taken> modifiers;
  while (true) {
    if (auto rule = parse_bare(Piece(text, nullptr), context, may_name)) {
      Sentence sentence;
      sentence.rule = *rule;
      if (is_from_total) sentence.rule.reach = Reach::Total;
      for (const auto& taken : modifiers)
        if (!apply(sentence, taken, context)) return std::nullopt;
      if (!caps.empty() && !take_cap(sentence.rule, caps.front())) return std::nullopt;
      return sentence;
    }
    if (modifiers.size() == modifiers_max) return std::nullopt;
    auto taken = take_modifier(text, context);
    if (!taken) return std::nullopt;
    modifiers.push_back(std::move(*taken));
  }
}

bool is_only_modifiers(std::string_view words, const SentenceContext& context, Sentence& into) {
  std::string plain = plain_rule(words);
  if (!take_inner_caps(plain, context).empty()) return false;  // 每人最多3分 is no 最多3分
  const std::string kept = "," + plain;
  std::string_view text = kept;
  const std::string padded = "甲" + kept;
  text = padded;
  std::vector<Taken> modifiers;
  while (text != "甲") {
    auto taken = modifiers.size() < modifiers_max ? take_modifier(text, context) : std::nullopt;
    if (!taken) return false;
    modifiers.push_back(std::move(*taken));
  }
  return std::all_of(modifiers.begin(), modifiers.end(), [&](const Taken& taken) { return apply(into, taken, context); });
}

std::optional<bool> parse_floor(Piece text) {
  if (text.text.size() > 100) return std::nullopt;  // all of these are shorter
  Sentence said;
  if (!is_only_modifiers(text.text, {}, said) || said.rule.at_most) return std::nullopt;
  if (said.may_go_below_zero) return true;
  return said.has_floor ? std::optional(false) : std::nullopt;
}

static bool is_judged_in_full(const Rule& rule) { return rule.is_to_full && (rule.form == Form::Judged || rule.form == Form::JudgedDeduction); }

std::string say_rule(const Rule& rule, Language language) {
  const bool is_zh = language == Language::Chinese;
  const SentenceRow* row = row_of(rule);
  CHECK(row);
  const auto slot = [&](std::string_view name) { return write_slot(rule, name, language); };
  // Steps have two canonical sentences: with a start, and without.
  const auto& patterns = is_zh ? row->zh : row->en;
  const bool is_from_0 = rule.over.is_zero() && !rule.counts_begun;
  const std::string_view pattern = is_one_of_several(rule)                   ? patterns.front()
                                   : rule.form == Form::Steps && is_from_0      ? (is_zh ? "每超过{per}减{amount}分" : "every full {per} deducts {amount}")
                                   : rule.form == Form::AddSteps && is_from_0 ? (is_zh ? "每{count}加{amount}分" : "every full {count} adds {amount}")
                                   : is_judged_in_full(rule)                  ? (is_zh ? (rule.form == Form::Judged ? "酌情给分" : "酌情减分") : (rule.form == Form::Judged ? "judged at discretion" : "deducts points at discretion"))
                                   : rule.at_full                             ? (is_zh ? "完成率×{at_full}分" : "the rate × {at_full}")
                                                                              : patterns.front();
  std::string out = write_pattern(pattern, slot);
  if (rule.is_missing_asked && is_zh) out = "每缺1" + (rule.each.empty() ? "次" : rule.each) + "减" + rule.amount.exact() + "分";
  if (!is_zh && !rule.each.empty() && language_of(rule.each) == Language::English &&
      (rule.form == Form::DeductEach || rule.form == Form::AddEach || rule.form == Form::GrantEach))
    out.insert(4, " " + rule.each);
  using Kind = ModifierRow::Kind;
  const auto has = [&](Kind kind) {
    switch (kind) {
      case Kind::Mean: return rule.samples == Samples::Mean && !rule.averaging.leaves_out() && !is_one_of_several(rule);
      case Kind::Latest: return rule.samples == Samples::Latest;
      case Kind::Lowest: return rule.samples == Samples::Lowest;
      case Kind::Highest: return rule.samples == Samples::Highest;
      case Kind::FromTotal: return rule.reach == Reach::Total;
      case Kind::Further: return rule.reach == Reach::Further;
      case Kind::AtMost: return rule.at_most.has_value();
      case Kind::OnlyFor: return !rule.kinds.empty();
      case Kind::WithoutSamples: return rule.without_samples.has_value();
      case Kind::Within: return rule.inner.has_value();
      case Kind::Averaging: return rule.averaging.leaves_out() && !is_one_of_several(rule);
      default: return false;
    }
  };
  for (const auto& modifier : modifier_rows()) {
    if (!has(modifier.kind)) continue;
    const std::string words = write_pattern((is_zh ? modifier.zh : modifier.en).front(), slot);
    out = (is_zh ? modifier.is_prefix_zh : modifier.is_prefix_en) ? words + out : out + words;
  }
  return is_zh ? out : spaced_english(out);
}

}  // namespace pingxing::scheme
