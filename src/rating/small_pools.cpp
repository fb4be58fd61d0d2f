#include "rating/small_pools.hpp"

#include <algorithm>

#include "rating/decide.hpp"

namespace pingxing::rating {

std::vector<std::uint32_t> JoinedPools::together_with(std::uint32_t pool) const {
  std::vector<std::uint32_t> all;
  for (std::uint32_t p = 0; p < into.size(); ++p)
    if (into[p] == of(pool)) all.push_back(p);
  return all;
}

std::uint32_t JoinedPools::size_of(std::uint32_t pool) const {
  std::uint32_t sum = 0;
  for (const auto one : together_with(pool)) sum += in_scope[one];
  return sum;
}

// P-5
JoinedPools join_small_pools(const scheme::Scheme& s, const Facts& facts, std::span<const std::uint8_t> status) {
  JoinedPools joined;
  if (!s.properties.small_pools || facts.pools.empty()) return joined;
  const auto& rule = *s.properties.small_pools;
  const auto count = static_cast<std::uint32_t>(facts.pool_count());
  joined.in_scope.assign(count, 0);
  for (std::size_t row = 0; row < facts.count; ++row)
    joined.in_scope[facts.pool(row)] += status[row] != static_cast<std::uint8_t>(Status::OutOfScope);
  std::optional<std::uint32_t> takes;  // who takes the small ones: the pool of that name, else the first of them
  for (std::uint32_t p = 0; p < count && !rule.into.empty() && !takes; ++p)
    if (folded(facts.pool_names[p]) == folded(rule.into)) takes = p;
  joined.into.resize(count);
  for (std::uint32_t p = 0; p < count; ++p) {
    joined.into[p] = p;
    // Nobody of an empty pool is ranked anywhere.
    if (joined.in_scope[p] == 0 || joined.in_scope[p] >= static_cast<std::uint32_t>(rule.fewer_than)) continue;
    if (rule.into.empty() && !takes) takes = p;
    joined.is_name_missing |= !takes;
    if (takes) joined.into[p] = *takes;
  }
  return joined;
}

std::string name_of_joined(const scheme::Scheme& s, const Facts& facts, const JoinedPools& joined, std::uint32_t pool) {
  if (facts.pools.empty()) return "";
  if (joined.into.empty()) return facts.pool_names[pool];
  const auto all = joined.together_with(pool);
  if (!s.properties.small_pools->into.empty() || all.size() < 2) return facts.pool_names[joined.of(pool)];
  std::vector<std::string> names;
  for (const auto one : all) names.push_back(facts.pool_names[one]);
  return pingxing::joined(names, s.language == Language::Chinese ? "、" : ", ");
}

Phrase say_joined(const scheme::Scheme& s, const Facts& facts, const JoinedPools& joined, std::uint32_t pool) {
  if (joined.into.empty() || joined.together_with(pool).size() < 2) return "";
  const auto& rule = *s.properties.small_pools;
  const std::string name = name_of_joined(s, facts, joined, pool);
  const auto counted = [&](std::uint32_t n) {
    return Phrase(std::to_string(n) + (s.properties.subjects == scheme::Subjects::People ? "人" : "个"),
                  std::to_string(n));
  };
  const Phrase fewer = counted(static_cast<std::uint32_t>(rule.fewer_than)), own = counted(joined.in_scope[pool]),
               size = counted(joined.size_of(pool));
  const auto fill_in = [](Text text, const std::vector<Phrase>& words) {
    return Phrase(fill(text.zh, words, Language::Chinese), fill(text.en, words, Language::English));
  };
  if (rule.into.empty())
    return fill_in({"“{0}”{1},不足{2},与别的小组合并:“{3}”共{4}",
                    "“{0}” has {1}, fewer than {2}, and is ranked with the other small ones: “{3}”, {4} together"},
                   {facts.pool_names[pool], own, fewer, name, size});
  if (!joined.is_joined_away(pool))
    return fill_in({"“{0}”{1},并入小的组后共{2}", "“{0}” has {1}, and {2} with the small pools that join it"},
                   {name, own, size});
  return fill_in({"“{0}”{1},不足{2},并入“{3}”,共{4}", "“{0}” has {1}, fewer than {2}, and joins “{3}”, {4} together"},
                 {facts.pool_names[pool], own, fewer, name, size});
}

}  // namespace pingxing::rating
