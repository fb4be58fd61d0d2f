// The bytes of a whole file, read or mapped. Not here: what the bytes are (text_file.hpp, xlsx_read.hpp).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace pingxing::document {

/// Owns the content of a file. A mapped file must not be cut short by others while it is in use (the system then
/// ends the program); replacing it by rename, as OutFile does, is harmless.
class FileBytes {
 public:
  FileBytes() = default;
  explicit FileBytes(std::string bytes) : held_(std::move(bytes)) {}
  /// Takes over a mapping made by mmap.
  static FileBytes of_mapping(const char* begin, std::size_t size);
  FileBytes(FileBytes&& other) noexcept;
  FileBytes& operator=(FileBytes&& other) noexcept;
  ~FileBytes();
  [[nodiscard]] std::string_view view() const { return mapped_ ? std::string_view(mapped_, size_) : held_; }

 private:
  std::string held_;
  const char* mapped_ = nullptr;
  std::size_t size_ = 0;
};

/// The bytes of a file of any kind (also /dev/stdin or a pipe); large regular files are mapped, others read. Problems:
/// missing, unreadable, folder, empty, larger than `bytes_max` (decided from the size alone where the file has one).
std::optional<FileBytes> read_bytes(const std::string& path, std::uint64_t bytes_max, Problems& problems);

/// "3.2 MB" style, in units of 1024; whole where it is.
std::string size_text(std::uint64_t bytes);

}  // namespace pingxing::document
