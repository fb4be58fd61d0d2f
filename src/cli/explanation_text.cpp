#include "cli/explanation_text.hpp"

#include "base/text.hpp"
#include "service/people_text.hpp"

namespace pingxing::cli {

using service::ExplainedItem;
using service::ExplainedLine;
using service::SubjectExplanation;
using service::with_minus;

namespace {

constexpr std::size_t short_step_max = 24;  // columns: "judged 8.5" stands behind the score that it made

class ExplanationPrinter {
 public:
  ExplanationPrinter(const SubjectExplanation& why, Language language, const Look& look)
      : why_(why), language_(language), look_(look) {}

  std::string print() {
    about();
    sections();
    lines({"加分", "Bonus"}, why_.bonus, true);
    lines({"对总分的增减和折算", "On the total"}, why_.from_total, true);
    lines({"等次是这样定的", "How the grade came about"}, why_.reasons, true);
    if (why_.next_grade) {
      const std::string title = say({"要达到“{0}”还须", "For “{0}” it would have needed"}, {*why_.next_grade});
      heading(title);
      for (const auto& need : why_.needs) line("·", need, true);
    }
    lines({"请注意", "Please note"}, why_.marks, true);
    texts({"后果", "Consequences"}, why_.consequences);
    texts({"点评和评议", "Reviews"}, why_.reviews);
    lines({"所依据的默认读法", "Defaults this rests on"}, why_.defaults, false);
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(Text text, const std::vector<Phrase>& words = {}) const {
    return printable(fill(text.in(language_), words, language_));
  }
  void heading(const std::string& text) { out_ += "\n" + look_.paint(Colour::Bold, text) + "\n"; }

  void about() {
    const bool has_own_name = why_.name != why_.id;
    std::string who = has_own_name ? say({"{0}({1})", "{0} ({1})"}, {why_.name, why_.id}) : printable(why_.id);
    for (const auto& more : {why_.kind, why_.pool})
      if (!more.empty()) who += say({",{0}", ", {0}"}, {more});
    out_ += look_.paint(Colour::Bold, who) + "\n" + look_.paint(Colour::Dim, printable(why_.scheme)) + "\n";
    std::string grade;
    for (int i = 0; why_.stars && i < why_.stars_max; ++i) grade += i < *why_.stars ? "★" : "☆";
    if (why_.status != "rated") grade = printable(why_.status_name.in(language_));
    out_ += look_.paint(why_.status == "rated" ? Colour::Gold : Colour::Red, grade);
    if (!grade.empty()) out_ += "  ";
    if (!why_.grade.in(language_).empty()) out_ += printable(why_.grade.in(language_)) + "  ";
    if (why_.total_range) out_ += say({"总分{0}", "total {0}"}, {why_.total_lies});
    if (!why_.total.empty()) out_ += say({"总分{0}", "total {0}"}, {with_minus(why_.total)});
    if (why_.rank > 0)
      out_ +=
          say({",{1}个中第{0}名", ", rank {0} of {1}"}, {std::to_string(why_.rank), std::to_string(why_.pool_size)});
    out_ += "\n";
  }

  void sections() {
    for (const auto& section : why_.sections) {
      const std::string score = section.score.empty() ? "?" : with_minus(section.score);
      const Text head = section.is_ledger ? Text{" {0}(记分,不计入总分)", "  {0} (recorded beside the score)"}
                                          : Text{" {0}(满分{1})", "  {0} (of {1})"};
      out_ +=
          "\n" + look_.paint(Colour::Bold, printable(section.title)) + say(head, {score, section.points_max}) + "\n";
      for (const auto& item : section.items)
        if (item.applies && !item.is_untouched) print(item);
      folded(section);
      for (const auto& step : section.steps)
        out_ += " " + wrapped(printable(step.text.in(language_)), look_.width - 1, 3) + "\n";
    }
  }

  /// Items of which there is nothing to tell, in a line.
  void folded(const service::ExplainedSection& section) {
    Phrase untouched, without;
    const auto add = [](Phrase& list, const Phrase& one) {
      list.zh += (list.zh.empty() ? "" : "、") + one.zh;
      list.en += (list.en.empty() ? "" : ", ") + one.en;
    };
    for (const auto& item : section.items) {
      const std::string number = "第" + item.id + "条";
      if (!item.applies)
        add(without, {number, item.id});
      else if (item.is_untouched && item.points_max.empty())
        add(untouched, {number, item.id});
      else if (item.is_untouched)
        add(untouched, {number + "(" + item.points_max + "分)", item.id + " (" + item.points_max + ")"});
    }
    const auto print_list = [this](Text pattern, const Phrase& list) {
      if (!list.zh.empty())
        out_ += " " + look_.paint(Colour::Dim, wrapped(say(pattern, {list}), look_.width - 1, 3)) + "\n";
    };
    print_list({"未扣分:{0}", "nothing taken: {0}"}, untouched);
    print_list({"不适用:{0}", "does not apply: {0}"}, without);
  }

  void print(const ExplainedItem& item) {
    const std::string head = " " + printable(item.id + " " + item.title) + "  ";
    const std::string of = item.points_max.empty() ? "" : say({"(满分{0})", " (of {0})"}, {item.points_max});
    if (item.is_missing) {
      const auto most = item.range->high;
      const std::string range = most ? say({",最多{0}", ", at most {0}"}, {with_minus(most->exact())}) : "";
      out_ += head + look_.paint(Colour::Red, say({"缺数据", "a figure is missing"}) + range) + of + "\n";
    } else {
      out_ += head + look_.paint(Colour::Bold, with_minus(item.score)) + of;
      if (item.exact != item.score && item.exact.find('/') != std::string::npos) out_ += " = " + with_minus(item.exact);
      if (item.steps.size() == 1 && display_width(item.steps.front().text.in(language_)) <= short_step_max) {
        out_ += "  " + printable(item.steps.front().text.in(language_)) + "\n";
        return;
      }
      out_ += "\n";
    }
    std::vector<std::string> nothing;  // rules that took nothing
    for (const auto& step : item.steps) {
      if (step.took_nothing && !step.rule.empty())
        nothing.push_back(printable(step.rule));
      else
        out_ += "     " + wrapped(printable(step.text.in(language_)), look_.width - 5, 7) + "\n";
    }
    if (nothing.empty()) return;
    const std::string rest =
        say({"未扣分:{0}", "nothing taken: {0}"}, {Phrase(joined(nothing, "、"), joined(nothing, ", "))});
    out_ += "     " + look_.paint(Colour::Dim, wrapped(rest, look_.width - 5, 7)) + "\n";
  }

  void line(const std::string& bullet, const ExplainedLine& one, bool has_clause) {
    std::string text = printable(one.text.in(language_));
    if (has_clause && !one.clause.empty())
      text += say({"[{0},第{1}行]", " [{0}, line {1}]"}, {one.clause, std::to_string(one.line)});
    out_ += " " + bullet + " " + wrapped(text, look_.width - 3, 3) + "\n";
  }

  void lines(Text title, const std::vector<ExplainedLine>& all, bool has_clause) {
    if (all.empty()) return;
    heading(say(title));
    for (std::size_t i = 0; i < all.size(); ++i) line("·", all[i], has_clause);
  }

  void texts(Text title, const std::vector<Phrase>& all) {
    if (all.empty()) return;
    heading(say(title));
    for (const auto& one : all) out_ += " · " + wrapped(printable(one.in(language_)), look_.width - 3, 3) + "\n";
  }

  const SubjectExplanation& why_;
  Language language_;
  const Look& look_;
  std::string out_;
};

}  // namespace

std::string explanation_text(const SubjectExplanation& why, Language language, const Look& look) {
  return ExplanationPrinter(why, language, look).print();
}

}  // namespace pingxing::cli
