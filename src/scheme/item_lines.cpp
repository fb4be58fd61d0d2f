#include "scheme/item_lines.hpp"

#include "scheme/numerals.hpp"
#include "scheme/pattern.hpp"
#include "scheme/rule_words.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::scheme {

std::span<const ItemLineRow> item_line_rows() {
  using How = AfterZero::How;
  static const std::vector<ItemLineRow> rows = {
      {"not applicable: leaves", NotApplicable::Leaves, How::Once, Reach::Item,
       {"不适用时:不计入满分", "<absent><its>(不计入|不纳入|不列入|不算入|不算在|不计算在|不参与|不计)[考核|本期|本年度|应得]*(满分|总分|总分值|应得分|分母|基数|计分|总分内|满分内|满分值|总分计算|考核|评分)",
        "<lacking><its>(不计入|不纳入|不列入)(满分|总分|应得分|分母|基数)", "<absent><its>不(参与|参加)[<this>]*(考核|考评|评分|计分)", "<absent><its>(不计分|不考核|不予考核|不作考核|免予考核|免考|免考核|不评分)", "<absent><its>从(满分|应得分|分母)[中|里](扣除|剔除|减去|去除|核减|减除)[<this>|其]*[分值|分]", "<absent><its>从总分[中|里](剔除|去除|减除)[<this>|其]*[分值|分]"},
       {"not applicable:leaves the maximum", "<notso>[the item |it |its points |these ]*[is |are |to be ]*(leaves|leave|left out of|leave out of|taken out of|take out of|dropped from|drop from|excluded from|exclude from|not counted in|does not count in|do not count in|does not count towards|do not count towards|removed from|out of|omitted from|deducted from)[ the] (maximum|full points|full marks|total|maximum points|points available|possible points|denominator)",
        "<notso>[the item |it ]*[is |are |to be ]*(left out|excluded|omitted|not counted|does not count)"},
       {"该项不计入满分和总分", "the item counts neither in the score nor in the full points"}, {"不适用时:不计入满分", "not applicable: leaves the maximum"}},
      {"not applicable: scaled in its section", NotApplicable::ScaledInSection, How::Once, Reach::Item,
       {"不适用时:按比例折算到本部分其余各项", "<absent><its>[按|按照|依]*[同|等|相应|分值]*比例(折算|折合|换算|分摊|分配|调整)(到|至|给|于|入)<own>[的|内|中]*[<rest>]", "<lacking><its>[按|按照|依]*[同|等|相应|分值]*比例(折算|折合|换算|分摊|分配|调整)(到|至|给|于|入)<own>[的|内|中]*[<rest>]"},
       {"not applicable:scaled over the rest of its section", "<notso><share>[ pro rata| proportionally]* (over|to|among|across|within) [the (rest|other items|others|remaining items) of ](the|its|this) (section|part)"},
       {"所在部分的其余各项按比例折算", "the rest of its section is scaled up"}, {"不适用时:按比例折算到本部分其余各项", "not applicable: scaled over the rest of its section"}},
      {"not applicable: scaled over the whole", NotApplicable::ScaledInTotal, How::Once, Reach::Item,
       {"不适用时:按比例折算到总分", "<absent><its>[按|按照|依]*[同|等|相应|分值]*比例(折算|折合|换算|分摊|分配|调整)(到|至|成|为|给|于)(总分|满分|百分制|100分|100分制|考核总分|全部其他项目|全部其余项目|其他各部分|其他部分|其余部分)", "<lacking><its>[按|按照|依]*[同|等|相应|分值]*比例(折算|折合|换算|分摊|分配|调整)(到|至|成|为|给|于)(总分|满分|百分制|100分|100分制|考核总分|全部其他项目|全部其余项目|其他各部分|其他部分|其余部分)", "<absent>[<rest>]*[得分|的得分|总分|总得分]*[按|按照]*[同|等|相应|分值]*[比例]*(折算|折合|换算)(到|至|成|为)(总分|满分|百分制|100分|100分制)", "<lacking>[<rest>]*[得分|的得分|总分|总得分]*[按|按照]*[同|等|相应|分值]*[比例]*(折算|折合|换算)(到|至|成|为)(总分|满分|百分制|100分|100分制)"},
       {"not applicable:scaled over the whole", "<notso><share>[ pro rata| proportionally]* (over|to|across) [the ](whole|total|whole scheme|other sections|other parts|full total|100|100 points)"},
       {"全部其余各项按比例折算到满分", "all the rest is scaled up to the full points"}, {"不适用时:按比例折算到总分", "not applicable: scaled over the whole"}},
      {"not applicable: scaled", NotApplicable::Scaled, How::Once, Reach::Item,
       {"不适用时:按比例折算", "<absent><its>[按|按照|依]*[同|等|相应|分值]*比例(折算|折合|换算|分摊|分配|计算|折算计分|调整)[到|至|给|于|在|进|入]*[<rest>]", "<lacking><its>[按|按照|依]*[同|等|相应|分值]*比例(折算|折合|换算|分摊|分配|计算|折算计分|调整)[到|至|给|于|在|进|入]*[<rest>]", "<absent><its>(折算|分摊|分配)[到|至|给|于]<rest>[中|里]", "<lacking><its>(折算|分摊|分配)[到|至|给|于]<rest>[中|里]", "<absent><rest>[得分|的得分|分值]*[按|按照]*[同|等|相应|分值]*比例(折算|折合|换算|放大|计算|调整)", "<lacking><rest>[得分|的得分|分值]*[按|按照]*[同|等|相应|分值]*比例(折算|折合|换算|放大|计算|调整)"},
       {"not applicable:scaled over the rest", "<notso><share>[ pro rata| proportionally]*[ over| to| among| across| onto| by]*[ the]*[ rest| other items| others| remaining items| remaining ones]", "<notso>[the rest |the other items |the others |the remaining items ]*[is |are ]*<share>[ pro rata| proportionally]"},
       {"该项所在部分的其余各项(写在属性里的,是全部各项)按比例折算到满分", "the rest of its section, or where the properties say it the whole, is scaled up to the full points"}, {"不适用时:按比例折算", "not applicable: scaled over the rest"}},
      {"not applicable: full points", NotApplicable::Full, How::Once, Reach::Item,
       {"不适用时:得满分", "<absent><its>[可|应]*(<full>|(按|计|记|给|以|视为|视同|默认|默认为|按照)[<this>|该项|此项|本项|其]*(满分|标准分|全分)[计|计算|计分|处理|算|对待|处理]|不扣分|不减分|不予扣分)"},
       {"not applicable:full points", "<notso>[the item |it ]*[scores |counts as |gets |is given |given |treated as |earns |is |are |has ]*[the |its ]*<fullmarks>"},
       {"该项得满分", "the item has its full points"}, {"不适用时:得满分", "not applicable: full points"}},
      {"not applicable: 0", NotApplicable::Nothing, How::Once, Reach::Item,
       {"不适用时:不得分", "(不适用|不涉及)[<this>]*<when><its>(不得分|得0分|计0分|记0分|按0分计|不给分)"},
       {"not applicable:0 points", "<notso>[the item |it ]*[scores |counts as |gets |is |are ]*(0|zero|nothing|no points|0 points|scores nothing)"},
       {"该项得0分", "the item scores 0"}, {"不适用时:不得分", "not applicable: 0 points"}},
      {"used up: further", std::nullopt, How::Once, Reach::Further,
       {"扣完时追加减{amount}分", "<spent>[再|将|还|并]*[从|在]<own>[的]*[总|分值|得分]*[中|里|内][再|另|追加|另外|另行]*<minus>{amount}分", "<spent>[将|还|并]*(追加|再|另|另外|另行|再行)[追加]<minus>{amount}分"},
       {"once used up,deducts {amount} further", "<usedup>[a ]*[further |another |an additional |additionally ]*<off> [a further |another |an additional ]*{amount}<points>[ more| further| extra| in addition| on top]* [from (its|the) section]", "<usedup>[a ]*[further |another |an additional |additionally ]*<off> [a further |another |an additional ]*{amount}<points>[ more| further| extra| in addition| on top]", "<usedup>[a ]*(further|another|additional) {amount}<points> (is|are) (deducted|taken off|lost)"},
       {"该项的分减完了,再从所在部分减", "where its deductions have reached its points, so much beside the item, from its section"}, {"扣完时追加减10分", "once used up, deducts 10 further"}},
      {"used up: from the total", std::nullopt, How::Once, Reach::Total,
       {"扣完时另从总分减{amount}分", "<spent>[再|将|还|并|应]*[另|另外|另行|再|追加|还]*(从|在)<overall>[中|里|内]*[再|另|追加|另外|另行|直接]*<minus>{amount}分"},
       {"once used up,deducts {amount} from the total", "<usedup>[a ]*[further |another |an additional |additionally ]*<off> [a further |another |an additional ]*{amount}<points>[ more| further]* from the total", "<usedup>[a ]*[further |another |additional ]*{amount}<points> (is|are) (deducted|taken|taken off|lost) from the total"},
       {"该项的分减完了,再从总分中减", "where its deductions have reached its points, so much from the total"}, {"扣完时另从总分减5分", "once used up, deducts 5 from the total"}},
      {"used up: each further time", std::nullopt, How::EachMore, Reach::Further,
       {"扣完后每再发生1次追加减{amount}分", "<spent>每<again>{times}[的|,]*[再|另|追加|另外|另行]*[从|在]<own>[中|里|内][再|另|追加|另外|另行]*<minus>{amount}分", "<spent>每<again>{times}[的|,]*[再|另|追加|另外|另行|还]*<minus>{amount}分"},
       {"once used up,each further time deducts {amount} further", "<usedup>(each|every|for each|for every) (further|additional|more|other) [time|case|one|occurrence|event|incident|instance]*[ |, ]*<off> {amount}<points>[ more| further| in addition]"},
       {"减完以后的每一次,再从所在部分减;该项只有一条“每次减…”", "each time beyond those that used up the item, from its section; the item has one rule that deducts each time"}, {"扣完后每再发生1次追加减2分", "once used up, each further time deducts 2 further"}},
      {"used up: each further time, from the total", std::nullopt, How::EachMore, Reach::Total,
       {"扣完后每再发生1次另从总分减{amount}分", "<spent>[仍|再|继续|又|还]*(发生|出现|发现|违反|违规|再犯)[的|者]*[,]*每(次|起|例|项|件|人次)[再|另|追加|另外|另行|还]*(从|在)<overall>[中|里|内]*[再|另|追加|另外|另行|直接]*<minus>{amount}分", "<spent>每<again>{times}[的|,]*[再|另|追加|另外|另行|还]*(从|在)<overall>[中|里|内]*[再|另|追加|另外|另行|直接]*<minus>{amount}分"},
       {"once used up,each further time deducts {amount} from the total", "<usedup>(each|every|for each|for every) (further|additional|more|other) [time|case|one|occurrence|event|incident|instance]*[ |, ]*<off> {amount}<points>[ more| further]* from the total"},
       {"减完以后的每一次,从总分中减", "each time beyond those that used up the item, from the total"}, {"扣完后每再发生1次另从总分减2分", "once used up, each further time deducts 2 from the total"}},
      {"used up: what is in excess", std::nullopt, How::Excess, Reach::Total,
       {"扣完后超出的部分从总分减", "<spent><excess>[再|另|继续|应|可]*(从|在)<overall>[中|里|内]*[再|继续|直接|追加|另行]*(扣除|扣减|扣|减|减去|抵扣|减除|扣分)"},
       {"once used up,the excess is deducted from the total", "<usedup>(the excess|any excess|what is in excess|what is left|the rest) (is|goes|comes) (deducted|taken|off|taken off) [from ]*the total"},
       {"多扣的分,从总分中减", "what was deducted beyond the item's points, from the total"}, {"扣完后超出的部分从总分减", "once used up, the excess is deducted from the total"}},
      {"used up: what is in excess, from the section", std::nullopt, How::Excess, Reach::Further,
       {"扣完后超出的部分从本部分减", "<spent><excess>[再|另|继续|应|可]*(从|在)<own>[的]*[总分|分值|得分]*[中|里|内]*[再|继续|直接|追加|另行]*(扣除|扣减|扣|减|减去|抵扣|减除|扣分)"},
       {"once used up,the excess is deducted from its section", "<usedup>(the excess|any excess|what is in excess|what is left|the rest) (is|goes|comes) (deducted|taken|off|taken off) from (its|the) section"},
       {"多扣的分,从所在部分减", "what was deducted beyond the item's points, from its section"}, {"扣完后超出的部分从本部分减", "once used up, the excess is deducted from its section"}}};
  return rows;
}

namespace {

constexpr std::size_t line_bytes_max = 240, unit_bytes_max = 18;

bool accepts(std::string_view slot, std::string_view text) {
  if (slot == "amount") return points_number(text).has_value();
  // 1次, 一起, 1: the unit of the count, whichever it is.
  if (text.starts_with("一")) text.remove_prefix(3);
  else if (text.starts_with("1")) text.remove_prefix(1);
  else return false;
  return text.size() <= unit_bytes_max && !has_digit(text) && !holds_any(text, {"扣", "减", "从", "的", ",", "分"});
}

struct Compiled {
  const ItemLineRow* row;
  std::vector<Pattern> patterns;
};

const std::vector<Compiled>& compiled() {
  static const std::vector<Compiled> made = [] {
    std::vector<Compiled> out;
    for (const auto& row : item_line_rows()) {
      out.push_back({&row, {}});
      for (const auto* list : {&row.zh, &row.en})
        for (const auto pattern : *list) out.back().patterns.emplace_back(pattern);
    }
    return out;
  }();
  return made;
}

/// Most lines are none: they hold none of these words.
bool may_be_one(std::string_view text) {
  return holds_any(text, {"适用", "涉及", "承担", "开展", "缺项", "没有", "无", "扣完", "减完", "扣光", "减光", "0分", "applicable", "n/a", "apply", "used up", "exhausted", "nothing is left", "at 0"});
}

}  // namespace

std::optional<ItemLine> parse_item_line(std::string_view normalised) {
  if (normalised.size() > line_bytes_max) return std::nullopt;
  const std::string lower = lower_ascii(normalised);
  if (!may_be_one(lower)) return std::nullopt;
  const std::string text = with_plain_numerals(plain_rule(lower));
  const MarkedText marked(Piece(text, nullptr));
  for (const auto& one : compiled())
    for (const auto& pattern : one.patterns) {
      if (!pattern.may_match(marked)) continue;
      const auto captures = pattern.match(marked, accepts);
      if (!captures) continue;
      ItemLine out;
      if (one.row->not_applicable) {
        out.not_applicable = one.row->not_applicable;
        return out;
      }
      AfterZero said;
      said.how = one.row->how;
      said.reach = one.row->reach;
      said.is_reach_stated = said.reach == Reach::Total || holds_any(text, {"部分", "大项", "类", "section"});
      for (const auto& [slot, piece] : *captures)
        if (slot == "amount") said.amount = *points_number(piece.text);
      out.after_zero = said;
      return out;
    }
  return std::nullopt;
}

std::vector<ItemLine> take_item_lines(std::string_view& line) {
  std::vector<ItemLine> out;
  if (line.size() > 4 * line_bytes_max || !may_be_one(lower_ascii(line))) return out;
  while (!line.empty()) {
    std::optional<ItemLine> found = parse_item_line(line);
    std::size_t at = 0, end = 0;
    for (; !found && at < line.size(); ++at) {
      const std::size_t width = line.substr(at).starts_with("。") ? 3 : line[at] == ';' || line[at] == ',' ? 1 : 0;
      if (width == 0) continue;
      end = at;
      found = parse_item_line(trimmed(line.substr(at + width)));
      if (found) break;
    }
    if (!found) return out;
    out.insert(out.begin(), *found);
    line = trimmed(line.substr(0, end));
  }
  return out;
}

}  // namespace pingxing::scheme
