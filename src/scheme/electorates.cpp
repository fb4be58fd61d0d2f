#include "scheme/electorates.hpp"

#include "base/text.hpp"
#include "scheme/pattern.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

std::optional<std::vector<Electorate>> parse_electorates(std::string_view written) {
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
      electorates.push_back({std::string(name), *share});
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
    electorates.push_back({std::string(name), *share});
  }
  const bool is_alone = electorates.size() == 1;  // 上岗率100% is no ballot
  if (is_alone && ends_with_any(electorates.front().name, {"率", "度", "比", "比例", "达到", "乘以"}))
    return std::nullopt;
  return electorates.empty() ? std::nullopt : std::optional(electorates);
}

}  // namespace pingxing::scheme
