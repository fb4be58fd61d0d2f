// pingxing reset-password: for the administrator who cannot sign in any more.
#include "cli/context.hpp"
#include "serve/serve.hpp"

namespace pingxing::cli {

void add_reset_password(Command& program, Context& context) {
  auto options = std::make_shared<serve::ServeOptions>();
  auto config = std::make_shared<std::string>(), login = std::make_shared<std::string>();
  options->database = "pingxing.db";
  auto command = program.command("reset-password",
                                 {"在服务器上为一个账号重设密码,打印设置新密码的链接",
                                  "reset an account's password, on the machine: prints a link that sets a new one"});
  command.argument("LOGIN", *login, {"用户名", "user name"});
  auto file = command.option("--config", *config, {"网站的 TOML 配置文件", "the site's TOML file"});
  auto database = command
                      .option("--database", options->database,
                              {"数据库:文件路径,或 postgresql://…", "the database: a path, or postgresql://…"})
                      .shows_default();
  command.runs([=, &context] {
    serve::ServeOptions merged;
    merged.database = options->database;
    if (file.is_given() && !serve::read_config(*config, merged)) {
      context.status = exit_usage;
      return;
    }
    if (database.is_given() || merged.database.empty()) merged.database = options->database;
    context.status = serve::reset_password(merged, *login, context.language());
  });
}

}  // namespace pingxing::cli
