// A comparison as text for a terminal.
#pragma once
#include <string>

#include "cli/terminal.hpp"
#include "service/compare_ratings.hpp"

namespace pingxing::cli {

std::string what_if_text(const service::WhatIf& comparison, Language language, const Look& look);

}  // namespace pingxing::cli
