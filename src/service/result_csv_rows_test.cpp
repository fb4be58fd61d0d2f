// The fast rows of a large result are byte for byte those of the general table.
#include "service/result_csv_rows.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "rating/random_scheme_test.hpp"
#include "service/result_csv.hpp"
#include "service/result_parts.hpp"

namespace pingxing::service {
namespace {

using rating::between;
using rating::coin;

/// The lines of the general table, without the header. Names here hold no line ends.
std::vector<std::string> table_of(const Rated& rated, Language language) {
  std::string text;
  write_result_csv(rated, language, document::ByteOrderMark::None, [&](std::string_view part) { text += part; });
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find("\r\n", begin) + 2;
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  lines.erase(lines.begin());
  return lines;
}

RC_GTEST_PROP(ResultCsvRows, AreThoseOfTheTable, ()) {
  auto c = rating::random_case(coin(), 40, coin());
  Rated rated;
  rated.scheme = std::move(c.scheme);
  rated.facts = std::move(c.facts);
  if (coin())
    for (std::size_t row = 0; row < rated.facts.count; ++row)
      rated.facts.names.push(
          *rc::gen::element<std::string>("甲村", "B", "a,b", "\"q\"", "=1+1", "-x", " 空", "尾 ", "“红旗”"));
  rated.rating = rating::rate(rated.scheme, rated.facts, {});
  const Language language = coin() ? Language::Chinese : Language::English;
  const auto lines = table_of(rated, language);
  RC_ASSERT(lines.size() == rated.facts.count);

  const PlainResultRows plain(rated, language, scored_sections(rated.scheme));
  std::size_t taken = 0;
  for (std::size_t row = 0; row < rated.facts.count; ++row) {
    RowBuffer out;
    out.append("before");
    const bool is_plain = plain.append(row, out);
    RC_ASSERT(std::string(out.view()) == "before" + (is_plain ? lines[row] : ""));
    taken += is_plain;
  }
  RC_CLASSIFY(taken > 0, "some rows are plain");
}

const std::string text =
    "# 表\n\n对象:组织\n等次:五星级、四星级\n\n## 工作\n\n1. 一(10分)\n   - 缺项:每项减0.25分\n\n## 定级\n\n- "
    "五星级:8分以上\n"
    "- 四星级:不满8分\n- 五星级:不超过40%\n";

/// So many subjects, a hundred a pool.
void fill(Rated& rated, std::size_t count) {
  rated.scheme = scheme::parse_scheme(text, "t.md").scheme;
  rated.facts.count = count;
  rated.facts.inputs.resize(rated.scheme.inputs.size());
  for (std::size_t row = 0; row < count; ++row) {
    rated.facts.ids.push((row % 97 == 0 ? "=" : "") + std::to_string(row));
    rated.facts.pools.push_back(static_cast<std::uint32_t>(row / 100));
    if (row % 100 == 0) rated.facts.pool_names.push_back("组" + std::to_string(row / 100));
    rated.facts.inputs[0].values.push(static_cast<std::int64_t>(row * 7919 % 31));
  }
  rated.rating = rating::rate(rated.scheme, rated.facts, {});
}

TEST(ResultCsvRows, PlainRowsAreTaken) {
  Rated rated;
  fill(rated, 100);
  const PlainResultRows plain(rated, Language::Chinese, scored_sections(rated.scheme));
  RowBuffer out;
  EXPECT_FALSE(plain.append(0, out));  // "=0" would be a formula
  EXPECT_TRUE(plain.append(1, out));
  EXPECT_EQ(out.view(), table_of(rated, Language::Chinese)[1]);
}

// Above 20,000 subjects several threads write; below, one. Pools are whole in both, so their lines are the same.
TEST(ResultCsvRows, ALargeTableSaysWhatSmallOnesSay) {
  Rated large, small;
  fill(large, 20'100);
  fill(small, 10'000);
  const auto lines = table_of(large, Language::Chinese), first = table_of(small, Language::Chinese);
  ASSERT_EQ(lines.size(), 20'100U);
  EXPECT_TRUE(std::equal(first.begin(), first.end(), lines.begin()));
}

}  // namespace
}  // namespace pingxing::service
