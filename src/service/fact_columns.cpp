#include "service/fact_columns.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "service/input_words.hpp"
#include "service/messages.hpp"

namespace pingxing::service {

using scheme::Samples;
using scheme::Scheme;

namespace {

enum class Role { Id, Name, Pool, Kind, Remark, Values, Sums, Counts };

struct Target {
  Role role = Role::Remark;
  int input = -1;
  bool operator==(const Target&) const = default;
};

struct FixedHeader {
  Role role;
  std::string_view zh, en;
};
constexpr FixedHeader fixed_headers[] = {{Role::Id, "编号", "id"},
                                         {Role::Name, "名称", "name"},
                                         {Role::Pool, "分组", "pool"},
                                         {Role::Kind, "类别", "kind"},
                                         {Role::Remark, "备注", "note"}};
constexpr std::string_view sum_endings[] = {"_sum", "合计"}, count_endings[] = {"_n", "次数"};

/// Every header that may stand in the first row.
class KnownHeaders {
 public:
  explicit KnownHeaders(const Scheme& s) {
    for (const auto& fixed : fixed_headers) {
      add(fixed.zh, {fixed.role, -1});
      add(fixed.en, {fixed.role, -1});
    }
    std::map<std::string, int> uses;  // of a bare name
    for (const auto& input : s.inputs) ++uses[folded(input.name)];
    for (int i = 0; i < static_cast<int>(s.inputs.size()); ++i) {
      const auto& input = s.inputs[static_cast<std::size_t>(i)];
      add_input(s, s.header(i), i);
      full_.push_back(s.header(i));
      if (input.indicator < 0) continue;
      if (uses[folded(input.name)] == 1)
        add_input(s, input.name, i);
      else
        unclear_[folded(input.name)].push_back(s.header(i));
    }
  }

  [[nodiscard]] std::optional<Target> find(std::string_view text) const {
    if (const auto found = exact_.find(std::string(trimmed(text))); found != exact_.end()) return found->second;
    std::string key = folded(text);
    if (auto target = find_folded(key)) return target;
    // A unit or a limit in brackets behind the header: "3 制度缺项(项)".
    if (!key.ends_with(')')) return std::nullopt;
    const auto open = key.rfind('(');
    if (open == key.npos || open == 0) return std::nullopt;
    return find_folded(std::string(trimmed(std::string_view(key).substr(0, open))));
  }

  /// Full headers of the inputs that share a bare name; none where the name is clear or unknown.
  [[nodiscard]] std::vector<std::string> unclear(std::string_view text) const {
    std::string key = folded(text);
    if (key.ends_with(')')) key.resize(std::min(key.size(), key.rfind('(')));
    const auto found = unclear_.find(std::string(trimmed(key)));
    return found == unclear_.end() ? std::vector<std::string>() : found->second;
  }

  [[nodiscard]] const std::vector<std::string>& full() const { return full_; }

 private:
  void add_input(const Scheme& s, std::string_view header, int input) {
    add(header, {Role::Values, input});
    if (!may_be_summed(s, input)) return;
    for (const auto ending : sum_endings) add(std::string(header) + std::string(ending), {Role::Sums, input});
    for (const auto ending : count_endings) add(std::string(header) + std::string(ending), {Role::Counts, input});
  }

  void add(std::string_view header, Target target) {
    exact_.emplace(header, target);
    const auto [place, is_new] = folded_.emplace(folded(header), target);
    if (!is_new && place->second && *place->second != target) place->second.reset();  // "1 2x" and "12 x"
  }

  [[nodiscard]] std::optional<Target> find_folded(const std::string& key) const {
    const auto found = folded_.find(key);
    return found == folded_.end() ? std::nullopt : found->second;
  }

  std::map<std::string, Target, std::less<>> exact_;
  std::map<std::string, std::optional<Target>> folded_;
  std::map<std::string, std::vector<std::string>> unclear_;
  std::vector<std::string> full_;
};

class HeaderReader {
 public:
  HeaderReader(const Scheme& s, const document::Grid& grid, Problems& problems, const Scheme* beside)
      : s_(s), grid_(grid), problems_(problems), known_(s) {
    out_.inputs.resize(s.inputs.size());
    if (beside) beside_.emplace(*beside);
  }

  FactColumns read() {
    const auto& header = grid_.rows.front();
    for (std::size_t column = 0; column < header.size(); ++column) read_header(column, header[column].text);
    std::size_t width = 0;
    for (const auto& row : grid_.rows) width = std::max(width, row.size());
    for (std::size_t column = header.size(); column < width; ++column) blank_header(column);
    missing();
    return out_;
  }

 private:
  void read_header(std::size_t column, const std::string& text) {
    if (trimmed(text).empty()) return blank_header(column);
    const auto target = known_.find(text);
    if (!target) return unknown(column, text);
    if (target->role == Role::Remark) return;
    int& where = slot(*target);
    if (where >= 0) {
      const auto& header = grid_.rows.front();
      problems_.add(facts_column_twice, grid_.place(header[column]),
                    {shortened(trimmed(text)), grid_.place(header[static_cast<std::size_t>(where)]).text()});
      return;
    }
    where = static_cast<int>(column);
  }

  int& slot(const Target& target) {
    switch (target.role) {
      case Role::Id:
        return out_.id;
      case Role::Name:
        return out_.name;
      case Role::Pool:
        return out_.pool;
      case Role::Kind:
        return out_.kind;
      case Role::Sums:
        return out_.inputs[static_cast<std::size_t>(target.input)].sums;
      case Role::Counts:
        return out_.inputs[static_cast<std::size_t>(target.input)].counts;
      default:
        return out_.inputs[static_cast<std::size_t>(target.input)].values;
    }
  }

  void unknown(std::size_t column, const std::string& text) {
    if (beside_ && beside_->find(text)) return;
    const Place place = grid_.place(grid_.rows.front()[column]);
    const bool is_kept = problems_.kept().size() < Problems::kept_max;  // nobody reads the others' nearest header
    if (const auto candidates = known_.unclear(text); !candidates.empty()) {
      problems_.add(facts_column_ambiguous, place, {shortened(trimmed(text)), list_of(candidates)});
    } else {
      problems_.add(facts_column_unknown, place, {shortened(trimmed(text)), is_kept ? nearest_header(text) : ""});
    }
  }

  [[nodiscard]] std::string nearest_header(std::string_view text) const {
    std::vector<std::string> candidates = known_.full();
    const bool is_zh = s_.language == Language::Chinese;
    for (const auto& fixed : fixed_headers) candidates.emplace_back(is_zh ? fixed.zh : fixed.en);
    // A bare name is nearer to what people type than the full header.
    std::string best = nearest_of(text, candidates);
    std::vector<std::string> names;
    for (const auto& input : s_.inputs) names.push_back(input.name);
    const std::string by_name = nearest_of(text, names);
    if (!by_name.empty() && edit_distance(folded(text), folded(by_name)) < edit_distance(folded(text), folded(best))) {
      for (int i = 0; i < static_cast<int>(s_.inputs.size()); ++i)
        if (s_.inputs[static_cast<std::size_t>(i)].name == by_name) return s_.header(i);
    }
    return best;
  }

  /// A column without a header may only be empty.
  void blank_header(std::size_t column) {
    for (std::size_t row = 1; row < grid_.rows.size(); ++row) {
      const auto& cells = grid_.rows[row];
      if (column >= cells.size() || trimmed(cells[column].text).empty()) continue;
      problems_.add(facts_header_blank, grid_.place(0, column), {shortened(trimmed(cells[column].text))});
      return;
    }
  }

  void missing() {
    const bool is_zh = s_.language == Language::Chinese;
    const auto add = [&](const Phrase& header, const Phrase& what) {
      problems_.add(facts_column_missing, grid_.place(0, 0), {header, what});
    };
    if (out_.id < 0) add(is_zh ? "编号" : "id", Text{"每个对象一个,不重复", "one for each subject, unique"});
    if (out_.pool < 0 && !s_.properties.pool.empty()) {
      add(is_zh ? "分组" : "pool",
          say({"在哪个{0}里排名次", "the {0} within which it is ranked"}, {s_.properties.pool}));
    }
    if (out_.kind < 0 && !s_.properties.kinds.empty()) add(is_zh ? "类别" : "kind", list_of(s_.properties.kinds));
    if (out_.kind >= 0 && s_.properties.kinds.empty()) {
      problems_.add(facts_kind_unused, grid_.place(0, static_cast<std::size_t>(out_.kind)));
    }
    for (int i = 0; i < static_cast<int>(s_.inputs.size()); ++i) check_input(i);
  }

  void check_input(int input) {
    const auto& columns = out_.inputs[static_cast<std::size_t>(input)];
    const std::string header = s_.header(input);
    const bool is_pair = columns.sums >= 0 || columns.counts >= 0;
    if (columns.values >= 0 && is_pair) {
      const int pair = columns.sums >= 0 ? columns.sums : columns.counts;
      problems_.add(facts_column_twice, grid_.place(0, static_cast<std::size_t>(pair)),
                    {header, grid_.place(0, static_cast<std::size_t>(columns.values)).text()});
    } else if (columns.sums >= 0 && columns.counts < 0) {
      problems_.add(facts_sum_alone, grid_.place(0, static_cast<std::size_t>(columns.sums)),
                    {Phrase(header + "合计", header + "_sum"), Phrase(header + "次数", header + "_n")});
    } else if (columns.counts >= 0 && columns.sums < 0) {
      problems_.add(facts_sum_alone, grid_.place(0, static_cast<std::size_t>(columns.counts)),
                    {Phrase(header + "次数", header + "_n"), Phrase(header + "合计", header + "_sum")});
    } else if (columns.values < 0 && !is_pair) {
      problems_.add(facts_column_missing, grid_.place(0, 0),
                    {header, expected_of(s_.inputs[static_cast<std::size_t>(input)])});
    }
  }

  const Scheme& s_;
  const document::Grid& grid_;
  Problems& problems_;
  KnownHeaders known_;
  std::optional<KnownHeaders> beside_;
  FactColumns out_;
};

}  // namespace

Samples samples_of(const Scheme& s, int input) {
  const auto& known = s.inputs[static_cast<std::size_t>(input)];
  if (!known.is_list || known.type == scheme::InputType::Choices) return Samples::One;
  const auto uses = [input](const scheme::Rule& rule) {
    return std::find(rule.inputs.begin(), rule.inputs.end(), input) != rule.inputs.end();
  };
  if (known.indicator >= 0) {
    for (const auto& rule : s.indicators[static_cast<std::size_t>(known.indicator)].rules)
      if (uses(rule) && rule.samples != Samples::One) return rule.samples;
  }
  for (const auto& bonus : s.bonuses)
    if (uses(bonus.rule) && bonus.rule.samples != Samples::One) return bonus.rule.samples;
  return Samples::Mean;  // ballots
}

bool may_be_summed(const Scheme& s, int input) { return samples_of(s, input) == Samples::Mean; }

FactColumns map_columns(const Scheme& s, const document::Grid& grid, Problems& problems, const Scheme* beside) {
  return HeaderReader(s, grid, problems, beside).read();
}

}  // namespace pingxing::service
