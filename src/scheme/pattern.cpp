#include "scheme/pattern.hpp"

namespace pingxing::scheme {

namespace {

/// The index behind the bracket that closes the one at `open`.
std::size_t closing(std::string_view pattern, std::size_t open) {
  const char from = pattern[open], to = from == '(' ? ')' : from == '[' ? ']' : '}';
  int depth = 0;
  for (std::size_t i = open; i < pattern.size(); ++i) {
    if (pattern[i] == from) ++depth;
    if (pattern[i] == to && --depth == 0) return i;
  }
  return pattern.size();
}

std::vector<std::string_view> alternatives(std::string_view inside) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i <= inside.size(); ++i) {
    if (i == inside.size() || (inside[i] == '|' && depth == 0)) {
      parts.push_back(inside.substr(begin, i - begin));
      begin = i + 1;
    } else if (inside[i] == '(' || inside[i] == '[') {
      ++depth;
    } else if (inside[i] == ')' || inside[i] == ']') {
      --depth;
    }
  }
  return parts;
}

class Matcher {
 public:
  Matcher(Piece text, const SlotTest& accepts) : text_(text), accepts_(accepts) {}

  std::optional<Captures> run(std::string_view pattern) {
    if (!match(pattern, 0)) return std::nullopt;
    return captures_;
  }

 private:
  static char lower(char x) { return x >= 'A' && x <= 'Z' ? static_cast<char>(x - 'A' + 'a') : x; }

  // The rest of the pattern is a string here, since choices splice their alternative in front of it; sentences are
  // short and patterns few, so the copies do not matter.
  bool match(std::string_view pattern, std::size_t at) {
    if (++steps_ > steps_max) return false;
    if (pattern.empty()) return at == text_.text.size();
    const char c = pattern.front();
    if (c == '(' || c == '[') {
      const std::size_t close = closing(pattern, 0);
      const auto inside = pattern.substr(1, close - 1), rest = pattern.substr(close + 1);
      for (auto choice : alternatives(inside)) {
        kept_.push_back(std::make_unique<std::string>(std::string(choice) + std::string(rest)));
        if (match(*kept_.back(), at)) return true;
      }
      return c == '[' && match(rest, at);
    }
    if (c == '{') {
      const std::size_t close = closing(pattern, 0);
      const auto slot = pattern.substr(1, close - 1), rest = pattern.substr(close + 1);
      // A slot at the end takes all; before a literal it can only end where that literal stands.
      const bool is_last = rest.empty();
      const bool is_before_literal = !is_last && std::string_view("([{ ").find(rest.front()) == std::string_view::npos;
      for (std::size_t end = is_last ? text_.text.size() : at + 1; end <= text_.text.size(); ++end) {
        if (end <= at) break;
        if (end < text_.text.size() && (static_cast<unsigned char>(text_.text[end]) & 0xC0) == 0x80) continue;
        if (is_before_literal && (end == text_.text.size() || lower(text_.text[end]) != lower(rest.front()))) continue;
        const auto part = text_.text.substr(at, end - at);
        if (part.size() > slot_max) break;
        if (!accepts_(slot, trimmed(part))) continue;
        captures_.emplace_back(slot, text_.sub(at, end - at).trimmed());
        if (match(rest, end)) return true;
        captures_.pop_back();
      }
      return false;
    }
    if (c == ' ') {  // a blank of the pattern: blanks of the text, or none beside punctuation and hanzi
      std::size_t next = at;
      while (next < text_.text.size() && text_.text[next] == ' ') ++next;
      return match(pattern.substr(1), next);
    }
    if (at >= text_.text.size()) return false;
    return lower(text_.text[at]) == lower(c) && match(pattern.substr(1), at + 1);
  }

  static constexpr int steps_max = 200'000;          // a hostile line must not keep the parser busy
  static constexpr std::size_t slot_max = 2'000;     // bytes
  Piece text_;
  const SlotTest& accepts_;
  Captures captures_;
  std::vector<std::unique_ptr<std::string>> kept_;
  int steps_ = 0;
};

std::string write(std::string_view pattern, const std::function<std::string(std::string_view)>& fill) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    if (c != '(' && c != '[' && c != '{') {
      out += c;
      ++i;
      continue;
    }
    const std::size_t close = closing(pattern, i);
    const auto inside = pattern.substr(i + 1, close - i - 1);
    if (c == '(') out += write(alternatives(inside).front(), fill);
    if (c == '{') out += fill(inside);
    i = close + 1;
  }
  return out;
}

}  // namespace

std::optional<Captures> match_pattern(std::string_view pattern, Piece text, const SlotTest& accepts) {
  return Matcher(text, accepts).run(pattern);
}

std::string write_pattern(std::string_view pattern, const std::function<std::string(std::string_view)>& fill) {
  return write(pattern, fill);
}

std::string canonical_pattern(std::string_view pattern) {
  return write(pattern, [](std::string_view slot) { return "{" + std::string(slot) + "}"; });
}

}  // namespace pingxing::scheme
