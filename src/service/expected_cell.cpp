#include "service/expected_cell.hpp"

#include "base/text.hpp"
#include "scheme/blanks.hpp"
#include "scheme/marks.hpp"
#include "service/fact_columns.hpp"
#include "service/fact_limits.hpp"
#include "service/input_words.hpp"

namespace pingxing::service {

namespace {

const Number large(1'000'000'000);  // what resolve gives counts and measures without a limit of their own

Phrase example_of(const scheme::Input& input) {
  if (input.type == scheme::InputType::Choices) return joined(input.choices, ";");
  if (input.type == scheme::InputType::Choice)
    return input.choices.empty() ? "" : input.choices.front() + ";" + input.choices.back();
  if (input.type == scheme::InputType::YesNo) return {"是;否;是", "yes;no;yes"};
  const Number top = input.high && *input.high < large ? *input.high : Number(10);
  return top.exact() + ";" + (top - Number(1)).exact();
}

}  // namespace

Phrase expected_in_cell(const scheme::Scheme& s, int index) {
  const auto& input = s.inputs[static_cast<std::size_t>(index)];
  Phrase expected = expected_of(input);
  if (samples_of(s, index) != scheme::Samples::One && input.entries == scheme::Entries::None)
    expected =
        say({"{0};多个用;隔开,如 {1}", "{0}; several separated by ;, such as {1}"}, {expected, example_of(input)});
  if (const auto trim = trim_of(s, index); trim && trim->is_median)
    expected = say({"{0}(由程序取中位数)", "{0} (the program takes their median)"}, {expected});
  else if (trim)
    expected =
        say({"{0}(最高和最低的由程序去掉)", "{0} (the highest and lowest are left out by the program)"}, {expected});
  if (const auto least = scheme::averaging_by_rule(s, index).least(); least > 1)
    expected = say({"{0},至少{1}个", "{0}, at least {1}"}, {expected, std::to_string(least)});
  if (scheme::is_blank_zero(s, index))
    expected = say({"{0};没有发生的可不填", "{0}; leave blank where nothing happened"}, {expected});
  return may_be_not_applicable(s, index) ? or_not_applicable(expected) : expected;
}

}  // namespace pingxing::service
