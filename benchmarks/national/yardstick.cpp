#include "yardstick.hpp"

#include <emmintrin.h>

#include <algorithm>
#include <utility>

#include "parallel.hpp"
#include "yardstick_items.hpp"
#include "yardstick_rank.hpp"

namespace pingxing::national {
namespace {

using u8 = std::uint8_t;
using u16 = std::uint16_t;
using u32 = std::uint32_t;
constexpr Column key_column[] = {{"key", Kind::Int, 4, any_value}};

/// Writes past the cache: results are not read again soon. Both ends are aligned to 64 bytes, and so padded.
void stream(void* to, const void* from, std::size_t size) {
  auto* const out = static_cast<__m128i*>(to);
  const auto* const in = static_cast<const __m128i*>(from);
  for (std::size_t i = 0; i < (size + 63) / 64 * 4; ++i) _mm_stream_si128(out + i, _mm_load_si128(in + i));
}

BlockFacts facts_from(const Table& population, std::size_t row) {
  BlockFacts facts;
  for (std::size_t index = 0; index < facts.size(); ++index) facts[index] = population.place_of(index, row);
  return facts;
}

}  // namespace

Table make_result(const Table& population) {
  Table out{result_columns, population.origin()};
  std::ranges::copy(std::as_const(population).column<u32>(input("id")), out.column<u32>(0).begin());
  return out;
}

Yardstick::Yardstick(const Table& population, unsigned threads)
    : population_(population),
      threads_(threads),
      gathered_(key_column, population.origin()),
      first_(population.origin().pools + 1),
      cursors_(threads, std::vector<u32>(population.origin().pools)) {}

void Yardstick::rate_items(const Thresholds& thresholds, Table& out) {
  in_shares(threads_, population_.rows(), block_rows,
            [&](unsigned, std::size_t begin, std::size_t end) { rate_rows(thresholds, out, begin, end, nullptr); });
}

void Yardstick::rate(const Thresholds& thresholds, Table& out) {
  count_pools();
  in_shares(threads_, population_.rows(), block_rows, [&](unsigned thread, std::size_t begin, std::size_t end) {
    rate_rows(thresholds, out, begin, end, cursors_[thread].data());
  });
  in_shares(threads_, first_.size() - 1, 1, [&](unsigned, std::size_t begin, std::size_t end) {
    rank_pools(std::span(first_).subspan(begin, end - begin + 1), gathered_.column<u32>(0).data());
  });
  in_shares(threads_, population_.rows(), block_rows, [&](unsigned thread, std::size_t begin, std::size_t end) {
    return_ranks(out, begin, end, cursors_[thread].data());
  });
}

/// Sets aside a place for every row: pool by pool, in a pool thread by thread.
void Yardstick::count_pools() {
  const auto pools = population_.column<u32>(input("pool"));
  in_shares(threads_, pools.size(), block_rows, [&](unsigned thread, std::size_t begin, std::size_t end) {
    std::vector<u32>& counts = cursors_[thread];
    std::ranges::fill(counts, 0U);
    for (std::size_t row = begin; row < end; ++row) ++counts[pools[row]];
  });
  u32 place = 0;
  for (std::size_t pool = 0; pool < first_.size(); ++pool) {
    first_[pool] = place;
    if (pool + 1 == first_.size()) break;
    for (std::vector<u32>& cursor : cursors_) place += std::exchange(cursor[pool], place);
  }
}

/// Items to stars before the quota; with a cursor, the rows' keys also go to their pools.
void Yardstick::rate_rows(const Thresholds& thresholds, Table& out, std::size_t begin, std::size_t end, u32* cursor) {
  const auto block = std::make_unique<Block>();
  const auto pools = population_.column<u32>(input("pool"));
  u32* const gathered = gathered_.column<u32>(0).data();
  for (std::size_t row = begin; row < end; row += block_rows) {
    const std::size_t rows = std::min(block_rows, end - row);
    rate_block(facts_from(population_, row), rows, thresholds, *block);
    for (std::size_t index = result("s01"); index <= result("star_down"); ++index)
      if (index != result("total")) stream(&out.column<u8>(index)[row], block->bytes[index].data(), rows);
    stream(&out.column<u16>(result("total"))[row], block->total.data(), rows * sizeof(u16));
    if (cursor != nullptr)
      for (std::size_t i = 0; i < rows; ++i) gathered[cursor[pools[row + i]]++] = block->key[i];
  }
  _mm_sfence();  // before other threads read what was streamed
}

/// Takes ranks and stars back to the rows: the way the keys came, run backwards.
void Yardstick::return_ranks(Table& out, std::size_t begin, std::size_t end, u32* cursor) const {
  const auto pools = population_.column<u32>(input("pool"));
  const auto ranks = out.column<u32>(result("rank"));
  const auto stars = out.column<u8>(result("star"));
  const auto gathered = gathered_.column<u32>(0);
  for (std::size_t row = end; row-- > begin;) {
    const u32 found = gathered[--cursor[pools[row]]];
    ranks[row] = found >> 3;
    stars[row] = static_cast<u8>(found & 7);
  }
}

}  // namespace pingxing::national
