// What comes of a paper: its tally with means, kept at the close as people may see it; and where two counts differ.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "ballot/paper.hpp"
#include "ballot/tally.hpp"
#include "base/json.hpp"
#include "base/problem.hpp"
#include "office/poll_papers.hpp"

namespace pingxing::office {

/// Ballots and counts on paper together.
struct PaperResult {
  ballot::Tally tally;  // without marks where they are hidden
  std::int64_t entitled = 0, on_paper = 0;
  bool is_hidden = false;
  std::vector<std::optional<Number>> means;  // by question; none of grades, nor where hidden
  std::optional<Phrase> withheld;            // why it yields no figure
};
PaperResult result_of(const ballot::Paper& paper, const ballot::Tally& all, std::int64_t entitled,
                      std::int64_t on_paper, const PollRules& rules, bool is_hidden,
                      const std::optional<Phrase>& withheld);
Json json_of(const PaperResult& result);
PaperResult paper_result_from(const ballot::Paper& paper, const std::string& json);  // as json_of wrote it

Json json_of(const ballot::Tally& tally);
std::optional<ballot::Tally> tally_from(const ballot::Paper& paper, const std::string& json);

/// The words of two tellers who differ; nothing where they agree.
std::optional<Phrase> difference_of(const ballot::Paper& paper, const ballot::Tally& a, const ballot::Tally& b);

}  // namespace pingxing::office
