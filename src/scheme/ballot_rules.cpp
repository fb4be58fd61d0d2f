#include "scheme/ballot_rules.hpp"

#include <algorithm>

#include "scheme/averaging.hpp"
#include "scheme/interval.hpp"
#include "scheme/pattern.hpp"

namespace pingxing::scheme {

std::span<const BallotPartRow> ballot_part_rows() {
  using K = BallotPartRow::Kind;
  static const std::vector<BallotPartRow> rows = {
      {K::Step,
       {"每{step}分一档", "(每|按|以){step}分(为一档|一个档次|为一个档次)"},
       {"steps of {step}[ points]"},
       {"打分的档距", "the steps of a scale of points"},
       {"每0.5分一档", "steps of 0.5"}},
      {K::Marks,
       {"{marks}"},
       {"{marks}"},
       {"用词投票,每个词折成的分", "a scale of words, and what each counts"},
       {"满意100分、基本满意60分、不满意0分", "satisfied 100 / fairly satisfied 60 / not satisfied 0"}},
      {K::TrimShare,
       {"两端各去掉{share}", "(最高和最低|最高最低)[的][各](去掉|去除){share}"},
       {"without the highest and lowest {share}"},
       {"平均前,最高和最低两端各去掉几成,零头不去", "left out at each end before the mean, rounded down"},
       {"两端各去掉10%", "without the highest and lowest 10%"}},
      {K::TrimCount,
       {"去掉{count}个最高分和{count}个最低分", "(去掉|去除){count}个最高分[、|和]{count}个最低分"},
       {"without the {count} highest and {count} lowest[ marks]"},
       {"平均前去掉几个,票数多于两倍才去", "left out before the mean where more than twice as many are there"},
       {"去掉1个最高分和1个最低分", "without the 1 highest and 1 lowest"}},
      {K::Median,
       {"取中位数", "(按|以|取|用)中位数[计|计算|计分|为准]"},
       {"the median", "[take ]the median[ counts]"},
       {"取中间一票的分,不取平均", "the middle one of the marks instead of their mean"},
       {"取中位数", "the median"}},
      {K::Returned,
       {"收回占应到{portion}以上", "(收回|回收)[票|的票][占]应到[人数][的]{portion}以上"},
       {"returned {portion} of[ the] entitled"},
       {"不够时不公布,不成为数据", "below it nothing is shown and no figure comes of it"},
       {"收回占应到2/3以上", "returned 2/3 of entitled"}},
      {K::Valid,
       {"有效占发出{portion}以上", "有效票[占]发出[票][的]{portion}以上"},
       {"valid {portion} of[ the] issued"},
       {"不够时不公布,不成为数据", "below it nothing is shown and no figure comes of it"},
       {"有效占发出1/2以上", "valid 1/2 of issued"}},
      {K::AtMost,
       {"{word}最多{count}个", "{word}(最多|不超过|不得超过){count}(个|名|人)", "最多{count}个{word}"},
       {"at most {count} {word}", "at most {count} of {word}"},
       {"一张票上某一档最多几个,多了无效;整组一张票",
        "of a mark on a sheet, else it is invalid; a pool shares a sheet"},
       {"优秀最多2个", "at most 2 excellent"}},
      {K::AllAlike,
       {"全部相同无效", "(全部|全)(相同|一样|填同一档|为同一档)[的][票](无效|作废|视为无效)"},
       {"all alike invalid", "[a sheet ]all alike[ is] invalid"},
       {"整张票填同一档无效;整组一张票", "a sheet whose marks are all the same; a pool shares a sheet"},
       {"全部相同无效", "all alike invalid"}},
      {K::Blanks,
       {"空白为弃权", "(空白|不填|未填|漏填)[的](为|视为|算|按)弃权[计|处理]"},
       {"blanks abstain"},
       {"不填的一格既不算分也不算少(没有写也是这样)",
        "a blank counts neither for nor against (also where nothing is said)"},
       {"空白为弃权", "blanks abstain"}},
      {K::Least,
       {"少于{count}票不公布", "(少于|不足|不满){count}(张|张票)[的]不公布"},
       {"fewer than {count} withheld", "fewer than {count} ballots[ are] withheld"},
       {"有效票太少的不公布,不成为数据", "so few valid ballots are not shown, and no figure comes of them"},
       {"少于5票不公布", "fewer than 5 withheld"}},
      {K::OwnVote,
       {"可投本人", "(可以|可)(投本人|投自己|给本人投票|给自己投票)"},
       {"own vote allowed"},
       {"被评的人可以给自己投", "who is assessed may vote on themselves"},
       {"可投本人", "own vote allowed"}},
      {K::NoOwnVote,
       {"不得投本人", "(不得|不可|不能|不)(投本人|投自己|给本人投票|给自己投票)"},
       {"own vote not allowed", "no own vote"},
       {"被评的人不能给自己投", "who is assessed does not vote on themselves"},
       {"不得投本人", "own vote not allowed"}},
  };
  return rows;
}

namespace {

constexpr std::size_t word_bytes_max = 60, marks_bytes_max = 1000;

std::optional<Number> amount(std::string_view text) {
  if (text.empty() || text[0] == '-' || text[0] == '+') return std::nullopt;
  return short_number(text);
}

/// 2/3, 0.5 or 60%.
std::optional<Number> portion(std::string_view text) {
  if (!text.ends_with('%')) return amount(text);
  const auto number = amount(text.substr(0, text.size() - 1));
  return number ? std::optional(*number / Number(100)) : std::nullopt;
}

bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= word_bytes_max && text.find_first_of("0123456789;:,/|%") == text.npos &&
         text.find("、") == text.npos && !starts_with_any_case(text, "of ");
}

/// "10分" of a scale of points is the mark "10".
std::string mark_of(std::string_view text) {
  if (text.ends_with("分")) text.remove_suffix(std::string_view("分").size());
  const auto points = amount(text);
  return points ? points->exact() : std::string(text);
}

std::optional<std::vector<BallotMark>> marks_in(std::string_view text) {
  static const auto accepts = [](std::string_view slot, std::string_view part) {
    return slot == "value" ? amount(part).has_value() : is_word(part);
  };
  static const Patterns forms = {"{word}{value}分", "{word} {value}[ points]"};
  if (text.size() > marks_bytes_max) return std::nullopt;
  std::vector<BallotMark> marks;
  for (const auto& part : split(text, "、/")) {
    const auto captures = forms.match(Piece(part, nullptr), accepts);
    if (!captures) return std::nullopt;
    marks.push_back({(*captures)[0].second.str(), *amount((*captures)[1].second.text)});
  }
  return marks.size() < 2 ? std::nullopt : std::optional(marks);
}

bool accepts(std::string_view slot, std::string_view text) {
  if (slot == "step") return amount(text).has_value();
  if (slot == "marks") return marks_in(text).has_value();
  if (slot == "share") return text.ends_with('%') && portion(text).has_value();
  if (slot == "portion") return portion(text).has_value();
  if (slot == "count") return small_count(text).has_value();
  return is_word(text) || mark_of(text) != text || amount(text).has_value();  // word
}

bool has_doubles(const std::vector<BallotMark>& marks) {
  for (std::size_t i = 0; i < marks.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (marks[i].word == marks[j].word) return true;
  return false;
}

/// Sets what was not set; false where it, or what excludes it, was.
template <class Value>
bool set(std::optional<Value>& into, Value value, bool is_free = true) {
  if (into || !is_free) return false;
  into = std::move(value);
  return true;
}

bool take(BallotPartRow::Kind kind, const Captures& captures, BallotRules& rules) {
  using K = BallotPartRow::Kind;
  const auto slot = [&](std::string_view name) {
    for (const auto& [known, piece] : captures)
      if (known == name) return piece.text;
    return std::string_view();
  };
  switch (kind) {
    case K::Step:
      return set(rules.step, *amount(slot("step")), rules.marks.empty());
    case K::Marks: {
      auto marks = *marks_in(slot("marks"));
      if (rules.step || !rules.marks.empty() || has_doubles(marks)) return false;
      rules.marks = std::move(marks);
      return true;
    }
    case K::TrimShare:
      return set(rules.trim_share, *portion(slot("share")), !rules.trim_count && !rules.takes_median);
    case K::TrimCount:
      return set(rules.trim_count, *small_count(slot("count")), !rules.trim_share && !rules.takes_median);
    case K::Median:
      return !rules.trim_share && !rules.trim_count && !std::exchange(rules.takes_median, true);
    case K::Returned:
      return set(rules.returned, *portion(slot("portion")));
    case K::Valid:
      return set(rules.valid, *portion(slot("portion")));
    case K::AtMost: {
      const std::string mark = mark_of(slot("word"));
      for (const auto& [known, most] : rules.at_most)
        if (known == mark) return false;
      rules.at_most.emplace_back(mark, *small_count(slot("count")));
      return true;
    }
    case K::AllAlike:
      return !std::exchange(rules.refuses_all_alike, true);
    case K::Blanks:
      return !std::exchange(rules.has_stated_blanks, true);
    case K::Least:
      return set(rules.least, *small_count(slot("count")));
    case K::OwnVote:
    case K::NoOwnVote:
      return set(rules.is_self_allowed, kind == K::OwnVote);
  }
  return false;
}

/// 去掉1个最高分和2个最低分 leaves out unlike many: no form says that.
bool are_counts_alike(const Captures& captures) {
  std::optional<int> first;
  for (const auto& [name, piece] : captures) {
    if (name != "count") continue;
    const auto one = small_count(piece.text);
    if (first && one != first) return false;
    first = one;
  }
  return true;
}

/// 2/3 and 1/2 as people say them; else as a decimal.
std::string said_portion(const Number& portion) {
  constexpr std::int64_t spoken_max = 12;
  const auto parts = portion.denominator();
  if (!parts || *parts == 1 || *parts > spoken_max) return portion.exact();
  return (portion * Number(*parts)).exact() + "/" + std::to_string(*parts);
}

std::string said_marks(const std::vector<BallotMark>& marks, bool is_zh) {
  std::vector<std::string> parts;
  for (const auto& mark : marks)
    parts.push_back(mark.word + (is_zh ? "" : " ") + mark.value.exact() + (is_zh ? "分" : ""));
  return joined(parts, is_zh ? "、" : " / ");
}

bool has(BallotPartRow::Kind kind, const BallotRules& rules) {
  using K = BallotPartRow::Kind;
  switch (kind) {
    case K::Step:
      return rules.step.has_value();
    case K::Marks:
      return !rules.marks.empty();
    case K::TrimShare:
      return rules.trim_share.has_value();
    case K::TrimCount:
      return rules.trim_count.has_value();
    case K::Median:
      return rules.takes_median;
    case K::Returned:
      return rules.returned.has_value();
    case K::Valid:
      return rules.valid.has_value();
    case K::AtMost:
      return !rules.at_most.empty();
    case K::AllAlike:
      return rules.refuses_all_alike;
    case K::Blanks:
      return rules.has_stated_blanks;
    case K::Least:
      return rules.least.has_value();
    case K::OwnVote:
      return rules.is_self_allowed == true;
    case K::NoOwnVote:
      return rules.is_self_allowed == false;
  }
  return false;
}

}  // namespace

PartRead read_ballot_part(Piece text, BallotRules& rules) {
  struct Compiled {
    BallotPartRow::Kind kind;
    std::vector<Pattern> patterns;
  };
  static const std::vector<Compiled> all = [] {
    std::vector<Compiled> made;
    for (const auto& row : ballot_part_rows()) {
      made.push_back({row.kind, {}});
      for (const auto* patterns : {&row.zh, &row.en})
        for (auto pattern : *patterns) made.back().patterns.emplace_back(pattern);
    }
    return made;
  }();
  for (const auto& row : all)
    for (const auto& pattern : row.patterns)
      if (const auto captures = pattern.match(text, accepts); captures && are_counts_alike(*captures))
        return take(row.kind, *captures, rules) ? PartRead::Yes : PartRead::Twice;
  const auto averaging = parse_averaging(text.text);  // other words for the same
  if (!averaging || !averaging->leaves_out()) return PartRead::Unknown;
  if (rules.trim_share || rules.trim_count || rules.takes_median) return PartRead::Twice;
  if (averaging->kind == Averaging::Kind::WithoutShare) rules.trim_share = averaging->share;
  if (averaging->kind == Averaging::Kind::WithoutCount) rules.trim_count = averaging->count;
  rules.takes_median = averaging->kind == Averaging::Kind::Median;
  return PartRead::Yes;
}

std::vector<Phrase> say_ballot_parts(const BallotRules& rules) {
  using K = BallotPartRow::Kind;
  std::vector<Phrase> parts;
  const auto say = [&](const BallotPartRow& row, const std::string& word, int most) {
    const auto write = [&](bool is_zh) {
      const auto slot = [&](std::string_view name) {
        if (name == "step") return rules.step->exact();
        if (name == "marks") return said_marks(rules.marks, is_zh);
        if (name == "share") return (*rules.trim_share * Number(100)).exact() + "%";
        if (name == "portion") return said_portion(row.kind == K::Returned ? *rules.returned : *rules.valid);
        if (name == "word") return !amount(word) ? word : is_zh ? word + "分" : "of " + word;
        return std::to_string(row.kind == K::TrimCount ? *rules.trim_count
                              : row.kind == K::Least   ? *rules.least
                                                       : most);
      };
      return write_pattern((is_zh ? row.zh : row.en).front(), slot);
    };
    parts.emplace_back(write(true), write(false));
  };
  for (const auto& row : ballot_part_rows()) {
    if (!has(row.kind, rules)) continue;
    if (row.kind != K::AtMost) say(row, "", 0);
    if (row.kind == K::AtMost)
      for (const auto& [mark, most] : rules.at_most) say(row, mark, most);
  }
  return parts;
}

}  // namespace pingxing::scheme
