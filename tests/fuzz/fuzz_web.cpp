// Any bytes as what a client sends on one connection: requests one after the other, each with its form, until they end
// or are refused. What was read is clean text, and a pair of a query or a form can be written and read again.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "base/utf8.hpp"
#include "web/decode.hpp"
#include "web/form.hpp"
#include "web/server/request_reader.hpp"

using namespace pingxing;
using namespace pingxing::web;

namespace {

bool is_text(std::string_view text) { return valid_utf8_prefix(text) == text.size(); }

void check_fields(const Fields& fields) {
  for (const auto& [name, value] : fields.pairs()) {
    CHECK(is_text(name) && is_text(value));
    Fields again;
    CHECK(decode_form(encode_percent(name) + "=" + encode_percent(value), again));
    CHECK(again.pairs().size() == 1 && again.pairs()[0] == std::pair(name, value));
  }
}

void check_request(Request& request) {
  CHECK(request.path.starts_with('/') && is_text(request.path));
  CHECK(request.path.find("/../") == std::string::npos && !request.path.ends_with("/.."));
  check_fields(request.query);
  const int status = read_form(request);
  CHECK(status == 0 || status == 400 || status == 413);
  if (status != 0) return;
  check_fields(request.form);
  for (const auto& upload : request.uploads)
    CHECK(is_text(upload.field) && is_text(upload.filename) && upload.filename.find('/') == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(bytes), size);
  RequestReader reader({4'096, 65'536});  // small: a fuzzer should look for mistakes, not fill memory
  while (!rest.empty()) {
    const std::size_t used = reader.read(rest);
    CHECK(used <= rest.size());
    rest.remove_prefix(used);
    if (!reader.is_whole()) {
      CHECK(reader.refusal() != 0 || used > 0 || rest.size() <= 4'096);
      break;
    }
    CHECK(reader.refusal() == 0);
    check_request(reader.request());
    reader.begin_next();
  }
  return 0;
}
