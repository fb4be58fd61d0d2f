// Goes along the journal from its first row and tells what does not hold: rows that were changed, removed or added,
// seals that are not those of their entry, a head that was kept elsewhere and is not there.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "base/problem.hpp"
#include "store/journal.hpp"
#include "store/seals.hpp"

namespace pingxing::store {

enum class JournalFault {
  Changed,    // the row is not what its fingerprint says, or does not say what it said
  Missing,    // a row is gone
  Added,      // a row that does not belong here
  WrongLink,  // the row is whole, but does not name the one before
  Seals,      // it vouches for other seals than there are
};

/// A row that is wrong, and why in plain words.
struct JournalProblem {
  std::int64_t seq = 0;
  JournalFault fault = JournalFault::Changed;
  Phrase says;
  bool operator==(const JournalProblem&) const = default;
};

/// In pieces, so that who verifies a long one can say how far he is. Its rows never change, so that each piece may be
/// read in another state of the database.
class JournalWalk {
 public:
  JournalWalk();
  /// A head that was kept elsewhere; to be said before the first row is read.
  void expect(const JournalHead& kept) { kept_ = kept; }
  /// At most about `rows` more rows, of the journal and of its seals. Nothing once it is over.
  void read(Reading& reading, std::int64_t rows);
  /// Those that came since it was over. Nothing where it ended at a problem.
  void go_on() { is_over_ = problem_.has_value(); }

  [[nodiscard]] bool is_over() const { return is_over_; }
  [[nodiscard]] const JournalHead& before() const { return before_; }  // the last row that was found whole
  [[nodiscard]] std::int64_t seals() const { return seals_; }          // that were read
  /// Where the chain breaks: what is behind it was not looked at.
  [[nodiscard]] const std::optional<JournalProblem>& problem() const { return problem_; }
  /// Entries whose seals are not theirs: the first of them.
  [[nodiscard]] const std::vector<JournalProblem>& wrong_seals() const { return wrong_seals_; }
  /// Entries that say that a row had been altered (altered_action): the first of them.
  [[nodiscard]] const std::vector<JournalRow>& altered() const { return altered_; }
  [[nodiscard]] std::int64_t erased() const { return erased_; }
  /// The first entry that seals rows: what was done to rows before it is not known. 0: none does.
  [[nodiscard]] std::int64_t sealed_from() const { return sealed_from_; }

 private:
  static constexpr std::size_t told_max = 100;

  std::int64_t piece(Reading& reading);
  std::int64_t look_at_seals(Reading& reading, const std::vector<JournalRow>& rows);
  void look_behind(Reading& reading);
  void tell_wrong_seals(std::int64_t seq, Phrase says);

  JournalHead before_;
  std::optional<JournalHead> kept_;
  std::optional<JournalProblem> problem_;
  std::vector<JournalProblem> wrong_seals_;
  std::vector<JournalRow> altered_;
  std::int64_t erased_ = 0, seals_ = 0, sealed_from_ = 0;
  bool is_over_ = false;
};

/// Walks the whole chain; nothing where it holds. `kept` is a head that was kept elsewhere: its row must still be
/// there.
std::optional<JournalProblem> verify(Reading& reading, const std::optional<JournalHead>& kept = std::nullopt);

}  // namespace pingxing::store
