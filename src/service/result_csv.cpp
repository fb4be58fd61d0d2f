#include "service/result_csv.hpp"

#include <algorithm>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "rating/score.hpp"
#include "service/result_csv_rows.hpp"

namespace pingxing::service {

using rating::Status;

namespace {

constexpr std::size_t rows_between_writes = 512;
constexpr std::size_t many_rows = 20'000, rows_of_chunk = 16'384;

class ResultTable {
 public:
  ResultTable(const Rated& rated, Language language, document::ByteOrderMark mark)
      : rated_(rated),
        s_(rated.scheme),
        language_(language),
        out_(mark),
        sections_(scored_sections(rated.scheme)),
        has_items_left_out_(has_items_left_out(rated)) {
    for (const auto& [section, name] : sections_) applies_to_kind_.push_back(kinds_of(section));
  }

  void write(const Sink& sink) {
    header();
    sink(out_.take());
    if (rated_.facts.count > many_rows) return write_many(sink);
    for (std::size_t row = 0; row < rated_.facts.count; ++row) {
      subject(row);
      if (row % rows_between_writes == 0) sink(out_.take());
    }
    sink(out_.take());
  }

 private:
  /// Chunks of rows that several threads make at once.
  class Chunks {
   public:
    explicit Chunks(unsigned threads) : buffers_(threads) {}
    void start(const ResultTable& table, const PlainResultRows& plain, std::size_t begin) {
      for (std::size_t t = 0; t < buffers_.size(); ++t) {
        const std::size_t count = table.rated_.facts.count, first = std::min(count, begin + t * rows_of_chunk),
                          last = std::min(count, first + rows_of_chunk);
        RowBuffer& out = buffers_[t];
        running_.emplace_back([&table, &plain, &out, first, last] {
          out.size = 0;
          ResultTable careful(table);
          for (std::size_t row = first; row < last; ++row) {
            if (plain.append(row, out)) continue;
            careful.subject(row);
            out.append(careful.out_.take());
          }
        });
      }
    }
    void finish(const Sink* sink) {
      for (auto& thread : running_) thread.join();
      running_.clear();
      for (const auto& buffer : buffers_)
        if (sink && buffer.size) (*sink)(buffer.view());
    }

   private:
    std::vector<RowBuffer> buffers_;
    std::vector<std::thread> running_;
  };

  /// Written in order, while the next ones are made.
  void write_many(const Sink& sink) {
    const PlainResultRows plain(rated_, language_, sections_);
    const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
    Chunks now(threads), next(threads);
    try {
      now.start(*this, plain, 0);
      for (std::size_t begin = 0; begin < rated_.facts.count; begin += threads * rows_of_chunk) {
        next.start(*this, plain, begin + threads * rows_of_chunk);  // behind the end: nothing to make
        now.finish(&sink);
        std::swap(now, next);
      }
    } catch (...) {
      now.finish(nullptr);
      next.finish(nullptr);
      throw;
    }
    now.finish(&sink);
  }

  void header() {
    for (const Text word :
         {Text{"编号", "id"}, Text{"名称", "name"}, Text{"分组", "pool"}, Text{"类别", "kind"}, Text{"总分", "total"},
          Text{"名次", "rank"}, Text{"等次", "grade"}, Text{"星级", "stars"}, Text{"状态", "status"}})
      out_.text(word.in(language_));
    for (const auto& [section, name] : sections_) out_.text(name);
    for (const auto& item : s_.indicators) out_.text(item.id + " " + item.title);
    out_.end_row();
  }

  void subject(std::size_t row) {
    const Status status = status_at(rated_, row);
    const bool is_rated = status == Status::Rated;
    const int grade = rated_.rating.grades[row];
    const auto stars = is_rated ? stars_of(s_, grade) : std::nullopt;
    const auto kind = rated_.facts.kind(row);
    const bool may_be_open = status != Status::Rated;
    const auto missing = may_be_open ? missing_items(row) : std::vector<bool>();
    const bool is_open = std::find(missing.begin(), missing.end(), true) != missing.end();
    out_.text(rated_.facts.ids[row]).text(rated_.facts.name(row));
    out_.text(rated_.facts.pools.empty() ? "" : rated_.facts.pool_names[rated_.facts.pool(row)]);
    out_.text(kind == rating::no_kind ? "" : s_.properties.kinds[kind]);
    out_.number(is_open || !has_scores(s_) ? "" : total(row));
    out_.number(is_rated && has_scores(s_) ? std::to_string(rated_.rating.ranks[row]) : "");
    out_.text(is_rated && has_grades(s_) ? rating::grade_name(s_, grade).in(s_.language) : "");
    out_.number(stars ? std::to_string(*stars) : "");
    out_.text(status_name(status).in(language_));
    for (std::size_t k = 0; k < sections_.size(); ++k) {
      const auto section = sections_[k].first;
      const bool is_left = has_items_left_out_ && !section_applies(rated_, section, row);
      const bool is_shown = applies(k, kind) && !is_left && !(is_open && is_section_open(missing, section));
      out_.number(is_shown ? decimal_of(rated_.rating.sections[section].at(row)) : "");
    }
    for (std::size_t i = 0; i < s_.indicators.size(); ++i) {
      const bool is_shown = item_applies(rated_, i, row) && !(is_open && missing[i]);
      out_.number(is_shown ? decimal_of(rated_.rating.items[i].at(row)) : "");
    }
    out_.end_row();
  }

  [[nodiscard]] std::string total(std::size_t row) const {
    const Number total = rated_.rating.total.at(row);
    return total.exact().find('/') == std::string::npos ? total.exact() : shown_total(s_, total, decimal_places);
  }

  /// Which items lack a figure; of rows that are not rated only, since it takes their scoring once more.
  [[nodiscard]] std::vector<bool> missing_items(std::size_t row) const {
    const auto scores = rating::score_subject(s_, rated_.facts, row, rating::Tracing::Off);
    std::vector<bool> missing;
    for (const auto& item : scores.items) missing.push_back(item.status == rating::ItemScore::Status::Missing);
    return missing;
  }

  [[nodiscard]] bool is_section_open(const std::vector<bool>& missing, std::size_t section) const {
    for (std::size_t i = 0; i < missing.size(); ++i) {
      if (!missing[i]) continue;
      for (int up = s_.indicators[i].section; up >= 0; up = s_.sections[static_cast<std::size_t>(up)].parent)
        if (static_cast<std::size_t>(up) == section) return true;
    }
    return false;
  }

  /// For each kind, and last for none, whether the section applies to it.
  [[nodiscard]] std::vector<bool> kinds_of(std::size_t section) const {
    std::vector<bool> applies(s_.properties.kinds.size() + 1, false);
    if (s_.sections[section].kind == scheme::SectionKind::Ledger) return std::vector<bool>(applies.size(), true);
    for (const auto& item : s_.indicators) {
      bool is_inside = false;
      for (int up = item.section; up >= 0; up = s_.sections[static_cast<std::size_t>(up)].parent)
        is_inside = is_inside || static_cast<std::size_t>(up) == section;
      for (std::size_t kind = 0; is_inside && kind < applies.size(); ++kind) {
        const auto number = kind + 1 < applies.size() ? static_cast<std::uint8_t>(kind) : rating::no_kind;
        applies[kind] = applies[kind] || rating::applies_to(s_, item.kinds, number);
      }
    }
    return applies;
  }

  [[nodiscard]] bool applies(std::size_t k, std::uint8_t kind) const {
    const auto& kinds = applies_to_kind_[k];
    return kinds[kind == rating::no_kind ? kinds.size() - 1 : kind];
  }

  const Rated& rated_;
  const scheme::Scheme& s_;
  Language language_;
  document::CsvWriter out_;
  std::vector<std::pair<std::size_t, std::string>> sections_;
  std::vector<std::vector<bool>> applies_to_kind_;  // as sections_
  bool has_items_left_out_;
};

}  // namespace

void write_result_csv(const Rated& rated, Language language, document::ByteOrderMark mark, const Sink& sink) {
  ResultTable(rated, language, mark).write(sink);
}

}  // namespace pingxing::service
