// Rates many schemes in one process, for third_opinion.py. Each line of stdin is a folder with scheme.md, facts.csv
// and, of earlier rounds, history-1.json … The answer to each is a line with a word and a length, then as many bytes:
// `rated`, the result as `pingxing rate --format json` writes it, then `explained`, what `pingxing explain` says; or
// `refused` and the problems. The checker is left out on purpose: what it refuses (bands with gaps, say) has a meaning
// in docs/rating.md all the same.
#include <filesystem>
#include <iostream>
#include <string>

#include "document/limits.hpp"
#include "document/text_file.hpp"
#include "rating/rate.hpp"
#include "scheme/parse.hpp"
#include "service/explain_subject.hpp"
#include "service/load_facts.hpp"
#include "service/read_history.hpp"
#include "service/result_json.hpp"

namespace {

using namespace pingxing;

bool load(const std::string& folder, service::Rated& rated, Problems& problems) {
  const std::string path = folder + "/scheme.md";
  const auto file = document::read_text(path, document::scheme_bytes_max, problems);
  if (!file) return false;
  auto parsed = scheme::parse_scheme(file->text(), path);
  problems.add(parsed.problems);
  if (problems.has_errors()) return false;
  rated.scheme = std::move(parsed.scheme);
  auto facts = service::load_facts(rated.scheme, folder + "/facts.csv", problems);
  std::vector<std::string> rounds;
  for (int round = 1;; ++round) {
    std::string one = folder + "/history-" + std::to_string(round) + ".json";
    if (!std::filesystem::exists(one)) break;
    rounds.push_back(std::move(one));
  }
  auto history = service::read_history(rated.scheme, rounds, problems);
  if (problems.has_errors() || !facts || !history) return false;
  rated.facts = std::move(*facts);
  rated.history = std::move(*history);
  return true;
}

/// All explanations, as a list; they go their own way through the scheme.
std::string explained(const service::Rated& rated, Problems& problems) {
  std::string list;
  for (std::size_t row = 0; row < rated.facts.count; ++row)
    if (const auto why = service::explain_subject(rated, rated.facts.ids[row], problems))
      list += (list.empty() ? "[" : ",") + service::explanation_json(*why, Language::English);
  return list.empty() ? "[]" : list + "]";
}

void answer(const char* word, const std::string& text) {
  std::cout << word << ' ' << text.size() << '\n' << text << std::flush;
}

}  // namespace

int main() {
  for (std::string folder; std::getline(std::cin, folder);) {
    service::Rated rated;
    Problems problems;
    if (load(folder, rated, problems)) {
      rated.rating = rating::rate(rated.scheme, rated.facts, rated.history, {});
      std::string json;
      service::write_result_json(rated, Language::English, [&](std::string_view text) { json += text; });
      answer("rated", json);
      answer("explained", explained(rated, problems));
    } else {
      std::string said;
      for (const auto& problem : problems.kept()) said += problem.line(Language::English) + "\n";
      answer("refused", said);
    }
  }
}
