// Stopping loses nothing that was received.
#include <gtest/gtest.h>

#include <future>
#include <latch>

#include "web/server/test_support.hpp"

namespace pingxing::web {
namespace {

TEST(ServerStop, ARequestInAHandlerIsAnswered) {
  std::latch is_begun(1);
  std::promise<void> may_end;
  auto ending = may_end.get_future().share();
  RunningServer server([&](const Request& request) {
    is_begun.count_down();
    ending.wait();
    return echo(request);
  });
  Client client(server->port());
  client.get("/a");
  is_begun.wait();
  server->stop();
  may_end.set_value();
  const Reply reply = client.read();
  EXPECT_EQ(reply.body, "GET /a ");
  EXPECT_EQ(reply.headers.at("connection"), "close");
  EXPECT_TRUE(client.is_ended());
  server.join();
  EXPECT_FALSE(Client(server->port()).is_connected());
}

TEST(ServerStop, WhatArrivedBeforeIsAnswered) {
  for (int i = 0; i < 50; ++i) {
    RunningServer server(echo);
    Client used(server->port()), fresh(server->port());
    EXPECT_EQ(used.ask("/first").status, 200);
    // Both are in the system's buffers when the server is stopped, whether it has seen them or not.
    used.get("/second");
    fresh.get("/only");
    server->stop();
    ASSERT_EQ(used.read().body, "GET /second ");
    ASSERT_EQ(fresh.read().body, "GET /only ");
    ASSERT_TRUE(used.is_ended());
  }
}

TEST(ServerStop, WhatWasSentAheadIsAnswered) {
  std::latch is_begun(1);
  std::promise<void> may_end;
  auto ending = may_end.get_future().share();
  RunningServer server([&](const Request& request) {
    if (request.path == "/1") {
      is_begun.count_down();
      ending.wait();
    }
    return echo(request);
  });
  Client client(server->port());
  const std::string rest = " HTTP/1.1\r\nHost: a\r\n\r\n";
  client.send("GET /1" + rest + "GET /2" + rest + "GET /3" + rest);
  is_begun.wait();
  server->stop();
  may_end.set_value();
  for (const std::string path : {"/1", "/2", "/3"}) EXPECT_EQ(client.read().body, "GET " + path + " ");
  EXPECT_TRUE(client.is_ended());
}

TEST(ServerStop, AHalfSentRequestMayBeFinished) {
  ServerOptions options = RunningServer::free_port();
  RunningServer server(echo, options);
  Client client(server->port()), other(server->port());
  client.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  EXPECT_EQ(client.read().status, 100);
  server->stop();
  EXPECT_TRUE(other.is_ended());  // it sent nothing
  client.send("abcd");
  EXPECT_EQ(client.read().body, "POST /a abcd");
  EXPECT_TRUE(client.is_ended());
}

TEST(ServerStop, WhoNeverFinishesIsNotWaitedFor) {
  ServerOptions options = RunningServer::free_port();
  options.stop_seconds = 1;
  RunningServer server(echo, options);
  Client client(server->port());
  client.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  EXPECT_EQ(client.read().status, 100);
  server->stop();
  EXPECT_EQ(client.read().status, 408);
}

TEST(ServerStop, MayComeBeforeTheRun) {
  ServerOptions options = RunningServer::free_port();
  Server server(options, echo);
  server.stop();
  server.run();
  Server never_run(options, echo);
}

}  // namespace
}  // namespace pingxing::web
