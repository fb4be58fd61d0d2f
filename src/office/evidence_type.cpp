#include "office/evidence_type.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "document/package.hpp"
#include "document/text_encoding.hpp"
#include "document/xml.hpp"

namespace pingxing::office {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view pdf = "application/pdf", jpeg = "image/jpeg", png = "image/png",
                           utf8_text = "text/plain; charset=utf-8", gb18030_text = "text/plain; charset=gb18030",
                           docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                           xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct TypeRow {
  std::string_view type;
  std::vector<std::string_view> endings;  // the first is added to a name that has none of them
};
const std::vector<TypeRow>& types() {
  static const std::vector<TypeRow> all{
      {pdf, {".pdf"}},
      {jpeg, {".jpg", ".jpeg"}},
      {png, {".png"}},
      {docx, {".docx"}},
      {xlsx, {".xlsx"}},
      {utf8_text, {".txt", ".csv", ".md"}},
      {gb18030_text, {".txt", ".csv", ".md"}},
  };
  return all;
}

constexpr std::size_t name_max = 120;  // characters, with the ending

bool is_text_without_control(std::string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(), [](char c) {
    const auto code = static_cast<unsigned char>(c);
    return (code < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f') || code == 0x7F;
  });
}

/// The type of the main part says what the package is, not the names of its parts. Macros have types of their own.
std::optional<std::string_view> office_type(const std::string& bytes) {
  Problems ignored;
  document::Limits limits;
  limits.part_bytes = limits.total_bytes = std::uint64_t{1} << 20;  // a list of parts has some thousand bytes
  limits.xml_nodes = 50'000;
  document::Package package(bytes, "", limits, ignored);
  constexpr std::string_view list = "[Content_Types].xml";
  if (!package.is_open() || !package.has(list)) return std::nullopt;
  const auto xml = package.read_xml(list);
  if (!xml) return std::nullopt;
  std::optional<std::string_view> found;
  for (const auto entry : xml->root().children()) {
    const std::string_view type = document::attribute(entry, "ContentType");
    if (lower_ascii(type).find("macroenabled") != std::string::npos ||
        lower_ascii(type).find("vbaproject") != std::string::npos)
      return std::nullopt;
    if (type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml") found = docx;
    if (type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml") found = xlsx;
  }
  return found;
}

bool is_refused_in_names(char32_t c) {
  constexpr std::u32string_view reserved = U"<>:\"|?*";
  const bool turns_or_hides = (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
                              (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0xFFFD;
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || turns_or_hides ||
         reserved.find(c) != reserved.npos;
}

}  // namespace

std::optional<std::string> type_of_evidence(const std::string& bytes) {
  const auto is = [](std::string_view type) { return std::optional(std::string(type)); };
  if (bytes.starts_with("%PDF-"sv)) return is(pdf);
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return is(jpeg);
  if (bytes.starts_with("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"sv)) return is(png);
  if (bytes.starts_with("PK"sv)) {
    const auto found = office_type(bytes);
    return found ? is(*found) : std::nullopt;
  }
  if (bytes.empty() || bytes.starts_with("GIF8"sv) || !is_text_without_control(bytes)) return std::nullopt;
  if (valid_utf8_prefix(bytes) == bytes.size()) return is(utf8_text);
  return document::looks_like_gb18030(bytes) ? is(gb18030_text) : std::nullopt;
}

std::string clean_filename(std::string_view typed, std::string_view type) {
  const std::string valid = clean_text(typed);
  const std::size_t folder = valid.find_last_of("/\\");
  const std::string_view last = trimmed(std::string_view(valid).substr(folder == valid.npos ? 0 : folder + 1));
  std::string name;
  for (std::size_t at = 0; at < last.size();)
    if (const char32_t c = next_character(last, at); !is_refused_in_names(c)) append_character(name, c);
  while (!name.empty() && (name.back() == '.' || name.back() == ' ')) name.pop_back();

  const auto row = std::find_if(types().begin(), types().end(), [&](const TypeRow& t) { return t.type == type; });
  std::string ending = row == types().end() ? "" : std::string(row->endings.front());
  if (row != types().end()) {
    const std::string lower = lower_ascii(name);
    for (const auto known : row->endings) {
      if (!lower.ends_with(known)) continue;
      ending = name.substr(name.size() - known.size());
      name.resize(name.size() - known.size());
      break;
    }
  }
  name.erase(0, std::min(name.find_first_not_of(". "), name.size()));
  if (name.empty()) name = "佐证";
  const std::size_t room = name_max - character_count(ending);
  for (std::size_t at = 0, count = 0; at < name.size();) {
    next_character(name, at);
    if (++count == room) name.resize(at);
  }
  return name + ending;
}

}  // namespace pingxing::office
