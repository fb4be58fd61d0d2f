// How much each kind of route takes of a body, by what it needs; a row that says nothing takes a form
// (web/router.hpp). Escapes of a form make a Chinese character nine bytes, those of JSON six.
#pragma once
#include "base/json.hpp"

namespace pingxing::site {

inline constexpr std::size_t kb = 1024, mb = 1024 * kb;

/// The code of a slip.
inline constexpr JsonLimits takes_code{.bytes_max = 1 * kb, .depth_max = 2, .values_max = 8};
/// One ballot: a token, its signature, and a sheet of at most 500 questions.
inline constexpr JsonLimits takes_ballot{.bytes_max = 16 * kb, .depth_max = 2, .values_max = 16};
/// What is to be signed for 20 papers, as the script asks for it.
inline constexpr JsonLimits takes_papers{.bytes_max = 32 * kb, .depth_max = 4, .values_max = 200};
/// The same for 500 papers at once, of who is signed in.
inline constexpr JsonLimits takes_all_papers{.bytes_max = 512 * kb, .depth_max = 4, .values_max = 2'000};
/// All sheets of a slip: 500 papers.
inline constexpr JsonLimits takes_sheets{.bytes_max = 128 * kb, .depth_max = 4, .values_max = 2'000};
/// A scheme of 200,000 characters.
inline constexpr JsonLimits takes_text{.bytes_max = 2 * mb, .depth_max = 8, .values_max = 1'000};
/// A list of people, votes or assignments: 20,000 rows.
inline constexpr JsonLimits takes_list{.bytes_max = 2 * mb, .depth_max = 8, .values_max = 100'000};
/// A file of 20 MB with what goes around it; no JSON.
inline constexpr JsonLimits takes_file{.bytes_max = 25 * mb, .depth_max = 0, .values_max = 0};

}  // namespace pingxing::site
