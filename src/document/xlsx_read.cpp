// From the bytes to one sheet: tell old, locked and foreign files apart, find the sheet, read what its cells need.
#include "document/xlsx_read.hpp"

#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "document/messages.hpp"
#include "document/package.hpp"
#include "document/place.hpp"
#include "document/xlsx_sheet.hpp"
#include "document/xlsx_styles.hpp"
#include "document/xlsx_text.hpp"
#include "document/xml.hpp"

namespace pingxing::document {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view zip_start = "PK\x03\x04", empty_zip_start = "PK\x05\x06";
constexpr std::string_view ole_start = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// "EncryptedPackage" in UTF-16: the name of the stream in which a locked workbook lies.
constexpr std::string_view locked_stream = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;

struct SheetEntry {
  std::string name, part;
  bool is_hidden = false;
};

/// In the order of the workbook.
std::vector<SheetEntry> sheets_in(Package& package, const pugi::xml_node& workbook,
                                  const Package::Relations& relations) {
  std::vector<SheetEntry> sheets;
  for (const auto sheet : child(workbook, "sheets").children()) {
    if (local_name(sheet) != "sheet") continue;
    if (sheets.size() == package.limits().sheets) {
      package.fail_too_large(Text{"工作表数", "the number of sheets is"}, std::to_string(package.limits().sheets));
      return {};
    }
    const std::string state = lower_ascii(trimmed(attribute(sheet, "state")));  // anything else is visible
    SheetEntry entry{clean_text(attribute(sheet, "name")), {}, state == "hidden" || state == "veryhidden"};
    if (entry.name.empty()) entry.name.push_back('?');  // a place needs one
    // The id of the relationship has a prefix ("r:id"); the sheet's own number is "sheetId".
    if (const auto found = relations.by_id.find(attribute(sheet, "id")); found != relations.by_id.end()) {
      entry.part = found->second;
    }
    sheets.push_back(std::move(entry));
  }
  return sheets;
}

std::vector<std::string> read_shared_strings(Package& package, std::string_view part) {
  std::vector<std::string> strings;
  const auto rest = package.read_xml(part, "sst", [&](const pugi::xml_node& item) {
    if (local_name(item) != "si") return true;
    if (strings.size() == package.limits().shared_strings) {
      package.fail_too_large(Text{"共享文字数", "the number of shared texts is"},
                             std::to_string(package.limits().shared_strings));
      return false;
    }
    strings.push_back(string_item(item));
    return true;
  });
  return rest ? std::move(strings) : std::vector<std::string>();
}

/// What the cells of any sheet need.
SheetContext read_context(Package& package, const pugi::xml_node& workbook, const Package::Relations& relations) {
  SheetContext context;
  context.is_1904 = is_true(attribute(child(workbook, "workbookPr"), "date1904"));
  if (const auto found = relations.by_type.find("styles"sv); found != relations.by_type.end()) {
    context.styles = read_styles(package, found->second);
  }
  if (const auto found = relations.by_type.find("sharedStrings"sv); found != relations.by_type.end()) {
    context.shared_strings = read_shared_strings(package, found->second);
  }
  return context;
}

/// Those that are tables; a chart may have a sheet of its own.
std::vector<Sheet> read_all(Package& package, const std::vector<SheetEntry>& entries, const SheetContext& context) {
  std::vector<Sheet> sheets;
  SheetTotals totals;
  for (const auto& entry : entries) {
    Sheet sheet;
    sheet.grid = {package.file(), entry.name, {}};
    sheet.is_hidden = entry.is_hidden;
    if (read_sheet(package, entry.part, context, totals, sheet))
      sheets.push_back(std::move(sheet));
    else if (!package.is_open())
      return {};
  }
  return sheets;
}

std::optional<std::vector<Sheet>> read_package(Package& package) {
  const auto root = package.relations("");
  const auto main_part = root.by_type.find("officeDocument"sv);
  if (!package.is_open()) return std::nullopt;
  if (main_part == root.by_type.end() || main_part->second.ends_with(".bin")) {  // .xlsb
    package.fail(xlsx_not_workbook);
    return std::nullopt;
  }
  const auto workbook = package.read_xml(main_part->second);
  if (!workbook) return std::nullopt;
  if (local_name(workbook->root()) != "workbook") {
    package.fail(xlsx_not_workbook);
    return std::nullopt;
  }
  const auto relations = package.relations(main_part->second);
  const auto entries = sheets_in(package, workbook->root(), relations);
  const auto context = read_context(package, workbook->root(), relations);
  if (!package.is_open()) return std::nullopt;
  auto sheets = read_all(package, entries, context);
  if (!package.is_open()) return std::nullopt;
  if (!shown_sheet(sheets)) {
    package.fail(xlsx_no_sheet);
    return std::nullopt;
  }
  return sheets;
}

}  // namespace

bool looks_like_workbook(std::string_view bytes) {
  const bool is_zip = bytes.size() > 2 && bytes.starts_with("PK"sv) && static_cast<unsigned char>(bytes[2]) < ' ';
  return is_zip || bytes.starts_with(ole_start);  // a header may begin with PK too
}

const Sheet* shown_sheet(const std::vector<Sheet>& sheets) {
  const Sheet* first = nullptr;
  for (const auto& sheet : sheets) {
    if (sheet.is_hidden) continue;
    const std::string name = folded(sheet.grid.sheet);
    if (name == "数据" || name == "facts") return &sheet;
    if (!first) first = &sheet;
  }
  return first;
}

std::optional<std::vector<Sheet>> read_sheets(std::string_view bytes, const std::string& file, const Limits& limits,
                                              Problems& problems) {
  if (bytes.empty()) {
    problems.add(file_empty, in_file(file));
  } else if (bytes.starts_with(ole_start)) {
    problems.add(bytes.find(locked_stream) != bytes.npos ? xlsx_encrypted : xlsx_old_format, in_file(file));
  } else if (!bytes.starts_with(zip_start) && !bytes.starts_with(empty_zip_start)) {
    problems.add(xlsx_not_workbook, in_file(file));
  } else {
    try {
      Package package(bytes, file, limits, problems);
      if (package.is_open()) return read_package(package);
    } catch (const std::bad_alloc&) {
      problems.add(xlsx_too_large, in_file(file),
                   {Text{"所需内存", "the memory needed is"}, Text{"可用内存", "what there is"}});
    }
  }
  return std::nullopt;
}

std::optional<Grid> read_xlsx(std::string_view bytes, const std::string& file, const Limits& limits,
                              Problems& problems) {
  const auto sheets = read_sheets(bytes, file, limits, problems);
  const Sheet* shown = sheets ? shown_sheet(*sheets) : nullptr;
  if (!shown) return std::nullopt;
  if (shown->grid.rows.empty()) {
    problems.add(xlsx_sheet_empty, in_file(file), {Phrase(shown->grid.sheet)});
    return std::nullopt;
  }
  problems.add(shown->problems);
  return shown->grid;
}

}  // namespace pingxing::document
