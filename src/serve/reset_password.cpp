// pingxing reset-password: the way back in for the administrator who cannot sign in any more.
#include <cstdio>
#include <filesystem>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "office/accounts.hpp"
#include "serve/serve.hpp"
#include "store/database.hpp"

namespace pingxing::serve {

int reset_password(const ServeOptions& options, const std::string& login, Language language) {
  const bool is_chinese = language == Language::Chinese;
  const bool is_file = options.database.find("://") == std::string::npos;
  if (is_file && !std::filesystem::exists(options.database)) {  // none is made by the way
    std::fprintf(stderr,
                 is_chinese ? "没有数据库“%s”;用 --database 或 --config 写明\n"
                            : "there is no database “%s”; name it by --database or --config\n",
                 options.database.c_str());
    return 2;
  }
  const auto database = store::Database::open(options.database, {});
  SystemClock clock;
  SystemRandom random;
  const auto made = office::invite_from_machine({*database, clock, random}, login);
  if (!made) {
    const auto& refusal = made.refusal();
    std::fprintf(stderr, "%s %s%s%s\n", std::string(refusal.code()).c_str(), refusal.says(language).c_str(),
                 refusal.mend(language).empty() ? ""
                 : is_chinese                   ? ";"
                                                : "; ",
                 refusal.mend(language).c_str());
    return 1;
  }
  const std::string site = options.public_address.empty() ? "http://" + options.listen : options.public_address;
  std::printf("%s/invitation/%s\n", site.c_str(), made->token.c_str());
  std::fprintf(stderr, is_chinese
                           ? "在浏览器中打开这个链接,设置新密码。此前的会话和令牌已结束;日志里有记录。\n"
                           : "Open this link in a browser to set a new password. Sessions and tokens of before have "
                             "ended; the journal says so.\n");
  return 0;
}

}  // namespace pingxing::serve
