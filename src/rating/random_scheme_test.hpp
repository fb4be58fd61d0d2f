// Random schemes with random facts, for property tests: every sentence form in every kind of section, nested and with
// caps, kinds, exemptions, ledgers, gaps in bands, vetoes, quotas, ties, history; in documents without errors.
#pragma once
#include <rapidcheck.h>

#include <algorithm>
#include <string>

#include "rating/random_facts_test.hpp"
#include "rating/score.hpp"
#include "scheme/parse.hpp"

namespace pingxing::rating {

struct RandomCase {
  std::string text;
  scheme::Scheme scheme;
  Facts facts;
  History history;
};

/// Writes the document line by line.
class RandomScheme {
 public:
  explicit RandomScheme(bool is_columnar) : is_columnar_(is_columnar), has_kinds_(one_in(is_columnar ? 3 : 2)) {}

  std::string text() {
    properties();
    for (int k = 0, n = between(1, 3); k < n; ++k) section(2);
    if (has_bonus_) bonus(2);
    if (one_in(3)) out_ += "\n## 加分二\n\n### 加分" + cap() + "\n\n- 加甲:每次加1分\n";
    if (one_in(is_columnar_ ? 40 : 3)) deductions(2);
    if (one_in(is_columnar_ ? 40 : 4)) ledger();
    measures();
    grading();
    return out_;
  }

 private:
  void properties() {
    out_ = "# 随机方案\n\n对象:组织\n类别:甲类、乙类\n等次:五星级、四星级、三星级、二星级\n";
    out_ += absent(10, "");
    if (coin()) out_ += "降级累计:逐条累计\n";
    if (coin()) out_ += "同分处理:都进\n";
    if (coin()) out_ += "名额取整:至少一个\n";
    if (coin()) out_ += "名额基数:有资格的\n";
    if (coin()) out_ += "最高等次免晋级:否\n";
    if (!is_columnar_ && coin())
      out_ += "小数:1,四舍五入," + std::string(one_in(3) ? "各项和总分" : coin() ? "各项" : "总分") + "\n";
    if (has_bonus_ && coin()) out_ += "加分计入定级:否\n";
    if (one_in(is_columnar_ ? 40 : 4)) out_ += "总分可为负:" + std::string(coin() ? "否\n" : "是\n");
  }

  /// Kinds that share some with those of the parts around: what is for nobody is refused.
  [[nodiscard]] std::string own_kinds() const {
    if (!has_kinds_ || !one_in(5)) return "";
    const std::string own = coin() ? "甲类" : coin() ? "乙类" : "甲类、乙类";
    return outer_.empty() || own.find(outer_) != own.npos ? own : "甲类、乙类";
  }
  [[nodiscard]] static std::string line_of(const std::string& kinds, const std::string& indent) {
    return kinds.empty() ? "" : indent + "- 适用:" + kinds + "\n";
  }
  [[nodiscard]] std::string kinds(const std::string& indent) const { return line_of(own_kinds(), indent); }
  /// For what stands inside: the one kind that is left, or nothing for both.
  [[nodiscard]] std::string inside(const std::string& own) const {
    return !outer_.empty() ? outer_ : own == "甲类" || own == "乙类" ? own : "";
  }
  [[nodiscard]] static std::string cap() { return coin() ? "(最多" + std::to_string(between(1, 6)) + "分)" : ""; }

  /// A section with its items, and now and then sections inside it.
  void section(int level) {
    const bool is_shared = one_in(3), is_weighted = !is_columnar_ && !is_shared && one_in(4);
    const std::string title = "部分" + std::to_string(++sections_);
    const int shared_points = between(1, 12);
    out_ += "\n" + std::string(static_cast<std::size_t>(level), '#') + " " + title +
            (is_shared     ? "(" + std::to_string(shared_points) + "分)"
             : is_weighted ? "(" + std::to_string(between(10, 60)) + "%)"
                           : "") +
            "\n\n";
    const std::string own = own_kinds(), around = outer_;
    if (!own.empty()) out_ += line_of(own, "") + "\n";
    out_ += absent(12, "- ");
    outer_ = inside(own);
    if (!has_kinds_) tie_ = title;
    const bool has_items = is_shared || level == 4 || one_in(8) ? true : coin() || level > 2;
    if (is_shared) total_ += shared_points;
    if (has_items)
      for (int i = 0, n = between(1, 3); i < n; ++i) item(is_shared);
    if (level < 4 && (!has_items || one_in(is_columnar_ && is_shared ? 30 : 4)))
      for (int k = 0, n = between(1, 2); k < n; ++k) section(level + 1);
    outer_ = around;
  }

  /// What becomes of an item that is not applicable.
  [[nodiscard]] static std::string absent(int chance, const std::string& indent) {
    if (!one_in(chance)) return "";
    const std::string said[] = {"不计入满分", "按比例折算", "按比例折算到总分", "按比例折算到本部分其余各项",
                                "得满分",     "不得分"};
    return indent + "不适用时:" + said[between(0, 5)] + "\n";
  }

  /// What follows once an item is used up.
  [[nodiscard]] static std::string used_up(bool has_one_count) {
    const std::string amount = tenths(between(1, 30)), reach = coin() ? "追加" : "另从总分";
    if (has_one_count && coin()) return "   - 扣完后每再发生1次" + reach + "减" + amount + "分\n";
    return coin() ? "   - 扣完时" + reach + "减" + amount + "分\n"
                  : "   - 扣完后超出的部分从" + std::string(coin() ? "总分" : "本部分") + "减\n";
  }

  void item(bool is_shared) {
    int points = between(1, 10);
    const std::string id = std::to_string(++items_);
    if (!is_shared && one_in(is_columnar_ ? 40 : 8)) {
      parts(id);
      return;
    }
    out_ += id + ". 指标" + id + (is_shared ? "" : "(" + std::to_string(points) + "分)") + "\n";
    if (!is_shared) total_ += points;
    out_ += kinds("   ") + absent(5, "   - ");
    const bool is_used_up = !is_shared && one_in(is_columnar_ ? 60 : 5), is_counted = is_used_up && one_in(3);
    if (is_counted)
      out_ += "   - 数" + id + "之0:每次减" + tenths(between(3, 30)) + "分\n";
    else if (one_in(is_columnar_ ? 40 : 8))
      together(id);
    else
      for (int r = 0, n = between(0, 3); r < n; ++r) rule("数" + id + "之" + std::to_string(r), points);
    if (is_used_up) out_ += used_up(is_counted);
    if (!is_used_up && one_in(5)) out_ += "   - 可为负\n";
    if (one_in(12)) out_ += "   - 范围:" + std::string(coin() ? "0至5" : "2至8") + "\n";
  }

  /// An item whose rules have points of their own.
  void parts(const std::string& id) {
    const bool gives = coin();
    std::string rules;
    int points = 0;
    for (int r = 0, n = between(2, 3); r < n; ++r) {
      const int part = between(1, 4);
      const std::string giving[] = {"满足得满分,否则不得分", "满分100,按比例折算", "每次加1分", "是得满分;否得一半",
                                    "90%以上得满分;60%以上不满90%得一半;不满60%不得分"};
      const std::string taking[] = {"每次减0.5分", "减1分", "不得分", "低于95%后每2%减1分",
                                    "90%以上得满分;60%以上不满90%减1分;不满60%不得分"};
      const std::string name = "数" + id + "之" + std::to_string(r);
      rules += "   - " + name + "(" + std::to_string(part) + "分):" + (gives ? giving : taking)[between(0, 4)] + "\n";
      if (!gives && one_in(5)) rules += "   - " + name + "免:不减分\n";
      points += part;
    }
    total_ += points;
    out_ += id + ". 指标" + id + "(" + std::to_string(points) + "分)\n" + kinds("   ") + absent(6, "   - ") + rules;
    if (one_in(5)) out_ += "   - 可为负\n";
  }

  /// The forms that look at a line, an answer, a level or a place.
  [[nodiscard]] std::string newer(int form, const std::string& amount, const std::string& whole) const {
    const std::string line = std::to_string(between(1, 9)) + "0%";
    switch (form) {
      case 21:
        return coin() ? "低于" + line + "后每" + std::to_string(between(1, 5)) + "%减" + amount + "分"
                      : "低于4后每2减" + amount + "分";
      case 22:
        return is_columnar_ || coin() ? "省减3分、市减2分、县减1分," + std::string(coin() ? "取最高" : "累计")
                                      : "应达" + line + ",每少1个百分点减" + amount + "分";
      case 23:
        return coin() ? "超过" + std::to_string(between(1, 4)) + "后每" + std::to_string(between(1, 2)) + "加" +
                            amount + "分"
                      : "每2次加" + amount + "分";
      case 24:
        return coin() ? "是得满分;否得一半" : "是得" + amount + "分;否得0.5分";
      case 25:
        return coin() ? "是得满分;否减" + amount + "分" : "是减" + amount + "分;否不得分";
      case 26:
        return "优得" + whole + "分;良得一半;差" + (coin() ? "不得分" : "得0分");
      case 27:
        return "第1名得满分;第2至3名得" + whole + "分;其余得一半";
      case 28:
        return coin() ? "90%以上得满分;其余得一半" : "90%以上得满分;80%以上不满90%减" + amount + "分;其余不得分";
      case 29:
        return "按比例得分";
      case 31:
        return "每次酌情" + std::string(coin() ? "减" : "加") + std::to_string(between(0, 1)) + "至" +
               std::to_string(between(1, 3)) + "分";
      case 32:
        return "优得" + whole + "分;良得0.5分;差减" + amount + "分";
      default:
        return "酌情加" + std::to_string(between(0, 1)) + "至" + whole + "分";
    }
  }

  /// A cap of each period or key.
  [[nodiscard]] static std::string inner() {
    const std::string of[] = {"每月", "每周", "每季度", "每半年", "每天", "每户"};
    return "," + of[between(0, 5)] + "最多" + tenths(between(2, 30)) + "分";
  }

  /// Rules that share such a cap, on a line of its own.
  void together(const std::string& id) {
    const bool gives = coin();
    const std::string giving[] = {"每次加1分", "每次得0.5分", "每次酌情加1至2分"};
    const std::string taking[] = {"每次减0.5分", "每项减1分", "每次酌情减1至3分"};
    for (int r = 0, n = between(2, 3); r < n; ++r) {
      const std::string name = "同数" + id + "之" + std::to_string(r);
      out_ += "   - " + name + ":" + (gives ? giving : taking)[between(0, 2)] + "\n";
      if (!gives && one_in(4)) out_ += "   - " + name + "免:不减分\n";
    }
    out_ += "   - " + inner().substr(1) + "\n";
  }

  void rule(const std::string& name, int points) {
    const std::string amount = tenths(between(1, 15)), whole = std::to_string(points);
    std::string rule;
    const int form =
        one_in(3) ? between(is_columnar_ && !one_in(20) ? 22 : 21, 32) : between(0, is_columnar_ ? 17 : 20);
    const bool deducts = form <= 6 || form == 21 || form == 22, voids = form == 7 || form == 8;
    switch (form) {
      case 0:
        rule = "每项减" + amount + "分";
        break;
      case 1:
        rule = "减" + amount + "分";
        break;
      case 2:
        rule = "不满足减" + amount + "分";
        break;
      case 3:
        rule = "应达" + std::to_string(between(1, 6)) + "次,每少1次减" + amount + "分";
        break;
      case 4:
        rule = coin() ? "每超过" + std::to_string(between(1, 5)) + "%减" + amount + "分"
                      : "超过" + std::to_string(between(0, 9)) + "%后每2%减" + amount + "分,不足2%按2%计";
        break;
      case 5:
        rule = "酌情减0至" + std::to_string(between(1, 3)) + "分";
        break;
      case 6:  // gaps and overlaps among them
        rule = coin() ? "超过85%不减分;60%至85%减" + amount + "分;不满60%不得分"
                      : "90%以上不减分;70%至80%减" + amount + "分;60%至75%减1分;不满50%不得分";
        break;
      case 7:
        rule = "不得分";
        break;
      case 8:
        rule = "不满足不得分";
        break;
      case 9:
        rule = "满足得满分,否则不得分";
        break;
      case 10:
        rule = "90%以上得" + whole + "分;80%以上不满90%得" + tenths(between(0, 10 * points)) + "分;不满80%不得分";
        break;
      case 11:
        rule =
            coin() ? "85%以上得" + whole + "分;80%至85%得1分;不满70%不得分" : "90%以上得满分;不满90%减" + amount + "分";
        break;
      case 12:
        rule = "省加3分、市加2分、县加1分," + std::string(coin() ? "取最高" : "累计");
        break;
      case 13:
        rule = std::string(coin() ? "每次得" : "每次加") + amount + "分";
        break;
      case 14:
        rule = std::string(coin() ? "完成得" : "加") + amount + "分";
        break;
      case 15:
        rule = "酌情得" + std::to_string(between(0, 1)) + "至" + whole + "分";
        break;
      case 16:
        rule = "满分" + std::string(coin() ? "100" : "50") + ",按比例折算";
        break;
      case 17:
        rule = "多次平均,90%以上得" + whole + "分;80%以上不满90%得1分;不满80%不得分";
        break;
      case 18:
        rule = "满分30,按比例折算";
        break;
      case 19:
        rule = "甲" + name + "票60%、乙" + name + "票40%";
        break;
      case 21:
      case 22:
      case 23:
      case 24:
      case 25:
      case 26:
      case 27:
      case 28:
      case 29:
      case 30:
      case 31:
      case 32:
        rule = newer(form, amount, whole);
        break;
      default:
        rule = "多次平均,超过85%不减分;60%至85%减" + amount + "分;不满60%不得分";
        break;
    }
    const bool takes = deducts || form == 20;
    if ((takes || (voids && one_in(4))) && one_in(3)) rule = (coin() ? "另从总分" : "追加") + rule;
    if ((form == 0 || form == 3 || form == 4 || form == 12 || form == 13 || form == 17 || form == 21 || form == 23) &&
        coin())
      rule += ",最多" + tenths(between(1, 20)) + "分";
    if ((form == 0 || form == 13 || form == 31) && one_in(is_columnar_ ? 30 : 3)) rule += inner();
    if (form == 17 && coin()) rule += ",没有样本得" + std::to_string(between(0, 2)) + "分";
    if (has_kinds_ && one_in(form < 9 ? 4 : 12)) rule += std::string(",仅适用") + (coin() ? "甲类" : "乙类");
    out_ += "   - " + name + ":" + rule + "\n";
    for (int e = 0; e < 2 && (takes || voids) && one_in(4); ++e)
      out_ += "   - " + name + "免" + std::to_string(e) + ":不减分" +
              (has_kinds_ && !is_columnar_ && one_in(6) ? ",仅适用甲类" : "") + "\n";
  }

  /// A bonus section, its lines, and bonus sections inside it, each with its cap.
  void bonus(int level) {
    out_ += "\n" + std::string(static_cast<std::size_t>(level), '#') + " 加分" +
            (level == 2 ? "" : std::to_string(++bonuses_)) + cap() + "\n\n";
    const std::string own_ones = own_kinds(), around = outer_;
    out_ += line_of(own_ones, "");
    outer_ = inside(own_ones);
    const int own = ++bonuses_;
    for (int i = 0, n = between(level == 2 ? 0 : 1, 2); i < n; ++i) {
      const std::string forms[] = {"加" + tenths(between(5, 40)) + "分",
                                   "每次加0.5分,最多2分",
                                   "每次加1分",
                                   "省加3分、市加2分,累计",
                                   "省加3分、市加2分,取最高",
                                   "酌情得1至3分",
                                   "90%以上得2分;70%以上不满80%得1分;不满50%不得分",
                                   "完成得1分",
                                   "超过2后每2加1分",
                                   "酌情加1至3分",
                                   "是得2分;否得1分",
                                   "每次酌情加1至3分",
                                   "每次加0.5分,每月最多1分,最多3分"};
      out_ += "- 加分项" + std::to_string(own) + "之" + std::to_string(i) + ":" +
              forms[between(0, is_columnar_ && !one_in(20) ? 11 : 12)] +
              (has_kinds_ && one_in(8) ? ",仅适用乙类" : "") + "\n" + kinds("  ");
    }
    if (level < 4 && coin())
      for (int k = 0, n = between(1, 2); k < n; ++k) bonus(level + 1);
    outer_ = around;
  }

  /// What is taken from the total, with caps, sections inside it, and kinds.
  void deductions(int level) {
    out_ += "\n" + std::string(static_cast<std::size_t>(level), '#') + " 扣分" +
            (level == 2 ? "" : std::to_string(++bonuses_)) + cap() + "\n\n";
    const std::string own_ones = own_kinds(), around = outer_;
    out_ += line_of(own_ones, "");
    outer_ = inside(own_ones);
    const int own = ++bonuses_;
    for (int i = 0, n = between(1, 2); i < n; ++i) {
      const std::string forms[] = {"减" + tenths(between(5, 40)) + "分",
                                   "每次减0.5分,最多2分",
                                   "不满足减1分",
                                   "低于90%后每5%减1分",
                                   "超过2后每2减1分",
                                   "省减3分、市减2分,取最高",
                                   "酌情减1至3分",
                                   "每次酌情减1至2分",
                                   "应达4次,每少1次减0.5分"};
      out_ += "- 扣分项" + std::to_string(own) + "之" + std::to_string(i) + ":" + forms[between(0, 8)] +
              (has_kinds_ && one_in(8) ? ",仅适用乙类" : "") + "\n" + kinds("  ");
    }
    if (level < 4 && one_in(3)) deductions(level + 1);
    outer_ = around;
  }

  /// Bad points beside the score, and what follows from them.
  void ledger() {
    out_ += "\n## 记分" + std::string(one_in(3) ? "(满9分降一级)" : "") + "\n\n- 记甲:每次记3分\n" + kinds("  ");
    if (coin()) out_ += "- 记乙:记6分\n";
    if (coin()) out_ += "\n### 严重\n\n- 记丙:每次记2分,最多4分\n";
    const std::string follows[] = {"取消资格", "最高三星级", "不得评五星级", "降二级", "约谈"};
    for (const std::string at : {"6", "12", "15"})
      if (coin()) out_ += "- 满" + at + "分" + follows[between(0, 4)] + "\n";
    if (one_in(3)) out_ += "- 每记3分扣50元\n";
  }

  [[nodiscard]] std::string ground_kinds(const std::string& indent) const {
    return is_columnar_ && !one_in(20) ? "" : kinds(indent);
  }

  void measures() {
    out_ += "\n## 资格\n\n- 受处分:取消资格\n" + ground_kinds("  ") +
            "- 在册:不满足不参评\n\n## 一票否决\n\n- 出事故:最高三星级\n" + ground_kinds("  ") +
            "- 欠费月数:满3个月不得评四星级以上\n\n## 降级(降一级)\n\n" + ground_kinds("") + "- 甲情形\n- 乙情形\n";
    if (!is_columnar_ && coin())
      out_ += std::string("- ") + (coin() ? "上期四星级以上" : coin() ? "连续2期未晋级" : "连续2期三星级以下") + "\n";
    if (!is_columnar_ && coin())
      out_ += "\n## 后果\n\n- 上期四星级以上:甲\n- 连续2期未晋级:乙\n- 连续2期四星级以上:丙\n- 五星级:丁\n";
    if (!is_columnar_ && one_in(3)) out_ += "\n## 否决\n\n- 重大问题:总分记0分\n" + ground_kinds("  ");
  }

  void grading() {
    const int four = total_ / 3, five = 2 * total_ / 3;
    out_ += "\n## 定级\n\n";
    if (one_in(4))  // P-2: who is not among the first is asked what the next grades ask
      out_ += "- 五星级:前" + std::to_string(between(1, 3)) + "名\n";
    else
      out_ += "- 五星级:" + std::to_string(five) + "分以上" + (coin() ? ",四星级" : "") +
              (one_in(4) ? ",第1项" + std::to_string(between(0, 3)) + "分以上" : "") + "\n";
    out_ += "- 四星级:" + std::to_string(four) + "分以上" + (one_in(3) ? "不满" + std::to_string(five) + "分" : "") +
            (one_in(4) ? ",第1项" + std::to_string(between(0, 2)) + "分以上" : "") + "\n- 三星级:不满" +
            std::to_string(four) + "分\n";
    if (one_in(3)) out_ += "- 四星级以下:各项平均" + tenths(between(0, 30)) + "分以下\n";
    if (one_in(6)) out_ += "- 四星级以下:每项" + tenths(between(5, 30)) + "分以下\n";
    if (coin()) out_ += "- 五星级:不超过" + std::to_string(between(0, 40)) + "%\n";
    if (coin())
      out_ += "- 四星级" + std::string(coin() ? "以上" : "") + ":最多" + std::to_string(between(0, 3)) + "个\n";
    if (!tie_.empty() && coin()) out_ += "- 同分:比较" + tie_ + (coin() ? "、1" : "") + "\n";
  }

  bool is_columnar_, has_kinds_, has_bonus_ = coin();
  int sections_ = 0, items_ = 0, bonuses_ = 0, total_ = 0;
  std::string tie_, outer_, out_;
};

inline std::string random_scheme(bool is_columnar) { return RandomScheme(is_columnar).text(); }

inline RandomCase random_case(bool is_columnar, std::size_t subjects, bool has_missing) {
  RandomCase made;
  made.text = random_scheme(is_columnar);
  auto parsed = scheme::parse_scheme(made.text, "random.md");
  std::string problems;
  for (const auto& problem : parsed.problems.kept()) problems += problem.line(Language::Chinese) + "\n";
  if (!problems.empty()) RC_LOG() << made.text;
  RC_ASSERT(problems == std::string());
  made.scheme = std::move(parsed.scheme);
  made.facts = random_facts(made.scheme, subjects, has_missing);
  made.history = random_history(made.facts);
  return made;
}

}  // namespace pingxing::rating
