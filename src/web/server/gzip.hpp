// Compression of answers, after RFC 1952.
#pragma once
#include <string>
#include <string_view>

namespace pingxing::web {

enum class Effort { Quick, Best };  // Best: for what is compressed once and sent often

std::string gzip(std::string_view text, Effort effort);

/// Whether a client that sends this Accept-Encoding takes gzip.
bool accepts_gzip(std::string_view accept_encoding);
/// Whether it pays: text of some length. Pictures and office files are compressed already.
bool is_worth_gzip(std::string_view content_type, std::size_t size);

}  // namespace pingxing::web
