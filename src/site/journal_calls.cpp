// The journal in the API: its rows, its head, and whether it holds.
#include "office/read_journal.hpp"
#include "site/api_call.hpp"
#include "site/job_pages.hpp"
#include "store/journal.hpp"

namespace pingxing::site {

void add_journal_calls(Routes& routes, const Site& site) {
  routes.push_back(api_call(site, "GET", "/journal", "read_journal", [&site](const web::Request& request, const Json&) {
    if (!request.query.get("verify").empty() && is_long_journal(site))
      return refuse_without_job(site, request, office::JobKind::VerifyJournal);
    constexpr std::int64_t rows_max = 1000;
    const auto after = number_of(request.query.get("after")).value_or(0);
    Json rows = Json::array(), problem, next;
    store::JournalHead head;
    site.office().database.read([&](store::Reading& db) {
      head = store::journal_head(db);
      const auto part = office::journal_behind(db, actor_of(request), after, rows_max);
      if (part.end < head.seq) next = part.end;
      for (const auto& row : part.rows)
        rows.push_back({{"seq", row.seq},
                        {"at", row.at},
                        {"account", row.account ? Json(*row.account) : Json()},
                        {"action", row.action},
                        {"body", row.body},
                        {"previous_hash", row.previous_hash},
                        {"hash", row.hash}});
      if (request.query.get("verify").empty()) return;
      if (const auto found = store::verify(db)) problem = {{"seq", found->seq}, {"says", found->says}};
    });
    return site.json(
        {{"head", {{"seq", head.seq}, {"hash", head.hash}}}, {"rows", rows}, {"next", next}, {"problem", problem}});
  }));
}

}  // namespace pingxing::site
