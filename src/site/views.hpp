// Pages from templates: site/templates/*.html (mustache, which escapes by itself) with the words of site/locales, both
// compiled into the program. In a template [[key]] is a word of the catalogue, [[> name]] another template, and
// [[asset name]] the path of a static file; these are put in once, when the server starts.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/problem.hpp"

namespace pingxing::site {

class Views {
 public:
  /// `asset`: "app.css" → its path. CHECKs that every word and template that is asked for is there.
  explicit Views(const std::function<std::string(std::string_view)>& asset);
  ~Views();

  /// The page inside the layout.
  [[nodiscard]] std::string page(const std::string& name, Language language, const Json& view) const;
  /// The template alone: a part of a page that a script puts in place.
  [[nodiscard]] std::string part(const std::string& name, Language language, const Json& view) const;
  /// A word of the catalogue; CHECKs that it is there.
  [[nodiscard]] const std::string& word(std::string_view key, Language language) const;
  /// Null where the catalogue does not have it.
  [[nodiscard]] const std::string* find_word(std::string_view key, Language language) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A catalogue as it is written, "zh-CN" or "en": for the test that both say the same.
const std::map<std::string, std::string, std::less<>>& catalogue(Language language);

}  // namespace pingxing::site
