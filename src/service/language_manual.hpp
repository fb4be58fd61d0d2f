// The manual of the scheme language and the list of all messages, as Markdown, from the same tables that the parser
// and the checker run on. docs/scheme-language.md and docs/errors.md are what `pingxing language` prints.
#pragma once
#include <string>
#include <vector>

#include "base/message_part.hpp"
#include "base/problem.hpp"

namespace pingxing::service {

std::string language_manual(Language language);
/// `more`: of what service does not know, such as the site.
std::string error_manual(Language language, const std::vector<MessagePart>& more = {});

/// Every message that any part can say.
std::vector<const MessageRow*> all_messages();

/// What a result says with a code: reasons, needs, marks, decisions.
struct ResultCode {
  std::string_view code;
  Text meaning;
};
const std::vector<ResultCode>& result_codes();

/// Forms of conditions, with an example each that the parser reads.
struct ConditionRow {
  Text form, meaning, example;
};
const std::vector<ConditionRow>& condition_rows();

}  // namespace pingxing::service
