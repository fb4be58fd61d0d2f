#include "web/metrics.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "web/access_log.hpp"

namespace pingxing::web {
namespace {

Served served(const std::string& route, int status, int us) {
  Served out;
  out.at = std::chrono::system_clock::time_point(std::chrono::milliseconds(1'795'249'800'123));
  out.method = "GET";
  out.route = route;
  out.status = status;
  out.took = std::chrono::microseconds(us);
  out.bytes = 100;
  return out;
}

TEST(Metrics, CountWhatWasServed) {
  Metrics metrics;
  metrics.count(served("/rounds/{round}", 200, 900));
  metrics.count(served("/rounds/{round}", 204, 1'000));
  metrics.count(served("/rounds/{round}", 404, 1'001));
  metrics.count(served("", 400, 60'000'000));
  Server::Numbers numbers;
  numbers.open_connections = 7;
  const std::string text = metrics.text(numbers);
  for (const char* line :
       {"pingxing_http_requests_total{method=\"GET\",route=\"/rounds/{round}\",status=\"2xx\"} 2",
        "pingxing_http_requests_total{method=\"GET\",route=\"/rounds/{round}\",status=\"4xx\"} 1",
        "pingxing_http_request_seconds_bucket{route=\"/rounds/{round}\",le=\"0.001\"} 2",
        "pingxing_http_request_seconds_bucket{route=\"/rounds/{round}\",le=\"0.0025\"} 3",
        "pingxing_http_request_seconds_bucket{route=\"/rounds/{round}\",le=\"+Inf\"} 3",
        "pingxing_http_request_seconds_sum{route=\"/rounds/{round}\"} 0.002901",
        "pingxing_http_request_seconds_count{route=\"/rounds/{round}\"} 3",
        "pingxing_http_request_seconds_bucket{route=\"\",le=\"10\"} 0",
        "pingxing_http_request_seconds_bucket{route=\"\",le=\"+Inf\"} 1", "pingxing_http_sent_bytes_total 400",
        "pingxing_http_open_connections 7", "# TYPE pingxing_http_open_connections gauge"})
    EXPECT_NE(("\n" + text).find(std::string("\n") + line + "\n"), std::string::npos) << line << "\n" << text;
}

TEST(AccessLog, SaysWhenWhatAndHowButNotWho) {
  EXPECT_EQ(
      access_line(served("/rounds/{round}", 200, 1'234)),
      R"({"time":"2026-11-21T08:30:00.123Z","method":"GET","route":"/rounds/{round}","status":200,"ms":1.234,"bytes":100})");
  std::ostringstream out;
  AccessLog log(out);
  log.write(served("/a", 500, 1));
  log.write(served("a\"\\\n", 500, 1));
  EXPECT_NE(out.str().find(R"("status":500,"ms":0.001,"bytes":100})"
                           "\n"),
            std::string::npos);
  EXPECT_NE(out.str().find(R"("route":"a\"\\ ")"), std::string::npos);
}

}  // namespace
}  // namespace pingxing::web
