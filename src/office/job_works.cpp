#include "office/job_works.hpp"

#include <algorithm>
#include <string_view>
#include <thread>

#include "office/figures.hpp"
#include "office/import_people.hpp"
#include "office/messages.hpp"
#include "office/polls.hpp"
#include "office/rate_round.hpp"
#include "office/sheet_outcome.hpp"
#include "office/verify_record.hpp"
#include "service/result_xlsx.hpp"

namespace pingxing::office {

namespace {

constexpr std::string_view workbook_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Id id_in(const Json& arguments, std::string_view key) { return arguments.whole_at(key).value_or(0); }

Result<> verify_the_record(JobRun& run, PollSecrets& secrets, const Actor& actor, const Json& arguments) {
  if (!actor.may(round::Command::ReadJournal))
    return refuse(not_allowed, {round::row_of(round::Command::ReadJournal).name});
  const auto* typed = arguments.text_at("head");
  const auto kept = kept_head_of(typed ? *typed : "");
  if (!kept) return kept.refusal();
  run.finish(json_of(verify_record(run.office(), &secrets, *kept,
                                   [&](std::size_t done, std::size_t total) { run.step(done, total); })));
  return Done{};
}

Result<> make_figures_workbook(JobRun& run, const Actor& actor, const Json& arguments) {
  const auto* word = arguments.text_at("source");
  const auto source = word ? source_of(*word) : std::nullopt;
  if (!source) return refuse(choice_unknown, {Phrase("来源", "source"), Phrase(word ? *word : "")});
  auto bytes = export_sheet(run.office(), actor, id_in(arguments, "round"), *source,
                            [&](std::size_t done, std::size_t total) { run.step(done, total); });
  if (!bytes) return bytes.refusal();
  run.finish(Json::object(), store::JobFile{"facts.xlsx", std::string(workbook_type), std::move(*bytes)});
  return Done{};
}

Result<> make_board_workbook(JobRun& run, const Actor& actor, const Json& arguments) {
  constexpr std::size_t steps = 3;  // read, rated, written
  run.step(0, steps);
  const auto rated = board_of_round(run.office(), actor, id_in(arguments, "round"));
  if (!rated) return rated.refusal();
  if (!(*rated)->rated) return why_not_rated(**rated);
  run.step(1, steps);
  const auto* language = arguments.text_at("language");
  Problems problems;
  const auto wanted = language && *language == "en" ? Language::English : Language::Chinese;
  const auto& name = (*rated)->opened.round.name;
  auto bytes = service::result_xlsx(*(*rated)->rated, wanted, "board.xlsx", problems, name);
  if (!bytes) return refuse(table_has_errors, {std::to_string(problems.error_count())});
  run.step(2, steps);
  run.finish(Json::object(),
             store::JobFile{board_file_name(name, wanted), std::string(workbook_type), std::move(*bytes)});
  return Done{};
}

/// Keys are made a few at a time. Where the job is cancelled they are thrown away: nobody has seen them.
std::vector<ballot::PrivateKey> make_keys(JobRun& run, KeyStock& stock, std::size_t count) {
  const auto a_step = std::max<std::size_t>(2, std::thread::hardware_concurrency());
  std::vector<ballot::PrivateKey> keys;
  keys.reserve(count);
  while (keys.size() < count) {
    run.step(keys.size(), count);
    const auto wanted = std::max(std::min(stock.count(), count - keys.size()), std::min(a_step, count - keys.size()));
    for (auto& key : stock.take(wanted)) keys.push_back(std::move(key));
  }
  run.step(count, count);
  return keys;
}

Result<> open_the_poll(JobRun& run, PollSecrets& secrets, KeyStock& stock, const Actor& actor, const Json& arguments) {
  const Id poll_id = id_in(arguments, "poll");
  return open_poll(
      run.office(), secrets, [&](std::size_t count) { return make_keys(run, stock, count); }, actor, poll_id,
      [&](store::Writing& db) {
        run.finish(db, {{"poll", poll_id}});
      });
}

/// From its first transaction on it goes to its end: a server that dies leaves the poll in its close, and another one
/// takes the job up there.
Result<> close_the_poll(JobRun& run, PollSecrets& secrets, const Actor& actor, const Json& arguments) {
  const Id poll_id = id_in(arguments, "poll");
  const auto* reason = arguments.text_at("reason");
  const auto few = arguments.boolean_at("accept_few").value_or(false) ? FewBallots::Accepted : FewBallots::Refused;
  run.step(0, 0);
  const CloseSteps steps{[&](store::Writing& db) { run.hold(db); },
                         [&](std::size_t done, std::size_t total) { run.step(done, total); },
                         [&](store::Writing& db, const ClosedPoll& closed) {
                           Json withheld = Json::array();
                           for (const auto& why : closed.withheld) withheld.push_back({{"zh", why.zh}, {"en", why.en}});
                           run.finish(db, {{"poll", poll_id},
                                           {"ballots", closed.ballots},
                                           {"figures", closed.figures},
                                           {"bulletin_sha256", closed.sha256},
                                           {"withheld", std::move(withheld)}});
                         }};
  const auto done = close_poll(run.office(), secrets, actor, poll_id, reason ? *reason : "", few, steps);
  return done ? Result<>(Done{}) : done.refusal();
}

using ImportOf = decltype(import_people);

/// All of the table or nothing, and the end of the job, in one transaction.
Result<> import_table(JobRun& run, const Actor& actor, const Json& arguments, ImportOf import) {
  constexpr std::size_t steps = 2;  // read, stored
  run.step(0, steps);
  const auto file = run.file();
  const auto* fingerprint = arguments.text_at("fingerprint");
  Problems problems;
  const auto done =
      import(run.office(), actor, file.name, file.bytes, fingerprint ? *fingerprint : "", problems,
             {[&] { run.step(1, steps); },
              [&](store::Writing& db, const ImportedRows& rows) {
                run.finish(db, {{"added", rows.added}, {"changed", rows.changed}, {"unchanged", rows.unchanged}});
              }});
  return done ? Result<>(Done{}) : done.refusal();
}

/// What is wrong or clashes is kept with the refusal: who sent the sheet sees it cell by cell, as at once.
Result<> take_figures_sheet(JobRun& run, const Actor& actor, const Json& arguments) {
  constexpr std::size_t steps = 2;  // read, stored
  run.step(0, steps);
  const auto text = [&](const char* key) {
    const auto* found = arguments.text_at(key);
    return found ? *found : std::string();
  };
  const auto source = source_of(text("source"));
  if (!source) return refuse(choice_unknown, {Phrase("来源", "source"), Phrase(text("source"))});
  const auto file = run.file();
  Problems problems;
  SheetClashes clashes;
  const auto done =
      import_sheet(run.office(), actor, id_in(arguments, "round"), *source, file.name, file.bytes, problems,
                   {clash_choice_of(text("clashes")), text("fingerprint")}, &clashes,
                   {[&] { run.step(1, steps); },
                    [&](store::Writing& db, const Imported& imported) { run.finish(db, outcome_of(imported)); }});
  if (done) return Done{};
  run.explain(why_not_taken(problems, clashes));
  return done.refusal();
}

}  // namespace

JobWorks job_works(PollSecrets& secrets, KeyStock& keys) {
  return {
      {JobKind::VerifyJournal,
       [&](JobRun& run, const Actor& actor, const Json& arguments) {
         return verify_the_record(run, secrets, actor, arguments);
       }},
      {JobKind::FiguresWorkbook, make_figures_workbook},
      {JobKind::BoardWorkbook, make_board_workbook},
      {JobKind::ImportUnits, [](JobRun& run, const Actor& actor,
                                const Json& arguments) { return import_table(run, actor, arguments, import_units); }},
      {JobKind::ImportPeople, [](JobRun& run, const Actor& actor,
                                 const Json& arguments) { return import_table(run, actor, arguments, import_people); }},
      {JobKind::OpenPoll, [&](JobRun& run, const Actor& actor,
                              const Json& arguments) { return open_the_poll(run, secrets, keys, actor, arguments); }},
      {JobKind::ClosePoll, [&](JobRun& run, const Actor& actor,
                               const Json& arguments) { return close_the_poll(run, secrets, actor, arguments); }},
      {JobKind::TakeSheet, take_figures_sheet}};
}

}  // namespace pingxing::office
