// Every ready-made scheme: the checker finds no errors, and rating its sample facts gives result.json to the byte.
// Whether those results are right is for the oracles to say (tests/oracle); here they may only not change unseen.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "service/load_scheme.hpp"
#include "service/rate_files.hpp"
#include "service/result_json.hpp"

namespace pingxing {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(PINGXING_ROOT) / "schemes";

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string text_of(const Problems& problems) {
  std::string out;
  for (const auto& problem : problems.kept()) out += problem.line(Language::Chinese) + "\n";
  return out;
}

std::vector<std::string> schemes() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// The first lines that differ, each with the text around the first byte that does.
std::string difference(const std::string& expected, const std::string& actual) {
  constexpr std::size_t shown_max = 5, before = 100, length = 260;
  const auto a = lines_of(expected), b = lines_of(actual);
  std::string out;
  std::size_t shown = 0;
  for (std::size_t i = 0; i < std::max(a.size(), b.size()) && shown < shown_max; ++i) {
    const std::string old_line = i < a.size() ? a[i] : "(no line)", new_line = i < b.size() ? b[i] : "(no line)";
    if (old_line == new_line) continue;
    std::size_t at = 0;
    while (at < std::min(old_line.size(), new_line.size()) && old_line[at] == new_line[at]) ++at;
    const std::size_t from = at > before ? at - before : 0;
    const auto part = [&](const std::string& line) { return line.substr(std::min(from, line.size()), length); };
    out += "line " + std::to_string(i + 1) + ":\n- " + part(old_line) + "\n+ " + part(new_line) + "\n";
    ++shown;
  }
  return out;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, HasNoErrors) {
  const auto loaded = service::load_scheme((folder / GetParam() / "scheme.md").string());
  EXPECT_FALSE(loaded.problems.has_errors()) << text_of(loaded.problems);
}

TEST_P(Golden, GivesItsResult) {
  const fs::path own = folder / GetParam();
  service::RateRequest request;
  request.scheme_path = (own / "scheme.md").string();
  request.facts_path = (own / "facts.csv").string();
  for (const auto& entry : fs::directory_iterator(own))
    if (entry.path().filename().string().starts_with("history-"))
      request.history_paths.push_back(entry.path().string());
  std::sort(request.history_paths.begin(), request.history_paths.end());

  Problems problems;
  const auto rated = service::rate_files(request, problems);
  ASSERT_TRUE(rated) << text_of(problems);
  std::string result;
  service::write_result_json(*rated, Language::Chinese, [&](std::string_view part) { result += part; });

  ASSERT_TRUE(fs::exists(own / "result.json")) << "make it: tests/oracle/golden.py PINGXING --write";
  const std::string expected = read(own / "result.json");
  EXPECT_TRUE(result == expected) << difference(expected, result);
}

TEST(GoldenDifference, IsShown) {
  EXPECT_EQ(difference("a\nb\n", "a\nb\n"), "");
  EXPECT_EQ(difference("a\nb\n", "a\nc\nd\n"), "line 2:\n- b\n+ c\nline 3:\n- (no line)\n+ d\n");
}

std::string test_name(const testing::TestParamInfo<std::string>& scheme) {
  std::string name = scheme.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Schemes, Golden, testing::ValuesIn(schemes()), test_name);

}  // namespace
}  // namespace pingxing
