#include "store/postgres/place.hpp"

#include <libpq-fe.h>

#include <map>
#include <memory>

#include "base/text.hpp"
#include "store/database.hpp"

namespace pingxing::store::postgres {

Place place_of(const std::string& address) {
  char* error = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(address.c_str(), &error),
                                                                             &PQconninfoFree);
  const std::unique_ptr<char, decltype(&PQfreemem)> message(error, &PQfreemem);
  if (!options)  // the message may quote the address, password and all
    throw DatabaseFailure(
        "The address of the database cannot be read; it is written postgresql://account:password@server:5432/database, "
        "with % and two hexadecimal digits for signs such as @ : / in a password.");
  std::map<std::string, std::string> words;
  for (const PQconninfoOption* option = options.get(); option->keyword; ++option)
    if (option->val) words[option->keyword] = option->val;
  const auto with = [&](const std::string& before, const char* word) {
    return words[word].empty() ? std::string() : before + words[word];
  };
  const std::string server = words["host"].empty() ? words["hostaddr"] : words["host"];
  const std::string account = words["user"].empty() ? "" : words["user"] + "@";
  return {address, "postgresql://" + account + server + with(":", "port") + with("/", "dbname")};
}

}  // namespace pingxing::store::postgres
