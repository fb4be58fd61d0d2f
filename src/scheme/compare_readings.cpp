#include "scheme/compare_readings.hpp"

#include <map>
#include <string>
#include <utility>

#include "base/json.hpp"
#include "scheme/kept_reading.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

namespace {

/// What stands at each line of the document, as its kept form says it; 0: what has no place.
using ByLine = std::map<int, std::string>;

/// Members that are numbers of other parts: one more input further up would change them all.
bool is_number_of_part(std::string_view name) {
  return name == "inputs" || name == "indicator" || name == "section" || name == "target" || name == "exempts" ||
         name == "amount_of" || name == "each_of" || name == "scaled_in" || name == "input" || name == "parent" ||
         name == "ladder_section";
}

class Walk {
 public:
  explicit Walk(const Json& reading) { value(reading, 0); }
  ByLine lines;

 private:
  void value(const Json& json, int line) {
    if (json.is_object()) {
      if (const Json* place = json.find("place")) line = static_cast<int>(place->at(std::size_t(0)).whole());
      for (const auto& [name, member] : json.members())
        if (name != "place" && !is_number_of_part(name)) {
          lines[line] += name + "=";
          value(member, line);
        }
    } else if (json.is_array()) {
      lines[line] += "[";
      for (const auto& one : json.values()) value(one, line);
      lines[line] += "]";
    } else {
      lines[line] += json.dump() + " ";
    }
  }
};

Json rated_part(Scheme scheme) {
  scheme.blocks.clear();  // what printing walks
  return Json::parse(kept_reading(scheme));
}

/// The rules of a line in canonical sentences.
Phrase sentences_at(const Scheme& s, int line) {
  Phrase out;
  const auto add = [&](const Rule& rule) {
    if (rule.place.line != line || rule.form == Form::Judged) return;
    out.zh += (out.zh.empty() ? "" : ";") + rule.name + ":" + say_rule(rule, Language::Chinese);
    out.en += (out.en.empty() ? "" : "; ") + rule.name + ": " + spaced_english(say_rule(rule, Language::English));
  };
  for (const auto& indicator : s.indicators)
    for (const auto& rule : indicator.rules) add(rule);
  for (const auto& bonus : s.bonuses) add(bonus.rule);
  return out;
}

}  // namespace

std::vector<ReadingDifference> compare_readings(const Scheme& before, const Scheme& after) {
  const Json old_part = rated_part(before), new_part = rated_part(after);
  if (old_part == new_part) return {};
  const ByLine was = Walk(old_part).lines, is = Walk(new_part).lines;
  std::map<int, bool> all;
  for (const auto* lines : {&was, &is})
    for (const auto& [line, text] : *lines) all[line] = true;
  const auto at = [](const ByLine& lines, int line) {
    const auto found = lines.find(line);
    return found == lines.end() ? std::string() : found->second;
  };
  std::vector<ReadingDifference> out;
  for (const auto& [line, is_there] : all)
    if (at(was, line) != at(is, line)) out.push_back({line, sentences_at(before, line), sentences_at(after, line)});
  if (out.empty()) out.push_back({});  // another part is meant by the same words
  return out;
}

}  // namespace pingxing::scheme
