#include "web/access_log.hpp"

#include <cstdio>
#include <ctime>

namespace pingxing::web {
namespace {

/// Methods and patterns are ours, so that nothing but a quote or a backslash could break a line.
std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + '"';
}

}  // namespace

std::string access_line(const Served& served) {
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(served.at.time_since_epoch()).count();
  const std::time_t seconds = ms / 1000;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char time[80], took[40];
  std::snprintf(time, sizeof time, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", utc.tm_year + 1900, utc.tm_mon + 1,
                utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, static_cast<int>(ms % 1000));
  std::snprintf(took, sizeof took, "%lld.%03lld", static_cast<long long>(served.took.count() / 1000),
                static_cast<long long>(served.took.count() % 1000));
  return std::string("{\"time\":\"") + time + "\",\"method\":" + in_quotes(served.method) +
         ",\"route\":" + in_quotes(served.route) + ",\"status\":" + std::to_string(served.status) + ",\"ms\":" + took +
         ",\"bytes\":" + std::to_string(served.bytes) + "}";
}

void AccessLog::write(const Served& served) {
  const std::string line = access_line(served) + "\n";
  const std::lock_guard lock(mutex_);
  out_ << line << std::flush;
}

}  // namespace pingxing::web
