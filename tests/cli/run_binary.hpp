// Runs the pingxing binary and keeps what it wrote; in a folder of its own that goes away.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "document/test_support.hpp"

namespace pingxing {

using document::content_of;
using document::TestFolder;

struct Ended {
  int status = -1;  ///< exit status; -1 where it was ended by a signal
  std::string out, err;
};

struct RunOptions {
  std::vector<std::string> environment = {};  ///< "NAME=value", beside a bare one with LANG=zh_CN.UTF-8
  std::string out_to = {};                    ///< a file for standard output, such as /dev/full
  long file_bytes_max = -1;                   ///< no file may grow beyond; -1: as large as it likes
  bool on_terminal = false;                   ///< output and errors go to a pseudo terminal of 120 columns
};

Ended run(const std::vector<std::string>& arguments, const RunOptions& options = {});

/// A scheme that is right, with facts that are right.
extern const std::string_view scheme_text, facts_text;

bool contains(std::string_view text, std::string_view part);

}  // namespace pingxing
