#include "cli/explanation_text.hpp"

#include "base/text.hpp"

namespace pingxing::cli {

using service::ExplainedItem;
using service::ExplainedLine;
using service::SubjectExplanation;

namespace {

class ExplanationPrinter {
 public:
  ExplanationPrinter(const SubjectExplanation& why, Language language, const Look& look)
      : why_(why), language_(language), look_(look) {}

  std::string print() {
    about();
    sections();
    lines({"加分", "Bonus"}, why_.bonus, false);
    lines({"从总分中减", "From the total"}, why_.from_total, false);
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
    if (!why_.total_high.empty())
      out_ += say({"总分在{0}至{1}之间", "total between {0} and {1}"}, {why_.total_low, why_.total_high});
    if (!why_.total.empty()) out_ += say({"总分{0}", "total {0}"}, {why_.total});
    if (why_.rank > 0)
      out_ +=
          say({",{1}个中第{0}名", ", rank {0} of {1}"}, {std::to_string(why_.rank), std::to_string(why_.pool_size)});
    out_ += "\n";
  }

  void sections() {
    for (const auto& section : why_.sections) {
      const std::string score = section.score.empty() ? "?" : section.score;
      out_ += "\n" + look_.paint(Colour::Bold, printable(section.title)) +
              say({" {0}(满分{1})", "  {0} (of {1})"}, {score, section.points_max}) + "\n";
      for (const auto& item : section.items) print(item);
    }
  }

  void print(const ExplainedItem& item) {
    std::string head = " " + printable(item.id + " " + item.title) + "  ";
    if (!item.applies) {
      out_ += look_.paint(Colour::Dim, head + say({"不适用", "does not apply"})) + "\n";
      return;
    }
    const std::string most = item.points_max.empty() ? "" : say({"(满分{0})", " (of {0})"}, {item.points_max});
    if (item.is_missing) {
      const std::string range = item.high.empty() ? "" : say({",最多{0}", ", at most {0}"}, {item.high});
      out_ += head + look_.paint(Colour::Red, say({"缺数据", "a figure is missing"}) + range) + most + "\n";
    } else {
      out_ += head + look_.paint(Colour::Bold, item.score) + most;
      if (item.exact != item.score && item.exact.find('/') != std::string::npos) out_ += " = " + item.exact;
      out_ += "\n";
    }
    for (const auto& step : item.steps)
      out_ += "     " + wrapped(printable(step.text.in(language_)), look_.width - 5, 7) + "\n";
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
