#include "scheme/fix.hpp"

#include <map>

namespace pingxing::scheme {

const LineFix* fix_of(std::span<const LineFix> fixes, const Problem& problem) {
  for (const auto& fix : fixes)
    if (fix.line == problem.place.line && fix.code == problem.code()) return &fix;
  return nullptr;
}

std::string with_fixes(std::string_view text, std::span<const LineFix> fixes) {
  std::map<int, const LineFix*> by_line;
  for (const auto& fix : fixes)
    if (fix.is_sure()) by_line.emplace(fix.line, &fix);  // the first of a line: the next is found when it is read again
  std::string out;
  for (int line = 1; !text.empty(); ++line) {
    const std::size_t end = text.find('\n');
    const std::string_view raw = text.substr(0, end == text.npos ? end : end + 1);
    text.remove_prefix(raw.size());
    const auto found = by_line.find(line);
    if (found == by_line.end()) {
      out += raw;
      continue;
    }
    out += found->second->texts.front();
    const auto rest = raw.find_last_not_of("\r\n");
    out += raw.substr(rest == raw.npos ? 0 : rest + 1);
  }
  return out;
}

}  // namespace pingxing::scheme
