// How many points there are: what a section, the base and the bonus can come to for one kind of subject. Looks the
// parts of a scheme up once; every answer walks only the part that it is about.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// The kinds that a scheme declares; one nameless kind where it declares none.
const std::vector<std::string>& kinds_of(const Scheme& scheme);

/// A part of a section or of the whole: an indicator or a section with its points.
struct Part {
  std::string name;  // 2.4, or “服务”
  Number points;
  Place place;
};

/// Kinds are indices into `kinds_of`.
class Maxima {
 public:
  explicit Maxima(const Scheme& scheme);

  [[nodiscard]] bool is_for(const Section& section, std::size_t kind) const;
  [[nodiscard]] bool is_for(const Indicator& indicator, std::size_t kind) const;

  /// The indicators and subsections that carry a section's points for a kind. Section -1: the top.
  [[nodiscard]] std::vector<Part> parts(int section, std::size_t kind) const;
  /// Their sum; nothing where there are none.
  [[nodiscard]] std::optional<Number> sum_of_parts(int section, std::size_t kind) const;
  /// What a section can come to for a kind: its parts, or its heading where it has none or its duties share it.
  [[nodiscard]] Number of_section(int section, std::size_t kind) const;
  /// The base for a kind: weighted parts are scaled to the total.
  [[nodiscard]] Number base(std::size_t kind) const;

 private:
  struct Below {
    std::vector<int> indicators, sections;  // those of ordinary sections
  };
  std::size_t set_of(const std::vector<std::string>& kinds);
  template <class Do>
  void for_parts(int section, std::size_t kind, Do act) const;
  [[nodiscard]] const Below& below(int section) const { return below_[static_cast<std::size_t>(section + 1)]; }

  const Scheme& s_;
  std::vector<Below> below_;                        // of the top, then of each section
  std::vector<std::vector<bool>> sets_;             // of kinds; the first holds all
  std::vector<std::size_t> sections_, indicators_;  // their sets
};

/// The most that the bonus adds; nothing where it has no limit.
std::optional<Number> bonus_maximum(const Scheme& scheme);
/// The most that one rule pays; nothing where it has no limit.
std::optional<Number> rule_maximum(const Rule& rule, const Number& points);
/// The points of an indicator, of its pool for a duty.
Number points_of(const Scheme& scheme, const Indicator& indicator);

}  // namespace pingxing::scheme
