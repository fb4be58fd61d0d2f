// A commit whose answer is lost on the way: what was stored is said to be stored, what was not is done once more, and
// where nobody can be asked that is said. Between the writer and a real server stands a gate that takes the answer
// away.
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <filesystem>
#include <thread>

#include "base/check.hpp"
#include "store/errors.hpp"
#include "store/grouped_database.hpp"
#include "store/test_support.hpp"

namespace pingxing::store {
namespace {

using test::Fresh;
using test::Kind;

constexpr std::string_view commit("COMMIT\0", 7);  // as it is sent; READ COMMITTED is something else
constexpr std::string_view socket_name = "/.s.PGSQL.5432";

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  CHECK(path.size() < sizeof address.sun_path);
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

/// Of the folder of the socket in postgresql://account@%2Ffolder/database.
std::pair<std::size_t, std::size_t> place_of_folder(const std::string& address) {
  const auto begin = address.find('@') + 1, end = address.find('/', begin);
  CHECK(begin != 0 && end != std::string::npos);
  return {begin, end - begin};
}

/// Passes bytes between clients and the server of the tests, one thread a connection.
class Gate {
 public:
  enum class Loses { Nothing, Commit, AnswerToCommit };

  Gate() {
    std::string name = "/tmp/pingxing-gate.XXXXXX";  // short: a socket's path has 107 bytes
    CHECK(mkdtemp(name.data()));
    folder_ = name;
    const auto address = address_of(folder_ + std::string(socket_name));
    CHECK(::bind(listening_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    CHECK(::listen(listening_, 64) == 0);
    thread_ = std::thread([this] { accept_all(); });
  }
  ~Gate() {
    is_over_ = true;
    ::shutdown(listening_, SHUT_RDWR);
    thread_.join();
    ::close(listening_);
    std::filesystem::remove_all(folder_);
  }
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  /// The address of the tests' server, through the gate.
  [[nodiscard]] std::string through(std::string address) const {
    const auto [begin, size] = place_of_folder(address);
    return address.replace(begin, size, replaced(folder_, "/", "%2F"));
  }
  /// Of the next commit, once.
  void lose(Loses what) { loses_ = what; }
  /// From that loss on nobody gets through.
  std::atomic<bool> is_shut_after_loss = false;
  /// Nobody gets through.
  std::atomic<bool> is_shut = false;
  std::atomic<int> turned_away = 0;

 private:
  void accept_all() {
    std::vector<std::thread> threads;
    while (!is_over_) {
      const int client = ::accept(listening_, nullptr, nullptr);
      if (client < 0) break;
      threads.emplace_back([this, client] { pass(client); });
    }
    for (auto& thread : threads) thread.join();
  }

  void pass(int client) {
    const std::string base = test::postgres_address();
    const auto [begin, size] = place_of_folder(base);
    const auto address = address_of(replaced(base.substr(begin, size), "%2F", "/") + std::string(socket_name));
    const int server = ::socket(AF_UNIX, SOCK_STREAM, 0);
    if (is_shut) {
      ++turned_away;
    } else if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
      pass_between(client, server);
    }
    ::close(server);
    ::close(client);
  }

  void pass_between(int client, int server) {
    auto losing = Loses::Nothing;
    while (!is_over_) {
      pollfd ends[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
      ::poll(ends, 2, 50);
      for (const int from : {0, 1}) {
        if (!(ends[from].revents & (POLLIN | POLLHUP | POLLERR))) continue;
        char bytes[65'536];
        const auto count = ::recv(ends[from].fd, bytes, sizeof bytes, 0);
        if (count <= 0) return;
        if (from == 0 && std::string_view(bytes, std::size_t(count)).find(commit) != std::string_view::npos)
          losing = loses_.exchange(Loses::Nothing);
        // What the server answers now, it answers to the commit: that is on disk.
        const bool is_lost = losing == Loses::Commit || (losing == Loses::AnswerToCommit && from == 1);
        if (is_lost) {
          if (is_shut_after_loss) is_shut = true;
          return;
        }
        if (::send(ends[1 - from].fd, bytes, std::size_t(count), MSG_NOSIGNAL) != count) return;
      }
    }
  }

  std::string folder_;
  const int listening_ = ::socket(AF_UNIX, SOCK_STREAM, 0);
  std::atomic<bool> is_over_ = false;
  std::atomic<Loses> loses_ = Loses::Nothing;
  std::thread thread_;
};

class LostAnswer : public testing::Test {
 protected:
  void add(std::int64_t id) {
    database_->write([=, this](Writing& writing) {
      ++times_;
      writing.execute("INSERT INTO work (id) VALUES ($1)", {id});
    });
  }
  std::int64_t count() { return Fresh::on_server("SELECT count(*) FROM " + fresh_.name() + ".work")[0][0].number(); }

  Fresh fresh_{Kind::Postgres};
  Gate gate_;
  std::unique_ptr<Database> database_ =
      open_grouped(postgres::backend(gate_.through(fresh_.address())),
                   {{1, "losses", "CREATE TABLE work (\n  seq @ID@,\n  id @NUMBER@\n);\n"}});
  std::atomic<int> times_ = 0;
};

TEST_F(LostAnswer, M1WhatIsStoredIsSaidToBeStored) {
  add(1);
  for (int id = 2; id < 6; ++id) {
    gate_.lose(Gate::Loses::AnswerToCommit);
    add(id);  // does not throw, and is not done again
    EXPECT_EQ(times_, id);
    EXPECT_EQ(count(), id);
  }
}

TEST_F(LostAnswer, M1WhatIsNotStoredIsDoneOnceMore) {
  add(1);
  gate_.lose(Gate::Loses::Commit);
  add(2);
  EXPECT_EQ(times_, 3);
  EXPECT_EQ(count(), 2);
}

TEST_F(LostAnswer, M1IsLookedUpOnceTheDatabaseIsBack) {
  for (const auto loss : {Gate::Loses::AnswerToCommit, Gate::Loses::Commit}) {
    const auto before = count();
    gate_.turned_away = 0;
    gate_.is_shut_after_loss = true;
    gate_.lose(loss);
    std::atomic<bool> is_done = false;
    const std::jthread back([&] {
      while (gate_.turned_away < 3 && !is_done) std::this_thread::yield();
      gate_.is_shut_after_loss = gate_.is_shut = false;
    });
    EXPECT_NO_THROW(add(before));
    is_done = true;
    EXPECT_EQ(count(), before + 1);
  }
}

TEST_F(LostAnswer, M1OfAWholeGroupIsToldToEach) {
  std::atomic<int> stored = 0, refused = 0;
  gate_.lose(Gate::Loses::AnswerToCommit);
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i)
    threads.emplace_back([&, i] {
      try {
        database_->write([&](Writing& writing) {
          writing.execute("INSERT INTO work (id) VALUES ($1)", {i});
          if (i % 4 == 0) throw std::invalid_argument("a work of its own");
        });
        ++stored;
      } catch (const std::invalid_argument&) {
        ++refused;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(stored, 12);
  EXPECT_EQ(refused, 4);
  EXPECT_EQ(count(), 12);
}

TEST_F(LostAnswer, M1IsSaidToBeUnknownWhereNobodyCanBeAsked) {
  add(1);
  gate_.is_shut_after_loss = true;
  gate_.lose(Gate::Loses::AnswerToCommit);
  std::atomic<bool> is_unknown = false;
  std::jthread writing([&] {
    try {
      add(2);
    } catch (const CommitUnknown&) {
      is_unknown = true;
    }
  });
  while (gate_.turned_away < 2 && !is_unknown) std::this_thread::yield();
  database_.reset();  // an end of the server does not wait for the database
  writing.join();
  EXPECT_TRUE(is_unknown);
  EXPECT_EQ(count(), 2);
}

}  // namespace
}  // namespace pingxing::store
