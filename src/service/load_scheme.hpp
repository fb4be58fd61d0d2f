// Reads a scheme from a file: text, parse, check. Not here: rating.
#pragma once
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "scheme/account.hpp"
#include "scheme/fix.hpp"
#include "scheme/scheme.hpp"
#include "service/run_examples.hpp"

namespace pingxing::service {

struct LoadedScheme {
  scheme::Scheme scheme;
  std::string text;       ///< the document as read, without byte order mark
  Problems problems;      ///< of reading, parsing and checking, sorted by place; with errors it must not be rated
  bool is_sound = false;  ///< without errors but those of its examples
  std::vector<ExampleOutcome> examples;          ///< worked out; empty where the scheme has errors of its own
  std::vector<const scheme::AccountRow*> lines;  ///< what each line is
  std::vector<scheme::LineFix> fixes;            ///< what findings offer to take over
};

LoadedScheme load_scheme(const std::string& path);

/// The same for a document that is already in memory; `file` is only for places.
LoadedScheme read_scheme(std::string text, const std::string& file);

}  // namespace pingxing::service
