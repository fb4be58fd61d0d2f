// The port to a relational database: one embedded file (SQLite) or a server (PostgreSQL), the same SQL on both, with
// parameters written $1 $2 …. Knows no table but those of the record (journal.hpp, seals.hpp); what is stored is the
// matter of the other files of this folder.
//
// Reads run side by side. Writes of one process go through one writer, which commits many of them together: each runs
// in a savepoint of its own, and `write` returns when its work is on disk. So an acknowledged write survives a power
// cut, and two hundred people who save at once wait for a few disk syncs, not for two hundred.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pingxing::store {

/// Bytes that are no text.
struct Blob {
  std::string bytes;
  bool operator==(const Blob&) const = default;
};

/// NULL, a whole number, UTF-8 text, or bytes. Booleans are 0 and 1; moments are milliseconds since 1970 in UTC; days
/// are "2026-11-21"; exact numbers are text.
class Value {
 public:
  Value() = default;
  Value(std::nullptr_t) {}                                     // NOLINT: values convert
  Value(std::int64_t number) : value_(number) {}               // NOLINT
  Value(int number) : value_(std::int64_t(number)) {}          // NOLINT
  Value(bool truth) : value_(std::int64_t(truth)) {}           // NOLINT
  Value(std::string text) : value_(std::move(text)) {}         // NOLINT
  Value(std::string_view text) : value_(std::string(text)) {}  // NOLINT
  Value(const char* text) : value_(std::string(text)) {}       // NOLINT
  Value(Blob bytes) : value_(std::move(bytes)) {}              // NOLINT
  // Not inlined: g++ 12 with sanitizers takes the parts of the variant that are not there for uninitialised ones.
  template <class T>
  [[gnu::noinline]] Value(const std::optional<T>& value) : Value(value ? Value(*value) : Value()) {}  // NOLINT

  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  // Each CHECKs that the value is of its type (a wrong column is our mistake).
  [[nodiscard]] std::int64_t number() const;
  [[nodiscard]] bool truth() const { return number() != 0; }
  [[nodiscard]] const std::string& text() const;
  [[nodiscard]] const std::string& bytes() const;
  [[nodiscard]] std::optional<std::int64_t> number_or_none() const {
    return is_null() ? std::nullopt : std::optional(number());
  }
  [[nodiscard]] std::optional<std::string> text_or_none() const {
    return is_null() ? std::nullopt : std::optional(text());
  }
  bool operator==(const Value&) const = default;

  using Variant = std::variant<std::monostate, std::int64_t, std::string, Blob>;
  [[nodiscard]] const Variant& variant() const { return value_; }

 private:
  Variant value_;
};

using Values = std::vector<Value>;
using Row = Values;
using Rows = std::vector<Row>;
using TakeRow = std::function<void(Row&&)>;

/// A SELECT with its values.
struct Query {
  std::string sql;
  Values values;
};

/// What the journal is to tell of a work. `body` is canonical JSON: the caller sees to that, bytes are what counts
/// here.
struct JournalEntry {
  std::int64_t at = 0;  // milliseconds since 1970, UTC
  std::optional<std::int64_t> account;
  std::string action, body;
};

/// The database is away, full, damaged or locked too long. Told to administrators; the visitor hears "try again".
struct DatabaseFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// A row with that key is there already; `constraint` names the unique index where the database says it.
struct UniqueViolation : std::runtime_error {
  UniqueViolation(const std::string& what, std::string name) : std::runtime_error(what), constraint(std::move(name)) {}
  std::string constraint;
};
/// A row that is referred to is not there, or one that is referred to would go.
struct ReferenceViolation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct RowName;    // covered.hpp
enum class Touch;  // covered.hpp

/// Reads of one consistent state.
class Reading {
 public:
  virtual ~Reading() = default;
  /// The rows of a SELECT (or of INSERT … RETURNING in a Writing), one after the other: for so many that they should
  /// not stand in memory together. `take` asks nothing of the database.
  virtual void each(std::string_view sql, const Values& values, const TakeRow& take) = 0;
  /// The same, all of them.
  Rows query(std::string_view sql, const Values& values = {});
  /// The rows of each. To a server they all go at once: one way there and back, whatever their number.
  virtual std::vector<Rows> query_all(const std::vector<Query>& queries) = 0;
  /// The only row; nothing where there is none. CHECKs that there is at most one.
  std::optional<Row> one(std::string_view sql, const Values& values = {});
};

/// One work of writing: all of it or nothing. A statement that failed fails its work, even where its exception was
/// caught: who expects a row to be there already asks with ON CONFLICT.
class Writing : public Reading {
 public:
  /// Rows that were changed.
  virtual std::int64_t execute(std::string_view sql, const Values& values = {}) = 0;
  /// One statement for each of several rows of values; all at once, as query_all.
  virtual void execute_each(std::string_view sql, const std::vector<Values>& rows) = 0;
  /// Will stand in the journal if the work is stored: behind the entries of the works before it, and not to be read
  /// there by a work itself, since the writer appends those of a whole group together.
  virtual void note(JournalEntry entry) = 0;
  /// A row of a covered table that this work writes: sealed with what the work noted (seals.hpp, which says how the
  /// functions of this folder call this).
  virtual void touch(RowName row, Touch how) = 0;
  /// Whether this work, or one before it in its group, said so already.
  [[nodiscard]] virtual bool is_touched(const RowName& row) const = 0;
};

struct DatabaseOptions {
  unsigned readers = 4;         // connections that read
  std::size_t group_max = 256;  // works committed together
};

class Database {
 public:
  virtual ~Database() = default;
  /// A path of an SQLite file, or "postgresql://…". Opens, and brings the schema to the newest version
  /// (migrations.hpp). Throws DatabaseFailure: with what was tried, what was found, how to mend it.
  static std::unique_ptr<Database> open(const std::string& address, const DatabaseOptions& options = {});
  /// To look at one without changing anything, such as a copy: it has to be there, with the schema of this program.
  static std::unique_ptr<Database> open_to_read(const std::string& address);

  /// `work` may run again where the connection was lost. Not inside of another read or of a write (CHECK).
  virtual void read(const std::function<void(Reading&)>& work) = 0;
  /// An exception of `work` undoes that work alone and comes out here. `work` may run again where the database asks
  /// for it (serialization, a lost connection): it must have no effect but on the database. While one work runs the
  /// others wait, so it computes nothing long. Not inside of another write (CHECK).
  virtual void write(const std::function<void(Writing&)>& work) = 0;
  /// For pages of administrators: "SQLite 3.40.1, WAL", "PostgreSQL 15.8".
  [[nodiscard]] virtual std::string description() = 0;
};

}  // namespace pingxing::store
