// The outer layer of Office files: a zip archive of XML parts that refer to each other (ECMA-376 part 2). Reads parts
// under limits that count what really comes out, never what the archive claims. Not here: what the parts mean.
#pragma once
#include <zip.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "document/limits.hpp"

namespace pingxing::document {

/// The tree borrows from the bytes.
struct XmlPart {
  std::string bytes;
  pugi::xml_document tree;
  [[nodiscard]] pugi::xml_node root() const { return tree.document_element(); }
};

/// One reading of one archive. The first problem is reported and ends it: afterwards every call gives nothing.
class Package {
 public:
  /// `bytes`, `limits` and `problems` must outlive the package. `file` is only for places.
  Package(std::string_view bytes, std::string file, const Limits& limits, Problems& problems);

  [[nodiscard]] bool is_open() const { return archive_ && !has_failed_; }
  [[nodiscard]] bool has(std::string_view part) const;
  /// A part unpacked; nothing (and a problem) where it is missing, damaged or over a limit.
  std::optional<std::string> read(std::string_view part);
  /// A part as XML (UTF-8): no DTD, bounded depth and size; not yet cleaned text.
  std::unique_ptr<XmlPart> read_xml(std::string_view part);
  /// False: the package failed, the reading ends.
  using Take = std::function<bool(const pugi::xml_node&)>;
  /// The same for a large part: `take` gets each child element of those named `parent`, in order, as a tree that lives
  /// as long as the call; what comes back is the part without them.
  std::unique_ptr<XmlPart> read_xml(std::string_view part, std::string_view parent, const Take& take);

  /// Targets of the relationships of `part` ("" for the package itself); external ones are left out.
  struct Relations {
    std::map<std::string, std::string, std::less<>> by_id;
    std::map<std::string, std::string, std::less<>>
        by_type;  ///< last word of the type, such as "styles"; the first one
  };
  Relations relations(std::string_view part);

  /// Report and end the reading.
  void fail(const MessageRow& row, std::vector<Phrase> words = {});
  void fail_damaged(Phrase what);
  void fail_too_large(Phrase what, std::string limit);
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const Limits& limits() const { return limits_; }

 private:
  struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
  };
  void open(std::string_view bytes);
  bool is_xml_bounded(std::string_view xml, std::string_view part);
  bool are_nodes_bounded(std::uint64_t nodes, std::uint64_t nodes_max);
  bool take_children(std::string& xml, std::string_view part, std::string_view parent, const Take& take);
  bool parse(pugi::xml_document& tree, char* xml, std::size_t size, std::size_t offset, std::string_view part);
  bool inflate(zip_file_t* stream, const zip_stat_t& claims, std::string& out);

  std::string file_;
  const Limits& limits_;
  Problems& problems_;
  std::unique_ptr<zip_t, Discard> archive_;
  std::map<std::string, zip_uint64_t, std::less<>> index_;  // by name in lower case with "/"
  std::uint64_t total_ = 0;
  bool has_failed_ = false;
};

}  // namespace pingxing::document
