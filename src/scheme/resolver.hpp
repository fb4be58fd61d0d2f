// The second pass as one class, its functions in files by subject: resolve.cpp (the order of things, sections,
// measures, what follows), resolve_inputs.cpp (what somebody has to supply) and resolve_grading.cpp. What conditions
// speak of is settled in conditions.hpp.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scheme/conditions.hpp"
#include "scheme/names.hpp"
#include "scheme/resolve.hpp"

namespace pingxing::scheme {

/// The kinds of `own` that `outer` names too.
std::vector<std::string> shared_kinds(const std::vector<std::string>& outer, const std::vector<std::string>& own);

class Resolver {
 public:
  Resolver(Scheme& scheme, const Pending& pending, Problems& problems);
  void run();

 private:
  Section& section(int i) { return s_.sections[static_cast<std::size_t>(i)]; }
  void problem(const MessageRow& row, const Place& place, std::vector<Phrase> words = {}) {
    problems_.add(row, place, std::move(words));
  }

  // ---- resolve.cpp --------------------------------------------------------------------------------------------------

  void inherit_kinds();
  /// Of the item itself, else of the sections around it, else of the properties (S-1.14).
  void inherit_not_applicable();
  void after_zeros();
  void find_pools();
  void measures();
  /// The ground of a measure, by its name and what stands behind the colon.
  Condition ground_of(const Measure& made, const PendingMeasure& pending);
  [[nodiscard]] std::string best_of_words(const std::string& name) const;
  void consequences();
  /// The input that a share is taken of; asked for anew where nothing else asks for it.
  int amount_input(const std::string& name, const Place& place);
  void targets();
  void reviews();

  // ---- resolve_inputs.cpp -------------------------------------------------------------------------------------------

  void indicator_inputs();
  void rule_inputs(int indicator, Rule& rule, const Attributes& attributes);
  void parts(const Indicator& owner);
  void inner_cap(Indicator& owner);
  void bonus_inputs();
  void scales();
  void ballots();

  // ---- resolve_grading.cpp ------------------------------------------------------------------------------------------

  int known_grade(std::string_view name, const Place& place);
  void ladders();
  void grade_lines();
  void quota_alone();
  void quotas_and_ties();
  void votes();
  /// A grade whose conditions lead back to itself can never be decided.
  void refuse_cycles();

  Scheme& s_;
  const Pending& pending_;
  Problems& problems_;
  Names names_;
  Conditions conditions_;
};

}  // namespace pingxing::scheme
