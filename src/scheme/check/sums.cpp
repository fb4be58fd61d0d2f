// Sums: the parts of every heading against its points, the whole against the total, weights against 100, for every
// kind of subject by itself: alternatives that are for one kind each are not added up.
#include <algorithm>
#include <map>

#include "scheme/check/families.hpp"
#include "scheme/check/maxima.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

struct Expected {
  Phrase name;
  Number points;
  Place place;
  Text unit;
  Text stated;  // 标题为
};

Phrase with(const Number& n, const Text& unit) {
  return Phrase(n.exact() + std::string(unit.zh), n.exact() + std::string(unit.en));
}

Number sum_of(const std::vector<Part>& parts) {
  Number sum(0);
  for (const auto& part : parts) sum += part.points;
  return sum;
}

void report(const Expected& wanted, const std::vector<Part>& parts, Problems& problems) {
  const Number sum = sum_of(parts), missing = wanted.points - sum;
  if (sum * Number(4) <= wanted.points * Number(3)) {  // 49 of 100: parts are lost, no figure is wrong
    problems.add(findings::sum_incomplete, wanted.place,
                 {wanted.name, with(sum, wanted.unit), with(wanted.points, wanted.unit), with(missing, wanted.unit)});
    return;
  }
  const auto& last = parts.back();
  const Phrase wanted_points = with(wanted.points, wanted.unit);
  const Phrase stated(std::string(wanted.stated.zh) + wanted_points.zh,
                      std::string(wanted.stated.en) + wanted_points.en);
  const Phrase now = with(last.points, wanted.unit), mended = with(last.points + missing, wanted.unit);
  const Phrase suspect("最后一项" + last.name + "为" + now.zh, "its last part " + last.name + " has " + now.en);
  const bool is_one_slip = last.points + missing > Number(0);  // else no figure for the last part alone will do
  problems.add(findings::sum_mismatch, wanted.place,
               {wanted.name, with(sum, wanted.unit), stated, is_one_slip ? suspect : stated,
                is_one_slip ? mended : with(sum, wanted.unit)});
}

constexpr Text points_unit{"分", " points"}, share_unit{"%", "%"};
constexpr Text of_heading{"标题为", "the heading says "}, expected{"应为", "expected "};

/// `place`: which of the parts at the top the section is, from 1; 0 for one below.
void check_section(const Scheme& s, const Maxima& maxima, int index, int place, Problems& problems) {
  const auto& one = s.sections[static_cast<std::size_t>(index)];
  if (one.kind != SectionKind::Ordinary || !one.points || one.is_pool) return;
  for (std::size_t k = 0; k < kinds_of(s).size(); ++k) {
    if (!maxima.is_for(one, k)) continue;
    const auto sum = maxima.sum_of_parts(index, k);
    if (!sum || *sum == *one.points) continue;
    const auto parts = maxima.parts(index, k);
    const std::string& kind = kinds_of(s)[k];
    const std::string number = parts.front().name.starts_with("“")       ? ""
                               : parts.front().name == parts.back().name ? parts.front().name
                                                                         : parts.front().name + "–" + parts.back().name;
    const std::string who = "“" + one.title + "”";
    const Phrase name((place > 0 ? "第" + std::to_string(place) + "部分" : "") + who +
                          (number.empty() ? "" : "(第" + number + "条)") + (kind.empty() ? "" : "对" + kind),
                      (place > 0 ? "section " + std::to_string(place) + " " : "") + who +
                          (number.empty() ? "" : " (items " + number + ")") +
                          (kind.empty() ? "" : ", for " + kind + ","));
    return report({name, *one.points, one.place, points_unit, of_heading}, parts, problems);  // one finding a heading
  }
}

/// The parts at the top, whether they carry weights, and where the total is stated.
class Whole {
 public:
  Whole(const Scheme& s, const Maxima& maxima, Problems& problems) : s_(s), maxima_(maxima), problems_(problems) {
    for (const auto& one : s.sections)
      if (one.parent < 0 && one.kind == SectionKind::Ordinary) (one.weight ? weighted_ : unweighted_).push_back(&one);
    std::erase_if(unweighted_, [&](const Section* one) {
      const auto& kinds = kinds_of(s);
      const auto first = one->kinds.empty() ? kinds.begin() : std::find(kinds.begin(), kinds.end(), one->kinds.front());
      const auto index = static_cast<int>(one - s.sections.data());
      return first != kinds.end() &&
             maxima.of_section(index, static_cast<std::size_t>(first - kinds.begin())).is_zero();
    });
  }

  void check() {
    if (lacks_weights()) return;
    if (!weighted_.empty()) return check_weights();
    if (s_.properties.total) check_total();
  }

 private:
  bool lacks_weights() {
    std::vector<std::string> titles;
    if (!weighted_.empty()) {
      for (const auto* one : unweighted_) titles.push_back("“" + one->title + "”");
    } else {  // two parts of 100 each
      const Number total = s_.properties.total.value_or(Number(100));
      for (const auto* one : unweighted_)
        if (one->points && *one->points == total && one->kinds.empty()) titles.push_back("“" + one->title + "”");
      if (titles.size() < 2) return false;
    }
    if (titles.empty()) return false;
    const auto* first = weighted_.empty() ? unweighted_.front() : weighted_.front();
    problems_.add(findings::weights_missing, first->place,
                  {weighted_.empty() ? Phrase(Text{"各部分都是满分", "parts of full marks each"})
                                     : Phrase(Text{"有的部分", "some parts"}),
                   listed(titles),
                   Text{"在每个部分的标题后写权重,如“(70%)”“(30%)”",
                        "write a weight behind each heading, such as “(70%)” and “(30%)”"}});
    return true;
  }

  void check_weights() {
    for (std::size_t kind = 0; kind < kinds_of(s_).size(); ++kind) {
      std::vector<Part> parts;
      for (const auto* one : weighted_)
        if (maxima_.is_for(*one, kind)) parts.push_back({"“" + one->title + "”", *one->weight, one->place});
      if (parts.empty() || sum_of(parts) == Number(100)) continue;
      return report({Text{"权重", "the weights"}, Number(100), parts.back().place, share_unit, expected}, parts,
                    problems_);
    }
  }

  void check_total() {
    const Number total = *s_.properties.total;
    const Place place = property_place(s_, "total");
    std::vector<std::pair<std::size_t, Number>> wrong;
    const auto& kinds = kinds_of(s_);
    for (std::size_t kind = 0; kind < kinds.size(); ++kind)
      if (const auto sum = maxima_.sum_of_parts(-1, kind); sum && *sum != total) wrong.emplace_back(kind, *sum);
    if (wrong.empty()) return;
    if (wrong.size() == kinds.size()) {
      report({Text{"全文", "the scheme"}, total, place, points_unit, expected}, maxima_.parts(-1, wrong.front().first),
             problems_);
      return;
    }
    for (const auto& [kind, most] : wrong) {
      const std::string& name = kinds[kind];
      const Number by = most < total ? total - most : most - total;
      problems_.add(findings::maximum_differs, place,
                    {name, most.exact(), total.exact(),
                     most < total ? Phrase("给“" + name + "”补上" + by.exact() + "分的内容",
                                           "give “" + name + "” parts worth " + by.exact())
                                  : Phrase("“" + name + "”多了" + by.exact() + "分",
                                           "“" + name + "” has " + by.exact() + " too many")});
    }
  }

  const Scheme& s_;
  const Maxima& maxima_;
  Problems& problems_;
  std::vector<const Section*> weighted_, unweighted_;
};

}  // namespace

void check_sums(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  const Maxima maxima(s);
  int parts = 0;
  for (int i = 0; i < static_cast<int>(s.sections.size()); ++i) {
    const auto& one = s.sections[static_cast<std::size_t>(i)];
    const bool is_part = one.parent < 0 && one.kind == SectionKind::Ordinary;
    check_section(s, maxima, i, is_part ? ++parts : 0, problems);
  }
  Whole(s, maxima, problems).check();
}

}  // namespace pingxing::scheme
