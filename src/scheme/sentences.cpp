#include "scheme/sentences.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "scheme/pattern.hpp"


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

namespace {

std::optional<Number> plain_number(std::string_view text) {
  return text.empty() || text[0] == '-' || text[0] == '+' ? std::nullopt : parse_number(text);
}

std::optional<Quantity> whole_quantity(std::string_view text) {
  auto quantity = take_quantity(text);
  return quantity && trimmed(text).empty() ? quantity : std::nullopt;
}

// ---- bands: 90%以上得2分;80%以上不满90%得1分 -------------------------------------------------------------------------

std::optional<Band> parse_outcome(std::string_view text) {
  static const auto accepts = [](std::string_view, std::string_view part) { return plain_number(part).has_value(); };
  struct Outcome {
    std::string_view pattern;
    Band::Gives gives;
  };
  static const std::vector<Outcome> outcomes = {
      {"[的]得满分", Band::Gives::Full}, {"[的](得|计|记|加){points}分", Band::Gives::Points},
      {"[的][此项](不得分|不给分|不加分)", Band::Gives::Nothing}, {"[的](减|扣|减去|扣除){points}分", Band::Gives::Deduction},
      {"[的](不减分|不扣分|不减|不扣)", Band::Gives::NoDeduction}, {"scores full[ marks]", Band::Gives::Full},
      {"scores 0", Band::Gives::Nothing}, {"voids the item", Band::Gives::Nothing}, {"(scores|adds) {points}[ points]", Band::Gives::Points},
      {"deducts nothing", Band::Gives::NoDeduction}, {"deducts {points}[ points]", Band::Gives::Deduction}};
  const Line line(text, 0);
  for (const auto& outcome : outcomes) {
    if (auto captures = match_pattern(outcome.pattern, Piece(line), accepts)) {
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
  for (std::size_t at = 1; at < text.size(); ++at) {
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
  for (const auto& part : split(text, ";")) {
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
  std::vector<Level> levels;
  for (const auto& part : split(text, "、,;")) {
    const Line line(part, 0);
    auto captures = match_pattern("{name}(加|得|计){points}分", Piece(line), accepts);
    if (!captures) captures = match_pattern("{name} (adds|scores) {points}[ points]", Piece(line), accepts);
    if (!captures) return std::nullopt;
    levels.push_back({(*captures)[0].second.str(), *plain_number((*captures)[1].second.text)});
  }
  return levels.size() < 2 ? std::nullopt : std::optional(levels);
}

std::optional<std::vector<Electorate>> parse_electorates(std::string_view text) {
  std::vector<Electorate> electorates;
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
  return text.find_first_of(";:") == text.npos;  // level_names, kinds
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

std::optional<Rule> parse_bare(Piece text) {
  for (const auto& row : sentence_rows()) {
    for (const auto* patterns : {&row.zh, &row.en}) {
      for (auto pattern : *patterns) {
        auto captures = match_pattern(pattern, text, accepts_slot);
        if (!captures) continue;
        Rule rule;
        rule.form = row.form;
        for (const auto& [slot, piece] : *captures) set_slot(rule, slot, piece);
        if (row.form == Form::Levels) {
          rule.is_highest_only = !row.variant;
          if (rule.levels.empty()) continue;
        }
        if (row.form == Form::Steps) rule.counts_begun = row.variant;
        if ((row.form == Form::Steps) && rule.per.is_zero()) continue;
        if (row.form == Form::Proportion && rule.amount.is_zero()) continue;
        if (row.form == Form::Shortfall) {  // the unit is named twice: 应达4次,每少1次
          std::string_view words = rule.each;
          if (auto quantity = take_quantity(words)) rule.each = quantity->unit + std::string(words);
        }
        return rule;
      }
    }
  }
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
  for (const auto& row : modifier_rows()) {
    for (const bool is_zh : {true, false}) {
      const bool is_prefix = is_zh ? row.is_prefix_zh : row.is_prefix_en;
      for (auto pattern : is_zh ? row.zh : row.en) {
        if (is_prefix) {
          if (text.text.size() <= pattern.size() || !starts_with_any_case(text.text, pattern)) continue;
          taken.emplace_back(&row, Captures{});
          text = text.sub(pattern.size()).trimmed();
          return true;
        }
        // A suffix begins at a comma, or at the last words of an English sentence.
        const std::size_t comma = text.text.rfind(','), blank = text.text.rfind(pattern.starts_with(' ') ? pattern : std::string_view("\n"));
        const std::size_t at = pattern.starts_with(',') || pattern.front() == '(' ? comma : blank;
        if (at == text.text.npos || at == 0) continue;
        if (auto captures = match_pattern(pattern, text.sub(at), accepts_slot)) {
          taken.emplace_back(&row, *captures);
          text = text.sub(0, at).trimmed();
          return true;
        }
      }
    }
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
    if (!take_modifier(text, modifiers)) return std::nullopt;
  }
}

std::optional<bool> parse_floor(Piece text) {
  for (const auto& row : modifier_rows()) {
    if (row.kind != ModifierRow::Kind::Floor && row.kind != ModifierRow::Kind::BelowZero) continue;
    for (const auto* patterns : {&row.zh, &row.en})
      for (auto pattern : *patterns)
        if (lower_ascii(text.trimmed().text) == pattern.substr(1)) return row.kind == ModifierRow::Kind::BelowZero;
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

std::vector<std::string> nearest_sentences(std::string_view text, Language language, std::size_t at_most) {
  const auto skeleton = [](std::string_view sentence) {  // numbers do not count
    std::string out;
    for (char c : sentence.substr(0, 120))
      if (!((c >= '0' && c <= '9') || c == '.')) out += c;
    return out;
  };
  const std::string wanted = skeleton(Line(text, 0).text());
  struct Found {
    std::size_t edits, characters;
    std::string example;
  };
  std::vector<Found> found;
  for (const auto& row : sentence_rows()) {
    const std::string example(row.example.in(language));
    std::size_t best = edit_distance(wanted, skeleton(Line(example, 0).text()));
    for (auto pattern : language == Language::Chinese ? row.zh : row.en)
      best = std::min(best, edit_distance(wanted, skeleton(canonical_pattern(pattern))));
    found.push_back({best, 2 + character_count(skeleton(example)), example});
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {  // edits a character
    return a.edits * b.characters < b.edits * a.characters;
  });
  std::vector<std::string> nearest;
  for (const auto& one : found)
    if (nearest.size() < at_most) nearest.push_back(one.example);
  return nearest;
}

}  // namespace pingxing::scheme
