// What was recorded about the subjects, in columns: one an input of the scheme, in its order. Pure storage.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "rating/column.hpp"

namespace pingxing::rating {

/// Strings end to end; row i is [ends_[i-1], ends_[i]).
class TextColumn {
 public:
  void push(std::string_view text) {
    bytes_ += text;
    ends_.push_back(bytes_.size());
  }
  void append(TextColumn&& other) {
    const std::uint64_t before = bytes_.size();
    bytes_ += other.bytes_;
    for (auto end : other.ends_) ends_.push_back(before + end);
    other = {};
  }
  [[nodiscard]] std::string_view operator[](std::size_t row) const {
    const std::uint64_t begin = row ? ends_[row - 1] : 0;
    return std::string_view(bytes_).substr(begin, ends_[row] - begin);
  }
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] std::size_t bytes() const { return bytes_.capacity() + ends_.capacity() * 8; }

 private:
  std::string bytes_;
  std::vector<std::uint64_t> ends_;
};

/// One entry of a cell that lists dates or keys (scheme::Entries): how many, or what mark.
struct Entry {
  Day day;          // of dated ones
  std::string key;  // of the others
  Number amount = Number(1);
  bool operator==(const Entry&) const = default;
};

/// How the cells of an input are held:
///  yes/no: 0 or 1 · a step of a scale: its index · choices: 4 bits a choice, how often it was reached ·
///  several samples or ballots: `values` is their sum, `counts` their number (0: missing) · a name: in `names` ·
///  entries: `values` is the sum of their amounts.
struct InputColumn {
  Column values;
  Column counts;                                      // of inputs with samples; else empty
  TextColumn names;                                   // of inputs that are names; else empty
  std::map<std::size_t, std::vector<Entry>> entries;  // of inputs that list them; a row without is not there
  std::vector<std::uint64_t> not_applicable;  // a bit a row, where any is answered 不适用; their values are missing
  std::map<std::size_t, std::string> shown;   // samples as written, for explanations; only of small populations

  [[nodiscard]] bool is_not_applicable(std::size_t row) const {
    return row / 64 < not_applicable.size() && (not_applicable[row / 64] >> (row % 64) & 1);
  }
  void set_not_applicable(std::size_t row, bool is);
};

constexpr std::uint32_t no_pool = 0;  // the one pool of a population without pools
constexpr std::uint8_t no_kind = 0xFF;
constexpr int choices_max = 15;       // choices of one input that is held 4 bits each
constexpr int choice_times_max = 15;  // how often one choice may be reached

struct Facts {
  std::size_t count = 0;
  TextColumn ids, names;             // names may be empty: then ids are shown
  std::vector<std::uint32_t> pools;  // a row's pool; empty: all in one pool
  std::vector<std::string> pool_names;
  std::vector<std::uint8_t> kinds;  // index into scheme.properties.kinds; empty: none
  std::vector<InputColumn> inputs;  // as scheme.inputs

  [[nodiscard]] std::uint32_t pool(std::size_t row) const { return pools.empty() ? no_pool : pools[row]; }
  [[nodiscard]] std::size_t pool_count() const { return pools.empty() ? 1 : pool_names.size(); }
  [[nodiscard]] std::uint8_t kind(std::size_t row) const { return kinds.empty() ? no_kind : kinds[row]; }
  [[nodiscard]] std::string_view name(std::size_t row) const { return names.size() ? names[row] : ids[row]; }
  [[nodiscard]] std::size_t bytes() const;
};

/// Grades of earlier rounds by subject id, oldest first; an index into the scheme's grades (its size: unrated),
/// -1 where the subject was not part of that round.
struct History {
  std::map<std::string, std::vector<int>, std::less<>> grades;
  std::size_t rounds = 0;

  /// Of an id in any spelling: one that differs in width, case or blanks only is the same.
  std::vector<int>& of(std::string_view id) { return grades[folded(id)]; }
};

}  // namespace pingxing::rating
