// Makes a request of the bytes of a connection, piece by piece. Knows no socket: a test or a fuzzer can feed it. The
// grammar of HTTP/1.1 is Boost.Beast's; what may be ambiguous between two servers is refused here (RFC 9112, 6.3).
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

#include "web/http.hpp"

namespace pingxing::web {

struct ReaderLimits {
  std::size_t header_bytes_max, body_bytes_max;
  /// ServerOptions::takes, or nothing; must outlive the reader.
  const std::function<std::size_t(std::string_view method, std::string_view path)>* takes = nullptr;
};

class RequestReader {
 public:
  explicit RequestReader(const ReaderLimits& limits);
  ~RequestReader();

  /// Reads on, and says how many of `bytes` it has used. What it has not must be given again with more behind it; once
  /// the request is whole, that is the beginning of the next one.
  std::size_t read(std::string_view bytes);
  /// Ready for the next request.
  void begin_next();

  [[nodiscard]] bool is_head_read() const;
  [[nodiscard]] bool is_whole() const;
  /// 0, or the status with which the request must be refused: 400, 413, 417, 431, 501. Nothing more can be read then.
  [[nodiscard]] int refusal() const;
  /// With 413: how many bytes of a body are taken.
  [[nodiscard]] std::size_t body_bytes_max() const;
  /// The client waits for "100 Continue" before it sends the body.
  [[nodiscard]] bool waits_for_continue() const;
  [[nodiscard]] bool keeps_alive() const;
  /// The client needs to be told that the connection stays (HTTP/1.0).
  [[nodiscard]] bool is_old() const;
  /// Method, path, query, cookies, headers; and the body as it came (forms are read by `read_body`).
  [[nodiscard]] Request& request();

 private:
  class Parser;
  ReaderLimits limits_;
  std::unique_ptr<Parser> parser_;
};

}  // namespace pingxing::web
