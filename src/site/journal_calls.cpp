// The journal in the API: its rows, its head, and whether the record holds.
#include "base/hash.hpp"
#include "office/polling.hpp"
#include "office/read_journal.hpp"
#include "office/verify_record.hpp"
#include "site/api_call.hpp"
#include "site/job_pages.hpp"

namespace pingxing::site {

namespace {

Json json_of(const store::JournalRow& row) {
  return {{"seq", row.seq},
          {"at", row.at},
          {"account", row.account ? Json(*row.account) : Json()},
          {"action", row.action},
          {"body", row.is_erased ? Json() : Json(row.body)},
          {"previous_hash", row.previous_hash},
          {"hash", row.hash},
          {"way", row.way},
          {"salt", row.way == 1 || row.is_erased ? Json() : Json(hex_of(row.salt))},
          {"said_hash", row.said_hash},
          {"seals_hash", row.seals_hash}};
}

}  // namespace

void add_journal_calls(Routes& routes, const Site& site) {
  routes.push_back(api_call(site, "GET", "/journal", "read_journal", [&site](const web::Request& request, const Json&) {
    const bool is_checked = !request.query.get("verify").empty();
    const auto kept = office::kept_head_of(request.query.get("head"));
    if (!kept) return site.refusal(request, kept.refusal());
    if (is_checked && office::is_long_record(site.office()))
      return refuse_without_job(site, request, office::JobKind::VerifyJournal);
    constexpr std::int64_t rows_max = 1000;
    const auto after = number_of(request.query.get("after")).value_or(0);
    Json rows = Json::array(), next;
    store::JournalHead head;
    site.office().database.read([&](store::Reading& db) {
      head = store::journal_head(db);
      const auto part = office::journal_behind(db, actor_of(request), after, rows_max);
      if (part.end < head.seq) next = part.end;
      for (const auto& row : part.rows) rows.push_back(json_of(row));
    });
    Json answer = {
        {"head", {{"seq", head.seq}, {"hash", head.hash}}}, {"rows", rows}, {"next", next}, {"problem", Json()}};
    if (is_checked) {
      answer["verified"] =
          office::json_of(office::verify_record(site.office(), &site.polling().secrets(), *kept, [](auto, auto) {}));
      answer["problem"] = answer["verified"]["problem"];
    }
    return site.json(answer);
  }));
}

}  // namespace pingxing::site
