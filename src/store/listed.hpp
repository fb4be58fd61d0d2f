// Lists in statements, with a place for each value.
#pragma once
#include <string>

#include "store/database.hpp"

namespace pingxing::store {

/// "($3, $4, …)" for what is behind `values`, to which it is added.
template <class List>
std::string listed(const List& list, Values& values) {
  std::string places;
  for (const auto& one : list) {
    values.emplace_back(one);
    places += (places.empty() ? "($" : ", $") + std::to_string(values.size());
  }
  return places + ")";
}

}  // namespace pingxing::store
