// An explanation as JSON: the same values that the text is written from.
#include <nlohmann/json.hpp>

#include "service/explain_subject.hpp"
#include "service/json_parts.hpp"

namespace pingxing::service {

using Json = nlohmann::ordered_json;

namespace {

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json of_lines(const std::vector<ExplainedLine>& lines, Language language) {
  Json out = Json::array();
  for (const auto& line : lines) {
    Json one = Json::object();
    one["code"] = text_or_null(line.code);
    one["clause"] = text_or_null(line.clause);
    one["line"] = line.line > 0 ? Json(line.line) : Json();
    one["text"] = line.text.in(language);
    one["points"] = text_or_null(line.points);
    out.push_back(std::move(one));
  }
  return out;
}

Json of_item(const ExplainedItem& item, Language language) {
  Json out = {{"id", item.id}, {"title", item.title}, {"points_max", text_or_null(item.points_max)}};
  out["applies"] = item.applies;
  out["score"] = text_or_null(item.exact);
  out["range"] = range_json(item.range);
  out["steps"] = of_lines(item.steps, language);
  return out;
}

Json of_texts(const std::vector<Phrase>& texts, Language language) {
  Json out = Json::array();
  for (const auto& text : texts) out.push_back(text.in(language));
  return out;
}

}  // namespace

std::string explanation_json(const SubjectExplanation& why, Language language) {
  Json out = {{"scheme", why.scheme}, {"id", why.id}, {"name", why.name}};
  out["pool"] = text_or_null(why.pool);
  out["kind"] = text_or_null(why.kind);
  out["status"] = why.status;
  out["total"] = text_or_null(why.exact_total);
  out["total_range"] = range_json(why.total_range);
  out["rank"] = why.rank ? Json(why.rank) : Json();
  out["pool_size"] = why.pool_size;
  out["grade"] = text_or_null(why.grade.in(language));
  out["stars"] = why.stars ? Json(*why.stars) : Json();
  out["sections"] = Json::array();
  for (const auto& section : why.sections) {
    Json one = {{"title", section.title},
                {"score", text_or_null(section.exact)},
                {"points_max", text_or_null(section.points_max)}};
    one["items"] = Json::array();
    for (const auto& item : section.items) one["items"].push_back(of_item(item, language));
    one["steps"] = of_lines(section.steps, language);
    out["sections"].push_back(std::move(one));
  }
  out["bonus"] = of_lines(why.bonus, language);
  out["from_total"] = of_lines(why.from_total, language);
  out["reasons"] = of_lines(why.reasons, language);
  out["next_grade"] = why.next_grade ? Json(why.next_grade->in(language)) : Json();
  out["needs"] = of_lines(why.needs, language);
  out["marks"] = of_lines(why.marks, language);
  out["consequences"] = of_texts(why.consequences, language);
  out["reviews"] = of_texts(why.reviews, language);
  out["defaults"] = of_lines(why.defaults, language);
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pingxing::service
