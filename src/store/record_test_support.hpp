// For tests of the record: whether it holds, and somebody with all rights of the database.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "store/record.hpp"
#include "store/test_support.hpp"

namespace pingxing::store::test {

/// Else the first things that do not hold, told to the test.
inline testing::AssertionResult holds(Database& database) {
  RecordWalk walk;
  database.read([&](Reading& db) { walk = verify_record(db); });
  if (walk.holds()) return testing::AssertionSuccess();
  auto failure = testing::AssertionFailure() << "the record does not hold:";
  if (walk.journal().problem()) failure << "\n  " << walk.journal().problem()->says.en;
  for (const auto& one : walk.journal().wrong_seals()) failure << "\n  " << one.says.en;
  for (const auto& one : walk.journal().altered())
    failure << "\n  altered before entry " << one.seq << ": " << one.body;
  for (const auto& one : walk.rows()) {
    static constexpr const char* words[] = {"edited", "removed", "added"};
    failure << "\n  " << row_of(one.covered).name << " " << words[static_cast<int>(one.fault)] << ", last entry "
            << one.seq << ":";
    for (const Value& part : values_of_key(one.key))
      if (const auto* number = std::get_if<std::int64_t>(&part.variant()))
        failure << " " << *number;
      else
        failure << " " << part.text();
  }
  return failure;
}

/// Statements past the program: append-only tables, references and unique indexes do not hold them up.
class Tamper {
 public:
  explicit Tamper(const Fresh& fresh) : kind_(fresh.kind()), connection_(fresh.backend()->connect(Purpose::Migrating)) {
    if (kind_ == Kind::Postgres) {
      execute("SET session_replication_role = replica", {});
      drop("INDEX",
           "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND indexname NOT LIKE '%_pkey' "
           "AND tablename <> 'row_seal'");
    } else {
      drop("TRIGGER", "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
      drop("INDEX",
           "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name <> 'row_seal'");
    }
  }
  void execute(const std::string& sql, const Values& values) { connection_->execute(sql, values); }

  std::vector<std::string> table_names() {
    return texts(kind_ == Kind::Postgres
                     ? "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
                     : "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
                 {});
  }
  std::vector<std::string> column_names(const std::string& table) {
    return texts(kind_ == Kind::Postgres ? "SELECT column_name FROM information_schema.columns WHERE table_schema = "
                                           "current_schema() AND table_name = $1 ORDER BY ordinal_position"
                                         : "SELECT name FROM pragma_table_info($1) ORDER BY cid",
                 {table});
  }
  std::string columns_of(const std::string& table) {
    std::string list;
    for (const auto& name : column_names(table)) list += (list.empty() ? "" : ", ") + name;
    return list;
  }
  /// One that fits into a column.
  Value value_for(std::string_view table, const std::string& column) {
    const auto type =
        texts(kind_ == Kind::Postgres ? "SELECT data_type FROM information_schema.columns WHERE table_schema "
                                        "= current_schema() AND table_name = $1 AND column_name = $2"
                                      : "SELECT type FROM pragma_table_info($1) WHERE name = $2",
              {std::string(table), column})
            .at(0);
    if (type == "INTEGER" || type == "bigint") return 1;
    return type == "TEXT" || type == "text" ? Value("x") : Value(Blob{"x"});
  }

 private:
  void drop(const std::string& what, const std::string& names) {
    for (const auto& name : texts(names, {}))
      if (what == "INDEX" || what == "TRIGGER") execute("DROP " + what + " " + name, {});
  }
  std::vector<std::string> texts(const std::string& sql, const Values& values) {
    std::vector<std::string> all;
    for (const Row& row : connection_->query(sql, values)) all.push_back(row[0].text());
    return all;
  }

  Kind kind_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace pingxing::store::test
