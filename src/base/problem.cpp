#include "base/problem.hpp"

#include <algorithm>
#include <tuple>

#include "base/told.hpp"

namespace pingxing {

std::string Place::text() const {
  if (!cell.empty()) return file + "[" + (sheet.empty() ? "" : sheet + "!") + cell + "]";
  if (line == 0) return file;
  return file + ":" + std::to_string(line) + ":" + std::to_string(column == 0 ? 1 : column);
}

std::string fill(std::string_view pattern, const std::vector<Phrase>& words, Language language) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}') {
      const auto index = static_cast<std::size_t>(pattern[i + 1] - '0');
      if (index < words.size()) {
        out += words[index].in(language);
        i += 2;
        continue;
      }
    }
    out += pattern[i];
  }
  return out;
}

std::string Problem::says(Language language) const { return fill(row->says.in(language), words, language); }
std::string Problem::mend(Language language) const { return fill(row->mend.in(language), words, language); }

std::string Problem::line(Language language) const {
  std::string out = place.text();
  if (!out.empty()) out += ": ";
  out += is_error() ? "error " : "warning ";
  out += std::string(code()) + ": " + says(language);
  if (auto how = mend(language); !how.empty()) out += (language == Language::Chinese ? ";" : "; ") + how;
  return out;
}

void Problems::add(const MessageRow& row, Place place, std::vector<Phrase> words) {
  told(row);
  ++count_;
  if (row.severity == Severity::Error) ++errors_;
  if (kept_.size() < kept_max) kept_.push_back({&row, std::move(place), std::move(words)});
}

void Problems::add(const Problems& others) {
  for (const auto& problem : others.kept_)
    if (kept_.size() < kept_max) kept_.push_back(problem);
  count_ += others.count_;
  errors_ += others.errors_;
}

void Problems::sort_by_place() {
  std::stable_sort(kept_.begin(), kept_.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.place.file, a.place.line, a.place.column) < std::tie(b.place.file, b.place.line, b.place.column);
  });
}

}  // namespace pingxing
