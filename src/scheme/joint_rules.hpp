// Several sentences on one figure: 第一次扣1分,第二次起每次扣2分 · 每拖延一天扣0.5分,超过10天不得分. They become rules
// that look at the same input.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scheme/sentences.hpp"

namespace pingxing::scheme {

struct JointRules {
  std::string name;  // of the figure, where the words say it
  std::vector<Sentence> rules;
};

/// What each time takes, the first one, the second one, and all from some time on: bands up to there, steps above. Only
/// deductions; nothing where the last clause does not say what comes after it.
std::optional<JointRules> read_ordinals(std::string_view text);

/// 超过10天不得分 behind a rule that deducts each day: bands on its figure. Nothing where it speaks of something else.
std::optional<Sentence> read_threshold(std::string_view words, const Rule& before);

}  // namespace pingxing::scheme
