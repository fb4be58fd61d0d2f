// What is made from a scheme alone: a blank sheet of facts, the notice as Markdown or a page. One door for the command
// line, which knows no schemes.
#pragma once
#include <optional>
#include <string>

#include "base/problem.hpp"

namespace pingxing::service {

enum class FormFormat { Xlsx, Csv };
enum class NoticeFormat { Markdown, Html };

/// The file's content. Nothing where the scheme has errors; `problems` then says all of them. Without a language the
/// scheme's own counts.
std::optional<std::string> form_of_file(const std::string& path, FormFormat format, std::optional<Language> language,
                                        Problems& problems);

/// Nothing where the document is not understood as a whole; what the checker would say does not stop it.
std::optional<std::string> notice_of_file(const std::string& path, NoticeFormat format, Problems& problems);

}  // namespace pingxing::service
