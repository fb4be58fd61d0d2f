// Figures of a round: the cells that somebody sees and fills in, saving one without losing anybody else's, whole sheets
// in and out. What may be entered: figure_gate.hpp.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "document/grid.hpp"
#include "office/office.hpp"
#include "office/page_of.hpp"
#include "office/rounds.hpp"
#include "store/facts.hpp"

namespace pingxing::office {

/// How a figure came about. What counts: checked before assessed; a self-assessment never by itself.
enum class Source { Self, Assessed, Checked };
std::string_view word_of(Source source);
std::optional<Source> source_of(std::string_view word);

/// One input as a column to fill in.
struct Field {
  int input = -1;
  std::string header, indicator, title, unit;  // title: of the indicator
  std::string key;                             // by which the store has its figures (scheme/input_key.hpp)
  std::string requirement;                     // the indicator, or the key of an input without one: what is assigned
                                               // to somebody, and what evidence belongs to

  [[nodiscard]] const std::string& shown_requirement() const { return indicator.empty() ? header : indicator; }
  scheme::InputType type = scheme::InputType::Amount;
  std::vector<std::string> choices;
  Phrase expected;  // "0至10的数"
  bool is_list = false;
  bool may_be_not_applicable = false;  // 不适用 is an answer
  bool needs_reason = false;           // judged deductions
  bool always_reason = false;          // of a correction: even where nothing is deducted
};
std::vector<Field> fields_of(const scheme::Scheme& scheme);
/// The requirement that somebody means who writes the number of an indicator, or the header or key of an input without
/// one; nothing where there is none.
std::optional<std::string> requirement_called(const scheme::Scheme& scheme, const std::string& name);
/// As people write it: the number of the indicator, or the header of an input without one.
std::string shown_requirement(const scheme::Scheme& scheme, const std::string& requirement);
/// Whether subjects of that kind have the input at all.
bool applies(const scheme::Scheme& scheme, const Field& field, const store::Subject& subject);

struct CellNow {
  Id fact_id = 0;  // 0: never filled in
  std::string value, reason, by;
  std::int64_t at = 0;
};

/// Which rows of a sheet are wanted; nothing said: all.
struct RowsWanted {
  std::string search, pool;  // search: in the id and the name
  Id unit_id = 0;
  std::size_t page = 1, page_rows = 0;  // 0: all on one page
};

/// The cells that an actor may see for a purpose, and which of them he may fill in.
struct FigureSheet {
  Source source = Source::Assessed;
  std::vector<Field> fields;                                    // columns that concern the actor
  std::vector<store::Subject> subjects;                         // the rows of the page; in scope only
  std::map<std::pair<Id, std::string>, CellNow> cells;          // by subject, key; of this source
  std::set<std::pair<Id, std::string>> not_assigned;            // cells that are others' to fill in: blank here
  std::map<std::pair<Id, std::string>, CellNow> beside;         // the self-assessment, beside what is assessed
  std::map<std::pair<Id, std::string>, std::int64_t> evidence;  // files, by subject, requirement
  bool is_open = false;                                         // the stage is open: cells may be changed
  std::size_t filled = 0, wanted = 0;                           // of all that concerns the actor, whatever the page
  RowsPage page;
  std::vector<std::string> pools;                 // to choose from, of all that concerns the actor
  std::vector<std::pair<Id, std::string>> units;  // of people only
};
Result<FigureSheet> open_sheet(const Office& office, const Actor& actor, Id round_id, Source source,
                               const RowsWanted& rows = {});

/// How much there is to fill in for an actor, and how much of it is.
struct FigureCount {
  std::size_t filled = 0, wanted = 0;
};
/// What is filled in of some subjects, kept for the next account that fills in the same ones.
struct FilledOnce {
  std::map<std::pair<Source, std::vector<Id>>, std::vector<store::FilledCells>> cells;
};
FigureCount count_figures(const Office& office, const Actor& actor, const OpenedRound& opened, Source source,
                          FilledOnce& known);
/// What each person has to say of himself: for all at once, since a round may have many thousand.
std::map<Id, FigureCount> count_own_figures(const Office& office, const OpenedRound& opened);

struct CellEntry {
  Id subject_id = 0;
  std::string input, value, reason;                        // input: header or key
  Id replaces = 0;                                         // the fact that the person saw; 0: an empty cell
  document::Cell::Kind kind = document::Cell::Kind::Text;  // what it was in a workbook
};
struct SavedCell {
  Id fact_id = 0;
  std::string value;
};
/// What was saved, or why not: an unreadable value, no right, or somebody else's entry meanwhile (which then stands).
Result<SavedCell> save_cell(const Office& office, const Actor& actor, Id round_id, Source source,
                            const CellEntry& entry);

std::vector<store::Fact> history_of(const Office& office, const Actor& actor, Id round_id, Id subject_id,
                                    const std::string& input);

/// What holds in a cell, for somebody who fills it in; nothing where it is empty or not his to see.
std::optional<CellNow> cell_now(const Office& office, const Actor& actor, Id round_id, Source source, Id subject_id,
                                const std::string& input);

/// The sheet as a workbook, with the versions of what it shows.
Result<std::string> export_sheet(const Office& office, const Actor& actor, Id round_id, Source source,
                                 const std::function<void(std::size_t done, std::size_t total)>& on_rows = {});

/// A cell of an uploaded sheet where somebody entered something else since the sheet was made.
struct SheetClash {
  Id subject_id = 0;
  std::string code, name, input;  // of the subject
  CellNow now;
  std::string yours, your_reason;
  Place place;
};
struct SheetClashes {
  std::vector<SheetClash> all;
  std::string fingerprint;  // of all of them: whoever sends it has seen them
};
/// What whoever saw the clashes wants; it holds for these clashes alone.
struct ClashAnswer {
  enum class Choice { None, Keep, Overwrite };
  Choice choice = Choice::None;
  std::string fingerprint;
};
/// "keep", "overwrite"; None for anything else.
ClashAnswer::Choice clash_choice_of(std::string_view word);
struct Imported {
  std::size_t changed = 0, unchanged = 0, kept = 0;  // kept: clashes that stay as they are
  Problems remarks;                                  // of the file: what was left out, what was taken for what
};
/// Where it is: the file is read; all of it is stored, and not committed yet.
struct SheetSteps {
  std::function<void()> read;
  std::function<void(store::Writing&, const Imported&)> stored;
};
/// A sheet filled in taken back: all of it or, with problems by cell or clashes, nothing. An empty cell leaves what
/// stands. Without versions in it, an empty cell of the store may be filled; any other value there is a clash.
Result<Imported> import_sheet(const Office& office, const Actor& actor, Id round_id, Source source,
                              const std::string& filename, const std::string& bytes, Problems& problems,
                              const ClashAnswer& answer = {}, SheetClashes* clashes = nullptr,
                              const SheetSteps& steps = {});

}  // namespace pingxing::office
