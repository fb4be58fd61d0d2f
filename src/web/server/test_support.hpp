// For the tests of this folder: a server on a free port, and a small blocking client that sees every byte.
#pragma once
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <thread>

#include "base/text.hpp"
#include "web/http.hpp"

namespace pingxing::web {

constexpr int patience_seconds = 20;  // a test that waits longer has failed

/// Until it is so; whether it came to be.
inline bool eventually(const std::function<bool()>& is_so) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(patience_seconds);
  while (!is_so()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

class RunningServer {
 public:
  explicit RunningServer(Handler handler, const ServerOptions& options = free_port())
      : server_(options, std::move(handler)), thread_([this] { server_.run(); }) {}
  ~RunningServer() { stop(); }

  static ServerOptions free_port() {
    ServerOptions options;
    options.port = 0;
    return options;
  }
  void stop() {
    server_.stop();
    join();
  }
  void join() {
    if (thread_.joinable()) thread_.join();
  }
  Server* operator->() { return &server_; }

 private:
  Server server_;
  std::thread thread_;
};

struct Reply {
  int status = 0;                              // 0: the connection ended without one
  std::map<std::string, std::string> headers;  // names in lower case; the last of a name
  std::string head, body;
};

/// Where the bytes go: a socket, or TLS on one.
class Client {
 public:
  explicit Client(unsigned short port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{patience_seconds, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  virtual ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  [[nodiscard]] bool is_connected() const { return is_connected_; }
  /// Whether all of it went out.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = write_some(bytes);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void get(const std::string& path, const std::string& more_headers = "") {
    send("GET " + path + " HTTP/1.1\r\nHost: a\r\n" + more_headers + "\r\n");
  }
  void post(const std::string& path, const std::string& type, const std::string& body) {
    send("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + type +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  void end_sending() { ::shutdown(socket_, SHUT_WR); }

  /// The next answer; `has_body`: not that of HEAD.
  Reply read(bool has_body = true) {
    Reply reply;
    std::size_t end = 0;
    while ((end = got_.find("\r\n\r\n")) == got_.npos)
      if (!receive()) return reply;
    reply.head = got_.substr(0, end + 4);
    got_.erase(0, end + 4);
    reply.status = std::stoi(reply.head.substr(9, 3));
    for (const auto& line : split(reply.head, "\n")) {
      const auto colon = line.find(": ");
      if (colon != line.npos) reply.headers[lower_ascii(line.substr(0, colon))] = line.substr(colon + 2);
    }
    if (!has_body || !reply.headers.contains("content-length")) return reply;
    const std::size_t size = std::stoul(reply.headers["content-length"]);
    while (got_.size() < size)
      if (!receive()) break;
    reply.body = got_.substr(0, size);
    got_.erase(0, size);
    return reply;
  }
  Reply ask(const std::string& path, const std::string& more_headers = "") {
    get(path, more_headers);
    return read();
  }
  /// Whether the server ends the connection without another byte.
  bool is_ended() { return got_.empty() && !receive(); }
  [[nodiscard]] int socket() const { return socket_; }

 protected:
  virtual ssize_t write_some(std::string_view bytes) {
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }
  virtual ssize_t read_some(char* to, std::size_t size) { return ::recv(socket_, to, size, 0); }

 private:
  bool receive() {
    char bytes[16'384];
    const auto count = read_some(bytes, sizeof bytes);
    if (count > 0) got_.append(bytes, static_cast<std::size_t>(count));
    return count > 0;
  }

  int socket_;
  bool is_connected_ = false;
  std::string got_;
};

/// Says what it was asked.
inline Response echo(const Request& request) {
  Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = request.method + " " + request.path;
  for (const auto& [name, value] : request.query.pairs()) response.body += " ?" + name + "=" + value;
  for (const auto& [name, value] : request.form.pairs()) response.body += " #" + name + "=" + value;
  for (const auto& upload : request.uploads) response.body += " @" + upload.filename + ":" + upload.bytes;
  response.body += " " + request.body;
  return response;
}

}  // namespace pingxing::web
