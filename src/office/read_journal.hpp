// The journal as somebody may read it: who has the right at the top unit, all of it; others, what was done to the
// rounds, units, people and accounts of their units, and what their own accounts did besides.
#pragma once
#include <vector>

#include "office/office.hpp"
#include "store/journal.hpp"

namespace pingxing::office {

constexpr std::int64_t journal_rows_looked_at = 20'000;  // of one page: behind a long stretch of others' rows

struct JournalPart {
  std::vector<store::JournalRow> rows;
  std::int64_t end = 0;  // the last row that was looked at: the next part begins behind it
};
/// At most `count` rows behind the row `after`, in their order.
JournalPart journal_behind(store::Reading& db, const Actor& actor, std::int64_t after, std::int64_t count);
/// At most `count` rows up to the row `last`, the newest first.
JournalPart journal_up_to(store::Reading& db, const Actor& actor, std::int64_t last, std::int64_t count);

}  // namespace pingxing::office
