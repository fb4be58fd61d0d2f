#include "office/reminders.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "office/accounts.hpp"
#include "office/letter.hpp"
#include "office/messages.hpp"
#include "office/round_access.hpp"
#include "office/secret_settings.hpp"
#include "store/facts.hpp"

namespace pingxing::office {

std::string host_of(const std::string& url) {
  const std::size_t scheme = url.find("://"), begin = scheme == url.npos ? 0 : scheme + 3;
  const auto host = url.substr(begin, std::min(url.find_first_of("/?#", begin), url.size()) - begin);
  return host.substr(host.find('@') == host.npos ? 0 : host.find('@') + 1);
}

std::string robot_json(const std::string& url, const std::string& text) {
  const std::string host = host_of(url);
  const bool is_feishu = host.find("feishu") != host.npos || host.find("lark") != host.npos;
  const Json json = is_feishu ? Json{{"msg_type", "text"}, {"content", {{"text", text}}}}
                              : Json{{"msgtype", "text"}, {"text", {{"content", text}}}};
  return json.dump();
}

namespace {

using round::Command;

constexpr Text account_word{"账号", "account"}, text_field{"催办内容", "text of the reminder"};
constexpr std::size_t text_max = 1000, summary_bytes_max = 2000;  // WeCom takes 2,048 bytes
constexpr std::size_t names_shown = 50, messages_looked_at = 10'000, messages_sent_max = 500, messages_listed_max = 50;
// Of one call, and of a server's turn, which must outlast it with the last message in it.
constexpr std::int64_t delivering_ms = 60'000, turn_ms = 120'000;
constexpr const char* turn_setting = "delivering_turn";
constexpr std::string_view mail = "mail", webhook = "webhook";

/// How long after it was written a message is tried for the n-th time.
constexpr std::array<std::int64_t, attempts_max> delays_ms{0, 5 * 60'000, 30 * 60'000, 3 * 3'600'000, 20 * 3'600'000};

std::string cut_to_bytes(std::string text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  constexpr std::string_view more = "…";
  std::size_t end = 0;
  for (std::size_t next = 0; next < text.size();) {
    next_character(text, next);
    if (next + more.size() > bytes_max) break;
    end = next;
  }
  return text.substr(0, end) + std::string(more);
}

std::string summary_of(const OpenedRound& opened, const std::string& text, const std::vector<std::string>& names) {
  const bool is_english = opened.scheme().language == Language::English;
  const std::vector<std::string> shown(
      names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), names_shown)));
  const std::string count = std::to_string(names.size());
  const std::string head = is_english ? "[" + opened.round.name + "] reminder for " + count + ": " + joined(shown, ", ")
                                      : "【" + opened.round.name + "】催办" + count + "人:" + joined(shown, "、");
  return cut_to_bytes(head + (shown.size() < names.size() ? "…" : "") + "\n" + text, summary_bytes_max);
}

struct Chosen {
  std::vector<store::Account> accounts;
  std::vector<std::string> names, without_address;
};

/// Every account once, all of them fit.
Result<Chosen> choose(const Office& office, const OpenedRound& opened, const std::vector<Id>& account_ids,
                      bool has_webhook) {
  Chosen chosen;
  std::set<Id> seen;
  for (const Id id : account_ids) {
    if (!seen.insert(id).second) continue;
    auto account = look(office, [&](store::Reading& db) { return store::account_of(db, id); });
    if (!account || !account->is_active) return refuse(not_found, {account_word});
    const Actor reminded = look(office, [&](store::Reading& db) { return actor_of(db, *account); });
    if (!has_part(reminded, opened)) return refuse(not_found, {account_word});
    if (account->email.empty())
      chosen.without_address.push_back(account->name);
    else if (!is_mail_address(account->email))
      return refuse(address_unfit, {Phrase(account->name), Phrase(account->email)});
    chosen.names.push_back(account->name);
    chosen.accounts.push_back(std::move(*account));
  }
  if (chosen.accounts.empty()) return refuse(nobody_to_remind);
  if (!has_webhook && !chosen.without_address.empty())
    return refuse(address_missing,
                  {Phrase(joined(chosen.without_address, "、"), joined(chosen.without_address, ", "))});
  return chosen;
}

bool is_due(const store::Message& message, std::int64_t now) {
  return message.attempts == 0 || now >= message.created_at + delays_ms[static_cast<std::size_t>(message.attempts)];
}

Outcome send_letter(MailSession& session, const Office& office, const Sender& from, const store::Message& message) {
  const auto letter = text_of_letter(
      {from, message.address, message.title, message.text, office.clock.now_ms(), hex_of(office.random.bytes(16))});
  if (!letter) return {false, false, "address or title: unfit"};
  return session.send(from.address, message.address, *letter);
}

}  // namespace

Result<Reminded> remind(const Office& office, const Actor& actor, Id round_id, const std::vector<Id>& account_ids,
                        const std::string& typed) {
  auto text = cleaned(typed, text_field, text_max, false);
  if (!text) return text.refusal();
  const auto opened = look(office, [&](store::Reading& db) { return load_round(db, round_id); });
  if (!opened) return refuse(not_found, {round_word});
  if (!actor.may(Command::Remind, opened->round.unit_id))
    return refuse(not_allowed, {round::row_of(Command::Remind).name});
  if (opened->round.name.find_first_of("\r\n\t") != std::string::npos)
    return refuse(text_control, {round_word});  // it becomes a header
  const std::string url =
      look(office, [&](store::Reading& db) { return secret_setting(db, office, webhook_url_setting); });
  const auto chosen = choose(office, *opened, account_ids, !url.empty());
  if (!chosen) return chosen.refusal();
  const bool is_english = opened->scheme().language == Language::English;
  const std::string title = (is_english ? "Reminder: " : "催办:") + opened->round.name;
  return act(office, actor, "round.remind", [&](store::Writing& db, Json& body) -> Result<Reminded> {
    Reminded reminded{0, !url.empty(), chosen->without_address};
    auto ids = Json::array();
    const auto add = [&](std::string_view channel, const std::string& address, const std::string& about,
                         const std::string& words) {
      store::Message message;
      message.channel = channel;
      message.address = address;
      message.title = about;
      message.text = words;
      message.created_at = office.clock.now_ms();
      message.round_id = round_id;
      store::add_message(db, message);
    };
    for (const auto& account : chosen->accounts) {
      ids.push_back(account.id);
      if (account.email.empty()) continue;
      add(mail, account.email, title,
          account.name + (is_english ? ",\n\n" : ":\n\n") + *text + "\n\n— " + actor.name + "\n");
      ++reminded.letters;
    }
    if (reminded.has_summary)
      add(webhook, host_of(url), title,
          summary_of(*opened, *text, chosen->names));  // its address is a secret: it stays in the settings
    body = {{"round", round_id}, {"accounts", ids}};
    return reminded;
  });
}

Result<std::vector<store::Message>> list_messages(const Office& office, const Actor& actor, Id round_id) {
  return look(office, [&](store::Reading& db) -> Result<std::vector<store::Message>> {
    const auto round = store::round_of(db, round_id);
    if (!round) return refuse(not_found, {round_word});
    if (!actor.may(Command::Remind, round->unit_id)) return refuse(not_allowed, {round::row_of(Command::Remind).name});
    return store::newest_messages_of(db, round_id, messages_listed_max);
  });
}

MailSettings mail_settings(const Office& office) {
  return look(office, [&](store::Reading& db) {
    // Without its password no letter would be taken: they wait until it is typed in again.
    const bool has_server = !is_lost(db, office, smtp_password_setting);
    return MailSettings{has_server ? store::setting(db, "smtp_url") : "",
                        store::setting(db, "smtp_user"),
                        secret_setting(db, office, smtp_password_setting),
                        store::setting(db, "smtp_tls") == "required",
                        store::setting(db, "mail_from"),
                        secret_setting(db, office, webhook_url_setting),
                        {},
                        office.options.allowed_hosts};
  });
}

Delivery deliver_messages(const Office& office, const MailSettings& settings, const std::function<bool()>& is_ending) {
  const auto now = office.clock.now_ms();
  const auto waiting =
      look(office, [&](store::Reading& db) { return store::messages_to_send(db, attempts_max, messages_looked_at); });
  const auto from = sender_of(settings.mail_from);
  MailSession session({settings.smtp_url, settings.smtp_user, settings.smtp_password, settings.needs_tls,
                       settings.timeouts, settings.allowed_hosts});
  bool is_mail_away = settings.smtp_url.empty(), is_robot_away = settings.webhook_url.empty();
  Delivery delivery;
  for (const auto& message : waiting) {
    const bool is_mail = message.channel == mail;
    bool& is_away = is_mail ? is_mail_away : is_robot_away;
    if (is_away || !is_due(message, now)) continue;
    // The others wait for the next call.
    if (delivery.sent + delivery.failed == messages_sent_max || office.clock.now_ms() - now > delivering_ms) break;
    if (is_ending && is_ending()) break;
    Outcome outcome{false, true, "mail_from: unfit"};
    if (!is_mail)
      outcome = post_json(settings.webhook_url, robot_json(settings.webhook_url, message.text), settings.timeouts,
                          settings.allowed_hosts);
    else if (from)
      outcome = send_letter(session, office, *from, message);
    is_away = outcome.is_server_away;
    ++(outcome.is_sent ? delivery.sent : delivery.failed);
    office.database.write([&](store::Writing& db) {
      store::set_message_outcome(db, message.id, outcome.is_sent ? std::optional(office.clock.now_ms()) : std::nullopt,
                                 outcome.failure);
    });
  }
  return delivery;
}

Delivery deliver_in_turn(const Office& office, const std::string& server, const std::function<bool()>& is_ending) {
  MailSettings settings = mail_settings(office);
  const auto waiting =
      look(office, [](store::Reading& db) { return store::messages_to_send(db, attempts_max, messages_looked_at); });
  const bool has_work = std::any_of(waiting.begin(), waiting.end(), [&](const store::Message& message) {
    return !(message.channel == mail ? settings.smtp_url : settings.webhook_url).empty() &&
           is_due(message, office.clock.now_ms());
  });
  if (!has_work) return {};
  const auto set_turn = [&](const std::string& value) {
    office.database.write([&](store::Writing& db) { store::set_setting(db, turn_setting, value); });
  };
  bool is_mine = false;
  office.database.write([&](store::Writing& db) {
    const auto turn = store::setting(db, turn_setting);  // "<until> <server>"
    const auto now = office.clock.now_ms();
    const auto until = std::strtoll(turn.c_str(), nullptr, 10);
    is_mine = now >= until || turn.ends_with(" " + server);
    if (is_mine) store::set_setting(db, turn_setting, std::to_string(now + turn_ms) + " " + server);
  });
  if (!is_mine) return {};
  settings.timeouts = {5'000, 10'000};  // so that a turn ends before it is over, and a server stops soon
  const auto delivery = deliver_messages(office, settings, is_ending);
  set_turn("");
  return delivery;
}

}  // namespace pingxing::office
