// The loops of the fast path, as plain functions over arrays of one block. Compiled twice from kernels.inc: for every
// x86-64 (and any other machine), and for those with AVX2, chosen when the program starts.
#pragma once
#include <cstddef>
#include <cstdint>

namespace pingxing::rating {

constexpr std::size_t count_tile = 16;

/// Cells of a column from the first row of the block on.
struct Cells {
  const void* data = nullptr;
  int width = 1;  // bytes: 1, 2 or 4
};

/// One step of a piecewise constant: from `at` on (for means: from at × count + more on), `delta` more.
struct Cut {
  std::int32_t at = 0, more = 0, delta = 0;
};

struct Kernels {
  // tmp = start + x × factor
  void (*scale)(Cells x, std::int32_t start, std::int32_t factor, std::int32_t* tmp, std::size_t n);
  // tmp = start + (x ≠ wanted ? amount : 0), of flags
  void (*unless)(Cells x, std::int32_t start, std::int32_t wanted, std::int32_t amount, std::int32_t* tmp,
                 std::size_t n);
  // tmp = start + max(0, required − x) × factor
  void (*shortfall)(Cells x, std::int32_t start, std::int32_t required, std::int32_t factor, std::int32_t* tmp,
                    std::size_t n);
  // tmp = start + ⌊or⌈ max(0, x − over) ÷ per ⌉ × amount
  void (*steps)(Cells x, std::int32_t start, std::int32_t over, std::int32_t per, bool up, std::int32_t amount,
                std::int32_t* tmp, std::size_t n);
  // tmp = start + sign × the deltas of all cuts with x ≥ at
  void (*cuts)(Cells x, std::int32_t start, std::int32_t sign, const Cut* cuts, std::size_t cut_count,
               std::int32_t* tmp, std::size_t n);
  // tmp += sum ≥ cut × count + more ? delta : 0
  void (*cut_mean)(Cells sum, Cells count, std::int32_t cut, std::int32_t more, std::int32_t delta, std::int32_t* tmp,
                   std::size_t n);
  // tmp = count = 0 ? value : tmp
  void (*where_none)(Cells count, std::int32_t value, std::int32_t* tmp, std::size_t n);
  // tmp = points of the levels of x, 4 bits a level
  void (*levels)(Cells x, const std::int32_t* points, std::size_t level_count, bool highest_only, std::int32_t* tmp,
                 std::size_t n);
  // mask = x = wanted ? −1 : 0, and mask &= likewise
  void (*mask_equal)(Cells x, std::int32_t wanted, std::int32_t* mask, std::size_t n);
  void (*and_equal)(Cells x, std::int32_t wanted, std::int32_t* mask, std::size_t n);
  // mask = low ≤ x ≤ high, and mask &= likewise
  void (*between)(Cells x, std::int32_t low, std::int32_t high, std::int32_t* mask, std::size_t n);
  void (*and_between)(Cells x, std::int32_t low, std::int32_t high, std::int32_t* mask, std::size_t n);
  // mask = −1 where the kind (a bit number below 64) is in the set
  void (*mask_kind)(const std::uint8_t* kinds, std::uint64_t set, std::int32_t* mask, std::size_t n);

  void (*fill)(std::int32_t value, std::int32_t* out, std::size_t n);
  void (*add)(const std::int32_t* a, std::int32_t* out, std::size_t n);         // out += a
  void (*subtract)(const std::int32_t* a, std::int32_t* out, std::size_t n);    // out −= a
  void (*cap)(std::int32_t most, std::int32_t* out, std::size_t n);             // out = min(out, most)
  void (*floor)(std::int32_t least, std::int32_t* out, std::size_t n);          // out = max(out, least)
  void (*keep)(const std::int32_t* mask, std::int32_t* out, std::size_t n);     // out &= mask
  void (*drop)(const std::int32_t* mask, std::int32_t* out, std::size_t n);     // out &= ~mask
  void (*zero_mask)(const std::int32_t* a, std::int32_t* mask, std::size_t n);  // mask &= a = 0
  // out = mask ? value : out
  void (*choose)(const std::int32_t* mask, std::int32_t value, std::int32_t* out, std::size_t n);
  // out = mask ? max(out, value) : out
  void (*choose_max)(const std::int32_t* mask, std::int32_t value, std::int32_t* out, std::size_t n);
  void (*maximum)(const std::int32_t* a, std::int32_t* out, std::size_t n);
  // out = out < unrated ? min(out + steps, unrated − 1) : out
  void (*demote)(const std::int32_t* steps, std::int32_t unrated, std::int32_t* out, std::size_t n);
  // out = out × range + (a − least)
  void (*pack)(const std::int32_t* a, std::int32_t least, std::uint32_t range, std::uint32_t* out, std::size_t n);
  void (*store16)(const std::int32_t* a, std::int16_t* out, std::size_t n);
  // v = min(max(a, least), most); sum += v; out = v. The second past the cache, for results that do not fit there:
  // who reads them from another thread must come after that thread's join or `settle`.
  void (*finish)(const std::int32_t* a, std::int32_t least, std::int32_t most, std::int32_t* sum, std::int16_t* out,
                 std::size_t n);
  void (*finish_past_cache)(const std::int32_t* a, std::int32_t least, std::int32_t most, std::int32_t* sum,
                            std::int16_t* out, std::size_t n);
  void (*settle)();
  void (*store8)(const std::int32_t* a, std::uint8_t* out, std::size_t n);
  // counts[i] = how many keys are above, or at least, keys[i]; both arrays have room for n rounded up to count_tile
  void (*count_above)(const std::int32_t* keys, std::size_t n, std::int32_t* counts);
  void (*count_at_least)(const std::int32_t* keys, std::size_t n, std::int32_t* counts);
};

/// The fastest set that this machine runs.
const Kernels& kernels();
const Kernels& baseline_kernels();

}  // namespace pingxing::rating
