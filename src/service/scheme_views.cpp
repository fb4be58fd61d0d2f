#include "service/scheme_views.hpp"

#include "document/limits.hpp"
#include "document/text_file.hpp"
#include "document/xlsx_write.hpp"
#include "scheme/parse.hpp"
#include "scheme/print.hpp"
#include "service/load_scheme.hpp"
#include "service/make_form.hpp"

namespace pingxing::service {

std::optional<std::string> form_of_file(const std::string& path, FormFormat format, std::optional<Language> language,
                                        Problems& problems) {
  const auto loaded = load_scheme(path);
  if (loaded.problems.has_errors()) {
    problems.add(loaded.problems);
    return std::nullopt;
  }
  const Language chosen = language.value_or(loaded.scheme.language);
  if (format == FormFormat::Csv) return make_form_csv(loaded.scheme, chosen);
  return document::write_xlsx(make_form(loaded.scheme, chosen), path, problems);
}

std::optional<std::string> notice_of_file(const std::string& path, NoticeFormat format, Problems& problems) {
  const auto file = document::read_text(path, document::scheme_bytes_max, problems);
  if (!file) return std::nullopt;
  const auto parsed = scheme::parse_scheme(file->text(), path);
  if (parsed.problems.has_errors()) {
    problems.add(parsed.problems);
    return std::nullopt;
  }
  return format == NoticeFormat::Html ? scheme::print_html(parsed.scheme) : scheme::print_markdown(parsed.scheme);
}

}  // namespace pingxing::service
