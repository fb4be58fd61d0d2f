// pingxing check SCHEME: the findings of the checker.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

#include "cli/context.hpp"
#include "cli/terminal.hpp"
#include "service/check_file.hpp"
#include "service/people_text.hpp"

namespace pingxing::cli {

namespace {

struct CheckOptions {
  std::string scheme, format = "text";
};

void tell_examples(const std::vector<service::ExampleOutcome>& examples, Language language) {
  if (examples.empty()) return;
  const auto right = std::count_if(examples.begin(), examples.end(), [](const auto& one) { return one.is_right; });
  const Text text{"示例{0}个,{1}个与所写的相符", "{0}, {1} as stated"};
  const std::vector<Phrase> words = {
      language == Language::Chinese ? Phrase(std::to_string(examples.size()))
                                    : service::counted(examples.size(), "example", "examples"),
      std::to_string(right)};
  std::fprintf(stderr, "%s\n", fill(text.in(language), words, language).c_str());
}

int check(const CheckOptions& options, const Context& context) {
  const Language language = context.language();
  const auto checked = service::check_file(options.scheme);
  const auto& problems = checked.problems;
  if (options.format == "json") {
    std::fputs(service::checked_json(checked, language).c_str(), stdout);
  } else {
    print_problems(stdout, problems, language);
    std::fflush(stdout);
    const std::size_t warnings = problems.count() - problems.error_count();
    const std::vector<Phrase> words = {checked.title.empty() ? options.scheme : checked.title,
                                       service::counted(problems.error_count(), "error", "errors"),
                                       service::counted(warnings, "warning", "warnings")};
    const Text summary = problems.empty() ? Text{"{0}:没有发现问题", "{0}: nothing found"}
                                          : Text{"{0}:错误{1}处,提醒{2}处", "{0}: {1}, {2}"};
    std::fprintf(stderr, "%s\n", printable(fill(summary.in(language), words, language)).c_str());
    tell_examples(checked.examples, language);
  }
  return problems.has_errors() ? exit_problems : exit_done;
}

}  // namespace

void add_check(Command& program, Context& context) {
  auto command =
      program.command("check", {"检查方案,指出问题和改法", "check a scheme: what is wrong and how to mend it"});
  auto options = std::make_shared<CheckOptions>();
  command.argument("SCHEME", options->scheme, {"方案文件(Markdown)", "the scheme (Markdown)"});
  command.option("--format", options->format, {"输出格式:text 或 json", "text or json"}).one_of({"text", "json"});
  command.runs([options, &context] { context.status = check(*options, context); });
}

}  // namespace pingxing::cli
