// The SQLite rival: the national rubric as SQL views (sqlite.sql) in a database in memory.
#pragma once
#include <filesystem>
#include <memory>

#include "columns.hpp"
#include "yardstick.hpp"

struct sqlite3;

namespace pingxing::national {

/// All members throw std::runtime_error with SQLite's words when a statement fails.
class Sqlite {
 public:
  /// An empty database.
  Sqlite();

  /// Fills the table of facts, which must be empty, from a CSV file of the population, in one transaction.
  void load(const std::filesystem::path& csv);
  /// Makes the table of results; there must be none.
  void rate(const Thresholds& thresholds);
  /// Takes the results away, or results and facts. Either may be there or not.
  void drop_result();
  void drop_facts();
  /// Writes the results as CSV, rows in no order, scores with one decimal, to a file or a device such as /dev/null.
  void write_result(const std::filesystem::path& csv) const;

  /// The facts or the results read back.
  Table facts(const Origin& origin) const;
  Table result(const Origin& origin) const;

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  void run(const char* sql) const;
  Table read(const char* table, std::span<const Column> layout, const Origin& origin) const;

  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace pingxing::national
