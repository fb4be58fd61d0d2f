#include "scheme/small_pools.hpp"

#include <algorithm>

#include "scheme/outline.hpp"
#include "scheme/pattern.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t text_bytes_max = 400, words_bytes_max = 60, unit_bytes_max = 12;

bool is_plain(std::string_view text) {
  return text.find_first_of(",;:.()%") == text.npos && !has_digit(text) && text.find("、") == text.npos;
}

/// Who is meant stands anywhere: 参评人数 不足5人的 科室.
bool may_be_who(std::string_view text) {
  return text.size() <= words_bytes_max && is_plain(text) &&
         !holds_any(text, {"不",   "少于", "低于", "小于", "未",   "并入", "合并", "扣",   "得分",
                           "除",   "视",   "酌",   "由",   "可",   "按",   "依",   "根据", "在编",
                           "编制", "人口", "研究", "原则", "适当", "考虑", "另行", "必要", "一般"});
}

/// What is done with them together, behind the joining: 评选, 计算名额, 排名次.
std::string_view without_purpose(std::string_view text) {
  static constexpr std::string_view words[] = {"优秀",
                                               "评选",
                                               "评比",
                                               "参评",
                                               "评定",
                                               "评优",
                                               "评星",
                                               "考核",
                                               "考评",
                                               "排名次",
                                               "排名",
                                               "名次",
                                               "名额",
                                               "计算",
                                               "核定",
                                               "分配",
                                               "确定",
                                               "统计",
                                               "进行",
                                               "参加",
                                               "统一",
                                               "一并",
                                               "一起",
                                               "共同",
                                               "合并",
                                               "内",
                                               "中",
                                               "里",
                                               "的",
                                               "和",
                                               "与",
                                               "、",
                                               "及",
                                               "一个组",
                                               "一组",
                                               "一个单位",
                                               "一个",
                                               "为",
                                               "成",
                                               "后",
                                               "再",
                                               "范围",
                                               ",",
                                               " ",
                                               "下达",
                                               "比例",
                                               "together",
                                               "for ranking",
                                               "for quotas",
                                               "for the quotas",
                                               "for places",
                                               "as one pool",
                                               "into one pool",
                                               "into one",
                                               "as one",
                                               "in one pool",
                                               "with each other",
                                               "with one another",
                                               "into a single pool"};
  for (bool is_shorter = true; is_shorter;) {
    is_shorter = false;
    for (const auto word : words)
      if (text.size() >= word.size() && text.ends_with(word)) {
        text.remove_suffix(word.size());
        is_shorter = true;
      }
  }
  return text;
}

/// 其他单位, 相近的组: nobody knows which.
bool is_vague(std::string_view name) {
  return holds_any(name, {"其他", "其它", "相近", "相邻", "邻近", "就近", "附近", "同类", "类似", "上级", "有关",
                          "相关", "相应", "适当", "某", "另一", "别的", "规模", "业务"}) ||
         holds_any(" " + lower_ascii(name) + " ", {" other", " another ", " similar", " nearest", " nearby",
                                                   " neighbour", " next ", " related", " a ", " suitable"});
}

/// 其他小单位: those that are too small themselves.
bool is_of_the_small(std::string_view name) {
  return holds_any(name, {"小单位", "小科室", "小组别", "人数少的", "人数较少的", "人数不足的", "small ones",
                          "small pools", "small units", "other small"});
}

bool accepts(std::string_view slot, std::string_view text) {
  if (slot == "n") {
    const auto count = small_count(text);
    return count && *count > 0 && *count <= 10'000;
  }
  if (slot == "unit")
    return text.size() <= unit_bytes_max && is_plain(text) && !holds_any(text, {"的", "以", "及", "并", "合", "与"});
  if (slot == "who") return may_be_who(text);
  if (slot == "purpose") return without_purpose(text).empty();
  const auto is_letter = [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; };
  if (!text.empty() && is_letter(text.front()) && is_letter(*(text.data() - 1))) return false;  // join|ed
  return text.size() <= words_bytes_max && text.find_first_of(",;:") == text.npos;              // into
}

}  // namespace

std::optional<SmallPools> parse_small_pools(std::string_view written) {
  if (written.size() > text_bytes_max || !speaks_of_small_pools(written)) return std::nullopt;
  std::string text(trimmed(written));
  for (const std::string_view mark : {"(", ")", "“", "”", "\"", "凡是", "凡", "对于", "对", "因"})
    replace_all(text, mark, "");
  replace_all(text, "。", ";");
  while (ends_with_any(text, {";", ",", "."})) text.pop_back();
  struct Wording {
    bool is_inclusive;  // 5人以下 holds 5
    Pattern pattern;
  };
  static const std::vector<Wording> forms = [] {
    std::vector<Wording> made;
    const std::pair<bool, std::string> sizes[] = {
        {false,
         "[{who}](不足|少于|不满|不到|低于|小于|未满|达不到|未达到|<){n}[个|名]*[人|名|家|户|个|{unit}][的][{who}][,]"},
        {true, "[{who}](不超过|至多|不多于){n}[个|名]*[人|名|家|户|个|{unit}][的][{who}][,]"},
        {true, "[{who}]{n}[个|名]*[人|名|家|户|个|{unit}](以下|及以下|含以下|以内)[的][{who}][,]"}};
    const std::string joined[] = {
        "[应|由|则|一律|全部|均|统一|就|须]*(并入|合并到|合并至|合并进|归入|纳入|编入|划入|合入|归并到|并到){into}",
        "[应|由|则|一律|全部|均|统一|就|须]*(与|和|同|跟){into}(合并|一起|一并|合在一起|并在一起|编为一组|合为一组)["
        "{purpose}]",
        "[应|由|则|一律|全部|均|统一|就|须|相互|互相|予以|名额|名次|自行]*(合并|合并编组|合在一起|并在一起|合为|"
        "编为|并为|归并|合编|联合)[{purpose}]"};
    for (const auto& [is_inclusive, size] : sizes)
      for (const auto& join : joined) made.push_back({is_inclusive, Pattern(size + join)});
    const std::string size_en =
        "[{who} ][of |with |that have |having ](fewer than|less than|under|below) {n}[ members| subjects| people| "
        "units| persons| candidates| each|{unit}][ in them| in scope|,]";
    for (const std::string join :
         {"[ are| is| shall be| will be| must be| to be] (joined to|joined with|merged with|merged into|combined with|"
          "added to|pooled with|put into|moved into|moved to|join|merge with|merge into|ranked with) {into}",
          "[ are| is| shall be| will be| must be| to be] (joined|merged|combined|pooled|ranked|join|merge)[ "
          "{purpose}]"})
      made.push_back({false, Pattern(size_en + join)});
    return made;
  }();
  for (const auto& [is_inclusive, pattern] : forms) {
    const auto captures = pattern.match(Piece(text, nullptr), accepts);
    if (!captures) continue;
    SmallPools made;
    for (const auto& [slot, piece] : *captures) {
      if (slot == "n") made.fewer_than = *small_count(piece.text) + (is_inclusive ? 1 : 0);
      if (slot == "into") made.into = std::string(trimmed(without_purpose(piece.text)));
    }
    const bool names_one =
        std::any_of(captures->begin(), captures->end(), [](const auto& one) { return one.first == "into"; });
    if (names_one && is_of_the_small(made.into)) {
      made.into.clear();
    } else if (names_one && (made.into.empty() || is_vague(made.into))) {
      return std::nullopt;
    }
    for (const std::string_view article : {"the pool ", "the ", "pool "})
      if (starts_with_any_case(made.into, article)) made.into.erase(0, article.size());
    if (made.fewer_than < 2) return std::nullopt;  // every pool has one
    return made;
  }
  return std::nullopt;
}

bool speaks_of_small_pools(std::string_view text) {
  if (holds_any(text, {"扣", "得分", "加分", "减分", "倍"})) return false;
  const std::string lower = lower_ascii(text);
  const bool is_few =
      holds_any(text, {"不足", "少于", "不满", "不到", "低于", "小于", "未满", "达不到", "未达到", "不超过", "以下",
                       "及以下", "人数少", "人数较少", "人数过少", "小单位", "小科室", "至多"}) ||
      holds_any(lower, {"fewer than", "less than", "under ", "below ", "small pool", "too small"});
  const bool is_joined =
      holds_any(text, {"并入", "合并", "归入", "编入", "划入", "合为一组", "编为一组", "并为一组", "归并", "合编",
                       "合在一起", "并在一起", "并到", "一并评", "一起评"}) ||
      holds_any(lower, {" joined", " merge", " combined", " pooled", " join ", "ranked with", "ranked together"});
  return is_few && is_joined;
}

}  // namespace pingxing::scheme
