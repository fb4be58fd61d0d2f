#include "ballot/paper.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "ballot/messages.hpp"
#include "base/check.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"

namespace pingxing::ballot {

int Scale::find(std::string_view mark) const {
  const auto found = std::find(marks.begin(), marks.end(), mark);
  return found == marks.end() ? -1 : static_cast<int>(found - marks.begin());
}

Result<Scale> scale_of_points(const Number& low, const Number& high, const Number& step) {
  const auto wrong = [&] { return refuse(scale_wrong, {low.exact(), high.exact(), step.exact()}); };
  if (step <= Number(0) || high < low) return wrong();
  const auto steps = ((high - low) / step).whole();
  if (!steps || *steps >= static_cast<std::int64_t>(marks_max)) return wrong();
  Scale scale;
  for (std::int64_t i = 0; i <= *steps; ++i) {
    scale.values.push_back(low + step * Number(i));
    scale.marks.push_back(scale.values.back().exact());
  }
  return scale;
}

Result<Scale> scale_of_grades(std::vector<std::string> grades) {
  std::set<std::string> seen;
  for (const auto& grade : grades)
    if (trimmed(grade).empty() || trimmed(grade) != grade || grade.find('|') != grade.npos ||
        !seen.insert(grade).second)
      return refuse(scale_words, {Phrase(grade)});
  if (grades.empty()) return refuse(scale_words, {Phrase("")});
  return Scale{std::move(grades), {}};
}

Result<Scale> scale_of_words(std::vector<std::pair<std::string, Number>> words) {
  std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return b.second < a.second; });
  std::vector<std::string> marks;
  for (const auto& [word, value] : words) {
    if (parse_number(word)) return refuse(scale_words, {Phrase(word)});  // it would look like a scale of points
    marks.push_back(word);
  }
  auto scale = scale_of_grades(std::move(marks));
  if (!scale) return scale;
  for (auto& [word, value] : words) scale->values.push_back(std::move(value));
  return scale;
}

std::string Paper::text() const {
  nlohmann::json json = {{"id", id},        {"electorate", electorate},   {"pool", pool}, {"marks", scale.marks},
                         {"questions", {}}, {"points", scale.is_points()}};
  for (const auto& q : questions) json["questions"].push_back({q.subject, q.subject_name, q.indicator, q.title});
  if (scale.has_values() && !scale.is_points())
    for (const auto& value : scale.values) json["values"].push_back(value.exact());
  if (!rules.at_most.empty()) json["at_most"] = rules.at_most;
  if (rules.refuses_all_alike) json["refuses_all_alike"] = true;
  return json.dump();  // keys in the order of their bytes
}
std::string Paper::fingerprint() const { return sha256_hex(text()); }

std::size_t Paper::sheet_size_max() const {
  std::size_t longest = 0;
  for (const auto& mark : scale.marks) longest = std::max(longest, mark.size());
  return questions.size() * (longest + 1);
}

std::optional<Paper> paper_from(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  try {
    Paper paper;
    paper.id = json.at("id").get<std::string>();
    paper.electorate = json.at("electorate").get<std::string>();
    paper.pool = json.at("pool").get<std::string>();
    paper.scale.marks = json.at("marks").get<std::vector<std::string>>();
    const bool are_points = json.at("points").get<bool>(), have_values = json.contains("values");
    if (are_points || have_values) {
      for (const auto& text_of_value :
           are_points ? paper.scale.marks : json["values"].get<std::vector<std::string>>()) {
        const auto value = parse_number(text_of_value);
        if (!value) return std::nullopt;
        paper.scale.values.push_back(*value);
      }
    }
    if (paper.scale.has_values() && paper.scale.values.size() != paper.scale.marks.size()) return std::nullopt;
    for (const auto& q : json.at("questions")) {
      const auto parts = q.get<std::vector<std::string>>();
      if (parts.size() != 4) return std::nullopt;
      paper.questions.push_back({parts[0], parts[1], parts[2], parts[3]});
    }
    if (json.contains("at_most")) paper.rules.at_most = json["at_most"].get<std::map<std::string, int>>();
    paper.rules.refuses_all_alike = json.value("refuses_all_alike", false);
    const bool fits = !paper.scale.marks.empty() && paper.scale.marks.size() <= marks_max && !paper.questions.empty() &&
                      paper.questions.size() <= questions_max;
    return fits && paper.text() == text ? std::optional(std::move(paper)) : std::nullopt;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

bool Sheet::is_blank() const {
  return std::all_of(marks.begin(), marks.end(), [](int mark) { return mark < 0; });
}

namespace {

/// "0, 0.5 … 10" or the grades.
std::string said(const Scale& scale) {
  constexpr std::size_t listed_max = 12;
  if (scale.marks.size() <= listed_max) return joined(scale.marks, " ");
  return scale.marks[0] + " " + scale.marks[1] + " … " + scale.marks.back();
}

std::string shortened(std::string_view text) {
  constexpr std::size_t shown_max = 20;
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size() && count < shown_max; ++count) next_character(text, at);
  return std::string(text.substr(0, at)) + (at < text.size() ? "…" : "");
}

}  // namespace

Result<Sheet> read_sheet(const Paper& paper, std::string_view text) {
  Sheet sheet;
  std::size_t begin = 0;
  const auto count = static_cast<std::size_t>(std::count(text.begin(), text.end(), '|')) + 1;
  if (count != paper.questions.size())
    return refuse(sheet_count, {std::to_string(count), std::to_string(paper.questions.size())});
  for (std::size_t i = 0; i < count; ++i) {
    const auto end = std::min(text.find('|', begin), text.size());
    const auto mark = text.substr(begin, end - begin);
    begin = end + 1;
    sheet.marks.push_back(mark.empty() ? -1 : paper.scale.find(mark));
    if (!mark.empty() && sheet.marks.back() < 0)
      return refuse(sheet_mark,
                    {std::to_string(i + 1), Phrase(paper.questions[i].subject_name + " " + paper.questions[i].title),
                     Phrase(shortened(mark)), Phrase(said(paper.scale))});
  }
  for (const auto& [mark, most] : paper.rules.at_most) {
    const auto times = std::count(sheet.marks.begin(), sheet.marks.end(), paper.scale.find(mark));
    if (times > most) return refuse(sheet_too_many, {Phrase(mark), std::to_string(times), std::to_string(most)});
  }
  const bool is_alike =
      count > 1 && sheet.marks[0] >= 0 &&
      std::all_of(sheet.marks.begin(), sheet.marks.end(), [&](int mark) { return mark == sheet.marks[0]; });
  if (paper.rules.refuses_all_alike && is_alike)
    return refuse(sheet_alike,
                  {std::to_string(count), Phrase(paper.scale.marks[static_cast<std::size_t>(sheet.marks[0])])});
  return sheet;
}

std::string text_of(const Paper& paper, const Sheet& sheet) {
  CHECK(sheet.marks.size() == paper.questions.size());
  std::string text;
  for (std::size_t i = 0; i < sheet.marks.size(); ++i) {
    if (i) text += '|';
    if (sheet.marks[i] >= 0) text += paper.scale.marks[static_cast<std::size_t>(sheet.marks[i])];
  }
  return text;
}

}  // namespace pingxing::ballot
