// For the tests of this folder: a small scheme, tables made of rows, and the codes and places of problems.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "document/csv.hpp"
#include "document/test_support.hpp"
#include "rating/rate.hpp"
#include "scheme/parse.hpp"
#include "service/load_facts.hpp"
#include "service/rated.hpp"

namespace pingxing::service {

/// Each type of input once: yes/no, count, number in limits, per cent, samples, ballots, choices, a scale, a name.
inline constexpr std::string_view small_scheme = R"(# 小方案

对象:组织
分组:片区
类别:甲类、乙类
小数:2

## 工作(100分)

1. 领导(10分)
   - 有负责人:不满足不得分
   - 缺项:每项减2分
2. 质量(20分)
3. 参与(20分)
   - 参与率:90%以上得20分;不满90%不得分
4. 测评(20分)
   - 抽查:多次平均,满分100,按比例折算
5. 评议(20分)
   - 评分:党员票60%、群众票40%
6. 荣誉(10分)
   - 适用:甲类
   - 荣誉:省加5分、市加3分、县加1分,累计

## 定级

- 五星级:90分以上
- 四星级:80分以上不满90分
- 三星级:不满80分
- 五星级:不超过50%

## 后果

- 三星级以下:扣发绩效的2%
)";

inline constexpr std::string_view small_header =
    "编号,名称,分组,类别,有负责人,缺项,质量,参与率,抽查,党员票,群众票,荣誉,绩效\n";

inline scheme::Scheme parsed(std::string_view text, const std::string& file = "s.md") {
  auto out = scheme::parse_scheme(text, file);
  for (const auto& problem : out.problems.kept()) EXPECT_FALSE(problem.is_error()) << problem.line(Language::English);
  return std::move(out.scheme);
}

inline std::optional<rating::Facts> facts_of_csv(const scheme::Scheme& s, std::string_view csv, Problems& problems) {
  document::TableProblems found;
  const auto grid = document::read_csv(csv, "f.csv", {}, found);
  auto facts = grid ? facts_of(s, *grid, found) : std::nullopt;
  found.tell(problems);
  return found.has_errors() ? std::nullopt : std::move(facts);
}

/// A rating of facts that are right.
inline std::unique_ptr<Rated> rated_of(std::string_view scheme_text, std::string_view csv,
                                       rating::History history = {}) {
  auto rated = std::make_unique<Rated>();
  rated->scheme = parsed(scheme_text);
  Problems problems;
  auto facts = facts_of_csv(rated->scheme, csv, problems);
  for (const auto& problem : problems.kept()) ADD_FAILURE() << problem.line(Language::English);
  if (facts) rated->facts = std::move(*facts);
  rated->history = std::move(history);
  rated->rating = rating::rate(rated->scheme, rated->facts, rated->history);
  return rated;
}

inline std::string lines_of(const Problems& problems, Language language = Language::Chinese) {
  std::string out;
  for (const auto& problem : problems.kept()) out += problem.line(language) + "\n";
  return out;
}

}  // namespace pingxing::service
