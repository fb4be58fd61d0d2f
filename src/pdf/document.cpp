#include "pdf/document.hpp"

#include <mutex>
#include <stdexcept>
#include <utility>

#include "base/check.hpp"
#include "pdf/library.hpp"

namespace pingxing::pdf {
namespace {

constexpr double mm = 72 / 25.4;
constexpr const char* families = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, SimHei, sans-serif";
constexpr const char* fixed_families = "DejaVu Sans Mono, Noto Sans Mono CJK SC, monospace";

/// Fonts are found once for all documents; Pango's maps are not for several threads at once.
std::mutex fonts_mutex;
PangoFontMap* fonts(const Library& lib) {
  static PangoFontMap* const map = lib.pango_cairo_font_map_new();
  return map;
}

cairo_status_t append(void* into, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(into)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

struct Document::Drawing {
  const Library& lib;
  std::string bytes;
  cairo_surface_t* surface;
  cairo_t* cairo;

  Drawing(const Library& library, double width, double height)
      : lib(library),
        surface(lib.cairo_pdf_surface_create_for_stream(append, &bytes, width * mm, height * mm)),
        cairo(lib.cairo_create(surface)) {}
  ~Drawing() {
    lib.cairo_destroy(cairo);
    lib.cairo_surface_destroy(surface);
  }
  Drawing(const Drawing&) = delete;
  Drawing& operator=(const Drawing&) = delete;
};

Document::Document(std::unique_ptr<Drawing> drawing) : drawing_(std::move(drawing)) {}
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

std::optional<Document> Document::make(const std::string& title, double width, double height) {
  const Library* lib = library();
  if (!lib) return std::nullopt;
  auto drawing = std::make_unique<Drawing>(*lib, width, height);
  lib->cairo_pdf_surface_set_metadata(drawing->surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
  lib->cairo_pdf_surface_set_metadata(drawing->surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  return Document(std::move(drawing));
}

double Document::text(const Text& text) {
  const Library& lib = drawing_->lib;
  const std::lock_guard lock(fonts_mutex);
  PangoContext* context = lib.pango_font_map_create_context(fonts(lib));
  lib.pango_cairo_update_context(drawing_->cairo, context);
  lib.pango_context_set_language(context, lib.pango_language_from_string("zh-cn"));  // of the forms a hanzi has
  PangoLayout* layout = lib.pango_layout_new(context);
  PangoFontDescription* font = lib.pango_font_description_new();
  lib.pango_font_description_set_family(font, text.is_fixed ? fixed_families : families);
  lib.pango_font_description_set_absolute_size(font, text.size * PANGO_SCALE);
  lib.pango_font_description_set_weight(font, text.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  lib.pango_layout_set_font_description(layout, font);
  lib.pango_layout_set_text(layout, text.words.data(), static_cast<int>(text.words.size()));
  lib.pango_layout_set_width(layout, static_cast<int>(text.width * mm * PANGO_SCALE));
  lib.pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  if (text.lines_max > 0) {
    lib.pango_layout_set_height(layout, -text.lines_max);  // Pango counts lines below zero
    lib.pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
  }
  lib.cairo_set_source_rgb(drawing_->cairo, 0, 0, 0);
  lib.cairo_move_to(drawing_->cairo, text.x * mm, text.y * mm);
  lib.pango_cairo_show_layout(drawing_->cairo, layout);
  int height = 0;
  lib.pango_layout_get_size(layout, nullptr, &height);
  lib.pango_font_description_free(font);
  lib.g_object_unref(layout);
  lib.g_object_unref(context);
  return height / (PANGO_SCALE * mm);
}

void Document::dashed_line(double x1, double y1, double x2, double y2) {
  constexpr double dashes[] = {3, 3};
  const Library& lib = drawing_->lib;
  lib.cairo_set_source_rgb(drawing_->cairo, 0.55, 0.55, 0.55);
  lib.cairo_set_line_width(drawing_->cairo, 0.5);
  lib.cairo_set_dash(drawing_->cairo, dashes, 2, 0);
  lib.cairo_move_to(drawing_->cairo, x1 * mm, y1 * mm);
  lib.cairo_line_to(drawing_->cairo, x2 * mm, y2 * mm);
  lib.cairo_stroke(drawing_->cairo);
}

void Document::rectangle(double x, double y, double width, double height) {
  drawing_->lib.cairo_rectangle(drawing_->cairo, x * mm, y * mm, width * mm, height * mm);
}

void Document::fill() {
  drawing_->lib.cairo_set_source_rgb(drawing_->cairo, 0, 0, 0);
  drawing_->lib.cairo_fill(drawing_->cairo);
}

void Document::next_page() { drawing_->lib.cairo_show_page(drawing_->cairo); }

std::string Document::bytes() {
  const Library& lib = drawing_->lib;
  lib.cairo_surface_finish(drawing_->surface);
  const auto status = lib.cairo_status(drawing_->cairo);
  if (status != CAIRO_STATUS_SUCCESS && status != CAIRO_STATUS_SURFACE_FINISHED)
    throw std::runtime_error(std::string("The PDF could not be drawn: ") + lib.cairo_status_to_string(status));
  return std::move(drawing_->bytes);
}

}  // namespace pingxing::pdf
