#include "cli/run.hpp"

#include <cstdio>
#include <exception>
#include <new>

#include "cli/context.hpp"
#include "cli/terminal.hpp"
#include "cli/usage_text.hpp"

#ifndef PINGXING_VERSION
#define PINGXING_VERSION "0.1.0"
#endif

namespace pingxing::cli {

namespace {

/// CLI11 prints help and version by itself; its statuses of errors all mean wrong usage.
int end_of_parsing(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) return app.exit(error);
  const std::string what = printable(usage_text(app, error));
  const std::string where =
      both({"用法见 pingxing --help 和 pingxing 命令 --help", "see pingxing --help and pingxing COMMAND --help"});
  std::fprintf(stderr, "用法错误 / usage: %s\n%s\n", what.c_str(), where.c_str());
  return exit_usage;
}

}  // namespace

int run(int argc, const char* const* argv) {
  Context context;
  CLI::App app(both({"评星:把评比通知变成可以运行、检查和解释的方案",
                     "Pingxing: a notice of assessment that runs, checks and explains itself"}),
               "pingxing");
  app.set_version_flag("--version", "pingxing " PINGXING_VERSION, both({"版本", "the version"}));
  app.add_option("--lang", context.language_name,
                 both({"语言:zh 或 en(未写时看系统)", "zh or en (else as the system speaks)"}))
      ->check(one_of({"zh", "en"}));
  app.require_subcommand(1);
  app.fallthrough();
  app.set_help_flag("-h,--help", both({"用法", "this help"}));
  add_check(app, context);
  add_rate(app, context);
  add_explain(app, context);
  add_what_if(app, context);
  add_form(app, context);
  add_print(app, context);
  add_language(app, context);
  add_recount(app, context);
  add_serve(app, context);
  try {
    app.parse(argc, argv);
    return context.status;
  } catch (const CLI::ParseError& error) {
    return end_of_parsing(app, error);
  } catch (const std::bad_alloc&) {
    std::fputs("内存不够 / out of memory\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "出错 / failed: %s\n", printable(error.what()).c_str());
  }
  return exit_problems;
}

}  // namespace pingxing::cli
