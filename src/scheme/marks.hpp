// Where the marks of an input are made one: by the rule that asks for it, by what stands behind its electorate, or by
// the line of 投票.
#pragma once
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// What the rule says, or the words behind the electorate.
Averaging averaging_by_rule(const Scheme& scheme, int input);
/// The same, or what the line of 投票 says.
Averaging averaging_of(const Scheme& scheme, int input);
Averaging averaging_of(const BallotRules& rules);

/// Somebody votes on it: one number in its cell is a mean already.
bool is_voted_on(const Scheme& scheme, int input);

/// How many of n marks are left out at each end; of a median all but the middle one or two.
std::int64_t cut_of(const Averaging& averaging, std::int64_t n);

}  // namespace pingxing::scheme
