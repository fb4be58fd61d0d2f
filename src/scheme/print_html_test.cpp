#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "scheme/parse.hpp"
#include "scheme/print.hpp"

namespace pingxing::scheme {
namespace {

std::string html_of(const std::string& text) { return print_html(parse_scheme(text, "t.md").scheme); }

TEST(PrintHtml, TextIsEscaped) {
  const std::string page = html_of(
      "# 方案<script>\n\n说明 \"甲\" & <em>乙</em>\n\n## 工作<q>\n\n1. 任务<x3>(5分)\n   - 缺项<x4>:每项减1分\n");
  for (const std::string tag : {"<script>", "<em>", "<q>", "<x3>", "<x4>"}) EXPECT_EQ(page.find(tag), page.npos) << tag;
  EXPECT_NE(page.find("方案&lt;script&gt;"), page.npos) << page;
  EXPECT_NE(page.find("&amp;"), page.npos);
}

/// The words of a page, without tags and blanks.
std::string words_of(const std::string& page) {
  std::string out;
  bool is_tag = false;
  for (std::size_t at = page.find("<main>"); at < page.size(); ++at) {
    is_tag |= page[at] == '<';
    if (!is_tag && page[at] != ' ' && page[at] != '\n') out += page[at];
    if (page[at] == '>') is_tag = false;
  }
  return out;
}

TEST(PrintHtml, ShowsTheWordsOfRulesWhereverTheyStand) {
  const std::string head = "# 方案\n\n周期:年\n\n## 工作\n\n";
  const std::string tail = "\n\n## 定级\n\n- 优秀:90分以上\n";
  for (const std::string rules :
       {"迟到一次扣1分", "第一次迟到扣1分,第二次起每次扣3分", "应走访20户,每少1户扣0.7分;台账缺1项扣0.3分",
        "查记录。缺1次扣4分", "一般:每起扣2分,较大:每起扣5分", "每次扣3分,扣完为止"}) {
    for (const std::string& item : {"1. 窗口值守(20分):" + rules, "1. 窗口值守(20分)\n   - " + rules,
                                    "一、窗口值守(20分)。" + rules, "1. 窗口值守,满分20分。" + rules,
                                    "1. 窗口值守。" + rules + "(20分)", "1. 窗口值守。" + rules + "。【20分】"}) {
      const std::string words = words_of(html_of(head + item + tail));
      EXPECT_NE(words.find(rules), words.npos) << item << "\n" << words;
      EXPECT_EQ(words.find(rules), words.rfind(rules)) << "said once: " << words;
      EXPECT_NE(words.find("窗口值守20分"), words.npos) << words;
    }
  }
}

TEST(PrintHtml, ItemsThatBeginAtOneInEachSectionShowTheirRules) {
  const std::string words =
      words_of(html_of("# 方案\n\n## 一、工作\n\n1. 甲(5分):缺席一次扣1分\n\n## 二、学习\n\n1. "
                       "乙(5分):旷课一次扣2分\n2.1 丙(5分):迟到一次扣3分\n"));
  for (const std::string rule : {"缺席一次扣1分", "旷课一次扣2分", "迟到一次扣3分"})
    EXPECT_NE(words.find(rule), words.npos) << words;
}

TEST(PrintHtml, AnItemWithoutRulesHasNoMoreThanItsHead) {
  for (const std::string item : {"1. 会议(5分)", "1. 会议【5分】", "1. 会议:5分", "1. 会议 5分", "一、会议(5分)。"})
    EXPECT_EQ(html_of("# 方案\n\n## 工作\n\n" + item + "\n").find("<li>"), std::string::npos) << item;
}

TEST(PrintHtml, APageOfEveryReadyMadeSchemeLoadsNothing) {
  std::size_t pages = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(PINGXING_ROOT) / "schemes")) {
    std::ifstream in(entry.path() / "scheme.md");
    std::stringstream text;
    text << in.rdbuf();
    const Scheme scheme = parse_scheme(text.str(), "t.md").scheme;
    const std::string page = print_html(scheme);
    EXPECT_NE(page.find(scheme.title), page.npos) << entry.path();
    for (const auto& one : scheme.indicators) EXPECT_NE(page.find(one.title), page.npos) << one.title;
    for (const std::string outside : {"http:", "https:", "src=", "@import", "url("})
      EXPECT_EQ(page.find(outside), page.npos) << outside;
    ++pages;
  }
  EXPECT_GT(pages, 5U);
}

}  // namespace
}  // namespace pingxing::scheme
