// For the tests of this folder: the site over a real database, and browsers that are signed in, without sockets.
#pragma once
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "office/polling.hpp"
#include "office/test_support.hpp"
#include "site/json_views.hpp"
#include "site/site.hpp"

namespace pingxing::site {

using store::Id;

class SiteTest : public office::OfficeTest {
 protected:
  using OfficeTest::OfficeTest;
  struct Browser {
    std::string session, csrf, language = "zh";
  };

  Browser as(const std::string& login, std::int64_t for_ms = 1'000'000) {
    Browser browser;
    const auto id = account(login);
    browser.session = office::new_token(random_);
    database_->write([&](store::Writing& db) {
      store::add_session(db, {sha256_hex(browser.session), id, clock_.now_ms(), clock_.now_ms() + for_ms,
                              clock_.now_ms() + for_ms, "", clock_.now_ms()});
    });
    const auto page = get(browser, "/");
    const auto at = page.body.find("name=\"csrf\" value=\"");
    EXPECT_NE(at, std::string::npos);
    browser.csrf = page.body.substr(at + 19, page.body.find('"', at + 19) - at - 19);
    return browser;
  }
  web::Response send(const Browser& browser, const std::string& method, const std::string& target,
                     web::Fields form = {}, std::string body = {}, std::vector<web::Upload> uploads = {}) {
    web::Request request;
    request.method = method;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != target.npos) {
      for (const auto& pair : split(target.substr(question + 1), "&"))
        request.query.add(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
    }
    if (!browser.session.empty()) request.cookies.add("session", browser.session);
    request.cookies.add("language", browser.language);
    request.headers["host"] = "localhost";
    if (target.starts_with("/api/") || !body.empty()) request.headers["accept"] = "application/json";
    if (method != "GET") {
      if (body.empty())
        form.add("csrf", browser.csrf);
      else
        request.headers["x-csrf-token"] = browser.csrf;
    }
    request.uploads = std::move(uploads);
    request.form = std::move(form);
    request.body = std::move(body);
    request.remote = "127.0.0.1";
    return site_(request);
  }
  web::Response get(const Browser& browser, const std::string& target) { return send(browser, "GET", target); }
  web::Response upload(const Browser& browser, const std::string& target, const std::string& filename,
                       const std::string& bytes, const web::Fields& form = {}) {
    return send(browser, "POST", target, form, {}, {{"file", filename, bytes}});
  }

  office::SecretFolder secrets_{folder_.path("secrets")};
  office::Polling polling_{office_, secrets_};
  FixedSteadyClock steady_;
  std::vector<std::string> logged_;  // lines for the log
  Site site_{office_, own_settings(), polling_};

  SiteSettings own_settings() {
    auto settings = with(steady_);
    settings.on_trouble = [this](const std::string& line) { logged_.push_back(line); };
    return settings;
  }

  static SiteSettings with(const SteadyClock& steady) {
    SiteSettings settings;
    settings.steady_clock = &steady;
    return settings;
  }
};

/// Pairs of a form.
inline web::Fields form_of(std::initializer_list<std::pair<const char*, std::string>> pairs) {
  web::Fields form;
  for (const auto& [name, value] : pairs) form.add(name, value);
  return form;
}
/// The value of a hidden field.
inline std::string hidden(const web::Response& response, const std::string& name) {
  const std::string mark = "name=\"" + name + "\" value=\"";
  const auto at = response.body.find(mark);
  EXPECT_NE(at, std::string::npos) << name;
  if (at == std::string::npos) return "";
  return response.body.substr(at + mark.size(), response.body.find('"', at + mark.size()) - at - mark.size());
}
inline std::string header_of(const web::Response& response, const std::string& name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return "";
}

}  // namespace pingxing::site
