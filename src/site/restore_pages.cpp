// An older database was put in place: what that means, and that the office knows. A page and the same in the API.
#include "office/polling.hpp"
#include "office/restore.hpp"
#include "site/api_call.hpp"
#include "site/json_views.hpp"
#include "site/site.hpp"

namespace pingxing::site {

namespace {

/// The polls that can neither go on nor be closed.
Json polls_json(const Site& site) {
  Json polls = Json::array();
  for (const auto& poll : office::polls_without_secret(site.office(), site.polling().secrets()))
    polls.push_back({{"id", poll.id}, {"round", poll.round_id}, {"electorate", poll.electorate}});
  return polls;
}

std::optional<office::Restore> restore_of(const Site& site) {
  return office::look(site.office(), [](store::Reading& db) { return office::restore_to_acknowledge(db); });
}

web::Response restore_page(const Site& site, const web::Request& request, const Refusal* refusal) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto restore = restore_of(site);
  Json polls = polls_json(site);
  Json view = {{"title", site.word("restore.title", language)},
               {"has_polls", !polls.empty()},
               {"polls", std::move(polls)},
               {"may_acknowledge", office::may_acknowledge_restores(actor)}};
  if (restore) {
    view["restore"] = {{"kept", store::text_of(restore->kept)},
                       {"kept_seq", restore->kept.seq},
                       {"found", store::text_of(restore->found)},
                       {"found_seq", restore->found.seq},
                       {"is_shorter", restore->found.seq < restore->kept.seq},
                       {"missing", restore->kept.seq - restore->found.seq},
                       {"at", shown_moment(restore->noticed_at)}};
  }
  if (refusal) view["refusal"] = json_of(*refusal, language);
  return site.page(request, "restore", view);
}

web::Response restore_call(const Site& site) {
  const auto restore = restore_of(site);
  Json answer = {{"restore", Json()}, {"polls_without_secret", polls_json(site)}};
  if (restore)
    answer["restore"] = {{"kept", {{"seq", restore->kept.seq}, {"hash", restore->kept.hash}}},
                         {"found", {{"seq", restore->found.seq}, {"hash", restore->found.hash}}},
                         {"noticed_at", restore->noticed_at}};
  return site.json(answer);
}

}  // namespace

void add_restore_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/restore", "read_journal",
                    [&site](const web::Request& request) { return restore_page(site, request, nullptr); }});
  routes.push_back({"POST", "/restore", "read_journal", [&site](const web::Request& request) {
                      const auto done =
                          office::acknowledge_restore(site.office(), actor_of(request), request.form.get("note"));
                      return done ? Site::redirect("/restore") : restore_page(site, request, &done.refusal());
                    }});
  routes.push_back(api_call(site, "GET", "/restore", "read_journal",
                            [&site](const web::Request&, const Json&) { return restore_call(site); }));
  routes.push_back(
      api_call(site, "POST", "/restore", "read_journal", [&site](const web::Request& request, const Json& body) {
        const auto* note = body.text_at("note");
        const auto done = office::acknowledge_restore(site.office(), actor_of(request), note ? *note : "");
        return done ? restore_call(site) : site.refusal(request, done.refusal());
      }));
}

}  // namespace pingxing::site
