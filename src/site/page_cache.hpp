// Pages that many open at once, kept for a moment: the board while it is shown to a hall. A page is kept for the
// session that it was made for and nobody else, since it bears that person's name and the token of his forms.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
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
  /// For a request that `find` had nothing for: what `make` answers, which is kept if it is a 200. Where several ask
  /// for the same page at the same time, one makes it and the others wait for that: a hall costs one board.
  web::Response find_or_make(const web::Request& request, const std::function<std::int64_t()>& now_ms,
                             const std::function<web::Response()>& make);
  void forget(const std::string& session);

 private:
  struct Kept {
    web::Response response;
    std::int64_t until_ms = 0, renewed_at = 0;
  };
  static constexpr std::size_t pages_max = 512;

  class Making;
  void keep(const std::string& key, web::Response& response, std::int64_t now_ms);

  std::mutex mutex_;  // guards the rest
  std::condition_variable made_;
  std::set<std::string> being_made_;   // keys of pages_
  std::map<std::string, Kept> pages_;  // by session, then address and language
};

}  // namespace pingxing::site
