// What a group of works leaves in the record: the entries of the journal that they noted, and the seals of the rows
// that they touched, read back together at the end of the group.
#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "base/random.hpp"
#include "store/covered.hpp"
#include "store/database.hpp"

namespace pingxing::store {

/// Of one work.
struct WorkRecord {
  std::vector<JournalEntry> entries;
  std::map<RowName, Touch> touched;

  void touch(RowName row, Touch how) {
    touched.try_emplace(std::move(row), how);
  }  // the first one tells what was there
};

/// The entry of a work that wrote without a note: a mistake of the program, that anybody may see.
inline constexpr const char* unnoted_action = "record.unnoted";
/// Rows that were not as they had been sealed when a work changed them: {"rows": [{"table", "key"}]}.
inline constexpr const char* altered_action = "record.altered";

class GroupRecord {
 public:
  [[nodiscard]] bool is_empty() const { return entries_.empty(); }
  [[nodiscard]] bool is_touched(const RowName& row) const { return touched_.contains(row); }
  /// Of a work that is stored with the group. What the program itself adds is of that moment.
  void take(WorkRecord&& work, std::int64_t now_ms);
  /// Before the commit. A row that several works touched is sealed by the last of them, as it is now.
  void write(Writing& db, Random& random) const;

 private:
  struct Touched {
    bool was_there = false;
    std::size_t entry = 0;  // of entries_
  };
  std::vector<JournalEntry> entries_;
  std::map<RowName, Touched> touched_;
};

}  // namespace pingxing::store
