#include "service/fact_columns.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "document/furniture.hpp"
#include "document/messages.hpp"
#include "scheme/marks.hpp"
#include "service/input_words.hpp"
#include "service/messages.hpp"
#include "service/stand_ins.hpp"

namespace pingxing::service {

using scheme::Samples;
using scheme::Scheme;

namespace {

enum class Role { Id, Name, Pool, Kind, Values, Sums, Counts };

struct Target {
  Role role = Role::Values;
  int input = -1;
  bool operator==(const Target&) const = default;
};

struct FixedHeader {
  Role role;
  std::string_view zh, en;
};
constexpr FixedHeader fixed_headers[] = {
    {Role::Id, "编号", "id"}, {Role::Name, "名称", "name"}, {Role::Pool, "分组", "pool"}, {Role::Kind, "类别", "kind"}};
constexpr std::string_view sum_endings[] = {"_sum", "合计"}, count_endings[] = {"_n", "次数"};

/// Every header that may stand in the first row.
class KnownHeaders {
 public:
  explicit KnownHeaders(const Scheme& s) : s_(s) {
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

  [[nodiscard]] document::HeaderRole role(std::string_view text) const {
    using document::HeaderRole;
    if (const auto target = find(text))
      return target->role == Role::Id     ? HeaderRole::Id
             : target->role == Role::Name ? HeaderRole::Name
                                          : HeaderRole::Known;
    if (!unclear(text).empty()) return HeaderRole::Known;
    if (const auto stands = stand_in_of(s_, text))
      return stands->column == SubjectColumn::Id     ? HeaderRole::Id
             : stands->column == SubjectColumn::Name ? HeaderRole::Name
                                                     : HeaderRole::Known;
    return document::is_furniture_header(text) ? HeaderRole::Furniture : HeaderRole::Unknown;
  }

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

  const Scheme& s_;
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
    take_stand_ins();
    if (!out_.is_of_facts() && beside_left_ == 0) {
      tell_no_header();
      return out_;
    }
    std::sort(left_out_.begin(), left_out_.end());
    document::tell_columns_left_out(grid_, left_out_, problems_);
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
      if (beside_ && beside_->find(text))
        ++beside_left_;
      else if (const auto stands = known_.unclear(text).empty() ? stand_in_of(s_, text) : std::nullopt)
        stand_ins_[stands->column].push_back({stands->rank, column});
      else if (known_.unclear(text).empty() && document::is_furniture_header(text))
        left_out_.push_back(column);
      else
        unknown_.push_back(column);
      return;
    }
    int& where = slot(*target);
    if (where >= 0) {
      add(facts_column_twice, static_cast<int>(column),
          {shortened(cell_text(text)), grid_.place(0, static_cast<std::size_t>(where)).text()});
      return;
    }
    where = static_cast<int>(column);
  }

  /// The best column for what the table has not got by its own name; two as good as each other are none.
  void take_stand_ins() {
    struct Wanted {
      SubjectColumn column;
      int* where;
      Text header;
      bool is_needed;
    };
    const bool has_pools = !s_.properties.pool.empty(), has_kinds = !s_.properties.kinds.empty();
    const Wanted all[] = {{SubjectColumn::Id, &out_.id, {"编号", "id"}, true},
                          {SubjectColumn::Name, &out_.name, {"名称", "name"}, true},
                          {SubjectColumn::Pool, &out_.pool, {"分组", "pool"}, has_pools},
                          {SubjectColumn::Kind, &out_.kind, {"类别", "kind"}, has_kinds}};
    for (const auto& wanted : all) {
      auto& candidates = stand_ins_[wanted.column];
      std::sort(candidates.begin(), candidates.end());
      const bool is_clear =
          candidates.size() == 1 || (candidates.size() > 1 && candidates[0].first != candidates[1].first);
      for (std::size_t i = 0; i < candidates.size(); ++i) {
        const std::size_t column = candidates[i].second;
        if (i > 0 || !is_clear || !wanted.is_needed || *wanted.where >= 0) {
          left_out_.push_back(column);
          continue;
        }
        *wanted.where = static_cast<int>(column);
        add(document::table_column_stands_for, static_cast<int>(column),
            {shortened(cell_text(grid_.rows.front()[column].text)), wanted.header});
      }
    }
  }

  /// One message for one cause: where there is no header, not one for each column.
  void tell_no_header() {
    std::vector<std::string> found, wanted{std::string(s_.language == Language::Chinese ? "编号" : "id")};
    for (const auto& cell : grid_.rows.front())
      if (const auto text = cell_text(cell.text); !text.empty() && found.size() < found_max)
        found.push_back(shortened(text));
    for (const auto& header : known_.full())
      if (wanted.size() < listed_max) wanted.push_back(header);
    problems_.add(facts_header_missing, grid_.place(0, 0), {list_of(found), list_of(wanted)},
                  {grid_.rows.front().front().row, 0});
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
        add(facts_sum_trimmed, columns.sums >= 0 ? columns.sums : columns.counts,
            {s_.header(i), input.assessor.empty() ? input.name : input.assessor});
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
  static constexpr std::size_t listed_max = 12, found_max = 4;  // headers in one message

  const Scheme& s_;
  const document::Grid& grid_;
  document::TableProblems& problems_;
  KnownHeaders known_;
  std::optional<KnownHeaders> beside_;
  FactColumns out_;
  std::vector<std::size_t> unknown_;
  std::vector<Missing> missing_;
  std::size_t unknown_told_ = 0, beside_left_ = 0;
  std::vector<std::size_t> left_out_;
  std::map<SubjectColumn, std::vector<std::pair<int, std::size_t>>> stand_ins_;  // rank, column
};

}  // namespace

Samples samples_of(const Scheme& s, int input) {
  const auto& known = s.inputs[static_cast<std::size_t>(input)];
  if (known.entries != scheme::Entries::None) return Samples::Sum;
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

std::optional<ballot::Trim> trim_of(const scheme::Averaging& averaging) {
  if (!averaging.leaves_out()) return std::nullopt;
  return ballot::Trim{averaging.share, averaging.count, averaging.kind == scheme::Averaging::Kind::Median};
}

std::optional<ballot::Trim> trim_of(const Scheme& s, int input) {
  if (samples_of(s, input) != Samples::Mean) return std::nullopt;
  return trim_of(scheme::averaging_of(s, input));
}

bool may_be_summed(const Scheme& s, int input) { return samples_of(s, input) == Samples::Mean; }

bool FactColumns::is_of_facts() const {
  return id >= 0 || std::any_of(inputs.begin(), inputs.end(), [](const Input& one) { return one.is_usable(); });
}

FactColumns map_columns(const Scheme& s, const document::Grid& grid, document::TableProblems& problems,
                        const Scheme* beside) {
  return HeaderReader(s, grid, problems, beside).read();
}

document::RoleOf header_roles(const Scheme& s, const Scheme* beside) {
  auto known = std::make_shared<const KnownHeaders>(s);
  auto others = beside ? std::make_shared<const KnownHeaders>(*beside) : nullptr;
  return [known, others](std::string_view header) {
    const auto role = known->role(header);
    const bool is_others = role == document::HeaderRole::Unknown || role == document::HeaderRole::Furniture;
    return is_others && others && others->find(header) ? document::HeaderRole::Known : role;
  };
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
