// Every message has a document that provokes it, tests/scheme/bad/CODE.md, and the mended document beside it,
// tests/scheme/good/CODE.md, of which nothing is said. A bad document lists all its findings in its last line:
// <!-- expect: CODE@line CODE@line -->
// Another face of a code is CODE.word.md; a good document without a twin is a whole scheme.
#include "scheme/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "scheme/check_messages.hpp"
#include "scheme/messages.hpp"
#include "scheme/parse.hpp"
#include "scheme/print.hpp"

namespace pingxing::scheme {
namespace {

const std::filesystem::path folder = std::filesystem::path(PINGXING_ROOT) / "tests/scheme";

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

Problems findings_of(const std::string& text, const std::string& file, Scheme* scheme = nullptr) {
  auto parsed = parse_scheme(text, file);
  Problems all = parsed.problems;
  all.add(check_scheme(parsed.scheme));
  all.sort_by_place();
  if (scheme) *scheme = std::move(parsed.scheme);
  return all;
}

std::string text_of(const Problems& problems) {
  std::string out;
  for (const auto& problem : problems.kept()) out += problem.line(Language::Chinese) + "\n";
  return out;
}

/// CODE@line, sorted.
std::vector<std::string> codes_of(const Problems& problems) {
  std::vector<std::string> codes;
  for (const auto& problem : problems.kept())
    codes.push_back(std::string(problem.code()) + "@" + std::to_string(problem.place.line));
  std::sort(codes.begin(), codes.end());
  return codes;
}

std::vector<std::string> expected_in(const std::string& text) {
  constexpr std::string_view mark = "<!-- expect: ";
  const auto at = text.rfind(mark);
  std::vector<std::string> codes;
  if (at == text.npos) return codes;
  std::istringstream words(text.substr(at + mark.size()));
  for (std::string word; words >> word && word != "-->";) codes.push_back(word);
  std::sort(codes.begin(), codes.end());
  return codes;
}

/// Too long to keep: made here.
std::string too_long() {
  std::string text = "# 过长的方案\n\n周期:年\n\n## 工作\n\n";
  for (int i = 1; i <= 2001; ++i) text += std::to_string(i) + ". 任务(1分)\n";
  return text;
}

std::vector<std::string> documents(const std::string& sort) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder / sort))
    names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<const MessageRow*> all_rows() {
  std::vector<const MessageRow*> rows(std::begin(messages::all), std::end(messages::all));
  rows.insert(rows.end(), std::begin(check_messages), std::end(check_messages));
  return rows;
}

/// No place left for a word that was not given.
bool is_filled(const std::string& text) {
  for (std::size_t at = text.find('{'); at != text.npos; at = text.find('{', at + 1))
    if (at + 2 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9' && text[at + 2] == '}') return false;
  return true;
}

/// BAND_GAP of BAND_GAP.count.
std::string code_of(const std::string& name) { return name.substr(0, name.find('.')); }

class BadDocument : public testing::TestWithParam<std::string> {};
class GoodDocument : public testing::TestWithParam<std::string> {};

TEST_P(BadDocument, HasItsFindingsAndNoOthers) {
  const std::string text = read(folder / "bad" / (GetParam() + ".md"));
  const Problems problems = findings_of(text, GetParam() + ".md");
  const auto expected = expected_in(text);
  EXPECT_EQ(codes_of(problems), expected) << text_of(problems);
  EXPECT_TRUE(std::any_of(expected.begin(), expected.end(),
                          [](const std::string& code) { return code.starts_with(code_of(GetParam()) + "@"); }));
  for (const auto& problem : problems.kept()) {
    for (const auto language : {Language::Chinese, Language::English}) {
      EXPECT_TRUE(is_filled(problem.line(language))) << problem.line(language);
      EXPECT_FALSE(problem.says(language).empty());
      EXPECT_FALSE(problem.mend(language).empty()) << problem.code();
    }
  }
}

TEST_P(GoodDocument, HasNoFinding) {
  Scheme scheme;
  const Problems problems = findings_of(read(folder / "good" / (GetParam() + ".md")), GetParam() + ".md", &scheme);
  EXPECT_TRUE(problems.empty()) << text_of(problems);
  const std::string printed = print_markdown(scheme);
  Scheme again;
  const Problems after = findings_of(printed, "printed.md", &again);
  EXPECT_TRUE(after.empty()) << text_of(after) << printed;
  EXPECT_EQ(fingerprint(again), fingerprint(scheme));
  EXPECT_EQ(print_markdown(again), printed);
}

const auto name_of = [](const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
};
INSTANTIATE_TEST_SUITE_P(Check, BadDocument, testing::ValuesIn(documents("bad")), name_of);
INSTANTIATE_TEST_SUITE_P(Check, GoodDocument, testing::ValuesIn(documents("good")), name_of);

TEST(Check, EveryMessageHasADocument) {
  const auto bad = documents("bad"), good = documents("good");
  EXPECT_TRUE(std::includes(good.begin(), good.end(), bad.begin(), bad.end()));
  std::set<std::string> known;
  for (const auto* row : all_rows()) {
    const std::string code(row->code);
    EXPECT_TRUE(known.insert(code).second) << code << " stands twice";
    for (const auto language : {Language::Chinese, Language::English}) {
      EXPECT_FALSE(row->says.in(language).empty()) << code;
      EXPECT_FALSE(row->mend.in(language).empty()) << code;
    }
    if (code != "SCHEME_TOO_LONG") EXPECT_TRUE(std::binary_search(bad.begin(), bad.end(), code)) << code;
  }
  for (const auto& code : bad) EXPECT_TRUE(known.contains(code_of(code))) << code;
}

TEST(Check, ASchemeThatIsTooLongIsSaidSoOnce) {
  const auto problems = parse_scheme(too_long(), "long.md").problems;
  EXPECT_EQ(std::count_if(problems.kept().begin(), problems.kept().end(),
                          [](const Problem& p) { return p.code() == "SCHEME_TOO_LONG"; }),
            1);
}

}  // namespace
}  // namespace pingxing::scheme
