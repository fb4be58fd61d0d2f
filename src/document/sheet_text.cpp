#include "document/sheet_text.hpp"

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace pingxing::document {
namespace {

/// Calls with the end and the units of each character until told to stop.
template <class Each>
void each_character(std::string_view text, Each each) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = next_character(text, at);
    if (!each(at, character >= 0x10000 ? std::size_t{2} : std::size_t{1})) return;
  }
}

std::string without_forbidden(std::string_view name) {
  std::string out = clean_text(name);
  for (char& c : out) {
    if (std::string_view("[]:*?/\\").find(c) != std::string_view::npos) c = '-';
    if (c == '\t' || c == '\n') c = ' ';
  }
  while (out.starts_with('\'') || out.starts_with(' ')) out.erase(0, 1);
  return out;
}

std::string with_ending(std::string_view name, const std::string& ending) {
  std::string out(cut_to_units(name, sheet_name_units_max - ending.size()));
  while (out.ends_with('\'') || out.ends_with(' ')) out.pop_back();
  return (out.empty() ? "Sheet" : out) + ending;
}

}  // namespace

std::size_t utf16_units(std::string_view text) {
  std::size_t sum = 0;
  each_character(text, [&](std::size_t, std::size_t units) {
    sum += units;
    return true;
  });
  return sum;
}

std::string_view cut_to_units(std::string_view text, std::size_t units_max) {
  std::size_t sum = 0, fitting = 0;
  each_character(text, [&](std::size_t end, std::size_t units) {
    sum += units;
    if (sum <= units_max) fitting = end;
    return sum < units_max;
  });
  return text.substr(0, fitting);
}

std::string with_escapes(std::string_view text) {
  constexpr std::size_t escape_size = 7;
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view escape = text.substr(at, escape_size);
    const bool is_escape = escape.size() == escape_size && escape.starts_with("_x") && escape.ends_with('_') &&
                           escape.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") == escape.npos;
    if (is_escape) out += "_x005F";
    out += text[at];
  }
  return out;
}

std::string fit_sheet_name(std::string_view name, std::set<std::string>& taken) {
  const std::string allowed = without_forbidden(name);
  std::string fit = with_ending(allowed, "");
  for (int number = 2; !taken.insert(lower_ascii(fit)).second; ++number) {
    fit = with_ending(allowed, " (" + std::to_string(number) + ")");
  }
  return fit;
}

}  // namespace pingxing::document
