// The same server over TLS: handshake, what is refused, resumed sessions, large answers.
#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdio>
#include <filesystem>
#include <latch>
#include <memory>
#include <optional>

#include "web/server/test_support.hpp"

namespace pingxing::web {
namespace {

/// A new key and a certificate of its own, in files as long as this lives.
class Certificate {
 public:
  Certificate() {
    EVP_PKEY* const key = EVP_EC_gen("P-256");
    X509* const certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME* const name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1,
                               0);
    X509_set_issuer_name(certificate, name);
    X509_sign(certificate, key, EVP_sha256());
    FILE* out = std::fopen(certificate_file().c_str(), "w");
    PEM_write_X509(out, certificate);
    std::fclose(out);
    out = std::fopen(key_file().c_str(), "w");
    PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(out);
    X509_free(certificate);
    EVP_PKEY_free(key);
  }
  ~Certificate() { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::string certificate_file() const { return folder_ + "/certificate.pem"; }
  [[nodiscard]] std::string key_file() const { return folder_ + "/key.pem"; }

 private:
  std::string folder_ = [] {
    std::string name = testing::TempDir() + "pingxing-tls-XXXXXX";
    if (!::mkdtemp(name.data())) std::abort();
    return name;
  }();
};

struct FreeSession {
  void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
};
using Session = std::unique_ptr<SSL_SESSION, FreeSession>;

class TlsClient : public Client {
 public:
  explicit TlsClient(unsigned short port, int version_max = TLS1_3_VERSION, SSL_SESSION* session = nullptr)
      : Client(port), context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_max_proto_version(context_, version_max);
    if (version_max < TLS1_2_VERSION) {  // else this side would refuse already
      SSL_CTX_set_min_proto_version(context_, version_max);
      SSL_CTX_set_security_level(context_, 0);
    }
    ssl_ = SSL_new(context_);
    if (session) SSL_set_session(ssl_, session);
    SSL_set_fd(ssl_, socket());
    is_greeted_ = SSL_connect(ssl_) == 1;
    ERR_clear_error();
  }
  ~TlsClient() override {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
  }
  [[nodiscard]] bool is_greeted() const { return is_greeted_; }
  [[nodiscard]] bool is_resumed() const { return SSL_session_reused(ssl_) == 1; }
  [[nodiscard]] std::string version() const { return SSL_get_version(ssl_); }
  [[nodiscard]] std::string cipher() const { return SSL_get_cipher_name(ssl_); }
  [[nodiscard]] Session session() const { return Session(SSL_get1_session(ssl_)); }

 protected:
  ssize_t write_some(std::string_view bytes) override {
    return SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size()));
  }
  ssize_t read_some(char* to, std::size_t size) override { return SSL_read(ssl_, to, static_cast<int>(size)); }

 private:
  SSL_CTX* context_;
  SSL* ssl_;
  bool is_greeted_ = false;
};

ServerOptions with_tls(const Certificate& certificate) {
  ServerOptions options = RunningServer::free_port();
  options.certificate_file = certificate.certificate_file();
  options.key_file = certificate.key_file();
  return options;
}

TEST(ServerTls, AnswersOverTls) {
  const Certificate certificate;
  RunningServer server(
      [](const Request& request) {
        Response response = echo(request);
        if (!request.is_secure) response.body = "not secure";
        return response;
      },
      with_tls(certificate));
  TlsClient client(server->port());
  ASSERT_TRUE(client.is_greeted());
  EXPECT_EQ(client.version(), "TLSv1.3");
  for (int i = 0; i < 10; ++i) {
    const Reply reply = client.ask("/a");
    EXPECT_EQ(reply.body, "GET /a ");
    EXPECT_TRUE(reply.headers.at("strict-transport-security").starts_with("max-age="));
  }
  client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");  // in one record
  EXPECT_EQ(client.read().body, "GET /1 ");
  EXPECT_EQ(client.read().body, "GET /2 ");
}

TEST(ServerTls, SendsAndTakesWhatIsLarge) {
  const Certificate certificate;
  std::string bytes;
  for (int i = 0; bytes.size() < 5'000'000; ++i) bytes += std::to_string(i) + " ";
  RunningServer server(
      [](const Request& request) {
        Response response;
        response.body = request.body;
        return response;
      },
      with_tls(certificate));
  TlsClient client(server->port());
  client.post("/", "text/plain", bytes);
  EXPECT_TRUE(client.read().body == bytes);
  EXPECT_EQ(client.ask("/").status, 200);
}

TEST(ServerTls, RefusesOldProtocolsAndWeakCiphers) {
  const Certificate certificate;
  RunningServer server(echo, with_tls(certificate));
  EXPECT_FALSE(TlsClient(server->port(), TLS1_VERSION).is_greeted());
  EXPECT_FALSE(TlsClient(server->port(), TLS1_1_VERSION).is_greeted());
  TlsClient client(server->port(), TLS1_2_VERSION);
  ASSERT_TRUE(client.is_greeted());
  EXPECT_EQ(client.version(), "TLSv1.2");
  EXPECT_TRUE(client.cipher().starts_with("ECDHE-")) << client.cipher();
  EXPECT_EQ(client.ask("/").status, 200);
}

TEST(ServerTls, ResumesSessions) {
  const Certificate certificate;
  RunningServer server(echo, with_tls(certificate));
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient first(server->port(), version);
    EXPECT_EQ(first.ask("/").status, 200);
    EXPECT_FALSE(first.is_resumed());
    const Session session = first.session();
    TlsClient second(server->port(), version, session.get());
    EXPECT_EQ(second.ask("/").status, 200);
    EXPECT_TRUE(second.is_resumed()) << version;
  }
}

TEST(ServerTls, TellsWhoSpeaksPlainly) {
  const Certificate certificate;
  RunningServer server(echo, with_tls(certificate));
  Client client(server->port());
  const Reply reply = client.ask("/");
  EXPECT_EQ(reply.status, 400);
  EXPECT_FALSE(reply.body.empty());
  EXPECT_TRUE(client.is_ended());
}

TEST(ServerTls, GivesUpWhoDoesNotShakeHands) {
  const Certificate certificate;
  ServerOptions options = with_tls(certificate);
  options.header_seconds = 1;
  RunningServer server(echo, options);
  Client client(server->port());
  client.send("\x16\x03\x01");
  for (int i = 0; i < 10; ++i) EXPECT_EQ(TlsClient(server->port()).ask("/").status, 200);
  EXPECT_TRUE(client.is_ended());
}

TEST(ServerTls, StopsWithoutLoss) {
  const Certificate certificate;
  std::latch is_begun(1);
  RunningServer server(
      [&](const Request& request) {
        if (request.path == "/last") is_begun.count_down();
        return echo(request);
      },
      with_tls(certificate));
  TlsClient client(server->port());
  EXPECT_EQ(client.ask("/first").status, 200);
  client.get("/last");
  is_begun.wait();
  server->stop();
  EXPECT_EQ(client.read().body, "GET /last ");
  EXPECT_TRUE(client.is_ended());
}

TEST(ServerTls, SaysWhichFileIsWrong) {
  const Certificate certificate, other;
  const auto message = [](const ServerOptions& options) -> std::string {
    try {
      const Server server(options, echo);
      return "none";
    } catch (const std::runtime_error& error) {
      return error.what();
    }
  };
  ServerOptions options = with_tls(certificate);
  options.certificate_file = "/nowhere/certificate.pem";
  EXPECT_NE(message(options).find("/nowhere/certificate.pem: "), std::string::npos) << message(options);
  options = with_tls(certificate);
  options.key_file = other.key_file();
  EXPECT_NE(message(options).find(other.key_file() + ": key values mismatch"), std::string::npos) << message(options);
}

}  // namespace
}  // namespace pingxing::web
