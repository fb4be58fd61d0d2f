#include "service/rate_files.hpp"

#include <utility>

#include "service/load_facts.hpp"
#include "service/load_scheme.hpp"
#include "service/read_history.hpp"
#include "service/run_examples.hpp"

namespace pingxing::service {

std::unique_ptr<const Rated> rate_files(const RateRequest& request, Problems& problems) {
  const auto tell = [&](Text what) {
    if (request.tells) request.tells(what);
  };
  tell({"读方案", "reading the scheme"});
  auto loaded = load_scheme(request.scheme_path);
  if (are_examples_meant(request.facts_path) && loaded.is_sound)
    return rate_examples(std::move(loaded.scheme), std::move(loaded.text), problems);
  if (loaded.problems.has_errors()) {
    problems.add(loaded.problems);
    return nullptr;
  }
  auto rated = std::make_unique<Rated>();
  rated->scheme = std::move(loaded.scheme);
  rated->scheme_text = std::move(loaded.text);
  rated->warnings = std::move(loaded.problems);

  tell({"读数据", "reading the facts"});
  Problems found;
  auto facts = load_facts(rated->scheme, request.facts_path, found);
  tell({"读历次结果", "reading earlier results"});
  auto history = read_history(rated->scheme, request.history_paths, found);
  if (found.has_errors() || !facts || !history) {
    problems.add(found);
    return nullptr;
  }
  tell_lost_zeros(*facts, *history, found);
  rated->warnings.add(found);
  rated->facts = std::move(*facts);
  rated->history = std::move(*history);

  tell({"评定", "rating"});
  rating::RateOptions options;
  options.threads = request.threads;
  rated->rating = rating::rate(rated->scheme, rated->facts, rated->history, options);
  return rated;
}

}  // namespace pingxing::service
