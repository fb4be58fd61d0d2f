// What a missing figure leaves open, and what it does not: voids, exemptions, sections that share their points, bonus,
// and the interval of who is pending. Each case by rows and by columns, and its explanation.
#include "rating/explain.hpp"
#include "rating/given_test.hpp"

namespace pingxing::rating {
namespace {

const std::string head = "# 试\n\n对象:组织\n周期:年\n总分:10\n类别:甲类、乙类\n\n只计分,不定级。\n";

std::string said(const std::optional<Number>& end) { return end ? end->exact() : "∞"; }

/// "8", or "pending 5 to 10": the same by rows, by columns and in the explanation, or all three are told.
std::string total_of(const Given& given, std::size_t row) {
  std::vector<std::string> seen;
  for (const bool may_use_columns : {true, false}) {
    const Rating rating = given.rated(may_use_columns);
    const Explanation why = explain(given.scheme, given.facts, given.history, rating, row);
    const bool is_pending = static_cast<Status>(rating.status[row]) == Status::Pending;
    const Range& range = why.scores.total_range;
    const std::string interval = "pending " + said(range.low) + " to " + said(range.high);
    seen.push_back(is_pending ? interval : rating.total.at(row).exact());
    seen.push_back(why.decision.status == Status::Pending ? interval : why.scores.total.exact());
    for (std::size_t k = 0; k < given.scheme.sections.size() && !is_pending; ++k)
      if (rating.sections[k].size() && rating.sections[k].at(row) != why.scores.sections[k].score)
        seen.push_back("section " + given.scheme.sections[k].title + " " + rating.sections[k].at(row).exact() +
                       " explained as " + why.scores.sections[k].score.exact());
  }
  for (const auto& one : seen)
    if (one != seen.front()) return joined(seen, " | ");
  return seen.front();
}

std::string totals(const Given& given) {
  std::vector<std::string> out;
  for (std::size_t row = 0; row < given.facts.count; ++row) out.push_back(total_of(given, row));
  return joined(out, ", ");
}

// ---- B1: points given in a section that shares its points -----------------------------------------------------------

TEST(B1, WhatIsGivenInASharedSectionMakesGoodWhatWasTaken) {
  Given given(head + "\n## 共用(10分)\n\n1. 甲项\n   - 甲加:每例加1分\n2. 乙项\n   - 乙扣:每例扣2分\n");
  given.subject("B", {{"甲加", "3"}}).subject("D", {{"甲加", "3"}, {"乙扣", "1"}});
  given.subject("E", {{"甲加", "3"}, {"乙扣", "7"}})
      .subject("F", {{"乙扣", "1"}})
      .subject("G", {{"甲加", "1"}, {"乙扣", "1"}});
  EXPECT_EQ(totals(given), "10, 10, 0, 8, 9");
  EXPECT_TRUE(given.rated().ran_in_columns);
}

TEST(B1, EveryFormThatGivesPoints) {
  const std::vector<std::pair<std::string, std::string>> forms = {// a sentence, and a cell by which it gives 2
                                                                  {"每次加1分", "2"},
                                                                  {"每次得1分", "2"},
                                                                  {"加2分", "是"},
                                                                  {"完成得2分", "是"},
                                                                  {"酌情得0至5分", "2"},
                                                                  {"90%以上得2分;不满90%不得分", "95"},
                                                                  {"省加2分、市加1分,取最高", "1"},
                                                                  {"每次加1分,最多2分", "9"}};
  for (const auto& [sentence, cell] : forms) {
    Given given(head + "\n## 共用(10分)\n\n1. 甲项\n   - 甲:" + sentence + "\n2. 乙项\n   - 乙:每例扣1分\n");
    given.subject("A", {{"甲", cell}})
        .subject("B", {{"甲", cell}, {"乙", "1"}})
        .subject("C", {{"甲", cell}, {"乙", "5"}});
    given.subject("D", {{"甲", cell}, {"乙", "99"}});
    EXPECT_EQ(totals(given), "10, 10, 7, 0") << sentence;
    EXPECT_TRUE(given.rated().ran_in_columns) << sentence;
  }
}

TEST(B1, RulesThatSpeakOfTheItemsPointsGiveNoneThere) {
  for (const std::string sentence : {"满分100,按比例折算", "甲票60%、乙票40%", "90%以上得满分;不满90%不得分"}) {
    Given given(head + "\n## 共用(10分)\n\n1. 甲项\n   - 甲:" + sentence + "\n2. 乙项\n   - 乙:每例扣1分\n");
    std::map<std::string, std::string> cells;
    for (const auto& input : given.scheme.inputs) cells[input.name] = "95";
    cells["乙"] = "3";
    given.subject("A", cells);
    EXPECT_EQ(totals(given), "7") << sentence;
  }
}

TEST(B1, AnItemOfASharedSectionScoresWhatItGivesLessWhatItTakes) {
  Given given(
      head +
      "\n## 共用(10分)\n\n1. 甲项\n   - 甲:每次加2分\n   - 乙:每次减1分\n   - 丙:追加减1分\n2. 丁项\n   - 丁:不得分\n");
  given.subject("A", {{"甲", "3"}, {"乙", "1"}, {"丙", "是"}}).subject("B", {{"甲", "3"}, {"丙", "是"}, {"丁", "是"}});
  for (const bool may_use_columns : {true, false}) {
    const Rating rating = given.rated(may_use_columns);
    EXPECT_EQ(rating.items[0].at(0), Number(4));
    EXPECT_EQ(rating.items[0].at(1), Number(5));
    EXPECT_EQ(rating.items[1].at(1), Number(-10));
  }
  EXPECT_EQ(totals(given), "9, -1");
}

TEST(B1, KindsAndInnerSections) {
  Given given(
      head +
      "\n## 共用(10分)\n\n1. 甲项\n   - 适用:甲类\n   - 甲:每次加1分\n2. 乙项\n   - 乙:每次减1分\n\n### 内(5分)\n\n"
      "3. 丙项(5分)\n   - 丙:每次减1分\n");
  given.subject("A", {{"甲", "2"}, {"乙", "3"}, {"丙", "1"}}, "", "甲类");
  given.subject("B", {{"甲", "2"}, {"乙", "3"}, {"丙", "1"}}, "", "乙类");
  EXPECT_EQ(totals(given), "13, 11");  // the inner section stands beside what is shared
}

// ---- B2: caps of nested bonus sections ------------------------------------------------------------------------------

TEST(B2, TheOuterCapOfNestedBonusSectionsCounts) {
  Given given(
      head +
      "\n## 内容(10分)\n\n1. 试项(10分)\n   - 某率:满分100,按比例折算\n\n## 加分(最多7分)\n\n### 捐款(最多4分)\n\n"
      "- 捐款:每次加3分\n- 捐物:每次加3分\n\n### 献血(最多10分)\n\n- 献血:加5分\n");
  given.subject("A", {{"某率", "100"}, {"捐款", "2"}, {"捐物", "2"}, {"献血", "是"}});
  given.subject("B", {{"某率", "100"}, {"捐物", "1"}, {"献血", "是"}}).subject("C", {{"某率", "100"}, {"捐物", "1"}});
  given.subject("D", {{"某率", "100"}, {"捐款", "-"}}).subject("E", {{"某率", "100"}, {"捐款", "-"}, {"献血", "是"}});
  EXPECT_EQ(totals(given), "17, 17, 13, pending 10 to 14, pending 15 to 17");
  EXPECT_TRUE(given.rated().ran_in_columns);
}

TEST(B2, AtEveryDepthAndWithLinesBesideTheInnerSections) {
  Given given(head +
              "\n## 内容(10分)\n\n1. 试项(10分)\n   - 某率:满分100,按比例折算\n\n## 加分(最多7分)\n\n- 甲:加2分\n\n"
              "### 中(最多6分)\n\n- 乙:加3分\n\n#### 深(最多4分)\n\n- 丙:每次加1分\n\n#### 深二\n\n- 丁:每次加1分\n");
  given.subject("A", {{"某率", "100"}, {"丙", "9"}}).subject("B", {{"某率", "100"}, {"丙", "9"}, {"丁", "1"}});
  given.subject("C", {{"某率", "100"}, {"乙", "是"}, {"丙", "9"}, {"丁", "1"}});
  given.subject("D", {{"某率", "100"}, {"甲", "是"}, {"乙", "是"}, {"丙", "9"}});
  given.subject("E", {{"某率", "100"}, {"丁", "-"}});
  EXPECT_EQ(totals(given), "14, 15, 16, 17, pending 10 to 16");
  EXPECT_TRUE(given.rated().ran_in_columns);
}

// ---- B3: deducted further, beside a void or a floor -----------------------------------------------------------------

TEST(B3, WhatIsDeductedFurtherIsTakenOffASharedSectionWithoutAFloor) {
  Given given(head +
              "\n## 共用(5分)\n\n1. 甲项\n   - 甲事:追加减1分\n   - 乙事:不得分\n2. 乙项\n   - 丙事:每次减2分\n   - "
              "丁事:另从总分减2分\n");
  given.subject("A", {{"甲事", "是"}})
      .subject("B", {{"乙事", "是"}})
      .subject("C")
      .subject("AB", {{"甲事", "是"}, {"乙事", "是"}});
  given.subject("D", {{"甲事", "是"}, {"丙事", "9"}})
      .subject("E", {{"乙事", "是"}, {"丁事", "是"}})
      .subject("F", {{"丙事", "2"}, {"丁事", "是"}});
  EXPECT_EQ(totals(given), "4, 0, 5, -1, -1, -2, -1");
  EXPECT_TRUE(given.rated().ran_in_columns);
}

// ---- B4: an exemption left blank beside a void ----------------------------------------------------------------------

TEST(B4, AVoidThatMightBeExemptIsNotCertain) {
  Given given(head + "\n## 内容(10分)\n\n1. 甲项(10分)\n   - 有记录:不满足不得分\n   - 新设:不减分\n");
  given.subject("A", {{"有记录", "否"}, {"新设", "-"}}).subject("B", {{"有记录", "否"}, {"新设", "是"}});
  given.subject("C", {{"有记录", "否"}, {"新设", "否"}}).subject("D", {{"有记录", "-"}, {"新设", "是"}});
  EXPECT_EQ(totals(given), "pending 0 to 10, 10, 0, 10");
}

TEST(B4, OneExemptionThatHoldsIsEnoughAndAnotherVoidSettles) {
  Given given(head +
              "\n## 内容(10分)\n\n1. 甲项(10分)\n   - 有记录:不满足不得分\n   - 新设:不减分\n   - 撤并:不减分\n   - "
              "造假:不得分\n");
  given.subject("A", {{"有记录", "否"}, {"新设", "-"}, {"撤并", "是"}})
      .subject("B", {{"有记录", "否"}, {"新设", "是"}, {"撤并", "-"}});
  given.subject("C", {{"有记录", "否"}, {"新设", "否"}, {"撤并", "-"}});
  given.subject("D", {{"有记录", "否"}, {"新设", "-"}, {"撤并", "否"}, {"造假", "是"}});
  EXPECT_EQ(totals(given), "10, 10, pending 0 to 10, 0");
}

TEST(B4, ADeductionBesideTheItemThatMightBeExemptStaysOpenBesideAVoid) {
  for (const std::string reach : {"追加", "另从总分"}) {
    Given given(head + "\n## 内容(10分)\n\n1. 甲项(10分)\n   - 造假:不得分\n   - 瞒报:" + reach +
                "减2分\n   - 新设:不减分\n");
    given.subject("A", {{"造假", "是"}, {"瞒报", "是"}, {"新设", "-"}}).subject("B", {{"造假", "是"}, {"瞒报", "是"}});
    given.subject("C", {{"造假", "是"}, {"瞒报", "-"}}).subject("D", {{"造假", "是"}, {"瞒报", "-"}, {"新设", "是"}});
    given.subject("E", {{"造假", "-"}, {"瞒报", "是"}});
    EXPECT_EQ(totals(given), "pending -2 to 0, -2, pending -2 to 0, 0, pending -2 to 8") << reach;
  }
}

TEST(B4, InASharedSectionToo) {
  Given given(head +
              "\n## 共用(5分)\n\n1. 甲项\n   - 有记录:不满足不得分\n   - 新设:不减分\n2. 乙项\n   - 乙:每次减1分\n");
  given.subject("A", {{"有记录", "否"}, {"新设", "-"}}).subject("B", {{"有记录", "否"}, {"新设", "-"}, {"乙", "2"}});
  given.subject("C", {{"有记录", "否"}, {"新设", "是"}, {"乙", "2"}});
  EXPECT_EQ(totals(given), "pending 0 to 5, pending 0 to 3, 3");
}

// ---- what keeps shared points within theirs, told in the explanation
// -------------------------------------------------

TEST(SharedPoints, TheirStepsTellWhatKeepsThemAtZeroOrAtTheirMost) {
  Given given(head + "\n## 共用(5分)\n\n1. 甲项\n   - 甲:每次减2分\n2. 次项\n   - 次:得3分\n3. 丙项\n   - 丙:不得分\n");
  const auto step_of = [&](const std::map<std::string, std::string>& values) {
    given.subject("S" + std::to_string(given.facts.count), values);
    const Scores scores = score_subject(given.scheme, given.facts, given.facts.count - 1, Tracing::On);
    EXPECT_TRUE(
        score_subject(given.scheme, given.facts, given.facts.count - 1, Tracing::Off).sections[0].steps.empty());
    EXPECT_LE(scores.sections[0].steps.size(), 1U);
    if (scores.sections[0].steps.empty()) return "none, " + scores.sections[0].score.exact();
    const auto& step = scores.sections[0].steps.front();
    EXPECT_EQ(step.clause.line, 10);
    return step.text.zh + " | " + step.text.en + " " + step.points.exact();
  };
  EXPECT_EQ(step_of({{"甲", "2"}}), "none, 1");
  EXPECT_EQ(step_of({{"甲", "4"}}), "该部分5分减完为止 | not below 0: the section has 5 to lose 3");
  EXPECT_EQ(step_of({{"次", "是"}}), "不超过该部分满分5分 | not above the section's 5 -3");
  EXPECT_EQ(step_of({{"丙", "是"}}), "none, 0") << "the item tells it";
  EXPECT_EQ(step_of({{"丙", "是"}, {"甲", "1"}}), "该部分不得分 | the section is 0 2");
  EXPECT_EQ(step_of({{"丙", "是"}, {"次", "是"}}), "该部分不得分 | the section is 0 -3");
  EXPECT_EQ(step_of({{"甲", "4"}, {"次", "-"}}), "none, 0") << "a figure is missing: nothing is settled";
}

// ---- B5: a void settles a shared section ----------------------------------------------------------------------------

const std::string shared_and_other =
    head +
    "\n## 共用(5分)\n\n1. 甲项\n   - 甲:不得分\n   - 乙:减1分\n2. 次项\n   - 次:减2分\n\n"
    "## 其他(5分)\n\n3. 丙项(5分)\n   - 丙:不得分\n   - 丁:减1分\n";

TEST(B5, AVoidSettlesASharedSectionThoughAnotherCellIsBlank) {
  Given given(shared_and_other);
  given.subject("A", {{"甲", "是"}, {"乙", "-"}})
      .subject("B", {{"丙", "是"}, {"丁", "-"}})
      .subject("C", {{"甲", "是"}});
  given.subject("D", {{"甲", "是"}, {"次", "-"}})
      .subject("E", {{"甲", "-"}, {"次", "是"}})
      .subject("F", {{"次", "-"}, {"乙", "是"}});
  given.subject("G", {{"甲", "是"}, {"乙", "-"}, {"次", "-"}, {"丁", "-"}});
  EXPECT_EQ(totals(given), "5, 5, 5, 5, pending 5 to 8, pending 5 to 9, pending 0 to 5");
  const Scores scores = score_subject(given.scheme, given.facts, 6, Tracing::Off);
  ASSERT_EQ(scores.missing.size(), 1U);  // 丁 alone is still needed
  EXPECT_EQ(given.scheme.inputs[static_cast<std::size_t>(scores.missing[0])].name, "丁");
}

TEST(B5, WhatIsDeductedBesideStaysOpen) {
  for (const std::string reach : {"追加", "另从总分"}) {
    Given given(head + "\n## 共用(5分)\n\n1. 甲项\n   - 甲:不得分\n2. 乙项\n   - 乙:" + reach +
                "减1分\n   - 丙:" + reach + "减1分\n");
    given.subject("A", {{"甲", "是"}, {"乙", "-"}, {"丙", "是"}}).subject("B", {{"甲", "是"}, {"乙", "是"}});
    EXPECT_EQ(totals(given), "pending -2 to -1, -1") << reach;
  }
}

TEST(B5, AnItemThatIsLookedAtByItselfIsNeeded) {
  const std::string looks[] = {"- 合格:第2项0分以上\n",          "- 合格:每项0分以上\n", "- 合格:各项平均0分以上\n",
                               "- 合格:1分以上\n- 同分:比较2\n", "- 合格:1分以上\n",     "- 合格:第1项0分以上\n"};
  std::vector<std::string> seen;
  for (const auto& line : looks) {
    Given given(head.substr(0, head.find("只")) +
                "\n## 共用(5分)\n\n1. 甲项\n   - 甲:不得分\n   - 乙:减1分\n2. 次项\n   - 次:减2分\n\n## 定级\n\n" +
                line);
    given.subject("A", {{"甲", "是"}, {"乙", "-"}, {"次", "-"}}).subject("B", {{"甲", "是"}, {"乙", "-"}});
    seen.push_back(totals(given));
  }
  EXPECT_EQ(joined(seen, "; "),
            "pending 0 to 0, 0; pending 0 to 0, 0; pending 0 to 0, 0; pending 0 to 0, 0; 0, 0; 0, 0");
}

// ---- B6: the interval holds whatever the total can become -----------------------------------------------------------

TEST(B6, ABonusWithoutACapReachesWhatItsRulesCanGive) {
  const std::string content = head + "\n## 内容(10分)\n\n1. 试项(10分)\n   - 某事:酌情减1至3分\n\n";
  const std::vector<std::pair<std::string, std::string>> forms = {
      {"加5分", "pending 10 to 15"},
      {"完成得5分", "pending 10 to 15"},
      {"每次加2分,最多4分", "pending 10 to 14"},
      {"每次加2分", "pending 10 to ∞"},
      {"省加3分、市加2分,取最高", "pending 10 to 13"},
      {"省加3分、市加2分,累计", "pending 10 to ∞"},
      {"省加3分、市加2分,累计,最多4分", "pending 10 to 14"},
      {"酌情得1至4分", "pending 11 to 14"},
      {"90%以上得2分;80%以上不满90%得1分;不满80%不得分", "pending 10 to 12"}};
  for (const auto& [sentence, interval] : forms) {
    Given given(content + "## 加分\n\n- 业务考试:" + sentence + "\n");
    given.subject("A", {{"业务考试", "-"}});
    EXPECT_EQ(totals(given), interval) << sentence;
    Given capped(content + "## 加分(最多3分)\n\n- 业务考试:" + sentence + "\n- 其他:加1分\n");
    capped.subject("A", {{"业务考试", "-"}, {"其他", "是"}});
    const auto range = score_subject(capped.scheme, capped.facts, 0, Tracing::Off).total_range;
    EXPECT_EQ(said(range.high), "13") << sentence;
  }
}

TEST(B6, DeductionsBesideTheItemAndBelowZeroHaveNoEndWithoutALimit) {
  const std::vector<std::pair<std::string, std::string>> rules = {{"甲:另从总分每次减1分", "pending -∞ to 10"},
                                                                  {"甲:追加每次减1分", "pending -∞ to 10"},
                                                                  {"甲:追加每次减1分,最多3分", "pending -3 to 10"},
                                                                  {"甲:追加应达4次,每少1次减2分", "pending -8 to 10"},
                                                                  {"甲:追加每超过1%减1分", "pending -100 to 10"},
                                                                  {"甲:追加酌情减1至3分", "pending -3 to 10"},
                                                                  {"甲:每次减1分,可为负", "pending -∞ to 10"},
                                                                  {"甲:减15分,可为负", "pending -5 to 10"},
                                                                  {"甲:减15分", "pending 0 to 10"}};
  for (const auto& [rule, interval] : rules) {
    Given given(head + "\n## 内容(10分)\n\n1. 试项(10分)\n   - " + rule + "\n");
    given.subject("A", {{"甲", "-"}});
    const std::string seen = totals(given);
    EXPECT_EQ(seen.starts_with("pending ∞") ? "pending -∞" + seen.substr(std::string("pending ∞").size()) : seen,
              interval)
        << rule;
  }
}

TEST(B6, WhatIsTakenFromTheTotalIsNotWeighted) {
  Given given(head + "\n## 内容(50%)\n\n1. 试项(100分)\n   - 甲:另从总分减4分\n   - 乙:每次减1分\n");
  given.subject("A", {{"甲", "-"}}).subject("B", {{"甲", "是"}}).subject("C", {{"甲", "是"}, {"乙", "-"}});
  EXPECT_EQ(totals(given), "pending -4 to 5, 1, pending -4 to 1");
}

TEST(B6, AnIntervalWithoutAnEndIsSaid) {
  EXPECT_EQ(say_range({Number(8), Number(10)}, 0).zh, "在8至10之间");
  EXPECT_EQ(say_range({Number(8), std::nullopt}, 0).en, "at 8 or more");
  EXPECT_EQ(say_range({std::nullopt, Number(8)}, 0).zh, "在8以下");
  EXPECT_EQ(say_range({std::nullopt, std::nullopt}, 0).en, "anywhere");
}

// ---- N-6, N-7: kinds ------------------------------------------------------------------------------------------------

TEST(Kinds, AllStatementsHoldAndARulesOwnNarrows) {
  Given given(
      head +
      "\n## 甲部分\n\n- 适用:甲类、乙类\n\n1. 甲项(1分)\n   - 适用:甲类\n   - 甲:减1分\n2. 乙项(2分)\n   - 适用:乙类\n "
      "  - 乙:减2分\n"
      "\n### 内\n\n3. 丙项(4分)\n   - 丙:减4分\n4. 丁项(8分)\n   - 适用:甲类、乙类\n   - 丁:减3分,仅适用乙类\n");
  given.subject("A", {}, "", "甲类").subject("B", {}, "", "乙类").subject("C", {{"丁", "是"}}, "", "甲类");
  given.subject("D", {{"丁", "是"}}, "", "乙类").subject("E", {{"丁", "-"}, {"乙", "-"}}, "", "甲类");
  EXPECT_EQ(totals(given), "13, 14, 13, 11, 13");
}

TEST(Kinds, OfABonusSectionAndItsLines) {
  Given given(head +
              "\n## 内容(10分)\n\n1. 甲项(10分)\n   - 甲:减1分\n\n## 加分\n\n- 适用:甲类、乙类\n- 一:加1分\n  - "
              "适用:甲类\n- 二:加2分\n"
              "  - 适用:乙类\n\n### 内\n\n- 三:加4分\n- 四:加8分,仅适用乙类\n");
  const std::map<std::string, std::string> all = {{"一", "是"}, {"二", "是"}, {"三", "是"}, {"四", "是"}};
  given.subject("A", all, "", "甲类").subject("B", all, "", "乙类");
  given.subject("C", {{"一", "-"}}, "", "乙类")
      .subject("D", {{"二", "-"}}, "", "甲类")
      .subject("E", {{"二", "-"}}, "", "乙类");
  EXPECT_EQ(totals(given), "15, 24, 10, 10, pending 10 to 12");
}

TEST(Kinds, OfGroundsAndWhatOthersHaveThere) {
  Given given(
      "# 试\n\n类别:甲类、乙类\n等次:好、中、差\n\n## 内容(10分)\n\n1. 甲项(10分)\n   - 适用:甲类\n   - "
      "满意率:满分100,按比例折算\n"
      "2. 乙项(10分)\n   - 乙:减5分\n\n## 资格\n\n- 适用:乙类\n- 新设:不参评\n\n## 一票否决\n\n- 事故:最高中\n  - "
      "适用:甲类\n\n"
      "## 定级\n\n- 好:10分以上,满意率50以上\n- 中:10分以上\n- 差:不满10分\n");
  given.subject("A", {{"满意率", "100"}, {"新设", "-"}}, "", "甲类")
      .subject("B", {{"满意率", "100"}, {"新设", "是"}}, "", "甲类");
  given.subject("C", {{"满意率", "100"}, {"事故", "是"}}, "", "甲类")
      .subject("D", {{"满意率", "100"}, {"事故", "是"}}, "", "乙类");
  given.subject("E", {{"新设", "是"}}, "", "乙类").subject("F", {{"新设", "-"}}, "", "乙类");
  EXPECT_EQ(given.grades(), "好 好 中 中 未定级 未定级");
  const Rating rating = given.rated();
  EXPECT_EQ(static_cast<Status>(rating.status[4]), Status::OutOfScope);
  EXPECT_EQ(static_cast<Status>(rating.status[5]), Status::Pending);
}

TEST(Kinds, AFigureOfTwoRulesIsAskedOfTheKindsOfBoth) {
  Given given(head + "\n## 内容(10分)\n\n1. 甲项(10分)\n   - 甲:每次减1分,仅适用甲类\n   - 甲:每次减2分,仅适用乙类\n");
  given.subject("A", {{"甲", "1"}}, "", "甲类")
      .subject("B", {{"甲", "1"}}, "", "乙类")
      .subject("C", {{"甲", "-"}}, "", "乙类");
  EXPECT_EQ(totals(given), "9, 8, pending 0 to 10");
}

// ---- others of the kind
// ----------------------------------------------------------------------------------------------

TEST(Voids, AScoreThatIsDeductedFurtherFromAVoidIsRoundedLikeOthers) {
  Given given(
      "# 试\n\n小数:1,四舍五入,各项\n总分:10\n\n## 内容(10分)\n\n1. 甲项(10分)\n   - 甲:不得分\n   - "
      "乙:追加减0.25分\n");
  given.subject("A", {{"甲", "是"}, {"乙", "是"}}).subject("B", {{"乙", "是"}});
  EXPECT_EQ(totals(given), "-0.3, 9.8");
}

TEST(Samples, TheCapOfARuleHoldsForPointsWithoutSamplesToo) {
  Given given(head +
              "\n## 内容(10分)\n\n1. 甲项(10分)\n   - 甲:多次平均,90%以上得5分;不满90%不得分,没有样本得4分,最多3分\n");
  given.subject("A", {{"甲", "-"}}).subject("B", {{"甲", "95"}});
  EXPECT_EQ(totals(given), "3, 3");
}

// ---- B7: what counts without samples, beside a figure that is a fraction --------------------------------------------

TEST(B7, AFractionIsRatedByItsValueWhereNoSamplesCountToo) {
  Given given(head + "\n## 内容(8分)\n\n1. 甲项(8分)\n   - 甲:多次平均,9以上得8分;不满9得2分,没有样本得1分\n");
  const std::vector<std::string> cells = {"64/7", "62/7", "64/7;64/7", "-", "9"};
  for (const auto& samples : cells) given.subject(samples, {{"甲", samples}}, "", "甲类");
  EXPECT_EQ(totals(given), "8, 2, 8, 1, 8");
  EXPECT_TRUE(given.rated().ran_in_columns);
}

TEST(B7, WhatCountsWithoutSamplesMayBeSaidOfASingleFigureToo) {
  Given given(head + "\n## 内容(8分)\n\n1. 甲项(8分)\n   - 甲:9以上得8分;不满9得2分,没有样本得1分\n");
  for (const auto* figure : {"64/7", "-", "9"}) given.subject(figure, {{"甲", figure}}, "", "甲类");
  EXPECT_EQ(totals(given), "8, 1, 8");
}

}  // namespace
}  // namespace pingxing::rating
