#include "base/number.hpp"

#include <gmp.h>

#include <algorithm>
#include <numeric>

#include "base/check.hpp"

namespace pingxing {

namespace {
__extension__ using Wide = __int128;

constexpr Wide word_max = INT64_MAX;

Wide gcd(Wide a, Wide b) {
  if (a < 0) a = -a;
  while (b != 0) {
    if (a <= UINT64_MAX && b <= UINT64_MAX) {
      auto x = static_cast<std::uint64_t>(a), y = static_cast<std::uint64_t>(b);
      while (y != 0) {
        auto rest = x % y;
        x = y;
        y = rest;
      }
      return static_cast<Wide>(x);
    }
    auto rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}
}  // namespace

struct Number::Big {
  mpq_t value;
  Big() { mpq_init(value); }
  Big(const Big& other) {
    mpq_init(value);
    mpq_set(value, other.value);
  }
  Big& operator=(const Big&) = delete;
  ~Big() { mpq_clear(value); }

  static BigOwner of(const Number& n) {
    if (n.big_) return BigOwner(new Big(*n.big_));
    auto big = BigOwner(new Big);
    mpq_set_si(big->value, n.numerator_, static_cast<unsigned long>(n.denominator_));
    return big;
  }
  /// Back to two words where they suffice.
  static Number settle(BigOwner big) {
    mpz_srcptr top = mpq_numref(big->value), bottom = mpq_denref(big->value);
    if (mpz_fits_slong_p(top) && mpz_fits_slong_p(bottom) && mpz_get_si(top) != INT64_MIN) {
      Number small(mpz_get_si(top));
      small.denominator_ = mpz_get_si(bottom);
      return small;
    }
    return Number(std::move(big));
  }
  static Number combine(const Number& a, const Number& b, void (*operation)(mpq_ptr, mpq_srcptr, mpq_srcptr)) {
    auto left = of(a), right = of(b);
    operation(left->value, left->value, right->value);
    return settle(std::move(left));
  }
};

void Number::Release::operator()(Big* big) const { delete big; }
Number::Number(BigOwner big) : big_(std::move(big)) {}
Number::BigOwner Number::copy_of(const BigOwner& big) { return BigOwner(new Big(*big)); }
Number& Number::operator=(const Number& other) {
  if (this != &other) {
    numerator_ = other.numerator_;
    denominator_ = other.denominator_;
    big_ = other.big_ ? copy_of(other.big_) : nullptr;
  }
  return *this;
}

Number Number::fraction(std::int64_t numerator, std::int64_t denominator) {
  CHECK(denominator != 0);
  return Number(numerator) / Number(denominator);
}

Number Number::scaled(std::int64_t value, int places) {
  std::int64_t unit = 1;
  CHECK(places >= 0 && places <= 18);
  for (int i = 0; i < places; ++i) unit *= 10;
  return fraction(value, unit);
}

namespace {
/// top / bottom in lowest terms, where both fit a word.
bool reduce(Wide& top, Wide& bottom) {
  if (bottom != 1) {
    if (top <= word_max && top >= -word_max && bottom <= word_max) {  // dividing 64 bits is several times as fast
      const auto word = static_cast<std::int64_t>(top), unit = static_cast<std::int64_t>(bottom);
      if (word % unit == 0) {  // a whole number, as most are
        top = word / unit;
        bottom = 1;
        return true;
      }
      const auto common = std::gcd(word, unit);
      top = word / common;
      bottom = unit / common;
      return true;
    }
    const Wide common = gcd(top, bottom);
    if (common > 1) {
      top /= common;
      bottom /= common;
    }
  }
  return top <= word_max && top >= -word_max && bottom <= word_max;
}
}  // namespace

Number Number::operator-() const { return Number(0) - *this; }

Number operator+(const Number& a, const Number& b) {
  if (!a.big_ && !b.big_) {
    Wide top, bottom = a.denominator_;
    bool fits = true;
    if (a.denominator_ == b.denominator_) {
      std::int64_t whole;
      if (a.denominator_ == 1 && !__builtin_add_overflow(a.numerator_, b.numerator_, &whole) && whole != INT64_MIN)
        return Number(whole);
      top = Wide(a.numerator_) + b.numerator_;
    } else {
      const Wide left = Wide(a.numerator_) * b.denominator_, right = Wide(b.numerator_) * a.denominator_;
      fits = !__builtin_add_overflow(left, right, &top);
      bottom = Wide(a.denominator_) * b.denominator_;
    }
    if (fits && reduce(top, bottom)) {
      Number sum(static_cast<std::int64_t>(top));
      sum.denominator_ = static_cast<std::int64_t>(bottom);
      return sum;
    }
  }
  return Number::Big::combine(a, b, mpq_add);
}

Number operator-(const Number& a, const Number& b) {
  if (!b.big_ && b.numerator_ != INT64_MIN) {
    Number negative;
    negative.numerator_ = -b.numerator_;
    negative.denominator_ = b.denominator_;
    return a + negative;
  }
  return Number::Big::combine(a, b, mpq_sub);
}

Number operator*(const Number& a, const Number& b) {
  if (!a.big_ && !b.big_) {
    Wide top = Wide(a.numerator_) * b.numerator_, bottom = Wide(a.denominator_) * b.denominator_;
    if (reduce(top, bottom)) {
      Number product(static_cast<std::int64_t>(top));
      product.denominator_ = static_cast<std::int64_t>(bottom);
      return product;
    }
  }
  return Number::Big::combine(a, b, mpq_mul);
}

Number operator/(const Number& a, const Number& b) {
  CHECK(!b.is_zero());
  if (!a.big_ && !b.big_) {
    Wide top = Wide(a.numerator_) * b.denominator_, bottom = Wide(a.denominator_) * b.numerator_;
    if (bottom < 0) {
      top = -top;
      bottom = -bottom;
    }
    if (reduce(top, bottom)) {
      Number quotient(static_cast<std::int64_t>(top));
      quotient.denominator_ = static_cast<std::int64_t>(bottom);
      return quotient;
    }
  }
  return Number::Big::combine(a, b, mpq_div);
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  if (!a.big_ && !b.big_) {
    if (a.denominator_ == b.denominator_) return a.numerator_ <=> b.numerator_;
    return Wide(a.numerator_) * b.denominator_ <=> Wide(b.numerator_) * a.denominator_;
  }
  return mpq_cmp(Number::Big::of(a)->value, Number::Big::of(b)->value) <=> 0;
}

bool Number::is_whole() const { return big_ ? mpz_cmp_ui(mpq_denref(big_->value), 1) == 0 : denominator_ == 1; }

Number Number::floor() const {
  if (is_whole()) return *this;
  if (!big_) {
    auto whole = numerator_ / denominator_;
    return Number(numerator_ < 0 ? whole - 1 : whole);
  }
  auto floored = BigOwner(new Big);
  mpz_fdiv_q(mpq_numref(floored->value), mpq_numref(big_->value), mpq_denref(big_->value));
  return Big::settle(std::move(floored));
}

Number Number::round_to(int places, Rounding rounding) const {
  Number unit(1);
  for (int i = 0; i < places; ++i) unit = unit * Number(10);
  const bool is_negative = *this < Number(0);
  const Number magnitude = (is_negative ? -*this : *this) * unit;
  Number whole = rounding == Rounding::Up     ? magnitude.ceil()
                 : rounding == Rounding::Down ? magnitude.floor()
                                              : (magnitude + fraction(1, 2)).floor();
  whole = whole / unit;
  return is_negative ? -whole : whole;
}

std::optional<std::int64_t> Number::whole() const {
  if (big_ || denominator_ != 1) return std::nullopt;
  return numerator_;
}

std::optional<std::int64_t> Number::whole_times(std::int64_t factor) const { return (*this * Number(factor)).whole(); }

std::optional<std::int64_t> Number::denominator() const {
  if (!big_) return denominator_;
  if (!mpz_fits_slong_p(mpq_denref(big_->value))) return std::nullopt;
  return mpz_get_si(mpq_denref(big_->value));
}

std::string Number::exact() const {
  if (!big_) {
    int twos = 0, fives = 0;
    auto bottom = denominator_;
    for (; bottom % 2 == 0; bottom /= 2) ++twos;
    for (; bottom % 5 == 0; bottom /= 5) ++fives;
    return bottom == 1 ? shown(std::max(twos, fives)) : std::to_string(numerator_) + "/" + std::to_string(denominator_);
  }
  const auto& big = big_;
  mpz_t bottom;
  mpz_init_set(bottom, mpq_denref(big->value));
  int twos = 0, fives = 0;
  while (mpz_divisible_ui_p(bottom, 2)) {
    mpz_divexact_ui(bottom, bottom, 2);
    ++twos;
  }
  while (mpz_divisible_ui_p(bottom, 5)) {
    mpz_divexact_ui(bottom, bottom, 5);
    ++fives;
  }
  const bool ends = mpz_cmp_ui(bottom, 1) == 0;
  mpz_clear(bottom);
  if (ends) return shown(twos > fives ? twos : fives);
  char* text = mpq_get_str(nullptr, 10, big->value);
  std::string written(text);
  void (*release)(void*, size_t);
  mp_get_memory_functions(nullptr, nullptr, &release);
  release(text, written.size() + 1);
  return written;
}

std::string Number::shown(int places) const {
  const Number rounded = round_to(places, Rounding::HalfUp);
  Number unit(1);
  for (int i = 0; i < places; ++i) unit = unit * Number(10);
  const Number shifted = rounded * unit;
  std::string digits;
  if (auto small = shifted.whole()) {
    digits = std::to_string(*small < 0 ? -*small : *small);
  } else {
    char* text = mpz_get_str(nullptr, 10, mpq_numref(shifted.big_->value));
    digits = text[0] == '-' ? text + 1 : text;
    void (*release)(void*, size_t);
    mp_get_memory_functions(nullptr, nullptr, &release);
    release(text, std::string_view(text).size() + 1);
  }
  const auto width = static_cast<std::size_t>(places) + 1;
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
  return (shifted < Number(0) ? "-" : "") + digits;
}

std::string Number::shown_beside(const Number& limit, int places) const {
  for (int more = places; more < places + 18; ++more) {
    const Number rounded = round_to(more, Rounding::HalfUp);
    if ((rounded <=> limit) == (*this <=> limit)) return shown(more);
  }
  return exact();
}

std::optional<Number> parse_number(std::string_view text) {
  if (auto slash = text.find('/'); slash != text.npos) {
    auto top = parse_number(text.substr(0, slash)), bottom = parse_number(text.substr(slash + 1));
    if (!top || !bottom || text.find('/', slash + 1) != text.npos || bottom->is_zero()) return std::nullopt;
    return *top / *bottom;
  }
  const bool is_negative = !text.empty() && text[0] == '-';
  if (is_negative || (!text.empty() && text[0] == '+')) text.remove_prefix(1);
  std::int64_t whole = 0, part = 0;
  std::size_t at = 0, places = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
    if (at == 18) return std::nullopt;
    whole = whole * 10 + (text[at] - '0');
  }
  if (at == 0) return std::nullopt;
  if (at < text.size() && text[at] == '.') {
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
      if (++places > 15) return std::nullopt;
      part = part * 10 + (text[at] - '0');
    }
    if (places == 0) return std::nullopt;
  }
  if (at != text.size()) return std::nullopt;
  Number value = Number(whole) + (places ? Number::scaled(part, static_cast<int>(places)) : Number(0));
  return is_negative ? -value : value;
}

}  // namespace pingxing
