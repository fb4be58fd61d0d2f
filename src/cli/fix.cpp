#include "cli/fix.hpp"

#include <cstdio>

#include "cli/diff_text.hpp"
#include "cli/terminal.hpp"
#include "service/fix_file.hpp"

namespace pingxing::cli {

namespace {

void say(Language language, Text text, const std::vector<Phrase>& words = {}) {
  std::fprintf(stderr, "%s\n", printable(fill(text.in(language), words, language)).c_str());
}

/// y, yes, 是 or 好; everything else is no.
bool is_confirmed(Language language) {
  std::fprintf(stderr, "%s", language == Language::Chinese ? "写入文件吗?[y/N] " : "write the file? [y/N] ");
  std::fflush(stderr);
  char answer[64] = {};
  if (!std::fgets(answer, sizeof answer, stdin)) return false;
  const std::string_view word(answer);
  return word.starts_with('y') || word.starts_with('Y') || word.starts_with("是") || word.starts_with("好");
}

void print_open(const service::FileFixes& fixes, const std::string& path, Language language) {
  for (const auto& one : fixes.open) {
    say(language, {"{0}:{1}: 可能是下面几种之一,请自行选定:", "{0}:{1}: may be one of these; choose:"},
        {path, std::to_string(one.line)});
    for (const auto& text : one.texts) std::fprintf(stderr, "    %s\n", printable(text).c_str());
  }
}

}  // namespace

bool fix_scheme(const std::string& path, Asking asking, Language language) {
  const auto fixes = service::fixes_of_file(path);
  if (fixes.problems.has_errors()) {
    print_problems(stderr, fixes.problems, language);
    return false;
  }
  std::fputs(unified_diff(fixes.before, fixes.after, path, Look::of(stdout)).c_str(), stdout);
  std::fflush(stdout);
  print_open(fixes, path, language);
  if (!fixes.has_any()) {
    say(language, {"没有可以直接改写的行", "no line can be rewritten"});
    return true;
  }
  if (asking == Asking::Ask) {
    if (!is_terminal(stdin)) {
      say(language, {"没有写入:加 --yes 写入文件", "nothing was written: add --yes to write the file"});
      return false;
    }
    if (!is_confirmed(language)) {
      say(language, {"没有写入", "nothing was written"});
      return false;
    }
  }
  Problems problems;
  if (service::write_fixes(path, fixes, problems)) {
    say(language, {"已写入{0}", "{0} is written"}, {path});
    return true;
  }
  print_problems(stderr, problems, language);
  return false;
}

}  // namespace pingxing::cli
