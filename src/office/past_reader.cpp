#include "office/past_reader.hpp"

#include <algorithm>
#include <charconv>

#include "base/hash.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "document/place.hpp"
#include "document/text_file.hpp"
#include "office/import_plan.hpp"
#include "rating/decide.hpp"
#include "service/input_words.hpp"
#include "service/messages.hpp"
#include "service/read_history.hpp"
#include "service/result_parts.hpp"

namespace pingxing::office {

namespace {

using document::TableProblems;
using rating::Status;
using service::folded;

constexpr std::size_t code_max = 40, name_max = 60, period_max = 60, cell_max = 60, filename_max = 200;
constexpr Text code_field{"编号", "id"}, period_field{"期", "period"}, file_field{"文件名", "name of the file"};

enum PastColumn : std::size_t {
  past_code,
  past_name,
  past_period,
  past_grade,
  past_stars,
  past_total_column,
  past_status
};
const std::vector<ImportColumn>& past_columns() {
  static const std::vector<ImportColumn> columns{
      {{"编号", "id"}, {"对象编号", "单位编号", "人员编号", "工号", "code"}, false},
      {{"名称", "name"}, {"对象", "姓名", "单位名称", "单位", "subject"}, false},
      {{"期", "period"}, {"期次", "考评期", "年度", "考评", "round", "year"}, false},
      {{"等次", "grade"}, {"等级", "考核等次", "评定等次", "level"}, false},
      {{"星级", "stars"}, {}, false},
      {{"总分", "total"}, {"得分", "分数", "score", "points"}, false},
      {{"状态", "status"}, {}, false},
  };
  return columns;
}

/// "5", "5星", "5星级", "★★★★★".
std::optional<int> stars_in(const std::string& words) {
  std::string text = folded(words);
  int stars = 0;
  for (const std::string_view star : {"★", "☆"})
    for (auto at = text.find(star); at != text.npos; at = text.find(star)) {
      text.erase(at, star.size());
      stars += star == "★";
    }
  if (text.empty() && !words.empty()) return stars;
  if (text.ends_with("级")) text.resize(text.size() - std::string_view("级").size());
  if (text.ends_with("星")) text.resize(text.size() - std::string_view("星").size());
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), stars);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(stars) : std::nullopt;
}

/// "2024年.csv" → "2024年".
std::string stem_of(const std::string& filename) {
  const auto slash = filename.find_last_of("/\\");
  const auto name = slash == filename.npos ? filename : filename.substr(slash + 1);
  const auto dot = name.rfind('.');
  return dot == name.npos || dot == 0 ? name : name.substr(0, dot);
}

bool is_json(const PastFile& file) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  std::string_view bytes = file.bytes;
  if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  const auto first = bytes.find_first_not_of(" \t\r\n");
  return lower_ascii(file.filename).ends_with(".json") || (first != bytes.npos && bytes[first] == '{');
}

bool says_something(const ImportTable& table, std::size_t row) {
  document::TableProblems unsaid;
  for (const std::size_t column : {past_grade, past_stars, past_total_column, past_status})
    if (const Typed typed = table.text(row, column, cell_max, unsaid); typed.is_wrong || !typed.text.empty())
      return true;
  return false;
}

std::optional<std::string> exact(const std::string& text) {
  std::string plain = Line(text, 0).text();
  std::erase(plain, ' ');
  const auto number = parse_number(plain);
  return number ? std::optional(number->exact()) : std::nullopt;
}

}  // namespace

PastGrades::PastGrades(const scheme::Scheme& scheme) : scheme_(scheme) {
  const std::string rated(service::status_word(Status::Rated));
  for (const auto& grade : scheme.grading.grades) by_words_.emplace(folded(grade.name), Outcome{rated, grade.name});
  const Phrase none = rating::grade_name(scheme, static_cast<int>(scheme.grading.grades.size()));
  for (const auto& words : {none.zh, none.en, std::string("未定级"), std::string("unrated")})
    by_words_.emplace(folded(words), Outcome{rated, ""});
  for (const auto status : {Status::Pending, Status::Disqualified, Status::OutOfScope})
    for (const auto words : {service::status_name(status).zh, service::status_name(status).en})
      by_words_.emplace(folded(words), Outcome{std::string(service::status_word(status)), ""});
}

std::optional<PastGrades::Outcome> PastGrades::called(const std::string& words) const {
  const auto found = by_words_.find(folded(words));
  return found == by_words_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<PastGrades::Outcome> PastGrades::with_stars(int stars) const {
  std::vector<Outcome> all;
  const int count = static_cast<int>(scheme_.grading.grades.size());
  const std::string rated(service::status_word(Status::Rated));
  for (int grade = 0; grade <= count; ++grade)
    if (service::stars_of(scheme_, grade) == stars)
      all.push_back({rated, grade == count ? "" : scheme_.grading.grades[static_cast<std::size_t>(grade)].name});
  return all;
}

Phrase PastGrades::names() const {
  Phrase names = service::grade_names(scheme_);
  for (const auto status : {Status::Disqualified, Status::OutOfScope, Status::Pending}) {
    names.zh += "、" + std::string(service::status_name(status).zh);
    names.en += ", " + std::string(service::status_name(status).en);
  }
  return names;
}

void PastReader::read(const PastFile& sent, Problems& problems) {
  TableProblems found;
  const auto filename = cleaned(sent.filename, file_field, filename_max, true);
  const auto period = cleaned(Line(cell_text(sent.period), 0).text(), period_field, period_max, true);
  for (const auto* refused : {&filename, &period})
    if (refused->is_refused()) found.add(*refused->refusal().row, document::in_file(""), refused->refusal().words);
  if (filename && period) {
    const PastFile file{*period, *filename, sent.bytes};
    if (is_json(file))
      read_result(file, found);
    else
      read_table(file, found);
  }
  found.tell(problems);
  errors_ += found.error_count();
}

/// A further period; nothing where there is one of that name.
store::PastPeriod* PastReader::add_period(const std::string& name, const PastFile& file, TableProblems& found) {
  const auto is_called = [&](const store::PastPeriod& one) { return folded(one.name) == folded(name); };
  if (std::any_of(periods_.begin(), periods_.end(), is_called)) {
    found.add(past_period_twice, document::in_file(file.filename), {Phrase(name)});
    return nullptr;
  }
  periods_.push_back({name, file.filename, sha256_hex(file.bytes), {}});
  return &periods_.back();
}

void PastReader::read_result(const PastFile& file, TableProblems& found) {
  const auto whole = document::in_file(file.filename);
  Problems problems;
  std::string converted;
  const auto text = document::text_of_upload(file.bytes, file.filename, converted, problems);
  const auto result = text ? service::read_result(file.filename, *text, problems) : std::nullopt;
  found.add(problems);
  if (!result) return;
  if (result->subjects.empty()) found.add(import_empty, whole);
  auto* period = add_period(file.period.empty() ? stem_of(file.filename) : file.period, file, found);
  if (!period) return;
  std::map<std::string, bool> seen;
  for (const auto& subject : result->subjects) {
    const auto code = cleaned(Line(cell_text(subject.id), 0).text(), code_field, code_max, false);
    if (!code) {
      found.add(*code.refusal().row, whole, code.refusal().words);
      continue;
    }
    if (!seen.emplace(*code, true).second) found.add(service::history_id_twice, whole, {service::shortened(*code)});
    store::PastResult one{*code, std::string(service::status_word(subject.status)), "", ""};
    if (subject.status == Status::Rated && (subject.grade || !opened_.scheme().grading.grades.empty())) {
      const auto outcome = grades_.called(subject.grade.value_or(""));
      if (!outcome || outcome->status != one.status)
        found.add(service::history_grade_unknown, whole,
                  {service::shortened(*code), service::shortened(subject.grade.value_or("")), grades_.names()});
      else
        one.grade = outcome->grade;
    }
    if (!subject.total.empty()) {
      const auto total = exact(subject.total);
      if (!total) found.add(past_total, whole, {Phrase(service::shortened(subject.total, 20))});
      one.total = total.value_or("");
    }
    period->results.push_back(std::move(one));
  }
}

void PastReader::read_table(const PastFile& file, TableProblems& found) {
  const auto table = ImportTable::read(file.filename, file.bytes, past_columns(), found);
  if (!table) return;
  const auto lacks = [&](std::size_t column) {
    found.add(import_column_missing, table->place(0, column), {Phrase(table->column(column).header)});
  };
  if (!table->has(past_code) && !table->has(past_name)) lacks(past_code);
  if (!table->has(past_grade) && !table->has(past_stars)) lacks(past_grade);
  if (table->has(past_period) && !file.period.empty())
    found.add(past_period_two_names, document::in_file(file.filename), {Phrase(file.period)});
  if (found.has_errors()) return;

  std::map<std::string, const store::Subject*> subjects;
  for (const auto& subject : opened_.subjects) subjects[folded(subject.code)] = &subject;
  struct OfPeriod {
    std::optional<std::size_t> at;  // among periods_; nothing: another file has that period
    RowCodes codes;
    std::vector<std::pair<std::size_t, std::string>> taken = {};  // rows with their ids
  };
  std::map<std::string, OfPeriod> of_table;  // by folded name
  std::size_t filled = 0;
  for (std::size_t row = 0; row < table->row_count(); ++row) {
    if (!says_something(*table, row)) continue;  // a row of the template that nobody filled in
    std::string period = file.period.empty() ? stem_of(file.filename) : file.period;
    if (table->has(past_period)) {
      const Typed typed = table->text(row, past_period, period_max, found);
      if (typed.is_wrong) continue;
      period = Line(typed.text, 0).text();
      if (period.empty()) {
        table->tell(text_missing, row, past_period, {Phrase(period_field)}, found);
        continue;
      }
    }
    Typed code = table->code(row, past_code, found);
    const Typed name = table->text(row, past_name, name_max, found);
    const Typed total = table->text(row, past_total_column, cell_max, found);
    if (code.is_wrong || name.is_wrong || total.is_wrong) continue;
    if (code.text.empty()) {
      const auto of_name = code_of_name(*table, row, found);
      if (!of_name) continue;
      code.text = *of_name;
    }
    const auto outcome = outcome_of(*table, row, code.text, found);
    if (!outcome) continue;
    ++filled;
    auto of = of_table.find(folded(period));
    if (of == of_table.end()) {
      const bool is_new = add_period(period, file, found) != nullptr;
      OfPeriod made{is_new ? std::optional(periods_.size() - 1) : std::nullopt, RowCodes(*table, past_code)};
      of = of_table.emplace(folded(period), std::move(made)).first;
    }
    if (!of->second.at || !of->second.codes.take(row, code.text, found)) continue;
    of->second.taken.emplace_back(row, code.text);
    if (const auto subject = subjects.find(folded(code.text));
        subject != subjects.end() && !name.text.empty() && folded(name.text) != folded(subject->second->name))
      table->tell(past_name_differs, row, past_name,
                  {Phrase(code.text), Phrase(subject->second->name), Phrase(service::shortened(name.text))}, found);
    store::PastResult one{code.text, outcome->status, outcome->grade, ""};
    if (!total.text.empty()) {
      const auto number = exact(total.text);
      if (!number) table->tell(past_total, row, past_total_column, {Phrase(service::shortened(total.text, 20))}, found);
      one.total = number.value_or("");
    }
    periods_[*of->second.at].results.push_back(std::move(one));
  }
  for (auto& [period, of] : of_table) {
    for (const auto& [fold, subject] : subjects) of.codes.know(subject->code);
    for (const auto& [row, code] : of.taken) of.codes.warn(row, code, found);
  }
  if (filled == 0 && !found.has_errors()) found.add(import_empty, document::in_file(file.filename));
}

/// The id of the one subject of the round that is called so.
std::optional<std::string> PastReader::code_of_name(const ImportTable& table, std::size_t row, TableProblems& found) {
  const Typed name = table.text(row, past_name, name_max, found);
  if (name.text.empty()) {
    table.tell(text_missing, row, past_code, {Phrase(code_field)}, found);
    return std::nullopt;
  }
  if (codes_by_name_.empty())
    for (const auto& subject : opened_.subjects) codes_by_name_.emplace(folded(subject.name), subject.code);
  const auto [first, last] = codes_by_name_.equal_range(folded(name.text));
  const auto count = std::distance(first, last);
  if (count == 1) return first->second;
  table.tell(past_name_unfit, row, past_name, {Phrase(service::shortened(name.text)), std::to_string(count)}, found);
  return std::nullopt;
}

/// What grade, stars and status of a row say together; nothing where a problem was told.
std::optional<PastGrades::Outcome> PastReader::outcome_of(const ImportTable& table, std::size_t row,
                                                          const std::string& code, TableProblems& found) {
  using Outcome = PastGrades::Outcome;
  std::optional<Outcome> outcome;
  std::string before;
  bool says_rated = false, is_wrong = false;
  for (const std::size_t column : {past_grade, past_stars, past_status}) {
    const Typed typed = table.text(row, column, cell_max, found);
    is_wrong = is_wrong || typed.is_wrong;
    if (typed.is_wrong || typed.text.empty()) continue;
    const auto rated_name = service::status_name(Status::Rated);
    if (column == past_status && (folded(typed.text) == rated_name.zh || folded(typed.text) == rated_name.en)) {
      says_rated = true;
      continue;
    }
    std::vector<Outcome> meant;
    if (const auto called = grades_.called(typed.text))
      meant = {*called};
    else if (const auto stars = column == past_status ? std::nullopt : stars_in(typed.text))
      meant = grades_.with_stars(*stars);
    if (!outcome && meant.size() == 1) {
      outcome = meant.front();
      before = typed.text;
    } else if (!outcome) {
      table.tell(service::history_grade_unknown, row, column,
                 {service::shortened(code), service::shortened(typed.text), grades_.names()}, found);
      is_wrong = true;
    } else if (std::find(meant.begin(), meant.end(), *outcome) == meant.end()) {
      table.tell(past_grades_differ, row, column,
                 {Phrase(code), Phrase(service::shortened(before)), Phrase(service::shortened(typed.text))}, found);
      is_wrong = true;
    }
  }
  if (is_wrong) return std::nullopt;
  if (!outcome && says_rated && opened_.scheme().grading.grades.empty())
    return Outcome{std::string(service::status_word(Status::Rated)), ""};
  if (!outcome) table.tell(text_missing, row, past_grade, {Phrase(table.column(past_grade).header)}, found);
  return outcome;
}

}  // namespace pingxing::office
