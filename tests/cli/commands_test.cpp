// What each command prints and how it ends.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "run_binary.hpp"

namespace pingxing {
namespace {

using Json = nlohmann::json;

class Commands : public testing::Test {
 protected:
  TestFolder folder;
  std::string scheme = folder.put("scheme.md", scheme_text), facts = folder.put("facts.csv", facts_text);
};

TEST_F(Commands, CheckIsSilentOnWhatIsRight) {
  const auto ended = run({"check", scheme});
  EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
  EXPECT_EQ(ended.out, "");
}

TEST_F(Commands, CheckNamesPlaceCodeAndMend) {
  const auto broken = folder.put("broken.md", "# 方案\n\n## 工作(100分)\n\n1. 安全(60分)\n   - 隐患:看着办\n");
  const auto ended = run({"check", broken});
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(contains(ended.out, broken + ":6:")) << ended.out;
  EXPECT_TRUE(contains(ended.out, ": error SENTENCE_UNKNOWN: ")) << ended.out;
  EXPECT_TRUE(contains(ended.err, "错误")) << ended.err;
  const auto english = run({"--lang", "en", "check", broken});
  EXPECT_TRUE(contains(english.out, "is not understood")) << english.out;
  const auto json = Json::parse(run({"check", broken, "--format", "json"}).out);
  const auto found = std::find_if(json["problems"].begin(), json["problems"].end(),
                                  [](const Json& one) { return one["code"] == "SENTENCE_UNKNOWN"; });
  ASSERT_NE(found, json["problems"].end()) << json;
  EXPECT_EQ((*found)["line"], 6);
  EXPECT_EQ((*found)["severity"], "error");
}

TEST_F(Commands, WrongUsageEndsWithTwo) {
  const std::vector<std::vector<std::string>> wrong = {
      {},
      {"fly"},
      {"check"},
      {"check", scheme, "--format", "xml"},
      {"check", scheme, "extra"},
      {"rate", scheme},
      {"rate", scheme, facts, "--format", "pdf"},
      {"rate", scheme, facts, "-o", folder.path("x.doc")},
      {"rate", scheme, facts, "-o", facts},
      {"rate", scheme, facts, "--lang", "fr"},
      {"explain", scheme, facts},
      {"what-if", scheme, facts},
      {"what-if", scheme, facts, "--set", "a=b", "--against", scheme},
      {"form", scheme},
      {"form", scheme, "-o", folder.path("x.docx")},
      {"print", scheme, "--format", "pdf"},
      {"language", "--loud"},
  };
  for (const auto& arguments : wrong) {
    const auto ended = run(arguments);
    EXPECT_EQ(ended.status, 2) << testing::PrintToString(arguments) << ended.err;
    EXPECT_EQ(ended.out, "");
    EXPECT_FALSE(ended.err.empty());
  }
  EXPECT_EQ(content_of(facts), facts_text);
}

TEST_F(Commands, HelpAndVersionEndWithZero) {
  EXPECT_TRUE(contains(run({"--version"}).out, "pingxing "));
  for (const auto* command : {"check", "rate", "explain", "what-if", "form", "print", "language"}) {
    const auto ended = run({command, "--help"});
    EXPECT_EQ(ended.status, 0);
    EXPECT_TRUE(contains(ended.out, " / ")) << "both languages: " << ended.out;
  }
}

TEST_F(Commands, RatePrintsTheBoardThenWhatNeedsADecision) {
  const auto ended = run({"rate", scheme, facts});
  ASSERT_EQ(ended.status, 0) << ended.err;
  const auto board = ended.out.find("一车间"), decision = ended.out.find("需要决定");
  ASSERT_NE(board, ended.out.npos) << ended.out;
  ASSERT_NE(decision, ended.out.npos) << ended.out;
  EXPECT_LT(board, decision);
  EXPECT_TRUE(contains(ended.out, "★★★★★"));
  EXPECT_TRUE(contains(ended.out, "“四车间”缺1 隐患"));
  EXPECT_FALSE(contains(ended.out, "\x1b")) << "plain when piped";
  const auto english = run({"rate", scheme, facts}, {{"LANG=en_GB.UTF-8"}});
  EXPECT_TRUE(contains(english.out, "Needs a decision")) << english.out;
}

TEST_F(Commands, RateHasColoursOnATerminalAlone) {
  RunOptions terminal;
  terminal.on_terminal = true;
  const auto coloured = run({"rate", scheme, facts}, terminal);
  EXPECT_EQ(coloured.status, 0);
  EXPECT_TRUE(contains(coloured.out, "\x1b[38;5;178m★★★★★")) << coloured.out;
  terminal.environment = {"LANG=zh_CN.UTF-8", "TERM=xterm", "NO_COLOR=1"};
  EXPECT_FALSE(contains(run({"rate", scheme, facts}, terminal).out, "\x1b["));
}

TEST_F(Commands, RateAsJsonIsTheHistoryOfTheNextRound) {
  const auto json = folder.path("result.json");
  ASSERT_EQ(run({"rate", scheme, facts, "-o", json}).status, 0);
  EXPECT_EQ(Json::parse(content_of(json))["subjects"].size(), 4U);
  EXPECT_EQ(run({"rate", scheme, facts, "--format", "json"}).out, content_of(json));
  const auto again = run({"rate", scheme, facts, "--history", json, "--history", json});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(run({"rate", scheme, facts, "--history", facts}).status, 1);
}

TEST_F(Commands, RateDoesNotDependOnTheLocaleInFiles) {
  const std::vector<std::string> arguments = {"rate", scheme, facts, "--format", "json"};
  EXPECT_EQ(run(arguments).out, run(arguments, {{"LANG=en_US.UTF-8"}}).out);
  EXPECT_NE(run(arguments).out, run({"--lang", "en", "rate", scheme, facts, "--format", "json"}).out);
}

TEST_F(Commands, RateSumsUpTheMany) {
  std::string many(facts_text.substr(0, facts_text.find('\n') + 1));
  for (int i = 0; i < 500; ++i)
    many += "D" + std::to_string(i) + ",,区" + std::to_string(i % 3) + "," + std::to_string(i % 7) + ",99\n";
  const auto ended = run({"rate", scheme, folder.put("many.csv", many)});
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(contains(ended.out, "总分最高的20个"));
  EXPECT_TRUE(contains(ended.out, "--format csv"));
  EXPECT_LT(std::count(ended.out.begin(), ended.out.end(), '\n'), 60);
}

TEST_F(Commands, ExplainGivesTheWorking) {
  const auto ended = run({"explain", scheme, facts, "二车间"});
  ASSERT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(contains(ended.out, "二车间(C2),东区")) << ended.out;
  EXPECT_TRUE(contains(ended.out, "每项减5分")) << ended.out;
  EXPECT_TRUE(contains(ended.out, "要达到“五星级”还须")) << ended.out;
  EXPECT_EQ(Json::parse(run({"explain", scheme, facts, "C2", "--format", "json"}).out)["total"], "95");
  const auto unknown = run({"explain", scheme, facts, "C9"});
  EXPECT_EQ(unknown.status, 1);
  EXPECT_TRUE(contains(unknown.err, "SUBJECT_UNKNOWN")) << unknown.err;
}

TEST_F(Commands, WhatIfNamesWhoMoves) {
  const auto ended = run({"what-if", scheme, facts, "--set", "五星级=不超过100%"});
  ASSERT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(contains(ended.out, "上升1个")) << ended.out;
  EXPECT_TRUE(contains(ended.out, "二车间")) << ended.out;
  const auto json = Json::parse(run({"what-if", scheme, facts, "--set", "五星级=不超过100%", "--format", "json"}).out);
  EXPECT_EQ(json["moves"][0]["id"], "C2");
  const auto wrong = run({"what-if", scheme, facts, "--set", "六星级=100分"});
  EXPECT_EQ(wrong.status, 1);
  EXPECT_TRUE(contains(wrong.err, "SETTING_UNKNOWN")) << wrong.err;
  EXPECT_EQ(wrong.out, "");
}

TEST_F(Commands, WhatIfComparesTwoSchemes) {
  std::string other(scheme_text);
  other.replace(other.find("每项减5分"), std::string("每项减5分").size(), "每项减20分");
  const auto ended = run({"what-if", scheme, facts, "--against", folder.put("other.md", other)});
  ASSERT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(contains(ended.out, "下降")) << ended.out;
}

TEST_F(Commands, FormIsFilledInAndRated) {
  const auto form = folder.path("form.csv");
  ASSERT_EQ(run({"form", scheme, "-o", form}).status, 0);
  const auto filled = folder.put("filled.csv", content_of(form) + "C1,一车间,东区,0,99\n");
  const auto ended = run({"rate", scheme, filled});
  EXPECT_EQ(ended.status, 0) << ended.err;
  ASSERT_EQ(run({"form", scheme, "-o", folder.path("form.xlsx")}).status, 0);
  const auto blank = run({"rate", scheme, folder.path("form.xlsx")});
  EXPECT_EQ(blank.status, 1);
  EXPECT_TRUE(contains(blank.err, "FACTS_NO_ROWS")) << blank.err;
}

TEST_F(Commands, PrintComesBackTheSame) {
  const auto once = run({"print", scheme, "--format", "md"});
  ASSERT_EQ(once.status, 0) << once.err;
  const auto again = run({"print", folder.put("once.md", once.out)});
  EXPECT_EQ(again.out, once.out);
}

TEST_F(Commands, PrintEscapesInAPage) {
  std::string nasty(scheme_text);
  nasty.insert(nasty.find("## 工作"), "<script>alert(1)</script> & “文字”\n\n");
  const auto page = run({"print", folder.put("nasty.md", nasty), "--format", "html"});
  ASSERT_EQ(page.status, 0) << page.err;
  EXPECT_TRUE(contains(page.out, "&lt;script&gt;")) << page.out;
  EXPECT_FALSE(contains(page.out, "<script"));
  for (const auto* outside : {"http:", "https:", "src=", "href=", "url(", "@import"})
    EXPECT_FALSE(contains(page.out, outside));
}

TEST_F(Commands, LanguageIsPrintedInBoth) {
  const auto manual = run({"language"});
  EXPECT_EQ(manual.status, 0);
  EXPECT_TRUE(contains(manual.out, "# 方案语言"));
  EXPECT_TRUE(contains(run({"language", "--lang", "en"}).out, "# The scheme language"));
  EXPECT_TRUE(contains(run({"language", "--errors"}).out, "FACTS_OUT_OF_RANGE"));
}

}  // namespace
}  // namespace pingxing
