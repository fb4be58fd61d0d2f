// Which messages are told: problems that were found, refusals that a door answers with. Only tests listen, so that none
// of the codes goes without a test (tests/codes).
#pragma once
#include "base/problem.hpp"

namespace pingxing {

using MessageListener = void (*)(const MessageRow&);
/// Null in the product. May be called by several threads at once.
extern MessageListener told_listener;

inline void told(const MessageRow& row) {
  if (told_listener) told_listener(row);
}

}  // namespace pingxing
