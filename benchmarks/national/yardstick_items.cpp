#include "yardstick_items.hpp"

#include <algorithm>

namespace pingxing::national {
namespace {

using u8 = std::uint8_t;
using u16 = std::uint16_t;
using u32 = std::uint32_t;

// Everything stays in bytes (pairs of bytes for rates), so that one vector instruction serves 32 organisations.
u8 byte(int value) { return static_cast<u8>(value); }
u8 points_if(bool holds, u8 points) { return holds ? points : u8{0}; }
u8 less(u8 most, u8 minus) { return byte(std::max(most, minus) - minus); }
u8 aware(u16 rate) { return byte(points_if(rate >= 800, 10) + points_if(rate >= 900, 10)); }

/// out[i] = rule(in[i]...) for all rows; the loop that the compiler turns into vectors.
template <class Out, class Rule, class... In>
[[gnu::always_inline]] inline void each(std::size_t rows, Out* __restrict out, Rule rule, const In*... in) {
#pragma GCC ivdep
  for (std::size_t i = 0; i < rows; ++i) out[i] = static_cast<Out>(rule(in[i]...));
}

}  // namespace

[[gnu::target_clones("arch=x86-64-v3", "default")]] void rate_block(const BlockFacts& facts, std::size_t rows,
                                                                    const Thresholds& thresholds, Block& block) {
  const auto a = [&](std::size_t index) { return reinterpret_cast<const u8*>(facts[index]); };
  const auto a16 = [&](std::size_t index) { return reinterpret_cast<const u16*>(facts[index]); };
  const auto s = [&](std::size_t index) { return block.bytes[index].data(); };
  const auto same = [](u8 score) { return score; };
  const auto sum = [](auto... scores) { return (scores + ...); };
  const u16 full = thresholds.item34_full, five = thresholds.five_stars;

  // Section 1
  each(
      rows, s(result("s01")), [](u8 flag) { return points_if(flag, 20); }, a(input("a01_org")));
  each(rows, s(result("s02")), same, a(input("a02_score")));
  each(
      rows, s(result("s03")),
      [](u8 missing, u8 contact, u8 visits) {
        return less(20, byte(2 * missing + points_if(!contact, 10) + 5 * less(4, visits)));
      },
      a(input("a03_missing")), a(input("a03_contact")), a(input("a03_visits")));
  each(rows, s(result("s04")), same, a(input("a04_score")));
  each(rows, s(result("s05")), same, a(input("a05_score")));
  each(rows, s(result("s06")), same, a(input("a06_score")));
  each(
      rows, s(result("s07")), [](u8 flag) { return points_if(flag, 10); }, a(input("a07_pub")));
  each(
      rows, s(result("s08")),
      [](u8 articles, u8 missing) {
        return less(byte(points_if(articles >= 1, 5) + points_if(articles >= 2, 5)), byte(2 * missing));
      },
      a(input("a08_articles")), a(input("a08_missing")));
  each(
      rows, s(result("s09")), [](u8 missing) { return less(10, byte(2 * missing)); }, a(input("a09_missing")));
  each(
      rows, s(result("s10")),
      [](u16 part, u16 rate) { return points_if(part >= 800, 5) + points_if(part >= 1000, 5) + aware(rate); },
      a16(input("a10_part")), a16(input("a10_aware")));
  each(rows, s(result("t1")), sum, s(result("s01")), s(result("s02")), s(result("s03")), s(result("s04")),
       s(result("s05")), s(result("s06")), s(result("s07")), s(result("s08")), s(result("s09")), s(result("s10")));

  // Section 2
  each(
      rows, s(result("s11")),
      [](u16 badge, u16 model, u8 post) {
        return points_if(badge >= 1000, byte(10 + points_if(model >= 100, 20) + points_if(post, 20)));
      },
      a16(input("a11_badge")), a16(input("a11_model")), a(input("a11_post")));
  each(rows, s(result("s12")), same, a(input("a12_score")));
  each(rows, s(result("t2")), sum, s(result("s11")), s(result("s12")));

  // Section 3
  each(rows, s(result("s13")), same, a(input("a13_score")));
  each(rows, s(result("s12b")), same, a(input("a12b_score")));
  each(rows, s(result("s14")), same, a(input("a14_score")));
  each(rows, s(result("s15")), same, a(input("a15_score")));
  each(
      rows, s(result("s16")),
      [](u8 meetings, u8 records) { return points_if(records, less(20, byte(5 * less(6, meetings)))); },
      a(input("a16_meetings")), a(input("a16_records")));
  each(
      rows, s(result("s17")), [](u8 missing) { return less(20, byte(5 * missing)); }, a(input("a17_missing")));
  each(
      rows, s(result("s18")), [](u8 missing) { return less(20, byte(5 * missing)); }, a(input("a18_missing")));
  each(rows, s(result("s19")), aware, a16(input("a19_rate")));
  each(rows, s(result("s20")), aware, a16(input("a20_rate")));
  each(rows, s(result("s21")), aware, a16(input("a21_rate")));
  each(rows, s(result("t3")), sum, s(result("s13")), s(result("s12b")), s(result("s14")), s(result("s15")),
       s(result("s16")), s(result("s17")), s(result("s18")), s(result("s19")), s(result("s20")), s(result("s21")));

  // Section 4
  each(
      rows, s(result("s22")), [](u8 flag) { return points_if(flag, 20); }, a(input("a22_done")));
  each(
      rows, s(result("s23")), [](u8 flag) { return points_if(flag, 20); }, a(input("a23_ledger")));
  each(
      rows, s(result("s24")), [](u8 flag) { return points_if(flag, 20); }, a(input("a24_ledger")));
  each(
      rows, s(result("s25")), [](u8 open) { return points_if(open == 0, 20); }, a(input("a25_open")));
  each(
      rows, s(result("s26")), [](u8 org, u8 members) { return points_if(org, less(20, byte(2 * members))); },
      a(input("a26_org")), a(input("a26_members")));
  each(
      rows, s(result("s27")), [](u8 open) { return less(50, byte(10 * open)); }, a(input("a27_open")));
  each(
      rows, s(result("s28")), [](u8 flag) { return points_if(flag, 50); }, a(input("a28_done")));
  each(rows, s(result("t4")), sum, s(result("s22")), s(result("s23")), s(result("s24")), s(result("s25")),
       s(result("s26")), s(result("s27")), s(result("s28")));

  // Sections 5 and 6: one for townships, one for window units
  each(
      rows, s(result("s29")), [](u8 kind, u8 score) { return points_if(kind == 1, score); }, a(input("kind")),
      a(input("a29_score")));
  each(
      rows, s(result("s30")), [](u8 kind, u8 score) { return points_if(kind == 2, score); }, a(input("kind")),
      a(input("a30_score")));
  each(rows, s(result("t5")), same, s(result("s29")));
  each(rows, s(result("t6")), same, s(result("s30")));

  // Section 7
  each(
      rows, s(result("s31")), [](u8 flag) { return points_if(flag, 50); }, a(input("a31_done")));
  each(rows, s(result("s32")), same, a(input("a32_score")));
  each(
      rows, s(result("s33")), [](u8 one, u8 two) { return byte(10 * std::min(u8{5}, byte(one + two))); },
      a(input("a33_level1")), a(input("a33_level2")));
  each(rows, s(result("t7")), sum, s(result("s31")), s(result("s32")), s(result("s33")));

  // Section 8
  each(
      rows, s(result("s34")),
      [full](u16 rate) {
        return points_if(rate >= 800, 20) + points_if(rate >= 850, 20) + points_if(rate >= full, 10);
      },
      a16(input("a34_rate")));
  // The mean of n checks against a threshold, exactly: their sum against n times the threshold. 900 * 12 fits 16 bits.
  each(
      rows, s(result("s35")),
      [](u16 of, u8 n) {
        const auto from = [&](int threshold) { return of >= static_cast<u16>(threshold * n); };
        return points_if(n != 0, byte(points_if(from(700), 20) + points_if(from(800), 20) + points_if(from(900), 10)));
      },
      a16(input("a35_sum")), a(input("a35_n")));
  each(rows, s(result("t8")), sum, s(result("s34")), s(result("s35")));

  // Total and stars
  each(rows, block.total.data(), sum, s(result("t1")), s(result("t2")), s(result("t3")), s(result("t4")),
       s(result("t5")), s(result("t6")), s(result("t7")), s(result("t8")));
  each(
      rows, s(result("star_raw")),
      [five](u16 total) { return 3 + points_if(total >= 800, 1) + points_if(total >= five, 1); }, block.total.data());
  each(
      rows, s(result("star_down")), [](u8 raw, auto... flags) { return byte(raw - ((flags | ...) != 0)); },
      s(result("star_raw")), a(input("d1")), a(input("d2")), a(input("d3")), a(input("d4")), a(input("d5")),
      a(input("d6")));
  each(
      rows, block.key.data(),
      [](u16 total, u8 t8, u8 t4, u8 star) { return (u32{total} << 15 | u32{t8} << 8 | t4) << 3 | star; },
      block.total.data(), s(result("t8")), s(result("t4")), s(result("star_down")));
}

}  // namespace pingxing::national
