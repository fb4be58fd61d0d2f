// An explanation as text that a clerk can read aloud.
#pragma once
#include <string>

#include "cli/terminal.hpp"
#include "service/explain_subject.hpp"

namespace pingxing::cli {

std::string explanation_text(const service::SubjectExplanation& why, Language language, const Look& look);

}  // namespace pingxing::cli
