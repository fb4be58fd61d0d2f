// Files that are part of the program, as cmake/embed.cmake puts them there.
#pragma once
#include <span>
#include <string_view>

namespace pingxing::web {

struct EmbeddedFile {
  std::string_view path;   // below its folder, with slashes: "app.css", "fonts/x.woff2"
  std::string_view bytes;  // a NUL stands behind them
};

/// Everything below site/static.
std::span<const EmbeddedFile> site_static();

}  // namespace pingxing::web
