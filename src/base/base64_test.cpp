#include "base/base64.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace pingxing {
namespace {

TEST(Base64, IsThatOfRfc4648) {
  for (const auto& [bytes, text] : {std::pair("", ""),
                                    {"f", "Zg=="},
                                    {"fo", "Zm8="},
                                    {"foo", "Zm9v"},
                                    {"foob", "Zm9vYg=="},
                                    {"fooba", "Zm9vYmE="},
                                    {"foobar", "Zm9vYmFy"}}) {
    EXPECT_EQ(base64_of(bytes), text);
    EXPECT_EQ(bytes_of_base64(text), bytes);
  }
}

TEST(Base64, RefusesWhatIsNone) {
  for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z===", "====", "Zm9v Zg=", "Zg==Zg==", "Zm-v"})
    EXPECT_FALSE(bytes_of_base64(text)) << text;
}

TEST(Base64, ComesBack) {
  EXPECT_TRUE(rc::check([](const std::string& bytes) { RC_ASSERT(bytes_of_base64(base64_of(bytes)) == bytes); }));
}

}  // namespace
}  // namespace pingxing
