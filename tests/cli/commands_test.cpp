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

constexpr const char* unread_text =
    "\xEF\xBB\xBF# 卫生考核\r\n\r\n周期:年\r\n对象:单位\r\n\r\n## 卫生(100分)\r\n\r\n1. 保洁(100分)\r\n"
    "   - 材料不齐全每缺一份罚没0.2分\r\n\r\n## 定级\r\n\r\n- 合格:60分以上\r\n";

TEST_F(Commands, CheckTellsWhatBecameOfEachLine) {
  const auto path = folder.put("unread.md", unread_text);
  const auto ended = run({"check", path, "--lines"});
  EXPECT_TRUE(contains(ended.out, "=  1  运行:方案名称")) << ended.out;
  EXPECT_TRUE(contains(ended.out, ".  2  文字:空行")) << ended.out;
  EXPECT_TRUE(contains(ended.out, "!  9  问题:没有读懂 SENTENCE_UNKNOWN")) << ended.out;
  EXPECT_TRUE(contains(ended.err, "共13行")) << ended.err;
  const auto english = run({"check", path, "--lines", "--lang", "en"});
  EXPECT_TRUE(contains(english.out, "finding: not understood SENTENCE_UNKNOWN")) << english.out;
  const auto json = Json::parse(run({"check", path, "--lines", "--format", "json"}).out);
  ASSERT_EQ(json["lines"].size(), 13U);
  EXPECT_EQ(json["lines"][8]["account"], "finding");
  EXPECT_EQ(json["lines"][8]["codes"][0], "SENTENCE_UNKNOWN");
  EXPECT_EQ(json["lines"][12]["as"], "grade");
  const auto found = std::find_if(json["problems"].begin(), json["problems"].end(),
                                  [](const Json& one) { return one["code"] == "SENTENCE_UNKNOWN"; });
  EXPECT_EQ((*found)["fix"]["text"], "   - 材料不齐全:每份扣0.2分");
  EXPECT_FALSE(Json::parse(run({"check", path, "--format", "json"}).out).contains("lines"));
}

TEST_F(Commands, FixShowsTheDifferenceAndWritesOnlyWhenTold) {
  const auto path = folder.put("unread.md", unread_text);
  const auto shown = run({"check", "--fix", path});
  EXPECT_EQ(shown.status, 1);
  EXPECT_TRUE(contains(shown.out, "\n-   - 材料不齐全每缺一份罚没0.2分\n+   - 材料不齐全:每份扣0.2分\n")) << shown.out;
  EXPECT_TRUE(contains(shown.out, "@@ -6,7 +6,7 @@")) << shown.out;
  EXPECT_TRUE(contains(shown.err, "没有写入")) << shown.err;
  EXPECT_EQ(content_of(path), unread_text);
  const auto written = run({"check", "--fix", "--yes", path});
  EXPECT_EQ(written.status, 0) << written.out << written.err;
  std::string expected = unread_text;
  const std::string was = "材料不齐全每缺一份罚没0.2分";
  expected.replace(expected.find(was), was.size(), "材料不齐全:每份扣0.2分");
  EXPECT_EQ(content_of(path), expected);  // the mark at its begin and the ends of its lines are kept
  const auto again = run({"check", "--fix", "--yes", path, "--lang", "en"});
  EXPECT_TRUE(contains(again.err, "no line can be rewritten")) << again.err;
  EXPECT_EQ(content_of(path), expected);
}

TEST_F(Commands, FixListsWhatMayMeanSeveralThings) {
  const std::string text = std::string(scheme_text) + "\n## 加分\n\n- 获国家级表彰奖5分,省级的3分,市级的1分\n";
  const auto path = folder.put("several.md", text);
  const auto ended = run({"check", "--fix", "--yes", path});
  EXPECT_TRUE(contains(ended.err, "取最高")) << ended.err;
  EXPECT_TRUE(contains(ended.err, "累计")) << ended.err;
  EXPECT_EQ(content_of(path), text);
}

TEST_F(Commands, OneIsOne) {
  const auto broken = folder.put("broken.md", std::string(scheme_text) + "- 六星级以上:看着办吧\n");
  const auto english = run({"--lang", "en", "check", broken});
  EXPECT_TRUE(contains(english.err, ": 1 error, 0 warnings\n")) << english.err << english.out;
  const auto first_row = facts_text.find("C2,");
  const auto one = run({"--lang", "en", "rate", scheme, folder.put("one.csv", facts_text.substr(0, first_row))});
  EXPECT_TRUE(contains(one.out, "\n1 subject\n")) << one.out << one.err;
}

TEST_F(Commands, WrongUsageEndsWithTwo) {
  const std::vector<std::vector<std::string>> wrong = {
      {},
      {"fly"},
      {"check"},
      {"check", scheme, "--format", "xml"},
      {"check", scheme, "extra"},
      {"check", scheme, "--yes"},
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
      {"recount"},
      {"recount", facts, "--sha256", "abc"},
      {"recount", facts, "--format", "pdf"},
  };
  for (const auto& arguments : wrong) {
    const auto ended = run(arguments);
    EXPECT_EQ(ended.status, 2) << testing::PrintToString(arguments) << ended.err;
    EXPECT_EQ(ended.out, "");
    EXPECT_TRUE(ended.err.starts_with("用法错误 / usage: ")) << ended.err;
  }
  EXPECT_EQ(content_of(facts), facts_text);
}

TEST_F(Commands, WrongUsageIsSaidInBothLanguages) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> wrong = {
      {{}, "缺少命令:check、rate、"},
      {{}, " / a command is missing: check, rate, "},
      {{"fly"}, "没有“fly”这个命令;命令有:check、rate、"},
      {{"check"}, "缺少 SCHEME / missing: SCHEME"},
      {{"explain"}, "缺少 SCHEME、FACTS、SUBJECT / missing: SCHEME, FACTS, SUBJECT"},
      {{"check", scheme, "more"}, "多余的参数:more / not expected: more"},
      {{"check", scheme, "--loud"}, "没有“--loud”这个选项 / there is no option “--loud”"},
      {{"check", scheme, "--format", "xml"},
       "--format: 应为text、json之一,写的是“xml” / expected one of text, json, found"},
      {{"rate", scheme, facts, "--threads", "many"}, "应为1至256的整数,写的是“many” / expected a whole number from 1"},
      {{"rate", scheme, facts, "--threads", "257"}, "应为1至256的整数,写的是“257” / "},
      {{"form", scheme, "-o"}, "--output 后面缺少内容 / --output lacks its value"},
      {{"form", scheme, "-o", "a.csv", "-o", "b.csv"}, "--output 只能写一次 / --output may be given once"},
      {{"what-if", scheme, facts}, "写 --set 或 --against 之一 / give either --set or --against"},
      {{"--lang", "fr", "language"}, "--lang: 应为zh、en之一,写的是“fr” / expected one of zh, en, found “fr”"},
  };
  for (const auto& [arguments, said] : wrong) {
    for (const std::string language : {"LANG=zh_CN.UTF-8", "LANG=en_US.UTF-8"}) {
      const auto ended = run(arguments, {{language}});
      EXPECT_EQ(ended.status, 2) << said;
      EXPECT_TRUE(contains(ended.err, said)) << ended.err;
      EXPECT_TRUE(contains(ended.err, "用法见 pingxing --help")) << ended.err;
      EXPECT_TRUE(contains(ended.err, "see pingxing --help")) << ended.err;
    }
  }
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

TEST_F(Commands, RateSaysWhatIsProvisional) {
  const auto ended = run({"rate", scheme, facts});
  EXPECT_TRUE(contains(ended.out, "共4个,2组;1个待定,其所在组的名次和名额为暂定")) << ended.out;
  EXPECT_TRUE(contains(ended.out, "西区(2,其中1个待定:暂定)")) << ended.out;
  EXPECT_TRUE(contains(ended.out, "东区(2)\n")) << ended.out;
  const auto english = run({"--lang", "en", "rate", scheme, facts});
  EXPECT_TRUE(contains(english.out, "1 pending, so ranks and quotas of its pool are provisional")) << english.out;
  EXPECT_TRUE(contains(english.out, "西区 (2, 1 pending: provisional)")) << english.out;
  std::string whole(facts_text);
  whole.replace(whole.find("西区,,97"), std::string("西区,,97").size(), "西区,0,97");
  EXPECT_FALSE(contains(run({"rate", scheme, folder.put("whole.csv", whole)}).out, "暂定"));
  std::string many(facts_text);
  for (int i = 0; i < 300; ++i) many += "D" + std::to_string(i) + ",,东区,1,99\n";
  const auto summary = run({"rate", scheme, folder.put("many.csv", many)});
  EXPECT_TRUE(contains(summary.out, "西区(暂定)")) << summary.out;
  EXPECT_FALSE(contains(summary.out, "东区(暂定)")) << summary.out;
}

TEST_F(Commands, RateNamesTheDateOfATarget) {
  const std::string own = std::string(PINGXING_ROOT) + "/schemes/branch-stars/";
  const auto ended = run({"rate", own + "scheme.md", own + "facts.csv"});
  EXPECT_TRUE(contains(ended.out, "全体(2014年6月30日前):“五星级”应占50%以上")) << ended.out;
  EXPECT_TRUE(contains(ended.out, "全体(自方案发布之日起一年内):“五星级”应占30%以上")) << ended.out;
}

TEST_F(Commands, AMinusForPeopleAndAHyphenForPrograms) {
  std::string below(scheme_text);
  below.replace(below.find("减完为止"), std::string("减完为止").size(), "可为负");
  const auto own = folder.put("below.md", below);
  const auto few = folder.put("few.csv", "编号,名称,分组,隐患,合格率\nC1,一车间,东区,13,10\nC2,二车间,东区,0,99\n");
  const auto board = run({"rate", own, few});
  ASSERT_EQ(board.status, 0) << board.err;
  EXPECT_TRUE(contains(board.out, "−5.00")) << board.out;
  EXPECT_FALSE(contains(board.out, "-5")) << board.out;
  const auto why = run({"explain", own, few, "C1"});
  EXPECT_TRUE(contains(why.out, "总分−5.00")) << why.out;
  EXPECT_TRUE(contains(why.out, " 1 安全  −5.00(满分60)")) << why.out;
  EXPECT_TRUE(contains(why.out, "→ −65分")) << why.out;
  const auto moved = run({"what-if", own, few, "--set", "安全=50分", "--set", "四星级=-20分以上不满90分"});
  EXPECT_FALSE(contains(moved.out, "-15")) << moved.out;
  EXPECT_TRUE(contains(run({"rate", own, few, "--format", "csv"}).out, ",-5,")) << "a number for programs";
  EXPECT_EQ(Json::parse(run({"rate", own, few, "--format", "json"}).out)["subjects"][0]["total"], "-5");
  const auto json = Json::parse(run({"explain", own, few, "C1", "--format", "json"}).out);
  EXPECT_EQ(json["total"], "-5");
  EXPECT_EQ(json["sections"][0]["score"], "-5");
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

TEST_F(Commands, ExplainFoldsWhatTookNothing) {
  const auto own = folder.put("own.md",
                              "# 考核\n\n对象:组织\n类别:甲、乙\n\n## 工作(50分)\n\n"
                              "1. 安全(10分)\n   - 隐患:每项减5分\n   - 迟报:每次减1分\n"
                              "2. 质量(10分)\n   - 返工:每次减2分\n"
                              "3. 宣传(10分)\n   - 信息:2篇以上得10分;不满2篇不得分\n   - 未总结:减2分\n"
                              "4. 党建(10分)\n   - 适用:甲\n   - 缺课:每次减1分\n"
                              "5. 创新(10分)\n   - 一分:酌情得0至10分\n"
                              "\n## 加分(3分)\n\n- 获奖:每次加2分\n");
  const auto few =
      folder.put("few.csv", "编号,类别,隐患,迟报,返工,信息,未总结,缺课,一分,获奖\nA,乙,1,0,0,1,否,0,8,2\n");
  const auto ended = run({"explain", own, few, "A"});
  ASSERT_EQ(ended.status, 0) << ended.err;
  const std::string working =
      " 1 安全  5.00(满分10)\n"
      "     从满分10分起减\n"
      "     隐患:1项(规则:每项减5分) → −5分\n"
      "     未扣分:迟报\n"
      " 3 宣传  0.00(满分10)\n"
      "     信息:1篇(规则:2篇以上得10分;不满2篇不得分) → +0分\n"
      "     未扣分:未总结\n"
      " 5 创新  8.00(满分10)  评定8分\n"
      " 未扣分:第2条(10分)\n"
      " 不适用:第4条\n";
  EXPECT_TRUE(contains(ended.out, working)) << ended.out;
  EXPECT_TRUE(contains(ended.out, "加分最多3分 → −1分[加分")) << ended.out;
  const auto english = run({"--lang", "en", "explain", own, few, "A"});
  EXPECT_TRUE(contains(english.out, " nothing taken: 2 (10)\n does not apply: 4\n")) << english.out;
  EXPECT_TRUE(contains(english.out, "     nothing taken: 迟报\n")) << english.out;
  const auto json = Json::parse(run({"explain", own, few, "A", "--format", "json"}).out);
  EXPECT_EQ(json["sections"][0]["items"][1]["steps"].size(), 2U) << "programs get every step";
}

TEST_F(Commands, WhatIfTellsThePendingApart) {
  const auto ended = run({"what-if", scheme, facts, "--set", "五星级=不超过100%"});
  EXPECT_TRUE(contains(ended.out, "上升1个,下降0个,不变2个,前后都待定或不参评1个;总分有变化的0个")) << ended.out;
  EXPECT_TRUE(contains(ended.out, "\n未定级     0     0     ·\n待定       1     1     ·\n")) << ended.out;
  const auto english = run({"--lang", "en", "what-if", scheme, facts, "--set", "五星级=不超过100%"});
  EXPECT_TRUE(contains(english.out,
                       "1 moves up, 0 move down, 2 keep their grade, 1 is pending or out of scope "
                       "throughout; 0 totals"))
      << english.out;
  const auto json = Json::parse(run({"what-if", scheme, facts, "--set", "五星级=不超过100%", "--format", "json"}).out);
  EXPECT_EQ(json["ungraded"], 1);
  EXPECT_EQ(json["statuses"][0], Json::parse(R"({"status":"pending","before":1,"after":1})"));

  std::string without(scheme_text);  // the figure that C4 lacks is not asked for any more
  const auto begin = without.find("1. 安全"), end = without.find("2. 质量");
  without.replace(begin, end - begin, "");
  const auto other = folder.put("without.md", without), both = folder.put("both.csv", facts_text);
  const auto turned = run({"what-if", scheme, both, "--against", other});
  ASSERT_EQ(turned.status, 0) << turned.err;
  EXPECT_TRUE(contains(turned.out, "转为或不再是待定、不参评1个")) << turned.out;
  const auto moves = Json::parse(run({"what-if", scheme, both, "--against", other, "--format", "json"}).out)["moves"];
  EXPECT_EQ(moves.back()["from"], "待定") << moves;
  EXPECT_TRUE(moves.back()["is_up"].is_null()) << moves;
  EXPECT_TRUE(moves.back()["total_before"].is_null()) << moves;
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
  const auto english = run({"--lang", "en", "what-if", scheme, facts, "--set", "六星级=100分"});
  EXPECT_TRUE(contains(english.err, "五星级, 四星级, 三星级")) << english.err;
  EXPECT_EQ(wrong.out, "");
}

TEST_F(Commands, WhatIfComparesTwoSchemes) {
  std::string other(scheme_text);
  other.replace(other.find("每项减5分"), std::string("每项减5分").size(), "每项减20分");
  const auto file = folder.put("other.md", other);
  const auto ended = run({"what-if", scheme, facts, "--against", file});
  ASSERT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(contains(ended.out, "下降")) << ended.out;
  EXPECT_TRUE(contains(ended.out, "换成 " + file + ":车间星级")) << ended.out;
  EXPECT_TRUE(contains(run({"--lang", "en", "what-if", scheme, facts, "--against", file}).out,
                       "replaced by " + file + ": 车间星级"));
  EXPECT_EQ(Json::parse(run({"what-if", scheme, facts, "--against", file, "--format", "json"}).out)["against_file"],
            file);
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
