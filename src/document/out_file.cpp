#include "document/out_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "document/messages.hpp"
#include "document/place.hpp"

namespace pingxing::document {
namespace {

constexpr std::size_t buffer_max = std::size_t{1} << 18;
constexpr mode_t usual_mode = 0666;  // what the user's mask leaves of it

/// The file that `path` stands for: renaming over a symbolic link would replace the link.
std::string resolved(const std::string& path) {
  std::error_code error;
  const auto target = std::filesystem::weakly_canonical(path, error);
  return error ? path : target.string();
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == path.npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// A hidden name in the same folder, unlike any other of this process.
std::string temporary_name(const std::string& folder) {
  static std::atomic<unsigned> counter{0};
  return folder + "/.pingxing-" + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".tmp";
}

/// What a rename changed is only safe on disk once its folder is.
void sync_folder(const std::string& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);  // some file systems cannot; the file itself is synced
  ::close(file);
}

}  // namespace

OutFile::OutFile(std::string path, Problems& problems)
    : path_(std::move(path)), target_(resolved(path_)), problems_(problems) {
  struct stat status {};
  const bool is_there = ::stat(path_.c_str(), &status) == 0;
  if (is_there && S_ISDIR(status.st_mode)) {
    fail(EISDIR);
  } else if (is_there && !S_ISREG(status.st_mode)) {
    file_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (file_ < 0) fail(errno);
  } else if (is_there && ::faccessat(AT_FDCWD, path_.c_str(), W_OK, AT_EACCESS) != 0) {
    fail(errno);
  } else {
    open_temporary();
    if (is_there && file_ >= 0) ::fchmod(file_, status.st_mode & 07777);
  }
}

void OutFile::open_temporary() {
  do {  // a name may be left over from a process of the same number
    temporary_ = temporary_name(folder_of(target_));
    file_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, usual_mode);
  } while (file_ < 0 && errno == EEXIST);
  if (file_ < 0) {
    temporary_.clear();
    fail(errno);
  }
}

OutFile::~OutFile() {
  close_file();
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void OutFile::close_file() {
  if (file_ >= 0) ::close(file_);
  file_ = -1;
}

void OutFile::fail(int error_number) {
  if (std::exchange(has_failed_, true)) return;
  switch (error_number) {
    case EISDIR:
      problems_.add(file_is_folder, in_file(path_));
      break;
    case ENOENT:
    case ENOTDIR:
      problems_.add(folder_missing, in_file(path_), {folder_of(path_)});
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      problems_.add(write_refused, in_file(path_));
      break;
    case ENOSPC:
    case EDQUOT:
      problems_.add(disk_full, in_file(path_));
      break;
    default:
      problems_.add(file_not_written, in_file(path_), {std::generic_category().message(error_number)});
  }
}

bool OutFile::write_all(std::string_view bytes) {
  while (!has_failed_ && !bytes.empty()) {
    const ssize_t done = ::write(file_, bytes.data(), bytes.size());
    if (done >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(done));
    } else if (errno != EINTR) {
      fail(errno);
    }
  }
  return !has_failed_;
}

void OutFile::write(std::string_view bytes) {
  if (has_failed_) return;
  if (buffer_.size() + bytes.size() > buffer_max) {
    write_all(buffer_);
    buffer_.clear();
  }
  if (bytes.size() >= buffer_max) {
    write_all(bytes);
  } else {
    buffer_ += bytes;
  }
}

bool OutFile::commit() {
  if (!write_all(std::exchange(buffer_, {}))) return false;
  if (temporary_.empty()) return true;  // a special file
  if (::fsync(file_) != 0) {
    fail(errno);
    return false;
  }
  close_file();
  if (std::rename(temporary_.c_str(), target_.c_str()) != 0) {
    fail(errno);
    return false;
  }
  temporary_.clear();
  sync_folder(folder_of(target_));
  return true;
}

bool write_whole(const std::string& path, std::string_view bytes, Problems& problems) {
  OutFile file(path, problems);
  file.write(bytes);
  return file.commit();
}

}  // namespace pingxing::document
