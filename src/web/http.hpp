// What a handler sees of the web: a request and a response as plain values. No Asio, no Beast here (they take seconds to
// compile): those stay in web/server/.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pingxing::web {

/// Name and value pairs in the order in which they came; a name may come twice.
class Fields {
 public:
  void add(std::string name, std::string value) { all_.emplace_back(std::move(name), std::move(value)); }
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
  std::string method;                         // GET, HEAD, POST, PUT, PATCH, DELETE
  std::string path;                           // decoded, begins with /, without "." and ".." parts
  std::map<std::string, std::string, std::less<>> parts;  // of the route: /rounds/{round}
  Fields query, form, cookies;                // decoded; form: urlencoded or multipart
  std::vector<Upload> uploads;
  std::string content_type, body;
  std::map<std::string, std::string, std::less<>> headers;  // names in lower case
  std::string remote;                         // address of the client; for throttling, never for logs or the database
  bool is_secure = false;                     // came over TLS (or said so by a trusted proxy)
  [[nodiscard]] std::string header(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // Location, Set-Cookie, Cache-Control …
  std::shared_ptr<const std::string> shared_body;            // instead of body: bytes that many responses share
};

/// Runs on a thread of the worker pool; may block. An exception becomes a 500 with a plain page and a line in the log.
using Handler = std::function<Response(const Request&)>;

struct ServerOptions {
  std::string host = "127.0.0.1";
  unsigned short port = 8080;                 // 0: any free one
  std::string certificate_file, key_file;     // both: TLS
  unsigned io_threads = 1, workers = 4;
  std::size_t header_bytes_max = 16 * 1024, body_bytes_max = 25 * 1024 * 1024;  // evidence files are at most 20 MB
  unsigned connections_max = 4096;
  unsigned header_seconds = 10, body_seconds = 60, idle_seconds = 60, write_seconds = 60;
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
    unsigned long long requests = 0, connections = 0, open_connections = 0, refused_connections = 0, timeouts = 0, bad_requests = 0;
  };
  [[nodiscard]] Numbers numbers() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pingxing::web
