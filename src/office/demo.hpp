// A sample to look around in: a bureau with 12 branches, 186 members and three departments, one round over and one in
// the middle of scoring. All names are invented.
#pragma once
#include <string>
#include <vector>

#include "office/office.hpp"
#include "office/poll_secrets.hpp"

namespace pingxing::office {

struct DemoAccount {
  std::string login, password;
  Text what;  // what this account is for
};

/// Fills an empty database. Nothing happens where there is an account already; the accounts of the demo are told anyway
/// if they are there.
std::vector<DemoAccount> load_demo(const Office& office);
/// A poll that is open, in the sample of `load_demo`; nothing happens where it is there. Its keys take a second or two.
void load_demo_poll(const Office& office, PollSecrets& secrets);

}  // namespace pingxing::office
