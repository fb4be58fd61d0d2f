// What follows from the grades: targets against shares, consequences, reviewers, and what people still have to decide.
#pragma once
#include "rating/rate.hpp"

namespace pingxing::rating {

void settle_aftermath(const scheme::Scheme& scheme, const Facts& facts, const History& history, const Pools& pools,
                      Rating& rating);

}  // namespace pingxing::rating
