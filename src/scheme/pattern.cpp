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

std::size_t size_of_first(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  return std::min<std::size_t>(first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1, text.size());
}

/// A number under 512 of the first character: most texts are told apart by it.
std::size_t mark_of(std::string_view text) {
  const auto first = static_cast<unsigned char>(lower(text[0]));
  std::size_t mark = first;
  for (std::size_t i = 1; i < size_of_first(text); ++i) mark = mark * 31 + static_cast<unsigned char>(text[i]);
  return mark % 512;
}

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

Letters letters_in(std::string_view text) {
  Letters letters;
  for (; !text.empty(); text.remove_prefix(size_of_first(text))) letters.set(mark_of(text));
  return letters;
}

/// What a number begins with, in either script, and a blank before it.
static const Letters& number_letters() {
  static const Letters letters = letters_in("0123456789. 零一二三四五六七八九十百千万亿两半");
  return letters;
}

MarkedText::MarkedText(Piece whole) : text(whole), marks(whole.text.size()) {
  for (std::size_t at = 0; at < text.text.size(); at += size_of_first(text.text.substr(at))) {
    const auto mark = mark_of(text.text.substr(at));
    marks[at] = static_cast<std::uint16_t>(mark);
    letters.set(mark);
    const auto is_digit = [&](std::size_t i) { return text.text[i] >= '0' && text.text[i] <= '9'; };
    const bool goes_on = at > 0 && is_digit(at) && is_digit(at - 1);
    if (!goes_on && number_letters()[mark] && text.text[at] != ' ') ++numbers;
  }
}

// ---- compiling ------------------------------------------------------------------------------------------------------

Pattern::Pattern(std::string_view written) {
  nodes_.emplace_back();
  begin_ = compile(written_out(written), 0);
  note_beginnings();
  note_needed();
}

/// With which characters the words of a slot may begin; nothing where with any.
static const Letters* beginnings_of_slot(std::string_view slot) {
  static constexpr std::string_view known[] = {"required", "over",    "begun",  "counted", "per",
                                               "amount",   "full",    "lowest", "highest", "without",
                                               "at_full",  "at_most", "cap",    "weight"};
  return std::find(std::begin(known), std::end(known), slot) != std::end(known) ? &number_letters() : nullptr;
}

/// Nodes stand behind those that they lead to. An end begins with nothing.
void Pattern::note_beginnings() {
  for (auto& n : nodes_) {
    const auto add = [&](const Node& other) {
      n.begins |= other.begins;
      n.begins_anyhow = n.begins_anyhow || other.begins_anyhow;
    };
    if (n.kind == Node::Kind::Slot) {
      const Letters* known = beginnings_of_slot(n.words);
      n.begins_anyhow = !known;
      if (known) n.begins = *known;
    }
    if (n.kind == Node::Kind::Literal) n.begins.set(mark_of(n.words));
    if (n.kind == Node::Kind::Blank) {
      n.begins.set(mark_of(" "));
      add(nodes_[n.next]);
    }
    for (const std::size_t choice : n.choices) add(nodes_[choice]);
  }
}

void Pattern::note_needed() {
  for (std::size_t at = begin_; nodes_[at].kind != Node::Kind::End; at = nodes_[at].next) {
    const Node& n = nodes_[at];
    if (n.kind == Node::Kind::Literal) needed_ |= letters_in(n.words);
    if (n.kind == Node::Kind::Slot && !n.begins_anyhow) ++numbers_needed_;
    if (n.kind != Node::Kind::Choice || n.begins_anyhow) continue;
    const bool may_be_missing = std::find(n.choices.begin(), n.choices.end(), n.next) != n.choices.end();
    if (!may_be_missing) one_needed_.push_back(n.begins);
  }
}

Letters Pattern::first_letters() const {
  const Node& first = nodes_[begin_];
  return first.begins_anyhow ? ~Letters() : first.begins;
}

bool Pattern::may_match(const MarkedText& text) const {
  return text.numbers >= numbers_needed_ && (needed_ & ~text.letters).none() &&
         std::all_of(one_needed_.begin(), one_needed_.end(),
                     [&](const Letters& some) { return (some & text.letters).any(); });
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
  Matcher(const std::vector<Node>& nodes, const MarkedText& text, const SlotTest& accepts)
      : nodes_(nodes), text_(text.text), marks_(text.marks), accepts_(accepts) {}

  std::optional<Captures> run(std::size_t begin) {
    if (!may_start(nodes_[begin], 0) || !match(begin, 0)) return std::nullopt;
    return std::move(captures_);
  }

 private:
  [[nodiscard]] bool is_at(const std::string& words, std::size_t at) const {
    if (text_.text.size() - at < words.size()) return false;
    for (std::size_t i = 0; i < words.size(); ++i)
      if (lower(text_.text[at + i]) != words[i]) return false;
    return true;
  }

  [[nodiscard]] bool may_start(const Node& n, std::size_t at) const {
    return at == text_.text.size() || n.begins_anyhow || n.begins[marks_[at]];
  }

  /// Whether a look at the next words rules nothing out: what a slot accepts is dear, and this is cheap.
  [[nodiscard]] bool may_begin(std::size_t node, std::size_t at) const {
    const Node& n = nodes_[node];
    if (!may_start(n, at)) return false;
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
  const Piece text_;
  const std::vector<std::uint16_t>& marks_;
  const SlotTest& accepts_;
  Captures captures_;
  int steps_ = 0;
};

std::optional<Captures> Pattern::match(const MarkedText& text, const SlotTest& accepts) const {
  return Matcher(nodes_, text, accepts).run(begin_);
}

std::optional<Captures> Pattern::match(Piece text, const SlotTest& accepts) const {
  return match(MarkedText(text), accepts);
}

Patterns::Patterns(std::initializer_list<std::string_view> written) {
  for (auto one : written) patterns_.emplace_back(one);
}

std::optional<Captures> Patterns::match(Piece text, const SlotTest& accepts) const {
  const MarkedText marked(text);
  for (const auto& pattern : patterns_)
    if (pattern.may_match(marked))
      if (auto captures = pattern.match(marked, accepts)) return captures;
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
