// A board as text for a terminal: columns aligned by display width, gold stars, one section after the other.
#pragma once
#include <string>

#include "cli/terminal.hpp"
#include "service/board.hpp"

namespace pingxing::cli {

std::string board_text(const service::Board& board, Language language, const Look& look);

}  // namespace pingxing::cli
