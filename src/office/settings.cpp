#include "office/settings.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "office/letter.hpp"
#include "office/messages.hpp"
#include "office/reminders.hpp"
#include "office/secret_settings.hpp"
#include "office/vault.hpp"

namespace pingxing::office {

namespace {

using round::Command;

constexpr Text office_field{"办公室名称", "name of the office"}, server_field{"邮件服务器", "mail server"},
    user_field{"邮箱用户名", "mail user"}, password_field{"邮箱密码", "mail password"},
    sender_field{"发件人", "sender"}, robot_field{"群机器人", "group robot"}, address_field{"收件人", "recipient"},
    test_title{"评星:测试", "Pingxing: a test"},
    test_text{"这是一条测试消息,收到即说明设置可用。", "A test: who reads it knows that the settings work."};
constexpr std::size_t name_max = 60, line_max = 200, url_max = 1000;

bool may_change(const Actor& actor) { return actor.may(Command::ManageSettings); }
Refusal no_right() { return refuse(not_allowed, {round::row_of(Command::ManageSettings).name}); }

Result<std::string> line_of(const std::string& typed, const Text& field, std::size_t characters_max) {
  auto line = cleaned(typed, field, characters_max, true);
  if (line && line->find_first_of("\r\n\t") != std::string::npos) return refuse(text_control, {field});
  return line;
}

bool has_blank(std::string_view text) { return text.find_first_of(" \"<>\\") != text.npos; }

/// smtp://host:25, smtps://host; no path, no user in it: those have fields of their own.
bool is_mail_server(std::string_view url) {
  const std::size_t begin = url.starts_with("smtp://") ? 7 : url.starts_with("smtps://") ? 8 : 0;
  return begin > 0 && url.size() > begin && !has_blank(url) && url.find_first_of("/@?#", begin) == url.npos;
}
bool is_robot(std::string_view url) {
  return (url.starts_with("https://") || url.starts_with("http://")) && !has_blank(url) &&
         url.find_first_not_of('/', url.find("://") + 3) != url.npos;
}

}  // namespace

Result<SettingsView> read_settings(const Office& office, const Actor& actor) {
  if (!may_change(actor)) return no_right();
  return look(office, [&](store::Reading& db) -> Result<SettingsView> {
    std::vector<Phrase> lost;
    for (const auto& setting : {smtp_password_setting, webhook_url_setting})
      if (is_lost(db, office, setting)) lost.emplace_back(setting.name);
    return SettingsView{store::setting(db, "office_name"),
                        store::setting(db, "smtp_url"),
                        store::setting(db, "smtp_user"),
                        store::setting(db, "mail_from"),
                        store::setting(db, "smtp_tls") == "required",
                        !store::setting(db, "smtp_password").empty(),
                        host_of(secret_setting(db, office, webhook_url_setting)),
                        std::move(lost)};
  });
}

Result<> change_settings(const Office& office, const Actor& actor, const SettingsEntry& entry) {
  if (!may_change(actor)) return no_right();
  const auto name = line_of(entry.office_name, office_field, name_max);
  if (!name) return name.refusal();
  const auto url = line_of(entry.smtp_url, server_field, line_max);
  if (!url) return url.refusal();
  if (!url->empty() && !is_mail_server(*url)) return refuse(smtp_unfit, {Phrase(*url)});
  const auto user = line_of(entry.smtp_user, user_field, line_max);
  if (!user) return user.refusal();
  const auto from = line_of(entry.mail_from, sender_field, line_max);
  if (!from) return from.refusal();
  if (!from->empty() && !sender_of(*from)) return refuse(sender_unfit, {Phrase(*from)});
  if (!url->empty() && from->empty()) return refuse(text_missing, {sender_field});
  const auto robot = line_of(entry.webhook_url.typed, robot_field, url_max);
  if (!robot) return robot.refusal();
  if (!robot->empty() && !is_robot(*robot)) return refuse(webhook_unfit);
  const auto& password = entry.smtp_password.typed;
  if (password.size() > line_max || password.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
    return refuse(text_control, {password_field});
  return act(office, actor, "settings.change", [&](store::Writing& db, Json& body) -> Result<> {
    auto changed = Json::array();
    const auto put = [&](const char* key, const std::string& value) {
      if (store::setting(db, key) == value) return;
      store::set_setting(db, key, value);
      changed.push_back(key);  // which ones, not what they say
    };
    const auto put_secret = [&](const SecretSetting& setting, const std::string& value) {
      const bool is_there = !store::setting(db, std::string(setting.key)).empty();
      if (value.empty() ? !is_there : secret_setting(db, office, setting) == value) return;
      set_secret_setting(db, office, setting, value);
      changed.push_back(setting.key);
    };
    const bool is_other_server = store::setting(db, "smtp_url") != *url || store::setting(db, "smtp_user") != *user;
    if (!password.empty())
      put_secret(smtp_password_setting, password);
    else if (entry.smtp_password.is_forgotten || is_other_server)
      put_secret(smtp_password_setting, "");
    if (!robot->empty())
      put_secret(webhook_url_setting, *robot);
    else if (entry.webhook_url.is_forgotten)
      put_secret(webhook_url_setting, "");
    put("office_name", *name);
    put("smtp_url", *url);
    put("smtp_user", *user);
    put("mail_from", *from);
    put("smtp_tls", entry.needs_tls ? "required" : "offered");
    body = {{"changed", changed}};
    return Done{};
  });
}

Result<> send_test(const Office& office, const Actor& actor, Channel channel, const std::string& address,
                   const Timeouts& timeouts) {
  if (!may_change(actor)) return no_right();
  const MailSettings settings = mail_settings(office);
  if (const auto& lost = channel == Channel::Webhook ? webhook_url_setting : smtp_password_setting;
      look(office, [&](store::Reading& db) { return is_lost(db, office, lost); }))
    return refuse(secret_lost, {Phrase(lost.name), Phrase(office.options.vault->file().string())});
  const std::string to(trimmed(address));
  const Phrase title = test_title, text = test_text;
  Outcome outcome;
  if (channel == Channel::Webhook) {
    if (settings.webhook_url.empty()) return refuse(outgoing_not_set, {robot_field});
    outcome = post_json(settings.webhook_url, robot_json(settings.webhook_url, text.zh + " " + text.en), timeouts,
                        settings.allowed_hosts);
  } else {
    const auto from = sender_of(settings.mail_from);
    if (settings.smtp_url.empty() || !from) return refuse(outgoing_not_set, {server_field});
    if (!is_mail_address(to)) return refuse(address_unfit, {Phrase(address_field), Phrase(to)});
    const auto letter = text_of_letter({*from, to, title.zh + " / " + title.en, text.zh + "\n" + text.en + "\n",
                                        office.clock.now_ms(), hex_of(office.random.bytes(16))});
    CHECK(letter);
    MailSession session({settings.smtp_url, settings.smtp_user, settings.smtp_password, settings.needs_tls, timeouts,
                         settings.allowed_hosts});
    outcome = session.send(from->address, to, *letter);
  }
  const auto noted = act(office, actor, "settings.test", [&](store::Writing&, Json& body) -> Result<> {
    body = {{"channel", channel == Channel::Mail ? "mail" : "webhook"}, {"sent", outcome.is_sent}};
    return Done{};
  });
  CHECK(noted);
  if (!outcome.refused_address.empty())
    return refuse(host_not_allowed, {Phrase(outcome.refused_host), Phrase(outcome.refused_address)});
  if (!outcome.is_sent) return refuse(test_not_sent, {Phrase(outcome.failure)});
  return Done{};
}

}  // namespace pingxing::office
