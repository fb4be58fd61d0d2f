// H6: after the close no server has a secret of the poll in its memory, neither the one that closed it nor another.
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <memory>
#include <sstream>

#include "office/poll_test_support.hpp"

namespace pingxing::office {
namespace {

/// A server in a process of its own, which does what it is told by a letter and answers with it.
class Child {
 public:
  template <class Work>
  explicit Child(Work work) {
    int to[2], from[2];
    CHECK(::pipe(to) == 0 && ::pipe(from) == 0);
    process_ = ::fork();
    CHECK(process_ >= 0);
    if (process_ == 0) {
      ::close(to[1]);
      ::close(from[0]);
      work([&](char& command) { return ::read(to[0], &command, 1) == 1; },
           [&](char answer) { CHECK(::write(from[1], &answer, 1) == 1); });
      ::_exit(0);
    }
    ::close(to[0]);
    ::close(from[1]);
    to_ = to[1];
    from_ = from[0];
  }
  ~Child() {
    ::close(to_);
    ::close(from_);
    ::waitpid(process_, nullptr, 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  char told(char command) const {
    char answer = 0;
    CHECK(::write(to_, &command, 1) == 1);
    CHECK(::read(from_, &answer, 1) == 1);
    return answer;
  }
  /// How often the bytes lie in what the process may write to.
  [[nodiscard]] std::size_t count(const std::string& bytes) const {
    const std::string at = "/proc/" + std::to_string(process_);
    std::ifstream maps(at + "/maps"), memory(at + "/mem", std::ios::binary);
    CHECK(maps && memory);
    std::size_t found = 0, read = 0;
    for (std::string line; std::getline(maps, line);) {
      std::istringstream words(line);
      std::uint64_t from = 0, to = 0;
      char dash = 0;
      std::string rights;
      words >> std::hex >> from >> dash >> to >> rights;
      if (!rights.starts_with("rw") || to - from > (std::uint64_t(1) << 30)) continue;
      std::string region(to - from, '\0');
      memory.clear();
      memory.seekg(static_cast<std::streamoff>(from));
      memory.read(region.data(), static_cast<std::streamsize>(region.size()));
      region.resize(static_cast<std::size_t>(memory.gcount()));
      read += region.size();
      for (auto there = region.find(bytes); there != region.npos; there = region.find(bytes, there + 1)) ++found;
    }
    CHECK(read > 0);
    return found;
  }

 private:
  ::pid_t process_ = -1;
  int to_ = -1, from_ = -1;
};

/// A prime of an RSA key as OpenSSL has it in memory.
std::string prime_of(const std::string& der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      d2i_PrivateKey(EVP_PKEY_RSA, nullptr, &at, static_cast<long>(der.size())), EVP_PKEY_free);
  BIGNUM* prime = nullptr;
  CHECK(key && EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_RSA_FACTOR1, &prime) == 1);
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(prime)), '\0');
  BN_bn2lebinpad(prime, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  BN_clear_free(prime);
  return bytes;
}

class PollMemory : public PollTest, public testing::WithParamInterface<store::test::Kind> {
 protected:
  PollMemory() : PollTest(GetParam()) {}
};

TEST_P(PollMemory, H6NoSecretStaysBehindOnAnyServer) {
  const Id round_id = start(), poll_id = make_poll(round_id);
  const Actor by_office = actor("office"), first = voter(1), second = voter(2);
  const std::string address = fresh_.address(), folder = folder_.path("secrets");
  database_.reset();  // a process that was forked from one with it open would think it held its locks
  const auto serve = [&](const Actor& who) {
    return [&, who](const auto& next, const auto& answer) {
      const auto database = store::Database::open(address);
      SystemClock clock;
      SystemRandom random;
      const Office office{*database, clock, random};
      SecretFolder secrets(folder);
      KeyStock keys;
      PollingOptions options;
      options.watch = std::chrono::milliseconds(20);
      Polling polling(office, secrets, options);
      for (char command = 0; next(command);) {
        bool is_done = false;
        if (command == 'o') is_done = static_cast<bool>(office::open_poll(office, secrets, keys, by_office, poll_id));
        if (command == 'v') {
          const auto opened = polling.open_poll(poll_id);
          const auto& paper = *(*opened)->paper(1);
          Browser browser = Browser::on(paper, random);
          browser.take(paper, polling.issue(who, poll_id, {browser.ask(1)})->at(0).signature);
          is_done = static_cast<bool>(polling.cast(poll_id, 1, browser.vote(paper, "7", random)));
        }
        if (command == 'c') {
          is_done = static_cast<bool>(close_poll(office, secrets, by_office, poll_id, "", FewBallots::Accepted));
          polling.forget(poll_id);
        }
        answer(is_done ? command : '!');
      }
    };
  };
  const Child one(serve(first)), other(serve(second));
  ASSERT_EQ(one.told('o'), 'o');
  ASSERT_EQ(one.told('v'), 'v');
  ASSERT_EQ(other.told('v'), 'v');

  database_ = store::Database::open(address);
  const Office here{*database_, clock_, random_};
  const auto secret = *secrets_.find(poll_id);
  const auto sealed = look(here, [&](store::Reading& db) { return store::paper_with(db, {poll_id, 1})->sealed_key; });
  const auto prime = prime_of(*secret.open(paper_key_name({poll_id, 1}), sealed));
  const auto spool_key = *secrets_.spool_key(poll_id, 1, 0);
  for (const auto* server : {&one, &other}) {
    EXPECT_GE(server->count(secret.bytes()), 1U) << "planted: it is there while the poll is open";
    EXPECT_GE(server->count(prime), 1U);
    EXPECT_EQ(server->count(spool_key.bytes()), 0U) << "only while ballots are put in";
  }
  ASSERT_EQ(one.told('c'), 'c');
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (other.count(secret.bytes()) > 0 && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  for (const auto* server : {&one, &other})
    for (const auto& bytes : {secret.bytes(), prime, secret.tag("acknowledgement key", ""), spool_key.bytes()})
      EXPECT_EQ(server->count(bytes), 0U) << (server == &one ? "the one that closed it" : "the other");
  EXPECT_FALSE(secrets_.find(poll_id));
}

INSTANTIATE_TEST_SUITE_P(On, PollMemory, testing::Values(store::test::Kind::Sqlite, store::test::Kind::Postgres),
                         [](const auto& kind) { return store::test::name_of(kind.param); });

}  // namespace
}  // namespace pingxing::office
