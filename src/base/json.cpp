#include "base/json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/utf8.hpp"

namespace pingxing {

namespace {
void expect(bool is_as_expected) {
  if (!is_as_expected) throw JsonMismatch("a JSON value is not of the shape asked for");
}
}  // namespace

Json::Json(const char* text) : kind_(Kind::Text), text_(text) {}
Json::Json(std::string_view text) : kind_(Kind::Text), text_(text) {}
Json::Json(std::string text) : kind_(Kind::Text), text_(std::move(text)) {}
Json::Json(Array values) : kind_(Kind::Array), values_(std::make_unique<Array>(std::move(values))) {}
Json::Json(Object members) : kind_(Kind::Object), members_(std::make_unique<Object>(std::move(members))) {}
Json::Json(std::initializer_list<Item> items) {
  const bool is_object = std::all_of(items.begin(), items.end(), [](const Item& item) {
    return item.value_.is_array() && item.value_.size() == 2 && item.value_.front().is_string();
  });
  if (is_object) {
    *this = object();
    for (const auto& item : items) {
      auto& pair = *item.value_.values_;
      members_->insert_or_assign(std::move(pair[0].text_), std::move(pair[1]));
    }
    return;
  }
  *this = array(items);
}

Json::Json(const Json& other)
    : kind_(other.kind_),
      whole_(other.whole_),
      text_(other.text_),
      values_(other.values_ ? std::make_unique<Array>(*other.values_) : nullptr),
      members_(other.members_ ? std::make_unique<Object>(*other.members_) : nullptr) {}
Json::Json(Json&& other) noexcept = default;
Json& Json::operator=(const Json& other) { return *this = Json(other); }
Json& Json::operator=(Json&& other) noexcept {
  // What is assigned may lie within what it replaces.
  Json taken(std::move(other));
  kind_ = taken.kind_;
  whole_ = taken.whole_;
  text_.swap(taken.text_);
  values_.swap(taken.values_);
  members_.swap(taken.members_);
  return *this;
}
Json::~Json() = default;

Json Json::object() { return Json(Object()); }
Json Json::array() { return Json(Array()); }
Json Json::array(std::initializer_list<Item> items) {
  Json out = array();
  out.values_->reserve(items.size());
  for (const auto& item : items) out.values_->push_back(std::move(item.value_));
  return out;
}

// ---- reading --------------------------------------------------------------------------------------------------------

/// Builds the value while nlohmann-json's parser walks the text; ends it at a limit.
class JsonReader {
 public:
  explicit JsonReader(const JsonLimits& limits) : limits_(limits) {}
  Json take() { return std::move(root_); }

  bool null() { return add(Json()); }
  bool boolean(bool value) { return add(Json(value)); }
  bool number_integer(std::int64_t value) { return add(Json(value)); }
  bool number_unsigned(std::uint64_t value) {
    return value <= std::uint64_t(INT64_MAX) ? add(Json(value)) : add(fraction(std::to_string(value)));
  }
  bool number_float(nlohmann::json::number_float_t, const std::string& text) { return add(fraction(text)); }
  bool string(std::string& text) { return add(Json(std::move(text))); }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool key(std::string& key) {
    // A name that stands twice: there is no telling which was meant.
    if (open_.back()->contains(key)) return false;
    key_ = std::move(key);
    return true;
  }
  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) { return false; }

 private:
  static Json fraction(const std::string& text) {
    Json out;
    out.kind_ = Json::Kind::Fraction;
    out.text_ = text;
    return out;
  }
  Json* place(Json value) {
    if (++count_ > limits_.values_max) return nullptr;
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    auto& parent = *open_.back();
    if (parent.is_object()) return &parent.members_->emplace(std::move(key_), std::move(value)).first->second;
    return &parent.values_->emplace_back(std::move(value));
  }
  bool add(Json value) { return place(std::move(value)) != nullptr; }
  bool open(Json value) {
    if (open_.size() >= limits_.depth_max) return false;
    auto* placed = place(std::move(value));
    if (placed) open_.push_back(placed);  // stays where it is while it is open: only the innermost grows
    return placed != nullptr;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  const JsonLimits& limits_;
  Json root_;
  std::vector<Json*> open_;
  std::string key_;
  std::size_t count_ = 0;
};

std::optional<Json> Json::read(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes_max) return std::nullopt;
  JsonReader reader(limits);
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &reader)) return std::nullopt;
  return reader.take();
}

Json Json::parse(std::string_view text) {
  auto read_value = read(text, {SIZE_MAX, 200, SIZE_MAX});
  if (!read_value) throw JsonMismatch("no JSON: " + std::string(text.substr(0, 100)));
  return std::move(*read_value);
}

// ---- values ---------------------------------------------------------------------------------------------------------

bool Json::boolean() const {
  expect(is_boolean());
  return whole_ != 0;
}
std::int64_t Json::whole() const {
  expect(is_whole());
  return whole_;
}
const std::string& Json::text() const {
  expect(is_string());
  return text_;
}
const Json::Array& Json::values() const {
  expect(is_array());
  return *values_;
}
const Json::Object& Json::members() const {
  expect(is_object());
  return *members_;
}

const Json* Json::find(std::string_view key) const {
  if (!is_object()) return nullptr;
  const auto found = members_->find(key);
  return found == members_->end() ? nullptr : &found->second;
}
std::optional<std::int64_t> Json::whole_at(std::string_view key) const {
  const auto* value = find(key);
  return value && value->is_whole() ? std::optional(value->whole_) : std::nullopt;
}
std::optional<bool> Json::boolean_at(std::string_view key) const {
  const auto* value = find(key);
  return value && value->is_boolean() ? std::optional(value->whole_ != 0) : std::nullopt;
}
const std::string* Json::text_at(std::string_view key) const {
  const auto* value = find(key);
  return value && value->is_string() ? &value->text_ : nullptr;
}

const Json& Json::at(std::string_view key) const {
  const auto* value = find(key);
  expect(value);
  return *value;
}
const Json& Json::at(std::size_t index) const {
  expect(index < values().size());
  return (*values_)[index];
}
Json& Json::operator[](std::string_view key) {
  if (is_null()) *this = object();
  expect(is_object());
  const auto found = members_->find(key);
  return found != members_->end() ? found->second : (*members_)[std::string(key)];
}
Json& Json::operator[](std::size_t index) {
  expect(index < values().size());
  return (*values_)[index];
}
void Json::push_back(Json value) {
  if (is_null()) *this = array();
  expect(is_array());
  values_->push_back(std::move(value));
}
void Json::update(const Json& other) {
  if (is_null()) *this = object();
  expect(is_object());
  for (const auto& [key, value] : other.members()) members_->insert_or_assign(key, value);
}
void Json::erase(std::string_view key) {
  expect(is_object());
  if (const auto found = members_->find(key); found != members_->end()) members_->erase(found);
}
Json& Json::back() { return (*this)[size() - 1]; }

std::size_t Json::size() const {
  if (is_array()) return values_->size();
  if (is_object()) return members_->size();
  return is_null() ? 0 : 1;
}

namespace {
const Json::Array nothing;
Json::Array nothing_to_change;
}  // namespace
Json::Array::const_iterator Json::begin() const { return is_array() ? values_->cbegin() : nothing.cbegin(); }
Json::Array::const_iterator Json::end() const { return is_array() ? values_->cend() : nothing.cend(); }
Json::Array::iterator Json::begin() { return is_array() ? values_->begin() : nothing_to_change.begin(); }
Json::Array::iterator Json::end() { return is_array() ? values_->end() : nothing_to_change.end(); }

bool Json::equals(const Json& other) const {
  if (kind_ != other.kind_) return false;
  switch (kind_) {
    case Kind::Array:
      return *values_ == *other.values_;
    case Kind::Object:
      return *members_ == *other.members_;
    default:
      return whole_ == other.whole_ && text_ == other.text_;
  }
}

// ---- writing --------------------------------------------------------------------------------------------------------

namespace {

void write_text(std::string& out, std::string_view text, Json::BadBytes bad) {
  if (valid_utf8_prefix(text) != text.size()) {
    if (bad == Json::BadBytes::Refused) throw std::invalid_argument("a JSON text is no UTF-8");
    using nlohmann::json;
    out += json(text).dump(-1, ' ', false, json::error_handler_t::replace);
    return;
  }
  static constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += hex[static_cast<unsigned char>(c) >> 4];
          out += hex[static_cast<unsigned char>(c) & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void write_line(std::string& out, int indent, int level) {
  if (indent < 0) return;
  out += '\n';
  out.append(static_cast<std::size_t>(indent * level), ' ');
}

}  // namespace

void Json::write(std::string& out, int indent, int level, BadBytes bad) const {
  switch (kind_) {
    case Kind::Null:
      out += "null";
      return;
    case Kind::Boolean:
      out += whole_ ? "true" : "false";
      return;
    case Kind::Whole:
      out += std::to_string(whole_);
      return;
    case Kind::Fraction:
      out += text_;
      return;
    case Kind::Text:
      write_text(out, text_, bad);
      return;
    case Kind::Array: {
      out += '[';
      bool is_first = true;
      for (const auto& value : *values_) {
        if (!is_first) out += ',';
        is_first = false;
        write_line(out, indent, level + 1);
        value.write(out, indent, level + 1, bad);
      }
      if (!is_first) write_line(out, indent, level);
      out += ']';
      return;
    }
    case Kind::Object: {
      out += '{';
      bool is_first = true;
      for (const auto& [key, value] : *members_) {
        if (!is_first) out += ',';
        is_first = false;
        write_line(out, indent, level + 1);
        write_text(out, key, bad);
        out += indent < 0 ? ":" : ": ";
        value.write(out, indent, level + 1, bad);
      }
      if (!is_first) write_line(out, indent, level);
      out += '}';
      return;
    }
  }
}

std::string Json::dump(int indent, BadBytes bad) const {
  std::string out;
  write(out, indent, 0, bad);
  return out;
}

void Json::print(std::ostream& out) const { out << dump(1, BadBytes::Replaced); }

}  // namespace pingxing
