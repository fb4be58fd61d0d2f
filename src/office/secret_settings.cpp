#include "office/secret_settings.hpp"

#include "office/vault.hpp"

namespace pingxing::office {

std::string secret_setting(store::Reading& db, const Office& office, const SecretSetting& setting) {
  const auto stored = store::setting(db, std::string(setting.key));
  return Vault::is_sealed(stored) ? office.options.vault->open(setting.key, stored).value_or("") : stored;
}

bool is_lost(store::Reading& db, const Office& office, const SecretSetting& setting) {
  const auto stored = store::setting(db, std::string(setting.key));
  return Vault::is_sealed(stored) && !office.options.vault->open(setting.key, stored);
}

void set_secret_setting(store::Writing& db, const Office& office, const SecretSetting& setting,
                        const std::string& value) {
  store::set_setting(db, std::string(setting.key),
                     value.empty() ? "" : office.options.vault->seal(setting.key, value, office.random));
}

SealedSettings seal_settings(const Office& office) {
  SealedSettings found;
  office.database.write([&](store::Writing& db) {
    found = {};
    auto sealed = Json::array();
    for (const auto& setting : secret_settings) {
      const auto stored = store::setting(db, std::string(setting.key));
      if (!stored.empty() && !Vault::is_sealed(stored)) {
        set_secret_setting(db, office, setting, stored);
        sealed.push_back(setting.key);
      } else if (is_lost(db, office, setting)) {
        found.are_lost.push_back(setting);
      }
    }
    found.has_sealed = !sealed.empty();
    if (found.has_sealed) note_in_journal(db, office, 0, "settings.seal", {{"settings", sealed}});
  });
  return found;
}

}  // namespace pingxing::office
