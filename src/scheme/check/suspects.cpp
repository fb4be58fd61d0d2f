// Slips that a reader would put right at once: work for pay, two sentences run together, a sentence that is none.
#include <algorithm>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

void suspect(const std::string& text, const Place& place, Phrase what, Problems& problems) {
  problems.add(findings::text_suspect, place, {shortened(text), std::move(what)});
}

/// 扣发绩效工作的2%: what is withheld or raised is pay.
void check_pay(const std::string& text, const Place& place, Problems& problems) {
  if (!has_any(text, {"扣发", "扣减", "扣除", "上浮", "下浮", "发放", "核减"}) || text.find('%') == text.npos) return;
  for (std::string_view word : {"绩效工作", "奖励性工作", "绩效性工作", "岗位工作", "基础性工作", "年终工作"}) {
    if (text.find(word) == text.npos) continue;
    const std::string pay = std::string(word.substr(0, word.size() - 6)) + "工资";
    return suspect(text, place,
                   Phrase("里“" + std::string(word) + "”像是“" + pay + "”",
                          "“" + std::string(word) + "” reads like “" + pay + "”"),
                   problems);
  }
}

/// 促进作用发挥听汇报、查记录: the ways of checking glued to the sentence before them.
void check_glued(const std::string& text, const Place& place, Problems& problems) {
  for (std::string_view way :
       {"查阅资料、", "查看资料、", "查看台账、", "听汇报、", "查记录、", "查文件、", "查资料、", "看资料、",
        "查台账、", "查活动记录、", "查看记录、", "看现场、", "走访群众、", "实地查看、", "听取汇报、"}) {
    const auto at = text.find(way);
    if (at == text.npos || at < 3) continue;
    const auto before = std::string_view(text).substr(0, at);
    const auto first_mark = before.find_last_of(",;:.()[]\"");
    const bool is_after_mark = (first_mark != before.npos && first_mark + 1 == at) ||
                               ends_with_any(before, {"、", "。", "“", "”", "》", "—", "…"});
    const bool is_led_to =
        !before.ends_with("实处") &&
        ends_with_any(before, {"过", "取", "用", "以", "和", "及", "并", "或", "合", "是", "由", "要", "据", "来",
                               "组", "人", "员", "部", "办", "委", "会", "为", "经", "先", "再", "可", "应", "式",
                               "法", "须", "需", "靠", "到", "位", "科", "室", "局", "处", "去", "括", "有", " "});
    if (is_after_mark || is_led_to || character_count(before) < 4) continue;
    return suspect(text, place, Text{"里像是两句话连在了一起", "two sentences seem to run together"}, problems);
  }
}

/// 以下环节:组织生活会等进行评议; 由于…。 without what follows from it.
void check_fragments(const std::string& text, const Place& place, Problems& problems) {
  const bool is_one_clause = text.find(',') == text.npos && text.find(';') == text.npos && text.find(':') == text.npos;
  const bool is_half = is_one_clause && text.ends_with("。") && text.find("。") == text.size() - 3 &&
                       starts_with_any(text, {"由于", "因为", "虽然", "尽管", "如果", "为了", "当", "在于"}) &&
                       !has_any(text, {"所以", "因此", "应当", "必须", "则", "就", "将", "特", "制定"});
  bool is_broken_list = false;
  if (const auto at = text.find("以下"); at != text.npos)
    if (const auto colon = text.find(':', at); colon != text.npos && colon - at < 30) {
      auto list = std::string_view(text).substr(colon + 1);
      is_broken_list = list.find(';') == list.npos && has_any(list, {"等进行", "等开展", "等研究", "等组织"});
    }
  if (is_half || is_broken_list)
    suspect(text, place, Text{"里像是不完整的句子", "this seems to be no whole sentence"}, problems);
}

}  // namespace

void check_suspects(const Reading& r, Problems& problems) {
  for (const auto& line : r.prose) {
    check_pay(line.text, line.place, problems);
    check_glued(line.text, line.place, problems);
    check_fragments(line.text, line.place, problems);
  }
  for (const auto& one : r.scheme.consequences) check_pay(one.text, one.place, problems);
  for (const auto& one : r.scheme.indicators) check_glued(one.title, one.place, problems);
}

}  // namespace pingxing::scheme
