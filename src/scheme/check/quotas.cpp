// Quotas: shares over the whole, pools too small for a place, what a share is taken of, equal ones at the cut.
#include <algorithm>

#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

std::string grade_name(const Scheme& s, int grade) {
  return grade >= 0 && grade < static_cast<int>(s.grading.grades.size())
             ? s.grading.grades[static_cast<std::size_t>(grade)].name
             : std::string();
}

void check_sum(const Scheme& s, Problems& problems) {
  const auto& quotas = s.grading.quotas;
  Number sum(0);
  std::vector<std::string> names;
  const Quota* last = nullptr;
  for (const auto& quota : quotas) {
    if (!quota.share) continue;
    if (*quota.share > Number(100)) {
      problems.add(findings::quota_over_100, quota.place,
                   {Phrase("“" + grade_name(s, quota.grade) + "”"), quota.share->exact()});
      return;
    }
    if (quota.or_better) continue;
    sum += *quota.share;
    names.push_back(grade_name(s, quota.grade));
    if (!last || quota.place.line > last->place.line) last = &quota;
  }
  if (last && sum > Number(100)) problems.add(findings::quota_over_100, last->place, {listed(names), sum.exact()});
}

void check_small_pools(const Scheme& s, Problems& problems) {
  const auto& joins = s.properties.small_pools;
  if (joins && s.properties.pool.empty())
    problems.add(findings::pool_join_unused, joins->place, {std::to_string(joins->fewer_than)});
}

void check_zero(const Scheme& s, Problems& problems) {
  const auto& p = s.properties;
  if (p.quota_rounding == QuotaRounding::AtLeastOne) return;
  if (!p.pool_size && p.quota_rounding) return;
  const Quota* least = nullptr;
  for (const auto& quota : s.grading.quotas)
    if (quota.share && !quota.share->is_zero() && *quota.share < Number(100) &&
        (!least || *quota.share < *least->share))
      least = &quota;
  if (!least) return;
  const Number needed = (Number(100) / *least->share).ceil();  // the smallest pool with a place
  const Number size = p.pool_size ? Number(*p.pool_size) : needed - Number(1);
  if (size < Number(1) || size >= needed) return;
  if (p.small_pools && Number(p.small_pools->fewer_than) > size) return;  // it is ranked with others
  problems.add(
      findings::quota_zero, least->place,
      {grade_name(s, least->grade), least->share->exact(), size.exact(),
       p.pool_size ? Phrase("")
                   : Phrase(Text{";有意如此的,写“名额取整:舍去”", "; where that is meant, “quota rounding: down”"})});
}

void check_openness(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  const auto& g = s.grading;
  const auto& p = s.properties;
  if (g.quotas.empty()) return;
  const auto by_line = [](const Quota& a, const Quota& b) { return a.place.line < b.place.line; };
  const auto first = std::min_element(g.quotas.begin(), g.quotas.end(), by_line);
  if (!p.tie_rule && g.ties.empty() && g.ties_place.line == 0)  // 同分 that names nothing is said by parsing
    problems.add(findings::tie_at_cut, first->place, {grade_name(s, first->grade)});
  const bool can_lose = std::any_of(s.measures.begin(), s.measures.end(),
                                    [](const Measure& m) { return m.effect.kind == Effect::Kind::Disqualified; });
  const auto share = std::find_if(g.quotas.begin(), g.quotas.end(), [](const Quota& q) { return q.share.has_value(); });
  if (can_lose && !p.quota_base && share != g.quotas.end())
    problems.add(findings::base_unclear, share->place,
                 {grade_name(s, share->grade), share->share->exact(), Text{"全体", "all"},
                  Text{"有资格的人数", "the eligible"}, Text{"全体", "all"},
                  Text{"加一行属性“名额基数:全体”或“有资格的”", "add a property “quota base: all” or “eligible”"}});
  if (r.says_any({"例外", "按不超过执行", "exception"})) return;
  const auto soft = std::find_if(g.quotas.begin(), g.quotas.end(), [](const Quota& q) { return q.is_soft; });
  if (soft != g.quotas.end()) problems.add(findings::soft_rule, soft->place);
}

/// 取3名, 不超过10%: how many are taken.
bool has_places(std::string_view lower) {
  for (std::size_t at = 0; at < lower.size(); ++at) {
    if (lower[at] < '0' || lower[at] > '9') continue;
    auto rest = lower.substr(at);
    const auto quantity = take_quantity(rest);
    if (quantity && (quantity->is_percent || quantity->unit.starts_with("名") || quantity->unit.starts_with("个") ||
                     quantity->unit.starts_with("人") || quantity->unit.starts_with("家")))
      return true;
    while (at + 1 < lower.size() && lower[at + 1] >= '0' && lower[at + 1] <= '9') ++at;
  }
  return has_any(lower, {"第一名", "前三名", "前五名", "前十名"});
}

/// 择优 without a number.
void check_missing(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  if (!s.grading.quotas.empty() || s.grading.grades.empty()) return;
  for (const auto& line : r.prose) {
    const auto word = first_of(line.lower, {"择优", "优中选优", "好中选优", "若干名", "若干个", "优选",
                                            "the best are chosen", "the best is chosen", "select the best"});
    const bool is_principle = has_any(line.lower, {"择优的原则", "择优原则", "择优录用", "择优录取"});
    if (word.empty() || is_principle || has_places(line.lower)) continue;
    problems.add(findings::quota_missing, line.place, {word, s.grading.grades.front().name});
    return;
  }
}

}  // namespace

void check_quotas(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  check_sum(s, problems);
  check_small_pools(s, problems);
  check_zero(s, problems);
  check_openness(r, problems);
  check_missing(r, problems);
}

}  // namespace pingxing::scheme
