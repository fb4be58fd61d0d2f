// How many points there are: what a section, the base and the bonus can come to for one kind of subject.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// The kinds that a scheme declares; one nameless kind where it declares none.
std::vector<std::string> kinds_of(const Scheme& scheme);
/// Whether something restricted to `kinds` is for this one.
bool is_for(const std::vector<std::string>& kinds, const std::string& kind);

/// A part of a section or of the whole: an indicator or a section with its points.
struct Part {
  std::string name;  // 2.4, or “服务”
  Number points;
  Place place;
};
/// The indicators and subsections that carry a section's points for a kind. Section -1: the top.
std::vector<Part> parts_of(const Scheme& scheme, int section, const std::string& kind);
Number sum_of(const std::vector<Part>& parts);

/// What a section can come to for a kind: its parts, or its heading where it has none or its duties share it.
Number section_maximum(const Scheme& scheme, int section, const std::string& kind);
/// The base for a kind: weighted parts are scaled to the total.
Number base_maximum(const Scheme& scheme, const std::string& kind);
/// The most that the bonus adds; nothing where it has no limit.
std::optional<Number> bonus_maximum(const Scheme& scheme);
/// The most that one rule pays; nothing where it has no limit.
std::optional<Number> rule_maximum(const Rule& rule, const Number& points);
/// The points of an indicator, of its pool for a duty.
Number points_of(const Scheme& scheme, const Indicator& indicator);

}  // namespace pingxing::scheme
