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
