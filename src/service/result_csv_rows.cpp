#include "service/result_csv_rows.hpp"

#include <algorithm>

#include "document/csv_write.hpp"
#include "rating/score.hpp"
#include "service/result_parts.hpp"

namespace pingxing::service {

namespace {

constexpr std::int64_t cached_max = 2'048;

/// The text as a cell.
std::string cell(std::string_view text) {
  document::CsvWriter writer(document::ByteOrderMark::None);
  writer.text("x").end_row();
  writer.take();
  writer.text("x").text(text).end_row();
  std::string row = writer.take();
  return row.substr(2, row.size() - 4);  // between "x," and the line end
}

bool needs_care(std::string_view text) {
  if (text.empty()) return false;
  const auto first = static_cast<unsigned char>(text.front());
  const bool is_plain_start = (first >= '0' && first <= '9') || (first >= 'A' && first <= 'Z') ||
                              (first >= 'a' && first <= 'z') || (first >= 0xE3 && first <= 0xE9);
  return !is_plain_start || text.find_first_of(",\"\r\n") != text.npos || text.front() == ' ' || text.back() == ' ';
}

void digits(std::uint64_t value, std::string& out) {
  char buffer[20];
  char* p = buffer + sizeof buffer;
  do {
    *--p = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  out.append(p, static_cast<std::size_t>(buffer + sizeof buffer - p));
}

}  // namespace

PlainResultRows::PlainResultRows(const Rated& rated, Language language,
                                 const std::vector<std::pair<std::size_t, std::string>>& sections)
    : rated_(rated) {
  const auto& s = rated.scheme;
  const auto kind_number = [&](std::size_t k) {
    return k < s.properties.kinds.size() ? static_cast<std::uint8_t>(k) : rating::no_kind;
  };
  total_ = {&rated.rating.total, decimals_of(rated.rating.total.scale()), {}};
  for (const auto& [section, name] : sections) {
    Figures one{&rated.rating.sections[section], decimals_of(rated.rating.sections[section].scale()), {}};
    for (std::size_t k = 0; k <= s.properties.kinds.size(); ++k) {
      bool applies = false;
      for (const auto& item : s.indicators) {
        bool is_inside = false;
        for (int up = item.section; up >= 0; up = s.sections[static_cast<std::size_t>(up)].parent)
          is_inside |= static_cast<std::size_t>(up) == section;
        applies |= is_inside && rating::applies_to(s, item.kinds, kind_number(k));
      }
      one.applies.push_back(applies);
    }
    figures_.push_back(std::move(one));
  }
  for (std::size_t i = 0; i < s.indicators.size(); ++i) {
    Figures one{&rated.rating.items[i], decimals_of(rated.rating.items[i].scale()), {}};
    for (std::size_t k = 0; k <= s.properties.kinds.size(); ++k)
      one.applies.push_back(rating::applies_to(s, s.indicators[i].kinds, kind_number(k)));
    figures_.push_back(std::move(one));
  }
  for (const auto& kind : s.properties.kinds) kinds_.push_back(cell(kind));
  kinds_.emplace_back();
  for (int grade = 0; grade <= static_cast<int>(s.grading.grades.size()); ++grade) {
    const auto stars = stars_of(s, grade);
    grades_.push_back((has_grades(s) ? cell(rating::grade_name(s, grade).in(s.language)) : "") + "," +
                      (stars ? std::to_string(*stars) : ""));
  }
  for (const auto& pool : rated.facts.pool_names) pools_.push_back(cell(pool));
  status_ = cell(status_name(rating::Status::Rated).in(language));
}

const PlainResultRows::Decimals* PlainResultRows::decimals_of(std::int64_t scale) {
  for (const auto& [known, decimals] : decimals_)
    if (known == scale) return decimals.get();
  auto made = std::make_unique<Decimals>();
  std::int64_t unit = 1;
  while (unit % scale != 0 && made->places < 9) {
    unit *= 10;
    ++made->places;
  }
  made->is_exact = unit % scale == 0;
  made->factor = made->is_exact ? unit / scale : 0;
  for (std::int64_t raw = 0; made->is_exact && raw < cached_max; ++raw)
    made->texts.push_back(Number::fraction(raw, scale).exact());
  decimals_.emplace_back(scale, std::move(made));
  return decimals_.back().second.get();
}

void PlainResultRows::decimal(const Decimals& decimals, std::int64_t raw, std::string& out) {
  if (raw >= 0 && raw < cached_max) {
    out += decimals.texts[static_cast<std::size_t>(raw)];
    return;
  }
  out += Number::scaled(raw * decimals.factor, decimals.places).exact();
}

bool PlainResultRows::append(std::size_t row, std::string& out) const {
  const auto& facts = rated_.facts;
  const auto& rating = rated_.rating;
  if (rating.status[row] != static_cast<std::uint8_t>(rating::Status::Rated)) return false;
  const std::string_view id = facts.ids[row], name = facts.name(row);
  if (id.empty() || needs_care(id) || needs_care(name)) return false;
  if (!total_.decimals->is_exact || !total_.column->is_integer(row)) return false;
  for (const auto& figure : figures_)
    if (!figure.decimals->is_exact || !figure.column->is_integer(row)) return false;
  out.append(id).append(",").append(name).append(",");
  if (!facts.pools.empty()) out += pools_[facts.pools[row]];
  const auto kind = facts.kind(row);
  const std::size_t k = kind == rating::no_kind ? kinds_.size() - 1 : kind;
  out.append(",").append(kinds_[k]).append(",");
  decimal(*total_.decimals, total_.column->raw(row), out);
  out += ',';
  digits(rating.ranks[row], out);
  out.append(",").append(grades_[rating.grades[row]]).append(",").append(status_);
  for (const auto& figure : figures_) {
    out += ',';
    if (figure.applies[k]) decimal(*figure.decimals, figure.column->raw(row), out);
  }
  out += "\r\n";
  return true;
}

}  // namespace pingxing::service
