// The server with one page in memory, for measuring it against others: serve PORT PAGE_FILE [CERTIFICATE KEY].
// /page runs through a worker as any handler does; /at-once is answered where the connections are served.
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>

#include "web/http.hpp"

using namespace pingxing::web;

int main(int count, char** arguments) {
  if (count != 3 && count != 5) {
    std::fputs("usage: web_serve PORT PAGE_FILE [CERTIFICATE KEY]\n", stderr);
    return 2;
  }
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  std::ifstream file(arguments[2], std::ios::binary);
  const auto page =
      std::make_shared<const std::string>(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  const auto answer = [page](const Request&) {
    Response response;
    response.headers.emplace_back("Cache-Control", "no-cache");
    response.shared_body = page;
    return response;
  };
  ServerOptions options;
  options.port = static_cast<unsigned short>(std::stoi(arguments[1]));
  if (count == 5) options.certificate_file = arguments[3], options.key_file = arguments[4];
  options.at_once = [answer](const Request& request) -> std::optional<Response> {
    if (request.path != "/at-once") return std::nullopt;
    return answer(request);
  };
  Server server(options, answer);
  std::thread stopper([&] {
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop();
  });
  std::printf("listening on %u\n", server.port());
  std::fflush(stdout);
  server.run();
  stopper.join();
  const auto numbers = server.numbers();
  std::printf("%llu requests on %llu connections\n", numbers.requests, numbers.connections);
}
