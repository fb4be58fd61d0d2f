#include "document/xlsx_styles.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/date.hpp"
#include "base/text.hpp"
#include "document/xml.hpp"

namespace pingxing::document {
namespace {

constexpr std::uint32_t format_number_max = 1'000'000;

/// "[h]", "[mm]": a length of time. Other brackets hold colours, languages and conditions.
bool is_elapsed_time(std::string_view inside) {
  return !inside.empty() && lower_ascii(inside).find_first_not_of(lower_ascii(inside.substr(0, 1))) == inside.npos &&
         std::string_view("hms").find(lower_ascii(inside)[0]) != std::string_view::npos;
}

}  // namespace

NumberStyle style_of_code(std::string_view code) {
  NumberStyle style = NumberStyle::Plain;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    switch (code[at]) {
      case '"':
        at = std::min(code.find('"', at + 1), code.size());
        break;
      case '\\':
      case '_':
      case '*':
        ++at;
        break;  // the next character is shown as it is, or fills
      case '[': {
        const std::size_t end = std::min(code.find(']', at), code.size());
        if (is_elapsed_time(code.substr(at + 1, end - at - 1))) return NumberStyle::Date;
        at = end;
        break;
      }
      case 'y':
      case 'm':
      case 'd':
      case 'h':
      case 's':
      case 'Y':
      case 'M':
      case 'D':
      case 'H':
      case 'S':
        return NumberStyle::Date;
      case '%':
        style = NumberStyle::Percent;
        break;
      default:
        break;
    }
  }
  return style;
}

NumberStyle style_of_number(std::uint32_t number) {
  const auto within = [number](std::uint32_t low, std::uint32_t high) { return number >= low && number <= high; };
  if (number == 9 || number == 10) return NumberStyle::Percent;
  const bool is_date = within(14, 22) || within(27, 36) || within(45, 47) || within(50, 58) || within(71, 81);
  return is_date ? NumberStyle::Date : NumberStyle::Plain;
}

std::vector<NumberStyle> read_styles(Package& package, std::string_view part) {
  std::vector<NumberStyle> styles;
  const auto xml = package.read_xml(part);
  if (!xml) return styles;
  std::map<std::uint32_t, NumberStyle> own;
  for (const auto format : child(xml->root(), "numFmts").children())
    if (const auto number = bounded_number(attribute(format, "numFmtId"), format_number_max))
      own.emplace(*number, style_of_code(attribute(format, "formatCode")));
  for (const auto format : child(xml->root(), "cellXfs").children()) {
    if (local_name(format) != "xf") continue;
    if (styles.size() == package.limits().styles) {
      package.fail_too_large(Text{"样式数", "the number of styles is"}, std::to_string(package.limits().styles));
      return {};
    }
    const auto number = bounded_number(attribute(format, "numFmtId"), format_number_max).value_or(0);
    const auto found = own.find(number);
    styles.push_back(found != own.end() ? found->second : style_of_number(number));
  }
  return styles;
}

std::optional<std::string> date_text(double serial, bool is_1904) {
  constexpr double serial_max = 2'958'466;  // behind 9999-12-31
  constexpr long seconds_of_day = 86'400;
  constexpr long day_0_of_1900 = -25'569, day_0_of_1904 = -24'107;  // as days since 1970-01-01
  if (!(serial >= 0) || serial >= serial_max) return std::nullopt;
  auto day = static_cast<long>(serial);
  auto second = std::lround((serial - std::floor(serial)) * static_cast<double>(seconds_of_day));
  if (second == seconds_of_day) {
    ++day;
    second = 0;
  }
  const auto two = [](long n) { return std::string{static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)}; };
  const std::string time = two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60);
  if (day == 0 && !is_1904) return time;
  if (day == 60 && !is_1904) return std::nullopt;
  // The count of 1900 has a 29 February that never was; days before it are one further from 1970.
  const long number = day + (is_1904 ? day_0_of_1904 : day < 60 ? day_0_of_1900 + 1 : day_0_of_1900);
  const Day date = Day::of_number(number);
  if (date.year > 9999) return std::nullopt;
  return date.text() + (second > 0 ? "T" + time : "");
}

}  // namespace pingxing::document
