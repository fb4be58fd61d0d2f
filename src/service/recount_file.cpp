#include "service/recount_file.hpp"

#include <nlohmann/json.hpp>

#include "ballot/bulletin.hpp"
#include "document/text_file.hpp"
#include "service/check_file.hpp"

namespace pingxing::service {

namespace {

constexpr std::uint64_t bulletin_bytes_max = std::uint64_t{2} << 30;  // a ballot takes 0.8 kB: two million of them
constexpr std::uint64_t receipt_bytes_max = std::uint64_t{4} << 20;

void add_rows(const ballot::RecountedPaper& one, std::vector<RecountedRow>& rows) {
  std::optional<ballot::Tally> all = one.tally;
  if (all && one.counted) all->add(*one.counted);
  for (std::size_t i = 0; i < one.paper.questions.size(); ++i) {
    const auto& asked = one.paper.questions[i];
    RecountedRow row;
    row.paper = one.paper.id;
    row.pool = one.paper.pool;
    row.subject_code = asked.subject;
    row.subject = asked.subject_name;
    row.item = asked.indicator.empty() ? asked.title : asked.indicator + " " + asked.title;
    row.issued = one.issued;
    row.returned = one.returned;
    row.is_points = one.paper.scale.is_points();
    row.is_recounted = one.is_recounted;
    row.is_withheld = !all;
    if (one.counted) {
      row.counted_on_paper = one.counted->returned;
      row.issued += one.counted->issued;
      row.returned += one.counted->returned;
    }
    if (all) {
      row.valid = all->valid;
      row.abstained = all->abstained;
      row.spoiled = all->spoiled;
      row.blank = all->questions[i].blank;
      for (std::size_t mark = 0; mark < one.paper.scale.marks.size(); ++mark)
        if (all->questions[i].by_mark[mark] > 0)
          row.marks.emplace_back(one.paper.scale.marks[mark], all->questions[i].by_mark[mark]);
      if (const auto mean = ballot::mean_of(one.paper.scale, all->questions[i])) row.mean = mean->exact();
    }
    rows.push_back(std::move(row));
  }
}

}  // namespace

std::optional<Recounted> recount_file(const RecountRequest& request, Problems& problems) {
  std::vector<ballot::Receipt> receipts;
  if (!request.receipts.empty()) {
    const auto text = document::read_text(request.receipts, receipt_bytes_max, problems);
    if (text) receipts = ballot::receipts_from(text->text(), request.receipts, problems);
    if (problems.has_errors()) return std::nullopt;
  }
  const auto bytes = document::read_bytes(request.file, bulletin_bytes_max, problems);
  if (!bytes) return std::nullopt;
  const auto counted = ballot::recount(bytes->view(), request.file, receipts, request.sha256, problems, request.keys);
  if (counted.papers.empty() && problems.has_errors()) return std::nullopt;  // no bulletin at all
  Recounted out{counted.sha256,
                counted.keys_sha256,
                counted.head.poll,
                counted.head.title,
                counted.head.electorate,
                counted.head.closed_on,
                counted.ballots,
                receipts.size(),
                counted.receipts_found,
                counted.closed,
                {}};
  for (const auto& paper : counted.papers) add_rows(paper, out.rows);
  return out;
}

std::string recount_json(const Recounted& recount, const Problems& problems, Language language) {
  using Json = nlohmann::ordered_json;
  Json out = {
      {"sha256", recount.sha256},   {"keys_sha256", recount.keys_sha256}, {"poll", recount.poll},
      {"title", recount.title},     {"electorate", recount.electorate},   {"closed_on", recount.closed_on},
      {"ballots", recount.ballots}, {"receipts", recount.receipts},       {"receipts_found", recount.receipts_found},
      {"rows", Json::array()}};
  for (const auto& row : recount.rows) {
    Json one = {{"paper", row.paper},
                {"pool", row.pool},
                {"subject", row.subject_code},
                {"name", row.subject},
                {"item", row.item},
                {"issued", row.issued},
                {"returned", row.returned},
                {"on_paper", row.counted_on_paper},
                {"recounted", row.is_recounted},
                {"withheld", row.is_withheld}};
    const auto told = [&](auto value) { return row.is_withheld ? Json() : Json(value); };
    one["valid"] = told(row.valid.value_or(0));
    one["abstained"] = told(row.abstained.value_or(0));
    one["spoiled"] = told(row.spoiled.value_or(0));
    one["marks"] = told(Json::object());
    if (!row.is_withheld)
      for (const auto& [mark, count] : row.marks) one["marks"][mark] = count;
    one["blank"] = told(row.blank);
    one["mean"] = row.is_withheld || row.mean.empty() ? Json() : Json(row.mean);
    out["rows"].push_back(std::move(one));
  }
  out["problems"] = Json::parse(problems_json(problems, language));
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pingxing::service
