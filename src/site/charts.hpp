// Pictures as SVG, drawn by the server: they print, need no script, and say in words what they show.
#pragma once
#include <string>
#include <vector>

namespace pingxing::site {

struct Bar {
  std::string name;
  std::size_t count = 0;
};
/// How many got which grade.
std::string bar_chart(const std::string& title, const std::vector<Bar>& bars);

/// The same, small, for a cell of a table: each count above its bar, each name below. Empty without bars.
std::string small_bars(const std::string& title, const std::vector<Bar>& bars);

struct Spoke {
  std::string name;
  double share = 0;    // 0 to 1: of what could be had. For drawing only
  double average = 0;  // of all subjects
};
/// One subject's parts against the average of all. Empty with fewer than three parts.
std::string radar_chart(const std::string& title, const std::vector<Spoke>& spokes, const std::string& own,
                        const std::string& all);

}  // namespace pingxing::site
