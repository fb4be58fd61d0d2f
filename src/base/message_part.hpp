// Rows of messages under one title, for the manual of messages.
#pragma once
#include <vector>

#include "base/problem.hpp"

namespace pingxing {

struct MessagePart {
  Text title;
  std::vector<const MessageRow*> rows;
};

}  // namespace pingxing
