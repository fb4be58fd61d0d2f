#include "office/import_plan.hpp"

#include "base/text.hpp"

namespace pingxing::office {

namespace {

std::string without_zeros(const std::string& code) {
  const std::string fold = folded(code);
  return fold.substr(std::min(fold.find_first_not_of('0'), fold.size()));
}

}  // namespace

const std::vector<ImportColumn>& unit_columns() {
  static const std::vector<ImportColumn> columns{
      {{"编号", "id"}, {"单位编号", "unit id", "code"}, true},
      {{"名称", "name"}, {"单位名称", "单位", "unit"}, false},
      {{"上级编号", "parent"}, {"上级单位编号", "上级", "parent id"}, false},
      {{"类型", "kind"}, {"单位类型", "类别", "type"}, false},
      {{"撤销日期", "closed"}, {"撤销时间", "closed on"}, false},
  };
  return columns;
}

const std::vector<ImportColumn>& person_columns() {
  static const std::vector<ImportColumn> columns{
      {{"编号", "id"}, {"人员编号", "工号", "person id", "code"}, true},
      {{"姓名", "name"}, {"名称"}, false},
      {{"单位编号", "unit"}, {"所在单位编号", "unit id"}, false},
      {{"类别", "kind"}, {"人员类别", "type"}, false},
      {{"职务", "post"}, {"岗位", "title"}, false},
      {{"手机", "phone"}, {"手机号", "手机号码", "电话", "联系电话", "mobile"}, false},
      {{"身份证号", "identity number"}, {"身份证", "身份证号码", "公民身份号码", "id number"}, false},
      {{"加入日期", "joined"}, {"加入时间", "joined on"}, false},
      {{"离开日期", "left"}, {"离开时间", "left on"}, false},
  };
  return columns;
}

UnitCodes::UnitCodes(const std::vector<store::Unit>& units) {
  for (const auto& unit : units) {
    by_code_[folded(unit.code)] = &unit;
    by_id_[unit.id] = &unit;
  }
}

const store::Unit* UnitCodes::find(const std::string& code) const {
  const auto found = by_code_.find(folded(code));
  return found == by_code_.end() ? nullptr : found->second;
}

Phrase UnitCodes::hint(const std::string& typed) const {
  for (const auto& [fold, unit] : by_code_) {
    const std::string& code = unit->code;
    if (folded(unit->name) == folded(typed)) return {":这是“" + code + "”的名称", ": it is the name of “" + code + "”"};
    if (without_zeros(code) == without_zeros(typed)) return {":是否应为“" + code + "”", ": is “" + code + "” meant?"};
  }
  return {};
}

std::string RowCodes::read(std::size_t row, document::TableProblems& problems) {
  const Typed typed = table_.code(row, column_, problems);
  if (typed.is_wrong) return "";
  if (typed.text.empty()) {
    table_.tell(text_missing, row, column_, {Phrase(table_.column(column_).header)}, problems);
    return "";
  }
  return take(row, typed.text, problems) ? typed.text : "";
}

bool RowCodes::take(std::size_t row, const std::string& code, document::TableProblems& problems) {
  const auto [seen, is_first] = seen_.emplace(folded(code), table_.number(row));
  if (!is_first) {
    table_.tell(import_code_twice, row, column_, {Phrase(code), std::to_string(seen->second)}, problems);
    return false;
  }
  known_[without_zeros(code)];
  return true;
}

void RowCodes::know(const std::string& code) {
  if (const auto found = known_.find(without_zeros(code)); found != known_.end()) found->second.insert(code);
}

void RowCodes::warn(std::size_t row, const std::string& code, document::TableProblems& problems) const {
  const auto bare = without_zeros(code);
  const auto& like = known_.at(bare);
  if (like.empty() || like.contains(code)) return;
  table_.tell(import_zeros, row, column_, {Phrase(code), Phrase(like.contains(bare) ? bare : *like.begin())}, problems);
}

Result<ReadImport> read_import(const Actor& actor, const std::string& filename, const std::string& bytes,
                               const std::vector<ImportColumn>& columns) {
  if (!actor.may(round::Command::ManageUnits))
    return refuse(not_allowed, {round::row_of(round::Command::ManageUnits).name});
  constexpr std::size_t mb = std::size_t{1} << 20;
  if (bytes.size() > import_bytes_max)
    return refuse(file_too_large,
                  {std::to_string((bytes.size() + mb - 1) / mb), std::to_string(import_bytes_max / mb)});
  ReadImport read;
  read.table = ImportTable::read(filename, bytes, columns, read.found);
  CHECK(read.table || read.found.has_errors());
  return read;
}

}  // namespace pingxing::office
