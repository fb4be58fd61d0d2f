// The record at length, by hand (./test --long record): `record make DATABASE ENTRIES` writes figures as 200 people do
// who save at once, each with its entry and its seal; `record verify DATABASE` walks over all of it, as `pingxing
// verify` does, and says how long that took and how much memory.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "store/facts.hpp"
#include "store/record.hpp"
#include "store/rounds.hpp"
#include "store/units.hpp"

using namespace pingxing::store;

namespace {

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

long peak_mb() {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("VmHWM:")) return std::atol(line.c_str() + 6) / 1024;
  return -1;
}

void make(const std::string& address, int entries) {
  constexpr int people = 200;
  const auto database = Database::open(address);
  Id round = 0, subject = 0;
  database->write([&](Writing& db) {
    const Id unit = add_unit(db, {0, std::nullopt, "1", "局", "", std::nullopt});
    SchemeVersion version;
    version.scheme_id = add_scheme(db, "方案", 1);
    round = add_round(db, {0, "考评", add_scheme_version(db, version), unit, std::nullopt, "2026-01-01", "running", 1});
    subject = add_subject(db, {0, round, "1", "测试员", unit, std::nullopt, "", "", ""});
    db.note({1, std::nullopt, "round.create", "{}"});
  });
  const auto begin = std::chrono::steady_clock::now();
  std::vector<std::thread> threads;
  for (int person = 0; person < people; ++person)
    threads.emplace_back([&, person] {
      for (int i = 0; i < entries / people; ++i)
        database->write([&](Writing& db) {
          const std::string input = std::to_string(person) + " " + std::to_string(i);
          const Id id = add_fact(db, {0, round, subject, input, "assessed", "12", "", std::nullopt, 1, 0});
          db.note({1, std::nullopt, "figure.save",
                   "{\"fact\":" + std::to_string(id) + ",\"input\":\"" + input +
                       "\",\"reason\":\"\",\"replaces\":0,\"round\":1,\"source\":\"assessed\",\"subject\":1,\"value\":"
                       "\"12\"}"});
        });
    });
  for (auto& thread : threads) thread.join();
  const double took = seconds_since(begin);
  std::printf("%d entries written in %.0f s, %.0f a second\n", entries, took, entries / took);
}

int verify(const std::string& address) {
  const auto database = Database::open_to_read(address);
  const auto begin = std::chrono::steady_clock::now();
  RecordWalk walk;
  while (!walk.is_over()) database->read([&](Reading& db) { walk.read(db, 10'000); });
  std::printf("%lld entries and %lld rows verified in %.1f s, %ld MB at most: the record %s\n",
              static_cast<long long>(walk.journal().before().seq), static_cast<long long>(walk.looked_at()),
              seconds_since(begin), peak_mb(), walk.holds() ? "holds" : "does not hold");
  return walk.holds() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "make" && argc == 4) return make(argv[2], std::atoi(argv[3])), 0;
  if (what == "verify" && argc == 3) return verify(argv[2]);
  std::fputs("record make DATABASE ENTRIES | record verify DATABASE\n", stderr);
  return 2;
}
