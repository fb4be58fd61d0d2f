// The fast reader of large files against the careful one: whatever the text, the same facts or the same problems.
#include "service/load_csv_columns.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "document/csv.hpp"
#include "scheme/parse.hpp"
#include "service/fact_columns.hpp"
#include "service/load_facts.hpp"

namespace pingxing::service {
namespace {

int between(int low, int high) { return *rc::gen::inRange(low, high + 1); }
bool one_in(int n) { return between(1, n) == 1; }
template <class... Words>
std::string any_of(Words... words) {
  return *rc::gen::element(std::string(words)...);
}

scheme::Scheme parsed(const std::string& text) {
  auto made = scheme::parse_scheme(text, "random.md");
  std::string problems;
  for (const auto& problem : made.problems.kept()) problems += problem.line(Language::Chinese) + "\n";
  if (made.problems.has_errors()) throw std::logic_error(problems + text);
  return std::move(made.scheme);
}

scheme::Scheme random_scheme() {
  std::string text = "# 表\n\n对象:组织\n类别:甲类、乙类\n";
  if (one_in(3)) text = "# 表\n\n对象:组织\n";
  const bool has_kinds = text.find("类别") != text.npos;
  if (one_in(2)) text += "分组:街道\n";
  text += "\n## 工作\n\n";
  for (int i = 1, items = between(1, 3); i <= items; ++i) {
    text += std::to_string(i) + ". 指标" + std::to_string(i) + "(5分)\n";
    for (int r = 0, rules = between(0, 3); r < rules; ++r) {
      text += "   - 数" + std::to_string(i) + std::string(1, static_cast<char>('a' + r)) + ":" +
              any_of("每项减0.2分", "不满足减1分", "90%以上得5分;不满90%不得分", "酌情得0至5分", "不满足不得分",
                     "多次平均,90%以上得5分;不满90%不得分", "超过1%后每2%减1分,不足2%按2%计", "满分30,按比例折算");
      text += has_kinds && one_in(4) ? ",仅适用甲类\n" : "\n";
    }
  }
  return parsed(text);
}

class RandomTable {
 public:
  explicit RandomTable(const scheme::Scheme& s) : s_(s) {}

  std::string make() {
    separator_ = one_in(8) ? '\t' : ',';
    has_quotes_ = one_in(3);
    has_errors_ = one_in(4);
    is_tidy_ = one_in(3);
    if (one_in(20)) out_ += "\n";
    columns();
    std::vector<std::string> header;
    for (const auto& [name, input, part] : columns_) header.push_back(name);
    if (one_in(12))
      header[static_cast<std::size_t>(between(0, static_cast<int>(header.size()) - 1))] =
          any_of("", "多余", "编号", " ");
    row(header);
    for (int i = 0, rows = one_in(15) ? 0 : between(1, 14); i < rows; ++i) {
      if (!is_tidy_ && one_in(8)) out_ += any_of("\n", "\r\n", ",,\n", "  \n", "\t\n", ", ,\n", "\"\"\n", "\r");
      std::vector<std::string> cells;
      for (const auto& [name, input, part] : columns_) cells.push_back(cell(i, name, input, part));
      if (has_errors_ && one_in(25)) cells.pop_back();
      if (has_errors_ && one_in(25)) cells.push_back(any_of("", "1"));
      if (cells.empty()) cells.push_back("a");
      row(cells);
    }
    if (one_in(3) && out_.ends_with('\n')) out_.pop_back();
    return out_;
  }

 private:
  enum class Part { Fixed, Value, Sum, Count };
  struct Column {
    std::string name;
    int input;
    Part part;
  };

  void columns() {
    columns_.push_back({"编号", -1, Part::Fixed});
    if (one_in(2)) columns_.push_back({"名称", -1, Part::Fixed});
    if (!s_.properties.pool.empty() || one_in(4)) columns_.push_back({"分组", -1, Part::Fixed});
    if (!s_.properties.kinds.empty() || one_in(9)) columns_.push_back({"类别", -1, Part::Fixed});
    for (int i = 0; i < static_cast<int>(s_.inputs.size()); ++i) {
      if (may_be_summed(s_, i) && !one_in(10)) {
        columns_.push_back({s_.header(i) + "合计", i, Part::Sum});
        columns_.push_back({s_.header(i) + "次数", i, Part::Count});
      } else {
        columns_.push_back({s_.header(i), i, Part::Value});
      }
    }
    if (one_in(3)) columns_.push_back({"备注", -1, Part::Fixed});
    if (one_in(15)) columns_.push_back({"", -1, Part::Fixed});
    for (std::size_t i = columns_.size(); i > 1; --i)
      std::swap(columns_[i - 1], columns_[static_cast<std::size_t>(between(0, static_cast<int>(i) - 1))]);
  }

  void row(const std::vector<std::string>& cells) {
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (c) out_ += separator_;
      const bool needs_quotes =
          cells[c].find(separator_) != std::string::npos || cells[c].find('\n') != std::string::npos;
      if (needs_quotes || (has_quotes_ && one_in(6))) {
        out_ += "\"" + cells[c] + "\"";
      } else {
        out_ += cells[c];
      }
    }
    out_ += is_tidy_ ? "\n" : any_of("\n", "\n", "\n", "\n", "\r\n", "\r\n", one_in(6) ? "\r" : "\n");
  }

  std::string cell(int row, const std::string& name, int input, Part part) {
    if (has_errors_ && one_in(20)) {
      return any_of("x", "9O", "１", "1/0", "-1", "101", "1;2", "50%", "01", "007", "1.5", "1e5",
                    "99999999999999999999", "0.1234567890", "3000000000", "a\"b", "\x01", "a\xE2\x80\xAEz", "\xC2\x85",
                    "\xC2\xB7", "\xE2\x81\xA9", "\xC2\xA0", "\xE2\x80\x8B", "", " ", "　5", "1.", ".5", "无", "是的");
    }
    if (name == "备注") return any_of("", "好", "“好”", has_quotes_ ? "甲,乙\n丙" : "好", "\"\"");
    if (name == "编号") return id(row);
    if (name == "名称")
      return any_of("甲村", "乙村", " 丙村 ", "", "A,B", "“红旗”村", "\u3000丁村\u00A0", "戊\u200B村", "己\u2003 村",
                    "\uFEFF庚");
    if (name == "分组") return any_of("东街", "西街", "1", "2", "01", "12345678", " 东街", "东街\u2060");
    if (name == "类别") return any_of("甲类", "甲类", "乙类", " 甲类", "乙 类");
    if (input < 0) return one_in(4) ? any_of(" ", "\u00A0", "\u200B") : "";
    return value(s_.inputs[static_cast<std::size_t>(input)].type, part);
  }

  std::string id(int row) {
    const std::string number = std::to_string(is_tidy_ ? row + 1 : between(1, 60));
    if (is_tidy_) return number;
    return any_of(number, number, "a" + std::to_string(row), " b" + std::to_string(row), "村" + std::to_string(row),
                  "\u00A0" + number, "0" + number);
  }

  std::string value(scheme::InputType type, Part part) {
    if (one_in(9)) return "";
    if (part == Part::Count) return any_of("1", "2", "3", "0", "10", "2.0");
    if (part == Part::Sum) return any_of("0", "90", "185.5", "270.25", "1000", "5/3");
    if (type == scheme::InputType::YesNo)
      return is_tidy_ ? any_of("是", "否", "yes", "no", "1", "0")
                      : any_of("是", "否", "Yes", "无", " 是", "ＮＯ", "true");
    const std::string whole = std::to_string(between(0, 5));
    if (type == scheme::InputType::Count) return is_tidy_ ? whole : any_of(whole, "７", "3.0", " 4", "012");
    const std::string share = "0." + std::to_string(between(0, 9));
    if (is_tidy_) return one_in(2) ? share : one_in(2) ? whole : whole + ".25";
    const std::string percent =
        type == scheme::InputType::Percent ? any_of("93.5%", "187/200", "2/3", "100") : any_of("4.50", "1/3");
    return any_of(whole, share, percent, "0.123", "1.234567", "0.12345678", "１.５", " 2", "1.50", "\u200B3\u00A0");
  }

  const scheme::Scheme& s_;
  std::string out_;
  std::vector<Column> columns_;
  char separator_ = ',';
  bool has_quotes_ = false, has_errors_ = false, is_tidy_ = false;
};

struct Outcome {
  std::optional<rating::Facts> facts;
  Problems problems;
};

Outcome careful(const scheme::Scheme& s, const std::string& text) {
  Outcome out;
  document::TableProblems found;
  const auto grid = document::read_csv(text, "t.csv", {}, found);
  if (grid) out.facts = facts_of(s, *grid, found);
  if (found.has_errors()) out.facts.reset();
  found.tell(out.problems);
  return out;
}

Outcome fast(const scheme::Scheme& s, const std::string& text, unsigned threads) {
  Outcome out;
  document::TableProblems found;
  out.facts = load_csv_columns(s, text, "t.csv", threads, nullptr, found);
  found.tell(out.problems);
  return out;
}

/// What is told, in order. Warnings about columns count where nothing is refused.
std::vector<std::string> told(const Problems& problems) {
  std::vector<std::string> lines;
  for (const auto& problem : problems.kept())
    if (problem.is_error() || !problems.has_errors()) lines.push_back(problem.line(Language::English));
  return lines;
}

/// "CODE@line" of each problem.
std::vector<std::string> codes_of(const Problems& problems) {
  std::vector<std::string> codes;
  for (const auto& problem : problems.kept())
    codes.push_back(std::string(problem.code()) + "@" + std::to_string(problem.place.line));
  return codes;
}

/// All that the facts say: the pools in their order, then one line a subject.
std::string said(const scheme::Scheme& s, const rating::Facts& facts) {
  std::string out = joined(facts.pool_names, " ") + "\n";
  for (std::size_t row = 0; row < facts.count; ++row) {
    out += std::string(facts.ids[row]) + "|" + std::string(facts.name(row)) + "|" +
           (facts.pools.empty() ? "-" : facts.pool_names[facts.pools[row]]) + "|" + std::to_string(facts.kind(row));
    for (std::size_t i = 0; i < s.inputs.size(); ++i) {
      const auto& column = facts.inputs[i];
      out += "|" + (column.values.is_missing(row) ? "missing" : column.values.number(row).exact());
      if (column.counts.size()) out += " of " + std::to_string(column.counts.raw(row));
    }
    out += "\n";
  }
  return out;
}

RC_GTEST_PROP(LoadCsvColumns, GivesWhatTheGridGives, ()) {
  const auto s = random_scheme();
  const std::string table = RandomTable(s).make();
  const Outcome expected = careful(s, table);
  RC_CLASSIFY(expected.facts.has_value(), "accepted");
  for (const unsigned threads : {1U, 2U, 5U}) {
    const Outcome got = fast(s, table, threads);
    RC_LOG() << table << "\n"
             << threads << " threads say:\n"
             << joined(told(got.problems), "\n") << "\nexpected:\n"
             << joined(told(expected.problems), "\n") << "\n";
    RC_ASSERT(got.facts.has_value() == expected.facts.has_value());
    RC_ASSERT(told(got.problems) == told(expected.problems));
    if (got.facts) RC_ASSERT(said(s, *got.facts) == said(s, *expected.facts));
  }
}

// ---- what chance seldom makes --------------------------------------------------------------------------------------

const std::string plain_scheme =
    "# 表\n\n对象:组织\n\n## 工作\n\n1. 一(5分)\n   - 缺项:每项减0.2分\n2. 二(5分)\n   - "
    "满意率:90%以上得5分;不满90%不得分\n";

std::vector<std::string> problems_of(const std::string& text, unsigned threads = 2) {
  return codes_of(fast(parsed(plain_scheme), text, threads).problems);
}

TEST(LoadCsvColumns, AFileOfHeaderOnlyHasNoRows) {
  for (const std::string text : {"编号,缺项,满意率", "编号,缺项,满意率\n", "编号,缺项,满意率\r\n\r\n"})
    EXPECT_EQ(problems_of(text), std::vector<std::string>{"FACTS_NO_ROWS@1"}) << text;
}

TEST(LoadCsvColumns, TheSameIdInDifferentPartsIsRefused) {
  std::string text = "编号,缺项,满意率\n";
  for (int i = 0; i < 100; ++i) text += "村" + std::to_string(i == 90 ? 3 : i) + ",1,90\n";
  for (const unsigned threads : {1U, 2U, 7U})
    EXPECT_EQ(problems_of(text, threads), std::vector<std::string>{"FACTS_ID_TWICE@92"}) << threads;
}

TEST(LoadCsvColumns, RisingIdsThatBeginAgainInTheNextPartAreRefused) {
  std::string text = "编号,缺项,满意率\n";
  for (int i = 0; i < 100; ++i) text += std::to_string(i % 50 + 1) + ",1,90\n";
  EXPECT_EQ(problems_of(text), (std::vector<std::string>{"FACTS_ID_TWICE@52", "FACTS_ID_TWICE@53", "FACTS_ID_TWICE@54",
                                                         "TABLE_MORE_ALIKE@55"}));
}

TEST(LoadCsvColumns, AnIdThatStandsAHundredThousandTimesIsToldAtOnce) {
  std::string text = "缺项,编号,满意率\n";
  for (int i = 0; i < 100'000; ++i) text += "1,村,90\n";
  const auto begin = std::chrono::steady_clock::now();
  const auto got = fast(parsed(plain_scheme), text, 1);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20)) << "once through the text for all";
  ASSERT_EQ(got.problems.kept().size(), 4U);
  EXPECT_EQ(
      got.problems.kept()[0].line(Language::English),
      "t.csv:3:3: error FACTS_ID_TWICE: the id “村” stands here again, before at t.csv:2:3; one row for a subject; "
      "another id for another subject");
  EXPECT_EQ(got.problems.kept()[3].says(Language::English),
            "99996 more FACTS_ID_TWICE in this column, the last at 100001:3");
}

TEST(LoadCsvColumns, ErrorsOfHeaderRowsAndCellsAreAllTold) {
  EXPECT_EQ(problems_of("编号,缺项,满意,天气\n1,x,93,晴\n2,1\n3,1,193,晴\n3,1,93,阴\n"),
            (std::vector<std::string>{"FACTS_COLUMN_MISSING@1", "FACTS_COLUMN_UNKNOWN@1", "FACTS_COLUMN_UNKNOWN@1",
                                      "FACTS_NOT_NUMBER@2", "CSV_ROW_WIDTH@3", "FACTS_ID_TWICE@5"}));
}

TEST(LoadCsvColumns, PoolsComeInTheOrderOfTheirRows) {
  const auto s = parsed("# 表\n\n对象:组织\n分组:街道\n\n## 工作\n\n1. 一(5分)\n   - 缺项:每项减0.2分\n");
  const auto got = fast(s, "编号,分组,缺项\na, 西街,1\nb,东街,1\nc,西街,1\n", 1);
  ASSERT_TRUE(got.facts);
  EXPECT_EQ(got.facts->pool_names, (std::vector<std::string>{"西街", "东街"}));
}

TEST(LoadCsvColumns, BlankLinesAndAMissingLastLineEndAreNoRows) {
  const auto s = parsed(plain_scheme);
  const auto got = fast(s, "编号,缺项,满意率\n\n1,2,93.5\r\n,,\n\n2,,9", 3);
  ASSERT_TRUE(got.facts);
  EXPECT_EQ(said(s, *got.facts), "\n1|1|-|255|2|93.5\n2|2|-|255|missing|9\n");
}

TEST(LoadCsvColumns, WhatIsNoTextIsSaidWithItsLine) {
  EXPECT_EQ(problems_of("编号,缺项,满意率\n1,2,3\n\xFF,2,3\n"), std::vector<std::string>{"NOT_UTF8@3"});
}

TEST(LoadCsvColumns, ColumnsOfAnotherSchemeBesideAreLeftAlone) {
  const auto s = parsed(plain_scheme);
  const auto other = parsed("# 表\n\n对象:组织\n\n## 工作\n\n1. 一(5分)\n   - 新项:每项减0.2分\n");
  document::TableProblems problems;
  EXPECT_TRUE(load_csv_columns(s, "编号,缺项,满意率,新项\n1,2,93,坏\n", "t.csv", 1, &other, problems));
  EXPECT_FALSE(problems.has_errors());
}

TEST(LoadCsvColumns, ManyCarefulRowsAreReadInBatches) {
  const auto s = parsed(plain_scheme);
  std::string text = "编号,缺项,满意率\n";
  for (int i = 0; i < 25'000; ++i) text += "a" + std::to_string(i) + (i % 2 ? ", 2,93\n" : ",2,1/3\n");
  const auto got = fast(s, text, 2), expected = careful(s, text);
  ASSERT_TRUE(got.facts && expected.facts);
  EXPECT_EQ(said(s, *got.facts), said(s, *expected.facts));
}

}  // namespace
}  // namespace pingxing::service
