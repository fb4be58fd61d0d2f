#include "office/outgoing.hpp"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <stdexcept>
#include <string_view>

#include "base/check.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "office/host_rule.hpp"

namespace pingxing::office {

namespace {

constexpr std::size_t failure_max = 300, answer_max = std::size_t{64} << 10;

/// Words of a stranger as one line that is not too long.
std::string one_line(std::string_view words) {
  std::string line;
  std::size_t count = 0;
  const std::string clean = clean_text(words);
  for (std::size_t at = 0; at < clean.size() && count < failure_max; ++count) {
    const char32_t c = next_character(clean, at);
    append_character(line, c < 0x20 ? U' ' : c);
  }
  return std::string(trimmed(line));
}

struct Free {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Curl = std::unique_ptr<CURL, Free>;

Curl new_curl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  Curl curl(curl_easy_init());
  if (!curl) throw std::runtime_error("libcurl: no memory");
  return curl;
}

template <class Value>
void set(CURL* curl, CURLoption option, Value value) {
  CHECK(curl_easy_setopt(curl, option, value) == CURLE_OK);
}

void set_times(CURL* curl, const Timeouts& timeouts, char* error) {
  set(curl, CURLOPT_NOSIGNAL, 1L);
  set(curl, CURLOPT_CONNECTTIMEOUT_MS, timeouts.connect_ms);
  set(curl, CURLOPT_TIMEOUT_MS, timeouts.total_ms);
  // Also for the goodbye, which the time of the whole does not limit.
  set(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, std::max(1L, timeouts.total_ms / 1000));
  set(curl, CURLOPT_ERRORBUFFER, error);
}

using ErrorBuffer = std::array<char, CURL_ERROR_SIZE>;

std::string words_of(CURLcode code, const ErrorBuffer& error) {
  return error[0] != '\0' ? error.data() : curl_easy_strerror(code);
}

std::size_t drop(char*, std::size_t size, std::size_t count, void*) { return size * count; }
std::size_t keep(char* bytes, std::size_t size, std::size_t count, void* to) {
  auto& answer = *static_cast<std::string*>(to);
  answer.append(bytes, std::min(size * count, answer_max - std::min(answer.size(), answer_max)));
  return size * count;
}
/// The last line with which the mail server refused something; what it says to the goodbye behind that is no reason.
std::size_t keep_line(char* bytes, std::size_t size, std::size_t count, void* to) {
  const std::string_view line(bytes, std::min(size * count, answer_max));
  if (line.starts_with('4') || line.starts_with('5')) static_cast<std::string*>(to)->assign(line);
  return size * count;
}

/// Where a call may go: asked of each address that the name was resolved to, at the moment of the connection, so that a
/// name which resolves otherwise a second time wins nothing.
struct Door {
  std::string host;
  const std::vector<std::string>& allowed;
  std::string refused;  // the address
};
curl_socket_t open_socket(void* to, curlsocktype, curl_sockaddr* address) {
  auto& door = *static_cast<Door*>(to);
  if (!may_connect(door.host, address->addr, door.allowed)) {
    door.refused = text_of_address(address->addr);
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}
void guard_door(CURL* curl, Door& door) {
  set(curl, CURLOPT_PROXY, "");  // behind one nobody could tell where a call goes
  set(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  set(curl, CURLOPT_OPENSOCKETDATA, &door);
}
/// As libcurl reads the URL.
std::string host_of_url(const std::string& url) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parts(curl_url(), curl_url_cleanup);
  char* host = nullptr;
  if (!parts || curl_url_set(parts.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK ||
      curl_url_get(parts.get(), CURLUPART_HOST, &host, 0) != CURLUE_OK)
    return "";
  std::string text(host);
  curl_free(host);
  return text;
}
Outcome refused_at(const Door& door) {
  return {false, true, one_line(door.host + " (" + door.refused + "): allowed_hosts"), door.host, door.refused};
}

struct Source {
  std::string_view left;
};
std::size_t give(char* to, std::size_t size, std::size_t count, void* from) {
  auto& left = static_cast<Source*>(from)->left;
  const std::size_t given = std::min(size * count, left.size());
  std::copy_n(left.begin(), given, to);
  left.remove_prefix(given);
  return given;
}

/// What the robots of WeCom and DingTalk (errcode, errmsg) and of Feishu (code, msg) say in an answer of 200.
std::string complaint_of(const std::string& answer) {
  const auto json = Json::read(answer);
  if (!json) return "";
  for (const auto& [code, message] :
       {std::pair("errcode", "errmsg"), {"code", "msg"}, {"StatusCode", "StatusMessage"}}) {
    const auto number = json->whole_at(code);
    if (!number || *number == 0) continue;
    const auto* words = json->text_at(message);
    return std::to_string(*number) + (words ? " " + *words : "");
  }
  return "";
}

}  // namespace

struct MailSession::Handle {
  Curl curl = new_curl();
};

MailSession::MailSession(MailServer server) : server_(std::move(server)), handle_(std::make_unique<Handle>()) {}
MailSession::~MailSession() = default;

Outcome MailSession::send(const std::string& from, const std::string& to, const std::string& letter) {
  CURL* curl = handle_->curl.get();
  curl_easy_reset(curl);  // keeps the connection
  ErrorBuffer error{};
  std::string last_line;
  Source source{letter};
  const std::unique_ptr<curl_slist, Free> recipients(curl_slist_append(nullptr, ("<" + to + ">").c_str()));
  set_times(curl, server_.timeouts, error.data());
  set(curl, CURLOPT_DEFAULT_PROTOCOL, "smtp");
  set(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  Door door{host_of_url(server_.url), server_.allowed_hosts, ""};
  guard_door(curl, door);
  if (curl_easy_setopt(curl, CURLOPT_URL, server_.url.c_str()) != CURLE_OK) return {false, true, "smtp_url"};
  set(curl, CURLOPT_USE_SSL, static_cast<long>(server_.needs_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  if (!server_.user.empty()) {
    set(curl, CURLOPT_USERNAME, server_.user.c_str());
    set(curl, CURLOPT_PASSWORD, server_.password.c_str());
  }
  set(curl, CURLOPT_MAIL_FROM, ("<" + from + ">").c_str());
  set(curl, CURLOPT_MAIL_RCPT, recipients.get());
  set(curl, CURLOPT_UPLOAD, 1L);
  set(curl, CURLOPT_READFUNCTION, give);
  set(curl, CURLOPT_READDATA, &source);
  set(curl, CURLOPT_HEADERFUNCTION, keep_line);
  set(curl, CURLOPT_HEADERDATA, &last_line);
  set(curl, CURLOPT_WRITEFUNCTION, drop);
  const CURLcode code = curl_easy_perform(curl);
  if (code == CURLE_OK) return {true, false, ""};
  if (!door.refused.empty()) return refused_at(door);
  long answer = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
  // This letter was refused: its addresses before it was sent, or the whole of it behind its end.
  const bool is_refused =
      answer >= 400 && (code == CURLE_SEND_ERROR || (code == CURLE_WEIRD_SERVER_REPLY && source.left.empty()));
  return {false, !is_refused, one_line(words_of(code, error) + (answer >= 400 ? ": " + last_line : ""))};
}

Outcome post_json(const std::string& url, const std::string& json, const Timeouts& timeouts,
                  const std::vector<std::string>& allowed_hosts) {
  const Curl owner = new_curl();
  CURL* curl = owner.get();
  ErrorBuffer error{};
  std::string answer;
  std::unique_ptr<curl_slist, Free> headers(
      curl_slist_append(nullptr, "Content-Type: application/json; charset=utf-8"));
  curl_slist_append(headers.get(), "Expect:");
  set_times(curl, timeouts, error.data());
  Door door{host_of_url(url), allowed_hosts, ""};
  guard_door(curl, door);
  set(curl, CURLOPT_FOLLOWLOCATION, 0L);
  set(curl, CURLOPT_DEFAULT_PROTOCOL, "https");
  set(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  if (curl_easy_setopt(curl, CURLOPT_URL, url.c_str()) != CURLE_OK) return {false, true, "webhook_url"};
  set(curl, CURLOPT_HTTPHEADER, headers.get());
  set(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(json.size()));
  set(curl, CURLOPT_POSTFIELDS, json.c_str());
  set(curl, CURLOPT_WRITEFUNCTION, keep);
  set(curl, CURLOPT_WRITEDATA, &answer);
  const CURLcode code = curl_easy_perform(curl);
  if (!door.refused.empty()) return refused_at(door);
  if (code != CURLE_OK) return {false, true, one_line(words_of(code, error))};
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  if (status < 200 || status > 299) return {false, status >= 500, one_line("HTTP " + std::to_string(status))};
  const auto complaint = complaint_of(answer);
  return complaint.empty() ? Outcome{true, false, ""} : Outcome{false, false, one_line(complaint)};
}

}  // namespace pingxing::office
