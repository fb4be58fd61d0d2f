// national_rivals: rates the national population with the yardstick, the interpreted reference and SQLite, and says how
// long each took. A wrong checksum is an error.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <set>

#include "checksum.hpp"
#include "files.hpp"
#include "generate.hpp"
#include "interpreted.hpp"
#include "report.hpp"
#include "sqlite.hpp"
#include "yardstick.hpp"

using namespace pingxing::national;

namespace {

struct Options {
  std::uint64_t rows = 100'000;
  unsigned runs = 5;
  bool json = false;
  std::filesystem::path folder;
  std::set<std::string> engines = {"yardstick", "interpreted", "sqlite"};
};

struct Rating {
  const char* task;
  Thresholds thresholds;
};
const Rating ratings[] = {{"full", {}}, {"what_if_a", what_if_a}, {"what_if_b", what_if_b}};

class Rivals {
 public:
  explicit Rivals(const Options& options) : options_(options), population_(generate(options.rows)) {
    std::filesystem::create_directories(options.folder);
  }

  void yardstick(unsigned threads) {
    if (threads == 1) {
      const auto file = path_of(".nar");
      if (!std::filesystem::exists(file)) write_narrow(population_, file);
      std::optional<Table> loaded;
      const double time = median_ms(
          options_.runs, [&] { loaded = Table::open(file); }, [] {});
      say("yardstick", "load", 1, time, checksum_input(*loaded));
    }
    Table result = make_result(population_);
    Yardstick yardstick{population_, threads};
    const double items = median_ms(
        options_.runs, [&] { yardstick.rate_items({}, result); }, [] {});
    say("yardstick", "items", threads, items, std::nullopt);
    for (const Rating& rating : ratings) {
      const double time = median_ms(
          options_.runs, [&] { yardstick.rate(rating.thresholds, result); }, [] {});
      say("yardstick", rating.task, threads, time, checksum_result(result));
    }
  }

  void interpreted() {
    Table result = make_result(population_);
    for (const Rating& rating : ratings) {
      const double time = median_ms(
          options_.runs, [&] { rate_interpreted(population_, rating.thresholds, result); }, [] {});
      say("interpreted", rating.task, 1, time, checksum_result(result));
    }
  }

  void sqlite() {
    const auto csv = path_of(".csv"), out = path_of("-sqlite-result.csv");
    if (!std::filesystem::exists(csv)) write_csv(population_, csv);
    Sqlite database;
    const double load = median_ms(
        options_.runs, [&] { database.load(csv); }, [&] { database.drop_facts(); });
    say("sqlite", "load", 1, load, checksum_input(database.facts(population_.origin())));
    for (const Rating& rating : ratings) {
      const double time = median_ms(
          options_.runs, [&] { database.rate(rating.thresholds); }, [&] { database.drop_result(); });
      say("sqlite", rating.task, 1, time, checksum_result(database.result(population_.origin())));
    }
    database.drop_result();
    database.rate({});
    const double nowhere = median_ms(
        options_.runs, [&] { database.write_result("/dev/null"); }, [] {});
    say("sqlite", "output_null", 1, nowhere, std::nullopt);
    const double file = median_ms(
        options_.runs, [&] { database.write_result(out); }, [] {});
    say("sqlite", "output_file", 1, file, checksum_of_csv(out));
    std::filesystem::remove(out);
  }

  bool all_right() const { return all_right_; }

 private:
  std::filesystem::path path_of(const char* ending) const {
    return options_.folder / ("national-" + std::to_string(options_.rows) + ending);
  }

  std::uint64_t checksum_of_csv(const std::filesystem::path& file) const {
    Table result{result_columns, population_.origin()};
    std::size_t row = 0;
    read_csv(file, result_columns, [&](std::span<const std::uint32_t> values) {
      for (std::size_t index = 0; index < values.size(); ++index) result.set_value(index, row, values[index]);
      ++row;
    });
    return checksum_result(result);
  }

  void say(const char* engine, const char* task, unsigned threads, double time, std::optional<std::uint64_t> checksum) {
    const Measurement it{engine, task, options_.rows, threads, time, options_.runs, checksum};
    std::printf("%s\n", (options_.json ? to_json(it) : to_text(it)).c_str());
    std::fflush(stdout);
    const auto wanted = expected_checksum(task, options_.rows);
    if (!checksum || !wanted || *checksum == *wanted) return;
    std::fprintf(stderr, "national_rivals: %s %s: wrong checksum\n", engine, task);
    all_right_ = false;
  }

  const Options& options_;
  Table population_;
  bool all_right_ = true;
};

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app{
      "Rates the national population with the hand-specialised yardstick, the interpreted reference and SQLite"};
  Options options;
  app.add_option("--n", options.rows, "How many organisations")->check(CLI::Range(std::uint64_t{1}, rows_max));
  app.add_option("--runs", options.runs, "Runs of each task; the median counts")->check(CLI::Range(1U, 1000U));
  app.add_option("--data", options.folder, "Folder for the input files, best in memory; missing files are made")
      ->required();
  app.add_option("--engines", options.engines, "Which of yardstick,interpreted,sqlite")
      ->delimiter(',')
      ->check(CLI::IsMember({"yardstick", "interpreted", "sqlite"}));
  app.add_flag("--json", options.json, "One JSON line a measurement");
  CLI11_PARSE(app, argc, argv);

  Rivals rivals{options};
  if (options.engines.contains("yardstick"))
    for (const unsigned threads : {1U, 2U}) rivals.yardstick(threads);
  if (options.engines.contains("interpreted")) rivals.interpreted();
  if (options.engines.contains("sqlite")) rivals.sqlite();
  return rivals.all_right() ? 0 : 1;
} catch (const std::exception& problem) {
  std::fprintf(stderr, "national_rivals: %s\n", problem.what());
  return 1;
}
