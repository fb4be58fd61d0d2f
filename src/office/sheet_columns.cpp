#include "office/sheet_columns.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "office/messages.hpp"
#include "scheme/input_key.hpp"
#include "service/input_words.hpp"

namespace pingxing::office {

namespace {

using service::folded;

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

SheetColumns find_columns(const document::Grid& grid, const std::vector<Field>& fields,
                          document::TableProblems& problems) {
  SheetColumns columns;
  std::vector<SheetColumns::Figure> figures(fields.size());
  std::map<std::string, std::size_t> seen;  // what a column is for, and where it stood first
  for (std::size_t c = 0; !grid.rows.empty() && c < grid.rows[0].size(); ++c) {
    const auto& cell = grid.rows[0][c];
    const std::string header = folded(cell_text(cell.text));
    if (header.empty()) continue;
    // A sheet may be older than the scheme, which wrote units and blanks in another way.
    const std::string key = scheme::key_of_header(cell.text);
    const auto by_reason = named_by_reason(lower_ascii(cell_text(cell.text)));
    std::string meant = header;
    if (is_one_of(header, {"编号", "id"})) {
      meant = "id";
      columns.id = columns.id.value_or(c);
    } else if (is_one_of(header, {version_header, "版本", "version"})) {
      meant = "version";
      columns.version = columns.version.value_or(c);
    } else if (!is_one_of(header, {"名称", "分组", "类别", "备注", "name", "pool", "kind", "note"})) {
      bool is_known = false;
      for (std::size_t f = 0; f < fields.size() && !is_known; ++f) {
        const bool is_value = folded(fields[f].header) == header || fields[f].key == key;
        const bool is_reason = is_one_of(header, {reason_header(fields[f], Language::Chinese),
                                                  reason_header(fields[f], Language::English)}) ||
                               (by_reason && fields[f].key == scheme::key_of_header(*by_reason));
        is_known = is_value || is_reason;
        if (!is_known) continue;
        auto& at = is_value ? figures[f].value : figures[f].reason;
        at = at.value_or(c);
        meant = fields[f].header + (is_value ? "" : "\n");
      }
      if (!is_known)
        problems.add(sheet_column_unknown, grid.place(0, c), {Phrase(service::shortened(cell.text))},
                     {cell.row, cell.column});
    }
    if (const auto [first, is_new] = seen.emplace(meant, c); !is_new)
      problems.add(sheet_column_twice, grid.place(0, c),
                   {Phrase(service::shortened(cell.text)), std::to_string(first->second + 1)}, {cell.row, cell.column});
  }
  for (std::size_t f = 0; f < fields.size(); ++f) {
    figures[f].field = &fields[f];
    if (figures[f].value || figures[f].reason) columns.figures.push_back(figures[f]);
  }
  return columns;
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
