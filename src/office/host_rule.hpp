// Where the server may go to send letters and messages to a robot: into the internet; and to what whoever runs it has
// listed. Else an administrator of the site could use it to reach what stands beside it in its network.
#pragma once
#include <string>
#include <string_view>
#include <vector>

struct sockaddr;

namespace pingxing::office {

/// Whether `host`, as the URL has it, may be reached at the address that it was resolved to. `allowed`: names and
/// addresses; a name that is listed may have any address.
bool may_connect(std::string_view host, const sockaddr& address, const std::vector<std::string>& allowed);

/// Of the internet at large: not of this machine, of a private or local network, of none, or of many.
bool is_public(const sockaddr& address);

/// "127.0.0.1", "fe80::1".
std::string text_of_address(const sockaddr& address);

}  // namespace pingxing::office
