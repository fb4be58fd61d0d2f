// What the imports of units and of people share: the preview put together row by row, its fingerprint, and the action
// that does what was previewed or nothing.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "document/table_problems.hpp"
#include "office/import_people.hpp"
#include "office/import_table.hpp"
#include "office/messages.hpp"
#include "office/office.hpp"

namespace pingxing::office {

/// Adds a change of a field where it is one; `now` then becomes what was typed.
inline void change_field(ImportRow& row, const ImportColumn& column, const Typed& typed, std::string& now) {
  if (!typed.is_given || typed.is_wrong || typed.text == now) return;
  row.fields.push_back({Phrase(column.header), now, typed.text});
  now = typed.text;
}
inline void change_day(ImportRow& row, const ImportColumn& column, const Typed& typed,
                       std::optional<std::string>& now) {
  std::string text = now.value_or("");
  change_field(row, column, typed, text);
  now = text.empty() ? std::nullopt : std::optional(text);
}

/// What an import would do: rows for people to read, and behind each what is to be stored.
template <class Stored>
struct ImportPlan {
  ImportPreview preview;
  std::vector<Stored> stored;  // as preview.rows

  void add(ImportRow row, Id id, Stored one) {
    row.change = id == 0              ? ImportRow::Change::New
                 : row.fields.empty() ? ImportRow::Change::Unchanged
                                      : ImportRow::Change::Changed;
    ++(row.change == ImportRow::Change::New       ? preview.added
       : row.change == ImportRow::Change::Changed ? preview.changed
                                                  : preview.unchanged);
    preview.rows.push_back(std::move(row));
    stored.push_back(std::move(one));
  }
  /// Over what changes, from what to what, in the stored rows: a hash of the hash before and the next row.
  void seal(std::string_view what) {
    preview.fingerprint = what;
    for (std::size_t i = 0; i < preview.rows.size(); ++i) {
      const auto& row = preview.rows[i];
      if (row.change == ImportRow::Change::Unchanged) continue;
      auto fields = Json::array();
      for (const auto& field : row.fields) fields.push_back({field.field.en, field.before, field.after});
      preview.fingerprint = sha256_hex(Json{preview.fingerprint, row.code, stored[i].id(), fields}.dump());
    }
  }
};

/// The columns of both tables, in the order of the templates.
enum UnitColumn : std::size_t { unit_code, unit_name, unit_parent, unit_kind, unit_closed };
enum PersonColumn : std::size_t {
  person_code,
  person_name,
  person_unit,
  person_kind,
  person_title,
  person_phone,
  person_identity,
  person_joined,
  person_left
};
const std::vector<ImportColumn>& unit_columns();
const std::vector<ImportColumn>& person_columns();

/// Ids of units as a table names them.
class UnitCodes {
 public:
  explicit UnitCodes(const std::vector<store::Unit>& units);
  [[nodiscard]] const store::Unit* find(const std::string& code) const;
  [[nodiscard]] const store::Unit& with(Id id) const { return *by_id_.at(id); }
  /// ": it is the name of 0101", where somebody typed a name or lost the zeros; else empty.
  [[nodiscard]] Phrase hint(const std::string& typed) const;

 private:
  std::map<std::string, const store::Unit*> by_code_;
  std::map<Id, const store::Unit*> by_id_;
};

/// The ids of the rows, and which of the stored ones are like them.
class RowCodes {
 public:
  RowCodes(const ImportTable& table, std::size_t column) : table_(table), column_(column) {}
  /// Empty where the row has none, or one that stood before: the problem is then told.
  std::string read(std::size_t row, document::TableProblems& problems);
  /// The same of an id that is known already; false where it stood before.
  bool take(std::size_t row, const std::string& code, document::TableProblems& problems);
  /// One that is stored, behind all rows: kept where it is like one of them.
  void know(const std::string& code);
  /// Of a new one that only lacks the zeros of one that is known.
  void warn(std::size_t row, const std::string& code, document::TableProblems& problems) const;

 private:
  const ImportTable& table_;
  std::size_t column_;
  std::map<std::string, int> seen_;                     // in which row
  std::map<std::string, std::set<std::string>> known_;  // by what is left without leading zeros
};

/// The file read once, and what was found in it; the plan is made of it in the transaction that needs it.
struct ReadImport {
  std::optional<ImportTable> table;
  document::TableProblems found;
};
Result<ReadImport> read_import(const Actor& actor, const std::string& filename, const std::string& bytes,
                               const std::vector<ImportColumn>& columns);

/// `plan(db, table, problems)` gives the ImportPlan.
template <class Plan>
Result<ImportPreview> preview_import(const Office& office, const Result<ReadImport>& read, Problems& problems,
                                     Plan plan) {
  if (!read) return read.refusal();
  document::TableProblems found = read->found;
  ImportPreview preview;
  if (read->table) preview = look(office, [&](store::Reading& db) { return plan(db, *read->table, found).preview; });
  found.tell(problems);
  if (found.has_errors()) return refuse(table_has_errors, {std::to_string(found.error_count())});
  return preview;
}

/// `apply(db, plan)` stores it; the journal gets `entry(row, stored)` for each row that was new or changed.
template <class Plan, class Apply, class Entry>
Result<ImportedRows> apply_import(const Office& office, const Actor& actor, std::string_view action,
                                  const Result<ReadImport>& read, const std::string& fingerprint, Problems& problems,
                                  const ImportSteps& steps, Plan plan, Apply apply, Entry entry) {
  if (!read) return read.refusal();
  if (steps.read) steps.read();
  document::TableProblems found;
  const auto work = [&](store::Writing& db, Json& body) -> Result<ImportedRows> {
    found = read->found;
    if (!read->table) return refuse(table_has_errors, {std::to_string(found.error_count())});
    auto made = plan(db, *read->table, found);
    if (found.has_errors()) return refuse(table_has_errors, {std::to_string(found.error_count())});
    if (made.preview.fingerprint != fingerprint) return refuse(import_changed);
    apply(db, made);
    auto list = Json::array();
    for (std::size_t i = 0; i < made.stored.size(); ++i)
      if (made.preview.rows[i].change != ImportRow::Change::Unchanged)
        list.push_back(entry(made.preview.rows[i], made.stored[i]));
    body = {{"file_sha256", read->table->sha256()}, {"rows", list}};
    const ImportedRows imported{made.preview.added, made.preview.changed, made.preview.unchanged};
    if (steps.stored) steps.stored(db, imported);
    return imported;
  };
  try {
    auto imported = act(office, actor, action, work);
    found.tell(problems);
    return imported;
  } catch (const store::UniqueViolation&) {  // another server added the same id at the same moment
    return refuse(import_changed);
  }
}

}  // namespace pingxing::office
