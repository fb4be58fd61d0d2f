// Which encoding bytes of text have, and making UTF-8 of them. Not here: what is told to people (text_file.hpp).
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pingxing::document {

/// Gb18030 stands for its parts GBK and GB2312 too. GbOrBig5: one of both, and too few characters to tell which.
/// Unknown: damaged UTF-8, or no text at all.
enum class Encoding : unsigned char { Utf8, Utf16Le, Utf16Be, Gb18030, Big5, GbOrBig5, Unknown };

/// What the bytes most likely are: by their mark, or by how usual the characters are that they would be, of at most a
/// MiB from the first line that is no UTF-8. GB18030 and Big5 may have a little damage.
Encoding encoding_of(std::string_view bytes);

/// Whether somebody who reads GB18030 may read the text.
bool looks_like_gb18030(std::string_view bytes);

struct Decoded {
  std::string text;                     ///< UTF-8 without mark, to the first byte that has no meaning
  std::optional<std::size_t> bad = {};  ///< the offset of that byte
};
/// One of Utf16Le, Utf16Be, Gb18030, Big5 as UTF-8.
Decoded decoded(std::string_view bytes, Encoding encoding);

}  // namespace pingxing::document
