#include "office/password_strength.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "service/input_words.hpp"

namespace pingxing::office {

namespace {

using std::string_view;

// What lists of leaked passwords consist of, here and elsewhere, without disguise.
constexpr std::array<string_view, 64> known_words{
    "1314",     "520",      "password", "passwort", "passwd",   "pass",       "admin",    "administrator",
    "root",     "user",     "guest",    "test",     "demo",     "welcome",    "hello",    "login",
    "letmein",  "secret",   "master",   "default",  "changeme", "public",     "system",   "server",
    "office",   "iloveyou", "love",     "monkey",   "dragon",   "sunshine",   "princess", "football",
    "baseball", "superman", "batman",   "shadow",   "michael",  "charlie",    "abc",      "qazwsx",
    "qweasd",   "woaini",   "wodemima", "mima",     "nihao",    "zhongguo",   "china",    "beijing",
    "shanghai", "zhang",    "wang",     "caonima",  "taobao",   "alipay",     "weixin",   "wechat",
    "tencent",  "huawei",   "pingxing", "kaoping",  "dangyuan", "bangongshi", "密码",     "我爱你"};
constexpr std::array<string_view, 11> rows{
    "qwertyuiop",           "asdfghjkl",           "zxcvbnm",
    "poiuytrewq",           "lkjhgfdsa",           "mnbvcxz",
    "1234567890",           "!@#$%^&*()",          "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "一二三四五六七八九十", "甲乙丙丁戊己庚辛壬癸"};
constexpr std::size_t part_min = 3;  // bytes

std::string without_disguise(std::string text) {
  for (auto& c : text) {
    constexpr string_view from = "@4301$5!7", to = "aaeolssit";
    if (const auto at = from.find(c); at != from.npos) c = to[at];
  }
  return text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The longest part of a row of keys, or of characters that follow each other, at the beginning.
std::size_t row_at(string_view text) {
  std::size_t longest = 0;
  for (const auto row : rows)
    for (std::size_t from = 0; from < row.size(); ++from) {
      const auto rest = row.substr(from, text.size());
      const auto end = std::mismatch(rest.begin(), rest.end(), text.begin()).first;
      longest = std::max(longest, static_cast<std::size_t>(end - rest.begin()));
    }
  return longest;
}

/// "4567", "dcba", "aaaa": each character as far from the one before as the next.
std::size_t run_at(string_view text) {
  if (text.size() < 2) return text.size();
  const int step = text[1] - text[0];
  if (step < -1 || step > 1) return 1;
  std::size_t size = 2;
  while (size < text.size() && text[size] - text[size - 1] == step) ++size;
  return size;
}

/// "abab", "密密密": a beginning of a few bytes again and again.
std::size_t repetition_at(string_view text) {
  std::size_t longest = 0;
  for (std::size_t period = 1; period <= 6; ++period) {
    std::size_t size = period;
    while (size < text.size() && text[size] == text[size - period]) ++size;
    if (size >= 2 * period) longest = std::max(longest, size);
  }
  return longest;
}

/// 1990, 199001, 19900101.
std::size_t date_at(string_view text) {
  if (!text.starts_with("19") && !text.starts_with("20")) return 0;
  std::size_t size = 0;
  while (size < text.size() && size < 8 && is_digit(text[size])) ++size;
  return size >= 4 ? size : 0;
}

}  // namespace

std::size_t guesses_needed(string_view password, const std::vector<std::string>& names) {
  const std::string text = service::folded(password), plain = without_disguise(text);
  std::vector<std::string> words(known_words.begin(), known_words.end());
  for (const auto& name : names) words.push_back(service::folded(name));
  // From the end: the fewest guesses for all that follows.
  std::vector<std::size_t> least(text.size() + 1, 0);
  for (std::size_t at = text.size(); at-- > 0;) {
    const auto rest = string_view(text).substr(at), plain_rest = string_view(plain).substr(at);
    const auto one = valid_character_size(rest);
    least[at] = one == 0 ? least[at + 1] : 1 + least[at + one];  // in the middle of a character nothing is counted
    const auto part = [&](std::size_t size) {
      if (size >= part_min)
        least[at] = std::min(least[at], 1 + *std::min_element(least.begin() + std::ptrdiff_t(at) + 1,
                                                              least.begin() + std::ptrdiff_t(at + size) + 1));
    };
    for (const auto& word : words)
      if (!word.empty() && (rest.starts_with(word) || plain_rest.starts_with(word))) part(word.size());
    for (const auto size : {row_at(rest), run_at(rest), repetition_at(rest), date_at(rest)}) part(size);
  }
  return least[0];
}

}  // namespace pingxing::office
