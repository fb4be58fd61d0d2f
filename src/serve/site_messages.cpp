#include <iterator>

#include "office/ballot_messages.hpp"
#include "office/messages.hpp"
#include "office/record_messages.hpp"
#include "round/messages.hpp"
#include "serve/serve.hpp"
#include "site/messages.hpp"

namespace pingxing::serve {

std::vector<MessagePart> site_messages() {
  const auto part = [](Text title, const auto& rows) { return MessagePart{title, {std::begin(rows), std::end(rows)}}; };
  return {part({"网站:用例拒绝的", "The site: what it refuses"}, office::office_messages),
          part({"网站:投票", "The site: polls"}, office::ballot_messages),
          part({"网站:日志和验证", "The site: the record"}, office::record_messages),
          part({"网站:请求和数据库", "The site: requests and the database"}, site::site_messages),
          part({"网站:环节", "The site: stages"}, round::round_messages)};
}

}  // namespace pingxing::serve
