#include "cli/output.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "cli/context.hpp"
#include "document/messages.hpp"
#include "document/place.hpp"

namespace pingxing::cli {

Output::Output(const std::string& path, Problems& problems) : problems_(problems) {
  if (!path.empty()) file_.emplace(path, problems);
}

void Output::write(std::string_view text) {
  if (file_) return file_->write(text);
  if (error_ == 0 && std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) error_ = errno;
}

bool Output::finish() {
  if (file_) return file_->commit();
  if (error_ == 0 && std::fflush(stdout) != 0) error_ = errno;
  if (error_ == 0) return true;
  problems_.add(document::file_not_written, document::in_file("stdout"), {std::generic_category().message(error_)});
  return false;
}

void refuse_overwriting(const std::string& out, const std::vector<std::string>& inputs) {
  std::error_code ignored;
  for (const auto& input : inputs)
    if (!out.empty() && std::filesystem::is_regular_file(out, ignored) &&
        std::filesystem::equivalent(out, input, ignored))
      refuse_usage({"-o 会覆盖要读的文件“{0}”", "-o would overwrite “{0}”, which is read"}, input);
}

}  // namespace pingxing::cli
