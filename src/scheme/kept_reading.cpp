// One list of members a struct, walked by a writer and by a reader. Enumerations are kept as their numbers: their
// enumerators are only ever added at the end.
#include "scheme/kept_reading.hpp"

#include <type_traits>

#include "base/json.hpp"

namespace pingxing::scheme {

namespace {

template <class T>
Json json_of(const T& value);
template <class T>
void take(const Json& json, T& value);

struct Writer {
  Json out = Json::object();
  template <class T>
  void operator()(std::string_view name, const T& value) {
    out[name] = json_of(value);
  }
};

struct Reader {
  const Json& in;
  template <class T>
  void operator()(std::string_view name, T& value) {
    if (const Json* found = in.find(name)) take(*found, value);
  }
};

// ---- members, struct by struct ----------------------------------------------------------------------------------------

template <class Walk, class T>
void members(Walk& walk, T& v) {
  using Plain = std::remove_const_t<T>;
  if constexpr (std::is_same_v<Plain, Interval>) {
    walk("low", v.low), walk("high", v.high), walk("open_low", v.has_low), walk("open_high", v.has_high);
    walk("is_percent", v.is_percent), walk("unit", v.unit);
  } else if constexpr (std::is_same_v<Plain, Day>) {
    walk("year", v.year), walk("month", v.month), walk("day", v.day);
  } else if constexpr (std::is_same_v<Plain, Input>) {
    walk("name", v.name), walk("indicator", v.indicator), walk("type", v.type), walk("is_list", v.is_list);
    walk("unit", v.unit), walk("low", v.low), walk("high", v.high), walk("choices", v.choices);
    walk("is_scale", v.is_scale), walk("kinds", v.kinds), walk("assessor", v.assessor), walk("place", v.place);
    walk("key", v.key);
  } else if constexpr (std::is_same_v<Plain, Band>) {
    walk("when", v.when), walk("gives", v.gives), walk("points", v.points);
  } else if constexpr (std::is_same_v<Plain, Level>) {
    walk("name", v.name), walk("points", v.points);
  } else if constexpr (std::is_same_v<Plain, Electorate>) {
    walk("name", v.name), walk("share", v.share);
  } else if constexpr (std::is_same_v<Plain, Rule>) {
    walk("name", v.name), walk("form", v.form), walk("amount", v.amount), walk("per", v.per), walk("over", v.over);
    walk("required", v.required), walk("each", v.each), walk("is_percent", v.is_percent);
    walk("counts_begun", v.counts_begun), walk("is_missing_asked", v.is_missing_asked), walk("bands", v.bands);
    walk("choices", v.choices), walk("is_yes_no", v.is_yes_no), walk("levels", v.levels);
    walk("is_highest_only", v.is_highest_only), walk("is_deducting", v.is_deducting);
    walk("electorates", v.electorates), walk("lowest", v.lowest), walk("highest", v.highest);
    walk("is_to_full", v.is_to_full), walk("at_full", v.at_full), walk("part", v.part), walk("at_most", v.at_most);
    walk("reach", v.reach), walk("samples", v.samples), walk("without_samples", v.without_samples);
    walk("kinds", v.kinds), walk("exempts", v.exempts), walk("inputs", v.inputs), walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, Attributes>) {
    walk("assessor", v.assessor), walk("method", v.method), walk("evidence", v.evidence), walk("kinds", v.kinds);
    walk("range", v.range);
  } else if constexpr (std::is_same_v<Plain, Indicator>) {
    walk("id", v.id), walk("title", v.title), walk("points", v.points), walk("section", v.section);
    walk("attributes", v.attributes), walk("rules", v.rules), walk("has_written_rule", v.has_written_rule);
    walk("may_go_below_zero", v.may_go_below_zero), walk("has_stated_floor", v.has_stated_floor);
    walk("kinds", v.kinds), walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, Section>) {
    walk("title", v.title), walk("level", v.level), walk("parent", v.parent), walk("kind", v.kind);
    walk("points", v.points), walk("weight", v.weight), walk("effect", v.effect), walk("grade", v.grade);
    walk("attributes", v.attributes), walk("kinds", v.kinds), walk("is_pool", v.is_pool), walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, Condition>) {
    walk("kind", v.kind), walk("interval", v.interval), walk("target", v.target), walk("or_better", v.or_better);
    walk("or_worse", v.or_worse), walk("rounds", v.rounds), walk("text", v.text), walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, Effect>) {
    walk("kind", v.kind), walk("grade", v.grade), walk("steps", v.steps), walk("text", v.text);
  } else if constexpr (std::is_same_v<Plain, Measure>) {
    walk("kind", v.kind), walk("name", v.name), walk("conditions", v.conditions), walk("effect", v.effect);
    walk("attributes", v.attributes), walk("kinds", v.kinds), walk("section", v.section), walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, BonusEntry>) {
    walk("rule", v.rule), walk("attributes", v.attributes), walk("section", v.section), walk("kinds", v.kinds);
  } else if constexpr (std::is_same_v<Plain, Grade>) {
    walk("name", v.name), walk("stars", v.stars), walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, GradeRule>) {
    walk("grade", v.grade), walk("conditions", v.conditions), walk("is_ceiling", v.is_ceiling);
    walk("ladder_section", v.ladder_section), walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, Quota>) {
    walk("grade", v.grade), walk("or_better", v.or_better), walk("share", v.share), walk("count", v.count);
    walk("is_soft", v.is_soft), walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, ShareTarget>) {
    walk("grade", v.grade), walk("or_better", v.or_better), walk("share", v.share), walk("count", v.count);
    walk("among", v.among), walk("due", v.due), walk("due_text", v.due_text), walk("is_of_pool", v.is_of_pool);
    walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, TieKey>) {
    walk("is_section", v.is_section), walk("target", v.target);
  } else if constexpr (std::is_same_v<Plain, Votes>) {
    walk("ballots", v.ballots), walk("is_lower_taken", v.is_lower_taken), walk("returned", v.returned);
    walk("valid", v.valid), walk("has_stated_turnout", v.has_stated_turnout), walk("inputs", v.inputs);
    walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, Grading>) {
    walk("grades", v.grades), walk("rules", v.rules), walk("star_for_each", v.star_for_each);
    walk("star_place", v.star_place), walk("quotas", v.quotas), walk("targets", v.targets), walk("ties", v.ties);
    walk("ties_place", v.ties_place), walk("votes", v.votes);
  } else if constexpr (std::is_same_v<Plain, DateWords>) {
    walk("day", v.day), walk("is_vague", v.is_vague), walk("text", v.text), walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, Stage>) {
    walk("id", v.id), walk("title", v.title), walk("kind", v.kind), walk("days", v.days);
    walk("has_at_least_days", v.has_at_least_days), walk("are_working_days", v.are_working_days);
    walk("is_day_kind_stated", v.is_day_kind_stated), walk("is_secret", v.is_secret), walk("dates", v.dates);
    walk("actors", v.actors), walk("attributes", v.attributes), walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, ReviewLine>) {
    walk("is_evaluation", v.is_evaluation), walk("kinds", v.kinds), walk("by", v.by), walk("by_table", v.by_table);
    walk("input", v.input), walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, Consequence>) {
    walk("conditions", v.conditions), walk("name", v.name), walk("text", v.text), walk("amount_of", v.amount_of);
    walk("share", v.share), walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, BallotMark>) {
    walk("word", v.word), walk("value", v.value);
  } else if constexpr (std::is_same_v<Plain, BallotRules>) {
    walk("electorate", v.electorate), walk("step", v.step), walk("marks", v.marks), walk("trim_share", v.trim_share);
    walk("trim_count", v.trim_count), walk("returned", v.returned), walk("valid", v.valid), walk("at_most", v.at_most);
    walk("refuses_all_alike", v.refuses_all_alike), walk("has_stated_blanks", v.has_stated_blanks);
    walk("least", v.least), walk("is_self_allowed", v.is_self_allowed), walk("inputs", v.inputs);
    walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, Properties>) {
    walk("subjects", v.subjects), walk("period", v.period), walk("pool", v.pool), walk("kinds", v.kinds);
    walk("total", v.total), walk("places", v.places), walk("rounding", v.rounding), walk("rounded_at", v.rounded_at);
    walk("grades", v.grades), walk("quota_base", v.quota_base), walk("quota_rounding", v.quota_rounding);
    walk("tie_rule", v.tie_rule), walk("ladder", v.ladder), walk("demotions", v.demotions);
    walk("bonus_counts", v.bonus_counts), walk("is_top_exempt", v.is_top_exempt), walk("pool_size", v.pool_size);
    walk("unrated", v.unrated);
  } else if constexpr (std::is_same_v<Plain, PropertyLine>) {
    walk("key", v.key), walk("value", v.value), walk("place", v.place);
  } else if constexpr (std::is_same_v<Plain, Block>) {
    walk("kind", v.kind), walk("index", v.index), walk("sub", v.sub), walk("text", v.text), walk("raw", v.raw);
    walk("depth", v.depth), walk("after_blank", v.after_blank), walk("place", v.place);
  } else {
    static_assert(std::is_same_v<Plain, Scheme>);
    walk("language", v.language), walk("title", v.title), walk("properties", v.properties);
    walk("property_lines", v.property_lines), walk("sections", v.sections), walk("indicators", v.indicators);
    walk("inputs", v.inputs), walk("measures", v.measures), walk("bonuses", v.bonuses), walk("grading", v.grading);
    walk("stages", v.stages), walk("reviews", v.reviews), walk("consequences", v.consequences);
    walk("targets", v.targets), walk("scales", v.scales), walk("ballots", v.ballots), walk("blocks", v.blocks);
  }
}

// ---- values -----------------------------------------------------------------------------------------------------------

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_pair : std::false_type {};
template <class A, class B>
struct is_pair<std::pair<A, B>> : std::true_type {};

template <class T>
Json all_members(const T& value) {
  Writer writer;
  members(writer, value);
  return std::move(writer.out);
}

/// What is as in an empty value is left out: most members of most rules are.
template <class T>
Json without_defaults(const T& value) {
  static const Json defaults = all_members(T{});
  Json made = all_members(value);
  for (const auto& [name, empty] : defaults.members())
    if (made.at(name) == empty) made.erase(name);
  return made;
}

template <class T>
Json json_of(const T& value) {
  if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, int> || std::is_same_v<T, std::string>) {
    return Json(value);
  } else if constexpr (std::is_enum_v<T>) {
    return Json(static_cast<int>(value));
  } else if constexpr (std::is_same_v<T, Number>) {
    return Json(value.exact());
  } else if constexpr (std::is_same_v<T, Place>) {
    return Json(Json::Array{Json(value.line), Json(value.column)});
  } else if constexpr (is_optional<T>::value) {
    return value ? Json(Json::Array{json_of(*value)}) : Json();
  } else if constexpr (is_vector<T>::value) {
    Json list = Json::array();
    for (const auto& one : value) list.push_back(json_of(one));
    return list;
  } else if constexpr (is_pair<T>::value) {
    return Json(Json::Array{json_of(value.first), json_of(value.second)});
  } else {
    return without_defaults(value);
  }
}

template <class T>
void take(const Json& json, T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    value = json.boolean();
  } else if constexpr (std::is_same_v<T, int>) {
    value = static_cast<int>(json.whole());
  } else if constexpr (std::is_same_v<T, std::string>) {
    value = json.text();
  } else if constexpr (std::is_enum_v<T>) {
    value = static_cast<T>(json.whole());
  } else if constexpr (std::is_same_v<T, Number>) {
    const auto number = parse_number(json.text());
    if (!number) throw JsonMismatch("no number: " + json.text());
    value = *number;
  } else if constexpr (std::is_same_v<T, Place>) {
    value.line = static_cast<int>(json.at(std::size_t(0)).whole());
    value.column = static_cast<int>(json.at(std::size_t(1)).whole());
  } else if constexpr (is_optional<T>::value) {
    typename T::value_type held{};
    take(json.at(std::size_t(0)), held);
    value = std::move(held);
  } else if constexpr (is_vector<T>::value) {
    for (const auto& one : json.values()) take(one, value.emplace_back());
  } else if constexpr (is_pair<T>::value) {
    take(json.at(std::size_t(0)), value.first);
    take(json.at(std::size_t(1)), value.second);
  } else {
    Reader reader{json};
    members(reader, value);
  }
}

}  // namespace

std::string kept_reading(const Scheme& scheme) { return json_of(scheme).dump(); }

Scheme scheme_of_kept(std::string_view reading) {
  Scheme scheme;
  take(Json::parse(reading), scheme);
  return scheme;
}

}  // namespace pingxing::scheme
