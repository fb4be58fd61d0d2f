#include "ballot/key_list.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "ballot/bulletin.hpp"
#include "ballot/test_support.hpp"
#include "base/hash.hpp"

namespace pingxing::ballot {
namespace {

KeyList sample() {
  KeyList list{"5", std::string(32, 'a'), {}};
  list.add(test::points_paper("5-1"), "first key");
  list.add(test::points_paper("5-2"), "second key");
  return list;
}

TEST(KeyLists, AreTextThatAnybodyCanHash) {
  const auto list = sample();
  const std::string first =
      sha256_hex("pingxing paper key 1\n" + test::points_paper("5-1").fingerprint() + "\n" + sha256_hex("first key"));
  EXPECT_EQ(list.papers[0], first);
  EXPECT_EQ(list.text(), "pingxing keys 1\npoll 5\nack YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE\npaper " + first +
                             "\npaper " + list.papers[1] + "\n");
  EXPECT_EQ(list.fingerprint(), sha256_hex(list.text()));
}

TEST(KeyLists, H4HaveAnotherFingerprintWhateverIsChanged) {
  std::set<std::string> prints = {sample().fingerprint()};
  const auto other = [&](const KeyList& list) { EXPECT_TRUE(prints.insert(list.fingerprint()).second) << list.text(); };
  KeyList list = sample();
  list.poll = "6";
  other(list);
  list = sample();
  list.ack_key[31] = 'b';
  other(list);
  list = sample();
  std::swap(list.papers[0], list.papers[1]);
  other(list);
  list = sample();
  list.papers.pop_back();
  other(list);
  list.add(test::points_paper("5-2"), "third key");
  other(list);
  list.papers.pop_back();
  list.add(test::points_paper("5-3"), "second key");  // the key of another paper
  other(list);
}

TEST(KeyLists, AreReadInGroupsOfFour) {
  EXPECT_EQ(in_groups("0123456789ab"), "0123 4567 89ab");
  EXPECT_EQ(in_groups(""), "");
}

// The same number stands in the tests of the browser's script and of the recount in Python.
TEST(KeyLists, OfTheSampleBulletinIsThatOfTheRecounts) {
  std::ifstream file(std::string(PINGXING_ROOT) + "/tests/ballot/bulletin.json");
  std::ostringstream text;
  text << file.rdbuf();
  Problems problems;
  EXPECT_EQ(recount(text.str(), "bulletin.json", {}, "", problems).keys_sha256,
            "306e852fabd107f1083a07542f8d4ddfd4dbdeeca588006a4a084cc19a23e99c");
}

}  // namespace
}  // namespace pingxing::ballot
