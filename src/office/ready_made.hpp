// The folders of schemes/, compiled in: an office without internet has them too.
#pragma once
#include <string_view>
#include <vector>

namespace pingxing::office {

struct ReadyMadeText {
  std::string_view name, scheme, facts;  // facts: a sample as CSV; may be empty
};
const std::vector<ReadyMadeText>& ready_made_texts();

}  // namespace pingxing::office
