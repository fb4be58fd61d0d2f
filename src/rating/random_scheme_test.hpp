// Random schemes with random facts, for property tests: every sentence form, sections, pools, kinds, bonus, vetoes,
// demotions, quotas and ties, in documents that parse without errors.
#pragma once
#include <rapidcheck.h>

#include <string>

#include "rating/facts.hpp"
#include "scheme/parse.hpp"

namespace pingxing::rating {

struct RandomCase {
  std::string text;
  scheme::Scheme scheme;
  Facts facts;
};

inline int between(int low, int high) { return *rc::gen::inRange(low, high + 1); }
inline bool coin() { return *rc::gen::arbitrary<bool>(); }
inline std::string tenths(int n) { return Number::scaled(n, 1).exact(); }

inline std::string random_rule(const std::string& name, int points, bool is_duty, bool is_columnar) {
  const std::string amount = tenths(between(1, 15));
  std::string rule;
  const int form = is_duty ? between(0, 5) : between(0, is_columnar ? 14 : 17);
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
    case 6:
      rule = "不得分";
      break;
    case 7:
      rule = "不满足不得分";
      break;
    case 8:
      rule = "满足得满分,否则不得分";
      break;
    case 9:
      rule = "90%以上得" + std::to_string(points) + "分;80%以上不满90%得" + tenths(between(0, 10 * points)) +
             "分;不满80%不得分";
      break;
    case 10:
      rule = coin() ? "超过85%不减分;60%至85%减" + amount + "分;不满60%不得分"
                    : "85%以上得" + std::to_string(points) + "分;80%至85%得1分;不满70%不得分";
      break;
    case 11:
      rule = "省加3分、市加2分、县加1分," + std::string(coin() ? "取最高" : "累计");
      break;
    case 12:
      rule = "每次得" + amount + "分";
      break;
    case 13:
      rule = "完成得" + amount + "分";
      break;
    case 14:
      rule = "酌情得0至" + std::to_string(points) + "分";
      break;
    case 15:
      rule = "满分30,按比例折算";
      break;
    case 16:
      rule = "甲票60%、乙票40%";
      break;
    default:
      rule = "多次平均,90%以上得" + std::to_string(points) + "分;80%以上不满90%得1分;不满80%不得分";
      break;
  }
  if (form <= 5 && coin()) rule = (coin() ? "另从总分" : "追加") + rule;
  if ((form == 0 || form == 3 || form == 12) && coin()) rule += ",最多" + tenths(between(1, 20)) + "分";
  if (form == 17 && coin()) rule += ",没有样本得0分";
  if ((form == 0 || form == 2 || form == 6) && !is_duty && coin()) rule += ",仅适用甲类";
  return "   - " + name + ":" + rule + "\n" + (form <= 3 && coin() ? "   - " + name + "免:不减分\n" : "");
}

inline std::string random_scheme(bool is_columnar) {
  std::string text = "# 随机方案\n\n对象:组织\n类别:甲类、乙类\n等次:五星级、四星级、三星级、二星级\n";
  if (coin()) text += "降级累计:逐条累计\n";
  if (coin()) text += "同分处理:都进\n";
  if (coin()) text += "名额取整:至少一个\n";
  if (coin()) text += "名额基数:有资格的\n";
  if (!is_columnar && coin()) text += "小数:1,四舍五入," + std::string(coin() ? "各项" : "总分") + "\n";
  const bool has_bonus = coin();
  if (has_bonus && coin()) text += "加分计入定级:否\n";
  int id = 0, total = 0;
  const int sections = between(1, 3);
  std::string tie;
  for (int k = 0; k < sections; ++k) {
    const bool is_pool = between(0, 4) == 0, is_weighted = !is_columnar && !is_pool && between(0, 4) == 0;
    text += "\n## 部分" + std::string(1, static_cast<char>('A' + k)) +
            (is_pool       ? "(10分)"
             : is_weighted ? "(50%)"
                           : "") +
            "\n\n";
    if (between(0, 3) == 0)
      text += "- 适用:甲类\n\n";
    else if (!is_pool)
      tie = "部分" + std::string(1, static_cast<char>('A' + k));
    if (is_pool) total += 10;
    for (int i = 0, n = between(1, 4); i < n; ++i) {
      const int points = between(1, 10);
      ++id;
      text += std::to_string(id) + ". 指标" + std::to_string(id) +
              (is_pool ? "" : "(" + std::to_string(points) + "分)") + "\n";
      if (!is_pool) total += points;
      for (int r = 0, rules = is_pool ? between(1, 2) : between(0, 3); r < rules; ++r)
        text += random_rule("数" + std::to_string(id) + "之" + std::to_string(r), points, is_pool, is_columnar);
      if (!is_pool && between(0, 4) == 0) text += "   - 可为负\n";
    }
  }
  if (has_bonus)
    text += "\n## 加分(最多5分)\n\n- 创新:加" + tenths(between(5, 40)) + "分\n- 交流:每次加0.5分,最多2分\n";
  text +=
      "\n## 资格\n\n- 受处分:取消资格\n- 在册:不满足不参评\n\n## 一票否决\n\n- 出事故:最高三星级\n- "
      "欠费月数:满3个月不得评四星级以上\n\n## 降级(降一级)\n\n- 甲情形\n- 乙情形\n";
  const int four = total / 3, five = 2 * total / 3;
  text += "\n## 定级\n\n- 五星级:" + std::to_string(five) + "分以上" + (coin() ? ",四星级" : "") +
          "\n- 四星级:" + std::to_string(four) + "分以上\n- 三星级:不满" + std::to_string(four) + "分\n";
  if (coin()) text += "- 四星级以下:各项平均" + tenths(between(0, 30)) + "分以下\n";
  if (coin()) text += "- 五星级:不超过" + std::to_string(between(0, 40)) + "%\n";
  if (coin()) text += "- 四星级" + std::string(coin() ? "以上" : "") + ":最多" + std::to_string(between(0, 3)) + "个\n";
  if (!tie.empty() && coin()) text += "- 同分:比较" + tie + "\n";
  return text;
}

/// Facts for the scheme; few different values, so that ties and thresholds are hit.
inline Facts random_facts(const scheme::Scheme& s, std::size_t count, bool has_missing) {
  Facts facts;
  facts.count = count;
  const int pools = between(1, 4);
  for (int p = 0; p < pools; ++p) facts.pool_names.push_back("组" + std::to_string(p));
  for (std::size_t row = 0; row < count; ++row) {
    facts.ids.push("id" + std::to_string(row));
    facts.pools.push_back(static_cast<std::uint32_t>(between(0, pools - 1)));
    facts.kinds.push_back(static_cast<std::uint8_t>(between(0, 1)));
  }
  for (const auto& input : s.inputs) {
    InputColumn column;
    for (std::size_t row = 0; row < count; ++row) {
      const bool is_missing = has_missing && between(0, 40) == 0;
      const auto number = [&] {
        const int high =
            input.high ? static_cast<int>(std::min<std::int64_t>(input.high->floor().whole().value_or(6), 100)) : 6;
        switch (input.type) {
          case scheme::InputType::YesNo:
            return Number(between(0, 1));
          case scheme::InputType::Count:
            return Number(between(0, 7));
          case scheme::InputType::Percent:
            return coin() ? Number(std::int64_t(*rc::gen::element(0, 50, 60, 70, 80, 85, 90, 100)))
                          : Number::scaled(between(0, 1000), 1);
          case scheme::InputType::Choices:
            return Number(std::int64_t(between(0, 2)) | std::int64_t(between(0, 1)) << 4 |
                          std::int64_t(between(0, 1)) << 8);
          default:
            return coin() ? Number(between(0, high)) : Number::scaled(between(0, high * 2) * 5, 1);
        }
      };
      if (input.is_list && input.type != scheme::InputType::Choices) {
        const int samples = is_missing ? 0 : between(1, 3);
        Number sum;
        for (int k = 0; k < samples; ++k) sum += number();
        column.values.push_number(sum);
        column.counts.push(samples);
      } else if (is_missing) {
        column.values.push_missing();
      } else {
        // Now and then a fraction without an end, which no integer holds.
        const bool is_third = has_missing && input.type == scheme::InputType::Percent && between(0, 30) == 0;
        column.values.push_number(is_third ? Number::fraction(260, 3) : number());
      }
    }
    facts.inputs.push_back(std::move(column));
  }
  return facts;
}

inline RandomCase random_case(bool is_columnar, std::size_t subjects, bool has_missing) {
  RandomCase made;
  made.text = random_scheme(is_columnar);
  auto parsed = scheme::parse_scheme(made.text, "random.md");
  std::string problems;
  for (const auto& problem : parsed.problems.kept()) problems += problem.line(Language::Chinese) + "\n";
  RC_ASSERT(problems == std::string());
  made.scheme = std::move(parsed.scheme);
  made.facts = random_facts(made.scheme, subjects, has_missing);
  return made;
}

}  // namespace pingxing::rating
