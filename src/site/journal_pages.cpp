// The journal as people read it, and whether it holds.
#include <algorithm>
#include <set>

#include "office/polling.hpp"
#include "office/read_journal.hpp"
#include "office/verify_record.hpp"
#include "site/job_pages.hpp"
#include "site/journal_words.hpp"
#include "site/json_views.hpp"
#include "site/site.hpp"
#include "store/named_rows.hpp"

namespace pingxing::site {

namespace {

constexpr std::int64_t page_rows = 100;

/// The whole numbers that stand under one of these keys, at any depth: one, or a list of them.
void collect(const Json& json, const std::set<std::string_view>& keys, std::set<store::Id>& ids) {
  if (json.is_array())
    for (const auto& one : json) collect(one, keys, ids);
  if (!json.is_object()) return;
  for (const auto& [key, value] : json.members()) {
    if (keys.contains(key)) {
      if (value.is_whole()) ids.insert(value.whole());
      for (const auto& one : value)
        if (one.is_whole()) ids.insert(one.whole());
    }
    collect(value, keys, ids);
  }
}

/// With the names of what is given by its id: only of those that these rows speak of.
JournalWords words_of(const Site& site, store::Reading& db, Language language,
                      const std::vector<store::JournalRow>& rows) {
  JournalWords words;
  words.word = [&site, language](std::string_view key) { return site.find_word(key, language); };
  const auto name = [&](const char* key, store::Id id, const std::string& text) {
    words.codes[std::string(key) + ".id"][std::to_string(id)] = text;
  };
  for (const auto& one : store::all_rounds(db)) name("round", one.id, one.name);
  for (const auto& one : store::all_units(db)) name("unit", one.id, one.name);
  for (const auto& one : store::all_schemes(db)) name("scheme", one.id, one.name);
  words.codes["parent.id"] = words.codes["from.id"] = words.codes["to.id"] = words.codes["unit.id"];
  for (const auto& one : round::roles()) words.codes["role"][std::string(one.word)] = one.name.in(language);
  for (const auto* state : {"draft", "running", "over"})
    words.codes["state"][state] = site.word(std::string("state.") + state, language);
  for (const auto* state : {"waiting", "open", "closed"})
    words.codes["state"][state] = site.word(std::string("stage.") + state, language);
  for (const auto* verdict : {"confirmed", "returned"})
    words.codes["verdict"][verdict] = site.word(std::string("verification.") + verdict, language);
  std::set<store::Id> accounts, people, subjects;
  for (const auto& row : rows) {
    if (row.account) accounts.insert(*row.account);
    if (const auto body = Json::read(row.body)) {
      collect(*body, {"account", "accounts"}, accounts);
      collect(*body, {"subject", "drawn"}, subjects);
      collect(*body, {"person", "person_before"}, people);
    }
  }
  for (const auto& [id, text] : store::names_of_accounts(db, accounts)) name("account", id, text);
  for (const auto& [id, text] : store::names_of_subjects(db, subjects)) name("subject", id, text);
  for (const auto& [id, text] : store::names_of_people(db, people)) name("person", id, text);
  words.codes["accounts.id"] = words.codes["account.id"];
  words.codes["drawn.id"] = words.codes["subject.id"];
  words.codes["person_before.id"] = words.codes["person.id"];
  return words;
}

/// Whoever it is: an entry that somebody changed may name an account that there never was.
std::string who_of(const Site& site, const JournalWords& words, const store::JournalRow& row, Language language) {
  if (!row.account) return site.word("journal.program", language);
  const auto id = std::to_string(*row.account);
  const auto named = words.codes.find("account.id");
  if (named != words.codes.end())
    if (const auto found = named->second.find(id); found != named->second.end()) return found->second;
  return site.word("journal.no_account", language) + " " + id;
}

Json view_of(const office::RecordFindings& findings, Language language) {
  Json faults = Json::array(), remarks = Json::array();
  for (const auto& one : findings.faults) faults.push_back(json_of(one, language));
  for (const auto& one : findings.remarks) remarks.push_back(json_of(one, language));
  return {{"holds", findings.holds()},
          {"head", store::text_of(findings.head)},
          {"sealed_from", findings.sealed_from > 0 ? Json(std::to_string(findings.sealed_from)) : Json()},
          {"rows", findings.rows},
          {"erased", findings.erased > 0 ? Json(std::to_string(findings.erased)) : Json()},
          {"faults", faults},
          {"remarks", remarks}};
}

web::Response journal_page(const Site& site, const web::Request& request) {
  const auto language = language_of(request);
  const auto before = number_of(request.query.get("before"));
  const bool is_checked = request.query.find("verify").has_value();
  const bool is_long = office::is_long_record(site.office());
  const auto typed = request.query.get("head");
  const auto kept = office::kept_head_of(typed);
  if (is_checked && is_long) return refuse_without_job(site, request, office::JobKind::VerifyJournal);
  Json rows = Json::array();
  store::JournalHead head;
  std::int64_t first = 0;
  site.office().database.read([&](store::Reading& db) {
    head = store::journal_head(db);
    const auto last = before ? std::min(*before - 1, head.seq) : head.seq;
    const auto part = office::journal_up_to(db, actor_of(request), last, page_rows);
    first = part.end;
    const auto words = words_of(site, db, language, part.rows);
    for (const auto& row : part.rows)
      rows.push_back({{"seq", row.seq},
                      {"at", shown_moment(row.at)},
                      {"who", who_of(site, words, row, language)},
                      {"action", site.action_word(row.action, language)},
                      {"body", row.is_erased ? Json::array() : words.lines_of(row.body)},
                      {"is_erased", row.is_erased},
                      {"hash", row.hash.substr(0, 12)}});
  });
  Json view = {{"title", site.word("journal.title", language)},
               {"rows", rows},
               {"older", first > 1 ? Json(std::to_string(first)) : Json()},
               {"is_long", is_long},
               {"kept", typed},
               {"head", store::text_of(head)},
               {"head_seq", head.seq},
               {"head_hash", head.hash}};
  if (is_checked && !kept) view["refusal"] = json_of(kept.refusal(), language);
  if (is_checked && kept) {
    const auto findings = office::verify_record(site.office(), &site.polling().secrets(), *kept, [](auto, auto) {});
    view["checked"] = view_of(findings, language);
  }
  return site.page(request, "journal", view);
}

}  // namespace

void add_journal_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/journal", "read_journal",
                    [&site](const web::Request& request) { return journal_page(site, request); }});
}

}  // namespace pingxing::site
