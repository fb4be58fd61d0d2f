// A scheme as a document again: canonical Markdown, or HTML for people. Printing a parsed scheme and parsing that
// gives the same scheme.
#pragma once
#include <string>

#include "scheme/scheme.hpp"

namespace pingxing::scheme {

std::string print_markdown(const Scheme& scheme);
/// A page of its own, styles inside, nothing loaded from elsewhere; every text is escaped.
std::string print_html(const Scheme& scheme);
/// What stands in it, without the page around: for a page that has styles of its own.
std::string print_html_body(const Scheme& scheme);
/// All that the scheme means, without places: two schemes are the same where this is.
std::string fingerprint(const Scheme& scheme);

}  // namespace pingxing::scheme
