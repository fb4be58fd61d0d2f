#include "service/stand_ins.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"

namespace pingxing::service {

namespace {

using scheme::Subjects;

struct Word {
  std::string_view text;  // folded
  SubjectColumn column;
  std::optional<Subjects> only = {};  // of schemes that assess these
};
constexpr auto Id = SubjectColumn::Id, Name = SubjectColumn::Name, Pool = SubjectColumn::Pool,
               Kind = SubjectColumn::Kind;
constexpr auto Units = Subjects::Units, People = Subjects::People;

// The better ones first.
// clang-format off
constexpr Word words[] = {
    {"对象编号", Id}, {"单位编号", Id, Units}, {"企业编号", Id, Units}, {"组织编号", Id, Units}, {"支部编号", Id, Units}, {"部门编号", Id, Units},
    {"人员编号", Id, People}, {"员工编号", Id, People}, {"职工编号", Id, People}, {"工号", Id, People}, {"学号", Id, People},
    {"编码", Id}, {"代码", Id}, {"对象代码", Id}, {"单位代码", Id, Units}, {"单位编码", Id, Units}, {"code", Id}, {"subjectid", Id}, {"unitid", Id, Units}, {"personid", Id, People}, {"employeeid", Id, People}, {"staffid", Id, People},
    {"对象名称", Name}, {"姓名", Name, People}, {"人员姓名", Name, People}, {"员工姓名", Name, People},
    {"单位名称", Name, Units}, {"企业名称", Name, Units}, {"组织名称", Name, Units}, {"部门名称", Name, Units}, {"支部名称", Name, Units}, {"党支部名称", Name, Units},
    {"被考核单位", Name, Units}, {"考核单位", Name, Units}, {"考核对象", Name}, {"单位", Name, Units}, {"部门", Name, Units}, {"企业", Name, Units}, {"对象", Name},
    {"fullname", Name, People}, {"employee", Name, People}, {"unitname", Name, Units}, {"companyname", Name, Units}, {"subject", Name}, {"unit", Name, Units}, {"department", Name, Units}, {"company", Name, Units},
    {"所在分组", Pool}, {"所属分组", Pool}, {"考核分组", Pool}, {"评比分组", Pool}, {"组别", Pool}, {"group", Pool},
    {"对象类别", Kind}, {"单位类别", Kind, Units}, {"企业类别", Kind, Units}, {"人员类别", Kind, People}, {"岗位类别", Kind, People}, {"考核类别", Kind}, {"类型", Kind}, {"单位类型", Kind, Units}, {"企业类型", Kind, Units}, {"人员类型", Kind, People}, {"category", Kind}, {"type", Kind}};
// clang-format on

constexpr std::pair<std::string_view, SubjectColumn> endings[] = {{"类别", Kind}, {"分组", Pool}};
constexpr int by_ending = 1'000;

}  // namespace

std::optional<StandIn> stand_in_of(const scheme::Scheme& s, std::string_view header) {
  constexpr std::size_t bytes_max = 200;
  if (header.size() > bytes_max) return std::nullopt;
  const std::string word = folded(header);
  if (!s.properties.pool.empty() && word == folded(s.properties.pool)) return StandIn{Pool, -1};
  const auto* found = std::find_if(std::begin(words), std::end(words), [&](const Word& one) {
    return one.text == word && (!one.only || !s.properties.subjects || *one.only == *s.properties.subjects);
  });
  if (found != std::end(words)) return StandIn{found->column, static_cast<int>(found - std::begin(words))};
  const bool is_of_units = s.properties.subjects != Subjects::People;
  if (is_of_units && word.ends_with("名称") && word.size() > std::string_view("名称").size())
    return StandIn{Name, by_ending};
  for (const auto& [ending, column] : endings)
    if (word.ends_with(ending)) return StandIn{column, by_ending};
  return std::nullopt;
}

}  // namespace pingxing::service
