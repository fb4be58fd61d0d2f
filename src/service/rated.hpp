// A rating with all that it was made from. The service makes it and reads it; cli and web only carry it from one verb
// to the next.
#pragma once
#include <string>

#include "base/problem.hpp"
#include "rating/facts.hpp"
#include "rating/rate.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::service {

struct Rated {
  scheme::Scheme scheme;
  std::string scheme_text;
  rating::Facts facts;
  rating::History history;
  rating::Rating rating;  ///< its targets point into `scheme`: a Rated is never copied or moved
  Problems warnings;      ///< of scheme and facts

  Rated() = default;
  Rated(const Rated&) = delete;
  Rated& operator=(const Rated&) = delete;
};

/// Of the scheme: what its words are in.
Language language_of(const Rated& rated);

}  // namespace pingxing::service
