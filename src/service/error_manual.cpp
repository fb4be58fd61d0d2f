// Every code that a message or a result may carry, with what it says and how to mend it.
#include "ballot/messages.hpp"
#include "document/messages.hpp"
#include "rating/messages.hpp"
#include "scheme/check_messages.hpp"
#include "scheme/messages.hpp"
#include "service/language_manual.hpp"
#include "service/messages.hpp"

namespace pingxing::service {

namespace {

std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|' || c == '<') out += '\\';
    out += c;
  }
  return out;
}

template <class Rows>
std::string table_of(const Rows& rows, Language language) {
  const bool is_zh = language == Language::Chinese;
  std::string out = is_zh ? "| 代码 | 级别 | 说什么 | 怎样改 |\n| --- | --- | --- | --- |\n"
                          : "| code | severity | says | how to mend it |\n| --- | --- | --- | --- |\n";
  for (const MessageRow* row : rows) {
    const std::string severity = row->severity == Severity::Error ? "error" : "warning";
    out += "| " + std::string(row->code) + " | " + severity + " | " + cell(row->says.in(language)) + " | " +
           cell(row->mend.in(language)) + " |\n";
  }
  return out;
}

}  // namespace

const std::vector<ResultCode>& result_codes() {
  static const std::vector<ResultCode> codes = {
      {"GRADE_REACHED", {"达到一个等次的条件", "the conditions of a grade hold"}},
      {"NO_GRADE", {"任何等次的条件都不满足", "the conditions of no grade hold"}},
      {"STAR_COUNT", {"按达到的项数得星", "stars by the count of items that reach it"}},
      {"BALLOT_CLASS", {"一票的等次", "the class of one ballot"}},
      {"BALLOTS_JOINED", {"各票取低或取高", "the lower or higher of the ballots"}},
      {"CEILING", {"最高为某一等次", "at most a grade"}},
      {"VETO", {"一票否决", "a veto"}},
      {"DEMOTED", {"降级情形", "a ground of demotion"}},
      {"DEMOTION_COUNTED", {"几条降级合起来降几级", "how several grounds of demotion count together"}},
      {"AT_FLOOR", {"已是最低等次,不再降", "already at the lowest grade"}},
      {"DISQUALIFIED", {"取消资格", "disqualified"}},
      {"OUT_OF_SCOPE", {"不参评", "out of scope"}},
      {"QUOTA_KEPT", {"在名额内", "within the quota"}},
      {"QUOTA_FULL", {"名额已满", "the quota is full"}},
      {"CONDITION_UNMET_IN_FALL",
       {"名额外顺延时不符合该等次的条件,再往下",
        "falling because a quota is full, the conditions of that grade do not hold"}},
      {"NOT_APPLICABLE_MIXED",
       {"同一项有的数据填了不适用,有的填了数", "an item is answered “not applicable” and has figures"}},
      {"NOT_SCALED", {"各项都不适用,没有可折算的,不计入满分", "nothing was left to scale up: it left the full points"}},
      {"TIE_AT_CUT", {"在名额分界处同分,须研究决定", "tied at the cut of a quota: a decision is needed"}},
      {"INPUT_MISSING", {"缺数据,暂不定级", "a figure is missing: not graded yet"}},
      {"POOL_JOINED", {"太小的组与别的组合并排", "a pool too small is ranked with others"}},
      {"POOL_TOO_SMALL", {"合并后仍然太小", "still too small when joined"}},
      {"POOL_INTO_MISSING", {"要并入的组不在数据里", "the pool that should take the small ones is not in the facts"}},
      {"TURNOUT", {"投票不够有效条件", "a ballot below its turnout"}},
      {"REVIEWER_MISSING", {"没有点评人", "nobody reviews"}},
      {"EVALUATOR_MISSING", {"没有评议人", "nobody evaluates"}},
      {"SELF_REVIEW", {"点评人就是本人", "somebody would review themselves"}},
      {"GAP", {"数值不在任何一档", "a figure in none of the bands"}},
      {"OVERLAP", {"数值同时落在几档", "a figure in several bands"}},
      {"TOTAL_SHORT", {"总分不够", "the total is short"}},
      {"ITEM_SHORT", {"某项或某部分不够", "an item or a section is short"}},
      {"REQUIREMENT_UNMET", {"条件未满足", "a requirement is not met"}},
      {"STARS_SHORT", {"得星的项数不够", "too few items earn a star"}},
      {"BALLOTS_SHORT", {"票数不够", "too few votes"}},
      {"NO_PLACE", {"本组没有名额", "the pool has no place"}},
      {"TIED", {"与他人同分", "tied with others"}},
      {"VETOED", {"有否决情形", "a ground of veto"}},
  };
  return codes;
}

std::vector<const MessageRow*> all_messages() {
  std::vector<const MessageRow*> rows(std::begin(scheme::messages::all), std::end(scheme::messages::all));
  rows.insert(rows.end(), std::begin(scheme::check_messages), std::end(scheme::check_messages));
  rows.insert(rows.end(), std::begin(document::messages), std::end(document::messages));
  rows.insert(rows.end(), std::begin(messages), std::end(messages));
  rows.insert(rows.end(), std::begin(rating::messages::all), std::end(rating::messages::all));
  rows.insert(rows.end(), std::begin(ballot::messages), std::end(ballot::messages));
  return rows;
}

std::string error_manual(Language language, const std::vector<MessagePart>& more) {
  const bool is_zh = language == Language::Chinese;
  std::string out = is_zh ? "# 消息\n\n本页由 `pingxing language --errors` 生成。{0} {1} …处填入具体内容。\n"
                          : "# Messages\n\nPrinted by `pingxing language --errors`. {0} {1} … are filled in.\n";
  const auto part = [&](Text title, const auto& rows) {
    out += "\n## " + std::string(title.in(language)) + "\n\n" + table_of(rows, language);
  };
  part({"方案:文件里写的", "The scheme as a document"}, scheme::messages::all);
  part({"方案:检查发现的", "What the checker finds"}, scheme::check_messages);
  part({"文件", "Files"}, document::messages);
  part({"数据、历次结果和请求", "Facts, earlier results and requests"}, messages);
  part({"改动", "Changes asked for"}, rating::messages::all);
  part({"选票和公布表", "Ballots and bulletins"}, ballot::messages);
  for (const auto& one : more) part(one.title, one.rows);
  out += is_zh ? "\n## 结果里的代码\n\n| 代码 | 意思 |\n| --- | --- |\n"
               : "\n## Codes in results\n\n| code | meaning |\n| --- | --- |\n";
  for (const auto& one : result_codes())
    out += "| " + std::string(one.code) + " | " + std::string(one.meaning.in(language)) + " |\n";
  return out;
}

}  // namespace pingxing::service
