#include "service/result_csv_rows.hpp"

#include <algorithm>
#include <cstring>

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

char* digits(std::uint64_t value, char* p) {
  char buffer[20];
  char* first = buffer + sizeof buffer;
  do {
    *--first = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  return std::copy(first, buffer + sizeof buffer, p);
}

char* put(std::string_view text, char* p) { return std::copy(text.begin(), text.end(), p); }

}  // namespace

PlainResultRows::PlainResultRows(const Rated& rated, Language language,
                                 const std::vector<std::pair<std::size_t, std::string>>& sections)
    : rated_(rated) {
  const auto& s = rated.scheme;
  const auto kind_number = [&](std::size_t k) {
    return k < s.properties.kinds.size() ? static_cast<std::uint8_t>(k) : rating::no_kind;
  };
  total_ = figure_of(rated.rating.total);
  are_all_integers_ &= !has_items_left_out(rated);  // else each row is asked what it has
  for (std::size_t k = 0; k <= s.properties.kinds.size(); ++k) {
    std::vector<Figure> figures;
    for (const auto& [section, name] : sections) {
      figures.push_back(figure_of(rated.rating.sections[section]));
      figures.back().applies = s.sections[section].kind == scheme::SectionKind::Ledger;
      for (const auto& item : s.indicators) {
        bool is_inside = false;
        for (int up = item.section; up >= 0; up = s.sections[static_cast<std::size_t>(up)].parent)
          is_inside |= static_cast<std::size_t>(up) == section;
        figures.back().applies |= is_inside && rating::applies_to(s, item.kinds, kind_number(k));
      }
    }
    for (std::size_t i = 0; i < s.indicators.size(); ++i) {
      figures.push_back(figure_of(rated.rating.items[i]));
      figures.back().applies = rating::applies_to(s, s.indicators[i].kinds, kind_number(k));
    }
    figures_.push_back(std::move(figures));
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

PlainResultRows::Figure PlainResultRows::figure_of(const rating::ScoreColumn& column) {
  Figure made;
  made.decimals = decimals_of(column.scale());
  (column.is_wide() ? static_cast<void>(made.wide = column.wide()) : static_cast<void>(made.narrow = column.narrow()));
  are_all_integers_ &= column.are_all_integers() && made.decimals->is_exact;
  return made;
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
  for (std::int64_t raw = 0; made->is_exact && raw < cached_max; ++raw) {
    const std::string text = Number::fraction(raw, scale).exact();
    if (text.size() > sizeof(Decimal::text)) break;
    Decimal decimal{};
    std::copy(text.begin(), text.end(), decimal.text);
    decimal.size = static_cast<std::uint8_t>(text.size());
    made->small.push_back(decimal);
  }
  decimals_.emplace_back(scale, std::move(made));
  return decimals_.back().second.get();
}

char* PlainResultRows::write(const Figure& figure, std::size_t row, char* p) {
  const std::int64_t raw = figure.narrow ? figure.narrow[row] : figure.wide[row];
  const auto& decimals = *figure.decimals;
  if (static_cast<std::uint64_t>(raw) < decimals.small.size()) [[likely]] {
    const Decimal& decimal = decimals.small[static_cast<std::size_t>(raw)];
    std::memcpy(p, &decimal, sizeof decimal);  // the size byte behind is written over by what follows
    return p + decimal.size;
  }
  return put(Number::scaled(raw * decimals.factor, decimals.places).exact(), p);
}

bool PlainResultRows::append(std::size_t row, RowBuffer& out) const {
  const auto& facts = rated_.facts;
  const auto& rating = rated_.rating;
  if (!are_all_integers_ || rating.status[row] != static_cast<std::uint8_t>(rating::Status::Rated)) return false;
  const std::string_view id = facts.ids[row], name = facts.name(row);
  if (id.empty() || needs_care(id) || needs_care(name)) return false;
  const auto kind = facts.kind(row);
  const std::size_t k = kind == rating::no_kind ? kinds_.size() - 1 : kind;
  const auto& figures = figures_[k];
  const std::string_view pool = facts.pools.empty() ? std::string_view() : std::string_view(pools_[facts.pools[row]]);
  constexpr std::size_t figure_max = 40;
  char* const begin = out.room(id.size() + name.size() + pool.size() + kinds_[k].size() +
                               grades_[rating.grades[row]].size() + status_.size() + (figures.size() + 3) * figure_max);
  char* p = put(id, begin);
  *p++ = ',';
  p = put(name, p);
  *p++ = ',';
  p = put(pool, p);
  *p++ = ',';
  p = put(kinds_[k], p);
  *p++ = ',';
  p = write(total_, row, p);
  *p++ = ',';
  p = digits(rating.ranks[row], p);
  *p++ = ',';
  p = put(grades_[rating.grades[row]], p);
  *p++ = ',';
  p = put(status_, p);
  for (const auto& figure : figures) {
    *p++ = ',';
    if (figure.applies) p = write(figure, row, p);
  }
  *p++ = '\r';
  *p++ = '\n';
  out.size += static_cast<std::size_t>(p - begin);
  return true;
}

}  // namespace pingxing::service
