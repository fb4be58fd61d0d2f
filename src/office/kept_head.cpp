#include "office/kept_head.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

namespace pingxing::office {

namespace {

constexpr int mode = 0600, folder_mode = 0700;

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw std::runtime_error("The head of the journal could not be kept, " + path.string() + ": " +
                           std::generic_category().message(errno));
}

}  // namespace

std::optional<store::JournalHead> KeptHead::find() const {
  std::ifstream in(file_, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return store::head_in(text);
}

void KeptHead::keep(const store::JournalHead& head) const {
  if (const auto folder = file_.parent_path(); std::filesystem::create_directories(folder))
    std::filesystem::permissions(folder, static_cast<std::filesystem::perms>(folder_mode));
  const auto beside = std::filesystem::path(file_.string() + "." + std::to_string(::getpid()) + ".new");
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode);
  if (file < 0) fail(beside);
  const std::string text = store::text_of(head) + "\n";
  const bool is_written =
      ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
  ::close(file);
  if (!is_written || ::rename(beside.c_str(), file_.c_str()) != 0) fail(beside);
}

}  // namespace pingxing::office
