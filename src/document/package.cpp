#include "document/package.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "document/file_bytes.hpp"
#include "document/messages.hpp"
#include "document/place.hpp"
#include "document/xml.hpp"

namespace pingxing::document {
namespace {

constexpr std::size_t step_size = std::size_t{1} << 16;
constexpr std::uint64_t ratio_from = std::uint64_t{1} << 20;  // small parts may pack as well as they like

/// Part names are compared without case, and some writers use "\".
std::string key_of(std::string_view name) {
  std::string key = lower_ascii(name);
  std::replace(key.begin(), key.end(), '\\', '/');
  return key;
}

/// `target` as seen from the folder of `part`, with "." and ".." resolved and no leading "/".
std::string resolved(std::string_view part, std::string_view target) {
  const std::size_t slash = part.rfind('/');
  std::string whole;
  if (!target.starts_with('/') && slash != part.npos) whole = std::string(part.substr(0, slash + 1));
  whole += target;
  std::vector<std::string_view> steps;
  for (std::size_t begin = 0; begin <= whole.size();) {
    const std::size_t end = std::min(whole.find('/', begin), whole.size());
    const auto step = std::string_view(whole).substr(begin, end - begin);
    begin = end + 1;
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.push_back(step);
    }
  }
  std::string out;
  for (const auto step : steps) {
    if (!out.empty()) out += '/';
    out += step;
  }
  return out;
}

std::string quoted_part(std::string_view part) { return "“" + std::string(part) + "”"; }

}  // namespace

Package::Package(std::string_view bytes, std::string file, const Limits& limits, Problems& problems)
    : file_(std::move(file)), limits_(limits), problems_(problems) {
  if (bytes.size() > limits_.file_bytes) {
    fail_too_large(Text{"文件", "the file is"}, size_text(limits_.file_bytes));
  } else {
    open(bytes);
  }
}

void Package::fail(const MessageRow& row, std::vector<Phrase> words) {
  if (!has_failed_) problems_.add(row, in_file(file_), std::move(words));
  has_failed_ = true;
}

void Package::fail_damaged(Phrase what) { fail(xlsx_damaged, {std::move(what)}); }

void Package::fail_too_large(Phrase what, std::string limit) {
  fail(xlsx_too_large, {std::move(what), Phrase(std::move(limit))});
}

void Package::open(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source) archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (source && !archive_) zip_source_free(source);
  zip_error_fini(&error);
  if (!archive_) {
    return fail_damaged(
        Text{"压缩包不完整,可能没有传完", "the zip archive is not complete; perhaps it was cut off on the way"});
  }
  const auto count = static_cast<zip_uint64_t>(std::max<zip_int64_t>(zip_get_num_entries(archive_.get(), 0), 0));
  if (count > limits_.entries) {
    return fail_too_large(Text{"压缩包内文件数", "the number of files inside is"}, std::to_string(limits_.entries));
  }
  for (zip_uint64_t i = 0; i < count; ++i) {
    if (const char* name = zip_get_name(archive_.get(), i, ZIP_FL_ENC_GUESS)) index_.emplace(key_of(name), i);
  }
}

bool Package::has(std::string_view part) const { return index_.find(key_of(part)) != index_.end(); }

bool Package::inflate(zip_file_t* stream, const zip_stat_t& claims, std::string& out) {
  const std::uint64_t packed_size = (claims.valid & ZIP_STAT_COMP_SIZE) != 0 ? claims.comp_size : 0;
  // What was promised is made room for, so that the text does not grow by leaps; more than that is no honest archive.
  const std::uint64_t promised = (claims.valid & ZIP_STAT_SIZE) != 0 ? claims.size : 0;
  out.reserve(static_cast<std::size_t>(std::min(promised, limits_.part_bytes)) + step_size);
  std::array<char, step_size> step;
  for (;;) {
    const zip_int64_t got = zip_fread(stream, step.data(), step.size());
    if (got <= 0) return got == 0;
    out.append(step.data(), static_cast<std::size_t>(got));
    total_ += static_cast<std::uint64_t>(got);
    if (out.size() > limits_.part_bytes) {
      fail_too_large(Text{"解压后的一个部件", "one part, unpacked, is"}, size_text(limits_.part_bytes));
    } else if (total_ > limits_.total_bytes) {
      fail_too_large(Text{"解压后的内容", "the content, unpacked, is"}, size_text(limits_.total_bytes));
    } else if (out.size() > ratio_from && out.size() / limits_.ratio > packed_size) {
      fail_too_large(Text{"压缩比", "the ratio of compression is"}, std::to_string(limits_.ratio));
    }
    if (has_failed_ || out.size() > promised) return false;
  }
}

std::optional<std::string> Package::read(std::string_view part) {
  if (!is_open()) return std::nullopt;
  const auto found = index_.find(key_of(part));
  if (found == index_.end()) {
    fail_damaged({"缺少部件" + quoted_part(part), "the part " + quoted_part(part) + " is missing"});
    return std::nullopt;
  }
  zip_stat_t status;
  zip_stat_init(&status);
  if (zip_stat_index(archive_.get(), found->second, 0, &status) != 0) status.valid = 0;
  const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> stream(zip_fopen_index(archive_.get(), found->second, 0),
                                                                  zip_fclose);
  if (!stream && zip_error_code_zip(zip_get_error(archive_.get())) == ZIP_ER_NOPASSWD) {
    fail(xlsx_encrypted);
    return std::nullopt;
  }
  std::string out;
  if (!stream || !inflate(stream.get(), status, out)) {
    fail_damaged({"部件" + quoted_part(part) + "无法解压", "the part " + quoted_part(part) + " cannot be unpacked"});
    return std::nullopt;
  }
  return out;
}

bool Package::is_xml_bounded(std::string_view xml, std::string_view part) {
  const XmlSize size = measure_xml(xml);
  if (size.has_doctype) {
    fail_damaged({"部件" + quoted_part(part) + "含有不允许的DTD",
                  "the part " + quoted_part(part) + " has a DTD, which is not allowed"});
  } else if (size.depth > limits_.xml_depth) {
    fail_too_large(Text{"XML嵌套层数", "the nesting of XML is"}, std::to_string(limits_.xml_depth));
  }
  return !has_failed_;
}

bool Package::are_nodes_bounded(std::uint64_t nodes, std::uint64_t nodes_max) {
  if (nodes > nodes_max) fail_too_large(Text{"XML元素数", "the number of XML elements is"}, std::to_string(nodes_max));
  return !has_failed_;
}

bool Package::parse(pugi::xml_document& tree, char* xml, std::size_t size, std::size_t offset, std::string_view part) {
  // White space alone is kept: a cell may hold a single blank.
  const auto outcome =
      tree.load_buffer_inplace(xml, size, pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  if (outcome) return true;
  const std::string at = std::to_string(offset + static_cast<std::size_t>(outcome.offset));
  fail_damaged({"部件" + quoted_part(part) + "第" + at + "字节处不是XML",
                "the part " + quoted_part(part) + " is not XML at byte " + at});
  return false;
}

bool Package::take_children(std::string& xml, std::string_view part, std::string_view parent, const Take& take) {
  pugi::xml_document tree;
  XmlTokens tokens(xml);
  bool is_inside = false;  // of a parent
  std::size_t begin = 0, depth = 0;
  std::uint64_t nodes = 0;  // of the child so far
  while (const auto token = tokens.next()) {
    using Kind = XmlToken::Kind;
    if (!is_inside) {
      is_inside = token->kind == Kind::Open && tokens.name(*token) == parent;
      continue;
    }
    if (depth == 0) {
      if (token->kind == Kind::Close) is_inside = false;
      if (token->kind != Kind::Open && token->kind != Kind::Empty) continue;
      begin = token->begin;
      nodes = 0;
    }
    nodes += token->nodes;
    if (!are_nodes_bounded(nodes, limits_.child_nodes)) return false;
    if (token->kind == Kind::Open) ++depth;
    if (token->kind == Kind::Close) --depth;
    if (depth > 0) continue;
    char* const child = xml.data() + begin;
    const std::size_t size = token->end - begin;
    if (!parse(tree, child, size, begin, part) || !take(tree.document_element())) return false;
    tree.reset();
    std::fill_n(child, size, ' ');
  }
  return true;
}

std::unique_ptr<XmlPart> Package::read_xml(std::string_view part) { return read_xml(part, "", {}); }

std::unique_ptr<XmlPart> Package::read_xml(std::string_view part, std::string_view parent, const Take& take) {
  auto bytes = read(part);
  if (!bytes || !is_xml_bounded(*bytes, part)) return nullptr;
  if (take && !take_children(*bytes, part, parent, take)) return nullptr;
  if (!are_nodes_bounded(measure_xml(*bytes).nodes, limits_.xml_nodes)) return nullptr;
  auto xml = std::make_unique<XmlPart>();
  xml->bytes = std::move(*bytes);
  return parse(xml->tree, xml->bytes.data(), xml->bytes.size(), 0, part) ? std::move(xml) : nullptr;
}

Package::Relations Package::relations(std::string_view part) {
  Relations out;
  const std::size_t name = part.rfind('/') == part.npos ? 0 : part.rfind('/') + 1;
  const std::string source = std::string(part.substr(0, name)) + "_rels/" + std::string(part.substr(name)) + ".rels";
  if (!is_open() || !has(source)) return out;
  const auto xml = read_xml(source);
  if (!xml) return out;
  for (const auto relation : xml->root().children()) {
    if (local_name(relation) != "Relationship" || attribute(relation, "TargetMode") == "External") continue;
    const std::string target = resolved(part, attribute(relation, "Target"));
    const std::string_view type = attribute(relation, "Type");
    out.by_id.emplace(attribute(relation, "Id"), target);
    out.by_type.emplace(type.substr(type.rfind('/') + 1), target);
  }
  return out;
}

}  // namespace pingxing::document
