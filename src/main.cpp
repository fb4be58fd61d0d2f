#include "cli/run.hpp"

int main(int argc, char** argv) { return pingxing::cli::run(argc, argv); }
