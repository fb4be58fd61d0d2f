// Leaders' remarks: what was done well, what was not, what is asked for; by a matrix of who reviews whom.
#pragma once
#include <string>
#include <vector>

#include "office/page_of.hpp"
#include "office/rounds.hpp"
#include "round/review_matrix.hpp"
#include "store/facts.hpp"

namespace pingxing::office {

struct RemarkToWrite {
  store::Subject subject;
  store::Remark remark;  // id 0: not written yet
};
/// The subjects that the actor remarks on in a round.
std::vector<RemarkToWrite> remarks_to_write(const Office& office, const Actor& actor, Id round_id);

struct RemarkEntry {
  Id subject_id = 0;
  std::string done_well, problems, requests;
  Id replaces = 0;
};
Result<Id> save_remark(const Office& office, const Actor& actor, Id round_id, const RemarkEntry& entry);

struct RemarkView {
  store::Remark remark;
  std::string subject, by;
};
struct RemarkList {
  std::vector<RemarkView> rows;
  RowsPage page;
};
/// Those on one subject (empty code: all), for who may see them: the office, leaders, auditors, and the subject itself.
/// `page_rows` 0: all.
Result<RemarkList> list_remarks(const Office& office, const Actor& actor, Id round_id, const std::string& code,
                                std::size_t page = 1, std::size_t page_rows = 0);

struct Matrix {
  std::vector<store::ReviewAssignment> pairs;
  std::vector<store::Account> leaders;
  round::MatrixFindings findings;  // reviewers as logins, subjects as codes
};
Result<Matrix> review_matrix(const Office& office, const Actor& actor, Id round_id);
/// Nobody reviews himself: refused. Subjects without a reviewer are told, not refused.
Result<Matrix> set_review_matrix(const Office& office, const Actor& actor, Id round_id,
                                 const std::vector<store::ReviewAssignment>& pairs);

}  // namespace pingxing::office
