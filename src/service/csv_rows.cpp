#include "service/csv_rows.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <unordered_map>

#include "base/text.hpp"
#include "document/csv.hpp"
#include "service/subject_ids.hpp"

namespace pingxing::service {

namespace {

constexpr std::size_t block_rows = 512;
constexpr std::size_t note_bytes_min = 20;       // a sentence below the table has at least ten characters
constexpr std::ptrdiff_t digits_max = 9;         // before the point
constexpr std::int64_t sum_max = 2'000'000'000;  // fits 32 bits
constexpr std::int64_t value_limit = sum_max;
constexpr std::int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};

/// A pool's number by its name; names that are small whole numbers need no hashing.
class PoolTable {
 public:
  explicit PoolTable(std::vector<std::string>& names) : names_(names) {}

  std::uint32_t number(std::string_view name) {
    if (name.size() <= 7) {
      std::uint32_t value = 0;
      bool is_number = !name.empty() && (name[0] != '0' || name.size() == 1);
      for (const char c : name) {
        is_number &= c >= '0' && c <= '9';
        value = value * 10 + static_cast<std::uint32_t>(c - '0');
      }
      if (is_number) {
        if (value >= by_number_.size())
          by_number_.resize(std::max<std::size_t>(value + 1, by_number_.size() * 2), unknown);
        auto& known = by_number_[value];
        if (known == unknown) known = add(name);
        return known;
      }
    }
    const auto found = by_name_.find(std::string(name));
    if (found != by_name_.end()) return found->second;
    const auto made = add(name);
    by_name_.emplace(name, made);
    return made;
  }

 private:
  static constexpr std::uint32_t unknown = UINT32_MAX;
  std::uint32_t add(std::string_view name) {
    names_.emplace_back(name);
    return static_cast<std::uint32_t>(names_.size() - 1);
  }
  std::vector<std::string>& names_;
  std::vector<std::uint32_t> by_number_;
  std::unordered_map<std::string, std::uint32_t> by_name_;
};

class PartReader {
 public:
  PartReader(const scheme::Scheme& s, const CsvLayout& layout, std::string_view text)
      : s_(s),
        targets_(layout.targets),
        separator_(layout.separator),
        labels_(layout.labels),
        text_(text),
        pools_(out_.pool_names) {
    const auto& targets = targets_;
    out_.values.resize(s.inputs.size());
    out_.counts.resize(s.inputs.size());
    out_.missing.resize(s.inputs.size());
    block_.resize(targets.size());
    for (std::size_t t = 0; t < targets.size(); ++t) {
      has_pool_ |= targets[t].kind == CsvTarget::Kind::Pool;
      has_kind_ |= targets[t].kind == CsvTarget::Kind::SubjectKind;
      has_name_ |= targets[t].kind == CsvTarget::Kind::Name;
      is_stored_.push_back(targets[t].kind == CsvTarget::Kind::Value || targets[t].kind == CsvTarget::Kind::Sum ||
                           targets[t].kind == CsvTarget::Kind::Count);
      quick_.push_back(is_stored_[t] ? quick_of(targets[t]) : Quick{});
      if (targets[t].kind != CsvTarget::Kind::Sum) continue;
      for (std::size_t other = 0; other < targets.size(); ++other)
        if (targets[other].kind == CsvTarget::Kind::Count && targets[other].input == targets[t].input)
          pairs_.emplace_back(t, other);
    }
  }

  CsvPart run(std::uint64_t begin, std::uint64_t end) {
    const char* p = text_.data() + begin;
    const char* const last = text_.data() + end;
    while (p < last) p = row(p, last);
    flush();
    return std::move(out_);
  }

 private:
  /// One row from p on; the first byte behind it.
  const char* row(const char* p, const char* last) {
    const char* const begin = p;
    bool is_plain = true;
    const std::size_t count = targets_.size();
    id_ = name_ = pool_ = {};
    kind_ = rating::no_kind;
    for (std::size_t t = 0; t < count && is_plain; ++t) {
      const CsvTarget& target = targets_[t];
      const char stop = t + 1 < count ? separator_ : '\n';
      if (const char* const next = short_number(t, p, last, stop)) {
        p = next;
        continue;
      }
      if (is_stored_[t]) {
        std::int64_t value = 0;
        const char* const field = p;
        while (p < last && static_cast<unsigned char>(*p - '0') < 10 && p - field <= digits_max)
          value = value * 10 + (*p++ - '0');
        if (p - field > digits_max || (target.is_yes_no && p - field > 1)) is_plain = false;  // "01" is no yes
        int places = 0;
        if (p < last && *p == '.' && p > field) {
          const char* const part = ++p;
          while (p < last && static_cast<unsigned char>(*p - '0') < 10 && places <= 6) {
            value = value * 10 + (*p++ - '0');
            ++places;
          }
          if (p == part) is_plain = false;
        }
        bool is_blank = p == field;
        if (is_blank && target.is_yes_no && take_yes_or_no(p, last, value)) is_blank = false;
        if (p < last && *p == '\r' && stop == '\n') ++p;
        if (!(p == last ? stop == '\n' : *p == stop)) is_plain = false;
        if (is_blank) {
          if (target.kind != CsvTarget::Kind::Value) is_plain = false;
          if (is_plain)
            out_.missing[static_cast<std::size_t>(target.input)].push_back(static_cast<std::uint32_t>(out_.rows));
          value = target.low;
        } else {
          if (places > target.places)
            is_plain = false;
          else
            value *= powers[target.places - places];
          const bool is_sum = target.kind == CsvTarget::Kind::Sum;  // its limits depend on the number of samples
          if (is_sum ? value > sum_max : value < target.low || value > target.high) is_plain = false;
          if (value > 0 && value < target.gap) is_plain = false;
        }
        if (is_plain) {
          block_[t][filled_] = static_cast<std::int32_t>(value);
          p += p < last;
        }
      } else {
        const char* const field = p;
        const bool is_ignored = target.kind == CsvTarget::Kind::Ignored;
        while (p < last && *p != separator_ && *p != '\n' && *p != '"' && *p != '\r' &&
               (is_ignored || !is_odd(p, last)))
          ++p;
        const std::string_view word(field, static_cast<std::size_t>(p - field));
        if (p < last && *p == '\r' && stop == '\n') ++p;
        if (!(p == last ? stop == '\n' : *p == stop)) is_plain = false;
        if (is_plain) is_plain = text_field(target, word);
        if (is_plain) p += p < last;
      }
    }
    if (is_plain) is_plain = pairs_hold();
    if (is_plain) {
      finish();
      ++out_.lines;
      return p;
    }
    return careful(begin, last);
  }

  /// One or two digits, or two with a point between: most cells of most files. The first byte behind it; nothing where
  /// the cell is another one, which then has the whole treatment.
  const char* short_number(std::size_t t, const char* p, const char* last, char stop) {
    const Quick& quick = quick_[t];
    if (last - p < 4) return nullptr;
    const auto digit = [p](int at) { return static_cast<unsigned>(p[at] - '0'); };
    unsigned value = digit(0);
    if (value > 9) return nullptr;
    std::ptrdiff_t size = 1;
    if (p[1] == stop) {
      value *= quick.unit;
    } else if (digit(1) <= 9 && p[2] == stop) {
      value = (value * 10 + digit(1)) * quick.unit;
      size = quick.takes_one_digit ? 0 : 2;
    } else if (p[1] == '.' && digit(2) <= 9 && p[3] == stop) {
      value = (value * 10 + digit(2)) * quick.tenth;
      size = quick.tenth ? 3 : 0;
    } else if (digit(1) <= 9 && p[2] == '.' && last - p > 4 && digit(3) <= 9 && p[4] == stop) {
      value = ((value * 10 + digit(1)) * 10 + digit(3)) * quick.tenth;
      size = quick.tenth ? 4 : 0;
    } else {
      return nullptr;
    }
    if (size == 0 || value < quick.low || value > quick.high || value - 1 < quick.in_gap) return nullptr;
    block_[t][filled_] = static_cast<std::int32_t>(value);
    return p + size + 1;
  }

  /// Whether a control character, a mark that turns the direction of text, an unusual blank or an unseen mark begins
  /// here (the text is UTF-8): for the careful reader to tell or to clean. Others of their kind, such as “, are plain.
  static bool is_odd(const char* p, const char* last) {
    const auto byte = [&](std::ptrdiff_t at) { return at < last - p ? static_cast<unsigned char>(p[at]) : 0U; };
    if (byte(0) < 0x20 || byte(0) == 0x7F) return true;
    switch (byte(0)) {
      case 0xC2:
        return byte(1) <= 0xA0 || byte(1) == 0xAD;  // U+0080 to U+00A0, U+00AD
      case 0xE1:
        return byte(1) == 0x9A && byte(2) == 0x80;  // U+1680
      case 0xE2:
        return (byte(1) == 0x80 && (byte(2) <= 0x8F || (byte(2) >= 0xA8 && byte(2) <= 0xAF))) ||  // to U+200F, U+202F
               (byte(1) == 0x81 && byte(2) >= 0x9F && byte(2) <= 0xA9);                           // U+205F to U+2069
      case 0xE3:
        return byte(1) == 0x80 && byte(2) == 0x80;  // U+3000
      case 0xEF:
        return byte(1) == 0xBB && byte(2) == 0xBF;  // U+FEFF
      default:
        return false;
    }
  }

  /// Sums against the numbers of their samples; a sum of 0 of no samples is missing.
  [[nodiscard]] bool pairs_hold() {
    for (const auto& [sum, count] : pairs_) {
      const std::int64_t value = block_[sum][filled_], samples = block_[count][filled_];
      if (samples == 0 && value == 0)
        out_.missing[static_cast<std::size_t>(targets_[sum].input)].push_back(static_cast<std::uint32_t>(out_.rows));
      else if (samples == 0 || value < targets_[sum].low * samples || value > targets_[sum].high * samples)
        return false;
    }
    return true;
  }

  static bool take_yes_or_no(const char*& p, const char* last, std::int64_t& value) {
    constexpr std::pair<std::string_view, int> words[] = {{"是", 1}, {"yes", 1}, {"否", 0}, {"no", 0}};
    const std::string_view rest(p, static_cast<std::size_t>(last - p));
    for (const auto& [word, meaning] : words) {
      if (!rest.starts_with(word)) continue;
      p += word.size();
      value = meaning;
      return true;
    }
    return false;
  }

  bool text_field(const CsvTarget& target, std::string_view word) {
    const bool is_trimmed =
        !word.empty() && word.front() != ' ' && word.back() != ' ' && word.front() != '\t' && word.back() != '\t';
    switch (target.kind) {
      case CsvTarget::Kind::Id:
        id_ = word;
        return is_trimmed && word.size() < note_bytes_min && !document::may_be_left_out(word) &&
               !may_be_spoilt_id(word);
      case CsvTarget::Kind::Name:
        name_ = word;
        return is_trimmed && !document::may_be_left_out(word);
      case CsvTarget::Kind::Pool:
        pool_ = word;
        return is_trimmed;
      case CsvTarget::Kind::SubjectKind:
        for (std::size_t k = 0; k < s_.properties.kinds.size(); ++k)
          if (s_.properties.kinds[k] == word) {
            kind_ = static_cast<std::uint8_t>(k);
            return true;
          }
        return false;
      case CsvTarget::Kind::Blank:
        return word.empty();
      default:
        return true;
    }
  }

  /// Takes the row that was read.
  void finish() {
    out_.ids.push(id_);
    if (has_name_) out_.names.push(name_);
    if (has_pool_) out_.pools.push_back(pools_.number(pool_));
    if (has_kind_) out_.kinds.push_back(kind_);
    note_id();
    ++out_.rows;
    if (++filled_ == block_rows) flush();
  }

  void note_id() {
    if (!out_.has_rising_ids) return;
    std::int64_t value = 0;
    bool is_number = !id_.empty() && id_.size() <= 18 && (id_[0] != '0' || id_.size() == 1);
    for (const char c : id_) {
      is_number &= c >= '0' && c <= '9';
      value = value * 10 + (c - '0');
    }
    if (out_.rows == 0) out_.first_id = value;
    out_.has_rising_ids = is_number && value > out_.last_id;
    out_.last_id = value;
  }

  /// Leaves a row to the careful reader; its cells stay empty until then.
  const char* careful(const char* begin, const char* last) {
    const CsvRowEnd row_end = end_of_csv_row(begin, last, separator_);
    // Cells of the row that were empty are noted again by the careful reader.
    for (auto& rows : out_.missing)
      while (!rows.empty() && rows.back() == out_.rows) rows.pop_back();
    std::optional<std::string> label;
    if (row_end.has_content) label = label_of({begin, static_cast<std::size_t>(row_end.end - begin)});
    if (label) {
      out_.left_out.push_back({out_.lines + 1, std::move(*label)});
    } else if (row_end.has_content) {
      out_.careful.push_back({static_cast<std::uint64_t>(begin - text_.data()),
                              static_cast<std::uint64_t>(row_end.end - text_.data()), out_.lines + 1, out_.rows});
      out_.has_rising_ids = false;
      for (std::size_t t = 0; t < targets_.size(); ++t)
        if (is_stored_[t]) block_[t][filled_] = static_cast<std::int32_t>(targets_[t].low);
      id_ = name_ = {};
      out_.ids.push(id_);
      if (has_name_) out_.names.push(name_);
      if (has_pool_) out_.pools.push_back(0);
      if (has_kind_) out_.kinds.push_back(rating::no_kind);
      ++out_.rows;
      if (++filled_ == block_rows) flush();
    }
    out_.lines += row_end.lines;
    return row_end.next;
  }

  /// What a row calls itself that is left out.
  [[nodiscard]] std::optional<std::string> label_of(std::string_view row) const {
    if (row.find('"') == row.npos && !may_be_labelled(row)) return std::nullopt;
    document::TableProblems unsaid;
    const auto cells = document::read_csv_row(row, "", {separator_, 0, 1}, {}, unsaid);
    return cells ? document::why_left_out(*cells, labels_) : std::nullopt;
  }

  /// Whether one of the cells that say what a row is may say so: that of the id, of the name, the first with content.
  [[nodiscard]] bool may_be_labelled(std::string_view row) const {
    bool is_first = true;
    for (int column = 0; !row.empty(); ++column) {
      const std::string_view cell = row.substr(0, row.find(separator_));
      const bool is_blank = trimmed(cell).empty();
      const bool is_label = column == labels_.id || column == labels_.name || (is_first && !is_blank);
      if (is_label && !is_blank && (cell.size() >= note_bytes_min || document::may_be_left_out(trimmed(cell))))
        return true;
      is_first = is_first && is_blank;
      if (!is_first && column >= labels_.id && column >= labels_.name) break;
      row.remove_prefix(std::min(row.size(), cell.size() + 1));
    }
    return false;
  }

  /// The block behind the columns, in the narrowest width that holds it.
  void flush() {
    for (std::size_t t = 0; t < targets_.size(); ++t) {
      if (!is_stored_[t]) continue;
      const auto input = static_cast<std::size_t>(targets_[t].input);
      auto& column = targets_[t].kind == CsvTarget::Kind::Count ? out_.counts[input] : out_.values[input];
      column.push_block(block_[t].data(), filled_, targets_[t].places);
    }
    filled_ = 0;
  }

  /// What short_number asks; the limits of one that is for other targets hold nothing.
  struct Quick {
    unsigned low = 1, high = 0;
    unsigned in_gap = 0;           // how many numbers from 1 on are left to the careful reader
    unsigned unit = 1, tenth = 0;  // of the last digit before and behind the point; 0: none behind it
    bool takes_one_digit = false;
  };
  static Quick quick_of(const CsvTarget& target) {
    Quick quick;
    constexpr int places_max = 4;  // 999 of them still fit
    if (target.places > places_max || target.high < 0 || target.low > value_limit) return quick;
    const bool is_sum = target.kind == CsvTarget::Kind::Sum;
    quick.low = is_sum ? 0 : static_cast<unsigned>(target.low);
    quick.high = static_cast<unsigned>(std::min(is_sum ? sum_max : target.high, value_limit));
    quick.in_gap = target.gap > 0 ? static_cast<unsigned>(std::min(target.gap, value_limit) - 1) : 0;
    quick.unit = static_cast<unsigned>(powers[target.places]);
    quick.tenth = target.places > 0 ? static_cast<unsigned>(powers[target.places - 1]) : 0;
    quick.takes_one_digit = target.is_yes_no;  // "01" is no yes
    return quick;
  }

  const scheme::Scheme& s_;
  const std::vector<CsvTarget>& targets_;
  const char separator_;
  const document::RowLabels labels_;
  std::string_view text_;
  std::vector<Quick> quick_;  // as targets
  CsvPart out_;
  PoolTable pools_;
  std::vector<std::array<std::int32_t, block_rows>> block_;
  std::vector<bool> is_stored_;
  std::vector<std::pair<std::size_t, std::size_t>> pairs_;  // targets of sums and of the numbers of their samples
  std::size_t filled_ = 0;
  bool has_pool_ = false, has_kind_ = false, has_name_ = false;
  std::string_view id_, name_, pool_;
  std::uint8_t kind_ = rating::no_kind;
};

}  // namespace

CsvRowEnd end_of_csv_row(const char* begin, const char* last, char separator) {
  CsvRowEnd row;
  const char* p = begin;
  const auto is_line_end = [&](const char* at) {
    return *at == '\n' || (*at == '\r' && (at + 1 == last || at[1] != '\n'));
  };
  for (;; ++p) {  // fields
    if (p < last && *p == '"') {
      row.has_content = true;
      for (++p; p < last && (*p != '"' || (p + 1 < last && p[1] == '"')); ++p) {
        if (*p == '"') ++p;  // doubled
        row.lines += is_line_end(p);
      }
      p += p < last;
    }
    for (; p < last && *p != separator && *p != '\n' && *p != '\r'; ++p) row.has_content = true;
    if (p == last || *p != separator) break;
  }
  row.end = p;
  ++row.lines;
  if (p < last && *p == '\r' && p + 1 < last && p[1] == '\n') ++p;
  row.next = p + (p < last);
  return row;
}

CsvPart read_csv_part(const scheme::Scheme& s, const CsvLayout& layout, std::string_view text, std::uint64_t begin,
                      std::uint64_t end) {
  return PartReader(s, layout, text).run(begin, end);
}

}  // namespace pingxing::service
