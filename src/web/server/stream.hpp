// One connected socket, plain or with TLS, that never blocks: what cannot be done now says what to wait for. Knows no
// Asio; whoever waits is `connection.cpp`.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

// As in <openssl/types.h>, which is not included by all that includes this.
using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;

namespace pingxing::web {

/// Certificate, key, protocol versions and ciphers of a server: TLS 1.2 and later, forward secrecy only.
class TlsContext {
 public:
  /// Throws std::runtime_error with the file and why.
  TlsContext(const std::string& certificate_file, const std::string& key_file);
  [[nodiscard]] SSL_CTX* get() const { return context_.get(); }

 private:
  struct Free {
    void operator()(SSL_CTX* context) const;
  };
  std::unique_ptr<SSL_CTX, Free> context_;
};

class Stream {
 public:
  enum class State {
    Done,
    MustRead,   // wait until the socket can be read, then try again
    MustWrite,  // wait until it can be written
    Ended,      // by the other side, or an error
    PlainText,  // a handshake only: HTTP came where TLS was expected
  };
  struct Step {
    State state;
    std::size_t bytes = 0;
  };

  /// The socket stays the caller's. `tls`: nothing for a plain stream.
  Stream(int socket, const TlsContext* tls);
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  [[nodiscard]] bool is_secure() const { return ssl_ != nullptr; }
  Step shake_hands();
  /// Something was received that the socket does not tell of any more.
  [[nodiscard]] bool holds_bytes() const;
  /// At least one byte, or what to wait for.
  Step read(char* to, std::size_t size);
  /// Some of `head` and then of `body`; what was begun must be given again after a wait.
  Step write(std::string_view head, std::string_view body);
  /// Says that no more will be written. What the other side still sends can be thrown away with `discard`.
  void end_writing();
  /// Reads from the socket and forgets.
  Step discard();
  /// A handshake told PlainText: what is written from now on goes out as it is.
  void become_plain();

 private:
  Step outcome(int returned) const;

  int socket_;
  SSL* ssl_ = nullptr;
};

}  // namespace pingxing::web
