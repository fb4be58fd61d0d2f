#include "office/rate_round.hpp"

#include <algorithm>
#include <thread>

#include "base/hash.hpp"
#include "office/messages.hpp"
#include "office/past_results.hpp"
#include "office/round_facts.hpp"
#include "rating/score.hpp"
#include "service/result_parts.hpp"

namespace pingxing::office {

namespace {

/// A further round of the past: grades of its subjects.
void add_round(rating::History& history, const std::vector<std::pair<std::string, int>>& grades) {
  for (const auto& [id, grade] : grades) {
    auto& series = history.of(id);
    series.resize(history.rounds, -1);
    series.push_back(grade);
  }
  ++history.rounds;
  for (auto& [id, series] : history.grades) series.resize(history.rounds, -1);
}

/// Grades of the rounds before, oldest first: those that were imported, then the site's own. A round by another scheme
/// is told apart by the names of the grades.
rating::History history_of(const Office& office, const OpenedRound& opened) {
  std::vector<std::shared_ptr<const RatedRound>> before;  // newest first
  std::vector<Id> chain{opened.round.id};
  auto previous = opened.round.previous_id;
  while (previous && before.size() < rounds_looked_back) {
    auto rated = rate_round(office, *previous);
    if (!rated || !rated->rated) break;
    chain.push_back(*previous);
    previous = rated->opened.round.previous_id;
    before.push_back(std::move(rated));
  }
  const auto& grades = opened.scheme().grading.grades;
  const int unrated = static_cast<int>(grades.size());
  const auto grade_called = [&](const std::string& name) {
    const auto found = std::find_if(grades.begin(), grades.end(), [&](const auto& g) { return g.name == name; });
    return found == grades.end() ? unrated : static_cast<int>(found - grades.begin());
  };
  rating::History history;
  const std::size_t room = previous ? 0 : rounds_looked_back - before.size();  // else a round between is not known
  if (room > 0) {
    const auto imported = look(office, [&](store::Reading& db) { return imported_past(db, chain); });
    for (std::size_t i = imported.size() - std::min(room, imported.size()); i < imported.size(); ++i) {
      std::vector<std::pair<std::string, int>> of_period;
      for (const auto& one : imported[i].results) {
        const bool is_rated = one.status == service::status_word(rating::Status::Rated);
        const bool is_out = one.status == service::status_word(rating::Status::Disqualified);
        of_period.emplace_back(one.code, is_rated ? grade_called(one.grade) : is_out ? unrated : -1);
      }
      add_round(history, of_period);
    }
  }
  for (auto earlier = before.rbegin(); earlier != before.rend(); ++earlier) {
    const auto& r = *(*earlier)->rated;
    std::vector<std::pair<std::string, int>> of_round;
    for (std::size_t row = 0; row < r.facts.count; ++row) {
      const auto status = service::status_at(r, row);
      int grade = status == rating::Status::Rated || status == rating::Status::Disqualified ? unrated : -1;
      if (status == rating::Status::Rated && r.rating.grades[row] < r.scheme.grading.grades.size())
        grade = grade_called(r.scheme.grading.grades[r.rating.grades[row]].name);
      of_round.emplace_back(std::string(r.facts.ids[row]), grade);
    }
    add_round(history, of_round);
  }
  return history;
}

}  // namespace

std::optional<KeptRating> RatingCache::find(Id round, Source source, const std::string& version) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find({round, source});
  return found != kept_.end() && found->second.version == version ? std::optional(found->second) : std::nullopt;
}
void RatingCache::keep(Id round, Source source, KeptRating rating) {
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= kept_max && !kept_.contains({round, source})) kept_.erase(kept_.begin());
  kept_[{round, source}] = std::move(rating);
}
std::shared_ptr<RatingCache> new_rating_cache() { return std::make_shared<RatingCache>(); }

std::string rating_fingerprint(store::Reading& db, Id round_id) {
  std::string all;
  std::optional<Id> at = round_id;
  for (std::size_t i = 0; at && i <= rounds_looked_back; ++i) {
    const auto stamp = store::stamp_of(db, *at);
    if (!stamp) break;
    all += std::to_string(*at) + ":" + std::to_string(stamp->scheme_version_id) + ":" +
           std::to_string(stamp->revision) + ":" + std::to_string(stamp->newest_fact) + ":" +
           std::to_string(stamp->past_import) + "\n";
    at = stamp->previous_id;
  }
  return sha256_hex(all).substr(0, 32);
}

std::shared_ptr<const RatedRound> rate_round(const Office& office, Id round_id, Source source) {
  auto fresh = std::make_shared<RatedRound>();
  std::shared_ptr<service::Rated> rated;
  const bool is_there = look(office, [&](store::Reading& db) {
    *fresh = {};
    rated = nullptr;
    auto opened = load_round(db, round_id);
    if (!opened) return false;
    fresh->opened = std::move(*opened);
    fresh->version = rating_fingerprint(db, round_id);
    if (auto known = office.ratings->find(round_id, source, fresh->version)) {
      // The rating stands; states, stages and assignments may have moved on meanwhile.
      fresh->rated = std::move(known->rated);
      fresh->problems = std::move(known->problems);
      return true;
    }
    rated = std::make_shared<service::Rated>();
    rated->scheme = fresh->opened.scheme();
    rated->scheme_text = fresh->opened.version.text;
    document::TableProblems found;
    auto facts = facts_of_round(db, fresh->opened, rated->scheme, source, found);
    found.tell(fresh->problems);
    if (facts) rated->facts = std::move(*facts);
    return true;
  });
  if (!is_there) return nullptr;
  if (!rated) return fresh;
  if (!fresh->problems.has_errors()) {
    rated->history = history_of(office, fresh->opened);
    rating::RateOptions options;
    options.threads = rated->facts.count > 10'000 ? std::max(1u, std::thread::hardware_concurrency()) : 1;
    rated->rating = rating::rate(rated->scheme, rated->facts, rated->history, options);
    fresh->rated = std::move(rated);
  }
  office.ratings->keep(round_id, source, {fresh->version, fresh->rated, fresh->problems});
  return fresh;
}

std::string board_file_name(const std::string& round_name, Language language) {
  std::string name = round_name;
  for (char& c : name)
    if (static_cast<unsigned char>(c) < 0x20 || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos)
      c = '-';
  return name + (language == Language::English ? "-result.xlsx" : "-结果.xlsx");
}

Refusal why_not_rated(const RatedRound& rated) {
  if (const auto kinds = has_kinds(rated.opened); !kinds) return kinds.refusal();
  Phrase first;
  if (!rated.problems.empty()) {
    const auto& problem = rated.problems.kept().front();
    first = Phrase(problem.says(Language::Chinese), problem.says(Language::English));
  }
  return refuse(not_rateable,
                {Phrase(rated.opened.round.name), std::to_string(rated.problems.error_count()), std::move(first)});
}

Result<std::shared_ptr<const RatedRound>> board_of_round(const Office& office, const Actor& actor, Id round_id) {
  auto rated = rate_round(office, round_id);
  if (!rated) return refuse(not_found, {Phrase("考评", "round")});
  const auto& opened = rated->opened;
  // Units see the board when it is published; before that only who runs, leads, verifies or audits the round.
  if (actor.may(round::Command::ReadAllFacts, opened.round.unit_id)) return rated;
  const auto in_round = [&](const store::Subject& s) {
    return actor.may(round::Command::ReadRound, s.unit_id) || (actor.person_id && s.person_id == actor.person_id);
  };
  const bool has_part = actor.may(round::Command::ReadBoard, opened.round.unit_id) ||
                        std::any_of(opened.subjects.begin(), opened.subjects.end(), in_round);
  if (!has_part) return refuse(not_allowed, {round::row_of(round::Command::ReadBoard).name});
  if (!opened.is_public()) return refuse(not_yet_published, {Phrase(opened.round.name)});
  return rated;
}

Result<service::SubjectExplanation> explain_in_round(const Office& office, const Actor& actor, Id round_id,
                                                     const std::string& code) {
  auto rated = rate_round(office, round_id);
  if (!rated) return refuse(not_found, {Phrase("考评", "round")});
  const auto& subjects = rated->opened.subjects;
  const auto subject = std::find_if(subjects.begin(), subjects.end(), [&](const auto& s) { return s.code == code; });
  if (subject == subjects.end()) return refuse(not_found, {Phrase("考核对象", "subject")});
  const bool is_own =
      (actor.person_id && subject->person_id == actor.person_id) || actor.has(round::Role::Secretary, subject->unit_id);
  if (!is_own && !actor.may(round::Command::ReadAllFacts, rated->opened.round.unit_id))
    return refuse(subject_not_yours, {Phrase(subject->name)});
  if (const auto board = board_of_round(office, actor, round_id); !board) return board.refusal();
  if (!rated->rated) return why_not_rated(*rated);
  Problems problems;
  auto explanation = service::explain_subject(*rated->rated, code, problems);
  if (!explanation) return refuse(subject_out_of_scope, {Phrase(subject->name), Phrase(subject->out_of_scope)});
  return std::move(*explanation);
}

std::map<std::string, std::string> self_totals(const Office& office, Id round_id) {
  std::map<std::string, std::string> totals;
  const auto rated = rate_round(office, round_id, Source::Self);
  if (!rated || !rated->rated) return totals;
  const auto& r = *rated->rated;
  for (std::size_t row = 0; row < r.facts.count; ++row)
    if (static_cast<rating::Status>(r.rating.status[row]) == rating::Status::Rated && r.rating.total.size())
      totals[std::string(r.facts.ids[row])] = r.rating.total.at(row).shown();
  return totals;
}

}  // namespace pingxing::office
