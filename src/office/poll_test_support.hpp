// For the tests of polls: a round of people with ballots, an electorate of eight with accounts, and a voter's browser.
#pragma once
#include <filesystem>
#include <set>
#include <thread>

#include "ballot/test_support.hpp"
#include "base/hash.hpp"
#include "office/ballot_messages.hpp"
#include "office/polls.hpp"
#include "office/rate_round.hpp"
#include "office/test_support.hpp"
#include "store/facts.hpp"

namespace pingxing::office {

inline constexpr std::string_view ballot_scheme = R"(# 党员评星

对象:人员
周期:季度
分组:党支部
总分:10
小数:2
未定级:未得星

## 评星内容(10分)

1. 爱岗敬业(10分)
   - 评分:党员票60%、群众票40%

## 定级

- 五星级:9分以上
- 四星级:8分以上不满9分
- 三星级:不满8分

## 程序

1. 评星(1天,无记名):党员、群众
2. 发布:办公室
)";

inline constexpr std::string_view vote_scheme = R"(# 两票评议

对象:人员
周期:年
分组:党支部
等次:优秀、合格、基本合格、不合格
未定级:暂不定级

## 定级

- 票决:党员票、群众票,取低
- 有效票:收回占应到2/3以上,有效占收回1/2以上

## 程序

1. 党员测评(无记名):党员
2. 群众测评(无记名):群众
3. 发布:办公室
)";

/// What a voter's browser does, and all that it keeps.
struct Browser {
  ballot::VoterKey own;
  std::string prepared;
  ballot::Blinding blinding;
  ballot::Token token;

  static Browser on(const OpenPaper& paper, Random& random) {
    auto own = ballot::VoterKey::make(random);
    const std::string prepared = ballot::prepare(own.public_half(), random);
    auto blinding = ballot::Blinding::of(paper.public_key, prepared, random);
    return {std::move(own), prepared, std::move(blinding), {}};
  }
  [[nodiscard]] Blinded ask(std::int64_t position) const { return {position, blinding.blinded}; }
  void take(const OpenPaper& paper, const std::string& blind_signature) {
    const auto signature = blinding.finalize(paper.public_key, prepared, blind_signature);
    CHECK(signature);
    token = {prepared.substr(0, ballot::prefix_size), own.public_half(), *signature};
  }
  [[nodiscard]] ballot::Ballot vote(const OpenPaper& paper, const std::string& sheet, Random& random) const {
    return ballot::test::Voter{own, token}.vote(paper.paper, sheet, random);
  }
};

/// P3 of 白杨支部 and P1 of 青松支部 are assessed: two papers in this order, as pools are sorted. The voters v1 to v8
/// are on the roll of both.
class PollTest : public OfficeTest {
 protected:
  static constexpr int voters = 8;

  explicit PollTest(store::test::Kind kind = store::test::Kind::Sqlite,
                    PollingOptions options = {512, std::chrono::milliseconds(1)})
      : OfficeTest(kind), polling_(office_, secrets_, options) {
    database_->write([&](store::Writing& db) {
      for (int i = 1; i <= voters; ++i) {
        store::Account account;
        account.login = "v" + std::to_string(i);
        account.name = "投票人" + std::to_string(i);
        account.is_active = true;
        store::add_account(db, account);
      }
    });
  }

  Id start(std::string_view scheme = ballot_scheme) {
    const Id round_id = start_round(scheme, "评星");
    database_->write([&](store::Writing& db) {
      for (auto subject : store::subjects_of(db, round_id)) {
        if (subject.code == "P1" || subject.code == "P3") continue;
        subject.out_of_scope = "不参评";
        store::change_subject(db, subject);
      }
    });
    open_only(round_id, {scheme::StageKind::Poll});
    return round_id;
  }
  Id make_poll(Id round_id, const PollRules& rules = {}, const std::string& electorate = "党员票") {
    const auto made = create_poll(office_, actor("office"), round_id, electorate, rules, FirstRoll::Empty);
    EXPECT_TRUE(made) << (made ? "" : made.refusal().says(Language::English));
    std::vector<RollLine> roll;
    for (int i = 1; i <= voters; ++i) roll.push_back({"v" + std::to_string(i), "*"});
    EXPECT_TRUE(set_roll(office_, actor("office"), *made, roll));
    return *made;
  }
  Id open(Id round_id, const PollRules& rules = {}, const std::string& electorate = "党员票") {
    const Id poll_id = make_poll(round_id, rules, electorate);
    const auto opened = office::open_poll(office_, secrets_, keys_, actor("office"), poll_id);
    EXPECT_TRUE(opened) << (opened ? "" : opened.refusal().says(Language::English));
    return poll_id;
  }
  std::shared_ptr<const OpenPoll> opened(Id poll_id) {
    const auto found = polling_.open_poll(poll_id);
    CHECK(found);
    return *found;
  }
  const OpenPaper& paper(Id poll_id, std::int64_t position = 1) { return *opened(poll_id)->paper(position); }
  Actor voter(int i) { return actor("v" + std::to_string(i)); }

  Browser with_token(int who, Id poll_id, std::int64_t position = 1) {
    Browser browser = Browser::on(paper(poll_id, position), random_);
    const auto signed_list = polling_.issue(voter(who), poll_id, {browser.ask(position)});
    CHECK(signed_list);
    browser.take(paper(poll_id, position), signed_list->at(0).signature);
    return browser;
  }
  ballot::Receipt vote(int who, Id poll_id, const std::string& sheet, std::int64_t position = 1) {
    const Browser browser = with_token(who, poll_id, position);
    auto receipt = polling_.cast(poll_id, position, browser.vote(paper(poll_id, position), sheet, random_));
    CHECK(receipt);
    return *receipt;
  }
  Result<ClosedPoll> close(Id poll_id, const std::string& reason = "", FewBallots few = FewBallots::Accepted) {
    return close_poll(office_, secrets_, actor("office"), poll_id, reason, few);
  }
  ballot::Recount recount(Id poll_id, Problems& problems, const std::vector<ballot::Receipt>& receipts = {}) {
    const auto bulletin = public_bulletin(office_, poll_id);
    CHECK(bulletin);
    return ballot::recount(*bulletin, "bulletin.json", receipts, "", problems);
  }
  std::string fact(Id round_id, const std::string& code, const std::string& input) {
    const Id subject_id = subject(round_id, code);
    return look(office_, [&](store::Reading& db) {
      const auto found = store::fact_now(db, round_id, subject_id, input, "checked");
      return found ? found->value : std::string("none");
    });
  }
  static std::string says(const Problems& problems) {
    std::string all;
    for (const auto& one : problems.kept()) all += one.line(Language::English) + "\n";
    return all;
  }

  SecretFolder secrets_{folder_.path("secrets")};
  KeyStock keys_;
  Polling polling_;
};

}  // namespace pingxing::office
