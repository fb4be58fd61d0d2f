// What an input expects, in words: for messages, the blank fact sheet and the manual.
#pragma once
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "base/text.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::service {

/// "0至10" / "0 to 10"; empty where the input has no limits that a person would meet.
Phrase limits_of(const scheme::Input& input);
/// "0至10的数" / "a number from 0 to 10", "“是”或“否”" / "yes or no" …
Phrase expected_of(const scheme::Input& input);
/// "国家级、省级" / "national, province"
Phrase choices_of(const scheme::Input& input);
Phrase list_of(const std::vector<std::string>& parts);

/// At most `characters_max` characters, with "…" behind what was cut.
std::string shortened(std::string_view text, std::size_t characters_max = 40);
/// How words of people are compared.
using pingxing::folded;

/// The one of `known` that somebody who typed `text` probably meant: at most one in three characters differs, or one
/// text is most of the other. Empty where there is none.
std::string nearest_of(std::string_view text, const std::vector<std::string>& known);

/// `pattern` filled in both languages.
Phrase say(Text pattern, const std::vector<Phrase>& words);

/// What is expected of an input whose item may be not applicable.
Phrase or_not_applicable(const Phrase& expected);

}  // namespace pingxing::service
