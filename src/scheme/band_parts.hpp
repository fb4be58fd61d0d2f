// What bands of numbers and bands of words have in common.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// 其余, 否则, otherwise: what the other bands leave.
bool is_else(std::string_view words);

/// The figure of a band: an interval, or a place in a ranking.
std::optional<Interval> parse_when(std::string_view text);

bool is_inside_number(std::string_view text, std::size_t at);

/// Without an end on one side, and with one on the other.
bool is_one_sided(const Interval& when);

/// 90%以上得10分,80%以上得8分: each is read with what the more demanding one before it leaves.
void narrow_one_sided(std::vector<Band>& bands);

/// What the bands leave below and above them.
std::vector<Interval> left_by(const std::vector<Band>& bands);

/// 1次扣1分,2次以上扣3分: none at all takes nothing.
std::optional<Band> none_at_zero(const std::vector<Band>& bands);

/// 逾期3天以内扣1分,超过3天不得分: who is not late loses nothing. 超过3天不超过5天扣2分,超过5天不得分: nor who is less
/// late.
void add_free_end(std::vector<Band>& bands);

/// To which of two neighbours a shared end belongs, where (含) says it: 80%(含)至90%, 5至10分钟(含), 90%(含)以上.
void settle_shared_ends(std::vector<Band>& bands, std::string_view text);

/// 得满分 beside 扣3分 is no deduction. False where points given stand beside points taken: no one scale of answers.
bool full_beside_deductions(std::vector<Band>& bands);

}  // namespace pingxing::scheme
