// The notice as a page for people, on screen and on A4: headings, items with their points at the right, rules as small
// lines below, prose as it stands. It shows the office's words and all of them. One file, nothing loaded from
// elsewhere, every text escaped.
#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"
#include "scheme/item_words.hpp"
#include "scheme/outline.hpp"
#include "scheme/print.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::string_view style = R"(
:root{color-scheme:light;--red:#b3171c;--ink:#1f2937;--soft:#5b6472;--line:#e3e6eb}
*{box-sizing:border-box}
body{margin:0;background:#f0f2f5;color:var(--ink);font:16px/1.75 "Noto Serif CJK SC","Source Han Serif SC","Songti SC",SimSun,Georgia,serif}
main{max-width:48rem;margin:2rem auto;background:#fff;padding:3rem 3.5rem;box-shadow:0 1px 4px rgba(16,24,40,.12)}
h1{font:700 1.75rem/1.4 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;text-align:center;color:var(--red);margin:0 0 1.5rem}
h2,h3,h4,h5,h6{font-family:"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;line-height:1.5;display:flex;gap:1rem;justify-content:space-between;break-after:avoid}
h2{font-size:1.2rem;margin:2rem 0 .5rem;padding-bottom:.25rem;border-bottom:2px solid var(--red)}
h3{font-size:1.05rem;margin:1.25rem 0 .25rem}
h4,h5,h6{font-size:1rem;margin:1rem 0 .25rem}
h2 b,h3 b,h4 b,h5 b,h6 b,.item b{font-weight:600;color:var(--red);white-space:nowrap;font-variant-numeric:tabular-nums}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0 0 1.5rem;padding:.75rem 1rem;background:#fafbfc;border:1px solid var(--line);border-radius:.25rem;font-size:.9rem}
dt{color:var(--soft)}dd{margin:0}
.item{display:flex;gap:.6rem;margin:.45rem 0 0;break-after:avoid}
.item i{font-style:normal;min-width:2.2rem;text-align:right;color:var(--soft);font-variant-numeric:tabular-nums}
.item span{flex:1;font-weight:600}
ul{list-style:none;margin:0;padding:0 0 0 2.8rem;font-size:.92rem;color:#374151}
ul.wide{padding-left:1rem;font-size:1rem;color:inherit}
li{display:flex;gap:.5rem;break-inside:avoid;border-bottom:1px dotted var(--line)}
li span:first-child{min-width:0;flex:1}
li span:last-child:not(:first-child){flex:1.4;color:var(--soft)}
p{margin:.5rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem}td{border:1px solid #d1d5db;padding:.35rem .5rem;vertical-align:top}
@media(max-width:40rem){main{margin:0;padding:1.25rem}ul{padding-left:1rem}}
@page{size:A4;margin:22mm 20mm}
@media print{body{background:#fff;font-size:11pt}main{max-width:none;margin:0;padding:0;box-shadow:none}dl{background:none}}
)";

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
    }
  }
  return out;
}

/// "基础工作(15分)" as the title and its points.
std::pair<std::string, std::string> title_and_points(const std::string& text) {
  const Line line(text, 0);
  const auto [title, bracket] = split_bracket(Piece(line));
  return {title.str(), bracket.str()};
}

/// Without the marks that part it from the title and the points of its item.
std::string_view unmarked(std::string_view part) {
  constexpr std::string_view before[] = {" ", ")", "]", "】", "〕", ":", ";", ",", ".", "-", "。", "、"};
  constexpr std::string_view after[] = {" ", "(", "[", "【", "〔"};
  const auto is_at = [&](std::string_view mark) { return part.starts_with(mark); };
  const auto ends = [&](std::string_view mark) { return part.ends_with(mark); };
  for (auto mark = std::find_if(std::begin(before), std::end(before), is_at); mark != std::end(before);
       mark = std::find_if(std::begin(before), std::end(before), is_at))
    part.remove_prefix(mark->size());
  for (auto mark = std::find_if(std::begin(after), std::end(after), ends); mark != std::end(after);
       mark = std::find_if(std::begin(after), std::end(after), ends))
    part.remove_suffix(mark->size());
  return part;
}

/// What an item says in its own line beside its number, title and points: rules, how it is looked into.
/// Its number as written may be another than its id, where items begin at 1 in each section.
std::vector<std::string> behind_title(const std::string& text) {
  const Line line(text, 0);
  const Piece whole(line);
  const auto dot = whole.text.find('.'), mark = whole.text.find("、");
  if (std::min(dot, mark) == whole.text.npos) return {};
  const Piece body = whole.sub(dot < mark ? dot + 1 : mark + std::string_view("、").size()).trimmed();
  const ItemWords words = read_item_words(body);
  if (words.points_words.empty()) return {};
  const auto from = static_cast<std::size_t>(words.points_words.text.data() - body.text.data());
  std::vector<std::string> behind;
  for (const auto part : {body.text.substr(words.title.text.size(), from - words.title.text.size()),
                          body.text.substr(from + words.points_words.text.size())})
    if (const auto said = unmarked(part); !said.empty()) behind.emplace_back(said);
  return behind;
}

class Page {
 public:
  explicit Page(const Scheme& s) : s_(s) {}

  std::string print() {
    const std::string language = s_.language == Language::Chinese ? "zh-CN" : "en";
    out_ = "<!DOCTYPE html>\n<html lang=\"" + language + "\">\n<head>\n<meta charset=\"utf-8\">\n";
    out_ += "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>" + escaped(s_.title) +
            "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<main>\n";
    for (const auto& block : s_.blocks) print(block);
    close();
    return out_ + "</main>\n</body>\n</html>\n";
  }

 private:
  enum class Open { Nothing, Properties, List, WideList, Table };

  void close() {
    if (open_ == Open::Properties) out_ += "</dl>\n";
    if (open_ == Open::Table) out_ += "</table>\n";
    if (open_ == Open::List || open_ == Open::WideList) out_ += "</ul>\n";
    if (open_ == Open::Table) out_ += "</table>\n";
    open_ = Open::Nothing;
  }

  void open(Open what) {
    if (open_ == what) return;
    close();
    open_ = what;
    if (what == Open::Properties) out_ += "<dl>\n";
    if (what == Open::Table) out_ += "<table>\n";
    if (what == Open::List) out_ += "<ul>\n";
    if (what == Open::Table) out_ += "<table>\n";
    if (what == Open::WideList) out_ += "<ul class=\"wide\">\n";
  }

  [[nodiscard]] std::string spaced(const std::string& text) const {
    return s_.language == Language::Chinese ? text : spaced_english(text);
  }

  void print(const Block& block) {
    using Kind = Block::Kind;
    switch (block.kind) {
      case Kind::Title:
        close();
        out_ += "<h1>" + escaped(s_.title) + "</h1>\n";
        break;
      case Kind::Property:
        property(block);
        break;
      case Kind::Prose:
        prose(block);
        break;
      case Kind::Row:
        row(block);
        break;
      case Kind::Section:
        section(block);
        break;
      case Kind::Indicator:
        item(block);
        break;
      case Kind::Rule:
      case Kind::Flag:
        entry(Open::List, spaced(block.text));
        break;
      case Kind::Attribute:
        entry(block.depth > 0 ? Open::List : Open::WideList, spaced(block.text));
        break;
      case Kind::Requirement:
        entry(block.depth > 0 ? Open::List : Open::WideList, spaced(block.text));
        break;
      case Kind::Example:
        block.text.starts_with('|') ? table_row(block.text) : entry(Open::WideList, spaced(block.text));
        break;
      default:
        entry(Open::WideList, spaced(block.text));
        break;
    }
  }

  void property(const Block& block) {
    open(Open::Properties);
    const Line line(block.text, 0);
    const auto [key, value] = split_colon(Piece(line));
    out_ += "<dt>" + escaped(key.text) + "</dt><dd>" + escaped(spaced(value.str())) + "</dd>\n";
  }

  void prose(const Block& block) {
    close();
    out_ += "<p>" + escaped(trimmed(block.text)) + "</p>\n";
  }

  void row(const Block& block) {
    std::string_view rest = trimmed(block.text);
    if (rest.find_first_not_of("|-: ") == rest.npos) return;  // the line below the header
    open(Open::Table);
    if (rest.starts_with('|')) rest.remove_prefix(1);
    if (rest.ends_with('|')) rest.remove_suffix(1);
    out_ += "<tr>";
    for (bool is_last = false; !is_last;) {
      const auto mark = std::min(rest.find('|'), rest.size());
      out_ += "<td>" + escaped(trimmed(rest.substr(0, mark))) + "</td>";
      is_last = mark == rest.size();
      if (!is_last) rest.remove_prefix(mark + 1);
    }
    out_ += "</tr>\n";
  }

  void section(const Block& block) {
    close();
    const auto [title, points] = title_and_points(block.text);
    const std::string tag = "h" + std::to_string(std::min(s_.sections[static_cast<std::size_t>(block.index)].level, 6));
    out_ += "<" + tag + "><span>" + escaped(spaced(title)) + "</span>";
    if (!points.empty()) out_ += "<b>" + escaped(spaced(points)) + "</b>";
    out_ += "</" + tag + ">\n";
  }

  void item(const Block& block) {
    close();
    const auto& indicator = s_.indicators[static_cast<std::size_t>(block.index)];
    const std::string points = indicator.points ? indicator.points->exact() : "";
    const std::string unit = s_.language == Language::Chinese ? "分" : points == "1" ? " point" : " points";
    out_ +=
        "<div class=\"item\"><i>" + escaped(indicator.id) + "</i><span>" + escaped(spaced(indicator.title)) + "</span>";
    if (!points.empty()) out_ += "<b>" + points + unit + "</b>";
    out_ += "</div>\n";
    for (const auto& words : behind_title(block.text)) {
      open(Open::List);
      out_ += "<li><span>" + escaped(spaced(words)) + "</span></li>\n";
    }
  }

  /// The first row of a table is its header; the line of dashes below it is none.
  void table_row(std::string_view text) {
    if (text.find_first_not_of("|-: ") == text.npos) return;
    const std::string cell = open_ == Open::Table ? "td" : "th";
    open(Open::Table);
    text.remove_prefix(1);
    if (text.ends_with('|')) text.remove_suffix(1);
    out_ += "<tr>";
    for (std::size_t end = 0; end != text.npos;) {
      end = text.find('|');
      out_ += "<" + cell + ">" + escaped(trimmed(text.substr(0, end))) + "</" + cell + ">";
      if (end != text.npos) text.remove_prefix(end + 1);
    }
    out_ += "</tr>\n";
  }

  /// "name: what" in two columns, anything else in one.
  void entry(Open where, const std::string& text) {
    open(where);
    const Line line(text, 0);
    const auto [name, what] = split_colon(Piece(line));
    out_ += "<li><span>" + escaped(spaced(what.empty() ? line.text() : name.str())) + "</span>";
    if (!what.empty()) out_ += "<span>" + escaped(spaced(what.str())) + "</span>";
    out_ += "</li>\n";
  }

  const Scheme& s_;
  std::string out_;
  Open open_ = Open::Nothing;
};

}  // namespace

std::string print_html(const Scheme& scheme) { return Page(scheme).print(); }

std::string print_html_body(const Scheme& scheme) {
  constexpr std::string_view open = "<main>", close = "</main>";
  const std::string page = print_html(scheme);
  const auto begin = page.find(open), end = page.rfind(close);
  CHECK(begin != page.npos && end != page.npos);  // text of a scheme is escaped: neither can come from there
  return page.substr(begin + open.size(), end - begin - open.size());
}

}  // namespace pingxing::scheme
