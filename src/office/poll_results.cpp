#include "office/poll_results.hpp"

#include <nlohmann/json.hpp>

#include "base/check.hpp"

namespace pingxing::office {

using nlohmann::json;

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

json json_of(const PaperResult& result) {
  json all = {{"tally", json_of(result.tally)},
              {"entitled", result.entitled},
              {"on_paper", result.on_paper},
              {"is_hidden", result.is_hidden},
              {"means", json::array()}};
  for (const auto& mean : result.means) all["means"].push_back(mean ? json(mean->exact()) : json());
  if (result.withheld) all["withheld"] = {{"zh", result.withheld->zh}, {"en", result.withheld->en}};
  return all;
}

PaperResult paper_result_from(const ballot::Paper& paper, const std::string& text) {
  const json all = json::parse(text);
  auto tally = tally_from(paper, all.at("tally").dump());
  CHECK(tally);
  PaperResult result{std::move(*tally),
                     all.at("entitled").get<std::int64_t>(),
                     all.at("on_paper").get<std::int64_t>(),
                     all.at("is_hidden").get<bool>(),
                     {},
                     {}};
  for (const auto& mean : all.at("means"))
    result.means.push_back(mean.is_null() ? std::nullopt : parse_number(mean.get<std::string>()));
  if (all.contains("withheld"))
    result.withheld = Phrase(all["withheld"]["zh"].get<std::string>(), all["withheld"]["en"].get<std::string>());
  return result;
}

json json_of(const ballot::Tally& tally) {
  json all = {{"issued", tally.issued},       {"returned", tally.returned}, {"valid", tally.valid},
              {"abstained", tally.abstained}, {"spoiled", tally.spoiled},   {"questions", json::array()}};
  for (const auto& q : tally.questions) all["questions"].push_back({{"marks", q.by_mark}, {"blank", q.blank}});
  return all;
}

std::optional<ballot::Tally> tally_from(const ballot::Paper& paper, const std::string& text) {
  const json all = json::parse(text, nullptr, false);
  try {
    ballot::Tally tally;
    tally.issued = all.at("issued").get<std::int64_t>();
    tally.returned = all.at("returned").get<std::int64_t>();
    tally.valid = all.at("valid").get<std::int64_t>();
    tally.abstained = all.at("abstained").get<std::int64_t>();
    tally.spoiled = all.at("spoiled").get<std::int64_t>();
    for (const auto& q : all.at("questions")) {
      tally.questions.push_back({q.at("marks").get<std::vector<std::int64_t>>(), q.at("blank").get<std::int64_t>()});
      if (tally.questions.back().by_mark.size() != paper.scale.marks.size()) return std::nullopt;
    }
    return tally.questions.size() == paper.questions.size() ? std::optional(std::move(tally)) : std::nullopt;
  } catch (const json::exception&) {
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
