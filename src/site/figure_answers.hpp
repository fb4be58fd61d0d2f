// What the pages of figures and the calls of the API share: which rows are asked for, one cell saved, a sheet taken.
#pragma once
#include <optional>
#include <string>

#include "base/json.hpp"
#include "office/figures.hpp"
#include "site/site.hpp"

namespace pingxing::site {

inline constexpr std::size_t figure_rows_max =
    200;  // on a page: more are slow to show, and nobody fills them in at once

/// page, search, pool, unit of the query.
office::RowsWanted wanted_rows(const web::Request& request);

/// Saves {source, subject, input, value, reason, replaces}. 409 with what stands now, in "now", where somebody else was
/// quicker.
web::Response save_figure(const Site& site, const web::Request& request, const Json& body);

/// {subject, code, name, input, cell, place, yours, now}, of each clash.
Json json_of(const office::SheetClashes& clashes);

/// What a sheet that was taken comes to (office::outcome_of), its remarks in one language.
Json taken_in(const Json& outcome, Language language);
/// The same of a sheet that a job did not take, as it keeps it: {problems, clashes: {count, fingerprint, rows}}.
Json why_not_taken(const Json& detail, Language language);
/// The answer where the sheet is too large to be taken at once: a job takes it.
std::optional<web::Response> sheet_as_job(const Site& site, const web::Request& request, office::Source source);

/// The file of the form taken as a sheet, with "clashes": "keep …" or "overwrite …" and the fingerprint of the clashes
/// that were shown.
struct TakenSheet {
  Result<office::Imported> done;
  Problems problems;
  office::SheetClashes clashes;
};
TakenSheet take_sheet(const Site& site, const web::Request& request, office::Source source);

}  // namespace pingxing::site
