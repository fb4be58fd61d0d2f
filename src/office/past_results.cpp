#include "office/past_results.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/hash.hpp"
#include "document/xlsx_write.hpp"
#include "office/import_people.hpp"
#include "office/past_reader.hpp"
#include "office/round_access.hpp"
#include "office/round_chain.hpp"
#include "rating/decide.hpp"
#include "service/input_words.hpp"
#include "service/result_parts.hpp"
#include "store/named_rows.hpp"

namespace pingxing::office {

namespace {

using rating::Status;
using round::Command;
using service::folded;

constexpr std::size_t all_bytes_max = 5 * import_bytes_max;  // of all files together, so that a form carries them
constexpr std::size_t reason_max = 500;
constexpr Text reason_field{"理由", "reason"}, file_field{"文件", "file"};

/// The link to the round before is never changed once its round is made. What is imported stands in the same place, but
/// may come until somebody was shown what follows from it: in this round, or in one behind it.
std::optional<Refusal> why_fixed(store::Reading& db, const OpenedRound& opened) {
  if (opened.state() == round::RoundState::Over) return refuse(round::round_is_over);
  if (opened.is_public()) return refuse(past_fixed, {Phrase(opened.round.name)});
  for (const auto& later : rounds_behind(db, opened.round.id))
    if (const auto one = load_round(db, later.id); one->is_public()) return refuse(past_fixed, {Phrase(later.name)});
  return std::nullopt;
}

/// A period that the site has: this round, one before or behind it, or one that was imported at one of those.
std::optional<Refusal> clash_of(store::Reading& db, const OpenedRound& opened,
                                const std::vector<store::PastPeriod>& periods) {
  auto rounds = rounds_before(db, opened.round.previous_id);
  for (auto& later : rounds_behind(db, opened.round.id)) rounds.push_back(std::move(later));
  auto known = names_of_periods(db, rounds);
  known.emplace(folded(opened.round.name), round_called(opened.round));
  for (const auto& period : periods)
    if (const auto found = known.find(folded(period.name)); found != known.end())
      return refuse(past_period_known, {Phrase(period.name), found->second});
  return std::nullopt;
}

Phrase shown(const store::PastResult& one, const scheme::Scheme& s) {
  if (!one.grade.empty()) return one.grade;
  for (const auto status : {Status::Pending, Status::Disqualified, Status::OutOfScope})
    if (one.status == service::status_word(status)) return service::status_name(status);
  return rating::grade_name(s, static_cast<int>(s.grading.grades.size()));
}

/// The grades of the scheme in its order, then whatever else there is.
std::vector<PastCount> counts_of(const store::PastPeriod& period, const scheme::Scheme& s) {
  std::vector<PastCount> counts;
  for (const auto& grade : s.grading.grades) counts.push_back({grade.name, 0});
  for (const auto& one : period.results) {
    const Phrase grade = shown(one, s);
    auto at = std::find_if(counts.begin(), counts.end(), [&](const PastCount& c) { return c.grade == grade; });
    if (at == counts.end()) at = counts.insert(counts.end(), {grade, 0});
    ++at->count;
  }
  std::erase_if(counts, [](const PastCount& one) { return one.count == 0; });
  return counts;
}

class PastViews {
 public:
  explicit PastViews(const OpenedRound& opened) : opened_(opened) {
    for (const auto& subject : opened.subjects) names_[subject.code] = subject.name;
  }

  [[nodiscard]] std::vector<PastPeriodView> periods(const std::vector<store::PastPeriod>& periods) const {
    std::vector<PastPeriodView> views;
    for (const auto& one : periods) {
      const auto of_round = std::count_if(one.results.begin(), one.results.end(),
                                          [&](const auto& result) { return names_.contains(result.code); });
      views.push_back({one.name, one.filename, one.sha256, one.results.size(), static_cast<std::size_t>(of_round),
                       counts_of(one, opened_.scheme())});
    }
    return views;
  }

  /// By code; with every subject of the round, also where no period has it.
  [[nodiscard]] std::vector<PastRow> rows(const std::vector<store::PastPeriod>& periods) const {
    std::map<std::string, PastRow> by_code;
    const auto row_of = [&](const std::string& code, const std::string& name) -> PastRow& {
      auto& row = by_code[code];
      if (row.code.empty()) row = {code, name, std::vector<Phrase>(periods.size())};
      return row;
    };
    for (const auto& [code, name] : names_) row_of(code, name);
    for (std::size_t i = 0; i < periods.size(); ++i)
      for (const auto& one : periods[i].results) row_of(one.code, "").grades[i] = shown(one, opened_.scheme());
    std::vector<PastRow> rows;
    for (auto& [code, row] : by_code) rows.push_back(std::move(row));
    return rows;
  }

 private:
  const OpenedRound& opened_;
  std::map<std::string, std::string> names_;  // of subjects of the round, by code
};

bool is_there(const Phrase& grade) { return !grade.zh.empty(); }

/// All that would be stored, in the stead of what.
std::string fingerprint_of(const std::vector<store::PastPeriod>& periods, Id replaces) {
  auto list = Json::array({"past", replaces});
  for (const auto& period : periods) {
    auto results = Json::array();
    for (const auto& one : period.results) results.push_back(Json::array({one.code, one.status, one.grade, one.total}));
    list.push_back(Json::array({period.name, period.filename, period.sha256, std::move(results)}));
  }
  return sha256_hex(list.dump());
}

Result<OpenedRound> managed_round(store::Reading& db, const Actor& actor, Id round_id) {
  auto opened = load_round(db, round_id);
  if (!opened) return refuse(not_found, {round_word});
  if (!actor.may(Command::ManageRounds, opened->round.unit_id)) return no_right(Command::ManageRounds);
  return std::move(*opened);
}

/// The files as periods, read outside the transaction that stores them: the subjects and the scheme of a round stay.
Result<std::vector<store::PastPeriod>> read_files(const Office& office, const Actor& actor, Id round_id,
                                                  const std::vector<PastFile>& files, Problems& problems) {
  std::optional<Refusal> fixed;
  const auto opened = look(office, [&](store::Reading& db) {
    auto managed = managed_round(db, actor, round_id);
    if (managed) fixed = why_fixed(db, *managed);
    return managed;
  });
  if (!opened) return opened.refusal();
  if (fixed) return *fixed;
  constexpr std::size_t mb = std::size_t{1} << 20;
  const auto too_large = [&](std::size_t bytes, std::size_t bytes_max) {
    return refuse(file_too_large, {std::to_string((bytes + mb - 1) / mb), std::to_string(bytes_max / mb)});
  };
  std::size_t bytes = 0;
  for (const auto& file : files) {
    bytes += file.bytes.size();
    if (file.bytes.size() > import_bytes_max) return too_large(file.bytes.size(), import_bytes_max);
  }
  if (bytes > all_bytes_max) return too_large(bytes, all_bytes_max);
  if (files.empty()) return refuse(text_missing, {file_field});
  PastReader reader(*opened);
  for (const auto& file : files) reader.read(file, problems);
  if (reader.has_errors()) return refuse(table_has_errors, {std::to_string(reader.error_count())});
  auto periods = reader.take_periods();
  if (periods.size() > rounds_looked_back)
    return refuse(past_periods_many, {std::to_string(periods.size()), std::to_string(rounds_looked_back)});
  return periods;
}

/// Which import they would stand in the stead of; 0: none.
Result<Id> replaced_by(store::Reading& db, const OpenedRound& opened, const std::vector<store::PastPeriod>& periods) {
  if (auto fixed = why_fixed(db, opened)) return *fixed;
  if (auto clash = clash_of(db, opened, periods)) return *clash;
  const auto imports = store::past_imports_of(db, opened.round.id);
  return imports.empty() ? Id{0} : imports.front().id;
}

/// "1. 2024年": {file, sha256, subjects}: how the journal tells them, in their order.
Json told_of(const std::vector<store::PastPeriod>& periods) {
  Json told = Json::object();
  for (std::size_t i = 0; i < periods.size(); ++i)
    told[std::to_string(i + 1) + ". " + periods[i].name] = {
        {"file", periods[i].filename}, {"file_sha256", periods[i].sha256}, {"subjects", periods[i].results.size()}};
  return told;
}

/// Another import stands there since: as if it had been changed between preview and import.
template <class Work>
Result<> unless_overtaken(Work work) {
  try {
    return work();
  } catch (const store::UniqueViolation&) {
    return refuse(import_changed);
  }
}

}  // namespace

Result<PastPreview> preview_past(const Office& office, const Actor& actor, Id round_id,
                                 const std::vector<PastFile>& files, Problems& problems) {
  const auto periods = read_files(office, actor, round_id, files, problems);
  if (!periods) return periods.refusal();
  return look(office, [&](store::Reading& db) -> Result<PastPreview> {
    const auto opened = managed_round(db, actor, round_id);
    if (!opened) return opened.refusal();
    const auto replaces = replaced_by(db, *opened, *periods);
    if (!replaces) return replaces.refusal();
    const PastViews views(*opened);
    PastPreview preview{
        views.periods(*periods), views.rows(*periods), {}, {}, *replaces != 0, fingerprint_of(*periods, *replaces)};
    for (const auto& row : preview.rows) {
      if (row.name.empty())
        preview.strangers.push_back(row);
      else if (!std::all_of(row.grades.begin(), row.grades.end(), is_there))
        preview.absent.push_back(row);
    }
    return preview;
  });
}

Result<> import_past(const Office& office, const Actor& actor, Id round_id, const std::vector<PastFile>& files,
                     const std::string& fingerprint, const std::string& typed, Problems& problems) {
  const auto periods = read_files(office, actor, round_id, files, problems);
  if (!periods) return periods.refusal();
  return unless_overtaken([&] {
    return on_round(office, actor, round_id, "round.import_past",
                    [&](store::Writing& db, Json& body, OpenedRound& opened) -> Result<> {
                      const auto replaces = replaced_by(db, opened, *periods);
                      if (!replaces) return replaces.refusal();
                      if (fingerprint_of(*periods, *replaces) != fingerprint) return refuse(import_changed);
                      const auto reason = cleaned(typed, reason_field, reason_max, *replaces == 0);
                      if (!reason) return reason.refusal();
                      store::add_past_import(
                          db, {0, round_id, actor.account_id, office.clock.now_ms(), *reason, *replaces}, *periods);
                      body["periods"] = told_of(*periods);
                      if (!reason->empty()) body["reason"] = *reason;
                      return Done{};
                    });
  });
}

Result<> take_back_past(const Office& office, const Actor& actor, Id round_id, const std::string& typed) {
  return unless_overtaken([&] {
    return on_round(office, actor, round_id, "round.take_back_past",
                    [&](store::Writing& db, Json& body, OpenedRound& opened) -> Result<> {
                      if (auto fixed = why_fixed(db, opened)) return *fixed;
                      const auto imports = store::past_imports_of(db, round_id);
                      const auto periods = store::past_of(db, round_id);
                      if (periods.empty()) return refuse(past_nothing);
                      const auto reason = cleaned(typed, reason_field, reason_max, false);
                      if (!reason) return reason.refusal();
                      store::add_past_import(
                          db, {0, round_id, actor.account_id, office.clock.now_ms(), *reason, imports.front().id}, {});
                      body["periods"] = told_of(periods);
                      body["reason"] = *reason;
                      return Done{};
                    });
  });
}

std::vector<store::PastPeriod> imported_past(store::Reading& db, const std::vector<Id>& chain) {
  std::vector<store::PastPeriod> all;
  for (const Id round_id : chain)
    for (auto& period : store::past_of(db, round_id)) all.push_back(std::move(period));
  return all;
}

Result<PastOfRound> past_of_round(const Office& office, const Actor& actor, Id round_id, std::optional<Id> import) {
  return look(office, [&](store::Reading& db) -> Result<PastOfRound> {
    auto opened = managed_round(db, actor, round_id);
    if (!opened) return opened.refusal();
    PastOfRound past{std::move(*opened), {}, {}, {}, {}, {}};
    past.fixed = why_fixed(db, past.opened);
    const auto before = rounds_before(db, past.opened.round.previous_id);
    if (before.empty() || !before.back().previous_id) {
      std::vector<Id> chain{round_id};
      for (const auto& one : before) chain.push_back(one.id);
      for (const Id at : chain)
        for (const auto& period : store::past_of(db, at)) past.steps.push_back({period.name, at, true});
    }
    for (auto one = before.rbegin(); one != before.rend(); ++one) past.steps.push_back({one->name, one->id, false});
    if (past.steps.size() > rounds_looked_back)
      past.steps.erase(past.steps.begin(), past.steps.end() - rounds_looked_back);
    const PastViews views(past.opened);
    const auto imports = store::past_imports_of(db, round_id);
    std::set<Id> accounts;
    for (const auto& one : imports) accounts.insert(one.account_id);
    const auto names = store::names_of_accounts(db, accounts);
    bool is_known = !import;
    for (const auto& one : imports) {
      const auto periods = store::periods_of_import(db, one.id);
      past.imports.push_back({one, names.at(one.account_id), views.periods(periods)});
      if (one.id != import.value_or(imports.front().id)) continue;
      is_known = true;
      past.periods = past.imports.back().periods;
      if (!periods.empty()) past.rows = views.rows(periods);
    }
    if (!is_known) return refuse(not_found, {Phrase("导入", "import")});
    return past;
  });
}

Result<std::string> past_template(const Office& office, const Actor& actor, Id round_id) {
  const auto opened = look(office, [&](store::Reading& db) { return managed_round(db, actor, round_id); });
  if (!opened) return opened.refusal();
  const auto& s = opened->scheme();
  const auto language = s.language;
  std::vector<std::string> grades;
  for (const auto& grade : s.grading.grades) grades.push_back(grade.name);
  grades.push_back(rating::grade_name(s, static_cast<int>(grades.size())).in(language));
  grades.emplace_back(service::status_name(Status::Disqualified).in(language));
  grades.emplace_back(service::status_name(Status::OutOfScope).in(language));
  document::SheetSpec sheet;
  sheet.name = std::string(Text{"以往结果", "earlier results"}.in(language));
  sheet.frozen_columns = 2;
  const auto add = [&](Text header, Text help, std::string format) -> document::ColumnSpec& {
    document::ColumnSpec column;
    column.header = std::string(header.in(language));
    column.width = 16;
    column.number_format = std::move(format);
    column.help = std::string(help.zh) + "\n" + std::string(help.en);
    sheet.columns.push_back(std::move(column));
    return sheet.columns.back();
  };
  add({"编号", "id"}, {"对象的编号", "the id of the subject"}, "@");
  add({"名称", "name"}, {"只供核对", "only to check by"}, "@");
  add({"期", "period"},
      {"这一行是哪一期的结果,如“2024年”;几期就复制几遍,从最早的一期排到最近的一期",
       "of which period this row is, such as “2024”; copy the rows for each period, from the earliest to the latest"},
      "@");
  auto& grade =
      add({"等次", "grade"},
          {"从列表中选;没有参加的对象空着", "choose from the list; empty where the subject was not there"}, "@");
  grade.check = document::EntryCheck{document::OneOf{grades}, "请从列表中选 / choose", ""};
  add({"总分", "total"}, {"可以空着", "may be empty"}, "");
  for (const auto& subject : opened->subjects) sheet.rows.push_back({{subject.code}, {subject.name}});
  Problems problems;
  auto bytes = document::write_xlsx({{std::move(sheet)}, opened->round.name}, "past.xlsx", problems);
  CHECK(bytes);
  return std::move(*bytes);
}

}  // namespace pingxing::office
