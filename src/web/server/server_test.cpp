// What a well-meaning client may expect, over real sockets.
#include <gtest/gtest.h>
#include <zlib.h>

#include <atomic>
#include <future>

#include "web/server/test_support.hpp"

namespace pingxing::web {
namespace {

TEST(Server, AnswersManyRequestsOnOneConnection) {
  RunningServer server(echo);
  Client client(server->port());
  for (int i = 0; i < 100; ++i) {
    const Reply reply = client.ask("/n/" + std::to_string(i));
    ASSERT_EQ(reply.status, 200);
    ASSERT_EQ(reply.body, "GET /n/" + std::to_string(i) + " ");
  }
  EXPECT_EQ(server->numbers().connections, 1U);
  EXPECT_TRUE(eventually([&] { return server->numbers().requests == 100; }));  // counted behind the last byte
}

TEST(Server, AnswersWhatIsSentAheadInItsOrder) {
  RunningServer server(echo);
  Client client(server->port());
  std::string all;
  for (int i = 0; i < 200; ++i)
    all += i % 2 == 0 ? "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n"
                      : "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nx y";
  ASSERT_TRUE(client.send(all));
  for (int i = 0; i < 200; ++i) {
    const std::string path = std::to_string(i);
    ASSERT_EQ(client.read().body, i % 2 == 0 ? "GET /" + path + " " : "POST /" + path + " x y");
  }
}

TEST(Server, ReadsARequestThatComesByteByByte) {
  RunningServer server(echo);
  Client client(server->port());
  const std::string request =
      "POST /a?b=%E8%AF%84 HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
      "Transfer-Encoding: chunked\r\n\r\n4\r\nc=d%\r\n2;x=y\r\n2B\r\n0\r\nTrailer: t\r\n\r\n";
  for (const char byte : request) ASSERT_TRUE(client.send({&byte, 1}));
  EXPECT_EQ(client.read().body, "POST /a ?b=评 #c=d+ ");
  EXPECT_EQ(client.ask("/next").body, "GET /next ");
}

TEST(Server, SaysOnlyTheHeadToHead) {
  RunningServer server([](const Request&) {
    Response response;
    response.body = std::string(5'000, 'x');
    return response;
  });
  Client client(server->port());
  client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
  const Reply reply = client.read(false);
  EXPECT_EQ(reply.headers.at("content-length"), "5000");
  EXPECT_EQ(client.ask("/").body.size(), 5'000U);  // no byte of a body came before
}

TEST(Server, SaysContinueBeforeTheBody) {
  RunningServer server(echo);
  Client client(server->port());
  client.send("PUT /file HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  EXPECT_EQ(client.read().status, 100);
  client.send("abcd");
  EXPECT_EQ(client.read().body, "PUT /file abcd");
}

TEST(Server, SaysNoContinueToABodyThatIsTooLarge) {
  ServerOptions options = RunningServer::free_port();
  options.body_bytes_max = 1'000;
  RunningServer server(echo, options);
  Client client(server->port());
  client.send("PUT /file HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n");
  EXPECT_EQ(client.read().status, 413);
}

TEST(Server, KeepsOldConnectionsOnlyWhenAsked) {
  RunningServer server(echo);
  Client closing(server->port());
  closing.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(closing.read().headers.at("connection"), "close");
  EXPECT_TRUE(closing.is_ended());
  Client keeping(server->port());
  keeping.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(keeping.read().headers.at("connection"), "keep-alive");
  EXPECT_EQ(keeping.ask("/").status, 200);
  keeping.get("/", "Connection: close\r\n");
  EXPECT_EQ(keeping.read().headers.at("connection"), "close");
  EXPECT_TRUE(keeping.is_ended());
}

TEST(Server, CompressesTextThatIsLongEnough) {
  std::string page;
  for (int i = 0; i < 2'000; ++i) page += "第" + std::to_string(i) + "条 ";
  RunningServer server([&](const Request& request) {
    Response response;
    response.body = request.path == "/short" ? "short" : page;
    if (request.path == "/shared") response.shared_body = std::make_shared<const std::string>(page);
    return response;
  });
  Client client(server->port());
  for (const std::string path : {"/own", "/shared", "/shared"}) {
    const Reply packed = client.ask(path, "Accept-Encoding: br, gzip;q=0.8\r\n");
    ASSERT_EQ(packed.headers.at("content-encoding"), "gzip");
    EXPECT_EQ(packed.headers.at("vary"), "Accept-Encoding");
    std::string unpacked(page.size() + 1, '\0');
    z_stream state{};
    ASSERT_EQ(inflateInit2(&state, 15 + 16), Z_OK);
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.body.data()));
    state.avail_in = static_cast<uInt>(packed.body.size());
    state.next_out = reinterpret_cast<Bytef*>(unpacked.data());
    state.avail_out = static_cast<uInt>(unpacked.size());
    EXPECT_EQ(inflate(&state, Z_FINISH), Z_STREAM_END);
    EXPECT_EQ(state.avail_in, 0U);
    unpacked.resize(unpacked.size() - state.avail_out);
    inflateEnd(&state);
    EXPECT_EQ(unpacked, page);
    EXPECT_EQ(client.ask(path).body, page);
    EXPECT_EQ(client.ask(path, "Accept-Encoding: gzip;q=0\r\n").body, page);
  }
  EXPECT_EQ(client.ask("/short", "Accept-Encoding: gzip\r\n").body, "short");
}

TEST(Server, SaysNotModifiedToWhoHasIt) {
  RunningServer server([](const Request& request) {
    Response response;
    response.body = "the page";
    if (request.path != "/secret") response.headers.emplace_back("Cache-Control", "no-cache");
    return response;
  });
  Client client(server->port());
  const std::string etag = client.ask("/").headers.at("etag");
  const Reply again = client.ask("/", "If-None-Match: \"x\", " + etag + "\r\n");
  EXPECT_EQ(again.status, 304);
  EXPECT_FALSE(again.headers.contains("content-length"));
  EXPECT_EQ(again.headers.at("etag"), etag);
  EXPECT_EQ(client.ask("/", "If-None-Match: \"x\"\r\n").body, "the page");
  const Reply secret = client.ask("/secret", "If-None-Match: *\r\n");
  EXPECT_EQ(secret.status, 200);
  EXPECT_EQ(secret.headers.at("cache-control"), "no-store");
  EXPECT_FALSE(secret.headers.contains("etag"));
}

TEST(Server, TakesFormsAndFiles) {
  RunningServer server(echo);
  Client client(server->port());
  client.post("/", "application/x-www-form-urlencoded", "a=1&b=%E7%BA%A2+%E6%97%97&a=2");
  EXPECT_EQ(client.read().body, "POST / #a=1 #b=红 旗 #a=2 ");
  client.post(
      "/", "multipart/form-data; boundary=\"x y\"",
      "--x y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x y\r\n"
      "Content-Disposition: form-data; name=f; filename=\"C:\\表\\佐证.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
      "%PDF\r\n\r\n--x y--\r\n");
  EXPECT_EQ(client.read().body, "POST / #a=1 @佐证.pdf:%PDF\r\n ");
  client.post("/", "application/json", "{}");
  EXPECT_EQ(client.read().body, "POST / {}");
  client.post("/", "application/x-www-form-urlencoded", "a=%zz");
  EXPECT_EQ(client.read().status, 400);
  EXPECT_EQ(client.ask("/still-there").status, 200);
}

TEST(Server, AnswersAtOnceWhatNeedsNoWorker) {
  ServerOptions options = RunningServer::free_port();
  options.workers = 1;
  options.at_once = [](const Request& request) -> std::optional<Response> {
    if (request.path != "/file") return std::nullopt;
    return echo(request);
  };
  std::promise<void> may_end;
  auto ending = may_end.get_future().share();
  RunningServer server([&](const Request& request) { return ending.wait(), echo(request); }, options);
  Client slow(server->port()), quick(server->port());
  slow.get("/slow");
  EXPECT_EQ(quick.ask("/file").body, "GET /file ");
  may_end.set_value();
  EXPECT_EQ(slow.read().body, "GET /slow ");
}

TEST(Server, ASlowHandlerHoldsUpNobody) {
  std::promise<void> may_end;
  auto ending = may_end.get_future().share();
  RunningServer server([&](const Request& request) {
    if (request.path == "/slow") ending.wait();
    return echo(request);
  });
  Client slow(server->port());
  slow.get("/slow");
  for (int i = 0; i < 50; ++i) ASSERT_EQ(Client(server->port()).ask("/").status, 200);
  may_end.set_value();
  EXPECT_EQ(slow.read().body, "GET /slow ");
}

TEST(Server, TellsNobodyTheTextOfAnException) {
  ServerOptions options = RunningServer::free_port();
  std::promise<std::string> told;
  options.on_trouble = [&](const std::string& line) { told.set_value(line); };
  RunningServer server([](const Request&) -> Response { throw std::runtime_error("disk of Li Si"); }, options);
  Client client(server->port());
  const Reply reply = client.ask("/");
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ((reply.head + reply.body).find("Li Si"), std::string::npos);
  EXPECT_NE(told.get_future().get().find("Li Si"), std::string::npos);
  EXPECT_EQ(reply.headers.at("x-content-type-options"), "nosniff");
}

TEST(Server, UsesThePagesOfTheApplicationForItsErrors) {
  ServerOptions options = RunningServer::free_port();
  options.error_page = [](int status, const Request&) {
    Response response;
    response.body = "page " + std::to_string(status);
    return response;
  };
  RunningServer server([](const Request&) -> Response { throw std::runtime_error("x"); }, options);
  Client client(server->port());
  const Reply reply = client.ask("/");
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.body, "page 500");
}

TEST(Server, NeverSendsAHeaderWithALineEnd) {
  std::atomic<int> troubles = 0;
  ServerOptions options = RunningServer::free_port();
  options.on_trouble = [&](const std::string&) { ++troubles; };
  RunningServer server(
      [](const Request& request) {
        Response response;
        response.headers.emplace_back("Location", request.query.get("to"));
        return response;
      },
      options);
  Client client(server->port());
  EXPECT_EQ(client.ask("/?to=/next").headers.at("location"), "/next");
  for (const std::string to : {"a%0D%0ASet-Cookie:%20x=y", "a%0Ab", "a%0D", "%7F"}) {
    const Reply reply = client.ask("/?to=" + to);
    EXPECT_EQ(reply.status, 500) << to;
    EXPECT_FALSE(reply.headers.contains("set-cookie"));
  }
  EXPECT_EQ(troubles, 4);
}

TEST(Server, BelievesOnlyItsProxy) {
  const auto who = [](const Request& request) {
    Response response;
    response.body = request.remote + (request.is_secure ? " secure" : " plain");
    return response;
  };
  const std::string said = "X-Forwarded-For: 6.6.6.6, 10.0.0.9\r\nX-Forwarded-Proto: https\r\n";
  RunningServer alone(who);
  EXPECT_EQ(Client(alone->port()).ask("/", said).body, "127.0.0.1 plain");
  ServerOptions options = RunningServer::free_port();
  options.trusted_proxies = {"127.0.0.1"};
  RunningServer behind(who, options);
  EXPECT_EQ(Client(behind->port()).ask("/", said).body, "10.0.0.9 secure");
}

TEST(Server, TellsWhatItServed) {
  ServerOptions options = RunningServer::free_port();
  std::promise<Served> told;
  options.on_served = [&](const Served& served) { told.set_value(served); };
  RunningServer server(
      [](const Request& request) {
        Response response = echo(request);
        response.route = "/rounds/{round}";
        return response;
      },
      options);
  Client client(server->port());
  const Reply reply = client.ask("/rounds/7?name=Li");
  const Served served = told.get_future().get();
  EXPECT_EQ(served.route, "/rounds/{round}");
  EXPECT_EQ(served.method, "GET");
  EXPECT_EQ(served.status, 200);
  EXPECT_EQ(served.bytes, reply.head.size() + reply.body.size());
}

TEST(Server, ServesOnSeveralThreads) {
  ServerOptions options = RunningServer::free_port();
  options.io_threads = 3;
  RunningServer server(echo, options);
  std::vector<std::thread> threads;
  std::atomic<int> good = 0;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      for (int j = 0; j < 10; ++j) {
        Client client(server->port());
        for (int k = 0; k < 10; ++k) good += client.ask("/x").body == "GET /x ";
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, 800);
}

TEST(Server, SaysWhereItCannotListen) {
  RunningServer first(echo);
  ServerOptions options = RunningServer::free_port();
  options.port = first->port();
  try {
    const Server second(options, echo);
    FAIL() << "two servers on one port";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("127.0.0.1, port " + std::to_string(options.port)), std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace pingxing::web
