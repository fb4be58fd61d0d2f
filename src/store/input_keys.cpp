#include "store/input_keys.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "scheme/input_key.hpp"
#include "scheme/parse.hpp"

namespace pingxing::store {

namespace {

struct Column {
  const char *table, *name;
};
constexpr Column columns[] = {{"fact", "input"}, {"evidence", "indicator"}, {"assignment", "indicator"}};

/// By header, of inputs; numbers of items are names too, and stay.
std::map<std::string, std::string> keys_of(const scheme::Scheme& s) {
  std::map<std::string, std::string> keys;
  for (const auto& indicator : s.indicators) keys[indicator.id] = indicator.id;
  for (std::size_t i = 0; i < s.inputs.size(); ++i) keys[s.header(static_cast<int>(i))] = s.inputs[i].key;
  return keys;
}

struct Renamed {
  std::string before, after;
};
/// In the order in which they can be renamed, without those that stay.
std::vector<Renamed> renamed(const std::set<std::string>& names, const std::map<std::string, std::string>& known) {
  std::map<std::string, std::vector<std::string>> alike;  // by the key that they would have
  for (const auto& name : names) {
    const auto found = known.find(name);
    alike[found == known.end() ? scheme::key_of_header(name) : found->second].push_back(name);
  }
  std::vector<Renamed> aside, moved;
  for (const auto& [key, of_key] : alike) {
    const auto is_known = [&](const std::string& name) { return known.contains(name); };
    const bool is_clear = of_key.size() == 1, has_known = std::ranges::any_of(of_key, is_known);
    for (const auto& name : of_key) {
      if (name != key && (is_clear || is_known(name)))
        moved.push_back({name, key});
      else if (name == key && has_known && !is_known(name))
        aside.push_back({name, name + " ?"});
    }
  }
  aside.insert(aside.end(), moved.begin(), moved.end());
  return aside;
}

}  // namespace

void name_by_input_keys(Connection& connection) {
  const auto rounds = connection.query(
      "SELECT r.id, v.text FROM round r JOIN scheme_version v ON v.id = r.scheme_version_id ORDER BY r.id", {});
  for (const auto& round : rounds) {
    const auto known = keys_of(scheme::parse_scheme(round[1].text(), "").scheme);
    for (const auto& [table, column] : columns) {
      const std::string of(table), name(column);
      std::set<std::string> names;
      for (const auto& row :
           connection.query("SELECT DISTINCT " + name + " FROM " + of + " WHERE round_id = $1", {round[0].number()}))
        names.insert(row[0].text());
      for (const auto& [before, after] : renamed(names, known))
        connection.execute("UPDATE " + of + " SET " + name + " = $3 WHERE round_id = $1 AND " + name + " = $2",
                           {round[0].number(), before, after});
    }
  }
}

}  // namespace pingxing::store
