// For the tests of letters and reminders: a mail server and a web server that really listen, on free ports of this
// machine, each in its own thread, and that read what is said to them strictly; and a reader of letters.
#pragma once
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sodium.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/check.hpp"
#include "base/text.hpp"

namespace pingxing::office {

inline std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\r\n"), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return lines;
}

inline std::string from_base64(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), "\r\n",
                        &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
    ADD_FAILURE() << "no base64: " << text;
  out.resize(size);
  return out;
}

/// Words of a header after RFC 2047, unfolded; blanks between two encoded words do not count.
inline std::string words_of_header(std::string value) {
  for (auto at = value.find("\r\n "); at != value.npos; at = value.find("\r\n ")) value.erase(at, 2);
  std::string out;
  bool was_encoded = false;
  for (std::size_t at = 0; at < value.size();) {
    constexpr std::string_view mark = "=?UTF-8?B?";
    const std::size_t begin = std::min(value.find(mark, at), value.size());
    const std::string between = value.substr(at, begin - at);
    if (!was_encoded || begin == value.size() || between.find_first_not_of(' ') != between.npos) out += between;
    if (begin == value.size()) break;
    const std::size_t end = value.find("?=", begin + mark.size());
    CHECK(end != value.npos);
    EXPECT_LE(end + 2 - begin, 75U);
    out += from_base64(std::string_view(value).substr(begin + mark.size(), end - begin - mark.size()));
    at = end + 2;
    was_encoded = true;
  }
  return out;
}

struct ReadLetter {
  std::vector<std::string> lines;
  std::map<std::string, std::vector<std::string>> headers;
  std::string body;
  /// The only one of that name.
  [[nodiscard]] std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    if (found == headers.end() || found->second.size() != 1) {
      ADD_FAILURE() << name << " stands not once";
      return "";
    }
    return words_of_header(found->second.front());
  }
};
inline ReadLetter read_letter(const std::string& text) {
  ReadLetter letter;
  letter.lines = lines_of(text);
  std::size_t i = 0;
  std::string* last = nullptr;
  for (; i < letter.lines.size() && !letter.lines[i].empty(); ++i) {
    const std::string& line = letter.lines[i];
    if (line.front() == ' ') {
      CHECK(last);
      *last += "\r\n" + line;
    } else {
      const auto colon = line.find(": ");
      CHECK(colon != line.npos);
      last = &letter.headers[line.substr(0, colon)].emplace_back(line.substr(colon + 2));
    }
  }
  std::string encoded;
  for (++i; i < letter.lines.size(); ++i) encoded += letter.lines[i];
  letter.body = from_base64(encoded);
  return letter;
}

/// The other end of a conversation.
class Peer {
 public:
  explicit Peer(int socket) : socket_(socket) {}
  /// Without its CRLF; nothing where the other side is gone.
  std::optional<std::string> line() {
    for (;;) {
      const auto end = read_.find("\r\n");
      if (end != read_.npos) {
        std::string found = read_.substr(0, end);
        read_.erase(0, end + 2);
        return found;
      }
      if (!read_more()) return std::nullopt;
    }
  }
  std::optional<std::string> bytes(std::size_t count) {
    while (read_.size() < count)
      if (!read_more()) return std::nullopt;
    std::string found = read_.substr(0, count);
    read_.erase(0, count);
    return found;
  }
  void say(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  /// Says nothing more until the other side gives up.
  void hang() {
    while (read_more()) read_.clear();
  }

 private:
  bool read_more() {
    char buffer[4096];
    const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
    if (got <= 0) return false;
    read_.append(buffer, static_cast<std::size_t>(got));
    return true;
  }
  int socket_;
  std::string read_;
};

/// Listens on a free port, and talks with one visitor after the other.
class Listener {
 public:
  explicit Listener(std::function<void(Peer&)> talk)
      : talk_(std::move(talk)), socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    CHECK(socket_ >= 0 && ::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
          ::listen(socket_, 16) == 0);
    CHECK(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~Listener() { stop(); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  /// Nobody listens on the port any more.
  void stop() {
    if (!thread_.joinable()) return;
    {
      const std::lock_guard lock(mutex_);
      is_stopping_ = true;
      ::shutdown(socket_, SHUT_RDWR);
      if (visitor_ >= 0) ::shutdown(visitor_, SHUT_RDWR);
    }
    thread_.join();
    ::close(socket_);
  }
  [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] int visits() const { return visits_; }

 private:
  void serve() {
    for (;;) {
      const int visitor = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
      {
        const std::lock_guard lock(mutex_);
        if (visitor >= 0) visitor_ = visitor;
        if (is_stopping_ || visitor < 0) break;
      }
      ++visits_;
      Peer peer(visitor);
      talk_(peer);
      const std::lock_guard lock(mutex_);
      ::close(visitor);
      visitor_ = -1;
    }
    if (visitor_ >= 0) ::close(visitor_);
  }

  std::function<void(Peer&)> talk_;
  int socket_, port_ = 0, visitor_ = -1;
  std::mutex mutex_;
  bool is_stopping_ = false;
  std::atomic<int> visits_ = 0;
  std::thread thread_;
};

/// What a mail server does beside taking every letter. A step is a word of the dialogue: "greeting", "EHLO", "AUTH",
/// "MAIL", "RCPT", "DATA", "end" (of the letter).
struct MailHabits {
  std::map<std::string, std::string> answers;  // by step, instead of the usual one
  std::string refused_recipient;               // gets 550
  std::string hangs_at, drops_at;              // steps
  bool wants_sign_in = false;
};

struct TakenLetter {
  std::string from, to, text, user, password;
};

/// Takes letters as RFC 5321 has it, and notes whatever does not fit into it.
class TestMailServer {
 public:
  explicit TestMailServer(MailHabits habits = {})
      : habits_(std::move(habits)), listener_([this](Peer& peer) { talk(peer); }) {}
  [[nodiscard]] std::string url() const { return "smtp://" + listener_.host(); }
  [[nodiscard]] int visits() const { return listener_.visits(); }
  std::vector<TakenLetter> letters() {
    const std::lock_guard lock(mutex_);
    return letters_;
  }
  std::vector<std::string> commands() {
    const std::lock_guard lock(mutex_);
    return commands_;
  }
  std::string misfits() {
    const std::lock_guard lock(mutex_);
    return misfits_;
  }
  void set_habits(MailHabits habits) {
    const std::lock_guard lock(mutex_);
    habits_ = std::move(habits);
  }
  void stop() { listener_.stop(); }

 private:
  MailHabits habits() {
    const std::lock_guard lock(mutex_);
    return habits_;
  }
  /// The usual answer of a step, or what the habits say; false where the conversation ends here.
  static bool answer(Peer& peer, const MailHabits& habits, const std::string& step, const std::string& usual) {
    if (habits.hangs_at == step) peer.hang();
    if (habits.hangs_at == step || habits.drops_at == step) return false;
    const auto own = habits.answers.find(step);
    peer.say((own == habits.answers.end() ? usual : own->second) + "\r\n");
    return step != "greeting" || own == habits.answers.end();
  }
  void note(const std::string& misfit) {
    const std::lock_guard lock(mutex_);
    misfits_ += misfit + "\n";
  }
  static std::string address_in(const std::string& line, std::string_view before) {
    const std::size_t end = line.find('>');
    return line.starts_with(before) && end != line.npos ? line.substr(before.size(), end - before.size()) : "";
  }

  void talk(Peer& peer) {
    TakenLetter letter;
    bool has_greeted = false;
    if (!answer(peer, habits(), "greeting", "220 mail.example.org ESMTP")) return;
    while (const auto line = peer.line()) {
      const MailHabits now = habits();
      {
        const std::lock_guard lock(mutex_);
        commands_.push_back(*line);
      }
      if (line->starts_with("EHLO ")) {
        has_greeted = true;
        if (!answer(peer, now, "EHLO",
                    now.wants_sign_in ? "250-mail.example.org\r\n250-8BITMIME\r\n250 AUTH PLAIN"
                                      : "250-mail.example.org\r\n250 8BITMIME"))
          return;
      } else if (line->starts_with("AUTH PLAIN")) {
        std::string words = line->size() > 11 ? line->substr(11) : "";
        if (words.empty()) {
          peer.say("334 \r\n");
          const auto more = peer.line();
          if (!more) return;
          words = *more;
        }
        const std::string plain = from_base64(words);
        const std::size_t zero = plain.find('\0', 1);
        letter.user = plain.substr(1, zero - 1);
        letter.password = plain.substr(zero + 1);
        if (!answer(peer, now, "AUTH", "235 welcome")) return;
      } else if (line->starts_with("MAIL FROM:<")) {
        if (!has_greeted) note("MAIL before EHLO");
        letter.from = address_in(*line, "MAIL FROM:<");
        letter.to.clear();
        if (now.wants_sign_in && letter.user.empty())
          peer.say("530 sign in first\r\n");
        else if (!answer(peer, now, "MAIL", "250 ok"))
          return;
      } else if (line->starts_with("RCPT TO:<")) {
        if (letter.from.empty()) note("RCPT before MAIL");
        const std::string to = address_in(*line, "RCPT TO:<");
        if (to == now.refused_recipient) {
          peer.say("550 5.1.1 no such person here\r\n");
          continue;
        }
        if (!letter.to.empty()) note("two recipients");
        letter.to = to;
        if (!answer(peer, now, "RCPT", "250 ok")) return;
      } else if (*line == "DATA") {
        if (letter.to.empty()) note("DATA before RCPT");
        if (!answer(peer, now, "DATA", "354 go on")) return;
        if (now.answers.contains("DATA")) continue;
        letter.text.clear();
        for (;;) {
          const auto part = peer.line();
          if (!part) return;
          if (*part == ".") break;
          letter.text += (part->starts_with('.') ? part->substr(1) : *part) + "\r\n";
        }
        if (!now.answers.contains("end")) {
          const std::lock_guard lock(mutex_);
          letters_.push_back(letter);
        }
        if (!answer(peer, now, "end", "250 taken")) return;
        letter.from.clear();
      } else if (*line == "RSET") {
        letter.from.clear();
        peer.say("250 ok\r\n");
      } else if (*line == "QUIT") {
        peer.say("221 bye\r\n");
        return;
      } else {
        note("unknown: " + *line);
        peer.say("500 unknown\r\n");
      }
    }
  }

  std::mutex mutex_;
  MailHabits habits_;
  std::vector<TakenLetter> letters_;
  std::vector<std::string> commands_;
  std::string misfits_;
  Listener listener_;  // the last: its thread uses the others
};

struct HttpRequest {
  std::string first_line, body;
  std::map<std::string, std::string> headers;  // names in lower case
};
/// Answers every request alike: with bytes as they are, or not at all.
class RobotServer {
 public:
  enum class Habit { Answer, Hang, Drop };
  explicit RobotServer(std::string answer, Habit habit = Habit::Answer)
      : answer_(std::move(answer)), habit_(habit), listener_([this](Peer& peer) { talk(peer); }) {}
  static std::string with_body(const std::string& status, const std::string& body) {
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
  }
  [[nodiscard]] int port() const { return listener_.port(); }
  [[nodiscard]] std::string url() const { return "http://" + listener_.host() + "/robot/send?key=secret"; }
  std::vector<HttpRequest> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  void talk(Peer& peer) {
    HttpRequest request;
    const auto first = peer.line();
    if (!first) return;
    request.first_line = *first;
    for (;;) {
      const auto line = peer.line();
      if (!line) return;
      if (line->empty()) break;
      const auto colon = line->find(':');
      CHECK(colon != line->npos);
      request.headers[lower_ascii(line->substr(0, colon))] = trimmed(std::string_view(*line).substr(colon + 1));
    }
    const auto body = peer.bytes(std::stoul(request.headers["content-length"]));
    if (!body) return;
    request.body = *body;
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
    }
    if (habit_ == Habit::Hang) peer.hang();
    if (habit_ == Habit::Answer) peer.say(answer_);
  }

  const std::string answer_;
  const Habit habit_;
  std::mutex mutex_;
  std::vector<HttpRequest> requests_;
  Listener listener_;
};

}  // namespace pingxing::office
