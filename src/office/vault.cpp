#include "office/vault.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "base/base64.hpp"
#include "base/hash.hpp"

namespace pingxing::office {

namespace {

constexpr int mode = 0600, folder_mode = 0700;
constexpr std::size_t salt_size = 16;

[[noreturn]] void fail(const char* what, const std::filesystem::path& path) {
  throw std::runtime_error("The key of the settings could not be " + std::string(what) + ", " + path.string() + ": " +
                           std::generic_category().message(errno));
}

std::optional<std::string> read_key(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0 && errno == ENOENT) return std::nullopt;
  std::string bytes(ballot::PollSecret::size + 1, '\0');
  const ssize_t got = file < 0 ? -1 : ::read(file, bytes.data(), bytes.size());
  if (file >= 0) ::close(file);
  if (got < 0) fail("read", path);
  if (got != static_cast<ssize_t>(ballot::PollSecret::size)) {
    errno = EINVAL;
    fail("read", path);
  }
  bytes.resize(ballot::PollSecret::size);
  return bytes;
}

/// Whole or not there, and never over one that is: another server may have been quicker.
void write_key(const std::filesystem::path& path, const std::string& bytes, const std::string& beside_name) {
  const auto beside = path.string() + "." + beside_name;
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
  if (file < 0) fail("written", beside);
  const bool is_written =
      ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) && ::fsync(file) == 0;
  ::close(file);
  const bool is_there = is_written && (::link(beside.c_str(), path.c_str()) == 0 || errno == EEXIST);
  const int why = errno;
  ::unlink(beside.c_str());
  errno = why;
  if (!is_there) fail("written", path);
  const int folder = ::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool is_kept = folder >= 0 && ::fsync(folder) == 0;
  if (folder >= 0) ::close(folder);
  if (!is_kept) fail("written", path);
}

std::string name_with(std::string_view name, const std::string& salt) { return std::string(name) + ":" + salt; }

}  // namespace

Vault::Vault(std::filesystem::path folder) : file_(folder.empty() ? folder : folder / "settings.key") {}

const ballot::PollSecret* Vault::key() {
  if (!key_ && !file_.empty())
    if (auto bytes = read_key(file_)) key_.emplace(std::move(*bytes));
  return key_ ? &*key_ : nullptr;
}

const ballot::PollSecret& Vault::made_key(Random& random) {
  if (const auto* known = key()) return *known;
  auto made = ballot::PollSecret::make(random);
  if (file_.empty()) return key_.emplace(std::move(made));
  std::filesystem::create_directories(file_.parent_path());
  if (::chmod(file_.parent_path().c_str(), folder_mode) != 0) fail("written", file_.parent_path());
  write_key(file_, made.bytes(), hex_of(random.bytes(8)));
  const auto* there = key();  // this one, or that of whoever was quicker
  if (!there) fail("read", file_);
  return *there;
}

std::string Vault::seal(std::string_view name, std::string_view text, Random& random) {
  const std::lock_guard lock(mutex_);
  const std::string salt = hex_of(random.bytes(salt_size));
  return std::string(sealed_mark) + salt + ":" + base64_of(made_key(random).seal(name_with(name, salt), text));
}

std::optional<std::string> Vault::open(std::string_view name, std::string_view sealed) {
  constexpr std::size_t salt_letters = 2 * salt_size;
  if (!is_sealed(sealed) || sealed.size() < sealed_mark.size() + salt_letters + 1 ||
      sealed[sealed_mark.size() + salt_letters] != ':')
    return std::nullopt;
  const std::string salt(sealed.substr(sealed_mark.size(), salt_letters));
  const auto bytes = bytes_of_base64(std::string(sealed.substr(sealed_mark.size() + salt_letters + 1)));
  const std::lock_guard lock(mutex_);
  const auto* known = key();
  return known && bytes ? known->open(name_with(name, salt), *bytes) : std::nullopt;
}

}  // namespace pingxing::office
