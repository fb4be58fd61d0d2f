#include "scheme/sentences.hpp"

#include <gtest/gtest.h>

namespace pingxing::scheme {
namespace {

std::optional<Sentence> read(std::string_view text) {
  SentenceContext yearly;
  yearly.period = Period::Year;
  return parse_sentence(Line(text, 1).text(), yearly);
}

TEST(Sentences, EveryRowReadsItsOwnExamplesAndWritesThemBack) {
  for (const auto& row : sentence_rows()) {
    for (auto language : {Language::Chinese, Language::English}) {
      const std::string example(row.example.in(language));
      const auto sentence = read(example);
      ASSERT_TRUE(sentence) << example;
      EXPECT_EQ(sentence->rule.form, row.form) << example;
      // What is asked for in several periods, and what may be added, is said in short.
      if (row.variant == 1 && (row.form == Form::DeductEach || row.form == Form::Judged)) continue;
      EXPECT_EQ(say_rule(sentence->rule, language), example);
    }
  }
  for (const auto& row : modifier_rows()) {
    for (auto language : {Language::Chinese, Language::English}) {
      const std::string example(row.example.in(language));
      const auto sentence = read(example);
      ASSERT_TRUE(sentence) << example;
      if (row.kind != ModifierRow::Kind::Floor && row.kind != ModifierRow::Kind::BelowZero)
        EXPECT_EQ(say_rule(sentence->rule, language), example);
    }
  }
}

TEST(Sentences, TheTwoLanguagesOfARowMeanTheSame) {
  for (const auto& row : sentence_rows()) {
    const auto zh = read(row.example.zh);
    const std::string in_english = say_rule(zh->rule, Language::English);
    const auto en = read(in_english);
    ASSERT_TRUE(en) << in_english;
    EXPECT_EQ(en->rule.form, zh->rule.form);
    EXPECT_EQ(en->rule.amount, zh->rule.amount) << in_english;
    EXPECT_EQ(en->rule.bands, zh->rule.bands) << in_english;
    EXPECT_EQ(en->rule.required, zh->rule.required) << in_english;
    EXPECT_EQ(en->rule.per, zh->rule.per) << in_english;
    EXPECT_EQ(en->rule.over, zh->rule.over) << in_english;
  }
}

TEST(Sentences, TheWordsOfRealNotices) {
  const std::vector<std::pair<const char*, Form>> cases = {
      {"每少一次减0.5分", Form::DeductEach},
      {"每缺一项扣2分,扣完为止", Form::DeductEach},
      {"扣1分/次", Form::DeductEach},
      {"每项减去0.2分,减完为止", Form::DeductEach},
      {"每人次减1分", Form::DeductEach},
      {"每2次减1分", Form::Steps},
      {"每少2次减1分", Form::Steps},
      {"每超过1%减1分", Form::Steps},
      {"应达4次,每缺1次扣0.5分", Form::Shortfall},
      {"没有的减1分", Form::DeductUnless},
      {"不得分", Form::Void},
      {"否则不得分", Form::VoidUnless},
      {"达到要求的得满分,达不到要求的不得分", Form::MetOrNot},
      {"90%以上的得满分;85%以上不满90%的得4分;不满85%的不得分", Form::Bands},
      {"100%得1分", Form::Bands},
      {"不满10%减2分", Form::Bands},
      {"2篇以上得1分;1篇得0.5分;0篇不得分", Form::Bands},
      {"中央、自治区、市、县、本级分别加5、4、3、2、1分,累计", Form::Levels},
      {"党员票60%、服务对象票40%", Form::Ballot},
      {"另从总分每次减1分", Form::DeductEach},
      {"追加减2分", Form::DeductOnce},
      {"酌情扣1至3分", Form::JudgedDeduction},
      {"因公外出不减分", Form::DeductOnce}};
  for (const auto& [text, form] : cases) {
    const auto sentence = read(text);
    if (std::string_view(text) == "因公外出不减分") {
      EXPECT_FALSE(sentence) << text;  // the name stands before a colon
      continue;
    }
    ASSERT_TRUE(sentence) << text;
    EXPECT_EQ(sentence->rule.form, form) << text;
  }
}

TEST(Sentences, AListOfKindsHasCommasOfItsOwn) {
  using Names = std::vector<std::string>;
  const auto kinds_of = [](std::string_view text) {
    const auto sentence = read(text);
    return sentence ? sentence->rule.kinds : Names();
  };
  const Names two = {"farms", "mills"};
  EXPECT_EQ(kinds_of("each deducts 1, only for farms, mills"), two);
  EXPECT_EQ(kinds_of("each deducts 1, at most 3, only for farms, mills"), two);
  EXPECT_EQ(kinds_of("each deducts 1, only for farms, mills, at most 3"), two);
  EXPECT_EQ(kinds_of("mean of samples, scaled from 100, only for farms, mills, 0 without samples"), two);
  EXPECT_EQ(kinds_of("90% or more scores 2; below 90% scores 0, only for farms, mills"), two);
  EXPECT_EQ(kinds_of("每次减1分,仅适用甲类,乙类"), (Names{"甲类", "乙类"}));
}

TEST(Sentences, RefusesWhatItDoesNotUnderstand) {
  for (const auto* text :
       {"", "酌情", "每项减分", "减一点分", "90%得", "每项减0.2分,不知道", "加5、4分", "甲、乙、丙分别加5、4分,累计",
        "满分0,按比例折算", "减-1分", "每0%减1分", "90%以上得2分;随便"})
    EXPECT_FALSE(read(text)) << text;
}

}  // namespace
}  // namespace pingxing::scheme
