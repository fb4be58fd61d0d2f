#include "document/text_encoding.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>
#include <string>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace pingxing::document {
namespace {

constexpr std::size_t sample_max = std::size_t{1} << 20;

/// The first MiB, cut at a line end: LF is never the second byte of a GB18030 character.
std::string_view sample_of(std::string_view bytes) {
  if (bytes.size() <= sample_max) return bytes;
  const std::size_t line_break = bytes.rfind('\n', sample_max);
  return bytes.substr(0, line_break == bytes.npos ? sample_max : line_break);
}

/// Hanzi by accident: bytes of UTF-8 text often are valid GB18030, but GB18030 text rarely is UTF-8.
bool is_damaged_utf8(std::string_view sample) {
  std::size_t characters = 0, stray_bytes = 0;
  for (std::size_t at = 0; at < sample.size();) {
    const std::size_t size = valid_character_size(sample.substr(at, 4));
    if (size >= 3) ++characters;
    if (size == 0) ++stray_bytes;
    at += std::max<std::size_t>(size, 1);
  }
  return characters > stray_bytes;
}

}  // namespace

bool looks_like_gb18030(std::string_view bytes) {
  const std::string_view sample = sample_of(bytes);
  if (sample.find('\0') != sample.npos || is_damaged_utf8(sample)) return false;

  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open("GB18030", &error), ucnv_close);
  if (U_FAILURE(error)) return false;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  std::u16string wide(sample.size() + 1, u'\0');  // never more units than bytes
  const int32_t size = ucnv_toUChars(converter.get(), wide.data(), static_cast<int32_t>(wide.size()), sample.data(),
                                     static_cast<int32_t>(sample.size()), &error);
  if (U_FAILURE(error)) return false;

  wide.resize(static_cast<std::size_t>(size));
  const auto hanzi = std::count_if(wide.begin(), wide.end(), [](char16_t unit) { return is_hanzi(unit); });
  const auto other = std::count_if(wide.begin(), wide.end(), [](char16_t unit) { return unit >= 0x80; }) - hanzi;
  return hanzi > 0 && hanzi >= other;
}

}  // namespace pingxing::document
