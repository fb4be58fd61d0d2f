// H3: whose rows of the journal somebody sees, page by page, from either end.
#include "office/read_journal.hpp"

#include "office/test_support.hpp"

namespace pingxing::office {
namespace {

class ReadJournal : public OfficeTest {
 protected:
  ReadJournal() {
    for (const auto& [login, code] : {std::pair("a.office", "0101"), {"b.office", "0102"}})
      CHECK(create_account(office_, actor("admin"), {login, "办", "", "", {{"office", unit(code)}}}));
    for (int i = 0; i < 5; ++i)
      for (const auto* login : {"a.office", "b.office"})
        CHECK(create_api_token(office_, actor(login), login + std::to_string(i), 30));
    start_round();  // of the whole office
  }
  /// The accounts of all rows that are seen, read in pages of `count`.
  std::vector<std::optional<Id>> behind(const std::string& login, std::int64_t count) {
    const Actor reader = actor(login);
    return look(office_, [&](store::Reading& db) {
      std::vector<std::optional<Id>> who;
      for (std::int64_t after = 0;;) {
        const auto part = journal_behind(db, reader, after, count);
        for (const auto& row : part.rows) who.push_back(row.account);
        if (part.end == store::journal_head(db).seq) return who;
        CHECK(part.end > after);
        after = part.end;
      }
    });
  }
  std::vector<std::optional<Id>> up_to(const std::string& login, std::int64_t count) {
    const Actor reader = actor(login);
    return look(office_, [&](store::Reading& db) {
      std::vector<std::optional<Id>> who;
      for (std::int64_t last = store::journal_head(db).seq; last > 0;) {
        const auto part = journal_up_to(db, reader, last, count);
        for (const auto& row : part.rows) who.push_back(row.account);
        CHECK(part.end <= last);
        last = part.end - 1;
      }
      return who;
    });
  }
};

TEST_F(ReadJournal, H3AnOfficeOfABranchSeesWhatItsOwnDidAndWhatWasDoneToThem) {
  const auto own = account("a.office"), admin = account("admin");
  for (const std::int64_t count : {1, 3, 100}) {
    const auto seen = behind("a.office", count);
    ASSERT_EQ(seen.size(), 6U) << count;  // its account was made, and it made five tokens
    EXPECT_EQ(seen.front(), admin);
    EXPECT_EQ(std::count(seen.begin(), seen.end(), std::optional(own)), 5);
    auto backwards = up_to("a.office", count);
    std::reverse(backwards.begin(), backwards.end());
    EXPECT_EQ(backwards, seen) << count;
  }
}

TEST_F(ReadJournal, TheTopUnitSeesAllOfIt) {
  const auto length = static_cast<std::size_t>(journal_length());
  for (const auto* login : {"office", "admin", "auditor"}) {
    EXPECT_EQ(behind(login, 4).size(), length) << login;
    EXPECT_EQ(up_to(login, 4).size(), length) << login;
  }
}

}  // namespace
}  // namespace pingxing::office
