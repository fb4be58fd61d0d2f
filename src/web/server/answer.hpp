// From a handler's Response to what goes over the wire: head, security headers, ETag, compression. Knows no socket.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "web/http.hpp"

namespace pingxing::web {

struct Answer {
  int status = 0;
  std::string route;
  std::string head;  // without Connection and the empty line at its end: those are known when it is written
  std::string own_body;
  std::shared_ptr<const std::string> shared_body;  // instead of own_body
  bool has_body = true;                            // not for HEAD, 204, 304

  [[nodiscard]] std::string_view body() const {
    return !has_body ? std::string_view() : shared_body ? std::string_view(*shared_body) : std::string_view(own_body);
  }
};

/// ETag and compressed form of bodies that many answers share, made once for each.
class SharedBodies {
 public:
  struct Form {
    std::string etag;
    std::shared_ptr<const std::string> packed;  // nothing where it does not pay
  };
  /// Of this very string, which must not change.
  Form form(const std::shared_ptr<const std::string>& body, std::string_view content_type);

 private:
  struct Known {
    std::weak_ptr<const std::string> body;
    Form form;
  };
  std::mutex mutex_;
  std::unordered_map<const std::string*, Known> known_;
  std::size_t checked_size_ = 0;
};

/// Throws std::logic_error where a header must not be sent: a line end in it, or one of those that the server sets.
Answer make_answer(const Request& request, Response&& response, SharedBodies& shared);

}  // namespace pingxing::web
