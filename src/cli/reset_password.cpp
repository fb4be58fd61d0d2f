// pingxing reset-password: for the administrator who cannot sign in any more.
#include "cli/context.hpp"
#include "cli/site_options.hpp"

namespace pingxing::cli {

void add_reset_password(Command& program, Context& context) {
  auto login = std::make_shared<std::string>();
  auto command = program.command("reset-password",
                                 {"在服务器上为一个账号重设密码,打印设置新密码的链接",
                                  "reset an account's password, on the machine: prints a link that sets a new one"});
  command.argument("LOGIN", *login, {"用户名", "user name"});
  const SiteOptions site(command);
  command.runs([=, &context] {
    const auto options = site.read();
    context.status = options ? serve::reset_password(*options, *login, context.language()) : exit_usage;
  });
}

}  // namespace pingxing::cli
