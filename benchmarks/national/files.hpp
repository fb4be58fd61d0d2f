// Tables as files: writes CSV text and the two binary forms, reads CSV. Reading the narrow form is Table::open.
#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "columns.hpp"

namespace pingxing::national {

/// Appends the rows [begin, end) as lines of CSV: plain digits, Dec with one digit after the point, `,` between, `\n`
/// after every line.
void append_csv(const Table& table, std::size_t begin, std::size_t end, std::string& text);

/// The three write over an existing file; std::runtime_error naming the file when it cannot be written.
/// CSV: header line and all rows, formatted by `threads` threads.
void write_csv(const Table& table, const std::filesystem::path& file, unsigned threads = 2);
/// `.nar`: header of 64 bytes (magic, rows, pools, seed, number of columns, zeros), then Table::bytes.
void write_narrow(const Table& table, const std::filesystem::path& file);
/// `.i32`: the same with every value 4 bytes wide.
void write_wide(const Table& table, const std::filesystem::path& file);

/// Calls `row` with the values of every line of a CSV file of this layout, Dec in tenths. Plain rather than fast.
/// Throws std::runtime_error naming file and line when the file cannot be read or a line is not of the layout's form.
void read_csv(const std::filesystem::path& file, std::span<const Column> layout,
              const std::function<void(std::span<const std::uint32_t>)>& row);

}  // namespace pingxing::national
