// The keys of a poll as everybody can compare them (ballot/key_list.hpp), and the key under which a voter's browser
// seals what it keeps.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/key_list.hpp"
#include "office/office.hpp"
#include "store/ballots.hpp"

namespace pingxing::office {

struct OpenPoll;

/// Under this name its fingerprint stands in the entry of the opening.
inline constexpr std::string_view key_list_entry = "key_list_sha256";

/// Of a poll that was opened.
ballot::KeyList key_list_of(const store::StoredPoll& poll, const std::vector<store::StoredPaper>& papers);
/// For whoever may see the poll; refused of a draft.
Result<ballot::KeyList> key_list(const Office& office, const Actor& actor, Id poll_id);
/// Where its keys are not those of the journal: somebody changed a row. Polls that were opened before the journal had
/// their fingerprint have none to be held against.
std::optional<Refusal> keys_fault(store::Reading& db, const store::StoredPoll& poll);

/// 32 bytes that only this voter gets, only while signed in, and nobody after the close, since they hang on the poll's
/// secret: what lies sealed in browsers cannot be opened any more then.
std::string browser_seal(const OpenPoll& poll, const Actor& voter);

}  // namespace pingxing::office
