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
  std::string header;
  for (const Column& column : table.layout()) header.append(header.empty() ? "" : ",").append(column.name);
  header += '\n';
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

}  // namespace pingxing::national
