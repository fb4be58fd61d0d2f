// Reads a whole file, as bytes or as checked UTF-8 text. Large regular files are mapped into memory, others read.
// Whoever gives GB18030, UTF-16 or a workbook where text is expected is told so and how to convert it.
// Not here: writing (out_file.hpp), line ends and meaning.
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
  static FileBytes mapped(const char* begin, std::size_t size);  ///< takes over a mapping made by mmap
  FileBytes(FileBytes&& other) noexcept;
  FileBytes& operator=(FileBytes&& other) noexcept;
  ~FileBytes();
  [[nodiscard]] std::string_view view() const { return mapped_ ? std::string_view(mapped_, size_) : held_; }

 private:
  std::string held_;
  const char* mapped_ = nullptr;
  std::size_t size_ = 0;
};

/// The bytes of a file of any kind (also /dev/stdin or a pipe). Problems: missing, unreadable, folder, empty, larger
/// than `bytes_max` (decided from the size alone where the file has one).
std::optional<FileBytes> read_bytes(const std::string& path, std::uint64_t bytes_max, Problems& problems);

class TextFile {
 public:
  TextFile(FileBytes bytes, std::size_t mark_size) : bytes_(std::move(bytes)), mark_size_(mark_size) {}
  /// Without the byte order mark. Valid while this object lives and is not moved.
  [[nodiscard]] std::string_view text() const { return bytes_.view().substr(mark_size_); }

 private:
  FileBytes bytes_;
  std::size_t mark_size_;
};

/// ByCaller: the text may hold anything; the caller checks it in pieces while it parses, with `check_text`.
enum class Utf8Check { Now, ByCaller };

/// The file as UTF-8 text without byte order mark and without NUL bytes. Problems: those of `read_bytes`, and not
/// UTF-8, GB18030, UTF-16, binary.
std::optional<TextFile> read_text(const std::string& path, std::uint64_t bytes_max, Problems& problems,
                                  Utf8Check check = Utf8Check::Now);

/// Whether `text` is UTF-8 without NUL bytes; adds the problem (with line and column in `text`) where it is not.
bool check_text(std::string_view text, const std::string& file, Problems& problems);

}  // namespace pingxing::document
