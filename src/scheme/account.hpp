// What became of every line of a document. It runs (as a rule, an item, a grade …), it is prose by a rule that is
// named, or findings stand on it: each line is exactly one of the three, and none is passed over. The parser says what
// a line is while it reads it; findings come from it and from the checker.
#pragma once
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// What a line can be.
struct AccountRow {
  std::string_view word;  // for programs
  bool runs;
  Text says;
};

namespace account {

inline constexpr AccountRow title{"title", true, {"方案名称", "the title"}},
    property{"property", true, {"属性", "a property"}}, section{"section", true, {"部分标题", "a heading"}},
    item{"item", true, {"指标", "an item"}}, attribute{"attribute", true, {"附注", "an attribute"}},
    rule{"rule", true, {"规则", "a rule"}}, floor{"floor", true, {"减到多少为止", "how far an item goes down"}},
    measure{"measure", true, {"资格、否决或降级", "eligibility, veto or demotion"}},
    bonus{"bonus", true, {"加分", "a bonus"}}, grade_line{"grade", true, {"定级", "a line of grading"}},
    requirement{"requirement", true, {"等次的条件", "a requirement of a grade"}},
    stage{"stage", true, {"环节", "a stage"}}, review{"review", true, {"点评或评议", "a review or evaluation"}},
    consequence{"consequence", true, {"后果", "a consequence"}}, target{"target", true, {"目标", "a target"}},
    scale{"scale", true, {"尺度", "a scale"}}, row{"row", true, {"表格的一行", "a row of a table"}},
    ledger{"ledger", true, {"记分", "of a ledger"}}, example{"example", true, {"示例", "a worked example"}},
    ballot{"ballot", true, {"投票规则", "ballot rules"}},

    blank{"blank", false, {"空行", "blank"}}, comment{"comment", false, {"注释“<!-- … -->”", "a comment “<!-- … -->”"}},
    quotation{"quotation", false, {"引文“> …”", "a quotation “> …”"}}, table{"table", false, {"表格", "a table"}},
    head{"head", false, {"第一个标题之前的文字", "text before the first heading"}},
    closing{"closing", false, {"总则、要求等部分的文字", "text of a section of general words"}},
    under_heading{"under_heading", false, {"标题下不说分值的文字", "text below a heading that says no points"}},
    under_item{"under_item", false, {"指标下不说分值的文字", "text below an item that says no points"}},
    numbered{"numbered", false, {"没有分值的部分里编号的文字", "numbered text of a section without points"}},
    note{"note", false, {"环节的说明", "a note on a stage"}}, unread{"unread", false, {"没有读懂", "not understood"}};

}  // namespace account

struct LineAccount {
  enum class Kind { Run, Prose, Finding };
  Kind kind = Kind::Prose;
  const AccountRow* row = nullptr;       // what it is, whatever stands on it
  std::vector<const Problem*> problems;  // into the Problems that it was made of
};
Text name_of(LineAccount::Kind kind);
std::string_view word_of(LineAccount::Kind kind);
/// A letter for each: seen without colour.
char mark_of(LineAccount::Kind kind);

/// One for each line, the first at 0. `lines` is the parser's; the problems are its own and the checker's.
std::vector<LineAccount> account_of(const std::vector<const AccountRow*>& lines, const Problems& problems);

/// What a line that runs as this block is.
const AccountRow& row_of(Block::Kind kind);

/// Whether a number of points stands in it: 3分, 一分, 半分. Not 3分钟.
bool has_points(std::string_view normalised);

/// Whether a clerk would read points in it: 扣3分, 每次减0.5分, 不得分, deducts 2.
bool says_points(std::string_view normalised);

}  // namespace pingxing::scheme
