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

// ---- members, struct by struct: each is bound by name, so that a new one does not compile until it is kept
// ----------------------------------------------------------------------------------------

template <class Walk, class T>
void members(Walk& walk, T& v) {
  using Plain = std::remove_const_t<T>;
  if constexpr (std::is_same_v<Plain, Interval>) {
    auto& [low, high, has_low, has_high, is_percent, unit] = v;
    walk("low", low), walk("high", high), walk("has_low", has_low), walk("has_high", has_high),
        walk("is_percent", is_percent), walk("unit", unit);
  } else if constexpr (std::is_same_v<Plain, Day>) {
    auto& [year, month, day] = v;
    walk("year", year), walk("month", month), walk("day", day);
  } else if constexpr (std::is_same_v<Plain, Input>) {
    auto& [name, indicator, type, is_list, unit, low, high, choices, is_scale, kinds, assessor, place, key, entries] =
        v;
    walk("name", name), walk("indicator", indicator), walk("type", type), walk("is_list", is_list), walk("unit", unit),
        walk("low", low), walk("high", high), walk("choices", choices), walk("is_scale", is_scale),
        walk("kinds", kinds), walk("assessor", assessor), walk("place", place), walk("key", key),
        walk("entries", entries);
  } else if constexpr (std::is_same_v<Plain, Band>) {
    auto& [when, gives, points] = v;
    walk("when", when), walk("gives", gives), walk("points", points);
  } else if constexpr (std::is_same_v<Plain, Level>) {
    auto& [name, points] = v;
    walk("name", name), walk("points", points);
  } else if constexpr (std::is_same_v<Plain, Averaging>) {
    auto& [kind, count, share] = v;
    walk("kind", kind), walk("count", count), walk("share", share);
  } else if constexpr (std::is_same_v<Plain, Electorate>) {
    auto& [name, share, averaging] = v;
    walk("name", name), walk("share", share), walk("averaging", averaging);
  } else if constexpr (std::is_same_v<Plain, Rule>) {
    auto& [name, form, amount, per, over, required, each, is_percent, counts_begun, is_missing_asked, bands, choices,
           is_yes_no, levels, is_highest_only, is_deducting, electorates, lowest, highest, is_to_full, at_full, part,
           at_most, reach, samples, averaging, without_samples, kinds, exempts, inputs, place, inner] = v;
    walk("name", name), walk("form", form), walk("amount", amount), walk("per", per), walk("over", over),
        walk("required", required), walk("each", each), walk("is_percent", is_percent),
        walk("counts_begun", counts_begun), walk("is_missing_asked", is_missing_asked), walk("bands", bands),
        walk("choices", choices), walk("is_yes_no", is_yes_no), walk("levels", levels),
        walk("is_highest_only", is_highest_only), walk("is_deducting", is_deducting), walk("electorates", electorates),
        walk("lowest", lowest), walk("highest", highest), walk("is_to_full", is_to_full), walk("at_full", at_full),
        walk("part", part), walk("at_most", at_most), walk("reach", reach), walk("samples", samples),
        walk("averaging", averaging), walk("without_samples", without_samples), walk("kinds", kinds),
        walk("exempts", exempts), walk("inputs", inputs), walk("place", place), walk("inner", inner);
  } else if constexpr (std::is_same_v<Plain, InnerCap>) {
    auto& [of, each, points, way, place] = v;
    walk("of", of), walk("each", each), walk("points", points), walk("way", way), walk("place", place);
  } else if constexpr (std::is_same_v<Plain, Attributes>) {
    auto& [assessor, method, evidence, kinds, range, is_blank_zero, not_applicable] = v;
    walk("assessor", assessor), walk("method", method), walk("evidence", evidence), walk("kinds", kinds),
        walk("range", range), walk("is_blank_zero", is_blank_zero), walk("not_applicable", not_applicable);
  } else if constexpr (std::is_same_v<Plain, AfterZero>) {
    auto& [how, amount, reach, is_reach_stated, place] = v;
    walk("how", how), walk("amount", amount), walk("reach", reach), walk("is_reach_stated", is_reach_stated),
        walk("place", place);
  } else if constexpr (std::is_same_v<Plain, Indicator>) {
    auto& [id, title, points, section, attributes, rules, has_written_rule, may_go_below_zero, has_stated_floor, kinds,
           not_applicable, scaled_in, after_zero, place, inner] = v;
    walk("id", id), walk("title", title), walk("points", points), walk("section", section),
        walk("attributes", attributes), walk("rules", rules), walk("has_written_rule", has_written_rule),
        walk("may_go_below_zero", may_go_below_zero), walk("has_stated_floor", has_stated_floor), walk("kinds", kinds),
        walk("not_applicable", not_applicable), walk("scaled_in", scaled_in), walk("after_zero", after_zero),
        walk("place", place), walk("inner", inner);
  } else if constexpr (std::is_same_v<Plain, Section>) {
    auto& [title, level, parent, kind, points, weight, effect, grade, attributes, kinds, is_pool, place] = v;
    walk("title", title), walk("level", level), walk("parent", parent), walk("kind", kind), walk("points", points),
        walk("weight", weight), walk("effect", effect), walk("grade", grade), walk("attributes", attributes),
        walk("kinds", kinds), walk("is_pool", is_pool), walk("place", place);
  } else if constexpr (std::is_same_v<Plain, Condition>) {
    auto& [kind, interval, target, share_of, or_better, or_worse, rounds, text, place] = v;
    walk("kind", kind), walk("interval", interval), walk("target", target), walk("share_of", share_of),
        walk("or_better", or_better), walk("or_worse", or_worse), walk("rounds", rounds), walk("text", text),
        walk("place", place);
  } else if constexpr (std::is_same_v<Plain, Effect>) {
    auto& [kind, grade, steps, text] = v;
    walk("kind", kind), walk("grade", grade), walk("steps", steps), walk("text", text);
  } else if constexpr (std::is_same_v<Plain, Measure>) {
    auto& [kind, name, conditions, effect, attributes, kinds, section, place] = v;
    walk("kind", kind), walk("name", name), walk("conditions", conditions), walk("effect", effect),
        walk("attributes", attributes), walk("kinds", kinds), walk("section", section), walk("place", place);
  } else if constexpr (std::is_same_v<Plain, BonusEntry>) {
    auto& [rule, attributes, section, kinds] = v;
    walk("rule", rule), walk("attributes", attributes), walk("section", section), walk("kinds", kinds);
  } else if constexpr (std::is_same_v<Plain, Grade>) {
    auto& [name, stars, place] = v;
    walk("name", name), walk("stars", stars), walk("place", place);
  } else if constexpr (std::is_same_v<Plain, GradeRule>) {
    auto& [grade, conditions, is_ceiling, ladder_section, place] = v;
    walk("grade", grade), walk("conditions", conditions), walk("is_ceiling", is_ceiling),
        walk("ladder_section", ladder_section), walk("place", place);
  } else if constexpr (std::is_same_v<Plain, Quota>) {
    auto& [grade, or_better, share, count, is_soft, place] = v;
    walk("grade", grade), walk("or_better", or_better), walk("share", share), walk("count", count),
        walk("is_soft", is_soft), walk("place", place);
  } else if constexpr (std::is_same_v<Plain, ShareTarget>) {
    auto& [grade, or_better, share, count, among, kinds, due, due_text, is_of_pool, place] = v;
    walk("grade", grade), walk("or_better", or_better), walk("share", share), walk("count", count),
        walk("among", among), walk("kinds", kinds), walk("due", due), walk("due_text", due_text),
        walk("is_of_pool", is_of_pool), walk("place", place);
  } else if constexpr (std::is_same_v<Plain, TieKey>) {
    auto& [is_section, target] = v;
    walk("is_section", is_section), walk("target", target);
  } else if constexpr (std::is_same_v<Plain, Votes>) {
    auto& [ballots, is_lower_taken, returned, valid, has_stated_turnout, inputs, place] = v;
    walk("ballots", ballots), walk("is_lower_taken", is_lower_taken), walk("returned", returned), walk("valid", valid),
        walk("has_stated_turnout", has_stated_turnout), walk("inputs", inputs), walk("place", place);
  } else if constexpr (std::is_same_v<Plain, Grading>) {
    auto& [grades, rules, star_for_each, star_place, quotas, targets, ties, ties_place, votes] = v;
    walk("grades", grades), walk("rules", rules), walk("star_for_each", star_for_each), walk("star_place", star_place),
        walk("quotas", quotas), walk("targets", targets), walk("ties", ties), walk("ties_place", ties_place),
        walk("votes", votes);
  } else if constexpr (std::is_same_v<Plain, DateWords>) {
    auto& [day, is_vague, text, place] = v;
    walk("day", day), walk("is_vague", is_vague), walk("text", text), walk("place", place);
  } else if constexpr (std::is_same_v<Plain, Stage>) {
    auto& [id, title, kind, days, has_at_least_days, are_working_days, is_day_kind_stated, is_secret, dates, actors,
           attributes, place] = v;
    walk("id", id), walk("title", title), walk("kind", kind), walk("days", days),
        walk("has_at_least_days", has_at_least_days), walk("are_working_days", are_working_days),
        walk("is_day_kind_stated", is_day_kind_stated), walk("is_secret", is_secret), walk("dates", dates),
        walk("actors", actors), walk("attributes", attributes), walk("place", place);
  } else if constexpr (std::is_same_v<Plain, ReviewLine>) {
    auto& [is_evaluation, kinds, by, by_table, input, place] = v;
    walk("is_evaluation", is_evaluation), walk("kinds", kinds), walk("by", by), walk("by_table", by_table),
        walk("input", input), walk("place", place);
  } else if constexpr (std::is_same_v<Plain, Consequence>) {
    auto& [conditions, name, text, amount_of, share, each_of, each, place] = v;
    walk("conditions", conditions), walk("name", name), walk("text", text), walk("amount_of", amount_of),
        walk("share", share), walk("each_of", each_of), walk("each", each), walk("place", place);
  } else if constexpr (std::is_same_v<Plain, BallotMark>) {
    auto& [word, value] = v;
    walk("word", word), walk("value", value);
  } else if constexpr (std::is_same_v<Plain, BallotRules>) {
    auto& [electorate, step, marks, trim_share, trim_count, takes_median, returned, valid, at_most, refuses_all_alike,
           has_stated_blanks, least, is_self_allowed, inputs, place] = v;
    walk("electorate", electorate), walk("step", step), walk("marks", marks), walk("trim_share", trim_share),
        walk("trim_count", trim_count), walk("takes_median", takes_median), walk("returned", returned),
        walk("valid", valid), walk("at_most", at_most), walk("refuses_all_alike", refuses_all_alike),
        walk("has_stated_blanks", has_stated_blanks), walk("least", least), walk("is_self_allowed", is_self_allowed),
        walk("inputs", inputs), walk("place", place);
  } else if constexpr (std::is_same_v<Plain, SmallPools>) {
    auto& [fewer_than, into, place] = v;
    walk("fewer_than", fewer_than), walk("into", into), walk("place", place);
  } else if constexpr (std::is_same_v<Plain, Properties>) {
    auto& [subjects, period, pool, kinds, total, places, rounding, rounded_at, grades, quota_base, quota_rounding,
           tie_rule, ladder, demotions, bonus_counts, may_total_go_below_zero, is_top_exempt, pool_size, unrated,
           small_pools, is_blank_zero, not_applicable] = v;
    walk("subjects", subjects), walk("period", period), walk("pool", pool), walk("kinds", kinds), walk("total", total),
        walk("places", places), walk("rounding", rounding), walk("rounded_at", rounded_at), walk("grades", grades),
        walk("quota_base", quota_base), walk("quota_rounding", quota_rounding), walk("tie_rule", tie_rule),
        walk("ladder", ladder), walk("demotions", demotions), walk("bonus_counts", bonus_counts),
        walk("may_total_go_below_zero", may_total_go_below_zero), walk("is_top_exempt", is_top_exempt),
        walk("pool_size", pool_size), walk("unrated", unrated), walk("small_pools", small_pools),
        walk("is_blank_zero", is_blank_zero), walk("not_applicable", not_applicable);
  } else if constexpr (std::is_same_v<Plain, PropertyLine>) {
    auto& [key, value, place] = v;
    walk("key", key), walk("value", value), walk("place", place);
  } else if constexpr (std::is_same_v<Plain, Block>) {
    auto& [kind, index, sub, text, raw, depth, after_blank, place] = v;
    walk("kind", kind), walk("index", index), walk("sub", sub), walk("text", text), walk("raw", raw),
        walk("depth", depth), walk("after_blank", after_blank), walk("place", place);
  } else {
    static_assert(std::is_same_v<Plain, Scheme>);
    walk("language", v.language), walk("title", v.title), walk("properties", v.properties),
        walk("property_lines", v.property_lines), walk("sections", v.sections), walk("indicators", v.indicators),
        walk("inputs", v.inputs), walk("measures", v.measures), walk("bonuses", v.bonuses), walk("grading", v.grading),
        walk("stages", v.stages), walk("reviews", v.reviews), walk("consequences", v.consequences),
        walk("targets", v.targets), walk("scales", v.scales), walk("ballots", v.ballots), walk("blocks", v.blocks);
  }
}

// ---- values
// -----------------------------------------------------------------------------------------------------------

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
