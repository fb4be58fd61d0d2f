#include "store/sqlite/errors.hpp"

#include <memory>
#include <vector>

#include "base/text.hpp"
#include "store/errors.hpp"

namespace pingxing::store::sqlite {
namespace {

/// Rows of a pragma as text; nothing where it fails: only used to say more of an error.
std::vector<std::vector<std::string>> texts(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* raw = nullptr;
  sqlite3_prepare_v2(database, sql.c_str(), -1, &raw, nullptr);
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(raw, &sqlite3_finalize);
  std::vector<std::vector<std::string>> rows;
  while (raw && sqlite3_step(raw) == SQLITE_ROW) {
    rows.emplace_back();
    for (int i = 0; i < sqlite3_column_count(raw); ++i) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(raw, i));
      rows.back().emplace_back(text ? text : "");
    }
  }
  return rows;
}

std::string in_quotes(const std::string& name) {
  std::string out(1, '\'');
  for (const char c : name) out.append(c == '\'' ? 2 : 1, c);
  out += '\'';
  return out;
}

/// How to mend what the world got wrong.
std::string mend_of(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return "the disk is full, or a limit of the account is reached; make room and try again";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another program has kept the database locked for too long; end it (a backup, a second server, an sqlite3 "
             "shell) and try again";
    case SQLITE_READONLY:
      return "the file or its folder may not be written; give the account of the server the right to write the file, "
             "its folder and the two files beside it that end in -wal and -shm";
    case SQLITE_NOTADB:
      return "the file is no SQLite database; give the path of another file, or move this one away";
    case SQLITE_CORRUPT:
      return "the file is damaged; stop the server, keep a copy of the file, and bring back the last backup";
    case SQLITE_CANTOPEN:
      return "the file cannot be opened; see that its folder exists and that the account of the server may write there";
    case SQLITE_IOERR:
      return "the disk failed to read or write; look at the system's log and at the disk";
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return "the account of the server has no right to it";
    case SQLITE_NOMEM:
      return "there is no memory left";
    case SQLITE_TOOBIG:
      return "a text or file is larger than SQLite takes (1 GB)";
    default:
      return {};
  }
}

}  // namespace

std::string unique_index_name(sqlite3* database, std::string_view message) {
  const std::string_view begin = "UNIQUE constraint failed: ";
  if (!message.starts_with(begin)) return {};
  message.remove_prefix(begin.size());
  if (message.starts_with("index '")) return std::string(message.substr(7, message.size() - 8));
  std::string table;
  std::vector<std::string> columns;
  for (const auto& column : split(message, ",")) {
    const std::size_t dot = column.find('.');
    table = column.substr(0, dot);
    columns.push_back(dot == column.npos ? column : column.substr(dot + 1));
  }
  std::string name = table + "_pkey";  // a rowid has no index of its own
  for (const auto& index :
       texts(database, "SELECT name, origin FROM pragma_index_list(" + in_quotes(table) + ") WHERE \"unique\" = 1")) {
    std::vector<std::string> of_index;
    for (auto& row : texts(database, "SELECT name FROM pragma_index_info(" + in_quotes(index[0]) + ")"))
      of_index.push_back(row[0]);
    if (of_index != columns) continue;
    if (index[1] == "c") return index[0];
    if (index[1] == "u") name = table + "_" + joined(columns, "_") + "_key";
  }
  return name;
}

void throw_error(sqlite3* database, int code, const std::string& path, std::string_view sql) {
  const std::string message = database ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      throw UniqueViolation(message, unique_index_name(database, message));
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      throw ReferenceViolation(message);
    default:
      break;
  }
  const std::string mend = mend_of(code);
  if (mend.empty())
    throw StatementFailure(message + " (SQLite code " + std::to_string(code) + ") in: " + std::string(sql));
  const std::string whole =
      "The database " + path + ": " + mend + ". (SQLite says: " + message + ", code " + std::to_string(code) + ".)";
  if ((code & 0xff) == SQLITE_FULL) throw DiskFull(whole);
  throw DatabaseFailure(whole);
}

}  // namespace pingxing::store::sqlite
