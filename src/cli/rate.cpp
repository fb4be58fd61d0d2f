// pingxing rate SCHEME FACTS: the result as a table for people, or as a file.
#include <cstdio>
#include <memory>
#include <thread>

#include "base/text.hpp"
#include "cli/board_text.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/rate_inputs.hpp"
#include "cli/terminal.hpp"
#include "service/board.hpp"
#include "service/result_csv.hpp"
#include "service/result_json.hpp"
#include "service/result_xlsx.hpp"

namespace pingxing::cli {

namespace {

struct RateOptions {
  RateInputs inputs;
  std::string format, out;
};

/// By --format, else by the ending of the file.
std::string format_of(const RateOptions& options) {
  if (!options.format.empty()) return options.format;
  if (options.out.empty()) return "table";
  const std::string name = lower_ascii(options.out);
  for (const std::string format : {"json", "csv", "xlsx"})
    if (name.ends_with("." + format)) return format;
  if (name.ends_with(".txt")) return "table";
  refuse_usage({"看不出“{0}”要什么格式;请用扩展名 .json .csv .xlsx .txt,或写 --format",
                "the format of “{0}” is not clear: use the ending .json .csv .xlsx .txt, or --format"},
               options.out);
}

int rate(const RateOptions& options, const Context& context) {
  const std::string format = format_of(options);
  if (format == "xlsx" && options.out.empty() && is_terminal(stdout))
    refuse_usage({"工作簿要写进文件:请加 -o 结果.xlsx", "a workbook goes into a file: add -o result.xlsx"});
  refuse_overwriting(options.out, options.inputs.files());
  Problems problems;
  const auto rated = rate_inputs(options.inputs, context, problems);
  if (!rated) return exit_problems;
  const Language language = context.stated_language().value_or(service::language_of(*rated));
  Output out(options.out, problems);
  const service::Sink sink = [&](std::string_view text) { out.write(text); };
  if (format == "table") {
    const Look look = options.out.empty() ? Look::of(stdout) : Look::plain();
    out.write(board_text(service::board_of(*rated), context.language(), look));
  } else if (format == "json") {
    service::write_result_json(*rated, language, sink);
  } else if (format == "csv") {
    using document::ByteOrderMark;
    service::write_result_csv(*rated, language, options.out.empty() ? ByteOrderMark::None : ByteOrderMark::Utf8, sink);
  } else if (const auto bytes = service::result_xlsx(*rated, language, options.out, problems)) {
    out.write(*bytes);
  }
  if (!problems.has_errors() && out.finish()) return exit_done;
  print_problems(stderr, problems, context.language());
  return exit_problems;
}

}  // namespace

void add_rate(Command& program, Context& context) {
  auto command = program.command(
      "rate", {"评定:方案加数据,得出分数、名次和等次", "rate: a scheme and facts give scores, ranks and grades"});
  auto options = std::make_shared<RateOptions>();
  options->inputs.add_to(command);
  command
      .option(
          "--format", options->format,
          {"输出格式:table json csv xlsx(未写时看 -o 的扩展名)", "table, json, csv or xlsx (else by the ending of -o)"})
      .one_of({"table", "json", "csv", "xlsx"});
  command.option("-o,--output", options->out, {"写入文件(整个写成,或不写)", "write to a file (whole or not at all)"});
  command.runs([options, &context] { context.status = rate(*options, context); });
}

}  // namespace pingxing::cli
