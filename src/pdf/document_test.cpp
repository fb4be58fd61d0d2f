#include "pdf/document.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace pingxing::pdf {
namespace {

std::string two_pages() {
  auto document = Document::make("票条", 210, 297);
  if (!document) return {};
  document->text({"青松支部的票条 Branch", 20, 20, 80, 14, true, false, 1});
  document->dashed_line(0, 100, 210, 100);
  document->rectangle(20, 30, 5, 5);
  document->fill();
  document->next_page();
  document->text({"ABCD-2345", 20, 20, 80, 14, false, true, 0});
  document->next_page();
  return document->bytes();
}

TEST(Document, IsAPdfWithItsPages) {
  const auto bytes = two_pages();
  ASSERT_TRUE(bytes.starts_with("%PDF-"));
  EXPECT_NE(bytes.find("/Count 2"), bytes.npos);
  EXPECT_NE(bytes.find("%%EOF"), bytes.npos);
}

TEST(Document, OfTheSameCallsHasTheSameBytes) { EXPECT_EQ(two_pages(), two_pages()); }

TEST(Document, BreaksLinesAtItsWidthAndCutsWhereItIsTold) {
  auto document = Document::make("票条", 210, 297);
  ASSERT_TRUE(document);
  const std::string words = "市直机关第一党支部全体在职党员和群众代表无记名评议表决专用票";
  const double one = document->text({words, 0, 0, 200, 10, false, false, 0});
  const double several = document->text({words, 0, 0, 30, 10, false, false, 0});
  const double cut = document->text({words, 0, 0, 30, 10, false, false, 2});
  EXPECT_GT(one, 3);  // 10 points are 3.5 mm
  EXPECT_LT(one, 8);
  EXPECT_GT(several, 3 * one);
  EXPECT_NEAR(cut, 2 * one, 0.2 * one);
}

TEST(Document, IsDrawnByManyThreadsAtOnce) {
  const auto expected = two_pages();
  std::vector<std::string> drawn(8);
  std::vector<std::thread> threads;
  for (auto& one : drawn) threads.emplace_back([&one] { one = two_pages(); });
  for (auto& thread : threads) thread.join();
  for (const auto& one : drawn) EXPECT_EQ(one, expected);
}

}  // namespace
}  // namespace pingxing::pdf
