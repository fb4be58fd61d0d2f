// The times that a round's result stood on public notice. Enduring: a period is prolonged and ended, never removed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/accounts.hpp"
#include "store/database.hpp"

namespace pingxing::store {

struct NoticePeriod {
  Id id = 0, round_id = 0;
  std::int64_t number = 0, stage = 0;  // stage: its position, from 1
  std::int64_t opened_at = 0, closes_at = 0;
  std::optional<std::int64_t> ended_at;
  std::string ending;  // empty: it stands; over, withdrawn
};

/// The next number of its round; answers it.
std::int64_t open_notice(Writing& db, Id round_id, std::int64_t stage, std::int64_t opened_at, std::int64_t closes_at);
/// Of the one that stands, if any.
void prolong_notice(Writing& db, Id round_id, std::int64_t stage, std::int64_t closes_at);
void end_notice(Writing& db, Id round_id, std::int64_t stage, std::int64_t ended_at, const std::string& ending);
std::vector<NoticePeriod> notices_of(Reading& db, Id round_id);  // by number

}  // namespace pingxing::store
