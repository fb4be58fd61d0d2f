// Two versions of a scheme compared in words: by the numbers of the indicators, then the other lines of the documents.
#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "office/schemes.hpp"
#include "scheme/print.hpp"

namespace pingxing::office {

namespace {

/// A document cut up: the lines of each indicator by its number, and the others.
struct Parts {
  std::map<std::string, std::string> indicators;
  std::vector<std::string> others;
};

Parts parts_of(const scheme::Scheme& s) {
  std::set<std::string> known;
  for (const auto& indicator : s.indicators) known.insert(indicator.id);
  Parts parts;
  std::string* inside = nullptr;
  std::istringstream in(scheme::print_markdown(s));
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    const auto dot = line.find(". ");
    if (dot != line.npos && known.erase(line.substr(0, dot)) > 0) {  // once: stages are numbered too, and come behind
      inside = &parts.indicators[line.substr(0, dot)];
      *inside = line;
    } else if (inside && line.front() == ' ') {
      *inside += "\n" + line;
    } else {
      inside = nullptr;
      parts.others.push_back(line);
    }
  }
  return parts;
}

std::string points_of(const scheme::Indicator& indicator) { return indicator.points ? indicator.points->exact() : "–"; }

}  // namespace

std::vector<SchemeDifference> compare_schemes(const scheme::Scheme& before, const scheme::Scheme& after) {
  std::vector<SchemeDifference> differences;
  auto old_parts = parts_of(before), new_parts = parts_of(after);
  std::map<std::string, int> old_ones, new_ones;
  for (std::size_t i = 0; i < before.indicators.size(); ++i) old_ones[before.indicators[i].id] = static_cast<int>(i);
  for (std::size_t i = 0; i < after.indicators.size(); ++i) new_ones[after.indicators[i].id] = static_cast<int>(i);

  for (const auto& was : before.indicators)
    if (!new_ones.contains(was.id))
      differences.push_back({{"删去第" + was.id + "条“" + was.title + "”(" + points_of(was) + "分)",
                              "item " + was.id + " “" + was.title + "” (" + points_of(was) + " points) is gone"},
                             old_parts.indicators[was.id],
                             ""});
  for (const auto& is : after.indicators) {
    const auto found = old_ones.find(is.id);
    const auto text = new_parts.indicators[is.id];
    if (found == old_ones.end()) {
      differences.push_back({{"新增第" + is.id + "条“" + is.title + "”(" + points_of(is) + "分)",
                              "item " + is.id + " “" + is.title + "” (" + points_of(is) + " points) is new"},
                             "",
                             text});
      continue;
    }
    const auto& was = before.indicators[static_cast<std::size_t>(found->second)];
    const auto old_text = old_parts.indicators[is.id];
    if (was.points != is.points)
      differences.push_back(
          {{"第" + is.id + "条“" + is.title + "”由" + points_of(was) + "分改为" + points_of(is) + "分",
            "item " + is.id + " “" + is.title + "”: " + points_of(was) + " points became " + points_of(is)},
           old_text,
           text});
    else if (was.title != is.title)
      differences.push_back({{"第" + is.id + "条的名称由“" + was.title + "”改为“" + is.title + "”",
                              "item " + is.id + " “" + was.title + "” is called “" + is.title + "” now"},
                             old_text,
                             text});
    else if (old_text != text)
      differences.push_back({{"第" + is.id + "条“" + is.title + "”的规则有改动",
                              "the rules of item " + is.id + " “" + is.title + "” changed"},
                             old_text,
                             text});
  }
  const auto &old_lines = old_parts.others, &new_lines = new_parts.others;
  const std::multiset<std::string> old_set(old_lines.begin(), old_lines.end()),
      new_set(new_lines.begin(), new_lines.end());
  for (const auto& line : old_lines)
    if (old_set.count(line) > new_set.count(line))
      differences.push_back({{"删去“" + line + "”", "“" + line + "” is gone"}, line, ""});
  for (const auto& line : new_lines)
    if (new_set.count(line) > old_set.count(line))
      differences.push_back({{"新增“" + line + "”", "“" + line + "” is new"}, "", line});
  return differences;
}

}  // namespace pingxing::office
