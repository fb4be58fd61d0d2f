// What is said while the database cannot, what health checks say, and who may read the numbers.
#include <gtest/gtest.h>

#include "site/health.hpp"
#include "site/test_support.hpp"
#include "store/errors.hpp"

namespace pingxing::site {
namespace {

/// The database of the tests, until it is to fail.
class Failing : public store::Database {
 public:
  explicit Failing(store::Database& real) : real_(real) {}
  void read(const std::function<void(store::Reading&)>& work) override {
    if (reads_fail) fail();
    real_.read(work);
  }
  void write(const std::function<void(store::Writing&)>& work) override {
    ++writes;
    if (fail) fail();
    real_.write(work);
  }
  std::string description() override { return real_.description(); }

  std::function<void()> fail;
  bool reads_fail = false;
  int writes = 0;

 private:
  store::Database& real_;
};

template <class Failure>
std::function<void()> throwing() {
  return [] { throw Failure("made to fail"); };
}

class UnavailableTest : public SiteTest {
 protected:
  web::Response ask(const std::string& method, const std::string& path, const std::string& language = "en",
                    const std::string& remote = "127.0.0.1", const std::string& forwarded = "") {
    web::Request request;
    request.method = method;
    request.path = path;
    request.remote = remote;
    request.cookies.add("session", browser_.session);
    request.cookies.add("language", language);
    request.form.add("csrf", browser_.csrf);
    for (const auto* name : {"office_name", "smtp_url"}) request.form.add(name, "");
    if (!forwarded.empty()) request.headers["x-forwarded-for"] = forwarded;
    return failing_site_(request);
  }
  SiteSettings settings() {
    SiteSettings settings = with(steady_);
    settings.on_trouble = [this](const std::string& line) { troubles_.push_back(line); };
    settings.data_folder = folder_.path(".");
    return settings;
  }

  std::vector<std::string> troubles_;
  Failing failing_{*database_};
  office::Office failing_office_{failing_, clock_, random_, office::new_rating_cache(), office_.options};
  Site failing_site_{failing_office_, settings(), polling_};
  Browser browser_ = as("admin");
};

TEST_F(UnavailableTest, M1EachFailureIsToldAsItIs) {
  struct Case {
    std::function<void()> fail;
    const char *code, *en, *zh;
  };
  const Case cases[] = {
      {throwing<store::DatabaseFailure>(), "DATABASE_AWAY", "nothing was stored", "没有保存"},
      {throwing<store::ConnectionLost>(), "DATABASE_AWAY", "nothing was stored", "没有保存"},
      {throwing<store::ReadsOnly>(), "DATABASE_READS_ONLY", "standby", "备用库"},
      {throwing<store::DiskFull>(), "DATABASE_FULL", "disk", "磁盘已满"},
      {throwing<store::CommitUnknown>(), "OUTCOME_UNKNOWN", "cannot tell yet", "还查不到"},
  };
  for (const auto& [fail, code, en, zh] : cases) {
    failing_.fail = fail;
    for (const bool reads_fail : {false, true}) {
      failing_.reads_fail = reads_fail;
      const auto page = ask("POST", "/settings"), chinese = ask("POST", "/settings", "zh");
      for (const auto* answer : {&page, &chinese}) {
        EXPECT_EQ(answer->status, 503) << code;
        EXPECT_EQ(header_of(*answer, "Retry-After"), "5");
        EXPECT_NE(answer->body.find(code), std::string::npos) << answer->body;
      }
      EXPECT_NE(page.body.find(en), std::string::npos) << page.body;
      EXPECT_NE(chinese.body.find(zh), std::string::npos) << chinese.body;
      const auto call = ask("PATCH", "/api/v1/settings");
      EXPECT_EQ(call.status, 503);
      EXPECT_EQ(Json::parse(call.body)["code"], code);
      if (std::string(code) == "OUTCOME_UNKNOWN") EXPECT_EQ(call.body.find("nothing was"), std::string::npos);
    }
    EXPECT_FALSE(troubles_.empty());
    troubles_.clear();
  }
  failing_.fail = nullptr;
  failing_.reads_fail = false;
  EXPECT_EQ(ask("POST", "/settings").status, 200);
}

TEST_F(UnavailableTest, ReadinessTriesAWriteAndLivenessDoesNot) {
  const auto ready = ask("GET", "/readyz");
  EXPECT_EQ(ready.status, 200) << ready.body;
  EXPECT_EQ(Json::parse(ready.body)["status"], "ready");
  EXPECT_GT(Json::parse(ready.body)["free_bytes"].whole(), 0);
  const int writes = failing_.writes;
  for (int i = 0; i < 20; ++i) ask("GET", "/readyz");
  EXPECT_EQ(failing_.writes, writes);  // anybody may ask
  failing_.fail = throwing<store::ReadsOnly>();
  failing_.reads_fail = true;
  steady_.advance(2'000);
  for (const auto& [language, word] : {std::pair{"en", "standby"}, std::pair{"zh", "备用库"}}) {
    const auto not_ready = ask("GET", "/readyz", language);
    EXPECT_EQ(not_ready.status, 503);
    EXPECT_EQ(header_of(not_ready, "Retry-After"), "5");
    EXPECT_EQ(Json::parse(not_ready.body)["code"], "DATABASE_READS_ONLY");
    EXPECT_NE(not_ready.body.find(word), std::string::npos) << not_ready.body;
  }
  EXPECT_EQ(failing_.writes, writes + 1);
  EXPECT_EQ(ask("GET", "/healthz").status, 200);
  failing_.fail = nullptr;
  steady_.advance(2'000);
  EXPECT_EQ(ask("GET", "/readyz").status, 200);
}

TEST_F(UnavailableTest, AFullDiskIsToldBeforeItIsFull) {
  const auto with_low = [&](std::uint64_t low) {
    auto wanted = settings();
    wanted.free_bytes_low = low;
    return wanted;
  };
  web::Request request;
  request.method = "GET";
  request.path = "/readyz";
  request.cookies.add("language", "zh");
  const auto free = static_cast<std::uint64_t>(Json::parse(ask("GET", "/readyz").body)["free_bytes"].whole());
  const Site low(failing_office_, with_low(free * 2), polling_);
  const auto said = low(request);
  EXPECT_EQ(said.status, 200);
  EXPECT_NE(said.body.find("磁盘"), std::string::npos) << said.body;
  request.path = "/settings";
  request.cookies.add("session", browser_.session);
  EXPECT_NE(low(request).body.find("磁盘"), std::string::npos);
  EXPECT_EQ(failing_site_(request).body.find("磁盘"), std::string::npos);
  request.path = "/readyz";
  const Site full(failing_office_, with_low(free * 100), polling_);
  const auto not_ready = full(request);
  EXPECT_EQ(not_ready.status, 503);
  EXPECT_EQ(Json::parse(not_ready.body)["code"], "DISK_LOW");
}

TEST_F(UnavailableTest, NumbersAreForThoseWhoAreNamed) {
  EXPECT_EQ(ask("GET", "/metrics", "en", "127.0.0.1").status, 200);
  EXPECT_EQ(ask("GET", "/metrics", "en", "::1").status, 200);
  for (const auto* remote : {"203.0.113.7", "10.0.0.1", "127.0.0.2", "", "::2"})
    EXPECT_EQ(ask("GET", "/metrics", "en", remote).status, 404) << remote;
  // Behind a proxy that nobody told us of, everybody seems to come from this machine.
  EXPECT_EQ(ask("GET", "/metrics", "en", "127.0.0.1", "203.0.113.7").status, 404);
  auto wanted = settings();
  wanted.metrics_from = {"10.0.0.1"};
  wanted.has_trusted_proxy = true;
  const Site named(failing_office_, wanted, polling_);
  web::Request request;
  request.method = "GET";
  request.path = "/metrics";
  request.headers["x-forwarded-for"] = "10.0.0.1";
  request.remote = "10.0.0.1";
  EXPECT_EQ(named(request).status, 200);
  request.remote = "127.0.0.1";
  EXPECT_EQ(named(request).status, 404);
}

}  // namespace
}  // namespace pingxing::site
