// An older database put in the place of a newer one: it is noticed by the head that was kept outside it, everybody has
// to sign in again, and the office is told until it says that it knows.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "office/kept_head.hpp"
#include "office/office.hpp"
#include "office/poll_secrets.hpp"
#include "store/ballots.hpp"

namespace pingxing::office {

struct Restore {
  store::JournalHead kept;   // what had been acknowledged
  store::JournalHead found;  // the head of the database that is there instead, when that was noticed
  std::int64_t noticed_at = 0;
};

/// At the start of a server, now and then, and at its end: compares the kept head, then keeps the one of now. True
/// where a restore was noticed: it stands in the journal, and all sessions have ended.
bool watch_record(const Office& office, const KeptHead& file);

/// What the office has not acknowledged yet.
std::optional<Restore> restore_to_acknowledge(store::Reading& db);
/// Who is told of it.
bool is_told_of_restores(const Actor& actor);
/// The database is the whole office's: who runs rounds or changes settings at its top.
bool may_acknowledge_restores(const Actor& actor);
Result<> acknowledge_restore(const Office& office, const Actor& actor, const std::string& note);

/// Polls that take ballots or are being counted, whose secret is not here: they can neither go on nor be closed. The
/// office gives them up (give_up_poll), and holds a further one.
std::vector<store::StoredPoll> polls_without_secret(const Office& office, PollSecrets& secrets);

}  // namespace pingxing::office
