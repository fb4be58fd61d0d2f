#include "scheme/resolve.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "scheme/messages.hpp"
#include "scheme/names.hpp"
#include "scheme/outline.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t condition_bytes_max = 1'000;  // a name and a figure
const Number count_limit(1'000'000'000);  // a larger count in a cell is an accident, not a figure

class Resolver {
 public:
  Resolver(Scheme& scheme, const Pending& pending, Problems& problems) : s_(scheme), pending_(pending), problems_(problems), names_(scheme, problems) {}

  void run() {
    inherit_kinds();
    find_pools();
    indicator_inputs();
    bonus_inputs();
    scales();
    ladders();
    grade_lines();
    measures();
    votes();
    quotas_and_ties();
    consequences();
    targets();
    reviews();
    refuse_cycles();
  }

 private:
  template <class T>
  static T& at(std::vector<T>& v, int i) { return v[static_cast<std::size_t>(i)]; }
  Section& section(int i) { return at(s_.sections, i); }
  Indicator& indicator(int i) { return at(s_.indicators, i); }
  void problem(const MessageRow& row, const Place& place, std::vector<Phrase> words = {}) { problems_.add(row, place, std::move(words)); }
  /// Whether the words of another problem will be read: those that are dear to make are left out else.
  [[nodiscard]] bool is_heard() const { return problems_.kept().size() < Problems::kept_max; }
  [[nodiscard]] Phrase grade_list() const {
    std::vector<std::string> names;
    if (is_heard())
      for (const auto& grade : s_.grading.grades) names.push_back(grade.name);
    return listed(names);
  }

  // ---- structure ----------------------------------------------------------------------------------------------------

  void inherit_kinds() {
    for (auto& one : s_.sections) one.kinds = !one.attributes.kinds.empty() || one.parent < 0 ? one.attributes.kinds : section(one.parent).kinds;
    for (auto& one : s_.indicators) one.kinds = one.attributes.kinds.empty() ? section(one.section).kinds : one.attributes.kinds;
  }

  void find_pools() {
    std::vector<char> has_any(s_.sections.size()), has_points(s_.sections.size());
    for (const auto& one : s_.indicators) {
      const auto owner = static_cast<std::size_t>(one.section);
      has_any[owner] = 1;
      if (one.points) has_points[owner] = 1;
    }
    for (std::size_t i = 0; i < s_.sections.size(); ++i) {
      auto& one = s_.sections[i];
      one.is_pool = one.kind == SectionKind::Ordinary && one.points && has_any[i] && !has_points[i];
    }
    for (auto& one : s_.indicators) {
      if (one.points || section(one.section).is_pool) continue;
      problem(messages::points_missing, one.place, {one.id});
    }
    // The heading of a pool is its one indicator's figure; its duties only deduct. Where no rule is given: judged by hand.
    for (auto& one : s_.indicators) {
      one.has_written_rule = !one.rules.empty();
      if (one.has_written_rule) continue;
      Rule rule;
      rule.name = one.title;
      rule.form = Form::Judged;
      rule.highest = one.points.value_or(Number(0));
      rule.place = one.place;
      one.rules.push_back(rule);
    }
  }

  // ---- inputs -------------------------------------------------------------------------------------------------------

  /// The input of a rule, its type and limits by the form of its sentence.
  Input input_of(const Rule& rule, const std::optional<Number>& points, const Attributes& attributes) {
    Input made;
    made.name = rule.name;
    made.place = rule.place;
    made.assessor = attributes.assessor;
    made.is_list = rule.samples != Samples::One;
    made.unit = rule.each;
    const auto count = [&] {
      made.type = InputType::Count;
      made.low = Number(0);
      made.high = count_limit;
    };
    const auto measure = [&](bool is_percent, const Number& seen) {
      made.type = is_percent ? InputType::Percent : InputType::Amount;
      if (is_percent) made.unit = "%";
      made.low = Number(0);
      made.high = is_percent ? max(Number(100), seen) : count_limit;
    };
    switch (rule.form) {
      case Form::MetOrNot: case Form::DeductOnce: case Form::DeductUnless: case Form::Void: case Form::VoidUnless:
      case Form::AddOnce: case Form::GrantOnce: case Form::Exemption: made.type = InputType::YesNo; break;
      case Form::DeductEach: case Form::AddEach: case Form::GrantEach: count(); break;
      case Form::Shortfall: rule.is_percent ? measure(true, rule.required) : count(); break;
      case Form::Steps: rule.is_percent ? measure(true, Number(100)) : rule.per.is_whole() ? count() : measure(false, rule.per); break;
      case Form::Bands: {
        bool is_percent = false;
        Number seen(0);
        std::string unit;
        for (const auto& band : rule.bands) {
          is_percent |= band.when.is_percent;
          if (band.when.low) seen = max(seen, *band.when.low);
          if (band.when.high) seen = max(seen, *band.when.high);
          if (!band.when.unit.empty()) unit = band.when.unit;
        }
        measure(is_percent, seen);
        if (!is_percent) made.unit = unit;
        static const std::set<std::string, std::less<>> counted = {"次", "项", "个", "篇", "人", "份", "件", "起", "例", "条", "人次"};
        if (!is_percent && counted.contains(unit) && !made.is_list) made.type = InputType::Count;
        break;
      }
      case Form::Proportion: measure(false, rule.amount); break;
      case Form::Levels:
        made.type = InputType::Choices;
        made.is_list = true;
        for (const auto& level : rule.levels) made.choices.push_back(level.name);
        break;
      case Form::Judged:
        made.type = InputType::Points;
        made.low = rule.lowest;
        made.high = rule.highest;
        break;
      case Form::JudgedDeduction:
        made.type = InputType::Points;
        made.low = Number(0);
        made.high = rule.highest;
        break;
      case Form::Ballot:
        made.type = InputType::Points;
        made.is_list = true;
        made.low = Number(0);
        made.high = points.value_or(Number(100));
        break;
    }
    if (attributes.range && attributes.range->low && made.low) {
      made.low = attributes.range->low;
      made.high = attributes.range->high;
    }
    return made;
  }

  void indicator_inputs() {
    for (int i = 0; i < static_cast<int>(s_.indicators.size()); ++i) {
      auto& owner = indicator(i);
      const Attributes* attributes = &owner.attributes;
      Attributes inherited = owner.attributes;
      for (int up = owner.section; up >= 0 && inherited.assessor.empty(); up = section(up).parent) inherited.assessor = section(up).attributes.assessor;
      attributes = &inherited;
      int last = -1;  // the last rule that is no exemption
      for (int r = 0; r < static_cast<int>(owner.rules.size()); ++r) {
        auto& rule = at(owner.rules, r);
        Input made = input_of(rule, owner.points, *attributes);
        made.indicator = i;
        made.kinds = rule.kinds.empty() ? owner.kinds : rule.kinds;
        if (rule.form == Form::Ballot) {
          Number sum(0);
          for (const auto& electorate : rule.electorates) {
            sum += electorate.share;
            Input one = made;
            one.name = electorate.name;
            one.assessor = electorate.name;
            rule.inputs.push_back(names_.add_input(std::move(one)));
          }
          if (sum != Number(100)) {
            const auto& final = rule.electorates.back();
            problem(messages::shares_sum, rule.place, {sum.exact(), final.name, (final.share + Number(100) - sum).exact()});
          }
        } else {
          rule.inputs.push_back(names_.add_input(std::move(made)));
        }
        if (rule.form == Form::Exemption) {
          rule.exempts = last;
          if (last < 0) problem(messages::exemption_alone, rule.place, {rule.name});
        } else {
          last = r;
        }
      }
    }
  }

  void bonus_inputs() {
    for (auto& bonus : s_.bonuses) {
      Input made = input_of(bonus.rule, bonus.rule.highest, bonus.attributes);
      if (made.assessor.empty()) made.assessor = section(bonus.section).attributes.assessor;
      made.kinds = bonus.rule.kinds;
      bonus.rule.inputs.push_back(names_.add_input(std::move(made)));
    }
  }

  void scales() {
    std::size_t next = 0;
    for (const auto& block : s_.blocks) {  // a line may name several
      if (block.kind != Block::Kind::Scale) continue;
      for (; next < s_.scales.size() && static_cast<int>(next) <= block.index; ++next) {
        Input made;
        made.name = s_.scales[next].first;
        made.type = InputType::Choice;
        made.is_scale = true;
        made.choices = s_.scales[next].second;
        made.place = block.place;
        names_.add_input(std::move(made));
      }
    }
  }

  // ---- names --------------------------------------------------------------------------------------------------------

  int known_grade(std::string_view name, const Place& place) {
    const int grade = names_.grade(name);
    if (grade < 0 && !pending_.are_grades_cut) problem(messages::grade_unknown, place, {std::string(name), grade_list()});
    return grade;
  }

  // ---- conditions ---------------------------------------------------------------------------------------------------

  static Interval yes(bool expected) {
    Interval interval;
    interval.low = interval.high = Number(expected ? 1 : 0);
    return interval;
  }

  static std::optional<bool> yes_or_no(std::string_view text) {
    const std::string word = lower_ascii(text);
    if (word == "是" || word == "有" || word == "yes") return true;
    if (word == "否" || word == "无" || word == "no") return false;
    return std::nullopt;
  }

  /// The interval of a scale's steps: 县级以上, 低于省级, 市级.
  std::optional<Interval> scale_interval(const Input& input, std::string_view text) const {
    Interval interval;
    bool is_low = false, is_high = false, includes = true;
    const auto strip_front = [&](std::string_view word) { if (!text.starts_with(word)) return false; text.remove_prefix(word.size()); return true; };
    const auto strip_back = [&](std::string_view word) { if (!text.ends_with(word)) return false; text.remove_suffix(word.size()); return true; };
    if (strip_back("(不含)") || strip_back("(exclusive)")) includes = false;
    strip_back("(含)");
    for (auto word : {"低于", "不到", "未到", "below "}) if (strip_front(word)) { is_high = true; includes = false; }
    for (auto word : {"高于", "超过", "above "}) if (strip_front(word)) { is_low = true; includes = false; }
    for (auto word : {"及以上", "以上", " or more", " or better"}) if (strip_back(word)) is_low = true;
    for (auto word : {"及以下", "以下", " or less", " or lower"}) if (strip_back(word)) is_high = true;
    if (strip_back("(不含)")) includes = false;
    const auto found = std::find(input.choices.begin(), input.choices.end(), trimmed(text));
    if (found == input.choices.end()) return std::nullopt;
    const Number step(found - input.choices.begin());
    if (!is_high) { interval.low = step; interval.has_low = includes; }
    if (!is_low) { interval.high = step; interval.has_high = is_high ? includes : true; }
    return interval;
  }

  /// A value for a known input: an interval, yes or no, a step of a scale.
  std::optional<Interval> value_for(int input, std::string_view text, const Place& place) {
    const Input& known = at(s_.inputs, input);
    if (known.type == InputType::Choice && known.is_scale) {
      auto interval = scale_interval(known, text);
      if (!interval) problem(messages::choice_unknown, place, {known.name, std::string(text), is_heard() ? listed(known.choices) : Phrase()});
      return interval ? interval : yes(true);
    }
    if (known.type == InputType::YesNo)
      if (auto expected = yes_or_no(text)) return yes(*expected);
    return parse_interval(text);
  }

  Input declared(std::string_view name, const Interval* interval, const Place& place, const std::string& assessor) const {
    Input made;
    made.name = name;
    made.place = place;
    made.assessor = assessor;
    if (interval) {
      static const std::set<std::string, std::less<>> counted = {"次", "项", "个", "篇", "人", "份", "件", "起", "例", "条", "人次", "times", "time", "items", "item", "people"};
      made.type = interval->is_percent ? InputType::Percent : counted.contains(interval->unit) ? InputType::Count : InputType::Amount;
      made.unit = interval->is_percent ? "%" : interval->unit;
      made.low = Number(0);
      made.high = interval->is_percent ? Number(100) : count_limit;
    }
    return made;
  }

  struct Naming {
    bool may_declare = false;  // a name that is not known becomes an input
    std::string assessor;
  };

  Condition condition(const Piece& piece, const Naming& naming) {
    Condition made;
    made.text = piece.text;
    made.place = piece.place(s_.file);
    const std::string_view text = piece.text;
    if (general_condition(made, text)) return made;
    if (const int grade = names_.grade(text); grade >= 0) {
      made.kind = Condition::Kind::Grade;
      made.target = grade;
      return made;
    }
    const auto [name, value] = split_colon(piece);
    if (!value.empty()) {
      named_value(made, name, value, naming);
      return made;
    }
    if (prefix_condition(made, text)) return made;
    int input = names_.input(text);
    if (input < 0 && naming.may_declare && !parse_interval(text)) input = names_.add_input(declared(text, nullptr, made.place, naming.assessor));
    if (input >= 0 && at(s_.inputs, input).type == InputType::YesNo) {
      made.kind = Condition::Kind::Input;
      made.target = input;
      made.interval = yes(true);
      return made;
    }
    unknown(made);
    return made;
  }

  void unknown(const Condition& made) {
    const Phrase grades = grade_list();
    problem(messages::condition_unknown, made.place,
            {made.text, Phrase("可用的:等次(" + grades.zh + ")、指标、部分、数据项,或“每项…”“总分…”“连续2期未晋级”",
                               "usable: grades (" + grades.en + "), indicators, sections, inputs, or “each item …”, “total …”, “no rise for 2 rounds”")});
  }

  void named_value(Condition& made, const Piece& name, const Piece& value, const Naming& naming) {
    const Place place = value.place(s_.file);
    int input = names_.input(name.text);
    if (input < 0) {
      if (prefix_condition(made, name.str() + value.str())) return;
      const auto interval = parse_interval(value.text);
      const bool is_answer = yes_or_no(value.text).has_value();
      if (!naming.may_declare || (!interval && !is_answer)) return unknown(made);
      input = names_.add_input(declared(name.text, interval ? &*interval : nullptr, made.place, naming.assessor));
    }
    auto interval = value_for(input, value.text, place);
    if (!interval) return unknown(made);
    made.kind = Condition::Kind::Input;
    made.target = input;
    made.interval = *interval;
  }

  /// Forms that name nothing of the scheme but grades and rounds.
  bool general_condition(Condition& made, std::string_view text) {
    if (text.size() > condition_bytes_max) return false;
    const auto interval_after = [&](std::initializer_list<std::string_view> words) -> std::optional<Interval> {
      for (auto word : words)
        if (starts_with_any_case(text, word))
          if (auto interval = parse_interval(text.substr(word.size()))) return interval;
      return std::nullopt;
    };
    const auto set = [&](Condition::Kind kind, const Interval& interval) {
      made.kind = kind;
      made.interval = interval;
      return true;
    };
    if (auto i = interval_after({"各项平均", "items on average "})) return set(Condition::Kind::IndicatorMean, *i);
    if (auto i = interval_after({"每项", "各项", "each item ", "every item "})) return set(Condition::Kind::EveryIndicator, *i);
    if (auto i = interval_after({"每部分", "各部分", "each section ", "every section "})) return set(Condition::Kind::EverySection, *i);
    if (auto i = interval_after({"总分", "得分", "total "})) return set(Condition::Kind::Total, *i);
    if (auto i = parse_interval(text)) return set(Condition::Kind::Total, *i);
    if (text.starts_with("上期")) {
      const auto words = grade_words(text.substr(std::string_view("上期").size()));
      return past_grade(made, Condition::Kind::PreviousGrade, words, 1);
    }
    if (lower_ascii(text).ends_with(" last round")) return past_grade(made, Condition::Kind::PreviousGrade, grade_words(text.substr(0, text.size() - 11)), 1);
    if (text.starts_with("连续")) {
      std::string_view rest = text.substr(std::string_view("连续").size());
      auto quantity = take_quantity(rest);
      if (quantity && quantity->value.whole() && (quantity->unit == "期" || quantity->unit == "年" || quantity->unit == "次")) {
        const int rounds = static_cast<int>(std::min<std::int64_t>(*quantity->value.whole(), 100));
        for (auto none : {"未晋级", "没有晋级", "不能晋级", "未晋星", "不能晋星"})
          if (rest == none) {
            made.kind = Condition::Kind::NoRise;
            made.rounds = rounds;
            return true;
          }
        if (rest.starts_with("为")) rest.remove_prefix(3);
        return past_grade(made, Condition::Kind::GradeHeld, grade_words(rest), rounds);
      }
    }
    const std::string lower = lower_ascii(text);
    if (lower.ends_with(" rounds") || lower.ends_with(" round")) {
      const auto middle = lower.find(" for ");
      if (middle != lower.npos) {
        const auto number = small_count(trimmed(std::string_view(lower).substr(middle + 5, lower.rfind(" round") - middle - 5)));
        if (number && lower.starts_with("no rise")) {
          made.kind = Condition::Kind::NoRise;
          made.rounds = *number;
          return true;
        }
        if (number) return past_grade(made, Condition::Kind::GradeHeld, grade_words(text.substr(0, middle)), *number);
      }
    }
    return false;
  }

  bool past_grade(Condition& made, Condition::Kind kind, const GradeWords& words, int rounds) {
    const bool is_unrated = words.name == "未定级" || words.name == "unrated" || (!s_.properties.unrated.empty() && words.name == s_.properties.unrated);
    const int grade = is_unrated ? static_cast<int>(s_.grading.grades.size()) : names_.grade(words.name);
    if (grade < 0) return false;
    made.kind = kind;
    made.target = grade;
    made.or_better = words.or_better;
    made.or_worse = words.or_worse;
    made.rounds = rounds;
    return true;
  }

  /// A name of the scheme with an interval behind it: 满意率90%以上, 第3项8分以上, 廉洁自律8分以上, item 3 8 or more.
  bool prefix_condition(Condition& made, std::string_view text) {
    if (text.size() > condition_bytes_max) return false;
    if (text.starts_with("第")) {
      if (const auto end = text.find("项"); end != text.npos) {
        const int found = names_.indicator(text.substr(3, end - 3));
        const auto interval = parse_interval(text.substr(end + 3));
        if (found >= 0 && interval) return indicator_condition(made, found, *interval);
      }
    }
    if (starts_with_any_case(text, "item ")) {
      const auto rest = text.substr(5);
      if (const auto blank = rest.find(' '); blank != rest.npos) {
        const int found = names_.indicator(rest.substr(0, blank));
        const auto interval = parse_interval(rest.substr(blank + 1));
        if (found >= 0 && interval) return indicator_condition(made, found, *interval);
      }
    }
    for (std::size_t at_byte = text.size(); at_byte-- > 1 && text.size() - at_byte <= interval_bytes_max;) {  // the longest name that leaves an interval
      if ((static_cast<unsigned char>(text[at_byte]) & 0xC0) == 0x80) continue;
      const auto name = trimmed(text.substr(0, at_byte)), rest = trimmed(text.substr(at_byte));
      const int input = names_.input(name);
      if (input >= 0) {
        const Input& known = at(s_.inputs, input);
        const bool is_scale = known.type == InputType::Choice;
        auto interval = is_scale ? scale_interval(known, rest) : parse_interval(rest);
        // 廉洁自律8分以上: an indicator judged by hand has an input of its own name; its score is meant all the same.
        const int same = names_.indicator(name);
        if (interval && same >= 0 && !is_scale) return indicator_condition(made, same, *interval);
        if (interval) {
          made.kind = Condition::Kind::Input;
          made.target = input;
          made.interval = *interval;
          return true;
        }
      }
      const auto interval = parse_interval(rest);
      if (!interval) continue;
      if (const int found = names_.indicator(name); found >= 0) return indicator_condition(made, found, *interval);
      if (const int found = names_.section(name); found >= 0) {
        made.kind = Condition::Kind::Section;
        made.target = found;
        made.interval = *interval;
        return true;
      }
    }
    return false;
  }

  static bool indicator_condition(Condition& made, int found, const Interval& interval) {
    made.kind = Condition::Kind::Indicator;
    made.target = found;
    made.interval = interval;
    return true;
  }

  // ---- grading ------------------------------------------------------------------------------------------------------

  void ladders() {
    auto requirement = pending_.requirements.begin();  // both stand in the order of the sections
    for (std::size_t i = 0; i < pending_.ladder_grades.size(); ++i) {
      const auto& [index, name] = pending_.ladder_grades[i];
      auto& rule = s_.grading.rules[i];  // so far there are rules of ladders alone
      rule.grade = section(index).grade = names_.grade(name);
      for (; requirement != pending_.requirements.end() && requirement->section <= index; ++requirement)
        if (requirement->section == index && !requirement->is_heading)
          rule.conditions.push_back(condition(requirement->text, {true, section(index).attributes.assessor}));
    }
  }

  void grade_lines() {
    for (const auto& line : pending_.grade_lines) {
      const int grade = known_grade(line.line.grade.name, line.place);
      if (grade < 0) continue;
      using Kind = GradingLine::Kind;
      switch (line.line.kind) {
        case Kind::Conditions:
        case Kind::Ceiling: {
          GradeRule rule;
          rule.grade = grade;
          rule.is_ceiling = line.line.kind == Kind::Ceiling;
          rule.place = line.place;
          for (const auto& atom : line.atoms) rule.conditions.push_back(condition(atom, {}));
          s_.grading.rules.push_back(std::move(rule));
          break;
        }
        case Kind::QuotaShare:
        case Kind::QuotaCount: {
          Quota quota;
          quota.grade = grade;
          quota.or_better = line.line.grade.or_better;
          quota.is_soft = line.line.is_flag;
          quota.place = line.place;
          (line.line.kind == Kind::QuotaShare ? quota.share : quota.count) = line.line.number;
          s_.grading.quotas.push_back(std::move(quota));
          break;
        }
        case Kind::Target: {
          ShareTarget target;
          target.grade = grade;
          target.or_better = line.line.grade.or_better;
          target.share = line.line.interval;
          target.place = line.place;
          s_.grading.targets.push_back(std::move(target));
          break;
        }
        default: break;
      }
    }
    // Requirements met in order of the document: ladders first, then lines; thresholds are read from the best down.
    std::stable_sort(s_.grading.rules.begin(), s_.grading.rules.end(), [](const GradeRule& a, const GradeRule& b) {
      return std::pair(a.is_ceiling, a.grade) < std::pair(b.is_ceiling, b.grade);
    });
  }

  void quotas_and_ties() {
    for (const auto& [words, quota] : pending_.quotas) {
      const int grade = known_grade(words.name, quota.place);
      if (grade < 0) continue;
      s_.grading.quotas.push_back(quota);
      s_.grading.quotas.back().grade = grade;
      s_.grading.quotas.back().or_better = words.or_better;
    }
    std::stable_sort(s_.grading.quotas.begin(), s_.grading.quotas.end(), [](const Quota& a, const Quota& b) { return a.grade < b.grade; });
    for (const auto& name : pending_.ties) {
      std::string_view key = name;
      if (key.starts_with("第") && key.ends_with("项")) key = key.substr(3, key.size() - 6);
      if (starts_with_any_case(key, "item ")) key.remove_prefix(5);
      if (const int found = names_.indicator(key); found >= 0) s_.grading.ties.push_back({false, found});
      else if (const int part = names_.section(key); part >= 0) s_.grading.ties.push_back({true, part});
      else problem(messages::tie_unknown, s_.grading.ties_place, {name});
    }
  }

  void votes() {
    auto& votes = s_.grading.votes;
    if (!votes) return;
    if (s_.grading.grades.empty()) problem(messages::grade_order, votes->place, {grade_list()});
    const bool is_zh = s_.language == Language::Chinese;
    const auto count = [&](const std::string& ballot, const std::string& what) {
      Input made;
      made.name = ballot + (is_zh ? "" : " ") + what;
      made.type = InputType::Count;
      made.low = Number(0);
      made.high = count_limit;
      made.unit = is_zh ? "票" : "";
      made.assessor = ballot;
      made.place = votes->place;
      return names_.add_input(std::move(made));
    };
    for (const auto& ballot : votes->ballots) {
      std::vector<int> inputs = {count(ballot, is_zh ? "应到" : "entitled"), count(ballot, is_zh ? "收回" : "returned")};
      for (const auto& grade : s_.grading.grades) inputs.push_back(count(ballot, grade.name));
      votes->inputs.push_back(std::move(inputs));
    }
  }

  void measures() {
    for (std::size_t i = 0; i < pending_.measures.size(); ++i) {
      auto& made = s_.measures[i];
      const auto& words = pending_.measures[i].words;
      if (words.effect.kind == Effect::Kind::AtMost) {
        made.effect.grade = known_grade(words.grade_name, made.place);
        if (made.effect.grade >= 0 && words.is_below_grade) ++made.effect.grade;
      }
      const Piece& name = pending_.measures[i].name;
      std::string assessor = made.attributes.assessor;
      for (int up = made.section; up >= 0 && assessor.empty(); up = section(up).parent) assessor = section(up).attributes.assessor;
      Condition one;
      one.text = name.text;
      one.place = made.place;
      if (words.when) {
        int input = names_.input(name.text);
        // 总分:不满85分最高… speaks of the total, a name of an indicator of its score.
        if (input < 0 && prefix_condition(one, name.str() + words.when->say(s_.language))) {
        } else if (input < 0 && general_condition(one, name.str() + words.when->say(s_.language))) {
        } else {
          if (input < 0) input = names_.add_input(declared(name.text, &*words.when, made.place, assessor));
          one.kind = Condition::Kind::Input;
          one.target = input;
          one.interval = *words.when;
        }
      } else {
        if (!general_condition(one, name.text)) {
          int input = names_.input(name.text);
          if (input < 0) input = names_.add_input(declared(name.text, nullptr, made.place, assessor));
          if (at(s_.inputs, input).type != InputType::YesNo)
            problem(messages::input_conflict, made.place, {name.str(), type_name(InputType::YesNo), type_name(at(s_.inputs, input).type), std::to_string(at(s_.inputs, input).place.line)});
          one.kind = Condition::Kind::Input;
          one.target = input;
          one.interval = yes(!words.is_unless);
        }
      }
      made.conditions.push_back(std::move(one));
    }
  }

  // ---- what follows -------------------------------------------------------------------------------------------------

  void consequences() {
    for (const auto& pending : pending_.consequences) {
      Consequence made;
      made.name = pending.when.text;
      made.text = pending.text.text;
      made.place = pending.when.place(s_.file);
      for (const auto& atom : pending.when.split(",、")) {
        const auto words = grade_words(atom.text);
        Condition one;
        one.text = atom.text;
        one.place = atom.place(s_.file);
        const int unrated = static_cast<int>(s_.grading.grades.size());
        const int grade = words.name == s_.properties.unrated && !words.name.empty() ? unrated : names_.grade(words.name);
        if (grade < 0 && general_condition(one, atom.text)) {
        } else if (grade >= 0) {
          one.kind = Condition::Kind::Grade;
          one.target = grade;
          one.or_better = words.or_better;
          one.or_worse = words.or_worse;
        } else {
          one = condition(atom, {});
        }
        made.conditions.push_back(std::move(one));
      }
      if (auto amount = parse_amount_words(made.text)) {
        made.share = amount->share;
        made.amount_of = names_.input(amount->name);
        if (made.amount_of < 0) {
          Input input;
          input.name = amount->name;
          input.type = InputType::Amount;
          input.low = Number(0);
          input.high = count_limit;
          input.place = made.place;
          made.amount_of = names_.add_input(std::move(input));
        }
      }
      s_.consequences.push_back(std::move(made));
    }
  }

  void targets() {
    for (const auto& pending : pending_.targets) {
      std::optional<int> among;
      const auto dates = find_dates(pending.due, s_.file);
      for (const auto& [words, piece] : pending.parts) {
        ShareTarget made;
        made.place = piece.place(s_.file);
        made.is_of_pool = false;
        made.grade = known_grade(words.grade.name, made.place);
        if (made.grade < 0) continue;
        made.or_better = words.grade.or_better;
        if (words.is_none) {
          made.count.emplace();
          made.count->low = made.count->high = Number(0);
        } else {
          made.share = words.interval;
        }
        if (words.is_of_these && among) made.among = among;
        made.due_text = pending.due.text;
        if (!dates.empty()) made.due = dates.front().day;
        among = made.grade;
        s_.targets.push_back(std::move(made));
      }
    }
  }

  void reviews() {
    for (auto& line : s_.reviews) {
      if (!line.by_table) continue;
      Input made;
      made.name = line.by;
      made.type = InputType::Name;
      made.kinds = line.kinds;
      made.place = line.place;
      const int known = names_.input(line.by);
      if (known >= 0) {
        auto& kinds = at(s_.inputs, known).kinds;
        kinds.insert(kinds.end(), line.kinds.begin(), line.kinds.end());
        line.input = known;
      } else {
        line.input = names_.add_input(std::move(made));
      }
    }
  }

  /// A grade whose conditions lead back to itself can never be decided.
  void refuse_cycles() {
    const auto& g = s_.grading;
    std::map<int, std::set<int>> built_on;
    for (const auto& rule : g.rules)
      for (const auto& one : rule.conditions)
        if (!rule.is_ceiling && one.kind == Condition::Kind::Grade) built_on[rule.grade].insert(one.target);
    for (std::size_t start = 0; start < g.grades.size(); ++start) {
      std::set<int> seen;
      std::vector<int> open = {static_cast<int>(start)};
      while (!open.empty()) {
        const int grade = open.back();
        open.pop_back();
        for (const int target : built_on[grade])
          if (seen.insert(target).second) open.push_back(target);
      }
      const bool has_cycle = seen.contains(static_cast<int>(start));
      if (has_cycle) return problem(messages::nested_grade, g.grades[start].place, {g.grades[start].name});  // once a cycle
    }
  }

  Scheme& s_;
  const Pending& pending_;
  Problems& problems_;
  Names names_;
};

}  // namespace

void resolve(Scheme& scheme, const Pending& pending, Problems& problems) { Resolver(scheme, pending, problems).run(); }

}  // namespace pingxing::scheme
