// Durable inserts: many producers, each waiting until its row is on disk, in groups (as the server does it) and with a
// commit each, beside what the database takes when nobody waits: all rows in one transaction, one or many a statement.
// One JSON row a measurement, as the other benchmarks; `per_second` counts acknowledged inserts, `p99_ms` is how long
// the slowest of a hundred waited.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "store/grouped_database.hpp"
#include "store/postgres/backend.hpp"
#include "store/sqlite/backend.hpp"

namespace {

using namespace pingxing::store;
using Clock = std::chrono::steady_clock;

constexpr std::size_t rows_a_statement = 500;
constexpr const char* schema_name = "pingxing_bench";

const std::vector<Migration> schema = {{1, "inserts", R"sql(
CREATE TABLE entry (
  id @ID@,
  producer @NUMBER@ NOT NULL,
  number @NUMBER@ NOT NULL,
  input TEXT NOT NULL,
  value TEXT NOT NULL
);
)sql"}};

constexpr const char* insert_one = "INSERT INTO entry (producer, number, input, value) VALUES ($1, $2, $3, $4)";
const std::string input = "党员人数 members of the branch", value = "123.45";

struct Place {
  std::string engine, folder, address;
};

struct Measured {
  double total_ms = 0, p99_ms = 0;
  bool is_right = false;
};

double ms(Clock::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

std::unique_ptr<Database> open_empty(const Place& place, std::size_t group_max) {
  if (place.engine == "sqlite") {
    const std::string path = place.folder + "/inserts.db";
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
    return open_grouped(sqlite::backend(path), schema, {.group_max = group_max});
  }
  const auto server = postgres::backend(place.address)->connect(Purpose::Writing);
  server->execute(std::string("DROP SCHEMA IF EXISTS ") + schema_name + " CASCADE", {});
  server->execute(std::string("CREATE SCHEMA ") + schema_name, {});
  const std::string with = place.address.find('?') == std::string::npos ? "?" : "&";
  return open_grouped(postgres::backend(place.address + with + "options=-csearch_path%3D" + schema_name), schema,
                      {.group_max = group_max});
}

bool is_complete(Database& database, std::size_t rows) {
  bool is_right = false;
  database.read([&](Reading& reading) {
    const auto all = reading.one("SELECT count(*), COUNT(DISTINCT id), COALESCE(sum(number), 0) FROM entry");
    const auto count = static_cast<std::int64_t>(rows);
    is_right = *all == Row{count, count, count * (count - 1) / 2};
  });
  return is_right;
}

/// Each producer inserts its share, one acknowledged row after another.
Measured produce(const Place& place, std::size_t rows, unsigned producers, std::size_t group_max) {
  const auto database = open_empty(place, group_max);
  std::vector<std::vector<double>> waits(producers);
  const auto begin = Clock::now();
  std::vector<std::thread> threads;
  for (unsigned producer = 0; producer < producers; ++producer)
    threads.emplace_back([&, producer] {
      for (std::size_t number = producer; number < rows; number += producers) {
        const auto asked = Clock::now();
        database->write([&](Writing& writing) {
          writing.execute(insert_one, {std::int64_t(producer), std::int64_t(number), input, value});
        });
        waits[producer].push_back(ms(Clock::now() - asked));
      }
    });
  for (auto& thread : threads) thread.join();
  const double total = ms(Clock::now() - begin);
  std::vector<double> all;
  for (const auto& of_one : waits) all.insert(all.end(), of_one.begin(), of_one.end());
  std::ranges::sort(all);
  return {total, all[all.size() * 99 / 100], is_complete(*database, rows)};
}

/// Everything in one transaction, `at_once` rows a statement.
Measured bulk(const Place& place, std::size_t rows, std::size_t at_once) {
  const auto database = open_empty(place, 1);
  const auto begin = Clock::now();
  database->write([&](Writing& writing) {
    for (std::size_t from = 0; from < rows; from += at_once) {
      std::string sql = "INSERT INTO entry (producer, number, input, value) VALUES ";
      Values values;
      for (std::size_t number = from; number < std::min(from + at_once, rows); ++number) {
        const auto parameter = [&](std::size_t i) { return "$" + std::to_string(values.size() + i); };
        sql += (values.empty() ? "(" : ", (") + parameter(1) + ", " + parameter(2) + ", " + parameter(3) + ", " +
               parameter(4) + ")";
        for (const Value& each : {Value(0), Value(std::int64_t(number)), Value(input), Value(value)})
          values.push_back(each);
      }
      writing.execute(at_once == 1 ? insert_one : sql, values);
    }
  });
  const double total = ms(Clock::now() - begin);
  return {total, total, is_complete(*database, rows)};
}

template <class Measure>
void say(const Place& place, const std::string& task, std::size_t rows, unsigned threads, unsigned runs,
         const Measure& measure) {
  std::vector<Measured> all;
  for (unsigned run = 0; run < runs; ++run) all.push_back(measure());
  std::ranges::sort(all, {}, &Measured::total_ms);
  const Measured& median = all[all.size() / 2];
  const bool is_right = std::ranges::all_of(all, &Measured::is_right);
  std::printf(
      "{\"engine\":\"%s\",\"task\":\"%s\",\"n\":%zu,\"threads\":%u,\"median_ms\":%.3f,\"runs\":%u,\"checksum\":%s,"
      "\"per_second\":%.0f,\"p99_ms\":%.3f}\n",
      place.engine.c_str(), task.c_str(), rows, threads, median.total_ms, runs, is_right ? "null" : "\"WRONG\"",
      1000.0 * static_cast<double>(rows) / median.total_ms, median.p99_ms);
  std::fflush(stdout);
}

void measure_all(const Place& place, std::size_t rows, unsigned runs) {
  for (const unsigned producers : {16U, 200U}) {
    say(place, "insert_grouped", rows, producers, runs,
        [&] { return produce(place, rows, producers, DatabaseOptions().group_max); });
    const std::size_t fewer = std::max<std::size_t>(rows / 10, producers);  // a sync each takes its time
    say(place, "insert_one_commit_each", fewer, producers, runs, [&] { return produce(place, fewer, producers, 1); });
  }
  say(place, "insert_one_transaction", rows, 1, runs, [&] { return bulk(place, rows, 1); });
  say(place, "insert_many_rows", rows, 1, runs, [&] { return bulk(place, rows, rows_a_statement); });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Durable inserts a second, SQLite and PostgreSQL");
  std::size_t rows = 20'000;
  unsigned runs = 3;
  std::string folder, address;
  app.add_option("--n", rows, "rows of each measurement")->capture_default_str();
  app.add_option("--runs", runs, "the median counts")->capture_default_str();
  app.add_option("--sqlite", folder, "a folder on the disk that is to be measured");
  app.add_option("--postgres", address,
                 "postgresql://… of a server with fsync; makes and drops a schema pingxing_bench");
  CLI11_PARSE(app, argc, argv);
  if (folder.empty() && address.empty()) {
    std::fprintf(stderr, "store_inserts: --sqlite, --postgres, or both\n");
    return 2;
  }
  try {
    if (!folder.empty()) measure_all({"sqlite", folder, {}}, rows, runs);
    if (!address.empty()) {
      measure_all({"postgresql", {}, address}, rows, runs);
      postgres::backend(address)
          ->connect(Purpose::Writing)
          ->execute(std::string("DROP SCHEMA ") + schema_name + " CASCADE", {});
    }
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "store_inserts: %s\n", failure.what());
    return 1;
  }
}
