// For the tests of this folder: a folder that goes away, workbooks made part by part, and codes of problems.
#pragma once
#include <gtest/gtest.h>
#include <iconv.h>
#include <stdlib.h>
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/text.hpp"
#include "document/furniture.hpp"
#include "document/table_read.hpp"

namespace pingxing::document {

class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "document-test-XXXXXX").string();
    if (!mkdtemp(name.data())) ADD_FAILURE() << "no temporary folder";
    path_ = name;
  }
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  [[nodiscard]] std::string path(std::string_view name) const { return (path_ / name).string(); }
  [[nodiscard]] std::string put(std::string_view name, std::string_view bytes) const {
    std::ofstream(path(name), std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path(name);
  }
  [[nodiscard]] std::size_t count() const {
    const std::filesystem::directory_iterator begin(path_);
    return static_cast<std::size_t>(std::distance(begin, std::filesystem::directory_iterator()));
  }

 private:
  std::filesystem::path path_;
};

inline std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::vector<std::string> codes(const Problems& problems) {
  std::vector<std::string> out;
  for (const auto& problem : problems.kept()) out.emplace_back(problem.code());
  return out;
}
using Codes = std::vector<std::string>;

inline std::vector<std::vector<std::string>> texts(const Grid& grid) {
  std::vector<std::vector<std::string>> out;
  for (const auto& row : grid.rows) {
    out.emplace_back();
    for (const auto& cell : row) out.back().push_back(cell.text);
  }
  return out;
}
using Texts = std::vector<std::vector<std::string>>;

/// A table of which some headers are asked for, told at once.
inline std::optional<Grid> read_asked(const std::string& bytes, const std::string& file, Problems& problems) {
  const RoleOf role = [](std::string_view header) {
    const std::string word = folded(header);
    if (word == "编号") return HeaderRole::Id;
    if (word == "名称") return HeaderRole::Name;
    if (word.starts_with("得分") || word.ends_with("缺项") || word == "3制度") return HeaderRole::Known;
    return is_furniture_header(header) ? HeaderRole::Furniture : HeaderRole::Unknown;
  };
  TableProblems found;
  auto grid = read_table(bytes, file, role, found);
  found.tell(problems);
  return grid;
}

/// UTF-8 in another encoding, by another converter than the one that is tested.
inline std::string encoded(std::string text, const char* encoding) {
  std::string out(text.size() * 2 + 4, '\0');
  char *from = text.data(), *to = out.data();
  std::size_t from_left = text.size(), to_left = out.size();
  const iconv_t way = iconv_open(encoding, "UTF-8");
  EXPECT_EQ(iconv(way, &from, &from_left, &to, &to_left), 0U) << encoding;
  iconv_close(way);
  out.resize(out.size() - to_left);
  return out;
}

using Parts = std::vector<std::pair<std::string, std::string>>;  // name, content

/// A zip archive in memory; `password` (not empty) locks every entry.
inline std::string zip_of(const Parts& parts, const std::string& password = "") {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (const auto& [name, content] : parts) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (!password.empty()) {
      zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_128, password.c_str());
    }
  }
  EXPECT_EQ(zip_close(archive), 0);
  zip_stat_t status;
  zip_source_stat(target, &status);
  std::string bytes(status.size, '\0');
  zip_source_open(target);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

/// Every entry of an archive.
inline Parts parts_in(const std::string& archive_bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(archive_bytes.data(), archive_bytes.size(), 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  Parts parts;
  for (zip_uint64_t i = 0; archive && i < static_cast<zip_uint64_t>(zip_get_num_entries(archive, 0)); ++i) {
    zip_stat_t status;
    zip_stat_index(archive, i, 0, &status);
    std::string content(status.size, '\0');
    zip_file_t* file = zip_fopen_index(archive, i, 0);
    EXPECT_EQ(zip_fread(file, content.data(), content.size()), static_cast<zip_int64_t>(content.size()));
    zip_fclose(file);
    parts.emplace_back(status.name, std::move(content));
  }
  zip_discard(archive);
  return parts;
}

/// What a test says about a workbook with one sheet; the parts around it are made here.
struct SheetXml {
  std::string rows = {};                                   ///< inside <sheetData>
  std::string after = {};                                  ///< behind </sheetData>
  std::vector<std::string> shared_strings = {};            ///< inside <si>
  std::string formats = {};                                ///< <numFmt …/> …
  std::vector<int> styles = {};                            ///< numFmtId of each style
  std::string workbook_properties = {};                    ///< inside <workbook>, before <sheets>
  std::string before = {};                                 ///< before <sheetData>
  std::string second_rows = "<row><c><v>2</v></c></row>";  ///< of the second part
  std::string sheets = R"(<sheet name="表1" sheetId="1" r:id="rId1"/>)";
};

inline Parts parts_of(const SheetXml& sheet) {
  const std::string head = R"(<?xml version="1.0" encoding="UTF-8"?>)";
  const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const auto relations = [&](const Parts& list) {
    std::string out = head + "<Relationships>";
    int id = 0;
    for (const auto& [type, target] : list) {
      out += "<Relationship Id=\"rId" + std::to_string(++id) + "\" Type=\"" + types + type + "\" Target=\"" + target +
             "\"/>";
    }
    return out + "</Relationships>";
  };
  std::string strings = head + "<sst>", styles = head + "<styleSheet><numFmts>" + sheet.formats + "</numFmts><cellXfs>";
  for (const auto& item : sheet.shared_strings) strings += "<si>" + item + "</si>";
  for (const int format : sheet.styles) styles += "<xf numFmtId=\"" + std::to_string(format) + "\"/>";
  return {
      {"_rels/.rels", relations({{"officeDocument", "xl/workbook.xml"}})},
      {"xl/_rels/workbook.xml.rels", relations({{"worksheet", "worksheets/sheet1.xml"},
                                                {"styles", "styles.xml"},
                                                {"sharedStrings", "/xl/sharedStrings.xml"},
                                                {"worksheet", "worksheets/sheet2.xml"}})},
      {"xl/workbook.xml",
       head + "<workbook>" + sheet.workbook_properties + "<sheets>" + sheet.sheets + "</sheets></workbook>"},
      {"xl/styles.xml", styles + "</cellXfs></styleSheet>"},
      {"xl/sharedStrings.xml", strings + "</sst>"},
      {"xl/worksheets/sheet1.xml", head + "<worksheet>" + sheet.before + "<sheetData>" + sheet.rows + "</sheetData>" +
                                       sheet.after + "</worksheet>"},
      {"xl/worksheets/sheet2.xml", head + "<worksheet><sheetData>" + sheet.second_rows + "</sheetData></worksheet>"}};
}

inline std::string xlsx_of(const SheetXml& sheet) { return zip_of(parts_of(sheet)); }

}  // namespace pingxing::document
