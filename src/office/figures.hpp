// Figures of a round: who may fill in which cell, saving one without losing anybody else's, whole sheets in and out.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "document/grid.hpp"
#include "office/office.hpp"
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
  scheme::InputType type = scheme::InputType::Amount;
  std::vector<std::string> choices;
  Phrase expected;  // "0至10的数"
  bool is_list = false;
  bool needs_reason = false;  // judged deductions
};
std::vector<Field> fields_of(const scheme::Scheme& scheme);

struct CellNow {
  Id fact_id = 0;  // 0: never filled in
  std::string value, reason, by;
  std::int64_t at = 0;
};

/// The cells that an actor may see for a purpose, and which of them he may fill in.
struct FigureSheet {
  Source source = Source::Assessed;
  std::vector<Field> fields;                             // columns that concern the actor
  std::vector<store::Subject> subjects;                  // rows that concern the actor, in scope only
  std::map<std::pair<Id, std::string>, CellNow> cells;   // by subject, header; of this source
  std::map<std::pair<Id, std::string>, CellNow> beside;  // the self-assessment, beside what is assessed
  bool is_open = false;                                  // the stage is open: cells may be changed
  std::size_t filled = 0, wanted = 0;
};
Result<FigureSheet> open_sheet(const Office& office, const Actor& actor, Id round_id, Source source,
                               std::optional<Id> subject_id = {});

struct CellEntry {
  Id subject_id = 0;
  std::string input, value, reason;
  Id replaces = 0;  // the fact that the person saw; 0: an empty cell
};
struct SavedCell {
  Id fact_id = 0;
  std::string value;
};
/// What was saved, or why not: an unreadable value, no right, or somebody else's entry meanwhile (which then stands).
Result<SavedCell> save_cell(const Office& office, const Actor& actor, Id round_id, Source source,
                            const CellEntry& entry);

/// What an actor has to do with the figures of a subject, for a purpose; what belongs to them (evidence) follows it
/// too.
struct PartInFigures {
  bool has_subject = false, has_indicator = false, is_open = false;  // is_open: it is the time for it
};
/// `indicator`: its number; empty for inputs without one.
PartInFigures part_in_figures(const OpenedRound& opened, const Actor& actor, Source source,
                              const store::Subject& subject, const std::string& indicator);

/// Why `value` cannot be that input's; nothing where it can.
std::optional<Phrase> what_is_wrong(const scheme::Scheme& scheme, int input, const std::string& value);

std::vector<store::Fact> history_of(const Office& office, const Actor& actor, Id round_id, Id subject_id,
                                    const std::string& input);

/// The sheet as a workbook, and one filled in taken back: all of it or, with problems by cell, nothing.
Result<std::string> export_sheet(const Office& office, const Actor& actor, Id round_id, Source source);
struct Imported {
  std::size_t changed = 0, unchanged = 0;
};
Result<Imported> import_sheet(const Office& office, const Actor& actor, Id round_id, Source source,
                              const std::string& filename, const std::string& bytes, Problems& problems);

/// Header and one row a subject in scope, from the figures that count (`self`: from the self-assessments instead).
document::Grid grid_of(const OpenedRound& opened, const std::vector<store::Fact>& facts, Source source);

}  // namespace pingxing::office
