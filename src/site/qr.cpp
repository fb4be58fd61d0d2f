#include "site/qr.hpp"

#include <qrcodegen/qrcodegen.hpp>

namespace pingxing::site {

std::string qr_svg(const std::string& text, const std::string& label) {
  constexpr int quiet = 4;  // modules around it, as the standard asks
  const auto code = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
  const std::string size = std::to_string(code.getSize() + 2 * quiet);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size +
                    "\" role=\"img\" aria-label=\"" + label +
                    "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size +
                    "H0z\"/><path fill=\"#000\" d=\"";
  for (int y = 0; y < code.getSize(); ++y)
    for (int x = 0; x < code.getSize(); ++x)
      if (code.getModule(x, y)) svg += "M" + std::to_string(x + quiet) + " " + std::to_string(y + quiet) + "h1v1h-1z";
  return svg + "\"/></svg>";
}

}  // namespace pingxing::site
