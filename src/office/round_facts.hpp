// The figures of a round as facts to be rated: one walk from what is stored to columns, read as a table of facts is,
// with the same messages for what cannot be read.
#pragma once
#include <optional>

#include "document/table_problems.hpp"
#include "office/figures.hpp"
#include "office/rounds.hpp"
#include "rating/facts.hpp"

namespace pingxing::office {

/// A row for each subject in scope, from the figures that count (`Self`: from the self-assessments instead), for the
/// inputs of `scheme`: the round's, or another that it is compared with. Nothing where `problems` got an error.
std::optional<rating::Facts> facts_of_round(store::Reading& db, const OpenedRound& opened, const scheme::Scheme& scheme,
                                            Source source, document::TableProblems& problems);

}  // namespace pingxing::office
