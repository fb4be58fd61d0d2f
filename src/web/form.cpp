#include "web/form.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "web/decode.hpp"

namespace pingxing::web {
namespace {

constexpr int bad = 400, too_large = 413;
constexpr std::size_t boundary_max = 70;      // RFC 2046, 5.1.1
constexpr std::size_t part_head_max = 4'096;  // a name and a file name

bool is_clean(std::string_view text) {
  return valid_utf8_prefix(text) == text.size() &&
         std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

/// The value of the header `name` among the lines of a part's head; "" where it is not there.
std::string_view part_header(std::string_view head, std::string_view name) {
  while (!head.empty()) {
    const std::size_t end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    if (line.size() > name.size() && line[name.size()] == ':' && starts_with_any_case(line, name))
      return trimmed(line.substr(name.size() + 1));
    head.remove_prefix(std::min(end + 2, head.size()));
  }
  return {};
}

/// Old browsers send the whole path of a file.
std::string without_folders(const std::string& path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == path.npos ? path : path.substr(slash + 1);
}

int take_part(std::string_view head, std::string_view content, Fields& fields, std::vector<Upload>& uploads) {
  const std::string_view disposition = part_header(head, "Content-Disposition");
  if (lower_ascii(trimmed(disposition.substr(0, disposition.find(';')))) != "form-data") return bad;
  auto name = parameter(disposition, "name");
  auto filename = parameter(disposition, "filename");
  if (!name || !is_clean(*name)) return bad;
  const std::string encoding = lower_ascii(part_header(head, "Content-Transfer-Encoding"));
  if (!encoding.empty() && encoding != "binary" && encoding != "8bit" && encoding != "7bit") return bad;
  if (filename) {
    std::string last = without_folders(*filename);
    if (!is_clean(last)) return bad;
    if (last.empty() && content.empty()) return 0;  // a field of a file in which none was chosen
    if (uploads.size() == uploads_max) return too_large;
    uploads.push_back({std::move(*name), std::move(last), std::string(content)});
    return 0;
  }
  if (valid_utf8_prefix(content) != content.size()) return bad;
  if (fields.pairs().size() == form_fields_max || content.size() > form_value_max) return too_large;
  fields.add(std::move(*name), std::string(content));
  return 0;
}

}  // namespace

int read_multipart(std::string_view body, std::string_view boundary, Fields& fields, std::vector<Upload>& uploads) {
  if (boundary.empty() || boundary.size() > boundary_max || !is_clean(boundary)) return bad;
  const std::string delimiter = "\r\n--" + std::string(boundary);
  std::size_t at = 0;  // behind a delimiter
  if (body.starts_with(std::string_view(delimiter).substr(2))) {
    at = delimiter.size() - 2;
  } else {  // behind a preamble
    const std::size_t first = body.find(delimiter);
    if (first == body.npos) return bad;
    at = first + delimiter.size();
  }
  for (;;) {
    if (body.substr(at).starts_with("--")) return 0;  // what follows is an epilogue
    while (at < body.size() && (body[at] == ' ' || body[at] == '\t')) ++at;
    if (!body.substr(at).starts_with("\r\n")) return bad;
    const std::size_t head_begin = at + 2;
    // A part without a head has an empty line at once; it is refused for its missing name.
    const std::size_t head_end = body.substr(0, std::min(body.size(), head_begin + part_head_max)).find("\r\n\r\n", at);
    if (head_end == body.npos || head_end < head_begin) return bad;
    const std::size_t content_begin = head_end + 4;
    // The line end before a delimiter may be the last of the head, where the content is empty.
    const std::size_t content_end = body.find(delimiter, content_begin - 2);
    if (content_end == body.npos) return bad;
    const std::size_t size = content_end < content_begin ? 0 : content_end - content_begin;
    const std::string_view head = body.substr(head_begin, head_end - head_begin);
    if (const int status = take_part(head, body.substr(content_begin, size), fields, uploads)) return status;
    at = content_end + delimiter.size();
  }
}

int read_form(Request& request) {
  const std::string_view type = request.content_type;
  const std::string kind = lower_ascii(trimmed(type.substr(0, type.find(';'))));
  int status = 0;
  if (kind == "application/x-www-form-urlencoded") {
    if (!decode_form(request.body, request.form)) status = bad;
  } else if (kind == "multipart/form-data") {
    status = read_multipart(request.body, parameter(type, "boundary").value_or(""), request.form, request.uploads);
  } else {
    return 0;
  }
  std::string().swap(request.body);
  return status;
}

}  // namespace pingxing::web
