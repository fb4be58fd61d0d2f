// Reads the sources: what no compiler holds. Which folder includes which, what the pure folders may not use, how long a
// file may be, and that no two messages share a code.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

namespace {

namespace fs = std::filesystem;

using Names = std::set<std::string>;

/// Folder of src: the folders that its files may include, as USES of its CMakeLists.txt says.
const std::map<std::string, Names>& may_include() {
  static const auto read = [] {
    std::map<std::string, Names> rules{{"", {"cli"}}};  // main.cpp
    const std::regex says("pingxing_folder\\(([a-z]+)([^)]*)\\)"), uses("USES( [a-z]+)+"), word("[a-z]+");
    for (const auto& folder : fs::directory_iterator(fs::path(PINGXING_ROOT) / "src")) {
      std::ifstream file(folder.path() / "CMakeLists.txt");
      const std::string text{std::istreambuf_iterator<char>(file), {}};
      std::smatch found, names;
      if (!std::regex_search(text, found, says)) continue;
      auto& rule = rules[found[1]];
      rule.insert(found[1]);
      const std::string rest = found[2];
      if (!std::regex_search(rest, names, uses)) continue;
      const std::string all = names[0].str().substr(4);
      for (std::sregex_iterator at(all.begin(), all.end(), word), end; at != end; ++at) rule.insert(at->str());
    }
    return rules;
  }();
  return read;
}

constexpr std::size_t lines_max = 500;
/// Longer ones: these numbers may only shrink.
const std::map<std::string, std::size_t> long_files = {};

struct Source {
  std::string path, folder;  // below src
  std::string text, code;    // code: without comments and the content of literals
};

/// Comments and the content of literals as blanks; line ends stay.
std::string code_of(const std::string& text) {
  std::string out = text;
  const auto blank = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < std::min(end, out.size()); ++i)
      if (out[i] != '\n') out[i] = ' ';
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.compare(at, 2, "//") == 0) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      blank(at, end);
      at = end;
    } else if (text.compare(at, 2, "/*") == 0) {
      const std::size_t end = std::min(text.find("*/", at), text.size());
      blank(at, end + 2);
      at = end + 1;
    } else if (text.compare(at, 2, "R\"") == 0) {
      const std::size_t open = text.find('(', at);
      const std::string close = ")" + text.substr(at + 2, open - at - 2) + "\"";
      const std::size_t end = text.find(close, open);
      blank(open, end);
      at = end + close.size() - 1;
    } else if (text[at] == '"' ||
               (text[at] == '\'' && (at == 0 || !isalnum(static_cast<unsigned char>(text[at - 1]))))) {
      std::size_t end = at + 1;
      while (end < text.size() && text[end] != text[at]) end += text[end] == '\\' ? 2 : 1;
      blank(at + 1, end);
      at = end;
    }
  }
  return out;
}

const std::vector<Source>& sources() {
  static const std::vector<Source> all = [] {
    std::vector<Source> found;
    const fs::path root = fs::path(PINGXING_ROOT) / "src";
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".cpp" && ending != ".hpp" && ending != ".inc") continue;
      std::ifstream in(entry.path());
      std::stringstream text;
      text << in.rdbuf();
      const std::string path = entry.path().lexically_relative(root).generic_string();
      const auto slash = path.find('/');
      found.push_back({path, slash == path.npos ? "" : path.substr(0, slash), text.str(), code_of(text.str())});
    }
    return found;
  }();
  return all;
}

bool is_test(const Source& source) {
  return source.path.find("_test.") != std::string::npos || source.path.ends_with("test_support.hpp");
}

/// "path:line: line" of each line of the code that matches, but for those of `doors`.
std::string lines_with(const std::string& pattern, const Names& folders, const Names& doors = {}) {
  const std::regex wanted(pattern);
  std::string found;
  for (const auto& source : sources()) {
    if (!folders.contains(source.folder) || is_test(source) || doors.contains(source.path)) continue;
    std::istringstream lines(source.code);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number)
      if (std::regex_search(line, wanted)) found += source.path + ":" + std::to_string(number) + ": " + line + "\n";
  }
  return found;
}

TEST(Sources, AreFound) {
  Names folders;
  for (const auto& source : sources()) folders.insert(source.folder);
  for (const auto& [folder, allowed] : may_include()) EXPECT_TRUE(folders.contains(folder)) << folder;
  for (const auto& folder : folders) EXPECT_TRUE(may_include().contains(folder)) << "no rule for src/" << folder;
}

TEST(Sources, AreReadWithoutCommentsAndLiterals) {
  EXPECT_EQ(code_of("a // double\nb"), "a          \nb");
  EXPECT_EQ(code_of("a /* double */ b"), "a              b");
  EXPECT_EQ(code_of("f(\"do\\\"uble\", '\"', 1'000)"), "f(\"        \", ' ', 1'000)");
  EXPECT_EQ(code_of("R\"x(double)x\" b"), "R\"x       )x\" b");
}

TEST(Sources, FoldersIncludeOnlyWhatTheyMay) {
  const std::regex include("^#include \"([a-z_]+)/[^\"]+\"");
  std::map<std::string, Names> included;
  for (const auto& source : sources()) {
    const auto rule = may_include().find(source.folder);
    if (rule == may_include().end()) continue;  // told by AreFound
    std::istringstream lines(source.text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
      std::smatch match;
      if (!line.starts_with("#include \"")) continue;
      ASSERT_TRUE(std::regex_search(line, match, include)) << source.path << ":" << number << ": " << line;
      EXPECT_TRUE(rule->second.contains(match[1])) << source.path << ":" << number << ": " << line;
      included[source.folder].insert(match[1]);
    }
  }
  for (const auto& [folder, allowed] : may_include())
    for (const auto& one : allowed)
      EXPECT_TRUE(one == folder || included[folder].contains(one)) << folder << " says that it uses " << one;
}

TEST(Sources, NumbersAreExact) {
  EXPECT_EQ(lines_with("\\b(double|float)\\b", {"base", "scheme", "rating", "ballot"}), "");
}

TEST(Sources, PureFoldersKnowNoClockNoChanceNoSurroundings) {
  EXPECT_EQ(
      lines_with(
          "\\b(system_clock|steady_clock|time\\(|rand\\(|srand|random_device|mt19937|getenv|ifstream|ofstream|fopen)",
          {"base", "scheme", "rating", "ballot"}, {"base/clock.cpp"}),
      "");
}

TEST(Sources, NothingIsLeftForLater) {
  for (const auto& source : sources())
    for (const std::string word : {"TODO", "FIXME"})
      EXPECT_EQ(source.text.find(word), std::string::npos) << source.path << ": " << word;
}

TEST(Sources, FilesAreShort) {
  for (const auto& source : sources()) {
    const auto lines = static_cast<std::size_t>(std::count(source.text.begin(), source.text.end(), '\n'));
    const auto known = long_files.find(source.path);
    EXPECT_LE(lines, known == long_files.end() ? lines_max : known->second) << source.path;
    if (known != long_files.end()) EXPECT_GT(lines, lines_max) << source.path << " is short now: take it off the list";
  }
  for (const auto& [path, lines] : long_files) EXPECT_TRUE(fs::exists(fs::path(PINGXING_ROOT) / "src" / path)) << path;
}

TEST(Sources, CodesOfMessagesAreUnique) {
  const std::regex row("(?:MessageRow [a-z_0-9]+\\s*\\{|X\\([a-z_0-9]+, \\w+,)\\s*\"([A-Z_0-9]+)\"");
  std::map<std::string, std::string> seen;
  for (const auto& source : sources()) {
    if (is_test(source)) continue;
    for (std::sregex_iterator it(source.text.begin(), source.text.end(), row), end; it != end; ++it) {
      const auto [known, is_new] = seen.emplace((*it)[1], source.path);
      EXPECT_TRUE(is_new) << (*it)[1] << " stands in " << known->second << " and in " << source.path;
    }
  }
  EXPECT_GT(seen.size(), 100U);
}

// Documents that say which test shows something: no test is named that there is not.
TEST(Sources, DocumentsNameTestsThatAreThere) {
  const fs::path root = PINGXING_ROOT;
  Names tests;
  for (const char* folder : {"src", "tests"})
    for (const auto& entry : fs::recursive_directory_iterator(root / folder))
      tests.insert(entry.path().stem().string());
  const std::regex name("`([a-z_]+_test)`");
  std::size_t named = 0;
  for (const char* document : {"SECURITY.md", "docs/asvs.md"}) {
    std::stringstream stream;
    stream << std::ifstream(root / document).rdbuf();
    const auto text = stream.str();
    for (std::sregex_iterator it(text.begin(), text.end(), name), end; it != end; ++it, ++named)
      EXPECT_TRUE(tests.count((*it)[1])) << document << " names " << (*it)[1];
  }
  EXPECT_GT(named, 50U);
}

}  // namespace
