#include "store/seals.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/hash.hpp"
#include "store/parts.hpp"

namespace pingxing::store {
namespace {

constexpr std::string_view way = "pingxing row 1";

std::string columns_of(const CoveredTable& table) {
  std::string columns;
  for (const auto* list : {&table.key, &table.columns})
    for (const auto column : *list) columns += (columns.empty() ? "" : ", ") + std::string(column);
  return columns;
}

/// "$1, $2"
std::string places(std::size_t count) {
  std::string list;
  for (std::size_t i = 1; i <= count; ++i) list += (i == 1 ? "$" : ", $") + std::to_string(i);
  return list;
}

std::string key_columns(const CoveredTable& table) {
  std::string list;
  for (const auto column : table.key) list += (list.empty() ? "" : ", ") + std::string(column);
  return list;
}

/// A number, a text or bytes as the parts of fingerprints are written; the columns have their types.
std::string part_of(const Value& value) {
  return std::visit(
      []<class T>(const T& is) -> std::string {
        if constexpr (std::is_same_v<T, std::int64_t>)
          return part(std::to_string(is));
        else if constexpr (std::is_same_v<T, std::string>)
          return part(is);
        else if constexpr (std::is_same_v<T, Blob>)
          return part(is.bytes);
        else
          return no_part;
      },
      value.variant());
}

}  // namespace

std::string key_of(const Values& key) {
  std::string bytes;
  for (const Value& value : key) {
    if (const auto* text = std::get_if<std::string>(&value.variant())) {
      bytes += 't' + *text + '\0';
      continue;
    }
    const auto number = static_cast<std::uint64_t>(value.number()) ^ (1ULL << 63);  // negative ones first
    bytes += 'n';
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xff);
  }
  return bytes;
}

Values values_of_key(std::string_view key) {
  Values values;
  while (!key.empty()) {
    const bool is_number = key.front() == 'n';
    key.remove_prefix(1);
    const auto end = is_number ? std::size_t{8} : key.find('\0');
    if (end > key.size()) break;  // a row that is not of this program
    if (is_number) {
      std::uint64_t number = 0;
      for (const char byte : key.substr(0, end)) number = number << 8 | static_cast<unsigned char>(byte);
      values.emplace_back(static_cast<std::int64_t>(number ^ (1ULL << 63)));
    } else {
      values.emplace_back(key.substr(0, end));
    }
    key.remove_prefix(is_number ? end : end + 1);
  }
  return values;
}

const std::string& select_row(const CoveredTable& table) {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> texts;
    for (const auto& one : covered_tables()) {
      texts.push_back("SELECT " + columns_of(one) + " FROM " + std::string(one.name) + " WHERE ");
      for (std::size_t i = 0; i < one.key.size(); ++i)
        texts.back() += (i == 0 ? "" : " AND ") + std::string(one.key[i]) + " = $" + std::to_string(i + 1);
    }
    return texts;
  }();
  return all[static_cast<std::size_t>(number_of(table) - 1)];
}

Query rows_behind(const CoveredTable& table, const std::optional<std::string>& key, std::int64_t limit) {
  Query query{"SELECT " + columns_of(table) + " FROM " + std::string(table.name), {}};
  const std::string columns = key_columns(table);
  if (key) {
    query.values = values_of_key(*key);
    query.sql += " WHERE (" + columns + ") > (" + places(query.values.size()) + ")";
  }
  query.values.emplace_back(limit);
  query.sql += " ORDER BY " + columns + " LIMIT $" + std::to_string(query.values.size());
  return query;
}

std::string key_of_row(const CoveredTable& table, const Row& row) {
  return key_of({row.begin(), row.begin() + static_cast<std::ptrdiff_t>(table.key.size())});
}

std::string digest_of(const CoveredTable& table, std::string_view salt, const Row& row) {
  std::string text = part(way) + part(salt) + part(table.name) + part(key_of_row(table, row));
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (const Value& value = row[table.key.size() + i]; !value.is_null())
      text += part(table.columns[i]) + part_of(value);
  return sha256(text);
}

Query insert_seal(std::int64_t seq, const RowName& row, const std::string& salt,
                  const std::optional<std::string>& digest) {
  return {"INSERT INTO row_seal (seq, covered, row_key, salt, digest) VALUES ($1, $2, $3, $4, $5)",
          {seq, static_cast<std::int64_t>(row.covered), Blob{row.key}, digest ? Value(Blob{salt}) : Value(),
           digest ? Value(Blob{*digest}) : Value()}};
}

void SealsHash::add(std::int64_t covered, std::string_view key, const std::optional<std::string>& digest) {
  hex_ = sha256_hex(part(hex_) + part(std::to_string(covered)) + part(key) + (digest ? part(*digest) : no_part));
}

void added(Writing& db, Covered covered, const Values& key) { db.touch({covered, key_of(key)}, Touch::Added); }

std::int64_t added_id(Writing& db, Covered covered, std::string_view sql, const Values& values) {
  const auto id = db.one(sql, values)->at(0).number();
  added(db, covered, {id});
  return id;
}

std::size_t changing(Writing& db, Covered covered, std::string_view where, const Values& values) {
  const auto& table = row_of(covered);
  const Rows rows = db.query(
      "SELECT " + columns_of(table) + " FROM " + std::string(table.name) + " WHERE " + std::string(where), values);
  std::vector<Query> seals;
  std::vector<const Row*> sealed;  // in the store; those of this group are not there yet
  for (const Row& row : rows) {
    auto key = key_of_row(table, row);
    if (db.is_touched({covered, key})) {
      db.touch({covered, std::move(key)}, Touch::Changed);
      continue;
    }
    sealed.push_back(&row);
    seals.push_back({"SELECT salt, digest FROM row_seal WHERE covered = $1 AND row_key = $2 ORDER BY seq DESC LIMIT 1",
                     {number_of(table), Blob{key}}});
  }
  auto row = sealed.begin();
  for (const Rows& last : db.query_all(seals)) {
    const bool is_whole = last.size() == 1 && !last[0][0].is_null() && !last[0][1].is_null() &&
                          digest_of(table, last[0][0].bytes(), **row) == last[0][1].bytes();
    db.touch({covered, key_of_row(table, **row)}, is_whole ? Touch::Changed : Touch::Altered);
    ++row;
  }
  return rows.size();
}

}  // namespace pingxing::store
