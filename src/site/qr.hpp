// A QR code, for printed slips: as a picture that prints sharp, or square by square. Words for who cannot see it go
// with the picture.
#pragma once
#include <string>
#include <vector>

namespace pingxing::site {

/// Dark where true; rows of equal length, without the quiet zone around it.
using QrModules = std::vector<std::vector<bool>>;
constexpr int qr_quiet = 4;  // modules around it, as the standard asks

/// Long runs of capitals and digits take less room, so their squares are larger: what can be written so should be.
QrModules qr_modules(const std::string& text);
std::string qr_svg(const std::string& text, const std::string& label);

}  // namespace pingxing::site
