#include "cli/usage_text.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <vector>

#include "base/text.hpp"
#include "cli/context.hpp"

namespace pingxing::cli {

namespace {

std::string both(Text pattern, const std::vector<Phrase>& words) {
  return fill(pattern.zh, words, Language::Chinese) + " / " + fill(pattern.en, words, Language::English);
}

Phrase list_of(const std::vector<std::string>& words) { return {joined(words, "、"), joined(words, ", ")}; }

/// The command that was named, else the program itself.
const CLI::App& named(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? app : *commands.front();
}

std::string name_of(const CLI::Option& option) {
  const std::string positional = option.get_name(true);
  return positional.empty() ? option.get_name() : positional;
}

/// Options of the command for which `wanted` holds.
template <class Wanted>
std::vector<std::string> names(const CLI::App& app, Wanted wanted) {
  std::vector<std::string> out;
  for (const CLI::App* owner : {&app, &named(app)}) {
    if (owner == &app && &named(app) == &app && !out.empty()) break;  // the same one again
    for (const auto* option : owner->get_options())
      if (wanted(*option)) out.push_back(name_of(*option));
  }
  return out;
}

std::string missing(const CLI::App& app) {
  const auto lacking = names(app, [](const CLI::Option& one) { return one.get_required() && one.count() == 0; });
  if (!lacking.empty()) return both({"缺少 {0}", "missing: {0}"}, {list_of(lacking)});
  std::vector<std::string> commands;
  for (const auto* command : app.get_subcommands({})) commands.push_back(command->get_name());
  if (const auto words = app.remaining(); !words.empty())
    return both({"没有“{0}”这个命令;命令有:{1}", "there is no command “{0}”; there are: {1}"},
                {words.front(), list_of(commands)});
  return both({"缺少命令:{0}", "a command is missing: {0}"}, {list_of(commands)});
}

std::string not_expected(const CLI::App& app) {
  const auto words = app.remaining(true);
  if (words.empty()) return "";
  if (words.front().starts_with('-')) return both({"没有“{0}”这个选项", "there is no option “{0}”"}, {words.front()});
  return both({"多余的参数:{0}", "not expected: {0}"}, {list_of(words)});
}

/// An option without its value, or one that was given too often.
std::string miscounted(const CLI::App& app, const std::string& said) {
  const auto twice = names(
      app, [](const CLI::Option& one) { return one.count() > static_cast<std::size_t>(one.get_items_expected_max()); });
  if (!twice.empty()) return both({"{0} 只能写一次", "{0} may be given once"}, {list_of(twice)});
  return both({"{0} 后面缺少内容", "{0} lacks its value"}, {said.substr(0, said.find(':'))});
}

/// An option that is given without another one that belongs to it.
std::string lone(const CLI::App& app) {
  for (const auto* option : named(app).get_options())
    for (const auto* other : option->get_needs())
      if (option->count() > 0 && other->count() == 0)
        return both({"写了 {0} 还要写 {1}", "{0} needs {1} beside it"}, {name_of(*option), name_of(*other)});
  return "";
}

}  // namespace

std::string usage_text(const CLI::App& app, const CLI::ParseError& error) {
  const std::string said = error.what();
  std::string text;
  if (dynamic_cast<const CLI::RequiredError*>(&error)) text = missing(app);
  if (dynamic_cast<const CLI::ExtrasError*>(&error)) text = not_expected(app);
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error)) text = miscounted(app, said);
  if (dynamic_cast<const CLI::RequiresError*>(&error)) text = lone(app);
  return text.empty() ? said : text;  // the others are ours, and in both languages
}

CLI::Validator one_of(std::initializer_list<std::string> words) {
  const std::vector<std::string> known(words);
  const auto check = [known](const std::string& typed) {
    if (std::find(known.begin(), known.end(), typed) != known.end()) return std::string();
    return both({"应为{0}之一,写的是“{1}”", "expected one of {0}, found “{1}”"}, {list_of(known), typed});
  };
  return {check, "{" + joined(known, ",") + "}"};
}

CLI::Validator whole_number(unsigned low, unsigned high) {
  const auto check = [low, high](const std::string& typed) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
    if (error == std::errc() && end == typed.data() + typed.size() && value >= low && value <= high)
      return std::string();
    return both({"应为{0}至{1}的整数,写的是“{2}”", "expected a whole number from {0} to {1}, found “{2}”"},
                {std::to_string(low), std::to_string(high), typed});
  };
  return {check, std::to_string(low) + "–" + std::to_string(high)};
}

}  // namespace pingxing::cli
