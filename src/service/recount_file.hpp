// Recounts a published bulletin: all signatures, all numbers, and a voter's own receipts.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.hpp"

namespace pingxing::service {

struct RecountRequest {
  std::string file, receipts;  // receipts: empty where there are none
  std::string sha256;          // as it was announced; empty where nobody knows
  std::string keys;            // the fingerprint of the list of keys, the same
};

/// One question of a paper, ballots and what tellers counted together.
struct RecountedRow {
  std::string paper, pool, subject_code, subject, item;  // item: number and title of the indicator; may be empty
  std::int64_t issued = 0, returned = 0;
  std::int64_t counted_on_paper = 0;                        // among the returned
  std::optional<std::int64_t> valid, abstained, spoiled;    // nothing where they are withheld
  std::vector<std::pair<std::string, std::int64_t>> marks;  // those that somebody gave
  std::int64_t blank = 0;
  std::string mean;  // exact; empty where there is none
  bool is_points = false, is_recounted = false, is_withheld = false;
};
struct Recounted {
  std::string sha256, keys_sha256, poll, title, electorate, closed_on;
  std::int64_t ballots = 0;
  std::size_t receipts = 0, receipts_found = 0;
  std::size_t closed_papers = 0;  // whose sheets are not in this file
  std::vector<RecountedRow> rows;
};
/// Nothing where a file cannot be read at all, or is no bulletin; else what was counted, whatever `problems` says of
/// it.
std::optional<Recounted> recount_file(const RecountRequest& request, Problems& problems);

/// The same as JSON, with the problems as `problems_json` writes them.
std::string recount_json(const Recounted& recount, const Problems& problems, Language language);

}  // namespace pingxing::service
