#include "scheme/lines.hpp"

#include <algorithm>

#include "scheme/outline.hpp"
#include "scheme/pattern.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

std::span<const SectionName> section_names() {
  static const std::vector<SectionName> rows = {
      {SectionKind::Eligibility, {"资格", "参评资格"}, {"eligibility"}},
      {SectionKind::Bonus, {"加分", "加分项目"}, {"bonus"}},
      {SectionKind::Veto, {"一票否决", "否决"}, {"veto"}},
      {SectionKind::Demotion, {"降级", "降星"}, {"demotion"}},
      {SectionKind::Grading, {"定级", "评定"}, {"grading", "rating"}},
      {SectionKind::Procedure, {"程序", "步骤"}, {"procedure"}},
      {SectionKind::Review, {"点评", "点评关系"}, {"review"}},
      {SectionKind::Evaluation, {"评议", "评议关系"}, {"evaluation"}},
      {SectionKind::Consequences, {"后果", "结果运用"}, {"consequences"}},
      {SectionKind::Targets, {"目标"}, {"targets"}},
      {SectionKind::Scales, {"尺度"}, {"scales"}},
  };
  return rows;
}

std::span<const LineRow> line_rows() {
  using K = SectionKind;
  static const std::vector<LineRow> rows = {
      {K::Eligibility,
       "ground",
       {"名称:[区间]取消资格|不参评", "name: [interval] disqualifies|is out of scope"},
       {"是(或落在区间内)时的后果", "the effect where it is so (or lies in the interval)"},
       {"连续未参加组织生活:满6个月取消资格", "months without a report: 6 or more disqualifies"}},
      {K::Eligibility,
       "requirement",
       {"名称:不满足取消资格|不参评", "name: unless met disqualifies|is out of scope"},
       {"否时的后果", "the effect where it is not so"},
       {"在职正式党员:不满足不参评", "registered supplier: unless met is out of scope"}},
      {K::Veto,
       "veto",
       {"名称:[区间]取消资格|最高{等次}|不得评{等次}", "name: [interval] disqualifies|at most {grade}|bars {grade}"},
       {"对等次的限制;后果也可写在标题的括号里",
        "what it does to the grade; the effect may stand in brackets in the heading"},
       {"发生重大责任事故:最高三星级", "grave accident: at most bronze"}},
      {K::Demotion,
       "demotion",
       {"名称:[区间]降{n}级", "name: [interval] drops {n} grade(s)"},
       {"降几个等次", "how many grades lower"},
       {"班子成员受处分:降一级", "late recall: drops 1 grade"}},
      {K::Bonus,
       "bonus",
       {"名称:加分句式", "name: a sentence that adds"},
       {"在基础分之外加分;本部分最多多少写在标题的括号里", "beyond the base; the heading's bracket may cap them all"},
       {"班子团结协作:加5分", "joint project: adds 5"}},
      {K::Grading,
       "threshold",
       {"{等次}:条件,条件…", "{grade}: condition, condition…"},
       {"条件都成立即为该等次;取成立的最高等次", "the grade where all conditions hold; the highest that holds counts"},
       {"五星级:90分以上", "gold: 90 or more"}},
      {K::Grading,
       "grade on a grade",
       {"{等次}:{等次},条件…", "{grade}: {grade}, condition…"},
       {"在另一等次的基础上", "built on another grade"},
       {"先进:达标,满意率90%以上", "preferred: approved, item 3 90 or more"}},
      {K::Grading,
       "count of stars",
       {"星数:每项{区间}得一星", "stars: each item with {interval} earns one"},
       {"达到的指标有几个就是几星", "as many stars as indicators reach it"},
       {"星数:每项8分以上得一星", "stars: each item with 8 or more earns one"}},
      {K::Grading,
       "first places",
       {"{等次}:条件,取第一名|取前{n}名", "{grade}: condition, the first|the first {n}"},
       {"每组按名次取", "by rank within the pool"},
       {"流动红旗:每项8分以上,取第一名", "flag: each item 8 or more, the first"}},
      {K::Grading,
       "ceiling",
       {"{等次}以下:条件", "{grade} or lower: condition"},
       {"条件成立时最高为该等次", "at most this grade where the condition holds"},
       {"二星级以下:各项平均4分以下", "2 stars or lower: items on average 4 or less"}},
      {K::Grading,
       "quota by share",
       {"{等次}[以上]:[一般]不超过{n}%", "{grade}[ or better]: [normally ]at most {n}%"},
       {"每组按名次,最多占多少", "within each pool by rank, at most this share"},
       {"五星级:不超过10%", "gold: at most 10%"}},
      {K::Grading,
       "quota by number",
       {"{等次}[以上]:最多{n}个", "{grade}[ or better]: at most {n} subjects"},
       {"每组按名次,最多几个", "within each pool by rank, at most so many"},
       {"五星级:最多12个", "gold: at most 12 subjects"}},
      {K::Grading,
       "target",
       {"{等次}[以上]:应占{n}%以上", "{grade}[ or better]: should be {n}% or more"},
       {"只报告,不强制", "reported, never forced"},
       {"三星级:应占60%以上", "bronze: should be 60% or more"}},
      {K::Grading,
       "ties",
       {"同分:比较{指标或部分}、…", "ties: compare {items or sections}, …"},
       {"总分相同的依次比较", "subjects of equal total are compared by these, in order"},
       {"同分:比较1、2、5", "ties: compare 1, 2, 5"}},
      {K::Grading,
       "by ballots",
       {"票决:{票组}、…,取低|取高", "by ballots: {ballot}, …, the lower|the higher"},
       {"每票组各档累计过半的最高一档;各票组取低(高)",
        "each ballot's highest class that half of its votes reach; the lower (higher) of the ballots"},
       {"票决:党员票、群众代表票,取低", "by ballots: members, delegates, the lower"}},
      {K::Grading,
       "turnout",
       {"有效票:收回占应到{n}以上,有效占收回{n}以上", "turnout: returned {n} of entitled, valid {n} of returned"},
       {"不够时该票不算数,须研究决定", "below it the ballot does not count and a decision is asked for"},
       {"有效票:收回占应到2/3以上,有效占收回1/2以上", "turnout: returned 2/3 of entitled, valid 1/2 of returned"}},
      {K::Grading,
       "ladder",
       {"### {等次} 下列出编号的条件", "### {grade} with numbered requirements"},
       {"全部满足才是该等次;“名称”是要回答是否的条件,“名称:区间”是数",
        "the grade where all are met; a bare name is answered yes or no, “name: interval” is a figure"},
       {"### 三星级", "### gold"}},
      {K::Procedure,
       "stage",
       {"1. 名称(天数,日期,无记名):参加者", "1. name (days, dates, secret ballot): actors"},
       {"一个环节", "a stage"},
       {"1. 公示(7天以上):办公室", "1. Notice (7 days or more): office"}},
      {K::Review,
       "reviewer",
       {"{类别}、…:点评人[(按表)]", "{kind}, …: reviewer[ (by table)]"},
       {"谁点评这几类对象;(按表)表示姓名填在数据里",
        "who reviews these kinds; (by table): the name stands in the facts"},
       {"班子成员、机关党员:党组书记", "team members: the secretary"}},
      {K::Evaluation,
       "evaluators",
       {"{类别}、…:评议人", "{kind}, …: evaluators"},
       {"谁评议这几类对象", "who evaluates these kinds"},
       {"班子成员:全体职工", "team members: all staff"}},
      {K::Consequences,
       "consequence",
       {"条件:结果[扣发{数据项}的{n}%]", "condition: what follows[ withholds {n}% of {input}]"},
       {"条件是等次,或“连续{n}期未晋级”等", "the condition is a grade, or “no rise for {n} rounds” and the like"},
       {"连续2期未晋级:扣发绩效工资的2%", "no rise for 2 rounds: withholds 2% of the performance pay"}},
      {K::Targets,
       "target",
       {"[期限:]{等次}[以上]占{区间}|其中{等次}占{区间}|无{等次}",
        "[due: ]share of {grade}[ or better] {interval}|of these {grade} {interval}|no {grade}"},
       {"对全体的目标,按精确比例比较", "a target for all subjects, compared exactly"},
       {"2015年6月30日前:五星级占70%以上,无三星级", "2015-06-30: share of gold 70% or more, no bronze"}},
      {K::Scales,
       "scale",
       {"{数据项}:低<…<高", "{input}: low < … < high"},
       {"有高低之分的选项", "choices with an order"},
       {"文明社区:无<县级<市级<省级", "honour: none < city < province"}},
  };
  return rows;
}

Phrase forms_of(SectionKind kind) {
  Phrase forms;
  for (const auto& row : line_rows()) {
    if (row.section != kind) continue;
    forms.zh += (forms.zh.empty() ? "“" : " · “") + std::string(row.example.zh) + "”";
    forms.en += (forms.en.empty() ? "“" : " · “") + std::string(row.example.en) + "”";
  }
  return forms;
}

std::optional<int> stars_in(std::string_view name) {
  // The count is the whole beginning of the name: 连续2期四星级 is no grade.
  if (const auto at = name.find("星"); at != name.npos && at > 0) {
    const auto stars = small_count(name.substr(0, at));
    return stars && *stars <= 10 ? stars : std::nullopt;
  }
  const auto blank = name.find(' ');
  if (blank == name.npos || !starts_with_any_case(name.substr(blank + 1), "star")) return std::nullopt;
  return small_count(name.substr(0, blank));
}

GradeWords grade_words(std::string_view text) {
  GradeWords words{std::string(trimmed(text)), false, false};
  const auto strip = [&](std::string_view suffix, bool GradeWords::*flag) {
    if (words.name.size() > suffix.size() && words.name.ends_with(suffix)) {
      words.name.resize(words.name.size() - suffix.size());
      words.name = trimmed(words.name);
      words.*flag = true;
    }
  };
  for (auto suffix : {"及以上", "以上", " or better", " or above"}) strip(suffix, &GradeWords::or_better);
  for (auto suffix : {"及以下", "以下", " or lower", " or below"}) strip(suffix, &GradeWords::or_worse);
  return words;
}

namespace {

constexpr std::size_t name_bytes_max = 200;  // of an input whose end has to be found

bool accepts(std::string_view slot, std::string_view text) {
  if (slot == "interval") return parse_interval(text).has_value();
  if (slot == "share")
    return text.ends_with('%') && short_number(text.substr(0, text.size() - 1)).has_value() && text[0] != '-';
  if (slot == "number") return short_number(text).has_value() && text[0] != '-';
  if (slot == "count") return small_count(text).has_value();
  if (slot == "grade") return text.size() <= 60 && text.find_first_of(",;:") == text.npos;
  if (slot == "conditions") return !text.empty();
  if (slot == "name" && text.size() > name_bytes_max) return false;
  return text.find_first_of(";:") == text.npos && !text.empty();
}

Piece capture(const Captures& captures, std::string_view slot) {
  for (const auto& [name, piece] : captures)
    if (name == slot) return piece;
  return {};
}

Number share_of(std::string_view text) { return *short_number(text.substr(0, text.size() - 1)); }

}  // namespace

/// Behind the colon only: 一般 is a grade in some schemes.
static bool says_normally(Piece line) {
  const auto said = split_colon(line).second.text;
  return said.starts_with("一般") || starts_with_any_case(said, "normally");
}

std::optional<GradingLine> parse_grading_line(Piece line) {
  using Kind = GradingLine::Kind;
  static const Patterns star_count = {"星数:(每|各)项{interval}(得|为)(一|1)[个|颗]星[级]",
                                      "stars:each item with {interval} earns (one|1)"};
  static const Patterns ties = {"同分:[依次]比较{names}", "ties:compare {names}"};
  static const Patterns lower_ballots = {"票决:{names},取低", "by ballots:{names},the lower"};
  static const Patterns higher_ballots = {"票决:{names},取高", "by ballots:{names},the higher"};
  static const Patterns turnout = {"有效票:收回占应到{number}以上,有效占收回{valid}以上",
                                   "turnout:returned {number} of entitled,valid {valid} of returned"};
  static const Patterns quota_share = {"{grade}:[一般](不超过|不得超过)[总数的|总数]{share}",
                                       "{grade}:[normally ]at most {share}"};
  static const Patterns quota_count = {"{grade}:[一般](最多|不超过){count}(个|名|人)",
                                       "{grade}:[normally ]at most {count} subjects", "{grade}:at most {count}"};
  static const Patterns target = {"{grade}:应占[总数的|总数]{interval}", "{grade}:should be {interval}"};
  static const Patterns conditions = {"{grade}:{conditions}"};
  GradingLine out;
  const auto names = [&](std::string_view slot, const Captures& captures) {
    return split(capture(captures, slot).text, "、,");
  };
  const auto grade = [&](const Captures& captures) { out.grade = grade_words(capture(captures, "grade").text); };
  if (auto c = star_count.match(line, accepts)) {
    out.kind = Kind::StarCount;
    out.interval = *parse_interval(capture(*c, "interval").text);
  } else if ((c = ties.match(line, accepts))) {
    out.kind = Kind::Ties;
    out.names = names("names", *c);
  } else if ((c = lower_ballots.match(line, accepts))) {
    out.kind = Kind::Votes;
    out.names = names("names", *c);
  } else if ((c = higher_ballots.match(line, accepts))) {
    out.kind = Kind::Votes;
    out.is_flag = true;
    out.names = names("names", *c);
  } else if ((c = turnout.match(line, accepts))) {
    out.kind = Kind::Turnout;
    const auto valid = short_number(capture(*c, "valid").text);
    if (!valid) return std::nullopt;
    out.number = *short_number(capture(*c, "number").text);
    out.second = *valid;
  } else if ((c = quota_share.match(line, accepts))) {
    out.kind = Kind::QuotaShare;
    grade(*c);
    out.number = share_of(capture(*c, "share").text);
    out.is_flag = says_normally(line);
  } else if ((c = quota_count.match(line, accepts))) {
    out.kind = Kind::QuotaCount;
    grade(*c);
    out.number = Number(*small_count(capture(*c, "count").text));
    out.is_flag = says_normally(line);
  } else if ((c = target.match(line, accepts)) && parse_interval(capture(*c, "interval").text)->is_percent) {
    out.kind = Kind::Target;
    grade(*c);
    out.interval = *parse_interval(capture(*c, "interval").text);
  } else if ((c = conditions.match(line, accepts))) {
    grade(*c);
    out.kind = out.grade.or_worse ? Kind::Ceiling : Kind::Conditions;
    out.conditions = capture(*c, "conditions");
  } else {
    return std::nullopt;
  }
  return out;
}

std::optional<int> parse_first_places(std::string_view text) {
  static const Patterns one = {"取第(一|1)名", "the first"}, several = {"取前{count}(名|个)", "the first {count}"};
  const Piece piece(text, nullptr);
  if (one.match(piece, accepts)) return 1;
  if (auto c = several.match(piece, accepts)) return small_count(capture(*c, "count").text);
  return std::nullopt;
}

std::optional<MeasureWords> parse_measure_words(Piece text) {
  static const Patterns disqualified = {"取消[当年|当年度|本期][评星|评比|评选|参评]资格", "disqualifies"},
                        out_of_scope = {"不参评", "[is ]out of scope"},
                        at_most = {"最高[评|定为|为]{grade}", "不得高于{grade}", "at most {grade}"},
                        barred = {"不得评[为]{grade}", "取消{grade}[评选]资格", "bars {grade}"},
                        demoted = {"降{count}级", "降低{count}个(星级|等次|格次|星级格次)", "drops {count} grade[s]"};
  MeasureWords words;
  const auto effect = [&](Piece part) {
    words.effect.text = part.text;
    if (disqualified.match(part, accepts)) {
      words.effect.kind = Effect::Kind::Disqualified;
    } else if (out_of_scope.match(part, accepts)) {
      words.effect.kind = Effect::Kind::OutOfScope;
    } else if (auto c = at_most.match(part, accepts)) {
      words.effect.kind = Effect::Kind::AtMost;
      words.grade_name = capture(*c, "grade").text;
    } else if ((c = barred.match(part, accepts))) {
      words.effect.kind = Effect::Kind::AtMost;
      words.is_below_grade = true;
      words.grade_name = grade_words(capture(*c, "grade").text).name;
    } else if ((c = demoted.match(part, accepts))) {
      words.effect.kind = Effect::Kind::Demoted;
      words.effect.steps = *small_count(capture(*c, "count").text);
    }
    return words.effect.kind != Effect::Kind::None;
  };
  if (effect(text)) return words;
  for (auto unless : {"不满足", "不具备", "unless met"}) {
    if (starts_with_any_case(text.text, unless)) {
      words.is_unless = true;
      if (effect(text.sub(std::string_view(unless).size()).trimmed())) return words;
      words.is_unless = false;
    }
  }
  for (std::size_t at = 1; at < text.text.size() && at <= interval_bytes_max; ++at) {
    if ((static_cast<unsigned char>(text.text[at]) & 0xC0) == 0x80) continue;
    const std::string_view head = text.text.substr(0, at);
    auto interval = parse_interval(head.ends_with(',') ? head.substr(0, at - 1) : head);
    if (!interval || !effect(text.sub(at).trimmed())) continue;
    words.when = interval;
    return words;
  }
  return std::nullopt;
}

std::optional<TargetWords> parse_target_words(Piece text) {
  static const Patterns of_these = {"其中{grade}[达到|占]{interval}", "of these {grade} {interval}"},
                        share = {"{grade}(占|达到)[总数的|总数]{interval}", "share of {grade} {interval}"},
                        none = {"无{grade}", "no {grade}"};
  TargetWords words;
  if (auto c = of_these.match(text, accepts)) {
    words.is_of_these = true;
    words.grade = grade_words(capture(*c, "grade").text);
    words.interval = *parse_interval(capture(*c, "interval").text);
  } else if ((c = share.match(text, accepts))) {
    words.grade = grade_words(capture(*c, "grade").text);
    words.interval = *parse_interval(capture(*c, "interval").text);
  } else if ((c = none.match(text, accepts))) {
    words.is_none = true;
    words.grade = grade_words(capture(*c, "grade").text);
  } else {
    return std::nullopt;
  }
  return words;
}

std::optional<AmountWords> parse_amount_words(std::string_view text) {
  static const Patterns forms = {"(扣发|扣)[本人]{name}的{share}", "withholds {share} of[ the] {name}"};
  const auto c = forms.match(Piece(text, nullptr), accepts);
  if (!c) return std::nullopt;
  return AmountWords{capture(*c, "name").str(), share_of(capture(*c, "share").text)};
}

namespace {

std::optional<int> digits(std::string_view text, std::size_t& at, std::size_t most) {
  int value = 0;
  std::size_t count = 0;
  while (at < text.size() && count < most && text[at] >= '0' && text[at] <= '9') {
    value = value * 10 + (text[at++] - '0');
    ++count;
  }
  return count ? std::optional(value) : std::nullopt;
}

}  // namespace

std::vector<DateWords> find_dates(Piece text, const std::string& file) {
  std::vector<DateWords> dates;
  const std::string_view s = text.text;
  int year = 0;  // a later date of the same text may leave its year out
  for (std::size_t i = 0; i < s.size();) {
    if (s[i] < '0' || s[i] > '9') {
      ++i;
      continue;
    }
    std::size_t at = i;
    DateWords found;
    auto first = digits(s, at, 4);
    bool is_date = false;
    const bool is_full = first && at - i == 4 && (s.substr(at).starts_with("年") || (at < s.size() && s[at] == '-'));
    int month = 0;
    if (is_full) {
      const bool is_iso = s[at] == '-';
      at += is_iso ? 1 : 3;
      year = *first;
      if (auto m = digits(s, at, 2)) {
        month = *m;
        if (is_iso && at < s.size() && s[at] == '-') {
          ++at;
          if (auto d = digits(s, at, 2)) {
            found.day = Day{year, month, *d};
            is_date = true;
          }
        }
      }
    } else if (first && s.substr(at).starts_with("月") && *first >= 1 && *first <= 12) {
      month = *first;
    }
    const bool is_without_year = month > 0 && year == 0;
    if (month > 0 && !is_date && s.substr(at).starts_with("月")) {
      at += 3;
      if (auto d = digits(s, at, 2); d && s.substr(at).starts_with("日")) {
        at += 3;
        found.day = Day{year, month, *d};
        // Without a year a day is kept only where no year has it; else it cannot be compared with others.
        is_date = !is_without_year || !found.day->exists();
      } else {
        for (auto vague : {"底", "末", "初", "中旬", "上旬", "下旬", "份"}) {
          if (s.substr(at).starts_with(vague)) {
            at += std::string_view(vague).size();
            found.is_vague = true;
            is_date = true;
            break;
          }
        }
      }
    }
    if (is_date) {
      found.text = s.substr(i, at - i);
      found.place = text.sub(i, at - i).place(file);
      dates.push_back(std::move(found));
    }
    i = std::max(at, i + 1);
  }
  return dates;
}

namespace {

StageKind stage_kind(std::string_view title) {
  struct Words {
    StageKind kind;
    std::vector<std::string_view> words;  // owns them: an initializer_list would outlive what it points to
  };
  static const std::vector<Words> table = {
      {StageKind::Notice, {"公示", "notice"}},
      {StageKind::Pledge, {"承诺", "pledge"}},
      {StageKind::SelfAssess, {"自评", "自查", "小结", "self"}},
      {StageKind::Poll, {"评星", "投票", "测评", "调查", "票决", "评议", "survey", "ballot", "vote", "poll"}},
      {StageKind::Remark, {"点评", "review", "remark"}},
      {StageKind::SpotCheck, {"抽查", "督查", "调研", "spot"}},
      {StageKind::Verify, {"审核", "验收", "审定", "verif", "approv"}},
      {StageKind::Score, {"考评", "考核", "评审", "评分", "检查", "scor", "assess"}},
      {StageKind::Decide, {"定星", "研究", "决定", "decide", "decision"}},
      {StageKind::Publish, {"发布", "公布", "授牌", "授旗", "挂牌", "亮星", "通报", "publi", "award", "plaque"}},
      {StageKind::Rectify, {"整改", "复查", "rectif"}}};
  const std::string lower = lower_ascii(title);
  for (const auto& row : table)
    for (auto word : row.words)
      if (lower.find(word) != lower.npos) return row.kind;
  return StageKind::Other;
}

}  // namespace

Stage parse_stage(Piece body, const std::string& file) {
  Stage stage;
  stage.place = body.place(file);
  const auto [head, actors] = split_colon(body);
  stage.actors = split(actors.text, "、,;");
  const auto [title, bracket] = split_bracket(head);
  stage.title = title.text;
  stage.kind = stage_kind(stage.title);
  for (const auto& part : bracket.split(",;、")) {
    if (auto dates = find_dates(part, file); !dates.empty()) {
      stage.dates = dates;
      continue;
    }
    const std::string lower = lower_ascii(part.text);
    if (lower.find("无记名") != lower.npos || lower.find("匿名") != lower.npos || lower.find("secret") != lower.npos)
      stage.is_secret = true;
    if (auto interval = parse_interval(part.text); interval && interval->low) {
      const auto& unit = interval->unit;
      if (unit == "天" || unit == "个工作日" || unit == "days" || unit == "day") {
        if (auto days = interval->low->whole(); days && *days <= 3660) stage.days = static_cast<int>(*days);
        stage.has_at_least_days = !interval->high;
        stage.are_working_days = unit == "个工作日";
      }
    }
    if (lower.find("自然日") != lower.npos || lower.find("calendar day") != lower.npos) stage.is_day_kind_stated = true;
    if (lower.find("工作日") != lower.npos || lower.find("working day") != lower.npos)
      stage.is_day_kind_stated = stage.are_working_days = true;
  }
  return stage;
}

}  // namespace pingxing::scheme
