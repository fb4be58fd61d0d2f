#include "service/run_examples.hpp"

#include <algorithm>
#include <utility>

#include "document/grid.hpp"
#include "rating/decide.hpp"
#include "scheme/unsaid_figures.hpp"
#include "service/input_words.hpp"
#include "service/load_facts.hpp"
#include "service/messages.hpp"
#include "service/result_parts.hpp"

namespace pingxing::service {

using scheme::Example;
using scheme::Scheme;

namespace {

/// The examples as a table of facts, with the lines of the document as its rows.
document::Grid grid_of(const Scheme& s) {
  document::Grid grid;
  grid.file = s.file;
  const bool has_kinds = !s.properties.kinds.empty();
  const auto cell = [](std::vector<document::Cell>& row, std::string text, const Place& place) {
    document::Cell made;
    made.kind = text.empty() ? document::Cell::Kind::Empty : document::Cell::Kind::Text;
    made.text = std::move(text);
    made.row = place.line;
    made.column = static_cast<int>(row.size()) + 1;
    made.character = place.column;
    row.push_back(std::move(made));
  };
  const Place top = s.examples.front().place;
  auto& header = grid.rows.emplace_back();
  for (const char* name : {"编号", "名称", "分组"}) cell(header, name, top);
  if (has_kinds) cell(header, "类别", top);
  for (std::size_t i = 0; i < s.inputs.size(); ++i) cell(header, s.header(static_cast<int>(i)), top);
  for (const auto& example : s.examples) {
    auto& row = grid.rows.emplace_back();
    cell(row, std::to_string(grid.rows.size() - 1), example.place);  // names need not be unique
    for (int i = 0; i < 2; ++i) cell(row, example.name, example.place);
    if (has_kinds) cell(row, example.kind, example.place);
    for (int i = 0; i < static_cast<int>(s.inputs.size()); ++i) {
      const auto figure = std::find_if(example.figures.begin(), example.figures.end(),
                                       [&](const Example::Figure& one) { return one.input == i; });
      if (figure != example.figures.end()) {
        cell(row, figure->text, figure->place);
        continue;
      }
      cell(row, scheme::cell_unless_said(s, i, example.others), example.place);
    }
  }
  return grid;
}

rating::History history_of(const Scheme& s) {
  rating::History history;
  for (const auto& example : s.examples) history.rounds = std::max(history.rounds, example.earlier.size());
  for (std::size_t i = 0; i < s.examples.size(); ++i) {
    const auto& earlier = s.examples[i].earlier;
    auto& grades = history.grades[std::to_string(i + 1)];
    grades.assign(history.rounds - earlier.size(), -1);
    for (const auto& [grade, place] : earlier) grades.push_back(grade);
  }
  return history;
}

class Runner {
 public:
  Runner(const Scheme& s, const rating::Facts& facts, const rating::History& history, Problems& problems)
      : s_(s), facts_(facts), history_(history), problems_(problems) {}

  ExampleOutcome run(std::size_t row) {
    const Example& example = s_.examples[row];
    ExampleOutcome out{example.name, example.place.line, false, {}};
    const auto scores = rating::score_subject(s_, facts_, row, rating::Tracing::Off);
    const auto decision = rating::decide_grade(s_, scores, facts_, row, rating::series_of(history_, facts_.ids[row]),
                                               rating::Tracing::Off);
    // Points of items can be known where the total is not.
    const bool is_of_items =
        !example.items.empty() && !example.total && !example.grade && !example.is_disqualified &&
        !example.is_out_of_scope && std::all_of(example.items.begin(), example.items.end(), [&](const auto& one) {
          return scores.items[static_cast<std::size_t>(one.first)].status != rating::ItemScore::Status::Missing;
        });
    if (decision.status == rating::Status::Pending && !is_of_items) {
      std::vector<int> missing = scores.missing;
      missing.insert(missing.end(), decision.missing.begin(), decision.missing.end());
      std::sort(missing.begin(), missing.end());
      missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
      std::vector<std::string> names;
      for (const int input : missing) names.push_back(s_.header(input));
      problems_.add(example_incomplete, example.place, {example.name, list_of(names)});
      return out;
    }
    compare(example, scores, decision);
    out.comes_to = listed(found_);
    out.is_right = is_right_;
    if (!is_right_) problems_.add(example_differs, example.place, {example.name, listed(found_), listed(wanted_)});
    return out;
  }

 private:
  static Phrase listed(const std::vector<Phrase>& parts) {
    Phrase out;
    for (const auto& part : parts) {
      out.zh += (out.zh.empty() ? "" : "、") + part.zh;
      out.en += (out.en.empty() ? "" : ", ") + part.en;
    }
    return out;
  }

  [[nodiscard]] Phrase points(const Number& value) const {
    const std::string shown = value.is_whole() ? value.exact() : shown_total(s_, value);
    return say({"{0}分", "{0} points"}, {shown});
  }

  /// As exact as the scheme shows it.
  [[nodiscard]] bool are_alike(const Number& found, const Number& wanted) const {
    return found == wanted || shown_total(s_, found) == shown_total(s_, wanted);
  }

  void part(bool is_alike, Phrase found, Phrase wanted) {
    is_right_ &= is_alike;
    found_.push_back(std::move(found));
    wanted_.push_back(std::move(wanted));
  }

  void compare(const Example& example, const rating::Scores& scores, const rating::Decision& decision) {
    using rating::Status;
    if (decision.status == Status::OutOfScope || example.is_out_of_scope) {
      const bool is_out = decision.status == Status::OutOfScope;
      return part(is_out == example.is_out_of_scope,
                  is_out ? Phrase(status_name(Status::OutOfScope)) : points(scores.total),
                  example.is_out_of_scope ? Phrase(status_name(Status::OutOfScope)) : said(example));
    }
    for (const auto& [indicator, wanted] : example.items) {
      const auto& item = scores.items[static_cast<std::size_t>(indicator)];
      const auto& id = s_.indicators[static_cast<std::size_t>(indicator)].id;
      const auto name = [&](const Phrase& what) { return say({"第{0}项{1}", "item {0} {1}"}, {id, what}); };
      if (item.status == rating::ItemScore::Status::NotApplicable)
        part(false, name(Text{"不计", "does not apply"}), name(points(wanted)));
      else
        part(are_alike(item.score, wanted), name(points(item.score)), name(points(wanted)));
    }
    if (example.total) part(are_alike(scores.total, *example.total), points(scores.total), points(*example.total));
    const bool is_disqualified = decision.status == Status::Disqualified;
    if (!is_disqualified && !example.is_disqualified && !example.grade) return;
    const Phrase found =
        is_disqualified ? Phrase(status_name(Status::Disqualified)) : rating::grade_name(s_, decision.allowed);
    const bool is_alike = example.is_disqualified ? is_disqualified
                          : example.grade         ? !is_disqualified && *example.grade == decision.allowed
                                                  : false;
    part(is_alike, found,
         example.is_disqualified ? Phrase(status_name(Status::Disqualified))
         : example.grade         ? rating::grade_name(s_, *example.grade)
                                 : Phrase(Text{"没有写取消资格", "nothing of a disqualification"}));
  }

  [[nodiscard]] Phrase said(const Example& example) const {
    std::vector<Phrase> parts;
    if (example.total) parts.push_back(points(*example.total));
    if (example.grade) parts.push_back(rating::grade_name(s_, *example.grade));
    if (example.is_disqualified) parts.emplace_back(status_name(rating::Status::Disqualified));
    return listed(parts);
  }

  const Scheme& s_;
  const rating::Facts& facts_;
  const rating::History& history_;
  Problems& problems_;
  std::vector<Phrase> found_, wanted_;
  bool is_right_ = true;
};

std::optional<rating::Facts> facts_of_examples(const Scheme& s, Problems& problems) {
  document::TableProblems wrong;
  auto facts = facts_of(s, grid_of(s), wrong);
  Problems told;
  wrong.tell(told);
  for (const auto& one : told.kept())
    if (one.is_error()) problems.add(*one.row, one.place, one.words);
  return told.has_errors() ? std::nullopt : std::move(facts);
}

}  // namespace

std::vector<ExampleOutcome> run_examples(const Scheme& s, Problems& problems) {
  std::vector<ExampleOutcome> out;
  if (s.examples.empty()) return out;
  const auto facts = facts_of_examples(s, problems);
  if (!facts) {
    for (const auto& example : s.examples) out.push_back({example.name, example.place.line, false, {}});
    return out;
  }
  const auto history = history_of(s);
  for (std::size_t row = 0; row < s.examples.size(); ++row)
    out.push_back(Runner(s, *facts, history, problems).run(row));
  return out;
}

std::unique_ptr<const Rated> rate_examples(Scheme scheme, std::string text, Problems& problems) {
  if (scheme.examples.empty()) {
    problems.add(examples_missing, scheme.place(1));
    return nullptr;
  }
  auto facts = facts_of_examples(scheme, problems);
  if (!facts) return nullptr;
  auto rated = std::make_unique<Rated>();
  rated->scheme = std::move(scheme);
  rated->scheme_text = std::move(text);
  rated->scheme.grading.quotas.clear();
  rated->history = history_of(rated->scheme);
  rated->facts = std::move(*facts);
  rated->rating = rating::rate(rated->scheme, rated->facts, rated->history);
  return rated;
}

bool are_examples_meant(std::string_view facts_path) { return facts_path == "示例" || facts_path == "examples"; }

}  // namespace pingxing::service
