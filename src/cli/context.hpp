// What all commands share: the language, and how they end.
#pragma once
#include <optional>
#include <string>

#include "base/problem.hpp"
#include "cli/command_line.hpp"

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

/// Wrong usage that the shape of the line does not show; ends with status 2.
[[noreturn]] void refuse_usage(Text text, const std::string& word = "");

// One file a command.
void add_check(Command& program, Context& context);
void add_rate(Command& program, Context& context);
void add_explain(Command& program, Context& context);
void add_what_if(Command& program, Context& context);
void add_form(Command& program, Context& context);
void add_print(Command& program, Context& context);
void add_language(Command& program, Context& context);
void add_recount(Command& program, Context& context);
void add_serve(Command& program, Context& context);
void add_reset_password(Command& program, Context& context);
void add_verify(Command& program, Context& context);

}  // namespace pingxing::cli
