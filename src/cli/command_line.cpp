#include "cli/command_line.hpp"

#include <CLI/CLI.hpp>
#include <utility>

#include "cli/context.hpp"
#include "cli/usage_text.hpp"

namespace pingxing::cli {

Option& Option::required() {
  option_->required();
  return *this;
}

Option& Option::shows_default() {
  option_->capture_default_str();
  return *this;
}

Option& Option::one_of(std::initializer_list<std::string> words) {
  option_->check(cli::one_of(words));
  return *this;
}

Option& Option::whole_number(unsigned low, unsigned high) {
  option_->check(cli::whole_number(low, high));
  return *this;
}

Option& Option::tidied(std::function<std::string(std::string&)> what_is_wrong) {
  option_->transform(CLI::Validator(std::move(what_is_wrong), ""));
  return *this;
}

Option& Option::needs(Option& other) {
  option_->needs(other.option_);
  return *this;
}

bool Option::is_given() const { return option_->count() > 0; }

Command Command::command(const std::string& name, Text about) {
  return Command(*app_->add_subcommand(name, both(about)));
}

Option Command::argument(const std::string& name, std::string& value, Text about) {
  return Option(app_->add_option(name, value, both(about))->required());
}

Option Command::option(const std::string& names, std::string& value, Text about) {
  return Option(app_->add_option(names, value, both(about)));
}

Option Command::option(const std::string& names, unsigned& value, Text about) {
  return Option(app_->add_option(names, value, both(about)));
}

Option Command::options(const std::string& names, std::vector<std::string>& values, Text about) {
  return Option(app_->add_option(names, values, both(about))->allow_extra_args(false));
}

Option Command::flag(const std::string& names, bool& value, Text about) {
  return Option(app_->add_flag(names, value, both(about)));
}

void Command::runs(std::function<void()> call) { app_->callback(std::move(call)); }

CommandLine::CommandLine(Text about, const std::string& name, const std::string& version)
    : app_(std::make_unique<CLI::App>(both(about), name)) {
  app_->set_version_flag("--version", version, both({"版本", "the version"}));
  app_->require_subcommand(1);
  app_->fallthrough();
  app_->set_help_flag("-h,--help", both({"用法", "this help"}));  // commands take it over
}

CommandLine::~CommandLine() = default;

Command CommandLine::program() { return Command(*app_); }

void CommandLine::run(int argc, const char* const* argv) {
  try {
    app_->parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) throw UsageError{usage_text(*app_, error)};
    app_->exit(error);  // help and version print themselves
  }
}

}  // namespace pingxing::cli
