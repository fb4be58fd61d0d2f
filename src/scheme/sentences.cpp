#include "scheme/sentences.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "scheme/pattern.hpp"

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

constexpr std::size_t modifiers_max = 12;     // of one sentence: more than there are kinds of them
constexpr std::size_t names_bytes_max = 600;  // of a list of names inside a sentence

std::optional<Number> plain_number(std::string_view text) {
  return text.empty() || text[0] == '-' || text[0] == '+' ? std::nullopt : short_number(text);
}

std::optional<Quantity> whole_quantity(std::string_view text) {
  auto quantity = take_quantity(text);
  return quantity && trimmed(text).empty() ? quantity : std::nullopt;
}

// ---- bands: 90%以上得2分;80%以上不满90%得1分 -------------------------------------------------------------------------

std::optional<Band> parse_outcome(std::string_view text) {
  static const auto accepts = [](std::string_view, std::string_view part) { return plain_number(part).has_value(); };
  struct Outcome {
    Pattern pattern;
    Band::Gives gives;
  };
  const auto row = [](std::string_view pattern, Band::Gives gives) { return Outcome{Pattern(pattern), gives}; };
  static const std::vector<Outcome> outcomes = {
      row("[的]得满分", Band::Gives::Full), row("[的](得|计|记|加){points}分", Band::Gives::Points),
      row("[的][此项](不得分|不给分|不加分)", Band::Gives::Nothing), row("[的](减|扣|减去|扣除){points}分", Band::Gives::Deduction),
      row("[的](不减分|不扣分|不减|不扣)", Band::Gives::NoDeduction), row("scores full[ marks]", Band::Gives::Full),
      row("scores 0", Band::Gives::Nothing), row("voids the item", Band::Gives::Nothing), row("(scores|adds) {points}[ points]", Band::Gives::Points),
      row("deducts nothing", Band::Gives::NoDeduction), row("deducts {points}[ points]", Band::Gives::Deduction)};
  for (const auto& outcome : outcomes) {
    if (auto captures = outcome.pattern.match(Piece(text, nullptr), accepts)) {
      Band band;
      band.gives = outcome.gives;
      if (!captures->empty()) band.points = *plain_number(captures->front().second.text);
      return band;
    }
  }
  return std::nullopt;
}

std::optional<Band> parse_band(std::string_view text) {
  // The interval ends where an outcome begins: the first cut at which both sides are read.
  for (std::size_t at = 1; at < text.size() && at <= interval_bytes_max; ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    auto interval = parse_interval(text.substr(0, at));
    if (!interval) continue;
    if (auto band = parse_outcome(trimmed(text.substr(at)))) {
      band->when = *interval;
      return band;
    }
  }
  return std::nullopt;
}

std::optional<std::vector<Band>> parse_bands(std::string_view text) {
  std::vector<Band> bands;
  if (text.size() > 2000) return std::nullopt;
  const auto parts = split(text, ";");
  if (!parts.empty() && !parse_band(parts.back())) return std::nullopt;  // most texts are no bands: say so at once
  for (const auto& part : parts) {
    auto band = parse_band(part);
    if (!band) return std::nullopt;
    bands.push_back(*band);
  }
  return bands.empty() ? std::nullopt : std::optional(bands);
}

std::string say_band(const Band& band, Language language, bool is_scoring) {
  const bool is_zh = language == Language::Chinese;
  std::string out = band.when.say(language);
  const std::string points = band.points.exact();
  switch (band.gives) {
    case Band::Gives::Points: return out + (is_zh ? "得" + points + "分" : " scores " + points);
    case Band::Gives::Full: return out + (is_zh ? "得满分" : " scores full");
    case Band::Gives::Nothing: return out + (is_zh ? "不得分" : is_scoring ? " scores 0" : " voids the item");
    case Band::Gives::Deduction: return out + (is_zh ? "减" + points + "分" : " deducts " + points);
    case Band::Gives::NoDeduction: return out + (is_zh ? "不减分" : " deducts nothing");
  }
  return out;
}

// ---- lists ----------------------------------------------------------------------------------------------------------

std::optional<std::vector<Level>> parse_levels(std::string_view text) {
  static const auto accepts = [](std::string_view slot, std::string_view part) {
    return slot == "points" ? plain_number(part).has_value() : part.find_first_of("0123456789;:") == part.npos;
  };
  static const Patterns forms = {"{name}(加|得|计){points}分", "{name} (adds|scores) {points}[ points]"};
  std::vector<Level> levels;
  for (const auto& part : split(text, "、,;")) {
    const auto captures = forms.match(Piece(part, nullptr), accepts);
    if (!captures) return std::nullopt;
    levels.push_back({(*captures)[0].second.str(), *plain_number((*captures)[1].second.text)});
  }
  return levels.size() < 2 ? std::nullopt : std::optional(levels);
}

std::optional<std::vector<Electorate>> parse_electorates(std::string_view text) {
  std::vector<Electorate> electorates;
  if (!text.ends_with('%')) return std::nullopt;
  for (const auto& part : split(text, "、,;")) {
    std::size_t digits = part.size();
    if (!part.ends_with('%')) return std::nullopt;
    --digits;
    while (digits > 0 && ((part[digits - 1] >= '0' && part[digits - 1] <= '9') || part[digits - 1] == '.')) --digits;
    const auto name = trimmed(std::string_view(part).substr(0, digits));
    const auto share = plain_number(std::string_view(part).substr(digits, part.size() - 1 - digits));
    if (name.empty() || !share || parse_interval(part) || name.ends_with("以上") || name.ends_with("超过")) return std::nullopt;
    for (auto word : {"占", "每", "应"})
      if (name.ends_with(word)) return std::nullopt;
    electorates.push_back({std::string(name), *share});
  }
  return electorates.empty() ? std::nullopt : std::optional(electorates);
}

/// Whether the words of a unit (少一次, 缺1项, 项) count one by one: 每少2次 is no 每少一次.
bool counts_by_one(std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    const bool is_digit = words[at] >= '0' && words[at] <= '9';
    auto rest = words.substr(at);
    if (auto quantity = take_quantity(rest); quantity && quantity->value != Number(1)) return false;
    if (is_digit && rest.size() < words.size() - at) at = words.size() - rest.size();
    else next_character(words, at);
  }
  return true;
}

bool accepts_slot(std::string_view slot, std::string_view text) {
  if (text.empty()) return false;
  if (slot == "amount" || slot == "at_most" || slot == "full" || slot == "lowest" || slot == "highest" || slot == "without")
    return plain_number(text).has_value();
  if (slot == "required" || slot == "over" || slot == "begun") return whole_quantity(text).has_value();
  if (slot == "per") {
    const auto quantity = whole_quantity(text);
    return quantity && (quantity->is_percent || quantity->value != Number(1));
  }
  if (slot == "bands") return parse_bands(text).has_value();
  if (slot == "levels") return parse_levels(text).has_value();
  if (slot == "electorates") return parse_electorates(text).has_value();
  if (slot == "each")
    return text.size() <= 30 && counts_by_one(text) && text.find_first_of(",;:()%") == text.npos && text.find("。") == text.npos &&
           text.find("减") == text.npos && text.find("得") == text.npos && text.find("加") == text.npos;
  if (slot == "level_points") {
    for (const auto& part : split(text, "、,"))
      if (!plain_number(part)) return false;
    return true;
  }
  return text.size() <= names_bytes_max && text.find_first_of(";:") == text.npos;  // level_names, kinds
}

void set_slot(Rule& rule, std::string_view slot, const Piece& piece) {
  const std::string_view text = piece.text;
  if (slot == "amount") rule.amount = *plain_number(text);
  if (slot == "full") rule.amount = *plain_number(text);
  if (slot == "at_most") rule.at_most = *plain_number(text);
  if (slot == "lowest") rule.lowest = *plain_number(text);
  if (slot == "highest") rule.highest = *plain_number(text);
  if (slot == "without") rule.without_samples = *plain_number(text);
  if (slot == "each") rule.each = text;
  if (slot == "bands") rule.bands = *parse_bands(text);
  if (slot == "levels") rule.levels = *parse_levels(text);
  if (slot == "electorates") rule.electorates = *parse_electorates(text);
  if (slot == "kinds") rule.kinds = split(text, "、,");
  if (slot == "required" || slot == "over" || slot == "per") {
    const auto quantity = *whole_quantity(text);
    rule.is_percent |= quantity.is_percent;
    (slot == "required" ? rule.required : slot == "over" ? rule.over : rule.per) = quantity.value;
    if (slot == "required" && !quantity.unit.empty()) rule.each = quantity.unit;
    if (slot != "required" && !quantity.unit.empty()) rule.each = quantity.unit;
  }
  if (slot == "level_names")
    for (const auto& name : split(text, "、,")) rule.levels.push_back({name, Number(0)});
  if (slot == "level_points") {
    const auto points = split(text, "、,");
    for (std::size_t i = 0; i < rule.levels.size() && i < points.size(); ++i) rule.levels[i].points = *plain_number(points[i]);
    if (points.size() != rule.levels.size()) rule.levels.clear();  // 分别 pairs lists of one length; refused by the caller
  }
}

bool is_scoring(const std::vector<Band>& bands) {
  return std::any_of(bands.begin(), bands.end(), [](const Band& band) {
    return band.gives == Band::Gives::Points || band.gives == Band::Gives::Full;
  });
}

const SentenceRow* row_of(const Rule& rule) {
  const bool variant = rule.form == Form::Levels ? !rule.is_highest_only : rule.form == Form::Steps && rule.counts_begun;
  for (const auto& row : sentence_rows())
    if (row.form == rule.form && row.variant == variant) return &row;
  return nullptr;
}

/// What the slots say, as a rule of this row; nothing where that makes no sense (每0%减1分).
std::optional<Rule> rule_of(const SentenceRow& row, const Captures& captures) {
  Rule rule;
  rule.form = row.form;
  for (const auto& [slot, piece] : captures) set_slot(rule, slot, piece);
  if (row.form == Form::Levels) {
    rule.is_highest_only = !row.variant;
    if (rule.levels.empty()) return std::nullopt;
  }
  if (row.form == Form::Steps) rule.counts_begun = row.variant;
  if (row.form == Form::Steps && rule.per.is_zero()) return std::nullopt;
  if (row.form == Form::Proportion && rule.amount.is_zero()) return std::nullopt;
  if (row.form == Form::Shortfall) {  // the unit is named twice: 应达4次,每少1次
    std::string_view words = rule.each;
    if (auto quantity = take_quantity(words)) rule.each = quantity->unit + std::string(words);
  }
  return rule;
}

std::optional<Rule> parse_bare(Piece text) {
  struct Compiled {
    const SentenceRow* row;
    Pattern pattern;
  };
  static const std::vector<Compiled> table = [] {
    std::vector<Compiled> made;
    for (const auto& row : sentence_rows()) {
      for (auto pattern : row.zh) made.push_back({&row, Pattern(pattern)});
      for (auto pattern : row.en)
        if (std::find(row.zh.begin(), row.zh.end(), pattern) == row.zh.end()) made.push_back({&row, Pattern(pattern)});
    }
    return made;
  }();
  for (const auto& [row, pattern] : table)
    if (const auto captures = pattern.match(text, accepts_slot))
      if (auto rule = rule_of(*row, *captures)) return rule;
  return std::nullopt;
}

void apply(Sentence& sentence, const ModifierRow& row, const Captures& captures) {
  using Kind = ModifierRow::Kind;
  Rule& rule = sentence.rule;
  for (const auto& [slot, piece] : captures) set_slot(rule, slot, piece);
  switch (row.kind) {
    case Kind::Mean: rule.samples = Samples::Mean; break;
    case Kind::Latest: rule.samples = Samples::Latest; break;
    case Kind::Lowest: rule.samples = Samples::Lowest; break;
    case Kind::Highest: rule.samples = Samples::Highest; break;
    case Kind::FromTotal: rule.reach = Reach::Total; break;
    case Kind::Further: rule.reach = Reach::Further; break;
    case Kind::Floor: sentence.has_floor = true; break;
    case Kind::BelowZero: sentence.may_go_below_zero = true; break;
    case Kind::AtMost:
    case Kind::OnlyFor:
    case Kind::WithoutSamples: break;
  }
}

/// Takes one modifier off the front or the back of the text; false where there is none.
bool take_modifier(Piece& text, std::vector<std::pair<const ModifierRow*, Captures>>& taken) {
  struct Compiled {
    const ModifierRow* row;
    std::string_view written;
    bool is_prefix;
    Pattern pattern;
  };
  static const std::vector<Compiled> table = [] {
    std::vector<Compiled> made;
    for (const auto& row : modifier_rows()) {
      for (auto pattern : row.zh) made.push_back({&row, pattern, row.is_prefix_zh, Pattern(pattern)});
      for (auto pattern : row.en) made.push_back({&row, pattern, row.is_prefix_en, Pattern(pattern)});
    }
    return made;
  }();
  const auto suffix_at = [&](const Pattern& pattern, std::size_t at) -> std::optional<Captures> {
    if (at == text.text.npos || at == 0) return std::nullopt;
    return pattern.match(text.sub(at), accepts_slot);
  };
  const auto take = [&](const ModifierRow* row, const Captures& captures, std::size_t at) {
    taken.emplace_back(row, captures);
    text = text.sub(0, at).trimmed();
    return true;
  };
  const std::size_t comma = text.text.rfind(',');
  for (const auto& [row, written, is_prefix, pattern] : table) {
    if (is_prefix) {
      if (text.text.size() <= written.size() || !starts_with_any_case(text.text, written)) continue;
      taken.emplace_back(row, Captures{});
      text = text.sub(written.size()).trimmed();
      return true;
    }
    // A suffix begins at a comma, or at the last words of an English sentence.
    const std::size_t at = written.starts_with(' ') ? text.text.rfind(written) : comma;
    if (const auto captures = suffix_at(pattern, at)) return take(row, *captures, at);
  }
  for (const auto& [row, written, is_prefix, pattern] : table) {  // a list has commas of its own: only for farms, mills
    const std::size_t at = row->kind == ModifierRow::Kind::OnlyFor ? text.text.rfind(written.substr(0, written.find('{'))) : 0;
    if (const auto captures = suffix_at(pattern, at)) return take(row, *captures, at);
  }
  return false;
}

std::string write_slot(const Rule& rule, std::string_view slot, Language language) {
  const bool is_zh = language == Language::Chinese;
  const std::string_view between = is_zh ? "、" : ", ";
  const auto measured = [&](const Number& n) { return n.exact() + (rule.is_percent ? "%" : ""); };
  if (slot == "amount" || slot == "full") return rule.amount.exact();
  if (slot == "at_most") return rule.at_most->exact();
  if (slot == "lowest") return rule.lowest.exact();
  if (slot == "highest") return rule.highest.exact();
  if (slot == "without") return rule.without_samples->exact();
  if (slot == "per" || slot == "begun") return measured(rule.per) + (is_zh && !rule.is_percent ? rule.each : "");
  if (slot == "over") return measured(rule.over);
  const std::string times = rule.each.empty() ? "次" : rule.each;  // of a shortfall
  if (slot == "required") return measured(rule.required) + (is_zh && !rule.is_percent ? times : "");
  if (slot == "each") {
    if (rule.form == Form::Shortfall) return "1" + (rule.is_percent ? "%" : times);
    return rule.each.empty() ? "项" : rule.each;
  }
  if (slot == "kinds") return joined(rule.kinds, between);
  std::vector<std::string> parts;
  if (slot == "bands") {
    for (const auto& band : rule.bands) parts.push_back(say_band(band, language, is_scoring(rule.bands)));
    return joined(parts, is_zh ? ";" : "; ");
  }
  for (const auto& level : rule.levels) parts.push_back(level.name + (is_zh ? "加" + level.points.exact() + "分" : " adds " + level.points.exact()));
  for (const auto& electorate : rule.electorates) parts.push_back(electorate.name + (is_zh ? "" : " ") + electorate.share.exact() + "%");
  return joined(parts, between);
}

}  // namespace

std::optional<Sentence> parse_sentence(Piece text) {
  text = text.trimmed();
  if (text.text.size() > 4000) return std::nullopt;
  std::vector<std::pair<const ModifierRow*, Captures>> modifiers;
  while (true) {
    if (auto rule = parse_bare(text)) {
      Sentence sentence;
      sentence.rule = *rule;
      for (const auto& [row, captures] : modifiers) apply(sentence, *row, captures);
      return sentence;
    }
    if (modifiers.size() == modifiers_max || !take_modifier(text, modifiers)) return std::nullopt;
  }
}

std::optional<bool> parse_floor(Piece text) {
  const std::string words = lower_ascii(text.trimmed().text.substr(0, 100));  // all of these are shorter
  for (const auto& row : modifier_rows()) {
    if (row.kind != ModifierRow::Kind::Floor && row.kind != ModifierRow::Kind::BelowZero) continue;
    for (const auto* patterns : {&row.zh, &row.en})
      for (auto pattern : *patterns)
        if (words == pattern.substr(1)) return row.kind == ModifierRow::Kind::BelowZero;
  }
  return std::nullopt;
}

std::string say_rule(const Rule& rule, Language language) {
  const bool is_zh = language == Language::Chinese;
  const SentenceRow* row = row_of(rule);
  CHECK(row);
  const auto slot = [&](std::string_view name) { return write_slot(rule, name, language); };
  // Steps have two canonical sentences: with a start, and without.
  const auto& patterns = is_zh ? row->zh : row->en;
  const bool is_plain_step = rule.form == Form::Steps && rule.over.is_zero() && !rule.counts_begun;
  std::string out = is_plain_step ? write_pattern(is_zh ? "每超过{per}减{amount}分" : "every full {per} deducts {amount}", slot)
                                  : write_pattern(patterns.front(), slot);
  if (!is_zh && !rule.each.empty() && language_of(rule.each) == Language::English &&
      (rule.form == Form::DeductEach || rule.form == Form::AddEach || rule.form == Form::GrantEach))
    out.insert(4, " " + rule.each);
  using Kind = ModifierRow::Kind;
  const auto has = [&](Kind kind) {
    switch (kind) {
      case Kind::Mean: return rule.samples == Samples::Mean;
      case Kind::Latest: return rule.samples == Samples::Latest;
      case Kind::Lowest: return rule.samples == Samples::Lowest;
      case Kind::Highest: return rule.samples == Samples::Highest;
      case Kind::FromTotal: return rule.reach == Reach::Total;
      case Kind::Further: return rule.reach == Reach::Further;
      case Kind::AtMost: return rule.at_most.has_value();
      case Kind::OnlyFor: return !rule.kinds.empty();
      case Kind::WithoutSamples: return rule.without_samples.has_value();
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
