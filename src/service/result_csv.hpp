// A result as a table of text: a row a subject, in the order of the facts.
#pragma once
#include "document/csv_write.hpp"
#include "service/rated.hpp"
#include "service/result_json.hpp"

namespace pingxing::service {

/// Columns: id, name, pool, kind, total, rank, grade, stars, status, then the sections and the items that score.
/// Numbers are exact where a decimal ends, else cut to 6 places (a spreadsheet would take 11/12 for a date; the JSON is
/// exact); what does not apply or is not known is empty.
void write_result_csv(const Rated& rated, Language language, document::ByteOrderMark mark, const Sink& sink);

}  // namespace pingxing::service
