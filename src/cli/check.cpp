// pingxing check SCHEME: the findings of the checker.
#include <cstdio>
#include <memory>

#include "cli/context.hpp"
#include "cli/terminal.hpp"
#include "service/check_file.hpp"
#include "service/people_text.hpp"

namespace pingxing::cli {

namespace {

struct CheckOptions {
  std::string scheme, format = "text";
};

int check(const CheckOptions& options, const Context& context) {
  const Language language = context.language();
  const auto checked = service::check_file(options.scheme);
  const auto& problems = checked.problems;
  if (options.format == "json") {
    std::fputs(service::problems_json(problems, language).c_str(), stdout);
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
