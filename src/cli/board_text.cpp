#include "cli/board_text.hpp"

#include "base/text.hpp"
#include "cli/text_table.hpp"
#include "service/people_text.hpp"

namespace pingxing::cli {

using service::Board;
using service::BoardLine;
using service::BoardPool;
using service::BoardSubject;
using service::counted;
using service::with_minus;

namespace {

class BoardPrinter {
 public:
  BoardPrinter(const Board& board, Language language, const Look& look)
      : board_(board), language_(language), look_(look) {}

  std::string print() {
    out_ += look_.paint(Colour::Bold, printable(board_.title)) + "\n";
    out_ += say({"共{0}个", "{0}"}, {counted(board_.count, "subject", "subjects")});
    if (board_.pool_count > 1) out_ += say({",{0}组", " in {0} pools"}, {std::to_string(board_.pool_count)});
    if (board_.pending > 0 && board_.has_contest)
      out_ +=
          say({";{0}个待定,其所在组的名次和名额为暂定", "; {0} pending, so ranks and quotas of {1} are provisional"},
              {std::to_string(board_.pending), board_.pending == 1 ? "its pool" : "their pools"});
    out_ += "\n";
    if (board_.is_summary)
      summary();
    else
      pools();
    lines({"需要决定", "Needs a decision"}, board_.decisions, board_.decisions_left_out, Colour::Yellow, "!");
    lines({"分数说明", "About the scores"}, board_.marks, board_.marks_left_out, Colour::None, "·");
    targets();
    lines({"后果", "Consequences"}, board_.consequences, 0, Colour::None, "·");
    lines({"点评和评议", "Reviews"}, board_.reviews, board_.reviews_left_out, Colour::None, "·");
    lines({"结果所依据的默认读法", "Defaults this rests on"}, board_.defaults, 0, Colour::Dim, "·");
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(Text text, const std::vector<Phrase>& words = {}) const {
    return printable(fill(text.in(language_), words, language_));
  }

  // ---- the board ----------------------------------------------------------------------------------------------------

  /// While figures are missing, ranks and quotas of the others may still change.
  [[nodiscard]] bool is_provisional(const BoardPool& pool) const { return board_.has_contest && pool.pending > 0; }

  [[nodiscard]] std::string stars(const BoardSubject& subject) const {
    std::string text;
    for (int i = 0; i < board_.stars_max; ++i) text += i < *subject.stars ? "★" : "☆";
    return text;
  }

  [[nodiscard]] TextCell grade(const BoardSubject& subject) const {
    if (subject.stars) return {stars(subject), Colour::Gold};
    return {printable(subject.grade.in(language_)), subject.is_rated ? Colour::Gold : Colour::Red};
  }

  [[nodiscard]] std::vector<TextColumn> columns(bool has_pool) const {
    std::vector<TextColumn> out;
    if (board_.has_scores) out.push_back({say({"名次", "rank"}), true, 6, false});
    out.push_back({say({"名称", "name"}), false, 28, false});
    if (has_ids_) out.push_back({say({"编号", "id"}), false, 18, false});
    if (has_pool) out.push_back({say({"分组", "pool"}), false, 20, false});
    if (has_kinds_) out.push_back({say({"类别", "kind"}), false, 12, false});
    if (has_grade_column_)
      out.push_back({board_.stars_max > 0 ? say({"星级", "stars"}) : say({"等次", "grade"}), false, 14, false});
    if (board_.has_scores) out.push_back({say({"总分", "total"}), true, 16, false});
    for (const auto& part : board_.parts) out.push_back({printable(part), true, 9, true});
    return out;
  }

  [[nodiscard]] std::vector<TextCell> row(const BoardSubject& subject, const std::string* pool) const {
    std::vector<TextCell> out;
    if (board_.has_scores) out.push_back({subject.rank ? std::to_string(subject.rank) : "–", Colour::None});
    out.push_back({printable(subject.name), Colour::None});
    if (has_ids_) out.push_back({printable(subject.id), Colour::Dim});
    if (pool) out.push_back({printable(*pool), Colour::None});
    if (has_kinds_) out.push_back({printable(subject.kind), Colour::None});
    if (has_grade_column_) out.push_back(grade(subject));
    if (board_.has_scores) out.push_back({with_minus(subject.total), subject.is_rated ? Colour::Bold : Colour::None});
    for (const auto& part : subject.parts) out.push_back({with_minus(part), Colour::None});
    return out;
  }

  void look_at(const std::vector<BoardSubject>& subjects) {
    for (const auto& subject : subjects) {
      has_ids_ = has_ids_ || subject.id != subject.name;
      has_kinds_ = has_kinds_ || !subject.kind.empty();
      has_grade_column_ = has_grade_column_ || board_.has_grades || !subject.is_rated;
    }
  }

  void pools() {
    for (const auto& pool : board_.pools) look_at(pool.subjects);
    std::vector<TextTable> tables;
    for (const auto& pool : board_.pools) {
      TextTable table{columns(false), {}};
      for (const auto& subject : pool.subjects) table.rows.push_back(row(subject, nullptr));
      tables.push_back(std::move(table));
    }
    std::vector<const TextTable*> all;
    for (const auto& table : tables) all.push_back(&table);
    const TableLayout layout(all, look_.width);
    for (std::size_t i = 0; i < tables.size(); ++i) {
      out_ += "\n";
      if (!board_.pools[i].name.empty()) {
        const auto& pool = board_.pools[i];
        const Text about = is_provisional(pool) ? Text{"({0},其中{1}个待定:暂定)", " ({0}, {1} pending: provisional)"}
                                                : Text{"({0})", " ({0})"};
        out_ += look_.paint(Colour::Bold, printable(pool.name)) +
                look_.paint(Colour::Dim, say(about, {std::to_string(pool.size), std::to_string(pool.pending)})) + "\n";
      }
      out_ += layout.header(tables[i], look_) + layout.rows(tables[i], look_);
    }
    if (layout.dropped() > 0) {
      out_ += look_.paint(Colour::Dim, say({"(另有{0}列放不下:--format csv)", "({0} not fit: --format csv)"},
                                           {counted(layout.dropped(), "more column does", "more columns do")})) +
              "\n";
    }
  }

  void summary() {
    TextTable table{{{say({"分组", "pool"}), false, 32, false}, {say({"总数", "size"}), true, 9, false}}, {}};
    for (const auto& name : board_.grades) table.columns.push_back({printable(name.in(language_)), true, 9, true});
    for (const auto& pool : board_.pools) {
      std::string name = pool.name.empty() ? say({"全体", "all"}) : printable(pool.name);
      if (is_provisional(pool)) name += say({"(暂定)", " (provisional)"});
      std::vector<TextCell> cells = {{std::move(name), Colour::None}, {std::to_string(pool.size), Colour::None}};
      for (const std::size_t count : pool.by_grade)
        cells.push_back({count ? std::to_string(count) : "·", count ? Colour::None : Colour::Dim});
      table.rows.push_back(std::move(cells));
    }
    const TableLayout layout({&table}, look_.width);
    out_ += "\n" + layout.header(table, look_) + layout.rows(table, look_);
    if (board_.pool_count > board_.pools.size()) {
      out_ += say({"……另有{0}组", "… and {0}"},
                  {counted(board_.pool_count - board_.pools.size(), "more pool", "more pools")}) +
              "\n";
    }
    look_at(board_.top);
    const bool has_pools = board_.pool_count > 1;
    TextTable best{columns(has_pools), {}};
    for (std::size_t i = 0; i < board_.top.size(); ++i)
      best.rows.push_back(row(board_.top[i], has_pools ? &board_.top_pools[i] : nullptr));
    heading(say({"总分最高的{0}个", "The {0}"}, {counted(best.rows.size(), "highest total", "highest totals")}));
    const TableLayout best_layout({&best}, look_.width);
    out_ += best_layout.header(best, look_) + best_layout.rows(best, look_);
    out_ += look_.paint(Colour::Dim, say({"全部{0}个:加 --format csv(或 -o 结果.csv、-o 结果.xlsx)",
                                          "All {0}: add --format csv (or -o result.csv, -o result.xlsx)"},
                                         {std::to_string(board_.count)})) +
            "\n";
  }

  // ---- what is said below it ----------------------------------------------------------------------------------------

  void heading(const std::string& text) { out_ += "\n" + look_.paint(Colour::Bold, text) + "\n"; }

  void line(const BoardLine& one, Colour colour, const std::string& bullet) {
    std::string text = printable(one.text.in(language_));
    if (!one.clause.empty()) text += say({"[{0}]", " [{0}]"}, {one.clause});
    out_ += " " + look_.paint(colour, bullet) + " " + wrapped(text, look_.width - 3, 3) + "\n";
  }

  void lines(Text title, const std::vector<BoardLine>& all, std::size_t left_out, Colour colour,
             const std::string& bullet) {
    if (all.empty()) return;
    heading(say(title));
    for (const auto& one : all) line(one, colour, bullet);
    if (left_out > 0) out_ += say({"   ……另有{0}条", "   … and {0} more"}, {std::to_string(left_out)}) + "\n";
  }

  void targets() {
    if (board_.targets.empty()) return;
    heading(say({"目标", "Targets"}));
    for (const auto& one : board_.targets) line(one, one.is_met ? Colour::Green : Colour::Red, one.is_met ? "✓" : "✗");
  }

  const Board& board_;
  Language language_;
  const Look& look_;
  std::string out_;
  bool has_ids_ = false, has_kinds_ = false, has_grade_column_ = false;
};

}  // namespace

std::string board_text(const Board& board, Language language, const Look& look) {
  return BoardPrinter(board, language, look).print();
}

}  // namespace pingxing::cli
