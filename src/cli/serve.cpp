// pingxing serve: the site for an office.
#include "serve/serve.hpp"
#include "cli/context.hpp"

namespace pingxing::cli {

void add_serve(CLI::App& app, Context& context) {
  auto options = std::make_shared<serve::ServeOptions>();
  auto config = std::make_shared<std::string>();
  options->database = "pingxing.db";
  auto* command = app.add_subcommand(
      "serve", both({"启动网站:整个考评在浏览器中进行", "serve the site: whole rounds in the browser"}));
  auto* file = command->add_option(
      "--config", *config,
      both({"TOML 配置文件;命令行上写的优先", "a TOML file; what stands on the command line goes first"}));
  auto* database =
      command
          ->add_option("--database", options->database,
                       both({"数据库:文件路径,或 postgresql://…", "the database: a path, or postgresql://…"}))
          ->capture_default_str();
  auto* listen = command->add_option("--listen", options->listen, both({"监听的地址:端口", "HOST:PORT to listen on"}))
                     ->capture_default_str();
  auto* certificate = command->add_option("--tls-cert", options->certificate_file,
                                          both({"TLS 证书文件", "file of the TLS certificate"}));
  auto* key = command->add_option("--tls-key", options->key_file, both({"TLS 私钥文件", "file of the TLS key"}));
  certificate->needs(key);
  key->needs(certificate);
  auto* secrets = command->add_option("--poll-secrets", options->secrets_folder,
                                      both({"存放投票密钥的文件夹(不写时在数据库文件旁边)",
                                            "folder of the secrets of open polls (else beside the database's file)"}));
  auto* address =
      command->add_option("--public-address", options->public_address,
                          both({"别人打开本站用的网址,如https://pingxing.example.org",
                                "the address by which others reach it, such as https://pingxing.example.org"}));
  command->add_flag("--demo", options->has_demo,
                    both({"空数据库装入演示数据", "fill an empty database with the sample"}));
  command->callback([=, &context] {
    serve::ServeOptions merged;
    merged.database = options->database;
    if (file->count() > 0 && !serve::read_config(*config, merged)) {
      context.status = exit_usage;
      return;
    }
    if (database->count() > 0 || merged.database.empty()) merged.database = options->database;
    if (listen->count() > 0) merged.listen = options->listen;
    if (certificate->count() > 0) merged.certificate_file = options->certificate_file;
    if (key->count() > 0) merged.key_file = options->key_file;
    if (address->count() > 0) merged.public_address = options->public_address;
    if (secrets->count() > 0) merged.secrets_folder = options->secrets_folder;
    merged.has_demo = options->has_demo;
    context.status = serve::serve(merged, context.language());
  });
}

}  // namespace pingxing::cli
