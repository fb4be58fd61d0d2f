// Prepared statements of one connection by their text; the one that was not used for longest goes first.
#pragma once
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace pingxing::store {

template <class Statement>
class StatementCache {
 public:
  static constexpr std::size_t statements_max = 256;  // more than the program has texts, but for lists of many lengths

  /// Nothing where the text is new.
  Statement* find(std::string_view sql) {
    const auto found = by_text_.find(sql);
    if (found == by_text_.end()) return nullptr;
    order_.splice(order_.begin(), order_, found->second);
    return &found->second->second;
  }

  /// `drop` is given what has to go.
  Statement& add(std::string sql, Statement statement, const std::function<void(Statement&)>& drop) {
    if (order_.size() >= statements_max) {
      drop(order_.back().second);
      by_text_.erase(order_.back().first);
      order_.pop_back();
    }
    order_.emplace_front(std::move(sql), std::move(statement));
    by_text_.emplace(order_.front().first, order_.begin());
    return order_.front().second;
  }

  void clear() {
    by_text_.clear();
    order_.clear();
  }
  [[nodiscard]] std::size_t size() const { return order_.size(); }

 private:
  using Order = std::list<std::pair<std::string, Statement>>;
  Order order_;                                                             // the last used first
  std::unordered_map<std::string_view, typename Order::iterator> by_text_;  // keys are those of order_
};

}  // namespace pingxing::store
