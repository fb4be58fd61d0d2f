// Makes the bulletins of tests/ballot and a receipt, once: keys are new each time, so the files are kept. Usage:
//   ballot_sample FOLDER
#include <fstream>
#include <iostream>

#include "ballot/bulletin.hpp"
#include "ballot/secret.hpp"
#include "ballot/test_support.hpp"

using namespace pingxing;          // NOLINT: a program of one file
using namespace pingxing::ballot;  // NOLINT

namespace {

struct Asked {
  Paper paper;
  std::vector<std::string> sheets;
  std::int64_t issued;
};

Paper of_subject(const char* id, const char* subject, const char* name) {
  Paper paper = ballot::test::points_paper(id);
  paper.questions = {{subject, name, "1", "爱岗敬业"}};
  return paper;
}

Paper of_words(const char* id, const char* subject, const char* name) {
  Paper paper = of_subject(id, subject, name);
  paper.scale = *scale_of_words({{"满意", Number(100)}, {"基本满意", Number::fraction(200, 3)}, {"不满意", Number(0)}});
  return paper;
}

std::vector<BulletinPaper> voted(const std::vector<Asked>& asked, const BulletinHead& head, const PollSecret& secret,
                                 Random& random, std::vector<Receipt>& receipts) {
  std::vector<BulletinPaper> papers;
  for (const auto& one : asked) {
    const PrivateKey key = PrivateKey::make();
    BulletinPaper made;
    made.paper = one.paper;
    made.key = key.public_key().spki();
    made.issued = one.issued;
    made.tally = Tally::empty(one.paper);
    for (const auto& sheet : one.sheets) {
      made.ballots.push_back(ballot::test::ballot_of(one.paper, key, sheet, random));
      made.tally.add(*read_sheet(one.paper, sheet));
    }
    made.is_hidden = made.tally.valid < head.least && one.paper.questions.size() == 1;
    const Ballot& own = made.ballots.front();
    Receipt receipt{one.paper.id, own.token.prepared(), commitment_of(one.paper, own.sheet, own.salt), ""};
    receipt.ack = AckKey(secret).sign(ack_message(receipt.paper, own.token, receipt.commitment));
    receipts.push_back(std::move(receipt));
    papers.push_back(std::move(made));
  }
  return papers;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  SystemRandom random;
  const PollSecret secret = PollSecret::make(random);
  const BulletinHead head{"5", "2026年上半年党员评星", "党员票", "2026-06-30", AckKey(secret).public_half(), 5};
  const std::vector<Asked> asked = {
      {of_subject("5-1", "D0101", "测试员001"), {"10", "9", "9", "10", "8", "", "10"}, 8},
      {of_subject("5-2", "D0102", "测试员002"), {"7", "8", "6", "8", "8", "7"}, 8},
      {of_subject("5-3", "D0103", "测试员003"), {"10", "10", "1"}, 8},
      {ballot::test::list_paper("5-4", 3),
       {"优秀|合格|合格", "合格|优秀|", "||", "优秀|合格|不合格", "优秀|优秀|合格"},
       5},
  };
  const BulletinHead words_head{"6", "2026年上半年满意度", "服务对象票", "2026-06-30", AckKey(secret).public_half(), 5};
  const std::vector<Asked> asked_in_words = {
      {of_words("6-1", "D0101", "测试员001"), {"满意", "基本满意", "满意", "", "不满意", "满意"}, 7},
      {of_words("6-2", "D0102", "测试员002"), {"基本满意", "基本满意", "满意", "基本满意", "不满意"}, 7},
  };
  std::vector<Receipt> receipts, others;
  const auto papers = voted(asked, head, secret, random, receipts);
  const auto in_words = voted(asked_in_words, words_head, secret, random, others);
  const std::string folder = std::string(arguments[1]) + "/";
  std::ofstream(folder + "bulletin.json") << bulletin_text(head, papers, Readers::Public);
  std::ofstream(folder + "scrutineers.json") << bulletin_text(head, papers, Readers::Scrutineers);
  std::ofstream(folder + "words.json") << bulletin_text(words_head, in_words, Readers::Public);
  std::ofstream(folder + "receipt.json") << receipts_text("5", receipts);
  return 0;
}
