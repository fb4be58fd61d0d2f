#include "office/letter.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/text.hpp"
#include "round/stage.hpp"

namespace pingxing::office {

namespace {

constexpr std::size_t address_max = 254, local_max = 64;  // RFC 5321, 4.5.3.1
constexpr std::size_t encoded_bytes =
    39;  // of one encoded word: 52 characters and 12 around them; with "Subject: " below the 76 of RFC 2047
constexpr std::size_t body_line = 76;  // RFC 2045, 6.8
constexpr std::size_t plain_max = 60;

std::string base64(std::string_view bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // the zero at its end
  return out;
}

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

/// "Mon, 02 Mar 2026 09:00:00 +0800"
std::string moment_text(std::int64_t at) {
  constexpr std::array<const char*, 7> weekdays{"Thu", "Fri", "Sat", "Sun",
                                                "Mon", "Tue", "Wed"};  // from 1 January 1970
  constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Day day = round::day_of(at);
  const long second = long((at - round::begin_of(day)) / 1000);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02ld:%02ld:%02ld +0800",
                weekdays[static_cast<std::size_t>((day.number() % 7 + 7) % 7)], day.day,
                months[static_cast<std::size_t>(day.month - 1)], day.year, second / 3600, second / 60 % 60,
                second % 60);
  return text.data();
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == text.npos || at == 0 || at > local_max || text.size() > address_max) return false;
  const auto local = text.substr(0, at), host = text.substr(at + 1);
  constexpr std::string_view local_signs = "!#$%&'*+-/=?^_`{|}~.";
  const bool is_local = std::all_of(local.begin(), local.end(), [&](char c) {
    return is_letter_or_digit(c) || local_signs.find(c) != local_signs.npos;
  });
  const bool is_host = !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return is_letter_or_digit(c) || c == '-' || c == '.';
  });
  const auto has_empty_part = [](std::string_view part) {
    return part.front() == '.' || part.back() == '.' || part.find("..") != part.npos;
  };
  return is_local && is_host && !has_empty_part(local) && !has_empty_part(host) && local.front() != '-' &&
         host.front() != '-';
}

std::optional<Sender> sender_of(std::string_view text) {
  text = trimmed(text);
  const std::size_t open = text.find('<');
  Sender sender{"", std::string(text)};
  if (open != text.npos) {
    if (!text.ends_with('>')) return std::nullopt;
    sender.name = trimmed(text.substr(0, open));
    sender.address = text.substr(open + 1, text.size() - open - 2);
  }
  return is_mail_address(sender.address) && !has_control(sender.name) ? std::optional(sender) : std::nullopt;
}

std::string header_words(std::string_view text) {
  const bool is_plain =
      text.size() <= plain_max && text.find("=?") == text.npos && std::all_of(text.begin(), text.end(), [](char c) {
        return is_letter_or_digit(c) || c == ' ' || c == '-' || c == '.' || c == '?' || c == '!';
      });
  if (is_plain) return std::string(text);
  std::string words;
  for (std::size_t begin = 0; begin < text.size();) {  // a character is never divided
    std::size_t end = begin;
    for (std::size_t next = begin; next < text.size();) {
      next_character(text, next);
      if (next - begin > encoded_bytes) break;
      end = next;
    }
    words += (words.empty() ? "" : "\r\n ") + ("=?UTF-8?B?" + base64(text.substr(begin, end - begin))) + "?=";
    begin = end;
  }
  return words;
}

std::optional<std::string> text_of_letter(const Letter& letter) {
  if (!is_mail_address(letter.to) || !is_mail_address(letter.from.address) || has_control(letter.title) ||
      has_control(letter.from.name))
    return std::nullopt;
  if (letter.id.empty() || !std::all_of(letter.id.begin(), letter.id.end(), is_letter_or_digit)) return std::nullopt;
  const auto line = [](std::string_view name, const std::string& value) {
    return std::string(name) + ": " + value + "\r\n";
  };
  const std::string from = letter.from.name.empty()
                               ? letter.from.address
                               : header_words(letter.from.name) + "\r\n <" + letter.from.address + ">";
  std::string out =
      line("Date", moment_text(letter.at)) + line("From", from) + line("To", letter.to) +
      line("Subject", header_words(letter.title)) +
      line("Message-ID", "<" + letter.id + letter.from.address.substr(letter.from.address.find('@')) + ">") +
      line("MIME-Version", "1.0") + line("Content-Type", "text/plain; charset=utf-8") +
      line("Content-Transfer-Encoding", "base64") + line("Auto-Submitted", "auto-generated") + "\r\n";
  std::string body;
  for (const char c : letter.text) body += c == '\n' ? "\r\n" : c == '\r' ? "" : std::string(1, c);
  const std::string encoded = base64(body);
  for (std::size_t at = 0; at < encoded.size(); at += body_line) out += encoded.substr(at, body_line) + "\r\n";
  return out;
}

}  // namespace pingxing::office
