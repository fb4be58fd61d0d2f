// "Did you mean" for a part of a line of 投票: the parts of the table that are nearest, by edits a character of the
// longer of the two. Numbers do not count. What cannot be among the nearest, by the letters that it lacks, is not
// compared in full. Lines of rules are suggested by what they speak of (suggest/).
#include <algorithm>

#include "base/text.hpp"
#include "scheme/pattern.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t compared_bytes_max = 120;  // sentences are shorter; what follows tells nothing

/// A sentence without its numbers, and its letters in order.
struct Skeleton {
  std::u32string letters, sorted;
  explicit Skeleton(std::string_view normalised) {
    std::string kept;
    for (const char c : normalised.substr(0, compared_bytes_max))
      if (!((c >= '0' && c <= '9') || c == '.')) kept += c;
    for (std::size_t at = 0; at < kept.size();) letters += next_character(kept, at);
    sorted = letters;
    std::sort(sorted.begin(), sorted.end());
  }
};

struct Known {
  std::string example;
  std::size_t characters = 0;
  std::vector<Skeleton> ways;  // the example, and every pattern
};

/// Of a table whose rows have patterns and an example.
template <class Rows>
std::vector<Known> known_in(const Rows& rows, Language language) {
  std::vector<Known> all;
  for (const auto& row : rows) {
    Known one;
    one.example = row.example.in(language);
    one.ways.emplace_back(Line(one.example, 0).text());
    one.characters = 2 + Skeleton(one.example).letters.size();
    for (auto pattern : language == Language::Chinese ? row.zh : row.en)
      one.ways.emplace_back(canonical_pattern(pattern));
    all.push_back(std::move(one));
  }
  return all;
}

/// Edits are at least the letters that one has and the other lacks.
std::size_t edits_at_least(const Skeleton& a, const Skeleton& b) {
  std::size_t i = 0, j = 0, common = 0;
  while (i < a.sorted.size() && j < b.sorted.size()) {
    if (a.sorted[i] == b.sorted[j]) {
      ++common, ++i, ++j;
    } else {
      a.sorted[i] < b.sorted[j] ? ++i : ++j;
    }
  }
  return std::max(a.sorted.size(), b.sorted.size()) - common;
}

std::size_t edits(const std::u32string& from, const std::u32string& to) {
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[to.size()];
}

struct Candidate {
  const Known* known;
  std::size_t edits;       // at least, until they are counted
  std::size_t characters;  // of the longer of the two
};

/// By edits a character; in the order of the table where they are equal.
bool is_nearer(const Candidate& a, const Candidate& b) {
  const std::size_t left = a.edits * b.characters, right = b.edits * a.characters;
  return left != right ? left < right : a.known < b.known;
}

std::vector<std::string> nearest_of(const std::vector<Known>& all, std::string_view text, std::size_t at_most) {
  if (at_most == 0) return {};
  const Skeleton wanted(Line(text.substr(0, 10 * compared_bytes_max), 0).text());
  std::vector<Candidate> open, nearest;
  for (const auto& known : all) {
    std::size_t least = edits_at_least(wanted, known.ways.front());
    for (const auto& way : known.ways) least = std::min(least, edits_at_least(wanted, way));
    open.push_back({&known, least, std::max(known.characters, wanted.letters.size())});
  }
  std::sort(open.begin(), open.end(), is_nearer);
  for (const auto& one : open) {
    if (nearest.size() >= at_most && is_nearer(nearest[at_most - 1], one)) break;
    Candidate counted{one.known, one.known->characters + compared_bytes_max, one.characters};
    for (const auto& way : one.known->ways)
      if (edits_at_least(wanted, way) < counted.edits)
        counted.edits = std::min(counted.edits, edits(wanted.letters, way.letters));
    nearest.insert(std::upper_bound(nearest.begin(), nearest.end(), counted, is_nearer), counted);
  }
  std::vector<std::string> examples;
  for (const auto& one : nearest)
    if (examples.size() < at_most) examples.push_back(one.known->example);
  return examples;
}

}  // namespace

std::vector<std::string> nearest_ballot_parts(std::string_view text, Language language, std::size_t at_most) {
  static const std::vector<Known> zh = known_in(ballot_part_rows(), Language::Chinese),
                                  en = known_in(ballot_part_rows(), Language::English);
  return nearest_of(language == Language::Chinese ? zh : en, text, at_most);
}

}  // namespace pingxing::scheme
