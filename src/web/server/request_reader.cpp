#include "web/server/request_reader.hpp"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <charconv>

#include "base/check.hpp"
#include "base/text.hpp"
#include "web/decode.hpp"

namespace pingxing::web {
namespace {

namespace http = boost::beast::http;
using boost::optional;
using boost::beast::error_code;
using boost::beast::string_view;

constexpr std::size_t fields_max = 100;                     // browsers send about 20
constexpr std::size_t reserved_max = std::size_t{1} << 20;  // a length that is only said takes no memory

std::string_view plain(string_view text) { return {text.data(), text.size()}; }

bool is_known(http::verb method) {
  switch (method) {
    case http::verb::get:
    case http::verb::head:
    case http::verb::post:
    case http::verb::put:
    case http::verb::patch:
    case http::verb::delete_:
    case http::verb::options:
      return true;
    default:
      return false;
  }
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A name or an address, with or without a port: it may come to stand in a link.
bool is_host(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_' || c == ':' || c == '[' || c == ']';
  });
}

/// Two of them would let two readers of one request differ.
bool is_single(http::field name) {
  return name == http::field::host || name == http::field::content_length || name == http::field::content_type ||
         name == http::field::transfer_encoding || name == http::field::authorization || name == http::field::expect ||
         name == http::field::origin;
}

}  // namespace

class RequestReader::Parser : public http::basic_parser<true> {
 public:
  explicit Parser(const ReaderLimits& limits) : body_bytes_max(limits.body_bytes_max), takes_(limits.takes) {
    header_limit(static_cast<std::uint32_t>(limits.header_bytes_max));
    body_limit(boost::none);  // ours is asked for when the head is read
  }

  Request request;
  std::size_t head_bytes = 0;  // read so far
  std::size_t body_bytes_max;
  int refusal = 0;
  bool is_old = false, waits_for_continue = false;

  /// Ends the reading; the first reason counts.
  void refuse(int status) {
    if (refusal == 0) refusal = status;
  }

 private:
  void refuse(int status, error_code& ec) {
    refuse(status);
    ec = http::error::bad_value;
  }

  void on_request_impl(http::verb method, string_view name, string_view target, int version, error_code& ec) override {
    is_old = version < 11;
    if (!is_known(method)) return refuse(501, ec);
    request.method = name;
    if (!read_target(plain(target))) refuse(400, ec);
  }

  /// "/path?query", or the same behind "http://host" as proxies get it.
  bool read_target(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
      if (!starts_with_any_case(target, scheme)) continue;
      target.remove_prefix(scheme.size());
      target.remove_prefix(std::min(target.find_first_of("/?"), target.size()));
      break;
    }
    const std::size_t question = std::min(target.find('?'), target.size());
    auto path = decode_path(target.substr(0, question));
    if (!path) return false;
    request.path = std::move(*path);
    return question == target.size() || decode_form(target.substr(question + 1), request.query);
  }

  void on_field_impl(http::field known, string_view name, string_view value, error_code& ec) override {
    if (is_header_done()) return;  // a trailer of a chunked body: nothing that we believe
    if (request.headers.size() == fields_max) return refuse(431, ec);
    if (known == http::field::content_length && !is_digits(plain(value))) return refuse(400, ec);
    if (known == http::field::host && !is_host(plain(value))) return refuse(400, ec);
    if (known == http::field::transfer_encoding) {
      if (is_old) return refuse(400, ec);
      if (lower_ascii(plain(value)) != "chunked") return refuse(501, ec);
    }
    if (known == http::field::expect) {
      if (lower_ascii(plain(value)) != "100-continue") return refuse(417, ec);
      waits_for_continue = !is_old;
    }
    if (known == http::field::cookie) decode_cookies(plain(value), request.cookies);
    if (known == http::field::content_type) request.content_type = value;
    const auto [own, is_new] = request.headers.emplace(lower_ascii(plain(name)), value);
    if (is_new) return;
    if (is_single(known)) return refuse(400, ec);
    own->second += known == http::field::cookie ? "; " : ", ";
    own->second += plain(value);
  }

  void on_header_impl(error_code& ec) override {
    if (!is_old && !request.headers.contains("host")) return refuse(400, ec);
    waits_for_continue = waits_for_continue && !is_done();
    const auto length = request.headers.find("content-length");
    if (length == request.headers.end() && !request.headers.contains("transfer-encoding")) return;
    if (takes_ && *takes_) body_bytes_max = std::min(body_bytes_max, (*takes_)(request.method, request.path));
    std::uint64_t bytes = 0;
    if (length == request.headers.end()) return;
    const char* const end = length->second.data() + length->second.size();
    if (std::from_chars(length->second.data(), end, bytes).ec != std::errc() || bytes > body_bytes_max) refuse(413, ec);
  }

  void on_body_init_impl(const optional<std::uint64_t>& length, error_code&) override {
    if (length) request.body.reserve(std::min<std::size_t>(*length, reserved_max));
  }

  std::size_t on_body_impl(string_view body, error_code& ec) override {
    waits_for_continue = false;
    if (body.size() > body_bytes_max - request.body.size()) {
      refuse(413, ec);
      return 0;
    }
    request.body.append(body.data(), body.size());
    return body.size();
  }

  void on_chunk_header_impl(std::uint64_t size, string_view, error_code& ec) override {
    waits_for_continue = false;
    if (size > body_bytes_max - request.body.size()) refuse(413, ec);
  }
  std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code& ec) override {
    return on_body_impl(body, ec);
  }
  void on_finish_impl(error_code&) override {}
  void on_response_impl(int, string_view, int, error_code&) override { CHECK(false); }

  const std::function<std::size_t(std::string_view, std::string_view)>* takes_;
};

RequestReader::RequestReader(const ReaderLimits& limits) : limits_(limits) { begin_next(); }
RequestReader::~RequestReader() = default;

void RequestReader::begin_next() { parser_ = std::make_unique<Parser>(limits_); }

std::size_t RequestReader::read(std::string_view bytes) {
  Parser& parser = *parser_;
  std::size_t used = 0;
  if (!parser.got_some())  // RFC 9112, 2.2: an empty line before a request is passed over
    while (used < bytes.size() && (bytes[used] == '\r' || bytes[used] == '\n')) ++used;
  while (used < bytes.size() && !parser.is_done() && parser.refusal == 0) {
    const bool was_head = !parser.is_header_done();
    error_code ec;
    const std::size_t taken = parser.put(boost::asio::const_buffer(bytes.data() + used, bytes.size() - used), ec);
    used += taken;
    if (was_head) parser.head_bytes += taken;
    const std::size_t rest = bytes.size() - used;
    if (ec == http::error::need_more) {
      // Of the head, and also of what stands between the chunks of a body.
      if ((was_head ? parser.head_bytes : 0) + rest > limits_.header_bytes_max) parser.refuse(431);
      break;
    }
    if (ec == http::error::header_limit) parser.refuse(431);
    if (ec) parser.refuse(400);
    if (was_head && parser.head_bytes > limits_.header_bytes_max) parser.refuse(431);
  }
  return used;
}

bool RequestReader::is_head_read() const { return parser_->refusal == 0 && parser_->is_header_done(); }
bool RequestReader::is_whole() const { return parser_->refusal == 0 && parser_->is_done(); }
int RequestReader::refusal() const { return parser_->refusal; }
std::size_t RequestReader::body_bytes_max() const { return parser_->body_bytes_max; }
bool RequestReader::waits_for_continue() const { return is_head_read() && parser_->waits_for_continue; }
bool RequestReader::keeps_alive() const { return is_head_read() && parser_->keep_alive(); }
bool RequestReader::is_old() const { return parser_->is_old; }
Request& RequestReader::request() { return parser_->request; }

}  // namespace pingxing::web
