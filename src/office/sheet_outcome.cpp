#include "office/sheet_outcome.hpp"

#include <algorithm>

namespace pingxing::office {

namespace {

Json json_of(const CellNow& now) {
  return {{"fact", now.fact_id}, {"value", now.value}, {"reason", now.reason}, {"by", now.by}, {"at", now.at}};
}

}  // namespace

Json outcome_of(const Imported& imported) {
  Json outcome{{"changed", imported.changed}, {"unchanged", imported.unchanged}, {"kept", imported.kept}};
  outcome["remarks"] = outcome_of(imported.remarks);
  return outcome;
}

Json outcome_of(const SheetClashes& clashes, std::size_t count) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < std::min(count, clashes.all.size()); ++i) {
    const auto& one = clashes.all[i];
    rows.push_back({{"subject", one.subject_id},
                    {"code", one.code},
                    {"name", one.name},
                    {"input", one.input},
                    {"cell", one.place.cell},
                    {"place", one.place.text()},
                    {"yours", one.yours},
                    {"your_reason", one.your_reason},
                    {"now", json_of(one.now)}});
  }
  return rows;
}

Json outcome_of(const Problems& problems) {
  using L = Language;
  Json rows = Json::array();
  for (const auto& one : problems.kept())
    rows.push_back({{"code", one.code()},
                    {"place", one.place.text()},
                    {"cell", one.place.cell},
                    {"is_error", one.is_error()},
                    {"zh", one.says(L::Chinese)},
                    {"en", one.says(L::English)},
                    {"mend_zh", one.mend(L::Chinese)},
                    {"mend_en", one.mend(L::English)}});
  return rows;
}

Json why_not_taken(const Problems& problems, const SheetClashes& clashes) {
  return {{"problems", outcome_of(problems)},
          {"clashes",
           {{"count", clashes.all.size()},
            {"fingerprint", clashes.fingerprint},
            {"rows", outcome_of(clashes, clashes_max)}}}};
}

}  // namespace pingxing::office
