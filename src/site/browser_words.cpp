#include "site/browser_words.hpp"

#include <array>
#include <utility>

namespace pingxing::site {

namespace {

using Mark = std::pair<const char*, const char*>;  // what the browser says of itself, what people call it
// Each names those before it as well, so the particular ones stand first.
constexpr std::array<Mark, 9> browsers{{{"MicroMessenger", "微信 WeChat"},
                                        {"DingTalk", "钉钉 DingTalk"},
                                        {"QQBrowser", "QQ"},
                                        {"360SE", "360"},
                                        {"Edg", "Edge"},
                                        {"Firefox", "Firefox"},
                                        {"Chrome", "Chrome"},
                                        {"Safari", "Safari"},
                                        {"curl", "curl"}}};
constexpr std::array<Mark, 7> systems{{{"Windows", "Windows"},
                                       {"Android", "Android"},
                                       {"iPhone", "iPhone"},
                                       {"iPad", "iPad"},
                                       {"Mac OS X", "macOS"},
                                       {"UOS", "UOS"},
                                       {"Linux", "Linux"}}};

template <std::size_t count>
std::string name_in(const std::string& text, const std::array<Mark, count>& marks) {
  for (const auto& [mark, name] : marks)
    if (text.find(mark) != text.npos) return name;
  return "";
}

}  // namespace

std::string browser_words(const web::Request& request) {
  const auto agent = request.header("user-agent");
  const auto browser = name_in(agent, browsers), system = name_in(agent, systems);
  return browser + (browser.empty() || system.empty() ? "" : ", ") + system;
}

}  // namespace pingxing::site
