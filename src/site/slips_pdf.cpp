#include "site/slips_pdf.hpp"

#include <algorithm>

#include "pdf/document.hpp"
#include "site/qr.hpp"

namespace pingxing::site {

namespace {

constexpr double page_width = 210, page_height = 297;  // A4, in millimetres
constexpr int columns = 2, rows = 5;
constexpr double slip_width = page_width / columns, slip_height = page_height / rows;
constexpr double margin = 7, qr_size = 36;  // printers leave 5 mm at the edge
constexpr double gap = 4;                   // the quiet zone: four squares of a code of 37 or more a side
static_assert(columns * rows == slips_a_page);

void draw_qr(pdf::Document& document, const std::string& text, double x, double y) {
  const auto modules = qr_modules(text);
  const double side = qr_size / static_cast<double>(modules.size());
  for (std::size_t row = 0; row < modules.size(); ++row)
    for (std::size_t from = 0; from < modules.size();) {
      std::size_t to = from;
      while (to < modules.size() && modules[row][to]) ++to;
      if (to > from)  // a run at once: without seams between its squares
        document.rectangle(x + side * static_cast<double>(from), y + side * static_cast<double>(row),
                           side * static_cast<double>(to - from), side);
      from = std::max(to, from + 1);
    }
  document.fill();
}

void draw_slip(pdf::Document& document, const SlipSheet& sheet, const std::string& code, double x, double y) {
  // With a fingerprint below, what is above moves up.
  const double top_of_qr = y + (sheet.keys.empty() ? (slip_height - qr_size) / 2 : margin - 1);
  draw_qr(document, sheet.scanned_address + code + sheet.scanned_end, x + margin, top_of_qr);
  const double left = x + margin + qr_size + gap, width = slip_width - qr_size - gap - 2 * margin;
  double top = top_of_qr - 1;
  const auto line = [&](const std::string& words, double size, bool is_bold, bool is_fixed, int lines) {
    top += document.text({words, left, top, width, size, is_bold, is_fixed, lines}) + 0.8;
  };
  line(sheet.title, 12, true, false, 1);
  line(sheet.round, 8, false, false, 2);
  top += 1;
  line(shown_code(code), 13, true, true, 1);
  top += 1;
  line(sheet.hint, 8, false, false, 1);
  line(sheet.address, 8, false, false, 2);
  line(sheet.once, 8, false, false, 2);
  if (sheet.keys.empty()) return;
  top = std::max(top, top_of_qr + qr_size + gap);
  const std::size_t half = sheet.keys.size() / 2 + 1;  // between two groups
  const double whole = slip_width - 2 * margin;
  top += document.text({sheet.keys_label, x + margin, top, whole, 7, false, false, 1}) + 0.4;
  top += document.text({sheet.keys.substr(0, half - 1), x + margin, top, whole, 7, false, true, 1}) + 0.2;
  document.text({sheet.keys.substr(half), x + margin, top, whole, 7, false, true, 1});
}

void draw_cuts(pdf::Document& document) {
  for (int column = 1; column < columns; ++column)
    document.dashed_line(column * slip_width, 0, column * slip_width, page_height);
  for (int row = 1; row < rows; ++row) document.dashed_line(0, row * slip_height, page_width, row * slip_height);
}

}  // namespace

std::string shown_code(const std::string& code) {
  std::string shown;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % 4 == 0) shown += '-';
    shown += code[i];
  }
  return shown;
}

std::optional<std::string> slips_pdf(const SlipSheet& sheet) {
  auto document = pdf::Document::make(sheet.title, page_width, page_height);
  if (!document) return std::nullopt;
  for (std::size_t i = 0; i < sheet.codes.size(); ++i) {
    const auto at = static_cast<int>(i % slips_a_page);
    if (at == 0) draw_cuts(*document);
    draw_slip(*document, sheet, sheet.codes[i], at % columns * slip_width, at / columns * slip_height);
    if (at == static_cast<int>(slips_a_page) - 1 || i + 1 == sheet.codes.size()) document->next_page();
  }
  return document->bytes();
}

}  // namespace pingxing::site
