// The properties a scheme may state before its first heading: one table for the parser, the manual and the defaults.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

struct PropertyRow {
  std::vector<std::string_view> zh, en;  // the key; the first is canonical
  Text values;                           // what may stand behind the colon
  Text meaning;
  Text standard;  // what holds where nothing is said; empty where that is no choice
  /// Sets it; false where the value is not understood.
  std::function<bool(Properties&, std::string_view value)> set;
};

std::span<const PropertyRow> property_rows();
const PropertyRow* find_property(std::string_view key);
/// 发布时间, 联系人: lines before the first heading that are for people and run nothing.
bool is_said_to_people(std::string_view key);

/// A choice that the scheme leaves open and that its results rest on.
struct Default {
  std::string_view code;  // O-000-6
  Phrase says;
};
/// The open choices that matter for this scheme (a quota's base only where there is a quota).
std::vector<Default> defaults_of(const Scheme& scheme);

}  // namespace pingxing::scheme
