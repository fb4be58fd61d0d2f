#include "web/server/status.hpp"

namespace pingxing::web {
namespace {

struct Reason {
  int status;
  std::string_view text;
};

constexpr Reason reasons[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
};

/// What is said where no handler could be asked.
constexpr Reason plain_texts[] = {
    {400, "请求格式不正确。\nThe request is not well-formed.\n"},
    {404, "没有这个页面。\nThere is no such page.\n"},
    {405, "这个页面不支持这种操作。\nThis page does not take such a request.\n"},
    {408, "等待请求超时。\nThe request did not arrive in time.\n"},
    {413, "内容太大,这里最多收{0}。\nThis is too large: at most {0} are taken here.\n"},
    {431, "请求头太长。\nThe head of the request is too long.\n"},
    {500, "系统出错,已记入日志。\nSomething went wrong here; it has been logged.\n"},
    {503, "系统繁忙,请稍后再试。\nToo busy; please try again in a moment.\n"},
};
constexpr std::string_view other_text = "这个请求无法处理。\nThis request cannot be handled.\n";

/// 65536 → "64 kB"; 26214400 → "25 MB".
std::string size_text(std::size_t bytes) {
  if (bytes >= 1 << 20) return std::to_string(bytes >> 20) + " MB";
  return bytes >= 1 << 10 ? std::to_string(bytes >> 10) + " kB" : std::to_string(bytes) + " B";
}

}  // namespace

std::string_view reason(int status) {
  for (const auto& [known, text] : reasons)
    if (known == status) return text;
  return "";
}

Response plain_page(int status, std::size_t bytes_max) {
  Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = other_text;
  for (const auto& [known, text] : plain_texts)
    if (known == status) response.body = text;
  const std::string size = size_text(bytes_max);
  for (auto at = response.body.find("{0}"); at != std::string::npos; at = response.body.find("{0}"))
    response.body.replace(at, 3, size);
  if (status == 503) response.headers.emplace_back("Retry-After", "5");
  return response;
}

}  // namespace pingxing::web
