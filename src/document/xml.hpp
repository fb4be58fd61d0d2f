// Small helpers over pugixml for Office parts: names without prefix, numbers with bounds, and a look at the size of an
// XML text before it becomes a tree.
#pragma once
#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace pingxing::document {

/// Name without the namespace prefix, which writers choose as they like.
std::string_view local_name(const pugi::xml_node& node);
/// First child of that local name, or an empty node.
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);
/// Value of the attribute of that local name; empty where there is none.
std::string_view attribute(const pugi::xml_node& node, std::string_view name);
/// Text directly inside the element, all pieces joined.
std::string text_of(const pugi::xml_node& node);
/// Decimal digits only; nothing for anything else or a number above `max`.
std::optional<std::uint32_t> bounded_number(std::string_view text, std::uint32_t max);
bool is_true(std::string_view flag);  ///< "1" or "true"

/// One piece of an XML text, without a look at whether it is well-formed.
struct XmlToken {
  enum class Kind : unsigned char { Text, Open, Close, Empty, Comment, Doctype };  ///< Comment: also CDATA and <? ?>
  Kind kind = Kind::Text;
  std::size_t begin = 0, end = 0;
  std::uint64_t nodes = 0;  ///< of a tree that it will need at most, with its attributes
};
/// The pieces in order, by one pass over the bytes. Behind the piece that was given the bytes may be changed.
class XmlTokens {
 public:
  explicit XmlTokens(std::string_view xml) : xml_(xml) {}
  std::optional<XmlToken> next();
  /// Of an Open, Close or Empty, without its prefix.
  [[nodiscard]] std::string_view name(const XmlToken& token) const;

 private:
  std::string_view xml_;
  std::size_t at_ = 0;
};

struct XmlSize {
  std::uint64_t nodes = 0;  ///< elements, attributes, texts, comments: never fewer than the tree will have
  std::uint32_t depth = 0;  ///< of elements; of broken XML perhaps too much, never too little
  bool has_doctype = false;
};
/// By one pass over the bytes, in constant memory.
XmlSize measure_xml(std::string_view xml);

}  // namespace pingxing::document
