#include "office/holidays.hpp"

#include <map>

#include "base/text.hpp"
#include "office/import_table.hpp"
#include "office/messages.hpp"
#include "office/rounds.hpp"
#include "service/input_words.hpp"

namespace pingxing::office {

namespace {

using document::TableProblems;
using round::Command;

constexpr std::size_t name_max = 30, lines_max = 2'000, text_max = 200'000;
constexpr Text year_field{"年份", "year"}, name_field{"名称", "name"}, text_field{"节假日", "holidays"};
constexpr int year_first = 2000, year_last = 2100;

Refusal no_right() { return refuse(not_allowed, {round::row_of(Command::ManageSettings).name}); }

bool is_year(const std::string& text) {
  return text.size() == 4 && text.find_first_not_of("0123456789") == text.npos && std::stoi(text) >= year_first &&
         std::stoi(text) <= year_last;
}

std::optional<bool> is_working_word(std::string_view typed) {
  const std::string word = service::folded(typed);
  for (const std::string_view one : {"休", "放假", "假", "休息", "节假日", "rest", "off", "holiday"})
    if (word == one) return false;
  for (const std::string_view one : {"班", "上班", "调休上班", "补班", "工作日", "work", "working"})
    if (word == one) return true;
  return std::nullopt;
}

/// One after the other; a day that came before is told.
class Days {
 public:
  explicit Days(TableProblems& problems) : problems_(problems) {}
  void add(store::Holiday day, int line, const Place& place) {
    const auto [seen, is_first] = lines_.emplace(day.day, line);
    if (is_first)
      days_.push_back(std::move(day));
    else
      problems_.add(holiday_twice, place, {Phrase(day.day), std::to_string(seen->second)}, {line, 1});
  }
  [[nodiscard]] const std::vector<store::Holiday>& days() const { return days_; }

 private:
  TableProblems& problems_;
  std::map<std::string, int> lines_;
  std::vector<store::Holiday> days_;
};

bool is_in_years(const Day& day) { return day.year >= year_first && day.year <= year_last; }

void read_line(std::string_view line, int number, Days& days, TableProblems& problems) {
  const auto next_word = [&] {
    constexpr std::string_view between = " \t,;";
    const auto begin = std::min(line.find_first_not_of(between), line.size());
    const auto end = std::min(line.find_first_of(between, begin), line.size());
    const auto word = line.substr(begin, end - begin);
    line.remove_prefix(end);
    return word;
  };
  const auto place = [&](int column) { return Place{"", number, column, "", ""}; };
  const auto tell = [&](const MessageRow& row, int column, std::vector<Phrase> words) {
    problems.add(row, place(column), std::move(words), {number, column});
  };
  const auto day_word = next_word(), kind_word = next_word();
  const auto day = day_of_text(std::string(day_word));
  if (!day || !is_in_years(*day)) return tell(import_day, 1, {Phrase(service::shortened(day_word, 20))});
  const auto is_working = is_working_word(kind_word);
  if (!is_working) return tell(holiday_kind, 2, {Phrase(service::shortened(kind_word, 20))});
  const auto begin = line.find_first_not_of(" \t,;");
  const auto name = cleaned(begin == line.npos ? "" : line.substr(begin), name_field, name_max, true);
  if (!name) return tell(*name.refusal().row, 3, name.refusal().words);
  days.add({day->text(), *is_working, *name}, number, place(1));
}

Result<std::size_t> store_days(const Office& office, const Actor& actor, const std::vector<store::Holiday>& days,
                               const std::vector<std::string>& years) {
  return act(office, actor, "holidays.set", [&](store::Writing& db, Json& body) -> Result<std::size_t> {
    store::set_holidays(db, days, years);
    auto list = Json::array();
    for (const auto& day : days) list.push_back({day.day, day.is_working ? "work" : "rest", day.name});
    body = {{"years", years}, {"days", list}};
    return days.size();
  });
}

}  // namespace

Result<std::vector<store::Holiday>> list_holidays(const Office& office, const Actor& actor) {
  if (!actor.may(Command::ManageSettings)) return no_right();
  return look(office,
              [](store::Reading& db) -> Result<std::vector<store::Holiday>> { return store::all_holidays(db); });
}

Result<std::size_t> save_holidays(const Office& office, const Actor& actor, const std::string& year,
                                  const std::string& text, Problems& problems) {
  if (!actor.may(Command::ManageSettings)) return no_right();
  if (!is_year(year)) return refuse(choice_unknown, {year_field, Phrase(year)});
  if (text.size() > text_max)
    return refuse(text_too_long, {text_field, std::to_string(text.size()), std::to_string(text_max)});
  TableProblems found;
  Days days(found);
  std::string_view left = text;
  for (int number = 1; !left.empty() && number <= static_cast<int>(lines_max); ++number) {
    const auto end = std::min(left.find('\n'), left.size());
    std::string plain(left.substr(0, end));
    for (const std::string_view wide : {"\u3000", "\uFF0C", "\uFF1B"})  // as Chinese keyboards write them
      for (auto at = plain.find(wide); at != plain.npos; at = plain.find(wide)) plain.replace(at, wide.size(), ",");
    if (const auto line = trimmed(plain); !line.empty()) read_line(line, number, days, found);
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  found.tell(problems);
  if (found.has_errors()) return refuse(table_has_errors, {std::to_string(found.error_count())});
  return store_days(office, actor, days.days(), {year});
}

Result<std::size_t> import_holidays(const Office& office, const Actor& actor, const std::string& filename,
                                    const std::string& bytes, Problems& problems) {
  if (!actor.may(Command::ManageSettings)) return no_right();
  enum : std::size_t { day_column, kind_column, name_column };
  TableProblems found;
  const auto table = ImportTable::read(filename, bytes,
                                       {{{"日期", "day"}, {"date"}, true},
                                        {{"类型", "kind"}, {"休或班", "type"}, true},
                                        {{"名称", "name"}, {"节日"}, false}},
                                       found);
  Days days(found);
  for (std::size_t row = 0; table && row < table->row_count(); ++row) {
    const Typed day = table->day(row, day_column, found), kind = table->text(row, kind_column, name_max, found),
                name = table->text(row, name_column, name_max, found);
    if (day.is_wrong || kind.is_wrong || name.is_wrong) continue;
    const auto read = read_day(day.text);
    const auto is_working = is_working_word(kind.text);
    if (!read || !is_in_years(*read))
      table->tell(import_day, row, day_column, {Phrase(day.text)}, found);
    else if (!is_working)
      table->tell(holiday_kind, row, kind_column, {Phrase(service::shortened(kind.text, 20))}, found);
    else
      days.add({day.text, *is_working, name.text}, table->number(row), table->place(row, day_column));
  }
  found.tell(problems);
  if (found.has_errors()) return refuse(table_has_errors, {std::to_string(found.error_count())});
  return store_days(office, actor, days.days(), {});
}

std::string text_of_holidays(const std::vector<store::Holiday>& days, Language language) {
  const bool is_zh = language == Language::Chinese;
  std::string text;
  for (const auto& day : days)
    text += day.day + (day.is_working ? (is_zh ? " 班 " : " work ") : (is_zh ? " 休 " : " rest ")) + day.name + "\n";
  return text;
}

}  // namespace pingxing::office
