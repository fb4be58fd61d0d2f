// The rating of a round, made again from its figures whenever one has changed; never stored.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "office/figures.hpp"
#include "office/rounds.hpp"
#include "service/board.hpp"
#include "service/explain_subject.hpp"
#include "service/rated.hpp"

namespace pingxing::office {

/// A round with its rating, as of one moment.
struct RatedRound {
  OpenedRound opened;
  std::shared_ptr<const service::Rated> rated;  // nothing where a figure cannot be read: `problems` then says which
  Problems problems;
  std::string version;  // changes with every figure, subject or version: an ETag of what is shown
};
/// Not asked here who may see it.
std::shared_ptr<const RatedRound> rate_round(const Office& office, Id round_id, Source source = Source::Assessed);

/// For who may see the board.
Result<std::shared_ptr<const RatedRound>> board_of_round(const Office& office, const Actor& actor, Id round_id);
/// For who may see the board, and for the subject itself.
Result<service::SubjectExplanation> explain_in_round(const Office& office, const Actor& actor, Id round_id,
                                                     const std::string& code);

/// What the subjects' own figures would make, beside what the assessors' do: totals by code. Empty where nothing
/// scores.
std::map<std::string, std::string> self_totals(const Office& office, Id round_id);

}  // namespace pingxing::office
