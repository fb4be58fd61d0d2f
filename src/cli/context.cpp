#include "cli/context.hpp"

#include <cstdlib>
#include <string_view>

namespace pingxing::cli {

std::optional<Language> Context::stated_language() const {
  if (language_name.empty()) return std::nullopt;
  return language_name == "en" ? Language::English : Language::Chinese;
}

Language Context::language() const {
  if (const auto stated = stated_language()) return *stated;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {  // the first that is set decides, as for every program
    const char* value = std::getenv(name);
    if (!value || *value == '\0') continue;
    return std::string_view(value).starts_with("en") ? Language::English : Language::Chinese;
  }
  return Language::Chinese;
}

std::string both(Text text) { return std::string(text.zh) + " / " + std::string(text.en); }

void refuse_usage(Text text, const std::string& word) {
  const Phrase said(fill(text.zh, {word}, Language::Chinese), fill(text.en, {word}, Language::English));
  throw UsageError{said.zh + " / " + said.en};
}

}  // namespace pingxing::cli
