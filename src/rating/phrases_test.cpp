// Everyday phrases of offices, each with figures and what they come to: tests/scheme/phrases.tsv. Rated by rows and by
// columns; what is refused is refused by the parser or the checker, never rated.
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "rating/given_test.hpp"
#include "rating/rate.hpp"
#include "scheme/check.hpp"
#include "scheme/parse.hpp"
#include "scheme/print.hpp"

namespace pingxing::rating {
namespace {

struct Phrase {
  std::string where, line, facts;
};

std::vector<std::string> parts_of(const std::string& text, const std::string& mark) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(mark, begin);
    parts.emplace_back(trimmed(std::string_view(text).substr(begin, end == text.npos ? end : end - begin)));
    if (end == text.npos) return parts;
    begin = end + mark.size();
  }
}

std::vector<Phrase> phrases() {
  std::vector<Phrase> all;
  std::ifstream in(PINGXING_ROOT "/tests/scheme/phrases.tsv");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto columns = parts_of(line, "\t");
    if (columns.size() == 3) all.push_back({columns[0], columns[1], columns[2]});
  }
  return all;
}

std::string document_of(const Phrase& phrase) {
  const bool is_en = phrase.where.ends_with("-en"), is_bonus = phrase.where.starts_with("bonus");
  std::string rules;
  for (const auto& one : parts_of(phrase.line, "⏎")) rules += "- " + one + "\n";
  const std::string head = is_en ? "# Trial\n\nperiod: year\n\n## Work (10 points)\n\n1. Trial item (10 points)\n"
                                 : "# 试\n\n对象:组织\n周期:年\n\n## 工作(10分)\n\n1. 试项(10分)\n";
  const std::string grading = is_en ? "\n## Grading\n\n- pass: 6 or more\n- fail: below 6\n"
                                    : "\n## 定级\n\n- 合格:6分以上\n- 不合格:不满6分\n";
  if (!is_bonus) return head + rules + grading;
  const std::string base = is_en ? "- lapse: each deducts 1\n\n## Bonus\n\n" : "- 违规:每次扣1分\n\n## 加分\n\n";
  return head + base + rules + grading;
}

std::int64_t place_of(const scheme::Input& input, const std::string& word) {
  for (std::size_t i = 0; i < input.choices.size(); ++i)
    if (input.choices[i] == word) return static_cast<std::int64_t>(i);
  ADD_FAILURE() << input.name << " has no " << word;
  return 0;
}

Number value_of(const scheme::Input& input, std::string text) {
  if (input.type == scheme::InputType::Choice) return Number(place_of(input, text));
  if (input.type == scheme::InputType::Choices) {
    std::int64_t packed = 0;
    if (text != "无" && text != "none")
      for (const auto& one : split(text, ";")) packed += std::int64_t(1) << (4 * place_of(input, one));
    return Number(packed);
  }
  if (text == "是" || text == "yes") return Number(1);
  if (text == "否" || text == "no") return Number(0);
  const bool is_share = text.find('/') != text.npos;
  if (text.ends_with('%')) text.pop_back();
  const auto number = parse_number(text);
  EXPECT_TRUE(number) << text;
  return number.value_or(Number(-1)) * Number(is_share ? 100 : 1);
}

TEST(Phrases, ComeToWhatAClerkReads) {
  const auto all = phrases();
  ASSERT_GT(all.size(), 250u);
  for (const auto& phrase : all) {
    const std::string document = document_of(phrase);
    const auto parsed = scheme::parse_scheme(document, "t.md");
    const Problems findings = scheme::check_scheme(parsed.scheme);
    if (phrase.facts == "refused") {
      EXPECT_TRUE(parsed.problems.has_errors() || findings.has_errors()) << phrase.line;
      continue;
    }
    EXPECT_FALSE(parsed.problems.has_errors() || findings.has_errors()) << phrase.line;
    if (parsed.problems.has_errors()) continue;
    // Printing keeps the meaning.
    const auto again = scheme::parse_scheme(scheme::print_markdown(parsed.scheme), "t.md");
    EXPECT_EQ(scheme::fingerprint(again.scheme), scheme::fingerprint(parsed.scheme)) << phrase.line;
    const bool is_bonus = phrase.where.starts_with("bonus");
    for (const auto& fact : parts_of(phrase.facts, " | ")) {
      const auto sides = parts_of(fact, "→");
      ASSERT_EQ(sides.size(), 2u) << fact;
      Facts facts;
      facts.ids.push("A");
      facts.count = 1;
      facts.inputs.resize(parsed.scheme.inputs.size());
      std::vector<std::string> values = parts_of(sides[0], ",");
      if (is_bonus) values.insert(values.begin(), "0");
      ASSERT_EQ(values.size(), facts.inputs.size()) << phrase.line;
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (parsed.scheme.inputs[i].entries != scheme::Entries::None) {
          put_entries(parsed.scheme.inputs[i], values[i], facts.inputs[i]);
          continue;
        }
        facts.inputs[i].values.push_number(value_of(parsed.scheme.inputs[i], values[i]));
        if (parsed.scheme.inputs[i].is_list && parsed.scheme.inputs[i].type != scheme::InputType::Choices)
          facts.inputs[i].counts.push(1);
      }
      for (const bool may_use_columns : {true, false}) {
        RateOptions options;
        options.may_use_columns = may_use_columns;
        const Rating rating = rate(parsed.scheme, facts, {}, options);
        const Number total = rating.total.at(0) - Number(is_bonus ? 10 : 0);
        EXPECT_EQ(total.exact(), sides[1]) << phrase.line << ": " << sides[0];
      }
    }
  }
}

}  // namespace
}  // namespace pingxing::rating
