// The exceptions of this folder beyond those of the port (database.hpp).
#pragma once
#include <stdexcept>

#include "store/database.hpp"

namespace pingxing::store {

/// The statement is wrong, or breaks a rule of the schema that is neither a unique index nor a reference (NOT NULL,
/// CHECK, an append-only table). Our mistake, not the world's: nobody should catch it but the doors.
struct StatementFailure : std::logic_error {
  using std::logic_error::logic_error;
};

// What the backends tell the writer and the readers; outside all are DatabaseFailures, after which nothing was stored,
// but for CommitUnknown.

/// The connection is gone; what was not committed is undone. Another connection may be tried.
struct ConnectionLost : DatabaseFailure {
  using DatabaseFailure::DatabaseFailure;
};
/// The database asks to begin the transaction anew (serialization, deadlock).
struct TryAgain : DatabaseFailure {
  using DatabaseFailure::DatabaseFailure;
};
/// The connection was lost while it committed: perhaps all is stored, perhaps nothing. Must not be repeated. The writer
/// looks up which (last_write); outside this comes only where the database could not be asked for a while.
struct CommitUnknown : DatabaseFailure {
  using DatabaseFailure::DatabaseFailure;
};
/// The server is a standby, which only reads.
struct ReadsOnly : DatabaseFailure {
  using DatabaseFailure::DatabaseFailure;
};
struct DiskFull : DatabaseFailure {
  using DatabaseFailure::DatabaseFailure;
};

}  // namespace pingxing::store
