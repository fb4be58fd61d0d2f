// pingxing verify: whether the record of a database holds, without a server.
#include <cstdio>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "office/verify_record.hpp"
#include "serve/serve.hpp"
#include "store/database.hpp"

namespace pingxing::serve {

namespace {

void print(const std::vector<Refusal>& all, Language language) {
  for (const auto& one : all) std::printf("  %s %s\n", std::string(one.code()).c_str(), one.says(language).c_str());
}

void print(const office::RecordFindings& found, Language language) {
  const bool is_zh = language == Language::Chinese;
  const auto line = [&](const char* zh, const char* en, const std::string& value) {
    std::printf("%s%s\n", is_zh ? zh : en, value.c_str());
  };
  line(
      found.holds() ? "记录完整" : "记录不完整:", found.holds() ? "The record holds" : "The record does not hold:", "");
  print(found.faults, language);
  print(found.remarks, language);
  line("日志最后一行:", "last row of the journal: ", store::text_of(found.head));
  line("核对的数据行:", "rows compared: ", std::to_string(found.rows));
  if (found.sealed_from > 0) line("封存起点(日志行号):", "vouched for since row ", std::to_string(found.sealed_from));
  if (found.erased > 0) line("内容已删除的日志行:", "entries whose words were erased: ", std::to_string(found.erased));
}

}  // namespace

int verify(const VerifyOptions& options, Language language, const VerifySteps& steps) {
  const auto kept = office::kept_head_of(options.head);
  if (!kept) {
    steps.end();
    std::fprintf(stderr, "%s %s\n", std::string(kept.refusal().code()).c_str(), kept.refusal().says(language).c_str());
    return 2;
  }
  const auto database = store::Database::open_to_read(options.database);
  SystemClock clock;
  SystemRandom random;
  office::SecretFolder secrets(options.secrets_folder);
  const auto found = office::verify_record({*database, clock, random},
                                           options.secrets_folder.empty() ? nullptr : &secrets, *kept, steps.step);
  steps.end();
  if (options.is_json)
    std::printf("%s\n", office::json_of(found).dump().c_str());
  else
    print(found, language);
  return found.holds() ? 0 : 1;
}

}  // namespace pingxing::serve
