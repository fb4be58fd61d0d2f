#include "service/load_scheme.hpp"

#include <utility>

#include "document/limits.hpp"
#include "document/text_file.hpp"
#include "scheme/check.hpp"
#include "scheme/parse.hpp"

namespace pingxing::service {

LoadedScheme read_scheme(std::string text, const std::string& file) {
  LoadedScheme loaded;
  loaded.text = std::move(text);
  auto parsed = scheme::parse_scheme(loaded.text, file);
  loaded.scheme = std::move(parsed.scheme);
  loaded.problems = std::move(parsed.problems);
  loaded.lines = std::move(parsed.lines);
  loaded.fixes = std::move(parsed.fixes);
  loaded.problems.add(scheme::check_scheme(loaded.scheme));
  loaded.is_sound = !loaded.problems.has_errors();
  if (loaded.is_sound) loaded.examples = run_examples(loaded.scheme, loaded.problems);
  loaded.problems.sort_by_place();
  return loaded;
}

LoadedScheme load_scheme(const std::string& path) {
  LoadedScheme loaded;
  const auto file = document::read_text(path, document::scheme_bytes_max, loaded.problems);
  if (!file) return loaded;
  return read_scheme(std::string(file->text()), path);
}

}  // namespace pingxing::service
