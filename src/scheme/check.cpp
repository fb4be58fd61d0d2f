#include "scheme/check.hpp"

#include "scheme/check/families.hpp"

namespace pingxing::scheme {

Problems check_scheme(const Scheme& scheme) {
  Problems problems;
  if (is_no_scheme(scheme, problems)) return problems;
  const Reading reading(scheme);
  for (auto* check : {check_numbers,
                      check_prose_lists,
                      check_sums,
                      check_bands,
                      check_payments,
                      check_deductions,
                      check_inner_caps,
                      check_clashes,
                      check_degrees_and_repeats,
                      check_reaching,
                      check_answers,
                      check_traces,
                      check_grades,
                      check_rating,
                      check_votes_and_sources,
                      check_quotas,
                      check_targets,
                      check_ladders,
                      check_history,
                      check_stages,
                      check_notices,
                      check_periods,
                      check_rounds,
                      check_actors,
                      check_organisers_and_reviewed,
                      check_ballots,
                      check_meaning,
                      check_open_words,
                      check_contents,
                      check_copies,
                      check_suspects})
    check(reading, problems);
  problems.sort_by_place();
  return problems;
}

}  // namespace pingxing::scheme
