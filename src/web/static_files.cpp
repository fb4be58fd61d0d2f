#include "web/static_files.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/hash.hpp"
#include "web/server/gzip.hpp"

namespace pingxing::web {
namespace {

constexpr std::string_view folder = "/static/";
constexpr std::string_view for_ever = "public, max-age=31536000, immutable", ask_again = "public, no-cache";
constexpr std::size_t fingerprint_size = 10;  // 40 bits, of a few dozen files

struct Type {
  std::string_view ending, content_type;
};

constexpr Type types[] = {
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".html", "text/html; charset=utf-8"},
    {".txt", "text/plain; charset=utf-8"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".pdf", "application/pdf"},
    {".wasm", "application/wasm"},
};

std::string_view type_of(std::string_view path) {
  for (const auto& [ending, content_type] : types)
    if (path.ends_with(ending)) return content_type;
  return "application/octet-stream";
}

/// fonts/x.woff2 → fonts/x.3f2a91c07b.woff2
std::string with_fingerprint(std::string_view path, std::string_view fingerprint) {
  const std::size_t name = path.rfind('/') + 1;  // npos + 1 is 0
  const std::size_t dot = std::min(path.find('.', name), path.size());
  return std::string(path.substr(0, dot)) + "." + std::string(fingerprint) + std::string(path.substr(dot));
}

}  // namespace

StaticFiles::StaticFiles(std::span<const EmbeddedFile> files) {
  for (const auto& [path, bytes] : files) {
    const std::string fingerprint = sha256_hex(bytes).substr(0, fingerprint_size);
    auto file = std::make_shared<File>();
    file->content_type = type_of(path);
    file->etag = "W/\"" + fingerprint + "\"";
    file->bytes = std::make_shared<const std::string>(bytes);
    if (is_worth_gzip(file->content_type, bytes.size())) {
      auto packed = std::make_shared<const std::string>(gzip(bytes, Effort::Best));
      if (packed->size() < bytes.size()) file->packed = std::move(packed);
    }
    const std::string lasting = std::string(folder) + with_fingerprint(path, fingerprint);
    paths_.emplace(path, lasting);
    places_[lasting] = {file, true};
    places_[std::string(folder) + std::string(path)] = {file, false};
  }
}

const std::string& StaticFiles::asset_path(std::string_view name) const {
  const auto found = paths_.find(name);
  CHECK(found != paths_.end());
  return found->second;
}

std::optional<Response> StaticFiles::answer(const Request& request) const {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  const auto found = places_.find(request.path);
  if (found == places_.end()) return std::nullopt;
  const File& file = *found->second.file;
  const bool is_packed = file.packed && accepts_gzip(request.header("accept-encoding"));
  Response response;
  response.route = std::string(folder) + "{file...}";
  response.content_type = file.content_type;
  response.shared_body = is_packed ? file.packed : file.bytes;
  response.headers.emplace_back("Cache-Control", found->second.is_for_ever ? for_ever : ask_again);
  response.headers.emplace_back("ETag", file.etag);
  if (is_packed) {
    response.headers.emplace_back("Content-Encoding", "gzip");
    response.headers.emplace_back("Vary", "Accept-Encoding");
  }
  return response;
}

}  // namespace pingxing::web
