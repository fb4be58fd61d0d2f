#include "ballot/bulletin.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "ballot/bytes.hpp"
#include "ballot/messages.hpp"
#include "ballot/openssl.hpp"
#include "base/check.hpp"
#include "base/hash.hpp"

namespace pingxing::ballot {

using nlohmann::json;

struct BulletinDigest {
  OwnedDigest running{EVP_MD_CTX_new()};
};

namespace {

json json_of(const Tally& tally, bool is_hidden) {
  json all = {{"returned", tally.returned}};
  if (is_hidden) return all;
  all["valid"] = tally.valid;
  all["abstained"] = tally.abstained;
  all["spoiled"] = tally.spoiled;
  all["questions"] = json::array();
  for (const auto& q : tally.questions) all["questions"].push_back({{"marks", q.by_mark}, {"blank", q.blank}});
  return all;
}

}  // namespace

BulletinWriter::BulletinWriter(const BulletinHead& head, Readers readers, std::function<void(std::string_view)> write)
    : readers_(readers), write_(std::move(write)), digest_(std::make_shared<BulletinDigest>()) {
  require(digest_->running && EVP_DigestInit_ex(digest_->running.get(), EVP_sha256(), nullptr) == 1, "SHA-256");
  json first = {{"pingxing", "bulletin 1"},
                {"poll", head.poll},
                {"title", head.title},
                {"electorate", head.electorate},
                {"closed_on", head.closed_on},
                {"least", head.least},
                {"ack_key", to_base64url(head.ack_key)}};
  if (readers == Readers::Scrutineers) first["for"] = "scrutineers";
  line(first.dump());
}

void BulletinWriter::line(const std::string& text) {
  const std::string bytes = (is_first_ ? "[\n" : ",\n") + text;
  is_first_ = false;
  require(EVP_DigestUpdate(digest_->running.get(), bytes.data(), bytes.size()) == 1, "SHA-256");
  write_(bytes);
}

void BulletinWriter::add(const BulletinPaper& one) {
  std::vector<std::pair<std::string, const Ballot*>> ordered;
  for (const auto& ballot : one.ballots) ordered.emplace_back(ballot.token.number(), &ballot);
  std::sort(ordered.begin(), ordered.end());
  json numbers = json::array();
  for (const auto& [number, ballot] : ordered) numbers.push_back(number);
  json paper = {{"paper", json::parse(one.paper.text())},
                {"key", to_base64url(one.key)},
                {"issued", one.issued},
                {"is_open", one.is_open()},
                {"is_hidden", one.is_hidden},
                {"numbers", numbers},
                {"tally", json_of(one.tally, one.is_hidden && readers_ == Readers::Public)}};
  if (one.counted) {
    paper["counted"] = json_of(*one.counted, one.is_hidden && readers_ == Readers::Public);
    paper["counted"]["issued"] = one.counted->issued;
  }
  line(paper.dump());
  ++papers_;
  const bool has_sheets = one.is_open() || readers_ == Readers::Scrutineers;
  for (const auto& [number, ballot] : ordered) {
    json row = {{"ballot", number},
                {"paper", one.paper.id},
                {"token", to_base64url(ballot->token.prepared())},
                {"signature", to_base64url(ballot->token.signature)},
                {"commitment", commitment_of(one.paper, ballot->sheet, ballot->salt)},
                {"proof", to_base64url(ballot->proof)}};
    if (has_sheets) {
      row["sheet"] = ballot->sheet;
      row["salt"] = to_base64url(ballot->salt);
    }
    line(row.dump());
    ++ballots_;
  }
}

void BulletinWriter::finish() {
  std::string digest(32, '\0');
  unsigned size = 0;
  require(EVP_DigestFinal_ex(digest_->running.get(), out(digest), &size) == 1, "SHA-256");
  const json end = {{"end", {{"papers", papers_}, {"ballots", ballots_}, {"sha256", hex_of(digest)}}}};
  write_(",\n" + end.dump() + "\n]\n");
}

std::string bulletin_text(const BulletinHead& head, const std::vector<BulletinPaper>& papers, Readers readers) {
  std::string text;
  BulletinWriter writer(head, readers, [&](std::string_view piece) { text += piece; });
  for (const auto& paper : papers) writer.add(paper);
  writer.finish();
  return text;
}

std::string Receipt::number() const { return sha256_hex(token).substr(0, 16); }

std::string receipts_text(const std::string& poll, const std::vector<Receipt>& receipts) {
  json list = json::array();
  for (const auto& one : receipts)
    list.push_back({{"paper", one.paper},
                    {"token", to_base64url(one.token)},
                    {"commitment", one.commitment},
                    {"ack", to_base64url(one.ack)}});
  return json({{"pingxing", "receipt 1"}, {"poll", poll}, {"ballots", list}}).dump(1) + "\n";
}

std::vector<Receipt> receipts_from(std::string_view text, const std::string& file, Problems& problems) {
  std::vector<Receipt> receipts;
  const auto unreadable = [&](std::string_view why) {
    problems.add(receipt_unreadable, {file, 0, 0, {}, {}}, {Phrase(why)});
    return std::vector<Receipt>();
  };
  const json all = json::parse(text, nullptr, false);
  try {
    if (all.is_discarded() || all.at("pingxing") != "receipt 1") return unreadable("pingxing: receipt 1");
    const auto keys = all.value("keys", std::string());
    for (const auto& one : all.at("ballots")) {
      const auto token = from_base64url(one.at("token").get<std::string>());
      const auto ack = from_base64url(one.at("ack").get<std::string>());
      if (!token || !ack) return unreadable("base64url");
      receipts.push_back(
          {one.at("paper").get<std::string>(), *token, one.at("commitment").get<std::string>(), *ack, keys});
    }
  } catch (const json::exception&) {
    return unreadable("paper, token, commitment, ack");
  }
  return receipts;
}

}  // namespace pingxing::ballot
