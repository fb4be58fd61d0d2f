#include "cli/site_options.hpp"

namespace pingxing::cli {

SiteOptions::SiteOptions(Command& command)
    : file_(command.option(
          "--config", *config_,
          {"TOML 配置文件;命令行上写的优先", "a TOML file; what stands on the command line goes first"})),
      given_database_(command
                          .option("--database", *database_,
                                  {"数据库:文件路径,或 postgresql://…", "the database: a path, or postgresql://…"})
                          .shows_default()) {}

std::optional<serve::ServeOptions> SiteOptions::read() const {
  serve::ServeOptions options;
  if (file_.is_given() && !serve::read_config(*config_, options)) return std::nullopt;
  if (given_database_.is_given() || options.database.empty()) options.database = *database_;
  return options;
}

}  // namespace pingxing::cli
