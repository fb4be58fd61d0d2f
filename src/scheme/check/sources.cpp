// What makes one result of several: ballots, and sources such as 自评 and 互评, that nothing puts together.
#include <algorithm>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

/// Several ballots, without a word on how they make one outcome.
void check_votes(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  const auto& votes = s.grading.votes;
  const bool is_combined = votes || std::any_of(s.indicators.begin(), s.indicators.end(), [](const Indicator& one) {
                             return std::any_of(one.rules.begin(), one.rules.end(),
                                                [](const Rule& rule) { return rule.electorates.size() > 1; });
                           });
  if (votes && !s.grading.grades.empty() && votes->ballots.size() > 1 && !votes->has_stated_turnout) {
    const std::string count = std::to_string(votes->ballots.size());
    problems.add(findings::aggregation_missing, votes->place,
                 {Text{"票决", "the ballots"}, Phrase(count + "张票", count + " ballots"),
                  Text{",也没有写收回多少才算数;按收回三分之二、有效过半",
                       " nor how many must come back; two thirds must, and half of them be valid"},
                  Text{"加一行“有效票:收回占应到2/3以上,有效占收回1/2以上”",
                       "add a line “turnout: returned 2/3 or more, valid 1/2 or more”"}});
  }
  if (is_combined) return;
  for (const auto& line : r.prose) {
    const auto word =
        first_of(line.lower, {"两票制", "两票", "分别投票", "分别测评", "双票制", "三票制", "two ballots"});
    if (word.empty() || has_any(line.lower, {"取低", "取高", "各占", "权重", "平均", "%", "合成", "lower", "mean"}))
      continue;
    problems.add(
        findings::aggregation_missing, line.place,
        {word, Text{"几张票", "several ballots"}, Text{",也没有写多少人参加才算数", " nor how many must take part"},
         Text{"写明权重或取低取高,如“- 票决:党员票、群众票,取低”",
              "say their weights, or which of them counts, as in “ballots: a, b, the lower”"}});
    return;
  }
}

/// 自评、互评、考评相结合: sources that together make the result, without weights.
void check_sources(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  const bool is_weighted =
      std::any_of(s.sections.begin(), s.sections.end(), [](const Section& one) { return one.weight.has_value(); });
  const auto look = [&](const std::string& text, const Place& place) {
    if (text.find('%') != text.npos || has_any(text, {"权重", "各占", "只作参考", "供参考", "平均"})) return false;
    if (!has_any(text, {"相结合", "三结合", "结合的办法", "结合的方式", "等办法", "等方式", "等形式", "综合确定",
                        "综合评定", "综合得出", "结合起来", "综合评价", "combined"}))
      return false;
    std::vector<std::string> sources;
    for (const auto& part : split(text, "、,和与及以"))
      for (std::string_view word : {"自评", "互评", "考评", "测评", "评议", "评价", "点评", "打分"})
        if (const auto at = part.find(word); at != part.npos) {
          const std::string name(word);
          if (std::find(sources.begin(), sources.end(), name) == sources.end()) sources.push_back(name);
          break;
        }
    const bool make_a_figure = has_any(text, {"成绩", "得分", "综合确定", "综合评定", "综合得出", "result"});
    if (sources.size() < (make_a_figure ? 2u : 3u)) return false;
    const Phrase all = listed(sources);
    problems.add(
        findings::weights_missing, place,
        {Phrase(all.zh + "一起定成绩", all.en + " make the result together"), shortened(text),
         Text{"写明各占百分之几,或哪一个只作参考", "say the weight of each, or which is only for information"}});
    return true;
  };
  if (is_weighted) return;
  for (const auto& line : r.prose)
    if (look(line.lower, line.place)) return;
  for (const auto& one : s.indicators)
    if (look(one.attributes.method, one.place)) return;
}

}  // namespace

void check_votes_and_sources(const Reading& r, Problems& problems) {
  check_votes(r, problems);
  check_sources(r, problems);
}

}  // namespace pingxing::scheme
