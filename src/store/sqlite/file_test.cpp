// Files that are not as they should be, and what is said of them.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "store/errors.hpp"
#include "store/grouped_database.hpp"
#include "store/test_support.hpp"

namespace pingxing::store {
namespace {

namespace fs = std::filesystem;
using test::Kind;

const std::vector<Migration> schema = {{1, "files", "CREATE TABLE work (\n  id @ID@,\n  bytes @BYTES@\n);\n"}};

class Files : public testing::Test {
 protected:
  [[nodiscard]] fs::path folder() const { return fs::path(fresh_.address()).parent_path(); }
  static std::string refusal_of(const std::string& path) {
    try {
      Database::open(path);
    } catch (const DatabaseFailure& failure) {
      return failure.what();
    }
    return "NONE";
  }
  static void expect_words(const std::string& says, const std::vector<std::string>& words) {
    for (const std::string& word : words) EXPECT_NE(says.find(word), says.npos) << word << " in: " << says;
  }
  test::Fresh fresh_{Kind::Sqlite};
};

/// An account without rights, where the tests run as root.
class Nobody {
 public:
  Nobody() { is_ours_ = ::geteuid() == 0 && ::seteuid(65534) == 0; }
  Nobody(const Nobody&) = delete;
  Nobody& operator=(const Nobody&) = delete;
  ~Nobody() {
    if (is_ours_) EXPECT_EQ(::seteuid(0), 0);
  }

 private:
  bool is_ours_ = false;
};

TEST_F(Files, AreMadeForTheirOwnerAlone) {
  const auto database = Database::open(fresh_.address());
  for (const char* end : {"", "-wal", "-shm"}) {
    struct stat status {};
    ASSERT_EQ(::stat((fresh_.address() + end).c_str(), &status), 0) << end;
    EXPECT_EQ(status.st_mode & 0777, 0600U) << end;
  }
}

TEST_F(Files, ThatAreNoDatabaseAreRefused) {
  std::ofstream(fresh_.address()) << std::string(5'000, 'x');
  expect_words(refusal_of(fresh_.address()), {fresh_.address(), "no SQLite database", "another file"});
  EXPECT_EQ(fs::file_size(fresh_.address()), 5'000U);
}

TEST_F(Files, InPlacesThatCannotBe) {
  expect_words(refusal_of(folder().string()), {"folder", folder().string() + "/pingxing.db"});
  expect_words(refusal_of((folder() / "none" / "a.db").string()),
               {(folder() / "none").string(), "does not exist", "make it"});
  expect_words(refusal_of(""), {"empty"});
  expect_words(refusal_of("/dev/null"), {"no ordinary file"});
}

TEST_F(Files, ThatMayNotBeWrittenAreRefused) {
  Database::open(fresh_.address());
  ::chmod(folder().c_str(), 0755);
  {
    ::chmod(fresh_.address().c_str(), 0444);
    const Nobody nobody;
    expect_words(refusal_of(fresh_.address()), {"may not read and write", "owner"});
    expect_words(refusal_of((folder() / "new.db").string()), {"may not write in the folder", folder().string()});
  }
  ::chmod(fresh_.address().c_str(), 0666);
  const Nobody nobody;
  expect_words(refusal_of(fresh_.address()), {"may not write in the folder", folder().string()});
}

TEST_F(Files, ThatAreDamagedAreTold) {
  {
    const auto database = open_grouped(fresh_.backend(), schema);
    database->write([](Writing& writing) {
      for (int i = 0; i < 50; ++i)
        writing.execute("INSERT INTO work (bytes) VALUES ($1)", {Blob{std::string(4'000, 'x')}});
    });
  }
  {
    std::fstream file(fresh_.address(), std::ios::in | std::ios::out | std::ios::binary);
    for (int page = 4; page < 40; ++page) file.seekp(page * 4096) << std::string(64, '\xee');
  }
  const auto database = open_grouped(fresh_.backend(), schema);
  try {
    database->read([](Reading& reading) { reading.query("SELECT id, bytes FROM work"); });
    FAIL();
  } catch (const DatabaseFailure& failure) {
    expect_words(failure.what(), {fresh_.address(), "damaged", "backup"});
  }
}

TEST_F(Files, OnAFullDiskFailTheWorkAndNothingElse) {
  const auto database = open_grouped(fresh_.backend(), schema);
  // Stands for the disk: SQLite says the same when it may not grow.
  database->write([](Writing& writing) {
    const std::int64_t pages = writing.one("PRAGMA page_count")->at(0).number();
    writing.query("PRAGMA max_page_count = " + std::to_string(pages + 4));
  });
  const auto add = [&](std::size_t bytes) {
    database->write([&](Writing& writing) {
      writing.execute("INSERT INTO work (bytes) VALUES ($1)", {Blob{std::string(bytes, 'x')}});
    });
  };
  try {
    add(100'000);
    FAIL();
  } catch (const DatabaseFailure& failure) {
    expect_words(failure.what(), {fresh_.address(), "full", "room"});
  }
  add(100);
  database->read([](Reading& reading) { EXPECT_EQ(reading.query("SELECT count(*) FROM work"), (Rows{{1}})); });
}

TEST_F(Files, ThatAnotherProgramLocksAreTold) {
  const auto database = open_grouped(fresh_.backend(), schema);
  const auto other = fresh_.backend()->connect(Purpose::Writing);
  other->begin_writing();
  const auto impatient = fresh_.backend()->connect(Purpose::Writing);
  impatient->query("PRAGMA busy_timeout = 1", {});
  try {
    impatient->begin_writing();
    FAIL();
  } catch (const DatabaseFailure& failure) {
    expect_words(failure.what(), {fresh_.address(), "locked", "end it"});
  }
  database->read(
      [](Reading& reading) { EXPECT_EQ(reading.query("SELECT count(*) FROM work"), (Rows{{0}})); });  // reads go on
}

TEST_F(Files, NameUniqueIndexesOverExpressions) {
  const auto database = open_grouped(
      fresh_.backend(),
      {{1, "upper", "CREATE TABLE word (\n  text TEXT\n);\nCREATE UNIQUE INDEX word_upper ON word (upper(text));\n"}});
  const auto add = [&](const char* text) {
    database->write([&](Writing& writing) { writing.execute("INSERT INTO word (text) VALUES ($1)", {text}); });
  };
  add("a");
  try {
    add("A");
    FAIL();
  } catch (const UniqueViolation& violation) {
    EXPECT_EQ(violation.constraint, "word_upper");
  }
}

}  // namespace
}  // namespace pingxing::store
