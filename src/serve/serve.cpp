#include "serve/serve.hpp"

#include <malloc.h>
#include <signal.h>
#include <sys/resource.h>

#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <mutex>
#include <thread>

#include "base/hash.hpp"
#include "office/demo.hpp"
#include "office/job_works.hpp"
#include "office/polling.hpp"
#include "office/polls.hpp"
#include "office/readings.hpp"
#include "office/reminders.hpp"
#include "office/restore.hpp"
#include "office/rounds.hpp"
#include "office/secret_settings.hpp"
#include "office/vault.hpp"
#include "site/site.hpp"
#include "store/database.hpp"
#include "store/traces.hpp"
#include "web/access_log.hpp"
#include "web/http.hpp"

namespace pingxing::serve {

namespace {

/// Does something every few seconds until it is destroyed.
class Clockwork {
 public:
  Clockwork(std::chrono::seconds every, std::function<void()> work)
      : thread_([this, every, work = std::move(work)] {
          std::unique_lock lock(mutex_);
          while (!is_over_) {
            lock.unlock();
            try {
              work();
            } catch (const std::exception& error) {  // the next turn tries again
              std::fprintf(stderr, "{\"trouble\":\"clockwork: %s\"}\n", error.what());
            }
            lock.lock();
            wake_.wait_for(lock, every, [this] { return is_over_; });
          }
        }) {}
  ~Clockwork() {
    {
      const std::lock_guard lock(mutex_);
      is_over_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }
  Clockwork(const Clockwork&) = delete;
  Clockwork& operator=(const Clockwork&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  bool is_over_ = false;
  std::thread thread_;
};

bool read_listen(const std::string& text, web::ServerOptions& options) {
  const auto colon = text.rfind(':');
  if (colon == text.npos) return false;
  const auto port = site::number_of(text.substr(colon + 1));
  if (!port || *port < 0 || *port > 65'535) return false;
  options.host = text.substr(0, colon);
  if (options.host.size() > 1 && options.host.front() == '[' && options.host.back() == ']')
    options.host = options.host.substr(1, options.host.size() - 2);
  options.port = static_cast<unsigned short>(*port);
  return !options.host.empty();
}

bool is_server(const ServeOptions& options) {
  return options.database.starts_with("postgresql://") || options.database.starts_with("postgres://");
}

bool is_of_this_machine(const std::string& host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

/// Where the secrets of open polls lie: never in the database itself, so that no copy of it holds them.
std::string secrets_folder(const ServeOptions& options) {
  if (!options.secrets_folder.empty()) return options.secrets_folder;
  return is_server(options) ? "pingxing-secrets" : options.database + ".secrets";
}

/// Whose disk must not fill up; a server of a database has its own.
std::string data_folder(const ServeOptions& options) {
  if (is_server(options)) return "";
  const auto folder = std::filesystem::path(options.database).parent_path().string();
  return folder.empty() ? "." : folder;
}

void write_trouble(const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }

/// Bodies and files of a megabyte come and go. Left to itself, the C library keeps ever larger ones in the heaps of the
/// 64 workers, where each hole stays resident: 220 uploads left 1.9 GB.
void keep_memory_small() {
  constexpr int mapped_bytes_min = 256 << 10, heaps_max = 4;
  mallopt(M_MMAP_THRESHOLD, mapped_bytes_min);  // larger ones go back to the system when they are given up
  mallopt(M_TRIM_THRESHOLD, mapped_bytes_min);
  mallopt(M_ARENA_MAX, heaps_max);
}

/// While a poll is open its secrets are in memory: they are not to be left in a file where the server breaks off.
void write_no_core() {
  const ::rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
}

/// Programs before this one kept secrets as they were: they are sealed, and what the files still hold of them goes.
void seal_what_lies_open(const office::Office& office, const std::string& database) {
  const auto found = office::seal_settings(office);
  if (found.has_sealed && !store::wipe_old_settings(database))
    write_trouble(
        "the database is read by another program: old contents of its settings may stay in its log; restart "
        "when nothing else has it open");
  for (const auto& setting : found.are_lost) {
    const std::string file = office.options.vault->file().string();
    if (setting.key == office::form_key_setting.key) {
      write_trouble(
          "the key of the forms is made anew, since " + file +
          " is missing, or another one: pages that are open must be loaded again; servers on one database share "
          "the folder");
      continue;
    }
    write_trouble("SECRET_LOST “" + std::string(setting.name.zh) + "”打不开:没有密钥文件" + file +
                  ",或不是原来的;请在“系统设置”中重新填写,或放回密钥文件 / the " + std::string(setting.name.en) +
                  " cannot be opened: the key file " + file +
                  " is missing, or another one; type it in again under settings, or put the key file back");
  }
}

void say(Language language, const char* zh, const char* en) {
  std::printf("%s\n", language == Language::Chinese ? zh : en);
}

}  // namespace

int serve(const ServeOptions& options, Language language) {
  web::ServerOptions server_options;
  if (!read_listen(options.listen, server_options)) {
    std::fprintf(stderr, "“%s”不是地址:端口,例如127.0.0.1:8080 / “%s” is no HOST:PORT, such as 127.0.0.1:8080\n",
                 options.listen.c_str(), options.listen.c_str());
    return 2;
  }
  if (options.public_address.empty() && !is_of_this_machine(server_options.host)) {
    std::fprintf(stderr,
                 "监听“%s”时要写明public_address(或--public-address),邀请链接才不会由别人的请求来定\n"
                 "who listens on “%s” gives public_address (or --public-address): links in invitations must not follow "
                 "what a request says\n",
                 options.listen.c_str(), options.listen.c_str());
    return 2;
  }
  // Signals come to the one thread that waits for them; those made later inherit the mask.
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGTERM);
  sigaddset(&ending, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);
  signal(SIGPIPE, SIG_IGN);

  keep_memory_small();
  write_no_core();
  const auto database = store::Database::open(options.database, {});
  SystemClock clock;
  SystemRandom random;
  constexpr std::int64_t mb = std::int64_t{1} << 20;
  office::OfficeOptions office_options{std::make_shared<office::Vault>(secrets_folder(options)), options.allowed_hosts,
                                       options.evidence_account_mb * mb, options.evidence_total_mb * mb};
  const office::Office office{*database, clock, random, office::new_rating_cache(), std::move(office_options)};
  seal_what_lies_open(office, options.database);
  site::SiteSettings settings;
  settings.public_address = options.public_address;
  settings.metrics_from = options.metrics_from;
  settings.calls_a_minute = options.calls_a_minute;
  settings.token_calls_a_minute = options.token_calls_a_minute;
  settings.has_trusted_proxy = !options.trusted_proxies.empty();
  settings.data_folder = data_folder(options);
  settings.on_trouble = write_trouble;
  if (options.has_demo)
    for (const auto& account : office::load_demo(office))
      settings.demo_logins.push_back({account.login, account.password, account.what});

  office::SecretFolder secrets(secrets_folder(options));
  office::tidy_secrets(office, secrets);
  const office::KeptHead kept_head(secrets_folder(options));
  const auto watch_record = [&] {
    if (office::watch_record(office, kept_head))
      write_trouble(
          "{\"trouble\":\"an older database was put in place: the journal lacks the head that was kept; all sessions "
          "ended\"}");
  };
  watch_record();
  if (options.has_demo) office::load_demo_poll(office, secrets);
  office::PollingOptions polling_options;
  polling_options.mixed_least = options.mixed_ballots;
  polling_options.on_trouble = write_trouble;
  office::Polling polling(office, secrets, polling_options);

  site::Site site(office, std::move(settings), polling);
  web::AccessLog log(std::cout);
  server_options.certificate_file = options.certificate_file;
  server_options.key_file = options.key_file;
  server_options.workers = options.workers;
  server_options.trusted_proxies = options.trusted_proxies;
  server_options.at_once = [&site](const web::Request& request) { return site.at_once(request); };
  server_options.error_page = [&site](int status, const web::Request& request) { return site.error(status, request); };
  server_options.on_served = [&](const web::Served& served) {
    site.metrics().count(served);
    if (options.writes_access_log) log.write(served);
  };
  server_options.on_trouble = write_trouble;
  server_options.takes = [&site](std::string_view method, std::string_view path) {
    return site.router().takes(method, path);
  };
  web::Server server(server_options, [&site](web::Request& request) { return site(request); });
  site.set_numbers([&server] { return server.numbers(); });

  const bool is_secure = !options.certificate_file.empty();
  std::printf("%s://%s:%u\n", is_secure ? "https" : "http", server_options.host.c_str(), unsigned(server.port()));
  if (!site.settings().demo_logins.empty()) {
    say(language, "演示数据已装好。可用以下账号登录(密码都是 pingxing-demo):",
        "The sample is in. Sign in as (all with the password pingxing-demo):");
    for (const auto& login : site.settings().demo_logins)
      std::printf("  %-10s %s\n", login.login.c_str(), std::string(login.what.in(language)).c_str());
  } else if (!office::is_set_up(office)) {
    say(language, "数据库是空的:打开上面的网址,设置第一个账号。",
        "The database is empty: open the address above and make the first account.");
  }
  say(language, "按 Ctrl+C 结束。", "Press Ctrl+C to end.");
  std::fflush(stdout);

  const std::string name = hex_of(random.bytes(8));  // among the servers on this database
  std::atomic<bool> is_ending = false;
  std::thread waiting([&] {
    int signal = 0;
    sigwait(&ending, &signal);
    is_ending = true;
    server.stop();
  });
  {
    const Clockwork memory(std::chrono::seconds(10), [] { malloc_trim(0); });
    const Clockwork record(std::chrono::seconds(10), watch_record);
    office::keep_missing_readings(office);
    const Clockwork stages(std::chrono::seconds(10), [&] { office::let_time_pass(office); });
    const Clockwork messages(std::chrono::seconds(3),
                             [&] { office::deliver_in_turn(office, name, [&] { return is_ending.load(); }); });
    const auto is_over = [&] { return is_ending.load(); };
    const auto works = office::job_works(secrets, polling.keys());
    const Clockwork jobs(std::chrono::seconds(1), [&] {
      while (office::work_on_a_job(office, name, works, is_over)) {
      }
    });
    const Clockwork old_jobs(std::chrono::minutes(10), [&] { office::forget_old_jobs(office); });
    server.run();
  }
  waiting.join();
  try {
    watch_record();
  } catch (const std::exception& error) {  // the database is away, or the disk full: what was kept before stays
    std::fprintf(stderr, "{\"trouble\":\"%s\"}\n", error.what());
  }
  return 0;
}

}  // namespace pingxing::serve
