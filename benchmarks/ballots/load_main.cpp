// A poll at full load: voters × papers are issued and cast by many hands at once, each waiting for its answer, then the
// poll is closed and recounted. With --serve the hands talk HTTP to that server on loopback, else to the use cases in
// this process. Beside it, in the same run: what the engine takes in one transaction, and how often the disk syncs. One
// JSON row a measurement; `per_second` of casting counts ballots that were acknowledged after they were on disk,
// `p99_ms` is how long the slowest of a hundred waited. Ends with status 1 where a ballot was lost or counted twice.
#include <fcntl.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "ballot/bulletin.hpp"
#include "ballot/bytes.hpp"
#include "ballot/voter_key.hpp"
#include "ballots/loopback.hpp"
#include "base/check.hpp"
#include "base/hash.hpp"
#include "office/accounts.hpp"
#include "office/polling.hpp"
#include "office/polls.hpp"
#include "store/postgres/backend.hpp"
#include "store/rounds.hpp"

namespace {

using namespace pingxing;  // NOLINT: a program of one file
using Steady = std::chrono::steady_clock;
using store::Id;
using Json = nlohmann::json;

double ms(Steady::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

struct Measured {
  std::vector<double> waits;  // of each answer
  double total_ms = 0;
};
void print(const std::string& engine, const char* task, std::size_t n, Measured measured) {
  std::sort(measured.waits.begin(), measured.waits.end());
  Json row = {{"engine", engine},
              {"task", task},
              {"n", n},
              {"total_ms", std::round(measured.total_ms)},
              {"per_second", std::round(1000.0 * double(n) / measured.total_ms)}};
  if (!measured.waits.empty()) row["p99_ms"] = measured.waits[(measured.waits.size() * 99) / 100];
  std::printf("%s\n", row.dump().c_str());
  std::fflush(stdout);
}

/// Runs work(i) for all i by so many hands.
template <class Work>
Measured by_hands(std::size_t count, unsigned hands, Work work) {
  std::atomic<std::size_t> next = 0;
  std::vector<Measured> parts(hands);
  std::vector<std::thread> threads;
  const auto begin = Steady::now();
  for (unsigned h = 0; h < hands; ++h)
    threads.emplace_back([&, h] {
      for (std::size_t i = next++; i < count; i = next++) {
        const auto from = Steady::now();
        work(i);
        parts[h].waits.push_back(ms(Steady::now() - from));
      }
    });
  for (auto& thread : threads) thread.join();
  Measured all;
  all.total_ms = ms(Steady::now() - begin);
  for (const auto& part : parts) all.waits.insert(all.waits.end(), part.waits.begin(), part.waits.end());
  return all;
}

constexpr const char* scheme = R"(# 评议

对象:人员
分组:全局
总分:10

## 评分内容(10分)

1. 工作(10分)
   - 评分:职工票100%

## 定级

- 合格:6分以上
)";

/// A round with so many subjects and voters; the office, and who runs it.
struct Prepared {
  office::Actor actor;
  std::vector<office::Actor> voters;
  std::vector<std::string> tokens;  // of the voters, where they come over HTTP
  Id poll_id = 0;
};

Prepared prepare(const office::Office& office, office::PollSecrets& secrets, std::size_t voters, std::size_t papers) {
  const auto now = office.clock.now_ms();
  Prepared made;
  const auto set_up = office::set_up(office, {"局", "admin", "管理员", "changdian-mima"});
  CHECK(set_up);
  Id round_id = 0;
  office.database.write([&](store::Writing& db) {
    const Id top = store::all_units(db)[0].id;
    store::set_grants(db, set_up->actor.account_id, {{"administrator", top}, {"office", top}});
    const Id scheme_id = store::add_scheme(db, "评议", 1);
    store::SchemeVersion version;
    version.scheme_id = scheme_id;
    version.text = scheme;
    version.sha256 = "-";
    round_id = store::add_round(
        db, {0, "评议", store::add_scheme_version(db, version), top, std::nullopt, "2026-03-02", "running", 1});
    for (std::size_t i = 0; i < papers; ++i)
      store::add_subject(db, {0, round_id, "S" + std::to_string(1000 + i), "测试员" + std::to_string(i), top,
                              std::nullopt, "", "", ""});
    for (std::size_t i = 0; i < voters; ++i) {
      store::Account account;
      account.login = "v" + std::to_string(i);
      account.is_active = true;
      account.id = store::add_account(db, account);
      office::Actor actor;
      actor.account_id = account.id;
      made.voters.push_back(actor);
      made.tokens.push_back(office::new_token(office.random));
      store::add_api_token(db, account.id, "load", sha256_hex(made.tokens.back()), now);
    }
    made.actor = office::actor_of(db, *store::account_of_login(db, "admin"));
  });
  const auto poll = office::create_poll(office, made.actor, round_id, "职工票", {}, office::FirstRoll::Empty);
  if (!poll) std::fprintf(stderr, "%s\n", poll.refusal().says(Language::English).c_str());
  CHECK(poll);
  made.poll_id = *poll;
  office.database.write([&](store::Writing& db) {
    std::vector<store::PollVoter> roll;
    for (const auto& voter : made.voters) roll.push_back({voter.account_id, "*"});
    store::set_roll(db, made.poll_id, roll);
  });
  office::KeyStock keys;
  CHECK(office::open_poll(office, secrets, keys, made.actor, made.poll_id));
  return made;
}

/// How voters reach the poll.
struct Booth {
  std::function<std::vector<office::BlindSigned>(std::size_t voter, const std::vector<office::Blinded>&)> issue;
  std::function<void(std::int64_t position, const ballot::Ballot&)> cast;
};

Booth booth_here(office::Polling& polling, const Prepared& prepared) {
  return {[&](std::size_t voter, const std::vector<office::Blinded>& wanted) {
            auto issued = polling.issue(prepared.voters[voter], prepared.poll_id, wanted);
            CHECK(issued);
            return *issued;
          },
          [&](std::int64_t position, const ballot::Ballot& ballot) {
            CHECK(polling.cast(prepared.poll_id, position, ballot));
          }};
}

/// As the pages of voters do it: issuing signed in, casting without saying who.
Booth booth_over(const bench::Loopback& server, const Prepared& prepared) {
  const auto parsed = [](const std::string& answer) { return Json::parse(answer); };
  return {[&server, &prepared, parsed](std::size_t voter, const std::vector<office::Blinded>& wanted) {
            Json papers = Json::array();
            for (const auto& one : wanted)
              papers.push_back({{"position", one.position}, {"blinded", ballot::to_base64url(one.message)}});
            const Json answer = parsed(server.post("/ballot/" + std::to_string(prepared.poll_id) + "/issue",
                                                   Json{{"papers", papers}}.dump(), prepared.tokens[voter]));
            std::vector<office::BlindSigned> issued;
            for (const auto& one : answer.at("signatures"))
              issued.push_back({one.at("position").get<std::int64_t>(),
                                *ballot::from_base64url(one.at("signature").get<std::string>())});
            return issued;
          },
          [&server, &prepared](std::int64_t position, const ballot::Ballot& ballot) {
            server.post("/vote/cast",
                        Json{{"poll", prepared.poll_id},
                             {"position", position},
                             {"token", ballot::to_base64url(ballot.token.prefix + ballot.token.key)},
                             {"signature", ballot::to_base64url(ballot.token.signature)},
                             {"sheet", ballot.sheet},
                             {"salt", ballot::to_base64url(ballot.salt)},
                             {"proof", ballot::to_base64url(ballot.proof)}}
                            .dump(),
                        "");
          }};
}

/// Rows of the size of a ballot, all in one transaction: what the engine takes when nobody waits.
void bulk_limit(const std::string& engine, store::Database& database, Random& random) {
  constexpr std::size_t rows = 20'000;
  const std::string sealed = random.bytes(480);
  const auto begin = Steady::now();
  database.write([&](store::Writing& db) {
    db.execute("CREATE TABLE bulk_limit (tag " + std::string(engine == "sqlite"
                                                                 ? "BLOB PRIMARY KEY, sealed BLOB) WITHOUT ROWID"
                                                                 : "BYTEA PRIMARY KEY, sealed BYTEA)"));
    for (std::size_t i = 0; i < rows; ++i)
      db.execute("INSERT INTO bulk_limit (tag, sealed) VALUES ($1, $2)",
                 {store::Blob{random.bytes(32)}, store::Blob{sealed}});
  });
  Measured measured;
  measured.total_ms = ms(Steady::now() - begin);
  print(engine, "ballots_bulk", rows, std::move(measured));
  database.write([&](store::Writing& db) { db.execute("DROP TABLE bulk_limit"); });
}

void sync_limit(const std::string& folder) {
  constexpr std::size_t syncs = 300;
  const std::string path = folder + "/sync";
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  CHECK(file >= 0);
  Measured measured;
  const auto begin = Steady::now();
  for (std::size_t i = 0; i < syncs; ++i) {
    const auto from = Steady::now();
    CHECK(::write(file, "x", 1) == 1 && ::fdatasync(file) == 0);
    measured.waits.push_back(ms(Steady::now() - from));
  }
  measured.total_ms = ms(Steady::now() - begin);
  ::close(file);
  print("disk", "ballots_syncs", syncs, std::move(measured));
}

}  // namespace

int main(int argc, char** argv) {
  std::string engine = "sqlite", folder = "/tmp/pingxing-ballots", address, program;
  std::size_t voters = 500, papers = 30;
  unsigned hands = 64;
  CLI::App app("a poll at full load");
  app.add_option("--engine", engine)->check(CLI::IsMember({"sqlite", "postgres"}));
  app.add_option("--folder", folder, "of the database file and of the secrets; emptied");
  app.add_option("--postgres", address, "of an empty database");
  app.add_option("--serve", program, "the program, to be talked to over HTTP; else none is started");
  app.add_option("--voters", voters);
  app.add_option("--papers", papers);
  app.add_option("--hands", hands, "voters at once");
  CLI11_PARSE(app, argc, argv);
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::string place = engine == "sqlite" ? folder + "/load.db" : address;
  const auto database = store::Database::open(place);
  SystemClock clock;
  SystemRandom random;
  const office::Office office{*database, clock, random};
  office::SecretFolder secrets(folder + "/secrets");
  sync_limit(folder);
  bulk_limit(engine, *database, random);
  const auto prepared = prepare(office, secrets, voters, papers);
  office::Polling polling(office, secrets);
  const auto poll = *polling.open_poll(prepared.poll_id);
  std::optional<bench::Loopback> server;
  if (!program.empty()) {
    const int port = bench::free_port();
    server.emplace(program,
                   std::vector<std::string>{"serve", "--database", place, "--poll-secrets", folder + "/secrets",
                                            "--listen", "127.0.0.1:" + std::to_string(port)},
                   port);
  }
  const Booth booth = server ? booth_over(*server, prepared) : booth_here(polling, prepared);

  struct Vote {
    std::optional<ballot::VoterKey> own;
    std::string prepared;
    ballot::Blinding blinding;
    ballot::Ballot ballot;
  };
  std::vector<Vote> votes(voters * papers);
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  print(engine, "ballots_blinded", votes.size(), by_hands(votes.size(), cores, [&](std::size_t i) {
          const auto& paper = poll->papers[i % papers];
          votes[i].own = ballot::VoterKey::make(random);
          votes[i].prepared = ballot::prepare(votes[i].own->public_half(), random);
          votes[i].blinding = ballot::Blinding::of(paper.public_key, votes[i].prepared, random);
        }));
  std::vector<std::vector<office::BlindSigned>> answers(voters);
  print(engine, "ballots_issued", voters, by_hands(voters, hands, [&](std::size_t v) {
          std::vector<office::Blinded> wanted;
          for (std::size_t p = 0; p < papers; ++p)
            wanted.push_back({std::int64_t(p + 1), votes[v * papers + p].blinding.blinded});
          answers[v] = booth.issue(v, wanted);
        }));
  print(engine, "ballots_finished", votes.size(), by_hands(votes.size(), cores, [&](std::size_t i) {
          const auto& paper = poll->papers[i % papers];
          auto& vote = votes[i];
          const auto signature =
              vote.blinding.finalize(paper.public_key, vote.prepared, answers[i / papers][i % papers].signature);
          CHECK(signature);
          vote.ballot = {{vote.prepared.substr(0, ballot::prefix_size), vote.own->public_half(), *signature},
                         std::to_string(i % 11),
                         random.bytes(ballot::salt_size),
                         ""};
          vote.ballot.proof = vote.own->sign(
              ballot::proof_message(ballot::commitment_of(paper.paper, vote.ballot.sheet, vote.ballot.salt)));
        }));
  print(engine, "ballots_cast", votes.size(), by_hands(votes.size(), hands, [&](std::size_t i) {
          booth.cast(std::int64_t(i % papers + 1), votes[i].ballot);
        }));
  const auto again = std::min<std::size_t>(votes.size(), 2000);
  print(engine, "ballots_cast_again", again,
        by_hands(again, hands, [&](std::size_t i) { booth.cast(std::int64_t(i % papers + 1), votes[i].ballot); }));
  CHECK(!server || server->stop());
  const auto begin = Steady::now();
  const auto closed =
      office::close_poll(office, secrets, prepared.actor, prepared.poll_id, "", office::FewBallots::Accepted);
  CHECK(closed);
  Measured closing;
  closing.total_ms = ms(Steady::now() - begin);
  print(engine, "ballots_closed", votes.size(), std::move(closing));
  Problems problems;
  const auto recount_begin = Steady::now();
  const auto counted =
      ballot::recount(*office::public_bulletin(office, prepared.poll_id), "bulletin.json", {}, "", problems);
  Measured recounting;
  recounting.total_ms = ms(Steady::now() - recount_begin);
  print(engine, "ballots_recounted", votes.size(), std::move(recounting));
  bool is_right = problems.empty() && counted.ballots == std::int64_t(votes.size());
  for (const auto& paper : counted.papers) is_right &= paper.returned == std::int64_t(voters);
  std::printf("%s\n", Json({{"engine", engine}, {"task", "ballots_right"}, {"is_right", is_right}}).dump().c_str());
  return is_right ? 0 : 1;
}
