#include "checksum.hpp"

namespace pingxing::national {
namespace {

std::uint64_t checksum_from(const Table& table, std::size_t first) {
  Checksum checksum;
  const auto ids = table.column<std::uint32_t>(0);
  for (std::size_t index = first; index < table.layout().size(); ++index) switch (table.layout()[index].width) {
      case 1:
        checksum.fold_column(table.column<std::uint8_t>(index), ids);
        break;
      case 2:
        checksum.fold_column(table.column<std::uint16_t>(index), ids);
        break;
      default:
        checksum.fold_column(table.column<std::uint32_t>(index), ids);
        break;
    }
  return checksum.value();
}

}  // namespace

std::uint64_t checksum_input(const Table& population) { return checksum_from(population, 0); }
std::uint64_t checksum_result(const Table& result) { return checksum_from(result, 1); }

}  // namespace pingxing::national
