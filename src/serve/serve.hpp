// The server as a whole: database, site, listening socket, the clockwork of stages and messages, and an orderly end.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/message_part.hpp"
#include "base/problem.hpp"

namespace pingxing::serve {

struct ServeOptions {
  std::string database;  // path of a file, or postgresql://…
  std::string listen = "127.0.0.1:8080";
  std::string certificate_file, key_file;  // both: TLS
  std::string public_address;              // for links in invitations
  std::string secrets_folder;              // of open polls; empty: beside the file of the database
  unsigned mixed_ballots = 20;             // of a paper, mixed together (office/poll_box.hpp); on all servers alike
  // Most of them wait for the database; works that wait together are committed together.
  unsigned workers = 64;
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For and -Proto are believed
  std::vector<std::string> metrics_from = {"127.0.0.1", "::1"};  // addresses that may read /metrics
  // Mail servers and robots that lie in networks that are not public (office/host_rule.hpp).
  std::vector<std::string> allowed_hosts;
  unsigned calls_a_minute = 1'200, token_calls_a_minute = 600;  // of one account, of one token; by each server
  unsigned evidence_account_mb = 2'048, evidence_total_mb = 0;  // 0: no limit
  bool has_demo = false;                                        // fill an empty database with the sample
  bool writes_access_log = true;
};

/// Reads a TOML file over `options`. False, with what is wrong where, on standard error.
bool read_config(const std::string& path, ServeOptions& options);

/// What the site refuses, in words: for the manual of messages.
std::vector<MessagePart> site_messages();

/// Prints a link by which the account sets a new password, for one who stands at the machine; the status of the
/// process.
int reset_password(const ServeOptions& options, const std::string& login, Language language);

struct VerifyOptions {
  std::string database;        // path of a file, or postgresql://…
  std::string head;            // kept elsewhere, SEQ:HASH; may be empty
  std::string secrets_folder;  // of open polls; empty: their ballots are counted, not opened
  bool is_json = false;
};
struct VerifySteps {
  std::function<void(std::size_t done, std::size_t total)> step;
  std::function<void()> end;  // before anything is printed
};
/// Says whether the record of a database holds, which is not changed: 0, or 1 with what does not.
int verify(const VerifyOptions& options, Language language, const VerifySteps& steps);

/// Serves until SIGTERM or SIGINT; the status of the process.
int serve(const ServeOptions& options, Language language);

}  // namespace pingxing::serve
