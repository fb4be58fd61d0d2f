// pingxing print SCHEME: the notice again, in its canonical form or as a page.
#include <memory>

#include "base/text.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "service/scheme_views.hpp"

namespace pingxing::cli {

namespace {

struct PrintOptions {
  std::string scheme, format, out;
};

int print(const PrintOptions& options, const Context& context) {
  const std::string name = lower_ascii(options.out);
  const bool is_html =
      options.format == "html" || (options.format.empty() && (name.ends_with(".html") || name.ends_with(".htm")));
  refuse_overwriting(options.out, {options.scheme});
  Problems problems;
  const auto text = service::notice_of_file(
      options.scheme, is_html ? service::NoticeFormat::Html : service::NoticeFormat::Markdown, problems);
  if (text) {
    Output out(options.out, problems);
    out.write(*text);
    if (out.finish()) return exit_done;
  }
  print_problems(stderr, problems, context.language());
  return exit_problems;
}

}  // namespace

void add_print(Command& program, Context& context) {
  auto command = program.command(
      "print", {"打印方案:规范的Markdown,或可打印的网页", "print the scheme: canonical Markdown, or a page"});
  auto options = std::make_shared<PrintOptions>();
  command.argument("SCHEME", options->scheme, {"方案文件(Markdown)", "the scheme (Markdown)"});
  command
      .option("--format", options->format,
              {"输出格式:md 或 html(未写时看 -o 的扩展名,否则 md)", "md or html (else by the ending of -o, else md)"})
      .one_of({"md", "html"});
  command.option("-o,--output", options->out, {"写入文件(整个写成,或不写)", "write to a file (whole or not at all)"});
  command.runs([options, &context] { context.status = print(*options, context); });
}

}  // namespace pingxing::cli
