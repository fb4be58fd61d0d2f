// Verification in the API.
#include <algorithm>

#include "office/messages.hpp"
#include "office/verifications.hpp"
#include "site/api_call.hpp"

namespace pingxing::site {

namespace {
constexpr std::size_t rows_max = 1'000;
}

void add_verification_calls(Routes& routes, const Site& site) {
  routes.push_back(api_call(
      site, "GET", "/rounds/{round}/verifications", "read_round", [&site](const web::Request& request, const Json&) {
        const auto list = office::list_verifications(site.office(), actor_of(request), part_number(request, "round"),
                                                     page_wanted(request), rows_max);
        if (!list) return site.refusal(request, list.refusal());
        Json rows = Json::array();
        for (const auto& row : list->rows)
          rows.push_back({{"id", row.last.id},
                          {"subject", row.subject.id},
                          {"code", row.subject.code},
                          {"name", row.subject.name},
                          {"verdict", row.last.verdict},
                          {"note", row.last.note},
                          {"total", row.total},
                          {"grade", row.grade.in(language_of(request))},
                          {"is_stale", row.is_stale},
                          {"by", row.by}});
        return site.json({{"stage", list->stage},
                          {"is_open", list->is_open},
                          {"page", list->page.page},
                          {"pages", list->page.pages},
                          {"found", list->page.found},
                          {"verifications", rows}});
      }));
  routes.push_back(api_call(
      site, "POST", "/rounds/{round}/verifications", "verify", [&site](const web::Request& request, const Json& body) {
        const auto verdict = office::verdict_of(text_of(body, "verdict"));
        if (!verdict)
          return site.refusal(request,
                              refuse(office::choice_unknown, {Phrase("verdict"), Phrase(text_of(body, "verdict"))}));
        const auto done =
            office::verify_subject(site.office(), actor_of(request), part_number(request, "round"),
                                   {id_of(body, "subject"), *verdict, text_of(body, "note"), id_of(body, "replaces")});
        return done ? site.json({{"verdict", text_of(body, "verdict")}}, 201) : site.refusal(request, done.refusal());
      }));
}

}  // namespace pingxing::site
