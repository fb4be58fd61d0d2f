// What an ill-meaning or unlucky client may not do to the others, over real sockets.
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <memory>
#include <vector>

#include "web/server/test_support.hpp"

namespace pingxing::web {
namespace {

TEST(ServerLimits, ASlowHeadIsGivenUpWhileOthersAreServed) {
  ServerOptions options = RunningServer::free_port();
  options.header_seconds = 1;
  RunningServer server(echo, options);
  Client slow(server->port()), silent(server->port());
  slow.send("GET /slow HTTP/1.1\r\nHost");
  for (int i = 0; i < 50; ++i) ASSERT_EQ(Client(server->port()).ask("/quick").status, 200);
  EXPECT_EQ(slow.read().status, 408);
  EXPECT_TRUE(slow.is_ended());
  EXPECT_TRUE(silent.is_ended());
  EXPECT_EQ(server->numbers().timeouts, 2U);
}

TEST(ServerLimits, ASlowBodyIsGivenUp) {
  ServerOptions options = RunningServer::free_port();
  options.body_seconds = 1;
  RunningServer server(echo, options);
  Client slow(server->port());
  slow.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nab");
  EXPECT_EQ(slow.read().status, 408);
  EXPECT_TRUE(slow.is_ended());
}

TEST(ServerLimits, AnIdleConnectionIsClosedWithoutAWord) {
  ServerOptions options = RunningServer::free_port();
  options.idle_seconds = 1;
  RunningServer server(echo, options);
  Client client(server->port());
  EXPECT_EQ(client.ask("/").status, 200);
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(server->numbers().timeouts, 0U);
}

TEST(ServerLimits, WhoDoesNotReadIsGivenUp) {
  ServerOptions options = RunningServer::free_port();
  options.write_seconds = 1;
  std::promise<void> given_up;
  options.on_served = [&](const Served&) { given_up.set_value(); };
  RunningServer server(
      [](const Request&) {
        Response response;
        response.shared_body = std::make_shared<const std::string>(std::size_t{64} << 20, 'x');
        return response;
      },
      options);
  Client client(server->port());
  client.get("/");
  ASSERT_EQ(given_up.get_future().wait_for(std::chrono::seconds(patience_seconds)), std::future_status::ready);
  EXPECT_EQ(server->numbers().timeouts, 1U);
}

TEST(ServerLimits, AnAnswerReachesWhoSendsTooMuch) {
  ServerOptions options = RunningServer::free_port();
  options.body_bytes_max = 10'000;
  RunningServer server(echo, options);
  for (int i = 0; i < 20; ++i) {
    Client client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n");
    client.send(std::string(3'000'000, 'x'));  // all of it, before the answer is looked at
    const Reply reply = client.read();
    ASSERT_EQ(reply.status, 413);
    ASSERT_EQ(reply.headers.at("connection"), "close");
    ASSERT_FALSE(reply.body.empty());
  }
  Client chunked(server->port());
  chunked.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n" + std::string(4'096, 'x') +
               "\r\n2000\r\n");
  EXPECT_EQ(chunked.read().status, 413);
}

TEST(ServerLimits, AHeadThatIsTooLongIsRefused) {
  RunningServer server(echo);
  for (const bool is_one_line : {true, false}) {
    Client client(server->port());
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");
    std::string more = "X: " + std::string(20'000, 'x');
    if (!is_one_line) {
      more.clear();
      for (int i = 0; i < 90; ++i) more += "X" + std::to_string(i) + ": " + std::string(200, 'x') + "\r\n";
    }
    client.send(more);
    EXPECT_EQ(client.read().status, 431);
    EXPECT_TRUE(client.is_ended());
  }
  Client target(server->port());
  target.send("GET /" + std::string(20'000, 'x'));
  EXPECT_EQ(target.read().status, 431);
  std::string many;
  for (int i = 0; i < 200; ++i) many += "X" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(Client(server->port()).ask("/", many).status, 431);
}

TEST(ServerLimits, WhatIsNoRequestIsRefused) {
  RunningServer server(echo);
  for (const std::string& bytes :
       {std::string("hello\r\n\r\n"), std::string("GET / HTTP/2.0\r\n\r\n"), std::string("GET /\x01 HTTP/1.1\r\n\r\n"),
        std::string("GET / HTTP/1.1\r\n\r\n"), std::string("\x16\x03\x01\x02\x00\x01\x00\x01", 8),
        std::string("GET /../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n")}) {
    Client client(server->port());
    client.send(bytes);
    EXPECT_EQ(client.read().status, 400) << bytes;
    EXPECT_TRUE(client.is_ended());
  }
  EXPECT_EQ(server->numbers().bad_requests, 6U);
  Client client(server->port());
  client.send("BREW /tea HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read().status, 501);
}

TEST(ServerLimits, TooManyConnectionsAreRefused) {
  ServerOptions options = RunningServer::free_port();
  options.connections_max = 2;
  RunningServer server(echo, options);
  Client first(server->port()), second(server->port());
  for (Client* client : {&first, &second}) client->send("GET /busy HTTP/1.1\r\n");
  Client third(server->port());
  const Reply reply = third.read();
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.headers.at("retry-after"), "5");
  EXPECT_TRUE(third.is_ended());
  EXPECT_EQ(server->numbers().refused_connections, 1U);
  for (Client* client : {&first, &second}) {
    client->send("Host: a\r\n\r\n");
    EXPECT_EQ(client->read().body, "GET /busy ");
  }
  // Now both are idle: the one that waits longest makes room.
  EXPECT_EQ(second.ask("/again").status, 200);
  EXPECT_EQ(Client(server->port()).ask("/new").body, "GET /new ");
  EXPECT_TRUE(first.is_ended());
  EXPECT_EQ(second.ask("/again").status, 200);
}

TEST(ServerLimits, AFullQueueIsToldToComeAgain) {
  ServerOptions options = RunningServer::free_port();
  options.workers = 1;
  options.queue_max = 1;
  std::latch is_begun(1);
  std::promise<void> may_end;
  auto ending = may_end.get_future().share();
  RunningServer server(
      [&](const Request& request) {
        if (request.path == "/1") is_begun.count_down();
        ending.wait();
        return echo(request);
      },
      options);
  Client first(server->port()), second(server->port()), third(server->port());
  first.get("/1");
  is_begun.wait();
  second.get("/2");
  ASSERT_TRUE(eventually([&] { return server->numbers().queue_length == 1; }));
  const Reply reply = third.ask("/3");
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.headers.at("retry-after"), "5");
  may_end.set_value();
  EXPECT_EQ(first.read().body, "GET /1 ");
  EXPECT_EQ(second.read().body, "GET /2 ");
  EXPECT_EQ(third.ask("/4").body, "GET /4 ");
}

TEST(ServerLimits, BodiesTogetherHaveALimit) {
  ServerOptions options = RunningServer::free_port();
  options.bodies_bytes_max = 100'000;
  RunningServer server(
      [](const Request& request) {
        Response response;
        response.body = std::to_string(request.body.size());
        return response;
      },
      options);
  Client first(server->port()), second(server->port());
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n";
  first.send(head + std::string(59'999, 'x'));
  second.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(second.read().status, 200);
  // Whoever is read first may go on: one of them is over the limit, never both.
  second.send(head + std::string(60'000, 'x'));
  first.send("x");
  const int statuses[] = {first.read().status, second.read().status};
  EXPECT_TRUE(statuses[0] == 200 || statuses[1] == 200);
  Client third(server->port());  // what was held is given back
  third.send(head + std::string(60'000, 'x'));
  EXPECT_EQ(third.read().body, "60000");
}

/// Takes 1,000 bytes under /small, 100,000 elsewhere.
ServerOptions by_route() {
  ServerOptions options = RunningServer::free_port();
  options.takes = [](std::string_view method, std::string_view path) -> std::size_t {
    EXPECT_EQ(method, "POST");
    return path == "/small" ? 1'000 : 100'000;
  };
  return options;
}

TEST(ServerLimits, H1ABodyIsRefusedByItsRouteBeforeItIsReceived) {
  std::atomic<int> handled = 0;
  RunningServer server(
      [&](const Request& request) {
        ++handled;
        return echo(request);
      },
      by_route());
  Client client(server->port());
  client.send("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 25000000\r\n\r\n");  // and not a byte of it
  const Reply reply = client.read();
  EXPECT_EQ(reply.status, 413);
  EXPECT_NE(reply.body.find("1000 B"), std::string::npos) << reply.body;
  Client patient(server->port());
  patient.send("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(patient.read().status, 413);  // it is not asked to send
  Client other(server->port());
  other.post("/large", "text/plain", std::string(1'001, 'x'));
  EXPECT_EQ(other.read().status, 200);
  other.post("/small", "text/plain", std::string(1'000, 'x'));
  EXPECT_EQ(other.read().status, 200);
  other.post("/small", "text/plain", std::string(1'001, 'x'));
  EXPECT_EQ(other.read().status, 413);
  EXPECT_EQ(handled, 2);
}

TEST(ServerLimits, H1ABodyInChunksIsRefusedByItsRoute) {
  RunningServer server(echo, by_route());
  const std::string head = "POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  Client one(server->port());
  one.send(head + "3e9\r\n");
  EXPECT_EQ(one.read().status, 413);
  Client many(server->port());
  many.send(head);
  for (int i = 0; i < 11; ++i) many.send("64\r\n" + std::string(100, 'x') + "\r\n");
  EXPECT_EQ(many.read().status, 413);
  Client within(server->port());
  within.send(head);
  for (int i = 0; i < 10; ++i) within.send("64\r\n" + std::string(100, 'x') + "\r\n");
  within.send("0\r\n\r\n");
  EXPECT_EQ(within.read().status, 200);
}

TEST(ServerLimits, TheLimitOfAllBodiesHoldsForEveryRoute) {
  ServerOptions options = by_route();
  options.body_bytes_max = 500;
  RunningServer server(echo, options);
  Client client(server->port());
  client.post("/large", "text/plain", std::string(501, 'x'));
  EXPECT_EQ(client.read().status, 413);
}

TEST(ServerLimits, OneAddressHasAShare) {
  ServerOptions options = RunningServer::free_port();
  options.connections_per_address_max = 2;
  options.uncounted_addresses.clear();
  RunningServer server(echo, options);
  Client first(server->port()), second(server->port());
  for (Client* client : {&first, &second}) client->send("GET /busy HTTP/1.1\r\n");
  Client third(server->port());
  EXPECT_EQ(third.read().status, 503);
  EXPECT_EQ(server->numbers().refused_connections, 1U);
  for (Client* client : {&first, &second}) {
    client->send("Host: a\r\n\r\n");
    EXPECT_EQ(client->read().body, "GET /busy ");
  }
  EXPECT_EQ(Client(server->port()).ask("/new").body, "GET /new ");  // in the place of one of its own
}

TEST(ServerLimits, AProxyAndThisMachineStandForManyClients) {
  for (const bool is_proxy : {false, true}) {
    ServerOptions options = RunningServer::free_port();
    options.connections_per_address_max = 2;
    if (is_proxy) {
      options.uncounted_addresses.clear();
      options.trusted_proxies = {"127.0.0.1"};
    }
    RunningServer server(echo, options);
    Client first(server->port()), second(server->port()), third(server->port());
    for (Client* client : {&first, &second, &third}) client->send("GET /busy HTTP/1.1\r\n");
    for (Client* client : {&third, &second, &first}) {
      client->send("Host: a\r\n\r\n");
      EXPECT_EQ(client->read().body, "GET /busy ");
    }
  }
}

TEST(ServerLimits, SilentConnectionsShutNobodyOut) {
  ServerOptions options = RunningServer::free_port();
  options.connections_max = 20;
  options.header_seconds = 3'600;  // they are not waited for
  RunningServer server(echo, options);
  std::vector<std::unique_ptr<Client>> silent;
  for (int i = 0; i < 100; ++i) silent.push_back(std::make_unique<Client>(server->port()));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(Client(server->port()).ask("/served").body, "GET /served ");
  EXPECT_EQ(server->numbers().refused_connections, 0U);
  EXPECT_TRUE(silent.front()->is_ended());
}

}  // namespace
}  // namespace pingxing::web
