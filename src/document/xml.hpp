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

struct XmlSize {
  std::uint64_t nodes = 0;  ///< elements, attributes, texts, comments: never fewer than the tree will have
  std::uint32_t depth = 0;  ///< of elements; of broken XML perhaps too much, never too little
  bool has_doctype = false;
};
/// By one pass over the bytes, in constant memory.
XmlSize measure_xml(std::string_view xml);

}  // namespace pingxing::document
