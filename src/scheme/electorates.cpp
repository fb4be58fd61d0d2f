#include "scheme/electorates.hpp"

#include "base/text.hpp"
#include "scheme/pattern.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

namespace {

/// 领导评30%(去掉一个最高分和一个最低分): what stands in the brackets behind each electorate, taken out of `text`, by
/// the number of the electorate. False where a bracket says anything else.
bool take_averagings(std::string& text, std::vector<std::pair<std::size_t, Averaging>>& said) {
  std::string plain;
  std::size_t part = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '(') {
      if (text[at] == ',' || text[at] == ';' || text[at] == '+' || text.substr(at).starts_with("、")) ++part;
      plain += text[at];
      continue;
    }
    const auto close = text.find(')', at);
    const auto averaging =
        close == text.npos ? std::nullopt : parse_averaging(std::string_view(text).substr(at + 1, close - at - 1));
    if (!averaging || (!said.empty() && said.back().first == part)) return false;
    said.emplace_back(part, *averaging);
    while (plain.ends_with(' ')) plain.pop_back();
    at = close;
  }
  text = plain;
  return true;
}

std::optional<std::vector<Electorate>> parse_plain_electorates(std::string_view written) {
  std::vector<Electorate> electorates;
  if (written.size() > 1'000 || written.find('%') == written.npos) return std::nullopt;
  // 得分=自评×20%+互评×80%, 按自评20%、互评80%计算
  std::string plain(written);
  const bool is_sum = plain.find('+') != plain.npos;
  if (is_sum) replace_all(plain, "+", "、");
  if (!is_sum && holds_any(plain, {"×", "*"})) return std::nullopt;  // 完成率×100% is a proportion
  replace_all(plain, "×", "");
  std::string_view text = plain;
  for (const std::string_view word : {"总分=", "得分=", "综合得分=", "最终得分=", "按", "由"})
    if (text.starts_with(word)) text.remove_prefix(word.size());
  for (const std::string_view word : {"的比例", "的权重", "加权", "计算", "计分", "折算", "合成", "构成", "组成",
                                      "计入", "平均", "的比例", "的权重", "加权"})
    if (text.ends_with(word)) text.remove_suffix(word.size());
  if (text.empty()) return std::nullopt;
  if (text[0] >= '0' && text[0] <= '9') {  // 40% manager, 60% peers
    for (const auto& part : split(text, "、,;")) {
      const auto percent = part.find('%');
      if (percent == part.npos) return std::nullopt;
      const auto share = points_number(std::string_view(part).substr(0, percent));
      const auto name = trimmed(std::string_view(part).substr(percent + 1));
      if (!share || !may_be_name(name) || parse_interval(part)) return std::nullopt;
      electorates.push_back({std::string(name), *share, {}});
    }
    return electorates.size() < 2 ? std::nullopt : std::optional(electorates);
  }
  if (!text.ends_with('%')) return std::nullopt;
  for (const auto& part : split(text, "、,;")) {
    if (!part.ends_with('%')) return std::nullopt;
    std::size_t digits = part.size();
    --digits;
    while (digits > 0 && ((part[digits - 1] >= '0' && part[digits - 1] <= '9') || part[digits - 1] == '.')) --digits;
    auto name = trimmed(std::string_view(part).substr(0, digits));
    for (auto word : {"各占", "占比", "占", "权重", "比重"})
      if (name.ends_with(word)) {
        name = trimmed(name.substr(0, name.size() - std::string_view(word).size()));
        break;
      }
    const auto share = points_number(std::string_view(part).substr(digits, part.size() - 1 - digits));
    if (name.empty() || !share || parse_interval(part) || name.ends_with("以上") || name.ends_with("超过"))
      return std::nullopt;
    for (auto word : {"每", "应", "达到", "低于", "不足", "超过"})
      if (name.ends_with(word)) return std::nullopt;
    electorates.push_back({std::string(name), *share, {}});
  }
  const bool is_alone = electorates.size() == 1;  // 上岗率100% is no ballot
  if (is_alone && ends_with_any(electorates.front().name, {"率", "度", "比", "比例", "达到", "乘以"}))
    return std::nullopt;
  return electorates.empty() ? std::nullopt : std::optional(electorates);
}

}  // namespace

std::optional<std::vector<Electorate>> parse_electorates(std::string_view written) {
  if (written.size() > 1'000 || written.find('%') == written.npos) return std::nullopt;
  if (written.find('(') == written.npos)  // 最高和最低各去掉10% names nobody
    return holds_any(lower_ascii(written), {"最高", "最低", "两端", "highest", "lowest"})
               ? std::nullopt
               : parse_plain_electorates(written);
  std::string text(written);
  std::vector<std::pair<std::size_t, Averaging>> said;
  if (!take_averagings(text, said)) {  // a bracket of a name, or words that are not understood
    if (holds_any(lower_ascii(written),
                  {"最高", "最低", "中位", "平均", "去掉", "highest", "lowest", "median", "mean"}))
      return std::nullopt;
    return parse_plain_electorates(written);
  }
  auto electorates = parse_plain_electorates(text);
  for (const auto& [part, averaging] : said) {
    if (!electorates || part >= electorates->size()) return std::nullopt;
    (*electorates)[part].averaging = averaging;
  }
  return electorates;
}

}  // namespace pingxing::scheme
