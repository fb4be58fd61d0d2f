// How much a reader takes in before it refuses. The defaults fit any honest table of an office and keep a hostile
// file below about 0.7 GB of memory and a few seconds.
#pragma once
#include <cstdint>

namespace pingxing::document {

inline constexpr std::uint64_t csv_bytes_max = std::uint64_t{2} << 30;     // 5 million subjects take 0.9 GB
inline constexpr std::uint64_t scheme_bytes_max = std::uint64_t{4} << 20;  // a long regulation has 0.2 MB

struct Limits {
  // a table
  std::uint32_t columns = 16'384;   // what a sheet can hold
  std::uint32_t rows = 200'000;     // larger tables are not read into a Grid
  std::uint32_t cells = 4'000'000;  // counted from column A to the last one filled in
  // a workbook
  std::uint64_t file_bytes = 32U << 20;
  std::uint64_t part_bytes = 64U << 20;    // one part, unpacked
  std::uint64_t total_bytes = 128U << 20;  // all parts that are read
  std::uint32_t ratio = 300;               // unpacked : packed, of parts over 1 MiB; real sheets stay below 60
  std::uint32_t entries = 2'000;
  std::uint32_t sheets = 256;
  std::uint32_t shared_strings = 1'000'000;
  std::uint32_t styles = 65'536;
  std::uint32_t text_bytes = 131'072;           // one cell: 32,767 characters of up to 4 bytes
  std::uint64_t text_total_bytes = 256U << 20;  // all cells: one long shared string may be used a million times
  std::uint32_t xml_nodes = 600'000;            // of one part, without rows and texts: 40 to 64 bytes of memory each
  std::uint32_t child_nodes = 200'000;          // of one row or text
  std::uint32_t xml_depth = 64;                 // real parts stay below 20
};

/// Of a table that somebody sends to a site, where many are read at once: each takes below 100 MB. 20,000 subjects with
/// 30 columns fit.
inline constexpr Limits sent_limits = [] {
  Limits limits;
  limits.rows = 50'000;
  limits.cells = 600'000;  // 48 bytes each
  limits.part_bytes = 32U << 20;
  limits.total_bytes = 40U << 20;
  limits.shared_strings = 300'000;
  limits.text_total_bytes = 16U << 20;  // also of a CSV file as a whole
  limits.xml_nodes = 400'000;
  return limits;
}();

}  // namespace pingxing::document
