#include "round/review_matrix.hpp"

#include <set>

namespace pingxing::round {

MatrixFindings look_over(const std::vector<ReviewPair>& pairs, const std::vector<std::string>& subjects) {
  MatrixFindings found;
  const std::set<std::string> known(subjects.begin(), subjects.end());
  std::set<std::string> reviewed;
  std::set<ReviewPair> seen;
  for (const auto& pair : pairs) {
    if (!known.contains(pair.subject)) found.unknown.push_back(pair);
    if (!seen.insert(pair).second) found.doubled.push_back(pair);
    if (pair.reviewer == pair.subject)
      found.self.push_back(pair);
    else
      reviewed.insert(pair.subject);  // who reviews only oneself is reviewed by nobody
  }
  for (const auto& subject : subjects)
    if (!reviewed.contains(subject)) found.unreviewed.push_back(subject);
  return found;
}

}  // namespace pingxing::round
