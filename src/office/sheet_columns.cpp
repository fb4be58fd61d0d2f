#include "office/sheet_columns.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "document/furniture.hpp"
#include "document/messages.hpp"
#include "office/messages.hpp"
#include "scheme/input_key.hpp"
#include "service/fold_rows.hpp"
#include "service/input_words.hpp"
#include "service/stand_ins.hpp"

namespace pingxing::office {

namespace {

constexpr Text reason_word{"理由", "reason"};

bool is_one_of(const std::string& header, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return folded(word) == header; });
}

/// A whole number at `at`, which is moved behind it.
std::optional<std::int64_t> number_at(std::string_view text, std::size_t& at) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), number);
  if (error != std::errc() || number < 0) return std::nullopt;
  at = static_cast<std::size_t>(end - text.data());
  return number;
}

/// What stands before the word for a reason; nothing where the header does not end with it.
std::optional<std::string> named_by_reason(const std::string& header) {
  for (const auto word : {reason_word.zh, reason_word.en})
    if (header.size() > word.size() && header.ends_with(word)) return header.substr(0, header.size() - word.size());
  return std::nullopt;
}

}  // namespace

std::string reason_header(const Field& field, Language language) {
  return field.header + " " + std::string(reason_word.in(language));
}

namespace {

/// What a column is for.
struct Meaning {
  enum class Kind { Unknown, Id, Version, AboutSubject, Figure, LeftOut };
  Kind kind = Kind::Unknown;
  std::size_t field = 0;
  bool is_reason = false;
  bool stands_for_id = false;
};

Meaning meaning_of(const scheme::Scheme& s, const std::vector<Field>& fields, const std::string& text) {
  using Kind = Meaning::Kind;
  const std::string header = folded(text);
  if (is_one_of(header, {"编号", "id"})) return {Kind::Id};
  if (is_one_of(header, {version_header, "版本", "version"})) return {Kind::Version};
  if (is_one_of(header, {"名称", "分组", "类别", "name", "pool", "kind"})) return {Kind::AboutSubject};
  // A sheet may be older than the scheme, which wrote units and blanks in another way.
  const std::string key = scheme::key_of_header(text);
  const auto by_reason = named_by_reason(lower_ascii(cell_text(text)));
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (folded(fields[f].header) == header || fields[f].key == key) return {Kind::Figure, f};
    if (is_one_of(header, {reason_header(fields[f], Language::Chinese), reason_header(fields[f], Language::English)}) ||
        (by_reason && fields[f].key == scheme::key_of_header(*by_reason)))
      return {Kind::Figure, f, true};
  }
  if (const auto stands = service::stand_in_of(s, text))
    return {Kind::LeftOut, 0, false, stands->column == service::SubjectColumn::Id};
  return {document::is_furniture_header(text) ? Kind::LeftOut : Kind::Unknown};
}

}  // namespace

document::RoleOf sheet_roles(const scheme::Scheme& s, const std::vector<Field>& fields) {
  return [&s, &fields](std::string_view header) {
    using document::HeaderRole;
    using Kind = Meaning::Kind;
    const auto meaning = meaning_of(s, fields, std::string(header));
    if (meaning.kind == Kind::Id || meaning.stands_for_id) return HeaderRole::Id;
    if (meaning.kind == Kind::AboutSubject && is_one_of(folded(header), {"名称", "name"})) return HeaderRole::Name;
    if (meaning.kind == Kind::AboutSubject || meaning.kind == Kind::Figure) return HeaderRole::Known;
    return meaning.kind == Kind::Unknown ? HeaderRole::Unknown : HeaderRole::Furniture;
  };
}

SheetColumns find_columns(const scheme::Scheme& s, const document::Grid& grid, const std::vector<Field>& fields,
                          document::TableProblems& problems) {
  using Kind = Meaning::Kind;
  SheetColumns columns;
  std::vector<SheetColumns::Figure> figures(fields.size());
  std::map<std::string, std::size_t> seen;  // what a column is for, and where it stood first
  std::vector<std::size_t> left_out;
  std::optional<std::size_t> stands_for_id;
  for (std::size_t c = 0; !grid.rows.empty() && c < grid.rows[0].size(); ++c) {
    const auto& cell = grid.rows[0][c];
    const std::string header = folded(cell.text);
    if (header.empty()) continue;
    const auto meaning = meaning_of(s, fields, cell.text);
    std::string meant = header;
    if (meaning.kind == Kind::Id) {
      meant = "id";
      columns.id = columns.id.value_or(c);
    } else if (meaning.kind == Kind::Version) {
      meant = "version";
      columns.version = columns.version.value_or(c);
    } else if (meaning.kind == Kind::Figure) {
      auto& at = meaning.is_reason ? figures[meaning.field].reason : figures[meaning.field].value;
      at = at.value_or(c);
      meant = fields[meaning.field].header + (meaning.is_reason ? "\n" : "");
    } else if (meaning.stands_for_id && !stands_for_id) {
      stands_for_id = c;
    } else if (meaning.kind == Kind::LeftOut) {
      left_out.push_back(c);
    } else if (meaning.kind == Kind::Unknown) {
      problems.add(sheet_column_unknown, grid.place(0, c), {Phrase(service::shortened(cell.text))},
                   {cell.row, cell.column});
    }
    if (const auto [first, is_new] = seen.emplace(meant, c); !is_new)
      problems.add(sheet_column_twice, grid.place(0, c),
                   {Phrase(service::shortened(cell.text)), std::to_string(first->second + 1)}, {cell.row, cell.column});
  }
  if (stands_for_id && columns.id) left_out.push_back(*stands_for_id);
  if (stands_for_id && !columns.id) {
    columns.id = stands_for_id;
    const auto& cell = grid.rows[0][*stands_for_id];
    problems.add(document::table_column_stands_for, grid.place(cell),
                 {service::shortened(cell_text(cell.text)), Text{"编号", "id"}}, {cell.row, cell.column});
  }
  std::sort(left_out.begin(), left_out.end());
  document::tell_columns_left_out(grid, left_out, problems);
  for (std::size_t f = 0; f < fields.size(); ++f) {
    figures[f].field = &fields[f];
    if (figures[f].value || figures[f].reason) columns.figures.push_back(figures[f]);
  }
  return columns;
}

void fold_dated_sheet(const scheme::Scheme& s, document::Grid& grid, const std::vector<Field>& fields,
                      document::TableProblems& problems) {
  const auto lists_dates = [&](const Field& field) {
    return s.inputs[static_cast<std::size_t>(field.input)].entries == scheme::Entries::Dated;
  };
  if (grid.rows.size() < 3 || std::none_of(fields.begin(), fields.end(), lists_dates)) return;
  document::Grid head;
  head.file = grid.file;
  head.sheet = grid.sheet;
  head.rows.push_back(grid.rows.front());
  document::TableProblems unheard;  // the header is read again, and told of, when the rows are folded
  const auto known = find_columns(s, head, fields, unheard);
  if (!known.id) return;
  service::FoldColumns columns;
  columns.id = *known.id;
  for (const auto& figure : known.figures) {
    if (figure.value) (lists_dates(*figure.field) ? columns.listed : columns.single).insert(*figure.value);
    if (figure.reason) columns.single.insert(*figure.reason);
  }
  for (std::size_t c = 0; c < head.rows.front().size(); ++c)
    if (service::is_date_header(head.rows.front()[c].text)) {
      if (columns.date) return;  // two of them: which one is not clear
      columns.date = c;
    }
  service::fold_dated_rows(grid, columns, problems);
}

RowVersions::RowVersions(Id round_id, Source source, Id subject_id)
    : text_(std::string(word_of(source)) + "-" + std::to_string(round_id) + "-" + std::to_string(subject_id)),
      head_(text_.size()) {}

void RowVersions::add(int input, Id fact_id) { text_ += " " + std::to_string(input) + ":" + std::to_string(fact_id); }

std::optional<std::map<int, Id>> RowVersions::read(const std::string& text) const {
  const std::string_view head = std::string_view(text_).substr(0, head_);
  if (!text.starts_with(head)) return std::nullopt;
  std::map<int, Id> seen;
  for (std::size_t at = head.size(); at < text.size();) {
    if (text[at++] != ' ') return std::nullopt;
    const auto input = number_at(text, at);
    if (!input || *input > INT32_MAX || at >= text.size() || text[at++] != ':') return std::nullopt;
    const auto fact = number_at(text, at);
    if (!fact || !seen.emplace(static_cast<int>(*input), *fact).second) return std::nullopt;
  }
  return seen;
}

}  // namespace pingxing::office
