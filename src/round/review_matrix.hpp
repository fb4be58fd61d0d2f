// Who remarks on whom, looked over: subjects whom nobody reviews, and leaders who would review themselves. Pure.
#pragma once
#include <string>
#include <vector>

namespace pingxing::round {

struct ReviewPair {
  std::string reviewer;  // code of the person, or a name
  std::string subject;   // code
  auto operator<=>(const ReviewPair&) const = default;
};

struct MatrixFindings {
  std::vector<std::string> unreviewed;             // codes of subjects, in their order
  std::vector<ReviewPair> self, doubled, unknown;  // unknown: a subject that is not of the round
  [[nodiscard]] bool is_clean() const {
    return unreviewed.empty() && self.empty() && doubled.empty() && unknown.empty();
  }
};

MatrixFindings look_over(const std::vector<ReviewPair>& pairs, const std::vector<std::string>& subjects);

}  // namespace pingxing::round
