// Whether the database can take a write now, and how much room its disk has.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "store/database.hpp"

namespace pingxing::store {

/// Writes a row that means nothing, and returns when it is on disk. Throws as Database::write does.
void probe_writing(Database& database);

/// Bytes that are free for this account on the disk of a folder; nothing where it cannot be asked.
std::optional<std::uint64_t> free_bytes(const std::string& folder);

}  // namespace pingxing::store
