// The life of one connection: handshake, then requests one after the other, then a farewell that lets the last answer
// arrive. For the .cpp files of this folder alone.
#pragma once
#include <string>

#include "web/server/lane.hpp"
#include "web/server/request_reader.hpp"

namespace pingxing::web {

class Connection : public Job {
 public:
  Connection(Lane& lane, asio::ip::tcp::socket socket);
  ~Connection() override;

  asio::awaitable<void> serve(int refusal);

  // For the lane.
  [[nodiscard]] Steady::time_point deadline() const { return deadline_; }
  /// Sends nothing, before its first request or after an answer: may go when room is needed.
  [[nodiscard]] bool is_idle() const {
    return (phase_ == Phase::Idle || phase_ == Phase::Greeting) && !is_refused_ && !has_given_up_;
  }
  /// Whose connections are counted together; "": not counted.
  [[nodiscard]] const std::string& address() const { return address_; }
  [[nodiscard]] Steady::time_point since() const { return since_; }
  /// The deadline has passed, or room is needed: whatever it waits for ends.
  void give_up();
  /// Ends at once where nothing was received, else after the answer and with the time that is left for that.
  void stop();
  /// On a worker's thread: answers the request.
  void run() override;
  /// Instead of `run`, where all workers have enough to do.
  void find_no_room();

 private:
  enum class Phase { Greeting, Idle, Reading, Working, Writing, Parting };  // Idle: no byte of a request yet

  void enter(Phase phase, std::chrono::seconds allowed);
  /// More time for whoever makes progress: a slow line is no attack.
  void extend(std::size_t bytes);
  asio::awaitable<bool> wait(Stream::State for_what);
  asio::awaitable<bool> shake_hands();
  asio::awaitable<bool> fill();
  asio::awaitable<bool> read_request();
  asio::awaitable<void> work();
  asio::awaitable<bool> send(std::string_view head, std::string_view body);
  asio::awaitable<bool> send_answer(bool keeps_alive);
  asio::awaitable<void> refuse(int status);
  asio::awaitable<void> part();
  void complete_request();
  void answer_plainly(int status);
  void count_body();
  void forget_request();
  void served(std::size_t bytes);

  Lane& lane_;
  Shared& shared_;
  asio::ip::tcp::socket socket_;
  Stream stream_;
  RequestReader reader_;
  std::string remote_, address_;
  std::string in_;  // received and not yet read: in_begin_ to in_end_
  std::size_t in_begin_ = 0, in_end_ = 0;
  std::size_t counted_body_ = 0;  // of shared_.bodies_bytes
  Answer answer_;
  std::unique_ptr<Resumption> resumption_;
  Phase phase_ = Phase::Greeting;
  Steady::time_point since_, deadline_;
  std::chrono::seconds allowed_{0};  // for this phase
  bool has_given_up_ = false, has_answered_ = false, is_refused_ = false;
  std::chrono::system_clock::time_point head_at_;
  Steady::time_point head_clock_;
};

}  // namespace pingxing::web
