#include "document/out_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "document/test_support.hpp"

namespace pingxing::document {
namespace {

class OutFileTest : public testing::Test {
 protected:
  TestFolder folder_;
  Problems problems_;
};

TEST_F(OutFileTest, WritesWholeFilesAndLeavesNothingElse) {
  const std::string path = folder_.path("out.csv");
  EXPECT_TRUE(write_whole(path, "first", problems_));
  EXPECT_TRUE(write_whole(path, "second, longer", problems_));
  EXPECT_EQ(content_of(path), "second, longer");
  EXPECT_EQ(folder_.count(), 1U);
  EXPECT_TRUE(problems_.empty());
}

TEST_F(OutFileTest, StreamsManyPieces) {
  std::string expected;
  {
    OutFile file(folder_.path("out"), problems_);
    for (int i = 0; i < 20'000; ++i) {
      const std::string piece(static_cast<std::size_t>(i % 97), static_cast<char>('a' + i % 26));
      file.write(piece);
      expected += piece;
    }
    const std::string large(1 << 20, 'z');
    file.write(large);
    file.write("end");
    expected += large + "end";
    EXPECT_TRUE(file.commit());
  }
  EXPECT_EQ(content_of(folder_.path("out")), expected);
}

TEST_F(OutFileTest, WithoutCommitTheOldFileStays) {
  const std::string path = folder_.put("out", "old");
  {
    OutFile file(path, problems_);
    file.write(std::string(1 << 20, 'x'));
    EXPECT_EQ(folder_.count(), 2U);  // what a kill here would leave behind
    EXPECT_EQ(content_of(path), "old");
  }
  EXPECT_EQ(content_of(path), "old");
  EXPECT_EQ(folder_.count(), 1U);
}

TEST_F(OutFileTest, KeepsModeAndLinks) {
  const std::string path = folder_.put("out", "old"), link = folder_.path("link");
  ASSERT_EQ(::chmod(path.c_str(), 0640), 0);
  ASSERT_EQ(::symlink("out", link.c_str()), 0);
  EXPECT_TRUE(write_whole(link, "new", problems_));
  EXPECT_EQ(content_of(path), "new");
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0640U);
}

TEST_F(OutFileTest, WritesSpecialFilesDirectly) {
  EXPECT_TRUE(write_whole("/dev/null", "anything", problems_));
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
  testing::internal::CaptureStdout();
  EXPECT_TRUE(write_whole("/dev/stdout", "to the screen", problems_));
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "to the screen");
}

TEST_F(OutFileTest, NamesWhatWentWrong) {
  EXPECT_FALSE(write_whole(folder_.path("none/out"), "x", problems_));
  EXPECT_FALSE(write_whole("/dev/full", std::string(1 << 20, 'x'), problems_));
  EXPECT_FALSE(write_whole(folder_.path(""), "x", problems_));
  EXPECT_FALSE(write_whole(folder_.path(std::string(300, 'n')), "x", problems_));
  EXPECT_EQ(codes(problems_), (Codes{"FOLDER_MISSING", "DISK_FULL", "FILE_IS_FOLDER", "FILE_NOT_WRITTEN"}));
}

TEST_F(OutFileTest, RespectsReadOnly) {
  const std::string path = folder_.put("out", "old");
  ASSERT_EQ(::chmod(path.c_str(), 0444), 0);
  ASSERT_EQ(::chmod(folder_.path("").c_str(), 0555), 0);
  constexpr uid_t nobody = 65'534;  // the superuser may write anywhere
  const uid_t before = ::geteuid();
  if (before == 0) ASSERT_EQ(::seteuid(nobody), 0);
  EXPECT_FALSE(write_whole(path, "new", problems_));
  EXPECT_FALSE(write_whole(folder_.path("other"), "new", problems_));
  if (before == 0) ASSERT_EQ(::seteuid(before), 0);
  ASSERT_EQ(::chmod(folder_.path("").c_str(), 0755), 0);
  EXPECT_EQ(codes(problems_), (Codes{"WRITE_REFUSED", "WRITE_REFUSED"}));
  EXPECT_EQ(content_of(path), "old");
}

}  // namespace
}  // namespace pingxing::document
