// Two versions of a scheme compared in words: by the numbers of the indicators, then the other lines of the documents.
#include <algorithm>
#include <map>
#include <set>

#include "office/schemes.hpp"

namespace pingxing::office {

namespace {

/// An indicator's lines as the printer would write them, without blocks of others.
std::string lines_of(const scheme::Scheme& s, int indicator) {
  std::string lines;
  bool is_inside = false;
  for (const auto& block : s.blocks) {
    using Kind = scheme::Block::Kind;
    if (block.kind == Kind::Indicator) is_inside = block.index == indicator;
    else if (block.kind == Kind::Section) is_inside = false;
    if (is_inside) lines += (lines.empty() ? "" : "\n") + block.text;
  }
  return lines;
}

std::string points_of(const scheme::Indicator& indicator) { return indicator.points ? indicator.points->exact() : "–"; }

/// Lines that belong to no indicator: properties, grading, procedure, consequences …
std::vector<std::string> other_lines(const scheme::Scheme& s) {
  std::vector<std::string> lines;
  bool is_inside = false;
  for (const auto& block : s.blocks) {
    using Kind = scheme::Block::Kind;
    if (block.kind == Kind::Indicator) is_inside = true;
    else if (block.kind == Kind::Section || block.kind == Kind::Title) is_inside = false;
    if (!is_inside && !block.text.empty()) lines.push_back(block.text);
  }
  return lines;
}

}  // namespace

std::vector<SchemeDifference> compare_schemes(const scheme::Scheme& before, const scheme::Scheme& after) {
  std::vector<SchemeDifference> differences;
  std::map<std::string, int> old_ones, new_ones;
  for (std::size_t i = 0; i < before.indicators.size(); ++i) old_ones[before.indicators[i].id] = static_cast<int>(i);
  for (std::size_t i = 0; i < after.indicators.size(); ++i) new_ones[after.indicators[i].id] = static_cast<int>(i);

  for (const auto& was : before.indicators)
    if (!new_ones.contains(was.id)) differences.push_back({{"删去第" + was.id + "条“" + was.title + "”(" + points_of(was) + "分)", "item " + was.id + " “" + was.title + "” (" + points_of(was) + " points) is gone"}, lines_of(before, old_ones.at(was.id)), ""});
  for (const auto& is : after.indicators) {
    const auto found = old_ones.find(is.id);
    const auto text = lines_of(after, new_ones.at(is.id));
    if (found == old_ones.end()) {
      differences.push_back({{"新增第" + is.id + "条“" + is.title + "”(" + points_of(is) + "分)", "item " + is.id + " “" + is.title + "” (" + points_of(is) + " points) is new"}, "", text});
      continue;
    }
    const auto& was = before.indicators[static_cast<std::size_t>(found->second)];
    const auto old_text = lines_of(before, found->second);
    if (was.points != is.points)
      differences.push_back({{"第" + is.id + "条“" + is.title + "”由" + points_of(was) + "分改为" + points_of(is) + "分", "item " + is.id + " “" + is.title + "”: " + points_of(was) + " points became " + points_of(is)}, old_text, text});
    else if (was.title != is.title)
      differences.push_back({{"第" + is.id + "条的名称由“" + was.title + "”改为“" + is.title + "”", "item " + is.id + " “" + was.title + "” is called “" + is.title + "” now"}, old_text, text});
    else if (old_text != text)
      differences.push_back({{"第" + is.id + "条“" + is.title + "”的规则有改动", "the rules of item " + is.id + " “" + is.title + "” changed"}, old_text, text});
  }
  const auto old_lines = other_lines(before), new_lines = other_lines(after);
  const std::multiset<std::string> old_set(old_lines.begin(), old_lines.end()), new_set(new_lines.begin(), new_lines.end());
  for (const auto& line : old_lines)
    if (old_set.count(line) > new_set.count(line)) differences.push_back({{"删去“" + line + "”", "“" + line + "” is gone"}, line, ""});
  for (const auto& line : new_lines)
    if (new_set.count(line) > old_set.count(line)) differences.push_back({{"新增“" + line + "”", "“" + line + "” is new"}, "", line});
  return differences;
}

}  // namespace pingxing::office
