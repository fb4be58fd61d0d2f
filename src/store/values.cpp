#include "store/values.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <string>

#include "base/check.hpp"
#include "store/errors.hpp"

namespace pingxing::store {
namespace {

/// Bytes of the well-formed UTF-8 character at `at`; 0 where there is none (overlong, surrogate, cut off, zero).
std::size_t character_bytes(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xc0U) == 0x80U; };
  const unsigned lead = byte(at), next = byte(at + 1);
  if (lead < 0x80) return lead == 0 ? 0 : 1;
  if (lead >= 0xc2 && lead <= 0xdf) return follows(at + 1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    if (!follows(at + 1) || !follows(at + 2)) return 0;
    if ((lead == 0xe0 && next < 0xa0) || (lead == 0xed && next > 0x9f)) return 0;
    return 3;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    if (!follows(at + 1) || !follows(at + 2) || !follows(at + 3)) return 0;
    if ((lead == 0xf0 && next < 0x90) || (lead == 0xf4 && next > 0x8f)) return 0;
    return 4;
  }
  return 0;
}

bool is_storable(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = character_bytes(text, at);
    if (bytes == 0) return false;
    at += bytes;
  }
  return true;
}

/// Behind a literal, a quoted name or a comment that begins at `at`; `at` where none does.
std::size_t behind_quoted(std::string_view sql, std::size_t at) {
  const auto behind = [&](std::string_view close, std::size_t from) {
    const std::size_t end = sql.find(close, from);
    return end == sql.npos ? sql.size() : end + close.size();
  };
  if (sql[at] == '\'') return behind("'", at + 1);  // a doubled quote begins the next literal
  if (sql[at] == '"') return behind("\"", at + 1);
  if (sql.substr(at, 2) == "--") return behind("\n", at);
  if (sql.substr(at, 2) == "/*") return behind("*/", at + 2);
  return at;
}

}  // namespace

std::size_t parameter_count(std::string_view sql) {
  std::size_t highest = 0;
  for (std::size_t at = 0; at < sql.size();) {
    if (const std::size_t behind = behind_quoted(sql, at); behind != at) {
      at = behind;
      continue;
    }
    if (sql[at++] != '$') continue;
    std::size_t number = 0;
    for (; at < sql.size() && isdigit(static_cast<unsigned char>(sql[at])) && number < 100'000; ++at)
      number = 10 * number + static_cast<std::size_t>(sql[at] - '0');
    highest = std::max(highest, number);
  }
  return highest;
}

bool changes_rows(std::string_view sql) {
  std::size_t at = 0;
  while (at < sql.size() && isspace(static_cast<unsigned char>(sql[at]))) ++at;
  std::string word;
  for (; at < sql.size() && isalpha(static_cast<unsigned char>(sql[at])); ++at)
    word += static_cast<char>(toupper(static_cast<unsigned char>(sql[at])));
  return word == "INSERT" || word == "UPDATE" || word == "DELETE" || word == "WITH";
}

void require_storable(const Values& values) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (const auto* text = std::get_if<std::string>(&values[i].variant()); text && !is_storable(*text))
      throw StatementFailure("the text of $" + std::to_string(i + 1) +
                             " cannot be stored: it is not UTF-8, or has a zero character; bytes are given as a Blob");
}

// --- the values of the port -------------------------------------------------------------------------------------

std::int64_t Value::number() const {
  CHECK(std::holds_alternative<std::int64_t>(value_));
  return std::get<std::int64_t>(value_);
}

const std::string& Value::text() const {
  CHECK(std::holds_alternative<std::string>(value_));
  return std::get<std::string>(value_);
}

const std::string& Value::bytes() const {
  CHECK(std::holds_alternative<Blob>(value_));
  return std::get<Blob>(value_).bytes;
}

Rows Reading::query(std::string_view sql, const Values& values) {
  Rows rows;
  each(sql, values, [&](Row&& row) { rows.push_back(std::move(row)); });
  return rows;
}

std::optional<Row> Reading::one(std::string_view sql, const Values& values) {
  Rows rows = query(sql, values);
  CHECK(rows.size() <= 1);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace pingxing::store
