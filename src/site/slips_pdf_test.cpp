#include "site/slips_pdf.hpp"

#include <gtest/gtest.h>

#include "site/qr.hpp"

namespace pingxing::site {
namespace {

SlipSheet sheet_of(std::size_t count) {
  SlipSheet sheet{"职工票",
                  "上半年党员评星",
                  "手机扫码或打开",
                  "每张票条投一次票",
                  "https://pingxing.example/slip",
                  "https://pingxing.example/slip#",
                  "&keys=" + std::string(64, 'A'),
                  "密钥指纹",
                  "0123 4567 89ab cdef 0123 4567 89ab cdef 0123 4567 89ab cdef 0123 4567 89ab cdef",
                  {}};
  for (std::size_t i = 0; i < count; ++i) sheet.codes.push_back("ABCD2345EFG" + std::to_string(i % 8 + 2));
  return sheet;
}

TEST(Slips, StandTenOnAPage) {
  for (const auto& [slips, pages] : {std::pair(1, 1), std::pair(10, 1), std::pair(11, 2), std::pair(95, 10)}) {
    const auto pdf = slips_pdf(sheet_of(static_cast<std::size_t>(slips)));
    ASSERT_TRUE(pdf);
    EXPECT_NE(pdf->find("/Count " + std::to_string(pages) + "\n"), pdf->npos) << slips;
  }
}

TEST(Slips, ShowTheirCodeInGroupsOfFour) {
  EXPECT_EQ(shown_code("ABCD2345EFGH"), "ABCD-2345-EFGH");
  EXPECT_EQ(shown_code("ABCDE"), "ABCD-E");
  EXPECT_EQ(shown_code(""), "");
}

// The smaller the squares, the more cameras fail: a fingerprint in capitals is a step smaller than one in
// small letters.
TEST(Slips, LongRunsOfCapitalsMakeLargerSquares) {
  const std::string address = "https://pingxing.example/slip#ABCD2345EFGH&keys=";
  EXPECT_EQ(qr_modules(address + std::string(64, 'A')).size(), 41U);
  EXPECT_EQ(qr_modules(address + std::string(64, 'a')).size(), 45U);
  EXPECT_EQ(qr_modules("ABCDEFGHJKLM").size(), 21U);
  EXPECT_EQ(qr_modules("").size(), 21U);
}

TEST(Slips, HaveTheSameSquaresInPictureAndPdf) {
  const auto modules = qr_modules("https://pingxing.example/slip#ABCD2345EFGH");
  std::size_t dark = 0;
  for (const auto& row : modules) {
    EXPECT_EQ(row.size(), modules.size());
    for (const bool is_dark : row) dark += is_dark;
  }
  const auto svg = qr_svg("https://pingxing.example/slip#ABCD2345EFGH", "QR");
  std::size_t drawn = 0;
  for (std::size_t at = svg.find("h1v1h-1z"); at != svg.npos; at = svg.find("h1v1h-1z", at + 1)) ++drawn;
  EXPECT_EQ(drawn, dark);
  EXPECT_TRUE(modules[0][0] && modules[6][6] && !modules[7][7]);  // the finder in the corner
}

}  // namespace
}  // namespace pingxing::site
