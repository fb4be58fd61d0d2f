#include "rating/kernels.hpp"

namespace pingxing::rating {

extern const Kernels& avx2_kernels();

const Kernels& kernels() {
#if defined(__x86_64__)
  static const Kernels& chosen = __builtin_cpu_supports("avx2") ? avx2_kernels() : baseline_kernels();
  return chosen;
#else
  return baseline_kernels();
#endif
}

}  // namespace pingxing::rating
