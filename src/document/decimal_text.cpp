#include "document/decimal_text.hpp"

#include <algorithm>
#include <charconv>

namespace pingxing::document {
namespace {

constexpr int exponent_max = 400;  // doubles end at 10^308

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes the exponent ("E-2") off the end of `text`; nothing where it is malformed.
std::optional<int> take_exponent(std::string_view& text) {
  const std::size_t mark = text.find_first_of("eE");
  if (mark == text.npos) return 0;
  std::string_view digits = text.substr(mark + 1);
  text = text.substr(0, mark);
  if (digits.starts_with('+') && !digits.starts_with("+-")) digits.remove_prefix(1);
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool is_whole = error == std::errc() && end == digits.data() + digits.size();
  return is_whole && value >= -exponent_max && value <= exponent_max ? std::optional(value) : std::nullopt;
}

void trim_zeros(Decimal& decimal) {
  const std::size_t first = std::min(decimal.digits.find_first_not_of('0'), decimal.digits.size());
  decimal.exponent -= static_cast<int>(first);
  decimal.digits.erase(0, first);
  decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
  if (decimal.digits.empty()) decimal = {};
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal out;
  out.is_negative = text.starts_with('-');
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const auto exponent = take_exponent(text);
  if (!exponent) return std::nullopt;
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view part = point < text.size() ? text.substr(point + 1) : std::string_view{};
  const auto is_digits = [](std::string_view s) { return std::all_of(s.begin(), s.end(), is_digit); };
  if (whole.size() + part.size() == 0 || text.size() > exponent_max || !is_digits(whole) || !is_digits(part)) {
    return std::nullopt;
  }
  out.digits = std::string(whole) + std::string(part);
  out.exponent = static_cast<int>(whole.size()) + *exponent;
  trim_zeros(out);
  if (out.exponent > exponent_max || out.exponent < -exponent_max) return std::nullopt;
  return out;
}

void Decimal::round_to(std::size_t digits_max) {
  if (digits.size() <= digits_max) return;
  const bool is_up = digits[digits_max] >= '5';
  digits.resize(digits_max);
  if (is_up) {
    std::size_t at = digits.size();
    while (at > 0 && digits[at - 1] == '9') digits[--at] = '0';
    if (at > 0) {
      ++digits[at - 1];
    } else {
      digits.insert(digits.begin(), '1');
      ++exponent;
    }
  }
  trim_zeros(*this);
}

std::string Decimal::plain() const {
  if (digits.empty()) return "0";
  const std::string sign = is_negative ? "-" : "";
  if (exponent <= 0) return sign + "0." + std::string(static_cast<std::size_t>(-exponent), '0') + digits;
  const auto whole = static_cast<std::size_t>(exponent);
  if (whole >= digits.size()) return sign + digits + std::string(whole - digits.size(), '0');
  return sign + digits.substr(0, whole) + "." + digits.substr(whole);
}

}  // namespace pingxing::document
