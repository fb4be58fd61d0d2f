#include "base/random.hpp"

#include <sys/random.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace pingxing {

std::string SystemRandom::bytes(std::size_t count) {
  std::string out(count, '\0');
  for (std::size_t done = 0; done < count;) {
    const ssize_t got = ::getrandom(out.data() + done, count - done, 0);
    if (got >= 0)
      done += static_cast<std::size_t>(got);
    else if (errno != EINTR)
      throw std::runtime_error("The system gives no random bytes: " + std::generic_category().message(errno));
  }
  return out;
}

std::string SeededRandom::bytes(std::size_t count) {
  const std::lock_guard lock(mutex_);
  std::string out;
  while (out.size() < count) {  // splitmix64
    std::uint64_t word = state_ += 0x9e3779b97f4a7c15U;
    word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9U;
    word = (word ^ (word >> 27)) * 0x94d049bb133111ebU;
    word ^= word >> 31;
    for (int i = 0; i < 8 && out.size() < count; ++i) out += static_cast<char>((word >> (8 * i)) & 0xff);
  }
  return out;
}

}  // namespace pingxing
