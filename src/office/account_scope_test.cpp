// H3, M2, M3: accounts, persons, invitations and tokens belong to units, and end.
#include <gtest/gtest.h>

#include "base/json.hpp"
#include "office/test_support.hpp"

namespace pingxing::office {
namespace {

using round::Role;

class AccountScope : public OfficeTest {
 protected:
  AccountScope() {
    const auto made =
        create_account(office_, actor("admin"), {"pine.office", "松办", "", "", {{"office", unit("0101")}}});
    CHECK(made);
  }
  Id make(const std::string& login, const std::string& person, std::vector<store::RoleGrant> grants) {
    const auto made = create_account(office_, actor("admin"), {login, "某人", "", person, std::move(grants)});
    EXPECT_TRUE(made);
    return made ? made->account_id : 0;
  }
};

TEST_F(AccountScope, H3NobodyMakesAnAccountForAnotherBranchsPerson) {
  const Actor pine = actor("pine.office");
  // P3 is of another branch: for this office there is no such person.
  EXPECT_EQ(code_of(create_account(office_, pine, {"a.one", "甲", "", "P3", {{"member", unit("0101")}}})), "NOT_FOUND");
  EXPECT_EQ(code_of(create_account(office_, pine, {"a.one", "甲", "", "P3", {}})), "NOT_FOUND");
  EXPECT_TRUE(create_account(office_, pine, {"a.two", "乙", "", "P2", {}}));
}

TEST_F(AccountScope, H3NobodyLinksAnAccountToWhomItPleases) {
  const Actor pine = actor("pine.office");
  EXPECT_EQ(code_of(change_details(office_, pine, account("pine.office"), {"松办", "", "P3"})), "NOT_FOUND");
  EXPECT_EQ(code_of(change_details(office_, pine, account("pine.office"), {"松办", "", "P2"})), "OWN_PERSON");
  EXPECT_TRUE(change_details(office_, pine, account("pine.office"), {"松办公室", "", ""}));
}

TEST_F(AccountScope, H3AnAccountWithoutARoleIsNotEverybodys) {
  const Id of_other = make("p.three", "P3", {}), of_nobody = make("nobody", "", {});
  const Actor pine = actor("pine.office");
  for (const Id id : {of_other, of_nobody, account("poplar"), account("admin")}) {
    EXPECT_EQ(code_of(invite_again(office_, pine, id)), "NOT_ALLOWED");
    EXPECT_EQ(code_of(change_details(office_, pine, id, {"换名", "", ""})), "NOT_ALLOWED");
    EXPECT_EQ(code_of(change_grants(office_, pine, id, {{"member", unit("0101")}})), "NOT_ALLOWED");
    EXPECT_EQ(code_of(set_active(office_, pine, id, false)), "NOT_ALLOWED");
    EXPECT_EQ(code_of(open_account(office_, pine, id)), "NOT_ALLOWED");
    EXPECT_EQ(code_of(list_api_tokens_of(office_, pine, id)), "NOT_ALLOWED");
    EXPECT_EQ(code_of(revoke_api_token_of(office_, pine, id, 1)), "NOT_ALLOWED");
  }
  // Nor makes it one that nobody of its units answers for.
  EXPECT_EQ(code_of(create_account(office_, pine, {"a.one", "甲", "", "", {}})), "ACCOUNT_WITHOUT_PLACE");
  EXPECT_EQ(code_of(change_grants(office_, pine, account("pine"), {})), "ACCOUNT_WITHOUT_PLACE");
}

TEST_F(AccountScope, H3TheListHoldsThoseThatOneManages) {
  make("p.three", "P3", {});
  const auto list = list_accounts(office_, actor("pine.office"), "", 100);
  ASSERT_TRUE(list);
  std::vector<std::string> logins;
  for (const auto& one : list->accounts) logins.push_back(one.account.login);
  EXPECT_EQ(logins, (std::vector<std::string>{"member", "pine", "pine.office"}));
  EXPECT_FALSE(list->has_more);
  const auto first = list_accounts(office_, actor("pine.office"), "", 1);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->accounts.size(), 1U);
  EXPECT_TRUE(first->has_more);
}

TEST_F(AccountScope, H3OnePersonHasOneAccountAndTheJournalSaysWhose) {
  EXPECT_EQ(code_of(create_account(office_, actor("admin"), {"second", "另一个", "", "P1", {}})), "PERSON_HAS_ACCOUNT");
  ASSERT_TRUE(set_active(office_, actor("admin"), account("member"), false));
  const Id second = make("second", "P1", {});
  EXPECT_EQ(code_of(set_active(office_, actor("admin"), account("member"), true)), "PERSON_HAS_ANOTHER");
  ASSERT_TRUE(set_active(office_, actor("admin"), second, false));
  EXPECT_TRUE(set_active(office_, actor("admin"), account("member"), true));
  ASSERT_TRUE(change_details(office_, actor("admin"), second, {"另一个", "", "P2"}));
  std::string said;
  office_.database.read([&](store::Reading& db) {
    for (const auto& row : store::journal_rows(db, 0, 1000))
      if (row.action == "account.change") said = row.body;
  });
  EXPECT_NE(said.find("\"person_before\":" + std::to_string(person("P1"))), std::string::npos) << said;
  EXPECT_NE(said.find("\"person\":" + std::to_string(person("P2"))), std::string::npos) << said;
}

TEST_F(AccountScope, M2TokensEndByThemselvesAndWithThePassword) {
  EXPECT_EQ(code_of(create_api_token(office_, actor("auditor"), "报表", 0)), "TOKEN_DAYS");
  EXPECT_EQ(code_of(create_api_token(office_, actor("auditor"), "报表", 367)), "TOKEN_DAYS");
  const auto a_month = create_api_token(office_, actor("auditor"), "报表", 30);
  ASSERT_TRUE(a_month);
  clock_.advance(30 * day_ms - 1);
  EXPECT_TRUE(actor_of_api_token(office_, a_month->token));
  clock_.advance(1);
  EXPECT_FALSE(actor_of_api_token(office_, a_month->token));

  const auto kept = create_api_token(office_, actor("auditor"), "新报表", 90);
  ASSERT_TRUE(kept);
  const auto again = invite_again(office_, actor("admin"), account("auditor"));
  ASSERT_TRUE(again);
  EXPECT_TRUE(actor_of_api_token(office_, kept->token));
  ASSERT_TRUE(accept_invitation(office_, again->token, "a long enough password"));
  EXPECT_FALSE(actor_of_api_token(office_, kept->token));

  const auto later = create_api_token(office_, actor("auditor"), "再一个", 90);
  ASSERT_TRUE(later);
  ASSERT_TRUE(change_password(office_, actor("auditor"), "a long enough password", "another long password"));
  EXPECT_FALSE(actor_of_api_token(office_, later->token));
}

TEST_F(AccountScope, M2WhoManagesAnAccountListsAndRevokesItsTokens) {
  const auto made = create_api_token(office_, actor("pine"), "报表", 30);
  ASSERT_TRUE(made);
  const auto list = list_api_tokens_of(office_, actor("pine.office"), account("pine"));
  ASSERT_TRUE(list);
  ASSERT_EQ(list->size(), 1U);
  EXPECT_EQ(list->front().name, "报表");
  EXPECT_EQ(code_of(revoke_api_token_of(office_, actor("pine.office"), account("pine.office"), made->id)), "NOT_FOUND");
  ASSERT_TRUE(revoke_api_token_of(office_, actor("pine.office"), account("pine"), made->id));
  EXPECT_FALSE(actor_of_api_token(office_, made->token));
}

TEST_F(AccountScope, WhoStandsAtTheMachineGetsBackIn) {
  const auto kept = create_api_token(office_, actor("admin"), "报表", 30);
  ASSERT_TRUE(kept);
  EXPECT_EQ(code_of(invite_from_machine(office_, "nobody")), "NOT_FOUND");
  const auto made = invite_from_machine(office_, " Admin ");
  ASSERT_TRUE(made);
  EXPECT_EQ(last_row().action, "account.invite_from_machine");
  EXPECT_FALSE(last_row().account) << "nobody was signed in";
  EXPECT_FALSE(actor_of_api_token(office_, kept->token));
  ASSERT_TRUE(accept_invitation(office_, made->token, "a long enough password"));
  EXPECT_TRUE(sign_in(office_, "admin", "a long enough password"));
  ASSERT_TRUE(set_active(office_, actor("admin"), account("pine"), false));
  EXPECT_EQ(code_of(invite_from_machine(office_, "pine")), "ACCOUNT_DISABLED");
}

TEST_F(AccountScope, M3OnlyTheNewestInvitationHolds) {
  const auto first = invite_again(office_, actor("admin"), account("pine")),
             second = invite_again(office_, actor("admin"), account("pine"));
  ASSERT_TRUE(first && second);
  EXPECT_FALSE(invited(office_, first->token));
  EXPECT_EQ(code_of(accept_invitation(office_, first->token, "a long enough password")), "INVITATION_GONE");
  ASSERT_TRUE(accept_invitation(office_, second->token, "a long enough password"));
  EXPECT_EQ(code_of(accept_invitation(office_, second->token, "a long enough password")), "INVITATION_GONE");
  // Whoever is not let in any more is not let in by a link of before either.
  const auto third = invite_again(office_, actor("admin"), account("pine"));
  ASSERT_TRUE(third && set_active(office_, actor("admin"), account("pine"), false));
  ASSERT_TRUE(set_active(office_, actor("admin"), account("pine"), true));
  EXPECT_FALSE(invited(office_, third->token));
}

}  // namespace
}  // namespace pingxing::office
