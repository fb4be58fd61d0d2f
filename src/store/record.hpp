// Whether the record holds: the journal as a chain, and the rows of now against the seals that its entries vouch for.
// Reads only, in pieces, with bounded memory: of both sides a page in the order of keys. Ballots have a sum of their
// own (covered.hpp); who verifies all looks at that too (office/verify_record.hpp).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/journal_walk.hpp"

namespace pingxing::store {

enum class RowFault {
  Edited,   // it is not what the last entry that wrote it left
  Removed,  // it is gone, and no entry says so
  Added,    // it is there, and no entry wrote it
};

struct RowProblem {
  Covered covered;
  std::string key;
  RowFault fault = RowFault::Edited;
  std::int64_t seq = 0;  // the entry that wrote it last; 0: none did
  std::string shown;     // as people know it, where it is there and they do
  bool operator==(const RowProblem&) const = default;
};

class RecordWalk {
 public:
  static constexpr std::size_t told_max = 200;

  void expect(const JournalHead& kept) { journal_.expect(kept); }
  /// About `steps` more: entries, seals and rows. What is written between two pieces is looked at too.
  void read(Reading& reading, std::int64_t steps);

  [[nodiscard]] bool is_over() const { return stage_ == Stage::Over; }
  [[nodiscard]] std::int64_t done() const { return done_; }
  [[nodiscard]] std::int64_t total() const { return total_; }
  [[nodiscard]] const JournalWalk& journal() const { return journal_; }
  /// The first ones; how many there are.
  [[nodiscard]] const std::vector<RowProblem>& rows() const { return rows_; }
  [[nodiscard]] std::int64_t row_count() const { return row_count_; }
  /// Of the rows that were looked at.
  [[nodiscard]] std::int64_t looked_at() const { return looked_at_; }
  [[nodiscard]] bool holds() const;

 private:
  enum class Stage { Begin, Journal, CoveredRows, NewEntries, Over };

  struct LastSeal {
    std::string key;
    std::int64_t seq = 0;
    Value salt, digest;
  };
  /// A page of a table, and the seals up to its end.
  std::int64_t piece_of_rows(Reading& reading);
  /// The last seals of keys behind `behind`, up to `until` (nothing: all), in their order.
  template <class Take>
  std::int64_t each_last_seal(Reading& reading, std::int64_t covered, const std::string& behind,
                              const std::optional<std::string>& until, Take take);
  void compare(const CoveredTable& table, const LastSeal& seal, const Row* row);
  void tell(const CoveredTable& table, std::string key, RowFault fault, std::int64_t seq, const Row* row);

  Stage stage_ = Stage::Begin;
  JournalWalk journal_;
  std::size_t table_ = 0;           // of covered_tables
  std::optional<std::string> key_;  // of it: the last that was looked at
  std::vector<RowProblem> rows_;
  std::int64_t row_count_ = 0, looked_at_ = 0, done_ = 0, total_ = 0;
};

/// Whether it has more entries or seals than that.
bool is_longer_than(Reading& reading, std::int64_t count);

/// All of it at once: for tests and for small ones.
RecordWalk verify_record(Reading& reading, const std::optional<JournalHead>& kept = std::nullopt);

}  // namespace pingxing::store
