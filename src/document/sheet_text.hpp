// Makes text fit for a workbook: names of sheets, and lengths, which Excel counts in UTF-16 units.
#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace pingxing::document {

inline constexpr std::size_t cell_units_max = 32'767;
inline constexpr std::size_t sheet_name_units_max = 31;

/// UTF-16 units of valid UTF-8.
std::size_t utf16_units(std::string_view text);
/// The longest beginning of valid UTF-8 with at most so many UTF-16 units.
std::string_view cut_to_units(std::string_view text, std::size_t units_max);

/// "_x0041_" -> "_x005F_x0041_": text that looks like the escape of a character must itself be escaped.
std::string with_escapes(std::string_view text);

/// `name` without what a sheet's name may not hold, cut to length, unlike those in `taken` (in any case), to which it
/// is added: "得分: 2026" -> "得分- 2026", then "得分- 2026 (2)".
std::string fit_sheet_name(std::string_view name, std::set<std::string>& taken);

}  // namespace pingxing::document
