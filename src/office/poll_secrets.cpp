#include "office/poll_secrets.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

#include "office/private_file.hpp"

namespace pingxing::office {

namespace {

constexpr std::string_view beginning = "poll-", of_secret = ".secret", of_spool = ".spool";

// A file of spool keys has two places a paper, of even and of odd generations: the generation plus one, as eight bytes
// of which the first is the least, then the key. All zero: none.
constexpr std::size_t place_size = 8 + ballot::PollSecret::size;
::off_t place_of(std::int64_t position, std::int64_t generation) {
  return static_cast<::off_t>((position - 1) * 2 + generation % 2) * static_cast<::off_t>(place_size);
}
std::string number_bytes(std::int64_t number) {
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i) & 0xff);
  return bytes;
}
constexpr std::string_view of = "The secret of a poll";

[[noreturn]] void fail(std::string_view done, const std::filesystem::path& path) { fail_at(of, done, path); }

void write_at(const Descriptor& file, ::off_t at, const std::string& bytes, const std::filesystem::path& path) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t wrote =
        ::pwrite(file.number(), bytes.data() + done, bytes.size() - done, at + static_cast<::off_t>(done));
    if (wrote < 0 && errno != EINTR) fail("written", path);
    if (wrote > 0) done += static_cast<std::size_t>(wrote);
  }
}

/// Until it is closed: servers share the file.
void lock(const Descriptor& file, const std::filesystem::path& path) {
  while (::flock(file.number(), LOCK_EX) != 0)
    if (errno != EINTR) fail("locked", path);
}

void write_all(const Descriptor& file, const std::string& bytes, const std::filesystem::path& path) {
  write_at(file, 0, bytes, path);
  if (::fsync(file.number()) != 0) fail("written", path);
}

}  // namespace

std::filesystem::path SecretFolder::file_of(store::Id poll_id, std::string_view ending) const {
  return folder_ / (std::string(beginning) + std::to_string(poll_id) + std::string(ending));
}

void SecretFolder::keep(store::Id poll_id, const ballot::PollSecret& secret) {
  prepare_private_folder(of, folder_);
  write_private(of, file_of(poll_id, of_secret), secret.bytes(), There::Replaced);
}

std::optional<ballot::PollSecret> SecretFolder::find(store::Id poll_id) {
  auto bytes = read_private(of, file_of(poll_id, of_secret), ballot::PollSecret::size);
  return bytes ? std::optional(ballot::PollSecret(std::move(*bytes))) : std::nullopt;
}

void SecretFolder::destroy(store::Id poll_id) {
  bool was_there = false;
  for (const auto ending : {of_spool, of_secret}) {
    const auto path = file_of(poll_id, ending);
    {
      const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
      if (file.number() < 0 && errno == ENOENT) continue;
      struct stat about {};
      if (file.number() < 0 || ::fstat(file.number(), &about) != 0) fail("destroyed", path);
      write_all(file, std::string(static_cast<std::size_t>(about.st_size), '\0'), path);
    }
    if (::unlink(path.c_str()) != 0) fail("destroyed", path);
    was_there = true;
  }
  if (was_there) sync_folder(of, folder_);
}

void SecretFolder::keep_spool_keys(store::Id poll_id, const std::vector<SpoolKey>& keys) {
  if (keys.empty()) return;
  prepare_private_folder(of, folder_);
  const auto path = file_of(poll_id, of_spool);
  const bool is_new = !std::filesystem::exists(path);
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, private_mode));
  if (file.number() < 0) fail("written", path);
  lock(file, path);
  for (const auto& one : keys) {
    const auto place = place_of(one.position, one.generation);
    // The number last: a key that was written in part is none.
    write_at(file, place, std::string(8, '\0'), path);
    write_at(file, place + 8, one.key.bytes(), path);
    write_at(file, place, number_bytes(one.generation + 1), path);
  }
  if (::fsync(file.number()) != 0) fail("written", path);
  if (is_new) sync_folder(of, folder_);
}

std::optional<ballot::PollSecret> SecretFolder::spool_key(store::Id poll_id, std::int64_t position,
                                                          std::int64_t generation) {
  const auto path = file_of(poll_id, of_spool);
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (file.number() < 0) {
    if (errno == ENOENT) return std::nullopt;
    fail("read", path);
  }
  const auto place = place_of(position, generation);
  std::string number(8, '\0'), key(ballot::PollSecret::size, '\0');
  const ssize_t got = ::pread(file.number(), number.data(), number.size(), place);
  if (got < 0) fail("read", path);
  if (number != number_bytes(generation + 1)) return std::nullopt;
  if (::pread(file.number(), key.data(), key.size(), place + 8) != static_cast<ssize_t>(key.size()))
    return std::nullopt;
  return ballot::PollSecret(std::move(key));
}

void SecretFolder::destroy_older_spool_keys(store::Id poll_id,
                                            const std::map<std::int64_t, std::int64_t>& generations) {
  const auto path = file_of(poll_id, of_spool);
  const Descriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
  if (file.number() < 0) {
    if (errno == ENOENT) return;
    fail("destroyed", path);
  }
  lock(file, path);
  for (const auto& [position, generation] : generations) {
    if (generation == 0) continue;
    // Another server may have mixed on since, and have its next key there.
    const auto place = place_of(position, generation - 1);
    std::string number(8, '\0');
    if (::pread(file.number(), number.data(), number.size(), place) < 0) fail("destroyed", path);
    if (number == number_bytes(generation)) write_at(file, place, std::string(place_size, '\0'), path);
  }
  if (::fsync(file.number()) != 0) fail("destroyed", path);
}

std::vector<store::Id> SecretFolder::kept() {
  std::vector<store::Id> polls;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
    const std::string name = entry.path().filename().string();
    const auto ending = name.ends_with(of_secret) ? of_secret : of_spool;
    if (!name.starts_with(beginning) || !name.ends_with(ending)) continue;
    store::Id id = 0;
    const char *from = name.data() + beginning.size(), *to = name.data() + name.size() - ending.size();
    const auto [end, wrong] = std::from_chars(from, to, id);
    const bool is_poll = wrong == std::errc() && end == to;
    if (is_poll && std::find(polls.begin(), polls.end(), id) == polls.end()) polls.push_back(id);
  }
  return polls;
}

}  // namespace pingxing::office
