// What a {slot} of a pattern takes, what it sets in a rule, and how it is written again.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "scheme/pattern.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// What a sentence is read beside: the same words mean another thing elsewhere.
struct SentenceContext {
  std::optional<Period> period;  // of the rounds: 全年 is the whole round in a yearly one
  std::optional<Number> points;  // of the item
  bool is_of_people = false;     // 每人 is each subject
  bool has_subjects = false;     // it is said what the subjects are
  std::string_view subjects;     // by which words: 每村 is each of 各村
  std::string_view verb;         // what points do that stand without one: 加, 扣; empty where nothing says
};

bool accepts_slot(std::string_view slot, std::string_view text, const SentenceContext& context);
void set_slot(Rule& rule, std::string_view slot, std::string_view text, const SentenceContext& context);
/// A line in minutes and steps of something else, 晚点超过5分钟,每班次扣0.5分: what is late so long is counted.
bool has_two_units(const Captures& captures);
std::string write_slot(const Rule& rule, std::string_view slot, Language language);

}  // namespace pingxing::scheme
