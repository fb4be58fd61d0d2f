// A line of rules: what it calls its inputs, and the sentences that it says. 迟到:每次扣1分 names its input before the
// colon; 迟到一次扣1分,旷工一次扣3分 by its own words, once for each sentence; 会议(3分):每少1次扣1分 is a part of its
// item. One reading, or what it is that cannot be read.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scheme/sentences.hpp"

namespace pingxing::scheme {

struct RuleLine {
  enum class Trouble {
    None,
    Unknown,       // no sentence of the table
    Doubtful,      // 约, 至少扣, 从年终奖中扣
    TwoLimits,     // 最多扣3分,最多扣5分
    LineMissing,   // 每低1个百分点: below what?
    StartUnclear,  // 每提前1天加1分,每推迟1天扣1分: from 0, or from the item's points?
  };
  Trouble trouble = Trouble::None;
  std::string words;                // that cause the trouble
  const MessageRow* gap = nullptr;  // of Unknown: what it means is known, and not run
  std::vector<Sentence> rules;      // their names set
};

/// `line` is normalised (base Line), without its marker; `title` of the item names what nothing else does.
RuleLine read_rule_line(std::string_view line, std::string_view title, const SentenceContext& context);

}  // namespace pingxing::scheme
