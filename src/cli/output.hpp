// Where a command writes: a file that appears whole or not at all, or standard output.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "document/out_file.hpp"

namespace pingxing::cli {

class Output {
 public:
  /// `path` empty: standard output. Problems of writing are added to `problems`, which must outlive this object.
  Output(const std::string& path, Problems& problems);
  void write(std::string_view text);
  /// False, with a problem, where not everything was written.
  bool finish();

 private:
  Problems& problems_;
  std::optional<document::OutFile> file_;
  int error_ = 0;
};

/// Ends with a usage error where `out` is one of the files that are read.
void refuse_overwriting(const std::string& out, const std::vector<std::string>& inputs);

}  // namespace pingxing::cli
