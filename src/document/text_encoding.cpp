// GB18030 and Big5 share most of their bytes. What tells them apart is that either keeps its usual hanzi together: read
// as the other, a text is full of rare ones, Greek and signs.
#include "document/text_encoding.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>

#include "base/check.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace pingxing::document {
namespace {

using Byte = unsigned char;
using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

constexpr std::size_t sample_max = std::size_t{1} << 20;
constexpr std::string_view utf8_mark = "\xEF\xBB\xBF", utf16le_mark = "\xFF\xFE", utf16be_mark = "\xFE\xFF";

/// What tables of an office are full of, and surnames: a few of them tell more than many others.
constexpr std::string_view frequent_simplified =
    "编号名称姓别分组类单位部门科室县市区乡镇村局办公司集团年月日季度是否有无优良合格不备注得总评考核对象人员职务电话身"
    "份证"
    "李王张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗一二三四五六七八九十";
constexpr std::string_view frequent_traditional =
    "編號名稱姓別分組類單位部門科室縣市區鄉鎮村局辦公司集團年月日季度是否有無優良合格不備註得總評考核對象人員職務電話身"
    "份證"
    "李王張劉陳楊黃趙周吳徐孫馬朱胡郭何林高羅一二三四五六七八九十";

const char* name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::Utf16Le:
      return "UTF-16LE";
    case Encoding::Utf16Be:
      return "UTF-16BE";
    case Encoding::Gb18030:
      return "GB18030";
    case Encoding::Big5:
      return "windows-950";
    default:
      return "";
  }
}

/// One that stops where bytes have no meaning.
Converter converter_for(Encoding encoding) {
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(name_of(encoding), &error), ucnv_close);
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  CHECK(U_SUCCESS(error));
  return converter;
}

/// Two-byte codes of characters in an encoding.
std::set<unsigned> codes_of(std::string_view characters, Encoding encoding) {
  const Converter converter = converter_for(encoding);
  std::set<unsigned> codes;
  for (std::size_t at = 0; at < characters.size();) {
    const auto unit = static_cast<UChar>(next_character(characters, at));
    std::array<char, 8> bytes{};
    UErrorCode error = U_ZERO_ERROR;
    const int32_t size = ucnv_fromUChars(converter.get(), bytes.data(), bytes.size(), &unit, 1, &error);
    CHECK(U_SUCCESS(error) && size == 2);
    codes.insert(static_cast<unsigned>(static_cast<Byte>(bytes[0]) << 8 | static_cast<Byte>(bytes[1])));
  }
  return codes;
}

/// How a text looks when it is read in one of two encodings.
struct Reading {
  long points = 0;
  std::size_t usual = 0, odd = 0, malformed = 0;  // characters; bytes
  [[nodiscard]] bool is_text() const { return points > 0 && usual >= odd && usual >= 4 * malformed; }
};

/// `size` gives the bytes of a character that begins with one above ASCII, 0 where there is none; `is_usual` and
/// `is_known` judge its code.
template <class Size, class IsUsual, class IsKnown>
Reading read_as(std::string_view sample, const std::set<unsigned>& frequent, Size size, IsUsual is_usual,
                IsKnown is_known) {
  Reading reading;
  for (std::size_t at = 0; at < sample.size();) {
    const auto byte = [&](std::size_t i) {
      return at + i < sample.size() ? static_cast<Byte>(sample[at + i]) : Byte{0};
    };
    if (byte(0) < 0x80) {
      ++at;
      continue;
    }
    const std::size_t bytes = size(byte(0), byte(1), byte(2), byte(3));
    const unsigned code = bytes == 2 ? static_cast<unsigned>(byte(0)) << 8 | byte(1) : 0U;
    at += std::max<std::size_t>(bytes, 1);
    if (bytes == 0) {
      ++reading.malformed;
      reading.points -= 4;
    } else if (is_usual(code)) {
      ++reading.usual;
      reading.points += frequent.contains(code) ? 3 : 1;
    } else if (!is_known(code)) {
      ++reading.odd;
      --reading.points;
    }
  }
  return reading;
}

bool within(unsigned value, unsigned low, unsigned high) { return value >= low && value <= high; }

/// Usual are the 3,755 hanzi of the first level of GB 2312, known those of the second, and punctuation.
Reading read_as_gb18030(std::string_view sample) {
  static const auto frequent = codes_of(frequent_simplified, Encoding::Gb18030);
  const auto size = [](Byte first, Byte second, Byte third, Byte fourth) -> std::size_t {
    if (!within(first, 0x81, 0xFE)) return 0;
    if (within(second, 0x30, 0x39)) return within(third, 0x81, 0xFE) && within(fourth, 0x30, 0x39) ? 4 : 0;
    return within(second, 0x40, 0xFE) && second != 0x7F ? 2 : 0;
  };
  const auto is_old = [](unsigned code) { return (code & 0xFF) >= 0xA1; };
  return read_as(
      sample, frequent, size, [&](unsigned code) { return is_old(code) && within(code, 0xB0A1, 0xD7F9); },
      [&](unsigned code) {
        return is_old(code) &&
               (within(code, 0xD8A1, 0xF7FE) || within(code, 0xA1A1, 0xA1FE) || within(code, 0xA3A1, 0xA3FE));
      });
}

/// Usual are the 5,401 hanzi of its first level, known those of the second, and punctuation.
Reading read_as_big5(std::string_view sample) {
  static const auto frequent = codes_of(frequent_traditional, Encoding::Big5);
  const auto size = [](Byte first, Byte second, Byte, Byte) -> std::size_t {
    return within(first, 0x81, 0xFE) && (within(second, 0x40, 0x7E) || within(second, 0xA1, 0xFE)) ? 2 : 0;
  };
  return read_as(
      sample, frequent, size, [](unsigned code) { return within(code, 0xA440, 0xC67E); },
      [](unsigned code) { return within(code, 0xC940, 0xF9D5) || within(code, 0xA140, 0xA3BF); });
}

/// From the line that is no UTF-8 to a line end: LF is no part of a character of two bytes.
std::string_view sample_of(std::string_view bytes, std::size_t bad) {
  const std::size_t before = bytes.substr(0, bad).rfind('\n');
  const std::string_view rest = bytes.substr(before == bytes.npos ? 0 : before + 1);
  if (rest.size() <= sample_max) return rest;
  const std::size_t line_break = rest.rfind('\n', sample_max);
  return rest.substr(0, line_break == rest.npos ? sample_max : line_break);
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

/// What most of a table is made of, and no control character is.
bool is_text_of_table(std::string_view text) {
  std::size_t usual = 0, odd = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') return false;
    ++(c < 0x80 || is_hanzi(c) || (c >= 0x3000 && c <= 0x303F) || c >= 0xFF00 ? usual : odd);
  }
  return text.find_first_of(",;\t\r\n") != text.npos && usual > 3 * odd;
}

/// UTF-16 without a mark.
Encoding utf16_or_unknown(std::string_view bytes) {
  std::string_view sample = bytes.substr(0, sample_max);
  sample = sample.substr(0, (sample.rfind('\0') + 2) / 2 * 2);  // what is behind may be cut
  for (const Encoding encoding : {Encoding::Utf16Le, Encoding::Utf16Be}) {
    const Decoded read = decoded(sample, encoding);
    if (!read.bad && is_text_of_table(read.text)) return encoding;
  }
  return Encoding::Unknown;
}

}  // namespace

Encoding encoding_of(std::string_view bytes) {
  if (bytes.starts_with(utf16le_mark)) return Encoding::Utf16Le;
  if (bytes.starts_with(utf16be_mark)) return Encoding::Utf16Be;
  const std::size_t bad = valid_utf8_prefix(bytes);
  if (bad == bytes.size()) return Encoding::Utf8;
  if (bytes.substr(0, sample_max).find('\0') != bytes.npos) return utf16_or_unknown(bytes);
  const std::string_view sample = sample_of(bytes, bad);
  if (bytes.starts_with(utf8_mark) || is_damaged_utf8(sample)) return Encoding::Unknown;

  constexpr std::size_t few = 3;
  constexpr long clear = 2;  // points: a hanzi of tables beside a usual one
  const Reading gb = read_as_gb18030(sample), big5 = read_as_big5(sample);
  if (!big5.is_text()) return gb.is_text() ? Encoding::Gb18030 : Encoding::Unknown;
  if (!gb.is_text() || big5.points >= gb.points + clear) return Encoding::Big5;
  const bool is_all_usual = gb.odd == 0 && gb.usual >= few;  // of Big5, three hanzi of four are odd when read as GB
  return is_all_usual || gb.points >= big5.points + clear ? Encoding::Gb18030 : Encoding::GbOrBig5;
}

bool looks_like_gb18030(std::string_view bytes) {
  const Encoding encoding = encoding_of(bytes);
  return encoding == Encoding::Gb18030 || encoding == Encoding::GbOrBig5;
}

Decoded decoded(std::string_view bytes, Encoding encoding) {
  const bool has_mark = bytes.starts_with(encoding == Encoding::Utf16Le ? utf16le_mark : utf16be_mark) &&
                        (encoding == Encoding::Utf16Le || encoding == Encoding::Utf16Be);
  const Converter converter = converter_for(encoding);
  Decoded out;
  out.text.reserve(bytes.size() + bytes.size() / 2);  // two bytes of a hanzi become three
  std::array<UChar, 4096> units;
  const char* from = bytes.data() + (has_mark ? utf16le_mark.size() : 0);
  const char* const end = bytes.data() + bytes.size();
  char32_t high = 0;  // of a pair that a block parted
  for (;;) {
    UErrorCode error = U_ZERO_ERROR;
    UChar* to = units.data();
    ucnv_toUnicode(converter.get(), &to, units.data() + units.size(), &from, end, nullptr, true, &error);
    for (const UChar* unit = units.data(); unit < to; ++unit) {
      if (*unit >= 0xD800 && *unit <= 0xDBFF) {
        high = *unit;
      } else {
        const bool is_low = *unit >= 0xDC00 && *unit <= 0xDFFF;
        append_character(out.text, is_low ? 0x10000 + ((high - 0xD800) << 10) + (*unit - 0xDC00U) : *unit);
      }
    }
    if (error == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_FAILURE(error)) {
      std::array<char, 32> invalid;
      auto size = static_cast<int8_t>(invalid.size());
      UErrorCode ignored = U_ZERO_ERROR;
      ucnv_getInvalidChars(converter.get(), invalid.data(), &size, &ignored);
      out.bad = static_cast<std::size_t>(from - bytes.data()) - static_cast<std::size_t>(std::max<int8_t>(size, 1));
    }
    return out;
  }
}

}  // namespace pingxing::document
