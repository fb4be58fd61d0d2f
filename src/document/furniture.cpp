#include "document/furniture.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

#include "base/text.hpp"
#include "document/messages.hpp"

namespace pingxing::document {

namespace {

constexpr std::size_t rows_shown_max = 6, label_characters_max = 20, note_characters_min = 10;

// Words are folded: half-width, lower case, without blanks.
// clang-format off
constexpr std::string_view furniture_headers[] = {
    "序号", "顺序号", "序", "行号", "no", "no.", "№", "s/n", "serial", "serialno", "serialno.", "serialnumber", "#",
    "总分", "总得分", "总成绩", "得分", "分数", "成绩", "考核分", "考核得分总计", "总扣分", "扣分合计", "加分合计", "最终得分", "综合得分", "考核得分", "合计得分", "得分合计", "分数合计", "合计", "总计", "小计", "累计", "共计", "总和",
    "合计分", "平均", "平均分", "平均值", "total", "totalscore", "sum", "subtotal", "grandtotal", "average", "mean",
    "名次", "排名", "位次", "排序", "rank", "ranking", "等次", "等级", "星级", "考核等次", "评定等次", "考核结果", "评定结果", "结果", "grade", "stars", "status", "状态", "result",
    "备注", "附注", "说明", "注", "备注说明", "note", "notes", "remark", "remarks", "comment", "comments",
    "电话", "联系电话", "手机", "手机号", "手机号码", "办公电话", "联系人", "联系方式", "phone", "phonenumber", "telephone", "mobile", "contact", "email", "e-mail", "邮箱", "电子邮箱", "微信",
    "签字", "签名", "签章", "盖章", "确认", "本人签字", "signature", "signed", "signedby",
    "填表人", "制表人", "填报人", "审核人", "复核人", "检查人", "经办人", "记录人", "preparedby", "checkedby", "approvedby",
    "日期", "填表日期", "填报日期", "检查日期", "填报时间", "检查时间", "date",
    "性别", "年龄", "出生年月", "出生日期", "民族", "学历", "政治面貌", "职务", "岗位", "职称", "入职时间", "参加工作时间", "身份证号", "身份证号码", "gender", "sex", "age", "post", "jobtitle",
    "单位", "单位名称", "所在单位", "所属单位", "工作单位", "部门", "所在部门", "所属部门", "科室", "班组", "地址", "单位地址", "联系地址", "负责人", "主要负责人", "法定代表人", "法人", "统一社会信用代码", "社会信用代码", "照片", "address",
    "版本version", "版本", "version"};
constexpr std::string_view furniture_endings[] = {
    "签字", "签名", "盖章", "(签字)", "(签名)", "(盖章)", "备注", "理由", "原因", "扣分事由", "事由", "扣分说明", "情况说明", "佐证材料", "联系电话", "手机号码", "signature", "reason", "remarks"};

constexpr std::string_view total_words[] = {
    "合计", "总计", "小计", "共计", "累计", "总和", "总数", "汇总", "平均", "平均分", "平均值", "平均数", "均值", "均分", "人均", "最高", "最高分", "最高值", "最低", "最低分", "最低值",
    "满分", "满分值", "标准分", "标准分值", "分值", "总分", "总得分", "权重", "合计得分", "得分合计", "总人数", "总户数", "中位数", "标准差",
    "total", "totals", "subtotal", "sub-total", "grandtotal", "sum", "average", "averages", "avg", "avg.", "mean", "median", "maximum", "max", "max.", "minimum", "min", "min.",
    "fullmark", "fullmarks", "fullscore", "maximumscore", "weight", "highest", "lowest"};
constexpr std::string_view total_endings[] = {"合计", "总计", "小计", "共计", "平均", "平均分", "平均值", "平均数", "subtotal", "grandtotal", "total", "average"};
constexpr std::string_view total_beginnings[] = {"合计:", "总计:", "小计:", "共计:", "平均:", "平均分:", "满分:", "total:", "subtotal:", "average:", "sum:"};
constexpr std::string_view signature_words[] = {
    "填表人", "制表人", "制表", "填报人", "填报单位", "填表单位", "审核人", "审核", "复核人", "复核", "审批人", "审批", "批准人", "负责人", "单位负责人", "部门负责人", "分管领导", "主管领导", "主要领导",
    "领导签字", "负责人签字", "经办人", "经手人", "检查人", "检查人员", "考核人", "考核人员", "考核组", "考核组长", "组长", "评分人", "评委", "监督人", "记录人", "统计人", "联系人", "联系电话",
    "日期", "填表日期", "填报日期", "制表日期", "时间", "填表时间", "填报时间", "签字", "签名", "盖章", "(签字)", "(盖章)", "公章", "单位公章", "单位(盖章)", "单位盖章", "填报单位(盖章)", "年月日",
    "注", "备注", "说明", "附注", "填表说明", "注意", "注1", "注2", "注3",
    "preparedby", "checkedby", "reviewedby", "approvedby", "signature", "signed", "signedby", "date", "note", "notes", "remark", "remarks"};
// clang-format on

template <const auto& list>
bool is_among(std::string_view text) {
  static const std::set<std::string_view> words(std::begin(list), std::end(list));
  return words.contains(text);
}
template <class List>
bool ends_with_any(std::string_view text, const List& list) {
  return std::any_of(std::begin(list), std::end(list), [&](std::string_view word) { return text.ends_with(word); });
}

/// Without a colon and a bracket at the end: 合计(元): is 合计.
std::string_view bare(std::string_view text) {
  while (text.ends_with(':') || text.ends_with('=')) text.remove_suffix(1);
  if (text.ends_with(')') && text.find('(') != text.npos && text.find('(') > 0) text = text.substr(0, text.find('('));
  return text;
}

bool is_total(std::string_view word) {
  return is_among<total_words>(bare(word)) ||
         std::any_of(std::begin(total_beginnings), std::end(total_beginnings),
                     [&](std::string_view begin) { return word.starts_with(begin); });
}

/// 填表人:某某, 年 月 日.
bool is_signature(std::string_view word) {
  if (word == "年月日" || word.ends_with("年月日")) return true;
  const std::size_t colon = word.find(':');
  const bool is_word = is_among<signature_words>(bare(word.substr(0, colon)));
  return is_word && (colon != word.npos || word.ends_with("签字") || word.ends_with("盖章)") || word.ends_with("盖章"));
}

/// A sentence below the table.
bool is_note(std::string_view text) {
  constexpr std::string_view marks[] = {"。", "，", "；", "：", "、", "\n", ", ", ": ", ". ", "; "};
  return character_count(text) >= note_characters_min &&
         std::any_of(std::begin(marks), std::end(marks),
                     [&](std::string_view mark) { return text.find(mark) != text.npos; });
}

std::string label_of(std::string_view text) {
  std::string line = cell_text(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::size_t at = 0;
  for (std::size_t count = 0; at < line.size(); ++count) {
    if (count == label_characters_max) return line.substr(0, at) + "…";
    next_character(line, at);
  }
  return line;
}

}  // namespace

bool is_furniture_header(std::string_view header) {
  constexpr std::size_t bytes_max = 200;  // a header is short
  if (header.size() > bytes_max) return false;
  const std::string word = folded(header);
  return is_among<furniture_headers>(word) || is_among<furniture_headers>(bare(word)) ||
         ends_with_any(word, furniture_endings);
}

namespace {

/// The last three bytes as one number.
constexpr std::uint32_t end_code(std::string_view text) {
  std::uint32_t code = 0;
  for (const char c : text.substr(text.size() - std::min<std::size_t>(text.size(), 3)))
    code = code << 8 | static_cast<unsigned char>(c);
  return code;
}

template <std::size_t N>
constexpr std::array<std::uint32_t, N> end_codes(const std::string_view (&ends)[N]) {
  std::array<std::uint32_t, N> codes{};
  for (std::size_t i = 0; i < N; ++i) codes[i] = end_code(ends[i]);
  return codes;
}

constexpr std::string_view english_ends[] = {"tal", "als", "sum", "age", "ges", "avg", "ean", "ian",
                                             "max", "min", "mum", "ark", "rks", "ore", "ght", "est"};
constexpr std::string_view chinese_ends[] = {"计", "均", "分", "值", "和", "数", "总", "高", "低", "重",
                                             "差", "字", "章", "日", "号", "码", "）", "。", "；", "\u3000"};
constexpr auto english_codes = end_codes(english_ends);
constexpr auto chinese_codes = end_codes(chinese_ends);

}  // namespace

bool may_be_left_out(std::string_view text) {
  if (text.empty() || text.find(':') != text.npos) return true;
  if (text.find('\xEF') != text.npos) return true;  // full-width signs
  const char last = text.back();
  if (last >= '0' && last <= '9') return false;
  if (static_cast<unsigned char>(last) >= 0x80)
    return std::find(chinese_codes.begin(), chinese_codes.end(), end_code(text)) != chinese_codes.end();
  const bool is_letter = (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
  return !is_letter ||
         std::find(english_codes.begin(), english_codes.end(), end_code(text) | 0x202020U) != english_codes.end();
}

std::optional<std::string> why_left_out(const std::vector<Cell>& row, const RowLabels& labels) {
  const auto text_at = [&](int column) -> std::string_view {
    return column >= 0 && static_cast<std::size_t>(column) < row.size()
               ? std::string_view(row[static_cast<std::size_t>(column)].text)
               : std::string_view();
  };
  constexpr std::size_t bytes_max = 4'000;  // what is longer is no blank, and is not copied
  const auto has_text = [](const Cell& cell) { return cell.text.size() > bytes_max || !cell_text(cell.text).empty(); };
  const auto first = std::find_if(row.begin(), row.end(), has_text);
  if (first == row.end()) return std::nullopt;
  const auto word_of = [](std::string_view text) { return text.size() > bytes_max ? std::string("…") : folded(text); };
  const std::string id = word_of(text_at(labels.id)), name = word_of(text_at(labels.name)),
                    begin = word_of(first->text);
  if (!labels.id_header.empty() && id == labels.id_header) return label_of(text_at(labels.id));
  if (is_total(begin) && (id.empty() || id == begin)) return label_of(first->text);
  if (is_total(id)) return label_of(text_at(labels.id));
  if (is_total(name)) return label_of(text_at(labels.name));
  const bool has_own_id = !id.empty() && id != begin;
  const bool is_first_the_id = id == begin && !id.empty();
  if (!has_own_id && ends_with_any(bare(begin), total_endings)) return label_of(first->text);
  if (id.empty() && ends_with_any(bare(name), total_endings)) return label_of(text_at(labels.name));
  if (is_signature(begin) && (id.empty() || is_first_the_id)) return label_of(first->text);
  const bool is_alone = std::none_of(first + 1, row.end(), has_text);
  if (is_alone && is_note(first->text)) return label_of(first->text);
  return std::nullopt;
}

void LeftOutRows::add(const Place& place, int row, std::string label) {
  if (count_++ == 0) {
    first_ = place;
    first_row_ = row;
  }
  if (shown_.size() < rows_shown_max) shown_.emplace_back(row, std::move(label));
}

void LeftOutRows::tell(TableProblems& problems) const {
  if (count_ == 0) return;
  Phrase list;
  for (const auto& [row, label] : shown_) {
    list.zh += (list.zh.empty() ? "" : "、") + ("第" + std::to_string(row) + "行“") + label + "”";
    list.en += (list.en.empty() ? "" : ", ") + ("row " + std::to_string(row) + " “") + label + "”";
  }
  if (const std::size_t more = count_ - shown_.size(); more > 0) {
    list.zh += "等" + std::to_string(count_) + "行";
    list.en += " and " + std::to_string(more) + " more";
  }
  problems.add(table_rows_left_out, first_, {list}, {first_row_, 0});
}

}  // namespace pingxing::document
