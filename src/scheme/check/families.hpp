// The families of findings, one file each. Every function looks at the whole scheme and adds what it finds;
// none of them changes anything or depends on another.
#pragma once
#include "base/problem.hpp"
#include "scheme/check/words.hpp"

namespace pingxing::scheme {

void check_numbers(const Reading& reading, Problems& problems);      // numbering of headings, items, stages
void check_prose_lists(const Reading& reading, Problems& problems);  // numbering of prose
void check_sums(const Reading& reading, Problems& problems);         // points and weights against headings and total
void check_bands(const Reading& reading, Problems& problems);        // gaps, overlaps, order of bands
void check_payments(const Reading& reading, Problems& problems);     // what rules can pay against what an item has
void check_deductions(const Reading& reading, Problems& problems);   // floors, pools, limits
void check_inner_caps(const Reading& reading, Problems& problems);   // limits of each month or person
void check_clashes(const Reading& reading, Problems& problems);      // two rules about one thing
void check_degrees_and_repeats(const Reading& reading, Problems& problems);      // one thing that deducts twice
void check_reaching(const Reading& reading, Problems& problems);                 // limits that no rule comes to
void check_answers(const Reading& reading, Problems& problems);                  // not applicable, used up, ledgers
void check_traces(const Reading& reading, Problems& problems);                   // likes, check-ins, time online
void check_grades(const Reading& reading, Problems& problems);                   // thresholds
void check_rating(const Reading& reading, Problems& problems);                   // what a rating leaves open
void check_votes_and_sources(const Reading& reading, Problems& problems);        // several that make one result
void check_quotas(const Reading& reading, Problems& problems);                   // quotas, ties
void check_targets(const Reading& reading, Problems& problems);                  // shares that should be reached
void check_ladders(const Reading& reading, Problems& problems);                  // levels, scales
void check_history(const Reading& reading, Problems& problems);                  // demotion, veto, the past
void check_stages(const Reading& reading, Problems& problems);                   // dates and order of stages
void check_notices(const Reading& reading, Problems& problems);                  // how long a notice stands, objections
void check_periods(const Reading& reading, Problems& problems);                  // the period against text and measures
void check_rounds(const Reading& reading, Problems& problems);                   // how often, in the words of the text
void check_actors(const Reading& reading, Problems& problems);                   // who assesses, votes, reviews
void check_organisers_and_reviewed(const Reading& reading, Problems& problems);  // who acts, in the words of the text
void check_ballots(const Reading& reading, Problems& problems);                  // how electorates vote
void check_meaning(const Reading& reading, Problems& problems);                  // words with two readings
void check_open_words(const Reading& reading, Problems& problems);               // words without a figure
void check_contents(const Reading& reading, Problems& problems);                 // empty, missing, cut off
void check_copies(const Reading& reading, Problems& problems);                   // traces of careless copying

void check_suspects(const Reading& reading, Problems& problems);  // slips that a reader puts right

/// A report in the clothes of a scheme: then nothing else is worth saying.
bool is_no_scheme(const Scheme& scheme, Problems& problems);

}  // namespace pingxing::scheme
