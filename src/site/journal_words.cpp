#include "site/journal_words.hpp"

#include <algorithm>
#include <array>

namespace pingxing::site {

namespace {

constexpr std::size_t listed_max = 20;                                // of a list; the API tells all
constexpr std::array<const char*, 2> first_keys{"round", "subject"};  // what it is about

}  // namespace

std::string JournalWords::key_word(const std::string& key) const {
  const auto* found = word("journal_key." + key);
  return found ? *found : key;
}

std::string JournalWords::value_word(const std::string& key, const std::string& code) const {
  if (const auto of_key = codes.find(key); of_key != codes.end())
    if (const auto found = of_key->second.find(code); found != of_key->second.end()) return found->second;
  const auto* found = word("journal_value." + key + "." + code);
  return found ? *found : code;
}

std::string JournalWords::shown(const std::string& key, const Json& value) const {
  if (value.is_null()) return "";
  if (value.is_string()) return value_word(key, value.text());
  if (value.is_boolean()) return *word(value.boolean() ? "journal_value.yes" : "journal_value.no");
  if (!value.is_structured()) return value_word(key + ".id", value.dump());
  std::string line;
  std::size_t listed = 0;
  if (value.is_object()) {
    for (const auto& [inner, one] : value.members())
      if (const auto text = shown(inner, one); !text.empty())
        line += (line.empty() ? "" : " · ") + key_word(inner) + " " + text;
    return line;
  }
  for (const auto& one : value) {
    const std::string text = one.is_object() ? row_of(one) : shown(key, one);
    if (text.empty()) continue;
    if (!line.empty()) line += "; ";
    if (++listed > listed_max) return line + "… (" + std::to_string(value.size()) + ")";
    line += text;
  }
  return line;
}

std::string JournalWords::row_of(const Json& object) const {
  std::string row;
  for (const auto& [key, one] : object.members())
    if (const auto text = shown(key, one); !text.empty()) row += (row.empty() ? "" : " ") + text;
  return row;
}

Json JournalWords::lines_of(std::string_view body) const {
  const auto read = Json::read(body);
  if (!read || !read->is_object()) return Json::array({{{"what", ""}, {"value", std::string(body)}}});
  Json lines = Json::array();
  const auto add = [&](const std::string& key, const Json& value) {
    if (auto text = shown(key, value); !text.empty()) lines.push_back({{"what", key_word(key)}, {"value", text}});
  };
  for (const auto* key : first_keys)
    if (const auto* found = read->find(key)) add(key, *found);
  for (const auto& [key, value] : read->members())
    if (std::find(first_keys.begin(), first_keys.end(), key) == first_keys.end()) add(key, value);
  return lines;
}

}  // namespace pingxing::site
