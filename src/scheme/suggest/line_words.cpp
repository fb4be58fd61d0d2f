#include "scheme/suggest/line_words.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "scheme/interval.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t read_bytes_max = 600;  // what follows tells nothing

// Tables read best with a row a line.
// clang-format off

struct SpeaksRow {
  Speaks what;
  std::vector<std::string_view> zh, en;  // en with the blanks around a word
};

const std::vector<SpeaksRow>& speaks_rows() {
  using S = Speaks;
  static const std::vector<SpeaksRow> rows = {
      {S::Deducts, {"扣", "减", "罚", "拿掉", "去掉", "划掉", "抹去", "酌减", "倒扣", "少得", "抵扣", "损失", "没收", "收走", "刨去", "砍掉", "少给", "追缴"},
       {" deduct", " lose", " loses", " lost", " minus", " off", " dock", " penal", " taken", " forfeit", " subtract", " cost", " reduc", " strip", " drop", " take", " knock", " wipe", " fine", " charge", " cut ", " remov", " withh", " surrender", " knocked"}},
      {S::Adds, {"加分", "加", "奖", "增记", "附加", "另给", "激励", "另给", "多给", "追奖"}, {" add", " plus", " bonus", " extra", " award", " gain", " on top", " credit", " top up", " more points"}},
      {S::Gives, {"得", "计", "记", "给", "打", "评", "赋", "拿"}, {" score", " earn", " get", " receiv", " give", " worth", " mark"}},
      {S::Voids, {"不得分", "归零", "清零", "清空", "不给一分", "零分", "不给分", "不计分", "计0分", "得0分", "为0分", "全扣", "全部扣", "扣光", "扣尽", "扣除全部", "作废", "分数全无", "无分", "不记分", "没有分", "0分处理", "不予计分", "不能得分", "不再得分", "分全扣", "一分不", "一分没", "零蛋", "没分", "全没", "作零", "计零", "归0", "一笔勾销", "没有得分", "一分也"},
       {" void", " nothing", " zero", " no points", " no marks", " scores 0", " all points lost", " loses all", " forfeits all", " wiped", " lost entirely", " whole item", " in full", " nothing at all", " not a single point", " no point", " none whatsoever"}},
      {S::Full, {"满分", "全分", "全部得分", "全额", "足分", "顶格", "满额"}, {" full", " top score", " all points", " all marks", " maximum score", " entire score", " whole score", " every point", " all the points", " the lot"}},
      {S::Frees, {"不扣", "免", "不追究", "不予追究", "不计入", "除外", "豁免", "不减", "不作处理", "不算", "不在此限", "不受此限", "不处罚", "不视为", "可不计", "剔除", "不予计算", "不罚", "不追", "不究", "不责", "不怪", "不罚", "不计较", "谅解", "不作为", "不受影响", "不影响"},
       {" exempt", " excus", " waive", " not counted", " ignore", " does not count", " do not count", " disregard", " not penal", " leave out", " no penalty", " no deduction", " spared", " without penalty", " is not held", " left out", " not held", " not charged", " no loss", " not blamed", " forgiven", " not affected", " overlooked", " does not matter"}},
      {S::Each, {"每", "/次", "/项", "/份", "/人", "/天", "/起", "/件", "/个", "逐", "按次", "按项", "按件", "按天", "按人次", "按份", "一例", "一次一"},
       {" each", " every", " per ", " apiece", " for a ", " any time", " whenever", " any single", "/"}},
      {S::Judged, {"酌", "视", "根据情况", "根据实际", "裁量", "掌握", "把握", "由考核组", "由评委", "打分", "根据表现", "根据质量", "情节", "综合评价", "集体研究", "评委会", "参照", "优劣", "程度", "印象", "看着", "看情节", "看情况", "看表现", "看质量", "商定", "议定", "斟酌", "权衡", "研究确定", "讨论决定"},
       {" discretion", " judg", " assessor", " severity", " sees fit", " panel", " jury", " at the choice", " depending", " according to gravity", " quality of", " as seen", " evaluator", " decides how", " gravity", " committee may", " reviewer", " merit", " at will", " as they like", " as it likes", " consider", " the board", " left to", " opinion", " deem", " up to the"}},
      {S::Rank, {"名次", "排名", "名列", "位次", "排位", "末位", "倒数", "排序", "列第", "第一名", "前三", "前列", "居首", "垫底", "排前", "排在", "领先", "头名", "冠军", "亚军", "首位", "末尾", "后三", "最后一", "第一的", "榜首"},
       {" rank", " place", " first ", " second ", " last ", " bottom", " position", " runner", " leads", " third ", " top three", " top ten", " top 3", " top 5", " top 10", " winner", " tops", " runner-up", " came first", " comes first", " comes last"}},
      {S::Past, {"连续", "上期", "上年", "上季", "去年", "同比", "环比", "比上", "较上", "往年", "历年", "上一年", "上半年", "前一年", "上个", "近两", "近三", "头年", "前年", "两度", "接连", "三连", "曾经", "再次", "前一期", "上一期"},
       {" last round", " last year", " previous", " year on year", " consecutive", " in a row", " running", " compared with last", " preceding", " earlier round", " prior", " twice", " repeat", " for two ", " for three "}},
      {S::Rate, {"比例", "比重", "率", "折算", "乘以", "×", "百分比", "之比", "占比", "折合", "按比"}, {" pro rata", " proportion", " ratio", " percentage", " scaled", " rate", " fraction", " share of", " multiplied", " times the", " relative to", " percent of"}},
      {S::Needs, {"至少", "不少于", "应", "须", "需", "必须", "要求", "规定", "不低于", "不得少于", "下达", "任务", "不可少于", "最少", "起码", "满4", "讲满", "得组织", "得开", "得办", "得有", "得搞", "得做", "得交", "指标为", "计划"},
       {" at least", " minimum", " required", " should", " must", " expected", " no fewer", " need", " due", " ought", " quota of", " target of", " supposed", " are due", " is due", " planned"}},
      {S::Lacks, {"缺", "少", "漏", "欠", "未达", "差一", "差1", "不足", "短缺", "未完成", "空缺", "未达到", "差"}, {" missing", " short", " fewer", " below", " lacking", " under", " missed", " omitted", " absent", " lack", " not held", " skipped", " less than"}},
      {S::Below, {"低于", "不足", "不到", "不满", "未达", "达不到", "以下", "少于", "小于", "低"}, {" below", " under", " less than", " short of", " lower", " fails to reach", " beneath", " or less"}},
      {S::Above, {"高于", "超过", "以上", "达到", "超出", "不低于", "大于", "突破", "过", "超"}, {" above", " over", " more than", " or more", " and up", " upwards", " at least", " beyond", " exceed", " reach", " or higher", " and above", " and over", " plus "}},
      {S::Moves, {"每低", "每降", "每高", "每升", "每超", "每下降", "每上升", "每增", "每减少", "每少", "每多", "每提高", "每降低", "每增长", "降一个", "升一个", "低一个", "高一个", "每推迟", "每延", "每提前", "逐点", "百分点", "每满", "每拖", "每偏", "每差", "每逾", "多一个", "少一个", "每晚", "每递"},
       {" every full", " percentage point", " per point", " each point", " every point", " each per cent", " every per cent", " each percent", " every percent", " per percent", " each additional", " each further", " for each 1%", " each 1%", " per 1%", " every 1%", " per 5%", " every 5%", " each 5%", " every 10", " per 10", " each 10", " every 100", " per 100", " each 100", " each extra", " every extra", " per day late", " for each percent", " each full", " each started", " for every percent"}},
      {S::Otherwise, {"否则", "反之", "余者", "其余", "不然", "没有的", "未", "其他", "达不到", "无"}, {" otherwise", " else", " if not", " the rest", " others", " all other", " unless", " failing that"}},
      {S::Ballots, {"票", "自评", "互评", "民主", "测评占", "领导评", "群众评", "打分占", "评价占", "评占", "分占", "权重", "评议占", "上级打分", "服务对象", "群众打分", "同事打分"}, {" ballot", " vote", " self ", " peers", " manager", " weight", " self-", " colleagues", " staff ", " customers"}},
      {S::Ties, {"同分", "并列", "相同", "相等", "一样", "持平", "分数一致", "咬平", "平分秋色", "打平", "不分上下", "不相上下", "先看", "谁高", "高者", "难分", "分不出"}, {" tie", " equal", " same score", " same total", " level on", " draw", " level ", " same number of points", " cannot be separated"}},
      {S::Share, {"比例", "名额", "不超过", "控制", "占", "限", "至多", "最多", "指标数", "不突破", "以内", "前", "顶多", "只能有", "只评", "不多于", "名次靠", "成以内"}, {" no more than", " not more than", " at most", " share", " quota", " top ", " limited", " up to", " places", " cap", " within", " only ", " one in ", " at the very most", " of all units"}},
      {S::Goal, {"应占", "应达", "力争", "争取", "目标", "确保", "要达到", "达到", "不低于", "至少", "奔着", "要有", "不少于", "覆盖"}, {" should", " aim", " goal", " target", " at least", " shall", " strive", " by the end", " want", " hope", " plan for"}},
      {S::Disqualifies, {"取消", "否决", "不得评", "不能评", "不评", "不得参评", "无资格", "不予评", "不可评", "不得推荐", "不得评为", "丧失", "不能被评", "不得获评", "失去", "剥夺", "不授予", "不得晋", "无缘", "不能评为", "一律不", "撤销", "不再评", "没份", "免谈", "出局", "除名", "资格没了", "不许评", "不准评", "禁止评", "别想", "靠边站", "挡在", "不考虑评", "不再授", "不能当选", "不能入选"},
       {" disqualif", " barred", " cannot be", " can not be", " ineligible", " may not be", " lose the right", " struck from", " no award", " rules out", " excludes", " not eligible", " banned", " forfeits the", " loses the right", " withdrawn", " revok", " never graded", " out of the running", " no longer", " shut out", " denied", " kept from", " not be considered", " shall not", " bars ", " out of the list", " cannot win", " can not win"}},
      {S::Demotes, {"降一", "降档", "降两", "下调", "往下", "调低", "降等", "降星", "下降一", "降低一", "降1", "降2", "降级", "摘星", "退一", "低一档", "低一级", "降到", "降至", "降为", "降低等", "减一颗星", "扣一颗星", "掉一", "跌", "退一", "落一", "往后退", "低评", "矮一", "削一级", "降低", "下一档", "下一个等次", "低一等", "低一个"},
       {" drop", " demot", " lower", " downgrad", " reduc", " one grade down", " falls", " moved down", " down one", " down a ", " notch", " step down", " one step", " one level", " one class", " grade lower", " goes down"}},
      {S::OutOfScope, {"不参加", "不纳入", "不列入", "不参评", "免评", "不考核", "不参与", "不在考核", "暂不", "不进入", "不适用", "不作为考核", "不评定", "免予考核", "免于考核", "只参加", "就不评", "不评了", "不用评", "不用参加", "不必参加", "不算在内", "排除在", "免参", "这次不评", "不参加", "另行考核", "单独考核", "不在范围"}, {" not assessed", " out of scope", " not part", " left out of", " not included", " outside the", " does not take part", " do not take part", " skips", " exempt from assessment", " not rated", " stay out", " stays out", " not take part", " sit out", " sits out", " not covered", " left aside", " no part in"}},
      {S::Notice, {"公示", "张榜", "公告", "公布", "通告"}, {" notice", " posted", " publish", " on display", " announce"}},
      {S::Follows, {"奖金", "发放", "表彰", "调整", "约谈", "扣发", "诫勉", "通报", "培训", "兑现", "晋升", "免职", "挂牌", "整改", "问责", "奖励", "津贴", "绩效", "待岗", "优先"}, {" bonus", " promot", " paid", " pay", " commend", " talk", " training", " withhold", " reward", " dismiss", " salary", " plan", " warning letter", " certificate", " prize"}},
  };
  return rows;
}

constexpr std::array<std::string_view, 30> units_zh = {"个百分点", "百分点", "个工作日", "工作日", "人次", "课时", "小时", "分钟", "平方米", "公里", "万元", "次", "项", "起", "例", "份", "件", "个", "人", "天", "日", "条", "篇", "户", "处", "场", "回", "期", "元", "年"};
constexpr std::array<std::string_view, 26> more_units_zh = {"台", "张", "本", "家", "宗", "页", "批", "季", "月", "周", "级", "档", "等", "步", "块", "盏", "棵", "点", "门", "节", "笔", "辆", "面", "把", "顿", "趟"};

constexpr std::string_view level_words_zh[] = {"国家", "中央", "全国", "国际", "省", "市", "县", "区级", "乡", "街道", "本级", "局", "部级", "院级", "校级", "院", "校", "镇", "司级", "总部", "集团", "公司级"};
constexpr std::string_view level_words_en[] = {" national", " province", " provincial", " city", " municipal", " county", " district", " international", " regional", " local", " company", " state", " world", " federal", " town"};
constexpr std::string_view quality_words_zh[] = {"优", "良", "中", "差", "较好", "很好", "一般", "齐全", "健全", "规范", "完整", "较差", "欠缺", "不全", "合格", "基本", "不规范", "优秀", "及时", "突出", "完备", "整洁"};
constexpr std::string_view quality_words_en[] = {" excellent", " good", " fair", " poor", " average", " complete", " partly", " weak", " satisfactory", " bad", " acceptable", " outstanding", " strong", " tidy", " messy", " partial", " very good", " adequate"};

constexpr std::pair<std::string_view, int> numbers_en[] = {{"a", 1}, {"an", 1}, {"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10}, {"eleven", 11}, {"twelve", 12}, {"fifteen", 15}, {"twenty", 20}, {"thirty", 30}};
// clang-format on

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

/// 一只, 一通 before what becomes of it: any character may count.
bool counts_a_thing(std::string_view behind) {
  if (behind.size() < 3 || !(behind[0] & 0x80)) return false;
  const auto next = behind.substr(3);
  return starts_with_any(next, {",", "的", "扣", "罚", "减", "加", "收", "奖"}) || (!next.empty() && is_digit(next[0]));
}

std::size_t hits(std::string_view text, std::span<const std::string_view> words) {
  std::size_t count = 0;
  for (const auto word : words) count += text.find(word) != text.npos;
  return count;
}

}  // namespace

std::string_view unit_at(std::string_view text) {
  for (const auto unit : units_zh)
    if (text.starts_with(unit)) return text.substr(0, unit.size());
  for (const auto unit : more_units_zh)
    if (text.starts_with(unit)) return text.substr(0, unit.size());
  return text.substr(0, 0);
}

LineWords::LineWords(std::string_view line)
    : text(plain_rule(line.substr(0, std::min(line.size(), read_bytes_max)))), language(language_of(line)) {
  read_figures();
  read_words();
}

bool LineWords::any(std::initializer_list<Speaks> of) const {
  return std::any_of(of.begin(), of.end(), [&](Speaks what) { return speaks(what); });
}

std::size_t LineWords::count(Figure::Kind kind) const {
  return static_cast<std::size_t>(std::count_if(figures.begin(), figures.end(),
                                                [&](const Figure& one) { return one.kind == kind && !one.is_limit; }));
}

const Figure* LineWords::first(Figure::Kind kind) const {
  for (const auto& one : figures)
    if (one.kind == kind && !one.is_limit) return &one;
  return nullptr;
}

const Figure* LineWords::last(Figure::Kind kind) const {
  const Figure* found = nullptr;
  for (const auto& one : figures)
    if (one.kind == kind && !one.is_limit) found = &one;
  return found;
}

const Figure* LineWords::limit() const {
  for (const auto& one : figures)
    if (one.is_limit && one.kind == Figure::Kind::Points) return &one;
  return nullptr;
}

void LineWords::read_figures() {
  const std::string_view s = text;
  const bool is_zh = language == Language::Chinese;
  for (std::size_t at = 0; at < s.size();) {
    std::size_t end = at;
    std::optional<Number> value;
    const bool is_inside_word = at > 0 && is_letter(s[at - 1]);
    if (is_digit(s[at]) && !is_inside_word) {
      while (end < s.size() && (is_digit(s[end]) || (s[end] == '.' && end + 1 < s.size() && is_digit(s[end + 1]))))
        ++end;
      value = short_number(s.substr(at, end - at));
    } else if (is_zh && (s[at] & 0x80)) {
      for (std::size_t size = 9; size >= 3 && !value; size -= 3) {
        if (at + size > s.size()) continue;
        const auto count = small_count(s.substr(at, size));
        if (!count) continue;
        const auto behind = s.substr(at + size);
        const bool is_counted = starts_with_any(behind, {"分", "成", "名", "位", "%"}) || !unit_at(behind).empty() ||
                                (*count == 1 && size == 3 && counts_a_thing(behind));
        const bool is_word =
            starts_with_any(behind, {"次性", "般", "定", "致", "直", "切", "经", "律", "旦", "些", "样"}) ||
            ends_with_any(s.substr(0, at), {"统", "唯", "同", "周", "万", "逐", "任", "进", "之", "单", "专"});
        if (!is_counted || is_word) break;
        value = Number(*count);
        end = at + size;
      }
      if (!value && s.substr(at).starts_with("半分")) {
        value = Number::fraction(1, 2);
        end = at + 3;
      }
    } else if (!is_zh && is_letter(s[at]) && (at == 0 || !is_letter(s[at - 1]))) {
      std::size_t stop = at;
      while (stop < s.size() && is_letter(s[stop])) ++stop;
      const std::string word = lower_ascii(s.substr(at, stop - at));
      const std::string behind = lower_ascii(trimmed(s.substr(stop)));
      const bool is_article = word == "a" || word == "an";
      const bool is_points = behind.starts_with("point") || behind.starts_with("mark");
      for (const auto& [name, number] : numbers_en)
        if (word == name && (!is_article || is_points)) value = Number(number);
      if (word == "half" && (behind.starts_with("a point") || behind.starts_with("a mark"))) {
        value = Number::fraction(1, 2);
        stop = at + 6;
      }
      if (value) end = stop;
    }
    if (!value) {
      next_character(s, at);
      continue;
    }
    Figure found;
    found.value = *value;
    found.begin = at;
    std::string_view rest = s.substr(end);
    const auto before = trimmed(s.substr(0, at));
    const auto blanks = rest.size() - trimmed(rest).size();
    if (!is_zh && rest.starts_with(' ')) rest = rest.substr(std::min(blanks, rest.size()));
    const std::string lower = lower_ascii(rest);
    const auto range_to = [&](std::string_view words) {  // 至3分, -3分, ~3 points
      for (const std::string_view mark : {"至", "到", "-", "~", "to ", "and "})
        if (words.starts_with(mark)) {
          auto tail = trimmed(words.substr(mark.size()));
          std::size_t digits = 0;
          while (digits < tail.size() && (is_digit(tail[digits]) || tail[digits] == '.')) ++digits;
          for (const auto& [word, number] : numbers_en)  // one to three points
            if (digits == 0 && word.size() > 2 && starts_with_any_case(tail, word)) digits = word.size();
          tail = trimmed(tail.substr(digits));
          return digits > 0 && (tail.starts_with("分") || lower_ascii(tail).starts_with("point") ||
                                lower_ascii(tail).starts_with("mark"));
        }
      return false;
    };
    std::size_t unit_size = 0;
    if (rest.starts_with('%') || lower.starts_with("percent") || lower.starts_with("per cent")) {
      found.kind = Figure::Kind::Percent;
      unit_size = rest.starts_with('%') ? 1 : lower.starts_with("per cent") ? 8 : 7;
    } else if (rest.starts_with("成")) {
      found.kind = Figure::Kind::Percent;
      found.value = *value * Number(10);
      unit_size = 3;
    } else if (rest.starts_with("个百分点") || rest.starts_with("百分点")) {
      found.kind = Figure::Kind::Percent;
      unit_size = rest.starts_with("个") ? 12 : 9;
    } else if (rest.starts_with("分") && !starts_with_any(rest, {"分钟", "分之"})) {
      found.kind = Figure::Kind::Points;
      unit_size = 3;
    } else if (lower.starts_with("point") || lower.starts_with("mark")) {
      found.kind = lower.starts_with("points of percentage") ? Figure::Kind::Percent : Figure::Kind::Points;
      while (unit_size < rest.size() && is_letter(rest[unit_size])) ++unit_size;
    } else if (range_to(rest)) {
      found.kind = Figure::Kind::Points;
      found.is_range = true;
    } else if (before.ends_with("第") || ((rest.starts_with("名") || rest.starts_with("位")) &&
                                          ends_with_any(before, {"前", "后", "第", "列", "居"}))) {
      found.kind = Figure::Kind::Place;
    } else {
      found.unit = is_zh ? std::string(unit_at(rest)) : std::string();
      if (is_zh && found.unit.empty() && *value == Number(1) && counts_a_thing(rest)) found.unit = rest.substr(0, 3);
      if (!is_zh)
        for (std::size_t i = 0; i < rest.size() && (is_letter(rest[i]) || rest[i] == '-'); ++i) found.unit += rest[i];
      unit_size = found.unit.size();
      if (is_zh && found.unit.empty() && ends_with_any(before, {"扣", "减", "加", "得", "罚", "奖", "计"}))
        found.kind = Figure::Kind::Points;
      if (is_zh && found.unit == "点" && ends_with_any(before, {"扣", "减", "加", "得", "罚"}))
        found.kind = Figure::Kind::Points;
    }
    found.end = static_cast<std::size_t>(rest.data() - s.data()) + unit_size;
    const std::string lower_before = lower_ascii(before);
    found.is_limit =
        found.kind == Figure::Kind::Points &&
        (ends_with_any(before, {"最多", "最高", "至多", "上限", "不超过", "封顶", "上限为", "最多扣", "最多减",
                                "最多加", "最高加", "最高扣", "累计不超过", "总共", "不超", "累计最多"}) ||
         ends_with_any(lower_before, {"at most", "up to", "max", "maximum", "maximum of", "capped at", "no more than",
                                      "limit of", "cap of", "limited to", "ceiling of"}) ||
         starts_with_any(s.substr(found.end), {"封顶", "为限", "为上限", "为止", "到顶"}) ||
         lower_ascii(s.substr(found.end)).starts_with(" at most") ||
         lower_ascii(s.substr(found.end)).starts_with(" max"));
    figures.push_back(found);
    at = std::max(found.end, end);
  }
  for (std::size_t i = 0; i + 1 < figures.size(); ++i)  // 1分至3分
    if (figures[i].kind == Figure::Kind::Points && figures[i + 1].kind == Figure::Kind::Points) {
      const auto between = trimmed(s.substr(figures[i].end, figures[i + 1].begin - figures[i].end));
      if (between == "至" || between == "到" || between == "-" || between == "~" || between == "to" || between == "and")
        figures[i].is_range = true;
    }
}

void LineWords::read_words() {
  std::string lower = " " + lower_ascii(text) + " ";
  const bool is_zh = language == Language::Chinese;
  for (char& c : lower)  // a word stands between blanks: none is left behind a mark
    if (!is_zh && (c == ',' || c == ';' || c == ':' || c == '(' || c == ')')) c = ' ';
  for (const auto& row : speaks_rows()) {
    const auto& words = is_zh ? row.zh : row.en;
    said_[static_cast<std::size_t>(row.what)] =
        std::any_of(words.begin(), words.end(), [&](auto word) { return lower.find(word) != lower.npos; });
  }
  said_[static_cast<std::size_t>(Speaks::Levels)] =
      hits(lower, is_zh ? std::span<const std::string_view>(level_words_zh) : level_words_en) >= 2;
  said_[static_cast<std::size_t>(Speaks::Qualities)] =
      hits(lower, is_zh ? std::span<const std::string_view>(quality_words_zh) : quality_words_en) >= 2;
  const auto say = [&](Speaks what) { said_[static_cast<std::size_t>(what)] = true; };
  for (const auto& one : figures)  // 发现1次, 一份
    if (one.kind == Figure::Kind::Count && one.value == Number(1) && !one.unit.empty() && is_zh) say(Speaks::Each);
  read_places();
  if (is_zh ? holds_any(text, {"不", "免", "未计"}) : holds_any(lower, {" not ", " no ", " never ", "n't "}))
    say(Speaks::Negates);
}

void LineWords::read_places() {
  const auto say = [&](Speaks what) { said_[static_cast<std::size_t>(what)] = true; };
  Number shares(0);
  std::size_t share_count = 0;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const auto& one = figures[i];
    if (one.kind == Figure::Kind::Percent) shares += one.value, ++share_count;
    const bool is_step =
        one.kind == Figure::Kind::Percent || (one.kind == Figure::Kind::Count && one.value != Number(1));
    constexpr std::size_t near_bytes = 18;
    const std::size_t from = one.begin > near_bytes ? one.begin - near_bytes : 0;
    std::string before = " " + lower_ascii(std::string_view(text).substr(from, one.begin - from));
    if (const auto mark = before.rfind(','); mark != before.npos) before = " " + before.substr(mark + 1);
    if (is_step && holds_any(before, {"每", " every ", " each ", " per "})) say(Speaks::EachSoMany);
    for (std::size_t j = 0; j < i; ++j) {
      const auto& first = figures[j];
      const bool is_same = first.kind == Figure::Kind::Count && one.kind == Figure::Kind::Count && !one.unit.empty() &&
                           first.unit == one.unit;
      if (is_same && one.value == Number(1)) say(Speaks::OneOfMany);
    }
  }
  if (share_count >= 2 && shares == Number(100)) say(Speaks::WholeShares);
  std::size_t with_points = 0;
  std::string_view rest = text;
  for (std::size_t begin = 0; begin <= text.size();) {  // parts between commas, semicolons and 、
    std::size_t end = text.size();
    for (const std::string_view mark : {",", ";", "、"})
      end = std::min(end, rest.find(mark, begin) == rest.npos ? text.size() : rest.find(mark, begin));
    with_points += std::any_of(figures.begin(), figures.end(), [&](const Figure& one) {
      return one.kind == Figure::Kind::Points && !one.is_limit && one.begin >= begin && one.begin < end;
    });
    begin = end + (end < text.size() && text[end] != ',' && text[end] != ';' ? 3 : 1);
  }
  if (with_points >= 2) say(Speaks::Parts);
  const bool is_by_somebody =
      text.find("由") != text.npos && holds_any(text, {"给分", "打分", "评分", "定分", "裁定", "评定"});
  if (is_by_somebody && figures.empty()) say(Speaks::Judged);
}

}  // namespace pingxing::scheme
