#include "document/xlsx_text.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "document/xml.hpp"

namespace pingxing::document {
namespace {

constexpr std::size_t escape_size = 7, half_size = 3;

bool is_high(char32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low(char32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// The three bytes at the end of `text` as one character.
char32_t last_unit(std::string_view text) {
  if (text.size() < half_size) return 0;
  std::size_t at = text.size() - half_size;
  return next_character(text, at);
}

void add_unit(char32_t unit, std::string& out) {
  const char32_t before = last_unit(out);
  if (is_low(unit) && is_high(before)) {
    out.resize(out.size() - half_size);
    unit = 0x10000 + ((before - 0xD800) << 10) + (unit - 0xDC00);
  }
  append_character(out, unit);
}

void add_resolved(std::string_view text, std::string& out) {
  out.reserve(out.size() + text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view escape = text.substr(at, escape_size);
    unsigned unit = 0;
    if (escape.size() == escape_size && escape.starts_with("_x") && escape.back() == '_' &&
        std::from_chars(escape.data() + 2, escape.data() + 6, unit, 16).ptr == escape.data() + 6) {
      add_unit(unit, out);
      at += escape_size;
    } else {
      out += text[at++];
    }
  }
}

void make_line_feeds(std::string& text) {
  if (text.find('\r') == text.npos) return;
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (text[at] != '\r')
      text[size++] = text[at];
    else if (at + 1 == text.size() || text[at + 1] != '\n')
      text[size++] = '\n';
  text.resize(size);
}

std::string hexadecimal(unsigned number, std::size_t digits) {
  constexpr std::string_view letters = "0123456789ABCDEF";
  std::string out(digits, '0');
  for (; digits > 0; number >>= 4) out[--digits] = letters[number & 15];
  return out;
}

}  // namespace

std::string sheet_text(std::string_view text) {
  std::string out;
  add_resolved(text, out);
  make_line_feeds(out);
  return out;
}

std::string string_item(const pugi::xml_node& item) {
  std::string out;
  for (const auto part : item.children()) {
    if (local_name(part) == "t") add_resolved(text_of(part), out);
    if (local_name(part) == "r") add_resolved(text_of(child(part, "t")), out);
  }
  make_line_feeds(out);
  return out;
}

std::optional<Phrase> what_is_no_text(std::string_view text) {
  const std::size_t bad = valid_utf8_prefix(text);
  if (bad == text.size()) {
    for (const auto& [character, name] : {std::pair("\xEF\xBF\xBE", "U+FFFE"), std::pair("\xEF\xBF\xBF", "U+FFFF")})
      if (text.find(character) != text.npos) return Phrase(name);
    return std::nullopt;
  }
  std::size_t at = bad;
  const char32_t unit = next_character(text, at);
  if (unit == 0) return Phrase("U+0000");
  if (is_high(unit) || is_low(unit)) {
    const std::string name = "U+" + hexadecimal(unit, 4);
    return Phrase("半个字符" + name, name + ", half of a character,");
  }
  const std::string byte = "0x" + hexadecimal(static_cast<unsigned char>(text[bad]), 2);
  return Phrase("字节" + byte, "the byte " + byte);
}

}  // namespace pingxing::document
