#include "scheme/synonyms.hpp"

#include <vector>

// Tables read best with a row a line.
// clang-format off

namespace pingxing::scheme {

std::span<const Synonyms> synonyms() {
  static const std::vector<Synonyms> rows = {
      {"so", "[则|各|均|一律|就|予以|给予|直接|另|将|应]"},
      {"item", "(该项|此项|本项|本项目|该项目|本指标|该指标|当项|本条|该条)"},
      {"minus", "<so>(减|扣|减去|减掉|扣除|扣减|扣掉|扣去|扣罚|减扣|核减|-)[<item>|考核|考核分|分值|分数]"},
      {"plus", "<so>(加|奖|奖励|加计|加记|增加|增|再加|可加|+)[考核|考核分]"},
      {"gets", "<so>(得|计|记|给|可得|评|打|获|为|计为|记为|按)"},
      {"void", "[的]<so>[<item>](不得分|不给分|不计分|不予得分|不予计分|得零分|计零分|记零分|得0分|计0分|记0分|为0分|按0分计|扣完|全扣|扣全分|扣满分|扣除全部分值|扣除全部分数|扣除全部得分)"},
      {"full", "[的]<so>[得|计|记|给|为|获|可得](满分|全分|该项满分|本项满分|全部分值)"},
      {"free", "[的][则](不减分|不扣分|免于减分|免于扣分|免减|免扣|不予扣分|不予减分|不计扣分|不作扣分)"},
      {"judge", "(酌情|视情|视情节|视情节轻重|视情况|视情形|根据情节|根据情节轻重|根据情况|按情节|按情节轻重|视程度|视轻重|视严重程度|视影响|视影响大小|视影响程度|视贡献|视贡献大小|视后果|视危害程度|视成效|酌情给予|视具体情况|由考核组酌情)[予以|分别]"},
      {"past", "[的|者|后|以后|之后|以上|的部分|部分|以外|以外的|时][,|;][超出部分|超过部分|超出的部分|超过的部分|多出部分|多出的部分|超额部分|超出的|超过的|多出的][,]"},
      {"more", "[再](超过|超出|超|多|增加|增|高|高出|升高|上升|增长|提高|上涨)"},
      {"less", "[再](低|低于|降低|下降|降|少|减少|差|相差|下滑|欠|缺|不足|回落)[了]"},
      {"needs", "[每期|应|须|需|必须|要求|要|应当](达|达到|有|完成|不少于|不得少于|不低于|不得低于|至少|最少|开展|组织|召开|报送|举办|>=|≥)[有|开展|组织|召开|完成|报送|举办|参加|提交|上报]"},
      {"line", "[以](达到|达|不低于|不得低于|不少于|不得少于|应达到|应达|应不低于|须达到|要求达到|要求|目标|目标值|目标为|基准|基准为|标准为|以|>=|≥)"},
      {"part", "(加|扣|减|得|计|扣分|加分|得分|奖励|)"},
      {"reached", "[的][,][得|计|记|给|为](满分|全分|不扣分|不减分|{at_full}分)[的]"},
      {"lacks", "[每](少|缺|差|欠|缺少|减少|少于|短缺|漏)[报送|报|开展|开|了|完成|召开|组织|举办|参加|提交|上报|一次性]"},
      {"highest", "[同时|同一年度|年度内][受到|受|获得|获|被|有]*[多级|多项|多个|多次|两级以上|两项以上|不同级别|不同层级|几级|不同层次][表彰|通报|奖励|处分|批评|荣誉|奖项|问责|曝光|通报批评|表扬]*[的|时]*[,][同一事项|同一项目|同一奖项|同一内容|同一成果|同一荣誉|同一工作|同一活动|同项|同类|多项的][多次获奖|多次获奖的|多次获得|多次获得的|多次表彰的|多次受表彰的|重复获奖|重复获奖的|获多级表彰的|获多项奖励的|获多级奖励的][,][只|均|仅|一律|统一|可]*(就高不重复|就高不重复计分|就高不重复加分|择高|择高计分|择优计分|从高|从高计分|就高计分|就高加分|取高|取高分|就高|就高不就低|不累计|不累加|不累计计分|不累计加分|不累计扣分|不重复|不重复计分|不重复加分|不重复扣分|不重复计算|不重复计|不得重复计分|不得重复加分|不得累计|不得累加|按就高原则计分|按就高原则加分|按就高原则|<best>)[,][<best>|不累计|不累加|不重复计分|不重复加分|不重复|不累计加分|不累计计分|不重复计算]"},
      {"best", "(按|以|取|就|择|从|计|按照|只计|只取|选取|选)[其中|其|所获|所得|获奖]*(最高|较高)[级别|级|等级|等次|档次|档|层级|层次|奖项|奖次|荣誉|标准|分|分值|分数|得分|值|项|者|的|一项|一次|一级|一档|一个|1项|1次|的一项|的一次|项目]*[计分|计算|计|计入|加分|扣分|得分|给分|记分|计一次|加一次|计1次|加1次|计一项|认定|奖励|为准|执行|计取]"},
      {"all", "(累计|累加|可累计|可累加|可以累计|累计计分|累计加分|累计扣分|累加计分|分别计分|分别计算|逐项累计)"},
      {"limit", "(最多|最高|至多|上限|上限为|上限是|不超过|不得超过|不高于|最高不超过|最多不超过|最高不得超过|以不超过|封顶|限|累计上限)"},
      {"summed", "[累计|合计|总计|共计|共|加分|扣分|得分|减分|奖励|奖分|考核|计分|累计加分|累计扣分|累计得分|加分累计|扣分累计|加分合计|扣分合计|加分总计|扣分总计|只|只能|内累计|内合计|的加分|的扣分]"},
      {"whole", "[{cycle}|本项|该项|此项|全部|单项|{subject}|累计|合计|总计|共计|总共|共|最终|分值|累计分值|累计加分|累计扣分|累计得分|加分|扣分|得分|加分累计|扣分累计|加分合计|扣分合计|总加分|总扣分]"},
      {"off", "(deducts|deduct|loses|lose|costs|cost|minus|takes off|take off|less|subtract|subtracts|-)"},
      {"on", "(adds|add|plus|earns an extra|earn an extra|gains|gain|+)"},
      {"earns", "(scores|score|earns|earn|gets|get|gives|give|receives|is worth|worth|=)"},
      {"points", "[ points| point| pts| pt| marks| mark]"},
      {"per", "(each|per|every|for each|for every)"},
      {"nothing", "(scores nothing|scores zero|gets nothing|gets zero|earns nothing|earns 0|gets 0|scores 0|no points|no marks|zero|none|nothing|voids the item)"},
      {"this", "(此项|该项|本项|这项|此类|该类|相关|此方面|该方面|上述|这类|此条|该条|本条|此|该|本)[考核]*[工作任务|工作|任务|业务|内容|职能|职责|事项|项目|指标]"},
      {"when", "[的|时|者|则|情况下]*[单位|部门|对象|企业|科室|学校|班组|站所|村|社区|个人|人员]*[,|:]"},
      {"absent", "[如|若|凡|对|确|因故|如果|年度内|本年度|当年|本单位|单位|部门|确实]*[该项|此项|本项|本条]*(不适用|不适用<this>|不涉及|未涉及|不涉及<this>|未涉及<this>|不承担<this>|未承担<this>|没有承担<this>|无需开展<this>|未安排<this>|没有<this>|无<this>|不适用项|不涉及项)<when>"},
      {"lacking", "([如|有|出现]*缺项[指标]*)<when>"},
      {"its", "[的|则|将|,]*[其|该|此|本|各]*[项目|指标|项]*[分值|得分|分数|项分|分]*[的|可|应|均|一律|不再|由|将|全部|,]*"},
      {"rest", "[本部分|本类|本章|同类|所在部分]*[的|内|中]*(其他|其它|其余|剩余|余下)[各|的]*[考核]*(项目|指标|各项|项|内容|工作|条款|)[中|里|内|上]"},
      {"own", "(本部分|该部分|所在部分|此部分|本大项|该大项|所在大项|本类|该类|本章|同一部分)"},
      {"overall", "(总分|考核总分|总得分|年度总分|最终得分|总成绩|考核得分|考核总得分)"},
      {"spent", "[<item>|本项分值|该项分值|此项分值|所有分值|分值|该项分数|本项分数|本项得分|该项得分|该项分|本项分]*[如|若|已|全部|分值|分数|被|后]*(扣完|减完|扣光|减光|扣尽|扣至0分|减至0分|扣到0分|扣为0分|扣完该项分值|扣完本项分值|扣完此项分值|扣完该项|扣完本项|扣完此项|扣完分值|扣完该项分|扣完本项分)[之|以]*[时|后|的|者|仍|则|,|:]*"},
      {"again", "[再|多|另|增加|新增|又|再次]*[发生|出现|发现|违反|增加|查出|发现有|有]*"},
      {"excess", "[超扣|超出|多扣|不足|超过|不够|剩余|未扣完|超出该项分值|超出本项分值]*[的]*[部分|分数|分值|分]*[,]*"},
      {"notso", "[if |when |where |items |those |what is |an item |if it is |if the item is |where it is |when it is |answered ]*(not applicable|n/a|the item does not apply|it does not apply|does not apply|inapplicable)[ items| answers]*[:|,|;| =| -| is| are| counts as]*[ ]"},
      {"usedup", "(once|when|where|if|after) [the item |the points |it |its points |they |all points ]*[is |are |have been |has been |stands |stand ]*(used up|exhausted|at 0|gone|all gone|nothing is left|spent)[,|:]*[ ]"},
      {"share", "[its points |it |these |the points ]*[is |are |to be ]*(scaled|scaled up|scale up|scale|prorated|prorate|pro rata|pro-rata|rescaled|redistributed|redistribute|reallocated|spread)"},
      {"fullmarks", "(full|full marks|full points|full score)"},
  };
  return rows;
}

std::string written_out(std::string_view pattern) {
  std::string out;
  while (!pattern.empty()) {
    const Synonyms* found = nullptr;
    if (pattern.front() == '<')
      for (const auto& row : synonyms())
        if (pattern.substr(1).starts_with(row.name) && pattern.substr(1 + row.name.size()).starts_with('>')) found = &row;
    if (found) {
      out += written_out(found->patterns);
      pattern.remove_prefix(found->name.size() + 2);
    } else {
      out += pattern.front();
      pattern.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace pingxing::scheme
