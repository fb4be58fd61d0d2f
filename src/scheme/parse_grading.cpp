// The lines of 定级 as the parser keeps them, the requirements of ladders, and the list of grades that comes of both:
// highest first, by the property, by stars, or by the order in which they stand. What the lines mean is in lines.hpp;
// which grade a name stands for is settled in resolve_grading.cpp.
#include <algorithm>

#include "scheme/band_parts.hpp"
#include "scheme/grading_words.hpp"
#include "scheme/parser.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

void Parser::requirement(const OutlineLine& entry, const Piece& body, int depth) {
  const std::string& id = entry.id;
  block(Block::Kind::Requirement, id.empty() ? written(entry, body) : numbered(entry, body), -1, -1, depth);
  if (id.empty() && !pending_.requirements.empty() && depth > 0 && pending_.requirements.back().section == section_)
    pending_.requirements.back().is_heading |= pending_.requirements.back().depth < depth;
  pending_.requirements.push_back({section_, body, id, depth, false});
}

void Parser::note_grade(const std::string& name, const Place& place) {
  const auto stars = stars_in(name);
  for (const auto& known : grade_names_)
    if (known.name == name || (stars && known.stars == stars)) return;
  if (grade_names_.size() < grades_max) return grade_names_.push_back({name, stars, place});
  pending_.are_grades_cut = true;
  too_many(grades_max, "个等次", "grades", place);
}

void Parser::grading(const OutlineLine& entry, const Piece& body) {
  const auto several = gradings_of(body.text);
  if (several.empty()) return grade_line(entry, body, body);
  const auto lines = body.line ? body.line->number() : 0;
  bool are_lines = true;
  for (const auto& one : several) {
    const std::string plain = plain_grading(one);
    are_lines &= plain != one && is_graded(plain);
  }
  if (!are_lines) return unknown_line(body);
  for (const auto& one : several) {  // 90分以上为优秀,80分至90分为良好,…
    mended_.emplace_back(one, lines);
    grade_line(entry, Piece(mended_.back()), &one == &several.front() ? body : Piece());
  }
}

void Parser::grade_line(const OutlineLine& entry, const Piece& written_body, const Piece& shown) {
  Piece body = written_body;
  const bool is_of_ties = parse_tie_names(body.text).has_value();
  if (const std::string plain = is_of_ties ? body.str() : plain_grading(body.text); plain != body.text) {
    mended_.emplace_back(plain, body.line ? body.line->number() : 0);
    body = Piece(mended_.back());
  }
  auto line = parse_grading_line(body);
  if (!line || is_no_grade(line->grade.name)) return unknown_line(written_body);
  using Kind = GradingLine::Kind;
  auto& g = s_.grading;
  if (!shown.empty()) block(Block::Kind::GradeLine, written(entry, shown));
  switch (line->kind) {
    case Kind::StarCount:
      g.star_for_each = line->interval;
      g.star_place = at(body);
      return;
    case Kind::Ties:
      pending_.ties = line->names;
      g.ties_place = at(body);
      return;
    case Kind::Votes:
      if (!g.votes) g.votes.emplace();
      g.votes->ballots = line->names;
      g.votes->is_lower_taken = !line->is_flag;
      g.votes->place = at(body);
      return;
    case Kind::Turnout:
      if (!g.votes) g.votes.emplace();
      g.votes->returned = line->number;
      g.votes->valid = line->second;
      g.votes->has_stated_turnout = true;
      return;
    default:
      break;
  }
  // A grade named together (五星级、四星级) is not a grade; resolve says so.
  note_grade(line->grade.name, at(body));
  PendingGradeLine made{*line, {}, at(body), false};
  for (const auto& atom : line->conditions.split(",;")) {
    if (is_else(atom.text)) {
      made.is_rest = true;
      continue;
    }
    const auto places = parse_first_places(atom.text);
    if (auto quota = places ? std::optional(Quota()) : parse_quota_words(atom.text); places || quota) {
      if (places) quota->count = Number(*places);
      quota->place = at(body);
      pending_.quotas.emplace_back(line->grade, *quota);
    } else {
      made.atoms.push_back(atom);
    }
  }
  const bool is_quota_alone = made.atoms.empty() && !made.is_rest && line->kind == Kind::Conditions &&
                              (line->grade.or_better || is_plain_quota(line->conditions));
  if (is_quota_alone) return;
  pending_.grade_lines.push_back(std::move(made));
}

bool Parser::is_no_grade(std::string_view name) {
  return ends_with_any(name, {"第", "前", "后", "不", "在", "看", "按"}) ||
         holds_any(name, {"相同", "并列", "得分", "比例", "名额", "分数", "总分"}) ||
         holds_any(" " + lower_ascii(name) + " ", {" equal ", " total", " tie ", " ties "});
}

/// A share or a number alone says nothing of who has the grade; 取前3名 does.
bool Parser::is_plain_quota(const Piece& conditions) {
  return !starts_with_any(conditions.text, {"前", "取前", "第", "取第", "排名"}) &&
         !starts_with_any_case(conditions.text, "top") && !starts_with_any_case(conditions.text, "the ");
}

void Parser::finish_grades() {
  auto& g = s_.grading;
  std::vector<std::pair<std::string, Place>> names;
  const auto& stated = s_.properties.grades;
  Place listed_at = s_.place(1);
  for (const auto& line : s_.property_lines)
    if (!stated.empty() && find_property(line.key) == find_property("grades")) listed_at = line.place;
  for (const auto& name : stated) {  // its place is where it is defined, else where it is listed
    Place place = listed_at;
    for (const auto& known : grade_names_)
      if (known.name == name) place = known.place;
    names.emplace_back(name, place);
  }
  const bool are_all_stars =
      std::all_of(grade_names_.begin(), grade_names_.end(), [](const auto& n) { return n.stars.has_value(); });
  if (stated.empty()) {
    for (const auto& known : grade_names_) names.emplace_back(known.name, known.place);
    if (are_all_stars && !names.empty()) {
      if (g.star_for_each) {  // every count of stars is a grade
        const auto top = static_cast<int>(s_.indicators.size());
        for (int stars = 1; stars <= std::min(top, 10); ++stars)
          if (std::none_of(names.begin(), names.end(), [&](const auto& n) { return stars_in(n.first) == stars; }))
            names.emplace_back(star_name(stars), s_.place(1));
      }
      std::stable_sort(names.begin(), names.end(),
                       [](const auto& a, const auto& b) { return *stars_in(a.first) > *stars_in(b.first); });
    } else if (is_ascending()) {
      std::reverse(names.begin(), names.end());
    }
  } else {
    for (const auto& known : grade_names_)
      if (std::find(stated.begin(), stated.end(), known.name) == stated.end())
        problem(messages::grade_unknown, known.place, {known.name, listed(stated)});
  }
  for (const auto& [name, where] : names) g.grades.push_back({name, stars_in(name).value_or(-1), where});
  if (s_.grading.star_for_each && g.grades.empty())
    for (int stars = static_cast<int>(std::min<std::size_t>(s_.indicators.size(), 10)); stars >= 1; --stars)
      g.grades.push_back({star_name(stars), stars, g.star_place});
}

std::string Parser::star_name(int stars) const {
  static const char* const numerals[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  if (s_.language == Language::Chinese) return std::string(numerals[stars]) + "星级";
  return std::to_string(stars) + (stars == 1 ? " star" : " stars");
}

bool Parser::is_ascending() const {
  std::set<std::string, std::less<>> seen;
  for (const auto& line : pending_.grade_lines) {
    for (const auto& atom : line.atoms)
      if (seen.contains(atom.text)) return true;
    seen.insert(line.line.grade.name);
  }
  auto requirement = pending_.requirements.begin();  // both stand in the order of the sections
  for (const auto& [section, grade] : pending_.ladder_grades) {
    for (; requirement != pending_.requirements.end() && requirement->section <= section; ++requirement)
      if (requirement->section == section && seen.contains(requirement->text.text)) return true;
    seen.insert(grade);
  }
  return false;
}

}  // namespace pingxing::scheme
