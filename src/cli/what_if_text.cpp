#include "cli/what_if_text.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cli/text_table.hpp"
#include "service/people_text.hpp"

namespace pingxing::cli {

using service::counted;
using service::MoveView;
using service::WhatIf;
using service::with_minus;

namespace {

constexpr std::size_t moves_shown_max = 200;

class WhatIfPrinter {
 public:
  WhatIfPrinter(const WhatIf& comparison, Language language, const Look& look)
      : what_if_(comparison), language_(language), look_(look) {}

  std::string print() {
    out_ += look_.paint(Colour::Bold, printable(what_if_.title)) + "\n";
    for (const auto& setting : what_if_.settings) out_ += say({"假如 {0}", "if {0}"}, {setting}) + "\n";
    if (!what_if_.other_file.empty())
      out_ += say({"换成 {0}:{1}", "replaced by {0}: {1}"}, {what_if_.other_file, what_if_.other_title}) + "\n";
    counts();
    grades();
    moves(MoveView::Way::Up, {"上升", "Up"}, Colour::Green);
    moves(MoveView::Way::Down, {"下降", "Down"}, Colour::Red);
    moves(MoveView::Way::Turned, {"转为或不再是待定、不参评", "Into or out of pending or out of scope"},
          Colour::Yellow);
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(Text text, const std::vector<Phrase>& words = {}) const {
    return printable(fill(text.in(language_), words, language_));
  }

  void counts() {
    std::string line =
        say({"上升{0}个,下降{1}个,不变{2}个", "{0}, {1}, {2}"},
            {counted(what_if_.up, "moves up", "move up"), counted(what_if_.down, "moves down", "move down"),
             counted(what_if_.kept, "keeps its grade", "keep their grade")});
    if (what_if_.turned > 0)
      line += say({",转为或不再是待定、不参评{0}个", ", {0}"},
                  {counted(what_if_.turned, "becomes pending or out of scope, or ceases to be",
                           "become pending or out of scope, or cease to be")});
    if (what_if_.ungraded > 0)
      line += say({",前后都待定或不参评{0}个", ", {0}"},
                  {counted(what_if_.ungraded, "is pending or out of scope throughout",
                           "are pending or out of scope throughout")});
    line += say({";总分有变化的{0}个", "; {0}"}, {counted(what_if_.scores_changed, "total changes", "totals change")});
    out_ += wrapped(line, look_.width, 0) + "\n";
    if (what_if_.decisions_before == what_if_.decisions_after) return;
    out_ += say({"需要决定的由{0}处变为{1}处", "decisions needed: {0} before, {1} after"},
                {std::to_string(what_if_.decisions_before), std::to_string(what_if_.decisions_after)}) +
            "\n";
  }

  static TextCell change_of(std::size_t before, std::size_t after) {
    if (after > before) return {"+" + std::to_string(after - before), Colour::Green};
    if (after < before) return {"−" + std::to_string(before - after), Colour::Red};
    return {"·", Colour::Dim};
  }

  void grades() {
    TextTable table{{{say({"等次", "grade"}), false, 24, false},
                     {say({"原来", "before"}), true, 9, false},
                     {say({"改后", "after"}), true, 9, false},
                     {say({"增减", "change"}), true, 9, false}},
                    {}};
    for (const auto& one : what_if_.grades) {
      const auto count = [](const std::optional<std::size_t>& n) { return n ? std::to_string(*n) : std::string("–"); };
      table.rows.push_back({{printable(one.grade.in(language_))},
                            {count(one.before)},
                            {count(one.after)},
                            change_of(one.before.value_or(0), one.after.value_or(0))});
    }
    for (const auto& one : what_if_.statuses) {
      if (one.before == 0 && one.after == 0) continue;
      table.rows.push_back({{one.name.in(language_)},
                            {std::to_string(one.before)},
                            {std::to_string(one.after)},
                            {change_of(one.before, one.after).text, Colour::Dim}});
    }
    const TableLayout layout({&table}, look_.width);
    out_ += "\n" + layout.header(table, look_) + layout.rows(table, look_);
  }

  void moves(MoveView::Way way, Text title, Colour colour) {
    TextTable table{{{say({"名称", "name"}), false, 28, false},
                     {say({"编号", "id"}), false, 18, false},
                     {say({"分组", "pool"}), false, 20, false},
                     {say({"原来", "before"}), false, 14, false},
                     {say({"改后", "after"}), false, 14, false},
                     {say({"总分", "total"}), true, 18, false},
                     {say({"换位", "trades with"}), false, 40, true}},
                    {}};
    std::size_t count = 0;
    for (const auto& move : what_if_.moves)
      if (move.way == way && ++count <= moves_shown_max) table.rows.push_back(row(move, colour));
    if (count == 0) return;
    const bool has_trades =
        std::any_of(table.rows.begin(), table.rows.end(), [](const auto& r) { return !r.back().text.empty(); });
    if (!has_trades) {
      table.columns.pop_back();
      for (auto& r : table.rows) r.pop_back();
    }
    out_ += "\n" + look_.paint(Colour::Bold, say(title)) + "\n";
    const TableLayout layout({&table}, look_.width);
    out_ += layout.header(table, look_) + layout.rows(table, look_);
    if (count > moves_shown_max)
      out_ += say({"……另有{0}个(全部:--format json)", "… and {0} more (all: --format json)"},
                  {std::to_string(count - moves_shown_max)}) +
              "\n";
  }

  [[nodiscard]] std::vector<TextCell> row(const MoveView& move, Colour colour) const {
    const auto total_or_open = [](const std::string& total) { return total.empty() ? std::string("?") : total; };
    const std::string total =
        with_minus(move.total_before == move.total_after
                       ? move.total_after
                       : total_or_open(move.total_before) + " → " + total_or_open(move.total_after));
    std::string trades;
    for (const auto& name : move.trades_with) {
      if (!trades.empty()) trades += language_ == Language::Chinese ? "、" : ", ";
      trades += name;
    }
    return {{printable(move.name)},
            {move.id == move.name ? "" : printable(move.id), Colour::Dim},
            {printable(move.pool)},
            {printable(move.from.in(language_))},
            {printable(move.to.in(language_)), colour},
            {total},
            {printable(trades)}};
  }

  const WhatIf& what_if_;
  Language language_;
  const Look& look_;
  std::string out_;
};

}  // namespace

std::string what_if_text(const WhatIf& comparison, Language language, const Look& look) {
  return WhatIfPrinter(comparison, language, look).print();
}

}  // namespace pingxing::cli
