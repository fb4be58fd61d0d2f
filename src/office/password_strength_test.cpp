#include "office/password_strength.hpp"

#include <gtest/gtest.h>

namespace pingxing::office {
namespace {

std::size_t guesses(const std::string& password) { return guesses_needed(password, {"zhangsan", "张三丰", "晨光局"}); }

TEST(PasswordStrength, WhatEverybodyTriesCountsAsOne) {
  for (const char* weak : {"password1234",
                           "Password@123",
                           "P@ssw0rd2026",
                           "admin@123456",
                           "Admin123!@#",
                           "123456789012",
                           "abcdefghijkl",
                           "aaaaaaaaaaaa",
                           "abababababab",
                           "qwertyuiop12",
                           "1qaz2wsx3edc",
                           "zxcvbnm,.123",
                           "zhangsan1990",
                           "ZhangSan20260101",
                           "张三丰20260101",
                           "晨光局晨光局晨光局",
                           "woaini1314520",
                           "一二三四五六七八九十一二",
                           "密码密码密码密码密码密码",
                           "１２３４５６７８９０１２",
                           "ｐａｓｓｗｏｒｄ１２３４",
                           "iloveyou2000!!",
                           "987654321000"})
    EXPECT_LT(guesses(weak), 8U) << weak;
}

TEST(PasswordStrength, WordsTogetherAreHard) {
  for (const char* strong :
       {"correct horse battery", "mimi-changdian", "a long enough password", "雨后的小巷有三只猫跑过", "tX9#kq2Lm0vR",
        "pingxing-demolition-derby", "春眠不觉晓处处闻啼鸟"})
    EXPECT_GE(guesses(strong), 8U) << strong << " " << guesses(strong);
}

TEST(PasswordStrength, OddBytesAreNoWayRound) {
  EXPECT_EQ(guesses(""), 0U);
  EXPECT_LT(guesses(std::string(40, '\xff')), 8U);
  EXPECT_LT(guesses("\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80"), 8U);  // one sign, four times
}

}  // namespace
}  // namespace pingxing::office
