#include "scheme/lines.hpp"

#include <algorithm>

#include "scheme/grading_words.hpp"
#include "scheme/outline.hpp"
#include "scheme/pattern.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

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
  if (blank == name.npos) return std::nullopt;
  const std::string unit = lower_ascii(name.substr(blank + 1));  // 3 stars for 2 rounds is none either
  return unit == "star" || unit == "stars" ? small_count(name.substr(0, blank)) : std::nullopt;
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
  auto c = star_count.match(line, accepts);
  if (c) {
    out.kind = Kind::StarCount;
    out.interval = *parse_interval(capture(*c, "interval").text);
  } else if (auto tied = parse_tie_names(line.text)) {
    out.kind = Kind::Ties;
    out.names = *tied;
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
  static const Patterns
      disqualified =
          {"[全年|当年|当年度|本年度|年度内|本期|当期]取消[其]*[当年|当年度|本年度|本期|年度|全年|当期]*[的|"
           "其]*[评星|评比|评选|参评|评定|考核|评级][的]资格",
           "[全年|当年|当年度|本年度|本期|当期]*不得(参评|评星|参加评选|参加评比|参加评定|参与评选|评定等次)",
           "[全年|当年|当年度|本年度]不予(评定|评星|评选|参评)",
           "一票否决",
           "取消(评选|评比|参评|评星)",
           "不予(评定|评星|评定等次)",
           "(is |are )disqualified",
           "disqualifies",
           "disqualified"},
      out_of_scope = {"不参评",
                      "不(参加|参与|列入|纳入)[本年度|年度|当年度|当年|本年|本次|本期|当期|本季度|全年]*(评选|评比|"
                      "考核|评定|参评|考评|评价|评级|评星|测评|考核范围|参评范围)",
                      "不(列入|纳入)",
                      "[is ]out of scope",
                      "not assessed",
                      "excluded from scope"},
      at_most = {"最高[只能|可]*[评|定为|为|评为|评定为]{grade}", "不得高于{grade}",
                 "<so>[直接|一律|等次]*(降为|定为|降至|评定为|确定为|评为|判为|降到|直降为){grade}[等次]",
                 "at most {grade}", "(is |are )*(graded|rated) {grade}"},
      barred = {"不得(评为|评定为|定为|确定为|评选为|评选|获评|评){grade}[等次|格次]",
                "[全年|当年|当年度|本年度]取消[其]*[当年|当年度|本年度|全年|本期]*{grade}[评选|评定|等次]*资格",
                "bars {grade}", "(may|can) not be {grade}"},
      demoted = {
          "<so>(降|降低|下调|下降|调低){count}[个](级|等次|格次|星级|星级格次|档|档次|等级|等|个等次)[评定|处理|确定]",
          "[等次|等级](降|降低|下调|下降|调低){count}[个](级|等次|格次|星级|档|档次|等级)", "drops {count} grade[s]",
          "(goes|one|moves|is moved) down {count} grade[s]",
          "(is |are )*(lowered|demoted|downgraded) by {count} grade[s]"};
  static const Patterns total_zero = {
      "[则|将]*[本期|当期|当年|全年|年度|该单位]*(总分|总得分|考核总分|考核得分|总成绩)[直接|一律|均]*(记|计|为|得|按|"
      "归|清)[为]*(0分|零分|零|0)[计|处理]",
      "[the ]total is 0", "[the ]total scores (0|nothing)", "scores (0|nothing) in total"};
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
    } else if (total_zero.match(part, accepts)) {
      words.effect.kind = Effect::Kind::TotalZero;
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
      {StageKind::Publish, {"发布", "公布", "授牌", "授旗", "挂牌", "亮星", "publi", "award", "plaque"}},
      {StageKind::Rectify, {"整改", "复查", "rectif"}}};
  const std::string lower = lower_ascii(title);
  for (const auto& row : table)
    for (auto word : row.words)
      if (lower.find(word) != lower.npos) return row.kind;
  return StageKind::Other;
}

}  // namespace

namespace {

/// 7天以上, 7日, 不少于5个工作日, 一周.
std::optional<Interval> days_in(std::string_view text) {
  for (const std::string_view word : {"公示期", "时间", "期限", "公示", "期", "为", "时间为"})
    if (text.starts_with(word) && text.size() > word.size()) text = trimmed(text.substr(word.size()));
  const auto interval = parse_interval(text, Units::Any);
  if (!interval || !interval->low) return std::nullopt;
  static constexpr std::string_view units[] = {"天",     "日",   "个工作日", "工作日", "个自然日", "自然日", "周",
                                               "个星期", "星期", "days",     "day",    "weeks",    "week"};
  for (const auto unit : units)
    if (interval->unit == unit) return interval;
  return std::nullopt;
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
  if (bracket.empty() && stage.kind == StageKind::Notice) {  // 公示一周, 公示期不少于5个工作日
    if (const auto interval = days_in(stage.title)) {
      const bool is_week =
          interval->unit.find("周") != interval->unit.npos || interval->unit.find("星期") != interval->unit.npos;
      if (const auto days = interval->low->whole(); days && *days <= 520)
        stage.days = static_cast<int>(*days) * (is_week ? 7 : 1);
      stage.has_at_least_days = !interval->high;
      stage.are_working_days = interval->unit.find("工作日") != interval->unit.npos;
    }
  }
  for (const auto& part : bracket.split(",;、")) {
    if (auto dates = find_dates(part, file); !dates.empty()) {
      stage.dates = dates;
      continue;
    }
    const std::string lower = lower_ascii(part.text);
    if (lower.find("无记名") != lower.npos || lower.find("匿名") != lower.npos || lower.find("secret") != lower.npos)
      stage.is_secret = true;
    if (auto interval = days_in(part.text)) {
      const auto& unit = interval->unit;
      {
        const bool is_week = unit.find("周") != unit.npos || unit.find("星期") != unit.npos || unit.starts_with("week");
        if (auto days = interval->low->whole(); days && *days <= 520)
          stage.days = static_cast<int>(*days) * (is_week ? 7 : 1);
        else if (days && *days <= 3660 && !is_week)
          stage.days = static_cast<int>(*days);
        stage.has_at_least_days = !interval->high;
        stage.are_working_days = unit == "个工作日" || unit == "工作日";
      }
    }
    if (lower.find("自然日") != lower.npos || lower.find("calendar day") != lower.npos) stage.is_day_kind_stated = true;
    if (lower.find("工作日") != lower.npos || lower.find("working day") != lower.npos)
      stage.is_day_kind_stated = stage.are_working_days = true;
  }
  return stage;
}

}  // namespace pingxing::scheme
