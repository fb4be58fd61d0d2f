#include "scheme/averaging.hpp"

#include <algorithm>

#include "scheme/interval.hpp"
#include "scheme/pattern.hpp"
#include "scheme/rule_words.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::scheme {

std::span<const AveragingRow> averaging_rows() {
  using Kind = Averaging::Kind;
  static const std::vector<AveragingRow> rows = {
      {Kind::WithoutCount,
       {"去掉{count}个最高分和{count}个最低分后取平均",
        "[{about}](去掉|去除|去|剔除|除去|舍去|除掉|扣除|不计)[其中][的]{count}个最高[分][值|分][,|、]*[和|与|及|以及]*[去掉|去除|去]{count}个最低[分][值|分][{about}]",
        "[{about}](去掉|去除|去|剔除|除去|舍去|除掉|扣除|不计)[其中][的]最高[分][、|和|与|及|,]*[去掉|去除|去]*最低[分][值|分][各]{count}个[分|分数][{about}]",
        "[{about}](去掉|去除|去|剔除|除去|舍去|除掉|扣除|不计)[其中][的]最高[分][、|和|与|及|,]*[去掉|去除|去]*最低[分][值|分][{about}]",
        "[{about}]最高[分][、|和|与|及]*最低[分][各](去掉|去除|去|剔除|除去|舍去|除掉|不计){count}个[{about}]",
        "[{about}](两端|首尾)各(去掉|去除|去|剔除|除去){count}个[{about}]"},
       {"the mean without the {count} highest and {count} lowest",
        "[{about}](without|drop|dropping|dropped|discard|discarding|remove|removing|excluding|exclude|leaving out|leave out|less|minus|ignoring|omitting|after dropping|after removing|after discarding)[ the| their] {count} highest[ mark| marks| score| scores][,][ and][ the][ their] {count} lowest[{about}]",
        "[{about}](without|drop|dropping|dropped|discard|discarding|remove|removing|excluding|exclude|leaving out|leave out|less|minus|ignoring|omitting|after dropping|after removing|after discarding)[ the| their| its][ single] (highest|top|best)[ mark| marks| score| scores][ and| and the|,][ single] (lowest|bottom|worst)[{about}]",
        "[{about}][ the] (highest|top|best)[ mark| marks| score| scores] and[ the] (lowest|bottom|worst)[ mark| marks| score| scores][ are| being] (dropped|discarded|removed|excluded|left out|ignored)[{about}]"}},
      {Kind::WithoutShare,
       {"两端各去掉{share}后取平均",
        "[{about}](去掉|去除|去|剔除|除去|舍去|除掉|扣除|不计)[其中][的][各]{share}[的]最高[分][、|和|与|及|,]*[去掉]*[{share}][的]最低[分][{about}]",
        "[{about}](去掉|去除|去|剔除|除去|舍去|除掉|扣除|不计)[其中][的]最高[分][的]{share}[的][分|分数][、|和|与|及|,]*最低[分][的]{share}[的][分|分数][{about}]",
        "[{about}](去掉|去除|去|剔除|除去|舍去|除掉|扣除|不计)[其中][的]最高[分][、|和|与|及|,]*最低[分][的]各{share}[的][分|分数][{about}]",
        "[{about}](两端|首尾|最高最低|最高和最低|最高分和最低分|最高、最低|最高分、最低分)各(去掉|去除|去|剔除|除去|舍去|除掉|扣除){share}[的][分|分数][{about}]"},
       {"the mean without the highest and lowest {share}",
        "[{about}](without|drop|dropping|discard|discarding|remove|removing|excluding|exclude|leaving out|leave out|after dropping|after removing)[ the] (highest|top)[ and| and the|,] (lowest|bottom) {share}[ each| at each end][{about}]",
        "[{about}](without|drop|dropping|discard|discarding|remove|removing|excluding|exclude|leaving out|leave out|after dropping|after removing)[ the] (highest|top) {share}[ of the marks] and[ the] (lowest|bottom) {share}[{about}]"}},
      {Kind::Median,
       {"取中位数", "[{about}](中位数|中位值|中位分)[{about}]"},
       {"the median", "[{about}]median[{about}]"}},
      {Kind::Mean,
       {"取各评委的平均分", "{about}"},
       {"the mean of the assessors", "{about}"}},
  };
  return rows;
}

namespace {

constexpr std::size_t text_bytes_max = 240;

/// What may stand around: who gives the marks, and that they are made one. Nothing here says another way to do it.
constexpr std::string_view who_zh[] = {
    "评委组", "评委会", "评委", "评审组", "评审专家", "评审人员", "评审员", "评审", "评审委员", "考评员", "考评组成员", "考评组", "考评人员", "考核组成员",
    "考核小组成员", "考核小组", "考核组", "考核人员", "考核员", "检查组成员", "检查组", "检查人员", "检查员", "测评人员", "测评人", "评议人员", "评议人",
    "评分人员", "评分人", "打分人员", "打分人", "评价人员", "评价人", "裁判员", "裁判", "专家组", "专家", "领导班子成员", "班子成员", "领导小组成员", "领导",
    "评估人员", "评估专家", "督查组成员", "督查人员", "部门", "科室", "单位", "代表", "群众", "同事", "参评人员", "参会人员", "人员", "成员", "评委们", "委员", "老师", "教师"};
constexpr std::string_view fill_zh[] = {
    "分别", "独立", "现场", "无记名", "逐一", "同时", "按规定", "打分", "评分", "评议", "评价", "评定", "测评", "给分", "计分", "记分", "所打", "所评", "所给",
    "给出", "评出", "打出", "所得", "得分", "分数", "分值", "成绩", "的", "后", "再", "并", "以", "按", "取", "由", "从", "用", "求", "计", "记", "其余", "剩余", "余下", "其他", "各", "每",
    "位", "名", "个", "全体", "全部", "所有", "多名", "多位", "有效", "作为", "作", "为", "即为", "即", "则", "最后", "最终", "该项", "本项", "此项", "实际", "算", "计算", "确定", "得出",
    "之后", ",", ";", "、", " ", "=", "采用", "采取", "方法", "办法", "方式", "然后", "分", "打", "评", "数"};
constexpr std::string_view mean_zh[] = {"算术平均分", "算术平均值", "算术平均数", "算术平均", "平均分数", "平均得分", "平均分", "平均值", "平均数", "平均", "均值", "均分"};
constexpr std::string_view who_en[] = {"assessors", "assessor", "judges", "judge", "jury", "panel", "reviewers", "evaluators", "markers", "raters", "examiners", "members", "experts", "judges'", "assessors'", "reviewers'", "evaluators'", "assessors’", "judges’"};
constexpr std::string_view fill_en[] = {
    "the", "of", "a", "take", "taking", "takes", "taken", "score", "scored", "scores", "mark", "marks", "marked", "by", "as", "is", "are", "their", "then", "after", "all", "all the", "from", "given", "points",
    "rest", "remaining", "ones", "others", "each", "use", "using", "and", "'s", "item", "in", "at", "with", "to", "calculate", "its"};
constexpr std::string_view mean_en[] = {"arithmetic mean", "mean", "average", "averaged", "averaging", "trimmed mean"};

template <std::size_t n>
std::size_t longest_at(std::string_view text, const std::string_view (&words)[n], bool is_english) {
  std::size_t longest = 0;
  for (const auto word : words) {
    if (word.size() <= longest || !starts_with_any_case(text, word)) continue;
    const auto behind = text.substr(word.size(), 1);
    const bool is_inside = is_english && !behind.empty() && ((behind[0] | 32) >= 'a' && (behind[0] | 32) <= 'z');
    if (!is_inside) longest = word.size();
  }
  return longest;
}

/// 5名, 七位: how many they are.
std::size_t number_at(std::string_view text) {
  for (std::size_t size = 1; size <= std::min<std::size_t>(text.size(), 9); ++size) {
    if (!small_count(text.substr(0, size))) continue;
    for (const std::string_view unit : {"名", "位", "个", "人", "家", " "})
      if (text.substr(size).starts_with(unit)) return size + unit.size();
  }
  return 0;
}

struct About {
  bool names_who = false, says_mean = false, says_to_take = false;
};

/// What words around say; nothing where they say anything else.
std::optional<About> read_about(std::string_view text) {
  About about;
  while (!text.empty()) {
    std::size_t size = 0;
    bool is_who = false, is_mean = false;
    const auto take = [&](std::size_t found, bool who, bool mean) {
      if (found <= size) return;
      size = found;
      is_who = who;
      is_mean = mean;
    };
    take(longest_at(text, mean_zh, false), false, true);
    take(longest_at(text, who_zh, false), true, false);
    take(longest_at(text, mean_en, true), false, true);
    take(longest_at(text, who_en, true), true, false);
    take(longest_at(text, fill_zh, false), false, false);
    take(longest_at(text, fill_en, true), false, false);
    take(number_at(text), true, false);
    if (size == 0) return std::nullopt;
    if (text.size() == size || !is_mean) about.says_to_take |= starts_with_any(text, {"取", "按", "以", "求", "计", "采"}) || starts_with_any_case(text, "tak") || starts_with_any_case(text, "use") || starts_with_any_case(text, "scored by");
    about.names_who |= is_who;
    about.says_mean |= is_mean;
    text.remove_prefix(size);
  }
  return about;
}

std::optional<Number> share_of(std::string_view text) {
  if (!text.ends_with('%')) return std::nullopt;
  const auto percent = points_number(text.substr(0, text.size() - 1));
  if (!percent || percent->is_zero() || *percent >= Number(50)) return std::nullopt;
  return *percent / Number(100);
}

bool accepts(std::string_view slot, std::string_view text) {
  if (slot == "count") {
    const auto count = small_count(text);
    return count && *count > 0;
  }
  if (slot == "share") return share_of(text).has_value();
  return read_about(text).has_value();  // about
}

std::optional<Averaging> averaging_of(Averaging::Kind kind, const Captures& captures) {
  Averaging made;
  made.kind = kind;
  About about;
  for (const auto& [slot, piece] : captures) {
    if (slot == "count") {
      const int count = *small_count(piece.text);
      if (made.count != 0 && made.count != count) return std::nullopt;
      made.count = count;
    } else if (slot == "share") {
      const auto share = *share_of(piece.text);
      if (!made.share.is_zero() && made.share != share) return std::nullopt;
      made.share = share;
    } else {
      const auto said = *read_about(piece.text);
      about.names_who |= said.names_who;
      about.says_mean |= said.says_mean;
      about.says_to_take |= said.says_to_take;
    }
  }
  using Kind = Averaging::Kind;
  if (kind == Kind::WithoutCount && made.count == 0) made.count = 1;
  if (kind == Kind::Median && about.says_mean) return std::nullopt;
  if (kind == Kind::Mean && !captures.empty() && !(about.says_mean && (about.names_who || about.says_to_take))) return std::nullopt;
  return made;
}

}  // namespace

std::optional<Averaging> parse_averaging(std::string_view written) {
  if (written.size() > text_bytes_max) return std::nullopt;
  if (!holds_any(written, {"最高", "两端", "首尾", "中位", "平均", "均值", "均分"})) {
    const std::string lower = lower_ascii(written);
    if (!holds_any(lower, {"highest", "top", "best", "median", "mean", "average"})) return std::nullopt;
  }
  std::string text(trimmed(written));  // 评委平均分(去掉一个最高、一个最低)
  replace_all(text, "(", ",");
  replace_all(text, ")", "");
  for (std::string_view name : {"一个", "1个"}) {  // 一个最高分一个最低分
    const std::string between = std::string(name) + "最高分" + std::string(name) + "最低";
    replace_all(text, between, std::string(name) + "最高分和" + std::string(name) + "最低");
  }
  struct Compiled {
    Averaging::Kind kind;
    Pattern pattern;
  };
  static const std::vector<Compiled> all = [] {
    std::vector<Compiled> made;
    for (const auto& row : averaging_rows())
      for (const auto* patterns : {&row.zh, &row.en})
        for (const auto pattern : *patterns) made.push_back({row.kind, Pattern(pattern)});
    return made;
  }();
  for (const auto& [kind, pattern] : all)
    if (const auto captures = pattern.match(Piece(text, nullptr), accepts)) return averaging_of(kind, *captures);
  return std::nullopt;
}

std::string say_averaging(const Averaging& averaging, Language language) {
  for (const auto& row : averaging_rows()) {
    if (row.kind != averaging.kind) continue;
    const auto& patterns = language == Language::Chinese ? row.zh : row.en;
    return write_pattern(patterns.front(), [&](std::string_view slot) {
      return slot == "count" ? std::to_string(averaging.count) : (averaging.share * Number(100)).exact() + "%";
    });
  }
  return "";
}

}  // namespace pingxing::scheme
