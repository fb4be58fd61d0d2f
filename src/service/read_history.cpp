#include "service/read_history.hpp"

#include <nlohmann/json.hpp>
#include <set>
#include <utility>

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
constexpr int depth_max = 32;                            // a result has 6 levels

/// The text of a member; nothing where there is none or it is no text.
std::optional<std::string> text_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

class HistoryReader {
 public:
  HistoryReader(const scheme::Scheme& s, const std::string& path, Problems& problems)
      : s_(s), path_(path), problems_(problems) {}

  /// Grades by id; the caller asks `problems` whether they are whole.
  std::vector<std::pair<std::string, int>> read() {
    const auto file = document::read_text(path_, history_bytes_max, problems_);
    if (!file) return {};
    const auto json = parse(file->text());
    if (!json) return {};
    if (!json->is_object()) return not_result("{…}");
    const auto title = text_at(*json, "scheme");
    if (!title) return not_result("scheme");
    if (*title != s_.title) {
      problems_.add(history_other_scheme, whole_file(), {shortened(*title), s_.title});
      return {};
    }
    const auto subjects = json->find("subjects");
    if (subjects == json->end() || !subjects->is_array()) return not_result("subjects");
    std::vector<std::pair<std::string, int>> grades;
    std::set<std::string> seen;
    for (const auto& subject : *subjects) {
      const auto id = subject.is_object() ? text_at(subject, "id") : std::nullopt;
      const auto status = id ? text_at(subject, "status") : std::nullopt;
      if (!status) return not_result(id ? "subjects: " + shortened(*id) + ": status" : "subjects: id");
      if (!seen.insert(*id).second) problems_.add(history_id_twice, whole_file(), {shortened(*id)});
      if (const auto grade = grade_of(subject, *id, *status)) grades.emplace_back(*id, *grade);
    }
    return grades;
  }

 private:
  [[nodiscard]] Place whole_file() const { return document::in_file(path_); }

  std::vector<std::pair<std::string, int>> not_result(const std::string& what) {
    problems_.add(history_not_result, whole_file(), {what});
    return {};
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
      problems_.add(history_not_json, document::at_line(path_, position.line, position.column));
    } catch (const Json::exception&) {  // a number beyond any range
      problems_.add(history_not_json, whole_file());
    }
    return std::nullopt;
  }

  /// Its index; the number of grades for who was disqualified; -1 for who took no part or is still open.
  std::optional<int> grade_of(const Json& subject, const std::string& id, const std::string& status) {
    const auto& grades = s_.grading.grades;
    const int unrated = static_cast<int>(grades.size());
    if (status == status_word(rating::Status::Disqualified)) return unrated;
    if (status == status_word(rating::Status::OutOfScope) || status == status_word(rating::Status::Pending)) return -1;
    if (status != status_word(rating::Status::Rated)) {
      not_result("status: " + shortened(status));
      return std::nullopt;
    }
    const auto name = text_at(subject, "grade");
    if (!name && grades.empty()) return unrated;
    if (!name) {
      not_result("subjects: " + shortened(id) + ": grade");
      return std::nullopt;
    }
    for (int grade = 0; grade < unrated; ++grade)
      if (grades[static_cast<std::size_t>(grade)].name == *name) return grade;
    const Phrase none = rating::grade_name(s_, unrated);
    if (*name == none.zh || *name == none.en) return unrated;
    std::vector<std::string> names;
    for (const auto& grade : grades) names.push_back(grade.name);
    names.push_back(none.in(s_.language));
    problems_.add(history_grade_unknown, whole_file(), {shortened(id), shortened(*name), list_of(names)});
    return std::nullopt;
  }

  const scheme::Scheme& s_;
  const std::string& path_;
  Problems& problems_;
};

}  // namespace

std::optional<rating::History> read_history(const scheme::Scheme& s, const std::vector<std::string>& paths,
                                            Problems& problems) {
  const std::size_t errors_before = problems.error_count();
  rating::History history;
  history.rounds = paths.size();
  for (std::size_t round = 0; round < paths.size(); ++round) {
    for (auto& [id, grade] : HistoryReader(s, paths[round], problems).read()) {
      auto& series = history.grades[id];
      series.resize(paths.size(), -1);
      series[round] = grade;
    }
  }
  if (problems.error_count() > errors_before) return std::nullopt;
  return history;
}

}  // namespace pingxing::service
