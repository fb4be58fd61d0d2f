// What all commands share: the language, and how they end.
#pragma once
#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "base/problem.hpp"

namespace pingxing::cli {

enum ExitStatus : int { exit_done = 0, exit_problems = 1, exit_usage = 2 };

struct Context {
  std::string language_name;  ///< of --lang; empty where not given
  int status = exit_done;

  /// Of what people read: --lang, else English where the system speaks it, else Chinese.
  [[nodiscard]] Language language() const;
  /// Of files that programs read: --lang, else nothing, and the scheme's own counts. So a file does not depend on
  /// whose computer made it.
  [[nodiscard]] std::optional<Language> stated_language() const;
};

/// A description of a command or an option in both languages.
std::string both(Text text);

/// Wrong usage that CLI11 cannot see; ends with status 2.
[[noreturn]] void refuse_usage(Text text, const std::string& word = "");

// One file a command.
void add_check(CLI::App& app, Context& context);
void add_rate(CLI::App& app, Context& context);
void add_explain(CLI::App& app, Context& context);
void add_what_if(CLI::App& app, Context& context);
void add_form(CLI::App& app, Context& context);
void add_print(CLI::App& app, Context& context);
void add_language(CLI::App& app, Context& context);
void add_recount(CLI::App& app, Context& context);
void add_serve(CLI::App& app, Context& context);

}  // namespace pingxing::cli
