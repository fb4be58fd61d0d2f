#include "document/xlsx_styles.hpp"

#include <map>

#include "document/xml.hpp"

namespace pingxing::document {
namespace {

constexpr std::uint32_t format_number_max = 1'000'000;

}  // namespace

std::vector<NumberFormat> read_styles(Package& package, std::string_view part) {
  std::vector<NumberFormat> styles;
  const auto fail = [&package] {
    package.fail_too_large(Text{"样式数", "the number of styles is"}, std::to_string(package.limits().styles));
    return std::vector<NumberFormat>();
  };
  const auto xml = package.read_xml(part);
  if (!xml) return styles;
  std::map<std::uint32_t, NumberFormat> own;
  for (const auto format : child(xml->root(), "numFmts").children()) {
    if (own.size() == package.limits().styles) return fail();
    if (const auto number = bounded_number(attribute(format, "numFmtId"), format_number_max))
      own.emplace(*number, NumberFormat(attribute(format, "formatCode")));
  }
  for (const auto format : child(xml->root(), "cellXfs").children()) {
    if (local_name(format) != "xf") continue;
    if (styles.size() == package.limits().styles) return fail();
    const auto number = bounded_number(attribute(format, "numFmtId"), format_number_max).value_or(0);
    const auto found = own.find(number);
    styles.push_back(found != own.end() ? found->second : NumberFormat(number));
  }
  return styles;
}

}  // namespace pingxing::document
