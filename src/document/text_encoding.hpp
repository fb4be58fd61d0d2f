// What a text that is not UTF-8 might be instead, so that the message can name it.
#pragma once
#include <string_view>

namespace pingxing::document {

/// Whether `bytes`, which are not UTF-8, are most likely GB18030 (or its parts GBK, GB2312): they convert cleanly,
/// give hanzi, and are not UTF-8 with some damage. Judged by at most the first MiB.
bool looks_like_gb18030(std::string_view bytes);

}  // namespace pingxing::document
