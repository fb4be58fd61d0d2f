// What more than one JSON document has in common.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>

#include "rating/range.hpp"

namespace pingxing::service {

/// ["8","10"], an end without limit as null; null where there is no range, since the value is known.
inline nlohmann::ordered_json range_json(const std::optional<rating::Range>& range) {
  using Json = nlohmann::ordered_json;
  if (!range) return {};
  const auto end = [](const std::optional<Number>& number) { return number ? Json(number->exact()) : Json(); };
  return Json::array({end(range->low), end(range->high)});
}

}  // namespace pingxing::service
