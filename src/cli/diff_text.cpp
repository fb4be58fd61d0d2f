#include "cli/diff_text.hpp"

#include <algorithm>
#include <vector>

namespace pingxing::cli {

namespace {

constexpr std::size_t around = 3;  // lines, as every diff has them

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    while (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
  }
  return lines;
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after, const std::string& name, const Look& look) {
  const auto was = lines_of(before), is = lines_of(after);
  const std::size_t count = std::min(was.size(), is.size());
  std::vector<std::size_t> changed;
  for (std::size_t i = 0; i < count; ++i)
    if (was[i] != is[i]) changed.push_back(i);
  if (changed.empty()) return "";
  const auto line = [&](char sign, std::string_view text) {
    const std::string written = sign + printable(text);
    return (sign == '-'   ? look.paint(Colour::Red, written)
            : sign == '+' ? look.paint(Colour::Green, written)
                          : written) +
           "\n";
  };
  std::string out = look.paint(Colour::Bold, "--- " + printable(name)) + "\n" +
                    look.paint(Colour::Bold, "+++ " + printable(name)) + "\n";
  for (std::size_t at = 0; at < changed.size();) {
    std::size_t last = at;
    while (last + 1 < changed.size() && changed[last + 1] - changed[last] <= 2 * around) ++last;
    const std::size_t from = changed[at] >= around ? changed[at] - around : 0;
    const std::size_t to = std::min(count, changed[last] + around + 1);
    const std::string range = std::to_string(from + 1) + "," + std::to_string(to - from);
    out += look.paint(Colour::Dim, "@@ -" + range + " +" + range + " @@") + "\n";
    for (std::size_t i = from; i < to;) {
      std::size_t end = i;
      while (end < to && was[end] != is[end]) ++end;
      for (std::size_t k = i; k < end; ++k) out += line('-', was[k]);
      for (std::size_t k = i; k < end; ++k) out += line('+', is[k]);
      if (end == i) out += line(' ', was[i]), ++end;
      i = end;
    }
    at = last + 1;
  }
  return out;
}

}  // namespace pingxing::cli
