#include "service/compare_ratings.hpp"

#include <algorithm>
#include <utility>

#include "rating/what_if.hpp"
#include "service/load_facts.hpp"
#include "service/load_scheme.hpp"
#include "service/read_history.hpp"
#include "service/result_parts.hpp"

namespace pingxing::service {

using scheme::Scheme;

namespace {

class Comparing {
 public:
  Comparing(const WhatIfRequest& request, Problems& problems) : request_(request), problems_(problems) {}

  std::optional<WhatIf> run() {
    tell({"读方案", "reading the schemes"});
    auto first = load_scheme(request_.base.scheme_path);
    if (first.problems.has_errors()) return refuse(first.problems);
    auto second = request_.other_path.empty() ? changed(first) : load_scheme(request_.other_path);
    if (second.problems.has_errors()) return refuse(second.problems);
    tell({"读数据", "reading the facts"});
    if (!rate(first.scheme, second.scheme, before_) || !rate(second.scheme, first.scheme, after_)) return std::nullopt;
    return view();
  }

 private:
  void tell(Text what) const {
    if (request_.base.tells) request_.base.tells(what);
  }

  std::optional<WhatIf> refuse(const Problems& found) {
    problems_.add(found);
    return std::nullopt;
  }

  /// The scheme with all settings. What the checker finds in it is told and does not stop the comparison: people ask
  /// what a threshold would do before they have moved its neighbours.
  LoadedScheme changed(const LoadedScheme& first) {
    LoadedScheme now;
    std::string text = first.text;
    Scheme scheme = first.scheme;
    Problems known = first.problems;
    for (const auto& setting : request_.settings) {
      std::string changed_text;
      auto parsed = rating::with_setting(scheme, text, setting, &changed_text);
      now.problems.add(parsed.problems);
      if (parsed.problems.has_errors()) return now;
      scheme = std::move(parsed.scheme);
      text = std::move(changed_text);
      auto checked = read_scheme(text, request_.base.scheme_path);
      const Problems blamed = rating::blamed_on(setting, checked.problems, known);
      for (const auto& problem : blamed.kept())
        if (problem.place.file == setting) findings_.add(*problem.row, problem.place, problem.words);
      known = std::move(checked.problems);
      now.scheme = std::move(checked.scheme);
    }
    now.text = std::move(text);
    return now;
  }

  bool rate(Scheme& scheme, const Scheme& beside, Rated& out) {
    Problems found;
    // The other scheme may already have been taken over by its rating.
    const Scheme& other = &out == &after_ ? before_.scheme : beside;
    auto facts = load_facts(scheme, request_.base.facts_path, found, &other);
    auto history = read_history(scheme, request_.base.history_paths, found);
    if (found.has_errors() || !facts || !history) {
      problems_.add(found);
      return false;
    }
    out.scheme = std::move(scheme);
    out.facts = std::move(*facts);
    out.history = std::move(*history);
    rating::RateOptions options;
    options.threads = request_.base.threads;
    out.rating = rating::rate(out.scheme, out.facts, out.history, options);
    return true;
  }

  WhatIf view() {
    const auto compared = rating::compare(before_.scheme, before_.rating, after_.scheme, after_.rating, before_.facts);
    WhatIf out;
    out.title = before_.scheme.title;
    out.other_file = request_.other_path;
    if (!out.other_file.empty()) out.other_title = after_.scheme.title;
    out.settings = request_.settings;
    out.up = compared.up;
    out.down = compared.down;
    out.kept = compared.kept;
    out.turned = compared.turned;
    out.ungraded = compared.ungraded;
    out.scores_changed = compared.scores_changed;
    out.decisions_before = before_.rating.decisions.size();
    out.decisions_after = after_.rating.decisions.size();
    out.grades = grades(compared);
    using rating::Status;
    for (const auto status : {Status::Pending, Status::Disqualified, Status::OutOfScope}) {
      const auto at = static_cast<std::size_t>(status);
      out.statuses.push_back(
          {status_word(status), status_name(status), compared.status_before[at], compared.status_after[at]});
    }
    for (const auto& move : compared.moves) out.moves.push_back(view_of(move));
    out.new_findings = std::move(findings_);
    return out;
  }

  /// Grades of both schemes by name, in the order of the first.
  [[nodiscard]] std::vector<GradeCount> grades(const rating::Comparison& compared) const {
    std::vector<GradeCount> out;
    const auto named = [&](const Phrase& name) {
      return std::find_if(out.begin(), out.end(), [&](const auto& one) { return one.grade == name; });
    };
    for (std::size_t g = 0; g < compared.after.size(); ++g)
      out.push_back({rating::grade_name(after_.scheme, static_cast<int>(g)), std::nullopt, compared.after[g]});
    for (std::size_t g = 0; g < compared.before.size(); ++g) {
      const Phrase name = rating::grade_name(before_.scheme, static_cast<int>(g));
      const auto found = named(name);
      if (found != out.end())
        found->before = compared.before[g];
      else
        out.push_back({name, compared.before[g], std::nullopt});
    }
    return out;
  }

  [[nodiscard]] static Phrase grade(const Rated& rated, std::uint32_t row, int grade) {
    const auto status = status_at(rated, row);
    return status == rating::Status::Rated ? rating::grade_name(rated.scheme, grade) : status_name(status);
  }

  /// Nothing while figures are missing.
  [[nodiscard]] static std::optional<Number> total(const Rated& rated, std::uint32_t row) {
    if (status_at(rated, row) == rating::Status::Pending) return std::nullopt;
    return rated.rating.total.at(row);
  }

  [[nodiscard]] static MoveView::Way way_of(rating::Move::Way way) {
    switch (way) {
      case rating::Move::Way::Up:
        return MoveView::Way::Up;
      case rating::Move::Way::Down:
        return MoveView::Way::Down;
      case rating::Move::Way::Turned:
        break;
    }
    return MoveView::Way::Turned;
  }

  [[nodiscard]] MoveView view_of(const rating::Move& move) const {
    MoveView out;
    out.way = way_of(move.way);
    out.id = before_.facts.ids[move.row];
    out.name = before_.facts.name(move.row);
    if (!before_.facts.pools.empty()) out.pool = before_.facts.pool_names[before_.facts.pool(move.row)];
    out.from = grade(before_, move.row, move.from);
    out.to = grade(after_, move.row, move.to);
    if (const auto number = total(before_, move.row)) {
      out.total_before = shown_total(before_.scheme, *number);
      out.exact_before = number->exact();
    }
    if (const auto number = total(after_, move.row)) {
      out.total_after = shown_total(after_.scheme, *number);
      out.exact_after = number->exact();
    }
    for (const auto row : move.trades_with) out.trades_with.emplace_back(before_.facts.name(row));
    return out;
  }

  const WhatIfRequest& request_;
  Problems& problems_;
  Problems findings_;
  Rated before_, after_;
};

}  // namespace

std::optional<WhatIf> compare_ratings(const WhatIfRequest& request, Problems& problems) {
  return Comparing(request, problems).run();
}

}  // namespace pingxing::service
