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
      if (input.key != s.header(i)) add_input(s, input.key, i);  // written without its unit
      full_.push_back(s.header(i));
      if (input.indicator < 0) continue;
      if (uses[folded(input.name)] == 1)
        add_input(s, input.name, i);
      else
        unclear_[folded(input.name)].push_back(s.header(i));
    }
  }

  [[nodiscard]] std::optional<Target> find(std::string_view text) const {
    if (const auto found = exact_.find(cell_text(text)); found != exact_.end()) return found->second;
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
  HeaderReader(const Scheme& s, const document::Grid& grid, document::TableProblems& problems, const Scheme* beside)
      : s_(s), grid_(grid), problems_(problems), known_(s) {
    out_.inputs.resize(s.inputs.size());
    if (beside) beside_.emplace(*beside);
  }

  FactColumns read() {
    const auto& header = grid_.rows.front();
    for (std::size_t column = 0; column < header.size(); ++column) read_header(column, header[column].text);
    std::set<std::size_t> told;
    refuse_blank_headers(grid_, told, problems_);
    missing();
    for (const auto column : unknown_) unknown(column, header[column].text);
    return out_;
  }

 private:
  void read_header(std::size_t column, const std::string& text) {
    if (cell_text(text).empty()) return;
    const auto target = known_.find(text);
    if (!target) {
      if (!beside_ || !beside_->find(text)) unknown_.push_back(column);
      return;
    }
    if (target->role == Role::Remark) return;
    int& where = slot(*target);
    if (where >= 0) {
      add(facts_column_twice, static_cast<int>(column),
          {shortened(cell_text(text)), grid_.place(0, static_cast<std::size_t>(where)).text()});
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

  void add(const MessageRow& row, int column, std::vector<Phrase> words) {
    problems_.add(row, grid_.place(0, static_cast<std::size_t>(column)), std::move(words),
                  {grid_.rows.front().front().row, column + 1});
  }

  void unknown(std::size_t column, const std::string& text) {
    const int at = static_cast<int>(column);
    if (const auto candidates = known_.unclear(text); !candidates.empty()) {
      add(facts_column_ambiguous, at, {shortened(cell_text(text)), list_of(candidates)});
      return;
    }
    const bool is_read = ++unknown_told_ <= Problems::kept_max;  // nobody reads the mends of the others
    add(facts_column_unknown, at, {shortened(cell_text(text)), is_read ? mend(text) : Phrase()});
  }

  /// The header that was probably meant, of those that are missing; else all of them.
  [[nodiscard]] Phrase mend(std::string_view text) const {
    if (missing_.empty()) return "";
    std::vector<std::string> candidates;
    for (const auto& one : missing_) candidates.insert(candidates.end(), {one.header, one.name});
    const std::string nearest = nearest_of(text, candidates);
    for (const auto& one : missing_)
      if (!nearest.empty() && (one.header == nearest || one.name == nearest))
        return say({"是否应为“{0}”?", "did you mean “{0}”? If not, "}, {one.header});
    std::vector<std::string> headers;
    for (const auto& one : missing_)
      if (headers.size() < listed_max) headers.push_back(one.header);
    if (missing_.size() <= listed_max) return say({"还缺的列:{0}。", "still expected: {0}; "}, {list_of(headers)});
    return say({"还缺的列:{0}等{1}列。", "still expected: {0} and {2} more; "},
               {list_of(headers), std::to_string(missing_.size()), std::to_string(missing_.size() - listed_max)});
  }

  void missing() {
    const bool is_zh = s_.language == Language::Chinese;
    const auto lacks = [&](const std::string& header, const std::string& name, const Phrase& what) {
      problems_.add(facts_column_missing, grid_.place(0, 0), {header, what}, {grid_.rows.front().front().row, 0});
      missing_.push_back({header, name});
    };
    const auto lacks_fixed = [&](Text header, const Phrase& what) {
      lacks(std::string(is_zh ? header.zh : header.en), std::string(is_zh ? header.en : header.zh), what);
    };
    if (out_.id < 0) lacks_fixed({"编号", "id"}, Text{"每个对象一个,不重复", "one for each subject, unique"});
    if (out_.pool < 0 && !s_.properties.pool.empty()) {
      lacks_fixed({"分组", "pool"},
                  say({"在哪个{0}里排名次", "the {0} within which it is ranked"}, {s_.properties.pool}));
    }
    if (out_.kind < 0 && !s_.properties.kinds.empty()) lacks_fixed({"类别", "kind"}, list_of(s_.properties.kinds));
    if (out_.kind >= 0 && s_.properties.kinds.empty()) add(facts_kind_unused, out_.kind, {});
    for (int i = 0; i < static_cast<int>(s_.inputs.size()); ++i) {
      const auto& input = s_.inputs[static_cast<std::size_t>(i)];
      const auto& columns = out_.inputs[static_cast<std::size_t>(i)];
      if (columns.values < 0 && columns.sums < 0 && columns.counts < 0)
        lacks(s_.header(i), input.name, expected_of(input));
      else if (columns.values < 0 && trim_of(s_, i))
        add(facts_sum_trimmed, columns.sums >= 0 ? columns.sums : columns.counts, {s_.header(i), input.assessor});
      else
        check_pair(s_.header(i), columns);
    }
  }

  /// An input has one column, or one of sums and one of counts.
  void check_pair(const std::string& header, const FactColumns::Input& columns) {
    const Phrase sums(header + "合计", header + "_sum"), counts(header + "次数", header + "_n");
    if (columns.values >= 0 && (columns.sums >= 0 || columns.counts >= 0)) {
      add(facts_column_twice, columns.sums >= 0 ? columns.sums : columns.counts,
          {header, grid_.place(0, static_cast<std::size_t>(columns.values)).text()});
    } else if (columns.sums >= 0 && columns.counts < 0) {
      add(facts_sum_alone, columns.sums, {sums, counts});
    } else if (columns.counts >= 0 && columns.sums < 0) {
      add(facts_sum_alone, columns.counts, {counts, sums});
    }
  }

  struct Missing {
    std::string header, name;  // in full; bare
  };
  static constexpr std::size_t listed_max = 12;  // headers in one message

  const Scheme& s_;
  const document::Grid& grid_;
  document::TableProblems& problems_;
  KnownHeaders known_;
  std::optional<KnownHeaders> beside_;
  FactColumns out_;
  std::vector<std::size_t> unknown_;
  std::vector<Missing> missing_;
  std::size_t unknown_told_ = 0;
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

std::optional<ballot::Trim> trim_of(const scheme::BallotRules& rules) {
  if (!rules.trim_share && !rules.trim_count) return std::nullopt;
  return ballot::Trim{rules.trim_share.value_or(Number(0)), rules.trim_count.value_or(0)};
}

std::optional<ballot::Trim> trim_of(const Scheme& s, int input) {
  if (samples_of(s, input) != Samples::Mean) return std::nullopt;
  for (const auto& rules : s.ballots)
    if (std::find(rules.inputs.begin(), rules.inputs.end(), input) != rules.inputs.end())
      if (const auto trim = trim_of(rules)) return trim;
  return std::nullopt;
}

bool may_be_summed(const Scheme& s, int input) { return samples_of(s, input) == Samples::Mean; }

bool FactColumns::is_of_facts() const {
  return id >= 0 || std::any_of(inputs.begin(), inputs.end(), [](const Input& one) { return one.is_usable(); });
}

FactColumns map_columns(const Scheme& s, const document::Grid& grid, document::TableProblems& problems,
                        const Scheme* beside) {
  return HeaderReader(s, grid, problems, beside).read();
}

bool is_in_columns(const document::Grid& grid, const std::vector<document::Cell>& cells) {
  return !grid.sheet.empty() || cells.size() == grid.rows.front().size();
}

void refuse_blank_headers(const document::Grid& grid, std::set<std::size_t>& told, document::TableProblems& problems) {
  const auto& header = grid.rows.front();
  std::size_t width = header.size();
  for (const auto& row : grid.rows)
    if (!grid.sheet.empty()) width = std::max(width, row.size());
  for (std::size_t column = 0; column < width; ++column) {
    if (told.contains(column) || (column < header.size() && !cell_text(header[column].text).empty())) continue;
    for (std::size_t row = 1; row < grid.rows.size(); ++row) {
      const auto& cells = grid.rows[row];
      if (!is_in_columns(grid, cells) || column >= cells.size() || cell_text(cells[column].text).empty()) continue;
      problems.add(facts_header_blank, grid.place(0, column), {shortened(cell_text(cells[column].text))},
                   {header.front().row, static_cast<int>(column) + 1});
      told.insert(column);
      break;
    }
  }
}

}  // namespace pingxing::service
