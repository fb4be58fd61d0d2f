// The recount: reads the file as anybody would, trusting nothing in it but signatures.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "ballot/bulletin.hpp"
#include "ballot/bytes.hpp"
#include "ballot/key_list.hpp"
#include "ballot/messages.hpp"
#include "ballot/secret.hpp"
#include "ballot/voter_key.hpp"
#include "base/hash.hpp"

namespace pingxing::ballot {

using nlohmann::json;

namespace {

/// Says which part of a line is not there or not of its type.
struct Unreadable {
  std::string what;
};

const json& part(const json& of, const char* name) {
  const auto found = of.find(name);
  if (!of.is_object() || found == of.end()) throw Unreadable{name};
  return *found;
}
template <class T>
T read(const json& of, const char* name) {
  try {
    return part(of, name).get<T>();
  } catch (const json::exception&) {
    throw Unreadable{name};
  }
}
std::int64_t number_in(const json& of, const char* name) {
  if (!part(of, name).is_number_integer()) throw Unreadable{name};
  return read<std::int64_t>(of, name);
}
std::string bytes_in(const json& of, const char* name) {
  auto bytes = from_base64url(read<std::string>(of, name));
  if (!bytes) throw Unreadable{name};
  return std::move(*bytes);
}

std::optional<Tally> tally_in(const json& of, const Paper& paper) {
  if (!of.contains("questions")) return std::nullopt;
  Tally tally = Tally::empty(paper);
  tally.returned = number_in(of, "returned");
  tally.valid = number_in(of, "valid");
  tally.abstained = number_in(of, "abstained");
  tally.spoiled = number_in(of, "spoiled");
  const auto& questions = part(of, "questions");
  if (!questions.is_array() || questions.size() != tally.questions.size()) throw Unreadable{"questions"};
  for (std::size_t i = 0; i < questions.size(); ++i) {
    tally.questions[i].by_mark = read<std::vector<std::int64_t>>(questions[i], "marks");
    tally.questions[i].blank = number_in(questions[i], "blank");
    if (tally.questions[i].by_mark.size() != paper.scale.marks.size()) throw Unreadable{"marks"};
  }
  return tally;
}

struct ReadPaper {
  RecountedPaper out;
  std::string spki;
  std::optional<PublicKey> key;
  std::optional<Tally> published;
  std::map<std::string, std::int64_t> times;  // by number; 0: listed, not seen
  std::set<std::string> listed;
  std::set<std::string> tokens;
  std::string last_number;
  Tally counted_again;
  bool lacks_sheets = false;
  int line = 0;
};

class Recounting {
 public:
  Recounting(const std::string& file, const std::vector<Receipt>& receipts, Problems& problems)
      : file_(file), problems_(problems) {
    for (const auto& receipt : receipts) receipts_.emplace(std::pair(receipt.paper, receipt.number()), &receipt);
  }

  Recount run(std::string_view text, const std::string& expected, const std::string& keys) {
    out_.sha256 = sha256_hex(text);
    if (!expected.empty() && expected != out_.sha256)
      problems_.add(bulletin_other, whole(), {Phrase(out_.sha256), Phrase(expected)});
    lines(text);
    if (!is_whole_ && !is_broken_) problems_.add(bulletin_cut, whole());
    for (const auto& id : order_) key_list_.add(papers_.at(id).out.paper, papers_.at(id).spki);
    out_.keys_sha256 = key_list_.fingerprint();
    if (!keys.empty() && keys != out_.keys_sha256)
      problems_.add(bulletin_keys, whole(), {Phrase(out_.keys_sha256), Phrase(keys)});
    for (const auto& id : order_) finish(papers_.at(id));
    std::set<std::string> others;  // one receipt tells it once
    for (const auto& [key, receipt] : receipts_)
      if (!receipt->keys.empty() && receipt->keys != out_.keys_sha256 && others.insert(receipt->keys).second)
        problems_.add(receipt_keys, whole(), {Phrase(out_.keys_sha256), Phrase(receipt->keys)});
    for (const auto& [key, receipt] : receipts_)
      if (!found_.contains(key)) problems_.add(receipt_missing, whole(), {Phrase(key.second), Phrase(key.first)});
    out_.receipts_found = found_.size();
    return std::move(out_);
  }

 private:
  static constexpr std::size_t line_max = 64U << 20;  // a paper lists the numbers of its ballots

  [[nodiscard]] Place whole() const { return {file_, 0, 0, {}, {}}; }
  [[nodiscard]] Place here() const { return {file_, line_, 1, {}, {}}; }

  void lines(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      std::string_view one = text.substr(at, end - at);
      const std::size_t begin = at;
      at = end + 1;
      ++line_;
      if (line_ == 1) {
        if (one != "[") return broken("[");
        continue;
      }
      if (has_end_) {
        is_whole_ = one == "]" && at >= text.size();
        if (is_whole_) return;
        return broken("]");
      }
      if (one.ends_with(',')) one.remove_suffix(1);
      if (one.size() > line_max) return broken("…");
      if (!read_line(one, text.substr(0, begin == 0 ? 0 : begin - 2))) return;  // without ",\n" before the line
    }
  }

  void broken(const std::string& what) {
    is_broken_ = true;
    problems_.add(bulletin_unreadable, here(), {std::to_string(line_), Phrase(what)});
  }

  bool read_line(std::string_view text, std::string_view before) {
    const json all = json::parse(text, nullptr, false);
    try {
      if (all.is_discarded() || !all.is_object()) throw Unreadable{"JSON"};
      if (line_ == 2) {
        head(all);
      } else if (all.contains("ballot")) {
        ballot(all);
      } else if (all.contains("paper")) {
        paper(all);
      } else if (all.contains("end")) {
        end(all.at("end"), before);
      } else {
        throw Unreadable{"paper, ballot, end"};
      }
    } catch (const Unreadable& wrong) {
      broken(wrong.what);
      return line_ > 2;  // one bad line hides no other
    }
    return true;
  }

  void head(const json& all) {
    if (read<std::string>(all, "pingxing") != "bulletin 1") throw Unreadable{"pingxing"};
    out_.head = {
        read<std::string>(all, "poll"),      read<std::string>(all, "title"), read<std::string>(all, "electorate"),
        read<std::string>(all, "closed_on"), bytes_in(all, "ack_key"),        number_in(all, "least")};
    key_list_.poll = out_.head.poll;
    key_list_.ack_key = out_.head.ack_key;
  }

  void paper(const json& all) {
    auto read_paper = paper_from(part(all, "paper").dump());
    if (!read_paper) throw Unreadable{"paper"};
    const std::string id = read_paper->id;
    if (papers_.contains(id)) return problems_.add(paper_doubled, here(), {Phrase(id)});
    ReadPaper made;
    made.line = line_;
    made.counted_again = Tally::empty(*read_paper);
    made.spki = bytes_in(all, "key");
    made.key = PublicKey::from_spki(made.spki);
    if (!made.key || !keys_.insert(made.spki).second) problems_.add(paper_key, here(), {Phrase(id)});
    made.out.issued = number_in(all, "issued");
    made.out.is_open = read<bool>(all, "is_open");
    made.out.is_hidden = read<bool>(all, "is_hidden");
    made.out.returned = number_in(part(all, "tally"), "returned");
    made.published = tally_in(part(all, "tally"), *read_paper);
    if (all.contains("counted")) {
      made.out.counted = tally_in(all.at("counted"), *read_paper);
      if (made.out.counted) made.out.counted->issued = number_in(all.at("counted"), "issued");
    }
    for (auto& number : read<std::vector<std::string>>(all, "numbers")) made.listed.insert(std::move(number));
    made.out.paper = std::move(*read_paper);
    papers_.emplace(id, std::move(made));
    order_.push_back(id);
  }

  void ballot(const json& all) {
    ++out_.ballots;
    const std::string number = read<std::string>(all, "ballot"), id = read<std::string>(all, "paper");
    const auto found = papers_.find(id);
    if (found == papers_.end()) return problems_.add(ballot_without_paper, here(), {Phrase(number), Phrase(id)});
    ReadPaper& owner = found->second;
    const std::string token = bytes_in(all, "token"), commitment = read<std::string>(all, "commitment");
    const std::vector<Phrase> words = {Phrase(number), Phrase(id)};
    if (!owner.listed.contains(number)) problems_.add(ballot_added, here(), words);
    if (number < owner.last_number) problems_.add(ballot_order, here(), words);
    owner.last_number = number;
    const bool is_again = ++owner.times[number] > 1 || !owner.tokens.insert(token).second;
    const bool is_token = token.size() == prefix_size + voter_key_size && number == sha256_hex(token).substr(0, 16) &&
                          owner.key && owner.key->verify(token, bytes_in(all, "signature"));
    if (!is_token) problems_.add(ballot_forged, here(), words);
    if (is_token && !is_signed_by(token.substr(prefix_size), proof_message(commitment), bytes_in(all, "proof")))
      problems_.add(ballot_changed, here(), words);
    if (!all.contains("sheet")) {
      owner.lacks_sheets = true;
    } else if (const std::string sheet = read<std::string>(all, "sheet");
               commitment_of(owner.out.paper, sheet, bytes_in(all, "salt")) != commitment) {
      problems_.add(ballot_changed, here(), words);
    } else if (!is_again && is_token) {
      count(owner, sheet, words);
    }
    receipt_of({id, number}, token, commitment);
  }

  void count(ReadPaper& owner, const std::string& text, std::vector<Phrase> words) {
    const auto sheet = read_sheet(owner.out.paper, text);
    if (sheet) return owner.counted_again.add(*sheet);
    owner.counted_again.add_spoiled();
    words.emplace_back(sheet.refusal().says(Language::Chinese), sheet.refusal().says(Language::English));
    problems_.add(ballot_spoiled, here(), std::move(words));
  }

  void receipt_of(const std::pair<std::string, std::string>& key, const std::string& token,
                  const std::string& commitment) {
    const auto found = receipts_.find(key);
    if (found == receipts_.end()) return;
    const Receipt& receipt = *found->second;
    const std::vector<Phrase> words = {Phrase(key.second), Phrase(key.first)};
    Token parts{token.substr(0, std::min(prefix_size, token.size())), "", ""};
    parts.key = token.substr(parts.prefix.size());
    if (!is_acknowledged(out_.head.ack_key, ack_message(key.first, parts, receipt.commitment), receipt.ack))
      problems_.add(receipt_unsigned, here(), words);
    if (receipt.token != token || receipt.commitment != commitment) problems_.add(receipt_differs, here(), words);
    found_.insert(key);
  }

  void end(const json& all, std::string_view before) {
    has_end_ = true;
    const std::string told = read<std::string>(all, "sha256"), is = sha256_hex(before);
    if (told != is) problems_.add(bulletin_digest, here(), {Phrase(is), Phrase(told)});
  }

  void finish(ReadPaper& one) {
    const Place place{file_, one.line, 1, {}, {}};
    const std::string& id = one.out.paper.id;
    for (const auto& number : one.listed)
      if (!one.times.contains(number)) problems_.add(ballot_dropped, place, {Phrase(number), Phrase(id)});
    std::int64_t seen = 0;
    for (const auto& [number, times] : one.times) {
      seen += times;
      if (times > 1) problems_.add(ballot_doubled, place, {Phrase(number), Phrase(id), std::to_string(times)});
    }
    if (seen > one.out.issued)
      problems_.add(returned_over_issued, place, {Phrase(id), std::to_string(seen), std::to_string(one.out.issued)});
    const auto compare = [&](const Phrase& what, std::int64_t again, std::int64_t told) {
      if (again != told)
        problems_.add(tally_differs, place, {Phrase(id), what, std::to_string(again), std::to_string(told)});
    };
    compare({"收回", "returned"}, seen, one.out.returned);
    one.out.is_recounted = !one.lacks_sheets;
    if (one.lacks_sheets) ++out_.closed;
    one.out.tally = one.published;
    if (!one.lacks_sheets && one.published) {
      compare_all(one, compare);
      one.out.tally = one.counted_again;
    }
    if (one.out.tally) one.out.tally->issued = one.out.issued;
    out_.papers.push_back(std::move(one.out));
  }

  template <class Compare>
  static void compare_all(const ReadPaper& one, const Compare& compare) {
    const Tally &again = one.counted_again, &told = *one.published;
    compare({"有效", "valid"}, again.valid, told.valid);
    compare({"弃权", "abstained"}, again.abstained, told.abstained);
    compare({"废票", "spoiled"}, again.spoiled, told.spoiled);
    for (std::size_t i = 0; i < again.questions.size(); ++i) {
      const auto& question = one.out.paper.questions[i];
      const std::string name = question.subject_name + " " + question.title + " ";
      for (std::size_t mark = 0; mark < one.out.paper.scale.marks.size(); ++mark)
        compare(Phrase(name + one.out.paper.scale.marks[mark]), again.questions[i].by_mark[mark],
                told.questions[i].by_mark[mark]);
      compare({name + "空白", name + "blank"}, again.questions[i].blank, told.questions[i].blank);
    }
  }

  const std::string& file_;
  Problems& problems_;
  Recount out_;
  KeyList key_list_;
  std::map<std::string, ReadPaper> papers_;
  std::vector<std::string> order_;
  std::set<std::string> keys_;
  std::map<std::pair<std::string, std::string>, const Receipt*> receipts_;
  std::set<std::pair<std::string, std::string>> found_;
  int line_ = 0;
  bool has_end_ = false, is_whole_ = false, is_broken_ = false;
};

}  // namespace

Recount recount(std::string_view text, const std::string& file, const std::vector<Receipt>& receipts,
                const std::string& expected, Problems& problems, const std::string& keys) {
  return Recounting(file, receipts, problems).run(text, expected, keys);
}

}  // namespace pingxing::ballot
