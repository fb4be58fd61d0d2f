// Writes a file so that it appears whole or not at all: into a temporary file of the same folder, synced, renamed.
// Special files (/dev/stdout, /dev/null, pipes) are written directly. A kill at any moment leaves the old file as it
// was, at worst beside a hidden ".pingxing-….tmp".
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace pingxing::document {

/// Streams into a file. After the first problem all further writes do nothing, and `commit` fails.
class OutFile {
 public:
  /// Opens at once; a problem (missing folder, no permission, disk full …) is added to `problems`, which must outlive
  /// this object.
  OutFile(std::string path, Problems& problems);
  OutFile(const OutFile&) = delete;
  OutFile& operator=(const OutFile&) = delete;
  ~OutFile();  ///< without `commit`: the temporary file is removed, the old file stays

  void write(std::string_view bytes);
  /// Puts the file in its place. True when it stands there, complete and synced.
  bool commit();

 private:
  void open_temporary();
  void fail(int error_number);
  bool write_all(std::string_view bytes);
  void close_file();

  std::string path_;    // as given, for messages
  std::string target_;  // with symbolic links resolved
  std::string temporary_;
  Problems& problems_;
  std::string buffer_;
  int file_ = -1;
  bool has_failed_ = false;
};

/// The whole file at once. False (and a problem) where it could not be written; the old file then still stands.
bool write_whole(const std::string& path, std::string_view bytes, Problems& problems);

}  // namespace pingxing::document
