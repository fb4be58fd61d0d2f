// Settings that are secrets: sealed in the database (vault.hpp), and never shown.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "office/office.hpp"

namespace pingxing::office {

struct SecretSetting {
  std::string_view key;
  Text name;
};
inline constexpr SecretSetting smtp_password_setting{"smtp_password",
                                                     {"邮件服务器的密码", "password of the mail server"}},
    webhook_url_setting{"webhook_url", {"群机器人地址", "address of the group robot"}},
    form_key_setting{"form_key", {"表单的密钥", "key of the forms"}};
inline constexpr std::array secret_settings{smtp_password_setting, webhook_url_setting, form_key_setting};

/// Empty where there is none, or where it cannot be opened.
std::string secret_setting(store::Reading& db, const Office& office, const SecretSetting& setting);
/// It is stored, and its key is not there.
bool is_lost(store::Reading& db, const Office& office, const SecretSetting& setting);
void set_secret_setting(store::Writing& db, const Office& office, const SecretSetting& setting,
                        const std::string& value);

struct SealedSettings {
  bool has_sealed = false;              // some lay open, as programs before this one kept them: their traces are to go
  std::vector<SecretSetting> are_lost;  // they must be typed in again
};
/// At the start of a server: seals what lies open.
SealedSettings seal_settings(const Office& office);

}  // namespace pingxing::office
