#include "web/own_path.hpp"

#include <algorithm>

#include "web/decode.hpp"

namespace pingxing::web {
namespace {

constexpr int escapes_of_escapes_max = 3;

/// Visible ASCII that stands for itself in a path or query; the rest is escaped.
bool stands_for_itself(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/?&=+,:;@!$'()*%").find(c) != std::string_view::npos;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

}  // namespace

std::optional<std::string> own_path(std::string_view target) {
  const std::string_view query = target.substr(std::min(target.find('?'), target.size()));
  if (std::any_of(query.begin(), query.end(), [](char c) { return is_control(c) || c == '\\'; })) return std::nullopt;
  std::string path(target.substr(0, target.size() - query.size()));
  for (int i = 0; path.find('%') != std::string::npos || i == 0; ++i) {
    auto decoded = decode_path(path);
    if (!decoded || i == escapes_of_escapes_max) return std::nullopt;
    path = std::move(*decoded);
  }
  std::string out;
  for (const char c : target) out += stands_for_itself(c) ? std::string(1, c) : encode_percent({&c, 1});
  return out;
}

}  // namespace pingxing::web
