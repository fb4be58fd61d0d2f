// What holds where an item is answered 不适用, and whether it can be used up: from the item, the sections around it and
// the properties.
#include <algorithm>

#include "scheme/messages.hpp"
#include "scheme/outcome.hpp"
#include "scheme/resolver.hpp"

namespace pingxing::scheme {

void Resolver::inherit_not_applicable() {
  std::vector<bool> is_used(s_.sections.size());
  for (auto& one : s_.indicators) {
    std::optional<NotApplicable> said = one.attributes.not_applicable;
    int up = one.section, said_by = one.section;
    for (; up >= 0; up = section(up).parent) {
      is_used[static_cast<std::size_t>(up)] = true;
      if (said || !section(up).attributes.not_applicable) continue;
      said = section(up).attributes.not_applicable;
      said_by = up;
    }
    const bool is_of_all = !said;
    if (is_of_all) said = s_.properties.not_applicable;
    switch (said.value_or(NotApplicable::Refused)) {
      case NotApplicable::Scaled:
        one.scaled_in = is_of_all ? -1 : said_by;
        break;
      case NotApplicable::ScaledInSection:
        one.scaled_in = is_of_all ? one.section : said_by;
        said = NotApplicable::Scaled;
        break;
      case NotApplicable::ScaledInTotal:
        said = NotApplicable::Scaled;
        break;
      default:
        break;
    }
    one.not_applicable = said.value_or(NotApplicable::Refused);
  }
  for (std::size_t k = 0; k < s_.sections.size(); ++k)
    if (s_.sections[k].attributes.not_applicable && !is_used[k])
      problem(messages::not_applicable_nowhere, s_.sections[k].place, {s_.sections[k].title});
}

void Resolver::after_zeros() {
  for (auto& one : s_.indicators) {
    if (!one.after_zero) continue;
    const Phrase line(one.title);
    if (!one.points || one.may_go_below_zero) {
      problem(messages::at_zero_place, one.after_zero->place, {line});
      one.after_zero.reset();
      continue;
    }
    if (one.after_zero->how != AfterZero::How::EachMore) continue;
    const auto counted = std::count_if(one.rules.begin(), one.rules.end(), [](const Rule& rule) {
      return rule.form == Form::DeductEach && rule.reach == Reach::Item && !rule.at_most && !rule.part;
    });
    const bool is_plain = std::all_of(one.rules.begin(), one.rules.end(), [](const Rule& rule) {
      return rule.form == Form::DeductEach || rule.form == Form::Exemption || rule.form == Form::Void ||
             rule.form == Form::VoidUnless;
    });
    if (counted == 1 && is_plain && std::count_if(one.rules.begin(), one.rules.end(), [](const Rule& rule) {
                                      return rule.form == Form::DeductEach;
                                    }) == 1)
      continue;
    problem(messages::at_zero_each, one.after_zero->place, {line, one.id});
    one.after_zero.reset();
  }
}

}  // namespace pingxing::scheme
