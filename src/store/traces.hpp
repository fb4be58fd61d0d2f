// What rows held before they were changed leaves the files of the database, too.
#pragma once
#include <string>

namespace pingxing::store {

/// For what should never have stood there: old contents of settings. Writes an SQLite file anew, as large as it is, and
/// empties its log; on a server, its table of settings. False where somebody reads on just now: the log keeps traces
/// until it is written over.
bool wipe_old_settings(const std::string& address);

}  // namespace pingxing::store
