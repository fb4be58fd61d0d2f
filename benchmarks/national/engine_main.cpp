// national_engine: rates the national population with the engine, from the scheme in scheme.md, and says how long each
// task took. The checksum of every result must be the one of the specification.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "checksum.hpp"
#include "generate.hpp"
#include "rating/explain.hpp"
#include "rating/live.hpp"
#include "rating/rate.hpp"
#include "rating/what_if.hpp"
#include "report.hpp"
#include "scheme/parse.hpp"
#include "splitmix.hpp"

using namespace pingxing;

namespace {

struct Options {
  std::uint64_t rows = 100'000;
  unsigned runs = 5;
  bool json = false, says_sizes = false, is_live_round = false;
  std::string scheme = "benchmarks/national/scheme.md";
  std::string data;
};

template <class To, class From>
std::vector<To> copied(std::span<const From> values) {
  std::vector<To> out(values.size());
  std::memcpy(out.data(), values.data(), values.size_bytes());
  return out;
}

/// The facts of a table, a column an input by its name; a35 has a sum and a count.
rating::Facts facts_of(const scheme::Scheme& s, const national::Table& table) {
  rating::Facts facts;
  facts.count = table.rows();
  const auto ids = table.column<std::uint32_t>(national::input("id"));
  for (auto id : ids) facts.ids.push(std::to_string(id));
  const auto pools = table.column<std::uint32_t>(national::input("pool"));
  facts.pools.assign(pools.begin(), pools.end());
  for (std::size_t p = 0; p < table.origin().pools; ++p) facts.pool_names.push_back(std::to_string(p));
  for (auto kind : table.column<std::uint8_t>(national::input("kind")))
    facts.kinds.push_back(static_cast<std::uint8_t>(kind - 1));
  const auto column_named = [&](std::string_view name) -> rating::Column {
    for (std::size_t i = 0; i < national::input_columns.size(); ++i) {
      const auto& column = national::input_columns[i];
      if (column.name != name) continue;
      const int places = column.kind == national::Kind::Dec ? 1 : 0;
      if (column.width == 1) return rating::Column::of(copied<std::int8_t>(table.column<std::uint8_t>(i)), places);
      return rating::Column::of(copied<std::int16_t>(table.column<std::uint16_t>(i)), places);
    }
    std::fprintf(stderr, "no column %s\n", std::string(name).c_str());
    std::exit(1);
  };
  for (const auto& input : s.inputs) {
    rating::InputColumn cells;
    if (input.is_list) {
      cells.values = column_named(input.name + "_sum");
      cells.counts = column_named(input.name + "_n");
    } else {
      cells.values = column_named(input.name);
    }
    facts.inputs.push_back(std::move(cells));
  }
  return facts;
}

/// The 49 result columns of the specification, folded.
std::uint64_t checksum_of(const scheme::Scheme& s, const rating::Rating& rating) {
  std::vector<std::uint64_t> weights(rating.count);
  for (std::size_t row = 0; row < rating.count; ++row) weights[row] = (row + 1) % 65521 + 1;  // ids are in row order
  national::Checksum checksum;
  const auto fold = [&](auto value) {
    std::uint64_t sum = 0, weighted = 0;
    for (std::size_t row = 0; row < rating.count; ++row) {
      const auto v = static_cast<std::uint64_t>(value(row));
      sum += v;
      weighted += v * weights[row];
    }
    checksum.fold(sum, weighted);
  };
  const auto scores = [&](const rating::ScoreColumn& column) {
    const std::int64_t unit = column.scale() / 10;
    fold([&](std::size_t row) { return column.raw(row) / unit; });
  };
  for (const auto& item : rating.items) scores(item);
  for (std::size_t k = 0; k < rating.sections.size(); ++k)
    if (rating.sections[k].size()) scores(rating.sections[k]);
  scores(rating.total);
  const auto stars = [&](const std::vector<std::uint8_t>& grades) {
    fold([&](std::size_t row) { return s.grading.grades[grades[row]].stars; });
  };
  stars(rating.earned);
  stars(rating.allowed);
  fold([&](std::size_t row) { return rating.ranks[row]; });
  stars(rating.grades);
  return checksum.value();
}

class EngineBench {
 public:
  explicit EngineBench(const Options& options)
      : options_(options), text_(read(options.scheme)), scheme_(parsed(text_, options.scheme)) {
    if (options.data.empty())
      facts_ = facts_of(scheme_, national::generate(options.rows));
    else
      load_ms_ = national::median_ms(
          options.runs, [&] { facts_ = facts_of(scheme_, national::Table::open(file())); }, [] {});
  }

  int run() {
    if (options_.says_sizes) return sizes();
    if (options_.is_live_round) return live_round();
    if (load_ms_) say("load_columns", 1, *load_ms_, options_.runs, std::nullopt);
    for (unsigned threads : {1u, 2u}) {
      time("full", scheme_, threads);
      time("what_if_a", changed("五星级=88分以上"), threads);
      time("what_if_b", changed("34 a34_rate=88%以上得5分;85%以上不满88%得4分;80%以上不满85%得2分;不满80%不得分"),
           threads);
    }
    incremental();
    explanations();
    return is_wrong_ ? 1 : 0;
  }

 private:
  std::filesystem::path file() const {
    return std::filesystem::path(options_.data) / ("national-" + std::to_string(options_.rows) + ".nar");
  }

  /// Megabytes of columns and result together.
  int sizes() {
    rating::RateOptions rate_options;
    rate_options.is_detailed = false;
    const auto rated = rating::rate(scheme_, facts_, no_history_, rate_options);
    std::printf("%.0f\n", double(facts_.bytes() + rated.bytes()) / 1e6);
    return 0;
  }

  /// A round of few subjects rated with all that a board shows: pools, targets, decisions.
  int live_round() {
    std::optional<rating::Rating> result;
    const double median = national::median_ms(
        options_.runs, [&] { rating::rate_into(scheme_, facts_, no_history_, {}, result); }, [] {});
    say("live_round", 1, median, options_.runs, std::nullopt);
    return 0;
  }

  static std::string read(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }
  static scheme::Scheme parsed(const std::string& text, const std::string& path) {
    auto result = scheme::parse_scheme(text, path);
    for (const auto& problem : result.problems.kept())
      std::fprintf(stderr, "%s\n", problem.line(Language::English).c_str());
    if (result.problems.has_errors()) std::exit(1);
    return std::move(result.scheme);
  }
  scheme::Scheme changed(std::string_view setting) const {
    auto result = rating::with_setting(scheme_, text_, setting, nullptr);
    if (result.problems.has_errors()) std::exit(1);
    return std::move(result.scheme);
  }

  void say(const char* task, unsigned threads, double median, unsigned runs, std::optional<std::uint64_t> checksum) {
    const national::Measurement m{"pingxing", task, options_.rows, threads, median, runs, checksum};
    std::puts((options_.json ? to_json(m) : to_text(m)).c_str());
    std::fflush(stdout);
    const auto wanted = national::expected_checksum(task, options_.rows);
    if (checksum && wanted && *checksum != *wanted) {
      std::fprintf(stderr, "WRONG checksum of %s\n", task);
      is_wrong_ = true;
    }
  }

  void time(const char* task, const scheme::Scheme& s, unsigned threads) {
    rating::RateOptions rate_options;
    rate_options.threads = threads;
    rate_options.is_detailed = false;
    std::optional<rating::Rating> result;
    const double median = national::median_ms(
        options_.runs, [&] { rating::rate_into(s, facts_, no_history_, rate_options, result); }, [] {});
    if (!result->ran_in_columns) {
      std::fprintf(stderr, "did not run in columns\n");
      is_wrong_ = true;
    }
    say(task, threads, median, options_.runs, checksum_of(s, *result));
    if (!options_.json && threads == 1 && std::string_view(task) == "full")
      std::printf("  facts %.0f MB, result %.0f MB\n", double(facts_.bytes()) / 1e6, double(result->bytes()) / 1e6);
  }

  /// Task I: random facts changed one at a time; afterwards a full rating must give the same.
  void incremental() {
    rating::LiveRating live(scheme_, facts_, no_history_, 2);
    constexpr int changes = 2'000;
    std::vector<double> times;
    national::SplitMix random(7);
    constexpr std::size_t first = national::input("a01_org");
    for (int i = 0; i < changes; ++i) {
      const auto row = static_cast<std::size_t>(random.next() % options_.rows);
      const auto column = first + random.next() % 52;
      const auto value = static_cast<std::int64_t>(random.next() % (national::input_columns[column].value_max + 1));
      const auto begin = std::chrono::steady_clock::now();
      change(live, row, column, value);
      times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::ranges::sort(times);
    say("incremental_p50", 1, times[changes / 2], changes, std::nullopt);
    say("incremental_p99", 1, times[changes * 99 / 100], changes, std::nullopt);
    rating::RateOptions rate_options;
    rate_options.is_detailed = false;
    if (checksum_of(scheme_, live.rating()) !=
        checksum_of(scheme_, rating::rate(scheme_, live.facts(), no_history_, rate_options))) {
      std::fprintf(stderr, "WRONG after incremental changes\n");
      is_wrong_ = true;
    }
  }

  void change(rating::LiveRating& live, std::size_t row, std::size_t column, std::int64_t value) const {
    const auto& stated = national::input_columns[column];
    const Number number = stated.kind == national::Kind::Dec ? Number::scaled(value, 1) : Number(value);
    for (std::size_t i = 0; i < scheme_.inputs.size(); ++i) {
      const auto& input = scheme_.inputs[i];
      const auto& cells = live.facts().inputs[i];
      if (stated.name == input.name) return live.set_value(row, static_cast<int>(i), number);
      if (stated.name == input.name + "_sum")
        return live.set_samples(row, static_cast<int>(i), number, cells.counts.raw(row));
      if (stated.name == input.name + "_n")
        return live.set_samples(row, static_cast<int>(i), cells.values.number(row), value);
    }
  }

  void explanations() {
    rating::RateOptions rate_options;
    rate_options.is_detailed = false;
    const auto rated = rating::rate(scheme_, facts_, no_history_, rate_options);
    const auto pools = rating::Pools::of(facts_);
    std::vector<double> times;
    national::SplitMix random(11);
    std::size_t steps = 0;
    for (int i = 0; i < 200; ++i) {
      const auto row = static_cast<std::size_t>(random.next() % options_.rows);
      const auto begin = std::chrono::steady_clock::now();
      steps += rating::explain(scheme_, facts_, no_history_, rated, row, pools.members(facts_.pool(row)))
                   .scores.items.size();
      times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::ranges::sort(times);
    if (steps == 0) is_wrong_ = true;
    say("explain", 1, times[times.size() / 2], 200, std::nullopt);
  }

  Options options_;
  std::string text_;
  scheme::Scheme scheme_;
  rating::Facts facts_;
  rating::History no_history_;
  std::optional<double> load_ms_;
  bool is_wrong_ = false;
};

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Rates the national population with Pingxing's engine");
  app.add_option("--n", options.rows, "organisations")->capture_default_str();
  app.add_option("--runs", options.runs, "runs of each task; the median is said")->capture_default_str();
  app.add_option("--scheme", options.scheme, "the scheme")->capture_default_str();
  app.add_option("--data", options.data,
                 "the folder of national-<n>.nar; without it, the population is made in memory");
  app.add_flag("--sizes", options.says_sizes, "only say the megabytes of columns and result");
  app.add_flag("--live-round", options.is_live_round, "only time a rating with all its details");
  app.add_flag("--json", options.json, "one JSON object a line");
  CLI11_PARSE(app, argc, argv);
  return EngineBench(options).run();
}
