// pingxing check SCHEME: the findings of the checker, what became of each line, and lines rewritten as findings offer.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

#include "base/text.hpp"
#include "cli/context.hpp"
#include "cli/fix.hpp"
#include "cli/terminal.hpp"
#include "service/check_file.hpp"
#include "service/people_text.hpp"

namespace pingxing::cli {

namespace {

struct CheckOptions {
  std::string scheme, format = "text";
  bool has_lines = false, is_fixing = false, is_sure = false;
};

void tell_examples(const std::vector<service::ExampleOutcome>& examples, Language language) {
  if (examples.empty()) return;
  const auto right = std::count_if(examples.begin(), examples.end(), [](const auto& one) { return one.is_right; });
  const Text text{"示例{0}个,{1}个与所写的相符", "{0}, {1} as stated"};
  const std::vector<Phrase> words = {language == Language::Chinese
                                         ? Phrase(std::to_string(examples.size()))
                                         : service::counted(examples.size(), "example", "examples"),
                                     std::to_string(right)};
  std::fprintf(stderr, "%s\n", fill(text.in(language), words, language).c_str());
}

/// "!  12  规则(SENTENCE_UNKNOWN)   - 迟到罚1分": the mark tells without colour.
void print_lines(const std::vector<service::CheckedLine>& lines, Language language) {
  const Look look = Look::of(stdout);
  const std::size_t digits = std::to_string(lines.size()).size();
  for (const auto& line : lines) {
    const Colour colour = line.mark == '='   ? Colour::Green
                          : line.mark == '.' ? Colour::Dim
                          : line.has_error   ? Colour::Red
                                             : Colour::Yellow;
    std::string what = std::string(line.name.in(language)) + (language == Language::Chinese ? ":" : ": ") +
                       std::string(line.says.in(language));
    for (const auto code : line.codes) what += " " + std::string(code);
    const std::string head = std::string(1, line.mark) + " " + pad_to(std::to_string(line.number), digits, true) + "  ";
    std::printf("%s%s | %s\n", look.paint(colour, head).c_str(), look.paint(colour, pad_to(what, 28)).c_str(),
                printable(line.text).c_str());
  }
}

void print_account(const std::vector<service::CheckedLine>& lines, Language language) {
  std::size_t run = 0, prose = 0, found = 0;
  for (const auto& line : lines) ++(line.mark == '=' ? run : line.mark == '.' ? prose : found);
  const std::vector<Phrase> words = {std::to_string(lines.size()), std::to_string(run), std::to_string(prose),
                                     std::to_string(found)};
  const Text summary = {"共{0}行:“=”运行{1}行,“.”文字{2}行,“!”有问题{3}行",
                        "{0} lines: “=” {1} run, “.” {2} prose, “!” {3} with findings"};
  std::fprintf(stderr, "%s\n", fill(summary.in(language), words, language).c_str());
}

int check(const CheckOptions& options, const Context& context) {
  const Language language = context.language();
  if (options.is_fixing && !fix_scheme(options.scheme, options.is_sure ? Asking::Yes : Asking::Ask, language))
    return exit_problems;
  const auto checked = service::check_file(options.scheme);
  const auto& problems = checked.problems;
  if (options.format == "json") {
    std::fputs(service::checked_json(checked, language, options.has_lines).c_str(), stdout);
  } else {
    if (options.has_lines) print_lines(checked.lines, language);
    print_problems(stdout, problems, language);
    std::fflush(stdout);
    if (options.has_lines) print_account(checked.lines, language);
    const std::size_t warnings = problems.count() - problems.error_count();
    const std::vector<Phrase> words = {checked.title.empty() ? options.scheme : checked.title,
                                       service::counted(problems.error_count(), "error", "errors"),
                                       service::counted(warnings, "warning", "warnings")};
    const Text summary = problems.empty() ? Text{"{0}:没有发现问题", "{0}: nothing found"}
                                          : Text{"{0}:错误{1}处,提醒{2}处", "{0}: {1}, {2}"};
    std::fprintf(stderr, "%s\n", printable(fill(summary.in(language), words, language)).c_str());
    tell_examples(checked.examples, language);
  }
  return problems.has_errors() ? exit_problems : exit_done;
}

}  // namespace

void add_check(Command& program, Context& context) {
  auto command =
      program.command("check", {"检查方案,指出问题和改法", "check a scheme: what is wrong and how to mend it"});
  auto options = std::make_shared<CheckOptions>();
  command.argument("SCHEME", options->scheme, {"方案文件(Markdown)", "the scheme (Markdown)"});
  command.option("--format", options->format, {"输出格式:text 或 json", "text or json"}).one_of({"text", "json"});
  command.flag("--lines", options->has_lines,
               {"逐行列出:“=”运行,“.”文字,“!”有问题", "each line: “=” is run, “.” is prose, “!” has a finding"});
  auto fix = command.flag(
      "--fix", options->is_fixing,
      {"先列出能改写的行,问过再写入文件", "show the lines that can be rewritten, ask, and write the file"});
  command.flag("--yes", options->is_sure, {"和 --fix 一起:不问,直接写入", "with --fix: write without asking"})
      .needs(fix);
  command.runs([options, &context] { context.status = check(*options, context); });
}

}  // namespace pingxing::cli
