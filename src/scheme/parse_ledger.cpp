// 记分: lines of a ledger of bad points. What is recorded reads as a rule that adds (记3分 as 加3分); what follows from
// a sum is a measure where it bars, caps or demotes, else a consequence in words or money.
#include <algorithm>

#include "scheme/grading_words.hpp"
#include "scheme/numerals.hpp"
#include "scheme/outcome.hpp"
#include "scheme/parser.hpp"
#include "scheme/pattern.hpp"
#include "scheme/rule_line.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

bool is_number_byte(std::string_view text) {
  return (text[0] >= '0' && text[0] <= '9') || text[0] == '.' || text[0] == '-' || text.starts_with("至");
}

/// How many bytes of a number begin the text: 3, 1至3, 三 before 分.
std::size_t number_bytes(std::string_view text) {
  constexpr std::size_t hanzi_bytes_max = 9;
  const auto unit = text.find("分");
  if (unit != text.npos && unit > 0 && unit <= hanzi_bytes_max && points_number(text.substr(0, unit))) return unit;
  std::size_t at = 0;
  while (at < text.size() && is_number_byte(text.substr(at))) at += text[at] & 0x80 ? 3 : 1;
  return at > 0 && text[0] >= '0' && text[0] <= '9' ? at : 0;
}

struct Recorded {
  std::string line;          // 每次加3分
  std::string without_unit;  // 12, where it has none
};

/// 每次记3分 as the line of a bonus; nothing where nothing is recorded.
std::optional<Recorded> as_added(std::string_view text) {
  Recorded out;
  bool has_any = false;
  for (std::size_t at = 0; at < text.size();) {
    if (!text.substr(at).starts_with("记")) {
      out.line += text[at++];
      continue;
    }
    auto rest = text.substr(at + 3);
    for (const std::string_view word : {"为", "入", "录", "不良", "违规"})
      if (rest.starts_with(word)) rest.remove_prefix(word.size());
    const std::size_t number = number_bytes(rest);
    if (number == 0) {
      out.line += "记";
      at += 3;
      continue;
    }
    has_any = true;
    if (!rest.substr(number).starts_with("分")) out.without_unit = rest.substr(0, number);
    out.line += "加";
    at = static_cast<std::size_t>(rest.data() - text.data());
  }
  std::string lower = lower_ascii(out.line);
  for (const std::string_view verb : {"records ", "record ", "counts ", "incurs ", "costs "})
    for (auto found = lower.find(verb); found != lower.npos; found = lower.find(verb)) {
      out.line.replace(found, verb.size(), "adds ");
      lower = lower_ascii(out.line);
      has_any = true;
    }
  for (const std::string_view noun : {" demerit points", " bad points", " demerits", " demerit", " penalty points"})
    for (auto found = lower.find(noun); found != lower.npos; found = lower.find(noun)) {
      out.line.replace(found, noun.size(), " points");
      lower = lower_ascii(out.line);
    }
  has_any |= lower.find("adds ") != lower.npos;
  return has_any ? std::optional(out) : std::nullopt;
}

void strip(std::string_view& text, std::initializer_list<std::string_view> words) {
  for (bool is_cut = true; is_cut;) {
    is_cut = false;
    for (const auto word : words)
      if (text.starts_with(word)) {
        text = trimmed(text.substr(word.size()));
        is_cut = true;
      }
  }
}

struct Threshold {
  Interval when;
  std::optional<Number> each;
  std::string_view effect;
};

/// 累计记满12分的,取消资格 · 12分以上:… · 满6分不满12分约谈 · 每记1分… · at 12: … · for every 1 …
std::optional<Threshold> threshold_of(std::string_view text) {
  Threshold out;
  strip(text, {"凡", "对", "一个记分周期内", "记分周期内", "一个周期内", "周期内", "年度内", "一年内", "全年", "年内",
               "本年度", "年度", "当年", "当期", "本期"});
  if (text.starts_with("每") || text.starts_with("for every ") || text.starts_with("for each ")) {
    const bool is_zh = text.starts_with("每");
    text = text.substr(is_zh ? 3 : text.find(' ', 4) + 1);
    strip(text, {"累计", "记", "满", "扣", "full "});
    const std::size_t number = number_bytes(text);
    auto rest = text.substr(number);
    const bool has_unit = !is_zh || rest.starts_with("分");
    if (number == 0 || !has_unit) return std::nullopt;
    out.each = short_number(text.substr(0, number));
    if (!out.each || *out.each <= Number(0)) return std::nullopt;
    if (is_zh) rest.remove_prefix(3);
    strip(rest, {",", ":", "的", " ", "points", "point", "recorded"});
    out.when.low = *out.each;
    out.effect = rest;
    return rest.empty() ? std::nullopt : std::optional(out);
  }
  if (text.starts_with("at ") || text.starts_with("from ")) {
    text = text.substr(text.find(' ') + 1);
    const std::size_t number = number_bytes(text);
    const auto low = short_number(text.substr(0, number));
    auto rest = text.substr(number);
    strip(rest, {" ", "points", "point", "or more", "recorded", ":", ",", "on"});
    if (!low || rest.empty()) return std::nullopt;
    out.when.low = low;
    out.effect = rest;
    return out;
  }
  const bool is_summed =
      starts_with_any(text, {"累计", "累积", "记满", "扣满", "记分", "积分", "总记分", "记达", "满", "达"});
  strip(text, {"累计", "累积", "总", "记分", "记", "积分", "积", "扣分", "扣", "分值", ":"});
  constexpr std::size_t head_bytes_max = 60;
  for (std::size_t at = std::min(text.size(), head_bytes_max); at-- > 1;) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    const auto head = text.substr(0, at);
    if (head.find("分") == head.npos || head.find(',') != head.npos) continue;
    std::string said(head);
    if (said.starts_with("达") && !said.starts_with("达到")) said.replace(0, 3, "达到");
    const auto interval = parse_interval(said);
    if (!interval || interval->is_percent || !interval->low) continue;
    out.when = *interval;
    if (out.when.high && *out.when.high == *out.when.low) {  // 累计12分的: as soon as it comes to so many
      if (!is_summed) return std::nullopt;
      out.when.high.reset();
    }
    auto rest = text.substr(at);
    strip(rest, {",", ":", "的", "者", "时", "则", "将", "予以", "给予", "应", "一律", "处以", "分"});
    out.effect = rest;
    return rest.empty() ? std::nullopt : std::optional(out);
  }
  return std::nullopt;
}

/// 扣100元, 扣绩效工资100元.
std::optional<Number> money_of(std::string_view text) {
  static const Patterns forms = {
      "(扣|扣发|扣减|扣除|罚|罚款|处罚|处罚款)[绩效|绩效工资|绩效奖金|奖金|工资|当月绩效|当月奖金|安全奖]{money}元",
      "withholds {money} yuan", "costs {money} yuan", "a fine of {money} yuan"};
  const auto c = forms.match(Piece(text, nullptr),
                             [](std::string_view, std::string_view words) { return short_number(words).has_value(); });
  return c ? short_number(c->front().second.text) : std::nullopt;
}

}  // namespace

bool Parser::reads_like_ledger(std::string_view text) {
  const std::string plain = with_plain_numerals(plain_rule(text));
  return as_added(plain).has_value() || threshold_of(plain).has_value();
}

void Parser::ledger(std::string text, const Piece& body, int depth) {
  const auto lost = [&] { block(Block::Kind::Prose, "- " + body.str()); };
  const std::string plain = with_plain_numerals(plain_rule(body.text));
  if (threshold_of(plain)) {
    const std::size_t before = s_.measures.size();
    if (!ledger_thresholds(plain, body)) return lost();
    block(Block::Kind::Ledger, std::move(text), section_, -1, depth);
    if (s_.measures.size() == before + 1) owner_ = &s_.measures.back().attributes;
    return;
  }
  const auto recorded = as_added(plain);
  if (recorded && !recorded->without_unit.empty()) {
    std::string mended = body.str();
    if (const auto at = mended.find("记" + recorded->without_unit); at != mended.npos)
      mended.insert(at + 3 + recorded->without_unit.size(), "分");
    problem(messages::ledger_unit, at(body), {body.str(), recorded->without_unit, mended});
    return lost();
  }
  if (!recorded) return problem(messages::ledger_line, at(body), {body.str()}), lost();
  auto line = read_rule_line(recorded->line, section()->title, context_of({}));
  const bool adds = std::all_of(line.rules.begin(), line.rules.end(), [](const Sentence& one) {
    const auto form = one.rule.form;
    return form == Form::AddEach || form == Form::AddOnce || form == Form::AddSteps || form == Form::Judged ||
           (form == Form::Levels && !one.rule.is_deducting) ||
           (form == Form::Bands && is_scoring(one.rule.bands) && one.rule.choices.empty());
  });
  if (line.trouble != RuleLine::Trouble::None || !adds) {
    if (line.gap || line.trouble == RuleLine::Trouble::TwoLimits || line.trouble == RuleLine::Trouble::Doubtful)
      rule_trouble(line, body, body);
    else
      problem(messages::ledger_line, at(body), {body.str()});
    return lost();
  }
  for (auto& sentence : line.rules) {
    sentence.rule.place = at(body);
    s_.bonuses.push_back({std::move(sentence.rule), {}, section_, {}});
  }
  block(Block::Kind::Ledger, std::move(text), section_, -1, depth);
  owner_ = &s_.bonuses.back().attributes;
}

/// What stands in the heading's bracket: thresholds, with commas between them.
void Parser::ledger_bracket(const Piece& bracket) {
  const std::string plain = with_plain_numerals(plain_rule(bracket.text));
  if (!ledger_thresholds(plain, bracket) && !threshold_of(plain))
    problem(messages::ledger_line, at(bracket), {bracket.str()});
}

bool Parser::ledger_thresholds(std::string_view words, const Piece& body) {
  // 满6分约谈,满12分取消资格: a comma parts them where another threshold begins behind it.
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0, at = 1; at <= words.size(); ++at) {
    const bool is_end = at == words.size();
    if (!is_end && words[at] != ',' && words[at] != ';') continue;
    if (!is_end && !threshold_of(trimmed(words.substr(at + 1)))) continue;
    parts.push_back(trimmed(words.substr(begin, at - begin)));
    begin = at + 1;
  }
  for (const auto part : parts) {
    const auto said = threshold_of(part);
    if (!said) return problem(messages::ledger_line, at(body), {body.str()}), false;
    Condition when;
    when.kind = Condition::Kind::Ledger;
    when.interval = said->when;
    when.target = ledger_of(s_, section_);
    auto head = part.substr(0, static_cast<std::size_t>(said->effect.data() - part.data()));
    while (ends_with_any(head, {",", ":", " ", "的", "者", "时", "则", "将", "应"}))
      head.remove_suffix(head.back() & 0x80 ? 3 : 1);
    when.text = std::string(head);
    when.place = at(body);
    if (!follows_from_ledger(said->effect, when, said->each, body)) return false;
  }
  return !parts.empty();
}

bool Parser::follows_from_ledger(std::string_view effect, const Condition& when, const std::optional<Number>& each,
                                 const Piece& body) {
  const auto bars = [&](std::string_view text) -> std::optional<MeasureWords> {
    const auto read = parse_measure_words(Piece(text, nullptr));
    return read && !read->when && !read->is_unless && !each ? read : std::nullopt;
  };
  const auto keep = [&](const MeasureWords& read) {
    Measure made;
    made.kind = SectionKind::Ledger;
    made.name = when.text;
    made.section = section_;
    made.place = when.place;
    made.effect = read.effect;
    made.conditions = {when};
    s_.measures.push_back(std::move(made));
    pending_.measures.push_back({read, body});
  };
  std::vector<std::string> parts{std::string(effect)};
  if (!bars(effect) && !each) parts = split(effect, ",;");
  for (const auto& one : parts) {
    std::string_view text = trimmed(std::string_view(one));
    strip(text, {"并", "且", "同时", "并且", "予以", "给予", "年度考核", "当年度", "年终", "and "});
    if (const auto read = bars(text)) {
      keep(*read);
      continue;
    }
    Consequence made;
    made.name = when.text;
    made.text = std::string(text);
    made.place = when.place;
    made.conditions = {when};
    const auto money = money_of(text);
    const auto amount = parse_amount_words(text);
    const bool speaks_of_grades = holds_any(
        lower_ascii(text), {"取消", "不得", "降", "否决", "最高", "总分", "加分", "disqualif", "grade", "at most"});
    const bool has_condition = ends_with_any(text, {"的", "者"}) || holds_any(text, {"清零", "归零", "消分", "重新记"});
    const bool is_unclear =
        has_condition || speaks_of_grades || (!money && !amount && (each || holds_any(text, {"扣", "减", "罚"})));
    if (text.empty() || is_unclear)
      return problem(messages::ledger_effect, at(body), {body.str(), std::string(text)}), false;
    if (each) {
      made.each_of = when.target;
      made.each = *each;
      if (money) made.share = *money;
    }
    if (amount) {
      made.share = amount->share;
      pending_.ledger_amounts.emplace_back(s_.consequences.size(), amount->name);
    }
    s_.consequences.push_back(std::move(made));
  }
  return true;
}

}  // namespace pingxing::scheme
