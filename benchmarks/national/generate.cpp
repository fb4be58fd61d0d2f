#include "generate.hpp"

#include <algorithm>

#include "checksum.hpp"
#include "parallel.hpp"

namespace pingxing::national {
namespace {

using u32 = std::uint32_t;
using u64 = std::uint64_t;

/// One organisation: draws by column, all shaped by its latent weakness. Scores and rates in tenths.
class Organisation {
 public:
  explicit Organisation(u64 row) : row_(row), weakness_(999 - (draw(60, 1000) + draw(61, 1000) + draw(62, 1000)) / 3) {}

  /// Uniform in [0, limit).
  u64 draw(u64 place, u64 limit) const {
    return ((mix(seed + (64 * row_ + place + 1) * 0x9E3779B97F4A7C15) >> 32) * limit) >> 32;
  }
  bool yes(u64 place, u64 fault) const { return draw(place, 10000) >= fault * weakness_ / 500; }
  u64 count(u64 place, u64 most) const { return skew(place) * most * weakness_ / 500000; }
  u64 judged(u64 place, u64 full) const { return full - full * skew(place) * weakness_ / 1000000; }
  u64 rate(u64 place, u64 spread) const {
    constexpr u64 edges[8] = {700, 799, 800, 849, 850, 899, 900, 1000};
    const u64 drawn = draw(place, 16000), within = drawn % 1000;
    return drawn < 1000 ? edges[drawn % 8] : 1000 - within * within / 1000 * weakness_ * spread / 1000000;
  }
  u64 level(u64 place) const {
    constexpr u64 steps[5] = {30, 55, 75, 90, 97};
    const u64 drawn = draw(place, 100);
    return static_cast<u64>(std::count_if(std::begin(steps), std::end(steps), [&](u64 step) { return step <= drawn; }));
  }

 private:
  u64 skew(u64 place) const {
    const u64 drawn = draw(place, 1000);
    return drawn * drawn / 1000;
  }
  u64 row_, weakness_;
};

void fill_row(Table& table, u64 row) {
  const Organisation it{row};
  const auto set = [&](u64 column, u64 value) { table.set_value(column, row, static_cast<u32>(value)); };
  const auto yes = [&](u64 column, u64 fault) { set(column, it.yes(column, fault)); };
  const auto count = [&](u64 column, u64 most) { set(column, it.count(column, most)); };
  const auto judged = [&](u64 column, u64 full) { set(column, it.judged(column, full)); };
  const auto rate = [&](u64 column) { set(column, it.rate(column, 360)); };

  set(input("id"), row + 1);
  set(input("pool"), it.draw(1, table.origin().pools));
  set(input("kind"), 1 + it.draw(2, 2));
  yes(input("a01_org"), 200);
  judged(input("a02_score"), 10);
  count(input("a03_missing"), 3);
  yes(input("a03_contact"), 400);
  set(input("a03_visits"), 6 - it.count(input("a03_visits"), 3));
  judged(input("a04_score"), 10);
  judged(input("a05_score"), 20);
  judged(input("a06_score"), 10);
  yes(input("a07_pub"), 200);
  set(input("a08_articles"), 3 - it.count(input("a08_articles"), 2));
  count(input("a08_missing"), 3);
  count(input("a09_missing"), 3);
  set(input("a10_part"), it.draw(63, 10) < 7 ? 1000 : it.rate(input("a10_part"), 360));
  rate(input("a10_aware"));
  set(input("a11_badge"), it.yes(input("a11_badge"), 800) ? 1000 : it.rate(input("a11_badge"), 360));
  set(input("a11_model"), 80 + it.draw(input("a11_model"), 221));
  yes(input("a11_post"), 500);
  judged(input("a12_score"), 50);
  for (const u64 column : {input("a13_score"), input("a12b_score"), input("a14_score"), input("a15_score")})
    judged(column, 20);
  set(input("a16_meetings"), 7 - it.count(input("a16_meetings"), 2));
  yes(input("a16_records"), 300);
  count(input("a17_missing"), 3);
  count(input("a18_missing"), 2);
  for (const u64 column : {input("a19_rate"), input("a20_rate"), input("a21_rate")}) rate(column);
  yes(input("a22_done"), 600);
  yes(input("a23_ledger"), 500);
  yes(input("a24_ledger"), 500);
  set(input("a25_open"), it.yes(input("a25_open"), 600) ? 0 : 1 + it.draw(input("a25_open"), 1U << 30) % 5);
  yes(input("a26_org"), 200);
  count(input("a26_members"), 8);
  count(input("a27_open"), 3);
  yes(input("a28_done"), 400);
  judged(input("a29_score"), 100);
  judged(input("a30_score"), 100);
  yes(input("a31_done"), 500);
  judged(input("a32_score"), 50);
  set(input("a33_level1"), it.level(input("a33_level1")));
  set(input("a33_level2"), it.level(input("a33_level2")));
  rate(input("a34_rate"));
  const u64 checks = it.yes(48, 100) ? 1 + it.draw(48, 1U << 30) % 12 : 0;
  set(input("a35_sum"), checks == 0 ? 0 : checks * it.rate(47, 360) - it.draw(59, checks));
  set(input("a35_n"), checks);
  for (u64 column = input("d1"); column <= input("d6"); ++column) set(column, !it.yes(column, 150));
}

}  // namespace

Table generate(u64 rows, unsigned threads) {
  if (rows == 0 || rows > rows_max) throw std::invalid_argument("a population has 1 to 100,000,000 organisations");
  Table table{input_columns, {rows, std::max<u64>(1, rows / 50), seed}};
  in_shares(threads, rows, 4096, [&](unsigned, std::size_t begin, std::size_t end) {
    for (u64 row = begin; row < end; ++row) fill_row(table, row);
  });
  return table;
}

}  // namespace pingxing::national
