// The days that differ from Monday to Friday: public holidays, and the weekends worked instead. Loaded by year, from
// lines of text or from a table; every year that is loaded replaces what stood there.
#pragma once
#include <string>
#include <vector>

#include "office/office.hpp"

namespace pingxing::office {

Result<std::vector<store::Holiday>> list_holidays(const Office& office, const Actor& actor);

/// "2026-10-01 休 国庆节" a line. `year` ("2026") is replaced even where no line is of it. Refused where a line is
/// wrong: `problems` then says everything that is.
Result<std::size_t> save_holidays(const Office& office, const Actor& actor, const std::string& year,
                                  const std::string& text, Problems& problems);
/// A table with 日期, 类型 and 名称 (day, kind, name).
Result<std::size_t> import_holidays(const Office& office, const Actor& actor, const std::string& filename,
                                    const std::string& bytes, Problems& problems);

/// As save_holidays takes them.
std::string text_of_holidays(const std::vector<store::Holiday>& days, Language language);

}  // namespace pingxing::office
