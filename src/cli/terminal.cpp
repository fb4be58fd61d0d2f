#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

#include "base/text.hpp"

namespace pingxing::cli {

namespace {

constexpr std::size_t width_min = 40, width_max = 400;

bool is_harmless(char32_t c) {
  const bool is_control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
  const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
  return !is_control && !turns;
}

std::size_t width_of(std::FILE* stream) {
  std::size_t width = 0;
  if (const char* columns = std::getenv("COLUMNS"))
    width = static_cast<std::size_t>(std::strtoul(columns, nullptr, 10));
  winsize size{};
  if (width == 0 && is_terminal(stream) && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0) width = size.ws_col;
  if (width == 0) return Look().width;
  return std::clamp(width, width_min, width_max);
}

}  // namespace

bool is_terminal(std::FILE* stream) { return isatty(fileno(stream)) == 1; }

Look Look::of(std::FILE* stream) {
  Look look;
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  const bool is_dumb = term && std::string_view(term) == "dumb";
  look.has_colours = is_terminal(stream) && !(no_colour && *no_colour != '\0') && !is_dumb;
  look.width = width_of(stream);
  return look;
}

std::string Look::paint(Colour colour, std::string_view text) const {
  if (!has_colours || colour == Colour::None || text.empty()) return std::string(text);
  const auto code = [&]() -> std::string_view {
    switch (colour) {
      case Colour::Gold:
        return "\x1b[38;5;178m";
      case Colour::Red:
        return "\x1b[31m";
      case Colour::Green:
        return "\x1b[32m";
      case Colour::Yellow:
        return "\x1b[33m";
      case Colour::Dim:
        return "\x1b[2m";
      case Colour::Bold:
        return "\x1b[1m";
      case Colour::None:
        break;
    }
    return "";
  }();
  return std::string(code) + std::string(text) + "\x1b[0m";
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_character(text, at);
    if (is_harmless(c))
      out += text.substr(begin, at - begin);
    else
      out += "\uFFFD";
  }
  return out;
}

std::string fitted(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  std::string out;
  for (std::size_t at = 0, used = 0; at < text.size();) {
    const std::size_t begin = at;
    next_character(text, at);
    const auto character = text.substr(begin, at - begin);
    used += display_width(character);
    if (used + 1 > width) break;
    out += character;
  }
  return out + "…";
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out, line;
  std::size_t used = 0;
  const auto end_line = [&] {
    while (line.ends_with(' ')) line.pop_back();
    out += line + "\n" + std::string(indent, ' ');
    line.clear();
    used = indent;
  };
  for (std::size_t at = 0; at < text.size();) {
    // A piece that stays together: a hanzi with the marks behind it, or a word.
    const std::size_t begin = at;
    bool is_wide = display_width(text.substr(at, character_size(text[at]))) == 2;
    next_character(text, at);
    while (at < text.size() && text[begin] != ' ') {
      std::size_t after = at;
      const char32_t c = next_character(text, after);
      const auto next = text.substr(at, after - at);
      const bool is_closing = c == 0xFF0C || c == 0x3002 || c == 0xFF1B || c == 0xFF1A || c == 0x3001 || c == 0x201D ||
                              c == 0xFF09 || c == ',' || c == ';' || c == ')' || c == ':';
      const bool is_word = !is_wide && display_width(next) == 1 && c != ' ';
      if (!is_closing && !is_word) break;
      is_wide = is_wide || display_width(next) == 2;
      at = after;
    }
    const auto piece = text.substr(begin, at - begin);
    const std::size_t size = display_width(piece);
    if (used + size > width && used > indent) {
      end_line();
      if (piece == " ") continue;
    }
    line += piece;
    used += size;
  }
  return out + line;
}

void print_problems(std::FILE* stream, const Problems& problems, Language language) {
  const Look look = Look::of(stream);
  std::set<std::pair<std::string_view, std::string>> mended;  // codes with how to mend them
  for (const auto& problem : problems.kept()) {
    std::string line = printable(problem.place.text());
    if (!line.empty()) line += ": ";
    line += look.paint(problem.is_error() ? Colour::Red : Colour::Yellow, problem.is_error() ? "error " : "warning ");
    line += std::string(problem.code()) + ": " + printable(problem.says(language));
    const std::string mend = printable(problem.mend(language));
    if (!mend.empty() && mended.emplace(problem.code(), mend).second)
      line += (language == Language::Chinese ? ";" : "; ") + mend;
    std::fprintf(stream, "%s\n", line.c_str());
  }
  const std::size_t more = problems.count() - problems.kept().size();
  if (more == 0) return;
  const bool is_zh = language == Language::Chinese;
  std::fprintf(stream, is_zh ? "……另有%zu处\n" : "… and %zu more\n", more);
}

}  // namespace pingxing::cli
