// pingxing what-if SCHEME FACTS --set … | --against OTHER: who would move.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>

#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/rate_inputs.hpp"
#include "cli/terminal.hpp"
#include "cli/what_if_text.hpp"
#include "service/people_text.hpp"

namespace pingxing::cli {

namespace {

struct WhatIfOptions {
  RateInputs inputs;
  std::vector<std::string> settings;
  std::string against, format = "text";
};

int what_if(const WhatIfOptions& options, const Context& context) {
  if (options.settings.empty() == options.against.empty())
    refuse_usage({"写 --set 或 --against 之一", "give either --set or --against"});
  const Language language = context.language();
  Problems problems;
  Progress progress(language);
  service::WhatIfRequest request{options.inputs.request(), options.settings, options.against};
  request.base.tells = [&progress](Text what) { progress.tell(what); };
  const auto comparison = service::compare_ratings(request, problems);
  progress.end();
  Output out("", problems);
  if (comparison && options.format == "json")
    out.write(service::what_if_json(*comparison, context.stated_language().value_or(Language::Chinese)));
  if (comparison && options.format == "text") out.write(what_if_text(*comparison, language, Look::of(stdout)));
  if (comparison && !comparison->new_findings.empty() && options.format == "text") {
    const Text text{"这样改,方案会多出{0}处问题:", "so changed, the scheme has {0}:"};
    const Phrase count = service::counted(comparison->new_findings.count(), "new finding", "new findings");
    std::fflush(stdout);
    std::fprintf(stderr, "%s\n", fill(text.in(language), {count}, language).c_str());
    print_problems(stderr, comparison->new_findings, language);
  }
  if (comparison && out.finish()) return exit_done;
  print_problems(stderr, problems, language);
  return exit_problems;
}

}  // namespace

void add_what_if(Command& program, Context& context) {
  auto command =
      program.command("what-if", {"假如改了方案,谁的等次会变", "whose grade would change if the scheme did"});
  auto options = std::make_shared<WhatIfOptions>();
  options->inputs.add_to(command);
  command.options("--set", options->settings,
                  {"改一处,可写多次,如 五星级=85分以上、3=4分、名额取整=至少一个",
                   "change one clause; repeatable: gold=85 or more, 3=4 points"});
  command.option("--against", options->against, {"与另一份方案比", "compare with another scheme"});
  command.option("--format", options->format, {"输出格式:text 或 json", "text or json"}).one_of({"text", "json"});
  command.runs([options, &context] { context.status = what_if(*options, context); });
}

}  // namespace pingxing::cli
