// The TOML file of a server. Every key is known, every value of its type: anything else is told with its line.
#include <toml++/toml.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "serve/serve.hpp"

namespace pingxing::serve {

bool read_config(const std::string& path, ServeOptions& options) {
  try {
    const auto table = toml::parse_file(path);
    bool is_right = true;
    const auto wrong = [&](const toml::node& node, std::string_view key, const char* expected) {
      std::fprintf(stderr, "%s:%u: %.*s: 应为%s / should be %s\n", path.c_str(), unsigned(node.source().begin.line),
                   int(key.size()), key.data(), expected, expected);
      is_right = false;
    };
    const auto text = [&](const toml::node& node, std::string_view key, std::string& into) {
      if (const auto value = node.value_exact<std::string>())
        into = *value;
      else
        wrong(node, key, "\"…\"");
    };
    const auto number = [&](const toml::node& node, std::string_view key, unsigned least, unsigned most,
                            unsigned& into) {
      const auto value = node.value_exact<std::int64_t>();
      if (value && *value >= least && *value <= most)
        into = unsigned(*value);
      else
        wrong(node, key, (std::to_string(least) + "…" + std::to_string(most)).c_str());
    };
    for (const auto& [name, node] : table) {
      const std::string_view key = name.str();
      if (key == "database")
        text(node, key, options.database);
      else if (key == "listen")
        text(node, key, options.listen);
      else if (key == "tls_certificate")
        text(node, key, options.certificate_file);
      else if (key == "tls_key")
        text(node, key, options.key_file);
      else if (key == "public_address")
        text(node, key, options.public_address);
      else if (key == "poll_secrets")
        text(node, key, options.secrets_folder);
      else if (key == "workers")
        number(node, key, 1, 256, options.workers);
      else if (key == "mixed_ballots")
        number(node, key, 5, 1000, options.mixed_ballots);
      else if (key == "calls_a_minute")
        number(node, key, 60, 60'000, options.calls_a_minute);
      else if (key == "token_calls_a_minute")
        number(node, key, 60, 60'000, options.token_calls_a_minute);
      else if (key == "evidence_account_mb")
        number(node, key, 0, 100'000'000, options.evidence_account_mb);
      else if (key == "evidence_total_mb")
        number(node, key, 0, 100'000'000, options.evidence_total_mb);
      else if (key == "access_log") {
        if (const auto value = node.value_exact<bool>())
          options.writes_access_log = *value;
        else
          wrong(node, key, "true, false");
      } else if (key == "trusted_proxies" || key == "metrics_from" || key == "allowed_hosts") {
        auto& into = key == "metrics_from"    ? options.metrics_from
                     : key == "allowed_hosts" ? options.allowed_hosts
                                              : options.trusted_proxies;
        const auto* list = node.as_array();
        const bool is_list =
            list && std::all_of(list->begin(), list->end(), [](const toml::node& one) { return one.is_string(); });
        into.clear();
        if (is_list)
          for (const auto& one : *list) into.push_back(*one.value_exact<std::string>());
        else
          wrong(node, key, key == "allowed_hosts" ? "[\"mail.example.org\", …]" : "[\"127.0.0.1\", …]");
      } else {
        wrong(node, key,
              "database, listen, tls_certificate, tls_key, public_address, poll_secrets, mixed_ballots, workers, "
              "access_log, trusted_proxies, metrics_from, allowed_hosts, calls_a_minute, token_calls_a_minute, "
              "evidence_account_mb, evidence_total_mb");
      }
    }
    return is_right;
  } catch (const toml::parse_error& error) {
    std::fprintf(stderr, "%s:%u:%u: %s\n", path.c_str(), unsigned(error.source().begin.line),
                 unsigned(error.source().begin.column), std::string(error.description()).c_str());
    return false;
  }
}

}  // namespace pingxing::serve
