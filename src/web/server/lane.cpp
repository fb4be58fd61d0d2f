#include "web/server/lane.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "web/server/connection.hpp"
#include "web/throttle.hpp"

namespace pingxing::web {
namespace {

using asio::ip::tcp;

constexpr auto token = asio::as_tuple(asio::use_awaitable);
constexpr auto sweep_every = std::chrono::milliseconds(200);
constexpr auto accept_again_after = std::chrono::milliseconds(100);
constexpr std::size_t refusing_max = 64;  // told that there is no room; more are just closed

}  // namespace

Shared::Shared(const ServerOptions& its_options, Handler its_handler)
    : options(its_options), handler(std::move(its_handler)), workers(options.workers, options.queue_max) {
  if (!options.certificate_file.empty() || !options.key_file.empty())
    tls.emplace(options.certificate_file, options.key_file);
}

std::string Shared::counted_address(const std::string& remote) const {
  for (const auto* list : {&options.uncounted_addresses, &options.trusted_proxies})
    if (std::find(list->begin(), list->end(), remote) != list->end()) return "";
  return throttle_key(remote);
}

Lane::Lane(Shared& shared, const tcp& protocol, int socket, std::size_t connections_max, std::size_t per_address_max)
    : shared_(shared),
      connections_max_(connections_max),
      per_address_max_(per_address_max),
      context_(1),
      acceptor_(context_, protocol, socket),
      timer_(context_) {
  acceptor_.non_blocking(true);
}

Lane::~Lane() = default;

void Lane::run() {
  asio::co_spawn(context_, accept_all(), asio::detached);
  asio::co_spawn(context_, sweep(), asio::detached);
  context_.run();
}

void Lane::stop() {
  asio::post(context_, [this] { begin_stop(); });
}

void Lane::enter(Connection& connection) {
  connections_.insert(&connection);
  ++by_address_[connection.address()];
}

void Lane::leave(Connection& connection) {
  connections_.erase(&connection);
  const auto count = by_address_.find(connection.address());
  if (--count->second == 0) by_address_.erase(count);
  if (shared_.is_stopping && connections_.empty()) timer_.cancel();
}

void Lane::hand_over(Connection& connection) {
  if (handed_over_.empty()) asio::post(context_, [this] { queue_handed_over(); });
  handed_over_.push_back(&connection);
}

void Lane::queue_handed_over() {
  std::vector<Job*> jobs(handed_over_.begin(), handed_over_.end());
  const std::vector<Connection*> connections = std::exchange(handed_over_, {});
  for (std::size_t i = shared_.workers.queue(jobs); i < connections.size(); ++i) connections[i]->find_no_room();
}

void Lane::finished(std::unique_ptr<Resumption> resumption) {
  bool must_post;
  {
    const std::lock_guard lock(mutex_);
    must_post = finished_.empty();  // else the lane will see it when it comes for the others
    finished_.push_back(std::move(resumption));
  }
  if (must_post) asio::post(context_, [this] { resume_finished(); });
}

void Lane::resume_finished() {
  std::vector<std::unique_ptr<Resumption>> finished;
  {
    const std::lock_guard lock(mutex_);
    finished.swap(finished_);
  }
  for (const auto& resumption : finished) resumption->resume();
}

asio::awaitable<void> Lane::accept_all() {
  asio::steady_timer pause(context_);
  bool has_failed = false;  // told once, not ten times a second
  while (acceptor_.is_open()) {
    auto [error, socket] = co_await acceptor_.async_accept(token);
    if (!error) {
      has_failed = false;
      welcome(std::move(socket));
    } else if (error != asio::error::operation_aborted && error != asio::error::connection_aborted) {
      if (!has_failed) shared_.trouble("connections cannot be accepted: " + error.message());
      has_failed = true;
      pause.expires_after(accept_again_after);
      co_await pause.async_wait(token);
    }
  }
}

bool Lane::make_room(const std::string& address) {
  const auto count = by_address_.find(address);
  const bool is_too_many = !address.empty() && count != by_address_.end() && count->second >= per_address_max_;
  if (!is_too_many && connections_.size() < connections_max_) return true;
  Connection* oldest = nullptr;
  for (Connection* connection : connections_)
    if (connection->is_idle() && (!is_too_many || connection->address() == address) &&
        (!oldest || connection->since() < oldest->since()))
      oldest = connection;
  if (oldest) oldest->give_up();
  return oldest != nullptr;
}

void Lane::welcome(tcp::socket socket) {
  ++shared_.connections;
  boost::system::error_code has_gone;
  const auto endpoint = socket.remote_endpoint(has_gone);
  const auto address = shared_.counted_address(has_gone ? "" : plain_address(endpoint.address().to_string()));
  int refusal = 0;
  if (!make_room(address)) {
    ++shared_.refused;
    refusal = 503;
    if (connections_.size() >= connections_max_ + refusing_max) return;
  }
  try {
    auto serving = serve(*this, std::move(socket), refusal);
    asio::co_spawn(context_, std::move(serving), asio::detached);
  } catch (const std::exception& error) {
    shared_.trouble(std::string("a connection could not be served: ") + error.what());
  }
}

/// Who is in the system's queue already is served: nobody is turned away by a restart.
void Lane::accept_rest() {
  boost::system::error_code error;
  for (;;) {
    tcp::socket socket(context_);
    acceptor_.accept(socket, error);
    if (error) return;
    welcome(std::move(socket));
  }
}

void Lane::begin_stop() {
  if (!acceptor_.is_open()) return;
  accept_rest();
  acceptor_.close();
  for (Connection* connection : connections_) connection->stop();
  timer_.cancel();
}

asio::awaitable<void> Lane::sweep() {
  while (acceptor_.is_open() || !connections_.empty()) {
    timer_.expires_after(sweep_every);
    co_await timer_.async_wait(token);
    const auto now = Steady::now();
    for (Connection* connection : connections_)
      if (connection->deadline() < now) connection->give_up();
  }
}

}  // namespace pingxing::web
