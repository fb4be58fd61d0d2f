// Cairo and Pango, loaded when the first page is drawn. Linked, they and the forty libraries below them would cost
// every command of the program 7 ms; and a machine without them can do all but PDF.
#pragma once
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

namespace pingxing::pdf {

#define PINGXING_CAIRO_FUNCTIONS(F)      \
  F(cairo_create)                        \
  F(cairo_destroy)                       \
  F(cairo_fill)                          \
  F(cairo_line_to)                       \
  F(cairo_move_to)                       \
  F(cairo_pdf_surface_create_for_stream) \
  F(cairo_pdf_surface_set_metadata)      \
  F(cairo_rectangle)                     \
  F(cairo_set_dash)                      \
  F(cairo_set_line_width)                \
  F(cairo_set_source_rgb)                \
  F(cairo_show_page)                     \
  F(cairo_status)                        \
  F(cairo_status_to_string)              \
  F(cairo_stroke)                        \
  F(cairo_surface_destroy)               \
  F(cairo_surface_finish)
#define PINGXING_PANGO_FUNCTIONS(F)           \
  F(pango_font_description_free)              \
  F(pango_font_description_new)               \
  F(pango_font_description_set_absolute_size) \
  F(pango_font_description_set_family)        \
  F(pango_font_description_set_weight)        \
  F(pango_layout_get_size)                    \
  F(pango_layout_set_alignment)               \
  F(pango_layout_set_ellipsize)               \
  F(pango_layout_set_font_description)        \
  F(pango_layout_set_height)                  \
  F(pango_layout_set_text)                    \
  F(pango_layout_set_width)                   \
  F(pango_layout_set_wrap)                    \
  F(pango_context_set_language)               \
  F(pango_language_from_string)               \
  F(pango_layout_new)                         \
  F(pango_font_map_create_context)
#define PINGXING_PANGOCAIRO_FUNCTIONS(F) \
  F(pango_cairo_font_map_new)            \
  F(pango_cairo_show_layout)             \
  F(pango_cairo_update_context)
#define PINGXING_GOBJECT_FUNCTIONS(F) F(g_object_unref)

struct Library {
#define PINGXING_POINTER(name) decltype(&::name) name = nullptr;
  PINGXING_CAIRO_FUNCTIONS(PINGXING_POINTER)
  PINGXING_PANGO_FUNCTIONS(PINGXING_POINTER)
  PINGXING_PANGOCAIRO_FUNCTIONS(PINGXING_POINTER)
  PINGXING_GOBJECT_FUNCTIONS(PINGXING_POINTER)
#undef PINGXING_POINTER
};

/// Null where the machine lacks one of them.
const Library* library();

}  // namespace pingxing::pdf
