// The body of a request as a form: urlencoded, or multipart with files (RFC 7578).
#pragma once
#include <string>
#include <string_view>

#include "web/http.hpp"

namespace pingxing::web {

inline constexpr std::size_t uploads_max = 100;
// Of one field; a small file in base64 fits in (imports are previewed so). Files may be as long as the body.
inline constexpr std::size_t form_value_max = std::size_t{5} << 20;

/// Reads what the content type says into `form` and `uploads` and empties `body`; other bodies stay as they are.
/// Says 0, or the status with which the request must be refused: 400 not well-formed, 413 too many or too long.
[[nodiscard]] int read_form(Request& request);

/// A multipart body into `fields` and `uploads`; says as above.
[[nodiscard]] int read_multipart(std::string_view body, std::string_view boundary, Fields& fields,
                                 std::vector<Upload>& uploads);

}  // namespace pingxing::web
