// The bulletin: the file that is published when a poll is closed, from which anybody can recount it. docs/ballots.md
// describes it for who writes a recount of his own. It is JSON with one element a line, so that a program may read it
// line by line:
//
//   [
//   {"pingxing":"bulletin 1", poll, title, electorate, closed_on, ack_key, least},
//   {"paper":{…}, key, issued, returned, tally, counted, is_open, numbers:[…]},      each paper, then its ballots
//   {"ballot":number, paper, token, signature, proof, commitment, sheet, salt},      in the order of their numbers
//   {"end":{ballots, papers, sha256}}
//   ]
//
// A number is the hash of a random token, so its order tells nothing of who came when. Sheets and salts stand only
// where `is_open`: where a paper asks one question of enough people. A raw sheet of many marks could be known again by
// its pattern, so of such papers only commitments and the tally are published; the file for scrutineers has them all.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/ballot.hpp"
#include "ballot/tally.hpp"
#include "base/problem.hpp"

namespace pingxing::ballot {

struct BulletinDigest;

struct BulletinHead {
  std::string poll, title, electorate, closed_on;  // closed_on: a day
  std::string ack_key;                             // bytes
  std::int64_t least = 5;                          // smaller tallies are withheld
};

struct BulletinPaper {
  Paper paper;
  std::string key;  // SPKI
  std::int64_t issued = 0;
  Tally tally;                   // of the ballots
  std::optional<Tally> counted;  // by tellers, on paper
  bool is_hidden = false;        // its tally is withheld
  std::vector<Ballot> ballots;   // in any order
  [[nodiscard]] bool is_open() const { return paper.questions.size() == 1 && !is_hidden; }
};

enum class Readers { Public, Scrutineers };

/// Writes the file piece by piece. Papers in the order given.
class BulletinWriter {
 public:
  BulletinWriter(const BulletinHead& head, Readers readers, std::function<void(std::string_view)> write);
  void add(const BulletinPaper& paper);
  void finish();

 private:
  void line(const std::string& json);
  Readers readers_;
  std::function<void(std::string_view)> write_;
  std::shared_ptr<BulletinDigest> digest_;
  std::int64_t papers_ = 0, ballots_ = 0;
  bool is_first_ = true;
};
std::string bulletin_text(const BulletinHead& head, const std::vector<BulletinPaper>& papers, Readers readers);

/// What a voter keeps.
struct Receipt {
  std::string paper;
  std::string token;       // prefix + key, bytes
  std::string commitment;  // hexadecimal
  std::string ack;         // the server's signature, bytes
  std::string keys = {};   // fingerprint of the list of keys that the voter was given; empty where none was kept
  [[nodiscard]] std::string number() const;
};
std::string receipts_text(const std::string& poll, const std::vector<Receipt>& receipts);
/// Problems where it cannot be read.
std::vector<Receipt> receipts_from(std::string_view text, const std::string& file, Problems& problems);

struct RecountedPaper {
  Paper paper;
  bool is_open = false, is_hidden = false;
  bool is_recounted = false;  // all its sheets are there
  std::int64_t issued = 0, returned = 0;
  std::optional<Tally> tally, counted;  // recounted, where that can be done, else as published; nothing where withheld
};

struct Recount {
  BulletinHead head;
  std::vector<RecountedPaper> papers;
  std::int64_t ballots = 0;
  std::string sha256;       // of the whole file
  std::string keys_sha256;  // of the list of its keys (key_list.hpp)
  std::size_t receipts_found = 0;
  std::size_t closed = 0;  // papers whose sheets are not in this file
};

/// Reads a bulletin, checks every signature, counts again, and names in `problems` whatever was changed, added, dropped
/// or doubled. `expected` is the fingerprint of the file as it was announced, `keys` that of the list of keys; empty
/// where nobody has it.
Recount recount(std::string_view text, const std::string& file, const std::vector<Receipt>& receipts,
                const std::string& expected, Problems& problems, const std::string& keys = "");

}  // namespace pingxing::ballot
