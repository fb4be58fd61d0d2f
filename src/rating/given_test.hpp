// A scheme and a few subjects, for tests: facts by the names of their inputs, as text. What is not named is 0 or 否;
// "-" is missing, "不适用" is that; "3;4" are samples or ballots.
#pragma once
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "rating/rate.hpp"
#include "scheme/parse.hpp"

namespace pingxing::rating {

inline scheme::Scheme scheme_of(const std::string& text) {
  auto parsed = scheme::parse_scheme(text, "t.md");
  std::string problems;
  for (const auto& problem : parsed.problems.kept()) problems += problem.line(Language::Chinese) + "\n";
  EXPECT_FALSE(parsed.problems.has_errors()) << problems << text;
  return std::move(parsed.scheme);
}

/// "2026-03-05×2;2026-04-01" or "甲×2;乙", into the next row of a column that lists entries. "0": none.
inline void put_entries(const scheme::Input& input, const std::string& text, InputColumn& into) {
  std::vector<Entry> entries;
  Number sum;
  for (const auto& one : split(text == "0" ? "" : text, ";")) {
    const auto sign = one.find("×");
    Entry entry;
    const std::string of = one.substr(0, sign);
    if (input.entries == scheme::Entries::Keyed)
      entry.key = of;
    else
      entry.day = {std::stoi(of), std::stoi(of.substr(5)), std::stoi(of.substr(8))};
    if (sign != one.npos) entry.amount = parse_number(one.substr(sign + std::string_view("×").size())).value();
    sum += entry.amount;
    entries.push_back(std::move(entry));
  }
  if (!entries.empty()) into.entries.emplace(into.values.size(), std::move(entries));
  into.values.push_number(sum);
  into.counts.push(1);
}

struct Given {
  std::string text;
  scheme::Scheme scheme;
  Facts facts;
  History history;

  explicit Given(const std::string& document) : text(document), scheme(scheme_of(document)) {
    facts.inputs.resize(scheme.inputs.size());
  }

  Given& subject(const std::string& id, const std::map<std::string, std::string>& values = {},
                 const std::string& pool = "", const std::string& kind = "") {
    facts.ids.push(id);
    ++facts.count;
    if (!pool.empty()) {
      std::size_t number = 0;
      while (number < facts.pool_names.size() && facts.pool_names[number] != pool) ++number;
      if (number == facts.pool_names.size()) facts.pool_names.push_back(pool);
      facts.pools.push_back(static_cast<std::uint32_t>(number));
    }
    for (std::size_t k = 0; k < scheme.properties.kinds.size(); ++k)
      if (scheme.properties.kinds[k] == kind) facts.kinds.push_back(static_cast<std::uint8_t>(k));
    std::size_t used = 0;
    for (std::size_t i = 0; i < scheme.inputs.size(); ++i) {
      auto found = values.find(scheme.header(static_cast<int>(i)));
      if (found == values.end()) found = values.find(scheme.inputs[i].name);
      used += found != values.end();
      put(scheme.inputs[i], found == values.end() ? "0" : found->second, facts.inputs[i]);
    }
    EXPECT_EQ(used, values.size()) << "an input that is not there: " << id;
    return *this;
  }

  Given& earlier(const std::string& id, std::vector<int> grades) {
    history.rounds = std::max(history.rounds, grades.size());
    history.grades[id] = std::move(grades);
    return *this;
  }

  [[nodiscard]] Rating rated(bool may_use_columns = true) const {
    RateOptions options;
    options.may_use_columns = may_use_columns;
    return rate(scheme, facts, history, options);
  }

  /// The grades of all subjects, in order: "五星级 三星级 未定级".
  [[nodiscard]] std::string grades() const {
    const Rating rating = rated();
    std::vector<std::string> names;
    for (std::size_t row = 0; row < facts.count; ++row) names.push_back(grade_name(scheme, rating.grades[row]).zh);
    return joined(names, " ");
  }

 private:
  static void put(const scheme::Input& input, const std::string& text, InputColumn& into) {
    if (input.type == scheme::InputType::Name) {
      into.names.push(text == "0" ? "" : text);
      return;
    }
    if (text == "-" || text == "不适用") {
      if (text != "-") into.set_not_applicable(into.values.size(), true);
      into.values.push_missing();
      if (input.is_list) into.counts.push(0);
      return;
    }
    if (input.entries != scheme::Entries::None) return put_entries(input, text, into);
    Number sum;
    std::int64_t count = 0;
    for (const auto& one : split(text, ";")) {
      const auto value = parse_number(one == "是" ? "1" : one == "否" ? "0" : one);
      ASSERT_TRUE(value) << input.name << ": " << one;
      sum += *value;
      ++count;
    }
    into.values.push_number(sum);
    if (input.is_list && input.type != scheme::InputType::Choices) into.counts.push(count);
  }
};

}  // namespace pingxing::rating
