#include "report.hpp"

#include <cstdio>

#include "checksum.hpp"

namespace pingxing::national {
namespace {

std::string hex(std::uint64_t value) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value));
  return text;
}

std::string milliseconds(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", value);
  return text;
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size() + 1), ' ');
  return text;
}

}  // namespace

std::string to_json(const Measurement& it) {
  return "{\"engine\":\"" + it.engine + "\",\"task\":\"" + it.task + "\",\"n\":" + std::to_string(it.n) +
         ",\"threads\":" + std::to_string(it.threads) + ",\"median_ms\":" + milliseconds(it.median_ms) +
         ",\"runs\":" + std::to_string(it.runs) +
         ",\"checksum\":" + (it.checksum ? '"' + hex(*it.checksum) + '"' : std::string("null")) + "}";
}

std::string to_text(const Measurement& it) {
  return padded(it.engine, 12) + padded(it.task, 14) + padded(std::to_string(it.n), 9) +
         padded(std::to_string(it.threads) + (it.threads == 1 ? " thread" : " threads"), 10) +
         padded(milliseconds(it.median_ms) + " ms", 16) + (it.checksum ? hex(*it.checksum) : "");
}

std::optional<std::uint64_t> expected_checksum(const std::string& task, std::uint64_t n) {
  const auto known = std::ranges::find(expected, n, &Expected::rows);
  if (known == expected.end()) return std::nullopt;
  if (task == "load") return known->input;
  if (task == "what_if_a") return known->what_if_a;
  if (task == "what_if_b") return known->what_if_b;
  return known->result;
}

}  // namespace pingxing::national
