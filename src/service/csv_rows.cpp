#include "service/csv_rows.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>

namespace pingxing::service {

namespace {

constexpr std::size_t block_rows = 512;
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
  PartReader(const scheme::Scheme& s, const std::vector<CsvTarget>& targets, std::string_view text)
      : s_(s), targets_(targets), text_(text), pools_(out_.pool_names) {
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
      const char stop = t + 1 < count ? ',' : '\n';
      if (is_stored_[t]) {
        std::int64_t value = 0;
        const char* const field = p;
        while (p < last && static_cast<unsigned char>(*p - '0') < 10) value = value * 10 + (*p++ - '0');
        if (p - field > 9) is_plain = false;
        int places = 0;
        if (p < last && *p == '.' && p > field) {
          const char* const part = ++p;
          while (p < last && static_cast<unsigned char>(*p - '0') < 10 && places <= 6) {
            value = value * 10 + (*p++ - '0');
            ++places;
          }
          if (p == part) is_plain = false;
        }
        if (p < last && *p == '\r' && stop == '\n') ++p;
        const bool is_end = p == last ? stop == '\n' : *p == stop;
        if (!is_end && target.is_yes_no && p == field) value = yes_or_no(p, last, is_plain);
        if (p == field) {  // empty
          if (!(p == last ? stop == '\n' : *p == stop))
            is_plain = false;
          else if (target.kind == CsvTarget::Kind::Value)
            out_.missing[static_cast<std::size_t>(target.input)].push_back(static_cast<std::uint32_t>(out_.rows));
          else
            is_plain = false;
          value = target.low;
        } else {
          if (!(p == last ? stop == '\n' : *p == stop)) is_plain = false;
          if (places > target.places)
            is_plain = false;
          else
            value *= powers[target.places - places];
          if (value < target.low || value > target.high) is_plain = false;
        }
        if (is_plain) {
          block_[t][filled_] = static_cast<std::int32_t>(value);
          ++p;
        }
      } else {
        const char* const field = p;
        while (p < last && *p != ',' && *p != '\n' && *p != '"' && *p != '\r') ++p;
        const std::string_view word(field, static_cast<std::size_t>(p - field));
        if (p < last && *p == '\r' && stop == '\n') ++p;
        if (!(p == last ? stop == '\n' : *p == stop)) is_plain = false;
        if (is_plain) is_plain = text_field(target, word);
        if (is_plain) ++p;
      }
    }
    if (is_plain) {
      finish();
      ++out_.lines;
      return p;
    }
    return careful(begin, last);
  }

  static std::int64_t yes_or_no(const char*& p, const char* last, bool& is_plain) {
    const std::string_view rest(p, static_cast<std::size_t>(last - p));
    for (const std::string_view yes : {"是", "yes"})
      if (rest.starts_with(yes)) return p += yes.size(), 1;
    for (const std::string_view no : {"否", "no"})
      if (rest.starts_with(no)) return p += no.size(), 0;
    is_plain = false;
    return 0;
  }

  bool text_field(const CsvTarget& target, std::string_view word) {
    const bool is_trimmed =
        !word.empty() && word.front() != ' ' && word.back() != ' ' && word.front() != '\t' && word.back() != '\t';
    switch (target.kind) {
      case CsvTarget::Kind::Id:
        id_ = word;
        return is_trimmed;
      case CsvTarget::Kind::Name:
        name_ = word;
        return is_trimmed;
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
    const char* p = begin;
    bool is_quoted = false, has_text = false;
    std::uint64_t lines = 0;
    for (; p < last; ++p) {
      if (*p == '"') is_quoted = !is_quoted;
      if (*p == '\n') {
        ++lines;
        if (!is_quoted) break;
      }
      has_text |= *p != '\n' && *p != '\r' && *p != ',' && *p != ' ';
    }
    const char* const end = p;
    if (p < last)
      ++p;
    else
      ++lines;
    // Cells of the row that were empty are noted again by the careful reader.
    for (auto& rows : out_.missing)
      while (!rows.empty() && rows.back() == out_.rows) rows.pop_back();
    if (has_text) {
      out_.careful.push_back({static_cast<std::uint64_t>(begin - text_.data()),
                              static_cast<std::uint64_t>(end - text_.data()), out_.lines + 1, out_.rows});
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
    out_.lines += lines;
    return p;
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

  const scheme::Scheme& s_;
  const std::vector<CsvTarget>& targets_;
  std::string_view text_;
  CsvPart out_;
  PoolTable pools_;
  std::vector<std::array<std::int32_t, block_rows>> block_;
  std::vector<bool> is_stored_;
  std::size_t filled_ = 0;
  bool has_pool_ = false, has_kind_ = false, has_name_ = false;
  std::string_view id_, name_, pool_;
  std::uint8_t kind_ = rating::no_kind;
};

}  // namespace

CsvPart read_csv_part(const scheme::Scheme& s, const std::vector<CsvTarget>& targets, std::string_view text,
                      std::uint64_t begin, std::uint64_t end) {
  return PartReader(s, targets, text).run(begin, end);
}

}  // namespace pingxing::service
