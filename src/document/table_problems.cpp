#include "document/table_problems.hpp"

#include <algorithm>
#include <tuple>

#include "base/check.hpp"
#include "document/messages.hpp"

namespace pingxing::document {

namespace {

constexpr std::size_t shown_max = 3;     // of many alike
constexpr std::size_t remarked_max = 4;  // cells in one remark
constexpr std::size_t spared = 2;        // no more than so many more are told as well: counting them saves nothing

/// Beside a place of the same file: "301:14", "Sheet1!B7".
std::string without_file(Place place) {
  place.file.clear();
  std::string text = place.text();
  if (text.starts_with(':')) return text.substr(1);
  return text.starts_with('[') ? text.substr(1, text.size() - 2) : text;
}

bool is_folded(std::size_t count, std::size_t shown) { return count > shown + spared; }

}  // namespace

void TableProblems::add(const MessageRow& row, Place place, std::vector<Phrase> words, TableSpot at) {
  errors_ += row.severity == Severity::Error;
  single_.push_back({at, order_++, {&row, std::move(place), std::move(words)}});
}

void TableProblems::add_alike(const MessageRow& row, Place place, std::vector<Phrase> words, TableSpot at) {
  CHECK(row.severity == Severity::Error);
  ++errors_;
  Alike& alike = alike_[{&row, at.column}];
  ++alike.count;
  alike.last = place;
  if (alike.first.size() < shown_max + spared)
    alike.first.push_back({at, order_++, {&row, std::move(place), std::move(words)}});
}

void TableProblems::remark_alike(const MessageRow& row, Place place, const Phrase& what, const Phrase& cell,
                                 TableSpot at) {
  CHECK(row.severity == Severity::Warning);
  Remarks& remarks = remarks_[{&row, at.column}];
  if (remarks.count++ == 0) remarks.first = {at, order_++, {&row, std::move(place), {what}}};
  if (remarks.cells.size() < remarked_max) remarks.cells.push_back(cell);
}

void TableProblems::add(const Problems& others) {
  errors_ += others.error_count();
  for (const auto& problem : others.kept()) single_.push_back({{}, order_++, problem});
  unkept_ += others.count() - others.kept().size();
}

void TableProblems::add(const TableProblems& others) {
  errors_ += others.errors_;
  unkept_ += others.unkept_;
  const auto behind = [this](Found found) {
    found.order += order_;
    return found;
  };
  for (const auto& found : others.single_) single_.push_back(behind(found));
  for (const auto& [key, alike] : others.alike_) {
    Alike& known = alike_[key];
    known.count += alike.count;
    known.last = alike.last;
    for (const auto& found : alike.first)
      if (known.first.size() < shown_max + spared) known.first.push_back(behind(found));
  }
  for (const auto& [key, remarks] : others.remarks_) {
    Remarks& known = remarks_[key];
    if (known.count == 0) known.first = behind(remarks.first);
    known.count += remarks.count;
    for (const auto& cell : remarks.cells)
      if (known.cells.size() < remarked_max) known.cells.push_back(cell);
  }
  order_ += others.order_;
}

bool TableProblems::has(const MessageRow& row) const {
  return std::any_of(single_.begin(), single_.end(), [&](const Found& found) { return found.problem.row == &row; });
}

/// How many are told where of many alike `shown` are.
std::size_t TableProblems::lines(std::size_t shown) const {
  std::size_t count = single_.size() + remarks_.size();
  for (const auto& [key, alike] : alike_) count += is_folded(alike.count, shown) ? shown + 1 : alike.count;
  return count;
}

void TableProblems::tell(Problems& problems) const {
  std::size_t shown = shown_max;  // the more columns are wrong, the less of each
  while (shown > 1 && problems.kept().size() + lines(shown) > Problems::kept_max) --shown;

  std::vector<Found> told = single_;
  std::map<std::size_t, std::size_t> stands_for;  // how many problems, by the order of who stands for them
  for (const auto& [key, alike] : alike_) {
    const bool is_many = is_folded(alike.count, shown);
    for (std::size_t i = 0; i < (is_many ? shown : alike.count); ++i) told.push_back(alike.first[i]);
    if (!is_many) continue;
    const std::size_t more = alike.count - shown;
    Found rest = alike.first[shown];
    stands_for[rest.order] = more;
    const Phrase where = key.second > 0 ? Phrase(Text{"这一列", " in this column"}) : Phrase();
    rest.problem.row = &table_more_alike;
    rest.problem.words = {std::string(key.first->code), std::to_string(more), where, without_file(alike.last)};
    told.push_back(std::move(rest));
  }
  for (const auto& [key, remarks] : remarks_) {
    Phrase list;
    for (const auto& cell : remarks.cells) {
      list.zh += (list.zh.empty() ? "" : "、") + cell.zh;
      list.en += (list.en.empty() ? "" : ", ") + cell.en;
    }
    if (remarks.count > remarks.cells.size()) {
      list.zh += "等" + std::to_string(remarks.count) + "格";
      list.en += " and " + std::to_string(remarks.count - remarks.cells.size()) + " more";
    }
    told.push_back(remarks.first);
    told.back().problem.words.push_back(std::move(list));
  }
  std::sort(told.begin(), told.end(), [](const Found& a, const Found& b) {
    return std::tie(a.at.row, a.at.column, a.order) < std::tie(b.at.row, b.at.column, b.order);
  });
  std::size_t left_out = unkept_;
  for (const auto& one : told) {
    if (problems.kept().size() == Problems::kept_max) {
      const auto found = stands_for.find(one.order);
      left_out += found == stands_for.end() ? 0 : found->second - 1;
    }
    problems.add(*one.problem.row, one.problem.place, one.problem.words);
  }
  // Those that nobody kept still count, behind a list that is full.
  for (; left_out > 0 && problems.kept().size() == Problems::kept_max; --left_out) problems.add(table_more_alike, {});
}

}  // namespace pingxing::document
