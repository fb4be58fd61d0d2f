#include "office/office.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "office/messages.hpp"
#include "office/vault.hpp"

namespace pingxing::office {

std::shared_ptr<Vault> vault_without_folder() { return std::make_shared<Vault>(); }

bool Actor::may(round::Command command) const {
  return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
    return round::may(grant.role, command) && (grant.is_top || !round::is_of_all(command));
  });
}
bool Actor::may_everywhere(round::Command command) const {
  return std::any_of(grants.begin(), grants.end(),
                     [&](const Grant& grant) { return grant.is_top && round::may(grant.role, command); });
}
bool Actor::may(round::Command command, Id unit_id) const {
  return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
    return round::may(grant.role, command) &&
           std::find(grant.units.begin(), grant.units.end(), unit_id) != grant.units.end();
  });
}
bool Actor::has(round::Role role) const {
  return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) { return grant.role == role; });
}
bool Actor::has(round::Role role, Id unit_id) const {
  return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
    return grant.role == role && std::find(grant.units.begin(), grant.units.end(), unit_id) != grant.units.end();
  });
}

void note_in_journal(store::Writing& db, const Office& office, Id account_id, std::string_view action,
                     const Json& body) {
  db.note({office.clock.now_ms(), account_id == 0 ? std::nullopt : std::optional(account_id), std::string(action),
           body.dump()});
}

Result<std::string> cleaned(std::string_view text, const Phrase& field, std::size_t characters_max, bool may_be_empty) {
  const auto clean = trimmed(text);
  if (clean.empty() && !may_be_empty) return refuse(text_missing, {field});
  const auto count = character_count(clean);
  if (count > characters_max)
    return refuse(text_too_long, {field, std::to_string(count), std::to_string(characters_max)});
  for (std::size_t at = 0; at < clean.size();) {
    const char32_t c = next_character(clean, at);
    const bool is_line_end = c == U'\n' || c == U'\r' || c == U'\t';
    const bool turns_direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if ((c < 0x20 && !is_line_end) || c == 0x7F || turns_direction) return refuse(text_control, {field});
  }
  return std::string(clean);
}

std::string new_token(Random& random) {
  static constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string token;
  for (const char byte : random.bytes(43))
    token += letters[static_cast<unsigned char>(byte) % 64];  // 64 divides 256: no letter is favoured
  return token;
}

}  // namespace pingxing::office
