// codes_check FOLDER: names every code of the site's tables that no test provoked, going by what listener.cpp left in
// the folder, and fails if there is one. Without a folder it checks nothing, says so, and exits with 77: some tests
// alone cannot provoke all of them.
#include <cstdio>
#include <filesystem>

#include "serve/serve.hpp"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::puts("Not checked: whether every code is provoked by a test. Only ./test without NAME does.");
    return 77;
  }
  int codes = 0, missing = 0;
  for (const auto& part : pingxing::serve::site_messages()) {
    for (const auto* row : part.rows) {
      ++codes;
      if (std::filesystem::exists(std::filesystem::path(argv[1]) / row->code)) continue;
      ++missing;
      std::printf("No test provokes %s: %s\n", std::string(row->code).c_str(), std::string(row->says.en).c_str());
    }
  }
  std::printf("%d of %d codes are provoked by a test\n", codes - missing, codes);
  return missing == 0 ? 0 : 1;
}
