#include "office/round_facts.hpp"

#include <algorithm>
#include <map>

#include "service/load_facts.hpp"

namespace pingxing::office {

namespace {

using document::Cell;

constexpr std::size_t subjects_a_read = 1'000;  // whose figures are in memory as they are stored

class RoundTable {
 public:
  RoundTable(store::Reading& db, const OpenedRound& opened, const scheme::Scheme& s, Source source)
      : db_(db), opened_(opened), s_(s), source_(source), has_kinds_(!s.properties.kinds.empty()) {
    const bool is_english = s.language == Language::English;
    const auto one_pool = name_of_one_pool(s.properties.pool);
    everybody_ = one_pool && !one_pool->empty() ? *one_pool : is_english ? "all" : "全局";
    head_.file = opened.round.name;
    add(is_english ? "id" : "编号");
    add(is_english ? "name" : "名称");
    add(is_english ? "pool" : "分组");
    if (has_kinds_) add(is_english ? "kind" : "类别");
    for (std::size_t i = 0; i < s.inputs.size(); ++i) add(s.header(static_cast<int>(i)));
    head_.rows.push_back(cells_);
    for (const auto& subject : opened.subjects)
      if (subject.out_of_scope.empty()) subjects_.push_back(&subject);
  }

  [[nodiscard]] const document::Grid& head() const { return head_; }

  void each_row(const service::TakeCells& take) {
    for (std::size_t i = 0; i < subjects_.size(); ++i) {
      if (i % subjects_a_read == 0) read_figures(i);
      begin_row();
      const auto& subject = *subjects_[i];
      add(subject.code);
      add(subject.name);
      add(subject.pool.empty() ? everybody_ : subject.pool);
      if (has_kinds_) add(subject.kind);
      for (const auto& input : s_.inputs) {
        const auto found = standing_.find({subject.id, input.key});
        add(found == standing_.end() ? std::string() : found->second.value);
      }
      take(cells_);
    }
  }

 private:
  void begin_row() {
    ++row_;
    cells_.clear();
  }

  void add(const std::string& text) {
    cells_.push_back({text, text.empty() ? Cell::Kind::Empty : Cell::Kind::Text, Cell::Kind::Empty, 0, row_,
                      static_cast<int>(cells_.size()) + 1, 1});
  }

  /// What counts of the next subjects.
  void read_figures(std::size_t first) {
    std::vector<Id> ids;
    for (std::size_t i = first; i < std::min(subjects_.size(), first + subjects_a_read); ++i)
      ids.push_back(subjects_[i]->id);
    standing_.clear();
    for (auto& fact : store::facts_of_subjects(db_, opened_.round.id, ids)) {
      if (fact.value.empty() || (fact.source == word_of(Source::Self)) != (source_ == Source::Self)) continue;
      auto& at = standing_[{fact.subject_id, fact.input}];
      if (at.id == 0 || fact.source == word_of(Source::Checked)) at = std::move(fact);
    }
  }

  store::Reading& db_;
  const OpenedRound& opened_;
  const scheme::Scheme& s_;
  const Source source_;
  const bool has_kinds_;
  std::string everybody_;  // the pool of those without
  document::Grid head_;
  std::vector<const store::Subject*> subjects_;
  std::map<std::pair<Id, std::string>, store::Fact> standing_;
  int row_ = 1;
  std::vector<Cell> cells_;  // of this row
};

}  // namespace

std::optional<rating::Facts> facts_of_round(store::Reading& db, const OpenedRound& opened, const scheme::Scheme& scheme,
                                            Source source, document::TableProblems& problems) {
  RoundTable table(db, opened, scheme, source);
  return service::facts_of(
      scheme, table.head(), [&](const service::TakeCells& take) { table.each_row(take); }, problems, &opened.scheme());
}

}  // namespace pingxing::office
