#include "document/text_file.hpp"

#include "base/utf8.hpp"
#include "document/messages.hpp"
#include "document/place.hpp"
#include "document/text_encoding.hpp"

namespace pingxing::document {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

/// As one word of a shell command.
std::string quoted(std::string_view path) {
  std::string out = "'";
  for (const char c : path) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

/// "facts.csv" -> "facts.utf8.csv"
std::string converted_name(const std::string& path) {
  const std::size_t slash = path.rfind('/'), dot = path.rfind('.');
  const bool has_ending = dot != path.npos && dot != 0 && (slash == path.npos || dot > slash + 1);
  return has_ending ? path.substr(0, dot) + ".utf8" + path.substr(dot) : path + ".utf8";
}

std::vector<Phrase> conversion(const std::string& path) { return {quoted(path), quoted(converted_name(path))}; }

Phrase kind_of_binary(std::string_view text, std::size_t bad) {
  if (text.starts_with("PK\x03\x04"))
    return Text{"它是压缩包或.xlsx工作簿", "it is a zip archive or an .xlsx workbook"};
  if (text.starts_with("\xD0\xCF\x11\xE0"))
    return Text{"它是旧版Office文件(如.xls)", "it is an old Office file such as .xls"};
  if (text.starts_with("%PDF")) return Text{"它是PDF", "it is a PDF"};
  const std::string offset = std::to_string(bad);
  return {"第" + offset + "字节(从0数起)是零字节", "byte " + offset + " (counted from 0) is zero"};
}

std::string hexadecimal(char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  return {'0', 'x', digits[value >> 4], digits[value & 15]};
}

bool is_known_binary(std::string_view text) {
  return text.starts_with("PK\x03\x04") || text.starts_with("\xD0\xCF\x11\xE0") || text.starts_with("%PDF-");
}

}  // namespace

bool check_text(std::string_view text, const std::string& file, Problems& problems) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    problems.add(utf16_file, in_file(file), conversion(file));
    return false;
  }
  if (is_known_binary(text)) {
    problems.add(file_is_binary, in_file(file), {kind_of_binary(text, 0)});
    return false;
  }
  const std::size_t bad = valid_utf8_prefix(text);
  if (bad == text.size()) return true;
  const Position position = position_of(text, bad);
  if (text[bad] == '\0') {
    problems.add(file_is_binary, at_line(file, position.line, position.column), {kind_of_binary(text, bad)});
  } else if (looks_like_gb18030(text)) {
    problems.add(gb18030_file, in_file(file), conversion(file));
  } else {
    problems.add(not_utf8, at_line(file, position.line, position.column),
                 {hexadecimal(text[bad]), std::to_string(bad)});
  }
  return false;
}

std::optional<TextFile> read_text(const std::string& path, std::uint64_t bytes_max, Problems& problems,
                                  Utf8Check check) {
  auto bytes = read_bytes(path, bytes_max, problems);
  if (!bytes) return std::nullopt;
  const std::size_t mark_size = bytes->view().starts_with(utf8_mark) ? utf8_mark.size() : 0;
  TextFile file(std::move(*bytes), mark_size);
  if (file.text().empty()) {
    problems.add(file_empty, in_file(path));
    return std::nullopt;
  }
  if (check == Utf8Check::Now && !check_text(file.text(), path, problems)) return std::nullopt;
  return file;
}

}  // namespace pingxing::document
