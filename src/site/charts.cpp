#include "site/charts.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "base/text.hpp"

namespace pingxing::site {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

std::string format(const char* pattern, double a, double b = 0, double c = 0, double d = 0) {
  char text[256];
  std::snprintf(text, sizeof text, pattern, a, b, c, d);
  return text;
}

std::string short_name(const std::string& name, std::size_t characters_max) {
  std::size_t at = 0, count = 0;
  while (at < name.size() && count < characters_max) {
    at += character_size(name[at]);
    ++count;
  }
  return at < name.size() ? name.substr(0, at) + "…" : name;
}

}  // namespace

std::string bar_chart(const std::string& title, const std::vector<Bar>& bars) {
  constexpr double width = 420, height = 240, left = 30, bottom = 200, top = 24;
  std::size_t most = 1;
  std::string said = title + ": ";
  for (const auto& bar : bars) {
    most = std::max(most, bar.count);
    said += bar.name + " " + std::to_string(bar.count) + "; ";
  }
  std::string svg =
      format("<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\"", width, height) + " aria-label=\"" + escaped(said) + "\">";
  for (int line = 0; line <= 4; ++line) {
    const double y = bottom - (bottom - top) * line / 4;
    svg += format("<line class=\"rule\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>", left, width - 8, y, y);
  }
  const double step = bars.empty() ? 1 : (width - left - 16) / double(bars.size()),
               bar_width = std::min(48.0, step * 0.6);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double x = left + 8 + step * (double(i) + 0.5), tall = (bottom - top) * double(bars[i].count) / double(most);
    svg += format("<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>", x - bar_width / 2,
                  bottom - tall, bar_width, tall);
    svg += format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">", x, bottom - tall - 6) +
           std::to_string(bars[i].count) + "</text>";
    svg += format("<text class=\"soft\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">", x, bottom + 20) +
           escaped(short_name(bars[i].name, bars.size() > 5 ? 4 : 8)) + "</text>";
  }
  return svg + "</svg>";
}

std::string small_bars(const std::string& title, const std::vector<Bar>& bars) {
  if (bars.empty()) return "";
  constexpr double height = 56, bottom = 42, top = 14, bar_width = 16;
  std::size_t most = 1, letters = 1;
  std::string said = title + ": ";
  for (const auto& bar : bars) {
    most = std::max(most, bar.count);
    letters = std::max(letters, bar.name.size() > 6 ? std::size_t(4) : bar.name.size());
    said += bar.name + " " + std::to_string(bar.count) + "; ";
  }
  const double step = std::max(22.0, 11.0 * static_cast<double>(letters)), width = step * double(bars.size());
  std::string svg = format("<svg class=\"bars\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\"", width,
                           height, width, height) +
                    " role=\"img\" aria-label=\"" + escaped(said) + "\">";
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double x = step * (double(i) + 0.5), tall = (bottom - top) * double(bars[i].count) / double(most);
    svg += format("<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>", x - bar_width / 2,
                  bottom - tall, bar_width, tall);
    svg += format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">", x, bottom - tall - 3) +
           std::to_string(bars[i].count) + "</text>";
    svg += format("<text class=\"soft\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">", x, bottom + 12) +
           escaped(short_name(bars[i].name, 5)) + "</text>";
  }
  return svg + "</svg>";
}

std::string radar_chart(const std::string& title, const std::vector<Spoke>& spokes, const std::string& own,
                        const std::string& all) {
  if (spokes.size() < 3) return "";
  constexpr double width = 420, height = 320, cx = 210, cy = 146, radius = 100;
  std::string said = title + ": ";
  for (const auto& spoke : spokes) said += spoke.name + format(" %.0f %%; ", spoke.share * 100);
  std::string svg =
      format("<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\"", width, height) + " aria-label=\"" + escaped(said) + "\">";
  const auto at = [&](std::size_t i, double share) {
    const double angle = 2 * std::numbers::pi * double(i) / double(spokes.size()) - std::numbers::pi / 2;
    return std::pair(cx + radius * share * std::cos(angle), cy + radius * share * std::sin(angle));
  };
  const auto polygon = [&](const char* kind, auto share) {
    std::string points;
    for (std::size_t i = 0; i < spokes.size(); ++i) {
      const auto [x, y] = at(i, share(i));
      points += format("%.1f,%.1f ", x, y);
    }
    svg += std::string("<polygon class=\"") + kind + "\" points=\"" + points + "\"/>";
  };
  for (int ring = 1; ring <= 4; ++ring) polygon("rule", [&](std::size_t) { return ring / 4.0; });
  for (std::size_t i = 0; i < spokes.size(); ++i) {
    const auto [x, y] = at(i, 1);
    svg += format("<line class=\"rule\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", cx, cy, x, y);
    const auto [tx, ty] = at(i, 1.14);
    const char* anchor = tx > cx + 8 ? "start" : tx < cx - 8 ? "end" : "middle";
    svg += format("<text class=\"soft\" x=\"%.1f\" y=\"%.1f\"", tx, ty + 4) + " text-anchor=\"" + anchor + "\">" +
           escaped(short_name(spokes[i].name, 7)) + "</text>";
  }
  polygon("s2", [&](std::size_t i) { return std::clamp(spokes[i].average, 0.0, 1.0); });
  polygon("s1", [&](std::size_t i) { return std::clamp(spokes[i].share, 0.0, 1.0); });
  svg +=
      "<g class=\"legend\"><rect class=\"s1\" x=\"90\" y=\"296\" width=\"18\" height=\"10\"/><text x=\"114\" "
      "y=\"306\">" +
      escaped(short_name(own, 10)) +
      "</text><rect class=\"s2\" x=\"240\" y=\"296\" width=\"18\" height=\"10\"/><text x=\"264\" y=\"306\">" +
      escaped(all) + "</text></g>";
  return svg + "</svg>";
}

}  // namespace pingxing::site
