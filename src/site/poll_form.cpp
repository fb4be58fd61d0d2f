#include "site/poll_form.hpp"

#include <algorithm>

#include "office/ballot_messages.hpp"

namespace pingxing::site {

namespace {

/// "2/3", "50%", "0.5"; nothing where it is no number.
std::optional<Number> share_of(std::string text) {
  const bool is_percent = text.ends_with('%');
  if (is_percent) text.pop_back();
  const auto number = parse_number(text);
  if (!number) return std::nullopt;
  return is_percent ? *number / Number(100) : *number;
}

Result<office::PollRules> rules_of(const std::function<std::string(const char*)>& get) {
  office::PollRules rules;
  const auto wrong = [](Text what, const std::string& value) {
    return refuse(office::poll_rules_wrong,
                  {Phrase(what), Phrase(value), Phrase("例如1、50%或2/3", "such as 1, 50% or 2/3")});
  };
  if (const auto step = get("step"); !step.empty()) {
    const auto number = parse_number(step);
    if (!number) return wrong({"每步分值", "step"}, step);
    rules.step = *number;
  }
  for (const auto& [name, into] : {std::pair("returned", &rules.turnout.returned_of_entitled),
                                   std::pair("valid", &rules.turnout.valid_of_issued)}) {
    const auto text = get(name);
    if (text.empty()) continue;
    *into = share_of(text);
    if (!*into) return wrong({"有效条件", "condition of turnout"}, text);
  }
  if (const auto text = get("trim"); !text.empty()) {
    if (text.ends_with('%')) {
      const auto share = share_of(text);
      if (!share) return wrong({"两端各去掉", "left out at each end"}, text);
      rules.trim.share = *share;
    } else {
      rules.trim.count = number_of(text).value_or(-1);
    }
  }
  if (const auto text = get("least"); !text.empty()) rules.least = number_of(text).value_or(-1);
  if (const auto mark = get("most_mark"); !mark.empty())
    rules.at_most[mark] = static_cast<int>(std::clamp<std::int64_t>(number_of(get("most")).value_or(-1), -1, 10'000));
  rules.refuses_all_alike = get("alike") == "1";
  rules.is_self_allowed = get("self") == "1";
  return rules;
}

}  // namespace

Result<store::Id> create_poll(const Site& site, const web::Request& request,
                              const std::function<std::string(const char*)>& get) {
  const auto rules = rules_of(get);
  if (!rules) return rules.refusal();
  return office::create_poll(site.office(), actor_of(request), part_number(request, "round"), get("electorate"), *rules,
                             get("members") == "1" ? office::FirstRoll::Members : office::FirstRoll::Empty,
                             get("reason"));
}

ballot::Tally tally_of(CountForm form) {
  ballot::Tally tally;
  tally.issued = form.issued;
  tally.spoiled = form.spoiled;
  tally.abstained = form.abstained;
  tally.questions = std::move(form.questions);
  if (tally.questions.empty()) return tally;
  // Of one question: who left it blank abstained. Of several the teller says how many sheets were blank altogether.
  if (tally.questions.size() == 1) tally.abstained = tally.questions[0].blank;
  tally.valid = tally.questions[0].valid() + tally.questions[0].blank - tally.abstained;
  tally.returned = tally.valid + tally.abstained + tally.spoiled;
  return tally;
}

}  // namespace pingxing::site
