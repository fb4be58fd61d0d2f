// For machines that watch: is the process alive, can it serve, and its numbers.
#include <algorithm>
#include <mutex>

#include "base/json.hpp"
#include "site/health.hpp"
#include "site/json_views.hpp"
#include "site/messages.hpp"
#include "store/readiness.hpp"

namespace pingxing::site {

namespace {

constexpr std::uint64_t low_to_least = 16;  // with so much less of the disk the next write may find no room: not ready
constexpr std::chrono::seconds probed_for(2);  // whoever asks more often writes nothing more

/// Tries a write, at most every two seconds.
class Probe {
 public:
  /// Nothing: it is stored. Else what is said.
  std::optional<Refusal> outcome(const Site& site) {
    const std::lock_guard lock(mutex_);
    const auto now = site.steady_now();
    if (at_ && now < *at_ + probed_for) return refusal_;
    refusal_.reset();
    try {
      store::probe_writing(site.office().database);
    } catch (const store::DatabaseFailure& failure) {
      site.trouble(std::string("not ready: ") + failure.what());
      refusal_ = refusal_of(failure);
    }
    at_ = site.steady_now();
    return refusal_;
  }

 private:
  std::mutex mutex_;
  std::optional<std::chrono::milliseconds> at_;
  std::optional<Refusal> refusal_;
};

web::Response readiness(const Site& site, const web::Request& request, Probe& probe) {
  const auto language = language_of(request);
  const auto free = store::free_bytes(site.settings().data_folder);
  auto refusal = probe.outcome(site);
  if (!refusal && free && *free < site.settings().free_bytes_low / low_to_least) refusal = disk_remark(site);
  Json view = {{"status", refusal ? "not ready" : "ready"}};
  if (free) view["free_bytes"] = static_cast<std::int64_t>(*free);
  if (const auto remark = disk_remark(site)) view["disk"] = remark->says(language);
  if (!refusal) return site.json(view);
  view["code"] = refusal->code();
  view["message"] = refusal->says(language);
  view["mend"] = refusal->mend(language);
  auto response = site.json(view, status_of(RefusalKind::Unavailable));
  response.headers.emplace_back("Retry-After", "5");
  return response;
}

/// The counters show when votes come: not for everybody. An address that a proxy passes on, though we were told of
/// none, is not believed.
bool may_read_numbers(const Site& site, const web::Request& request) {
  const auto& from = site.settings().metrics_from;
  if (std::find(from.begin(), from.end(), request.remote) == from.end()) return false;
  for (const auto* header : {"x-forwarded-for", "forwarded", "x-real-ip"})
    if (!request.header(header).empty() && !site.settings().has_trusted_proxy) return false;
  return true;
}

web::Response numbers(const Site& site, const web::Request& request) {
  if (!may_read_numbers(site, request)) return site.error(404, request);
  web::Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = site.metrics().text(site.numbers());
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

std::optional<Refusal> disk_remark(const Site& site) {
  const auto free = store::free_bytes(site.settings().data_folder);
  if (!free || *free >= site.settings().free_bytes_low) return std::nullopt;
  return refuse(disk_low, {std::to_string(*free >> 20)});
}

void add_health_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/healthz", "anonymous", [&site](const web::Request&) {
                      return site.json({{"status", "ok"}});
                    }});
  const auto probe = std::make_shared<Probe>();
  routes.push_back({"GET", "/readyz", "anonymous",
                    [&site, probe](const web::Request& request) { return readiness(site, request, *probe); }});
  routes.push_back(
      {"GET", "/metrics", "anonymous", [&site](const web::Request& request) { return numbers(site, request); }});
}

}  // namespace pingxing::site
