// What the checker says of a scheme's text, for the editor and for the API: findings with the lines to take over, and
// what became of each line.
#pragma once
#include "base/json.hpp"
#include "office/schemes.hpp"

namespace pingxing::site {

/// As json_of(Problems), each with `fix`: {line, text} or null; `choices` where it may be one of several lines.
Json findings_of(const office::SchemeReading& reading, Language language);

/// Of each line in its order {account: run, prose or finding, as: a word for programs, says: for people}.
Json account_json(const office::SchemeReading& reading, Language language);

/// Of each worked example {name, line, holds, comes_to}.
Json examples_json(const office::SchemeReading& reading, Language language);

}  // namespace pingxing::site
