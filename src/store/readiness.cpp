#include "store/readiness.hpp"

#include <sys/statvfs.h>

namespace pingxing::store {

void probe_writing(Database& database) {
  database.write([](Writing& db) {
    db.execute(
        "INSERT INTO last_write (writer, number, at) VALUES ('probe', 1, 0) ON CONFLICT (writer) DO UPDATE SET number "
        "= last_write.number + 1");
  });
}

std::optional<std::uint64_t> free_bytes(const std::string& folder) {
  struct statvfs disk {};
  if (::statvfs(folder.c_str(), &disk) != 0) return std::nullopt;
  return std::uint64_t(disk.f_bavail) * disk.f_frsize;
}

}  // namespace pingxing::store
