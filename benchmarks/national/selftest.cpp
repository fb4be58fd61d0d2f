// national_selftest: generator, files, yardstick, interpreted reference and SQLite give the known checksums for 10,000
// organisations, what-ifs included. Says each that does not and exits with 1.
#include <stdlib.h>

#include <cstdio>

#include "checksum.hpp"
#include "files.hpp"
#include "generate.hpp"
#include "interpreted.hpp"
#include "report.hpp"
#include "sqlite.hpp"
#include "yardstick.hpp"

using namespace pingxing::national;

namespace {

/// A new folder, gone at the end.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "national-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for temporary files");
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path operator/(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

int wrong = 0;

void expect(const char* what, const char* task, std::uint64_t found) {
  const std::uint64_t wanted = expected_checksum(task, 10'000).value();
  const bool right = found == wanted;
  if (!right) ++wrong;
  std::printf("%s %s %s\n", right ? "ok   " : "WRONG", what, task);
}

void test_rating(const Table& population, const std::filesystem::path& csv, const char* task,
                 const Thresholds& thresholds) {
  for (const unsigned threads : {1U, 2U, 3U}) {
    Table result = make_result(population);
    Yardstick{population, threads}.rate(thresholds, result);
    expect("yardstick", task, checksum_result(result));
  }
  Table interpreted = make_result(population);
  rate_interpreted(population, thresholds, interpreted);
  expect("interpreted", task, checksum_result(interpreted));
  Sqlite database;
  database.load(csv);
  database.rate(thresholds);
  expect("sqlite", task, checksum_result(database.result(population.origin())));
}

}  // namespace

int main() try {
  const Folder folder;
  const Table population = generate(10'000);
  expect("generator", "load", checksum_input(population));
  expect("generator, 1 thread", "load", checksum_input(generate(10'000, 1)));
  write_narrow(population, folder / "it.nar");
  expect("narrow file", "load", checksum_input(Table::open(folder / "it.nar")));
  write_csv(population, folder / "it.csv");
  Table read{input_columns, population.origin()};
  std::size_t row = 0;
  read_csv(folder / "it.csv", input_columns, [&](std::span<const std::uint32_t> values) {
    for (std::size_t index = 0; index < values.size(); ++index) read.set_value(index, row, values[index]);
    ++row;
  });
  expect("CSV", "load", checksum_input(read));
  test_rating(population, folder / "it.csv", "full", {});
  test_rating(population, folder / "it.csv", "what_if_a", what_if_a);
  test_rating(population, folder / "it.csv", "what_if_b", what_if_b);
  return wrong == 0 ? 0 : 1;
} catch (const std::exception& problem) {
  std::fprintf(stderr, "national_selftest: %s\n", problem.what());
  return 1;
}
