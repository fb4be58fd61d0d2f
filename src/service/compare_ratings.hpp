// What would change: the same subjects rated by a scheme and by a changed or another one.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "service/rate_files.hpp"

namespace pingxing::service {

struct WhatIfRequest {
  RateRequest base;
  std::vector<std::string> settings;  ///< "五星级=85分以上"; see rating::with_setting
  std::string other_path;             ///< instead of settings: another scheme
};

struct MoveView {
  enum class Way { Up, Down, Turned };  ///< Turned: into pending or out of scope, or out of it
  Way way = Way::Up;
  std::string id, name, pool;
  Phrase from, to;
  std::string total_before, total_after;  ///< as shown; empty while it is open
  std::string exact_before, exact_after;
  std::vector<std::string> trades_with;  ///< names of those who moved the other way across the same quota
};

struct GradeCount {
  Phrase grade;
  std::optional<std::size_t> before, after;  ///< none: the scheme has no such grade
};

struct StatusCount {
  std::string_view status;  ///< pending, disqualified, out of scope
  Phrase name;
  std::size_t before = 0, after = 0;
};

struct WhatIf {
  std::string title;
  std::string other_file, other_title;  ///< of the scheme compared with; empty for settings
  std::vector<std::string> settings;
  std::vector<GradeCount> grades;     ///< of those who are rated
  std::vector<StatusCount> statuses;  ///< of those who are not
  std::vector<MoveView> moves;
  std::size_t up = 0, down = 0, kept = 0;
  std::size_t turned = 0;    ///< became pending or out of scope, or are so no longer
  std::size_t ungraded = 0;  ///< pending or out of scope before and after
  std::size_t scores_changed = 0, decisions_before = 0, decisions_after = 0;
  Problems new_findings;  ///< what the checker says of the changed scheme, and did not say before
};

/// Nothing where a file or a setting is wrong; `problems` then says all of it.
std::optional<WhatIf> compare_ratings(const WhatIfRequest& request, Problems& problems);

std::string what_if_json(const WhatIf& comparison, Language language);

}  // namespace pingxing::service
