// What commands take, and how a command line is read. CLI11 stays in command_line.cpp and usage_text.cpp: its header
// costs each file that includes it fifteen seconds.
#pragma once
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "base/problem.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace pingxing::cli {

/// An option or an argument of a command; lives as long as its command line.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}

  Option& required();
  Option& shows_default();
  Option& one_of(std::initializer_list<std::string> words);
  Option& whole_number(unsigned low, unsigned high);
  /// `what_is_wrong` mends the word where it can, and says what is wrong with it ("": nothing).
  Option& tidied(std::function<std::string(std::string&)> what_is_wrong);
  /// Refused without the other one beside it.
  Option& needs(Option& other);
  [[nodiscard]] bool is_given() const;

 private:
  CLI::Option* option_;
};

/// A command, or the program itself. Values are written when the line is read, before `runs` is called.
class Command {
 public:
  explicit Command(CLI::App& app) : app_(&app) {}

  [[nodiscard]] Command command(const std::string& name, Text about);
  /// A required word in its place.
  Option argument(const std::string& name, std::string& value, Text about);
  Option option(const std::string& names, std::string& value, Text about);
  Option option(const std::string& names, unsigned& value, Text about);
  /// Repeatable, one value each time.
  Option options(const std::string& names, std::vector<std::string>& values, Text about);
  Option flag(const std::string& names, bool& value, Text about);
  void runs(std::function<void()> call);

 private:
  CLI::App* app_;
};

/// Wrong usage that the shape of the line does not show; in both languages.
struct UsageError {
  std::string what;
};

class CommandLine {
 public:
  CommandLine(Text about, const std::string& name, const std::string& version);
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  [[nodiscard]] Command program();
  /// Reads the line and runs the command. Help and version are printed here.
  /// Throws UsageError, and whatever the command throws.
  void run(int argc, const char* const* argv);

 private:
  std::unique_ptr<CLI::App> app_;
};

}  // namespace pingxing::cli
