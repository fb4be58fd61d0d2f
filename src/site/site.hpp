// The site: every page and every call of the API, over the use cases of office/. Knows no SQL and no rules.
#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/steady_clock.hpp"
#include "office/accounts.hpp"
#include "office/office.hpp"
#include "site/page_cache.hpp"
#include "site/sign_in_throttle.hpp"
#include "site/views.hpp"
#include "web/http.hpp"
#include "web/metrics.hpp"
#include "web/router.hpp"
#include "web/static_files.hpp"

namespace pingxing::office {
class Polling;
}

namespace pingxing::site {

/// Who asks, as the guard found out.
struct Visitor {
  std::optional<office::Actor> actor;
  std::string session;  // of the cookie; empty: none, or a token of a machine
  Language language = Language::Chinese;
  std::string csrf;
};

struct DemoLogin {
  std::string login, password;
  Text what;
};

struct SiteSettings {
  std::string public_address;          // "https://…": for links in invitations; empty: as the request came
  std::vector<DemoLogin> demo_logins;  // shown on the start page of a demo
  bool has_trusted_proxy = false;      // addresses of requests are what a proxy says
  std::uint64_t free_bytes_low = std::uint64_t{1} << 30;  // below it the administrator is told that the disk fills up
  std::vector<std::string> metrics_from = {"127.0.0.1", "::1"};  // addresses that may read /metrics
  std::string data_folder;                    // whose disk must not fill up; empty: it is none of this machine
  const SteadyClock* steady_clock = nullptr;  // nothing: that of the machine; must outlive the site
  // Of one account, over all its pages; of one token, and of all tokens of an account together. By this server.
  unsigned calls_a_minute = 1'200, token_calls_a_minute = 600;
  std::function<void(const std::string& line)> on_trouble;  // a line for the log, from any thread
};

class Site {
 public:
  /// `polling` must outlive the site.
  Site(office::Office office, SiteSettings settings, office::Polling& polling);
  /// Where the database cannot: 503, and whether anything was stored.
  web::Response operator()(web::Request& request) const;

  [[nodiscard]] const web::Router& router() const { return *router_; }
  [[nodiscard]] const office::Office& office() const { return office_; }
  [[nodiscard]] const SiteSettings& settings() const { return settings_; }
  [[nodiscard]] const web::StaticFiles& files() const { return files_; }
  [[nodiscard]] web::Metrics& metrics() const { return metrics_; }
  /// Tells /metrics the server's numbers.
  void set_numbers(std::function<web::Server::Numbers()> numbers) { numbers_ = std::move(numbers); }
  [[nodiscard]] web::Server::Numbers numbers() const { return numbers_ ? numbers_() : web::Server::Numbers{}; }
  [[nodiscard]] SignInThrottle& sign_in_throttle() const { return throttle_; }
  /// What needs no waiting: files, and pages made a moment ago (fit for ServerOptions::at_once).
  [[nodiscard]] std::optional<web::Response> at_once(const web::Request& request) const;
  [[nodiscard]] PageCache& pages() const { return pages_; }
  /// Of links that people take along: as it was set, else as this browser reached us.
  [[nodiscard]] std::string address_for(const web::Request& request) const;
  [[nodiscard]] office::Polling& polling() const { return polling_; }
  [[nodiscard]] std::int64_t now() const { return office_.clock.now_ms(); }
  /// For how long something is kept: a wall clock that is set back changes nothing.
  [[nodiscard]] std::chrono::milliseconds steady_now() const;
  void trouble(const std::string& line) const {
    if (settings_.on_trouble) settings_.on_trouble(line);
  }

  // ---- answers ---------------------------------------------------------------------------------------------------
  /// A page; `view` gets what the layout needs. Where it shows a "refusal", the status is that of the refusal.
  [[nodiscard]] web::Response page(const web::Request& request, const std::string& name, Json view) const;
  /// A template without the layout.
  [[nodiscard]] std::string part(const std::string& name, Language language, const Json& view) const {
    return views_.part(name, language, view);
  }
  [[nodiscard]] web::Response json(const Json& value, int status = 200) const;
  /// The refusal as a page, or as JSON for the API and for scripts.
  [[nodiscard]] web::Response refusal(const web::Request& request, const Refusal& refusal) const;
  /// To a page of this site; whatever leads elsewhere leads to the start.
  [[nodiscard]] static web::Response redirect(const std::string& to);
  [[nodiscard]] const std::string& word(std::string_view key, Language language) const {
    return views_.word(key, language);
  }
  /// Null where the catalogue does not have it.
  [[nodiscard]] const std::string* find_word(std::string_view key, Language language) const {
    return views_.find_word(key, language);
  }
  /// What an action of the journal is called; its own name where a later program wrote it.
  [[nodiscard]] std::string action_word(const std::string& action, Language language) const {
    const auto* found = find_word("action." + action, language);
    return found ? *found : action;
  }
  [[nodiscard]] web::Response error(int status, const web::Request& request) const;

 private:
  /// As it was set at most ten seconds ago.
  [[nodiscard]] std::string office_name() const;
  /// Whether an older database was put in place, and nobody has acknowledged that yet.
  [[nodiscard]] bool has_restore() const;
  std::optional<web::Response> guard(const web::Route& route, web::Request& request) const;
  /// Where there were too many calls.
  std::optional<web::Response> slowed_down(const web::Request& request, const std::string& token) const;
  /// Where the password is to be entered again before that.
  std::optional<web::Response> asked_again(const web::Route& route, web::Request& request) const;

  office::Office office_;
  SiteSettings settings_;
  web::StaticFiles files_;
  Views views_;
  std::string csrf_key_;
  mutable web::Metrics metrics_;
  mutable SignInThrottle throttle_;
  mutable web::Throttle calls_, token_calls_;
  mutable PageCache pages_;
  std::function<web::Server::Numbers()> numbers_;
  mutable std::mutex name_mutex_;  // guards the next two
  mutable std::string name_;
  mutable std::optional<std::chrono::milliseconds> name_until_;
  std::unique_ptr<web::Router> router_;
  office::Polling& polling_;
};

/// What is said where the database failed.
Refusal refusal_of(const store::DatabaseFailure& failure);

/// The one answer of HTTP for a kind of refusal, on pages and in the API.
int status_of(RefusalKind kind);

const Visitor& visitor_of(const web::Request& request);
/// CHECKs that somebody is signed in: the guard saw to that.
const office::Actor& actor_of(const web::Request& request);
Language language_of(const web::Request& request);

/// A number of the path or a form; nothing where it is none.
std::optional<std::int64_t> number_of(const std::string& text);
/// The page of a long list that the query asks for, from 1.
std::size_t page_wanted(const web::Request& request, const std::string& name = "page");
std::int64_t part_number(const web::Request& request, std::string_view name);  // -1 where it is none

using Routes = std::vector<web::Route>;
void add_start_routes(Routes& routes, const Site& site);
void add_health_routes(Routes& routes, const Site& site);
void add_account_routes(Routes& routes, const Site& site);
void add_journal_routes(Routes& routes, const Site& site);
void add_restore_routes(Routes& routes, const Site& site);
void add_unit_routes(Routes& routes, const Site& site);
void add_unit_edit_routes(Routes& routes, const Site& site);
void add_import_routes(Routes& routes, const Site& site);
void add_evidence_routes(Routes& routes, const Site& site);
void add_settings_routes(Routes& routes, const Site& site);
void add_scheme_routes(Routes& routes, const Site& site);
void add_round_routes(Routes& routes, const Site& site);
void add_past_routes(Routes& routes, const Site& site);
void add_reading_routes(Routes& routes, const Site& site);
void add_figure_routes(Routes& routes, const Site& site);
void add_board_routes(Routes& routes, const Site& site);
void add_remark_routes(Routes& routes, const Site& site);
void add_verification_routes(Routes& routes, const Site& site);
void add_poll_routes(Routes& routes, const Site& site);
void add_ballot_routes(Routes& routes, const Site& site);
void add_job_routes(Routes& routes, const Site& site);
void add_api_routes(Routes& routes, const Site& site);

}  // namespace pingxing::site
