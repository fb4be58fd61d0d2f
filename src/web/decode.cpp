#include "web/decode.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace pingxing::web {
namespace {

constexpr std::string_view hex_digits = "0123456789ABCDEF";

/// Of a hexadecimal digit; 16 for anything else.
unsigned digit_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return 16;
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// What stands before the next `separator`, which is taken off `rest` with it.
std::string_view next_part(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

}  // namespace

std::optional<std::string> decode_percent(std::string_view text, Plus plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const unsigned high = digit_value(text[i + 1]), low = digit_value(text[i + 2]);
      if (high > 15 || low > 15) return std::nullopt;
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      decoded += text[i] == '+' && plus == Plus::IsBlank ? ' ' : text[i];
    }
  }
  if (valid_utf8_prefix(decoded) != decoded.size()) return std::nullopt;
  return decoded;
}

std::string encode_percent(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (is_plain(c)) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', hex_digits[byte >> 4], hex_digits[byte & 15]};
    }
  }
  return encoded;
}

std::optional<std::string> decode_path(std::string_view text) {
  if (!text.starts_with('/')) return std::nullopt;
  text.remove_prefix(1);
  std::string path;
  for (bool is_last = false; !is_last;) {
    is_last = text.find('/') == text.npos;
    const auto part = decode_percent(next_part(text, '/'), Plus::IsPlus);
    if (!part || *part == "." || *part == ".." || (part->empty() && !is_last)) return std::nullopt;
    if (std::any_of(part->begin(), part->end(), [](char c) { return c == '/' || c == '\\' || is_control(c); }))
      return std::nullopt;
    path += '/';
    path += *part;
  }
  return path;
}

bool decode_form(std::string_view text, Fields& fields) {
  while (!text.empty()) {
    std::string_view value = next_part(text, '&');
    if (value.empty()) continue;
    auto name = decode_percent(next_part(value, '='), Plus::IsBlank);
    auto decoded = decode_percent(value, Plus::IsBlank);
    if (!name || !decoded || fields.pairs().size() == form_fields_max) return false;
    fields.add(std::move(*name), std::move(*decoded));
  }
  return true;
}

void decode_cookies(std::string_view text, Fields& cookies) {
  while (!text.empty()) {
    const std::string_view pair = trimmed(next_part(text, ';'));
    const std::size_t equals = pair.find('=');
    if (equals == pair.npos || equals == 0) continue;
    std::string_view value = pair.substr(equals + 1);
    if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"')) value = value.substr(1, value.size() - 2);
    if (valid_utf8_prefix(pair) == pair.size()) cookies.add(std::string(pair.substr(0, equals)), std::string(value));
  }
}

std::optional<std::string> parameter(std::string_view header, std::string_view name) {
  next_part(header, ';');
  while (!header.empty()) {
    while (!header.empty() && (header[0] == ' ' || header[0] == '\t' || header[0] == ';')) header.remove_prefix(1);
    const std::size_t equals = header.find_first_of("=;");
    if (equals == header.npos) return std::nullopt;
    const std::string own = lower_ascii(trimmed(header.substr(0, equals)));
    const bool has_value = header[equals] == '=';
    header.remove_prefix(equals + 1);
    if (!has_value) continue;
    std::string value;
    if (header.starts_with('"')) {
      std::size_t i = 1;
      for (; i < header.size() && header[i] != '"'; ++i) {
        // Only \" and \\ are escapes: older browsers send C:\folder\file as it is.
        if (header[i] == '\\' && i + 1 < header.size() && (header[i + 1] == '"' || header[i + 1] == '\\')) ++i;
        value += header[i];
      }
      if (i == header.size()) return std::nullopt;  // no closing quote
      header.remove_prefix(i + 1);
    } else {
      value = trimmed(header.substr(0, header.find(';')));
    }
    next_part(header, ';');
    if (own == name) return value;
  }
  return std::nullopt;
}

}  // namespace pingxing::web
