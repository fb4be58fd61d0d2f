#include "cli/run.hpp"

#include <cstdio>
#include <exception>
#include <new>

#include "cli/context.hpp"
#include "cli/terminal.hpp"

#ifndef PINGXING_VERSION
#define PINGXING_VERSION "0.1.0"
#endif

namespace pingxing::cli {

int run(int argc, const char* const* argv) {
  Context context;
  CommandLine line({"评星:把评比通知变成可以运行、检查和解释的方案",
                    "Pingxing: a notice of assessment that runs, checks and explains itself"},
                   "pingxing", "pingxing " PINGXING_VERSION);
  Command program = line.program();
  program
      .option("--lang", context.language_name, {"语言:zh 或 en(未写时看系统)", "zh or en (else as the system speaks)"})
      .one_of({"zh", "en"});
  add_check(program, context);
  add_rate(program, context);
  add_explain(program, context);
  add_what_if(program, context);
  add_form(program, context);
  add_print(program, context);
  add_language(program, context);
  add_recount(program, context);
  add_serve(program, context);
  add_reset_password(program, context);
  add_verify(program, context);
  try {
    line.run(argc, argv);
    return context.status;
  } catch (const UsageError& error) {
    const std::string where =
        both({"用法见 pingxing --help 和 pingxing 命令 --help", "see pingxing --help and pingxing COMMAND --help"});
    std::fprintf(stderr, "用法错误 / usage: %s\n%s\n", printable(error.what).c_str(), where.c_str());
    return exit_usage;
  } catch (const std::bad_alloc&) {
    std::fputs("内存不够 / out of memory\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "出错 / failed: %s\n", printable(error.what()).c_str());
  }
  return exit_problems;
}

}  // namespace pingxing::cli
