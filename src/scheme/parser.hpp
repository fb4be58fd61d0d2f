// The walk over the outline, one line after the other. One class, since a line is read by what stands above it; its
// functions stand in files by subject: parse.cpp (the walk, properties), parse_sections.cpp (headings),
// parse_rules.cpp (indicators), parse_items.cpp (what is known when all were read), parse_table.cpp, parse_measures.cpp
// (the special sections) and parse_grading.cpp. Names of grades, inputs and indicators stay words here: a notice may
// speak of what it lists further down (resolve.hpp).
#pragma once
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "scheme/item_lines.hpp"
#include "scheme/messages.hpp"
#include "scheme/outline.hpp"
#include "scheme/parse.hpp"
#include "scheme/properties.hpp"
#include "scheme/resolve.hpp"
#include "scheme/rule_line.hpp"
#include "scheme/suggest/suggest.hpp"

namespace pingxing::scheme {

// A notice has dozens of each; more is an accident, and work that grows with their product stays bounded.
inline constexpr std::size_t lines_max = 20'000, line_bytes_max = 65'536, indicators_max = 2'000, kinds_max = 200,
                             grades_max = 200, scale_steps_max = 2'000, ballots_max = 200;

class Parser {
 public:
  Parser(std::string_view text, const std::string& file);
  Parsed run();
  /// What a column of a table holds, by its header; ToFill: blanks of the printed sheet.
  enum class TableColumn {
    Number,
    Title,
    Content,
    Points,
    Rules,
    Assessor,
    Method,
    Evidence,
    ForPeople,
    ToFill,
    Unknown
  };

 private:
  struct GradeName {
    std::string name;
    std::optional<int> stars;
    Place place;
  };
  struct Outside {  // an indicator above the first heading
    Place place;
    std::string line;
    Number points;
  };

  // ---- parse.cpp: what every line needs -----------------------------------------------------------------------------

  void say_empty_sections();
  /// More than anybody reads on: nothing of it is looked at.
  bool is_too_long();
  void problem(const MessageRow& row, const Place& place, std::vector<Phrase> words = {}) {
    problems_.add(row, place, std::move(words));
  }
  [[nodiscard]] bool is_heard() const { return scheme::is_heard(problems_); }
  /// Said once a document for each sort of thing.
  void too_many(std::size_t limit, const char* zh, const char* en, const Place& place);
  [[nodiscard]] Place at(const Piece& piece) const { return piece.place(s_.file); }
  /// The section that the line stands in; none above the first heading.
  Section* section() { return section_ < 0 ? nullptr : &s_.sections[static_cast<std::size_t>(section_)]; }
  [[nodiscard]] SectionKind kind() const {
    return section_ < 0 ? SectionKind::Ordinary : s_.sections[static_cast<std::size_t>(section_)].kind;
  }
  Block& block(Block::Kind kind, std::string text, int index = -1, int sub = -1, int depth = 0);
  /// The words of a line without its marker. English keeps the blanks it was written with; Chinese needs none.
  [[nodiscard]] std::string written(const OutlineLine& entry, const Piece& body) const;
  [[nodiscard]] std::string numbered(const OutlineLine& entry, const Piece& body) const;
  /// As it was typed, full-width marks and all, without the marker of a heading or a bullet.
  [[nodiscard]] static std::string raw_words(const OutlineLine& entry);
  /// The line with look-alikes mended (and said), where it is one that runs.
  Piece mended(const Piece& body);

  void line(const OutlineLine& entry);
  void property(const OutlineLine& entry);
  bool small_pools(const OutlineLine& entry, const Piece& body);
  bool is_of_whole(const OutlineLine& entry, const Piece& body);
  void keep_most(std::vector<std::string>& names, std::size_t most, const char* zh, const char* en, const Place& place);
  void item(const OutlineLine& entry, const Piece& body);
  void bullet(const OutlineLine& entry, const Piece& body);

  // ---- parse_sections.cpp -------------------------------------------------------------------------------------------

  void heading(const OutlineLine& entry, const Piece& body);
  [[nodiscard]] bool holds_pointed_items(const OutlineLine& heading) const;
  /// True where the bracket was points, a weight, a cap or an effect.
  bool heading_bracket(Section& made, const Piece& bracket);

  // ---- parse_groups.cpp ---------------------------------------------------------------------------------------------

  /// 1. 科技创新(最多5分) with its rules below it, where a line is a rule: begins a section of its own.
  bool is_group(const OutlineLine& entry, const Piece& body);
  void leave_group(const OutlineLine& entry);
  /// 市级每篇加1分,省级每篇加2分,累计不超过10分: the limit of all rules of a line, which is then read without it.
  std::optional<Number> cap_of_all(const Piece& body, RuleLine& line) const;
  /// A section of the rules of one line, for the limit that they share; it has no block of its own.
  int section_of_line(const Piece& body, std::string title, const Number& cap);

  // ---- parse_rules.cpp ----------------------------------------------------------------------------------------------

  void indicator(const OutlineLine& entry, const Piece& body);
  /// Numbered prose is prose; with points, or with rules below it, it is an indicator that lacks its section.
  void outside(const OutlineLine& entry, const Piece& body);
  /// True where the bullet belongs to such an indicator: one problem says it all.
  bool belongs_outside(const Piece& sentence);
  void say_outside();
  Attributes* attributes_here();
  bool attribute(const Piece& name, const Piece& value, const OutlineLine& entry, const Piece& body);
  void kinds(std::vector<std::string>& into, const Piece& list);
  void known_kind(const std::string& kind, const Place& place);
  void rule(const Piece& rest, const Piece& body, const OutlineLine& entry);
  [[nodiscard]] SentenceContext context_of(const std::optional<Number>& points) const;
  /// The rules that a line says, for the item at hand; false where it says none, which is told.
  bool read_rules(const Piece& body, const Piece& words);
  /// 每月最多加1分 on a line of its own: of the rule that it is nested below, else of the item's rules together.
  bool take_item_cap(const Piece& body, int level);
  [[nodiscard]] bool is_below_rule(int level) const;
  /// The same below a line of 加分 or 扣分, where each line stands by itself.
  bool take_bonus_cap(const Piece& body);
  void prose(const OutlineLine& entry);
  void marked(const OutlineLine& entry, const Piece& body);
  void bullet_or_prose(const OutlineLine& entry, const Piece& body);
  bool is_part_of_open_item(const TitlePoints& parts);
  void rule_trouble(const RuleLine& line, const Piece& words, const Piece& body);

  // ---- parse_item_lines.cpp -----------------------------------------------------------------------------------------

  /// 不适用时:…, 扣完时追加…: of the item at hand, or of its section, or of the whole; false where it is another line.
  bool is_item_line(const OutlineLine& entry, const Piece& body);
  void keep_item_line(const ItemLine& said, const Piece& body);

  // ---- parse_items.cpp ----------------------------------------------------------------------------------------------

  void finish_items();
  void drop_prose_items();
  [[nodiscard]] std::string section_number(int section) const;
  [[nodiscard]] std::string free_number(const std::string& id) const;

  // ---- parse_unmarked.cpp -------------------------------------------------------------------------------------------

  /// What a line without a mark says where one with it would run; false where it is prose.
  bool is_read_unmarked(const OutlineLine& entry);
  bool is_heading_unmarked(const OutlineLine& entry);
  bool is_item_unmarked(const OutlineLine& entry);
  bool is_line_unmarked(const OutlineLine& entry, const Piece& body);
  bool leads_in(const Piece& body);
  bool is_measure_unmarked(const OutlineLine& entry, const Piece& body);
  void looks_like_a_line(const OutlineLine& entry);
  void slip(const OutlineLine& entry);
  [[nodiscard]] bool speaks_of_its_section(const Piece& body) const;
  static bool is_graded(const std::string& plain);
  bool is_attribute_unmarked(const OutlineLine& entry);
  [[nodiscard]] bool is_grade(std::string_view name) const;
  /// The highest whole number of an item so far.
  [[nodiscard]] int last_number() const;
  void note_account(const OutlineLine& entry, std::size_t blocks_before, std::size_t problems_before);
  [[nodiscard]] const AccountRow& prose_row(const OutlineLine& entry) const;

  // ---- parse_offers.cpp ---------------------------------------------------------------------------------------------

  [[nodiscard]] LineContext line_context() const;
  /// What a line that is not understood may be, for its message; what can be taken over is kept.
  Phrase suggested(const MessageRow& row, const Piece& body);
  void unknown_sentence(const Piece& words, const Piece& body);
  void effect_missing(const Piece& name, const Piece& body);
  /// A finding of this line offers these words for what stands behind its mark.
  void offer(const Piece& body, const MessageRow& row, std::vector<std::string> words);

  // ---- parse_table.cpp ----------------------------------------------------------------------------------------------

  void table(const OutlineLine& entry);
  /// In 加分, 定级 and the like each line is one by itself; a table of them is told of, once each.
  void table_of_lines(const OutlineLine& entry);
  void table_row(const OutlineLine& entry, const std::vector<Piece>& cells);
  void table_item(const OutlineLine& entry, const Piece& number, const Piece& title, const Piece& points);

  // ---- parse_measures.cpp -------------------------------------------------------------------------------------------

  void unknown_line(const Piece& body);
  /// A line of a section that is neither of indicators nor of grades, without its marker.
  void special(std::string text, const Piece& body, int depth);
  void bonus(std::string text, const Piece& name, const Piece& rest, const Piece& body, int depth);
  void measure(std::string text, const Piece& name, const Piece& rest, const Piece& body, int depth);
  void review(std::string text, const Piece& name, const Piece& rest, const Piece& body);
  void target(std::string text, const Piece& name, const Piece& rest, const Piece& body);
  void scale(std::string text, const Piece& name, const Piece& rest, const Piece& body);
  void ballot(std::string text, const Piece& name, const Piece& rest, const Piece& body);
  void stage(const OutlineLine& entry, const Piece& body);

  // ---- parse_ledger.cpp ---------------------------------------------------------------------------------------------

  /// A line of 记分: what is recorded, or what follows from how much.
  void ledger(std::string text, const Piece& body, int depth);
  /// 满12分取消资格,满6分约谈; false where it says no such thing.
  bool ledger_thresholds(std::string_view words, const Piece& body);
  bool follows_from_ledger(std::string_view effect, const Condition& when, const std::optional<Number>& each,
                           const Piece& body);
  void ledger_bracket(const Piece& bracket);
  static bool reads_like_ledger(std::string_view text);

  // ---- parse_grading.cpp --------------------------------------------------------------------------------------------

  void requirement(const OutlineLine& entry, const Piece& body, int depth);
  void note_grade(const std::string& name, const Place& place);
  void grading(const OutlineLine& entry, const Piece& body);
  void grade_line(const OutlineLine& entry, const Piece& body, const Piece& shown);
  static bool is_plain_quota(const Piece& conditions);
  /// 得分相同看第, 优秀比例: the beginning of a sentence.
  static bool is_no_grade(std::string_view name);
  /// The list of grades, highest first.
  void finish_grades();
  [[nodiscard]] std::string star_name(int stars) const;
  /// Grades written lowest first: one that is built on another stands below it in the text.
  [[nodiscard]] bool is_ascending() const;

  Outline outline_;
  int led_in_ = -1;  // section whose effect a sentence says: 有下列情形之一的,…
  std::deque<Line> mended_, inherited_;
  Scheme s_;
  Problems problems_;
  std::vector<const AccountRow*> lines_;
  std::vector<LineFix> fixes_;
  Pending pending_;
  int section_ = -1, indicator_ = -1;
  int group_ = -1;  // the last section that is written as an item
  OutlineLine::Kind group_kind_ = OutlineLine::Kind::Item;
  bool mended_text_ = false;     // of the line at hand
  Attributes* owner_ = nullptr;  // of the special line that nested bullets belong to; only until the next line
  std::map<std::string, int> numbers_, number_section_;  // of items: their line, their section
  bool is_prose_section_ = false;                        // a closing section: 有关要求, 组织保障
  bool is_unread_section_ = false;                       // its heading was told of; its lines are not told of again
  bool has_said_table_ = false;
  std::vector<TableColumn> table_;  // of the table at hand; empty outside of one whose rows are items
  std::vector<std::string> table_header_;
  std::optional<Piece> table_first_;  // its first line, where it is not read
  int rule_level_ = 0;                // of the last rule line: how deep it is nested
  std::size_t rule_first_ = 0;        // the first rule that it says
  int says_floor_ = 0;                // of the last rule line: 1 减完为止, 2 可为负
  std::vector<GradeName> grade_names_;
  std::set<const PropertyRow*> stated_;
  std::set<std::string, std::less<>> known_kinds_, said_too_many_;
  std::size_t scale_steps_ = 0;
  std::optional<Outside> last_outside_, outside_;  // the last that may be one; the first that is
  bool has_said_outside_ = false;
};

}  // namespace pingxing::scheme
