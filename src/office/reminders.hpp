// Reminders: letters to people who are late, and a summary to a group robot. `remind` only writes down what is to be
// sent; `deliver_messages` sends it, again where it fails, at most five times within a day. A message is marked
// behind its sending, so a crash between the two sends it twice, never not at all.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "office/office.hpp"
#include "office/outgoing.hpp"
#include "store/facts.hpp"

namespace pingxing::office {

struct Reminded {
  std::size_t letters = 0;
  bool has_summary = false;                  // for the robot
  std::vector<std::string> without_address;  // names of those whom only the summary reaches
};
/// By who may remind in the round's unit, to accounts that have a part in it. Refused where somebody would be reached
/// by nothing, or has an address that is none.
Result<Reminded> remind(const Office& office, const Actor& actor, Id round_id, const std::vector<Id>& account_ids,
                        const std::string& text);

/// Of the round, newest first: by who may remind there.
Result<std::vector<store::Message>> list_messages(const Office& office, const Actor& actor, Id round_id);

struct MailSettings {
  std::string smtp_url, smtp_user, smtp_password;  // no smtp_url: letters wait
  bool needs_tls = false;                          // smtp_tls is "required"
  std::string mail_from;                           // "考评办公室 <office@example.org>"
  std::string webhook_url;                         // none: summaries wait
  Timeouts timeouts;
  std::vector<std::string> allowed_hosts = {};
};
/// As the settings of the office say.
MailSettings mail_settings(const Office& office);

/// What may be shown of the address of a robot, whose path is a secret.
std::string host_of(const std::string& url);
/// The words as the robot behind that address takes them.
std::string robot_json(const std::string& url, const std::string& text);

constexpr std::int64_t attempts_max = 5;

struct Delivery {
  std::size_t sent = 0, failed = 0;
};
/// Sends what is due. A server that does not answer is asked once a call, not once a message. Stops between two
/// messages where `is_ending`.
Delivery deliver_messages(const Office& office, const MailSettings& settings,
                          const std::function<bool()>& is_ending = {});
/// The same with the settings as they are stored, by one at a time of the servers on a database: `server` is this one's
/// name, which no other has. A server that died in its turn holds the others up for two minutes.
Delivery deliver_in_turn(const Office& office, const std::string& server, const std::function<bool()>& is_ending = {});

}  // namespace pingxing::office
