// The fixture of tests of sheets of figures: a round in which figures are scored, its sheets sent and read back.
#pragma once
#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "document/table_read.hpp"
#include "office/evidence.hpp"
#include "office/figures.hpp"
#include "office/spot_checks.hpp"
#include "office/test_support.hpp"

namespace pingxing::office {

using scheme::StageKind;
using Table = std::vector<std::vector<std::string>>;

inline std::string csv_of(const Table& table) {
  std::string csv;
  for (const auto& row : table) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      csv += c == 0 ? "\"" : ",\"";
      for (const char letter : row[c]) csv += letter == '"' ? "\"\"" : std::string(1, letter);
      csv += "\"";
    }
    csv += "\r\n";
  }
  return csv;
}

inline Table table_of(const std::string& bytes) {
  document::TableProblems problems;
  const auto grid = document::read_table(
      bytes, "facts", [](std::string_view) { return document::HeaderRole::Unknown; }, problems);
  CHECK(grid && !problems.has_errors());
  Table table;
  for (const auto& cells : grid->rows) {
    auto& row = table.emplace_back();
    for (const auto& cell : cells) row.push_back(cell.text);
    row.resize(table.front().size());
  }
  return table;
}

/// A database whose next write finds that somebody else was there before.
class Overtaken : public store::Database {
 public:
  Overtaken(store::Database& inner, std::function<void()> before) : inner_(inner), before_(std::move(before)) {}
  void read(const std::function<void(store::Reading&)>& work) override { inner_.read(work); }
  void write(const std::function<void(store::Writing&)>& work) override {
    if (const auto before = std::exchange(before_, nullptr)) before();
    inner_.write(work);
  }
  std::string description() override { return inner_.description(); }

 private:
  store::Database& inner_;
  std::function<void()> before_;
};

class Sheets : public OfficeTest {
 protected:
  Sheets() { open_only(round_, {StageKind::Score}); }

  Result<SavedCell> save(const std::string& login, std::string_view code, const std::string& input,
                         const std::string& value, const std::string& reason = "") {
    return save_cell(office_, actor(login), round_, Source::Assessed,
                     {subject(round_, code), input, value, reason, now(code, input).id});
  }
  [[nodiscard]] store::Fact now(std::string_view code, const std::string& input,
                                Source source = Source::Assessed) const {
    const Id who = subject(round_, code);
    return look(office_, [&](store::Reading& db) {
      return store::fact_now(db, round_, who, input, std::string(word_of(source))).value_or(store::Fact{});
    });
  }
  Result<Imported> send(const std::string& login, const std::string& bytes, const ClashAnswer& answer = {}) {
    problems_ = {};
    clashes_ = {};
    return import_sheet(office_, actor(login), round_, Source::Assessed, "facts.csv", bytes, problems_, answer,
                        &clashes_);
  }
  std::string sheet_of(const std::string& login) {
    const auto bytes = export_sheet(office_, actor(login), round_, Source::Assessed);
    CHECK(bytes);
    return *bytes;
  }
  /// A cell of a table by the headers of its row and column.
  static std::string& cell(Table& table, const std::string& code, const std::string& header) {
    const auto column = std::find(table[0].begin(), table[0].end(), header) - table[0].begin();
    CHECK(static_cast<std::size_t>(column) < table[0].size());
    for (auto& row : table)
      if (row[0] == code) return row[static_cast<std::size_t>(column)];
    CHECK(false);
    return table[0][0];
  }
  [[nodiscard]] Codes told() const { return codes(problems_); }

  const Id round_ = start_round();
  const std::string meetings_ = "1 支委会次数", dues_ = "1 党费按时交纳", study_ = "2 学习质量", breach_ = "3 违规问题";
  Problems problems_;
  SheetClashes clashes_;
};

}  // namespace pingxing::office
