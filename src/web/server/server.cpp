#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <csignal>
#include <stdexcept>
#include <thread>

#include "web/server/lane.hpp"

namespace pingxing::web {
namespace {

using asio::ip::tcp;

constexpr int backlog = 4096;  // who waits to be accepted; the system may hold less

struct Listening {
  tcp protocol = tcp::v4();
  std::vector<int> sockets;  // one and the same for every lane
  unsigned short port = 0;
};

Listening listen(const ServerOptions& options) {
  try {
    asio::io_context context;
    tcp::resolver resolver(context);
    const auto found = resolver.resolve(options.host, std::to_string(options.port), tcp::resolver::passive);
    // "localhost" may be both; what people type into a browser is 127.0.0.1.
    auto chosen = found.begin();
    for (auto it = found.begin(); it != found.end(); ++it)
      if (it->endpoint().protocol() == tcp::v4()) chosen = it;
    const tcp::endpoint endpoint = chosen->endpoint();
    tcp::acceptor acceptor(context, endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    if (endpoint.protocol() == tcp::v6()) acceptor.set_option(asio::ip::v6_only(false));
    acceptor.bind(endpoint);
    acceptor.listen(backlog);
    Listening listening{endpoint.protocol(), {}, acceptor.local_endpoint().port()};
    for (unsigned i = 1; i < options.io_threads; ++i)
      listening.sockets.push_back(::fcntl(acceptor.native_handle(), F_DUPFD_CLOEXEC, 0));
    listening.sockets.push_back(acceptor.release());
    return listening;
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error("cannot listen on " + options.host + ", port " + std::to_string(options.port) + ": " +
                             error.code().message());
  }
}

/// A connection is an open file, of which the usual limit is 1,024.
void allow_files(std::size_t connections) {
  constexpr rlim_t others = 512;  // the database, uploads, the log
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= connections + others) return;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, connections + others);
  ::setrlimit(RLIMIT_NOFILE, &limit);  // where it is not granted, accepting waits until files are closed
}

/// Of each lane.
std::size_t share(std::size_t of_all, std::size_t lanes) { return std::max<std::size_t>(1, of_all / lanes); }

}  // namespace

struct Server::Impl {
  Impl(const ServerOptions& options, Handler handler) : shared(options, std::move(handler)) {
    allow_files(options.connections_max);
    const Listening listening = listen(options);
    port = listening.port;
    for (const int socket : listening.sockets)
      lanes.push_back(std::make_unique<Lane>(shared, listening.protocol, socket,
                                             share(options.connections_max, listening.sockets.size()),
                                             share(options.connections_per_address_max, listening.sockets.size())));
  }

  Shared shared;
  unsigned short port = 0;
  std::vector<std::unique_ptr<Lane>> lanes;
};

Server::Server(const ServerOptions& options, Handler handler)
    : impl_(std::make_unique<Impl>(options, std::move(handler))) {}
Server::~Server() = default;

unsigned short Server::port() const { return impl_->port; }

void Server::run() {
  std::signal(SIGPIPE, SIG_IGN);  // a client that has gone is no reason to end; OpenSSL cannot be told otherwise
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < impl_->lanes.size(); ++i) threads.emplace_back([this, i] { impl_->lanes[i]->run(); });
  impl_->lanes[0]->run();
  for (auto& thread : threads) thread.join();
}

void Server::stop() {
  impl_->shared.is_stopping = true;
  for (const auto& lane : impl_->lanes) lane->stop();
}

Server::Numbers Server::numbers() const {
  const Shared& shared = impl_->shared;
  return {shared.requests, shared.connections,     shared.open, shared.refused, shared.timeouts,
          shared.bad,      shared.workers.queued()};
}

}  // namespace pingxing::web
