#include "office/evidence.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"
#include "document/test_support.hpp"
#include "document/xlsx_write.hpp"
#include "office/evidence_type.hpp"
#include "office/test_support.hpp"

namespace pingxing::office {
namespace {

using scheme::StageKind;

const std::string pdf = "%PDF-1.7\nscanned minutes";

std::string docx_of(const std::string& main_type, const std::string& more = "") {
  return document::zip_of(
      {{"[Content_Types].xml",
        "<?xml version=\"1.0\"?><Types><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override "
        "PartName=\"/word/document.xml\" ContentType=\"" +
            main_type + "\"/>" + more + "</Types>"},
       {"word/document.xml", "<w/>"}});
}
const std::string word_main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

TEST(EvidenceType, IsFoundByContent) {
  Problems problems;
  const auto xlsx = document::write_xlsx({{document::SheetSpec{"数据", {{"编号"}}}}, ""}, "t.xlsx", problems);
  ASSERT_TRUE(xlsx);
  EXPECT_EQ(type_of_evidence(pdf), "application/pdf");
  EXPECT_EQ(type_of_evidence("\xFF\xD8\xFF\xE0 picture"), "image/jpeg");
  EXPECT_EQ(type_of_evidence(std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR picture", 24)), "image/png");
  EXPECT_EQ(type_of_evidence(docx_of(word_main)),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  EXPECT_EQ(type_of_evidence(*xlsx), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  EXPECT_EQ(type_of_evidence("会议记录\r\n\t第一项\n"), "text/plain; charset=utf-8");
  EXPECT_EQ(type_of_evidence("<script>alert(1)</script>"),
            "text/plain; charset=utf-8");  // is sent out as that, with nosniff
  EXPECT_EQ(type_of_evidence("\xBB\xE1\xD2\xE9\xBC\xC7\xC2\xBC"), "text/plain; charset=gb18030");
}

TEST(EvidenceType, RefusesEverythingElse) {
  const std::vector<std::string> refused{
      "",
      "GIF89a picture",
      std::string("MZ\0\0program", 11),
      std::string("text\0with zero", 14),
      "escape \x1B[31m",
      "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old doc",
      "\x89PNG\r\n\x1A\n",
      "PK\x03\x04 broken",
      "Rar!\x1A\x07",
      " %PDF-1.7\x01",
      "\xFE\xFF\0a",
      document::zip_of({{"word/document.xml", "<w/>"}}),
      document::zip_of({{"[Content_Types].xml", "not xml <"}}),
      docx_of("application/vnd.ms-word.document.macroEnabled.main+xml"),
      docx_of(word_main, "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>"),
      docx_of("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
      document::zip_of({{"[Content_Types].xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><Types/>"}}),
      document::zip_of({{"[Content_Types].xml", "<Types>" + std::string(5'000'000, ' ') + "</Types>"}}),
  };
  for (const auto& bytes : refused) EXPECT_EQ(type_of_evidence(bytes), std::nullopt) << bytes.substr(0, 40);
}

TEST(EvidenceName, IsCleanedAndFitsItsType) {
  constexpr const char *p = "application/pdf", *t = "text/plain; charset=utf-8";
  EXPECT_EQ(clean_filename("会议记录.pdf", p), "会议记录.pdf");
  EXPECT_EQ(clean_filename("会议记录.PDF", p), "会议记录.PDF");
  EXPECT_EQ(clean_filename("C:\\Users\\me\\会议记录.pdf", p), "会议记录.pdf");
  EXPECT_EQ(clean_filename("../../etc/passwd", t), "passwd.txt");
  EXPECT_EQ(clean_filename("page.html", t), "page.html.txt");
  EXPECT_EQ(clean_filename("table.csv", t), "table.csv");
  EXPECT_EQ(clean_filename("run.exe", p), "run.exe.pdf");
  EXPECT_EQ(clean_filename("a\r\nSet-Cookie: x\".pdf", p), "aSet-Cookie x.pdf");
  EXPECT_EQ(clean_filename("cod\u202Efdp.exe", p), "codfdp.exe.pdf");
  EXPECT_EQ(clean_filename("\xFF\xFE.pdf", p), "佐证.pdf");
  EXPECT_EQ(clean_filename("", p), "佐证.pdf");
  EXPECT_EQ(clean_filename("...", p), "佐证.pdf");
  EXPECT_EQ(clean_filename(".htaccess", t), "htaccess.txt");
  std::string long_name;
  for (int i = 0; i < 300; ++i) long_name += "长";
  EXPECT_EQ(character_count(clean_filename(long_name + ".pdf", p)), 120U);
  EXPECT_TRUE(clean_filename(long_name + ".pdf", p).ends_with("长.pdf"));
}

class EvidenceTest : public OfficeTest {
 protected:
  Result<store::Evidence> hand_in(const std::string& login, const std::string& subject_code = "0101",
                                  const std::string& indicator = "1", const std::string& bytes = pdf,
                                  const std::string& name = "记录.pdf") {
    return hand_in_evidence(office_, actor(login), {round_, subject(round_, subject_code), indicator, name, bytes});
  }
  std::size_t seen_by(const std::string& login) { return list_evidence(office_, actor(login), round_)->size(); }

  const Id round_ = start_round();
};

TEST_F(EvidenceTest, ASecretaryHandsInForTheOwnBranchInSelfAssessment) {
  EXPECT_EQ(code_of(hand_in("pine")), "NOT_NOW");
  open_only(round_, {StageKind::SelfAssess});
  const auto handed = hand_in("pine");
  ASSERT_TRUE(handed);
  EXPECT_EQ(handed->type, "application/pdf");
  EXPECT_EQ(handed->file_hash, sha256_hex(pdf));
  EXPECT_EQ(last_row().action, "evidence.hand_in");
  EXPECT_EQ(last_row().body.find("记录"), std::string::npos);
  EXPECT_EQ(code_of(hand_in("pine", "0102")), "SUBJECT_NOT_YOURS");
  EXPECT_EQ(code_of(hand_in("pine", "0101", "99")), "NOT_FOUND");
  EXPECT_TRUE(hand_in("pine", "0101", ""));
  open_only(round_, {StageKind::Score});
  EXPECT_EQ(code_of(hand_in("pine")), "NOT_NOW");
}

TEST_F(EvidenceTest, AMemberHandsInForNobodyButOneself) {
  const Id people = start_round(people_scheme, "党员考核");
  open_only(people, {StageKind::SelfAssess});
  EXPECT_TRUE(hand_in_evidence(office_, actor("member"), {people, subject(people, "P1"), "1", "a.pdf", pdf}));
  EXPECT_EQ(code_of(hand_in_evidence(office_, actor("member"), {people, subject(people, "P2"), "1", "a.pdf", pdf})),
            "SUBJECT_NOT_YOURS");
  EXPECT_EQ(code_of(hand_in_evidence(office_, actor("member"), {people, subject(round_, "0101"), "1", "a.pdf", pdf})),
            "NOT_FOUND");  // of another round
  open_only(round_, {StageKind::SelfAssess});
  EXPECT_EQ(code_of(hand_in("member")), "SUBJECT_NOT_YOURS");
}

TEST_F(EvidenceTest, AnAssessorHandsInForTheOwnIndicatorsInScoring) {
  open_only(round_, {StageKind::SelfAssess});
  EXPECT_EQ(code_of(hand_in("org")), "NOT_NOW");
  open_only(round_, {StageKind::Score});
  EXPECT_TRUE(hand_in("org", "0101", "1"));
  EXPECT_TRUE(hand_in("org", "0103", "2"));
  EXPECT_EQ(code_of(hand_in("org", "0101", "3")), "INPUT_NOT_ASSIGNED");
  EXPECT_TRUE(hand_in("discipline", "0101", "3"));
  EXPECT_EQ(code_of(hand_in("discipline", "0101", "")), "INPUT_NOT_ASSIGNED");
}

TEST_F(EvidenceTest, OthersHandInNothing) {
  open_only(round_, {StageKind::SelfAssess, StageKind::Score});
  for (const char* login : {"admin", "leader", "verifier", "auditor", "poplar", "member"})
    EXPECT_EQ(code_of(hand_in(login)), "SUBJECT_NOT_YOURS") << login;
}

TEST_F(EvidenceTest, TheOfficeHandsInAsLongAsTheRoundRuns) {
  EXPECT_TRUE(hand_in("office", "0102", "3"));
  ASSERT_TRUE(set_round_state(office_, actor("office"), round_, "over"));
  EXPECT_EQ(code_of(hand_in("office", "0102", "3", "another")), "ROUND_NOT_RUNNING");
}

TEST_F(EvidenceTest, NotForASubjectOutOfScope) {
  ASSERT_TRUE(change_subject(office_, actor("office"), subject(round_, "0103"), "", "", "新成立"));
  EXPECT_EQ(code_of(hand_in("office", "0103")), "SUBJECT_OUT_OF_SCOPE");
}

TEST_F(EvidenceTest, RefusesWhatIsEmptyTooLargeOrOfAnotherKind) {
  EXPECT_EQ(code_of(hand_in("office", "0101", "1", "")), "FILE_WITHOUT_BYTES");
  EXPECT_EQ(code_of(hand_in("office", "0101", "1", "GIF89a")), "FILE_TYPE_UNKNOWN");
  const auto rows = journal_length();
  std::string large(evidence_bytes_max, ' ');
  large.replace(0, 8, "%PDF-1.7");
  EXPECT_TRUE(hand_in("office", "0101", "1", large));
  const auto too_large = hand_in("office", "0101", "1", large + " ");
  ASSERT_EQ(code_of(too_large), "UPLOAD_TOO_LARGE");
  EXPECT_EQ(too_large.refusal().says(Language::English), "the file has 21 MB, at most 20 MB");
  EXPECT_EQ(journal_length(), rows + 1);
}

TEST_F(EvidenceTest, TheSameBytesAreStoredOnce) {
  const auto first = hand_in("office", "0101"), other = hand_in("office", "0102"),
             again = hand_in("office", "0101", "1", pdf, "别名.pdf");
  ASSERT_TRUE(first && other && again);
  EXPECT_NE(first->id, other->id);
  EXPECT_EQ(first->id, again->id);  // sent twice
  const auto files =
      look(office_, [](store::Reading& db) { return db.one("SELECT count(*) FROM evidence_file")->at(0).number(); });
  EXPECT_EQ(files, 1);
}

TEST_F(EvidenceTest, IsSeenByWhoChecksAndByItsSubject) {
  const auto handed = hand_in("office", "0101", "1");
  ASSERT_TRUE(handed);
  for (const char* login : {"office", "leader", "verifier", "auditor", "pine", "org"}) {
    EXPECT_EQ(seen_by(login), 1U) << login;
    const auto opened = open_evidence(office_, actor(login), handed->id);
    ASSERT_TRUE(opened) << login;
    EXPECT_EQ(opened->bytes, pdf);
    EXPECT_EQ(opened->evidence.filename, "记录.pdf");
  }
  for (const char* login : {"admin", "poplar", "discipline", "general", "member"}) {
    EXPECT_EQ(seen_by(login), 0U) << login;
    EXPECT_EQ(code_of(open_evidence(office_, actor(login), handed->id)), "NOT_FOUND") << login;
    EXPECT_EQ(code_of(withdraw_evidence(office_, actor(login), handed->id)), "NOT_FOUND") << login;
  }
  EXPECT_EQ(list_evidence(office_, actor("office"), round_, subject(round_, "0102"))->size(), 0U);
  EXPECT_EQ(code_of(list_evidence(office_, actor("office"), round_ + 7)), "NOT_FOUND");
  EXPECT_EQ(code_of(open_evidence(office_, actor("office"), handed->id + 7)), "NOT_FOUND");
}

TEST_F(EvidenceTest, IsWithdrawnByWhoHandedItInOrByTheOffice) {
  open_only(round_, {StageKind::SelfAssess});
  const auto first = hand_in("pine"), second = hand_in("pine", "0101", "2");
  ASSERT_TRUE(first && second);
  for (const char* login : {"org", "leader", "auditor", "verifier"})
    EXPECT_EQ(code_of(withdraw_evidence(office_, actor(login), second->id)), "NOT_ALLOWED") << login;
  const auto listed = list_evidence(office_, actor("pine"), round_);
  ASSERT_EQ(listed->size(), 2U);
  EXPECT_TRUE(listed->front().may_withdraw);
  EXPECT_EQ(listed->front().by, "青松联络员");
  EXPECT_TRUE(withdraw_evidence(office_, actor("pine"), first->id));
  EXPECT_EQ(last_row().action, "evidence.withdraw");
  EXPECT_EQ(code_of(withdraw_evidence(office_, actor("pine"), first->id)), "NOT_FOUND");
  EXPECT_EQ(code_of(open_evidence(office_, actor("office"), first->id)), "NOT_FOUND");
  EXPECT_EQ(seen_by("pine"), 1U);
  EXPECT_TRUE(look(office_, [&](store::Reading& db) {
    return store::evidence_bytes(db, first->file_hash).has_value();
  })) << "nothing is ever deleted";
  open_only(round_, {StageKind::Score});
  EXPECT_FALSE(list_evidence(office_, actor("pine"), round_)->front().may_withdraw);
  EXPECT_EQ(code_of(withdraw_evidence(office_, actor("pine"), second->id)), "NOT_ALLOWED");
  EXPECT_TRUE(withdraw_evidence(office_, actor("office"), second->id));
  EXPECT_TRUE(hand_in("office"));  // the same file may come again
}

TEST_F(EvidenceTest, AnAccountAndAllTogetherHandInSoMuchAndNoMore) {
  open_only(round_, {StageKind::SelfAssess, StageKind::Score});
  const auto limited = [&](std::int64_t account_bytes, std::int64_t bytes) {
    return Office{*database_, clock_, random_, new_rating_cache(), {office_.options.vault, {}, account_bytes, bytes}};
  };
  const auto hand_in = [&](const Office& office, const char* login, const std::string& bytes) {
    return hand_in_evidence(office, actor(login), {round_, subject(round_, "0101"), "1", "notes.txt", bytes});
  };
  const Office small = limited(100, 0);
  ASSERT_TRUE(hand_in(small, "pine", std::string(60, 'a')));
  EXPECT_EQ(code_of(hand_in(small, "pine", std::string(41, 'b'))), "EVIDENCE_ACCOUNT_FULL");
  EXPECT_TRUE(hand_in(small, "pine", std::string(60, 'a'))) << "the same file once more is the first one";
  const auto last = hand_in(small, "pine", std::string(40, 'b'));
  ASSERT_TRUE(last);
  EXPECT_TRUE(hand_in(small, "office", std::string(60, 'c'))) << "others go on";
  ASSERT_TRUE(withdraw_evidence(small, actor("pine"), last->id));
  EXPECT_EQ(code_of(hand_in(small, "pine", std::string(40, 'd'))), "EVIDENCE_ACCOUNT_FULL") << "it is stored still";
  EXPECT_EQ(code_of(hand_in(limited(0, 199), "office", std::string(40, 'e'))), "EVIDENCE_FULL");
  EXPECT_TRUE(hand_in(limited(0, 200), "office", std::string(40, 'e')));
  EXPECT_TRUE(hand_in(limited(0, 0), "pine", std::string(2'000, 'f'))) << "0 is no limit";
}

}  // namespace
}  // namespace pingxing::office
