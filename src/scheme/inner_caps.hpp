// Caps of an inner period or of one person: 每月最多加1分, 每人最多扣3分. Their words are rows of the table of
// sentences; here is how they are found in a line, before, between or behind the parts of its rule.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scheme/slots.hpp"

namespace pingxing::scheme {

/// What 每月, 单人, "a month" is; nothing where it is no part of a round, or where it is each subject of one.
std::optional<InnerCap> inner_of(std::string_view words, const SentenceContext& context);
/// 每人 where people are assessed, 每村 where the subjects are 各村: the limit of such a one is that of the round.
bool is_each_subject(std::string_view words, const SentenceContext& context);
/// As it is written canonically: 每月, 每人; a month, per person.
std::string say_inner(const InnerCap& cap, Language language);

/// A clause that is such a cap as a whole.
std::optional<InnerCap> parse_inner_cap(std::string_view clause, const SentenceContext& context);
/// A clause about a period that is longer than the rounds: 每季度最多扣3分 where it is rated each month.
bool is_of_longer_period(std::string_view clause, const SentenceContext& context);

/// Takes the caps out of a sentence, wherever they stand; what is left is the sentence without them.
std::vector<InnerCap> take_inner_caps(std::string& sentence, const SentenceContext& context);

/// Whether its figure is so many times, or a mark for each time: what entries can list one by one.
bool counts_entries(const Rule& rule);
/// Whether a cap is about what this rule gives or takes, by its own words.
bool is_about(const InnerCap& cap, const Rule& rule);

}  // namespace pingxing::scheme
