#include "service/language_manual.hpp"

#include "base/text.hpp"
#include "scheme/account.hpp"
#include "scheme/item_lines.hpp"
#include "scheme/lines.hpp"
#include "scheme/pattern.hpp"
#include "scheme/properties.hpp"
#include "scheme/sentences.hpp"
#include "scheme/synonyms.hpp"
#include "service/input_words.hpp"

namespace pingxing::service {

using scheme::SectionKind;

namespace {

/// A cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|' || c == '<') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

/// Literal text; none where there is none.
std::string code(std::string_view text) { return text.empty() ? "" : "`" + std::string(text) + "`"; }

class Manual {
 public:
  explicit Manual(Language language) : language_(language) {}

  std::string write() {
    line(word({"# 方案语言", "# The scheme language"}));
    paragraph(
        {"方案是一份Markdown文件:人能读,机器能运行。本页由 `pingxing language` "
         "生成,内容就是程序读方案时所用的那几张表。"
         "每个句式都有中文和英文两种写法,意思相同,同一份方案可以用任一种。",
         "A scheme is a Markdown document that people read and the engine runs. This page is printed by "
         "`pingxing language` from the very tables that the parser reads by. Every sentence has a Chinese and an "
         "English form with the same meaning."});
    parts();
    properties();
    sentences();
    modifiers();
    item_lines();
    conditions();
    lines();
    intervals();
    facts();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string word(Text text) const { return std::string(text.in(language_)); }
  void line(const std::string& text) { out_ += text + "\n"; }
  void heading(Text text) { out_ += "\n## " + word(text) + "\n\n"; }
  void paragraph(Text text) { out_ += "\n" + word(text) + "\n"; }
  void row(const std::vector<std::string>& cells) {
    out_ += "|";
    for (const auto& one : cells) out_ += " " + cell(one) + " |";
    out_ += "\n";
  }
  void head(const std::vector<Text>& names) {
    std::vector<std::string> cells;
    for (const auto& name : names) cells.push_back(word(name));
    row(cells);
    out_ += "|";
    for (std::size_t i = 0; i < names.size(); ++i) out_ += " --- |";
    out_ += "\n";
  }

  void parts() {
    heading({"文件的组成", "The parts of a document"});
    head({{"部分", "part"}, {"写法", "how it is written"}, {"意思", "meaning"}});
    const auto part = [&](Text name, Text form, Text meaning) { row({word(name), word(form), word(meaning)}); };
    part({"标题", "title"}, {"`# 名称`", "`# Name`"}, {"方案的名称", "the scheme's name"});
    part({"属性", "properties"}, {"第一个 `##` 之前的 `键:值`", "`key: value` lines before the first `##`"},
         {"对象、周期、分组、小数等,见下表", "subjects, period, pool, precision …; see below"});
    part({"部分", "section"},
         {"`## 名称(15分)` 或 `(70%)`,可用 `###` 分层", "`## Name (15 points)` or `(70%)`, nested by `###`"},
         {"分值或权重;所含各项之和应与之相等", "points or weight; what it holds should sum to it"});
    part({"指标", "item"}, {"`3. 制度健全(2分)`", "`3. Rules in place (2 points)`"},
         {"序号全文不重复;没有规则的由人评定,0分到满分",
          "its number is unique; without a rule it is judged by hand, 0 to its points"});
    part({"规则", "rule"}, {"指标下的 `- 数据项:句式`", "`- input: sentence` under an item"},
         {"一个数据项和它怎样计分", "one input and how it scores"});
    part({"说明项", "attribute"},
         {"`- 评分人:`(考核人、考核部门、考评主体等) `- 方法:`(考核方法、评价方式等) `- 适用:` `- 材料:` `- 范围:` `- "
          "空白:0`",
          "`- assessor:` `- method:` `- applies to:` `- evidence:` `- range:` `- blank: 0`"},
         {"由谁评、怎样查、适用哪些类别(部分和指标都写了的,取共有的)、要什么材料、数据的范围、没有发生的可不填",
          "who scores, how it is looked into, for which kinds (those of the section and the item both), what evidence, "
          "limits of the figure, whether a blank is 0"});
    part({"表格", "table"},
         {"表头如 `序号、项目、分值、评分标准、考核部门、考核方法、备注`",
          "with a header such as `no, item, points, rules, assessor, method, remarks`"},
         {"每行一条指标;没有名称和分值的行接上一条;一格里几条规则用①②或<br>分开",
          "a row is an item; one without item and points goes on with the one above; ①② or <br> part the rules of a "
          "cell"});
    part({"给人看的", "for people"},
         {"属性处的 `施行日期:` `适用范围:` `联系人:` 等;指标下的 `责任部门:` `数据来源:` `备注:`",
          "`version:` `contact:` `scope:` and the like at the head; `responsible:` `source of data:` `remarks:` below "
          "an "
          "item"},
         {"打印,不运行;责任部门不是评分人", "printed, never run; who does the work is not who scores it"});
    part({"文字", "prose"}, {"其他各行,或 `> …`", "any other line, or `> …`"},
         {"保留、打印,不运行", "kept, printed, never run"});
    account();
    paragraph({"有特定含义的部分标题:", "Headings with a meaning of their own:"});
    line("");
    head({{"中文", "Chinese"}, {"英文", "English"}});
    for (const auto& name : scheme::section_names()) row({names(name.zh), names(name.en)});
  }

  void account() {
    paragraph(
        {"每一行都有交代:`pingxing check --lines` 逐行写明它运行(`=`)、是文字(`.`)还是有问题(`!`),编辑器在行首用✓、·、!"
         "标出。行首没有“-”的行,读得懂就照有“-”的读;读起来像规则的文字一定指出来。一行是文字,只因为:",
         "Every line is accounted for: `pingxing check --lines` says of each whether it is run (`=`), prose (`.`) or "
         "has a "
         "finding (`!`); the editor marks them ✓, · and ! at the margin. A line without “-” is read like one with it "
         "where it can be; prose that reads like a rule is always told. A line is prose only as:"});
    line("");
    namespace rows = scheme::account;
    for (const auto* row : {&rows::blank, &rows::comment, &rows::quotation, &rows::table, &rows::head, &rows::closing,
                            &rows::under_heading, &rows::under_item, &rows::note})
      line("- " + word(row->says));
    paragraph(
        {"看不懂的行附上最可能的句式,能改写的写出改写后的一行:用的是原来的词和数字,不多也不少。`pingxing check --fix` "
         "先列出差别,问过再写入文件;`--yes` 不问。可能不止一种意思的只列出,由人选定。",
         "A line that is not understood comes with the likeliest sentence and, where that can be done, with the line "
         "rewritten: in its own words and figures, no more and no fewer. `pingxing check --fix` shows the difference "
         "and "
         "asks before it writes the file; `--yes` does not ask. What may mean several things is listed for somebody to "
         "choose."});
  }

  static std::string names(const std::vector<std::string_view>& words) {
    std::string out;
    for (const auto one : words) out += (out.empty() ? "" : " · ") + std::string(one);
    return out;
  }

  void properties() {
    heading({"属性", "Properties"});
    head({{"中文", "Chinese"},
          {"英文", "English"},
          {"值", "values"},
          {"意思", "meaning"},
          {"没写时", "where not stated"}});
    for (const auto& one : scheme::property_rows())
      row({names(one.zh), names(one.en), word(one.values), word(one.meaning), word(one.standard)});
  }

  void wordings(const std::vector<std::string_view>& zh, const std::vector<std::string_view>& en) {
    const auto list = [](const std::vector<std::string_view>& patterns) {
      std::string out;
      for (const auto pattern : patterns) out += (out.empty() ? "" : " · ") + code(pattern);
      return out;
    };
    line(word({"- 中文:", "- Chinese: "}) + list(zh));
    line(word({"- 英文:", "- English: "}) + list(en));
  }

  void sentences() {
    heading({"计分句式", "Sentences"});
    line(word({"`(甲|乙)` 任选其一,先写的是规范写法;`[ ]` 里的可以省去;`{ }` 里的由方案填写。",
               "`(a|b)` is either, the first being the canonical one; what stands in `[ ]` may be left out; `{ }` is "
               "filled in by "
               "the scheme."}));
    line(word(
        {"\n规则可以不写名称:`迟到一次扣1分` 里,前面的话就是数据项的名称;一行可以写几句。`会议(3分):…` 是指标的一部分。"
         "行末和分句之间的标点、全角半角、中文数字都可以。数后面的任何词都是单位。`<名称>` 是意思相同的词:",
         "\nA rule needs no name: the words before its sentence name the input, and a line may hold several sentences. "
         "`meetings (3 points): …` is a part of its item. Any word behind a number is a unit. `<name>` are words that "
         "mean the same:"}));
    line("");
    for (const auto& one : scheme::synonyms()) line("- `<" + std::string(one.name) + ">`: " + code(one.patterns));
    for (const auto& one : scheme::sentence_rows()) {
      out_ += "\n### " + std::string(one.name) + "\n\n";
      wordings(one.zh, one.en);
      line(word({"- 例:", "- example: "}) + code(one.example.zh) + " · " + code(one.example.en));
      line(word({"- 填写:", "- input: "}) + word(one.input));
      line(word({"- 得分:", "- points: "}) + word(one.meaning));
    }
  }

  void modifiers() {
    heading({"句式前后可加的话", "What may stand before or after a sentence"});
    for (const auto& one : scheme::modifier_rows()) {
      out_ += "\n### " + std::string(one.name) + "\n\n";
      wordings(one.zh, one.en);
      line(word({"- 例:", "- example: "}) + code(one.example.zh) + " · " + code(one.example.en));
      line(word({"- 意思:", "- meaning: "}) + word(one.meaning));
    }
  }

  void item_lines() {
    heading({"不适用和扣完时", "Not applicable, and used up"});
    line(word(
        {"不问数据的话,写在指标下面;不适用时怎么办还可以写在部分的标题下面,或第一个标题之前。允许的,数据里填"
         "“不适用”(或“无此项”“不涉及”“N/A”)。",
         "Lines that ask for no figure, below an item; what holds where an item is not applicable may stand below "
         "a heading or before the first one too. Where it is allowed, the cell says “n/a” (or “not applicable”)."}));
    for (const auto& one : scheme::item_line_rows()) {
      out_ += "\n### " + std::string(one.name) + "\n\n";
      wordings(one.zh, one.en);
      line(word({"- 例:", "- example: "}) + code(one.example.zh) + " · " + code(one.example.en));
      line(word({"- 意思:", "- meaning: "}) + word(one.meaning));
    }
  }

  void conditions() {
    heading({"条件", "Conditions"});
    line(word({"用在定级、资格、一票否决、降级和后果里;几个条件用逗号隔开,都成立才算成立。",
               "Used in grading, eligibility, veto, demotion and consequences; several are separated by commas and all "
               "have to hold."}));
    line("");
    head({{"写法", "form"}, {"意思", "meaning"}, {"例", "example"}});
    for (const auto& one : condition_rows())
      row({word(one.form), word(one.meaning), std::string(one.example.zh) + " · " + std::string(one.example.en)});
  }

  void lines() {
    heading({"各特定部分的写法", "Lines of the special sections"});
    for (const auto& name : scheme::section_names()) {
      bool has_any = false;
      for (const auto& one : scheme::line_rows()) {
        if (one.section != name.kind) continue;
        if (!has_any) {
          out_ += "\n### " + std::string(name.zh.front()) + " · " + std::string(name.en.front()) + "\n\n";
          head({{"写法", "form"}, {"意思", "meaning"}, {"例", "example"}});
          has_any = true;
        }
        row({word(one.form), word(one.meaning), std::string(one.example.zh) + " · " + std::string(one.example.en)});
      }
    }
  }

  void intervals() {
    heading({"区间", "Intervals"});
    line(word({"“以上”“以下”“至”含本数,“超过”“高于”“不满”“不足”“低于”不含;“(含)”“(不含)”优先。全角半角相同。",
               "“or more”, “or less” and “to” include the number, “above” and “below” exclude it; [80,90) overrules. "
               "Full-width "
               "and half-width forms are the same."}));
    line("");
    line(
        "`90%以上` · `80%以上不满90%` · `超过1%` · `2篇` · `[80,90)` · `90% or more` · `80% to below 90%` · `above "
        "1%`");
  }

  void facts() {
    heading({"数据文件", "The facts"});
    line(word(
        {"第一行是列名。`编号` 必须有;`名称` `分组` `类别` 按方案需要;其余每个数据项一列,列名写“指标序号 数据项名”,"
         "名称不重复时可以只写名称,后面可带括号里的单位。大小写、空格和这样的单位不算名字:"
         "同一指标的两个数据项不能只差这些。`pingxing form` 生成空表。",
         "The first row is the header. `id` is required; `name`, `pool` and `kind` as the scheme needs them; then a "
         "column an "
         "input, headed “item-number input-name”, or the name alone where it is unique, with a unit in brackets if you "
         "like. Case, blanks and such a unit are no part of a name: two inputs of one item must differ in more. "
         "`pingxing form` makes a blank sheet."}));
    line("");
    line(
        word({"办公室里的表也照样读:表头上面有标题,表头有两行,表头在另一张工作表,表尾有合计、平均、签字,"
              "旁边有序号、总分、名次、备注等列;"
              "没有 `编号` `名称` `分组` `类别` 而有 `工号` `单位名称` `姓名` `企业类别` "
              "一类的,就用它们。没有读的行和列、当作什么的列,都有一条提示。"
              "编号、分组、类别、名称只差全半角、大小写、空格的算同一个;两个编号只差这些的,"
              "不收。几张工作表都有对象的、有隐藏的行和列的,不收,会说是哪些。",
              "Tables as offices keep them are read too: titles above the header, a header in two rows or on another "
              "sheet, sums, means and signatures below, columns of serial numbers, totals, ranks and notes beside; "
              "where there is no `id`, `name`, `pool` or `kind`, what stands for it (staff id, unit name, category). "
              "Rows and columns that are left out, and what was taken for what, are remarked on. Ids, pools, kinds and "
              "names that differ in width, case or blanks only are one; two ids that do are refused. So are several "
              "sheets with subjects, and hidden rows and columns, by name."}));
    line("");
    head({{"数据", "input"}, {"写法", "how it is written"}});
    row({word({"是否", "yes/no"}),
         word({"是/否、有/无、√/×、达标/未达标、yes/no、true/false、1/0", "yes/no, y/n, true/false, 1/0, √/×"})});
    row({word({"次数", "count"}),
         word({"整数;后面可带单位:3次、1,200", "a whole number; its unit may follow: 3 items, 1,200"})});
    row({word({"数、评分", "number, points"}),
         word({"8.5;按比例折算的也可写 98% 或 187/200(占满分的几成);其他的不写分数",
               "8.5; what is scaled from full marks may be 98% or 187/200 of them; "
               "others take no fractions"})});
    row({word({"百分数", "per cent"}), word({"93.5、93.5% 或 187/200;0.98 会问是98%还是0.98%",
                                             "93.5, 93.5% or 187/200; 0.98 is asked about: 98% or 0.98%"})});
    row({word({"多次、选票", "samples, ballots"}),
         word({"9;8;10,或两列:`…合计` 和 `…次数`(`…_sum` `…_n`);要去掉最高和最低的,只能逐个写",
               "9;8;10, or two columns: `…_sum` and `…_n`; where the highest and lowest are left out, one by one "
               "only"})});
    row({word({"选项", "choices"}),
         word({"名称,几项用;隔开,都没有写“无”", "their names, several separated by ;, “none” for none"})});
    line("");
    line(word(
        {"空格是缺项,不是0(方案写了“空白:0”的次数和情形除外):缺项的对象待定,总分给出区间。全角数字照读;"
         "公式用表格软件上次算出的值,并提示是哪些格;"
         "“无”“—”要写成0或留空;"
         "字母O、日期、说明文字都会指出来,不猜。",
         "An empty cell is missing, not 0 (but where the scheme says so of what may happen, “blank: 0”): its subject "
         "is pending and its total an interval. Full-width digits "
         "are read; a formula is the value that it came to last, with a remark; “none” and “—” have to become 0 or "
         "empty; the letter O, dates and remarks are pointed out, never guessed at."}));
  }

  Language language_;
  std::string out_;
};

}  // namespace

std::string language_manual(Language language) { return Manual(language).write(); }

const std::vector<ConditionRow>& condition_rows() {
  static const std::vector<ConditionRow> rows = {
      {{"区间,或总分加区间", "an interval, or total and an interval"},
       {"总分", "the total"},
       {"90分以上", "total 90 or more"}},
      {{"每项加区间", "each item and an interval"},
       {"每个适用的指标", "every item that applies"},
       {"每项8分以上", "each item 8 or more"}},
      {{"各项平均加区间", "items on average and an interval"},
       {"各指标得分的平均", "the mean of the items"},
       {"各项平均4分以下", "items on average 4 or less"}},
      {{"每部分加区间", "each section and an interval"},
       {"最外层的各部分", "every outermost section"},
       {"每部分8分以上", "each section 8 or more"}},
      {{"第几项加区间", "item, its number and an interval"},
       {"一个指标的得分", "the score of an item"},
       {"第1项超过8分", "item 1 above 8"}},
      {{"指标、部分或数据项的名称加区间", "name of an item, section or input and an interval"},
       {"它的得分或数值", "its score or value"},
       {"满意率90%以上", "satisfaction 90% or more"}},
      {{"等次", "a grade"}, {"先要达到另一等次", "another grade first"}, {"达标", "approved"}},
      {{"上期加等次", "grade and last round"},
       {"本期之前那一期的等次,后果中也是", "the grade of the round before this one, in consequences too"},
       {"上期五星级", "gold last round"}},
      {{"连续几期加等次", "grade for so many rounds"},
       {"最近几期一直是该等次;后果中连本期在内,其他各处到上期为止",
        "it has been so in the last rounds: in consequences this one included, elsewhere up to the round before"},
       {"连续2期四星级以上", "silver or better for 2 rounds"}},
      {{"连续几期未晋级", "no rise for so many rounds"},
       {"最近几期等次没有上升;后果中连本期在内,其他各处到上期为止",
        "the grade has not risen: in consequences up to this round, elsewhere up to the round before"},
       {"连续2期未晋级", "no rise for 2 rounds"}},
  };
  return rows;
}

}  // namespace pingxing::service
