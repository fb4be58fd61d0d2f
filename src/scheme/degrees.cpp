#include "scheme/degrees.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "base/text.hpp"
#include "scheme/interval.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

using Scale = std::vector<std::string_view>;  // best first

std::span<const Scale> known_scales() {
  static const std::vector<Scale> rows = {
      {"优秀", "良好", "合格", "不合格"},
      {"优秀", "良好", "合格", "基本合格", "不合格"},
      {"优秀", "良好", "一般", "较差", "差"},
      {"优秀", "良好", "中等", "及格", "不及格"},
      {"优秀", "良好", "达标", "不达标"},
      {"优秀", "称职", "基本称职", "不称职"},
      {"优", "良", "中", "可", "差", "劣"},
      {"优", "良", "合格", "不合格"},
      {"优", "良", "一般", "较差", "差"},
      {"很好", "好", "较好", "一般", "较差", "差", "很差"},
      {"非常满意", "很满意", "满意", "比较满意", "较满意", "基本满意", "一般", "不太满意", "不满意", "很不满意"},
      {"达标", "基本达标", "不达标", "未达标"},
      {"完成", "基本完成", "部分完成", "未完成"},
      {"高", "较高", "中", "一般", "较低", "低"},
      {"甲", "乙", "丙", "丁"},
      {"一", "二", "三", "四", "五"},
      {"a", "b", "c", "d", "e"},
      {"excellent", "very good", "good", "satisfactory", "adequate", "fair", "average", "unsatisfactory", "inadequate",
       "poor", "very poor"},
      {"outstanding", "excellent", "good", "acceptable", "poor"},
      {"high", "medium", "low"},
  };
  return rows;
}

/// Of whom something comes: several may come together, so that they are no degrees; 省级及以上 is a name as it stands.
constexpr std::string_view origins[] = {"国际", "国家", "中央", "省部", "省",   "市", "地市", "县", "区",
                                        "县区", "区县", "镇",   "乡镇", "街道", "部", "厅",   "局"};

/// 优等, A级, 良好等次 by the word alone.
std::string bare(std::string_view word) {
  std::string text = lower_ascii(trimmed(word));
  for (const std::string_view ending : {"等次", "等级", "档次", "级", "等", "档", "类"})
    if (text.size() > ending.size() && text.ends_with(ending)) {
      text.resize(text.size() - ending.size());
      break;
    }
  return text;
}

std::optional<std::size_t> place_in(const Scale& scale, std::string_view word) {
  const auto found = std::find(scale.begin(), scale.end(), bare(word));
  return found == scale.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - scale.begin()));
}

/// 齐全、较齐全、不齐全: the others are degrees of the first.
bool are_of_first(const std::vector<std::string>& words) {
  static constexpr std::string_view before[] = {"较",   "较为", "比较", "基本", "不",   "不够", "不太", "未",
                                                "没有", "很",   "非常", "完全", "部分", "欠",   "尚",   "十分"};
  std::string_view stem = words.front();
  for (const auto& word : words)
    if (word.size() < stem.size()) stem = word;
  return std::all_of(words.begin(), words.end(), [&](std::string_view word) {
    if (!word.ends_with(stem)) return false;
    word.remove_suffix(stem.size());
    return word.empty() || std::find(std::begin(before), std::end(before), word) != std::end(before);
  });
}

/// 国家级、省级、市级; 按期完成、延期完成、未完成: of these, one.
bool are_ranks(const std::vector<std::string>& words) {
  for (const std::string_view ending : {"级", "等奖", "完成"})
    if (words.size() > 2 && std::all_of(words.begin(), words.end(), [&](std::string_view word) {
          return word.size() > ending.size() && word.ends_with(ending);
        }))
      return true;
  return false;
}

constexpr std::string_view upward[] = {"及以上", "以上", " or better", " or above", " and above"};
constexpr std::string_view downward[] = {"及以下", "以下", " or lower", " or below", " and below"};

std::string_view without_bound(std::string_view word, bool* is_up = nullptr) {
  for (const bool up : {true, false})
    for (const auto ending : up ? std::span(upward) : std::span(downward))
      if (word.size() > ending.size() && word.ends_with(ending)) {
        if (is_up) *is_up = up;
        return word.substr(0, word.size() - ending.size());
      }
  return {};
}

}  // namespace

bool are_degrees(const std::vector<std::string>& words) {
  if (words.size() < 2) return false;
  const auto knows = [&](const Scale& scale) {
    return std::all_of(words.begin(), words.end(), [&](std::string_view word) {
      const auto bound = without_bound(word);
      return place_in(scale, bound.empty() ? word : bound).has_value();
    });
  };
  const auto scales = known_scales();
  return std::any_of(scales.begin(), scales.end(), knows) || are_of_first(words) || are_ranks(words);
}

bool is_degree_bound(std::string_view word) {
  const auto name = without_bound(word);
  const auto plain = bare(name);
  const bool is_origin =
      std::any_of(std::begin(origins), std::end(origins), [&](auto one) { return plain.ends_with(one); });
  return !name.empty() && !is_origin && !has_digit(name) && !parse_interval(word, Units::Any);
}

std::vector<std::string> scale_of(const std::vector<std::string>& words) {
  for (const auto& scale : known_scales()) {
    const bool knows_all = std::all_of(words.begin(), words.end(), [&](std::string_view word) {
      const auto bound = without_bound(word);
      return place_in(scale, bound.empty() ? word : bound).has_value();
    });
    if (knows_all) return {scale.begin(), scale.end()};
  }
  return {};
}

bool reaches(std::string_view bound, std::string_view degree, const std::vector<std::string>& scale) {
  bool is_up = true;
  const auto at = std::find(scale.begin(), scale.end(), bare(without_bound(bound, &is_up)));
  const auto other = std::find(scale.begin(), scale.end(), degree);
  return at != scale.end() && (is_up ? other <= at : other >= at);
}

bool is_same_degree(std::string_view a, std::string_view b) { return bare(a) == bare(b); }

}  // namespace pingxing::scheme
