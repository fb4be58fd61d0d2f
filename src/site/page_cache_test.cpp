// Pages that are kept for a moment: made once for all who ask at the same time.
#include "site/page_cache.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>
#include <vector>

namespace pingxing::site {
namespace {

class PageCacheTest : public testing::Test {
 protected:
  static web::Request request(const std::string& session = "s") {
    web::Request request;
    request.method = "GET";
    request.path = "/rounds/1/board";
    if (!session.empty()) request.cookies.add("session", session);
    return request;
  }
  static web::Response page(const std::string& body, int status = 200) {
    web::Response response;
    response.status = status;
    response.body = body;
    return response;
  }
  static std::string body_of(const web::Response& response) {
    return response.shared_body ? *response.shared_body : response.body;
  }
  std::string ask(const std::function<web::Response()>& make, const std::string& session = "s") {
    return body_of(pages_.find_or_make(
        request(session), [this] { return now_.load(); }, make));
  }

  PageCache pages_;
  std::atomic<std::int64_t> now_ = 1'000'000;
};

TEST_F(PageCacheTest, MakesAPageOnceForAllWhoAskAtOnce) {
  constexpr int asking = 16;
  std::promise<void> let_go;
  std::atomic<int> arrived = 0, made = 0;
  const auto all = let_go.get_future().share();
  std::vector<std::thread> threads;
  for (int i = 0; i < asking; ++i)
    threads.emplace_back([&] {
      if (++arrived == asking) let_go.set_value();
      EXPECT_EQ(ask([&] {
                  ++made;
                  all.wait();
                  return page("board");
                }),
                "board");
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(made, 1);
}

TEST_F(PageCacheTest, MakesAnewWhatIsOldOrOfAnotherSession) {
  EXPECT_EQ(ask([] { return page("first"); }), "first");
  now_ += PageCache::kept_ms;
  EXPECT_EQ(ask([] { return page("second"); }), "first");
  EXPECT_EQ(ask([] { return page("theirs"); }, "other"), "theirs");
  now_ += 1;
  EXPECT_EQ(ask([] { return page("second"); }), "second");
  pages_.forget("s");
  EXPECT_EQ(ask([] { return page("third"); }), "third");
}

TEST_F(PageCacheTest, KeepsNothingForNobodyNorWhatIsNoPage) {
  EXPECT_EQ(ask([] { return page("first"); }, ""), "first");
  EXPECT_EQ(ask([] { return page("second"); }, ""), "second");
  EXPECT_EQ(ask([] { return page("refused", 403); }), "refused");
  EXPECT_EQ(ask([] { return page("board"); }), "board");
}

TEST_F(PageCacheTest, LetsAnotherMakeWhatOneCouldNot) {
  std::promise<void> let_go;
  std::atomic<int> arrived = 0, failed = 0;
  const auto both = let_go.get_future().share();
  std::vector<std::thread> threads;
  std::atomic<bool> has_failed = false;
  for (int i = 0; i < 2; ++i)
    threads.emplace_back([&] {
      if (++arrived == 2) let_go.set_value();
      try {
        EXPECT_EQ(ask([&] {
                    both.wait();
                    if (!has_failed.exchange(true)) throw std::runtime_error("no database");
                    return page("board");
                  }),
                  "board");
      } catch (const std::runtime_error&) {
        ++failed;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(failed, 1);
}

}  // namespace
}  // namespace pingxing::site
