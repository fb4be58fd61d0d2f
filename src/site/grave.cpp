#include "site/grave.hpp"

#include <algorithm>

#include "office/round_access.hpp"
#include "store/rounds.hpp"

namespace pingxing::site {

namespace {

/// The words under a name anywhere in the body of a call.
void collect(const Json& json, std::string_view name, std::vector<std::string>& words) {
  if (json.is_array())
    for (const auto& one : json) collect(one, name, words);
  if (!json.is_object()) return;
  for (const auto& [key, value] : json.members()) {
    if (key == name && value.is_string()) words.push_back(value.text());
    collect(value, name, words);
  }
}

std::vector<std::string> words_of(const web::Request& request, std::string_view name) {
  auto words = request.form.all(name);
  if (!request.body.empty())
    if (const auto body = Json::read(request.body, request.takes)) collect(*body, name, words);
  return words;
}

bool has_word(const web::Request& request, std::string_view name, std::string_view word) {
  const auto words = words_of(request, name);
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool always(const web::Request&) { return true; }

web::Route::Asks says(std::string member, std::string word) {
  return [member = std::move(member), word = std::move(word)](const web::Request& request) {
    return has_word(request, member, word);
  };
}

web::Route::Asks publishes(const Site& site) {
  return [&site](const web::Request& request) {
    if (has_word(request, "command", "dates")) return false;
    const auto stages = office::look(
        site.office(), [&](store::Reading& db) { return store::stages_of(db, part_number(request, "round")); });
    const auto which = part_number(request, "stage");
    return which >= 0 && which < std::int64_t(stages.size()) &&
           stages[static_cast<std::size_t>(which)].kind == round::word_of(scheme::StageKind::Publish);
  };
}

web::Route::Asks touches_administrators(const Site& site) {
  return [&site](const web::Request& request) {
    const auto word = round::row_of(round::Role::Administrator).word;
    if (has_word(request, "role", word)) return true;
    if (!request.parts.contains("account")) return false;
    const auto grants = office::look(
        site.office(), [&](store::Reading& db) { return store::grants_of(db, part_number(request, "account")); });
    return std::any_of(grants.begin(), grants.end(), [&](const auto& grant) { return grant.role == word; });
  };
}

}  // namespace pingxing::site
