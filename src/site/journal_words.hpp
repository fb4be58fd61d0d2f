// What an entry of the journal says, for people. What counts is the bytes it was written in: the API gives those.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace pingxing::site {

struct JournalWords {
  /// A word of the catalogue; null where it has none.
  std::function<const std::string*(std::string_view key)> word;
  /// What a code or an id says, by its key in the entry: "state" → "over" → "ended", "unit.id" → "5" → its name.
  std::map<std::string, std::map<std::string, std::string>, std::less<>> codes;

  /// [{what, value}] of an entry's body: keys and codes in words ("journal_key.reason", "journal_value.source.self" of
  /// the catalogue), a list in one line, without what is empty. What nobody has a word for stands as it was written.
  [[nodiscard]] Json lines_of(std::string_view body) const;

 private:
  [[nodiscard]] std::string key_word(const std::string& key) const;
  [[nodiscard]] std::string value_word(const std::string& key, const std::string& code) const;
  /// An object in a list: its values are enough.
  [[nodiscard]] std::string row_of(const Json& object) const;
  [[nodiscard]] std::string shown(const std::string& key, const Json& value) const;
};

}  // namespace pingxing::site
