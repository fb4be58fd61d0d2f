#include "document/xml.hpp"

#include <algorithm>
#include <charconv>

namespace pingxing::document {
namespace {

std::string_view without_prefix(std::string_view name) { return name.substr(name.find(':') + 1); }

}  // namespace

std::string_view local_name(const pugi::xml_node& node) { return without_prefix(node.name()); }

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const auto each : node.children())
    if (local_name(each) == name) return each;
  return {};
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
  for (const auto each : node.attributes())
    if (without_prefix(each.name()) == name) return each.value();
  return {};
}

std::string text_of(const pugi::xml_node& node) {
  std::string out;
  for (const auto each : node.children())
    if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata) out += each.value();
  return out;
}

std::optional<std::uint32_t> bounded_number(std::string_view text, std::uint32_t max) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number > max) return std::nullopt;
  return number;
}

bool is_true(std::string_view flag) { return flag == "1" || flag == "true"; }

namespace {

/// Index behind `end`, searched from `at`; the size of the text where it never comes.
std::size_t behind(std::string_view xml, std::string_view end, std::size_t at) {
  const std::size_t found = xml.find(end, at);
  return found == xml.npos ? xml.size() : found + end.size();
}

/// Index behind the ">" of the tag whose "<" is at `at`, counting its attributes; quoted values may hold ">".
std::size_t behind_tag(std::string_view xml, std::size_t at, std::uint64_t& attributes) {
  for (at = xml.find_first_of(">\"'", at); at < xml.size(); at = xml.find_first_of(">\"'", at)) {
    if (xml[at] == '>') return at + 1;
    ++attributes;
    at = behind(xml, xml.substr(at, 1), at + 1);
  }
  return xml.size();
}

}  // namespace

std::optional<XmlToken> XmlTokens::next() {
  if (at_ >= xml_.size()) return std::nullopt;
  XmlToken token;
  token.begin = at_;
  token.nodes = 1;
  const std::string_view rest = xml_.substr(at_ + 1, 8);
  if (xml_[at_] != '<') {
    token.end = std::min(xml_.find('<', at_), xml_.size());
  } else if (rest.starts_with('/')) {
    token.kind = XmlToken::Kind::Close;
    token.nodes = 0;
    token.end = behind(xml_, ">", at_);
  } else if (rest.starts_with("!--")) {
    token.kind = XmlToken::Kind::Comment;
    token.end = behind(xml_, "-->", at_ + 4);
  } else if (rest.starts_with("![CDATA[")) {
    token.kind = XmlToken::Kind::Comment;
    token.end = behind(xml_, "]]>", at_ + 9);
  } else if (rest.starts_with('?')) {
    token.kind = XmlToken::Kind::Comment;
    token.end = behind(xml_, "?>", at_ + 2);
  } else {
    token.end = behind_tag(xml_, at_, token.nodes);
    token.kind = rest.starts_with("!DOCTYPE")                ? XmlToken::Kind::Doctype
                 : xml_.substr(0, token.end).ends_with("/>") ? XmlToken::Kind::Empty
                                                             : XmlToken::Kind::Open;
  }
  at_ = token.end;
  return token;
}

std::string_view XmlTokens::name(const XmlToken& token) const {
  std::string_view inside = xml_.substr(token.begin + 1, token.end - token.begin - 1);
  if (inside.starts_with('/')) inside.remove_prefix(1);
  return without_prefix(inside.substr(0, inside.find_first_of(" \t\r\n/>")));
}

XmlSize measure_xml(std::string_view xml) {
  XmlSize size;
  std::uint32_t depth = 0;
  XmlTokens tokens(xml);
  while (const auto token = tokens.next()) {
    size.nodes += token->nodes;
    size.has_doctype = size.has_doctype || token->kind == XmlToken::Kind::Doctype;
    if (token->kind == XmlToken::Kind::Open) size.depth = std::max(size.depth, ++depth);
    if (token->kind == XmlToken::Kind::Close && depth > 0) --depth;
  }
  return size;
}

}  // namespace pingxing::document
