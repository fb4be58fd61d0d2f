#include "pdf/library.hpp"

#include <dlfcn.h>

#include <optional>

namespace pingxing::pdf {
namespace {

/// Never unloaded: its caches live as long as the program.
class Opened {
 public:
  explicit Opened(const char* file) : handle_(dlopen(file, RTLD_NOW | RTLD_LOCAL)) {}
  template <class Function>
  bool find(Function& function, const char* name) const {
    if (handle_) function = reinterpret_cast<Function>(dlsym(handle_, name));
    return function != nullptr;
  }

 private:
  void* handle_;
};

std::optional<Library> load() {
  const Opened cairo("libcairo.so.2"), pango("libpango-1.0.so.0"), pangocairo("libpangocairo-1.0.so.0"),
      gobject("libgobject-2.0.so.0");
  Library all;
  bool is_whole = true;
#define PINGXING_CAIRO(name) is_whole = cairo.find(all.name, #name) && is_whole;
#define PINGXING_PANGO(name) is_whole = pango.find(all.name, #name) && is_whole;
#define PINGXING_PANGOCAIRO(name) is_whole = pangocairo.find(all.name, #name) && is_whole;
#define PINGXING_GOBJECT(name) is_whole = gobject.find(all.name, #name) && is_whole;
  PINGXING_CAIRO_FUNCTIONS(PINGXING_CAIRO)
  PINGXING_PANGO_FUNCTIONS(PINGXING_PANGO)
  PINGXING_PANGOCAIRO_FUNCTIONS(PINGXING_PANGOCAIRO)
  PINGXING_GOBJECT_FUNCTIONS(PINGXING_GOBJECT)
  return is_whole ? std::optional(all) : std::nullopt;
}

}  // namespace

const Library* library() {
  static const std::optional<Library> loaded = load();
  return loaded ? &*loaded : nullptr;
}

}  // namespace pingxing::pdf
