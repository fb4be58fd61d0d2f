// The tree of units from a table.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "office/import_plan.hpp"

namespace pingxing::office {

namespace {

using document::TableProblems;
using round::Command;

constexpr std::size_t name_max = 60, kind_max = 20;

struct PlannedUnit {
  store::Unit unit;         // id 0: new
  std::string parent_code;  // of a new or moved one
  bool is_moved = false;
  [[nodiscard]] Id id() const { return unit.id; }
};
using UnitPlan = ImportPlan<PlannedUnit>;

class UnitPlanner {
 public:
  UnitPlanner(store::Reading& db, const Actor& actor, const ImportTable& table, TableProblems& problems)
      : actor_(actor), table_(table), problems_(problems), units_(store::all_units(db)), codes_(units_) {
    for (const auto& unit : units_) parent_of_[unit.code] = unit.parent_id ? codes_.with(*unit.parent_id).code : "";
  }

  UnitPlan plan() {
    RowCodes row_codes(table_, unit_code);
    std::vector<std::string> in_rows;
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      in_rows.push_back(as_stored(row_codes.read(row, problems_)));
      if (in_rows.back().empty()) continue;
      row_of_[in_rows.back()] = row;
      in_table_.emplace(folded(in_rows.back()), in_rows.back());
    }
    for (const auto& unit : units_) row_codes.know(unit.code);
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      if (in_rows[row].empty()) continue;
      row_codes.warn(row, in_rows[row], problems_);
      add_row(row, in_rows[row]);
    }
    find_cycles();
    plan_.seal("units");
    return std::move(plan_);
  }

 private:
  /// An id in the spelling that the store has, or that the table has first.
  [[nodiscard]] std::string as_stored(const std::string& code) const {
    if (const auto* unit = codes_.find(code)) return unit->code;
    const auto found = in_table_.find(folded(code));
    return found == in_table_.end() ? code : found->second;
  }

  const ImportColumn& column(std::size_t which) const { return table_.column(which); }
  void tell(const MessageRow& message, std::size_t row, std::size_t which, std::vector<Phrase> words) {
    table_.tell(message, row, which, std::move(words), problems_);
  }

  void add_row(std::size_t row, const std::string& code) {
    const store::Unit* before = codes_.find(code);
    PlannedUnit planned{before ? *before : store::Unit{}, "", false};
    auto& unit = planned.unit;
    unit.code = code;
    if (before && !actor_.may(Command::ManageUnits, before->id))
      return tell(import_not_yours, row, unit_code, {Phrase(before->name)});

    ImportRow shown{ImportRow::Change::Unchanged, code, "", table_.place(row, unit_code), {}};
    const Typed name = table_.text(row, unit_name, name_max, problems_);
    if (!name.is_wrong && name.text.empty() && (!before || name.is_given))
      tell(text_missing, row, unit_name, {Phrase(column(unit_name).header)});
    change_field(shown, column(unit_name), name, unit.name);
    read_parent(row, before, planned, shown);
    change_field(shown, column(unit_kind), table_.text(row, unit_kind, kind_max, problems_), unit.kind);
    change_day(shown, column(unit_closed), table_.day(row, unit_closed, problems_), unit.closed_on);
    shown.name = unit.name;
    plan_.add(std::move(shown), unit.id, std::move(planned));
  }

  void read_parent(std::size_t row, const store::Unit* before, PlannedUnit& planned, ImportRow& shown) {
    Typed typed = table_.code(row, unit_parent, problems_);
    typed.text = as_stored(typed.text);
    if (typed.is_wrong || (before && !typed.is_given)) return;
    if (typed.text.empty()) {
      if (!before || before->parent_id) tell(import_parent_missing, row, unit_parent, {Phrase(planned.unit.code)});
      return;
    }
    const store::Unit* parent = codes_.find(typed.text);
    if (!parent && !row_of_.contains(typed.text))
      return tell(import_unit_unknown, row, unit_parent, {Phrase(typed.text), codes_.hint(typed.text)});
    const std::string old_parent = before && before->parent_id ? codes_.with(*before->parent_id).code : "";
    if (before && typed.text == old_parent) return;
    if (parent && !actor_.may(Command::ManageUnits, parent->id))
      return tell(import_not_yours, row, unit_parent, {Phrase(parent->name)});
    if (before && before->parent_id && !actor_.may(Command::ManageUnits, *before->parent_id))
      return tell(import_not_yours, row, unit_parent, {Phrase(codes_.find(old_parent)->name)});
    if (before && !before->parent_id && !actor_.has(round::Role::Administrator))
      return tell(import_not_yours, row, unit_parent, {Phrase(before->name)});  // the top of a tree
    if (parent && parent->closed_on)
      tell(import_unit_closed, row, unit_parent, {Phrase(parent->name), Phrase(*parent->closed_on)});
    planned.parent_code = typed.text;
    planned.is_moved = before != nullptr;
    parent_of_[planned.unit.code] = typed.text;
    shown.fields.push_back({Phrase(column(unit_parent).header), old_parent, typed.text});
  }

  /// Each once, at its first row in the table. What was walked before is not walked again.
  void find_cycles() {
    std::set<std::string> done;
    for (std::size_t i = 0; i < plan_.stored.size(); ++i) {
      if (plan_.stored[i].parent_code.empty()) continue;
      std::vector<std::string> way;
      std::map<std::string, std::size_t> step;
      std::string at = plan_.preview.rows[i].code;
      while (!at.empty() && !done.contains(at) && step.emplace(at, way.size()).second) {
        way.push_back(at);
        const auto above = parent_of_.find(at);
        at = above == parent_of_.end() ? "" : above->second;
      }
      done.insert(way.begin(), way.end());
      if (const auto again = step.find(at); again != step.end())
        tell_cycle({way.begin() + static_cast<std::ptrdiff_t>(again->second), way.end()});
    }
  }
  void tell_cycle(std::vector<std::string> codes) {
    std::size_t first = table_.row_count();
    for (const auto& code : codes)
      if (const auto row = row_of_.find(code); row != row_of_.end()) first = std::min(first, row->second);
    codes.push_back(codes.front());
    tell(import_parent_cycle, first, unit_parent, {Phrase(joined(codes, " → "))});
  }

  const Actor& actor_;
  const ImportTable& table_;
  TableProblems& problems_;
  const std::vector<store::Unit> units_;
  const UnitCodes codes_;
  std::map<std::string, std::string> parent_of_;  // by code, as it comes out
  std::map<std::string, std::size_t> row_of_;
  std::map<std::string, std::string> in_table_;  // ids by fold
  UnitPlan plan_;
};

UnitPlan plan_units(store::Reading& db, const Actor& actor, const ImportTable& table, TableProblems& problems) {
  return UnitPlanner(db, actor, table, problems).plan();
}

/// Parents before what stands below them.
void store_units(store::Writing& db, UnitPlan& plan, std::int64_t now) {
  std::map<std::string, Id> ids;
  for (const auto& unit : store::all_units(db)) ids[unit.code] = unit.id;
  std::map<std::string, PlannedUnit*> waiting;
  for (std::size_t i = 0; i < plan.stored.size(); ++i)
    if (plan.preview.rows[i].change != ImportRow::Change::Unchanged)
      waiting[plan.stored[i].unit.code] = &plan.stored[i];
  while (!waiting.empty()) {
    std::vector<PlannedUnit*> way{waiting.begin()->second};
    while (!way.back()->parent_code.empty() && !ids.contains(way.back()->parent_code))
      way.push_back(waiting.at(way.back()->parent_code));
    for (; !way.empty(); way.pop_back()) {  // ends: the plan has no cycle
      auto& [unit, parent_code, is_moved] = *way.back();
      const auto from = unit.parent_id;
      if (!parent_code.empty()) unit.parent_id = ids.at(parent_code);
      if (unit.id == 0)
        ids[unit.code] = unit.id = store::add_unit(db, unit);
      else
        store::change_unit(db, unit);
      if (is_moved) store::add_unit_move(db, unit.id, from, unit.parent_id, now, "导入");
      waiting.erase(unit.code);
    }
  }
}

}  // namespace

Result<ImportPreview> preview_units(const Office& office, const Actor& actor, const std::string& filename,
                                    const std::string& bytes, Problems& problems) {
  return preview_import(office, read_import(actor, filename, bytes, unit_columns()), problems,
                        [&](store::Reading& db, const ImportTable& table, TableProblems& found) {
                          return plan_units(db, actor, table, found);
                        });
}

Result<ImportedRows> import_units(const Office& office, const Actor& actor, const std::string& filename,
                                  const std::string& bytes, const std::string& fingerprint, Problems& problems,
                                  const ImportSteps& steps) {
  return apply_import(
      office, actor, "unit.import", read_import(actor, filename, bytes, unit_columns()), fingerprint, problems, steps,
      [&](store::Reading& db, const ImportTable& table, TableProblems& found) {
        return plan_units(db, actor, table, found);
      },
      [&](store::Writing& db, UnitPlan& plan) { store_units(db, plan, office.clock.now_ms()); },
      [](const ImportRow& row, const PlannedUnit& planned) {
        auto fields = Json::array();
        for (const auto& field : row.fields) fields.push_back({field.field.en, field.before, field.after});
        return Json{{"unit", planned.unit.id}, {"code", row.code}, {"fields", fields}};
      });
}

}  // namespace pingxing::office
