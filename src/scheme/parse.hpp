// From a document to a Scheme. All problems of the document are collected; with errors the scheme is what could be
// read, for the checker to look at, and must not be rated.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "scheme/account.hpp"
#include "scheme/fix.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

struct Parsed {
  Scheme scheme;
  Problems problems;
  std::vector<const AccountRow*> lines;  // what each line is; with the problems they make account_of
  std::vector<LineFix> fixes;            // what findings offer to take over
};

/// `text` is UTF-8 without a BOM; `file` is the name for messages.
Parsed parse_scheme(std::string_view text, const std::string& file);

}  // namespace pingxing::scheme
