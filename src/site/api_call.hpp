// What the calls of the API share: a route whose body is JSON, and its fields.
#pragma once
#include <functional>
#include <string>

#include "site/json_views.hpp"
#include "site/site.hpp"

namespace pingxing::site {

using Call = std::function<web::Response(const web::Request&, const Json& body)>;

/// What a call takes, by what its row of openapi.hpp says that it is sent.
JsonLimits takes_of_call(std::string_view method, std::string_view path);

/// A route under /api/v1; a body that is no JSON object within its limits, or has members that its row does not name,
/// is refused before `work` runs.
web::Route api_call(const Site& site, const std::string& method, const std::string& path, const std::string& permission,
                    const Call& work, web::Route::Asks is_grave = {});

/// The refusal, with what is wrong in a file, by its places, under "problems".
web::Response with_problems(const Site& site, const web::Request& request, const Refusal& refusal,
                            const Problems& problems);

/// A field of the body; "", 0 or false where it is not there or not of that type.
std::string text_of(const Json& body, const char* key);
std::int64_t id_of(const Json& body, const char* key);
bool truth_of(const Json& body, const char* key);

/// [{role, unit}] of the body's "grants".
std::vector<store::RoleGrant> grants_of(const Json& body);

void add_account_calls(Routes& routes, const Site& site);
void add_file_calls(Routes& routes, const Site& site);
void add_verification_calls(Routes& routes, const Site& site);
void add_matrix_calls(Routes& routes, const Site& site);
void add_journal_calls(Routes& routes, const Site& site);
void add_unit_calls(Routes& routes, const Site& site);
void add_import_calls(Routes& routes, const Site& site);
void add_past_calls(Routes& routes, const Site& site);
void add_reading_calls(Routes& routes, const Site& site);
void add_figure_calls(Routes& routes, const Site& site);
void add_evidence_calls(Routes& routes, const Site& site);
void add_reminder_calls(Routes& routes, const Site& site);
void add_poll_calls(Routes& routes, const Site& site);
void add_job_calls(Routes& routes, const Site& site);
void add_settings_calls(Routes& routes, const Site& site);

}  // namespace pingxing::site
