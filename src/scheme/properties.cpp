#include "scheme/properties.hpp"

#include <algorithm>

#include "scheme/blanks.hpp"
#include "scheme/item_lines.hpp"
#include "scheme/marks.hpp"
#include "scheme/outcome.hpp"
#include "scheme/rule_words.hpp"
#include "scheme/sentences.hpp"
#include "scheme/small_pools.hpp"

namespace pingxing::scheme {

namespace {

template <class T>
bool choose(std::optional<T>& into, std::string_view value,
            std::initializer_list<std::pair<std::string_view, T>> choices) {
  const std::string lower = lower_ascii(value);
  for (const auto& [word, choice] : choices) {
    if (lower == word) {
      into = choice;
      return true;
    }
  }
  return false;
}

constexpr std::size_t subjects_bytes_max = 120;

bool set_list(std::vector<std::string>& into, std::string_view value) {
  into = split(value, "、,;");
  return !into.empty();
}

bool set_places(Properties& p, std::string_view value) {
  const auto parts = split(value, "、,");
  if (parts.empty()) return false;
  const auto places =
      small_count(parts[0].ends_with("位") ? std::string_view(parts[0]).substr(0, parts[0].size() - 3) : parts[0]);
  if (!places || *places > 9) return false;
  p.places = places;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::string word = lower_ascii(parts[i]);
    const bool is_rounding =
        word == "四舍五入" || word == "half up" || word == "舍去" || word == "down" || word == "进一" || word == "up";
    if (is_rounding) {
      p.rounding = word == "四舍五入" || word == "half up" ? Rounding::HalfUp
                   : word == "舍去" || word == "down"      ? Rounding::Down
                                                           : Rounding::Up;
      if (p.rounded_at == RoundedAt::Nowhere) p.rounded_at = RoundedAt::Total;
    } else if (word == "各项" || word == "用于各项" || word == "items") {
      p.rounded_at = RoundedAt::Items;
    } else if (word == "总分" || word == "用于总分" || word == "total") {
      p.rounded_at = RoundedAt::Total;
    } else if (word == "各项和总分" || word == "items and total") {
      p.rounded_at = RoundedAt::Both;
    } else {
      return false;
    }
  }
  return true;
}

bool ignore(Properties&, std::string_view) { return true; }  // said to people, not run

/// 各行政村, 机关干部: what is assessed, by its own name.
bool set_subjects(Properties& p, std::string_view value) {
  if (choose(p.subjects, value,
             {{"组织", Subjects::Units},
              {"单位", Subjects::Units},
              {"支部", Subjects::Units},
              {"党支部", Subjects::Units},
              {"units", Subjects::Units},
              {"人员", Subjects::People},
              {"党员", Subjects::People},
              {"个人", Subjects::People},
              {"people", Subjects::People}}))
    return true;
  if (value.size() > subjects_bytes_max) return false;
  const bool are_people =
      holds_any(value, {"人员",   "干部", "职工", "员工", "党员",   "教师",   "医生", "护士", "个人", "队员", "司机",
                        "驾驶员", "村民", "学生", "居民", "负责人", "工作者", "书记", "主任", "经理", "站长"});
  const bool are_units = holds_any(
      value, {"单位", "组织", "支部", "部门", "科室", "股室",   "处室", "乡镇", "街道", "村", "社区", "企业", "公司",
              "学校", "班组", "车间", "班级", "医院", "卫生院", "站",   "所",   "队",   "局", "户",   "小组"});
  const bool is_clear = are_people != are_units;
  if (is_clear) p.subjects = are_people ? Subjects::People : Subjects::Units;
  return is_clear;
}

}  // namespace

std::span<const PropertyRow> property_rows() {
  static const std::vector<PropertyRow> rows = {
      {{"对象", "评定对象", "考核对象", "考评对象", "评价对象", "评选对象", "评比对象", "参评对象", "测评对象",
        "被考核单位", "被考核对象"},
       {"subjects", "subject"},
       {"组织|人员,或各村、机关干部等", "units|people"},
       {"评什么", "what is assessed"},
       {},
       set_subjects},
      {{"周期", "考核期", "考核周期", "考评周期", "评定周期", "评选周期", "评比周期", "评价周期", "周期为"},
       {"period", "cycle"},
       {"周|半月|月|季度|半年|年", "week|half-month|month|quarter|half-year|year"},
       {"多久评一次", "how often"},
       {},
       [](Properties& p, std::string_view v) {
         for (const std::string_view word : {"按", "每", "一个", "1个"})
           if (v.starts_with(word) && v.size() > word.size()) v.remove_prefix(word.size());
         for (const std::string_view word : {"考核一次", "评定一次", "评选一次", "考核", "评定", "评选", "一次", "1次"})
           if (v.ends_with(word) && v.size() > word.size()) v.remove_suffix(word.size());
         return choose(p.period, v,
                       {{"周", Period::Week},
                        {"星期", Period::Week},
                        {"week", Period::Week},
                        {"半月", Period::HalfMonth},
                        {"half-month", Period::HalfMonth},
                        {"月", Period::Month},
                        {"月度", Period::Month},
                        {"month", Period::Month},
                        {"季度", Period::Quarter},
                        {"季", Period::Quarter},

                        {"quarter", Period::Quarter},
                        {"半年", Period::HalfYear},
                        {"半年度", Period::HalfYear},
                        {"half-year", Period::HalfYear},
                        {"年", Period::Year},
                        {"一年", Period::Year},
                        {"年度", Period::Year},
                        {"year", Period::Year}});
       }},
      {{"分组", "评比单元"},
       {"pool"},
       {"名称", "a name"},
       {"在什么范围内排名次、算名额(数据的“分组”列)", "within what ranks and quotas are reckoned (the pool column)"},
       {},
       [](Properties& p, std::string_view v) {
         p.pool = v;
         return true;
       }},
      {{"类别"},
       {"kinds"},
       {"甲、乙、…", "a, b, …"},
       {"对象的类别(数据的“类别”列)", "kinds of subjects (the kind column)"},
       {},
       [](Properties& p, std::string_view v) { return set_list(p.kinds, v); }},
      {{"总分", "满分", "总分值", "考核总分", "满分值", "考核满分"},
       {"total", "total points", "full marks"},
       {"100", "100"},
       {"各部分之和应为多少;带权重的部分折算到它", "what the parts should sum to; weighted parts are scaled to it"},
       {},
       [](Properties& p, std::string_view v) {
         if (v.ends_with("分")) v.remove_suffix(3);
         p.total = short_number(v);
         return p.total && *p.total > Number(0);
       }},
      {{"小数"},
       {"precision"},
       {"2 | 2,四舍五入|舍去|进一[,各项|总分|各项和总分]", "2 | 2, half up|down|up[, items|total|items and total]"},
       {"显示几位;写明取舍才真的取舍", "places shown; rounded only where a way of rounding is stated"},
       {"不取舍,按精确值比较", "nothing is rounded; exact values are compared"},
       set_places},
      {{"等次"},
       {"grades"},
       {"五星级、四星级、…", "gold, silver, …"},
       {"等次,从高到低", "the grades, highest first"},
       {"按星数,或按定级各行的先后", "by stars, or by the order of the grading lines"},
       [](Properties& p, std::string_view v) { return set_list(p.grades, v); }},
      {{"未定级"},
       {"unrated"},
       {"名称", "a name"},
       {"不够任何等次的叫什么", "what a subject below every grade is called"},
       {"未定级", "unrated"},
       [](Properties& p, std::string_view v) {
         p.unrated = v;
         return true;
       }},
      {{"名额基数"},
       {"quota base"},
       {"全体|有资格的", "all|eligible"},
       {"比例名额按谁的人数算", "whose number a share is taken of"},
       {"全体(含取消资格的)", "all, the disqualified included"},
       [](Properties& p, std::string_view v) {
         return choose(p.quota_base, v,
                       {{"全体", QuotaBase::All},
                        {"all", QuotaBase::All},
                        {"有资格的", QuotaBase::Eligible},
                        {"参评", QuotaBase::Eligible},
                        {"eligible", QuotaBase::Eligible}});
       }},
      {{"名额取整"},
       {"quota rounding"},
       {"舍去|至少一个", "down|at least one"},
       {"名额不是整数时", "where a quota is no whole number"},
       {"舍去", "down"},
       [](Properties& p, std::string_view v) {
         return choose(p.quota_rounding, v,
                       {{"舍去", QuotaRounding::Down},
                        {"down", QuotaRounding::Down},
                        {"至少一个", QuotaRounding::AtLeastOne},
                        {"at least one", QuotaRounding::AtLeastOne}});
       }},
      {{"同分处理"},
       {"tied"},
       {"都不进|都进", "left out|let in"},
       {"名额分界处同分又分不开的", "who is tied at the cut of a quota"},
       {"都不进,由人决定", "left out; a decision is asked for"},
       [](Properties& p, std::string_view v) {
         return choose(p.tie_rule, v,
                       {{"都不进", TieRule::LeaveOut},
                        {"left out", TieRule::LeaveOut},
                        {"都进", TieRule::LetIn},
                        {"let in", TieRule::LetIn}});
       }},
      {{"阶梯"},
       {"ladder"},
       {"各级自列|逐级累积", "own|cumulative"},
       {"高一级是否须先满足低级的条件", "whether a level needs those below it too"},
       {"各级自列", "own"},
       [](Properties& p, std::string_view v) {
         return choose(p.ladder, v,
                       {{"各级自列", LadderMode::Own},
                        {"own", LadderMode::Own},
                        {"逐级累积", LadderMode::Cumulative},
                        {"cumulative", LadderMode::Cumulative}});
       }},
      {{"降级累计"},
       {"demotions"},
       {"只降一次|逐条累计", "once|each"},
       {"几条降级情形同时出现", "several grounds of demotion at once"},
       {"只降一次", "once"},
       [](Properties& p, std::string_view v) {
         return choose(p.demotions, v,
                       {{"只降一次", DemotionMode::Once},
                        {"once", DemotionMode::Once},
                        {"逐条累计", DemotionMode::Each},
                        {"each", DemotionMode::Each}});
       }},
      {{"加分计入定级"},
       {"bonus counts"},
       {"是|否", "yes|no"},
       {"加分是否计入定级所用的总分", "whether bonus counts in the total that is graded"},
       {"是", "yes"},
       [](Properties& p, std::string_view v) {
         return choose(p.bonus_counts, v, {{"是", true}, {"yes", true}, {"否", false}, {"no", false}});
       }},
      {{"总分可为负"},
       {"total below 0"},
       {"是|否", "yes|no"},
       {"扣分多于得分时,总分能不能低于0", "whether the total goes below 0 where more is taken than there is"},
       {"是", "yes"},
       [](Properties& p, std::string_view v) {
         return choose(p.may_total_go_below_zero, v, {{"是", true}, {"yes", true}, {"否", false}, {"no", false}});
       }},
      {{"不适用时", "不适用的", "不涉及时", "不涉及的", "无此项时", "无此项的", "缺项时", "缺项的"},
       {"not applicable", "n/a", "if not applicable", "where not applicable", "when not applicable"},
       {"不计入满分|按比例折算|得满分|不得分", "leaves the maximum|scaled over the rest|full points|0 points"},
       {"答“不适用”的指标怎么办;指标和部分可另说",
        "what becomes of an item that is answered “not applicable”; items and sections may say otherwise"},
       {"不能答“不适用”", "“not applicable” is no answer"},
       [](Properties& p, std::string_view v) {
         const bool is_zh = language_of(v) == Language::Chinese;
         const auto said = parse_item_line((is_zh ? "不适用时:" : "not applicable:") + std::string(v));
         if (said) p.not_applicable = said->not_applicable;
         return said.has_value();
       }},
      {{"最高等次免晋级"},
       {"top is exempt"},
       {"是|否", "yes|no"},
       {"已是最高等次的算不算未晋级", "whether the highest grade is spared by “no rise”"},
       {"是", "yes"},
       [](Properties& p, std::string_view v) {
         return choose(p.is_top_exempt, v, {{"是", true}, {"yes", true}, {"否", false}, {"no", false}});
       }},
      {{"通常人数"},
       {"usual pool"},
       {"12", "12"},
       {"一组通常多少个,供检查名额", "the usual size of a pool, for the checker"},
       {},
       [](Properties& p, std::string_view v) {
         p.pool_size = small_count(v);
         return p.pool_size && *p.pool_size > 0;
       }},
      {{"小单位合并", "小科室合并", "小组合并", "合并评选", "小单位", "小组别合并"},
       {"small pools", "joined pools"},
       {"不足5人的并入某组|不足5人的合并评选", "fewer than 5 are joined to NAME|fewer than 5 are joined"},
       {"参评的太少、排不了名次和名额的组,同谁一起排", "with whom pools are ranked that are too small for places"},
       {"各组单独排", "each by itself"},
       [](Properties& p, std::string_view v) {
         p.small_pools = parse_small_pools(v);
         return p.small_pools.has_value();
       }},
      {{"空白", "空白视为", "未填", "空格"},
       {"blank", "blank means", "blanks"},
       {"0|缺项", "0|missing"},
       {"没有发生的次数和情形不填时,是0(否),还是缺项", "whether a blank of what did not happen is 0 (no), or missing"},
       {"缺项", "missing"},
       [](Properties& p, std::string_view v) {
         return choose(p.is_blank_zero, v,
                       {{"0", true},
                        {"零", true},
                        {"0次", true},
                        {"为0", true},
                        {"视为0", true},
                        {"按0计", true},
                        {"没有发生", true},
                        {"zero", true},
                        {"none", true},
                        {"缺项", false},
                        {"missing", false}});
       }},
      {{"发文单位", "制发单位", "印发单位", "发布单位", "制定单位", "制定部门", "发文机关"},
       {"issuer", "issued by"},
       {"名称", "a name"},
       {"谁制发", "who issues it"},
       {},
       ignore},
      {{"依据"}, {"basis"}, {"文件", "a document"}, {"依据什么", "what it rests on"}, {}, ignore},
      {{"文号"}, {"number"}, {"文号", "a number"}, {"文号", "its number"}, {}, ignore},
      {{"附件"}, {"annex"}, {"名称", "a name"}, {"随附的文件", "what is attached"}, {}, ignore},
      {{"解释"},
       {"interpreter"},
       {"名称", "a name"},
       {"由谁解释;与上级规定不一致时从上级", "who interprets it; higher rules prevail"},
       {},
       ignore},
      {{"说明"}, {"note"}, {"文字", "words"}, {"说明", "a note"}, {}, ignore},
  };
  return rows;
}

namespace {

/// 发布时间, 发文字号, 起草单位: a label of the notice, and no slip of a property (名额取正) or anything that is rated.
bool is_label(std::string_view key) {
  if (!ends_with_any(key, {"时间",   "日期",   "说明",   "字号",   "文号",   "编号",   "电话",   "邮箱",
                           "地址",   "传真",   "网址",   "单位",   "机关",   "机构",   "部门",   "联系人",
                           "负责人", "经办人", "批准人", "审批人", "承办人", "校对人", "主题词", "关键词",
                           "密级",   "版本",   "索引号", "依据",   "目的",   "提示",   "附注",   "记录"}))
    return false;
  if (holds_any(key, {"分",   "名额", "等次", "等级", "类别", "名次", "星", "票", "周期", "对象", "被",   "参评",
                      "合并", "空白", "小数", "取整", "累计", "降级", "加", "扣", "评定", "评选", "测评", "每"}))
    return false;
  constexpr std::size_t slips_max = 1;
  for (const auto& row : property_rows())
    for (const auto known : row.zh)
      if (edit_distance(key, known) <= slips_max) return false;
  return true;
}

}  // namespace

bool is_said_to_people(std::string_view key) {
  static constexpr std::string_view keys[] = {
      "编号",     "文件编号", "施行日期",    "施行时间",    "实施日期",      "实施时间",    "生效日期", "执行时间",
      "执行日期", "印发日期", "印发时间",    "发布日期",    "发布时间",      "发文日期",    "有效期",   "有效期限",
      "考核年度", "年度",     "考核时间",    "版本",        "版次",          "适用范围",    "目的",     "联系人",
      "联系电话", "电话",     "抄送",        "主送",        "起草人",        "审核人",      "签发人",   "密级",
      "附带说明", "备注",     "编制",        "编制单位",    "指导思想",      "考核方式",    "考核方法", "考核目的",
      "主管部门", "牵头部门", "组织单位",    "主办单位",    "责任部门",      "考核部门",    "考核机构", "考核组",
      "考核单位", "考评单位", "考核主体",    "date",        "dated",         "version",     "scope",    "purpose",
      "contact",  "remarks",  "approved by", "prepared by", "in force from", "valid until", "year"};
  return std::find(std::begin(keys), std::end(keys), lower_ascii(key)) != std::end(keys) || is_label(key);
}

const PropertyRow* find_property(std::string_view key) {
  const std::string lower = lower_ascii(key);
  for (const auto& row : property_rows())
    for (const auto* keys : {&row.zh, &row.en})
      for (auto known : *keys)
        if (lower == known) return &row;
  return nullptr;
}

std::vector<Default> defaults_of(const Scheme& s) {
  std::vector<Default> rests_on;
  const auto& p = s.properties;
  const auto& g = s.grading;
  const bool has_quota = !g.quotas.empty();
  const bool has_share =
      std::any_of(g.quotas.begin(), g.quotas.end(), [](const Quota& q) { return q.share.has_value(); });
  const auto has_measure = [&](Effect::Kind kind) {
    return std::any_of(s.measures.begin(), s.measures.end(), [&](const Measure& m) { return m.effect.kind == kind; });
  };
  const auto add = [&](std::string_view code, std::string zh, std::string en) {
    rests_on.push_back({code, Phrase(std::move(zh), std::move(en))});
  };
  if (has_share && !p.quota_base)
    add("O-000-6", "名额按全体人数计算,含取消资格的", "quotas are shares of all subjects, the disqualified included");
  if (has_share && !p.quota_rounding)
    add("O-000-12", "名额不是整数时舍去小数", "a quota that is no whole number is rounded down");
  if (has_quota && !p.tie_rule)
    add("O-000-9", "名额分界处同分的都不进,由人决定",
        "subjects tied at the cut of a quota are left out and a decision is asked for");
  if (std::any_of(g.quotas.begin(), g.quotas.end(), [](const Quota& q) { return q.is_soft; }))
    add("SOFT_RULE", "“一般不超过”按不超过执行", "“normally at most” is applied as “at most”");
  if (g.star_for_each && has_quota)
    add("O-000-11", "所得星数是上限,名次和名额再加限制", "the count of stars is the ceiling; rank and quota limit it");
  if (std::any_of(g.rules.begin(), g.rules.end(), [](const GradeRule& r) { return r.is_ceiling; }))
    add("O-000-8", "“各项平均”指各指标得分的平均", "“on average” is the mean over the indicators");
  if (!g.targets.empty() || !s.targets.empty())
    add("O-000-10", "“应占”只作报告,不强制补足", "a target is reported, never forced");
  if (has_measure(Effect::Kind::Demoted)) {
    const auto count = std::count_if(s.measures.begin(), s.measures.end(),
                                     [](const Measure& m) { return m.effect.kind == Effect::Kind::Demoted; });
    if (count > 1 && !p.demotions)
      add("O-001-2", "几条降级情形同时出现只降一次", "several grounds of demotion together count once");
    add("O-001-3", "最低等次不再下降,作出标记", "the lowest grade is not demoted further, and is marked");
  }
  if (!p.ladder &&
      std::count_if(g.rules.begin(), g.rules.end(), [](const GradeRule& r) { return r.ladder_section >= 0; }) > 1)
    add("O-002-1", "各级只看自己列出的条件", "each level is judged by its own list");
  const auto is_added = [&](const BonusEntry& one) { return is_bonus(s, one); };
  const auto is_taken = [&](const BonusEntry& one) { return !is_bonus(s, one) && !is_ledger(s, one); };
  if (std::any_of(s.bonuses.begin(), s.bonuses.end(), is_added) && !p.bonus_counts && !g.rules.empty())
    add("O-003d-8", "加分计入定级总分", "the bonus counts in the graded total");
  if (std::any_of(s.bonuses.begin(), s.bonuses.end(), is_taken) && !p.may_total_go_below_zero)
    add("D-TOTAL-FLOOR", "扣分从总分中减,总分可以低于0", "deductions are taken from the total, which may go below 0");
  if (g.votes && !g.votes->has_stated_turnout)
    add("O-002-5", "收回占应到2/3以上、有效占收回1/2以上,投票才有效",
        "a ballot counts where 2/3 of those entitled returned it and 1/2 of the returned are valid");
  if (g.votes)
    add("O-002-6", "累计过半的最高一档为该票等次,两票取其低",
        "a ballot's class is the highest that half of its votes reach; the lower of the ballots counts");
  const auto uses = [&](Condition::Kind kind) {
    const auto has = [&](const std::vector<Condition>& conditions) {
      return std::any_of(conditions.begin(), conditions.end(), [&](const Condition& c) { return c.kind == kind; });
    };
    return std::any_of(s.consequences.begin(), s.consequences.end(),
                       [&](const Consequence& c) { return has(c.conditions); }) ||
           std::any_of(g.rules.begin(), g.rules.end(), [&](const GradeRule& r) { return has(r.conditions); }) ||
           std::any_of(s.measures.begin(), s.measures.end(), [&](const Measure& m) { return has(m.conditions); });
  };
  if (uses(Condition::Kind::NoRise) && !p.is_top_exempt)
    add("O-001-5", "已是最高等次的不算未晋级", "a subject at the highest grade is spared by “no rise”");
  if (std::any_of(s.indicators.begin(), s.indicators.end(),
                  [](const Indicator& one) { return one.after_zero && !one.after_zero->is_reach_stated; }))
    add("D-AT-ZERO", "扣完时追加减的,没有说从哪里减,从该项所在的部分减",
        "what is deducted further once an item is used up is taken from the section it is in");
  bool has_ballot = false, has_open_floor = false, has_steps_below = false;
  for (const auto& indicator : s.indicators) {
    bool deducts = false;
    for (const auto& rule : indicator.rules) {
      has_ballot |= rule.form == Form::Ballot;
      deducts |= rule.form == Form::DeductEach || rule.form == Form::Steps || rule.form == Form::Shortfall ||
                 rule.form == Form::DeductOnce || rule.form == Form::StepsBelow;
      has_steps_below |= rule.form == Form::StepsBelow;
    }
    has_open_floor |= deducts && !indicator.has_stated_floor && !indicator.may_go_below_zero;
  }
  if (has_ballot) add("O-000-7", "选票按平均分计,不按总和计", "ballots count by their mean, not by their sum");
  bool leaves_out_share = false;
  for (int i = 0; i < static_cast<int>(s.inputs.size()); ++i)
    leaves_out_share |= averaging_of(s, i).kind == Averaging::Kind::WithoutShare;
  bool has_zero_blanks = false;
  for (int i = 0; i < static_cast<int>(s.inputs.size()); ++i) has_zero_blanks |= is_blank_zero(s, i);
  if (has_zero_blanks)
    add("D-BLANK-ZERO", "没有填的次数和情形按方案算作0(否),不算缺项",
        "a blank of what is counted or may happen is 0 (no), as the scheme says, and not missing");
  if (leaves_out_share)
    add("D-TRIM-SHARE", "按比例去掉的,两端各去掉的个数舍去小数",
        "of a share that is left out at each end, part of a mark is kept");
  if (has_steps_below)
    add("D-PART-STEP", "每低一步才减分,不足一步的不减", "a part of a step below a line deducts nothing");
  if (has_open_floor)
    add("D-FLOOR", "未写“减完为止”的,各项也不低于0", "an item does not go below 0, also where that is not said");
  return rests_on;
}

}  // namespace pingxing::scheme
