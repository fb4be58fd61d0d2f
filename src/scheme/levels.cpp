// Bands over words: the two answers to a question, the levels of a scale, levels of which the highest or all count.
#include <algorithm>

#include "base/text.hpp"
#include "scheme/band_parts.hpp"
#include "scheme/bands.hpp"
#include "scheme/degrees.hpp"
#include "scheme/outcome.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/sentences.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::scheme {

namespace {

constexpr std::size_t levels_max = 16;
using Gives = Band::Gives;

struct Answer {
  std::string words;
  Band band;
  bool adds = false, has_of = false;  // 加5分; 的, before what is given
};

/// Words and what they give: the first cut behind which an outcome stands.
std::optional<Answer> parse_answer(std::string_view text) {
  for (const std::string_view joint : {" if ", " when "})  // 10 points if the plan is finished
    if (const auto at = text.find(joint); at != text.npos && at > 0 && text.size() <= 200)
      if (const auto band = parse_outcome(trimmed(text.substr(0, at)))) return Answer{std::string(trimmed(text.substr(at + joint.size()))), *band, false, false};
  for (std::size_t at = 1; at < text.size() && at <= 120; ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80 || is_inside_number(text, at)) continue;
    auto rest = trimmed(text.substr(at));
    if (at == 3 && rest.starts_with("评") && starts_with_any(text, {"好", "中", "差"})) continue;  // 中评6分
    if (rest.starts_with(':') || rest.starts_with('-')) rest = trimmed(rest.substr(1));
    if (auto band = parse_outcome(rest)) {
      auto words = trimmed(text.substr(0, at));
      if (words.ends_with("的") || words.ends_with("者")) words.remove_suffix(3);
      return Answer{std::string(words), *band, false, false};
    }
  }
  return std::nullopt;
}

constexpr std::string_view negations[] = {"没有", "未能", "未", "没", "不", "无", "非", "否"};

std::string without(std::string text, std::initializer_list<std::string_view> words) {
  for (const auto word : words)
    for (auto at = text.find(word); at != text.npos; at = text.find(word)) text.erase(at, word.size());
  return text;
}

bool is_hanzi_boundary(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

bool is_negative(std::string_view words) {
  for (const auto word : negations)
    if (words.find(word) != words.npos) return true;
  const std::string lower = " " + lower_ascii(words) + " ";
  return holds_any(lower, {" not ", " no ", " without ", " missing ", " none ", "n't "});
}

/// Whether `no` denies `yes`: 未备案 of 预案已备案, 否则 of anything.
bool denies(std::string_view no, std::string_view yes) {
  if (is_else(no) || no == "反之" || no == "否" || lower_ascii(no) == "no") return true;
  if (!is_negative(no) || is_negative(yes)) return false;
  const auto core = [](std::string_view words) {
    return without(lower_ascii(words), {"没有", "未能", "未", "没", "不", "无", "非", "已经", "已", "有", "的", "能够", "能", "了", "按", "到", " not", " no ", "not ", "no ", "do ", "does ", "is "});
  };
  const std::string a = core(yes), b = core(no);
  return b.empty() || a.ends_with(b) || a.find(b) != a.npos;
}

}  // namespace

std::optional<BandsRead> parse_answers(std::string_view text) {
  if (text.size() > 400 || text.find_first_of(",;") == text.npos) return std::nullopt;
  auto clauses = split(text, ";,");
  if (clauses.size() != 2) clauses = split(text, ";,、");
  if (clauses.size() != 2) return std::nullopt;
  const auto first = parse_answer(clauses[0]), second = parse_answer(clauses[1]);
  if (!first || !second) return std::nullopt;
  const bool first_is_yes = denies(second->words, first->words);
  if (!first_is_yes && !denies(first->words, second->words)) return std::nullopt;
  const Answer &yes = first_is_yes ? *first : *second, &no = first_is_yes ? *second : *first;
  if (parse_when(yes.words) || is_else(yes.words)) return std::nullopt;
  static constexpr std::string_view bare[] = {"是", "有", "完成", "达到", "满足", "符合", "达标", "合格", "到位", "落实", "达到要求", "符合要求", "已完成", "按时完成", "全部完成", "yes", "met", "if met", "done"};
  BandsRead read;
  read.is_yes_no = true;
  const bool is_bare = std::find(std::begin(bare), std::end(bare), lower_ascii(yes.words)) != std::end(bare);
  if (!is_bare) {
    if (!may_be_name(yes.words)) return std::nullopt;
    read.name = yes.words;
  }
  for (const auto* answer : {&yes, &no}) {
    Band band = answer->band;
    band.when.low = band.when.high = Number(answer == &yes ? 1 : 0);
    read.bands.push_back(band);
  }
  return full_beside_deductions(read.bands) ? std::optional(read) : std::nullopt;
}

namespace {

/// Words and what they give, where they may be a level of a scale.
std::optional<std::vector<Answer>> parse_level_words(std::string_view text) {
  const auto clauses = split(text, ";,、/");
  if (clauses.size() < 2 || clauses.size() > levels_max) return std::nullopt;
  std::vector<Answer> answers;
  for (const auto& clause : clauses) {
    auto answer = parse_answer(clause);
    if (!answer || answer->words.empty() || answer->words.size() > 60 || parse_when(answer->words)) return std::nullopt;
    if (ends_with_any(answer->words, {"一次", "1次", "一起", "1起", "一例", "1例", "一件", "1件"})) return std::nullopt;  // is counted
    if (answer->words.ends_with("分") || answer->words.ends_with("另") || holds_any(answer->words, {"%", "每", "最多", "至多", "上限", "封顶", "不超过", "酌情", "扣", "满分", "总分"}))
      return std::nullopt;
    if (starts_with_any(lower_ascii(answer->words), {"at most", "up to", "max", "capped", "limited to", "not more", "no more", "not below"}))
      return std::nullopt;
    const auto behind = std::string_view(clause).substr(answer->words.size());
    answer->adds = holds_any(behind, {"加", "奖", "add", "+"});
    answer->has_of = behind.starts_with("的");
    answers.push_back(std::move(*answer));
  }
  return answers;
}

std::vector<std::string> words_of(const std::vector<Answer>& answers) {
  std::vector<std::string> words;
  for (const auto& one : answers) words.push_back(one.words);
  return words;
}

/// 良好以上 as the degrees that it reaches and that no other word names, 其余 beside it as what is left; false where no
/// scale knows the words.
bool spell_out_bounds(std::vector<Answer>& answers) {
  const auto is_bound = [](const Answer& one) { return is_degree_bound(one.words); };
  if (std::none_of(answers.begin(), answers.end(), is_bound)) return true;
  std::optional<Answer> rest;
  if (is_else(answers.back().words)) {
    rest = answers.back();
    answers.pop_back();
  }
  const auto scale = scale_of(words_of(answers));
  std::vector<Answer> spelled;
  for (const auto& degree : scale) {
    auto found = std::find_if(answers.begin(), answers.end(), [&](const Answer& one) { return is_same_degree(one.words, degree); });
    if (found == answers.end())
      found = std::find_if(answers.begin(), answers.end(), [&](const Answer& one) { return is_bound(one) && reaches(one.words, degree, scale); });
    if (found == answers.end() && !rest) continue;
    spelled.push_back(found == answers.end() ? *rest : *found);
    spelled.back().words = degree;
  }
  answers = std::move(spelled);
  return !answers.empty() && answers.size() <= levels_max;
}

/// 工作纪律优秀得10分,良好得8分: what is looked at stands before the first level, or before each.
std::string take_name(std::vector<Answer>& answers) {
  auto words = words_of(answers);
  if (are_degrees(words)) return "";
  for (const bool is_of_each : {true, false})
    for (std::size_t at = 3; at < words.front().size() && at <= 90; at += 3) {
      const std::string name = words.front().substr(0, at);
      std::vector<std::string> rest;
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (is_of_each && i > 0 && !words[i].starts_with(name)) break;
        rest.push_back(is_of_each || i == 0 ? words[i].substr(std::min(at, words[i].size())) : words[i]);
      }
      const bool is_whole = rest.size() == words.size() && std::none_of(rest.begin(), rest.end(), [](const auto& one) { return one.empty(); });
      if (!is_whole || !is_hanzi_boundary(words.front(), at) || !may_be_name(name) || !are_degrees(rest)) continue;
      for (std::size_t i = 0; i < answers.size(); ++i) answers[i].words = rest[i];
      return name;
    }
  return "";
}

}  // namespace

std::optional<BandsRead> parse_choices(std::string_view text, const std::optional<Number>& points) {
  if (text.size() > 600) return std::nullopt;
  auto answers = parse_level_words(text);
  if (!answers) return std::nullopt;
  BandsRead read;
  read.name = take_name(*answers);
  if (!spell_out_bounds(*answers)) return std::nullopt;
  bool has_plus = false, has_minus = false, has_points = false, has_of = false, has_full = false, has_free = false;
  for (const auto& answer : *answers) {
    if (std::find(read.choices.begin(), read.choices.end(), answer.words) != read.choices.end()) return std::nullopt;
    Band band = answer.band;
    band.when.low = band.when.high = Number(static_cast<std::int64_t>(read.choices.size()));
    has_plus |= answer.adds;
    has_of |= answer.has_of;
    has_minus |= band.gives == Gives::Deduction;
    has_points |= band.gives == Gives::Points || band.gives == Gives::Share;
    has_full |= band.gives == Gives::Full;
    has_free |= band.gives == Gives::NoDeduction;
    read.bands.push_back(band);
    read.choices.push_back(answer.words);
  }
  const bool are_of_scale = are_degrees(read.choices), only_deducts = has_minus && !has_points;
  if (has_minus && has_points && !are_of_scale) return std::nullopt;
  if (has_plus && (has_minus || has_full)) return std::nullopt;
  if (only_deducts) full_beside_deductions(read.bands);
  const bool is_whole = has_full || (are_of_scale && (has_points || has_free));
  if (has_plus || (only_deducts && !is_whole)) {  // 省级加5分、市级加3分: one of them, or none
    if (!are_of_scale && (has_of || split(text, ",;").size() > 1)) return std::nullopt;
    Band none;
    none.gives = has_minus ? Gives::NoDeduction : Gives::Points;
    none.when.low = none.when.high = Number(static_cast<std::int64_t>(read.choices.size()));
    read.choices.push_back(language_of(text) == Language::Chinese ? "无" : "none");
    read.bands.push_back(none);
    return read;
  }
  if (only_deducts) return read;
  if (!has_points && !has_full) return std::nullopt;
  // A scale gives the item's points at its best; of other words, what sums up counts together.
  Number most(0);
  for (const auto& band : read.bands)
    most = max(most, band.gives == Gives::Full ? points.value_or(Number(0)) : band.gives == Gives::Points ? band.points : Number(0));
  if (points && most != *points && !are_of_scale) return std::nullopt;
  return read;
}

bool names_open_degrees(std::string_view text) {
  auto answers = text.size() > 600 ? std::nullopt : parse_level_words(text);
  return answers && !spell_out_bounds(*answers);
}

std::optional<std::vector<Level>> parse_levels(std::string_view text, bool* is_deducting) {
  std::vector<Level> levels;
  int deducting = 0;
  for (const auto& part : split(text, "、,;")) {
    const auto answer = parse_answer(part);
    if (!answer || answer->words.empty() || answer->words.size() > 60 || parse_when(answer->words)) return std::nullopt;
    if (answer->band.gives != Gives::Points && answer->band.gives != Gives::Deduction) return std::nullopt;
    if (holds_any(answer->words, {"每", "扣", "最多", "至多", "上限", "封顶", "酌情"})) return std::nullopt;
    if (levels.empty() && (answer->words.starts_with("追加") || answer->words.starts_with("另从总分"))) return std::nullopt;
    deducting += answer->band.gives == Gives::Deduction ? 1 : 0;
    levels.push_back({answer->words, answer->band.points});
  }
  for (const std::string_view verb : {"荣获", "获得", "获"}) {  // 获得国家级荣誉加5分,省级荣誉加3分
    if (levels.size() < 2 || !levels.front().name.starts_with(verb) || levels.front().name.size() <= verb.size()) continue;
    const bool is_alone = std::none_of(levels.begin() + 1, levels.end(), [&](const Level& one) { return one.name.starts_with(verb); });
    if (is_alone) levels.front().name.erase(0, verb.size());
    break;
  }
  const bool is_one_way = deducting == 0 || (is_deducting && deducting == static_cast<int>(levels.size()));
  if (levels.size() < 2 || !is_one_way) return std::nullopt;
  if (is_deducting) *is_deducting = deducting > 0;
  return levels;
}

}  // namespace pingxing::scheme
