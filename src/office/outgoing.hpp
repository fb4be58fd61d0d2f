// What leaves the house: a letter to a mail server by SMTP, JSON to the address of a group robot by HTTP. Every call
// ends within its time, and none goes to an address that host_rule.hpp does not let it go to. Failures are values with
// their reason in words: whoever sends tries again.
#pragma once
#include <memory>
#include <string>
#include <vector>

namespace pingxing::office {

struct Timeouts {
  long connect_ms = 10'000, total_ms = 30'000;
};

struct Outcome {
  bool is_sent = false;
  bool is_server_away = false;                          // the next message would fare no better
  std::string failure;                                  // at most 300 characters, of one line
  std::string refused_host = {}, refused_address = {};  // by host_rule.hpp
};

struct MailServer {
  std::string url;  // smtp://host:25, smtps://host:465
  std::string user, password;
  bool needs_tls = false;  // else TLS is used where the server offers it
  Timeouts timeouts;
  std::vector<std::string> allowed_hosts = {};
};

/// Keeps its connection from one letter to the next.
class MailSession {
 public:
  explicit MailSession(MailServer server);
  ~MailSession();
  MailSession(const MailSession&) = delete;
  MailSession& operator=(const MailSession&) = delete;
  /// Addresses must be fit (letter.hpp); `letter` is its whole text.
  Outcome send(const std::string& from, const std::string& to, const std::string& letter);

 private:
  struct Handle;
  MailServer server_;
  std::unique_ptr<Handle> handle_;
};

/// Sent where the answer is 2xx and, where it is JSON with errcode or code as robots send it, that is 0. Follows no
/// redirection, and no proxy of the surroundings.
Outcome post_json(const std::string& url, const std::string& json, const Timeouts& timeouts,
                  const std::vector<std::string>& allowed_hosts);

}  // namespace pingxing::office
