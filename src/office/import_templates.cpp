// The workbooks that the office fills in to import units and people. The example stands in a comment, so that nobody
// imports it.
#include <stdexcept>

#include "document/xlsx_write.hpp"
#include "office/import_plan.hpp"

namespace pingxing::office {

namespace {

struct Help {
  Text says, example;
};

// One each column, as UnitColumn and PersonColumn.
constexpr Help unit_help[] = {
    {{"必填。单位自己的编号,不能重复;已有的编号表示修改该单位",
      "needed; the unit's own number, each once; one that is there already means a change"},
     {"0101", "0101"}},
    {{"新单位必填", "needed for new units"}, {"青松支部", "Pine branch"}},
    {{"上级单位的编号;新单位必填。填另一个编号就是移到那里",
      "the id of the unit above; needed for new units. Another id moves the unit there"},
     {"01", "01"}},
    {{"单位的类型,从列表中选", "choose from the list"}, {"党支部", "branch"}},
    {{"单位撤销的那天;没有撤销就空着。单位不会被删除",
      "the day since which the unit is no more; empty while it is. Units are never deleted"},
     {"2026-06-30", "2026-06-30"}},
};
constexpr Help person_help[] = {
    {{"必填。人员自己的编号或工号,不能重复;已有的编号表示修改此人",
      "needed; the person's own number, each once; one that is there already means a change"},
     {"R001", "R001"}},
    {{"新人员必填", "needed for new people"}, {"江小满", "Jiang Xiaoman"}},
    {{"所在单位的编号,不是名称;新人员必填", "the id of the unit, not its name; needed for new people"},
     {"0101", "0101"}},
    {{"从列表中选,可以空着", "choose from the list; may be empty"}, {"正式党员", "member"}},
    {{"现任职务,可以空着", "the post of today; may be empty"}, {"支部委员", "committee member"}},
    {{"11位手机号,或带横线的座机号。只有考评办公室看得到全号",
      "11 digits, or with hyphens. Only the office sees all of it"},
     {"13800001234", "13800001234"}},
    {{"18位;这一列已设为文本,不会丢失末几位。只有考评办公室看得到全号",
      "18 characters; the column is text, so that no digit is lost. Only the office sees all of it"},
     {"11010519491231002X", "11010519491231002X"}},
    {{"写成2026-03-01的样子", "write it like 2026-03-01"}, {"2020-07-01", "2020-07-01"}},
    {{"离开的那天;没有离开就空着。人员不会被删除",
      "the day of leaving; empty while the person is here. People are never deleted"},
     {"", ""}},
};

constexpr Text empties{"空着:保持原样;只写一个“-”:清空", "empty: stays as it is; a hyphen alone empties it"};

std::string with_both(const Text& text) { return std::string(text.zh) + "\n" + std::string(text.en); }

template <std::size_t Count>
std::string make(const std::vector<ImportColumn>& columns, const Help (&help)[Count],
                 const std::map<std::size_t, std::vector<std::string>>& choices, const Text& title) {
  CHECK(columns.size() == Count);
  document::SheetSpec sheet;
  sheet.name = std::string(title.zh);
  sheet.frozen_columns = 2;
  for (std::size_t i = 0; i < Count; ++i) {
    document::ColumnSpec column;
    column.header = std::string(columns[i].header.zh);
    column.width = 16;
    column.number_format = "@";  // numbers of people and units keep their zeros, long ones their digits
    column.help = with_both(help[i].says) + "\n" + with_both(empties);
    if (!help[i].example.zh.empty()) column.help += "\n例 / example: " + std::string(help[i].example.zh);
    if (const auto list = choices.find(i); list != choices.end() && !list->second.empty()) {
      column.check =
          document::EntryCheck{document::OneOf{list->second}, "请从列表中选 / choose",
                               with_both({"需要其他的,请用CSV或从“数据验证”中去掉这个列表",
                                          "for another, take the list off under “data validation”, or use CSV"})};
    }
    sheet.columns.push_back(std::move(column));
  }
  if (!columns.empty()) sheet.columns.front().help += "\n\n一行的例子 / an example row:\n";
  for (std::size_t i = 0; i < Count; ++i)
    sheet.columns.front().help += (i == 0 ? "" : " | ") + std::string(help[i].example.zh);
  Problems problems;
  auto bytes =
      document::write_xlsx({{std::move(sheet)}, std::string(title.zh)}, std::string(title.en) + ".xlsx", problems);
  if (!bytes)
    throw std::runtime_error("template: " + (problems.empty() ? std::string("not written")
                                                              : problems.kept().front().line(Language::English)));
  return std::move(*bytes);
}

}  // namespace

std::string units_template(const std::vector<std::string>& kinds) {
  const std::vector<std::string> usual{"党委", "党总支", "党支部", "部门", "机关", "企业"};
  return make(unit_columns(), unit_help, {{unit_kind, kinds.empty() ? usual : kinds}}, {"单位", "units"});
}

std::string people_template(const std::vector<std::string>& kinds, const std::vector<std::string>& units) {
  const std::vector<std::string> usual{"正式党员", "预备党员", "发展对象", "入党积极分子", "职工"};
  return make(person_columns(), person_help, {{person_kind, kinds.empty() ? usual : kinds}, {person_unit, units}},
              {"人员", "people"});
}

}  // namespace pingxing::office
