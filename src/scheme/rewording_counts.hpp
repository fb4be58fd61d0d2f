// One of a kind, places in words, what is free before it costs: said as the sentences know it. Part of rewording.hpp.
#pragma once
#include <string>

#include "base/number.hpp"

namespace pingxing::scheme {

/// 一处不整洁扣0.5分 as 每处不整洁扣0.5分, where no other number of the same is said.
void count_each(std::string& text);
/// 第四至六名, 第四名到第六名 as 第4至6名.
void spell_ordinals(std::string& text);
/// 3次以内不扣分,超出部分每次扣1分 as 超过3次后每次扣1分; 以5%为限,每超1%扣1分 as 超过5%的,每超1%扣1分.
void say_what_is_free(std::string& text);
/// 取消本项得分, 该项分值全部扣除 as 不得分.
void spell_void(std::string& text);
/// 资料齐全得10分,缺1项扣1分 of an item of 10 points as 资料缺1项扣1分: it begins with all of them anyway.
void drop_baseline(std::string& text, const Number& points);
/// 加2分,可累计 as 每次加2分, where the line has points once.
void spell_repeated(std::string& text);

}  // namespace pingxing::scheme
