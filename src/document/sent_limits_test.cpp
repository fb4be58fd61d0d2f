// What a table that is made to hurt costs a site: memory and time, measured in a process of its own.
#include <gtest/gtest.h>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>

#include "document/table_read.hpp"
#include "document/test_support.hpp"

namespace pingxing::document {
namespace {

/// The memory of the sanitizer, where the program has one: it adds to every text.
extern "C" void __asan_init() __attribute__((weak));
long kilobytes_max() { return __asan_init ? 400'000 : 100'000; }

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

/// What a child that reads the bytes needs beyond what it inherits.
long needed_kilobytes(const std::string& bytes) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << 5;  // the peak begins here
    const long before = peak_kilobytes();
    Problems problems;
    const auto grid = read_asked(bytes, "f", problems);
    const long needed = peak_kilobytes() - before;
    const bool is_written = write(ends[1], &needed, sizeof needed) == sizeof needed;
    _exit(is_written && (grid || problems.has_errors()) ? 0 : 1);
  }
  int status = 1;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  long needed = -1;
  EXPECT_EQ(read(ends[0], &needed, sizeof needed), static_cast<ssize_t>(sizeof needed));
  close(ends[0]);
  close(ends[1]);
  return needed;
}

std::string times(std::size_t count, const std::string& text) {
  std::string out;
  out.reserve(count * text.size());
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

/// Text that hardly packs, for the ratio of real tables.
std::string noise(std::size_t size) {
  std::string out;
  for (std::uint32_t x = 1; out.size() < size; x = x * 1'664'525 + 1'013'904'223)
    out += static_cast<char>('a' + (x >> 24) % 26);
  return out;
}

std::string with_part(const std::string& name, const std::string& content) {
  auto parts = parts_of({"<row><c><v>1</v></c></row>"});
  for (auto& part : parts)
    if (part.first == name) part.second = content;
  return zip_of(parts);
}

struct Bomb {
  std::string name, bytes;
};

/// The worst of each kind; what packs well is padded, since the ratio refuses it otherwise.
std::vector<Bomb> bombs() {
  const std::string sheet = "xl/worksheets/sheet1.xml", strings = "xl/sharedStrings.xml",
                    pad = "<!--" + noise(200'000) + "-->";
  const auto sheet_of = [&](const std::string& rows) {
    return with_part(sheet, "<worksheet><sheetData>" + rows + "</sheetData></worksheet>" + pad);
  };
  const std::string text = "<c t=\"inlineStr\"><is><t>abcdefghijklmnopq</t></is></c>";
  const std::string long_item = "<si><t>" + std::string(90, 'x') + "</t></si>";
  return {{"cells", sheet_of(times(40'000, "<row>" + times(15, "<c><v>1</v></c>") + "</row>"))},
          {"texts", sheet_of(times(37'000, "<row>" + times(16, text) + "</row>"))},
          {"elements of a row", sheet_of("<row>" + times(7'000'000, "<a/>") + "</row>")},
          {"shared texts", with_part(strings, "<sst>" + times(290'000, long_item) + "</sst>" + pad)},
          {"one shared text", with_part(strings, "<sst><si><t>" + noise(30U << 20) + "</t></si></sst>")},
          {"CSV of cells", times(800'000, ",,,,,,,,,,,,,,,1\n")},
          {"CSV of columns", std::string(16U << 20, ',')},
          {"CSV in GBK", times(49'000, times(11, times(11, "\xC3\xFB") + ",") + "1\n")},
          {"CSV in UTF-16", "\xFF\xFE" + times(8'000'000, std::string("\x0D\x54", 2))},
          {"large CSV", std::string(25U << 20, 'x')}};
}

TEST(SentLimits, S23NoTableTakesMoreThan100MegabytesOrLong) {
  for (const auto& [name, bytes] : bombs()) {
    const auto begin = std::chrono::steady_clock::now();
    const long needed = needed_kilobytes(bytes);
    const auto took = std::chrono::steady_clock::now() - begin;
    EXPECT_GT(needed, 0) << name;
    EXPECT_LT(needed, kilobytes_max()) << name;
    EXPECT_LT(took, std::chrono::seconds(60)) << name;  // about one in a release build
    RecordProperty(name, std::to_string(needed));
  }
}

}  // namespace
}  // namespace pingxing::document
