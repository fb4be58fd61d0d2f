// The statements of one work. One that fails fails its work: PostgreSQL takes no further statement then, and so neither
// do we on SQLite. Who expects a row to be there already asks with ON CONFLICT.
#pragma once
#include <exception>

#include "store/connection.hpp"
#include "store/group_record.hpp"
#include "store/values.hpp"

namespace pingxing::store {

class Statements : public Writing {
 private:
  template <class Run>
  auto guarded(const Run& run) {
    rethrow_failure();
    try {
      return run();
    } catch (...) {
      failure_ = std::current_exception();
      throw;
    }
  }

 public:
  /// `group`: what the works before it in its group did.
  explicit Statements(Connection& connection, const GroupRecord* group = nullptr)
      : connection_(connection), group_(group) {}

  void each(std::string_view sql, const Values& values, const TakeRow& take) override {
    guarded([&] {
      require_storable(values);
      connection_.each(sql, values, take);
    });
  }
  std::int64_t execute(std::string_view sql, const Values& values) override {
    return guarded([&] {
      require_storable(values);
      return connection_.execute(sql, values);
    });
  }
  std::vector<Rows> query_all(const std::vector<Query>& queries) override {
    return guarded([&] {
      for (const Query& query : queries) require_storable(query.values);
      return connection_.query_all(queries);
    });
  }
  void execute_each(std::string_view sql, const std::vector<Values>& rows) override {
    guarded([&] {
      for (const Values& values : rows) require_storable(values);
      connection_.execute_each(sql, rows);
    });
  }
  void note(JournalEntry entry) override {
    guarded([&] { require_storable({entry.action, entry.body}); });  // here, where it fails this work alone
    record_.entries.push_back(std::move(entry));
  }
  void touch(RowName row, Touch how) override { record_.touch(std::move(row), how); }
  [[nodiscard]] bool is_touched(const RowName& row) const override {
    return record_.touched.contains(row) || (group_ && group_->is_touched(row));
  }

  [[nodiscard]] WorkRecord& record() { return record_; }

  /// What the first statement that failed has thrown.
  [[nodiscard]] const std::exception_ptr& failure() const { return failure_; }
  /// Throws it again: for a work that swallowed it.
  void rethrow_failure() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  Connection& connection_;
  const GroupRecord* group_;
  std::exception_ptr failure_;
  WorkRecord record_;
};

}  // namespace pingxing::store
