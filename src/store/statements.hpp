// The statements of one work. One that fails fails its work: PostgreSQL takes no further statement then, and so neither
// do we on SQLite. Who expects a row to be there already asks with ON CONFLICT.
#pragma once
#include <exception>

#include "store/connection.hpp"
#include "store/values.hpp"

namespace pingxing::store {

class Statements : public Writing {
 private:
  template <class Run>
  auto guarded(const Run& run, const Values& values) {
    rethrow_failure();
    try {
      require_storable(values);
      return run();
    } catch (...) {
      failure_ = std::current_exception();
      throw;
    }
  }

 public:
  explicit Statements(Connection& connection) : connection_(connection) {}

  Rows query(std::string_view sql, const Values& values) override {
    return guarded([&] { return connection_.query(sql, values); }, values);
  }
  std::int64_t execute(std::string_view sql, const Values& values) override {
    return guarded([&] { return connection_.execute(sql, values); }, values);
  }

  /// What the first statement that failed has thrown.
  [[nodiscard]] const std::exception_ptr& failure() const { return failure_; }
  /// Throws it again: for a work that swallowed it.
  void rethrow_failure() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  Connection& connection_;
  std::exception_ptr failure_;
};

}  // namespace pingxing::store
