#include "site/qr.hpp"

#include <cstdint>
#include <qrcodegen/qrcodegen.hpp>
#include <string_view>

namespace pingxing::site {

namespace {

using qrcodegen::QrSegment;

// A run of capitals and digits costs 5.5 bits a letter instead of 8, and 25 for changing there and back.
constexpr std::size_t worth_changing = 12;
constexpr std::string_view alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

std::vector<QrSegment> segments_of(std::string_view text) {
  std::vector<QrSegment> segments;
  std::vector<std::uint8_t> bytes;
  const auto end_bytes = [&] {
    if (!bytes.empty()) segments.push_back(QrSegment::makeBytes(bytes));
    bytes.clear();
  };
  while (!text.empty()) {
    const auto run = text.substr(0, text.find_first_not_of(alphanumeric));
    if (run.size() >= worth_changing) {
      end_bytes();
      segments.push_back(QrSegment::makeAlphanumeric(std::string(run).c_str()));
      text.remove_prefix(run.size());
    } else {  // the run, and what ended it
      const auto taken = text.substr(0, run.size() + 1);
      bytes.insert(bytes.end(), taken.begin(), taken.end());
      text.remove_prefix(taken.size());
    }
  }
  end_bytes();
  return segments;
}

}  // namespace

QrModules qr_modules(const std::string& text) {
  const auto code = qrcodegen::QrCode::encodeSegments(segments_of(text), qrcodegen::QrCode::Ecc::MEDIUM);
  const auto size = static_cast<std::size_t>(code.getSize());
  QrModules modules(size, std::vector<bool>(size));
  for (std::size_t y = 0; y < size; ++y)
    for (std::size_t x = 0; x < size; ++x) modules[y][x] = code.getModule(static_cast<int>(x), static_cast<int>(y));
  return modules;
}

std::string qr_svg(const std::string& text, const std::string& label) {
  const auto modules = qr_modules(text);
  const std::string size = std::to_string(modules.size() + 2 * qr_quiet);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size +
                    "\" role=\"img\" aria-label=\"" + label +
                    "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size +
                    "H0z\"/><path fill=\"#000\" d=\"";
  for (std::size_t y = 0; y < modules.size(); ++y)
    for (std::size_t x = 0; x < modules.size(); ++x)
      if (modules[y][x]) svg += "M" + std::to_string(x + qr_quiet) + " " + std::to_string(y + qr_quiet) + "h1v1h-1z";
  return svg + "\"/></svg>";
}

}  // namespace pingxing::site
