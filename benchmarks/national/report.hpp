// What a benchmark program says: one measurement a line, as text or JSON, so that a driver can merge many programs.
#pragma once
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pingxing::national {

struct Measurement {
  std::string engine, task;
  std::uint64_t n = 0;
  unsigned threads = 1;
  double median_ms = 0;
  unsigned runs = 0;
  std::optional<std::uint64_t> checksum;  // of what the task made; none where it cannot be read back
};

/// {"engine":…,"task":…,"n":…,"threads":…,"median_ms":…,"runs":…,"checksum":"16 hex digits" or null}, without newline.
std::string to_json(const Measurement& measurement);
/// The same as a line of a table.
std::string to_text(const Measurement& measurement);

/// The checksum that a task must give for n organisations, where one is known: `load` the input's, `what_if_a` and
/// `what_if_b` theirs, any other the result's.
std::optional<std::uint64_t> expected_checksum(const std::string& task, std::uint64_t n);

/// Milliseconds of the median run of `work`; `prepare` goes before each run, untimed. At least one run. No warm-up.
template <class Work, class Prepare>
double median_ms(unsigned runs, const Work& work, const Prepare& prepare) {
  std::vector<double> times;
  for (unsigned run = 0; run < runs; ++run) {
    prepare();
    const auto begin = std::chrono::steady_clock::now();
    work();
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  std::ranges::sort(times);
  return (times[(times.size() - 1) / 2] + times[times.size() / 2]) / 2;
}

}  // namespace pingxing::national
