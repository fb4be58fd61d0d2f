// From a document to a Scheme. All problems of the document are collected; with errors the scheme is what could be
// read, for the checker to look at, and must not be rated.
#pragma once
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

struct Parsed {
  Scheme scheme;
  Problems problems;
};

/// `text` is UTF-8 without a BOM; `file` is the name for messages.
Parsed parse_scheme(std::string_view text, const std::string& file);

}  // namespace pingxing::scheme
