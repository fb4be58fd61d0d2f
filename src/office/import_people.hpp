// Units and people from a table: templates to fill in, a preview of what would change, and the import of exactly what
// was previewed, as one action. Only adds and changes: who is missing in the table stays; units are closed and people
// leave by a day. And the list of people, masked for whom it does not concern.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "office/office.hpp"

namespace pingxing::office {

/// Empty workbooks with header, help and drop-downs. `kinds`, `units` (codes): what there is to choose from, where the
/// office has its own.
std::string units_template(const std::vector<std::string>& kinds = {});
std::string people_template(const std::vector<std::string>& kinds = {}, const std::vector<std::string>& units = {});

struct FieldChange {
  Phrase field;
  std::string before, after;
};
/// A table of 20,000 people is about as large.
constexpr std::size_t import_bytes_max = std::size_t{3} << 20;

/// A row of the table and what it would do.
struct ImportRow {
  enum class Change { New, Changed, Unchanged };
  Change change = Change::Unchanged;
  std::string code, name;
  Place place;
  std::vector<FieldChange> fields;  // that change; of a new one: that are filled in
};
struct ImportPreview {
  std::vector<ImportRow> rows;  // as in the table
  std::size_t added = 0, changed = 0, unchanged = 0;
  std::string fingerprint;  // of the change: import takes it back
};
/// Refused where anything is wrong: `problems` then says everything that is, by cell. Otherwise it holds warnings only.
Result<ImportPreview> preview_units(const Office& office, const Actor& actor, const std::string& filename,
                                    const std::string& bytes, Problems& problems);
Result<ImportPreview> preview_people(const Office& office, const Actor& actor, const std::string& filename,
                                     const std::string& bytes, Problems& problems);

struct ImportedRows {
  std::size_t added = 0, changed = 0, unchanged = 0;
};
/// For who imports as a job: called once the file is read, and in the transaction, once everything is stored.
struct ImportSteps {
  std::function<void()> read;
  std::function<void(store::Writing&, const ImportedRows&)> stored;
};
/// Refused as the preview is, and where it would do anything else than the preview with that fingerprint said.
Result<ImportedRows> import_units(const Office& office, const Actor& actor, const std::string& filename,
                                  const std::string& bytes, const std::string& fingerprint, Problems& problems,
                                  const ImportSteps& steps = {});
Result<ImportedRows> import_people(const Office& office, const Actor& actor, const std::string& filename,
                                   const std::string& bytes, const std::string& fingerprint, Problems& problems,
                                   const ImportSteps& steps = {});

struct PersonView {
  store::Person person;     // phone and identity number masked where `is_masked`
  std::string unit, title;  // name of the unit; the post of today
  bool is_masked = true;
};
/// Of the unit and all below, by code: at most `count` behind `after`. Masked unless the actor manages that unit.
Result<std::vector<PersonView>> list_people(const Office& office, const Actor& actor, Id unit_id,
                                            const std::string& after = "", std::int64_t count = INT32_MAX);

}  // namespace pingxing::office
