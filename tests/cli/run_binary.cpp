#include "run_binary.hpp"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

namespace pingxing {

const std::string_view scheme_text = R"(# 车间星级

对象:组织
周期:半年
分组:厂区
小数:2
名额取整:至少一个
同分处理:都不进

## 工作(100分)

1. 安全(60分)
   - 隐患:每项减5分,减完为止
2. 质量(40分)
   - 合格率:98%以上得40分;95%以上不满98%得20分;不满95%不得分

## 定级

- 五星级:90分以上
- 四星级:60分以上不满90分
- 三星级:不满60分
- 五星级:不超过50%
)";

const std::string_view facts_text =
    "编号,名称,分组,隐患,合格率\n"
    "C1,一车间,东区,0,99%\n"
    "C2,二车间,东区,1,98.5\n"
    "C3,三车间,西区,2,96\n"
    "C4,四车间,西区,,97\n";

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

namespace {

std::string drained(int file) {
  std::string out;
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t got = ::read(file, buffer.data(), buffer.size());
    if (got <= 0) break;  // the end of a pipe; EIO of a terminal whose other side is closed
    out.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return out;
}

[[noreturn]] void become(const std::vector<std::string>& arguments, const RunOptions& options) {
  std::vector<std::string> words = {PINGXING_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment = {"LANG=zh_CN.UTF-8", "PATH=/usr/bin:/bin", "TERM=xterm"};
  if (!options.environment.empty()) environment = options.environment;
  std::vector<char*> argv, envp;
  for (auto& word : words) argv.push_back(word.data());
  for (auto& one : environment) envp.push_back(one.data());
  if (options.file_bytes_max >= 0) {
    const rlimit most{static_cast<rlim_t>(options.file_bytes_max), static_cast<rlim_t>(options.file_bytes_max)};
    ::setrlimit(RLIMIT_FSIZE, &most);
    ::signal(SIGXFSZ, SIG_IGN);  // the write then fails, as on a full disk
  }
  argv.push_back(nullptr);
  envp.push_back(nullptr);
  ::execve(argv[0], argv.data(), envp.data());
  ::_exit(127);
}

int status_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Ended run_on_terminal(const std::vector<std::string>& arguments, const RunOptions& options) {
  int terminal = -1;
  winsize size{};
  size.ws_col = 120;
  size.ws_row = 40;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, &size);
  if (child == 0) become(arguments, options);
  Ended ended;
  ended.out = drained(terminal);
  ::close(terminal);
  ended.status = status_of(child);
  return ended;
}

}  // namespace

Ended run(const std::vector<std::string>& arguments, const RunOptions& options) {
  if (options.on_terminal) return run_on_terminal(arguments, options);
  const TestFolder folder;
  const std::string out = options.out_to.empty() ? folder.path("out") : options.out_to, err = folder.path("err");
  const pid_t child = ::fork();
  if (child == 0) {
    const int out_file = ::open(out.c_str(), O_WRONLY | O_CREAT, 0600),
              err_file = ::open(err.c_str(), O_WRONLY | O_CREAT, 0600);
    const int in_file = ::open("/dev/null", O_RDONLY);
    ::dup2(in_file, 0);
    ::dup2(out_file, 1);
    ::dup2(err_file, 2);
    become(arguments, options);
  }
  Ended ended;
  ended.status = status_of(child);
  if (options.out_to.empty()) ended.out = content_of(out);
  ended.err = content_of(err);
  return ended;
}

}  // namespace pingxing
