#include "store/traces.hpp"

#include "store/postgres/backend.hpp"
#include "store/sqlite/backend.hpp"

namespace pingxing::store {

bool wipe_old_settings(const std::string& address) {
  const bool is_server = address.starts_with("postgresql://") || address.starts_with("postgres://");
  const auto backend = is_server ? postgres::backend(address) : sqlite::backend(address);
  const auto connection = backend->connect(Purpose::Migrating);
  if (is_server) {
    connection->run_script("VACUUM FULL setting");
    return true;
  }
  connection->run_script("VACUUM");
  const auto done = connection->query("PRAGMA wal_checkpoint(TRUNCATE)", {});
  return !done.empty() && done[0][0].number() == 0;
}

}  // namespace pingxing::store
