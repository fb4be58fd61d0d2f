#include "web/server/answer.hpp"

#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <stdexcept>

#include "base/text.hpp"
#include "web/server/gzip.hpp"
#include "web/server/status.hpp"

namespace pingxing::web {
namespace {

struct Standard {
  std::string_view name, line;
};

/// What every answer carries unless its handler said otherwise.
constexpr Standard standard[] = {
    {"Content-Security-Policy",
     "Content-Security-Policy: default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
     "form-action 'self'; frame-ancestors 'none'\r\n"},
    {"X-Content-Type-Options", "X-Content-Type-Options: nosniff\r\n"},
    {"Referrer-Policy", "Referrer-Policy: same-origin\r\n"},
    {"Permissions-Policy", "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n"},
    {"Cross-Origin-Opener-Policy", "Cross-Origin-Opener-Policy: same-origin\r\n"},
    // Pages hold names and figures: nothing is kept unless its handler knows that it may be.
    {"Cache-Control", "Cache-Control: no-store\r\n"},
};
constexpr Standard over_tls = {"Strict-Transport-Security", "Strict-Transport-Security: max-age=31536000\r\n"};

bool is_token(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool is_line(std::string_view value) {
  return std::none_of(value.begin(), value.end(),
                      [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; });
}

bool is_same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// Set by the server alone: two of them would contradict each other.
bool is_ours(std::string_view name) {
  return is_same_name(name, "Content-Length") || is_same_name(name, "Connection") || is_same_name(name, "Date") ||
         is_same_name(name, "Transfer-Encoding") || is_same_name(name, "Content-Type");
}

const std::string* find_header(const Response& response, std::string_view name) {
  for (const auto& [own, value] : response.headers)
    if (is_same_name(own, name)) return &value;
  return nullptr;
}

std::string etag_of(std::string_view body) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash;
  SHA256(reinterpret_cast<const unsigned char*>(body.data()), body.size(), hash.data());
  // Weak: the compressed and the plain form have the same.
  std::string etag = "W/\"";
  for (std::size_t i = 0; i < 12; ++i) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", hash[i]);
    etag += digits;
  }
  return etag + '"';
}

/// RFC 9110, 13.1.2, by weak comparison.
bool is_matched(std::string_view if_none_match, std::string_view etag) {
  const auto opaque = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
  for (const auto& tag : split(if_none_match, ","))
    if (tag == "*" || opaque(tag) == opaque(etag)) return true;
  return false;
}

/// RFC 9110, 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT". Made once a second on each thread.
const std::string& date_line() {
  thread_local std::time_t made = 0;
  thread_local std::string line;
  const std::time_t now = std::time(nullptr);
  if (now != made || line.empty()) {
    static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    gmtime_r(&now, &utc);
    char text[64];
    std::snprintf(text, sizeof text, "Date: %s, %02d %s %d %02d:%02d:%02d GMT\r\n", days[utc.tm_wday], utc.tm_mday,
                  months[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
    line = text;
    made = now;
  }
  return line;
}

void check_headers(const Response& response) {
  const auto refuse = [](const std::string& name) {
    throw std::logic_error("a header that must not be sent: " + (is_token(name) ? name : "its name is none"));
  };
  for (const auto& [name, value] : response.headers)
    if (!is_token(name) || !is_line(value) || is_ours(name)) refuse(name);
  if (!is_line(response.content_type)) refuse("Content-Type");
  if (response.status < 200 || response.status > 599) throw std::logic_error("a status that is none");
}

/// Puts ETag and compressed body in place; whether the client has it already.
bool settle_body(const Request& request, Response& response, SharedBodies& shared, std::string& more) {
  const bool is_shared = response.shared_body != nullptr;
  const std::string_view body = is_shared ? *response.shared_body : response.body;
  const auto* const caching = find_header(response, "Cache-Control");
  const bool is_kept = caching && caching->find("no-store") == std::string::npos && response.status == 200 &&
                       (request.method == "GET" || request.method == "HEAD");
  const auto* const own_etag = find_header(response, "ETag");
  const bool is_encoded = find_header(response, "Content-Encoding") != nullptr;
  const bool is_packable = !is_encoded && is_worth_gzip(response.content_type, body.size());
  const bool is_packed = is_packable && accepts_gzip(request.header("accept-encoding"));
  SharedBodies::Form form;
  if (is_shared && (is_packed || (is_kept && !own_etag)))
    form = shared.form(response.shared_body, response.content_type);
  else if (is_kept && !own_etag)
    form.etag = etag_of(body);

  if (is_packable) more += "Vary: Accept-Encoding\r\n";
  if (is_kept && !own_etag) more += "ETag: " + form.etag + "\r\n";
  if (is_kept && is_matched(request.header("if-none-match"), own_etag ? *own_etag : form.etag)) return true;
  if (is_packed && (!is_shared || form.packed)) {
    more += "Content-Encoding: gzip\r\n";
    if (is_shared)
      response.shared_body = form.packed;
    else
      response.body = gzip(response.body, Effort::Quick);
  }
  return false;
}

}  // namespace

SharedBodies::Form SharedBodies::form(const std::shared_ptr<const std::string>& body, std::string_view content_type) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(body.get());
    // The address alone is not enough: another string may live there by now.
    if (found != known_.end() && found->second.body.lock() == body) return found->second.form;
  }
  Form form{etag_of(*body), nullptr};
  if (is_worth_gzip(content_type, body->size())) {
    auto packed = std::make_shared<const std::string>(gzip(*body, Effort::Quick));
    if (packed->size() < body->size()) form.packed = std::move(packed);
  }
  const std::lock_guard lock(mutex_);
  known_.insert_or_assign(body.get(), Known{body, form});
  if (known_.size() > 2 * checked_size_ + 64) {  // forget those whose body is gone
    std::erase_if(known_, [](const auto& entry) { return entry.second.body.expired(); });
    checked_size_ = known_.size();
  }
  return form;
}

Answer make_answer(const Request& request, Response&& response, SharedBodies& shared) {
  check_headers(response);
  Answer answer;
  std::string more;
  if (settle_body(request, response, shared, more)) response.status = 304;
  const bool is_empty = response.status == 204 || response.status == 304;
  const std::size_t size = response.shared_body ? response.shared_body->size() : response.body.size();

  answer.status = response.status;
  answer.route = std::move(response.route);
  answer.has_body = !is_empty && request.method != "HEAD";
  std::string& head = answer.head;
  head.reserve(1024);
  head += "HTTP/1.1 ";
  head += std::to_string(response.status);
  head += ' ';
  head += reason(response.status);
  head += "\r\n";
  head += date_line();
  if (!is_empty) {
    if (size > 0) {
      head += "Content-Type: ";
      head += response.content_type;
      head += "\r\n";
    }
    head += "Content-Length: ";
    head += std::to_string(size);
    head += "\r\n";
  }
  for (const auto& [name, value] : response.headers) {
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
  }
  head += more;
  for (const auto& [name, line] : standard)
    if (!find_header(response, name)) head += line;
  if (request.is_secure && !find_header(response, over_tls.name)) head += over_tls.line;
  answer.own_body = std::move(response.body);
  answer.shared_body = std::move(response.shared_body);
  return answer;
}

}  // namespace pingxing::web
