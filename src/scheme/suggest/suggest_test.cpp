// Lines that nobody understood, each with the family that is meant: tests/scheme/suggestions.tsv. The right one comes
// first in at least 19 of 20; what is offered to take over is understood and keeps the figures.
#include "scheme/suggest/suggest.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <map>

#include "scheme/parse.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {
namespace {

struct Row {
  std::string section, line, family;
};

std::vector<Row> rows_of(const std::string& file) {
  std::ifstream in(std::string(PINGXING_ROOT "/tests/scheme/") + file);
  std::vector<Row> rows;
  for (std::string text; std::getline(in, text);) {
    if (text.empty() || text[0] == '#') continue;
    const auto one = text.find('\t'), two = text.find('\t', one + 1);
    rows.push_back({text.substr(0, one), text.substr(one + 1, two - one - 1), text.substr(two + 1)});
  }
  return rows;
}

struct Sections {
  SectionKind kind;
  const char *zh, *en;
};
const std::map<std::string, Sections> sections = {
    {"item",
     {SectionKind::Ordinary, "## 工作(100分)\n\n1. 事项(100分)\n", "## Work (100 points)\n\n1. Thing (100 points)\n"}},
    {"bonus", {SectionKind::Bonus, "## 加分\n\n", "## Bonus\n\n"}},
    {"grading",
     {SectionKind::Grading, "## 定级\n\n- 优秀:90分以上\n- 合格:60分以上\n",
      "## Grading\n\n- gold: 90 or more\n- bronze: 60 or more\n"}},
    {"veto", {SectionKind::Veto, "## 一票否决\n\n", "## Veto\n\n"}},
    {"eligibility", {SectionKind::Eligibility, "## 资格\n\n", "## Eligibility\n\n"}},
    {"demotion", {SectionKind::Demotion, "## 降级\n\n", "## Demotion\n\n"}},
    {"consequences", {SectionKind::Consequences, "## 后果\n\n", "## Consequences\n\n"}},
    {"targets", {SectionKind::Targets, "## 目标\n\n", "## Targets\n\n"}}};

LineContext context_of(const Row& row) {
  const bool is_zh = language_of(row.line) == Language::Chinese;
  LineContext context;
  context.section = sections.at(row.section).kind;
  if (context.section == SectionKind::Ordinary) {
    context.title = is_zh ? "事项" : "Thing";
    context.sentence.points = Number(100);
    context.has_rule_above = true;
  }
  context.sentence.period = Period::Year;
  if (is_zh)
    context.grades = {"优秀", "合格"};
  else
    context.grades = {"gold", "bronze"};
  return context;
}

/// The line in a scheme of its own, in the last line of it.
std::string document_of(const Row& row) {
  const bool is_zh = language_of(row.line) == Language::Chinese;
  const auto of = [&](const char* name) { return std::string(is_zh ? sections.at(name).zh : sections.at(name).en); };
  std::string text = is_zh ? "# 测试\n\n周期:年\n对象:单位\n\n" : "# Test\n\nperiod: year\nsubjects: units\n\n";
  text += of("item");
  text += is_zh ? "   - 缺项:每项扣1分\n" : "   - gaps: each deducts 1\n";
  if (row.section != "item") text += "\n";
  if (row.section != "item" && row.section != "grading") text += of("grading") + "\n";
  return text + (row.section == "item" ? "" : of(row.section.c_str())) + "- " + row.line + "\n";
}

bool has_error_in_last_line(const std::string& text) {
  const auto parsed = parse_scheme(text, "t.md");
  const auto last = static_cast<int>(parsed.lines.size());
  for (const auto& problem : parsed.problems.kept())
    if (problem.place.line == last && problem.is_error()) return true;
  return false;
}

std::string first_family(const Row& row) {
  const Line line(row.line, 1);
  return std::string(word_of(suggest(line.text(), context_of(row)).front().family));
}

/// The share in per cent, with those that are wrong named.
double share_right(const std::vector<Row>& rows, const char* name) {
  std::size_t right = 0, unread = 0;
  for (const auto& row : rows) {
    const std::string first = first_family(row);
    right += first == row.family;
    unread += has_error_in_last_line(document_of(row));
    if (first != row.family)
      std::printf("  %s: “%s” is taken for %s, not %s\n", row.section.c_str(), row.line.c_str(), first.c_str(),
                  row.family.c_str());
  }
  const double share = 100.0 * static_cast<double>(right) / static_cast<double>(rows.size());
  std::printf("%s: the right family first in %zu of %zu (%.1f%%); %zu of them are not understood\n", name, right,
              rows.size(), share, unread);
  return share;
}

TEST(Suggest, TheRightFamilyComesFirst) {
  const auto rows = rows_of("suggestions.tsv");
  ASSERT_GE(rows.size(), 100U);
  EXPECT_GE(share_right(rows, "suggestions.tsv"), 95.0);
}

TEST(Suggest, LinesThatTheChooserWasNotMadeWith) {
  EXPECT_GE(share_right(rows_of("suggestions_later.tsv"), "suggestions_later.tsv"), 95.0);
}

TEST(Suggest, WhatIsOfferedIsUnderstood) {
  std::size_t offered = 0;
  for (const auto& row : rows_of("suggestions.tsv")) {
    const auto parsed = parse_scheme(document_of(row), "t.md");
    for (const auto& fix : parsed.fixes)
      for (const auto& text : fix.texts) {
        ++offered;
        std::string again = document_of(row);
        again.resize(again.size() - row.line.size() - 3);  // "- " before it, the line's end behind it
        EXPECT_FALSE(has_error_in_last_line(again + text + "\n")) << row.line << "\n" << text;
      }
  }
  std::printf("%zu lines are offered to take over\n", offered);
  EXPECT_GT(offered, 40U);
}

TEST(Suggest, ARewritingKeepsTheFiguresAndTheOfficesWords) {
  const auto offered = [](const char* section, const char* line) {
    const Row row{section, line, ""};
    const Line normal(row.line, 1);
    return rewritings(suggest(normal.text(), context_of(row)));
  };
  using Lines = std::vector<std::string>;
  EXPECT_EQ(offered("item", "材料不齐全每缺一份罚没0.2分"), Lines{"材料不齐全:每份扣0.2分"});
  EXPECT_EQ(offered("item", "班子成员每季度至少下乡调研两回,缺一回罚0.5分"),
            Lines{"班子成员:每季度2回,每缺1回扣0.5分"});
  EXPECT_EQ(offered("item", "出现安全事故的,本项归零"), Lines{"出现安全事故:不得分"});
  EXPECT_EQ(offered("item", "因不可抗力造成的不予追究"), Lines{"不可抗力造成:不扣分"});
  EXPECT_EQ(offered("grading", "优秀比例控制在两成以内"), Lines{"优秀:不超过20%"});
  EXPECT_EQ(offered("veto", "发生安全事故的当年不能评优"), Lines{"发生安全事故:不得评优秀"});
  EXPECT_EQ(offered("consequences", "优秀单位发放奖金5000元"), Lines{"优秀:发放奖金5000元"});
  // Which of them counts is for the office to say.
  EXPECT_EQ(offered("bonus", "获国家级表彰奖5分,省级的3分,市级的1分").size(), 2U);
  // A figure that has no place in the sentence: nothing is offered.
  EXPECT_TRUE(offered("item", "排名第一的给10分,往后每位少1分").empty());
}

}  // namespace
}  // namespace pingxing::scheme
