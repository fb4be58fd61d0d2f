// Words that mean the same wherever a rule has them, under one name: <minus> in a pattern is 减, 扣, 扣除 and the rest.
// The manual lists them once; a new word is one more alternative here.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace pingxing::scheme {

struct Synonyms {
  std::string_view name;      // minus
  std::string_view patterns;  // alternatives with their brackets; the first is the canonical one
};
std::span<const Synonyms> synonyms();

/// A pattern with the <name>s written out.
std::string written_out(std::string_view pattern);

}  // namespace pingxing::scheme
