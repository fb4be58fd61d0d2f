// Where evidence of a figure is handed in and seen. Case S13.
#include "office/sheet_test_support.hpp"

namespace pingxing::office {
namespace {

TEST_F(Sheets, S13_EveryInputOfEveryReadyMadeSchemeHasAPlaceForEvidence) {
  std::size_t without_number = 0;
  for (const auto& one : ready_made_schemes()) {
    const auto scheme = read_scheme_text(std::string(one.text))->scheme;
    const auto requirements = requirements_of(scheme);
    std::map<std::string, int> times;
    for (const auto& requirement : requirements) {
      EXPECT_FALSE(requirement.key.empty()) << one.name;
      EXPECT_FALSE(requirement.title.empty()) << one.name;
      EXPECT_EQ(++times[requirement.key], 1) << one.name << " " << requirement.key;
    }
    for (const auto& field : fields_of(scheme)) {
      EXPECT_EQ(times[field.requirement], 1) << one.name << " " << field.header;
      without_number += field.indicator.empty();
    }
  }
  EXPECT_GT(without_number, 10U);
}

TEST_F(Sheets, S13_EvidenceForABonusIsHandedInAndSeen) {
  const auto done = hand_in_evidence(office_, actor("office"),
                                     {round_, subject(round_, "0101"), "获奖", "证书.pdf", "%PDF-1.7\ncertificate"});
  ASSERT_TRUE(done) << done.refusal().says(Language::English);
  const auto sheet = open_sheet(office_, actor("office"), round_, Source::Assessed);
  ASSERT_TRUE(sheet);
  EXPECT_EQ(sheet->evidence.at({subject(round_, "0101"), "获奖"}), 1);
  EXPECT_EQ(code_of(hand_in_evidence(office_, actor("org"),
                                     {round_, subject(round_, "0101"), "获奖", "证书.pdf", "%PDF-1.7\ncertificate"})),
            "INPUT_NOT_ASSIGNED");
  open_only(round_, {StageKind::SelfAssess});
  EXPECT_TRUE(hand_in_evidence(office_, actor("pine"),
                               {round_, subject(round_, "0101"), "获奖", "奖状.pdf", "%PDF-1.7\nours"}));
  const auto places = evidence_places(office_, actor("pine"), round_);
  ASSERT_TRUE(places);
  EXPECT_EQ(places->requirements.size(), 5U);  // four indicators and the award
}

}  // namespace
}  // namespace pingxing::office
