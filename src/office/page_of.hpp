// Which rows of a long list are shown on one page of it.
#pragma once
#include <algorithm>
#include <cstddef>

namespace pingxing::office {

struct RowsPage {
  std::size_t found = 0;  // on all pages
  std::size_t page = 1, pages = 1;
  std::size_t begin = 0, end = 0;  // the rows of this one
};

/// `rows` a page, 0: all on one. A page that is not there is the nearest that is.
inline RowsPage page_of(std::size_t found, std::size_t page, std::size_t rows) {
  const std::size_t size = rows == 0 ? std::max<std::size_t>(found, 1) : rows;
  const std::size_t pages = std::max<std::size_t>(1, (found + size - 1) / size),
                    at = std::clamp<std::size_t>(page, 1, pages);
  return {found, at, pages, (at - 1) * size, std::min(found, at * size)};
}

}  // namespace pingxing::office
