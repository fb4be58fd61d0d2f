// Values of units, imports, evidence, reminders and settings as JSON: for the pages and the API alike.
#pragma once
#include <string>
#include <vector>

#include "office/edit_people.hpp"
#include "office/edit_units.hpp"
#include "office/evidence.hpp"
#include "office/import_people.hpp"
#include "office/reminders.hpp"
#include "office/settings.hpp"
#include "site/json_views.hpp"
#include "web/http.hpp"

namespace pingxing::site {

Json json_of(const store::Unit& unit);
Json json_of(const office::OpenedUnit& opened);
Json json_of(const office::OpenedPerson& opened);
/// All rows, or only those that change, of these at most `rows_max`.
Json json_of(const office::ImportPreview& preview, bool with_unchanged, std::size_t rows_max, Language language);
Json json_of(const office::EvidenceView& view, const office::OpenedRound& round);
Json json_of(const store::Message& message);
Json json_of(const office::SettingsView& settings);
Json json_of(const store::Holiday& day);

/// "2.4 MB", "310 KB".
std::string shown_size(std::int64_t bytes);

/// A file to save, never to show: `filename` as UTF-8, and an ASCII stand-in for old programs.
web::Response attachment(std::string bytes, std::string type, const std::string& filename);
inline constexpr const char* xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The file of a field; nothing where none was chosen.
const web::Upload* upload_of(const web::Request& request, std::string_view field);

/// Kinds of units and codes of open units that the actor manages: what templates offer. `kinds`: of people.
struct TemplateChoices {
  std::vector<std::string> unit_kinds, person_kinds, unit_codes;
};
TemplateChoices template_choices(const office::Office& office, const office::Actor& actor);

}  // namespace pingxing::site
