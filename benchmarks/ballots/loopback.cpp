#include "ballots/loopback.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <thread>

namespace bench {
namespace {

sockaddr_in address_of(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

class Connection {
 public:
  explicit Connection(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const auto address = address_of(port);
    const int yes = 1;
    is_open_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  }
  ~Connection() { ::close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  [[nodiscard]] bool is_open() const { return is_open_; }

  std::string exchange(const std::string& request) {
    for (std::size_t sent = 0; sent < request.size();) {
      const auto n = ::send(socket_, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) throw std::runtime_error("the server closed the connection");
      sent += static_cast<std::size_t>(n);
    }
    std::string answer;
    const auto more = [&] {
      char bytes[16384];
      const auto n = ::recv(socket_, bytes, sizeof bytes, 0);
      if (n <= 0) throw std::runtime_error("the server closed the connection");
      answer.append(bytes, static_cast<std::size_t>(n));
    };
    std::size_t head = answer.npos;
    while ((head = answer.find("\r\n\r\n")) == answer.npos) more();
    constexpr std::string_view length = "\r\nContent-Length: ";
    const auto at = answer.find(length);
    if (at == answer.npos || at > head) throw std::runtime_error("an answer without its length: " + answer);
    const auto size = static_cast<std::size_t>(std::strtoul(answer.c_str() + at + length.size(), nullptr, 10));
    while (answer.size() < head + 4 + size) more();
    if (answer.compare(9, 3, "200") != 0) throw std::runtime_error(answer);
    return answer.substr(head + 4);
  }

 private:
  int socket_;
  bool is_open_ = false;
};

}  // namespace

int free_port() {
  const int one = ::socket(AF_INET, SOCK_STREAM, 0);
  auto address = address_of(0);
  socklen_t size = sizeof address;
  const bool is_found = ::bind(one, reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
                        ::getsockname(one, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(one);
  if (!is_found) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

Loopback::Loopback(const std::string& command, const std::vector<std::string>& arguments, int port) : port_(port) {
  std::vector<const char*> words{command.c_str()};
  for (const auto& one : arguments) words.push_back(one.c_str());
  words.push_back(nullptr);
  process_ = ::fork();
  if (process_ == 0) {
    std::freopen("/dev/null", "w", stdout);
    ::execv(command.c_str(), const_cast<char* const*>(words.data()));
    std::_Exit(127);
  }
  for (int tries = 0; tries < 200; ++tries) {
    if (Connection(port_).is_open()) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  stop();
  throw std::runtime_error(command + " does not answer");
}

Loopback::~Loopback() { stop(); }

bool Loopback::stop() {
  if (process_ < 0) return true;
  int status = 0;
  ::kill(process_, SIGTERM);
  ::waitpid(process_, &status, 0);
  process_ = -1;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string Loopback::post(const std::string& path, const std::string& json, const std::string& token) const {
  thread_local Connection connection(port_);
  return connection.exchange("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) +
                             "\r\nContent-Type: application/json\r\n" +
                             (token.empty() ? "" : "Authorization: Bearer " + token + "\r\n") +
                             "Content-Length: " + std::to_string(json.size()) + "\r\n\r\n" + json);
}

}  // namespace bench
