// Where the commands of a site find its settings: a TOML file, and what stands on the command line goes first.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "cli/command_line.hpp"
#include "serve/serve.hpp"

namespace pingxing::cli {

class SiteOptions {
 public:
  /// Adds --config and --database.
  explicit SiteOptions(Command& command);
  /// Of the file, with the database of the command line; nothing where the file was told to be wrong.
  [[nodiscard]] std::optional<serve::ServeOptions> read() const;

 private:
  std::shared_ptr<std::string> config_ = std::make_shared<std::string>();
  std::shared_ptr<std::string> database_ = std::make_shared<std::string>("pingxing.db");
  Option file_, given_database_;
};

}  // namespace pingxing::cli
