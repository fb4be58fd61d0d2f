// Rates: a scheme, facts and earlier results from files.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "service/rated.hpp"

namespace pingxing::service {

struct RateRequest {
  std::string scheme_path;
  std::string facts_path;                  ///< or 示例, examples: those of the scheme
  std::vector<std::string> history_paths;  ///< the earliest first
  unsigned threads = 1;
  std::function<void(Text)> tells = {};  ///< told what is being done now; may be empty
};

/// Nothing where anything is wrong with any of the files; `problems` then says all of it.
std::unique_ptr<const Rated> rate_files(const RateRequest& request, Problems& problems);

}  // namespace pingxing::service
