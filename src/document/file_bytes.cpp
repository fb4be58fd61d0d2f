#include "document/file_bytes.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "document/messages.hpp"
#include "document/place.hpp"

namespace pingxing::document {
namespace {

constexpr std::uint64_t mapped_from = std::uint64_t{1} << 20;  // below this a plain read is as fast and safer
constexpr std::size_t read_step = std::size_t{1} << 16;

class Handle {
 public:
  explicit Handle(const std::string& path) : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

void add_unreadable(const std::string& path, int error_number, Problems& problems) {
  if (error_number == ENOENT || error_number == ENOTDIR) {
    problems.add(file_missing, in_file(path));
  } else {
    problems.add(file_unreadable, in_file(path), {std::generic_category().message(error_number)});
  }
}

/// Reads to the end, but no more than one byte over the limit.
std::optional<std::string> read_to_end(int file, const std::string& path, std::uint64_t bytes_max, Problems& problems) {
  std::string bytes;
  while (bytes.size() <= bytes_max) {
    const std::size_t before = bytes.size();
    const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(read_step, bytes_max + 1 - before));
    bytes.resize(before + step);
    const ssize_t got = ::read(file, bytes.data() + before, step);
    bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got == 0) return bytes;
    if (got < 0 && errno != EINTR) {
      add_unreadable(path, errno, problems);
      return std::nullopt;
    }
  }
  problems.add(file_too_large, in_file(path),
               {Phrase("超过" + size_text(bytes_max), "more than " + size_text(bytes_max)), size_text(bytes_max)});
  return std::nullopt;
}

}  // namespace

FileBytes FileBytes::of_mapping(const char* begin, std::size_t size) {
  FileBytes bytes;
  bytes.mapped_ = begin;
  bytes.size_ = size;
  return bytes;
}

FileBytes::FileBytes(FileBytes&& other) noexcept
    : held_(std::move(other.held_)), mapped_(std::exchange(other.mapped_, nullptr)), size_(other.size_) {}

FileBytes& FileBytes::operator=(FileBytes&& other) noexcept {
  std::swap(held_, other.held_);
  std::swap(mapped_, other.mapped_);
  std::swap(size_, other.size_);
  return *this;
}

FileBytes::~FileBytes() {
  if (mapped_) ::munmap(const_cast<char*>(mapped_), size_);
}

std::string size_text(std::uint64_t bytes) {
  constexpr std::array units{" B", " KiB", " MiB", " GiB", " TiB"};
  std::size_t unit = 0;
  std::uint64_t whole = bytes, rest = 0;
  for (; whole >= 1024 && unit + 1 < units.size(); ++unit) {
    rest = whole % 1024;
    whole /= 1024;
  }
  const std::uint64_t tenths = rest * 10 / 1024;
  std::string out = std::to_string(whole);
  if (tenths > 0) out.append(1, '.').append(std::to_string(tenths));
  return out + units[unit];
}

std::optional<FileBytes> read_bytes(const std::string& path, std::uint64_t bytes_max, Problems& problems) {
  const Handle file(path);
  struct stat status {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
    add_unreadable(path, errno, problems);
    return std::nullopt;
  }
  if (S_ISDIR(status.st_mode)) {
    problems.add(file_is_folder, in_file(path));
    return std::nullopt;
  }
  const std::uint64_t size = S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
  if (size > bytes_max) {
    problems.add(file_too_large, in_file(path), {size_text(size), size_text(bytes_max)});
    return std::nullopt;
  }
  if (size >= mapped_from) {
    void* begin = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
    if (begin != MAP_FAILED) {
      ::madvise(begin, size, MADV_SEQUENTIAL);
      return FileBytes::of_mapping(static_cast<const char*>(begin), size);
    }
  }
  auto bytes = read_to_end(file.number(), path, bytes_max, problems);
  if (!bytes) return std::nullopt;
  if (bytes->empty()) {
    problems.add(file_empty, in_file(path));
    return std::nullopt;
  }
  return FileBytes(std::move(*bytes));
}

}  // namespace pingxing::document
