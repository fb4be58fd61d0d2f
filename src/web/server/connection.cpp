// Inside co_await stand only names and moves: g++ 12 destroys temporaries there twice.
#include "web/server/connection.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstring>

#include "base/text.hpp"
#include "web/form.hpp"
#include "web/server/status.hpp"

namespace pingxing::web {
namespace {

using asio::ip::tcp;
using std::chrono::seconds;

constexpr auto token = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t buffer_usual = 16 * 1024, buffer_of_body = 64 * 1024, room_min = 4 * 1024;
constexpr std::size_t bytes_per_second_min = 16 * 1024;  // slower lines get no more time
constexpr auto parting_seconds = seconds(5), parting_seconds_stopping = seconds(1), refusing_seconds = seconds(2);
constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

template <class Waiter>
class WorkerDone : public Resumption {
 public:
  explicit WorkerDone(Waiter waiter) : waiter_(std::move(waiter)) {}
  void resume() override { std::move(waiter_)(); }

 private:
  Waiter waiter_;
};

}  // namespace

std::string plain_address(std::string address) {
  if (address.starts_with("::ffff:")) address.erase(0, 7);
  return address;
}

asio::awaitable<void> serve(Lane& lane, tcp::socket socket, int refusal) {
  try {
    Connection connection(lane, std::move(socket));
    co_await connection.serve(refusal);
  } catch (const std::exception& error) {
    lane.shared().trouble(std::string("a connection was given up: ") + error.what());
  }
}

Connection::Connection(Lane& lane, tcp::socket socket)
    : lane_(lane),
      shared_(lane.shared()),
      socket_(std::move(socket)),
      stream_(socket_.native_handle(), shared_.tls ? &*shared_.tls : nullptr),
      reader_({shared_.options.header_bytes_max, shared_.options.body_bytes_max, &shared_.options.takes}) {
  boost::system::error_code error;  // the other side may have gone already
  socket_.non_blocking(true, error);
  socket_.set_option(tcp::no_delay(true), error);
  const auto endpoint = socket_.remote_endpoint(error);
  if (!error) remote_ = plain_address(endpoint.address().to_string());
  address_ = shared_.counted_address(remote_);
  lane_.enter(*this);
  ++shared_.open;
}

Connection::~Connection() {
  shared_.bodies_bytes -= counted_body_;
  --shared_.open;
  lane_.leave(*this);
}

void Connection::enter(Phase phase, seconds allowed) {
  phase_ = phase;
  since_ = Steady::now();
  allowed_ = shared_.is_stopping ? std::min(allowed, seconds(shared_.options.stop_seconds)) : allowed;
  deadline_ = since_ + allowed_;
  has_given_up_ = false;
}

void Connection::extend(std::size_t bytes) {
  if (shared_.is_stopping) return;
  const auto earned = std::chrono::microseconds(bytes * 1'000'000 / bytes_per_second_min);
  // What is earned by a burst, such as by filling the system's buffers, does not add up.
  deadline_ = std::max(deadline_, std::min(deadline_ + earned, Steady::now() + allowed_));
}

void Connection::give_up() {
  if (phase_ == Phase::Working) return;
  has_given_up_ = true;
  boost::system::error_code error;
  socket_.cancel(error);
}

void Connection::stop() {
  if (phase_ == Phase::Working) return;
  deadline_ = std::min(deadline_, Steady::now() + seconds(shared_.options.stop_seconds));
  boost::system::error_code error;
  if (phase_ == Phase::Idle) socket_.cancel(error);  // `fill` looks once more
}

/// Whether the socket is ready; false where the connection was given up.
asio::awaitable<bool> Connection::wait(Stream::State for_what) {
  if (has_given_up_) co_return false;
  const auto what = for_what == Stream::State::MustWrite ? tcp::socket::wait_write : tcp::socket::wait_read;
  const auto [error] = co_await socket_.async_wait(what, token);
  co_return !error && !has_given_up_;
}

asio::awaitable<bool> Connection::shake_hands() {
  for (;;) {
    const auto step = stream_.shake_hands();
    if (step.state == Stream::State::Done) co_return true;
    if (step.state == Stream::State::PlainText) {
      stream_.become_plain();
      co_await refuse(400);
      co_return false;
    }
    if (step.state == Stream::State::Ended) co_return false;
    const bool is_ready = co_await wait(step.state);
    if (!is_ready) co_return false;
  }
}

/// Receives at least one byte behind what is there; false at the end, or when the time is up.
asio::awaitable<bool> Connection::fill() {
  if (in_begin_ > 0) {
    std::memmove(in_.data(), in_.data() + in_begin_, in_end_ - in_begin_);
    in_end_ -= in_begin_;
    in_begin_ = 0;
  }
  const std::size_t usual = reader_.is_head_read() ? buffer_of_body : buffer_usual;
  if (in_.size() < usual || in_.size() - in_end_ < room_min) in_.resize(std::max(usual, in_end_ + room_min));
  if (phase_ == Phase::Idle && has_answered_ && !shared_.is_stopping && !stream_.holds_bytes()) {
    // Who has just got an answer has not sent the next request yet: it would be asked for in vain.
    const bool is_ready = co_await wait(Stream::State::MustRead);
    if (!is_ready && !shared_.is_stopping) co_return false;
  }
  for (;;) {
    const auto step = stream_.read(in_.data() + in_end_, in_.size() - in_end_);
    if (step.state == Stream::State::Done) {
      in_end_ += step.bytes;
      co_return true;
    }
    if (step.state == Stream::State::Ended) co_return false;
    if (phase_ == Phase::Idle && shared_.is_stopping) co_return false;  // nothing was received
    const bool is_ready = co_await wait(step.state);
    if (!is_ready && !(phase_ == Phase::Idle && shared_.is_stopping)) co_return false;
  }
}

/// A whole request in `reader_`; false where there is none, whatever had to be said about it is said.
asio::awaitable<bool> Connection::read_request() {
  const auto& options = shared_.options;
  if (in_begin_ == in_end_) {
    const bool has_bytes = co_await fill();
    if (!has_bytes) {
      if (has_given_up_ && !has_answered_) ++shared_.timeouts;
      co_return false;
    }
  }
  enter(Phase::Reading, seconds(options.header_seconds));
  for (;;) {
    const bool had_head = reader_.is_head_read();
    in_begin_ += reader_.read({in_.data() + in_begin_, in_end_ - in_begin_});
    int status = reader_.refusal();
    if (status != 0) ++shared_.bad;
    count_body();
    if (status == 0 && counted_body_ > 0 && shared_.bodies_bytes > options.bodies_bytes_max) status = 503;
    if (!had_head && reader_.is_head_read()) {
      head_at_ = std::chrono::system_clock::now();
      head_clock_ = Steady::now();
      enter(Phase::Reading, seconds(options.body_seconds));
    }
    if (status == 0 && reader_.is_whole()) co_return true;
    if (status == 0 && !had_head && reader_.waits_for_continue()) {
      const bool is_sent = co_await send(continue_line, {});
      if (!is_sent) co_return false;
      enter(Phase::Reading, seconds(options.body_seconds));
    }
    if (status == 0) {
      const std::size_t before = in_end_ - in_begin_;
      const bool has_more = co_await fill();
      if (has_more && reader_.is_head_read()) extend(in_end_ - before);
      if (has_more) continue;
      if (!has_given_up_) co_return false;
      ++shared_.timeouts;
      status = 408;
    }
    co_await refuse(status);
    co_return false;
  }
}

void Connection::count_body() {
  const std::size_t size = reader_.request().body.size();
  shared_.bodies_bytes += size - counted_body_;
  counted_body_ = size;
}

/// Who asks and whether that was secret on its way, as far as the head and a trusted proxy tell.
void Connection::complete_request() {
  Request& request = reader_.request();
  request.remote = remote_;
  request.is_secure = stream_.is_secure();
  const auto& proxies = shared_.options.trusted_proxies;
  if (std::find(proxies.begin(), proxies.end(), remote_) == proxies.end()) return;
  const auto chain = split(request.header("x-forwarded-for"), ",");  // the last one is what the proxy itself saw
  if (!chain.empty()) request.remote = chain.back();
  if (request.header("x-forwarded-proto") == "https") request.is_secure = true;
}

/// Leaves the answer in `answer_`.
asio::awaitable<void> Connection::work() {
  enter(Phase::Working, seconds(0));
  deadline_ = Steady::time_point::max();
  complete_request();
  if (shared_.options.at_once) {
    try {
      if (auto response = shared_.options.at_once(reader_.request())) {
        answer_ = make_answer(reader_.request(), std::move(*response), shared_.bodies);
        co_return;
      }
    } catch (const std::exception& error) {
      shared_.trouble(std::string("an answer at once failed: ") + error.what());
      answer_plainly(500);
      co_return;
    }
  }
  const auto begin = [this](auto waiter) {
    resumption_ = std::make_unique<WorkerDone<decltype(waiter)>>(std::move(waiter));
    lane_.hand_over(*this);
  };
  co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(begin, asio::use_awaitable);
}

/// Once the lane knows that it is done, this connection may be gone.
void Connection::run() {
  Request& request = reader_.request();
  const auto& options = shared_.options;
  const auto page = [&](int status) {
    Response response = options.error_page ? options.error_page(status, request) : plain_page(status);
    response.status = status;
    return make_answer(request, std::move(response), shared_.bodies);
  };
  try {
    const int refusal = read_form(request);
    answer_ = refusal ? page(refusal) : make_answer(request, shared_.handler(request), shared_.bodies);
  } catch (const std::exception& error) {
    shared_.trouble(request.method + " failed: " + error.what());
    try {
      answer_ = page(500);
    } catch (const std::exception& second) {
      shared_.trouble(std::string("the page of errors failed: ") + second.what());
      answer_plainly(500);
    }
  }
  lane_.finished(std::move(resumption_));
}

void Connection::find_no_room() {
  answer_plainly(503);
  lane_.finished(std::move(resumption_));
}

void Connection::answer_plainly(int status) {
  answer_ = make_answer(reader_.request(), plain_page(status, reader_.body_bytes_max()), shared_.bodies);
}

/// All of both, or false.
asio::awaitable<bool> Connection::send(std::string_view head, std::string_view body) {
  while (!head.empty() || !body.empty()) {
    const auto step = stream_.write(head, body);
    if (step.state == Stream::State::Done) {
      const std::size_t of_head = std::min(head.size(), step.bytes);
      head.remove_prefix(of_head);
      body.remove_prefix(step.bytes - of_head);
      extend(step.bytes);
      continue;
    }
    if (step.state == Stream::State::Ended) co_return false;
    const bool is_ready = co_await wait(step.state);
    if (!is_ready) {
      if (has_given_up_) ++shared_.timeouts;
      co_return false;
    }
  }
  co_return true;
}

asio::awaitable<bool> Connection::send_answer(bool keeps_alive) {
  enter(Phase::Writing, seconds(shared_.options.write_seconds));
  if (!keeps_alive)
    answer_.head += "Connection: close\r\n";
  else if (reader_.is_old())
    answer_.head += "Connection: keep-alive\r\n";
  answer_.head += "\r\n";
  const std::string_view head = answer_.head, body = answer_.body();
  const bool is_sent = co_await send(head, body);
  served(head.size() + body.size());
  co_return is_sent;
}

void Connection::served(std::size_t bytes) {
  ++shared_.requests;
  if (!shared_.options.on_served) return;
  Served told;
  told.at = head_at_;
  told.method = reader_.request().method;
  told.route = answer_.route;
  told.status = answer_.status;
  told.took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - head_clock_);
  told.bytes = bytes;
  shared_.options.on_served(told);
}

/// An answer to what could not be read to its end; the connection cannot be used any more.
asio::awaitable<void> Connection::refuse(int status) {
  if (!reader_.is_head_read()) {
    head_at_ = std::chrono::system_clock::now();
    head_clock_ = Steady::now();
  }
  std::string().swap(reader_.request().body);
  count_body();
  reader_.request().is_secure = stream_.is_secure();
  answer_plainly(status);
  const bool is_sent = co_await send_answer(false);
  if (is_sent) co_await part();
}

/// Closing a socket with unread bytes would take the answer back from the client: first say that no more will come,
/// then let it finish.
asio::awaitable<void> Connection::part() {
  stream_.end_writing();
  const auto pause = shared_.is_stopping ? parting_seconds_stopping : parting_seconds;
  enter(Phase::Parting, pause);
  const auto end = since_ + seconds(shared_.options.write_seconds);
  for (;;) {
    const auto step = stream_.discard();
    if (step.state == Stream::State::Ended) co_return;
    if (step.state == Stream::State::Done) deadline_ = std::min(end, Steady::now() + pause);
    const bool is_ready = co_await wait(Stream::State::MustRead);  // even where there is more: others want to be served
    if (!is_ready) co_return;
  }
}

/// What was uploaded or sent is given back now, not when the next request comes.
void Connection::forget_request() {
  answer_ = {};
  reader_.begin_next();
  count_body();
  has_answered_ = true;
  if (in_begin_ == in_end_ && in_.size() > buffer_usual) {
    in_begin_ = in_end_ = 0;
    std::string().swap(in_);
  }
}

asio::awaitable<void> Connection::serve(int refusal) {
  enter(Phase::Greeting, seconds(shared_.options.header_seconds));
  if (refusal != 0) {
    is_refused_ = true;
    deadline_ = std::min(deadline_, since_ + refusing_seconds);
    if (!stream_.is_secure()) co_await refuse(refusal);  // a handshake would cost what is short
    co_return;
  }
  const bool has_shaken = co_await shake_hands();
  if (!has_shaken) co_return;
  enter(Phase::Idle, seconds(shared_.options.header_seconds));
  for (;;) {
    const bool is_whole = co_await read_request();
    if (!is_whole) co_return;
    co_await work();
    const bool has_more = in_begin_ < in_end_;
    const bool keeps_alive = reader_.keeps_alive() && (!shared_.is_stopping || has_more);
    const bool is_sent = co_await send_answer(keeps_alive);
    if (!is_sent) co_return;
    if (!keeps_alive) break;
    forget_request();
    if (has_more) co_await asio::post(token);  // whoever sends much ahead does not hold up the others
    enter(Phase::Idle, seconds(shared_.options.idle_seconds));
  }
  co_await part();
}

}  // namespace pingxing::web
