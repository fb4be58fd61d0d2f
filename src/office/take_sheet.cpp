// A sheet of figures that was filled in, taken back as one action. Each cell passes the gate of figures; what somebody
// else changed since the sheet was made is told cell by cell, and nothing is overwritten that its sender did not see.
#include <algorithm>
#include <memory>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "document/place.hpp"
#include "document/table_read.hpp"
#include "office/figure_gate.hpp"
#include "office/messages.hpp"
#include "office/sheet_columns.hpp"
#include "service/input_words.hpp"
#include "service/subject_ids.hpp"

namespace pingxing::office {

namespace {

using document::Cell;

constexpr Text round_word{"考评", "round"};

/// A cell of the sheet on its way into the store.
struct Coming {
  const store::Subject* subject = nullptr;
  const Field* field = nullptr;
  CellEntry entry;  // by the key of its input
  AcceptedCell accepted;
  Place place;
  bool is_clash = false;
};

class SheetReader {
 public:
  SheetReader(store::Writing& db, const OpenedRound& opened, const Actor& actor, Source source,
              const document::Grid& grid, document::TableProblems& problems)
      : db_(db), opened_(opened), source_(source), grid_(grid), problems_(problems), gate_(db, opened, actor, source) {}

  std::vector<Coming> read() {
    columns_ = find_columns(opened_.scheme(), grid_, gate_.fields(), problems_);
    if (!columns_.id) {
      problems_.add(sheet_header_missing, {grid_.file, 1, 1, {}, {}});
      return {};
    }
    find_rows();
    for (const auto& fact : store::facts_of_subjects(db_, opened_.round.id, ids_))
      if (fact.source == word_of(source_)) now_[{fact.subject_id, fact.input}] = fact;
    for (const auto& [row, subject] : rows_) read_row(row, *subject);
    if (entered_ == 0 && !problems_.has_errors()) problems_.add(sheet_empty, document::in_file(grid_.file));
    return std::move(coming_);
  }

  /// What holds there at this moment.
  std::optional<store::Fact> now(const CellEntry& entry) const {
    const auto found = now_.find({entry.subject_id, entry.input});
    return found == now_.end() ? std::nullopt : std::optional(found->second);
  }

  SheetClash clash_of(const Coming& one) {
    const auto fact = now(one.entry);
    CHECK(fact);
    SheetClash clash{one.subject->id, one.subject->code, one.subject->name, one.field->header, {},
                     one.entry.value, one.entry.reason,  one.place};
    clash.now = {fact->id, fact->value, fact->reason, gate_.name_of(fact->account_id), fact->recorded_at};
    return clash;
  }

  Result<AcceptedCell> accept(const CellEntry& entry) { return gate_.accept(entry, now(entry)); }

 private:
  [[nodiscard]] const Cell* cell(std::size_t row, std::optional<std::size_t> column) const {
    if (!column || *column >= grid_.rows[row].size()) return nullptr;
    const auto& found = grid_.rows[row][*column];
    const bool is_blank =
        found.kind == Cell::Kind::Empty || (found.kind == Cell::Kind::Text && cell_text(found.text).empty());
    return is_blank ? nullptr : &found;
  }

  void tell(const MessageRow& message, const Cell& at, std::vector<Phrase> words = {}) {
    problems_.add_alike(message, grid_.place(at), std::move(words), {at.row, at.column});
  }

  /// Rows below the header, each with its subject.
  void find_rows() {
    std::map<std::string, const store::Subject*> known;
    for (const auto& subject : opened_.subjects)
      if (gate_.reach().has_subject(subject)) known[service::folded(subject.code)] = &subject;
    std::map<std::string, int> seen;  // at which row
    for (std::size_t r = 1; r < grid_.rows.size(); ++r) {
      const Cell* id = cell(r, columns_.id);
      const std::string typed = id ? id_in(*id) : "";
      const auto subject = known.find(service::folded(typed));
      const Cell& at = id ? *id : grid_.rows[r].front();
      if (subject == known.end()) {
        tell(sheet_subject_unknown, at, {Phrase(service::shortened(typed))});
      } else if (!seen.emplace(subject->first, at.row).second) {
        tell(sheet_subject_twice, at, {Phrase(subject->second->code)});
      } else {
        rows_.emplace_back(r, subject->second);
        ids_.push_back(subject->second->id);
      }
    }
  }

  /// As the cell shows it: 007 where a number is formatted so.
  std::string id_in(const Cell& cell) {
    return service::shown_id(cell, cell_text(cell.text), service::CellProblems(grid_, problems_));
  }

  void read_row(std::size_t row, const store::Subject& subject) {
    std::optional<std::map<int, Id>> versions;
    if (const Cell* version = cell(row, columns_.version)) {
      versions = RowVersions(opened_.round.id, source_, subject.id).read(cell_text(version->text));
      if (!versions) return tell(sheet_versions_unfit, *version);
    }
    for (const auto& figure : columns_.figures) read_figure(row, subject, figure, versions);
  }

  void read_figure(std::size_t row, const store::Subject& subject, const SheetColumns::Figure& figure,
                   const std::optional<std::map<int, Id>>& versions) {
    const Cell *value = cell(row, figure.value), *reason = cell(row, figure.reason);
    if (!value && !reason) return;
    ++entered_;
    for (const Cell* one : {value, reason}) {
      if (one && one->kind == Cell::Kind::Formula) return tell(sheet_cell_formula, *one);
      if (one && one->kind == Cell::Kind::Error) return tell(sheet_cell_error, *one, {Phrase(one->text)});
    }
    const Field& field = *figure.field;
    CellEntry entry{subject.id,
                    field.key,
                    value ? value->text : "",
                    reason ? reason->text : "",
                    0,
                    value ? value->kind : Cell::Kind::Text};
    const auto standing = now(entry);
    const Cell& at = value ? *value : *reason;
    if (!value) {
      if (!standing || standing->value.empty()) return tell(sheet_reason_alone, at, {Phrase(field.header)});
      entry.value = standing->value;  // an empty cell leaves what stands
    }
    if (versions) {
      const auto seen = versions->find(field.input);
      entry.replaces = seen == versions->end() ? 0 : seen->second;
      if (entry.replaces != 0 && !standing) return tell(sheet_versions_unfit, at);
    }
    // Nothing is lost where nothing stands, unless somebody took back what the sheet shows.
    if (standing && standing->value.empty() && entry.replaces == 0) entry.replaces = standing->id;
    if (!reason) take_standing_reason(field, standing, entry);
    take(subject, figure, entry, at);
  }

  /// Without a reason in the sheet the one that stands goes on with its figure; with another figure only where no
  /// reason is asked for, and where the sheet has seen it.
  void take_standing_reason(const Field& field, const std::optional<store::Fact>& standing, CellEntry& entry) {
    if (!standing) return;
    CellEntry same = entry;
    same.reason = standing->reason;
    const auto kept = gate_.accept(same, standing);
    const bool is_seen = entry.replaces == standing->id;
    if ((kept && kept->stands) || (is_seen && !field.needs_reason)) entry.reason = standing->reason;
  }

  void take(const store::Subject& subject, const SheetColumns::Figure& figure, const CellEntry& entry, const Cell& at) {
    const auto accepted = accept(entry);
    const bool is_clash = accepted.is_refused() && accepted.refusal().row == &changed_meanwhile;
    if (accepted || is_clash) {
      coming_.push_back(
          {&subject, figure.field, entry, accepted ? *accepted : AcceptedCell(), grid_.place(at), is_clash});
      return;
    }
    const auto& refusal = accepted.refusal();
    if (refusal.row == &value_refused) {
      tell(sheet_cell_wrong, at, {refusal.words.at(1)});
    } else if (refusal.row == &reason_needed) {
      tell(sheet_reason_needed, at,
           {Phrase(figure.field->header),
            Phrase(reason_header(*figure.field, Language::Chinese), reason_header(*figure.field, Language::English))});
    } else {
      tell(sheet_cell_wrong, at, {Phrase(refusal.says(Language::Chinese), refusal.says(Language::English))});
    }
  }

  store::Writing& db_;
  const OpenedRound& opened_;
  const Source source_;
  const document::Grid& grid_;
  document::TableProblems& problems_;
  FigureGate gate_;
  SheetColumns columns_;
  std::vector<std::pair<std::size_t, const store::Subject*>> rows_;
  std::vector<Id> ids_;
  std::map<std::pair<Id, std::string>, store::Fact> now_;
  std::vector<Coming> coming_;
  std::size_t entered_ = 0;
};

/// Of these clashes and no others: what stands and what was sent instead.
std::string fingerprint_of(const std::vector<SheetClash>& clashes) {
  std::string all;
  for (const auto& one : clashes)
    all += std::to_string(one.subject_id) + "\t" + one.input + "\t" + std::to_string(one.now.fact_id) + "\t" +
           one.yours + "\t" + one.your_reason + "\n";
  return sha256_hex(all).substr(0, 32);
}

SheetClashes clashes_in(SheetReader& reader, const std::vector<Coming>& coming) {
  SheetClashes clashes;
  for (const auto& one : coming)
    if (one.is_clash) clashes.all.push_back(reader.clash_of(one));
  clashes.fingerprint = fingerprint_of(clashes.all);
  return clashes;
}

/// Keeps or overwrites the clashes, as whoever saw them wants it; the rest stays.
void answer_clashes(SheetReader& reader, ClashAnswer::Choice choice, std::vector<Coming>& coming) {
  if (choice == ClashAnswer::Choice::Keep) {
    std::erase_if(coming, [](const Coming& one) { return one.is_clash; });
    return;
  }
  for (auto& one : coming) {
    if (!one.is_clash) continue;
    const auto now = reader.now(one.entry);
    one.entry.replaces = now ? now->id : 0;
    const auto accepted = reader.accept(one.entry);
    CHECK(accepted);
    one.accepted = *accepted;
  }
}

/// What is asked before a transaction begins: who has nothing to fill in reads no file. The headers that the file may
/// have are then known.
Result<document::RoleOf> roles_for(const Office& office, const Actor& actor, Id round_id, Source source) {
  return look(office, [&](store::Reading& db) -> Result<document::RoleOf> {
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    const FigureGate gate(db, *opened, actor, source);
    if (std::none_of(opened->subjects.begin(), opened->subjects.end(), [&](const auto& subject) {
          return subject.out_of_scope.empty() && gate.reach().has_subject(subject);
        }))
      return refuse(not_allowed, {round::row_of(command_of(source)).name});
    if (!gate.reach().is_open()) return refuse(not_now, {round::row_of(command_of(source)).name});
    struct Known {
      OpenedRound opened;
      std::vector<Field> fields;
    };
    const auto known = std::make_shared<const Known>(Known{*opened, gate.fields()});
    return document::RoleOf([known, role = sheet_roles(known->opened.scheme(), known->fields)](
                                std::string_view header) { return role(header); });
  });
}

}  // namespace

ClashAnswer::Choice clash_choice_of(std::string_view word) {
  using Choice = ClashAnswer::Choice;
  return word == "keep" ? Choice::Keep : word == "overwrite" ? Choice::Overwrite : Choice::None;
}

Result<Imported> import_sheet(const Office& office, const Actor& actor, Id round_id, Source source,
                              const std::string& filename, const std::string& bytes, Problems& problems,
                              const ClashAnswer& answer, SheetClashes* told_clashes, const SheetSteps& steps) {
  const auto roles = roles_for(office, actor, round_id, source);
  if (!roles) return roles.refusal();
  const std::string file = valid_utf8_prefix(filename) == filename.size() ? filename : "facts";
  const auto refuse_table = [&]() { return refuse(table_has_errors, {std::to_string(problems.error_count())}); };
  document::TableProblems of_file;
  const auto grid = document::read_table(bytes, file, *roles, of_file);
  if (!grid || of_file.has_errors()) {
    of_file.tell(problems);
    return refuse_table();
  }
  if (steps.read) steps.read();

  Problems found;
  SheetClashes clashes;
  const auto work = [&](store::Writing& db, Json& body) -> Result<Imported> {
    found = {};
    clashes = {};
    const auto opened = load_round(db, round_id);
    if (!opened) return refuse(not_found, {round_word});
    if (!FigureGate(db, *opened, actor, source).reach().is_open())
      return refuse(not_now, {round::row_of(command_of(source)).name});
    document::TableProblems table_problems = of_file;
    document::Grid rows = *grid;
    fold_dated_sheet(opened->scheme(), rows, FigureGate(db, *opened, actor, source).fields(), table_problems);
    SheetReader reader(db, *opened, actor, source, rows, table_problems);
    auto coming = reader.read();
    table_problems.tell(found);
    if (found.has_errors()) return refuse(table_has_errors, {std::to_string(found.error_count())});
    Imported imported;
    imported.remarks = found;
    clashes = clashes_in(reader, coming);
    if (!clashes.all.empty()) {
      if (answer.choice == ClashAnswer::Choice::None || answer.fingerprint != clashes.fingerprint)
        return refuse(sheet_clashes, {std::to_string(clashes.all.size())});
      answer_clashes(reader, answer.choice, coming);
      if (answer.choice == ClashAnswer::Choice::Keep) imported.kept = clashes.all.size();
    }
    auto list = Json::array();
    for (const auto& [subject, field, entry, cell, place, is_clash] : coming) {
      if (cell.stands) {
        ++imported.unchanged;
        continue;
      }
      const Id id =
          store::add_fact(db, {0, round_id, entry.subject_id, entry.input, std::string(word_of(source)), cell.value,
                               cell.reason, actor.account_id, office.clock.now_ms(), entry.replaces});
      list.push_back({{"subject", entry.subject_id},
                      {"input", entry.input},
                      {"value", cell.value},
                      {"reason", cell.reason},
                      {"fact", id}});
      ++imported.changed;
    }
    body = {{"round", round_id}, {"source", word_of(source)}, {"file_sha256", sha256_hex(bytes)}, {"cells", list}};
    if (steps.stored) steps.stored(db, imported);
    return imported;
  };
  std::optional<Result<Imported>> done;
  for (int again = 0; !done && again < 3; ++again) {
    try {
      done = act(office, actor, "figure.import", work);
    } catch (const store::UniqueViolation&) {  // two servers at the same moment: the next look shows the clash
    }
  }
  if (!done) return refuse(changed_meanwhile, {Phrase("?"), Phrase("?"), Phrase("?")});
  problems.add(found);
  if (done->is_refused() && done->refusal().row == &sheet_clashes) {
    for (const auto& one : clashes.all)
      problems.add(sheet_clash, one.place, {Phrase(one.now.by), Phrase(one.now.value), Phrase(one.yours)});
    if (told_clashes) *told_clashes = std::move(clashes);
  }
  return std::move(*done);
}

}  // namespace pingxing::office
