// The rating of a round, made again from its figures whenever one has changed; never stored.
#pragma once
#include <map>
#include <memory>
#include <mutex>
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
  std::string version;  // changes with every figure, subject, scheme, and those of the rounds before
};
/// What the workbook of its board is called: 2026年考评-结果.xlsx.
std::string board_file_name(const std::string& round_name, Language language);
/// Why there is no rating: kinds that lack, else the first figure that cannot be read.
Refusal why_not_rated(const RatedRound& rated);
/// What a rating hangs on: the round's figures, subjects, scheme and imported past, and those of the rounds before it.
std::string rating_fingerprint(store::Reading& db, Id round_id);

/// What is kept of a rated round: not the round, which is read each time.
struct KeptRating {
  std::string version;
  std::shared_ptr<const service::Rated> rated;
  Problems problems;
};

/// The last rating of each round and source, of one office.
class RatingCache {
 public:
  std::optional<KeptRating> find(Id round, Source source, const std::string& version);
  void keep(Id round, Source source, KeptRating rating);

 private:
  static constexpr std::size_t kept_max = 64;
  std::mutex mutex_;
  std::map<std::pair<Id, Source>, KeptRating> kept_;
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
