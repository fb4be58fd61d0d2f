#include "web/server/stream.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace pingxing::web {
namespace {

constexpr std::size_t record_max = 16'384;  // of TLS: what goes out in one piece

[[noreturn]] void fail(const std::string& file) {
  const unsigned long code = ERR_get_error();
  const char* const reason = ERR_reason_error_string(code);
  ERR_clear_error();
  throw std::runtime_error(file + ": " +
                           (reason                   ? reason
                            : ERR_SYSTEM_ERROR(code) ? std::strerror(ERR_GET_REASON(code))
                                                     : "not readable"));
}

Stream::Step of_system(ssize_t returned, Stream::State waiting) {
  if (returned > 0) return {Stream::State::Done, static_cast<std::size_t>(returned)};
  const bool must_wait = returned < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
  return {must_wait ? waiting : Stream::State::Ended};
}

}  // namespace

TlsContext::TlsContext(const std::string& certificate_file, const std::string& key_file)
    : context_(SSL_CTX_new(TLS_server_method())) {
  ERR_clear_error();
  SSL_CTX* const context = context_.get();
  if (!context) fail("TLS");
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!PSK:!SHA1");
  // AES-128 first: strong enough for any secret of ours, a fifth quicker.
  SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256");
  SSL_CTX_set_read_ahead(context, 1);  // a record's head and content with one call
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                   SSL_OP_PRIORITIZE_CHACHA | SSL_OP_IGNORE_UNEXPECTED_EOF);
  // Buffers are given back while a connection is idle: 34 kB each otherwise.
  SSL_CTX_set_mode(context,
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  // Sessions are resumed by tickets that the client keeps, under a key of this process: nothing to store.
  static constexpr unsigned char name[] = "pingxing";
  SSL_CTX_set_session_id_context(context, name, sizeof name - 1);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  if (SSL_CTX_use_certificate_chain_file(context, certificate_file.c_str()) != 1) fail(certificate_file);
  if (SSL_CTX_use_PrivateKey_file(context, key_file.c_str(), SSL_FILETYPE_PEM) != 1) fail(key_file);
  if (SSL_CTX_check_private_key(context) != 1) fail(key_file);
}

void TlsContext::Free::operator()(SSL_CTX* context) const { SSL_CTX_free(context); }

Stream::Stream(int socket, const TlsContext* tls) : socket_(socket) {
  if (!tls) return;
  ssl_ = SSL_new(tls->get());
  if (!ssl_ || SSL_set_fd(ssl_, socket) != 1) throw std::bad_alloc();
  SSL_set_accept_state(ssl_);
}

Stream::~Stream() { SSL_free(ssl_); }

Stream::Step Stream::outcome(int returned) const {
  switch (SSL_get_error(ssl_, returned)) {
    case SSL_ERROR_WANT_READ:
      return {State::MustRead};
    case SSL_ERROR_WANT_WRITE:
      return {State::MustWrite};
    default:
      return {State::Ended};
  }
}

Stream::Step Stream::shake_hands() {
  if (!ssl_) return {State::Done};
  ERR_clear_error();
  const int returned = SSL_do_handshake(ssl_);
  if (returned == 1) return {State::Done};
  const unsigned long error = ERR_peek_error();
  if (ERR_GET_LIB(error) == ERR_LIB_SSL && ERR_GET_REASON(error) == SSL_R_HTTP_REQUEST) return {State::PlainText};
  return outcome(returned);
}

bool Stream::holds_bytes() const { return ssl_ && SSL_has_pending(ssl_) == 1; }

Stream::Step Stream::read(char* to, std::size_t size) {
  if (!ssl_) return of_system(::recv(socket_, to, size, 0), State::MustRead);
  ERR_clear_error();
  std::size_t bytes = 0;
  const int returned = SSL_read_ex(ssl_, to, size, &bytes);
  return returned == 1 ? Step{State::Done, bytes} : outcome(returned);
}

Stream::Step Stream::write(std::string_view head, std::string_view body) {
  if (!ssl_) {
    iovec parts[2] = {{const_cast<char*>(head.data()), head.size()}, {const_cast<char*>(body.data()), body.size()}};
    msghdr message{};
    message.msg_iov = head.empty() ? parts + 1 : parts;
    message.msg_iovlen = head.empty() || body.empty() ? 1 : 2;
    return of_system(::sendmsg(socket_, &message, MSG_NOSIGNAL), State::MustWrite);
  }
  ERR_clear_error();
  std::string_view piece = head.empty() ? body : head;
  thread_local char together[record_max];
  if (!head.empty() && head.size() < record_max && !body.empty()) {  // one record, one packet
    const std::size_t of_body = std::min(body.size(), record_max - head.size());
    std::memcpy(together, head.data(), head.size());
    std::memcpy(together + head.size(), body.data(), of_body);
    piece = {together, head.size() + of_body};
  }
  std::size_t bytes = 0;
  const int returned = SSL_write_ex(ssl_, piece.data(), piece.size(), &bytes);
  return returned == 1 ? Step{State::Done, bytes} : outcome(returned);
}

void Stream::end_writing() {
  if (ssl_) {
    ERR_clear_error();
    SSL_shutdown(ssl_);
  }
  ::shutdown(socket_, SHUT_WR);
}

Stream::Step Stream::discard() {
  char bytes[16'384];
  return of_system(::recv(socket_, bytes, sizeof bytes, 0), State::MustRead);
}

void Stream::become_plain() {
  SSL_free(ssl_);
  ssl_ = nullptr;
}

}  // namespace pingxing::web
