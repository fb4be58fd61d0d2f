// pingxing language: the manual of the scheme language.
#include <memory>

#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "serve/serve.hpp"
#include "service/language_manual.hpp"

namespace pingxing::cli {

void add_language(Command& program, Context& context) {
  auto command = program.command(
      "language", {"方案语言的说明:全部句式和写法", "the manual of the scheme language: every sentence form"});
  auto wants_errors = std::make_shared<bool>(false);
  command.flag("--errors", *wants_errors, {"列出全部消息", "list every message instead"});
  command.runs([wants_errors, &context] {
    const Language language = context.language();
    Problems problems;
    Output out("", problems);
    out.write(*wants_errors ? service::error_manual(language, serve::site_messages())
                            : service::language_manual(language));
    if (out.finish()) return;
    print_problems(stderr, problems, language);
    context.status = exit_problems;
  });
}

}  // namespace pingxing::cli
