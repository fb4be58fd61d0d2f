#include "service/fix_file.hpp"

#include <algorithm>

#include "document/limits.hpp"
#include "document/out_file.hpp"
#include "document/text_file.hpp"
#include "service/load_scheme.hpp"
#include "service/messages.hpp"

namespace pingxing::service {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

FileFixes fixes_of_file(const std::string& path) {
  FileFixes out;
  const auto bytes = document::read_bytes(path, document::scheme_bytes_max, out.problems);
  if (!bytes) return out;
  const auto file = document::read_text(path, document::scheme_bytes_max, out.problems);
  if (!file) return out;
  if (bytes->view().starts_with(byte_order_mark)) out.mark = byte_order_mark;
  out.before = file->text();
  const auto loaded = read_scheme(out.before, path);
  out.after = scheme::with_fixes(out.before, loaded.fixes);
  for (const auto& fix : loaded.fixes)
    if (!fix.is_sure()) out.open.push_back(fix);
  std::sort(out.open.begin(), out.open.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  return out;
}

bool write_fixes(const std::string& path, const FileFixes& fixes, Problems& problems) {
  const auto now = document::read_bytes(path, document::scheme_bytes_max, problems);
  if (!now) return false;
  if (now->view() != fixes.mark + fixes.before) {
    problems.add(scheme_changed, {path, 0, 0, {}, {}});
    return false;
  }
  return document::write_whole(path, fixes.mark + fixes.after, problems);
}

}  // namespace pingxing::service
