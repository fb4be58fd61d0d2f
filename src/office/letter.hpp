// A letter as the text that a mail server takes (RFC 5322), in UTF-8: header words after RFC 2047, the body in base64.
// Nothing that people type can become another header: such a letter is not written. Pure. Not here: sending it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pingxing::office {

/// name@host as it may stand in a dialogue with a mail server: ASCII, without quotes, blanks and brackets.
bool is_mail_address(std::string_view text);

struct Sender {
  std::string name, address;
};
/// Of "考评办公室 <office@example.org>" or "office@example.org"; nothing where it is neither.
std::optional<Sender> sender_of(std::string_view text);

/// Words of a header: as they are where they are short and plain, else as encoded words, folded.
std::string header_words(std::string_view text);

struct Letter {
  Sender from;
  std::string to, title, text;
  std::int64_t at = 0;  // milliseconds UTC
  std::string id;       // letters and digits that no other letter has
};
/// Lines end in CRLF. Nothing where an address is none, or the title or the sender's name has control characters.
std::optional<std::string> text_of_letter(const Letter& letter);

}  // namespace pingxing::office
