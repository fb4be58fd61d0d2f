// The API of evidence, reminders, settings and holidays.
#include "office/holidays.hpp"
#include "office/messages.hpp"
#include "office/tasks.hpp"
#include "site/api_call.hpp"
#include "site/office_views.hpp"

namespace pingxing::site {

namespace {

constexpr std::size_t rows_max = 1'000;  // of a page

web::Response list_evidence(const Site& site, const web::Request& request) {
  const auto& actor = actor_of(request);
  const auto opened = office::open_round(site.office(), actor, part_number(request, "round"));
  if (!opened) return site.refusal(request, opened.refusal());
  const auto list =
      office::list_evidence(site.office(), actor, opened->round.id, number_of(request.query.get("subject")));
  if (!list) return site.refusal(request, list.refusal());
  Json evidence = Json::array();
  for (const auto& view : *list) evidence.push_back(json_of(view, *opened));
  return site.json({{"evidence", evidence}});
}

web::Response hand_in(const Site& site, const web::Request& request) {
  const auto* file = upload_of(request, "file");
  if (!file) return site.refusal(request, refuse(office::text_missing, {Phrase("文件", "file")}));
  const auto done =
      office::hand_in_evidence(site.office(), actor_of(request),
                               {part_number(request, "round"), number_of(request.form.get("subject")).value_or(0),
                                request.form.get("indicator"), file->filename, file->bytes});
  if (!done) return site.refusal(request, done.refusal());
  return site.json({{"id", done->id},
                    {"filename", done->filename},
                    {"type", done->type},
                    {"size", done->size},
                    {"sha256", done->file_hash}},
                   201);
}

web::Response progress(const Site& site, const web::Request& request) {
  const auto list = office::progress_of(site.office(), actor_of(request), part_number(request, "round"),
                                        {false, page_wanted(request), rows_max});
  if (!list) return site.refusal(request, list.refusal());
  Json people = Json::array();
  for (const auto& one : list->rows)
    people.push_back({{"account", one.account_id},
                      {"name", one.name},
                      {"unit", one.unit},
                      {"has_email", !one.email.empty()},
                      {"task", json_of(one.task, language_of(request))}});
  return site.json({{"late", list->late},
                    {"page", list->page.page},
                    {"pages", list->page.pages},
                    {"found", list->page.found},
                    {"people", people}});
}

web::Response remind(const Site& site, const web::Request& request, const Json& body) {
  std::vector<store::Id> accounts;
  if (body.contains("accounts") && body["accounts"].is_array())
    for (const auto& one : body["accounts"])
      if (one.is_whole()) accounts.push_back(one.whole());
  const auto done =
      office::remind(site.office(), actor_of(request), part_number(request, "round"), accounts, text_of(body, "text"));
  if (!done) return site.refusal(request, done.refusal());
  return site.json(
      {{"letters", done->letters}, {"has_summary", done->has_summary}, {"without_address", done->without_address}},
      201);
}

web::Response change_settings(const Site& site, const web::Request& request, const Json& body) {
  const auto now = office::read_settings(site.office(), actor_of(request));
  if (!now) return site.refusal(request, now.refusal());
  const auto text = [&](const char* key, const std::string& stored) {
    return body.contains(key) ? text_of(body, key) : stored;
  };
  // An empty secret forgets it; one that is not said stays.
  const auto secret = [&](const char* key) {
    return office::SecretEntry{text_of(body, key), body.contains(key) && text_of(body, key).empty()};
  };
  const auto done = office::change_settings(
      site.office(), actor_of(request),
      {text("office_name", now->office_name), text("smtp_url", now->smtp_url), text("smtp_user", now->smtp_user),
       text("mail_from", now->mail_from), body.contains("needs_tls") ? truth_of(body, "needs_tls") : now->needs_tls,
       secret("smtp_password"), secret("webhook_url")});
  return done ? site.json({{"done", true}}) : site.refusal(request, done.refusal());
}

std::string in_one_line(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r') c = ' ';
  return text;
}

web::Response set_holidays(const Site& site, const web::Request& request, const Json& body) {
  std::string text;
  if (body.contains("days") && body["days"].is_array())
    for (const auto& day : body["days"])
      if (day.is_object())
        text += in_one_line(text_of(day, "day") + " " + text_of(day, "kind") + " " + text_of(day, "name")) + "\n";
  Problems problems;
  const auto done = office::save_holidays(site.office(), actor_of(request), request.parts.at("year"), text, problems);
  if (done) return site.json({{"days", *done}});
  auto response = site.refusal(request, done.refusal());
  auto json = Json::parse(response.body);
  json["problems"] = json_of(problems, language_of(request));
  response.body = json.dump() + "\n";
  return response;
}

}  // namespace

void add_evidence_calls(Routes& routes, const Site& site) {
  const auto add = [&](const char* method, const char* path, const Call& work) {
    routes.push_back(api_call(site, method, path, "read_round", work));
  };
  add("GET", "/rounds/{round}/evidence",
      [&site](const web::Request& request, const Json&) { return list_evidence(site, request); });
  add("POST", "/rounds/{round}/evidence",
      [&site](const web::Request& request, const Json&) { return hand_in(site, request); });
  add("GET", "/evidence/{evidence}", [&site](const web::Request& request, const Json&) {
    auto opened = office::open_evidence(site.office(), actor_of(request), part_number(request, "evidence"));
    return opened ? attachment(std::move(opened->bytes), opened->evidence.type, opened->evidence.filename)
                  : site.refusal(request, opened.refusal());
  });
  add("DELETE", "/evidence/{evidence}", [&site](const web::Request& request, const Json&) {
    const auto done = office::withdraw_evidence(site.office(), actor_of(request), part_number(request, "evidence"));
    return done ? site.json({{"done", true}}) : site.refusal(request, done.refusal());
  });
}

void add_reminder_calls(Routes& routes, const Site& site) {
  routes.push_back(api_call(site, "GET", "/rounds/{round}/progress", "remind",
                            [&site](const web::Request& request, const Json&) { return progress(site, request); }));
  routes.push_back(
      api_call(site, "GET", "/rounds/{round}/reminders", "remind", [&site](const web::Request& request, const Json&) {
        const auto list = office::list_messages(site.office(), actor_of(request), part_number(request, "round"));
        if (!list) return site.refusal(request, list.refusal());
        Json messages = Json::array();
        for (const auto& message : *list) messages.push_back(json_of(message));
        return site.json({{"messages", messages}});
      }));
  routes.push_back(
      api_call(site, "POST", "/rounds/{round}/reminders", "remind",
               [&site](const web::Request& request, const Json& body) { return remind(site, request, body); }));
}

void add_settings_calls(Routes& routes, const Site& site) {
  const auto add = [&](const char* method, const char* path, const Call& work) {
    routes.push_back(api_call(site, method, path, "manage_settings", work));
  };
  add("GET", "/settings", [&site](const web::Request& request, const Json&) {
    const auto settings = office::read_settings(site.office(), actor_of(request));
    return settings ? site.json(json_of(*settings)) : site.refusal(request, settings.refusal());
  });
  add("PATCH", "/settings",
      [&site](const web::Request& request, const Json& body) { return change_settings(site, request, body); });
  add("POST", "/settings/test", [&site](const web::Request& request, const Json& body) {
    const auto channel = text_of(body, "channel");
    if (channel != "mail" && channel != "webhook")
      return site.refusal(request, refuse(office::choice_unknown, {Phrase("channel"), Phrase(channel)}));
    const auto done = office::send_test(site.office(), actor_of(request),
                                        channel == "mail" ? office::Channel::Mail : office::Channel::Webhook,
                                        text_of(body, "address"));
    return done ? site.json({{"done", true}}) : site.refusal(request, done.refusal());
  });
  add("GET", "/holidays", [&site](const web::Request& request, const Json&) {
    const auto list = office::list_holidays(site.office(), actor_of(request));
    if (!list) return site.refusal(request, list.refusal());
    Json days = Json::array();
    for (const auto& day : *list) days.push_back(json_of(day));
    return site.json({{"days", days}});
  });
  add("PUT", "/holidays/{year}",
      [&site](const web::Request& request, const Json& body) { return set_holidays(site, request, body); });
}

}  // namespace pingxing::site
