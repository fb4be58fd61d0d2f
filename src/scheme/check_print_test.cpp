// Printing a scheme and checking it again: nothing new is said, and the office finds its own words.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "base/text.hpp"
#include "scheme/check.hpp"
#include "scheme/parse.hpp"
#include "scheme/print.hpp"

namespace pingxing::scheme {
namespace {

namespace fs = std::filesystem;

/// Every scheme of the tree: ready-made, right ones, and those with a fault.
std::vector<std::string> all_schemes() {
  const fs::path root(PINGXING_ROOT);
  std::vector<std::string> paths;
  for (const auto& folder : {root / "schemes", root / "tests/scheme/good", root / "tests/scheme/bad"})
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.path().extension() == ".md" && entry.path().stem() != "README")
        paths.push_back(fs::relative(entry.path(), root).generic_string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string read(const std::string& path) {
  std::ifstream in(fs::path(PINGXING_ROOT) / path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

struct Checked {
  Scheme scheme;
  bool is_read = false;              // without errors of parsing
  std::map<std::string, int> codes;  // how often each is said
  std::string text;
};

Checked checked(const std::string& text) {
  Checked out;
  auto parsed = parse_scheme(text, "scheme.md");
  out.is_read = !parsed.problems.has_errors();
  Problems all = parsed.problems;
  all.add(check_scheme(parsed.scheme));
  for (const auto& problem : all.kept()) {
    ++out.codes[std::string(problem.code())];
    out.text += problem.line(Language::Chinese) + "\n";
  }
  out.scheme = std::move(parsed.scheme);
  return out;
}

/// A line without blanks, marks of lists and width.
std::string bare(const std::string& line) {
  std::string text(trimmed(Line(line, 0).text()));
  while (!text.empty() && (text[0] == '#' || text[0] == '-' || text[0] == ' ')) text.erase(0, 1);
  std::erase(text, ' ');
  return text;
}

void expect_kept(const std::string& path) {
  SCOPED_TRACE(path);
  const std::string text = read(path);
  const Checked before = checked(text);
  if (!before.is_read) return;  // there is nothing to print: the line that is not understood comes first
  const std::string printed = print_markdown(before.scheme);
  const Checked after = checked(printed);
  EXPECT_TRUE(after.is_read) << after.text << printed;
  for (const auto& [code, count] : after.codes) {
    const auto known = before.codes.find(code);
    EXPECT_LE(count, known == before.codes.end() ? 0 : known->second) << code << "\n" << after.text << printed;
  }
  EXPECT_EQ(print_markdown(after.scheme), printed);
  std::string words;
  for (const auto& line : split(printed, "\n")) words += bare(line) + "\n";
  for (const auto& line : split(text, "\n")) {
    if (line.starts_with("<!--") || before.codes.contains("TEXT_LOOKALIKE")) continue;  // that is mended in print
    EXPECT_NE(words.find(bare(line)), words.npos) << line << "\n" << printed;
  }
}

TEST(EveryScheme, PrintedSaysNothingNewAndKeepsTheWords) {
  const auto all = all_schemes();
  EXPECT_GT(all.size(), 100U);
  for (const auto& path : all) expect_kept(path);
}

}  // namespace
}  // namespace pingxing::scheme
