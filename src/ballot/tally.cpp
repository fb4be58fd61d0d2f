#include "ballot/tally.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "ballot/messages.hpp"
#include "base/check.hpp"

namespace pingxing::ballot {

std::int64_t QuestionTally::valid() const { return std::accumulate(by_mark.begin(), by_mark.end(), std::int64_t{0}); }

Tally Tally::empty(const Paper& paper) {
  Tally tally;
  tally.questions.resize(paper.questions.size());
  for (auto& question : tally.questions) question.by_mark.resize(paper.scale.marks.size());
  return tally;
}

void Tally::add(const Sheet& sheet) {
  CHECK(sheet.marks.size() == questions.size());
  ++returned;
  ++(sheet.is_blank() ? abstained : valid);
  for (std::size_t i = 0; i < questions.size(); ++i)
    ++(sheet.marks[i] < 0 ? questions[i].blank : questions[i].by_mark.at(static_cast<std::size_t>(sheet.marks[i])));
}

void Tally::add_spoiled() {
  ++returned;
  ++spoiled;
}

void Tally::add(const Tally& other) {
  CHECK(questions.size() == other.questions.size());
  issued += other.issued;
  returned += other.returned;
  valid += other.valid;
  abstained += other.abstained;
  spoiled += other.spoiled;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    questions[i].blank += other.questions[i].blank;
    for (std::size_t mark = 0; mark < questions[i].by_mark.size(); ++mark)
      questions[i].by_mark[mark] += other.questions[i].by_mark.at(mark);
  }
}

Result<> check_count(const Paper& paper, const Tally& tally) {
  CHECK(tally.questions.size() == paper.questions.size());
  const std::pair<Phrase, std::int64_t> parts[] = {{Phrase("发出", "issued"), tally.issued},
                                                   {Phrase("收回", "returned"), tally.returned},
                                                   {Phrase("有效", "valid"), tally.valid},
                                                   {Phrase("弃权", "abstained"), tally.abstained},
                                                   {Phrase("废票", "spoiled"), tally.spoiled}};
  for (const auto& [name, count] : parts)
    if (count < 0) return refuse(count_negative, {name, std::to_string(count)});
  for (std::size_t i = 0; i < tally.questions.size(); ++i) {
    const auto& q = tally.questions[i];
    CHECK(q.by_mark.size() == paper.scale.marks.size());
    for (std::size_t mark = 0; mark < q.by_mark.size(); ++mark)
      if (q.by_mark[mark] < 0)
        return refuse(count_negative, {Phrase(paper.scale.marks[mark]), std::to_string(q.by_mark[mark])});
    if (q.blank < 0) return refuse(count_negative, {Phrase("空白", "blank"), std::to_string(q.blank)});
  }
  if (tally.returned > tally.issued)
    return refuse(count_over_issued, {std::to_string(tally.returned), std::to_string(tally.issued)});
  const std::int64_t sum = tally.valid + tally.abstained + tally.spoiled;
  if (sum != tally.returned)
    return refuse(count_sum, {std::to_string(tally.valid), std::to_string(tally.abstained),
                              std::to_string(tally.spoiled), std::to_string(sum), std::to_string(tally.returned)});
  const std::int64_t sheets = tally.valid + tally.abstained;
  for (std::size_t i = 0; i < tally.questions.size(); ++i) {
    const auto& q = tally.questions[i];
    if (q.valid() + q.blank != sheets)
      return refuse(count_question_sum, {Phrase(paper.questions[i].subject_name + " " + paper.questions[i].title),
                                         std::to_string(q.valid() + q.blank), std::to_string(sheets)});
  }
  return Done{};
}

std::int64_t cut_of(const Trim& trim, std::int64_t n) {
  if (trim.is_median) return n > 0 ? (n - 1) / 2 : 0;
  std::int64_t cut = *(Number(n) * trim.share).floor().whole();
  if (n > 2 * trim.count) cut = std::max(cut, trim.count);
  CHECK(cut >= 0 && 2 * cut < std::max<std::int64_t>(n, 1));
  return cut;
}

std::optional<Number> mean_of(const Scale& scale, const QuestionTally& question, const Trim& trim) {
  const std::int64_t n = question.valid();
  if (!scale.has_values() || n == 0) return std::nullopt;
  const std::int64_t cut = cut_of(trim, n);
  std::vector<std::size_t> ascending(question.by_mark.size());
  std::iota(ascending.begin(), ascending.end(), std::size_t{0});
  std::stable_sort(ascending.begin(), ascending.end(),
                   [&](std::size_t a, std::size_t b) { return scale.values[a] < scale.values[b]; });
  std::int64_t from = cut, left = n - 2 * cut;
  Number sum;
  for (const std::size_t mark : ascending) {
    if (left == 0) break;
    const std::int64_t skipped = std::min(from, question.by_mark[mark]);
    from -= skipped;
    const std::int64_t taken = std::min(left, question.by_mark[mark] - skipped);
    left -= taken;
    sum += scale.values[mark] * Number(taken);
  }
  return sum / Number(n - 2 * cut);
}

std::optional<Number> share_of(const QuestionTally& question, std::size_t from, std::size_t to) {
  const std::int64_t n = question.valid();
  if (n == 0) return std::nullopt;
  std::int64_t some = 0;
  for (std::size_t mark = from; mark <= to && mark < question.by_mark.size(); ++mark) some += question.by_mark[mark];
  return Number::fraction(some, n);
}

std::optional<Number> weighted_mean(const std::vector<Weighted>& electorates) {
  Number sum, shares;
  for (const auto& one : electorates) {
    if (one.share.is_zero()) continue;
    if (!one.mean) return std::nullopt;
    sum += one.share * *one.mean;
    shares += one.share;
  }
  return shares.is_zero() ? std::nullopt : std::optional(sum / shares);
}

Turnout turnout_of(const TurnoutRules& rules, std::int64_t entitled, const Tally& tally) {
  if (rules.returned_of_entitled && Number(tally.returned) < *rules.returned_of_entitled * Number(entitled))
    return Turnout::TooFewReturned;
  if (rules.valid_of_issued && Number(tally.valid) < *rules.valid_of_issued * Number(tally.issued))
    return Turnout::TooFewValid;
  return Turnout::Enough;
}

std::vector<bool> hidden(const std::vector<Figure>& figures, std::int64_t least) {
  std::vector<bool> is_hidden(figures.size());
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < figures.size(); ++i) groups[figures[i].group].push_back(i);
  for (auto& [name, members] : groups) {
    std::stable_sort(members.begin(), members.end(),
                     [&](std::size_t a, std::size_t b) { return figures[a].ballots < figures[b].ballots; });
    std::size_t count = 0;
    std::int64_t together = 0;
    // A figure of no ballots says only that nobody voted, which the number of returned ballots says anyhow.
    for (const std::size_t i : members) {
      if (figures[i].ballots == 0) continue;
      const bool is_small = figures[i].ballots < least;
      const bool is_found_out = count > 0 && (count == 1 || together < least);
      if (!is_small && !is_found_out) break;
      is_hidden[i] = true;
      ++count;
      together += figures[i].ballots;
    }
  }
  return is_hidden;
}

}  // namespace pingxing::ballot
