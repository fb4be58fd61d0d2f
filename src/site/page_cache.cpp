#include "site/page_cache.hpp"

#include "web/cookie.hpp"

namespace pingxing::site {

namespace {

/// Empty where the answer is not to be kept.
std::string key_of(const web::Request& request) {
  const auto session = web::cookie_of(request, "session");
  if (session.empty() || request.method != "GET" || !request.header("authorization").empty()) return "";
  std::string key = session + "\n" + web::cookie_of(request, "language") + "\n" + request.header("accept-language") +
                    "\n" + request.header("accept") + "\n" + request.path;
  for (const auto& [name, value] : request.query.pairs()) key += "\n" + name + "=" + value;
  return key;
}

}  // namespace

std::optional<web::Response> PageCache::find(const web::Request& request, std::int64_t now_ms) {
  if (!request.path.starts_with("/rounds/")) return std::nullopt;
  const auto key = key_of(request);
  if (key.empty()) return std::nullopt;
  const std::lock_guard lock(mutex_);
  const auto found = pages_.find(key);
  if (found == pages_.end()) return std::nullopt;
  Kept& kept = found->second;
  if (now_ms > kept.until_ms + renewing_ms) return std::nullopt;
  if (now_ms > kept.until_ms && now_ms > kept.renewed_at + renewing_ms) {
    kept.renewed_at = now_ms;  // this one makes it anew, the others see the old one meanwhile
    return std::nullopt;
  }
  return kept.response;
}

/// While it lives, its page is being made.
class PageCache::Making {
 public:
  /// `lock`: of the cache, held.
  Making(PageCache& cache, std::unique_lock<std::mutex>& lock, const std::string& key) : cache_(cache), key_(key) {
    cache_.being_made_.insert(key_);
    lock.unlock();
  }
  Making(const Making&) = delete;
  Making& operator=(const Making&) = delete;
  ~Making() {
    const std::lock_guard lock(cache_.mutex_);
    cache_.being_made_.erase(key_);
    cache_.made_.notify_all();
  }

 private:
  PageCache& cache_;
  const std::string& key_;
};

web::Response PageCache::find_or_make(const web::Request& request, const std::function<std::int64_t()>& now_ms,
                                      const std::function<web::Response()>& make) {
  const auto key = key_of(request);
  if (key.empty()) return make();
  std::unique_lock lock(mutex_);
  for (;; made_.wait(lock)) {
    if (const auto found = pages_.find(key); found != pages_.end() && now_ms() <= found->second.until_ms)
      return found->second.response;
    if (!being_made_.contains(key)) break;
  }
  const Making making(*this, lock, key);
  auto response = make();
  if (response.status == 200) keep(key, response, now_ms());
  return response;
}

void PageCache::keep(const std::string& key, web::Response& response, std::int64_t now_ms) {
  if (!response.shared_body) response.shared_body = std::make_shared<const std::string>(std::move(response.body));
  response.body.clear();
  const std::lock_guard lock(mutex_);
  if (pages_.size() >= pages_max)
    std::erase_if(pages_, [&](const auto& page) { return page.second.until_ms + renewing_ms < now_ms; });
  if (pages_.size() < pages_max) pages_[key] = {response, now_ms + kept_ms, 0};
}

void PageCache::forget(const std::string& session) {
  if (session.empty()) return;
  const std::lock_guard lock(mutex_);
  std::erase_if(pages_, [&](const auto& page) { return page.first.starts_with(session + "\n"); });
}

}  // namespace pingxing::site
