// A cell that lists entries, for a cap of each month or each person: 2026-03-05;2026-03-12×2, or 01×2;02×1. Where the
// entries begin and end, and of which day or key they are; what their numbers may be is asked by the reader of cells.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "rating/facts.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::service {

struct WrittenEntry {
  Day day;
  std::string key;
  std::string amount;  // as written; empty where none is
};

struct EntryList {
  enum class Fault { None, Date, Year, Key, Plain };
  Fault fault = Fault::None;
  std::string part;  // that is wrong
  std::vector<WrittenEntry> entries;
};

EntryList read_entries(std::string_view cell, scheme::Entries kind);

/// A day as offices write it, with its year, at the beginning of `text` (half width), which is moved behind it. It need
/// not exist.
std::optional<Day> take_day(std::string_view& text);

/// As the store keeps it: what is read again in one way only.
std::string kept_entries(const std::vector<rating::Entry>& entries, bool are_marks);

/// Days from the first entry to the last that no single period of that length holds.
bool are_too_far_apart(const std::vector<rating::Entry>& entries, std::optional<scheme::Period> period);

}  // namespace pingxing::service
