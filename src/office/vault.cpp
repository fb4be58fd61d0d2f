#include "office/vault.hpp"

#include <cerrno>

#include "base/base64.hpp"
#include "base/hash.hpp"
#include "office/private_file.hpp"

namespace pingxing::office {

namespace {

constexpr std::string_view of = "The key of the settings";
constexpr std::size_t salt_size = 16;

std::string name_with(std::string_view name, const std::string& salt) { return std::string(name) + ":" + salt; }

}  // namespace

Vault::Vault(std::filesystem::path folder) : file_(folder.empty() ? folder : folder / "settings.key") {}

const ballot::PollSecret* Vault::key() {
  if (!key_ && !file_.empty())
    if (auto bytes = read_private(of, file_, ballot::PollSecret::size)) key_.emplace(std::move(*bytes));
  return key_ ? &*key_ : nullptr;
}

const ballot::PollSecret& Vault::made_key(Random& random) {
  if (const auto* known = key()) return *known;
  auto made = ballot::PollSecret::make(random);
  if (file_.empty()) return key_.emplace(std::move(made));
  prepare_private_folder(of, file_.parent_path());
  write_private(of, file_, made.bytes(), There::Kept);
  if (const auto* there = key()) return *there;  // this one, or that of whoever was quicker
  errno = ENOENT;
  fail_at(of, "read", file_);
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
