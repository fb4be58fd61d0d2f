#include "office/poll_results.hpp"

#include "base/check.hpp"
#include "base/json.hpp"

namespace pingxing::office {

PaperResult result_of(const ballot::Paper& paper, const ballot::Tally& all, std::int64_t entitled,
                      std::int64_t on_paper, const PollRules& rules, bool is_hidden,
                      const std::optional<Phrase>& withheld) {
  PaperResult result{all, entitled, on_paper, is_hidden, {}, withheld};
  for (auto& question : result.tally.questions) {
    result.means.push_back(is_hidden ? std::nullopt : ballot::mean_of(paper.scale, question, rules.trim));
    if (is_hidden) question = {std::vector<std::int64_t>(paper.scale.marks.size()), 0};
  }
  return result;
}

Json json_of(const PaperResult& result) {
  Json all = {{"tally", json_of(result.tally)},
              {"entitled", result.entitled},
              {"on_paper", result.on_paper},
              {"is_hidden", result.is_hidden},
              {"means", Json::array()}};
  for (const auto& mean : result.means) all["means"].push_back(mean ? Json(mean->exact()) : Json());
  if (result.withheld) all["withheld"] = {{"zh", result.withheld->zh}, {"en", result.withheld->en}};
  return all;
}

PaperResult paper_result_from(const ballot::Paper& paper, const std::string& text) {
  const Json all = Json::parse(text);
  auto tally = tally_from(paper, all.at("tally").dump());
  CHECK(tally);
  PaperResult result{
      std::move(*tally), all.at("entitled").whole(), all.at("on_paper").whole(), all.at("is_hidden").boolean(), {}, {}};
  for (const auto& mean : all.at("means"))
    result.means.push_back(mean.is_null() ? std::nullopt : parse_number(mean.text()));
  if (all.contains("withheld")) result.withheld = Phrase(all["withheld"]["zh"].text(), all["withheld"]["en"].text());
  return result;
}

Json json_of(const ballot::Tally& tally) {
  Json all = {{"issued", tally.issued},       {"returned", tally.returned}, {"valid", tally.valid},
              {"abstained", tally.abstained}, {"spoiled", tally.spoiled},   {"questions", Json::array()}};
  for (const auto& q : tally.questions) all["questions"].push_back({{"marks", q.by_mark}, {"blank", q.blank}});
  return all;
}

std::optional<ballot::Tally> tally_from(const ballot::Paper& paper, const std::string& text) {
  try {
    const Json all = Json::parse(text);
    ballot::Tally tally;
    tally.issued = all.at("issued").whole();
    tally.returned = all.at("returned").whole();
    tally.valid = all.at("valid").whole();
    tally.abstained = all.at("abstained").whole();
    tally.spoiled = all.at("spoiled").whole();
    for (const auto& q : all.at("questions")) {
      ballot::QuestionTally counted;
      for (const auto& count : q.at("marks").values()) counted.by_mark.push_back(count.whole());
      counted.blank = q.at("blank").whole();
      tally.questions.push_back(std::move(counted));
      if (tally.questions.back().by_mark.size() != paper.scale.marks.size()) return std::nullopt;
    }
    return tally.questions.size() == paper.questions.size() ? std::optional(std::move(tally)) : std::nullopt;
  } catch (const JsonMismatch&) {
    return std::nullopt;
  }
}

/// The words of two tellers who differ; nothing where they agree.
std::optional<Phrase> difference_of(const ballot::Paper& paper, const ballot::Tally& a, const ballot::Tally& b) {
  std::string zh, en;
  const auto compare = [&](const std::string& name_zh, const std::string& name_en, std::int64_t one,
                           std::int64_t other) {
    if (one == other) return;
    const std::string numbers = " " + std::to_string(one) + " / " + std::to_string(other);
    zh += (zh.empty() ? "" : ";") + name_zh + numbers;
    en += (en.empty() ? "" : "; ") + name_en + numbers;
  };
  compare("发出", "issued", a.issued, b.issued);
  compare("收回", "returned", a.returned, b.returned);
  compare("有效", "valid", a.valid, b.valid);
  compare("弃权", "abstained", a.abstained, b.abstained);
  compare("废票", "spoiled", a.spoiled, b.spoiled);
  for (std::size_t q = 0; q < a.questions.size(); ++q) {
    const std::string name = paper.questions[q].subject_name + " ";
    for (std::size_t mark = 0; mark < paper.scale.marks.size(); ++mark)
      compare(name + paper.scale.marks[mark], name + paper.scale.marks[mark], a.questions[q].by_mark[mark],
              b.questions[q].by_mark[mark]);
    compare(name + "空白", name + "blank", a.questions[q].blank, b.questions[q].blank);
  }
  return zh.empty() ? std::nullopt : std::optional(Phrase(zh, en));
}

}  // namespace pingxing::office
