// Text of requests: percent escapes, paths, queries, urlencoded forms, cookies. Strict: what is not well-formed UTF-8
// with whole escapes is refused, so that no two parts of the program can read one request differently.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "web/http.hpp"

namespace pingxing::web {

inline constexpr std::size_t form_fields_max = 20'000;  // a sheet of 200 subjects with 36 items has 7,200

enum class Plus { IsPlus, IsBlank };

/// Without its escapes. Nothing where an escape is cut short or the outcome holds a NUL or is no UTF-8.
std::optional<std::string> decode_percent(std::string_view text, Plus plus);
/// Everything but letters, digits and -._~ as escapes: fit for a part of a path and for a value of a query.
std::string encode_percent(std::string_view text);

/// The path of a request's target, decoded. Nothing where it does not begin with /, has empty, "." or ".." parts, or
/// hides a slash, a backslash or a control character in an escape. A slash at the end stays.
std::optional<std::string> decode_path(std::string_view text);

/// name=value&name=value into `fields`; whether all of it could be read and `fields` has at most form_fields_max.
[[nodiscard]] bool decode_form(std::string_view text, Fields& fields);

/// name=value; name=value. What is no pair is passed over, as browsers send what others have set.
void decode_cookies(std::string_view text, Fields& cookies);

/// "x" of `text/html; name=x` or `; name="x"`, for any case of the name; nothing where it is not there.
std::optional<std::string> parameter(std::string_view header, std::string_view name);

}  // namespace pingxing::web
