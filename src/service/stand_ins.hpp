// Which columns may stand for 编号, 名称, 分组 and 类别 where a table has none of that name: 单位名称, 姓名, 企业类别 …
#pragma once
#include <optional>
#include <string_view>

#include "scheme/scheme.hpp"

namespace pingxing::service {

enum class SubjectColumn : unsigned char { Id, Name, Pool, Kind };

struct StandIn {
  SubjectColumn column = SubjectColumn::Name;
  int rank = 0;  ///< the lower, the better
};
std::optional<StandIn> stand_in_of(const scheme::Scheme& scheme, std::string_view header);

}  // namespace pingxing::service
