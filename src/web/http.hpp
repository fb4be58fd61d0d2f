// What a handler sees of the web: a request and a response as plain values. No Asio, no Beast here (they take seconds
// to compile): those stay in web/server/.
#pragma once
#include <any>
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"

namespace pingxing::web {

/// Name and value pairs in the order in which they came; a name may come twice.
class Fields {
 public:
  void add(std::string name, std::string value) { all_.emplace_back(std::move(name), std::move(value)); }
  /// All of that name.
  void remove(std::string_view name) {
    std::erase_if(all_, [&](const auto& pair) { return pair.first == name; });
  }
  /// The first of that name.
  [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
  /// The first of that name, or nothing: "".
  [[nodiscard]] std::string get(std::string_view name) const { return find(name).value_or(""); }
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& pairs() const { return all_; }

 private:
  std::vector<std::pair<std::string, std::string>> all_;
};

/// A file of a multipart form.
struct Upload {
  std::string field, filename, bytes;
};

struct Request {
  std::string method;                                     // GET, HEAD, POST, PUT, PATCH, DELETE
  std::string path;                                       // decoded, begins with /, without "." and ".." parts
  std::map<std::string, std::string, std::less<>> parts;  // of the route: /rounds/{round}
  Fields query, form, cookies;                            // decoded; form: urlencoded or multipart
  std::vector<Upload> uploads;
  std::string content_type, body;
  std::map<std::string, std::string, std::less<>> headers;  // names in lower case
  JsonLimits takes;    // what its route takes: whoever reads the body as JSON keeps to it
  std::string remote;  // address of the client; for throttling and the log of refused sign-ins, never for the database
  bool is_secure = false;  // came over TLS (or said so by a trusted proxy)
  std::any visitor;        // the application's: who asks, as its guard found out (router.hpp)
  [[nodiscard]] std::string header(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // Location, Set-Cookie, Cache-Control …
  std::shared_ptr<const std::string> shared_body;            // instead of body: bytes that many responses share
  std::string route;                                         // pattern of the route that answered, for log and metrics
};

/// Runs on a thread of the worker pool; may block. An exception becomes a 500 with a plain page and a line in the log.
/// The request is its own: a router fills `parts` in place (bodies are large).
using Handler = std::function<Response(Request&)>;

/// One request that was answered, for log and metrics: nothing that tells who asked or for whom.
struct Served {
  std::chrono::system_clock::time_point at;  // when its head was read
  std::string method, route;                 // route: a pattern, or "" where none answered
  int status = 0;
  std::chrono::microseconds took{0};  // until the last byte was handed to the system
  std::size_t bytes = 0;              // of the answer, with its head
};

struct ServerOptions {
  std::string host = "127.0.0.1";
  unsigned short port = 8080;              // 0: any free one
  std::string certificate_file, key_file;  // both: TLS
  unsigned io_threads = 1, workers = 4;
  std::size_t header_bytes_max = 16 * 1024, body_bytes_max = 25 * 1024 * 1024;  // evidence files are at most 20 MB
  unsigned connections_max = 4096;
  // Of one client (of IPv6: one /64): an office of 500 behind one address with two connections each, and still no
  // address takes more than a quarter of all.
  unsigned connections_per_address_max = 1024;
  // Addresses that stand for many clients and are not counted, as are trusted proxies.
  std::vector<std::string> uncounted_addresses = {"127.0.0.1", "::1"};
  unsigned header_seconds = 10, body_seconds = 60, idle_seconds = 60, write_seconds = 60;
  unsigned stop_seconds = 10;                        // what a client still has after stop() to send or to read
  unsigned queue_max = 1024;                         // requests that wait for a worker; more are answered 503
  std::size_t bodies_bytes_max = 512 * 1024 * 1024;  // all bodies in memory together; more are answered 503
  std::vector<std::string> trusted_proxies;          // addresses whose X-Forwarded-For and -Proto are believed

  // All may be called from several threads at once. None of them needs to be there.
  /// How many bytes of a body such a request may have; asked once its head is read, so that a larger one is refused
  /// before it is received. `body_bytes_max` holds as well. Runs where `at_once` runs.
  std::function<std::size_t(std::string_view method, std::string_view path)> takes;
  /// Answers what needs no waiting (files, pages in memory), or nothing: then a worker runs the handler. Runs on the
  /// thread that serves all connections: must not block and not compute. Sees no form and no uploads.
  std::function<std::optional<Response>(const Request&)> at_once;
  /// The page of 400 (a bad form), 500 (an exception) and 503; else a plain one.
  std::function<Response(int status, const Request&)> error_page;
  std::function<void(const Served&)> on_served;
  /// A line for the log: an exception of a handler, a header that must not be sent, no more files.
  std::function<void(const std::string& line)> on_trouble;
};

/// The listening server.
class Server {
 public:
  /// Binds at once; throws std::runtime_error with the address and why.
  Server(const ServerOptions& options, Handler handler);
  ~Server();
  [[nodiscard]] unsigned short port() const;
  /// Serves until stop(): then listens no more, finishes what was received, and returns.
  void run();
  /// From any thread or a signal handler's thread.
  void stop();

  struct Numbers {  // for /metrics
    unsigned long long requests = 0, connections = 0, open_connections = 0, refused_connections = 0, timeouts = 0,
                       bad_requests = 0, queue_length = 0;
  };
  [[nodiscard]] Numbers numbers() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pingxing::web
