// Every finding of the checker: docs/errors.md and the manual are made from this list. The sentences stand in
// check/*_messages.hpp, by family; what is wrong with a scheme as a document is in messages.hpp.
#pragma once
#include "scheme/check/answers_messages.hpp"
#include "scheme/check/ballot_messages.hpp"
#include "scheme/check/grading_messages.hpp"
#include "scheme/check/points_messages.hpp"
#include "scheme/check/procedure_messages.hpp"
#include "scheme/check/text_messages.hpp"

namespace pingxing::scheme {

inline constexpr const MessageRow* check_messages[] = {
    // numbering, sums
    &findings::number_gap, &findings::number_order, &findings::number_missing, &findings::number_collision,
    &findings::sum_mismatch, &findings::sum_incomplete, &findings::maximum_differs, &findings::subpoints_missing,
    &findings::weights_missing,
    // bands, deductions
    &findings::band_gap, &findings::band_overlap, &findings::boundary, &findings::band_unreachable,
    &findings::band_not_monotone, &findings::band_over_points, &findings::case_undefined, &findings::deductions_exceed,
    &findings::pool_exceeded, &findings::floor_missing, &findings::floor_scope, &findings::cap_reached_at,
    &findings::cap_missing, &findings::zero_if_overrides, &findings::rules_compete, &findings::exclusive_or_sum,
    &findings::double_count, &findings::per_or_any, &findings::and_or, &findings::unit_of_count,
    &findings::precondition, &findings::rule_missing, &findings::cap_unreached, &findings::deductions_short,
    &findings::traces_counted, &findings::inner_below_entry, &findings::inner_idle, &findings::inner_short,
    // answers, ledgers
    &findings::not_applicable_points, &findings::at_zero_never, &findings::ledger_without_threshold,
    &findings::ledger_without_lines, &findings::ledger_unreached, &findings::ledger_twice, &findings::ledger_order,
    // grades, quotas, ladders
    &findings::grade_unreachable, &findings::grades_both_hold, &findings::grade_gap, &findings::range_open,
    &findings::boundary_contradiction, &findings::rule_shadowed, &findings::rating_missing,
    &findings::conditions_missing, &findings::condition_scope, &findings::rate_zero_denominator, &findings::bonus_scope,
    &findings::criteria_missing, &findings::quota_over_100, &findings::quota_zero, &findings::quota_infeasible,
    &findings::pool_join_unused, &findings::quota_missing, &findings::soft_rule, &findings::base_unclear,
    &findings::tie_at_cut, &findings::target_unreachable, &findings::share_rounding, &findings::level_zero_missing,
    &findings::ladder_not_monotone, &findings::scale_inverted, &findings::top_unsatisfiable,
    &findings::history_semantics, &findings::demotion_below_lowest, &findings::stacking_unspecified,
    &findings::veto_result, &findings::veto_scope, &findings::clause_open_ended,
    // procedure, actors
    &findings::date_vague, &findings::date_relative, &findings::stage_overlap, &findings::stage_order,
    &findings::notice_short, &findings::duration_missing, &findings::days_unspecified, &findings::period_missing,
    &findings::period_mismatch, &findings::window_crosses_period, &findings::cycle_irregular, &findings::branch_missing,
    &findings::aggregation_missing, &findings::actor_conflict, &findings::population_conflict,
    &findings::reviewer_missing, &findings::self_review, &findings::evaluator_missing, &findings::table_missing,
    &findings::assessor_missing,
    // ballots
    &findings::ballot_unused, &findings::ballot_twice, &findings::ballot_classes, &findings::ballot_input,
    &findings::ballot_mark, &findings::ballot_value, &findings::ballot_scale, &findings::ballot_trim,
    &findings::ballot_averaging, &findings::marks_range, &findings::marks_open, &findings::ballot_turnout,
    &findings::ballot_least,
    // words
    &findings::value_undefined, &findings::tolerance_missing, &findings::amount_missing, &findings::metric_ambiguous,
    &findings::term_varies, &findings::condition_syntax, &findings::phrase_ambiguous, &findings::sum_vs_mean,
    &findings::section_empty, &findings::annex_missing, &findings::placeholder, &findings::source_truncated,
    &findings::not_a_scheme, &findings::page_furniture, &findings::text_suspect, &findings::punctuation,
    &findings::clause_repeated};

}  // namespace pingxing::scheme
