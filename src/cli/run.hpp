// The command line: what `pingxing …` does. Not here: any rule; commands call the service and print what it gives.
#pragma once

namespace pingxing::cli {

/// Exit status: 0 done, 1 something is wrong with a document or a file, 2 wrong usage.
int run(int argc, const char* const* argv);

}  // namespace pingxing::cli
