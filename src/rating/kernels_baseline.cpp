#include "rating/kernels.hpp"

namespace pingxing::rating {
namespace {
#include "rating/kernels.inc"
}  // namespace

const Kernels& baseline_kernels() { return table; }

}  // namespace pingxing::rating
