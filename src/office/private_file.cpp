#include "office/private_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <system_error>

namespace pingxing::office {

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

void fail_at(std::string_view of, std::string_view done, const std::filesystem::path& path) {
  throw std::runtime_error(std::string(of) + " could not be " + std::string(done) + ", " + path.string() + ": " +
                           std::generic_category().message(errno));
}

void prepare_private_folder(std::string_view of, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  if (::chmod(folder.c_str(), 0700) != 0) fail_at(of, "written", folder);
}

void sync_folder(std::string_view of, const std::filesystem::path& folder) {
  const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (open.number() < 0 || ::fsync(open.number()) != 0) fail_at(of, "written", folder);
}

std::optional<std::string> read_private(std::string_view of, const std::filesystem::path& path, std::size_t size) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (file.number() < 0 && errno == ENOENT) return std::nullopt;
  std::string bytes(size + 1, '\0');
  const ssize_t got = file.number() < 0 ? -1 : ::read(file.number(), bytes.data(), bytes.size());
  if (got >= 0 && got != static_cast<ssize_t>(size)) errno = EINVAL;
  if (got != static_cast<ssize_t>(size)) fail_at(of, "read", path);
  bytes.resize(size);
  return bytes;
}

void write_private(std::string_view of, const std::filesystem::path& path, const std::string& bytes, There there) {
  std::string beside = path.string() + ".XXXXXX";
  const Descriptor file(::mkostemp(beside.data(), O_CLOEXEC));  // of private_mode
  if (file.number() < 0) fail_at(of, "written", beside);
  const bool is_written = ::write(file.number(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
                          ::fsync(file.number()) == 0;
  const bool is_there =
      is_written && (there == There::Replaced ? ::rename(beside.c_str(), path.c_str()) == 0
                                              : ::link(beside.c_str(), path.c_str()) == 0 || errno == EEXIST);
  const int why = errno;
  if (!is_there || there == There::Kept) ::unlink(beside.c_str());
  errno = why;
  if (!is_there) fail_at(of, "written", path);
  sync_folder(of, path.parent_path());
}

}  // namespace pingxing::office
