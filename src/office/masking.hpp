// Personal numbers as they are shown outside the office's own pages: enough to tell two people apart, too little to
// call or to impersonate one. Pure.
#pragma once
#include <string>
#include <string_view>

namespace pingxing::office {

/// "13800001234": "138****1234"; "010-62345678": "010-****5678". Too short to hide anything: stars alone.
std::string masked_phone(std::string_view phone);

/// The first 6 and the last 2 kept: "110105**********2X". Too short to hide anything: stars alone.
std::string masked_identity(std::string_view number);

}  // namespace pingxing::office
