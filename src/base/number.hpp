// Exact numbers: every point, rate, mean and threshold of the product is a Number, a fraction that never loses
// anything. Small ones live in two machine words; others in GMP. No binary floating point, no rounding but by
// `round_to`, which says how.
#pragma once
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace pingxing {

enum class Rounding { HalfUp, Down, Up };  // HalfUp: away from zero at the half; Down, Up: toward, away from zero

class Number {
 public:
  Number() = default;
  Number(std::int64_t whole) : numerator_(whole) {}  // NOLINT: a whole number is a Number
  /// numerator / denominator; the denominator is not 0 (CHECK).
  static Number fraction(std::int64_t numerator, std::int64_t denominator);
  /// value / 10^places.
  static Number scaled(std::int64_t value, int places);

  Number(const Number& other)
      : numerator_(other.numerator_),
        denominator_(other.denominator_),
        big_(other.big_ ? copy_of(other.big_) : nullptr) {}
  Number& operator=(const Number& other);
  Number(Number&&) noexcept = default;
  Number& operator=(Number&&) noexcept = default;
  ~Number() = default;

  Number operator-() const;
  friend Number operator+(const Number& a, const Number& b);
  friend Number operator-(const Number& a, const Number& b);
  friend Number operator*(const Number& a, const Number& b);
  friend Number operator/(const Number& a, const Number& b);  // b is not 0 (CHECK)
  Number& operator+=(const Number& b) { return *this = *this + b; }
  Number& operator-=(const Number& b) { return *this = *this - b; }
  friend std::strong_ordering operator<=>(const Number& a, const Number& b);
  friend bool operator==(const Number& a, const Number& b) { return (a <=> b) == 0; }

  [[nodiscard]] bool is_zero() const { return !big_ && numerator_ == 0; }
  [[nodiscard]] bool is_whole() const;
  [[nodiscard]] Number floor() const;
  [[nodiscard]] Number ceil() const { return -(-*this).floor(); }
  [[nodiscard]] Number round_to(int places, Rounding rounding) const;

  /// The whole number, where it is one and fits.
  [[nodiscard]] std::optional<std::int64_t> whole() const;
  /// This number × factor, where that is whole and fits: how columns are scaled.
  [[nodiscard]] std::optional<std::int64_t> whole_times(std::int64_t factor) const;
  /// The denominator in lowest terms, where it fits.
  [[nodiscard]] std::optional<std::int64_t> denominator() const;

  /// Exactly: "1.6", "-3", or "260/3" where no decimal ends.
  [[nodiscard]] std::string exact() const;
  /// With a fixed number of places, rounded half up: for display, never for a decision.
  [[nodiscard]] std::string shown(int places = 2) const;
  /// As `shown`, with as many more places as it takes to stand on the same side of `limit` as the number itself.
  [[nodiscard]] std::string shown_beside(const Number& limit, int places = 2) const;

 private:
  struct Big;
  struct Release {
    void operator()(Big* big) const;
  };
  using BigOwner = std::unique_ptr<Big, Release>;
  explicit Number(BigOwner big);
  static BigOwner copy_of(const BigOwner& big);
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;  // > 0, lowest terms
  BigOwner big_;                  // set only where the two words do not suffice
};

inline Number min(const Number& a, const Number& b) { return b < a ? b : a; }
inline Number max(const Number& a, const Number& b) { return a < b ? b : a; }

/// Reads digits with an optional sign and point ("-1.60"), or a fraction ("45/50", bottom not 0); nothing else.
/// At most 18 digits before and 15 after the point.
std::optional<Number> parse_number(std::string_view text);

}  // namespace pingxing
