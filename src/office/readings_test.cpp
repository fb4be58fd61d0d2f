// A program that reads a document otherwise than the one before: rounds go on as they began, until somebody who runs
// them takes the new reading.
#include "office/readings.hpp"

#include "base/hash.hpp"
#include "office/figures.hpp"
#include "office/messages.hpp"
#include "office/rate_round.hpp"
#include "office/test_support.hpp"
#include "round/messages.hpp"
#include "scheme/kept_reading.hpp"
#include "store/kept_readings.hpp"

namespace pingxing::office {
namespace {

class Readings : public OfficeTest {
 protected:
  /// The round began under a program that read the line of 缺席 as 3 points each.
  Id round_of_another_reading() {
    const Id id = start_round(people_scheme);
    keep(id, scheme_where("每次减1分", "每次减3分"));
    open_only(id, {scheme::StageKind::Score});
    for (const char* code : {"P1", "P2", "P3", "P4", "P5", "P6"})
      CHECK(save_cell(office_, actor("org"), id, Source::Assessed, {subject(id, code), "1 缺席", "2", "", 0}));
    return id;
  }

  static scheme::Scheme scheme_where(std::string_view words, std::string_view others) {
    std::string text(people_scheme);
    text.replace(text.find(words), words.size(), others);
    return read_scheme_text(text)->scheme;
  }

  void keep(Id round_id, const scheme::Scheme& scheme) {
    const auto done = act(office_, {}, "reading.keep", [&](store::Writing& db, Json&) -> Result<> {
      store::KeptReading kept;
      kept.scheme_version_id = store::round_of(db, round_id)->scheme_version_id;
      kept.round_id = round_id;
      kept.reading = scheme::kept_reading(scheme);
      kept.sha256 = sha256_hex(kept.reading);
      kept.kept_at = clock_.now_ms();
      store::add_reading(db, kept);
      return Done{};
    });
    CHECK(done);
  }

  [[nodiscard]] std::string total_of_first(Id round_id) const {
    const auto rated = rate_round(office_, round_id);
    return rated && rated->rated ? rated->rated->rating.total.at(0).exact() : "none";
  }
};

TEST_F(Readings, ARoundKeepsItsOwnUntilSomebodyTakesTheNewOne) {
  const Id id = round_of_another_reading();
  EXPECT_EQ(total_of_first(id), "4");
  const auto changed = changed_reading(office_, actor("office"), id);
  ASSERT_TRUE(changed && *changed);
  ASSERT_EQ((*changed)->differences.size(), 1U);
  const auto& line = (*changed)->differences.front();
  EXPECT_EQ((*changed)->texts.front(), "- 缺席:每次减1分,减完为止");
  EXPECT_EQ(line.before.zh, "缺席:每次减3分");
  EXPECT_EQ(line.after.zh, "缺席:每次减1分");
  EXPECT_FALSE(line.before.en.empty());

  EXPECT_EQ(code_of(take_reading(office_, actor("office"), id, "anything", "看过")), reading_not_seen.code);
  EXPECT_EQ(code_of(take_reading(office_, actor("pine"), id, (*changed)->sha256, "看过")), not_allowed.code);
  EXPECT_TRUE(take_reading(office_, actor("office"), id, (*changed)->sha256, "").is_refused());  // no reason
  EXPECT_EQ(total_of_first(id), "4");

  ASSERT_TRUE(take_reading(office_, actor("office"), id, (*changed)->sha256, "原来读错了"));
  EXPECT_EQ(total_of_first(id), "8");
  EXPECT_EQ(last_row().action, "round.take_reading");
  EXPECT_NE(last_row().body.find("原来读错了"), std::string::npos);
  EXPECT_FALSE(*changed_reading(office_, actor("office"), id));
  EXPECT_EQ(code_of(take_reading(office_, actor("office"), id, (*changed)->sha256, "再来")), reading_as_it_was.code);
}

TEST_F(Readings, AnEndedRoundNeverChanges) {
  const Id id = round_of_another_reading();
  ASSERT_TRUE(set_round_state(office_, actor("office"), id, "over", "提前结束"));
  const auto changed = changed_reading(office_, actor("office"), id);
  ASSERT_TRUE(changed && *changed);
  EXPECT_TRUE((*changed)->is_over);
  EXPECT_EQ(code_of(take_reading(office_, actor("office"), id, (*changed)->sha256, "看过")), round::round_is_over.code);
  EXPECT_EQ(total_of_first(id), "4");
}

TEST_F(Readings, OneWithErrorsIsNotTaken) {
  const Id id = start_round(people_scheme);
  database_->write([&](store::Writing& db) {  // as if this program no longer understood the document
    const Id version = store::round_of(db, id)->scheme_version_id;
    std::string text(people_scheme);
    text.replace(text.find("每次减1分"), std::string("每次减1分").size(), "看情况处理");
    db.execute("UPDATE scheme_version SET text = $2, sha256 = $3 WHERE id = $1", {version, text, sha256_hex(text)});
  });
  expect_tampering();
  const auto changed = changed_reading(office_, actor("office"), id);
  ASSERT_TRUE(changed && *changed);
  EXPECT_GT((*changed)->errors, 0U);
  EXPECT_EQ(code_of(take_reading(office_, actor("office"), id, (*changed)->sha256, "看过")), scheme_has_errors.code);
  EXPECT_EQ(open_round(office_, actor("office"), id)->scheme().indicators.front().rules.front().amount.exact(), "1");
}

TEST_F(Readings, AreListedForRoundsAndForSchemes) {
  const Id id = round_of_another_reading();
  ASSERT_EQ(changed_readings(office_, actor("office"))->size(), 1U);
  EXPECT_EQ(changed_readings(office_, actor("office"))->front().round_id, id);
  EXPECT_TRUE(changed_readings(office_, actor("member"))->empty());  // of rounds, those that one runs
  // The version by itself, which new rounds would stand on.
  const auto opened = open_round(office_, actor("office"), id);
  const Id scheme = opened->version.scheme_id;
  const auto done = act(office_, {}, "reading.keep", [&](store::Writing& db, Json&) -> Result<> {
    store::KeptReading kept;
    kept.scheme_version_id = opened->version.id;
    kept.reading = scheme::kept_reading(scheme_where("6分以上", "5分以上"));
    kept.sha256 = sha256_hex(kept.reading);
    store::add_reading(db, kept);
    return Done{};
  });
  ASSERT_TRUE(done);
  const auto all = changed_readings(office_, actor("office"));
  ASSERT_EQ(all->size(), 2U);
  EXPECT_FALSE(all->back().round_id);
  EXPECT_EQ(code_of(take_reading_of_scheme(office_, actor("office"), scheme, "other")), reading_not_seen.code);
  ASSERT_TRUE(take_reading_of_scheme(office_, actor("office"), scheme, all->back().sha256));
  EXPECT_EQ(changed_readings(office_, actor("office"))->size(), 1U);
  EXPECT_EQ(code_of(take_reading_of_scheme(office_, actor("office"), scheme, all->back().sha256)),
            reading_as_it_was.code);
}

TEST_F(Readings, RoundsFromBeforeGetWhatIsUnderstoodNow) {
  const Id id = start_round(people_scheme);
  database_->write([&](store::Writing& db) { db.execute("DELETE FROM kept_reading", {}); });
  expect_tampering();
  keep_missing_readings(office_);
  const auto kept = look(office_, [&](store::Reading& db) { return store::reading_of_round(db, id); });
  ASSERT_TRUE(kept);
  EXPECT_EQ(last_row().action, "reading.keep");
  const auto length = journal_length();
  keep_missing_readings(office_);
  EXPECT_EQ(journal_length(), length);
}

}  // namespace
}  // namespace pingxing::office
