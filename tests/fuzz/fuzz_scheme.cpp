// Any bytes as a scheme: parsed and checked, with every finding said in both languages. What was parsed without errors
// can be printed, and what was printed says the same.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "scheme/check.hpp"
#include "scheme/parse.hpp"
#include "scheme/print.hpp"

using namespace pingxing;
using namespace pingxing::scheme;

namespace {

void say(const Problems& problems) {
  for (const auto& problem : problems.kept()) {
    CHECK(!problem.line(Language::Chinese).empty() && !problem.line(Language::English).empty());
    CHECK(problem.place.line >= 0);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto first = parse_scheme({reinterpret_cast<const char*>(bytes), size}, "fuzz.md");
  say(first.problems);
  say(check_scheme(first.scheme));
  const std::string printed = print_markdown(first.scheme);
  CHECK(!print_html(first.scheme).empty());
  if (first.problems.has_errors()) return 0;

  const auto again = parse_scheme(printed, "printed.md");
  say(again.problems);
  CHECK(!again.problems.has_errors());
  CHECK(fingerprint(again.scheme) == fingerprint(first.scheme));
  CHECK(print_markdown(again.scheme) == printed);
  return 0;
}
