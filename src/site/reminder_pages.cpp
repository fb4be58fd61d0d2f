// Reminders on the page of a round's people: who is late, the words, and what became of the messages.
#include "site/reminder_pages.hpp"

#include <map>

#include "office/messages.hpp"
#include "office/tasks.hpp"
#include "site/office_views.hpp"

namespace pingxing::site {

namespace {

constexpr std::size_t rows_max = 200;

}  // namespace

Json reminders_json(const Site& site, const web::Request& request, std::int64_t round_id) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  Json people = Json::array(), messages = Json::array();
  const auto ticked = request.form.all("account");
  Json pager = Json::object();
  if (const auto progress =
          office::progress_of(site.office(), actor, round_id, {true, page_wanted(request, "owing_page"), rows_max})) {
    pager = pager_json(progress->page, "/rounds/" + std::to_string(round_id) + "/people?owing_");
    std::map<store::Id, std::size_t> at;  // an account may have several tasks
    for (const auto& one : progress->rows) {
      const auto [found, is_new] = at.emplace(one.account_id, people.size());
      if (is_new)
        people.push_back({{"id", one.account_id},
                          {"name", one.name},
                          {"unit", one.unit},
                          {"has_email", !one.email.empty()},
                          {"is_late", false},
                          {"is_chosen", false},
                          {"tasks", Json::array()}});
      auto& row = people[found->second];
      row["tasks"].push_back(json_of(one.task, language));
      if (one.task.is_late) row["is_late"] = true;
      const bool is_ticked = std::find(ticked.begin(), ticked.end(), std::to_string(one.account_id)) != ticked.end();
      row["is_chosen"] = ticked.empty() ? row["is_late"].boolean() : is_ticked;
    }
  }
  if (const auto list = office::list_messages(site.office(), actor, round_id))
    for (const auto& message : *list) messages.push_back(json_of(message));
  return {{"people", people},
          {"pager", pager},
          {"has_people", !people.empty()},
          {"messages", messages},
          {"has_messages", !messages.empty()},
          {"text", request.form.find("text").value_or(site.word("remind.usual_text", language))}};
}

std::vector<store::Id> accounts_of(const web::Request& request) {
  std::vector<store::Id> ids;
  for (const auto& word : request.form.all("account"))
    if (const auto id = number_of(word)) ids.push_back(*id);
  return ids;
}

}  // namespace pingxing::site
