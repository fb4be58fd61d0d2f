#include "document/text_file.hpp"

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "document/messages.hpp"
#include "document/place.hpp"
#include "document/text_encoding.hpp"

namespace pingxing::document {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

/// As one word of a shell command.
std::string in_quotes(std::string_view path) {
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

std::vector<Phrase> conversion(const std::string& path) { return {in_quotes(path), in_quotes(converted_name(path))}; }

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

namespace {

/// What is wrong at a byte of `text`, which is no UTF-8.
void tell_bad_byte(std::string_view text, std::size_t bad, const std::string& file, Problems& problems) {
  const Position position = position_of(text, bad);
  const Place place = at_line(file, position.line, position.column);
  if (text[bad] == '\0') {
    problems.add(file_is_binary, place, {kind_of_binary(text, bad)});
  } else {
    problems.add(not_utf8, place, {hexadecimal(text[bad]), std::to_string(bad)});
  }
}

/// The beginning of the first line with hanzi, as either encoding has it.
std::vector<Phrase> both_readings(std::string_view text) {
  constexpr std::size_t shown_max = 20;  // characters
  const std::size_t bad = valid_utf8_prefix(text);
  std::vector<Phrase> words;
  for (const Encoding encoding : {Encoding::Gb18030, Encoding::Big5}) {
    const std::string shown = decoded(text.substr(bad, 4 * shown_max), encoding).text;
    std::size_t end = 0;
    for (std::size_t count = 0; count < shown_max && end < shown.size() && shown[end] != '\r' && shown[end] != '\n';
         ++count)
      next_character(shown, end);
    words.emplace_back(shown.substr(0, end));
  }
  return words;
}

}  // namespace

bool check_text(std::string_view text, const std::string& file, Problems& problems) {
  if (is_known_binary(text)) {
    problems.add(file_is_binary, in_file(file), {kind_of_binary(text, 0)});
    return false;
  }
  switch (encoding_of(text)) {
    case Encoding::Utf8:
      return true;
    case Encoding::Utf16Le:
    case Encoding::Utf16Be:
      problems.add(utf16_file, in_file(file), conversion(file));
      return false;
    case Encoding::Gb18030:
      problems.add(gb18030_file, in_file(file), conversion(file));
      return false;
    case Encoding::Big5:
      problems.add(big5_file, in_file(file), conversion(file));
      return false;
    case Encoding::GbOrBig5:
      problems.add(encoding_unclear, in_file(file), both_readings(text));
      return false;
    case Encoding::Unknown:
      break;
  }
  tell_bad_byte(text, valid_utf8_prefix(text), file, problems);
  return false;
}

std::optional<std::string_view> text_of_upload(std::string_view bytes, const std::string& file, std::string& converted,
                                               Problems& problems) {
  const Encoding encoding = is_known_binary(bytes) ? Encoding::Unknown : encoding_of(bytes);
  std::string_view text = bytes;
  if (encoding == Encoding::Gb18030 || encoding == Encoding::Utf16Le || encoding == Encoding::Utf16Be) {
    Decoded read = decoded(bytes, encoding);
    if (read.bad) {
      const Position position = position_of(read.text, read.text.size());
      problems.add(text_damaged, at_line(file, position.line, position.column),
                   {encoding == Encoding::Gb18030 ? "GB18030" : "UTF-16", hexadecimal(bytes[*read.bad]),
                    std::to_string(*read.bad)});
      return std::nullopt;
    }
    converted = std::move(read.text);
    text = converted;
  } else if (text.starts_with(utf8_mark)) {
    text.remove_prefix(utf8_mark.size());
  }
  if (!check_text(text, file, problems)) return std::nullopt;  // there may be zeros
  if (text.data() == converted.data() && !text.empty())
    problems.add(table_encoding, in_file(file), {encoding == Encoding::Gb18030 ? "GB18030(GBK)" : "UTF-16"});
  return text;
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
