#include "service/entry_list.hpp"

#include <algorithm>

#include "base/number.hpp"
#include "base/text.hpp"

namespace pingxing::service {

using scheme::Entries;

namespace {

constexpr int first_year = 1900, last_year = 2199;
constexpr std::size_t key_bytes_max = 120;

bool is_digit(std::string_view text, std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; }

/// So many digits at most, and at least one.
std::optional<int> take_digits(std::string_view& text, std::size_t most) {
  int number = 0;
  std::size_t size = 0;
  for (; size < most && is_digit(text, size); ++size) number = number * 10 + (text[size] - '0');
  if (size == 0) return std::nullopt;
  text.remove_prefix(size);
  return number;
}

bool take(std::string_view& text, std::string_view mark) {
  if (!text.starts_with(mark)) return false;
  text.remove_prefix(mark.size());
  return true;
}

/// 3月5日, 03-05, 3/5: a day to which the year is missing.
bool lacks_year(std::string_view text) {
  const auto month = take_digits(text, 2);
  if (!month || *month < 1 || *month > 12) return false;
  if (!take(text, "月") && !take(text, "-") && !take(text, "/") && !take(text, ".")) return false;
  const auto day = take_digits(text, 2);
  return day && *day >= 1 && *day <= 31;
}

/// Parts between ; 、 , and line ends.
std::vector<std::string> parts_of(std::string_view cell) {
  std::vector<std::string> out(1);
  for (std::size_t at = 0; at < cell.size();) {
    const std::size_t here = at;
    const char32_t c = next_character(cell, at);
    const bool is_mark = c == ';' || c == 0xFF1B || c == ',' || c == 0xFF0C || c == 0x3001 || c == '\n' || c == '\r';
    if (is_mark)
      out.emplace_back();
    else
      out.back() += cell.substr(here, at - here);
  }
  std::erase_if(out, [](const std::string& part) { return trimmed(part).empty(); });
  return out;
}

/// ×2, *2, x2, (2次): without the sign.
std::string bare_amount(std::string_view text) {
  text = trimmed(text);
  const bool has_sign = take(text, "×") || take(text, "*") || take(text, "x") || take(text, "X");
  if (!has_sign && text.starts_with('(') && text.ends_with(')')) text = text.substr(1, text.size() - 2);
  return std::string(trimmed(text));
}

bool read_dated(std::string_view part, EntryList& out) {
  const Line line(part, 0);
  std::string_view text = line.text();
  const auto fail = [&](EntryList::Fault fault) {
    out.fault = fault;
    out.part = std::string(trimmed(part));
    return false;
  };
  while (!text.empty()) {
    const bool is_number = parse_number(text).has_value();
    const auto day = take_day(text);
    if (!day)
      return fail(lacks_year(text) ? EntryList::Fault::Year
                  : is_number      ? EntryList::Fault::Plain
                                   : EntryList::Fault::Date);
    if (!day->exists()) return fail(EntryList::Fault::Date);
    text = trimmed(text);
    std::size_t end = 0;  // of the number: where the next day begins
    for (; end < text.size(); ++end) {
      std::string_view rest = text.substr(end);
      if ((end == 0 || text[end - 1] == ' ') && take_day(rest)) break;
    }
    out.entries.push_back({*day, {}, bare_amount(text.substr(0, end))});
    text = trimmed(text.substr(end));
  }
  return true;
}

/// 张×2, 01*2, 张(2次), 张 2, 张. A key with digits and nothing behind it may be a number of times.
bool read_keyed(std::string_view part, EntryList& out) {
  part = trimmed(part);
  std::string_view key = part, amount;
  std::size_t sign = part.find("×");
  if (sign == part.npos) sign = part.find('*');
  if (sign != part.npos) {
    key = part.substr(0, sign);
    amount = part.substr(sign);
  } else if (const auto open = part.rfind('('); part.ends_with(')') && open != part.npos && is_digit(part, open + 1)) {
    key = part.substr(0, open);
    amount = part.substr(open);
  } else if (const auto blank = part.rfind(' '); blank != part.npos && parse_number(part.substr(blank + 1))) {
    key = part.substr(0, blank);
    amount = part.substr(blank);
  }
  const Line line(key, 0);
  const std::string name(trimmed(line.text()));
  const bool has_digits = name.find_first_of("0123456789") != name.npos;
  out.part = std::string(part);
  if (amount.empty() && parse_number(name))
    out.fault = EntryList::Fault::Plain;
  else if (name.empty() || name.size() > key_bytes_max || (amount.empty() && has_digits) || name.find("×") != name.npos)
    out.fault = EntryList::Fault::Key;
  if (out.fault != EntryList::Fault::None) return false;
  const auto known = std::find_if(out.entries.begin(), out.entries.end(),
                                  [&](const WrittenEntry& one) { return folded(one.key) == folded(name); });
  out.entries.push_back({{}, known == out.entries.end() ? name : known->key, bare_amount(amount)});
  return true;
}

}  // namespace

std::optional<Day> take_day(std::string_view& text) {
  std::string_view rest = text;
  Day day;
  const auto year = take_digits(rest, 4);
  if (!year || *year < first_year || *year > last_year) return std::nullopt;
  day.year = *year;
  if (is_digit(rest, 0)) {  // 20260305
    const auto digits = rest.substr(0, 4);
    const bool is_all = digits.size() == 4 &&
                        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
                        !is_digit(rest, 4);
    if (!is_all) return std::nullopt;
    std::string_view month = digits.substr(0, 2), of_month = digits.substr(2);
    day.month = *take_digits(month, 2);
    day.day = *take_digits(of_month, 2);
    text = rest.substr(4);
    return day;
  }
  const char32_t mark = rest.empty() ? 0 : rest.front();
  const bool is_zh = take(rest, "年");
  if (!is_zh && !take(rest, "-") && !take(rest, "/") && !take(rest, ".")) return std::nullopt;
  const auto month = take_digits(rest, 2);
  if (!month) return std::nullopt;
  const bool goes_on = is_zh ? take(rest, "月") : !rest.empty() && char32_t(rest.front()) == mark;
  if (!goes_on) return std::nullopt;
  if (!is_zh) rest.remove_prefix(1);
  const auto of_month = take_digits(rest, 2);
  if (!of_month || is_digit(rest, 0)) return std::nullopt;
  if (!take(rest, "日")) take(rest, "号");
  day.month = *month;
  day.day = *of_month;
  text = rest;
  return day;
}

EntryList read_entries(std::string_view cell, Entries kind) {
  EntryList out;
  for (const auto& part : parts_of(cell))
    if (!(kind == Entries::Dated ? read_dated(part, out) : read_keyed(part, out))) break;
  return out;
}

std::string kept_entries(const std::vector<rating::Entry>& entries, bool are_marks) {
  std::string out;
  for (const auto& one : entries) {
    const bool is_once = one.key.empty() && !are_marks && one.amount == Number(1);
    out += (out.empty() ? "" : ";") + (one.key.empty() ? one.day.text() : one.key) +
           (is_once ? "" : "×" + one.amount.exact());
  }
  return out.empty() ? "0" : out;
}

bool are_too_far_apart(const std::vector<rating::Entry>& entries, std::optional<scheme::Period> period) {
  if (!period || entries.empty() || !entries.front().key.empty()) return false;
  const long most = [&] {
    switch (*period) {
      case scheme::Period::Week:
        return 6;
      case scheme::Period::HalfMonth:
        return 15;
      case scheme::Period::Month:
        return 30;
      case scheme::Period::Quarter:
        return 91;
      case scheme::Period::HalfYear:
        return 183;
      case scheme::Period::Year:
        return 365;
      default:
        return 1'000'000;
    }
  }();
  const auto [first, last] =
      std::minmax_element(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
  return last->day.number() - first->day.number() > most;
}

}  // namespace pingxing::service
