#include "store/writer.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/clock.hpp"
#include "base/hash.hpp"
#include "store/errors.hpp"
#include "store/group_record.hpp"
#include "store/statements.hpp"

namespace pingxing::store {
namespace {

constexpr int tries_max = 5;  // of a group that the database asks to begin anew
constexpr auto patience_max = std::chrono::milliseconds(5);
constexpr auto outcome_patience = std::chrono::seconds(15);  // most restarts and failovers are over by then
constexpr auto ask_again_after = std::chrono::milliseconds(200);
constexpr int losses_max = 1;  // a connection lost twice in a row is no accident

bool is_of_the_transaction(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const ConnectionLost&) {
    return true;
  } catch (const TryAgain&) {
    return true;
  } catch (...) {
    return false;
  }
}

}  // namespace

Writer::Writer(Backend& backend, std::size_t group_max)
    : backend_(backend),
      group_max_(std::max<std::size_t>(group_max, 1)),
      connection_(backend.connect(Purpose::Writing)),
      number_{hex_of(chance_.bytes(16)), 0},
      thread_([this] { run(); }) {}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  arrived_.notify_one();
  ending_.notify_one();
  thread_.join();
}

void Writer::write(const std::function<void(Writing&)>& work) {
  CHECK(!is_this_thread());  // it would wait for itself: a work uses the Writing it was given
  const auto waiting = std::make_shared<Waiting>(&work);
  {
    const std::lock_guard lock(mutex_);
    CHECK(!is_ending_);
    queue_.push_back(waiting);
    if (queue_.size() == 1 || queue_.size() == wanted_) arrived_.notify_one();
  }
  waiting->is_done.wait(0);
  if (waiting->failure) std::rethrow_exception(waiting->failure);
}

void Writer::run() {
  for (Group group = next_group(); !group.empty(); group = next_group()) {
    const auto begin = std::chrono::steady_clock::now();
    store(group);
    last_took_ = std::chrono::steady_clock::now() - begin;
    {
      const std::lock_guard lock(mutex_);
      wanted_ = group.size();
    }
    for (const auto& waiting : group) {
      waiting->is_done = 1;
      waiting->is_done.notify_one();
    }
  }
}

Writer::Group Writer::next_group() {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [&] { return !queue_.empty() || is_ending_; });
  // Those who were just answered often come again at once; without them this group would be of one, and they would wait
  // for a sync of the disk more. Who comes no more costs the others half a group once.
  const auto patience = std::min<std::chrono::steady_clock::duration>(last_took_ / 2, patience_max);
  arrived_.wait_for(lock, patience, [&] { return queue_.size() >= wanted_ || is_ending_; });
  const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), group_max_));
  Group group(queue_.begin(), queue_.begin() + count);
  queue_.erase(queue_.begin(), queue_.begin() + count);
  return group;
}

void Writer::store(const Group& group) {
  std::exception_ptr failure;
  for (int tries = 0, losses = 0; tries < tries_max && losses <= losses_max; ++tries) {
    try {
      if (!connection_) connection_ = backend_.connect(Purpose::Writing);
      run_group(group);
      return;
    } catch (const TryAgain&) {
      failure = std::current_exception();
    } catch (const CommitUnknown& unknown) {
      failure = std::current_exception();
      connection_.reset();
      const auto outcome = is_stored();
      if (outcome == true) return;
      if (!outcome) break;
      failure = std::make_exception_ptr(
          ConnectionLost("Nothing was stored: asked again, the database says so. " + std::string(unknown.what())));
      ++losses;
    } catch (const ConnectionLost&) {  // nothing was stored
      failure = std::current_exception();
      ++losses;
    } catch (...) {
      failure = std::current_exception();
      tries = tries_max;
    }
    give_up_transaction();
  }
  for (const auto& waiting : group) waiting->failure = failure;
}

void Writer::give_up_transaction() {
  if (!connection_) return;
  connection_->rollback();
  if (!connection_->is_alive()) connection_.reset();
}

void Writer::run_group(const Group& group) {
  connection_->begin_writing();
  GroupRecord record;
  for (const auto& waiting : group) run_work(*waiting, record);
  if (!record.is_empty()) {
    Statements statements(*connection_);
    record.write(statements, chance_);
  }
  if (std::ranges::all_of(group, [](const auto& waiting) { return waiting->failure != nullptr; }))
    connection_->rollback();
  else
    commit();
  if (!connection_->is_alive()) connection_.reset();
}

void Writer::commit() {
  ++number_.number;
  connection_->leave_number(number_);
  connection_->commit();
}

std::optional<bool> Writer::is_stored() {
  const auto until = std::chrono::steady_clock::now() + outcome_patience;
  for (;;) {
    try {
      connection_ = backend_.connect(Purpose::Writing);
      // The lost transaction may still go on at the server. It holds the lock of writers: who has that sees its end.
      connection_->begin_writing();
      const Rows rows = connection_->query("SELECT number FROM last_write WHERE writer = $1", {number_.writer});
      connection_->rollback();
      return !rows.empty() && rows[0][0].number() == number_.number;
    } catch (const DatabaseFailure&) {
      connection_.reset();
    }
    std::unique_lock lock(mutex_);
    if (is_ending_ || std::chrono::steady_clock::now() > until) return std::nullopt;
    ending_.wait_for(lock, ask_again_after, [&] { return is_ending_; });
  }
}

void Writer::run_work(Waiting& waiting, GroupRecord& record) {
  connection_->begin_work();
  Statements statements(*connection_, &record);
  try {
    (*waiting.work)(statements);
    statements.rethrow_failure();
    waiting.failure = nullptr;  // of an earlier try
  } catch (...) {
    waiting.failure = std::current_exception();
  }
  if (statements.failure() && is_of_the_transaction(statements.failure())) statements.rethrow_failure();
  if (!connection_->is_in_transaction()) {  // the database itself undid all of it
    if (waiting.failure) std::rethrow_exception(waiting.failure);
    throw DatabaseFailure("A work ended the transaction of its group.");
  }
  if (waiting.failure) {
    connection_->undo_work();
  } else {
    connection_->end_work();
    record.take(std::move(statements.record()), SystemClock().now_ms());
  }
}

}  // namespace pingxing::store
