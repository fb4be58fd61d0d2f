// Where a door hands a large work over to a job.
#pragma once
#include "office/jobs.hpp"
#include "site/site.hpp"

namespace pingxing::site {

/// Asks for the job; to the page of jobs, or 202 with its number from the API.
web::Response answer_with_job(const Site& site, const web::Request& request, office::JobKind kind,
                              const Json& arguments, const std::optional<store::JobFile>& file = {});
/// The same for a table that was previewed, where it is too large to be imported at once; else nothing.
std::optional<web::Response> import_as_job(const Site& site, const web::Request& request, bool is_units,
                                           const std::string& filename, const std::string& bytes,
                                           const std::string& fingerprint);
/// Of a GET, which changes nothing and so asks for no job: what would take one is refused.
web::Response refuse_without_job(const Site& site, const web::Request& request, office::JobKind kind);
/// What a job kept of the refusal that it ended with: {code, message, mend}, in one language.
Json kept_refusal(const Json& outcome, Language language);
/// Whether a workbook of that round is too large to be made at once.
bool has_many_subjects(const Site& site, store::Id round_id);
/// Asks for the verification of the record, against a kept head where one was typed.
web::Response verification_as_job(const Site& site, const web::Request& request, const std::string& head);
/// Opens a poll at once where its keys are made soon enough; else the job, or why not.
Result<std::optional<web::Response>> open_poll_or_ask(const Site& site, const web::Request& request, store::Id poll_id);
/// The job that closes a poll of many ballots, or why it may not be closed; nothing where it is closed at once.
Result<std::optional<web::Response>> close_poll_as_job(const Site& site, const web::Request& request, store::Id poll_id,
                                                       const std::string& reason, bool accepts_few);

}  // namespace pingxing::site
