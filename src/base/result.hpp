// What a use case answers: a value, or the refusal that a person reads. A refusal is no failure: the world is fine, the
// request was not. Failures of the world are exceptions.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "base/problem.hpp"

namespace pingxing {

/// Why something was not done, and how to mend it; nothing was changed.
struct Refusal {
  const MessageRow* row = nullptr;
  std::vector<Phrase> words;

  [[nodiscard]] std::string_view code() const { return row->code; }
  [[nodiscard]] RefusalKind kind() const { return row->kind; }
  [[nodiscard]] std::string says(Language language) const { return fill(row->says.in(language), words, language); }
  [[nodiscard]] std::string mend(Language language) const { return fill(row->mend.in(language), words, language); }
};

inline Refusal refuse(const MessageRow& row, std::vector<Phrase> words = {}) { return {&row, std::move(words)}; }

struct Done {};

template <class T = Done>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}              // NOLINT: a value is a result
  Result(Refusal refusal) : refusal_(std::move(refusal)) {}  // NOLINT: so is a refusal

  [[nodiscard]] bool is_refused() const { return !value_; }
  explicit operator bool() const { return value_.has_value(); }
  T& operator*() {
    CHECK(value_);
    return *value_;
  }
  const T& operator*() const {
    CHECK(value_);
    return *value_;
  }
  T* operator->() { return &**this; }
  const T* operator->() const { return &**this; }
  [[nodiscard]] const Refusal& refusal() const {
    CHECK(!value_);
    return refusal_;
  }

 private:
  std::optional<T> value_;
  Refusal refusal_;
};

}  // namespace pingxing
