// Words of a rule line before any pattern is tried: the line as every office would have typed it, what may be the name
// of an input, and the numbers of points.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// The line with one way of typing: no mark at its end, full stops as semicolons, 百分之五 as 5%, (含90分) as (含),
/// a bracket that limits the rule (最多5分) as a clause of its own.
std::string plain_rule(std::string_view normalised);

/// 评分标准:迟到每次扣1分 without the words that only say that a rule follows.
std::string_view without_label(std::string_view text);

/// What a rule may call its input: no figure, no limit, no points, no half of a verb.
bool may_be_name(std::string_view text);

/// Points as digits, a fraction, or hanzi (两, 半); nothing below 0.
std::optional<Number> points_number(std::string_view text);

/// The words behind 每 or each, that say what is counted one by one: 少一次, 缺1项, 项.
bool may_be_counted(std::string_view words);

/// What is done or made so often: 走访 in 应走访20户, 筹集善款 in 每筹集善款1000元; nothing that compares or limits.
bool may_be_object(std::string_view words);

/// What 每发现一例收受礼品 counts, as a name of its own: 发现收受礼品; empty where it says no more than a unit.
std::string counted_name(std::string_view each);

/// "考勤" and "迟到" as "考勤迟到"; the longer where one holds the other.
std::string joined_name(std::string_view head, std::string_view trigger, Language language);

/// Words by which a line says no definite rule: 约, 至少扣, 应扣未扣, 从年终奖中. Empty where there are none.
std::string doubtful_words(std::string_view text);

/// Whether 一 at the end of `before` counts the unit behind it: 迟到一次, 损坏一把; not 统一着装, 周一例会, 一般问题.
bool counts_one(std::string_view before, std::string_view unit);
void replace_all(std::string& text, std::string_view from, std::string_view to);
bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words);
bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> words);
bool holds_any(std::string_view text, std::initializer_list<std::string_view> words);
bool has_digit(std::string_view text);

}  // namespace pingxing::scheme
