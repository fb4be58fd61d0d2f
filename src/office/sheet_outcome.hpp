// What a sheet that was taken comes to, as JSON: what a job keeps, and what the doors say.
#pragma once
#include "base/json.hpp"
#include "office/figures.hpp"

namespace pingxing::office {

/// {changed, unchanged, kept, remarks}
Json outcome_of(const Imported& imported);
/// Each {subject, code, name, input, cell, place, yours, your_reason, now: {fact, value, reason, by, at}}, the first
/// `count`; `at` in milliseconds since 1970, null where nothing stands.
Json outcome_of(const SheetClashes& clashes, std::size_t count);
/// Each {code, place, is_error, zh, en, mend_zh, mend_en}: who reads it later chooses the language.
Json outcome_of(const Problems& problems);

/// What nobody looks at cannot be agreed to: of more, the first are kept, and none may be answered.
constexpr std::size_t clashes_max = 500;
/// {problems, clashes: {count, fingerprint, rows}}: why a sheet was not taken.
Json why_not_taken(const Problems& problems, const SheetClashes& clashes);

}  // namespace pingxing::office
