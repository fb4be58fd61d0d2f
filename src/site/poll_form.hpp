// What a page and the API send about polls, as the use cases want it.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "office/polls.hpp"
#include "site/site.hpp"

namespace pingxing::site {

/// Makes the poll that a form asks for: electorate, step, returned, valid, trim, least, most_mark, most, alike, self,
/// members. `get` gives a field as text, empty where it is not there; yes is "1".
Result<store::Id> create_poll(const Site& site, const web::Request& request,
                              const std::function<std::string(const char*)>& get);

/// What a teller counted: how often each mark of each question, and how many sheets were issued, spoiled, left blank.
struct CountForm {
  std::int64_t issued = 0, spoiled = 0, abstained = 0;
  std::vector<ballot::QuestionTally> questions;
};
/// With the numbers that follow from them.
ballot::Tally tally_of(CountForm form);

}  // namespace pingxing::site
