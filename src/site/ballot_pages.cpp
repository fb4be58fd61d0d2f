// What voters meet: getting ballots with a session, casting them without one, slips, and the recount in the browser.
//
// Routes with the permission "anonymous" never look at a cookie or a token of a session: whoever casts is nobody.
#include <algorithm>

#include "ballot/bytes.hpp"
#include "base/json.hpp"
#include "office/ballot_messages.hpp"
#include "office/poll_keys.hpp"
#include "office/polling.hpp"
#include "office/polls.hpp"
#include "site/body.hpp"
#include "site/json_views.hpp"
#include "site/office_views.hpp"
#include "site/site.hpp"
#include "site/takes.hpp"

namespace pingxing::site {

namespace {

constexpr std::size_t asked_max = 500;  // papers in one request

const ApiField code_field{"code", "string", {}, false},
    papers_field{"papers", "objects", {}, false, {{"position", "integer", {}}, {"blinded", "string", {}}}},
    sheets_field{"sheets", "objects", {}, false, {{"position", "integer", {}}, {"sheet", "string", {}}}};

std::string text_in(const Json& of, const char* name) {
  const auto* found = of.text_at(name);
  return found ? *found : std::string();
}
std::int64_t number_in(const Json& of, const char* name) { return of.whole_at(name).value_or(-1); }
std::optional<std::string> bytes_in(const Json& of, const char* name) {
  const auto* found = of.text_at(name);
  return found ? ballot::from_base64url(*found) : std::nullopt;
}
/// The list under a name, at most `asked_max` objects; nothing where it is none.
std::optional<std::vector<Json>> list_in(const Json& of, const char* name) {
  const auto* found = of.find(name);
  if (!found || !found->is_array() || found->size() > asked_max) return std::nullopt;
  std::vector<Json> list;
  for (const auto& one : *found) {
    if (!one.is_object()) return std::nullopt;
    list.push_back(one);
  }
  return list;
}

/// For scripts, whatever they said they accept.
web::Response refused_json(const Site& site, const web::Request& request, const Refusal& refusal) {
  const auto language = language_of(request);
  return site.json(json_of(refusal, language), status_of(refusal.kind()));
}
web::Response unreadable(const Site& site, const web::Request& request) {
  web::Response response = site.error(400, request);
  response.content_type = "application/json; charset=utf-8";
  const auto language = language_of(request);
  response.body = Json{{"code", "HTTP_400"},
                       {"message", site.word("error.400", language)},
                       {"mend", site.word("error.400.mend", language)}}
                      .dump();
  return response;
}

/// `keys`: a line of the list of keys for every paper, whoever asks, so that a browser can compute its fingerprint.
Json papers_json(const Site& site, const office::OpenPoll& poll, const std::vector<std::int64_t>& positions) {
  Json papers = Json::array();
  for (const auto position : positions) {
    const auto& paper = *poll.paper(position);
    papers.push_back({{"position", position}, {"text", paper.paper.text()}, {"key", ballot::to_base64url(paper.spki)}});
  }
  const auto round =
      office::look(site.office(), [&](store::Reading& db) { return store::round_of(db, poll.poll.round_id); });
  return {{"poll", poll.poll.id},
          {"title", round ? round->name : ""},
          {"electorate", poll.poll.electorate},
          {"ack_key", ballot::to_base64url(poll.poll.ack_key)},
          {"keys", poll.keys.papers},
          {"papers", papers}};
}

std::optional<std::vector<office::Blinded>> blinded_in(const Json& body) {
  const auto list = list_in(body, "papers");
  if (!list || list->empty()) return std::nullopt;
  std::vector<office::Blinded> wanted;
  for (const auto& one : *list) {
    auto message = bytes_in(one, "blinded");
    if (!message) return std::nullopt;
    wanted.push_back({number_in(one, "position"), std::move(*message)});
  }
  return wanted;
}

web::Response signatures(const Site& site, const web::Request& request,
                         const Result<std::vector<office::BlindSigned>>& issued) {
  if (!issued) return refused_json(site, request, issued.refusal());
  Json list = Json::array();
  for (const auto& one : *issued)
    list.push_back({{"position", one.position}, {"signature", ballot::to_base64url(one.signature)}});
  return site.json({{"signatures", list}});
}

web::Response my_polls(const Site& site, const web::Request& request) {
  const Json polls = json_of(office::open_ballots(site.office(), actor_of(request)));
  return site.page(
      request, "ballots",
      {{"title", site.word("ballot.title", language_of(request))}, {"polls", polls}, {"has_polls", !polls.empty()}});
}

web::Response script_page(const Site& site, const web::Request& request, const char* page, const std::string& poll) {
  return site.page(request, "ballot",
                   {{"title", site.word("ballot.title", language_of(request))}, {"page", page}, {"poll", poll}});
}

web::Response cast(const Site& site, const web::Request& request) {
  static const std::vector<ApiField> fields = {{"poll", "integer", {}, false}, {"position", "integer", {}, false},
                                               {"token", "string", {}, false}, {"signature", "string", {}, false},
                                               {"salt", "string", {}, false},  {"proof", "string", {}, false},
                                               {"sheet", "string", {}, false}};
  const auto read = read_body(site, request, fields);
  if (read.refused) return *read.refused;
  const Json& body = read.object;
  auto token = bytes_in(body, "token"), signature = bytes_in(body, "signature"), salt = bytes_in(body, "salt"),
       proof = bytes_in(body, "proof");
  if (!token || !signature || !salt || !proof || token->size() < ballot::prefix_size || !body.contains("sheet") ||
      !body["sheet"].is_string())
    return unreadable(site, request);
  const ballot::Ballot ballot{
      {token->substr(0, ballot::prefix_size), token->substr(ballot::prefix_size), std::move(*signature)},
      text_in(body, "sheet"),
      std::move(*salt),
      std::move(*proof)};
  const auto receipt = site.polling().cast(number_in(body, "poll"), number_in(body, "position"), ballot);
  if (!receipt) return refused_json(site, request, receipt.refusal());
  return site.json(
      {{"paper", receipt->paper}, {"commitment", receipt->commitment}, {"ack", ballot::to_base64url(receipt->ack)}});
}

void add_slip_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/slip", "anonymous",
                    [&site](const web::Request& request) { return script_page(site, request, "slip", ""); }});
  routes.push_back({"POST", "/slip/open", "anonymous", takes_code, [&site](const web::Request& request) {
                      const auto read = read_body(site, request, {code_field});
                      if (read.refused) return *read.refused;
                      const auto found = site.polling().ballot_of_slip(text_in(read.object, "code"));
                      if (!found) return refused_json(site, request, found.refusal());
                      const auto poll = site.polling().open_poll(found->poll_id);
                      if (!poll) return refused_json(site, request, poll.refusal());
                      return site.json(papers_json(site, **poll, found->positions));
                    }});
  routes.push_back({"POST", "/slip/issue", "anonymous", takes_papers, [&site](const web::Request& request) {
                      const auto read = read_body(site, request, {code_field, papers_field});
                      if (read.refused) return *read.refused;
                      const auto wanted = blinded_in(read.object);
                      if (!wanted) return unreadable(site, request);
                      return signatures(site, request,
                                        site.polling().issue_for_slip(text_in(read.object, "code"), *wanted));
                    }});
  routes.push_back({"POST", "/slip/cast", "anonymous", takes_sheets, [&site](const web::Request& request) {
                      const auto read = read_body(site, request, {code_field, sheets_field});
                      if (read.refused) return *read.refused;
                      const auto list = list_in(read.object, "sheets");
                      if (!list) return unreadable(site, request);
                      std::vector<office::Marked> sheets;
                      for (const auto& one : *list)
                        sheets.push_back({number_in(one, "position"), text_in(one, "sheet")});
                      const auto cast = site.polling().cast_by_slip(text_in(read.object, "code"), sheets);
                      if (!cast) return refused_json(site, request, cast.refusal());
                      Json ballots = Json::array();
                      for (const auto& one : *cast)
                        ballots.push_back({{"paper", one.paper},
                                           {"token", ballot::to_base64url(one.token)},
                                           {"number", one.number()},
                                           {"commitment", one.commitment},
                                           {"ack", ballot::to_base64url(one.ack)}});
                      return site.json({{"pingxing", "receipt 1"}, {"poll", ""}, {"ballots", ballots}});
                    }});
}

}  // namespace

void add_ballot_routes(Routes& routes, const Site& site) {
  routes.push_back(
      {"GET", "/ballot", "signed_in", [&site](const web::Request& request) { return my_polls(site, request); }});
  routes.push_back({"GET", "/ballot/{poll}", "signed_in", [&site](const web::Request& request) {
                      return script_page(site, request, "get", std::to_string(part_number(request, "poll")));
                    }});
  routes.push_back({"GET", "/ballot/{poll}/papers", "signed_in", [&site](const web::Request& request) {
                      const auto id = part_number(request, "poll");
                      const auto positions = site.polling().ballot_of(actor_of(request), id);
                      if (!positions) return refused_json(site, request, positions.refusal());
                      const auto poll = site.polling().open_poll(id);
                      if (!poll) return refused_json(site, request, poll.refusal());
                      auto papers = papers_json(site, **poll, *positions);
                      papers["seal"] = ballot::to_base64url(office::browser_seal(**poll, actor_of(request)));
                      papers["is_fetched"] = office::is_fetched(site.office(), actor_of(request), id);
                      return site.json(papers);
                    }});
  routes.push_back(
      {"POST", "/ballot/{poll}/issue", "signed_in", takes_all_papers, [&site](const web::Request& request) {
         const auto read = read_body(site, request, {papers_field});
         if (read.refused) return *read.refused;
         const auto wanted = blinded_in(read.object);
         if (!wanted) return unreadable(site, request);
         return signatures(site, request,
                           site.polling().issue(actor_of(request), part_number(request, "poll"), *wanted));
       }});
  routes.push_back({"GET", "/vote", "anonymous",
                    [&site](const web::Request& request) { return script_page(site, request, "vote", ""); }});
  routes.push_back({"POST", "/vote/cast", "anonymous", takes_ballot,
                    [&site](const web::Request& request) { return cast(site, request); }});
  add_slip_routes(routes, site);
  routes.push_back({"GET", "/polls/{poll}/keys.json", "anonymous", [&site](const web::Request& request) {
                      const auto poll = site.polling().open_poll(part_number(request, "poll"));
                      if (!poll) return refused_json(site, request, poll.refusal());
                      const auto& keys = (*poll)->keys;
                      return site.json({{"poll", keys.poll},
                                        {"ack_key", ballot::to_base64url(keys.ack_key)},
                                        {"keys", keys.papers},
                                        {"sha256", keys.fingerprint()}});
                    }});
  const auto recount_page = [&site](const web::Request& request) {
    const bool is_of_a_poll = request.parts.contains("poll");
    const bool is_published = is_of_a_poll && office::is_published(site.office(), part_number(request, "poll"));
    return site.page(request, "recount",
                     {{"title", site.word("recount.title", language_of(request))},
                      {"is_wide", true},
                      {"not_yet", is_of_a_poll && !is_published},
                      {"poll", is_published ? std::to_string(part_number(request, "poll")) : ""}});
  };
  routes.push_back({"GET", "/recount", "anonymous", recount_page});
  routes.push_back({"GET", "/recount/{poll}", "anonymous", recount_page});
  routes.push_back({"GET", "/polls/{poll}/bulletin.json", "anonymous", [&site](const web::Request& request) {
                      auto bulletin = office::public_bulletin(site.office(), part_number(request, "poll"));
                      if (!bulletin) return site.error(404, request);
                      return attachment(std::move(*bulletin), "application/json; charset=utf-8",
                                        "bulletin-" + std::to_string(part_number(request, "poll")) + ".json");
                    }});
}

}  // namespace pingxing::site
