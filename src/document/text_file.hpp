// Reads a whole file as checked UTF-8 text. Whoever gives GB18030, Big5, UTF-16 or a workbook where text is expected is
// told so and how to convert it; an upload in GB18030 or UTF-16, which its sender cannot convert so easily, is read.
// Not here: writing (out_file.hpp), line ends and meaning.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "document/file_bytes.hpp"

namespace pingxing::document {

class TextFile {
 public:
  TextFile(FileBytes bytes, std::size_t mark_size) : bytes_(std::move(bytes)), mark_size_(mark_size) {}
  /// Without the byte order mark. Valid while this object lives and is not moved.
  [[nodiscard]] std::string_view text() const { return bytes_.view().substr(mark_size_); }

 private:
  FileBytes bytes_;
  std::size_t mark_size_;
};

/// ByCaller: the text may hold any bytes; the caller looks at all of them anyway and calls `check_text` where it finds
/// one that is not ASCII.
enum class Utf8Check { Now, ByCaller };

/// The file as UTF-8 text without byte order mark and without NUL bytes. Problems: those of `read_bytes`, and not
/// UTF-8, GB18030, Big5, UTF-16, binary (places count lines and columns from 1).
std::optional<TextFile> read_text(const std::string& path, std::uint64_t bytes_max, Problems& problems,
                                  Utf8Check check = Utf8Check::Now);

/// Whether `text` (without byte order mark) is UTF-8 without NUL bytes; adds the problem where it is not.
bool check_text(std::string_view text, const std::string& file, Problems& problems);

/// The bytes of an upload as UTF-8 without mark: UTF-8, UTF-16 (with a mark or without), GB18030 and its parts. Told
/// and nothing: Big5, what may be Big5 as well, and bytes that are no text, with their place. What had to be made anew
/// is kept in `converted`; else the text is part of `bytes`.
std::optional<std::string_view> text_of_upload(std::string_view bytes, const std::string& file, std::string& converted,
                                               Problems& problems);

}  // namespace pingxing::document
