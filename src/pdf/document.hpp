// A PDF as pages of text, lines and filled rectangles. Millimetres from the upper left corner, type in points (1/72
// inch). The same calls give the same bytes on the same machine: no moment is written into it.
#pragma once
#include <memory>
#include <optional>
#include <string>

namespace pingxing::pdf {

struct Text {
  std::string words;
  double x = 0, y = 0, width = 0;          // lines are broken at the width
  double size = 10;                        // points
  bool is_bold = false, is_fixed = false;  // fixed: letters of one width, as for numbers that are copied by hand
  int lines_max = 0;                       // 0: as many as it takes; else cut with an ellipsis
};

class Document {
 public:
  /// Nothing where the machine lacks Cairo or Pango.
  static std::optional<Document> make(const std::string& title, double width, double height);
  ~Document();
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;

  /// Draws it in black; returns its height.
  double text(const Text& text);
  void dashed_line(double x1, double y1, double x2, double y2);
  void rectangle(double x, double y, double width, double height);  // filled; drawn by `fill`
  void fill();
  void next_page();
  /// The whole file; nothing can be drawn afterwards. Throws std::runtime_error where memory ran out.
  std::string bytes();

 private:
  struct Drawing;
  explicit Document(std::unique_ptr<Drawing> drawing);
  std::unique_ptr<Drawing> drawing_;
};

}  // namespace pingxing::pdf
