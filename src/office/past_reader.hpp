// Earlier results as an office has them (a table, or the JSON that `rate` writes) as periods of a round's past. Every
// cell that is wrong is a problem with its place. Knows no database: whether they may come in is for past_results.hpp.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "office/import_table.hpp"
#include "office/past_results.hpp"
#include "office/rounds.hpp"
#include "store/past.hpp"

namespace pingxing::office {

/// What the words of a cell mean: a grade of the scheme, by its name or its stars, or that there is none.
class PastGrades {
 public:
  explicit PastGrades(const scheme::Scheme& scheme);

  struct Outcome {
    std::string status, grade;  // as in store::PastResult
    bool operator==(const Outcome&) const = default;
  };
  /// Nothing where the words are none of the known ones.
  [[nodiscard]] std::optional<Outcome> called(const std::string& words) const;
  /// Those with so many stars.
  [[nodiscard]] std::vector<Outcome> with_stars(int stars) const;
  /// All that is known, for who wrote another.
  [[nodiscard]] Phrase names() const;

 private:
  const scheme::Scheme& scheme_;
  std::map<std::string, Outcome> by_words_;  // folded
};

class PastReader {
 public:
  /// The round outlives it.
  explicit PastReader(const OpenedRound& opened) : opened_(opened), grades_(opened.scheme()) {}

  /// A file behind those before it: one period, or as many as its column of periods names.
  void read(const PastFile& file, Problems& problems);
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return errors_; }
  /// The earliest first, as they came.
  [[nodiscard]] std::vector<store::PastPeriod> take_periods() { return std::move(periods_); }

 private:
  void read_result(const PastFile& file, document::TableProblems& found);
  void read_table(const PastFile& file, document::TableProblems& found);
  std::optional<std::string> code_of_name(const ImportTable& table, std::size_t row, document::TableProblems& found);
  std::optional<PastGrades::Outcome> outcome_of(const ImportTable& table, std::size_t row, const std::string& code,
                                                document::TableProblems& found);
  store::PastPeriod* add_period(const std::string& name, const PastFile& file, document::TableProblems& found);

  const OpenedRound& opened_;
  const PastGrades grades_;
  std::vector<store::PastPeriod> periods_;
  std::multimap<std::string, std::string> codes_by_name_;  // of the round's subjects, by folded name; made when asked
  std::size_t errors_ = 0;
};

}  // namespace pingxing::office
