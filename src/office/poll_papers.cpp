#include "office/poll_papers.hpp"

#include <algorithm>
#include <functional>

#include "base/check.hpp"
#include "base/json.hpp"
#include "office/ballot_messages.hpp"
#include "scheme/input_key.hpp"
#include "scheme/marks.hpp"
#include "service/fact_columns.hpp"

namespace pingxing::office {

Json json_of(const PollRules& rules) {
  Json all = {{"step", rules.step.exact()},
              {"at_most", rules.at_most},
              {"refuses_all_alike", rules.refuses_all_alike},
              {"trim_share", rules.trim.share.exact()},
              {"trim_count", rules.trim.count},
              {"least", rules.least},
              {"is_self_allowed", rules.is_self_allowed}};
  if (rules.trim.is_median) all["takes_median"] = true;
  if (rules.turnout.returned_of_entitled) all["returned"] = rules.turnout.returned_of_entitled->exact();
  if (rules.turnout.valid_of_issued) all["valid"] = rules.turnout.valid_of_issued->exact();
  return all;
}

PollRules poll_rules_from(const std::string& text) {
  const Json all = Json::parse(text);
  const auto number = [&](const char* name) {
    const auto found = parse_number(all.at(name).text());
    CHECK(found);
    return *found;
  };
  PollRules rules;
  rules.step = number("step");
  for (const auto& [mark, most] : all.at("at_most").members()) rules.at_most[mark] = static_cast<int>(most.whole());
  rules.refuses_all_alike = all.at("refuses_all_alike").boolean();
  rules.trim.share = number("trim_share");
  rules.trim.count = all.at("trim_count").whole();
  rules.trim.is_median = all.contains("takes_median");
  rules.least = all.at("least").whole();
  rules.is_self_allowed = all.at("is_self_allowed").boolean();
  if (all.contains("returned")) rules.turnout.returned_of_entitled = number("returned");
  if (all.contains("valid")) rules.turnout.valid_of_issued = number("valid");
  return rules;
}

Result<> check_rules(const PollRules& rules) {
  const auto wrong = [](Text name, const std::string& value, Text mend) {
    return refuse(poll_rules_wrong, {Phrase(name), Phrase(value), Phrase(mend)});
  };
  const Number half = Number::fraction(1, 2);
  if (rules.step <= Number(0)) return wrong({"每步分值", "step"}, rules.step.exact(), {"填大于0的数", "above 0"});
  if (rules.trim.share < Number(0) || rules.trim.share >= half)
    return wrong({"两端各去掉的比例", "share left out at each end"}, rules.trim.share.exact(),
                 {"0至不到50%", "0 to below 50%"});
  if (rules.trim.count < 0 || rules.trim.count > 1000)
    return wrong({"两端各去掉的个数", "marks left out at each end"}, std::to_string(rules.trim.count),
                 {"0至1000", "0 to 1000"});
  if (rules.least < 3 || rules.least > 1000)  // two voters always know each other's mark
    return wrong({"少于几票不公布", "smallest tally shown"}, std::to_string(rules.least), {"3至1000", "3 to 1000"});
  for (const auto& [mark, most] : rules.at_most)
    if (most < 0 || most > static_cast<int>(ballot::questions_max))
      return wrong({"一张票上最多几个", "most of a mark on a sheet"}, std::to_string(most), {"0至500", "0 to 500"});
  for (const auto* share : {&rules.turnout.returned_of_entitled, &rules.turnout.valid_of_issued})
    if (*share && (**share < Number(0) || **share > Number(1)))
      return wrong({"有效条件", "condition of turnout"}, (*share)->exact(), {"0至1", "0 to 1"});
  return Done{};
}

std::vector<SchemeElectorate> electorates_of(const scheme::Scheme& s) {
  std::vector<SchemeElectorate> all;
  const auto of_name = [&](const std::string& name) -> SchemeElectorate& {
    for (auto& one : all)
      if (one.name == name && !one.is_vote) return one;
    all.push_back({name, false, 0, {}, {}, {}});
    return all.back();
  };
  const auto ask = [&](const std::string& name, int index) {
    const auto& input = s.inputs[static_cast<std::size_t>(index)];
    const auto& indicator = s.indicators[static_cast<std::size_t>(input.indicator)];
    auto& asks = of_name(name).asks;
    const auto has = [&](auto is_same) { return std::any_of(asks.begin(), asks.end(), is_same); };
    if (has([&](const Asked& one) { return one.input == index; })) return;
    // The input of a ballot rule is called as its electorate: the item says what is asked.
    std::string title = indicator.title;
    const bool is_plain = input.name == name || input.name == title;
    if (!is_plain || has([&](const Asked& one) { return one.indicator == indicator.id && one.title == title; }))
      title += " " + input.name;
    asks.push_back({indicator.id, title, index, input.low.value_or(Number(0)), input.high.value_or(Number(100))});
  };
  for (const auto& indicator : s.indicators) {
    for (const auto& rule : indicator.rules) {
      if (rule.form != scheme::Form::Ballot) continue;
      for (std::size_t i = 0; i < rule.electorates.size(); ++i) ask(rule.electorates[i].name, rule.inputs[i]);
    }
  }
  for (const auto& rules : s.ballots)
    for (const int input : rules.inputs) ask(rules.electorate, input);
  if (s.grading.votes)
    for (std::size_t i = 0; i < s.grading.votes->ballots.size(); ++i)
      all.push_back({s.grading.votes->ballots[i], true, i, {{"", "", -1, {}, {}}}, {}, {}});
  for (auto& one : all)
    for (const auto& rules : s.ballots)
      if (rules.electorate == one.name) one.stated = rules;
  for (auto& one : all)
    for (const auto& asked : one.asks)
      if (!one.averaging.leaves_out() && asked.input >= 0) one.averaging = scheme::averaging_by_rule(s, asked.input);
  return all;
}

PollRules settled(const SchemeElectorate& electorate, PollRules chosen) {
  if (const auto trim = service::trim_of(electorate.averaging)) {
    chosen.trim = *trim;
    chosen.least = std::max<std::int64_t>(chosen.least, electorate.averaging.least());
  }
  if (!electorate.stated) return chosen;
  const auto& stated = *electorate.stated;
  if (stated.step) chosen.step = *stated.step;
  if (const auto trim = service::trim_of(scheme::averaging_of(stated))) chosen.trim = *trim;
  if (stated.returned) chosen.turnout.returned_of_entitled = stated.returned;
  if (stated.valid) chosen.turnout.valid_of_issued = stated.valid;
  if (!stated.at_most.empty()) chosen.at_most = {stated.at_most.begin(), stated.at_most.end()};
  chosen.refuses_all_alike |= stated.refuses_all_alike;
  if (stated.least) chosen.least = std::max<std::int64_t>(*stated.least, electorate.averaging.least());
  if (stated.is_self_allowed) chosen.is_self_allowed = *stated.is_self_allowed;
  return chosen;
}

namespace {

Result<ballot::Scale> scale_of(const scheme::Scheme& s, const SchemeElectorate& electorate, const Asked& asked,
                               const PollRules& rules) {
  if (electorate.is_vote) {
    std::vector<std::string> grades;
    for (const auto& grade : s.grading.grades) grades.push_back(grade.name);
    return ballot::scale_of_grades(std::move(grades));
  }
  if (!electorate.stated || electorate.stated->marks.empty())
    return ballot::scale_of_points(asked.low, asked.high, rules.step);
  std::vector<std::pair<std::string, Number>> words;
  for (const auto& mark : electorate.stated->marks) words.emplace_back(mark.word, mark.value);
  return ballot::scale_of_words(std::move(words));
}

bool applies(const scheme::Scheme& s, const Asked& asked, const store::Subject& subject) {
  if (asked.input < 0) return true;
  const auto& kinds = s.inputs[static_cast<std::size_t>(asked.input)].kinds;
  return kinds.empty() || std::find(kinds.begin(), kinds.end(), subject.kind) != kinds.end();
}

}  // namespace

Result<std::vector<MadePaper>> make_papers(const scheme::Scheme& s, const SchemeElectorate& electorate,
                                           const PollRules& rules, const std::vector<store::Subject>& subjects) {
  std::vector<MadePaper> papers;
  std::map<std::pair<std::string, std::size_t>, std::size_t> lists;  // by pool and question
  for (const auto& subject : subjects) {
    if (!subject.out_of_scope.empty()) continue;
    for (std::size_t a = 0; a < electorate.asks.size(); ++a) {
      const auto& asked = electorate.asks[a];
      if (!applies(s, asked, subject)) continue;
      const ballot::Question question{subject.code, subject.name, asked.indicator, asked.title};
      if (const auto list = lists.find({subject.pool, a}); rules.is_list() && list != lists.end()) {
        papers[list->second].paper.questions.push_back(question);
        continue;
      }
      auto scale = scale_of(s, electorate, asked, rules);
      if (!scale) return scale.refusal();
      for (const auto& [mark, most] : rules.at_most)
        if (scale->find(mark) < 0)
          return refuse(poll_rules_wrong, {Phrase("一张票上最多几个", "most of a mark on a sheet"), Phrase(mark),
                                           Phrase(scale->marks.front() + " … " + scale->marks.back())});
      MadePaper made;
      made.paper.electorate = electorate.name;
      made.paper.pool = subject.pool;
      made.paper.scale = std::move(*scale);
      made.paper.questions = {question};
      made.paper.rules = {rules.at_most, rules.refuses_all_alike};
      made.subject_id = subject.id;
      lists.emplace(std::pair(subject.pool, a), papers.size());
      papers.push_back(std::move(made));
    }
  }
  if (papers.empty()) return refuse(poll_without_papers, {Phrase(electorate.name)});
  if (papers.size() > papers_max)
    return refuse(poll_too_large, {Phrase(electorate.name), std::to_string(papers.size()), std::to_string(papers_max)});
  for (const auto& made : papers)
    if (made.paper.questions.size() > ballot::questions_max)
      return refuse(poll_too_large, {Phrase(made.paper.pool), std::to_string(made.paper.questions.size()),
                                     std::to_string(ballot::questions_max)});
  return papers;
}

namespace {
const Asked& asked_by(const SchemeElectorate& electorate, const ballot::Question& question) {
  const auto named = [&](const auto& is_same) {
    return std::find_if(electorate.asks.begin(), electorate.asks.end(), [&](const Asked& one) {
      return one.indicator == question.indicator && is_same(one.title, question.title);
    });
  };
  auto asked = named(std::equal_to<>());
  if (asked == electorate.asks.end())  // a paper keeps the words it was made with
    asked = named([](const auto& a, const auto& b) { return scheme::folded_name(a) == scheme::folded_name(b); });
  CHECK(asked != electorate.asks.end());
  return *asked;
}
}  // namespace

std::vector<PollFigure> cells_of(const scheme::Scheme& s, const SchemeElectorate& electorate,
                                 const ballot::Paper& paper) {
  std::vector<PollFigure> cells;
  for (const auto& question : paper.questions) {
    const auto inputs = electorate.is_vote ? s.grading.votes->inputs[electorate.vote]
                                           : std::vector<int>{asked_by(electorate, question).input};
    for (const int input : inputs)
      cells.push_back({question.subject, s.inputs[static_cast<std::size_t>(input)].key, ""});
  }
  return cells;
}

std::vector<PollFigure> figures_of(const scheme::Scheme& s, const SchemeElectorate& electorate, const PollRules& rules,
                                   const ballot::Paper& paper, const ballot::Tally& all, std::int64_t entitled) {
  std::vector<PollFigure> figures;
  for (std::size_t q = 0; q < paper.questions.size(); ++q) {
    const auto& question = paper.questions[q];
    const auto& counted = all.questions[q];
    const auto add = [&](int input, const std::string& value) {
      figures.push_back({question.subject, s.inputs[static_cast<std::size_t>(input)].key, value});
    };
    if (electorate.is_vote) {
      const auto& inputs = s.grading.votes->inputs[electorate.vote];
      add(inputs[0], std::to_string(entitled));
      add(inputs[1], std::to_string(all.returned));
      for (std::size_t mark = 0; mark < counted.by_mark.size(); ++mark)
        add(inputs[2 + mark], std::to_string(counted.by_mark[mark]));
      continue;
    }
    const auto& asked = asked_by(electorate, question);
    const bool is_percent = s.inputs[static_cast<std::size_t>(asked.input)].type == scheme::InputType::Percent;
    if (const auto mean = ballot::mean_of(paper.scale, counted, rules.trim))  // 280/3 would be a share, 280/3% is none
      add(asked.input, mean->exact() + (is_percent ? "%" : ""));
  }
  return figures;
}

}  // namespace pingxing::office
