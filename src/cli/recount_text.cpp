#include "cli/recount_text.hpp"

#include "base/text.hpp"
#include "cli/text_table.hpp"

namespace pingxing::cli {

namespace {

/// "优秀 6  合格 3"; of points the mean before it.
std::string marks_of(const service::RecountedRow& row) {
  std::string text;
  for (const auto& [mark, count] : row.marks)
    text += (text.empty() ? "" : "  ") + mark + (row.is_points ? "×" : " ") + std::to_string(count);
  return text;
}

TextTable table_of(const service::Recounted& recount, Language language) {
  const bool is_zh = language == Language::Chinese;
  TextTable table;
  table.columns = {{is_zh ? "对象" : "subject"},
                   {is_zh ? "项目" : "item"},
                   {is_zh ? "发出" : "issued", true},
                   {is_zh ? "收回" : "returned", true},
                   {is_zh ? "有效" : "valid", true},
                   {is_zh ? "弃权" : "abstained", true},
                   {is_zh ? "废票" : "spoiled", true},
                   {is_zh ? "平均" : "mean", true},
                   {is_zh ? "各档票数" : "marks", false, 60, true}};
  for (const auto& row : recount.rows) {
    const auto number = [](std::optional<std::int64_t> count) { return count ? std::to_string(*count) : "–"; };
    const std::string marks = row.is_withheld    ? (is_zh ? "票数太少,不公布" : "too few, withheld")
                              : row.is_recounted ? marks_of(row)
                                                 : marks_of(row) + (is_zh ? "(照公布)" : " (as published)");
    table.rows.push_back({{printable(row.subject)},
                          {printable(row.item)},
                          {number(row.issued)},
                          {number(row.returned)},
                          {number(row.valid)},
                          {number(row.abstained)},
                          {number(row.spoiled)},
                          {row.mean.empty() ? "–" : row.mean},
                          {printable(marks)}});
  }
  return table;
}

}  // namespace

std::string recount_text(const service::Recounted& recount, const Problems& problems, Language language,
                         const Look& look) {
  const auto say = [&](Text text, std::vector<Phrase> words) {
    return fill(text.in(language), words, language) + "\n";
  };
  std::string out = say(
      {"{0}({1}),{2}截止", "{0} ({1}), closed on {2}"},
      {Phrase(printable(recount.title)), Phrase(printable(recount.electorate)), Phrase(printable(recount.closed_on))});
  const TextTable table = table_of(recount, language);
  const TableLayout layout({&table}, look.width);
  out += layout.header(table, look) + layout.rows(table, look) + "\n";
  out += say({"文件指纹 {0}", "fingerprint of the file {0}"}, {Phrase(recount.sha256)});
  out += say({"密钥指纹 {0}", "fingerprint of the keys {0}"}, {Phrase(recount.keys_sha256)});
  if (recount.closed_papers > 0)
    out += say({"{0}个票样不逐张公布(一票多项,或票数太少):签名已核对,合计要用监票人的文件复核",
                "{0} of the papers are not published ballot by ballot (several questions, or too few ballots): their "
                "signatures were checked, their totals need the scrutineers' file"},
               {std::to_string(recount.closed_papers)});
  if (recount.receipts > 0)
    out += say({"回执上的{0}张票,公布表里找到{1}张", "of {0} ballots of the receipt {1} are in the bulletin"},
               {std::to_string(recount.receipts), std::to_string(recount.receipts_found)});
  if (problems.has_errors())
    out += look.paint(Colour::Red, say({"{0}张票,有{1}处不对", "{0} ballots, {1} findings"},
                                       {std::to_string(recount.ballots), std::to_string(problems.error_count())}));
  else
    out += look.paint(Colour::Green, say({"{0}张票,逐张核对无误", "{0} ballots, all of them good"},
                                         {std::to_string(recount.ballots)}));
  return out;
}

}  // namespace pingxing::cli
