// Who acts: assessors of inputs, voters, reviewers and evaluators of every kind of subject.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/maxima.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t stages_max = 200;  // compared in pairs; real procedures have a dozen

/// Where a scheme names assessors for some indicators, those for which it names nobody.
void check_assessors(const Scheme& s, Problems& problems) {
  for (const auto& stage : s.stages)
    if (stage.kind == StageKind::Score && !stage.actors.empty()) return;  // they assess the rest
  std::vector<std::string> without;
  Place place;
  bool has_named = false;
  for (const auto& one : s.indicators) {
    const bool is_named = !one.attributes.assessor.empty() || !assessor_of(s, one.section).empty();
    has_named |= is_named;
    const bool is_by_ballot =
        std::any_of(one.rules.begin(), one.rules.end(), [](const Rule& rule) { return rule.form == Form::Ballot; });
    if (is_named || is_by_ballot) continue;
    if (without.empty()) place = one.place;
    without.push_back(one.id);
  }
  if (has_named && !without.empty()) problems.add(findings::assessor_missing, place, {listed(without)});
}

/// 党员票 and 党员 are the same people.
std::string voters(std::string name) {
  for (std::string_view suffix : {"票", " ballot", " ballots", " vote", " votes"})
    if (name.size() > suffix.size() && name.ends_with(suffix)) name.resize(name.size() - suffix.size());
  return lower_ascii(name);
}

void check_voters(const Scheme& s, Problems& problems) {
  std::vector<std::string> electorates, actors;
  std::set<std::string> among_electorates, among_actors;
  const auto add = [&](std::vector<std::string>& into, const std::string& name) {
    if ((&into == &actors ? among_actors : among_electorates).insert(name).second) into.push_back(name);
  };
  for (const auto& one : s.indicators)
    for (const auto& rule : one.rules)
      for (const auto& electorate : rule.electorates) add(electorates, voters(electorate.name));
  if (s.grading.votes)
    for (const auto& ballot : s.grading.votes->ballots) add(electorates, voters(ballot));
  for (const auto& rules : s.ballots)
    if (!rules.inputs.empty()) add(electorates, voters(rules.electorate));
  std::set<std::string, std::less<>> assessors;
  for (const auto& input : s.inputs) assessors.insert(input.assessor);
  const Stage* poll = nullptr;
  for (const auto& stage : s.stages) {
    if (stage.kind != StageKind::Poll) continue;
    for (const auto& actor : stage.actors)  // who assesses another item comes to the same meeting
      if (among_electorates.contains(voters(actor)) || !assessors.contains(actor)) add(actors, voters(actor));
    if (!poll && !stage.actors.empty()) poll = &stage;
  }
  if (!poll || electorates.empty() || among_actors == among_electorates) return;
  const Phrase come = listed(actors), score = listed(electorates);
  problems.add(findings::population_conflict, poll->place,
               {poll->title, Phrase("由" + come.zh + "参加", "is attended by " + come.en),
                Phrase("评分用的票组是" + score.zh + ";按票组算",
                       "the electorates that score are " + score.en + "; they are what counts")});
}

/// Who assesses itself is who is assessed.
bool is_self_assessor(const Scheme& s, const std::string& actor) {
  return std::any_of(s.stages.begin(), s.stages.end(), [&](const Stage& stage) {
    return stage.kind == StageKind::SelfAssess &&
           std::find(stage.actors.begin(), stage.actors.end(), actor) != stage.actors.end();
  });
}

void check_stage_actors(const Scheme& s, Problems& problems) {
  for (std::size_t i = 0; i < s.stages.size() && i < stages_max; ++i) {
    const auto& stage = s.stages[i];
    for (std::size_t j = 0; j < i; ++j) {
      const auto& other = s.stages[j];
      if (other.title != stage.title || other.actors.empty() || stage.actors.empty() || other.actors == stage.actors)
        continue;
      problems.add(findings::actor_conflict, stage.place,
                   {stage.title, listed(stage.actors),
                    Phrase("第" + std::to_string(other.place.line) + "行却是" + listed(other.actors).zh,
                           "in line " + std::to_string(other.place.line) + " by " + listed(other.actors).en)});
      break;
    }
    const bool decides =
        stage.kind == StageKind::Score || stage.kind == StageKind::Decide || stage.kind == StageKind::Verify;
    if (!decides) continue;
    for (const auto& actor : stage.actors) {
      const bool assesses_itself = s.properties.subjects == Subjects::Units && stage.kind == StageKind::Score &&
                                   stage.actors.size() == 1 && is_self_assessor(s, actor);
      if (assesses_itself)
        problems.add(findings::actor_conflict, stage.place,
                     {stage.title, actor, Text{"而它们正是被评的", "who are the ones assessed"}});
      if (assesses_itself ||
          !has_any(lower_ascii(actor), {"被考核", "被评", "参评支部", "参评单位", "参评对象", "本单位自行",
                                        "those assessed", "the assessed", "subjects themselves"}))
        continue;
      problems.add(findings::actor_conflict, stage.place,
                   {stage.title, actor, Text{"而它们正是被评的", "who are the ones assessed"}});
    }
  }
}

void check_reviews(const Scheme& s, Problems& problems) {
  std::map<std::string, const ReviewLine*> reviewed, evaluated;
  bool has_reviews = false, has_evaluations = false;
  const ReviewLine *first_review = nullptr, *first_evaluation = nullptr;
  for (const auto& line : s.reviews) {
    (line.is_evaluation ? has_evaluations : has_reviews) = true;
    auto& first = line.is_evaluation ? first_evaluation : first_review;
    if (!first) first = &line;
    auto& done = line.is_evaluation ? evaluated : reviewed;
    for (const auto& kind : line.kinds) {
      const auto [before, is_new] = done.emplace(kind, &line);
      if (!is_new && !line.is_evaluation)
        problems.add(findings::rules_compete, line.place,
                     {kind + ":" + before->second->by, kind + ":" + line.by,
                      Text{"同一类别只写一行;有特殊的另立一个类别",
                           "keep one line for a kind; make a kind of its own for a special case"}});
      if (line.by == kind && !line.is_evaluation) problems.add(findings::self_review, line.place, {kind});
    }
    const bool varies =
        has_any(lower_ascii(line.by), {"联系", "包联", "挂点", "挂钩", "结对", "分管", "contact", "assigned"});
    if (varies && !line.by_table)
      problems.add(findings::table_missing, line.place,
                   {line.by, Text{"没有写到哪里去查", "and nothing says where to look"},
                    Phrase("写成“" + line.by + "(按表)”,姓名填在数据里",
                           "write “" + line.by + " (by table)”; the names stand in the facts")});
    const auto own = std::find_if(line.kinds.begin(), line.kinds.end(),
                                  [&](const std::string& kind) { return line.by != kind && line.by.ends_with(kind); });
    if (varies && !line.is_evaluation && own != line.kinds.end())
      problems.add(findings::table_missing, line.place,
                   {line.by, Phrase("可能轮到“" + *own + "”自己点评自己", "“" + *own + "” may come to review itself"),
                    Text{"写明轮到自己的由上一级点评", "say that the next higher body reviews in that case"}});
  }
  for (const auto& kind : s.properties.kinds) {
    if (has_reviews && !reviewed.contains(kind)) problems.add(findings::reviewer_missing, first_review->place, {kind});
    if (has_evaluations && !evaluated.contains(kind))
      problems.add(findings::evaluator_missing, first_evaluation->place, {kind});
  }
}

}  // namespace

void check_actors(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  check_assessors(s, problems);
  check_voters(s, problems);
  check_stage_actors(s, problems);
  check_reviews(s, problems);
}

}  // namespace pingxing::scheme
