// The manual shows every row of the tables it is made from, and its own examples are ones that the parser reads.
#include "service/language_manual.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "scheme/lines.hpp"
#include "scheme/properties.hpp"
#include "scheme/sentences.hpp"
#include "service/test_support.hpp"

namespace pingxing::service {
namespace {

TEST(LanguageManual, ShowsEverySentence) {
  for (const auto language : {Language::Chinese, Language::English}) {
    const std::string manual = language_manual(language);
    for (const auto& row : scheme::sentence_rows()) {
      EXPECT_NE(manual.find(std::string("### ") + std::string(row.name)), std::string::npos) << row.name;
      EXPECT_NE(manual.find(row.example.zh), std::string::npos) << row.name;
      EXPECT_NE(manual.find(row.example.en), std::string::npos) << row.name;
    }
    for (const auto& row : scheme::modifier_rows())
      EXPECT_NE(manual.find(row.example.zh), std::string::npos) << row.name;
    for (const auto& row : scheme::property_rows()) EXPECT_NE(manual.find(row.zh.front()), std::string::npos);
  }
}

TEST(LanguageManual, ConditionsAreReadByTheParser) {
  for (const auto& row : condition_rows()) {
    const std::string zh =
        "# 方案\n\n等次:五星级、四星级、达标\n\n## 工作(10分)\n\n1. 检查(10分)\n   - "
        "满意率:90%以上得10分;不满90%不得分\n\n## 定级\n\n- 达标:5分以上\n- 四星级:8分以上\n"
        "- 五星级:" +
        std::string(row.example.zh) + "\n";
    EXPECT_FALSE(scheme::parse_scheme(zh, "s.md").problems.has_errors())
        << row.example.zh << "\n"
        << lines_of(scheme::parse_scheme(zh, "s.md").problems);
    const std::string en =
        "# Scheme\n\ngrades: gold, silver, approved\n\n## Work (10 points)\n\n1. Check (10 points)\n   - satisfaction: "
        "90% or more "
        "scores 10; below 90% scores 0\n\n## Grading\n\n- approved: 5 or more\n- silver: 8 or more\n- gold: " +
        std::string(row.example.en) + "\n";
    EXPECT_FALSE(scheme::parse_scheme(en, "s.md").problems.has_errors())
        << row.example.en << "\n"
        << lines_of(scheme::parse_scheme(en, "s.md").problems);
  }
}

TEST(ErrorManual, ListsEveryMessage) {
  for (const auto language : {Language::Chinese, Language::English}) {
    const std::string manual = error_manual(language);
    for (const auto* row : all_messages())
      EXPECT_NE(manual.find("| " + std::string(row->code) + " |"), std::string::npos) << row->code;
  }
}

TEST(ErrorManual, ListsEveryCodeOfAResult) {
  std::set<std::string> listed;
  for (const auto& one : result_codes()) listed.insert(std::string(one.code));
  // In rating every word of capitals is a code; service has others, so there it is what is added to a result.
  const std::pair<const char*, std::regex> parts[] = {
      {"rating", std::regex("\"([A-Z]{2,}[A-Z_]*)\"")},
      {"service", std::regex("(?:reason|need|add|push_back)\\(\\{?\\s*\"([A-Z_]{3,})\"")}};
  std::size_t found = 0;
  for (const auto& [part, code] : parts) {
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(PINGXING_ROOT) / "src" / part)) {
      if (entry.path().extension() != ".cpp" || entry.path().string().ends_with("_test.cpp")) continue;
      std::ifstream in(entry.path());
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      for (std::sregex_iterator it(text.begin(), text.end(), code), end; it != end; ++it, ++found)
        EXPECT_TRUE(listed.contains((*it)[1])) << entry.path() << " says " << (*it)[1];
    }
  }
  EXPECT_GT(found, 20U);
}

/// Codes of the message rows in the sources of these folders, whoever lists them.
std::set<std::string> codes_in_sources() {
  std::set<std::string> codes;
  // The macros of office/messages.hpp have the name before the code.
  const std::regex row("(?:MessageRow\\s+[a-z_0-9]+\\s*\\{|PINGXING_[A-Z]+\\([a-z_0-9]+,)\\s*\"([A-Z_0-9]+)\"");
  for (const auto* folder : {"base", "scheme", "rating", "ballot", "document", "service", "round", "office", "cli"}) {
    const auto root = std::filesystem::path(PINGXING_ROOT) / "src" / folder;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      const std::string name = entry.path().filename().string();
      if ((!name.ends_with(".cpp") && !name.ends_with(".hpp")) || name.find("_test.") != name.npos) continue;
      std::ifstream in(entry.path());
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      for (std::sregex_iterator it(text.begin(), text.end(), row), end; it != end; ++it) codes.insert((*it)[1]);
    }
  }
  return codes;
}

TEST(ErrorManual, ThePagesListEveryCodeThatTheProgramSays) {
  std::set<std::string> wanted = codes_in_sources();
  EXPECT_GT(wanted.size(), 150U);
  for (const auto* row : all_messages()) EXPECT_TRUE(wanted.contains(std::string(row->code))) << row->code;
  for (const auto& one : result_codes()) wanted.insert(std::string(one.code));
  for (const auto* page : {"docs/errors.md", "docs/errors.zh-CN.md"}) {
    std::ifstream in(std::filesystem::path(PINGXING_ROOT) / page);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (const auto& code : wanted)
      EXPECT_NE(text.find("| " + code + " |"), std::string::npos)
          << page << " lacks " << code << ": write it anew with pingxing language --errors";
  }
}

}  // namespace
}  // namespace pingxing::service
