#include "service/read_history.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "document/place.hpp"
#include "document/text_file.hpp"
#include "rating/decide.hpp"
#include "service/input_words.hpp"
#include "service/messages.hpp"
#include "service/result_json.hpp"

namespace pingxing::service {

using Json = nlohmann::json;

namespace {

constexpr std::uint64_t history_bytes_max = 256U << 20;  // a result of 200,000 subjects has about 150 MB
constexpr std::size_t zeros_told_max = 3;
constexpr int depth_max = 32;  // a result has 6 levels

/// The text of a member; nothing where there is none or it is no text.
std::optional<std::string> text_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

class ResultReader {
 public:
  ResultReader(const std::string& file, Problems& problems) : file_(file), problems_(problems) {}

  std::optional<EarlierResult> read(std::string_view text) {
    const auto json = parse(text);
    if (!json) return std::nullopt;
    if (!json->is_object()) return not_result("{…}");
    const auto title = text_at(*json, "scheme");
    if (!title) return not_result("scheme");
    const auto subjects = json->find("subjects");
    if (subjects == json->end() || !subjects->is_array()) return not_result("subjects");
    EarlierResult result{*title, {}};
    for (const auto& subject : *subjects) {
      const auto id = subject.is_object() ? text_at(subject, "id") : std::nullopt;
      const auto word = id ? text_at(subject, "status") : std::nullopt;
      if (!word) return not_result(id ? "subjects: " + shortened(*id) + ": status" : "subjects: id");
      const auto status = status_of(*word);
      if (!status) return not_result("status: " + shortened(*word));
      result.subjects.push_back({*id, *status, text_at(subject, "grade"), text_at(subject, "total").value_or("")});
    }
    return result;
  }

 private:
  [[nodiscard]] Place whole_file() const { return document::in_file(file_); }

  std::nullopt_t not_result(const std::string& what) {
    problems_.add(history_not_result, whole_file(), {what});
    return std::nullopt;
  }

  static std::optional<rating::Status> status_of(std::string_view word) {
    using rating::Status;
    for (const auto status : {Status::Rated, Status::Pending, Status::Disqualified, Status::OutOfScope})
      if (word == status_word(status)) return status;
    return std::nullopt;
  }

  std::optional<Json> parse(std::string_view text) {
    bool is_too_deep = false;
    const auto guard = [&](int depth, Json::parse_event_t event, Json&) {
      if (event != Json::parse_event_t::object_start && event != Json::parse_event_t::array_start) return true;
      is_too_deep = is_too_deep || depth >= depth_max;
      return depth < depth_max;
    };
    try {
      Json json = Json::parse(text, guard);
      if (is_too_deep) {
        not_result("{…}");
        return std::nullopt;
      }
      return json;
    } catch (const Json::parse_error& error) {
      const std::size_t at = std::min(error.byte > 0 ? error.byte - 1 : 0, text.size());
      const auto position = position_of(text, at);
      problems_.add(history_not_json, document::at_line(file_, position.line, position.column));
    } catch (const Json::exception&) {  // a number beyond any range
      problems_.add(history_not_json, whole_file());
    }
    return std::nullopt;
  }

  const std::string& file_;
  Problems& problems_;
};

/// Grades by id of a result of this scheme; the caller asks `problems` whether they are whole.
class HistoryReader {
 public:
  HistoryReader(const scheme::Scheme& s, const std::string& path, Problems& problems)
      : s_(s), path_(path), problems_(problems) {}

  std::vector<std::pair<std::string, int>> read() {
    const auto file = document::read_text(path_, history_bytes_max, problems_);
    const auto result = file ? read_result(path_, file->text(), problems_) : std::nullopt;
    if (!result) return {};
    if (result->scheme != s_.title) {
      problems_.add(history_other_scheme, whole_file(), {shortened(result->scheme), s_.title});
      return {};
    }
    std::vector<std::pair<std::string, int>> grades;
    std::set<std::string> seen;
    for (const auto& subject : result->subjects) {
      if (!seen.insert(folded(subject.id)).second)
        problems_.add(history_id_twice, whole_file(), {shortened(subject.id)});
      if (const auto grade = grade_of(subject)) grades.emplace_back(subject.id, *grade);
    }
    return grades;
  }

 private:
  [[nodiscard]] Place whole_file() const { return document::in_file(path_); }

  /// Its index; the number of grades for who was disqualified; -1 for who took no part or is still open.
  std::optional<int> grade_of(const EarlierSubject& subject) {
    using rating::Status;
    const int unrated = static_cast<int>(s_.grading.grades.size());
    if (subject.status == Status::Disqualified) return unrated;
    if (subject.status == Status::OutOfScope || subject.status == Status::Pending) return -1;
    if (!subject.grade) {
      if (s_.grading.grades.empty()) return unrated;
      problems_.add(history_not_result, whole_file(), {"subjects: " + shortened(subject.id) + ": grade"});
      return std::nullopt;
    }
    const auto grade = grade_called(s_, *subject.grade);
    if (!grade)
      problems_.add(history_grade_unknown, whole_file(),
                    {shortened(subject.id), shortened(*subject.grade), grade_names(s_)});
    return grade;
  }

  const scheme::Scheme& s_;
  const std::string& path_;
  Problems& problems_;
};

}  // namespace

std::optional<EarlierResult> read_result(const std::string& file, std::string_view text, Problems& problems) {
  return ResultReader(file, problems).read(text);
}

std::optional<int> grade_called(const scheme::Scheme& s, const std::string& name) {
  const auto& grades = s.grading.grades;
  const int unrated = static_cast<int>(grades.size());
  for (int grade = 0; grade < unrated; ++grade)
    if (grades[static_cast<std::size_t>(grade)].name == name) return grade;
  const Phrase none = rating::grade_name(s, unrated);
  return name == none.zh || name == none.en ? std::optional(unrated) : std::nullopt;
}

Phrase grade_names(const scheme::Scheme& s) {
  std::vector<std::string> names;
  for (const auto& grade : s.grading.grades) names.push_back(grade.name);
  names.push_back(rating::grade_name(s, static_cast<int>(s.grading.grades.size())).in(s.language));
  return list_of(names);
}

std::optional<rating::History> read_history(const scheme::Scheme& s, const std::vector<std::string>& paths,
                                            Problems& problems) {
  const std::size_t errors_before = problems.error_count();
  rating::History history;
  history.rounds = paths.size();
  for (std::size_t round = 0; round < paths.size(); ++round) {
    for (auto& [id, grade] : HistoryReader(s, paths[round], problems).read()) {
      auto& series = history.of(id);
      series.resize(paths.size(), -1);
      series[round] = grade;
    }
  }
  if (problems.error_count() > errors_before) return std::nullopt;
  return history;
}

void tell_lost_zeros(const rating::Facts& facts, const rating::History& history, Problems& problems) {
  if (history.grades.empty()) return;
  const auto bare = [](const std::string& id) { return id.substr(std::min(id.find_first_not_of('0'), id.size())); };
  std::map<std::string, std::string> by_bare;  // of ids that begin with zeros, and of those that do not
  for (const auto& [id, grades] : history.grades) by_bare.emplace(bare(id), id);
  std::size_t told = 0;
  for (std::size_t row = 0; row < facts.count && told < zeros_told_max; ++row) {
    const std::string id = folded(facts.ids[row]);
    if (history.grades.contains(id) || history.grades.contains(facts.ids[row])) continue;
    const auto found = by_bare.find(bare(id));
    if (found == by_bare.end() || bare(id).empty()) continue;
    ++told;
    problems.add(history_zeros, {}, {shortened(facts.ids[row]), shortened(found->second)});
  }
}

}  // namespace pingxing::service
