// What is wrong with a document, said to people: a row of a message table (code, Chinese, English, how to mend),
// a place, and the words to fill in. Documents collect all their problems; nobody stops at the first.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pingxing {

enum class Language { Chinese, English };
enum class Severity { Error, Warning };

/// A fixed sentence in both languages.
struct Text {
  std::string_view zh, en;
  [[nodiscard]] constexpr std::string_view in(Language language) const {
    return language == Language::Chinese ? zh : en;
  }
};

/// Words made at run time, in both languages; from one string where both are the same (a name, a number).
struct Phrase {
  std::string zh, en;
  Phrase() = default;
  Phrase(std::string both) : zh(both), en(std::move(both)) {}  // NOLINT
  Phrase(std::string_view both) : zh(both), en(both) {}        // NOLINT
  Phrase(const char* both) : zh(both), en(both) {}             // NOLINT
  Phrase(Text text) : zh(text.zh), en(text.en) {}              // NOLINT
  Phrase(std::string chinese, std::string english) : zh(std::move(chinese)), en(std::move(english)) {}
  [[nodiscard]] const std::string& in(Language language) const { return language == Language::Chinese ? zh : en; }
  bool operator==(const Phrase&) const = default;
};

/// Why a use case refuses; each door has one answer for each: a status of HTTP, an exit status. Remark: it does not.
enum class RefusalKind {
  BadInput,     // what was given is wrong
  NotAllowed,   // to this person
  NotSignedIn,  // to nobody in particular
  NotFound,
  Clash,  // with what somebody else did, or with what is there already
  NotNow,
  TooOften,
  TooLarge,
  Unavailable,  // the server cannot just now: try again
  Remark,
};

/// One kind of problem. `says` and `mend` hold {0} {1} … for the words; `mend` may be empty.
struct MessageRow {
  std::string_view code;  // BAND_GAP
  Severity severity;
  Text says, mend;
  RefusalKind kind = RefusalKind::BadInput;
};

// A table of messages is one list X(name, kind, code, zh, en, mend_zh, mend_en) …, which these two turn into rows and
// into the list of all rows: a message stands in one place.
#define PINGXING_MESSAGE_ROW(name, kind, code, zh, en, mend_zh, mend_en)                                           \
  inline constexpr MessageRow name{code,                                                                           \
                                   RefusalKind::kind == RefusalKind::Remark ? Severity::Warning : Severity::Error, \
                                   {zh, en},                                                                       \
                                   {mend_zh, mend_en},                                                             \
                                   RefusalKind::kind};
#define PINGXING_MESSAGE_IN_LIST(name, ...) &name,

/// Where: file with line and column (from 1; column counts characters), or sheet and cell of a workbook.
struct Place {
  std::string file;
  int line = 0, column = 0;
  std::string sheet, cell;
  /// "file:3:7", "file[Sheet1!B7]", "file"
  [[nodiscard]] std::string text() const;
};

struct Problem {
  const MessageRow* row = nullptr;
  Place place;
  std::vector<Phrase> words;

  [[nodiscard]] std::string_view code() const { return row->code; }
  [[nodiscard]] bool is_error() const { return row->severity == Severity::Error; }
  [[nodiscard]] std::string says(Language language) const;
  [[nodiscard]] std::string mend(Language language) const;
  /// "file:line:col: error CODE: message; mend"
  [[nodiscard]] std::string line(Language language) const;
};

/// All problems of a document: the first `kept_max`, and a count of the others.
class Problems {
 public:
  static constexpr std::size_t kept_max = 100;  // more helps nobody, and a hostile file could make millions

  void add(const MessageRow& row, Place place, std::vector<Phrase> words = {});
  void add(const Problems& others);
  [[nodiscard]] const std::vector<Problem>& kept() const { return kept_; }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return errors_; }
  void sort_by_place();

 private:
  std::vector<Problem> kept_;
  std::size_t count_ = 0, errors_ = 0;
};

/// `pattern` with {0} {1} … replaced.
std::string fill(std::string_view pattern, const std::vector<Phrase>& words, Language language);

}  // namespace pingxing
