// pingxing recount FILE: counts a published bulletin again.
#include <cstdio>
#include <memory>

#include "base/text.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/recount_text.hpp"
#include "cli/terminal.hpp"

namespace pingxing::cli {

namespace {

struct RecountOptions {
  service::RecountRequest request;
  std::string format = "text";
};

int recount(const RecountOptions& options, const Context& context) {
  const Language language = context.language();
  Problems problems;
  const auto counted = service::recount_file(options.request, problems);
  Output out("", problems);
  if (counted && options.format == "json") out.write(service::recount_json(*counted, problems, language));
  if (counted && options.format == "text") out.write(recount_text(*counted, problems, language, Look::of(stdout)));
  const bool is_written = !counted || out.finish();
  if (!counted || !is_written || options.format == "text") print_problems(stderr, problems, language);
  return !counted || !is_written || problems.has_errors() ? exit_problems : exit_done;
}

std::string wrong_fingerprint(std::string& text) {
  text = lower_ascii(text);
  std::erase(text, ' ');  // in groups, as it is read from a notice
  const bool is_one = text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
  return is_one ? "" : both({"指纹是64个十六进制数字", "a fingerprint has 64 hexadecimal digits"});
}

}  // namespace

void add_recount(Command& program, Context& context) {
  auto command = program.command(
      "recount", {"重新计票:核对公布表的每个签名,重新计数", "recount a bulletin: every signature, every number"});
  auto options = std::make_shared<RecountOptions>();
  command.argument("FILE", options->request.file, {"公布表", "the bulletin"});
  command.option("--receipt", options->request.receipts,
                 {"投票时保存的回执:自己的票在不在", "a receipt that was saved when voting: is the ballot there"});
  command
      .option("--sha256", options->request.sha256,
              {"公布的文件指纹", "the fingerprint of the file as it was announced"})
      .tidied(wrong_fingerprint);
  command
      .option("--keys", options->request.keys,
              {"开始投票时公布的密钥指纹", "the fingerprint of the keys as it was announced when the poll was opened"})
      .tidied(wrong_fingerprint);
  command.option("--format", options->format, {"输出格式:text 或 json", "text or json"}).one_of({"text", "json"});
  command.runs([options, &context] { context.status = recount(*options, context); });
}

}  // namespace pingxing::cli
