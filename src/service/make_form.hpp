// A blank sheet of facts for a scheme: headers with units, drop-downs, limits, and a guide to every column. What is
// filled in there is what load_facts reads.
#pragma once
#include <string>

#include "document/xlsx_write.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::service {

document::Workbook make_form(const scheme::Scheme& scheme, Language language);

/// The header alone as a line of CSV.
std::string make_form_csv(const scheme::Scheme& scheme, Language language);

}  // namespace pingxing::service
