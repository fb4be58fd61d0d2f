// What the commands that rate have in common: the files they take, and what they say of them.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "cli/context.hpp"
#include "service/rate_files.hpp"

namespace pingxing::cli {

struct RateInputs {
  std::string scheme, facts;
  std::vector<std::string> history;
  unsigned threads = 0;  ///< 0: as many as the machine has

  /// SCHEME FACTS --history --threads
  void add_to(Command& command);
  [[nodiscard]] std::vector<std::string> files() const;
  [[nodiscard]] service::RateRequest request() const;
};

/// Rates; problems are printed, and nothing comes back. A line says how many warnings there were.
std::unique_ptr<const service::Rated> rate_inputs(const RateInputs& inputs, const Context& context, Problems& problems);

}  // namespace pingxing::cli
