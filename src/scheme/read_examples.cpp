// Lines and tables of 示例. A figure is found by the name that it begins with: the header of an input, its name, or its
// item where that asks for nothing else; what stands behind is left to whoever reads cells, without a unit.
#include "scheme/read_examples.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "scheme/input_key.hpp"
#include "scheme/interval.hpp"
#include "scheme/lines.hpp"
#include "scheme/messages.hpp"
#include "scheme/outline.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

namespace {

using Words = std::initializer_list<std::string_view>;
constexpr std::size_t shown_names_max = 6;

/// Where words end that say what follows is the result; the last of them counts. npos: nowhere.
std::pair<std::size_t, std::size_t> arrow_in(std::string_view text) {
  std::pair<std::size_t, std::size_t> found{text.npos, text.npos};
  for (const std::string_view mark : {"→", "⇒", "=>", "->", "应得", "应为", " gives ", " comes to "})
    if (const auto at = text.rfind(mark); at != text.npos && (found.first == text.npos || at > found.first))
      found = {at, at + mark.size()};
  return found;
}

bool is_letter(char c) { return ((c | 32) >= 'a' && (c | 32) <= 'z'); }

/// How many bytes of `text` are `name` at its beginning, whatever the case and the blanks; 0: it is not there.
std::size_t bytes_of_name(std::string_view text, std::string_view name) {
  std::size_t at = 0;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; };
  for (const char wanted : name) {
    if (wanted == ' ') continue;
    while (at < text.size() && text[at] == ' ') ++at;
    if (at >= text.size() || lower(text[at]) != lower(wanted)) return 0;
    ++at;
  }
  const bool is_cut = at > 0 && at < text.size() && is_letter(text[at - 1]) && is_letter(text[at]);
  return is_cut ? 0 : at;
}

bool is_any(std::string_view text, Words words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view one) { return bytes_of_name(text, one) == text.size() && !text.empty(); });
}

Piece without_prefix(Piece text, Words prefixes) {
  for (const auto prefix : prefixes)
    if (const std::size_t size = bytes_of_name(text.text, prefix); size > 0) return text.sub(size).trimmed();
  return text;
}

Piece without_end(Piece text) {
  for (const std::string_view mark : {"。", ";", ",", "."})
    while (text.text.ends_with(mark)) text = text.sub(0, text.text.size() - mark.size()).trimmed();
  return text;
}

/// Parts between commas, semicolons and 、; a comma between digits parts thousands.
std::vector<Piece> clauses(Piece text) {
  std::vector<Piece> out;
  std::size_t begin = 0;
  const auto is_digit = [&](std::size_t i) {
    return i < text.text.size() && text.text[i] >= '0' && text.text[i] <= '9';
  };
  const auto cut = [&](std::size_t end) {
    if (const auto part = text.sub(begin, end - begin).trimmed(); !part.empty()) out.push_back(part);
  };
  for (std::size_t i = 0; i < text.text.size(); ++i) {
    const bool is_list = text.text.substr(i).starts_with("、");
    const bool is_comma =
        text.text[i] == ',' && !(i > 0 && is_digit(i - 1) && is_digit(i + 1) && is_digit(i + 2) && is_digit(i + 3));
    if (!is_list && !is_comma && text.text[i] != ';') continue;
    cut(i);
    begin = i + (is_list ? 3 : 1);
  }
  cut(text.text.size());
  return out;
}

std::vector<Piece> cells_of(Piece row) {
  std::vector<Piece> out;
  std::size_t begin = 1;
  for (std::size_t i = 1; i <= row.text.size(); ++i) {
    if (i < row.text.size() && row.text[i] != '|') continue;
    if (i < row.text.size() || begin < i) out.push_back(row.sub(begin, i - begin).trimmed());
    begin = i + 1;
  }
  return out;
}

bool is_ruler(std::string_view row) { return row.find_first_not_of("|-: ") == row.npos; }

class ExampleReader {
 public:
  ExampleReader(Scheme& scheme, Problems& problems) : s_(scheme), problems_(problems) {
    std::vector<int> of_item(s_.indicators.size(), 0);
    for (const auto& input : s_.inputs)
      if (input.indicator >= 0) ++of_item[static_cast<std::size_t>(input.indicator)];
    for (std::size_t i = 0; i < s_.inputs.size(); ++i) {
      const auto& input = s_.inputs[i];
      names_.emplace_back(input.name, static_cast<int>(i));
      if (input.indicator < 0) continue;
      names_.emplace_back(s_.header(static_cast<int>(i)), static_cast<int>(i));
      const auto& owner = s_.indicators[static_cast<std::size_t>(input.indicator)];
      names_.emplace_back("第" + owner.id + "项" + input.name, static_cast<int>(i));
      names_.emplace_back("item " + owner.id + " " + input.name, static_cast<int>(i));
      if (of_item[static_cast<std::size_t>(input.indicator)] > 1) continue;
      names_.emplace_back(owner.title, static_cast<int>(i));
      names_.emplace_back("第" + owner.id + "项", static_cast<int>(i));
      names_.emplace_back("item " + owner.id, static_cast<int>(i));
    }
    std::stable_sort(names_.begin(), names_.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  }

  void read(const std::vector<Piece>& lines) {
    for (const auto& line : lines) {
      if (line.text.starts_with('|')) {
        row(line);
        continue;
      }
      header_.clear();
      const Piece words = without_end(line);
      if (const auto others = others_in(words); others != Example::Others::Unsaid) {
        others_ = others;
        continue;
      }
      sentence(words);
    }
  }

 private:
  void problem(const MessageRow& row, const Piece& at, std::vector<Phrase> words) {
    problems_.add(row, at.place(s_.file), std::move(words));
  }

  /// 其余没有发生, 其余都符合要求: about what is not written.
  static Example::Others others_in(const Piece& words) {
    if (is_any(words.text, {"其余都符合", "其余都符合要求", "其余符合要求", "其余均符合要求", "其余均符合", "其余正常",
                            "其余都达到", "其余达标", "其余均达标", "其他都符合要求", "其他符合要求", "all else met",
                            "everything else met", "others met", "the rest met"}))
      return Example::Others::Fine;
    const bool is_none =
        is_any(words.text, {"其余没有发生", "其余未发生", "其余无", "其余均无", "其余为0", "其余均为0", "其他没有发生",
                            "其他无", "其他均无", "没有写的没有发生", "没有写的:没有发生", "其余:没有发生", "其余:无",
                            "其余0", "nothing else", "nothing else happened", "no others", "others none", "others 0"});
    return is_none ? Example::Others::None : Example::Others::Unsaid;
  }

  [[nodiscard]] Example begun(const Piece& at, std::string name) const {
    Example made;
    made.name = name.empty() ? std::to_string(s_.examples.size() + 1) : std::move(name);
    made.others = others_;
    made.place = at.place(s_.file);
    return made;
  }

  void sentence(const Piece& line) {
    const auto [at, behind] = arrow_in(line.text);
    if (at == line.text.npos) return problem(messages::example_unread, line, {line.str()});
    Piece figures = line.sub(0, at).trimmed();
    std::string name;
    const auto [before, rest] = split_colon_of(figures);
    const auto [named, size] = input_in(before);  // 迟到:2次 is a figure; 迟到两次的支部:… begins with a name
    if (!rest.empty() && (named == unknown_name || size < before.text.size())) {
      name = before.str();
      figures = rest;
    }
    Example made = begun(line, std::move(name));
    for (const auto& clause : clauses(without_end(figures))) figure(made, clause);
    bool has_any = false;
    for (const auto& clause : clauses(without_end(line.sub(behind).trimmed()))) has_any |= result(made, clause);
    if (!has_any && problems_.error_count() == 0) problem(messages::example_unread, line, {line.str()});
    s_.examples.push_back(std::move(made));
  }

  static std::pair<Piece, Piece> split_colon_of(const Piece& text) {
    const auto at = text.text.find(':');
    if (at == text.text.npos) return {text, {}};
    return {text.sub(0, at).trimmed(), text.sub(at + 1).trimmed()};
  }

  void row(const Piece& line) {
    if (is_ruler(line.text)) return;
    const auto cells = cells_of(line);
    if (header_.empty()) {
      header_ = cells;
      return;
    }
    Example made = begun(line, "");
    bool has_any = false;
    for (std::size_t i = 0; i < std::max(cells.size(), header_.size()); ++i) {
      if (i >= header_.size()) {
        problem(messages::example_figure, cells[i], {cells[i].str(), some_names()});
        continue;
      }
      if (i >= cells.size() || cells[i].empty()) continue;
      const Piece& head = header_[i];
      if (is_any(head.text, {"名称", "姓名", "示例", "单位", "对象", "name", "example"})) {
        made.name = cells[i].str();
      } else if (is_any(head.text, {"总分", "得分", "合计", "total", "points"})) {
        has_any |= total(made, cells[i]);
      } else if (is_any(head.text, {"等次", "星级", "等级", "结果", "档次", "grade", "result", "stars"})) {
        has_any |= result(made, cells[i]);
      } else if (const auto others = others_in(cells[i]); others != Example::Others::Unsaid) {
        made.others = others;
      } else if (!about(made, head, cells[i])) {
        const auto [bare, unit] = split_bracket(head);  // 漏巡(次)
        const Piece name = is_unit(unit.text) ? bare : head;
        const auto [named, size] = input_in(name);
        const int input = named >= 0 && size < name.text.size() ? unknown_name : named;
        if (input < 0)
          told_once(head, input);
        else
          put(made, input, cells[i]);
      }
    }
    if (!has_any) problem(messages::example_unread, line, {made.name});
    s_.examples.push_back(std::move(made));
  }

  /// A header that names nothing is told in the first row only.
  void told_once(const Piece& head, int input) {
    if (std::exchange(last_told_, head.text.data()) == head.text.data()) return;
    unknown(head, input);
  }

  void unknown(const Piece& words, int input) {
    if (input == ambiguous)
      problem(messages::example_ambiguous, words, {words.str(), headers_called(words)});
    else
      problem(messages::example_figure, words, {words.str(), some_names()});
  }

  /// The kind of the subject and its earlier grades; true where the words are about these.
  bool about(Example& made, const Piece& head, const Piece& value) {
    if (is_any(head.text, {"类别", "kind"})) {
      const auto& kinds = s_.properties.kinds;
      if (std::find(kinds.begin(), kinds.end(), value.text) == kinds.end()) {
        std::vector<std::string> known = kinds;
        problem(messages::kind_unknown, value, {value.str(), listed(known)});
      }
      made.kind = value.str();
      return true;
    }
    if (!is_any(head.text, {"上期", "前几期", "历次", "last round", "earlier rounds"})) return false;
    for (const auto& part : value.split("、/")) {
      const auto grade = grade_called(part.text);
      if (!grade)
        problem(messages::grade_unknown, part, {part.str(), grades()});
      else
        made.earlier.emplace_back(*grade, part.place(s_.file));
    }
    return true;
  }

  void figure(Example& made, const Piece& clause) {
    if (const auto others = others_in(clause); others != Example::Others::Unsaid) {
      made.others = others;
      return;
    }
    for (const std::string_view word : {"类别", "上期", "前几期", "历次", "kind", "last round", "earlier rounds"})
      if (const std::size_t size = bytes_of_name(clause.text, word); size > 0) {
        const Piece value = without_prefix(clause.sub(size).trimmed(), {":", "=", "为"});
        if (!value.empty() && about(made, clause.sub(0, size), value)) return;
      }
    const auto [input, size] = input_in(clause);
    if (input >= 0) {
      const Piece value = behind_name(clause.sub(size).trimmed());
      if (value.empty() && !is_yes_no(input)) return unknown(clause, unknown_name);  // of which there is no number
      return put(made, input, value);
    }
    for (const std::string_view none : {"没有发生", "未发生", "没有", "无", "no "})
      if (clause.text.starts_with(none)) {
        const Piece rest = clause.sub(none.size()).trimmed();
        const auto [denied, all] = input_in(rest);
        if (denied >= 0 && all == rest.text.size() &&
            s_.inputs[static_cast<std::size_t>(denied)].type != InputType::Percent)
          return put(made, denied,
                     Piece(is_yes_no(denied) ? std::string_view("否") : std::string_view("0"), clause.line), clause);
      }
    // 国家级、省级: more choices of the figure before.
    if (input == unknown_name && !made.figures.empty()) {
      auto& last = made.figures.back();
      if (s_.inputs[static_cast<std::size_t>(last.input)].entries != Entries::None) {  // 2026-03-05、2026-03-12
        last.text += ";" + clause.str();
        return;
      }
      const auto& choices = s_.inputs[static_cast<std::size_t>(last.input)].choices;
      if (std::find(choices.begin(), choices.end(), clause.text) != choices.end()) {
        last.text += ";" + clause.str();
        return;
      }
      const auto& before = s_.inputs[static_cast<std::size_t>(last.input)];  // 内容38;39;35: the marks of several
      if (before.is_list && before.choices.empty() && clause.text[0] >= '0' && clause.text[0] <= '9') {
        last.text += ";" + without_unit(last.input, clause.text);
        return;
      }
    }
    unknown(clause, input);
  }

  [[nodiscard]] bool is_yes_no(int input) const {
    return s_.inputs[static_cast<std::size_t>(input)].type == InputType::YesNo;
  }

  static Piece behind_name(Piece text) {
    text = without_prefix(text, {":", "="});
    if (text.text.starts_with("为")) text = text.sub(3).trimmed();
    return text;
  }

  void put(Example& made, int input, const Piece& value) { put(made, input, value, value); }

  void put(Example& made, int input, const Piece& value, const Piece& at) {
    for (const auto& known : made.figures)
      if (known.input == input) return problem(messages::example_twice, at, {s_.header(input)});
    const std::string text = value.empty() && is_yes_no(input) ? "是" : without_unit(input, value.text);
    made.figures.push_back({input, text, at.empty() ? made.place : at.place(s_.file)});
  }

  /// 2次 as 2: of inputs that are numbers, whatever the unit.
  [[nodiscard]] std::string without_unit(int input, std::string_view text) const {
    const auto& one = s_.inputs[static_cast<std::size_t>(input)];
    const bool is_number = one.type == InputType::Count || one.type == InputType::Amount ||
                           one.type == InputType::Points || one.type == InputType::Percent;
    if (!is_number || one.entries != Entries::None) return std::string(text);
    std::size_t end = 0;
    while (end < text.size() && (text[end] == '-' || text[end] == '.' || text[end] == ',' || text[end] == '/' ||
                                 (text[end] >= '0' && text[end] <= '9')))
      ++end;
    const std::string_view unit = trimmed(text.substr(end));
    if (end == 0 || unit.empty() || !may_be_unit(unit)) return std::string(text);
    return std::string(text.substr(0, end));
  }

  static constexpr int unknown_name = -1, ambiguous = -2;

  /// The input whose name stands at the beginning, the longest name first, and the bytes of it.
  [[nodiscard]] std::pair<int, std::size_t> input_in(const Piece& text) const {
    std::size_t size = 0;
    int found = unknown_name;
    for (const auto& [name, input] : names_) {
      const std::size_t bytes = bytes_of_name(text.text, name);
      if (bytes == 0 || bytes < size) continue;
      if (bytes == size && found != input) return {ambiguous, size};
      size = bytes;
      found = input;
    }
    return {found, size};
  }

  [[nodiscard]] Phrase headers_called(const Piece& words) const {
    std::vector<std::string> out;
    const std::size_t size = input_in(words).second;
    for (const auto& [name, input] : names_)
      if (bytes_of_name(words.text, name) == size) out.push_back(s_.header(input));
    return listed(out);
  }

  [[nodiscard]] Phrase some_names() const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < std::min(s_.inputs.size(), shown_names_max); ++i)
      out.push_back(s_.header(static_cast<int>(i)));
    if (s_.inputs.size() > shown_names_max) out.emplace_back("…");
    return listed(out);
  }

  [[nodiscard]] Phrase grades() const {
    std::vector<std::string> names;
    for (const auto& grade : s_.grading.grades) names.push_back(grade.name);
    return listed(names);
  }

  [[nodiscard]] std::optional<int> grade_called(std::string_view name) const {
    const auto& all = s_.grading.grades;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (bytes_of_name(name, all[i].name) == name.size()) return static_cast<int>(i);
    if (const auto stars = stars_in(name))
      for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].stars == *stars) return static_cast<int>(i);
    const bool is_unrated =
        is_any(name, {"未定级", "unrated"}) || (!s_.properties.unrated.empty() && name == s_.properties.unrated);
    return is_unrated ? std::optional(static_cast<int>(all.size())) : std::nullopt;
  }

  bool total(Example& made, const Piece& words) {
    std::string_view text = without_prefix(words, {"总分", "合计", "共计", "共", "得", "计", "total"}).text;
    if (text.starts_with(':')) text = trimmed(text.substr(1));
    const auto quantity = take_quantity(text);
    const std::string_view unit = trimmed(text);
    const bool is_points = quantity && !quantity->is_percent && unit.empty() &&
                           (quantity->unit.empty() || quantity->unit == "分" || quantity->unit.starts_with("point"));
    if (!is_points) {
      problem(messages::example_result, words, {words.str(), grades()});
      return false;
    }
    made.total = quantity->value;
    return true;
  }

  /// One part of what the example comes to.
  bool result(Example& made, const Piece& clause) {
    const Piece words = without_prefix(clause, {"评为", "定为", "评定为", "等次为", "应评", "为", "grade"});
    if (const auto grade = grade_called(words.text)) {
      made.grade = grade;
      return true;
    }
    if (is_any(words.text, {"取消资格", "取消评选资格", "取消参评资格", "一票否决", "disqualified"}))
      return made.is_disqualified = true;
    if (is_any(words.text, {"不参评", "不列入", "不适用", "out of scope"})) return made.is_out_of_scope = true;
    for (std::size_t i = 0; i < s_.indicators.size(); ++i) {
      const auto& one = s_.indicators[i];
      for (const std::string& name : {"第" + one.id + "项", "item " + one.id, one.title}) {
        const std::size_t size = bytes_of_name(words.text, name);
        if (size == 0) continue;
        std::string_view rest = without_prefix(words.sub(size).trimmed(), {":", "得", "扣后", "scores"}).text;
        const auto quantity = take_quantity(rest);
        if (!quantity || quantity->is_percent || !trimmed(rest).empty()) continue;
        made.items.emplace_back(static_cast<int>(i), quantity->value);
        return true;
      }
    }
    return total(made, clause);
  }

  Scheme& s_;
  Problems& problems_;
  std::vector<std::pair<std::string, int>> names_;  // longest first
  std::vector<Piece> header_;                       // of the table at hand
  const char* last_told_ = nullptr;
  Example::Others others_ = Example::Others::Unsaid;  // said in a line of its own
};

}  // namespace

void read_examples(Scheme& scheme, const std::vector<Piece>& lines, Problems& problems) {
  if (lines.empty() || problems.has_errors()) return;  // a rule that is not understood has no figure to name
  ExampleReader(scheme, problems).read(lines);
}

bool reads_like_example(std::string_view line) {
  return line.starts_with('|') || (!line.starts_with("<!--") && arrow_in(line).first != line.npos);
}

}  // namespace pingxing::scheme
