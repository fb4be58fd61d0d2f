// What was served, counted, as Prometheus reads it. No user, no address, no path: only patterns of routes.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "web/http.hpp"

namespace pingxing::web {

class Metrics {
 public:
  /// Any thread; meant for ServerOptions::on_served.
  void count(const Served& served);
  /// The text of /metrics, with the numbers of the server.
  [[nodiscard]] std::string text(const Server::Numbers& numbers) const;

 private:
  static constexpr std::array<std::int64_t, 12> bounds_us = {
      1'000, 2'500, 5'000, 10'000, 25'000, 50'000, 100'000, 250'000, 500'000, 1'000'000, 2'500'000, 10'000'000};
  struct Times {
    std::array<std::uint64_t, bounds_us.size() + 1> counts{};  // the last: above all bounds
    std::int64_t sum_us = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::tuple<std::string, std::string, int>, std::uint64_t> requests_;  // method, route, class of status
  std::map<std::string, Times> times_;                                           // by route
  std::uint64_t bytes_ = 0;
};

}  // namespace pingxing::web
