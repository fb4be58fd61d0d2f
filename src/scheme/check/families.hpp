// The families of findings, one file each. Every function looks at the whole scheme and adds what it finds;
// none of them changes anything or depends on another.
#pragma once
#include "base/problem.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

void check_numbers(const Scheme& scheme, Problems& problems);     // numbering of headings, items, stages
void check_sums(const Scheme& scheme, Problems& problems);        // points and weights against headings and total
void check_bands(const Scheme& scheme, Problems& problems);       // gaps, overlaps, order of bands
void check_payments(const Scheme& scheme, Problems& problems);    // what rules can pay against what an item has
void check_deductions(const Scheme& scheme, Problems& problems);  // floors, pools, limits
void check_clashes(const Scheme& scheme, Problems& problems);     // two rules about one thing
void check_grades(const Scheme& scheme, Problems& problems);      // thresholds
void check_rating(const Scheme& scheme, Problems& problems);      // what a rating leaves open
void check_quotas(const Scheme& scheme, Problems& problems);      // quotas, ties
void check_targets(const Scheme& scheme, Problems& problems);     // shares that should be reached
void check_ladders(const Scheme& scheme, Problems& problems);     // levels, scales
void check_history(const Scheme& scheme, Problems& problems);     // demotion, veto, the past
void check_stages(const Scheme& scheme, Problems& problems);      // dates and order of stages
void check_periods(const Scheme& scheme, Problems& problems);     // how often, over how long
void check_actors(const Scheme& scheme, Problems& problems);      // who assesses, votes, reviews
void check_meaning(const Scheme& scheme, Problems& problems);     // words with two readings
void check_open_words(const Scheme& scheme, Problems& problems);  // words without a figure
void check_contents(const Scheme& scheme, Problems& problems);    // empty, missing, cut off
void check_copies(const Scheme& scheme, Problems& problems);      // traces of careless copying

/// A report in the clothes of a scheme: then nothing else is worth saying.
bool is_no_scheme(const Scheme& scheme, Problems& problems);

}  // namespace pingxing::scheme
