// Words that ask for a figure and give none: fairly high, nearly 50, a suitable reward.
#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

/// 满意度较高, 发案率低: a measure without its figure. Who decides it may be named instead.
void check_values(const NamedLine& line, Problems& problems) {
  if (has_any(line.lower, {"事故", "险情", "突发事件", "火灾", "隐患", "舆情", "传染病", "灾害"}) &&
      has_any(line.lower, {"较大", "重大", "一般"}) &&
      first_of(line.lower, {"较高", "较低", "较好", "较多", "较少", "较强"}).empty())
    return;  // classes of accidents by law
  if (line.has_assessor || has_digit(line.name)) return;
  auto word =
      first_of(line.lower, {"较高", "较低", "较好", "较多", "较少", "较强", "较大", "明显提高", "明显下降", "明显改善",
                            "显著提高", "显著下降", "fairly high", "fairly low", "fairly good", "relatively high",
                            "relatively low", "significantly better", "considerably better"});
  if (word.empty()) word = first_of(line.lower, {"率高", "率低", "度高", "度低"});
  if (!word.empty())
    problems.add(findings::value_undefined, line.place,
                 {line.name, word.starts_with("率") || word.starts_with("度") ? word.substr(3) : word});
}

/// 接近50家, about 100: how near is near.
void check_tolerance(const std::string& text, const Place& place, Problems& problems) {
  const std::string lower = lower_ascii(text);
  for (std::string_view word :
       {"接近", "大约", "约", "左右", "nearly ", "about ", "around ", "approximately ", "close to "}) {
    for (auto at = lower.find(word); at != lower.npos; at = lower.find(word, at + word.size())) {
      const bool is_behind = word == "左右";
      const std::size_t beside = is_behind ? (at >= 3 ? at - 1 : 0) : at + word.size();
      const bool is_letter_before = word.back() == ' ' && at > 0 && lower[at - 1] >= 'a' && lower[at - 1] <= 'z';
      const bool has_figure = is_behind ? has_digit(lower.substr(at >= 6 ? at - 6 : 0, at >= 6 ? 6 : at))
                                        : beside < lower.size() && lower[beside] >= '0' && lower[beside] <= '9';
      if (is_letter_before || !has_figure) continue;
      problems.add(findings::tolerance_missing, place, {shortened(text), trimmed(word)});
      return;
    }
  }
}

void check_amounts(const Scheme& s, Problems& problems) {
  for (const auto& one : s.consequences) {
    const std::string lower = lower_ascii(one.text);
    if (has_digit(lower) || one.amount_of >= 0) continue;
    const bool is_open =
        has_any(lower, {"适当", "一定", "酌情", "相应", "适度", "suitable", "some", "appropriate", "certain"});
    const bool is_money =
        has_any(lower, {"奖励", "奖金", "补贴", "补助", "工资", "报酬", "经费", "绩效", "津贴", "上浮", "下浮", "bonus",
                        "pay", "premium", "reward", "allowance", "funds", "discount"});
    if (is_open && is_money) problems.add(findings::amount_missing, one.place, {one.text});
  }
}

/// 报酬适当浮动 in prose: money that moves by nobody knows how much.
void check_amounts_in_prose(const Reading& r, Problems& problems) {
  for (const auto& line : r.prose) {
    if (!has_any(line.lower, {"适当", "相应", "酌情", "一定"}) || line.lower.find('%') != line.lower.npos) continue;
    if (!has_any(line.lower, {"报酬", "工资", "奖金", "津贴", "补贴", "绩效奖"}) ||
        !has_any(line.lower, {"浮动", "上浮", "下浮", "扣减", "扣发", "提高", "增加", "减少"}))
      continue;
    std::string_view text = line.text;
    if (text.ends_with("。")) text.remove_suffix(3);
    problems.add(findings::amount_missing, line.place, {text});
  }
}

}  // namespace

void check_open_words(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  for (const auto& line : r.named) {
    check_values(line, problems);
    check_tolerance(line.name, line.place, problems);
  }
  for (const auto& one : s.consequences) {
    check_tolerance(one.name, one.place, problems);
    check_tolerance(one.text, one.place, problems);
  }
  for (const auto& line : r.prose)  // a description may be about; a condition may not
    if (has_any(line.lower, {"升格", "定为", "评为", "取消", "不得", "晋", "增设", "扣", "降"}) &&
        has_any(line.lower, {"接近", "左右", "close to "}))
      check_tolerance(line.text, line.place, problems);
  check_amounts(s, problems);
  check_amounts_in_prose(r, problems);
}

}  // namespace pingxing::scheme
