#include "cli/rate_inputs.hpp"

#include <algorithm>
#include <cstdio>
#include <thread>

#include "cli/progress.hpp"
#include "cli/terminal.hpp"
#include "service/people_text.hpp"

namespace pingxing::cli {

void RateInputs::add_to(Command& command) {
  command.argument("SCHEME", scheme, {"方案文件(Markdown)", "the scheme (Markdown)"});
  command.argument("FACTS", facts,
                   {"数据文件(.csv 或 .xlsx);写“示例”是方案里的示例",
                    "the facts (.csv or .xlsx); the word “examples”: those of the scheme"});
  command.options("--history", history,
                  {"以前各期的结果(JSON),从早到晚,可写多次", "earlier results (JSON), the earliest first; repeatable"});
  command.option("--threads", threads, {"用几个线程(默认按机器)", "threads (default: as the machine has)"})
      .whole_number(1, 256);
}

std::vector<std::string> RateInputs::files() const {
  std::vector<std::string> out = history;
  out.push_back(scheme);
  out.push_back(facts);
  return out;
}

service::RateRequest RateInputs::request() const {
  const unsigned machine = std::max(1U, std::thread::hardware_concurrency());
  return {scheme, facts, history, threads ? threads : machine, {}};
}

std::unique_ptr<const service::Rated> rate_inputs(const RateInputs& inputs, const Context& context,
                                                  Problems& problems) {
  const Language language = context.language();
  Progress progress(language);
  service::RateRequest request = inputs.request();
  request.tells = [&progress](Text what) { progress.tell(what); };
  auto rated = service::rate_files(request, problems);
  progress.end();
  if (!rated) {
    print_problems(stderr, problems, language);
    return nullptr;
  }
  if (const auto& warnings = rated->warnings; !warnings.empty()) {
    const Text text{"方案和数据有{0}处提醒(方案的用 pingxing check 查看)",
                    "{0} about scheme and facts (those of the scheme: pingxing check)"};
    const Phrase count = service::counted(warnings.count(), "warning", "warnings");
    std::fprintf(stderr, "%s\n", fill(text.in(language), {count}, language).c_str());
    Problems of_facts;
    for (const auto& one : warnings.kept())
      if (one.place.file != inputs.scheme) of_facts.add(*one.row, one.place, one.words);
    print_problems(stderr, of_facts, language);
  }
  return rated;
}

}  // namespace pingxing::cli
