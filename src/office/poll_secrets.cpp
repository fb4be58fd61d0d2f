#include "office/poll_secrets.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <stdexcept>
#include <system_error>

namespace pingxing::office {

namespace {

constexpr std::string_view beginning = "poll-", ending = ".secret";

[[noreturn]] void fail(const char* what, const std::filesystem::path& path) {
  throw std::runtime_error("The secret of a poll could not be " + std::string(what) + ", " + path.string() + ": " +
                           std::generic_category().message(errno));
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

void write_all(const Descriptor& file, const std::string& bytes, const std::filesystem::path& path) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t wrote = ::write(file.number(), bytes.data() + done, bytes.size() - done);
    if (wrote < 0 && errno != EINTR) fail("written", path);
    if (wrote > 0) done += static_cast<std::size_t>(wrote);
  }
  if (::fsync(file.number()) != 0) fail("written", path);
}

void sync_folder(const std::filesystem::path& folder) {
  const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (open.number() < 0 || ::fsync(open.number()) != 0) fail("written", folder);
}

}  // namespace

std::filesystem::path SecretFolder::file_of(store::Id poll_id) const {
  return folder_ / (std::string(beginning) + std::to_string(poll_id) + std::string(ending));
}

void SecretFolder::keep(store::Id poll_id, const ballot::PollSecret& secret) {
  std::filesystem::create_directories(folder_);
  if (::chmod(folder_.c_str(), 0700) != 0) fail("written", folder_);
  const auto path = file_of(poll_id), beside = std::filesystem::path(path.string() + ".new");
  {
    const Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (file.number() < 0) fail("written", beside);
    write_all(file, secret.bytes(), beside);
  }
  if (::rename(beside.c_str(), path.c_str()) != 0) fail("written", path);
  sync_folder(folder_);
}

std::optional<ballot::PollSecret> SecretFolder::find(store::Id poll_id) {
  const auto path = file_of(poll_id);
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (file.number() < 0) {
    if (errno == ENOENT) return std::nullopt;
    fail("read", path);
  }
  std::string bytes(ballot::PollSecret::size + 1, '\0');
  const ssize_t got = ::read(file.number(), bytes.data(), bytes.size());
  if (got < 0) fail("read", path);
  if (got != static_cast<ssize_t>(ballot::PollSecret::size)) {
    errno = EINVAL;
    fail("read", path);
  }
  bytes.resize(ballot::PollSecret::size);
  return ballot::PollSecret(std::move(bytes));
}

void SecretFolder::destroy(store::Id poll_id) {
  const auto path = file_of(poll_id);
  {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file.number() < 0) {
      if (errno == ENOENT) return;
      fail("destroyed", path);
    }
    write_all(file, std::string(ballot::PollSecret::size, '\0'), path);
  }
  if (::unlink(path.c_str()) != 0) fail("destroyed", path);
  sync_folder(folder_);
}

std::vector<store::Id> SecretFolder::kept() {
  std::vector<store::Id> polls;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(beginning) || !name.ends_with(ending)) continue;
    store::Id id = 0;
    const char *from = name.data() + beginning.size(), *to = name.data() + name.size() - ending.size();
    if (const auto [end, wrong] = std::from_chars(from, to, id); wrong == std::errc() && end == to) polls.push_back(id);
  }
  return polls;
}

}  // namespace pingxing::office
