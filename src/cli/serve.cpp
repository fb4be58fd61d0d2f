// pingxing serve: the site for an office.
#include "cli/context.hpp"
#include "cli/site_options.hpp"

namespace pingxing::cli {

void add_serve(Command& program, Context& context) {
  auto options = std::make_shared<serve::ServeOptions>();
  auto command =
      program.command("serve", {"启动网站:整个考评在浏览器中进行", "serve the site: whole rounds in the browser"});
  const SiteOptions site(command);
  auto listen =
      command.option("--listen", options->listen, {"监听的地址:端口", "HOST:PORT to listen on"}).shows_default();
  auto certificate =
      command.option("--tls-cert", options->certificate_file, {"TLS 证书文件", "file of the TLS certificate"});
  auto key = command.option("--tls-key", options->key_file, {"TLS 私钥文件", "file of the TLS key"});
  certificate.needs(key);
  key.needs(certificate);
  auto secrets = command.option("--poll-secrets", options->secrets_folder,
                                {"存放投票密钥的文件夹(不写时在数据库文件旁边)",
                                 "folder of the secrets of open polls (else beside the database's file)"});
  auto address = command.option("--public-address", options->public_address,
                                {"别人打开本站用的网址,如https://pingxing.example.org",
                                 "the address by which others reach it, such as https://pingxing.example.org"});
  command.flag("--demo", options->has_demo, {"空数据库装入演示数据", "fill an empty database with the sample"});
  command.runs([=, &context] {
    auto read = site.read();
    if (!read) {
      context.status = exit_usage;
      return;
    }
    auto& merged = *read;
    if (listen.is_given()) merged.listen = options->listen;
    if (certificate.is_given()) merged.certificate_file = options->certificate_file;
    if (key.is_given()) merged.key_file = options->key_file;
    if (address.is_given()) merged.public_address = options->public_address;
    if (secrets.is_given()) merged.secrets_folder = options->secrets_folder;
    merged.has_demo = options->has_demo;
    context.status = serve::serve(merged, context.language());
  });
}

}  // namespace pingxing::cli
