// Pages that many open at once, kept for a moment: the board while it is shown to a hall. A page is kept for the
// session that it was made for and nobody else, since it bears that person's name and the token of his forms.
#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "web/http.hpp"

namespace pingxing::site {

class PageCache {
 public:
  /// A page is this old at most, and while it is made anew, which one request does for all, that much more. A session
  /// that is ended elsewhere sees the page as long.
  static constexpr std::int64_t kept_ms = 1000, renewing_ms = 1000;

  /// Quick: fit for ServerOptions::at_once. Nothing where the request has no session.
  [[nodiscard]] std::optional<web::Response> find(const web::Request& request, std::int64_t now_ms);
  /// Keeps a GET's answer 200; takes anything else without keeping it.
  void keep(const web::Request& request, web::Response& response, std::int64_t now_ms);
  void forget(const std::string& session);

 private:
  struct Kept {
    web::Response response;
    std::int64_t until_ms = 0, renewed_at = 0;
  };
  static constexpr std::size_t pages_max = 512;

  std::mutex mutex_;
  std::map<std::string, Kept> pages_;  // by session, then address and language
};

}  // namespace pingxing::site
