#include "ballot/ballot.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <nlohmann/json.hpp>

#include "ballot/secret.hpp"
#include "ballot/test_support.hpp"

namespace pingxing::ballot {
namespace {

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "" : std::string(result.refusal().code());
}

TEST(Scales, GoFromLowToHighInSteps) {
  const auto half = scale_of_points(Number(0), Number(2), Number::fraction(1, 2));
  ASSERT_TRUE(half);
  EXPECT_EQ(half->marks, (std::vector<std::string>{"0", "0.5", "1", "1.5", "2"}));
  EXPECT_EQ(half->find("1.5"), 3);
  EXPECT_EQ(half->find("1.50"), -1);
  EXPECT_EQ(code_of(scale_of_points(Number(0), Number(10), Number(0))), "SCALE_WRONG");
  EXPECT_EQ(code_of(scale_of_points(Number(0), Number(10), Number(3))), "SCALE_WRONG");
  EXPECT_EQ(code_of(scale_of_points(Number(10), Number(0), Number(1))), "SCALE_WRONG");
  EXPECT_EQ(code_of(scale_of_points(Number(0), Number(10), Number::fraction(1, 1000))), "SCALE_WRONG");
  EXPECT_TRUE(scale_of_grades({"满意", "基本满意", "不满意"}));
  EXPECT_EQ(code_of(scale_of_grades({"满意", "满意"})), "SCALE_WORDS");
  EXPECT_EQ(code_of(scale_of_grades({"a|b"})), "SCALE_WORDS");
  EXPECT_EQ(code_of(scale_of_grades({" "})), "SCALE_WORDS");
  EXPECT_EQ(code_of(scale_of_grades({})), "SCALE_WORDS");
}

TEST(Scales, OfWordsShowTheBestFirst) {
  const auto words = scale_of_words({{"不满意", Number(0)}, {"满意", Number(100)}, {"基本满意", Number(60)}});
  ASSERT_TRUE(words);
  EXPECT_EQ(words->marks, (std::vector<std::string>{"满意", "基本满意", "不满意"}));
  EXPECT_EQ(words->values, (std::vector<Number>{Number(100), Number(60), Number(0)}));
  EXPECT_TRUE(words->has_values());
  EXPECT_FALSE(words->is_points());
  EXPECT_FALSE(scale_of_grades({"优秀"})->has_values());
  EXPECT_EQ(code_of(scale_of_words({{"100", Number(100)}, {"差", Number(0)}})), "SCALE_WORDS");
  EXPECT_EQ(code_of(scale_of_words({{"好", Number(100)}, {"好", Number(0)}})), "SCALE_WORDS");
  EXPECT_EQ(code_of(scale_of_words({})), "SCALE_WORDS");
}

TEST(Papers, OfWordsSayWhatTheyCount) {
  Paper paper = test::points_paper();
  EXPECT_EQ(paper.text().find("values"), std::string::npos);  // as it was before there were words
  paper.scale = *scale_of_words({{"满意", Number(100)}, {"基本满意", Number::fraction(200, 3)}, {"不满意", Number(0)}});
  const auto again = paper_from(paper.text());
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, paper);
  const auto json = nlohmann::json::parse(paper.text());
  EXPECT_EQ(json["values"], (nlohmann::json{"100", "200/3", "0"}));
  EXPECT_FALSE(json["points"]);
  for (const auto& values : {nlohmann::json{"100", "0"}, {"100", "x", "0"}, {100, 60, 0}, nlohmann::json("100")}) {
    auto wrong = json;
    wrong["values"] = values;
    EXPECT_FALSE(paper_from(wrong.dump())) << values;
  }
}

TEST(Papers, AreWrittenAndReadBack) {
  for (const Paper& paper : {test::points_paper(), test::list_paper()}) {
    const auto again = paper_from(paper.text());
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, paper);
    EXPECT_EQ(again->fingerprint(), paper.fingerprint());
  }
  EXPECT_NE(test::points_paper("7").fingerprint(), test::points_paper("8").fingerprint());
  for (const char* text : {"", "{}", "[]", "{\"id\":7}", "null"}) EXPECT_FALSE(paper_from(text)) << text;
  EXPECT_FALSE(paper_from(test::points_paper().text() + " "));  // one text for one paper
}

TEST(Sheets, AreReadByTheirPaper) {
  const Paper paper = test::list_paper();
  const auto sheet = read_sheet(paper, "优秀|合格||优秀");
  ASSERT_TRUE(sheet);
  EXPECT_EQ(sheet->marks, (std::vector<int>{0, 1, -1, 0}));
  EXPECT_FALSE(sheet->is_blank());
  EXPECT_TRUE(read_sheet(paper, "|||")->is_blank());
  EXPECT_EQ(text_of(paper, *sheet), "优秀|合格||优秀");
  const auto code = [&](const char* text) { return code_of(read_sheet(paper, text)); };
  EXPECT_EQ(code("优秀|优秀|优秀|合格"), "SHEET_TOO_MANY");
  EXPECT_EQ(code("合格|合格|合格|合格"), "SHEET_ALIKE");
  EXPECT_EQ(code("合格|合格|合格|"), "");  // a blank is not alike
  EXPECT_EQ(code("合格|合格|合格"), "SHEET_COUNT");
  EXPECT_EQ(code("合格|合格|合格|合格|合格"), "SHEET_COUNT");
  EXPECT_EQ(code(""), "SHEET_COUNT");
  EXPECT_EQ(code("很好|||"), "SHEET_MARK");
  EXPECT_EQ(code(" 优秀|||"), "SHEET_MARK");
  const Paper points = test::points_paper();
  for (const char* bad : {"11", "-1", "8.0", "８", "08", "1e1", "+5", "8.5"})
    EXPECT_EQ(code_of(read_sheet(points, bad)), "SHEET_MARK") << bad;
  for (const char* good : {"0", "10", "8", ""}) EXPECT_EQ(code_of(read_sheet(points, good)), "") << good;
  const auto refused = read_sheet(points, "11");
  EXPECT_EQ(refused.refusal().says(Language::English),
            "mark 1, “测试员1 爱岗敬业”, is “11”, expected: 0 1 2 3 4 5 6 7 8 9 10");
}

RC_GTEST_PROP(SheetProperty, TextAndMarksAgree, ()) {
  Paper paper = test::list_paper("1", *rc::gen::inRange<std::size_t>(1, 12));
  paper.rules = {};
  Sheet sheet;
  for (std::size_t i = 0; i < paper.questions.size(); ++i) sheet.marks.push_back(*rc::gen::inRange(-1, 4));
  const auto again = read_sheet(paper, text_of(paper, sheet));
  RC_ASSERT(again);
  RC_ASSERT(again->marks == sheet.marks);
  RC_ASSERT(text_of(paper, sheet).size() <= paper.sheet_size_max());
}

class Ballots : public testing::Test {
 protected:
  SeededRandom random_{21};
  Paper paper_ = test::points_paper();
  PublicKey key_ = test::key().public_key();
  Ballot ballot_ = test::ballot_of(paper_, test::key(), "8", random_);
  std::string code() { return code_of(check_ballot(paper_, key_, ballot_)); }
};

TEST_F(Ballots, AreGoodForTheirPaper) {
  EXPECT_EQ(code(), "");
  EXPECT_EQ(ballot_.token.number().size(), 16U);
}
TEST_F(Ballots, AreNotGoodForAnotherPaper) {
  // of another key
  EXPECT_EQ(code_of(check_ballot(paper_, test::key(1).public_key(), ballot_)), "TOKEN_FORGED");
  // of the same key by mistake: the voter's signature names the paper
  EXPECT_EQ(code_of(check_ballot(test::points_paper("9"), key_, ballot_)), "BALLOT_PROOF_WRONG");
}
TEST_F(Ballots, AChangedSheetIsRefused) {
  ballot_.sheet = "0";
  EXPECT_EQ(code(), "BALLOT_PROOF_WRONG");
}
TEST_F(Ballots, AChangedSaltIsRefused) {
  ballot_.salt[3] = static_cast<char>(ballot_.salt[3] ^ 1);
  EXPECT_EQ(code(), "BALLOT_PROOF_WRONG");
  ballot_.salt.clear();
  EXPECT_EQ(code(), "BALLOT_SALT_SIZE");
}
TEST_F(Ballots, AStolenTokenVotesForNobodyElse) {  // who sees a ballot pass cannot vote in its place
  const auto thief = VoterKey::make(random_);
  ballot_.sheet = "0";
  ballot_.proof = thief.sign(proof_message(commitment_of(paper_, ballot_.sheet, ballot_.salt)));
  EXPECT_EQ(code(), "BALLOT_PROOF_WRONG");
  ballot_.token.key = thief.public_half();
  EXPECT_EQ(code(), "TOKEN_FORGED");
}
TEST_F(Ballots, AForgedTokenIsRefused) {
  ballot_.token.signature = random_.bytes(256);
  EXPECT_EQ(code(), "TOKEN_FORGED");
  ballot_.token.signature.clear();
  EXPECT_EQ(code(), "TOKEN_FORGED");
}
TEST_F(Ballots, AreRefusedWhateverIsLeftOut) {
  const Ballot whole = ballot_;
  for (std::string Token::*part : {&Token::prefix, &Token::key, &Token::signature}) {
    ballot_ = whole;
    (ballot_.token.*part).clear();
    EXPECT_EQ(code(), "TOKEN_FORGED");
    ballot_.token.*part = (whole.token.*part) + "x";
    EXPECT_EQ(code(), "TOKEN_FORGED");
  }
  ballot_ = whole;
  ballot_.proof = "x";
  EXPECT_EQ(code(), "BALLOT_PROOF_WRONG");
}

TEST_F(Ballots, ArePackedInOneSize) {
  const std::string packed_one = packed(paper_, ballot_);
  EXPECT_EQ(unpacked(packed_one), ballot_);
  for (const char* sheet : {"", "10", "5"})
    EXPECT_EQ(packed(paper_, test::ballot_of(paper_, test::key(), sheet, random_)).size(), packed_one.size());
  for (std::size_t size = 0; size < packed_one.size() - paper_.sheet_size_max(); size += 7)
    EXPECT_FALSE(unpacked(std::string_view(packed_one).substr(0, size)));
}

TEST(VoterKeys, SignForThemselves) {
  SeededRandom random(31);
  const auto key = VoterKey::make(random), other = VoterKey::make(random);
  const std::string signature = key.sign("m");
  EXPECT_EQ(key.public_half().size(), voter_key_size);
  EXPECT_TRUE(is_signed_by(key.public_half(), "m", signature));
  EXPECT_FALSE(is_signed_by(key.public_half(), "n", signature));
  EXPECT_FALSE(is_signed_by(other.public_half(), "m", signature));
  EXPECT_FALSE(is_signed_by(key.public_half(), "m", signature.substr(1)));
  EXPECT_FALSE(is_signed_by(key.public_half(), "m", std::string(64, '\0')));
  EXPECT_FALSE(is_signed_by(std::string(65, '\4'), "m", signature));  // no point of the curve
  EXPECT_FALSE(is_signed_by("", "m", signature));
  EXPECT_EQ(VoterKey::from_seed("s").public_half(), VoterKey::from_seed("s").public_half());
}

TEST(Secrets, SealUnderAName) {
  SeededRandom random(41);
  const PollSecret secret = PollSecret::make(random), other = PollSecret::make(random);
  const std::string sealed = secret.seal("a", "what was voted");
  EXPECT_EQ(secret.open("a", sealed), "what was voted");
  EXPECT_FALSE(secret.open("b", sealed));
  EXPECT_FALSE(other.open("a", sealed));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(secret.open("a", changed)) << i;
  }
  EXPECT_FALSE(secret.open("a", ""));
  EXPECT_EQ(sealed.find("voted"), sealed.npos);
  EXPECT_NE(secret.tag("a", "bc"), secret.tag("ab", "c"));
}

RC_GTEST_PROP(RowSumProperty, IsTheSameInAnyOrderAndNotWithoutARow, (std::vector<std::uint8_t> seeds)) {
  RC_PRE(!seeds.empty());
  RowSum forward, backward, without;
  const auto mark = [](std::size_t i, std::uint8_t seed) { return SeededRandom(i * 256 + seed).bytes(32); };
  for (std::size_t i = 0; i < seeds.size(); ++i) forward.add(mark(i, seeds[i]));
  for (std::size_t i = seeds.size(); i-- > 0;) backward.add(mark(i, seeds[i]));
  for (std::size_t i = 1; i < seeds.size(); ++i) without.add(mark(i, seeds[i]));
  RC_ASSERT(forward == backward);
  RC_ASSERT(!(forward == without));
}

TEST(Acknowledgements, AreTheServersAlone) {
  SeededRandom random(51);
  const PollSecret secret = PollSecret::make(random);
  const AckKey key(secret);
  const std::string signature = key.sign("m");
  EXPECT_TRUE(is_acknowledged(key.public_half(), "m", signature));
  EXPECT_FALSE(is_acknowledged(key.public_half(), "n", signature));
  EXPECT_FALSE(is_acknowledged(AckKey(PollSecret::make(random)).public_half(), "m", signature));
  EXPECT_FALSE(is_acknowledged("short", "m", signature));
}

}  // namespace
}  // namespace pingxing::ballot
