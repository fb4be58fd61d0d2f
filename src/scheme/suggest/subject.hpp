// What a line is about: the words that name its input, without those that say what becomes of it.
#pragma once
#include <string>
#include <string_view>

#include "scheme/suggest/line_words.hpp"

namespace pingxing::scheme {

/// Of 每迟到一人次酌情予以扣罚1分: 迟到. Empty where nothing is left.
std::string subject_of(const LineWords& words);

/// What is counted one by one: 人次, report; empty where no word says it.
std::string unit_of(const LineWords& words);

}  // namespace pingxing::scheme
