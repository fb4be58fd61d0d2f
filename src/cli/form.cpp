// pingxing form SCHEME -o FILE: a blank sheet of facts.
#include <memory>

#include "base/text.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "service/scheme_views.hpp"

namespace pingxing::cli {

namespace {

struct FormOptions {
  std::string scheme, out;
};

int form(const FormOptions& options, const Context& context) {
  const std::string name = lower_ascii(options.out);
  const bool is_csv = name.ends_with(".csv");
  if (!is_csv && !name.ends_with(".xlsx"))
    refuse_usage({"“{0}”的扩展名应为 .xlsx 或 .csv", "“{0}” should end in .xlsx or .csv"}, options.out);
  refuse_overwriting(options.out, {options.scheme});
  Problems problems;
  const auto bytes =
      service::form_of_file(options.scheme, is_csv ? service::FormFormat::Csv : service::FormFormat::Xlsx,
                            context.stated_language(), problems);
  if (bytes) {
    Output out(options.out, problems);
    out.write(*bytes);
    if (out.finish()) return exit_done;
  }
  print_problems(stderr, problems, context.language());
  return exit_problems;
}

}  // namespace

void add_form(Command& program, Context& context) {
  auto command = program.command("form", {"生成空的数据表(表头、单位、下拉选项、范围)",
                                          "make a blank sheet of facts (headers, units, drop-downs, limits)"});
  auto options = std::make_shared<FormOptions>();
  command.argument("SCHEME", options->scheme, {"方案文件(Markdown)", "the scheme (Markdown)"});
  command.option("-o,--output", options->out, {"写入文件(.xlsx 或 .csv)", "the file to write (.xlsx or .csv)"})
      .required();
  command.runs([options, &context] { context.status = form(*options, context); });
}

}  // namespace pingxing::cli
