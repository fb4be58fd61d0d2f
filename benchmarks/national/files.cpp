#include "files.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <fstream>

#include "parallel.hpp"

namespace pingxing::national {
namespace {

class Output {
 public:
  explicit Output(const std::filesystem::path& file) : name_(file.string()), stream_(file, std::ios::binary) {
    check();
  }
  void write(const void* begin, std::size_t size) {
    stream_.write(static_cast<const char*>(begin), static_cast<std::streamsize>(size));
    check();
  }
  void close() {
    stream_.close();
    check();
  }

 private:
  void check() const {
    if (!stream_) throw std::runtime_error(name_ + ": cannot be written");
  }
  std::string name_;
  std::ofstream stream_;
};

void write_header(Output& output, std::string_view magic, const Table& table) {
  char header[header_size] = {};
  const Origin& origin = table.origin();
  const std::uint64_t numbers[4] = {origin.rows, origin.pools, origin.seed, table.layout().size()};
  std::memcpy(header, magic.data(), magic.size());
  std::memcpy(header + magic.size(), numbers, sizeof numbers);
  output.write(header, sizeof header);
}

char* print(char* at, char* end, std::uint32_t value, Kind kind) {
  if (kind != Kind::Dec) return std::to_chars(at, end, value).ptr;
  at = std::to_chars(at, end, value / 10).ptr;
  *at++ = '.';
  *at++ = static_cast<char>('0' + value % 10);
  return at;
}

std::string header_of(std::span<const Column> layout) {
  std::string header;
  for (const Column& column : layout) header.append(header.empty() ? "" : ",").append(column.name);
  return header;
}

/// Reads one value and moves `at` behind it; false where there is none of this kind.
bool scan(const char*& at, const char* end, Kind kind, std::uint32_t& value) {
  const auto [rest, error] = std::from_chars(at, end, value);
  if (error != std::errc{}) return false;
  at = rest;
  if (kind != Kind::Dec) return true;
  if (end - at < 2 || at[0] != '.' || at[1] < '0' || at[1] > '9') return false;
  value = value * 10 + static_cast<std::uint32_t>(at[1] - '0');
  at += 2;
  return true;
}

}  // namespace

void append_csv(const Table& table, std::size_t begin, std::size_t end, std::string& text) {
  char value[16];
  for (std::size_t row = begin; row < end; ++row)
    for (std::size_t index = 0; index < table.layout().size(); ++index) {
      if (index != 0) text += ',';
      text.append(value, print(value, value + sizeof value, table.value(index, row), table.layout()[index].kind));
      if (index + 1 == table.layout().size()) text += '\n';
    }
}

void write_csv(const Table& table, const std::filesystem::path& file, unsigned threads) {
  Output output{file};
  const std::string header = header_of(table.layout()) + '\n';
  output.write(header.data(), header.size());

  const std::size_t batch = std::size_t{65536} * threads;
  std::vector<std::string> parts(threads);
  for (std::size_t first = 0; first < table.rows(); first += batch) {
    const std::size_t rows = std::min(batch, table.rows() - first);
    in_shares(threads, rows, 1, [&](unsigned thread, std::size_t begin, std::size_t end) {
      parts[thread].clear();
      append_csv(table, first + begin, first + end, parts[thread]);
    });
    for (const std::string& part : parts) output.write(part.data(), part.size());
  }
  output.close();
}

void write_narrow(const Table& table, const std::filesystem::path& file) {
  Output output{file};
  write_header(output, narrow_magic, table);
  output.write(table.bytes().data(), table.bytes().size());
  output.close();
}

void write_wide(const Table& table, const std::filesystem::path& file) {
  Output output{file};
  write_header(output, wide_magic, table);
  std::vector<std::uint32_t> values((table.rows() + 15) / 16 * 16);
  for (std::size_t index = 0; index < table.layout().size(); ++index) {
    for (std::size_t row = 0; row < table.rows(); ++row) values[row] = table.value(index, row);
    output.write(values.data(), values.size() * sizeof values[0]);
  }
  output.close();
}

void read_csv(const std::filesystem::path& file, std::span<const Column> layout,
              const std::function<void(std::span<const std::uint32_t>)>& row) {
  std::ifstream stream(file, std::ios::binary);
  std::string line;
  std::size_t number = 1;
  const auto refuse_unless = [&](bool holds) {
    if (!holds) throw std::runtime_error(file.string() + ": line " + std::to_string(number) + " is not of the form");
  };
  refuse_unless(std::getline(stream, line) && line == header_of(layout));
  std::vector<std::uint32_t> values(layout.size());
  while (std::getline(stream, line)) {
    ++number;
    const char *at = line.data(), *const end = at + line.size();
    for (std::size_t index = 0; index < layout.size(); ++index) {
      if (index != 0) refuse_unless(at != end && *at++ == ',');
      refuse_unless(scan(at, end, layout[index].kind, values[index]));
    }
    refuse_unless(at == end);
    row(values);
  }
}

}  // namespace pingxing::national
