// Every line of every scheme in the tree is run, prose by a rule, or has a finding; a line that is changed a little
// (its mark left out, another bullet, a letter in it) is run alike or found, never passed over.
#include "scheme/account.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/text.hpp"
#include "scheme/check.hpp"
#include "scheme/parse.hpp"
#include "scheme/print.hpp"

namespace pingxing::scheme {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<fs::path> schemes() {
  std::vector<fs::path> all;
  for (const char* folder : {"schemes", "tests/scheme/good", "tests/scheme/bad", "tests/golden", "benchmarks/national"})
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(PINGXING_ROOT) / folder))
      if (entry.path().extension() == ".md" && read(entry.path()).starts_with("# ") &&
          entry.path().filename() != "README.md")
        all.push_back(entry.path());
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

struct Read {
  Parsed parsed;
  Problems all;
  std::vector<LineAccount> account;
};

Read account(const std::string& text) {
  Read out{parse_scheme(text, "t.md"), {}, {}};
  out.all = out.parsed.problems;
  out.all.add(check_scheme(out.parsed.scheme));
  out.account = account_of(out.parsed.lines, out.all);
  return out;
}

std::set<std::string> codes(const Problems& problems) {
  std::set<std::string> out;
  for (const auto& one : problems.kept()) out.insert(std::string(one.code()) + "@" + std::to_string(one.place.line));
  return out;
}

std::string shown(const std::vector<std::string>& lines, std::size_t at) {
  return std::to_string(at + 1) + ": " + lines[at];
}

TEST(Account, EveryLineOfEverySchemeIsOneOfThree) {
  std::size_t lines_seen = 0, run = 0, prose = 0, found = 0;
  ASSERT_GT(schemes().size(), 200U);
  for (const auto& path : schemes()) {
    const std::string text = read(path);
    const auto lines = lines_of(text);
    const auto it = account(text);
    ASSERT_EQ(it.account.size(), lines.size()) << path;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto& one = it.account[i];
      ++lines_seen;
      ++(one.kind == LineAccount::Kind::Run ? run : one.kind == LineAccount::Kind::Prose ? prose : found);
      ASSERT_NE(one.row, nullptr);
      // Run is what runs and has no finding; prose is by a rule; a finding has a problem or was not understood.
      EXPECT_EQ(one.kind == LineAccount::Kind::Run, one.row->runs && one.problems.empty()) << path << shown(lines, i);
      if (one.kind == LineAccount::Kind::Prose) {
        EXPECT_NE(one.row, &account::unread) << path << shown(lines, i);
        const bool is_stated =
            one.row == &account::comment || one.row == &account::quotation || one.row == &account::head;
        EXPECT_FALSE(!is_stated && says_points(Line(lines[i], 1).text())) << path << shown(lines, i);
      }
    }
  }
  std::printf("%zu lines of %zu schemes: %zu run, %zu prose, %zu findings\n", lines_seen, schemes().size(), run, prose,
              found);
  EXPECT_GT(run, 1000U);
}

TEST(Account, WhatIsOfferedForABadLineIsUnderstood) {
  std::size_t offered = 0;
  for (const auto& path : schemes()) {
    const std::string text = read(path);
    const auto lines = lines_of(text);
    const auto before = account(text);
    for (const auto& fix : before.parsed.fixes) {
      for (const auto& words : fix.texts) {
        auto mended = lines;
        mended[static_cast<std::size_t>(fix.line - 1)] = words;
        const auto after = account(joined(mended, "\n") + "\n");
        ++offered;
        for (const auto& problem : after.parsed.problems.kept())
          EXPECT_FALSE(problem.place.line == fix.line && problem.code() == fix.code) << path << ": " << words;
      }
    }
  }
  std::printf("%zu lines are offered in the schemes of the tree\n", offered);
  EXPECT_GT(offered, 2U);
}

// ---- Lines that are changed a little --------------------------------------------------------------------------------

/// Each scheme with one line changed: where it was right, it means the same or has a finding that it had not.
template <class Change>
void expect_alike_or_found(const char* what, Change change, bool means_the_same) {
  std::size_t changed = 0;
  for (const auto& path : schemes()) {
    if (path.string().find("/bad/") != std::string::npos || path.string().find("benchmarks") != std::string::npos)
      continue;
    const std::string text = read(path);
    auto lines = lines_of(text);
    if (lines.size() > 120) continue;  // the large ones say nothing that the small ones do not
    const auto before = account(text);
    const auto meant = fingerprint(before.parsed.scheme);
    const auto had = codes(before.all);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!before.account[i].row->runs || before.account[i].row == &account::title) continue;
      const auto with = change(lines[i]);
      if (!with) continue;
      auto mutated = lines;
      mutated[i] = *with;
      const auto after = account(joined(mutated, "\n") + "\n");
      ++changed;
      const bool is_alike = fingerprint(after.parsed.scheme) == meant;
      bool is_found = after.account[i].kind == LineAccount::Kind::Finding;
      for (const auto& code : codes(after.all)) is_found |= !had.contains(code);
      const bool is_run = after.account[i].kind == LineAccount::Kind::Run;
      EXPECT_TRUE(is_alike || is_found || (!means_the_same && is_run))
          << what << " " << path.filename() << " " << shown(lines, i) << " → " << *with << " ("
          << after.account[i].row->word << ")";
    }
  }
  std::printf("%s: %zu lines changed\n", what, changed);
  EXPECT_GT(changed, 100U);
}

std::optional<std::string> with_mark(const std::string& line, std::string_view mark) {
  const auto at = line.find_first_not_of(' ');
  if (at == line.npos || line[at] != '-' || at + 1 >= line.size() || line[at + 1] != ' ') return std::nullopt;
  return line.substr(0, at) + std::string(mark) + line.substr(at + 2);
}

TEST(Account, ALineWithoutItsDashIsAlikeOrFound) {
  expect_alike_or_found(
      "no dash", [](const std::string& line) { return with_mark(line, ""); }, true);
}

TEST(Account, AnotherBulletIsAlikeOrFound) {
  for (const std::string_view mark : {"* ", "• ", "· ", "— ", "– ", "➢", "(1) ", "① ", "-"})
    expect_alike_or_found(
        std::string(mark).c_str(), [&](const std::string& line) { return with_mark(line, mark); }, true);
}

TEST(Account, ANumberWithoutItsMarkIsAlikeOrFound) {
  const auto number = [](const std::string& line, std::string_view instead) -> std::optional<std::string> {
    std::size_t at = 0;
    while (at < line.size() && line[at] >= '0' && line[at] <= '9') ++at;
    if (at == 0 || at + 1 >= line.size() || line[at] != '.' || line[at + 1] != ' ') return std::nullopt;
    return line.substr(0, at) + std::string(instead) + line.substr(at + 2);
  };
  expect_alike_or_found(
      "number without mark", [&](const std::string& line) { return number(line, " "); }, true);
  expect_alike_or_found(
      "number with a letter", [&](const std::string& line) { return number(line, "x "); }, true);
  expect_alike_or_found(
      "no number",
      [&](const std::string& line) -> std::optional<std::string> {
        if (!number(line, "") || line.find("分)") == line.npos) return std::nullopt;  // a name alone may be prose
        return line.substr(line.find(' ') + 1);
      },
      true);
}

TEST(Account, AHeadingWithoutItsMarkIsAlikeOrFound) {
  expect_alike_or_found(
      "no #",
      [](const std::string& line) -> std::optional<std::string> {
        const std::string title = line.substr(std::min(line.find_first_not_of("# "), line.size()));
        const bool is_told = line.find("分)") != line.npos || title == "定级" || title == "程序" || title == "加分" ||
                             title == "一票否决" || title == "降级" || title == "资格" || title == "后果" ||
                             title == "一星级";
        if (!line.starts_with("##") || !is_told) return std::nullopt;  // a name alone may be prose
        return line.substr(line.find_first_not_of("# "));
      },
      true);
}

TEST(Account, ALetterInALineIsNeverPassedOver) {
  expect_alike_or_found(
      "a letter behind the mark", [](const std::string& line) { return with_mark(line, "- x"); }, false);
  expect_alike_or_found(
      "a letter at the end",
      [](const std::string& line) -> std::optional<std::string> {
        return with_mark(line, "- ") ? std::optional(line + "x") : std::nullopt;
      },
      false);
  expect_alike_or_found(
      "a letter before the mark", [](const std::string& line) { return with_mark(line, "x- "); }, false);
}

// ---- One by one ----------------------------------------------------------------------------------------------------

std::string kind_and_word(const std::string& text, std::size_t line) {
  const auto it = account(text);
  return std::string(word_of(it.account[line - 1].kind)) + " " + std::string(it.account[line - 1].row->word);
}

constexpr const char* head =
    "# 测试\n\n周期:年\n对象:单位\n\n## 一、考勤(50分)\n\n1. 考勤(50分)\n   - 缺项:每项扣1分,扣完为止\n\n";

TEST(Account, SaysByWhichRuleALineIsProse) {
  const std::string text = std::string(
      "# 测试\n周期:年\n为了做好考核,制定本办法。\n\n## 一、考勤(50分)\n\n按下列标准评定:\n1. 考勤(50分)\n按月统计。\n "
      "  - 缺项:每项扣1分\n<!-- 一\n- 二:扣1分\n-->\n> 扣1分\n## 有关要求\n- 加强领导\n## 程序\n1. 公示(7天):办公室\n- "
      "由办公室负责张贴。\n");
  const std::vector<std::pair<std::size_t, const char*>> expected = {
      {1, "title"},      {2, "property"},   {3, "head"},   {4, "blank"},    {5, "section"},  {7, "under_heading"},
      {8, "item"},       {9, "under_item"}, {10, "rule"},  {11, "comment"}, {12, "comment"}, {13, "comment"},
      {14, "quotation"}, {16, "closing"},   {18, "stage"}, {19, "note"}};
  const auto it = account(text);
  for (const auto& [line, word] : expected) EXPECT_EQ(it.account[line - 1].row->word, word) << line;
}

TEST(Account, NumberedLinesOfGradingRun) {
  const std::string text = std::string(head) + "## 定级\n\n1. 优秀:45分以上\n2. 合格:30分以上\n";
  EXPECT_EQ(kind_and_word(text, 13), "run grade");
  const std::string unmarked = std::string(head) + "## 定级\n\n优秀:45分以上\n30分以上为合格\n";
  EXPECT_EQ(fingerprint(account(unmarked).parsed.scheme), fingerprint(account(text).parsed.scheme));
}

TEST(Account, AHeadingWithoutMarkIsOneMessage) {
  const auto it = account(std::string(head) + "定级\n\n- 优秀:45分以上\n- 合格:30分以上\n- 不合格:不足30分\n");
  EXPECT_EQ(codes(it.all), (std::set<std::string>{"HEADING_UNMARKED@11"}));
  const auto second = account(
      "# 测试\n\n周期:年\n对象:单位\n\n## 一、考勤(50分)\n\n1. 考勤(50分)\n   - "
      "缺项:每项扣1分,扣完为止\n\n二、作风(50分)\n\n2. 作风(50分)\n   - 投诉:每次扣1分,扣完为止\n\n## 定级\n\n- "
      "优秀:45分以上\n- 合格:不足45分\n");
  EXPECT_EQ(codes(second.all), (std::set<std::string>{"HEADING_UNMARKED@11"}));
  EXPECT_EQ(second.parsed.scheme.sections.size(), 3U);
}

TEST(Account, AWrongNumberIsOneMessage) {
  for (const char* line : {"第2条 卫生(20分)", "2 卫生(20分)", "卫生(20分)", "2]卫生(20分)"}) {
    const auto it = account(
        std::string(
            "# 测试\n\n周期:年\n对象:单位\n\n## 一、考勤(50分)\n\n1. 考勤(30分)\n   - 缺项:每项扣1分,扣完为止\n") +
        line + "\n   - 垃圾:每处扣1分\n   - 积水:每处扣1分\n   - 杂物:每处扣1分,扣完为止\n");
    EXPECT_TRUE(codes(it.all).contains("NUMBER_UNREADABLE@10")) << line;
    for (const auto& problem : it.all.kept())
      EXPECT_LE(problem.place.line, 10) << line << problem.line(Language::Chinese);
    ASSERT_EQ(it.parsed.fixes.size(), 1U) << line;
    EXPECT_EQ(it.parsed.fixes.front().texts, std::vector<std::string>{"2. 卫生(20分)"});
    EXPECT_EQ(it.parsed.scheme.indicators.size(), 2U);
  }
}

TEST(Account, ALaterTitleIsAHeading) {
  const auto it = account(
      "# 测试\n\n周期:年\n\n# 一、考勤(50分)\n1. 考勤(50分)\n- 缺项:每项扣1分\n# 二、作风(50分)\n2. 作风(50分)\n- "
      "投诉:每次扣1分\n");
  ASSERT_EQ(it.parsed.scheme.sections.size(), 2U);
  EXPECT_EQ(it.parsed.scheme.indicators[1].section, 1);
}

TEST(Account, ProseThatSaysPointsIsFound) {
  const auto it = account(std::string(head) + "## 有关要求\n\n1. 加强领导,落实责任。\n2. 弄虚作假的,扣10分。\n");
  EXPECT_TRUE(codes(it.all).contains("PROSE_LIKE_RULE@14"));
  EXPECT_EQ(it.account[12].kind, LineAccount::Kind::Prose);
}

TEST(Account, ATooLongDocumentIsNotUnderstoodAtAll) {
  std::string text = "# 测试\n";
  for (int i = 0; i < 20'001; ++i) text += "x\n";
  for (const auto& one : account(text).account) ASSERT_EQ(one.kind, LineAccount::Kind::Finding);
}

}  // namespace
}  // namespace pingxing::scheme
