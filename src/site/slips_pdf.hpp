// Slips as they are printed: ten on a sheet of A4, with dashed lines to cut along.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace pingxing::site {

struct SlipSheet {
  std::string title;               // the electorate
  std::string round;               // what it is about
  std::string hint, once;          // how it is used; that it is good for one vote
  std::string address;             // where it is typed, as people read it
  std::string scanned_address;     // what a camera opens, before the code
  std::string scanned_end;         // and behind it
  std::string keys_label, keys;    // the fingerprint of the keys, to be compared by eye; empty before the opening
  std::vector<std::string> codes;  // in the order of printing
};

constexpr std::size_t slips_a_page = 10;

/// The code in groups of four, as it is read aloud and typed.
std::string shown_code(const std::string& code);
/// Nothing where the machine cannot make PDF.
std::optional<std::string> slips_pdf(const SlipSheet& sheet);

}  // namespace pingxing::site
