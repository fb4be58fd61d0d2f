// Lists that are written in one breath, and figures of speech around rates and samples, as clauses that the sentences
// know. Part of rewording.hpp: each means the same wherever it stands.
#pragma once
#include <string>
#include <string_view>

namespace pingxing::scheme {

/// 前三名分别得10、8、6分 as 第1名得10分,第2名得8分,第3名得6分.
void spell_places(std::string& text);
/// 国家级5分,省级3分 and 核心期刊5分/篇 and 每处0.5分 with the verb that the section, or the rest of the line, says.
/// `is_of_each`: only where so much is said of each.
void spell_verb(std::string& text, std::string_view verb, bool is_of_each);
/// 在95%以上 as 95%以上; beside per cents, 1个点 as 1个百分点.
void plain_rates(std::string& text);
/// 每低于目标值1个百分点扣1分(目标值95%) with its target in place.
void set_target(std::string& text);
/// What stands in front of a rule and only says how things ought to be: 持证率100%,每发现1人无证扣1分 ·
/// 安全实行一票否决,发生事故的不得分.
void drop_demand(std::string& text);
/// 抽查3次,每发现1次不合格扣1分: how many are looked at changes nothing of what each takes.
void drop_samples(std::string& text);

}  // namespace pingxing::scheme
