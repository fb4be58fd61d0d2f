#include "office/host_rule.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>

#include "base/text.hpp"

namespace pingxing::office {

namespace {

struct Net {
  std::uint32_t begin;
  int bits;
};
// IANA's registry of special-purpose addresses, as far as they are not of the internet at large.
constexpr std::array nets{Net{0x00000000, 8},  Net{0x0A000000, 8},  Net{0x64400000, 10}, Net{0x7F000000, 8},
                          Net{0xA9FE0000, 16}, Net{0xAC100000, 12}, Net{0xC0000000, 24}, Net{0xC0000200, 24},
                          Net{0xC0586300, 24}, Net{0xC0A80000, 16}, Net{0xC6120000, 15}, Net{0xC6336400, 24},
                          Net{0xCB007100, 24}, Net{0xE0000000, 4},  Net{0xF0000000, 4}};

bool is_public_v4(std::uint32_t address) {
  return std::none_of(nets.begin(), nets.end(),
                      [&](const Net& net) { return (address ^ net.begin) >> (32 - net.bits) == 0; });
}

using Bytes = std::array<std::uint8_t, 16>;

std::uint32_t v4_at(const Bytes& bytes, std::size_t at) {
  return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 | std::uint32_t{bytes[at + 2]} << 8 |
         bytes[at + 3];
}
bool begins(const Bytes& bytes, std::initializer_list<std::uint8_t> beginning) {
  return std::equal(beginning.begin(), beginning.end(), bytes.begin());
}

bool is_public_v6(const Bytes& bytes) {
  // An address of IPv4 in the clothes of one of IPv6: mapped, translated (RFC 6052), or 6to4.
  if (begins(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF})) return is_public_v4(v4_at(bytes, 12));
  if (begins(bytes, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) return is_public_v4(v4_at(bytes, 12));
  if (begins(bytes, {0x20, 0x02})) return is_public_v4(v4_at(bytes, 2));
  if (begins(bytes, {0x20, 0x01, 0x0D, 0xB8}) || begins(bytes, {0x20, 0x01, 0x00, 0x00}))
    return false;                    // samples, Teredo
  return (bytes[0] & 0xE0) == 0x20;  // 2000::/3 is all that is given out
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return is_public_v4(ntohl(v4.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 v6{};
  std::memcpy(&v6, &address, sizeof v6);
  Bytes bytes{};
  std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
  return is_public_v6(bytes);
}

std::string text_of_address(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  if (address.sa_family == AF_INET) {
    std::memcpy(&v4, &address, sizeof v4);
    inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
  } else if (address.sa_family == AF_INET6) {
    std::memcpy(&v6, &address, sizeof v6);
    inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
  }
  return text.data();
}

bool may_connect(std::string_view host, const sockaddr& address, const std::vector<std::string>& allowed) {
  if (is_public(address)) return true;
  const auto bare = [](std::string_view text) {
    std::string name = lower_ascii(trimmed(text));
    if (name.size() > 2 && name.front() == '[' && name.back() == ']') name = name.substr(1, name.size() - 2);
    if (name.ends_with('.')) name.pop_back();
    return name;
  };
  const auto name = bare(host), number = text_of_address(address);
  return std::any_of(allowed.begin(), allowed.end(),
                     [&](const auto& one) { return bare(one) == name || bare(one) == number; });
}

}  // namespace pingxing::office
