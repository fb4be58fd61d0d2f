// pingxing explain SCHEME FACTS SUBJECT: why one subject has its grade.
#include <memory>

#include "cli/context.hpp"
#include "cli/explanation_text.hpp"
#include "cli/output.hpp"
#include "cli/rate_inputs.hpp"
#include "cli/terminal.hpp"

namespace pingxing::cli {

namespace {

struct ExplainOptions {
  RateInputs inputs;
  std::string subject, format = "text";
};

int explain(const ExplainOptions& options, const Context& context) {
  Problems problems;
  const auto rated = rate_inputs(options.inputs, context, problems);
  if (!rated) return exit_problems;
  const Language language = context.language();
  const auto why = service::explain_subject(*rated, options.subject, problems);
  Output out("", problems);
  if (why && options.format == "json")
    out.write(service::explanation_json(*why, context.stated_language().value_or(service::language_of(*rated))));
  if (why && options.format == "text") out.write(explanation_text(*why, language, Look::of(stdout)));
  if (why && out.finish()) return exit_done;
  print_problems(stderr, problems, language);
  return exit_problems;
}

}  // namespace

void add_explain(Command& program, Context& context) {
  auto command =
      program.command("explain", {"解释一个对象的得分和等次", "explain the scores and the grade of one subject"});
  auto options = std::make_shared<ExplainOptions>();
  options->inputs.add_to(command);
  command.argument("SUBJECT", options->subject, {"编号或名称", "its id or name"});
  command.option("--format", options->format, {"输出格式:text 或 json", "text or json"}).one_of({"text", "json"});
  command.runs([options, &context] { context.status = explain(*options, context); });
}

}  // namespace pingxing::cli
