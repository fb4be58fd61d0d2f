#include "web/metrics.hpp"

#include <algorithm>

namespace pingxing::web {
namespace {

/// Between quotes, as the text format wants it.
std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + '"';
}

/// 2500 → "0.0025"
std::string seconds_text(std::int64_t us) {
  std::string digits = std::to_string(us % 1'000'000);
  digits.insert(0, 6 - digits.size(), '0');
  while (digits.ends_with('0')) digits.pop_back();
  return std::to_string(us / 1'000'000) + (digits.empty() ? "" : "." + digits);
}

void number(std::string& text, std::string_view name, std::string_view type, std::string_view help,
            unsigned long long value) {
  for (const std::string_view piece :
       {std::string_view("# HELP "), name, std::string_view(" "), help, std::string_view("\n# TYPE "), name,
        std::string_view(" "), type, std::string_view("\n"), name, std::string_view(" ")})
    text += piece;
  text += std::to_string(value) + "\n";
}

}  // namespace

void Metrics::count(const Served& served) {
  const std::int64_t us = served.took.count();
  const auto place = std::lower_bound(bounds_us.begin(), bounds_us.end(), us) - bounds_us.begin();
  const std::lock_guard lock(mutex_);
  ++requests_[{served.method, served.route, served.status / 100}];
  Times& times = times_[served.route];
  ++times.counts[static_cast<std::size_t>(place)];
  times.sum_us += us;
  bytes_ += served.bytes;
}

std::string Metrics::text(const Server::Numbers& numbers) const {
  std::string out;
  const std::lock_guard lock(mutex_);
  out += "# HELP pingxing_http_requests_total Requests answered.\n# TYPE pingxing_http_requests_total counter\n";
  for (const auto& [key, count] : requests_) {
    const auto& [method, route, status_class] = key;
    out += "pingxing_http_requests_total{method=" + in_quotes(method) + ",route=" + in_quotes(route) + ",status=\"" +
           std::to_string(status_class) + "xx\"} " + std::to_string(count) + "\n";
  }
  out +=
      "# HELP pingxing_http_request_seconds From the head of a request to the last byte of its answer.\n"
      "# TYPE pingxing_http_request_seconds histogram\n";
  for (const auto& [route, times] : times_) {
    const std::string labels = "{route=" + in_quotes(route);
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < times.counts.size(); ++i) {
      below += times.counts[i];
      const std::string bound = i < bounds_us.size() ? seconds_text(bounds_us[i]) : "+Inf";
      out += "pingxing_http_request_seconds_bucket" + labels + ",le=\"" + bound + "\"} " + std::to_string(below) + "\n";
    }
    out += "pingxing_http_request_seconds_sum" + labels + "} " + seconds_text(times.sum_us) + "\n";
    out += "pingxing_http_request_seconds_count" + labels + "} " + std::to_string(below) + "\n";
  }
  number(out, "pingxing_http_sent_bytes_total", "counter", "Bytes of all answers.", bytes_);
  number(out, "pingxing_http_connections_total", "counter", "Connections accepted.", numbers.connections);
  number(out, "pingxing_http_open_connections", "gauge", "Connections open now.", numbers.open_connections);
  number(out, "pingxing_http_refused_connections_total", "counter", "Connections for which there was no room.",
         numbers.refused_connections);
  number(out, "pingxing_http_timeouts_total", "counter", "Clients that were too slow.", numbers.timeouts);
  number(out, "pingxing_http_bad_requests_total", "counter", "Requests that could not be read.", numbers.bad_requests);
  number(out, "pingxing_http_queue_length", "gauge", "Requests that wait for a worker.", numbers.queue_length);
  return out;
}

}  // namespace pingxing::web
