// For the tests of this folder: what refuses, as a row of the table.
#pragma once
#include "base/result.hpp"
#include "base/told.hpp"

namespace pingxing::round {

inline const MessageRow* row_told(const Refusal& refusal) {
  told(*refusal.row);
  return refusal.row;
}

/// Null where nothing was refused.
template <class T>
const MessageRow* why_not(const Result<T>& result) {
  return result.is_refused() ? row_told(result.refusal()) : nullptr;
}

}  // namespace pingxing::round
