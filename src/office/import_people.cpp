// People from a table, and the list of them.
#include "office/import_people.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "office/import_plan.hpp"
#include "office/masking.hpp"
#include "store/people_list.hpp"

namespace pingxing::office {

namespace {

using document::TableProblems;
using round::Command;

constexpr std::size_t name_max = 60, kind_max = 20, title_max = 60;

struct PlannedPerson {
  store::Person person;  // id 0: new
  std::string title;
  bool has_new_post = false;
  [[nodiscard]] Id id() const { return person.id; }
};
using PeoplePlan = ImportPlan<PlannedPerson>;

std::set<Id> ids_of(const std::vector<store::Person>& people) {
  std::set<Id> ids;
  for (const auto& person : people) ids.insert(person.id);
  return ids;
}

class PeoplePlanner {
 public:
  PeoplePlanner(store::Reading& db, const Actor& actor, const ImportTable& table, TableProblems& problems)
      : actor_(actor),
        table_(table),
        problems_(problems),
        units_(store::all_units(db)),
        codes_(units_),
        row_codes_(table, person_code) {
    std::map<std::string, std::size_t> row_of;  // by fold
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      in_rows_.push_back(row_codes_.read(row, problems_));
      if (!in_rows_.back().empty()) row_of.emplace(folded(in_rows_.back()), row);
    }
    store::each_person_code(db, [&](const std::string& code) {
      row_codes_.know(code);
      if (const auto found = row_of.find(folded(code)); found != row_of.end()) in_rows_[found->second] = code;
    });
    const std::set<std::string> codes(in_rows_.begin(), in_rows_.end());
    people_ = store::people_with_codes(db, codes);
    titles_ = store::titles_of(db, ids_of(people_));
    for (const auto& person : people_) by_code_[person.code] = &person;
  }

  PeoplePlan plan() {
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      if (in_rows_[row].empty()) continue;
      row_codes_.warn(row, in_rows_[row], problems_);
      add_row(row, in_rows_[row]);
    }
    plan_.seal("people");
    return std::move(plan_);
  }

 private:
  const ImportColumn& column(std::size_t which) const { return table_.column(which); }
  void tell(const MessageRow& message, std::size_t row, std::size_t which, std::vector<Phrase> words) {
    table_.tell(message, row, which, std::move(words), problems_);
  }

  void add_row(std::size_t row, const std::string& code) {
    const auto found = by_code_.find(code);
    const store::Person* before = found == by_code_.end() ? nullptr : found->second;
    PlannedPerson planned{before ? *before : store::Person{}, "", false};
    auto& person = planned.person;
    person.code = code;
    if (before && !actor_.may(Command::ManageUnits, before->unit_id))
      return tell(import_person_not_yours, row, person_code, {Phrase(code)});
    if (const auto title = titles_.find(person.id); before && title != titles_.end()) planned.title = title->second;

    ImportRow shown{ImportRow::Change::Unchanged, code, "", table_.place(row, person_code), {}};
    const Typed name = table_.text(row, person_name, name_max, problems_);
    if (!name.is_wrong && name.text.empty() && (!before || name.is_given))
      tell(text_missing, row, person_name, {Phrase(column(person_name).header)});
    change_field(shown, column(person_name), name, person.name);
    const bool is_elsewhere = read_unit(row, before, person, shown);
    change_field(shown, column(person_kind), table_.text(row, person_kind, kind_max, problems_), person.kind);
    const std::size_t fields = shown.fields.size();
    change_field(shown, column(person_title), table_.text(row, person_title, title_max, problems_), planned.title);
    planned.has_new_post = shown.fields.size() > fields || (is_elsewhere && !planned.title.empty());
    change_field(shown, column(person_phone), table_.phone(row, person_phone, problems_), person.phone);
    change_field(shown, column(person_identity), table_.identity(row, person_identity, problems_),
                 person.identity_number);
    change_day(shown, column(person_joined), table_.day(row, person_joined, problems_), person.joined_on);
    change_day(shown, column(person_left), table_.day(row, person_left, problems_), person.left_on);
    if (person.joined_on && person.left_on && *person.left_on < *person.joined_on)
      tell(import_days_order, row, person_left, {Phrase(*person.joined_on), Phrase(*person.left_on)});
    shown.name = person.name;
    plan_.add(std::move(shown), person.id, std::move(planned));
  }

  /// Whether somebody who was there goes to another unit.
  bool read_unit(std::size_t row, const store::Person* before, store::Person& person, ImportRow& shown) {
    const Typed typed = table_.code(row, person_unit, problems_);
    if (typed.is_wrong || (before && !typed.is_given)) return false;
    if (typed.text.empty()) {
      tell(text_missing, row, person_unit, {Phrase(column(person_unit).header)});
      return false;
    }
    const store::Unit* unit = codes_.find(typed.text);
    if (!unit) {
      tell(import_unit_unknown, row, person_unit, {Phrase(typed.text), codes_.hint(typed.text)});
      return false;
    }
    if (before && unit->id == before->unit_id) return false;
    if (!actor_.may(Command::ManageUnits, unit->id)) tell(import_not_yours, row, person_unit, {Phrase(unit->name)});
    if (unit->closed_on) tell(import_unit_closed, row, person_unit, {Phrase(unit->name), Phrase(*unit->closed_on)});
    shown.fields.push_back(
        {Phrase(column(person_unit).header), before ? codes_.with(before->unit_id).code : "", typed.text});
    person.unit_id = unit->id;
    return before != nullptr;
  }

  const Actor& actor_;
  const ImportTable& table_;
  TableProblems& problems_;
  const std::vector<store::Unit> units_;
  const UnitCodes codes_;
  RowCodes row_codes_;
  std::vector<std::string> in_rows_;  // empty: a row that is wrong
  std::vector<store::Person> people_;
  std::map<Id, std::string> titles_;
  std::map<std::string, const store::Person*> by_code_;
  PeoplePlan plan_;
};

PeoplePlan plan_people(store::Reading& db, const Actor& actor, const ImportTable& table, TableProblems& problems) {
  return PeoplePlanner(db, actor, table, problems).plan();
}

void store_people(store::Writing& db, PeoplePlan& plan) {
  for (std::size_t i = 0; i < plan.stored.size(); ++i) {
    if (plan.preview.rows[i].change == ImportRow::Change::Unchanged) continue;
    auto& [person, title, has_new_post] = plan.stored[i];
    if (person.id == 0)
      person.id = store::add_person(db, person);
    else
      store::change_person(db, person);
    if (has_new_post) store::set_post(db, person.id, person.unit_id, title);
  }
}

}  // namespace

Result<ImportPreview> preview_people(const Office& office, const Actor& actor, const std::string& filename,
                                     const std::string& bytes, Problems& problems) {
  return preview_import(office, read_import(actor, filename, bytes, person_columns()), problems,
                        [&](store::Reading& db, const ImportTable& table, TableProblems& found) {
                          return plan_people(db, actor, table, found);
                        });
}

Result<ImportedRows> import_people(const Office& office, const Actor& actor, const std::string& filename,
                                   const std::string& bytes, const std::string& fingerprint, Problems& problems,
                                   const ImportSteps& steps) {
  return apply_import(
      office, actor, "person.import", read_import(actor, filename, bytes, person_columns()), fingerprint, problems,
      steps,
      [&](store::Reading& db, const ImportTable& table, TableProblems& found) {
        return plan_people(db, actor, table, found);
      },
      [](store::Writing& db, PeoplePlan& plan) { store_people(db, plan); },
      [](const ImportRow& row, const PlannedPerson& planned) {  // which fields, not what they say
        auto fields = Json::array();
        for (const auto& field : row.fields) fields.push_back(field.field.en);
        return Json{{"person", planned.person.id}, {"fields", fields}};
      });
}

Result<std::vector<PersonView>> list_people(const Office& office, const Actor& actor, Id unit_id,
                                            const std::string& after, std::int64_t count) {
  if (!actor.may(Command::ReadUnits, unit_id)) return refuse(not_allowed, {round::row_of(Command::ReadUnits).name});
  const bool is_masked = !actor.may(Command::ManageUnits, unit_id);
  return look(office, [&](store::Reading& db) -> Result<std::vector<PersonView>> {
    const auto units = store::all_units(db);
    const UnitCodes codes(units);
    auto people = store::people_below(db, unit_id, after, count);
    std::map<Id, std::string> titles;
    for (auto& post : store::posts_of(db, people)) titles.try_emplace(post.person_id, std::move(post.title));
    std::vector<PersonView> views;
    for (auto& person : people) {
      const auto title = titles.find(person.id);
      PersonView view{std::move(person), "", title == titles.end() ? "" : title->second, is_masked};
      view.unit = codes.with(view.person.unit_id).name;
      if (is_masked) {
        view.person.phone = masked_phone(view.person.phone);
        view.person.identity_number = masked_identity(view.person.identity_number);
      }
      views.push_back(std::move(view));
    }
    return views;
  });
}

}  // namespace pingxing::office
