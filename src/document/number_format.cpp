#include "document/number_format.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "base/text.hpp"

namespace pingxing::document {
namespace {

constexpr std::size_t number_sections_max = 3;  // a fourth is for text

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// What the letters of a section stand for.
struct Letters {
  bool has_day = false, has_clock = false, has_month_or_minute = false;

  /// A word such as "yyyy", "hhmm" or "aaaa". Other words ("General", "AM", "pm", "kg") say nothing of dates.
  void add(std::string_view word) {
    if (word.find_first_not_of("ymdhsaegb") != word.npos) return;
    has_day = has_day || word.find_first_of("yde") != word.npos || word.find("bb") != word.npos ||
              word.find("aaa") != word.npos || word.find("mmm") != word.npos;
    has_clock = has_clock || word.find_first_of("hs") != word.npos;
    has_month_or_minute = has_month_or_minute || word.find('m') != word.npos;
  }
  [[nodiscard]] bool is_date() const { return has_day || (has_month_or_minute && !has_clock); }
};

/// "h", "mm" inside brackets.
bool is_elapsed(std::string_view inside) {
  return !inside.empty() && std::string_view("hms").find(inside[0]) != std::string_view::npos &&
         inside.find_first_not_of(inside[0]) == inside.npos;
}

}  // namespace

/// Goes through a code character by character.
class NumberFormat::Reader {
 public:
  explicit Reader(std::string_view code) : lower_(lower_ascii(code)), code_(lower_) {}

  std::vector<Section> read() {
    std::vector<Section> sections;
    do {
      const Section section = read_section();
      if (!is_of_text_ && sections.size() < number_sections_max) sections.push_back(section);
    } while (at_++ < code_.size());     // the semicolon
    if (sections.empty()) return {{}};  // "@" alone
    give_signs(sections);
    return sections;
  }

 private:
  Section read_section() {
    Section section;
    Letters letters;
    bool has_percent = false, has_elapsed = false;
    is_of_text_ = false;
    while (at_ < code_.size() && code_[at_] != ';') {
      const char c = code_[at_];
      if (is_letter(c)) {
        add_word(letters, section);
      } else if (c == '"') {
        const std::size_t begin = at_ + 1;
        at_ = std::min(code_.find('"', begin), code_.size() - 1) + 1;
        section.is_odd = section.is_odd || !trimmed(code_.substr(begin, at_ - 1 - std::min(begin, at_ - 1))).empty();
      } else if (c == '[') {
        const std::size_t end = std::min(code_.find(']', at_), code_.size() - 1);
        const std::string_view inside = code_.substr(at_ + 1, end - at_ - (code_[end] == ']' ? 1 : 0));
        if (code_[end] == ']' && is_elapsed(inside)) has_elapsed = letters.has_clock = true;
        add_condition(inside, section);
        section.is_odd = section.is_odd || inside.starts_with("$") || inside.starts_with("dbnum") || is_elapsed(inside);
        at_ = end + 1;
      } else {
        has_percent = has_percent || c == '%';
        is_of_text_ = is_of_text_ || c == '@';
        add_digit(c, section);
        const bool shows_next = c == '\\' || c == '_' || c == '*';  // as it is, as its width, or as a filling
        at_ = std::min(at_ + (shows_next ? 2 : 1), code_.size());
      }
    }
    section.style = letters.is_date()   ? NumberStyle::Date
                    : has_elapsed       ? NumberStyle::Elapsed
                    : letters.has_clock ? NumberStyle::Time
                    : has_percent       ? NumberStyle::Percent
                                        : NumberStyle::Plain;
    return section;
  }

  /// What a sign does to a whole number.
  void add_digit(char c, Section& section) const {
    const bool is_digit = c == '0' || c == '#' || c == '?';
    const char next = at_ + 1 < code_.size() ? code_[at_ + 1] : ';';
    if (c == '0' && section.zeros < ShownDigits::other - 1) ++section.zeros;
    if (c == ',') section.has_groups = true;
    if (c == '\\' || c == '*' || c == '_')
      section.is_odd = section.is_odd || (c != '_' && next != ' ');
    else if (!is_digit && c != ',' && c != '@' && c != ' ')
      section.is_odd = true;
  }

  void add_word(Letters& letters, Section& section) {
    const std::size_t begin = at_;
    while (at_ < code_.size() && is_letter(code_[at_])) ++at_;
    const std::string_view word = code_.substr(begin, at_ - begin);
    const std::string_view rest = code_.substr(at_);
    section.is_odd = section.is_odd || word != "general";
    const bool is_exponent = word == "e" && (rest.starts_with('+') || rest.starts_with('-'));
    if (!is_exponent) letters.add(word);
  }

  /// "<1", ">=-3.5"; other brackets hold colours, languages, ways of writing digits.
  static void add_condition(std::string_view inside, Section& section) {
    struct Sign {
      std::string_view text;
      Compare compare;
    };
    constexpr Sign signs[] = {{"<=", Compare::LessOrEqual}, {">=", Compare::GreaterOrEqual}, {"<>", Compare::NotEqual},
                              {"<", Compare::Less},         {">", Compare::Greater},         {"=", Compare::Equal}};
    inside = trimmed(inside);
    for (const auto& [text, compare] : signs) {
      if (!inside.starts_with(text)) continue;
      const std::string_view bound = trimmed(inside.substr(text.size()));
      double value = 0;
      const auto [end, error] = std::from_chars(bound.data(), bound.data() + bound.size(), value);
      if (error != std::errc() || end != bound.data() + bound.size()) return;
      section.compare = compare;
      section.bound = value;
      return;
    }
  }

  /// Without any condition the sections are for positive, negative and zero; the last is for what is left.
  static void give_signs(std::vector<Section>& sections) {
    const bool has_own = std::any_of(sections.begin(), sections.end(),
                                     [](const Section& section) { return section.compare != Compare::Any; });
    if (has_own || sections.size() == 1) return;
    sections[0].compare = sections.size() == 2 ? Compare::GreaterOrEqual : Compare::Greater;
    if (sections.size() == number_sections_max) sections[1].compare = Compare::Less;
  }

  std::string lower_;
  std::string_view code_;
  std::size_t at_ = 0;
  bool is_of_text_ = false;  // the section read last
};

NumberFormat::NumberFormat(std::string_view code) : sections_(Reader(code).read()) {}

NumberFormat::NumberFormat(std::uint32_t number) {
  const auto within = [number](std::uint32_t low, std::uint32_t high) { return number >= low && number <= high; };
  Section section;
  if (within(9, 10) || within(67, 68)) {
    section.style = NumberStyle::Percent;
  } else if (within(18, 21) || within(32, 35) || number == 45 || number == 47 || within(55, 56) || within(75, 76) ||
             number == 78 || number == 80) {
    section.style = NumberStyle::Time;
  } else if (number == 46 || number == 79) {
    section.style = NumberStyle::Elapsed;
  } else if (within(14, 22) || within(27, 36) || within(50, 58) || within(71, 81)) {
    section.style = NumberStyle::Date;
  }
  section.is_odd = section.style != NumberStyle::Plain || number == 2 || number == 4 || number == 11 || number == 48 ||
                   within(39, 44);
  section.has_groups = number == 3 || within(37, 38);
  sections_.push_back(section);
}

bool NumberFormat::Section::holds(double value) const {
  switch (compare) {
    case Compare::Less:
      return value < bound;
    case Compare::LessOrEqual:
      return value <= bound;
    case Compare::Equal:
      return value == bound;
    case Compare::NotEqual:
      return value != bound;
    case Compare::GreaterOrEqual:
      return value >= bound;
    case Compare::Greater:
      return value > bound;
    case Compare::Any:
      return true;
  }
  return true;
}

const NumberFormat::Section& NumberFormat::section_of(double value) const {
  const auto found = std::find_if(sections_.begin(), sections_.end(),
                                  [value](const Section& section) { return section.holds(value); });
  return found == sections_.end() ? sections_.back() : *found;
}

NumberStyle NumberFormat::style_of(double value) const { return section_of(value).style; }

ShownDigits NumberFormat::digits_of(double value) const {
  constexpr double grouped_from = 1000;
  const Section& section = section_of(value);
  if (section.is_odd || (section.has_groups && value >= grouped_from)) return {ShownDigits::other};
  return {section.zeros};
}

}  // namespace pingxing::document
