// Files appear whole or not at all, whatever goes wrong.
#include <sys/stat.h>
#include <unistd.h>

#include "run_binary.hpp"

namespace pingxing {
namespace {

class Files : public testing::Test {
 protected:
  TestFolder folder;
  std::string scheme = folder.put("scheme.md", scheme_text), facts = folder.put("facts.csv", facts_text);
  std::string wrong = folder.put("wrong.csv", std::string(facts_text) + "C5,五车间,东区,x,99\n");
};

TEST_F(Files, WrongFactsLeaveTheOldFile) {
  for (const auto* name : {"r.json", "r.csv", "r.xlsx", "r.txt"}) {
    const auto out = folder.put(name, "old");
    const auto ended = run({"rate", scheme, wrong, "-o", out});
    EXPECT_EQ(ended.status, 1);
    EXPECT_TRUE(contains(ended.err, "wrong.csv:6:11: error FACTS_NOT_NUMBER")) << ended.err;
    EXPECT_EQ(content_of(out), "old") << name;
  }
  EXPECT_EQ(folder.count(), 7U) << "nothing is left behind";
}

TEST_F(Files, WrongSchemeLeavesTheOldFile) {
  const auto broken = folder.put("broken.md", "# 方案\n\n## 工作\n\n1. 安全\n");
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{"rate", broken, facts, "-o", folder.put("r.json", "old")},
                                             {"form", broken, "-o", folder.put("f.xlsx", "old")},
                                             {"print", broken, "-o", folder.put("p.html", "old")}}) {
    EXPECT_EQ(run(arguments).status, 1);
    EXPECT_EQ(content_of(arguments.back()), "old");
  }
}

TEST_F(Files, AFileThatIsNotWrittenToItsEndIsNotThere) {
  RunOptions small;
  small.file_bytes_max = 600;
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{"rate", scheme, facts, "-o", folder.put("r.json", "old")},
                                             {"rate", scheme, facts, "-o", folder.put("r.xlsx", "old")},
                                             {"form", scheme, "-o", folder.put("f.xlsx", "old")},
                                             {"print", scheme, "-o", folder.put("p.html", "old")}}) {
    const auto ended = run(arguments, small);
    EXPECT_EQ(ended.status, 1) << ended.err;
    EXPECT_TRUE(contains(ended.err, "FILE_NOT_WRITTEN")) << ended.err;
    EXPECT_EQ(content_of(arguments.back()), "old") << arguments.back();
  }
  EXPECT_EQ(folder.count(), 7U) << "nothing is left behind";
}

TEST_F(Files, EachFormatIsWritten) {
  for (const auto* name : {"r.json", "r.csv", "r.xlsx", "r.txt"}) {
    const auto ended = run({"rate", scheme, facts, "-o", folder.path(name)});
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(ended.out, "");
    EXPECT_GT(content_of(folder.path(name)).size(), 100U);
  }
  EXPECT_TRUE(content_of(folder.path("r.csv")).starts_with("\xEF\xBB\xBF编号,"));
  EXPECT_TRUE(content_of(folder.path("r.xlsx")).starts_with("PK"));
  EXPECT_FALSE(contains(content_of(folder.path("r.txt")), "\x1b"));
}

TEST_F(Files, MissingFolderIsSaid) {
  const auto ended = run({"rate", scheme, facts, "-o", folder.path("none/r.json")});
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(contains(ended.err, "FOLDER_MISSING")) << ended.err;
}

TEST_F(Files, FullDiskIsSaid) {
  RunOptions full;
  full.out_to = "/dev/full";
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"rate", scheme, facts},
                                                                     {"rate", scheme, facts, "--format", "csv"},
                                                                     {"explain", scheme, facts, "C1"},
                                                                     {"print", scheme},
                                                                     {"language"}}) {
    const auto ended = run(arguments, full);
    EXPECT_EQ(ended.status, 1) << arguments[0];
    EXPECT_TRUE(contains(ended.err, "FILE_NOT_WRITTEN")) << ended.err;
  }
}

TEST_F(Files, StandardInputIsAFileToo) {
  EXPECT_EQ(run({"rate", scheme, "/dev/stdin"}).status, 1) << "empty, and said so";
}

TEST_F(Files, MissingFilesAreAllSaid) {
  const auto ended = run({"rate", scheme, folder.path("none.csv"), "--history", folder.path("none.json")});
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(contains(ended.err, "none.csv")) << ended.err;
  EXPECT_TRUE(contains(ended.err, "none.json")) << ended.err;
  EXPECT_EQ(run({"check", folder.path("none.md")}).status, 1);
}

}  // namespace
}  // namespace pingxing
