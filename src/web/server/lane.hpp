// One thread that serves connections with Asio's coroutines, and what all lanes of a server share. Asio's headers take
// seconds to compile: this one is for the .cpp files of this folder alone.
#pragma once
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "web/server/answer.hpp"
#include "web/server/stream.hpp"
#include "web/server/workers.hpp"

namespace pingxing::web {

namespace asio = boost::asio;
using Steady = std::chrono::steady_clock;

/// Of all lanes of a server.
struct Shared {
  Shared(const ServerOptions& its_options, Handler its_handler);

  const ServerOptions options;
  const Handler handler;
  std::optional<TlsContext> tls;
  SharedBodies bodies;
  Workers workers;
  std::atomic<bool> is_stopping = false;
  std::atomic<std::size_t> bodies_bytes = 0;  // of all bodies in memory
  std::atomic<unsigned long long> requests = 0, connections = 0, open = 0, refused = 0, timeouts = 0, bad = 0;

  /// Under what a client's connections are counted; "" where it stands for many clients.
  [[nodiscard]] std::string counted_address(const std::string& remote) const;
  void trouble(const std::string& line) const {
    if (options.on_trouble) options.on_trouble(line);
  }
};

class Connection;

/// Resumes a coroutine that waits for a worker.
class Resumption {
 public:
  virtual ~Resumption() = default;
  virtual void resume() = 0;
};

class Lane {
 public:
  /// `socket`: listening, owned by the lane from now on.
  /// The limits: of this lane, all together and from one address.
  Lane(Shared& shared, const asio::ip::tcp& protocol, int socket, std::size_t connections_max,
       std::size_t per_address_max);
  ~Lane();

  /// Serves until stopped and the last connection is gone.
  void run();
  /// From any thread.
  void stop();

  // For connections, on the lane's thread; `finished` on any.
  /// To a worker, together with what others hand over before the lane looks for news: a lock and a wake each would cost
  /// more than a short handler.
  void hand_over(Connection& connection);
  void enter(Connection& connection);
  void leave(Connection& connection);
  /// A worker has done what the coroutine waits for.
  void finished(std::unique_ptr<Resumption> resumption);
  [[nodiscard]] Shared& shared() { return shared_; }

 private:
  asio::awaitable<void> accept_all();
  asio::awaitable<void> sweep();
  void welcome(asio::ip::tcp::socket socket);
  /// Whether there is room for one more of that address. The one that has sent nothing for longest goes for it: one of
  /// its own where the address has its share already, else of all.
  bool make_room(const std::string& address);
  void accept_rest();
  void begin_stop();
  void resume_finished();
  void queue_handed_over();

  Shared& shared_;
  const std::size_t connections_max_, per_address_max_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Resumption>> finished_;
  std::vector<Connection*> handed_over_;
  std::set<Connection*> connections_;
  std::map<std::string, std::size_t> by_address_;  // how many of them
  asio::io_context context_;                       // goes first: what waits in it refers to the rest
  asio::ip::tcp::acceptor acceptor_;
  asio::steady_timer timer_;
};

/// An address of IPv4 that came through a socket of IPv6 is one of IPv4.
std::string plain_address(std::string address);

/// Serves one connection to its end; `refusal`: a status that is all it gets.
asio::awaitable<void> serve(Lane& lane, asio::ip::tcp::socket socket, int refusal);

}  // namespace pingxing::web
