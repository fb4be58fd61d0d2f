// What administrators set: the name of the office, the mail server, the group robot. Secrets go in and never come out.
#pragma once
#include <string>
#include <vector>

#include "office/office.hpp"
#include "office/outgoing.hpp"

namespace pingxing::office {

struct SettingsView {
  std::string office_name, smtp_url, smtp_user, mail_from;
  bool needs_tls = false, has_smtp_password = false;
  std::string webhook_host;  // its whole address is a secret; empty: none
  std::vector<Phrase> lost;  // secrets that cannot be opened, since their key is not there
};
Result<SettingsView> read_settings(const Office& office, const Actor& actor);

/// A secret: kept where nothing is typed, unless it is to be forgotten.
struct SecretEntry {
  std::string typed;
  bool is_forgotten = false;
};
struct SettingsEntry {
  std::string office_name, smtp_url, smtp_user, mail_from;
  bool needs_tls = false;
  SecretEntry smtp_password, webhook_url;
};
/// A password that was kept goes with its server: another server or user asks for it again.
Result<> change_settings(const Office& office, const Actor& actor, const SettingsEntry& entry);

enum class Channel { Mail, Webhook };
/// One message at once, with the settings as they are stored. `address`: of the letter.
Result<> send_test(const Office& office, const Actor& actor, Channel channel, const std::string& address,
                   const Timeouts& timeouts = {5'000, 15'000});

}  // namespace pingxing::office
