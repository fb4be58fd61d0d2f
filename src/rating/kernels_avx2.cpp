// Compiled with -mavx2 where the compiler knows it (see CMakeLists.txt); run only where the machine does.
#ifdef __AVX2__
#include <immintrin.h>
#endif

#include "rating/kernels.hpp"

namespace pingxing::rating {
namespace {
#include "rating/kernels.inc"
}  // namespace

extern const Kernels& avx2_kernels();
const Kernels& avx2_kernels() { return table; }

}  // namespace pingxing::rating
