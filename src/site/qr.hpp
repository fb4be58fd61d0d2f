// A QR code as a picture that prints sharply: one path of squares, with the quiet zone that readers need.
#pragma once
#include <string>

namespace pingxing::site {

/// <svg …> of the text, read aloud as `label`.
std::string qr_svg(const std::string& text, const std::string& label);

}  // namespace pingxing::site
