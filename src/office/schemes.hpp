// The library of schemes: ready-made ones, one's own, their versions, and what the checker says of a text.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "office/office.hpp"
#include "scheme/account.hpp"
#include "scheme/fix.hpp"
#include "scheme/scheme.hpp"
#include "service/run_examples.hpp"
#include "store/rounds.hpp"

namespace pingxing::office {

struct ReadyMade {
  std::string name;  // of its folder
  std::string title;
  std::string_view text;
};
/// Those that the program carries.
const std::vector<ReadyMade>& ready_made_schemes();

struct SchemeRow {
  store::StoredScheme scheme;
  std::int64_t newest_number = 0, changed_at = 0;
  Id newest_id = 0;
  std::string title;
  std::size_t errors = 0, warnings = 0, indicators = 0;
};
/// Further versions: who is of the office of its unit, or of one above.
bool may_save(const Actor& actor, const store::StoredScheme& scheme);
Result<std::vector<SchemeRow>> list_schemes(const Office& office, const Actor& actor);

struct OpenedScheme {
  store::StoredScheme scheme;
  store::SchemeVersion version;
  std::vector<store::SchemeVersion> versions;  // newest first, without their texts
  std::int64_t rounds = 0;                     // that stand on this version
};
/// `number`: 0 for the newest.
Result<OpenedScheme> open_scheme(const Office& office, const Actor& actor, Id scheme_id, std::int64_t number = 0);

struct SavedScheme {
  Id scheme_id = 0, version_id = 0;
  std::int64_t number = 0;
};
/// A text with errors may be kept as a draft; a round takes only one without. The name is the scheme's title.
Result<SavedScheme> add_scheme(const Office& office, const Actor& actor, const std::string& name,
                               const std::string& text);
Result<SavedScheme> save_scheme(const Office& office, const Actor& actor, Id scheme_id, const std::string& text,
                                const std::string& note);

/// What the checker says of a text, and what the text is understood as.
struct SchemeReading {
  scheme::Scheme scheme;
  Problems problems;
  std::vector<const scheme::AccountRow*> lines;   // what each line is
  std::vector<scheme::LineFix> fixes;             // what findings offer to take over
  std::vector<service::ExampleOutcome> examples;  // worked out; empty where the scheme has errors of its own
};
std::shared_ptr<const SchemeReading> read_scheme_text(const std::string& text);

/// The scheme of a version, parsed once and kept.
std::shared_ptr<const SchemeReading> scheme_of_version(const store::SchemeVersion& version);

/// What differs, a sentence each: an indicator that came, went, or has other points, rules or words.
struct SchemeDifference {
  Phrase text;
  std::string before, after;  // as the documents say it
};
std::vector<SchemeDifference> compare_schemes(const scheme::Scheme& before, const scheme::Scheme& after);

}  // namespace pingxing::office
