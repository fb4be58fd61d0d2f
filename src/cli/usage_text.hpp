// What is wrong with a command line, in Chinese and English: who mistypes a command may have the other language set.
#pragma once
#include <CLI/CLI.hpp>
#include <initializer_list>
#include <string>

namespace pingxing::cli {

/// "缺少 SCHEME / SCHEME is missing". `app` is what the error came from.
std::string usage_text(const CLI::App& app, const CLI::ParseError& error);

/// One of a few words, and a whole number, as options expect them; CLI11's own checks speak English alone.
CLI::Validator one_of(std::initializer_list<std::string> words);
CLI::Validator whole_number(unsigned low, unsigned high);

}  // namespace pingxing::cli
