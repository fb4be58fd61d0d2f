#include "scheme/pattern.hpp"

#include <algorithm>

#include "scheme/synonyms.hpp"

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

char lower(char x) { return x >= 'A' && x <= 'Z' ? static_cast<char>(x - 'A' + 'a') : x; }

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
    if (c == '[' && i < pattern.size() && pattern[i] == '*') ++i;
  }
  return out;
}

}  // namespace

// ---- compiling ------------------------------------------------------------------------------------------------------

Pattern::Pattern(std::string_view written) {
  nodes_.emplace_back();
  const std::string all = written_out(written);
  begin_ = compile(all, 0);
  note_needs(all);
  note_beginnings(begin_);
}

void Pattern::note_beginnings(std::size_t node) {
  const Node& n = nodes_[node];
  const auto note = [&](char c) { beginnings_.set(static_cast<unsigned char>(c)); };
  switch (n.kind) {
    case Node::Kind::End:
      break;
    case Node::Kind::Slot:
      beginnings_.set();
      break;
    case Node::Kind::Choice:
      for (const std::size_t choice : n.choices) note_beginnings(choice);
      break;
    case Node::Kind::Blank:
      note(' ');
      note_beginnings(n.next);
      break;
    case Node::Kind::Literal:
      note(n.words[0]);
      if (n.words[0] >= 'a' && n.words[0] <= 'z') note(static_cast<char>(n.words[0] - 'a' + 'A'));
      break;
  }
}

/// The words without one of which no text matches; a look for them is cheap.
void Pattern::note_needs(std::string_view pattern) {
  const auto literal = [](std::string_view text) { return text.substr(0, text.find_first_of("([{ ")); };
  for (std::size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    if (c == '[' || c == '{') {
      i = closing(pattern, i) + 1;
      if (i < pattern.size() && pattern[i] == '*') ++i;
    } else if (c == '(') {
      const std::size_t close = closing(pattern, i);
      std::vector<std::string> any;
      for (const auto one : alternatives(pattern.substr(i + 1, close - i - 1)))
        any.push_back(lower_ascii(literal(one)));
      if (std::none_of(any.begin(), any.end(), [](const std::string& one) { return one.empty(); }))
        needs_.push_back(std::move(any));
      i = close + 1;
    } else if (c == ' ') {
      ++i;
    } else {
      needs_.push_back({lower_ascii(literal(pattern.substr(i)))});
      i += needs_.back().front().size();
    }
  }
}

/// The node where `pattern` begins, whose end goes on at `next`.
std::size_t Pattern::compile(std::string_view pattern, std::size_t next) {
  if (pattern.empty()) return next;
  const char c = pattern.front();
  std::size_t size = 1;
  Node made;
  if (c == '(' || c == '[' || c == '{') {
    size = closing(pattern, 0) + 1;
    const auto inside = pattern.substr(1, size - 2);
    std::string_view rest = pattern.substr(size);
    std::string again;  // [x]* is up to two
    if (c == '[' && rest.starts_with('*')) {
      again = std::string(pattern.substr(0, size)) + std::string(rest.substr(1));
      rest = again;
    }
    made.next = compile(rest, next);
    if (c == '{') {
      made.kind = Node::Kind::Slot;
      made.words = inside;
      made.is_tail_plain = !has_slot(made.next);
    } else {
      made.kind = Node::Kind::Choice;
      for (auto choice : alternatives(inside)) made.choices.push_back(compile(choice, made.next));
      if (c == '[') made.choices.push_back(made.next);
    }
  } else if (c == ' ') {
    made.kind = Node::Kind::Blank;
    made.next = compile(pattern.substr(1), next);
  } else {
    size = std::min(pattern.find_first_of("([{ "), pattern.size());
    made.kind = Node::Kind::Literal;
    made.words = lower_ascii(pattern.substr(0, size));
    made.next = compile(pattern.substr(size), next);
  }
  made.has_slot = made.kind == Node::Kind::Slot || has_slot(made.next) ||
                  std::any_of(made.choices.begin(), made.choices.end(), [&](std::size_t one) { return has_slot(one); });
  nodes_.push_back(std::move(made));
  return nodes_.size() - 1;
}

bool Pattern::has_slot(std::size_t node) const { return nodes_[node].has_slot; }

// ---- matching -------------------------------------------------------------------------------------------------------

class Matcher {
 public:
  using Node = Pattern::Node;
  Matcher(const std::vector<Node>& nodes, Piece text, const SlotTest& accepts)
      : nodes_(nodes), text_(text), accepts_(accepts) {}

  std::optional<Captures> run(std::size_t begin) {
    if (!match(begin, 0)) return std::nullopt;
    return std::move(captures_);
  }

 private:
  [[nodiscard]] bool is_at(const std::string& words, std::size_t at) const {
    if (text_.text.size() - at < words.size()) return false;
    for (std::size_t i = 0; i < words.size(); ++i)
      if (lower(text_.text[at + i]) != words[i]) return false;
    return true;
  }

  /// Whether a look at the next words rules nothing out: what a slot accepts is dear, and this is cheap.
  [[nodiscard]] bool may_begin(std::size_t node, std::size_t at) const {
    const Node& n = nodes_[node];
    switch (n.kind) {
      case Node::Kind::End:
        return at == text_.text.size();
      case Node::Kind::Literal:
        return is_at(n.words, at);
      case Node::Kind::Choice:
        return std::any_of(n.choices.begin(), n.choices.end(),
                           [&](std::size_t choice) { return may_begin(choice, at); });
      case Node::Kind::Slot:
        return at < text_.text.size();
      case Node::Kind::Blank:
        return true;
    }
    return true;
  }

  bool match(std::size_t node, std::size_t at) {
    if (++steps_ > steps_max) return false;
    const Node& n = nodes_[node];
    switch (n.kind) {
      case Node::Kind::End:
        return at == text_.text.size();
      case Node::Kind::Literal:
        return is_at(n.words, at) && match(n.next, at + n.words.size());
      case Node::Kind::Blank: {  // blanks of the text, or none beside punctuation and hanzi
        while (at < text_.text.size() && text_.text[at] == ' ') ++at;
        return match(n.next, at);
      }
      case Node::Kind::Choice:
        return std::any_of(n.choices.begin(), n.choices.end(),
                           [&](std::size_t choice) { return may_begin(choice, at) && match(choice, at); });
      case Node::Kind::Slot:
        return slot(n, at);
    }
    return false;
  }

  bool slot(const Node& n, std::size_t at) {
    const std::size_t size = text_.text.size();
    for (std::size_t end = n.next == 0 ? size : at + 1; end > at && end <= size && end - at <= slot_max; ++end) {
      if (end < size && (static_cast<unsigned char>(text_.text[end]) & 0xC0) == 0x80) continue;
      if (!may_begin(n.next, end)) continue;
      // Where nothing but words comes behind, they are looked at first.
      if (n.is_tail_plain && !match(n.next, end)) continue;
      const auto part = text_.text.substr(at, end - at);
      if (++steps_ > steps_max) return false;
      if (!accepts_(n.words, trimmed(part))) continue;
      captures_.emplace_back(n.words, text_.sub(at, end - at).trimmed());
      if (n.is_tail_plain || match(n.next, end)) return true;
      captures_.pop_back();
    }
    return false;
  }

  static constexpr int steps_max = 20'000;        // a hostile line must not keep the parser busy; a long one takes 200
  static constexpr std::size_t slot_max = 2'000;  // bytes
  const std::vector<Node>& nodes_;
  Piece text_;
  const SlotTest& accepts_;
  Captures captures_;
  int steps_ = 0;
};

std::optional<Captures> Pattern::match(Piece text, const SlotTest& accepts) const {
  if (!text.empty() && !beginnings_[static_cast<unsigned char>(text.text[0])]) return std::nullopt;
  const auto is_held = [&](const std::string& word) {
    const auto same = [](char a, char b) { return lower(a) == b; };
    return std::search(text.text.begin(), text.text.end(), word.begin(), word.end(), same) != text.text.end();
  };
  for (const auto& any : needs_)
    if (std::none_of(any.begin(), any.end(), is_held)) return std::nullopt;
  return Matcher(nodes_, text, accepts).run(begin_);
}

Patterns::Patterns(std::initializer_list<std::string_view> written) {
  for (auto one : written) patterns_.emplace_back(one);
}

std::optional<Captures> Patterns::match(Piece text, const SlotTest& accepts) const {
  for (const auto& pattern : patterns_)
    if (auto captures = pattern.match(text, accepts)) return captures;
  return std::nullopt;
}

// ---- writing --------------------------------------------------------------------------------------------------------

std::string write_pattern(std::string_view pattern, const std::function<std::string(std::string_view)>& fill) {
  return write(written_out(pattern), fill);
}

std::string canonical_pattern(std::string_view pattern) {
  return write(written_out(pattern), [](std::string_view slot) { return "{" + std::string(slot) + "}"; });
}

}  // namespace pingxing::scheme
