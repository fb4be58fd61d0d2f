#include "base/told.hpp"

namespace pingxing {

constinit MessageListener told_listener = nullptr;

}  // namespace pingxing
