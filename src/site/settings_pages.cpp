// What administrators set: the office's name, mail server and group robot, and the table of holidays.
#include <algorithm>
#include <set>

#include "base/json.hpp"
#include "office/holidays.hpp"
#include "office/messages.hpp"
#include "site/health.hpp"
#include "site/office_views.hpp"
#include "site/site.hpp"
#include "site/takes.hpp"

namespace pingxing::site {

namespace {

std::string wanted_year(const Site& site, const web::Request& request) {
  const auto year = request.form.find("year").value_or(request.query.get("year"));
  return year.size() == 4 && number_of(year) ? year : shown_day(site.now()).substr(0, 4);
}

Json holidays_of(const Site& site, const web::Request& request, const std::vector<store::Holiday>& all) {
  const auto language = language_of(request);
  const auto year = wanted_year(site, request);
  std::set<std::string> years{year, std::to_string(number_of(year).value_or(0) + 1)};
  std::vector<store::Holiday> shown;
  for (const auto& day : all) {
    years.insert(day.day.substr(0, 4));
    if (day.day.starts_with(year)) shown.push_back(day);
  }
  Json list = Json::array(), days = Json::array();
  for (const auto& one : years) list.push_back({{"year", one}, {"is_chosen", one == year}});
  for (const auto& day : shown) days.push_back(json_of(day));
  return {{"year", year},
          {"years", list},
          {"days", days},
          {"has_days", !days.empty()},
          {"text", request.form.find("text").value_or(office::text_of_holidays(shown, language))}};
}

web::Response settings_page(const Site& site, const web::Request& request, const Json& extra) {
  const auto& actor = actor_of(request);
  const auto settings = office::read_settings(site.office(), actor);
  if (!settings) return site.refusal(request, settings.refusal());
  const auto all = office::list_holidays(site.office(), actor);
  if (!all) return site.refusal(request, all.refusal());
  Json view = {{"title", site.word("settings.title", language_of(request))},
               {"settings", json_of(*settings)},
               {"holidays", holidays_of(site, request, *all)}};
  Json lost = Json::array();
  for (const auto& one : settings->lost) lost.push_back({{"name", one.in(language_of(request))}});
  view["lost"] = lost;
  view["has_lost"] = !lost.empty();
  if (const auto remark = disk_remark(site)) view["disk_low"] = json_of(*remark, language_of(request));
  view.update(extra);
  return site.page(request, "settings", view);
}

web::Response save(const Site& site, const web::Request& request) {
  const auto& form = request.form;
  const auto is_on = [&](std::string_view name) { return form.get(name) == "1"; };
  const office::SettingsEntry entry{form.get("office_name"),
                                    form.get("smtp_url"),
                                    form.get("smtp_user"),
                                    form.get("mail_from"),
                                    is_on("needs_tls"),
                                    {form.get("smtp_password"), is_on("forget_password")},
                                    {form.get("webhook_url"), is_on("forget_webhook")}};
  const auto done = office::change_settings(site.office(), actor_of(request), entry);
  if (done) return settings_page(site, request, {{"is_saved", true}});
  // What was typed stays, but for secrets.
  const Json typed = {{"office_name", entry.office_name},
                      {"smtp_url", entry.smtp_url},
                      {"smtp_user", entry.smtp_user},
                      {"mail_from", entry.mail_from},
                      {"needs_tls", entry.needs_tls}};
  return settings_page(site, request,
                       {{"refusal", json_of(done.refusal(), language_of(request))}, {"settings", typed}});
}

web::Response holidays_saved(const Site& site, const web::Request& request, const Result<std::size_t>& done,
                             const Problems& problems) {
  if (!done)
    return settings_page(site, request, {{"refusal", json_of(done.refusal(), problems, language_of(request))}});
  return settings_page(site, request, {{"holidays_saved", std::to_string(*done)}});
}

}  // namespace

void add_settings_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/settings", "manage_settings",
                    [&site](const web::Request& request) { return settings_page(site, request, Json::object()); }});
  routes.push_back(
      {"POST", "/settings", "manage_settings", [&site](const web::Request& request) { return save(site, request); }});
  routes.push_back({"POST", "/settings/test", "manage_settings", [&site](const web::Request& request) {
                      const auto channel =
                          request.form.get("channel") == "webhook" ? office::Channel::Webhook : office::Channel::Mail;
                      const auto done =
                          office::send_test(site.office(), actor_of(request), channel, request.form.get("address"));
                      return settings_page(site, request,
                                           done ? Json{{"is_test_sent", true}}
                                                : Json{{"refusal", json_of(done.refusal(), language_of(request))}});
                    }});
  routes.push_back({"POST", "/settings/holidays", "manage_settings", takes_text, [&site](const web::Request& request) {
                      Problems problems;
                      const auto done =
                          office::save_holidays(site.office(), actor_of(request), request.form.get("year"),
                                                request.form.get("text"), problems);
                      return holidays_saved(site, request, done, problems);
                    }});
  routes.push_back(
      {"POST", "/settings/holidays/import", "manage_settings", takes_file, [&site](const web::Request& request) {
         Problems problems;
         const auto* file = upload_of(request, "file");
         const auto done =
             file ? office::import_holidays(site.office(), actor_of(request), file->filename, file->bytes, problems)
                  : Result<std::size_t>(refuse(office::text_missing, {Phrase("文件", "file")}));
         return holidays_saved(site, request, done, problems);
       }});
}

}  // namespace pingxing::site
