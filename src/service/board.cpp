#include "service/board.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "rating/ledgers.hpp"
#include "rating/score.hpp"
#include "scheme/outcome.hpp"
#include "service/input_words.hpp"
#include "service/people_text.hpp"
#include "service/result_parts.hpp"

namespace pingxing::service {

using rating::Status;
using scheme::Scheme;

namespace {

constexpr std::size_t item_parts_max = 10;

class BoardMaker {
 public:
  BoardMaker(const Rated& rated, const BoardLimits& limits) : rated_(rated), s_(rated.scheme), limits_(limits) {}

  Board make() {
    board_.title = s_.title;
    board_.count = rated_.facts.count;
    board_.pool_count = rated_.facts.pool_count();
    board_.stars_max = stars_max_of(s_);
    board_.has_grades = has_grades(s_);
    board_.has_scores = has_scores(s_);
    board_.has_contest = board_.has_scores || !s_.grading.quotas.empty();
    board_.is_summary = board_.count > limits_.subjects_max;
    board_.pending = static_cast<std::size_t>(std::count(rated_.rating.status.begin(), rated_.rating.status.end(),
                                                         static_cast<std::uint8_t>(Status::Pending)));
    if (board_.has_scores) board_.mean = mean_of_totals();
    choose_parts();
    for (int grade = 0; grade <= static_cast<int>(s_.grading.grades.size()); ++grade)
      board_.grades.push_back(rating::grade_name(s_, grade));
    board_.grades.emplace_back(Text{"未评", "not rated"});
    pools();
    if (board_.is_summary) top();
    decisions();
    targets();
    consequences();
    reviews();
    if (!board_.is_summary) marks();
    for (const auto& stated : rated_.rating.defaults) board_.defaults.push_back({stated.code, stated.says, "", false});
    return std::move(board_);
  }

 private:
  [[nodiscard]] bool is_top(const scheme::Section& section) const {
    return section.kind == scheme::SectionKind::Ordinary &&
           (section.parent < 0 ||
            s_.sections[static_cast<std::size_t>(section.parent)].kind != scheme::SectionKind::Ordinary);
  }

  void choose_parts() {
    for (std::size_t k = 0; k < s_.sections.size(); ++k)
      if (is_top(s_.sections[k])) sections_.push_back(k);
    shows_items_ = sections_.size() < 2 && s_.indicators.size() <= item_parts_max;
    if (shows_items_) {
      for (const auto& item : s_.indicators) board_.parts.push_back(item.id + " " + item.title);
    } else {
      for (const auto k : sections_) board_.parts.push_back(s_.sections[k].title);
    }
    for (std::size_t k = 0; k < s_.sections.size(); ++k) {  // behind them what is beside the score
      if (s_.sections[k].kind != scheme::SectionKind::Ledger) continue;
      if (scheme::ledger_of(s_, static_cast<int>(k)) != static_cast<int>(k)) continue;
      ledgers_.push_back(k);
      board_.parts.push_back(s_.sections[k].title);
    }
  }

  /// Ranked ones by rank (where nothing scores, by grade), then who is pending, disqualified, out of scope; equal ones
  /// as in the facts.
  [[nodiscard]] bool stands_before(std::uint32_t a, std::uint32_t b) const {
    const auto order = [&](std::uint32_t row) {
      const std::uint32_t place = board_.has_scores ? rated_.rating.ranks[row] : rated_.rating.grades[row];
      return std::tuple(rated_.rating.status[row], place, row);
    };
    return order(a) < order(b);
  }

  [[nodiscard]] std::string mean_of_totals() const {
    Number sum;
    std::int64_t count = 0;
    for (std::size_t row = 0; row < board_.count; ++row) {
      if (status_at(rated_, row) != Status::Rated) continue;
      sum += rated_.rating.total.at(row);
      ++count;
    }
    return count > 0 ? shown_total(s_, sum / Number(count)) : "";
  }

  void pools() {
    const auto& joined = rated_.rating.joined;
    const auto pools = rating::Pools::of(rated_.facts, joined);
    for (std::size_t pool = 0; pool < pools.count(); ++pool) {
      if (board_.is_summary && board_.pools.size() == limits_.pools_max) break;
      if (joined.is_joined_away(static_cast<std::uint32_t>(pool))) continue;
      BoardPool out;
      if (!rated_.facts.pools.empty())
        out.name = rating::name_of_joined(s_, rated_.facts, joined, static_cast<std::uint32_t>(pool));
      std::vector<std::uint32_t> rows(pools.members(pool).begin(), pools.members(pool).end());
      out.size = rows.size();
      out.by_grade.resize(board_.grades.size());
      for (const auto row : rows) {
        const bool is_rated = status_at(rated_, row) == Status::Rated;
        ++out.by_grade[is_rated ? rated_.rating.grades[row] : board_.grades.size() - 1];
        out.pending += status_at(rated_, row) == Status::Pending;
      }
      if (!board_.is_summary) {
        std::sort(rows.begin(), rows.end(), [&](auto a, auto b) { return stands_before(a, b); });
        for (const auto row : rows) out.subjects.push_back(subject(row));
      }
      board_.pools.push_back(std::move(out));
    }
  }

  void top() {
    std::vector<std::uint32_t> rows;
    for (std::size_t row = 0; row < board_.count; ++row)
      if (status_at(rated_, row) == Status::Rated) rows.push_back(static_cast<std::uint32_t>(row));
    const std::size_t count = std::min(limits_.top_max, rows.size());
    std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), rows.end(), [&](auto a, auto b) {
      return std::pair(~rated_.rating.keys[a], a) < std::pair(~rated_.rating.keys[b], b);
    });
    for (std::size_t i = 0; i < count; ++i) {
      board_.top.push_back(subject(rows[i]));
      board_.top_pools.push_back(pool_name(rated_.facts.pool(rows[i])));
    }
  }

  [[nodiscard]] std::string pool_name(std::size_t pool) const {
    return pool < rated_.facts.pool_names.size()
               ? rating::name_of_joined(s_, rated_.facts, rated_.rating.joined, static_cast<std::uint32_t>(pool))
               : "";
  }

  [[nodiscard]] BoardSubject subject(std::uint32_t row) const {
    BoardSubject out;
    const Status status = status_at(rated_, row);
    const auto kind = rated_.facts.kind(row);
    out.id = rated_.facts.ids[row];
    out.name = rated_.facts.name(row);
    if (kind != rating::no_kind) out.kind = s_.properties.kinds[kind];
    out.is_rated = status == Status::Rated;
    out.rank = board_.has_scores ? rated_.rating.ranks[row] : 0;
    const int grade = rated_.rating.grades[row];
    out.grade = out.is_rated ? (board_.has_grades ? rating::grade_name(s_, grade) : Phrase()) : status_name(status);
    if (out.is_rated) out.stars = stars_of(s_, grade);
    if (out.is_rated) {
      out.total = shown_total(s_, rated_.rating.total.at(row));
      for (std::size_t i = 0; i < board_.parts.size(); ++i) out.parts.push_back(part(i, row));
    } else {
      open_scores(row, out);
    }
    return out;
  }

  [[nodiscard]] std::string part(std::size_t i, std::size_t row) const {
    const std::size_t first_ledger = board_.parts.size() - ledgers_.size();
    if (i >= first_ledger) return shown_score(s_, rated_.rating.sections[ledgers_[i - first_ledger]].at(row));
    if (shows_items_) return item_applies(rated_, i, row) ? shown_score(s_, rated_.rating.items[i].at(row)) : "";
    const auto section = sections_[i];
    return section_applies(rated_, section, row) ? shown_score(s_, rated_.rating.sections[section].at(row)) : "";
  }

  /// The scores of who is not rated, with "?" for what lacks a figure.
  void open_scores(std::size_t row, BoardSubject& out) const {
    const auto scores = rating::score_subject(s_, rated_.facts, row, rating::Tracing::Off);
    using Item = rating::ItemScore::Status;
    out.total = scores.is_pending() ? shown_range(scores.total_range, s_.properties.places.value_or(2))
                                    : shown_total(s_, scores.total);
    const std::size_t first_ledger = board_.parts.size() - ledgers_.size();
    for (std::size_t i = 0; i < board_.parts.size(); ++i) {
      if (i >= first_ledger) {
        const bool is_ledger_open = rating::is_ledger_open(scores.sections[ledgers_[i - first_ledger]]);
        out.parts.push_back(is_ledger_open ? "?" : part(i, row));
        continue;
      }
      bool is_open = shows_items_ && scores.items[i].status == Item::Missing;
      for (std::size_t item = 0; !shows_items_ && item < scores.items.size(); ++item) {
        if (scores.items[item].status != Item::Missing) continue;
        for (int up = s_.indicators[item].section; up >= 0; up = s_.sections[static_cast<std::size_t>(up)].parent)
          is_open = is_open || static_cast<std::size_t>(up) == sections_[i];
      }
      out.parts.push_back(is_open ? "?" : part(i, row));
    }
  }

  /// At most so many lines; the others are counted.
  template <class Rows, class Make>
  void lines(const Rows& rows, std::vector<BoardLine>& out, std::size_t& left_out, Make make) {
    for (const auto& one : rows) {
      if (out.size() < limits_.lines_max)
        out.push_back(make(one));
      else
        ++left_out;
    }
  }

  void decisions() {
    lines(rated_.rating.decisions, board_.decisions, board_.decisions_left_out, [&](const auto& decision) {
      BoardLine line{decision.code, decision.text, clause_at(s_, decision.clause), false};
      if (decision.code != "TIE_AT_CUT") return line;  // the others name their subject already
      Phrase who;
      for (const auto row : decision.rows) {
        const std::string name(rated_.facts.name(row));
        who.zh += (who.zh.empty() ? "" : "、") + name;
        who.en += (who.en.empty() ? "" : ", ") + name;
      }
      line.text = say({"{0}:{1}", "{0}: {1}"}, {line.text, who});
      return line;
    });
  }

  void targets() {
    std::size_t left_out = 0;
    lines(rated_.rating.targets, board_.targets, left_out, [&](const auto& outcome) {
      const auto& target = *outcome.target;
      const auto wanted = target.count.value_or(target.share);
      const std::string pool = target.is_of_pool ? pool_name(outcome.pool) : "";
      Phrase where = pool.empty() ? Phrase(Text{"全体", "all"}) : Phrase(pool);
      if (!target.due_text.empty()) where = say({"{0}({1})", "{0} ({1})"}, {where, target.due_text});
      const Phrase grade = target.or_better
                               ? say({"“{0}”以上", "“{0}” or better"}, {rating::grade_name(s_, target.grade)})
                               : say({"“{0}”", "“{0}”"}, {rating::grade_name(s_, target.grade)});
      const Phrase share =
          outcome.base == 0 ? Phrase("–")
                            : Phrase(Number::fraction(std::int64_t{outcome.reached} * 100, outcome.base).shown() + "%");
      const Phrase aim(wanted.say(Language::Chinese), wanted.say(Language::English));
      const Phrase text =
          target.count ? say({"{0}:{1}应为{2}个,实际{3}个", "{0}: {1} should be {2}, is {3}"},
                             {where, grade, aim, std::to_string(outcome.reached)})
                       : say({"{0}:{1}应占{2},实际{3}/{4}={5}", "{0}: {1} should be {2}, is {3}/{4} = {5}"},
                             {where, grade, aim, std::to_string(outcome.reached), std::to_string(outcome.base), share});
      return BoardLine{"TARGET", text, clause_at(s_, target.place), outcome.is_met};
    });
  }

  /// Names in a row; beyond `names_max` only how many more.
  struct NameList {
    Phrase text;
    std::size_t count = 0;
  };
  void add_name(NameList& list, const std::string& name) const {
    if (++list.count > limits_.names_max) return;
    list.text.zh += (list.text.zh.empty() ? "" : "、") + name;
    list.text.en += (list.text.en.empty() ? "" : ", ") + name;
  }
  [[nodiscard]] Phrase ended(const NameList& list) const {
    if (list.count <= limits_.names_max) return list.text;
    return say({"{0}等{1}个", "{0} and {2} more"},
               {list.text, std::to_string(list.count), std::to_string(list.count - limits_.names_max)});
  }

  /// One line a consequence, with all whom it befalls.
  void consequences() {
    std::vector<NameList> who(s_.consequences.size());
    for (const auto& outcome : rated_.rating.consequences) {
      std::string name(rated_.facts.name(outcome.row));
      if (outcome.amount) name += " " + outcome.amount->shown();
      if (outcome.is_amount_missing) name += " ?";
      add_name(who[static_cast<std::size_t>(outcome.consequence)], name);
    }
    for (std::size_t c = 0; c < who.size(); ++c) {
      if (who[c].count == 0) continue;
      const auto& stated = s_.consequences[c];
      board_.consequences.push_back(
          {"CONSEQUENCE", say({"{0} → {1}:{2}", "{0} → {1}: {2}"}, {stated.name, stated.text, ended(who[c])}),
           clause_at(s_, stated.place), false});
    }
  }

  /// One line a reviewer.
  void reviews() {
    std::vector<std::pair<std::pair<bool, std::string>, NameList>> by;
    for (const auto& outcome : rated_.rating.reviews) {
      const std::pair key(outcome.is_evaluation, outcome.is_missing ? std::string() : outcome.by);
      auto found = std::find_if(by.begin(), by.end(), [&](const auto& one) { return one.first == key; });
      if (found == by.end()) found = by.insert(by.end(), {key, {}});
      add_name(found->second, std::string(rated_.facts.name(outcome.row)));
    }
    lines(by, board_.reviews, board_.reviews_left_out, [&](const auto& one) {
      const auto& [key, who] = one;
      const Phrase reviewer = key.second.empty() ? Phrase(Text{"(未指定)", "(nobody)"}) : Phrase(key.second);
      const Text pattern =
          key.first ? Text{"{0}评议:{1}", "{0} evaluates {1}"} : Text{"{0}点评:{1}", "{0} reviews {1}"};
      return BoardLine{key.first ? "EVALUATION" : "REVIEW", say(pattern, {reviewer, ended(who)}), "", false};
    });
  }

  /// What a reader should know about single scores: figures between the bands of a rule and the like.
  void marks() {
    for (std::size_t row = 0; row < board_.count; ++row) {
      if (status_at(rated_, row) == Status::OutOfScope) continue;
      const auto scores = rating::score_subject(s_, rated_.facts, row, rating::Tracing::Off);
      const std::string name(rated_.facts.name(row));
      lines(scores.marks, board_.marks, board_.marks_left_out, [&](const auto& mark) {
        return BoardLine{mark.code, say({"{0}:{1}", "{0}: {1}"}, {name, mark.text}), clause_at(s_, mark.clause), false};
      });
    }
  }

  const Rated& rated_;
  const Scheme& s_;
  const BoardLimits& limits_;
  Board board_;
  std::vector<std::size_t> sections_, ledgers_;
  bool shows_items_ = false;
};

}  // namespace

Board board_of(const Rated& rated, const BoardLimits& limits) { return BoardMaker(rated, limits).make(); }

}  // namespace pingxing::service
