#include "base/text.hpp"

#include <algorithm>

namespace pingxing {

std::size_t character_size(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte >= 0xF0 && byte < 0xF8) return 4;
  if (byte >= 0xE0) return byte < 0xF0 ? 3 : 1;
  return byte >= 0xC0 ? 2 : 1;
}

char32_t next_character(std::string_view text, std::size_t& at) {
  const std::size_t size = character_size(text[at]);
  const auto lead = static_cast<unsigned char>(text[at]);
  if (size == 1 || at + size > text.size()) {
    ++at;
    return lead;
  }
  char32_t character = lead & (0xFFu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0) != 0x80) {
      ++at;
      return lead;
    }
    character = character << 6 | (byte & 0x3F);
  }
  at += size;
  return character;
}

void append_character(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | c >> 6);
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0 | c >> 12);
    text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | c >> 18);
    text += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool is_hanzi(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3007; }

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    const bool is_wide =
        is_hanzi(c) || (c >= 0x3000 && c <= 0x33FF) || (c >= 0xFF01 && c <= 0xFF60) || (c >= 0xAC00 && c <= 0xD7A3);
    width += is_wide ? 2 : 1;
  }
  return width;
}

std::string pad_to(std::string_view text, std::size_t width, bool is_right) {
  const std::size_t have = display_width(text);
  const std::string blanks(have < width ? width - have : 0, ' ');
  return is_right ? blanks + std::string(text) : std::string(text) + blanks;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\r' || text.front() == '\n'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' || text.back() == '\n'))
    text.remove_suffix(1);
  return text;
}

bool is_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == 0x00A0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

bool is_unseen(char32_t c) { return c == 0x00AD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF; }

std::string cell_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = next_character(text, at);
    const bool is_stray_byte = at == here + 1 && c >= 0x80;
    if (is_stray_byte) {
      out += text[here];
    } else if (is_blank(c)) {
      out += ' ';
    } else if (c == '\r') {
      if (!text.substr(at).starts_with('\n')) out += '\n';
    } else if (!is_unseen(c)) {
      out += text.substr(here, at - here);
    }
  }
  return std::string(trimmed(out));
}

namespace {
/// Lower case of the alphabets that ids and names are written in.
char32_t lower_case(char32_t c) {
  const bool is_latin = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
  const bool is_greek_or_cyrillic = (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F);
  if (is_latin || is_greek_or_cyrillic) return c + 0x20;
  return c >= 0x400 && c <= 0x40F ? c + 0x50 : c;
}
char32_t half_width(char32_t c);
/// Beside those that a cell loses: marks that choose a shape, join or separate.
bool is_shapeless(char32_t c) {
  return (c >= 0xFE00 && c <= 0xFE0F) || c == 0x034F || c == 0x061C || c == 0x180E || (c >= 0x2061 && c <= 0x2064);
}
}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t read = next_character(text, at);
    if (at == here + 1 && read >= 0x80) {
      out += text[here];  // a stray byte
      continue;
    }
    const char32_t c = half_width(read);
    if (c == 0 || is_blank(c) || c == '\r' || c == '\n' || is_shapeless(c)) continue;
    append_character(out, lower_case(c));
  }
  return out;
}

namespace {
/// Calls part(begin, end) for what lies between separators outside brackets.
template <class Part>
void cut(std::string_view text, std::string_view separators, Part part) {
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    next_character(text, at);
    const std::string_view character = text.substr(here, at - here);
    if (character == "(" || character == "[") ++depth;
    if ((character == ")" || character == "]") && depth > 0) --depth;
    if (depth == 0 && separators.find(character) != separators.npos) {
      part(begin, here);
      begin = at;
    }
  }
  part(begin, text.size());
}
}  // namespace

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  cut(text, separators, [&](std::size_t begin, std::size_t end) {
    const auto part = trimmed(text.substr(begin, end - begin));
    if (!part.empty()) parts.emplace_back(part);
  });
  return parts;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const auto& part : parts) {
    if (&part != &parts.front()) out += between;
    out += part;
  }
  return out;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool starts_with_any_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && lower_ascii(text.substr(0, prefix.size())) == lower_ascii(prefix);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::u32string from, to;
  for (std::size_t at = 0; at < a.size();) from += next_character(a, at);
  for (std::size_t at = 0; at < b.size();) to += next_character(b, at);
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[to.size()];
}

namespace {
/// Full-width forms and their relatives as ASCII; 0 for what is dropped.
char32_t half_width(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if (is_blank(c)) return ' ';
  if (is_unseen(c)) return 0;
  switch (c) {
    case 0xFE6A:
      return '%';
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return '-';
    case 0x301C:
      return '~';
    default:
      return c;
  }
}
bool glues(char32_t c) {  // a blank beside one of these says nothing
  return c >= 0x80 || c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '%' || c == '[' || c == ']' ||
         c == '/' || c == '<' || c == '>' || c == '=' || c == 0;
}
}  // namespace

Line::Line(std::string_view original, int number) : number_(number) {
  struct Character {
    char32_t c;
    int column;
  };
  std::vector<Character> characters;
  int column = 0;
  for (std::size_t at = 0; at < original.size();) {
    const char32_t c = half_width(next_character(original, at));
    ++column;
    if (c != 0 && c != '\r') characters.push_back({c, column});
  }
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (characters[i].c == ' ') {
      std::size_t after = i;
      while (after < characters.size() && characters[after].c == ' ') ++after;
      const char32_t left = i > 0 ? characters[i - 1].c : 0,
                     right = after < characters.size() ? characters[after].c : 0;
      if (!glues(left) && !glues(right)) {
        columns_.push_back(characters[i].column);
        text_ += ' ';
      }
      i = after - 1;
      continue;
    }
    const std::size_t before = text_.size();
    append_character(text_, characters[i].c);
    columns_.insert(columns_.end(), text_.size() - before, characters[i].column);
  }
  columns_.push_back(column + 1);
}

Place Piece::place(const std::string& file) const {
  if (!line) return {file, 0, 0, {}, {}};
  const char* base = line->text().data();
  const bool is_inside = text.data() >= base && text.data() <= base + line->text().size();
  return {file, line->number(), is_inside ? line->column(static_cast<std::size_t>(text.data() - base)) : 1, {}, {}};
}

std::vector<Piece> Piece::split(std::string_view separators) const {
  std::vector<Piece> parts;
  cut(text, separators, [&](std::size_t begin, std::size_t end) {
    const Piece part = sub(begin, end - begin).trimmed();
    if (!part.empty()) parts.push_back(part);
  });
  return parts;
}

}  // namespace pingxing
