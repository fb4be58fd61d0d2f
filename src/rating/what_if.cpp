#include "rating/what_if.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "rating/messages.hpp"
#include "scheme/lines.hpp"
#include "scheme/outline.hpp"
#include "scheme/properties.hpp"

namespace pingxing::rating {

using scheme::Block;
using scheme::Scheme;

// ---- comparison -----------------------------------------------------------------------------------------------------

namespace {

constexpr std::size_t trades_max = 20;  // names beside one move; more help nobody

/// Where a subject stands on the ladder of the first scheme, 0 the best; nothing while it has no grade.
std::optional<int> standing(Status status, int place, int unrated) {
  if (status == Status::Rated) return place;
  if (status == Status::Disqualified) return unrated + 1;
  return std::nullopt;
}

}  // namespace

Comparison compare(const Scheme& first, const Rating& before, const Scheme& second, const Rating& after,
                   const Facts& facts) {
  Comparison out;
  const auto& old_grades = first.grading.grades;
  const auto& new_grades = second.grading.grades;
  const int unrated = static_cast<int>(old_grades.size());
  out.before.assign(old_grades.size() + 1, 0);
  out.after.assign(new_grades.size() + 1, 0);
  // A grade of the second scheme on the first one's ladder: the grade of that name, else of that place.
  std::vector<int> place_of(new_grades.size() + 1);
  for (std::size_t g = 0; g <= new_grades.size(); ++g) {
    place_of[g] = g == new_grades.size() ? unrated : static_cast<int>(g);
    for (std::size_t o = 0; g < new_grades.size() && o < old_grades.size(); ++o)
      if (old_grades[o].name == new_grades[g].name) place_of[g] = static_cast<int>(o);
  }
  for (std::size_t row = 0; row < facts.count; ++row) {
    const auto was = static_cast<Status>(before.status[row]), is = static_cast<Status>(after.status[row]);
    const int from = before.grades[row], to = after.grades[row];
    ++out.status_before[before.status[row]];
    ++out.status_after[after.status[row]];
    if (was == Status::Rated) ++out.before[static_cast<std::size_t>(from)];
    if (is == Status::Rated) ++out.after[static_cast<std::size_t>(to)];
    const auto old_place = standing(was, from, unrated);
    const auto new_place = standing(is, place_of[static_cast<std::size_t>(to)], unrated);
    if (!old_place || !new_place) {
      if (was == is) {
        ++out.ungraded;
      } else {
        ++out.turned;
        out.moves.push_back({static_cast<std::uint32_t>(row), from, to, Move::Way::Turned, {}});
      }
      continue;
    }
    out.scores_changed += before.total.at(row) != after.total.at(row);
    if (*old_place == *new_place) {
      ++out.kept;
      continue;
    }
    const bool is_up = *new_place < *old_place;
    ++(is_up ? out.up : out.down);
    out.moves.push_back({static_cast<std::uint32_t>(row), from, to, is_up ? Move::Way::Up : Move::Way::Down, {}});
  }
  const auto has_quota = [](const Scheme& s, int grade) {
    return std::any_of(s.grading.quotas.begin(), s.grading.quotas.end(),
                       [&](const scheme::Quota& q) { return q.grade == grade; });
  };
  // The place that changed hands: of the better one of the two grades. Who took it and who gave it up, by pool.
  const auto contested = [&](const Move& move) {
    return move.way == Move::Way::Up ? place_of[static_cast<std::size_t>(move.to)] : move.from;
  };
  std::map<std::tuple<std::uint32_t, int, Move::Way>, std::vector<std::uint32_t>> across;
  for (const auto& move : out.moves) {
    auto& rows = across[{ranked_in(facts, after.joined, move.row), contested(move), move.way}];
    if (rows.size() < trades_max) rows.push_back(move.row);
  }
  for (auto& move : out.moves) {
    const int grade = contested(move);
    if (move.way == Move::Way::Turned || (!has_quota(first, grade) && !has_quota(second, grade))) continue;
    const auto other = move.way == Move::Way::Up ? Move::Way::Down : Move::Way::Up;
    if (const auto found = across.find({ranked_in(facts, after.joined, move.row), grade, other}); found != across.end())
      move.trades_with = found->second;
  }
  std::stable_sort(out.moves.begin(), out.moves.end(), [&](const Move& a, const Move& b) {
    return std::pair(a.way, place_of[static_cast<std::size_t>(a.to)]) <
           std::pair(b.way, place_of[static_cast<std::size_t>(b.to)]);
  });
  return out;
}

// ---- settings -------------------------------------------------------------------------------------------------------

namespace {

class Changing {
 public:
  Changing(const Scheme& s, const std::string& text) : s_(s) {
    std::size_t begin = 0;
    while (begin <= text.size()) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      lines_.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  scheme::Parsed run(std::string_view setting, std::string* changed) {
    const auto equals = setting.find('=');
    scheme::Parsed out;
    if (equals == setting.npos || equals == 0 || equals + 1 == setting.size()) {
      out.problems.add(messages::setting_unreadable, {}, {std::string(setting)});
      return out;
    }
    const Line key_line(setting.substr(0, equals), 0), value_line(setting.substr(equals + 1), 0);
    key_ = key_line.text();
    value_ = value_line.text();
    if (!property() && !grading() && !indicator() && !rule() && !ledger()) {
      out.problems.add(messages::setting_unknown, {}, {key_, what_there_is()});
      return out;
    }
    std::string text;
    for (std::size_t i = 0; i < lines_.size(); ++i) text += (i ? "\n" : "") + lines_[i];
    if (changed) *changed = text;
    return scheme::parse_scheme(text, s_.file);
  }

 private:
  void put(int line, std::string text) { lines_[static_cast<std::size_t>(line - 1)] = std::move(text); }

  bool property() {
    const auto* row = scheme::find_property(key_);
    if (!row) return false;
    for (const auto& line : s_.property_lines) {
      if (scheme::find_property(line.key) == row) {
        put(line.place.line, line.key + ":" + value_);
        return true;
      }
    }
    for (const auto& block : s_.blocks) {  // not stated so far: below the title
      if (block.kind != Block::Kind::Title) continue;
      lines_[static_cast<std::size_t>(block.place.line - 1)] += "\n\n" + key_ + ":" + value_;
      return true;
    }
    return false;
  }

  /// The grading line of that grade and kind: a quota replaces the quota, a condition the condition.
  bool grading() {
    const Line wanted_line(key_ + ":" + value_, 0);
    const auto wanted = scheme::parse_grading_line(Piece(wanted_line));
    if (!wanted) return false;
    using Kind = scheme::GradingLine::Kind;
    const auto family = [](Kind kind) { return kind == Kind::QuotaCount ? Kind::QuotaShare : kind; };
    if (wanted->kind == Kind::Conditions &&
        value_.ends_with('%')) {  // 五星级=15%: a threshold, or a quota? nothing is guessed
      for (const auto& quota : s_.grading.quotas)
        if (quota.share && s_.grading.grades[static_cast<std::size_t>(quota.grade)].name == wanted->grade.name)
          return false;
    }
    bool is_grade = false;
    int last_line = 0;
    for (const auto& block : s_.blocks) {
      if (block.kind != Block::Kind::GradeLine) continue;
      last_line = block.place.line;
      const Line line(block.text, 0);
      const auto known = scheme::parse_grading_line(Piece(line));
      if (!known || known->grade.name != wanted->grade.name || known->grade.or_better != wanted->grade.or_better)
        continue;
      is_grade = true;
      if (family(known->kind) != family(wanted->kind)) continue;
      put(block.place.line, "- " + key_ + ":" + value_);
      return true;
    }
    for (const auto& grade : s_.grading.grades) is_grade |= grade.name == wanted->grade.name;
    if (!is_grade || last_line == 0) return false;
    lines_[static_cast<std::size_t>(last_line - 1)] += "\n- " + key_ + ":" + value_;  // a line that was not there
    return true;
  }

  bool indicator() {
    for (const auto& block : s_.blocks) {
      if (block.kind != Block::Kind::Indicator) continue;
      const auto& one = s_.indicators[static_cast<std::size_t>(block.index)];
      if (one.id != key_) continue;
      put(block.place.line, one.id + ". " + one.title + "(" + value_ + ")");
      return true;
    }
    return false;
  }

  bool rule() {
    const Block* found = nullptr;
    for (const auto& block : s_.blocks) {
      if (block.kind != Block::Kind::Rule) continue;
      const auto& one = s_.indicators[static_cast<std::size_t>(block.index)];
      const auto& name = one.rules[static_cast<std::size_t>(block.sub)].name;
      if (one.id + " " + name != key_ && one.id + name != key_ && name != key_) continue;
      if (found && name == key_) return false;  // several rules of that name: the number says which
      found = &block;
    }
    if (!found) return false;
    const auto& all = s_.indicators[static_cast<std::size_t>(found->index)].rules;
    const auto on_line =
        std::count_if(all.begin(), all.end(), [&](const auto& one) { return one.place.line == found->place.line; });
    if (on_line > 1) return false;  // several rules stand on that line: one of them cannot take its place
    const auto& name =
        s_.indicators[static_cast<std::size_t>(found->index)].rules[static_cast<std::size_t>(found->sub)].name;
    put(found->place.line, "   - " + name + ":" + value_);
    return true;
  }

  /// 记分=12: the one number at which something follows.
  bool ledger() {
    const scheme::Condition* found = nullptr;
    const auto look = [&](const std::vector<scheme::Condition>& conditions) {
      for (const auto& c : conditions) {
        if (c.kind != scheme::Condition::Kind::Ledger || s_.sections[static_cast<std::size_t>(c.target)].title != key_)
          continue;
        if (found && *found->interval.low != *c.interval.low) return false;  // which of them?
        found = &c;
      }
      return true;
    };
    for (const auto& one : s_.measures)
      if (!look(one.conditions)) return false;
    for (const auto& one : s_.consequences)
      if (one.each_of < 0 && !look(one.conditions)) return false;
    const std::string_view wanted =
        value_.ends_with("分") ? std::string_view(value_).substr(0, value_.size() - 3) : value_;
    if (!found || !parse_number(wanted)) return false;
    auto& line = lines_[static_cast<std::size_t>(found->place.line - 1)];
    const std::string before = found->interval.low->exact();
    const auto at = line.find(before);
    if (at == line.npos || line.find(before, at + 1) != line.npos) return false;  // written in another way, or twice
    line.replace(at, before.size(), wanted);
    return true;
  }

  [[nodiscard]] Phrase what_there_is() const {
    Phrase list;
    const auto add = [&](const std::string& one) {
      if (list.zh.size() >= 300) return;
      list.zh += (list.zh.empty() ? "" : "、") + one;
      list.en += (list.en.empty() ? "" : ", ") + one;
    };
    for (const auto& grade : s_.grading.grades) add(grade.name);
    for (const auto& line : s_.property_lines) add(line.key);
    for (const auto& one : s_.sections)
      if (one.kind == scheme::SectionKind::Ledger) add(one.title);
    for (const auto& one : s_.indicators)
      for (const auto& r : one.rules) add(one.id + " " + r.name);
    return list;
  }

  const Scheme& s_;
  std::vector<std::string> lines_;
  std::string key_, value_;
};

}  // namespace

scheme::Parsed with_setting(const Scheme& s, const std::string& text, std::string_view setting,
                            std::string* changed_text) {
  auto parsed = Changing(s, text).run(setting, changed_text);
  if (!parsed.problems.empty())
    parsed.problems = blamed_on(setting, parsed.problems, scheme::parse_scheme(text, s.file).problems);
  return parsed;
}

Problems blamed_on(std::string_view setting, const Problems& problems, const Problems& before) {
  const auto said = [](const Problem& one) { return std::string(one.code()) + " " + one.says(Language::Chinese); };
  std::set<std::string> known;
  for (const auto& one : before.kept()) known.insert(said(one));
  Problems out;
  for (const auto& one : problems.kept()) {
    const bool is_new = !known.contains(said(one));
    out.add(*one.row, is_new ? Place{std::string(setting), 0, 0, {}, {}} : one.place, one.words);
  }
  return out;
}

}  // namespace pingxing::rating
