#include "store/sqlite/backend.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "store/sqlite/connection.hpp"

namespace pingxing::store::sqlite {
namespace {

constexpr mode_t owner_only = 0600;  // facts about people; the files beside it inherit this

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw DatabaseFailure("The database " + path + ": " + why);
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

/// By the account that counts, which access() does not ask.
bool may(const std::string& path, int mode) { return ::faccessat(AT_FDCWD, path.c_str(), mode, AT_EACCESS) == 0; }

void make_file(const std::string& path) {
  if (path.empty()) refuse("(no path)", "the path of its file is empty; give one, such as pingxing.db");
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) {
    if (S_ISDIR(status.st_mode))
      refuse(path, "this is a folder; give the path of a file in it, such as " + path + "/pingxing.db");
    if (!S_ISREG(status.st_mode)) refuse(path, "this is no ordinary file; give the path of one");
    if (!may(path, R_OK | W_OK))
      refuse(path, "this account may not read and write the file; make the account of the server its owner");
  } else if (const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, owner_only); file >= 0) {
    ::close(file);
  } else if (errno == EEXIST) {
    return;  // another process was quicker
  } else if (errno == ENOENT || errno == ENOTDIR) {
    refuse(path, "the folder " + folder_of(path) + " does not exist; make it first");
  } else if (errno == EACCES || errno == EPERM || errno == EROFS) {
    refuse(path, "this account may not write in the folder " + folder_of(path) +
                     "; give it the right, or choose another folder");
  } else if (errno == ENOSPC || errno == EDQUOT) {
    refuse(path, "the disk is full; make room and try again");
  } else {
    refuse(path, "the file cannot be made: " + std::generic_category().message(errno));
  }
  if (!may(folder_of(path), W_OK | X_OK))  // SQLite keeps two files beside it
    refuse(path, "this account may not write in the folder " + folder_of(path) +
                     "; give it the right, or choose another folder");
}

class SqliteBackend : public Backend {
 public:
  explicit SqliteBackend(std::string path) : path_(std::move(path)) {}
  std::unique_ptr<Connection> connect(Purpose purpose) override {
    return std::make_unique<SqliteConnection>(path_, purpose);
  }
  [[nodiscard]] Dialect dialect() const override { return Dialect::Sqlite; }
  [[nodiscard]] std::string place() const override { return path_; }
  [[nodiscard]] std::string description(Reading&) const override {
    return std::string("SQLite ") + sqlite3_libversion() + ", WAL";
  }

 private:
  std::string path_;
};

}  // namespace

std::unique_ptr<Backend> backend(const std::string& path) {
  make_file(path);
  return std::make_unique<SqliteBackend>(path);
}

}  // namespace pingxing::store::sqlite
