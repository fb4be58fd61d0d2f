// One's jobs: a page with a bar each, and the same in the API.
#include "site/job_pages.hpp"

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "office/import_people.hpp"
#include "office/messages.hpp"
#include "office/polling.hpp"
#include "office/polls.hpp"
#include "office/verify_record.hpp"
#include "site/api_call.hpp"
#include "site/figure_answers.hpp"
#include "site/office_views.hpp"

namespace pingxing::site {

namespace {

Json json_of(const office::JobView& view, Language language) {
  const auto& job = view.job;
  const auto kind = office::job_kind_of(job.kind);
  Json one = {{"id", job.id},
              {"kind", job.kind},
              {"state", job.state},
              {"name", kind ? Json(office::row_of(*kind).name.in(language)) : Json(job.kind)},
              {"asked_at", job.asked_at},
              {"done", job.done},
              {"total", job.total},
              {"steps", kind ? Json(office::row_of(*kind).step.in(language)) : Json()},
              {"has_file", view.has_file}};
  if (job.ended_at) one["ended_at"] = *job.ended_at;
  const auto outcome = job.outcome.empty() ? Json::object() : Json::parse(job.outcome);
  if (office::job_state_of(job.state) == office::JobState::Failed) {
    one["refusal"] = kept_refusal(outcome, language);
    if (const auto* detail = outcome.find("detail")) one["refusal"].update(why_not_taken(*detail, language));
  } else if (!outcome.empty()) {
    one["outcome"] = taken_in(outcome, language);
  }
  return one;
}

/// What the verification of the record found, one after the other.
std::string faults_of(const Json& outcome, Language language) {
  const bool is_zh = language == Language::Chinese;
  std::string all;
  if (const auto* faults = outcome.find("faults"))
    for (const auto& one : *faults)
      if (const auto* says = one.text_at(is_zh ? "zh" : "en")) all += (all.empty() ? "" : is_zh ? ";" : "; ") + *says;
  return all;
}

/// What stands in the row of a page: the same with words.
Json row_of(const Site& site, const office::JobView& view, Language language) {
  Json row = json_of(view, language);
  const auto state = office::job_state_of(view.job.state);
  row["state_word"] = site.word("job.state." + view.job.state, language);
  row["at"] = shown_moment(view.job.asked_at);
  row["may_cancel"] = view.may_cancel;
  row["is_done"] = state == office::JobState::Done;
  row["has_bar"] = state == office::JobState::Running && view.job.total > 0;
  const auto* outcome = row.find("outcome");
  if (outcome) {
    if (const auto holds = outcome->boolean_at("holds"))
      row["says"] = *holds ? site.word("journal.holds", language) : faults_of(*outcome, language);
    if (const auto added = outcome->whole_at("added"))
      row["says"] = site.word("import.added", language) + " " + std::to_string(*added) + " · " +
                    site.word("import.changed", language) + " " + outcome->at("changed").dump() + " · " +
                    site.word("import.unchanged", language) + " " + outcome->at("unchanged").dump();
    if (const auto kept = outcome->whole_at("kept"))
      row["says"] = site.word("figures.imported", language) + " " + outcome->at("changed").dump() + " · " +
                    site.word("figures.unchanged", language) + " " + outcome->at("unchanged").dump() +
                    (*kept > 0 ? " · " + site.word("figures.kept", language) + " " + std::to_string(*kept) : "");
    if (const auto poll = outcome->whole_at("poll")) row["poll"] = std::to_string(*poll);
  }
  if (office::job_kind_of(view.job.kind) == office::JobKind::TakeSheet && office::is_over(view.job)) {
    const auto arguments = Json::parse(view.job.arguments);
    row["sheet"] = "/rounds/" + arguments["round"].dump() + "/figures?source=" + arguments["source"].text() +
                   "&job=" + std::to_string(view.job.id);
  }
  row["file_is_gone"] =
      state == office::JobState::Done && !view.has_file && !row.contains("says") && !row.contains("poll");
  return row;
}

web::Response jobs_page(const Site& site, const web::Request& request) {
  const auto language = language_of(request);
  Json rows = Json::array();
  bool is_moving = false;
  for (const auto& view : office::list_jobs(site.office(), actor_of(request))) {
    is_moving = is_moving || !office::is_over(view.job);
    rows.push_back(row_of(site, view, language));
  }
  const bool has_rows = !rows.empty();
  return site.page(request, "jobs",
                   {{"title", site.word("jobs.title", language)},
                    {"rows", std::move(rows)},
                    {"has_rows", has_rows},
                    {"is_moving", is_moving}});
}

web::Response file_of(const Site& site, const web::Request& request) {
  auto file = office::file_of_job(site.office(), actor_of(request), part_number(request, "job"));
  return file ? attachment(std::move(file->bytes), file->type, file->name) : site.refusal(request, file.refusal());
}

/// `word`: of a field of the page's form or of the call; `number`: the same, as the number of a row.
web::Response ask(const Site& site, const web::Request& request, const std::function<std::string(const char*)>& word,
                  const std::function<store::Id(const char*)>& number) {
  const auto kind = word("kind");
  if (kind == office::row_of(office::JobKind::VerifyJournal).word)
    return verification_as_job(site, request, word("head"));
  if (kind == office::row_of(office::JobKind::FiguresWorkbook).word ||
      kind == office::row_of(office::JobKind::BoardWorkbook).word)
    if (const auto round = office::open_round(site.office(), actor_of(request), number("round")); !round)
      return site.refusal(request, round.refusal());
  if (kind == office::row_of(office::JobKind::FiguresWorkbook).word)
    return answer_with_job(site, request, office::JobKind::FiguresWorkbook,
                           {{"round", number("round")}, {"source", word("source")}});
  if (kind == office::row_of(office::JobKind::BoardWorkbook).word)
    return answer_with_job(
        site, request, office::JobKind::BoardWorkbook,
        {{"round", number("round")}, {"language", language_of(request) == Language::English ? "en" : "zh"}});
  return site.refusal(request, refuse(office::choice_unknown, {Phrase("任务", "job"), Phrase(kind)}));
}

}  // namespace

web::Response verification_as_job(const Site& site, const web::Request& request, const std::string& head) {
  const auto kept = office::kept_head_of(head);
  if (!kept) return site.refusal(request, kept.refusal());
  return answer_with_job(site, request, office::JobKind::VerifyJournal,
                         *kept ? Json({{"head", store::text_of(**kept)}}) : Json::object());
}

web::Response answer_with_job(const Site& site, const web::Request& request, office::JobKind kind,
                              const Json& arguments, const std::optional<store::JobFile>& file) {
  const auto job = office::ask_for_job(site.office(), actor_of(request), kind, arguments, file);
  if (!job) return site.refusal(request, job.refusal());
  return request.path.starts_with("/api/") ? site.json({{"job", *job}}, 202) : Site::redirect("/jobs");
}

Json kept_refusal(const Json& outcome, Language language) {
  const bool is_zh = language == Language::Chinese;
  return {{"code", outcome["code"]},
          {"message", outcome[is_zh ? "zh" : "en"]},
          {"mend", outcome[is_zh ? "mend_zh" : "mend_en"]}};
}

std::optional<web::Response> import_as_job(const Site& site, const web::Request& request, bool is_units,
                                           const std::string& filename, const std::string& bytes,
                                           const std::string& fingerprint) {
  if (bytes.size() <= office::import_bytes_at_once || bytes.size() > office::import_bytes_max) return std::nullopt;
  const std::string name = valid_utf8_prefix(filename) == filename.size() ? filename : "table";
  return answer_with_job(site, request, is_units ? office::JobKind::ImportUnits : office::JobKind::ImportPeople,
                         {{"fingerprint", fingerprint}, {"name", name}, {"sha256", sha256_hex(bytes)}},
                         store::JobFile{name, "application/octet-stream", bytes});
}

web::Response refuse_without_job(const Site& site, const web::Request& request, office::JobKind kind) {
  return site.refusal(request, refuse(office::job_needed, {office::row_of(kind).name}));
}

bool has_many_subjects(const Site& site, store::Id round_id) {
  return office::look(site.office(), [&](store::Reading& db) { return store::count_subjects(db, round_id); }) >
         office::subjects_at_once;
}

Result<std::optional<web::Response>> open_poll_or_ask(const Site& site, const web::Request& request,
                                                      store::Id poll_id) {
  auto& keys = site.polling().keys();
  const auto count = office::keys_to_make(site.office(), actor_of(request), poll_id);
  if (!count) return count.refusal();
  if (*count > keys.count() + office::keys_at_once)
    return std::optional(answer_with_job(site, request, office::JobKind::OpenPoll, {{"poll", poll_id}}));
  const auto done = office::open_poll(site.office(), site.polling().secrets(), keys, actor_of(request), poll_id);
  if (!done) return done.refusal();
  return std::optional<web::Response>();
}

Result<std::optional<web::Response>> close_poll_as_job(const Site& site, const web::Request& request, store::Id poll_id,
                                                       const std::string& reason, bool accepts_few) {
  const auto few = accepts_few ? office::FewBallots::Accepted : office::FewBallots::Refused;
  const auto count = office::ballots_to_count(site.office(), actor_of(request), poll_id, reason, few);
  if (!count) return count.refusal();
  if (*count <= office::ballots_at_once) return std::optional<web::Response>();
  return std::optional(answer_with_job(site, request, office::JobKind::ClosePoll,
                                       {{"poll", poll_id}, {"reason", reason}, {"accept_few", accepts_few}}));
}

void add_job_routes(Routes& routes, const Site& site) {
  routes.push_back(
      {"GET", "/jobs", "signed_in", [&site](const web::Request& request) { return jobs_page(site, request); }});
  routes.push_back({"POST", "/jobs", "signed_in", [&site](const web::Request& request) {
                      return ask(
                          site, request, [&](const char* name) { return request.form.get(name); },
                          [&](const char* name) { return number_of(request.form.get(name)).value_or(0); });
                    }});
  routes.push_back({"GET", "/jobs/{job}/file", "signed_in",
                    [&site](const web::Request& request) { return file_of(site, request); }});
  routes.push_back({"POST", "/jobs/{job}/cancel", "signed_in", [&site](const web::Request& request) {
                      const auto done =
                          office::cancel_job(site.office(), actor_of(request), part_number(request, "job"));
                      return done ? Site::redirect("/jobs") : site.refusal(request, done.refusal());
                    }});
}

void add_job_calls(Routes& routes, const Site& site) {
  routes.push_back(api_call(site, "GET", "/jobs", "signed_in", [&site](const web::Request& request, const Json&) {
    Json all = Json::array();
    for (const auto& view : office::list_jobs(site.office(), actor_of(request)))
      all.push_back(json_of(view, language_of(request)));
    return site.json({{"jobs", std::move(all)}});
  }));
  routes.push_back(api_call(site, "POST", "/jobs", "signed_in", [&site](const web::Request& request, const Json& body) {
    return ask(
        site, request, [&](const char* name) { return text_of(body, name); },
        [&](const char* name) { return id_of(body, name); });
  }));
  routes.push_back(api_call(site, "GET", "/jobs/{job}", "signed_in", [&site](const web::Request& request, const Json&) {
    const auto view = office::open_job(site.office(), actor_of(request), part_number(request, "job"));
    return view ? site.json(json_of(*view, language_of(request))) : site.refusal(request, view.refusal());
  }));
  routes.push_back(
      api_call(site, "POST", "/jobs/{job}/cancel", "signed_in", [&site](const web::Request& request, const Json&) {
        const auto id = part_number(request, "job");
        const auto done = office::cancel_job(site.office(), actor_of(request), id);
        return done ? site.json({{"job", id}}) : site.refusal(request, done.refusal());
      }));
  routes.push_back(api_call(site, "GET", "/jobs/{job}/file", "signed_in",
                            [&site](const web::Request& request, const Json&) { return file_of(site, request); }));
}

}  // namespace pingxing::site
