// Both sets of loops give the same, for arrays of any length and width.
#include "rating/kernels.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <vector>

#include "rating/aligned.hpp"

namespace pingxing::rating {

#if defined(__x86_64__)
extern const Kernels& avx2_kernels();
#endif

namespace {

using I = std::int32_t;

int between(int low, int high) { return *rc::gen::inRange(low, high + 1); }

/// A column of random width, as the kernels see it.
struct Data {
  std::vector<std::int8_t> one;
  std::vector<std::int16_t> two;
  std::vector<std::int32_t> four;
  int width = 1;
  Data(std::size_t n, int low, int high) : width(*rc::gen::element(1, 2, 4)) {
    for (std::size_t i = 0; i < n; ++i) {
      const int value = between(low, high);
      one.push_back(static_cast<std::int8_t>(value));
      two.push_back(static_cast<std::int16_t>(value));
      four.push_back(value);
    }
  }
  [[nodiscard]] Cells cells() const {
    if (width == 1) return {one.data(), 1};
    return width == 2 ? Cells{two.data(), 2} : Cells{four.data(), 4};
  }
};

std::vector<I> integers(std::size_t n, int low, int high) {
  std::vector<I> out;
  for (std::size_t i = 0; i < n; ++i) out.push_back(between(low, high));
  return out;
}

/// All that a set of kernels makes of the same arrays, end to end.
class Every {
 public:
  explicit Every(std::size_t n)
      : n_(n),
        x_(n, -100, 100),
        flags_(n, 0, 1),
        counts_(n, 0, 3),
        start_(integers(n, -50, 50)),
        a_(integers(n, -50, 50)),
        steps_(integers(n, 0, 3)),
        grades_(integers(n, 0, 5)) {
    for (std::size_t i = 0; i < n; ++i) {
      mask_.push_back(between(0, 1) ? -1 : 0);
      kinds_.push_back(static_cast<std::uint8_t>(between(0, 9) ? between(0, 63) : 255));
    }
    low_ = between(-100, 100);
    per_ = between(1, 9);
    amount_ = between(-9, 30);
    set_ = *rc::gen::arbitrary<std::uint64_t>();
    points_ = integers(2, 0, 9);
    for (int c = between(0, 6); c > 0; --c) cuts_.push_back({between(-100, 100), 0, between(-9, 9)});
  }

  std::vector<I> run(const Kernels& k) const {
    std::vector<I> all;
    const auto made = [&](const std::vector<I>& start, auto call) {
      std::vector<I> out = start;
      call(out.data());
      all.insert(all.end(), out.begin(), out.end());
    };
    const Cells x = x_.cells(), flags = flags_.cells(), counts = counts_.cells();
    made(start_, [&](I* o) { k.scale(x, low_, amount_, o, n_); });
    made(start_, [&](I* o) { k.unless(flags, low_, 1, amount_, o, n_); });
    made(start_, [&](I* o) { k.shortfall(x, amount_, low_, per_, o, n_); });
    made(start_, [&](I* o) { k.steps(x, amount_, low_, per_, false, amount_, o, n_); });
    made(start_, [&](I* o) { k.steps(x, amount_, low_, per_, true, amount_, o, n_); });
    made(start_, [&](I* o) { k.cuts(x, amount_, per_ % 2 ? 1 : -1, cuts_.data(), cuts_.size(), o, n_); });
    made(start_, [&](I* o) { k.cut_mean(x, counts, low_, per_, amount_, o, n_); });
    made(start_, [&](I* o) { k.where_none(counts, amount_, o, n_); });
    made(start_, [&](I* o) { k.levels(counts, points_.data(), points_.size(), true, o, n_); });
    made(start_, [&](I* o) { k.levels(counts, points_.data(), points_.size(), false, o, n_); });
    made(mask_, [&](I* o) { k.mask_equal(flags, 1, o, n_); });
    made(mask_, [&](I* o) { k.and_equal(flags, 1, o, n_); });
    made(mask_, [&](I* o) { k.between(x, low_, low_ + 50, o, n_); });
    made(mask_, [&](I* o) { k.and_between(x, low_, low_ + 50, o, n_); });
    made(mask_, [&](I* o) { k.mask_kind(kinds_.data(), set_, o, n_); });
    made(start_, [&](I* o) { k.fill(amount_, o, n_); });
    made(start_, [&](I* o) { k.add(a_.data(), o, n_); });
    made(start_, [&](I* o) { k.subtract(a_.data(), o, n_); });
    made(start_, [&](I* o) { k.cap(low_, o, n_); });
    made(start_, [&](I* o) { k.floor(low_, o, n_); });
    made(start_, [&](I* o) { k.keep(mask_.data(), o, n_); });
    made(start_, [&](I* o) { k.drop(mask_.data(), o, n_); });
    made(mask_, [&](I* o) { k.zero_mask(steps_.data(), o, n_); });
    made(start_, [&](I* o) { k.choose(mask_.data(), amount_, o, n_); });
    made(start_, [&](I* o) { k.choose_max(mask_.data(), amount_, o, n_); });
    made(start_, [&](I* o) { k.maximum(a_.data(), o, n_); });
    made(grades_, [&](I* o) { k.demote(steps_.data(), 5, o, n_); });
    std::vector<std::uint32_t> packed(n_, 3);
    k.pack(a_.data(), -50, 101, packed.data(), n_);
    std::vector<std::int16_t> shorts(n_);
    k.store16(a_.data(), shorts.data(), n_);
    for (const auto finish : {k.finish, k.finish_past_cache}) {
      AlignedVector<std::int16_t> scores(n_);
      made(start_, [&](I* o) { finish(a_.data(), low_, low_ + 20, o, scores.data(), n_); });
      k.settle();
      all.insert(all.end(), scores.begin(), scores.end());
    }
    std::vector<std::uint8_t> bytes(n_);
    k.store8(grades_.data(), bytes.data(), n_);
    for (std::size_t i = 0; i < n_; ++i) all.insert(all.end(), {static_cast<I>(packed[i]), shorts[i], bytes[i]});
    auto keys = a_;
    keys.resize((n_ / count_tile + 1) * count_tile);
    for (const auto count : {k.count_above, k.count_at_least}) {
      std::vector<I> above(keys.size());
      count(keys.data(), n_, above.data());
      all.insert(all.end(), above.begin(), above.begin() + static_cast<std::ptrdiff_t>(n_));
    }
    return all;
  }

 private:
  std::size_t n_;
  Data x_, flags_, counts_;
  std::vector<I> start_, a_, steps_, grades_, mask_, points_;
  std::vector<std::uint8_t> kinds_;
  std::vector<Cut> cuts_;
  I low_ = 0, per_ = 1, amount_ = 0;
  std::uint64_t set_ = 0;
};

RC_GTEST_PROP(Kernels, TheFastestGiveWhatTheOthersGive, ()) {
  const Every every(static_cast<std::size_t>(between(0, 70)));
  RC_ASSERT(every.run(kernels()) == every.run(baseline_kernels()));
}

TEST(Kernels, TheFastestAreChosen) {
#if defined(__x86_64__)
  const Kernels& wanted = __builtin_cpu_supports("avx2") ? avx2_kernels() : baseline_kernels();
  EXPECT_EQ(&kernels(), &wanted);
#else
  EXPECT_EQ(&kernels(), &baseline_kernels());
#endif
}

TEST(Kernels, DoWhatTheirCommentsSay) {
  const std::int8_t cells[] = {5, 1, 12};
  const Cells x{cells, 1};
  const Kernels& k = baseline_kernels();
  std::vector<I> out(3);
  k.shortfall(x, 0, 6, 2, out.data(), 3);
  EXPECT_EQ(out, (std::vector<I>{2, 10, 0}));
  k.steps(x, 0, 1, 3, true, 2, out.data(), 3);
  EXPECT_EQ(out, (std::vector<I>{4, 0, 8}));
  k.steps(x, 0, 1, 3, false, 2, out.data(), 3);
  EXPECT_EQ(out, (std::vector<I>{2, 0, 6}));
  const Cut cuts[] = {{2, 0, 3}, {5, 0, 1}, {9, 0, 1}, {10, 0, 1}, {12, 0, 4}};
  k.cuts(x, 7, -1, cuts, 5, out.data(), 3);
  EXPECT_EQ(out, (std::vector<I>{3, 7, -3}));
  std::int16_t scores[3];
  const I made[] = {-1, 4, 9};
  out = {1, 1, 1};
  for (const auto finish : {kernels().finish, kernels().finish_past_cache}) finish(made, 0, 5, out.data(), scores, 3);
  EXPECT_EQ(out, (std::vector<I>{1, 9, 11}));
  EXPECT_EQ(std::vector<I>(scores, scores + 3), (std::vector<I>{0, 4, 5}));
  const I steps[] = {2, 1, 9};
  out = {0, 3, 1};
  k.demote(steps, 3, out.data(), 3);
  EXPECT_EQ(out, (std::vector<I>{2, 3, 2}));
}

}  // namespace
}  // namespace pingxing::rating
