#include "web/http.hpp"

namespace pingxing::web {

std::optional<std::string> Fields::find(std::string_view name) const {
  for (const auto& [own, value] : all_)
    if (own == name) return value;
  return std::nullopt;
}

std::vector<std::string> Fields::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [own, value] : all_)
    if (own == name) values.push_back(value);
  return values;
}

std::string Request::header(std::string_view name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

}  // namespace pingxing::web
