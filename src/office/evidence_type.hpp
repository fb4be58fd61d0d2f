// What a file is, by its content and never by its name, and a name that fits it. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace pingxing::office {

/// The media type of what is accepted as evidence: PDF, JPEG, PNG, docx and xlsx without macros, plain text in UTF-8 or
/// GB18030. Nothing for anything else. Whoever sends such a file out says `nosniff` with it.
std::optional<std::string> type_of_evidence(const std::string& bytes);

/// The last part of the path, without control characters and what file systems refuse, at most 120 characters, with an
/// ending of that type.
std::string clean_filename(std::string_view typed, std::string_view type);

}  // namespace pingxing::office
