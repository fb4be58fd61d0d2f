// Style sheets, scripts, pictures under /static/. Each has a name with a fingerprint, which may be kept for ever, and
// its plain name, which is asked for again. Compressed once, when the server starts.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "web/embedded.hpp"
#include "web/http.hpp"

namespace pingxing::web {

class StaticFiles {
 public:
  explicit StaticFiles(std::span<const EmbeddedFile> files);

  /// "app.css" → "/static/app.3f2a91c07b.css", for pages. CHECKs that there is such a file.
  [[nodiscard]] const std::string& asset_path(std::string_view name) const;
  /// Nothing where the path is none of a file or the method is not GET or HEAD. Quick: fit for ServerOptions::at_once.
  [[nodiscard]] std::optional<Response> answer(const Request& request) const;

 private:
  struct File {
    std::string content_type, etag;
    std::shared_ptr<const std::string> bytes, packed;  // packed: nothing where it does not pay
  };
  struct Place {
    std::shared_ptr<const File> file;
    bool is_for_ever = false;  // the name has the fingerprint
  };

  std::map<std::string, Place, std::less<>> places_;       // by path
  std::map<std::string, std::string, std::less<>> paths_;  // by name
};

}  // namespace pingxing::web
