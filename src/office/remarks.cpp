#include "office/remarks.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "office/accounts.hpp"
#include "office/messages.hpp"
#include "office/round_access.hpp"
#include "round/messages.hpp"
#include "store/named_rows.hpp"

namespace pingxing::office {

namespace {

using round::Command;

constexpr Text done_well_field{"好的方面", "done well"}, problems_field{"存在问题", "problems"},
    requests_field{"要求", "requests"};
constexpr std::size_t remark_max = 1000;

const store::Remark* standing(const std::vector<store::Remark>& remarks, Id account, Id subject) {
  const auto found = std::find_if(remarks.begin(), remarks.end(),
                                  [&](const auto& r) { return r.account_id == account && r.subject_id == subject; });
  return found == remarks.end() ? nullptr : &*found;
}

Matrix matrix_in(store::Reading& db, const Actor& actor, const OpenedRound& opened) {
  Matrix matrix;
  matrix.pairs = store::review_pairs_of(db, opened.round.id);
  std::map<Id, const store::Subject*> subjects;
  std::vector<std::string> codes;
  for (const auto& subject : opened.subjects) {
    subjects[subject.id] = &subject;
    if (subject.out_of_scope.empty()) codes.push_back(subject.code);
  }
  const RoundUnits units(db, actor, opened.round);
  for (auto& leader : store::accounts_with_any(db, {std::string(round::row_of(round::Role::Leader).word)}))
    if (units.or_above_have(leader)) matrix.leaders.push_back(std::move(leader));
  std::map<Id, store::Account> accounts;
  for (const auto& leader : matrix.leaders) accounts.emplace(leader.id, leader);
  for (const auto& pair : matrix.pairs)  // of who is no leader any more
    if (!accounts.contains(pair.account_id)) accounts.emplace(pair.account_id, *store::account_of(db, pair.account_id));
  std::vector<round::ReviewPair> pairs;
  for (const auto& pair : matrix.pairs) {
    const auto subject = subjects.find(pair.subject_id);
    const auto account = accounts.find(pair.account_id);
    if (subject == subjects.end() || account == accounts.end()) continue;
    const bool is_self = account->second.person_id && account->second.person_id == subject->second->person_id;
    pairs.push_back({is_self ? subject->second->code : account->second.login, subject->second->code});
  }
  matrix.findings = round::look_over(pairs, codes);
  return matrix;
}

}  // namespace

std::vector<RemarkToWrite> remarks_to_write(const Office& office, const Actor& actor, Id round_id) {
  return look(office, [&](store::Reading& db) {
    std::vector<RemarkToWrite> list;
    const auto remarks = store::remarks_of(db, round_id);
    for (const auto& pair : store::review_pairs_of(db, round_id)) {
      if (pair.account_id != actor.account_id) continue;
      auto subject = store::subject_of(db, pair.subject_id);
      const auto* written = standing(remarks, actor.account_id, pair.subject_id);
      if (subject && subject->out_of_scope.empty())
        list.push_back({std::move(*subject), written ? *written : store::Remark{}});
    }
    return list;
  });
}

Result<Id> save_remark(const Office& office, const Actor& actor, Id round_id, const RemarkEntry& entry) {
  store::Remark remark{0,  round_id, entry.subject_id,      actor.account_id, "",
                       "", "",       office.clock.now_ms(), entry.replaces};
  struct Part {
    const std::string& typed;
    Text field;
    std::string& clean;
  };
  for (const auto& part :
       {Part{entry.done_well, done_well_field, remark.done_well}, Part{entry.problems, problems_field, remark.problems},
        Part{entry.requests, requests_field, remark.requests}}) {
    auto clean = cleaned(part.typed, part.field, remark_max, true);
    if (!clean) return clean.refusal();
    part.clean = *clean;
  }
  if (remark.done_well.empty() && remark.problems.empty() && remark.requests.empty())
    return refuse(text_missing, {Phrase("点评", "remark")});
  return act(office, actor, "remark.save", [&](store::Writing& db, Json& body) -> Result<Id> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    const auto pairs = store::review_pairs_of(db, round_id);
    const bool is_assigned = std::any_of(pairs.begin(), pairs.end(), [&](const auto& p) {
      return p.account_id == actor.account_id && p.subject_id == entry.subject_id;
    });
    const auto subject = store::subject_of(db, entry.subject_id);
    if (!is_assigned || !subject) return refuse(subject_not_yours, {Phrase(subject ? subject->name : "")});
    const auto open = opened->open();
    if (!opened->is_running() || std::find(open.begin(), open.end(), scheme::StageKind::Remark) == open.end())
      return refuse(not_now, {round::row_of(Command::Remark).name});
    const auto remarks = store::remarks_of(db, round_id);
    const auto* now = standing(remarks, actor.account_id, entry.subject_id);
    if ((now ? now->id : 0) != entry.replaces)
      return refuse(changed_meanwhile,
                    {Phrase(actor.name), Phrase(now ? now->done_well : ""), Phrase(remark.done_well)});
    const Id id = store::add_remark(db, remark);
    body = {{"round", round_id}, {"subject", subject->id}, {"remark", id}};
    return id;
  });
}

Result<RemarkList> list_remarks(const Office& office, const Actor& actor, Id round_id, const std::string& code,
                                std::size_t page, std::size_t page_rows) {
  return look(office, [&](store::Reading& db) -> Result<RemarkList> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    const bool sees_all = actor.may(Command::ReadAllFacts, opened->round.unit_id);
    std::map<Id, const store::Subject*> seen;
    for (const auto& subject : opened->subjects) {
      const bool is_own = actor.has(round::Role::Secretary, subject.unit_id) ||
                          (actor.person_id && subject.person_id == actor.person_id);
      if ((sees_all || is_own) && (code.empty() || subject.code == code)) seen[subject.id] = &subject;
    }
    if (seen.empty()) return refuse(subject_not_yours, {Phrase(code)});
    if (!sees_all && !opened->is_public()) return refuse(not_yet_published, {Phrase(opened->round.name)});
    auto remarks = store::remarks_of(db, round_id);
    std::erase_if(remarks, [&](const auto& remark) { return !seen.contains(remark.subject_id); });
    RemarkList list;
    list.page = page_of(remarks.size(), page, page_rows);
    std::set<Id> accounts;
    for (const auto& remark : remarks) accounts.insert(remark.account_id);
    const auto names = store::names_of_accounts(db, accounts);
    for (std::size_t i = list.page.begin; i < list.page.end; ++i)
      list.rows.push_back({remarks[i], seen.at(remarks[i].subject_id)->name, names.at(remarks[i].account_id)});
    return list;
  });
}

Result<Matrix> review_matrix(const Office& office, const Actor& actor, Id round_id) {
  return look(office, [&](store::Reading& db) -> Result<Matrix> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    if (!actor.may(Command::ManageRounds, opened->round.unit_id))
      return refuse(not_allowed, {round::row_of(Command::ManageRounds).name});
    return matrix_in(db, actor, *opened);
  });
}

Result<Matrix> set_review_matrix(const Office& office, const Actor& actor, Id round_id,
                                 const std::vector<store::ReviewAssignment>& pairs) {
  return act(office, actor, "remark.set_matrix", [&](store::Writing& db, Json& body) -> Result<Matrix> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    if (!actor.may(Command::ManageRounds, opened->round.unit_id))
      return refuse(not_allowed, {round::row_of(Command::ManageRounds).name});
    if (opened->state() == round::RoundState::Over) return refuse(round::round_is_over);
    auto list = Json::array();
    const RoundUnits units(db, actor, opened->round);
    std::map<Id, bool> known;
    const auto may_remark = [&](const store::Account& account) {
      const auto [found, is_new] = known.try_emplace(account.id, false);
      if (is_new) found->second = units.or_above_have(account);
      return found->second;
    };
    for (const auto& pair : pairs) {
      const auto account = store::account_of(db, pair.account_id);
      const auto subject = store::subject_of(db, pair.subject_id);
      if (!account || !subject || subject->round_id != round_id || !may_remark(*account))
        return refuse(not_found, {Phrase("考核对象或领导", "subject or leader")});
      if (account->person_id && account->person_id == subject->person_id)
        return refuse(matrix_self, {Phrase(account->name)});
      list.push_back({{"account", pair.account_id}, {"subject", subject->id}});
    }
    store::set_review_pairs(db, round_id, pairs);
    body = {{"round", round_id}, {"pairs", list}};
    return matrix_in(db, actor, *opened);
  });
}

}  // namespace pingxing::office
