// One line of JSON for each request: when, which route, how it went. Nothing that tells who asked or for whom: no
// address, no query, no path, no name.
#pragma once
#include <mutex>
#include <ostream>
#include <string>

#include "web/http.hpp"

namespace pingxing::web {

/// {"time":"2026-11-21T08:30:00.123Z","method":"GET","route":"/rounds/{round}","status":200,"ms":1.234,"bytes":5120}
std::string access_line(const Served& served);

class AccessLog {
 public:
  explicit AccessLog(std::ostream& out) : out_(out) {}
  /// Any thread; meant for ServerOptions::on_served. The line is whole and flushed.
  void write(const Served& served);

 private:
  std::mutex mutex_;
  std::ostream& out_;
};

}  // namespace pingxing::web
