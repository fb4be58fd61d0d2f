// pingxing verify DATABASE: whether its record holds.
#include <memory>

#include "cli/context.hpp"
#include "cli/progress.hpp"
#include "serve/serve.hpp"

namespace pingxing::cli {

void add_verify(Command& program, Context& context) {
  auto command = program.command(
      "verify",
      {"验证数据库的记录:日志和它写入的每一行有没有被改动、删除或添加",
       "verify the record of a database: whether an entry, or a row that one wrote, was changed, removed or added"});
  auto options = std::make_shared<serve::VerifyOptions>();
  auto format = std::make_shared<std::string>("text");
  command.argument("DATABASE", options->database,
                   {"文件路径,或 postgresql://…;不会改动它", "a path, or postgresql://…; it is not changed"});
  command.option("--head", options->head,
                 {"留存的日志指纹,行号:指纹", "a fingerprint of the journal that was kept, SEQ:HASH"});
  command.option("--secrets", options->secrets_folder,
                 {"密钥文件夹:也打开进行中的投票的票箱", "the folder of secrets: opens the boxes of open polls too"});
  command.option("--format", *format, {"输出格式:text 或 json", "text or json"}).one_of({"text", "json"});
  command.runs([=, &context] {
    options->is_json = *format == "json";
    Progress progress(context.language());
    progress.tell({"正在验证", "verifying"});
    context.status = serve::verify(
        *options, context.language(),
        {[&](std::size_t done, std::size_t total) { progress.reach(done, total); }, [&] { progress.end(); }});
  });
}

}  // namespace pingxing::cli
