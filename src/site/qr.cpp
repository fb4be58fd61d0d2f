#include "site/qr.hpp"

#include <qrcodegen/qrcodegen.hpp>

namespace pingxing::site {

QrModules qr_modules(const std::string& text) {
  const auto code = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
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
