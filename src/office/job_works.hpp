// What the jobs do: the same use cases as at once, in steps.
#pragma once
#include "office/jobs.hpp"
#include "office/key_stock.hpp"
#include "office/poll_secrets.hpp"

namespace pingxing::office {

/// `secrets` and `keys` must outlive them.
JobWorks job_works(PollSecrets& secrets, KeyStock& keys);

}  // namespace pingxing::office
