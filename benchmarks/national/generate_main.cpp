// national_generate: writes the national population to files and says its checksum.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "checksum.hpp"
#include "files.hpp"
#include "generate.hpp"

using namespace pingxing::national;

int main(int argc, char** argv) try {
  CLI::App app{"Writes the national population: DIR/national-N.csv, .nar (narrow columns), .i32 (4-byte columns)"};
  std::uint64_t rows = 0;
  std::filesystem::path folder;
  bool csv = false, narrow = false, wide = false, json = false;
  app.add_option("N", rows, "How many organisations")->required()->check(CLI::Range(std::uint64_t{1}, rows_max));
  app.add_option("DIR", folder, "Folder to write to; made where missing")->required();
  app.add_flag("--csv", csv, "Text, about 174 bytes a row");
  app.add_flag("--nar", narrow, "Narrow binary columns, 70 bytes a row");
  app.add_flag("--i32", wide, "Binary columns of 4 bytes, 220 bytes a row");
  app.add_flag("--json", json, "Say the checksum as a JSON line");
  CLI11_PARSE(app, argc, argv);

  const Table table = generate(rows);
  std::filesystem::create_directories(folder);
  const auto named = [&](const char* ending) { return folder / ("national-" + std::to_string(rows) + ending); };
  if (csv) write_csv(table, named(".csv"));
  if (narrow) write_narrow(table, named(".nar"));
  if (wide) write_wide(table, named(".i32"));

  const std::uint64_t checksum = checksum_input(table);
  std::printf(
      json ? "{\"task\":\"generate\",\"n\":%llu,\"checksum\":\"%016llx\"}\n" : "%llu organisations, checksum %016llx\n",
      static_cast<unsigned long long>(rows), static_cast<unsigned long long>(checksum));
  const auto* known =
      std::find_if(expected.begin(), expected.end(), [&](const Expected& it) { return it.rows == rows; });
  if (known != expected.end() && known->input != checksum) {
    std::fprintf(stderr, "national_generate: the checksum should be %016llx\n",
                 static_cast<unsigned long long>(known->input));
    return 1;
  }
  return 0;
} catch (const std::exception& problem) {
  std::fprintf(stderr, "national_generate: %s\n", problem.what());
  return 1;
}
