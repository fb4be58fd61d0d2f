// What findings of the parser offer to take over: the line of the likeliest family, written with the words that stand
// there (suggest/), as a whole line with its blanks and its mark.
#include "scheme/parser.hpp"
#include "scheme/suggest/suggest.hpp"

namespace pingxing::scheme {

LineContext Parser::line_context() const {
  LineContext context;
  context.section = kind();
  if (indicator_ >= 0) {
    const auto& owner = s_.indicators[static_cast<std::size_t>(indicator_)];
    context.title = owner.title;
    context.sentence = context_of(owner.points);
    context.has_rule_above = !owner.rules.empty();
  }
  context.grades = s_.properties.grades;
  if (context.grades.empty())
    for (const auto& one : grade_names_) context.grades.push_back(one.name);
  return context;
}

void Parser::offer(const Piece& body, const MessageRow& row, std::vector<std::string> words) {
  if (!body.line || words.empty()) return;
  const auto& entry = outline_.entries[static_cast<std::size_t>(body.line->number() - 1)];
  // What stands before the words: blanks, and the mark of the line where it has one.
  std::string_view raw = entry.raw;
  std::size_t at = 0;
  for (int column = 1; column < entry.body.place("").column && at < raw.size(); ++column) at += character_size(raw[at]);
  std::string before(raw.substr(0, at));
  if (entry.kind == OutlineLine::Kind::Prose) before += "- ";
  for (auto& one : words) one = before + one;
  fixes_.push_back({body.line->number(), row.code, std::move(words)});
}

Phrase Parser::suggested(const MessageRow& row, const Piece& body) {
  if (!is_heard()) return {};
  const bool has_own_forms = kind() == SectionKind::Review || kind() == SectionKind::Evaluation ||
                             kind() == SectionKind::Scales || kind() == SectionKind::Ballots;
  if (has_own_forms) {
    const Phrase forms = forms_of(kind());
    return {"可写:" + forms.zh, "it may read: " + forms.en};
  }
  const auto suggestions = suggest(body.text, line_context());
  offer(body, row, rewritings(suggestions));
  return mend_of(suggestions);
}

void Parser::unknown_sentence(const Piece& words, const Piece& body) {
  problem(messages::sentence_unknown, at(words), {words.str(), suggested(messages::sentence_unknown, body)});
}

void Parser::effect_missing(const Piece& name, const Piece& body) {
  problem(messages::effect_missing, at(body), {name.str()});
  offer(body, messages::effect_missing,
        is_heard() ? rewritings(suggest(body.text, line_context())) : std::vector<std::string>{});
}

}  // namespace pingxing::scheme
