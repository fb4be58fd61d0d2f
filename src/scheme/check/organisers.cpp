// Who prose says acts: a contest that those assessed hold themselves, reviews of other people than the lines name,
// reviews and evaluations that nothing follows from.
#include <algorithm>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

/// 各党支部 and 参评支部 as 党支部.
std::string_view body(std::string_view name) {
  for (std::string_view word : {"各", "参评", "被考核", "所有", "全体"})
    if (name.starts_with(word) && name.size() > word.size()) name.remove_prefix(word.size());
  return name;
}

/// 由各党支部组织实施, where the 党支部 assess themselves and somebody else assesses them.
void check_organisers(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  std::vector<std::string_view> assessed;
  const Stage* scoring = nullptr;
  for (const auto& stage : s.stages) {
    if (stage.kind == StageKind::SelfAssess)
      for (const auto& actor : stage.actors) assessed.push_back(body(actor));
    const bool decides =
        stage.kind == StageKind::Score || stage.kind == StageKind::Decide || stage.kind == StageKind::Verify;
    if (decides && !scoring && !stage.actors.empty()) scoring = &stage;
  }
  if (assessed.empty() || !scoring) return;
  for (const auto& line : r.prose) {
    if (has_any(line.lower, {"自评", "自查", "承诺", "整改"})) continue;  // these are theirs
    for (std::size_t from = line.text.find("由"); from != line.text.npos; from = line.text.find("由", from + 3)) {
      const std::string_view rest = std::string_view(line.text).substr(from + 3);
      const std::string_view clause = rest.substr(0, rest.find_first_of(",;."));
      const auto verb = first_of(clause, {"自行组织", "组织实施", "组织开展", "负责组织", "组织进行", "负责实施",
                                          "负责考核", "负责评定", "组织"});
      if (verb.empty()) continue;
      std::string_view who = clause.substr(0, clause.find(verb));
      if (who.ends_with("负责")) who.remove_suffix(std::string_view("负责").size());
      const auto is_who = [&](std::string_view one) { return body(who).ends_with(one) && who.size() <= 36; };
      if (who.empty() || std::none_of(assessed.begin(), assessed.end(), is_who)) continue;
      const std::string organiser = scoring->actors.front();
      problems.add(findings::actor_conflict, line.place,
                   {verb, who,
                    Phrase("而被评的正是它们;按“" + scoring->title + "”的" + organiser + "组织",
                           "who are the ones assessed; it is held by " + organiser + " of “" + scoring->title + "”")});
      return;
    }
  }
}

/// The kinds that 对支部书记和党员进行评议 names; empty where it names none.
std::vector<std::string> kinds_in(std::string_view clause, const std::vector<std::string>& kinds) {
  std::vector<std::string> named;
  for (const auto& kind : kinds)
    if (clause.find(kind) != clause.npos) named.push_back(kind);
  return named;
}

/// 对…进行评议 of fewer kinds than the section names.
void check_reviewed(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  for (const bool is_evaluation : {true, false}) {
    std::vector<std::string> wanted;
    for (const auto& kind : s.properties.kinds)
      for (const auto& line : s.reviews)
        if (line.is_evaluation == is_evaluation && (wanted.empty() || wanted.back() != kind) &&
            std::find(line.kinds.begin(), line.kinds.end(), kind) != line.kinds.end())
          wanted.push_back(kind);
    if (wanted.empty()) continue;
    const std::string verb = is_evaluation ? "评议" : "点评";
    const auto look = [&](std::string_view text, const Place& place) {
      for (std::size_t end = text.find(verb); end != text.npos; end = text.find(verb, end + verb.size())) {
        const auto before = text.substr(0, end);
        std::string_view clause;
        const auto from = before.rfind("对");
        const bool is_object = from != before.npos && end - from < 90 &&
                               !starts_with_any(before.substr(from), {"对照", "对象"}) &&
                               before.find_first_of(",;.", from) == before.npos;
        if (is_object) {
          clause = text.substr(from, end + verb.size() - from);
        } else {
          const auto behind = text.substr(end, text.find_first_of(",;.", end) - end);
          clause = behind.substr(0, behind.find("。"));
        }
        if (clause.find("所有") != clause.npos || clause.find("全体") != clause.npos) continue;
        const auto named = kinds_in(clause, wanted);
        if (named.empty() || named.size() == wanted.size()) continue;
        const Phrase some = listed(named), all = listed(wanted);
        problems.add(findings::population_conflict, place,
                     {clause, Phrase("说的是" + some.zh, "speaks of " + some.en),
                      Phrase("“" + verb + "”部分的对象是" + all.zh + ";按“" + verb + "”部分",
                             "the section “" + verb + "” names " + all.en + "; the section counts")});
        return true;
      }
      return false;
    };
    bool is_done = false;
    for (const auto& line : r.prose) is_done = is_done || look(line.text, line.place);
    for (const auto& stage : s.stages) is_done = is_done || look(stage.title, stage.place);
  }
}

/// 点评 and 评议 alone: without marks, a quorum, or any use.
void check_use(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  const bool has_rating = !s.indicators.empty() || !s.grading.grades.empty() || !s.consequences.empty() ||
                          !s.measures.empty() || s.grading.votes;
  if (s.reviews.empty() || has_rating) return;
  if (r.says_any({"不打分", "不计分", "不定等次", "不评等次", "不定级", "只作意见", "只作参考", "仅供参考",
                  "nobody is scored", "no grades", "scores only", "for information", "not scored"}))
    return;
  const bool has_evaluation =
      std::any_of(s.reviews.begin(), s.reviews.end(), [](const ReviewLine& line) { return line.is_evaluation; });
  const bool has_review =
      std::any_of(s.reviews.begin(), s.reviews.end(), [](const ReviewLine& line) { return !line.is_evaluation; });
  if (!has_evaluation) return;  // a talk needs no figure
  problems.add(
      findings::rating_missing, s.reviews.front().place,
      {has_review ? Text{"有点评和评议,没有写怎样计分、多少人参加才算数、结果作什么用",
                         "there are reviews and evaluations; how they are scored, how many must take part and "
                         "what they are used for is not said"}
                  : Text{"有评议,没有写怎样计分、多少人参加才算数、结果作什么用",
                         "there is an evaluation; how it is scored, how many must take part and what it is used "
                         "for is not said"},
       Text{"写成指标和定级;只听意见的,写一句“评议不打分”",
            "write items and a grading; where only opinions are heard, say “nobody is scored”"}});
}

}  // namespace

void check_organisers_and_reviewed(const Reading& r, Problems& problems) {
  check_organisers(r, problems);
  check_reviewed(r, problems);
  check_use(r, problems);
}

}  // namespace pingxing::scheme
