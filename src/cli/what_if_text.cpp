#include "cli/what_if_text.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cli/text_table.hpp"

namespace pingxing::cli {

using service::MoveView;
using service::WhatIf;

namespace {

constexpr std::size_t moves_shown_max = 200;

class WhatIfPrinter {
 public:
  WhatIfPrinter(const WhatIf& comparison, Language language, const Look& look)
      : what_if_(comparison), language_(language), look_(look) {}

  std::string print() {
    out_ += look_.paint(Colour::Bold, printable(what_if_.title)) + "\n";
    for (const auto& setting : what_if_.settings) out_ += say({"假如 {0}", "if {0}"}, {setting}) + "\n";
    if (!what_if_.other_title.empty()) out_ += say({"换成 {0}", "replaced by {0}"}, {what_if_.other_title}) + "\n";
    out_ += say({"上升{0}个,下降{1}个,不变{2}个;总分有变化的{3}个",
                 "{0} move up, {1} move down, {2} keep their grade; {3} totals change"},
                {std::to_string(what_if_.up), std::to_string(what_if_.down), std::to_string(what_if_.kept),
                 std::to_string(what_if_.scores_changed)}) +
            "\n";
    if (what_if_.decisions_before != what_if_.decisions_after)
      out_ += say({"需要决定的由{0}处变为{1}处", "decisions needed: {0} before, {1} after"},
                  {std::to_string(what_if_.decisions_before), std::to_string(what_if_.decisions_after)}) +
              "\n";
    grades();
    moves(true, {"上升", "Up"}, Colour::Green);
    moves(false, {"下降", "Down"}, Colour::Red);
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(Text text, const std::vector<Phrase>& words = {}) const {
    return printable(fill(text.in(language_), words, language_));
  }

  void grades() {
    TextTable table{{{say({"等次", "grade"}), false, 24, false},
                     {say({"原来", "before"}), true, 9, false},
                     {say({"改后", "after"}), true, 9, false},
                     {say({"增减", "change"}), true, 9, false}},
                    {}};
    for (const auto& one : what_if_.grades) {
      const long change = static_cast<long>(one.after.value_or(0)) - static_cast<long>(one.before.value_or(0));
      const auto count = [](const std::optional<std::size_t>& n) { return n ? std::to_string(*n) : std::string("–"); };
      table.rows.push_back({{printable(one.grade.in(language_))},
                            {count(one.before)},
                            {count(one.after)},
                            {change > 0   ? "+" + std::to_string(change)
                             : change < 0 ? std::to_string(change)
                                          : "·",
                             change > 0   ? Colour::Green
                             : change < 0 ? Colour::Red
                                          : Colour::Dim}});
    }
    const TableLayout layout({&table}, look_.width);
    out_ += "\n" + layout.header(table, look_) + layout.rows(table, look_);
  }

  void moves(bool is_up, Text title, Colour colour) {
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
      if (move.is_up == is_up && ++count <= moves_shown_max) table.rows.push_back(row(move, colour));
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
    const std::string total =
        move.total_before == move.total_after ? move.total_after : move.total_before + " → " + move.total_after;
    std::string trades;
    for (const auto& name : move.trades_with) trades += (trades.empty() ? "" : "、") + name;
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
