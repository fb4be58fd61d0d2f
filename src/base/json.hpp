// A JSON value with a narrow header: what the use cases, the pages and the API pass around. nlohmann-json reads and
// writes it behind json.cpp, for its own header costs two seconds of compiling in each file that sees it (decision 22).
// Numbers are whole; a fraction stays the text that stood there, since nothing here is reckoned in binary fractions.
#pragma once
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace pingxing {

/// How much of a text may become values: a small text can open very many. Decided by who reads, for its purpose.
struct JsonLimits {
  std::size_t bytes_max = 1 << 20;
  std::size_t depth_max = 32;
  std::size_t values_max = 20'000;
};

/// A text that is JSON, but not of the shape that was asked for.
struct JsonMismatch : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Json {
 public:
  class Item;
  using Array = std::vector<Json>;
  using Object = std::map<std::string, Json, std::less<>>;  // by key: the same value has the same bytes
  enum class Kind : std::uint8_t { Null, Boolean, Whole, Fraction, Text, Array, Object };
  /// For `dump`: bytes that are no UTF-8 are a fault of ours, unless the text only shows what somebody sent.
  enum class BadBytes { Refused, Replaced };

  Json() = default;
  Json(std::nullptr_t) {}  // NOLINT: a value is a JSON value
  template <std::same_as<bool> T>
  Json(T value) : kind_(Kind::Boolean), whole_(value) {}  // NOLINT
  template <std::integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, char>) Json(T value)
      : kind_(Kind::Whole), whole_(static_cast<std::int64_t>(value)) {}  // NOLINT
  Json(const char* text);                                                // NOLINT
  Json(std::string_view text);                                           // NOLINT
  Json(std::string text);                                                // NOLINT
  /// As nlohmann-json reads braces: pairs that all begin with a text are an object, anything else a list.
  Json(std::initializer_list<Item> items);  // NOLINT
  Json(Array values);                       // NOLINT
  Json(Object members);                     // NOLINT
  template <class T>
  Json(const std::vector<T>& values) : Json(array()) {  // NOLINT
    for (const auto& value : values) push_back(value);
  }
  template <class T>
  Json(const std::map<std::string, T>& members) : Json(object()) {  // NOLINT
    for (const auto& [key, value] : members) (*this)[key] = value;
  }
  template <class T>
  Json(const std::optional<T>& value) : Json(value ? Json(*value) : Json()) {}  // NOLINT
  Json(const Json& other);
  Json(Json&& other) noexcept;
  Json& operator=(const Json& other);
  Json& operator=(Json&& other) noexcept;
  ~Json();

  static Json object();
  static Json array();
  static Json array(std::initializer_list<Item> items);
  /// Nothing where the text is no JSON, or beyond the limits.
  static std::optional<Json> read(std::string_view text, const JsonLimits& limits = {});
  /// Of a text of our own, as large as it is; throws JsonMismatch where it is none.
  static Json parse(std::string_view text);

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_null() const { return kind_ == Kind::Null; }
  [[nodiscard]] bool is_boolean() const { return kind_ == Kind::Boolean; }
  [[nodiscard]] bool is_whole() const { return kind_ == Kind::Whole; }
  [[nodiscard]] bool is_string() const { return kind_ == Kind::Text; }
  [[nodiscard]] bool is_array() const { return kind_ == Kind::Array; }
  [[nodiscard]] bool is_object() const { return kind_ == Kind::Object; }
  [[nodiscard]] bool is_structured() const { return is_array() || is_object(); }

  // Of the kind that it is; throws JsonMismatch where it is another.
  [[nodiscard]] bool boolean() const;
  [[nodiscard]] std::int64_t whole() const;
  [[nodiscard]] const std::string& text() const;
  [[nodiscard]] const Array& values() const;
  [[nodiscard]] const Object& members() const;

  // Of an object's member, by any kind of value: nothing where it is not there or of another kind.
  [[nodiscard]] const Json* find(std::string_view key) const;
  [[nodiscard]] bool contains(std::string_view key) const { return find(key) != nullptr; }
  [[nodiscard]] std::optional<std::int64_t> whole_at(std::string_view key) const;
  [[nodiscard]] std::optional<bool> boolean_at(std::string_view key) const;
  [[nodiscard]] const std::string* text_at(std::string_view key) const;

  /// Throw JsonMismatch where it is not there.
  [[nodiscard]] const Json& at(std::string_view key) const;
  [[nodiscard]] const Json& at(std::size_t index) const;
  const Json& operator[](std::string_view key) const { return at(key); }
  const Json& operator[](const char* key) const { return at(std::string_view(key)); }
  const Json& operator[](std::size_t index) const { return at(index); }
  const Json& operator[](int index) const { return at(static_cast<std::size_t>(index)); }
  /// Made where it is not there; null becomes an object.
  Json& operator[](std::string_view key);
  Json& operator[](const char* key) { return (*this)[std::string_view(key)]; }
  Json& operator[](const std::string& key) { return (*this)[std::string_view(key)]; }
  Json& operator[](std::size_t index);
  Json& operator[](int index) { return (*this)[static_cast<std::size_t>(index)]; }
  /// Null becomes a list.
  void push_back(Json value);
  /// The members of another object over one's own.
  void update(const Json& other);
  void erase(std::string_view key);
  [[nodiscard]] Json& back();
  [[nodiscard]] const Json& back() const { return at(size() - 1); }
  [[nodiscard]] const Json& front() const { return at(std::size_t(0)); }

  /// Of a list or an object; 0 of null, 1 of anything else.
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool empty() const { return size() == 0; }
  // Of a list; nothing of anything else.
  [[nodiscard]] Array::const_iterator begin() const;
  [[nodiscard]] Array::const_iterator end() const;
  [[nodiscard]] Array::iterator begin();
  [[nodiscard]] Array::iterator end();

  /// In one line, or with `indent` blanks a level. Throws std::invalid_argument at bytes that are no UTF-8, unless they
  /// are to be replaced by U+FFFD.
  [[nodiscard]] std::string dump(int indent = -1, BadBytes bad = BadBytes::Refused) const;

  friend bool operator==(const Json& a, const Json& b) { return a.equals(b); }
  friend void PrintTo(const Json& json, std::ostream* out) { json.print(*out); }  // for failing tests

 private:
  friend class JsonReader;
  [[nodiscard]] bool equals(const Json& other) const;
  void print(std::ostream& out) const;
  void write(std::string& out, int indent, int level, BadBytes bad) const;

  Kind kind_ = Kind::Null;
  std::int64_t whole_ = 0;
  std::string text_;                 // of a text; of a fraction as it stood
  std::unique_ptr<Array> values_;    // of a list
  std::unique_ptr<Object> members_;  // of an object
};

/// One value between braces; moves, where an initializer_list of values would copy at each level.
class Json::Item {
 public:
  template <class T>
  requires std::constructible_from<Json, T&&> Item(T&& value) : value_(std::forward<T>(value)) {}  // NOLINT
  Item(std::initializer_list<Item> items) : value_(Json(items)) {}                                 // NOLINT

 private:
  friend class Json;
  mutable Json value_;
};

}  // namespace pingxing
