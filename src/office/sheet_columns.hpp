// The columns of a sheet of figures as a file: what they are called, out and in, and the versions that a row carries.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "document/grid.hpp"
#include "document/table_find.hpp"
#include "document/table_problems.hpp"
#include "office/figures.hpp"

namespace pingxing::office {

inline constexpr std::string_view version_header = "版本 version";
/// Of the column beside an input whose entries may need a reason.
std::string reason_header(const Field& field, Language language);

/// Where the columns of a sheet that was sent stand.
struct SheetColumns {
  struct Figure {
    const Field* field = nullptr;
    std::optional<std::size_t> value, reason;
  };
  std::optional<std::size_t> id, version;
  std::vector<Figure> figures;  // in the order of the fields; those that the sheet has
};
/// A column that stands twice, in whatever spelling, or that is none of the actor's is an error. What stands for 编号
/// in sheets of offices (工号, 单位编号) does so where there is none; what nobody asks for is left out with one remark.
SheetColumns find_columns(const scheme::Scheme& scheme, const document::Grid& grid, const std::vector<Field>& fields,
                          document::TableProblems& problems);

/// Folds a sheet of one row a date, where fields list dates (service/fold_rows.hpp).
void fold_dated_sheet(const scheme::Scheme& scheme, document::Grid& grid, const std::vector<Field>& fields,
                      document::TableProblems& problems);

/// What each header is to a sheet of figures: how its table is found in a file. All of them outlive it.
document::RoleOf sheet_roles(const scheme::Scheme& scheme, const std::vector<Field>& fields);

/// Which facts a row shows: a text that spreadsheet programs leave alone, and that stays true when rows are sorted and
/// columns taken out. It belongs to one subject of one round and purpose.
class RowVersions {
 public:
  RowVersions(Id round_id, Source source, Id subject_id);
  void add(int input, Id fact_id);
  [[nodiscard]] const std::string& text() const { return text_; }

  /// By input. Nothing where the text is none of that row.
  [[nodiscard]] std::optional<std::map<int, Id>> read(const std::string& text) const;

 private:
  std::string text_;
  std::size_t head_;
};

}  // namespace pingxing::office
