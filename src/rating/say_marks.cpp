#include "rating/say_marks.hpp"

#include <algorithm>

#include "scheme/marks.hpp"

namespace pingxing::rating {

namespace {

/// As they were written, ascending; nothing where one of them is no plain number.
std::optional<std::vector<Number>> marks_in(const std::string& written) {
  std::vector<Number> marks;
  for (auto part : split(Line(written, 0).text(), ";")) {
    for (const std::string_view unit : {"%", "分"})
      if (part.ends_with(unit)) part.resize(part.size() - unit.size());
    const auto mark = parse_number(trimmed(part));
    if (!mark) return std::nullopt;
    marks.push_back(*mark);
  }
  std::sort(marks.begin(), marks.end());
  return marks;
}

}  // namespace

std::optional<Phrase> say_marks(const scheme::Scheme& s, const Facts& facts, int input, std::size_t row) {
  const auto& shown = facts.inputs[static_cast<std::size_t>(input)].shown;
  const auto written = shown.find(row);
  if (written == shown.end()) return std::nullopt;
  const auto averaging = scheme::averaging_of(s, input);
  const auto marks = averaging.leaves_out() ? marks_in(written->second) : std::nullopt;
  if (!marks || marks->size() < 2) return std::nullopt;
  const auto cut = static_cast<std::size_t>(scheme::cut_of(averaging, static_cast<std::int64_t>(marks->size())));
  std::vector<std::string> all, dropped;
  for (std::size_t i = 0; i < marks->size(); ++i) {
    all.push_back((*marks)[i].exact());
    if (i < cut || i + cut >= marks->size()) dropped.push_back(all.back());
  }
  const auto list = [](const std::vector<std::string>& words, bool is_zh) {
    return joined(words, is_zh ? "、" : ", ");
  };
  if (averaging.kind == scheme::Averaging::Kind::Median)
    return Phrase("(" + list(all, true) + "的中位数)", "(the median of " + list(all, false) + ")");
  if (dropped.empty()) return Phrase("(" + list(all, true) + ",没有去掉)", "(" + list(all, false) + "; none left out)");
  return Phrase("(" + list(all, true) + ",去掉" + list(dropped, true) + ")",
                "(" + list(all, false) + " without " + list(dropped, false) + ")");
}

}  // namespace pingxing::rating
