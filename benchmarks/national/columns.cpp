#include "columns.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <new>

namespace pingxing::national {
namespace {

std::vector<std::size_t> place_columns(std::span<const Column> layout, std::size_t rows) {
  std::vector<std::size_t> offsets{header_size};
  for (const Column& column : layout) offsets.push_back(offsets.back() + (rows * column.width + 63) / 64 * 64);
  return offsets;
}

std::runtime_error refuse(const std::filesystem::path& file, const char* why) {
  return std::runtime_error(file.string() + ": " + why);
}

}  // namespace

void Unmap::operator()(std::byte* begin) const { munmap(begin, size); }

Table::Table(std::span<const Column> layout, const Origin& origin, Mapping memory)
    : layout_(layout), origin_(origin), offsets_(place_columns(layout, origin.rows)), memory_(std::move(memory)) {}

Table::Table(std::span<const Column> layout, const Origin& origin) : Table(layout, origin, nullptr) {
  const std::size_t size = offsets_.back();
  void* begin = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (begin == MAP_FAILED) throw std::bad_alloc();
  madvise(begin, size, MADV_HUGEPAGE);
  memory_ = {static_cast<std::byte*>(begin), Unmap{size}};
}

Table Table::open(const std::filesystem::path& nar) {
  const int file = ::open(nar.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw refuse(nar, std::strerror(errno));
  const std::size_t size = std::filesystem::file_size(nar);
  void* begin = size < header_size ? MAP_FAILED : mmap(nullptr, size, PROT_READ, MAP_SHARED | MAP_POPULATE, file, 0);
  ::close(file);
  if (begin == MAP_FAILED) throw refuse(nar, "too short, or cannot be mapped");
  Mapping memory{static_cast<std::byte*>(begin), Unmap{size}};

  std::uint64_t numbers[4];  // rows, pools, seed, columns
  std::memcpy(numbers, memory.get() + narrow_magic.size(), sizeof numbers);
  if (std::memcmp(memory.get(), narrow_magic.data(), narrow_magic.size()) != 0 || numbers[3] != input_columns.size())
    throw refuse(nar, "not a narrow file of 55 columns");
  if (numbers[0] > size) throw refuse(nar, "shorter than its header says");
  Table table{input_columns, {numbers[0], numbers[1], numbers[2]}, std::move(memory)};
  if (table.offsets_.back() != size) throw refuse(nar, "not of the length that its header says");
  return table;
}

std::byte* Table::place(std::size_t index, std::size_t width) const {
  if (layout_[index].width != width) throw std::logic_error("a column read in another width than its own");
  return memory_.get() + offsets_[index];
}

std::uint32_t Table::value(std::size_t index, std::size_t row) const {
  std::uint32_t value = 0;
  const std::size_t width = layout_[index].width;
  std::memcpy(&value, place(index, width) + row * width, width);
  return value;
}

void Table::set_value(std::size_t index, std::size_t row, std::uint32_t value) {
  const std::size_t width = layout_[index].width;
  std::memcpy(place(index, width) + row * width, &value, width);
}

std::span<const std::byte> Table::bytes() const { return {memory_.get() + header_size, offsets_.back() - header_size}; }

}  // namespace pingxing::national
