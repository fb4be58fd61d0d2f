// The office's pages of polls: making, opening, rolls, slips, turnout, counts of two tellers, the close.
#include <algorithm>
#include <sstream>

#include "base/json.hpp"
#include "office/poll_access.hpp"
#include "office/polls.hpp"
#include "site/charts.hpp"
#include "site/grave.hpp"
#include "site/job_pages.hpp"
#include "site/json_views.hpp"
#include "site/office_views.hpp"
#include "site/poll_form.hpp"
#include "site/qr.hpp"
#include "site/site.hpp"
#include "site/slips_pdf.hpp"
#include "site/takes.hpp"

namespace pingxing::site {

namespace {

/// What the scheme states of an electorate, with the line that does.
Json stated_json(const scheme::BallotRules& rules, Language language) {
  const std::string line = std::to_string(rules.place.line);
  Json parts = Json::array();
  for (const auto& part : scheme::say_ballot_parts(rules)) parts.push_back(part.in(language));
  return {{"name", rules.electorate},
          {"clause", Phrase("方案第" + line + "行", "line " + line + " of the scheme").in(language)},
          {"parts", parts}};
}

web::Response polls_page(const Site& site, const web::Request& request, const Refusal* refusal) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto opened = office::open_round(site.office(), actor, part_number(request, "round"));
  if (!opened) return site.refusal(request, opened.refusal());
  const auto plans = office::plan_polls(site.office(), actor, opened->round.id);
  if (!plans) return site.refusal(request, plans.refusal());
  const bool manages = actor.may(round::Command::ManageRounds, opened->round.unit_id);
  Json made = Json::array(), open = Json::array(), stated = Json::array();
  bool has_closed = false;
  for (const auto& plan : *plans) {
    Json one = {
        {"name", plan.electorate.name}, {"asked", plan.electorate.asks.size()}, {"is_vote", plan.electorate.is_vote}};
    if (!plan.poll_id) {
      open.push_back(one);
      if (plan.electorate.stated) stated.push_back(stated_json(*plan.electorate.stated, language));
      continue;
    }
    auto ids = plan.earlier;
    ids.push_back(*plan.poll_id);
    for (const auto id : ids) {
      const auto view = office::view_poll(site.office(), actor, id);
      if (!view) continue;
      Json row = one;
      row["id"] = id;
      row["state"] = site.word("poll.state." + view->poll.state, language);
      row["papers"] = view->papers.size();
      row["voters"] = view->roll.size();
      std::int64_t returned = 0;
      for (const auto& paper : view->papers) returned += paper.returned;
      row["returned"] = returned;
      row["again"] = view->poll.number > 1 ? Json(view->poll.number) : Json();
      row["reason"] = view->poll.reason;
      made.push_back(row);
      const auto state = office::state_of(view->poll);
      if (id == *plan.poll_id && (state == round::PollState::Closed || state == round::PollState::GivenUp)) {
        open.push_back(one);  // a further one may be held, with a reason
        has_closed = true;
      }
    }
  }
  Json view = {{"title", opened->round.name},
               {"round", json_of(*opened, language, site.now())},
               {"at_polls", true},
               {"manages", manages},
               {"polls", made},
               {"has_polls", !made.empty()},
               {"open", open},
               {"has_closed", has_closed},
               {"stated", stated},
               {"has_stated", !stated.empty()},
               {"may_make", manages && !open.empty() && opened->is_running()},
               {"has_electorates", !plans->empty()}};
  if (refusal) view["refusal"] = pingxing::site::json_of(*refusal, language);
  return site.page(request, "polls", view);
}

web::Response create(const Site& site, const web::Request& request) {
  const auto done = create_poll(site, request, [&](const char* name) { return request.form.get(name); });
  return done ? Site::redirect("/polls/" + std::to_string(*done)) : polls_page(site, request, &done.refusal());
}

Json json_of(const office::PaperView& paper, bool may_count, store::Id own) {
  Json counts = Json::array();
  for (const auto& one : paper.counts)
    counts.push_back({{"by", one.by}, {"returned", one.tally.returned}, {"valid", one.tally.valid}});
  Json questions = Json::array();
  const auto mine =
      std::find_if(paper.counts.begin(), paper.counts.end(), [&](const auto& one) { return one.account_id == own; });
  for (std::size_t q = 0; q < paper.paper.questions.size(); ++q) {
    Json marks = Json::array();
    for (std::size_t m = 0; m < paper.paper.scale.marks.size(); ++m)
      marks.push_back({{"mark", paper.paper.scale.marks[m]},
                       {"name", "m" + std::to_string(q) + "_" + std::to_string(m)},
                       {"value", mine == paper.counts.end() ? Json("") : Json(mine->tally.questions[q].by_mark[m])}});
    questions.push_back({{"name", paper.paper.questions[q].subject_name + " " + paper.paper.questions[q].title},
                         {"marks", marks},
                         {"blank_name", "b" + std::to_string(q)},
                         {"blank", mine == paper.counts.end() ? Json("") : Json(mine->tally.questions[q].blank)}});
  }
  Json one = {{"position", paper.position},   {"name", office::title_of(paper.paper)},
              {"pool", paper.paper.pool},     {"issued", paper.issued},
              {"returned", paper.returned},   {"counts", counts},
              {"questions", questions},       {"may_count", may_count},
              {"has_counts", !counts.empty()}};
  if (mine != paper.counts.end()) {
    one["own_issued"] = mine->tally.issued;
    one["own_spoiled"] = mine->tally.spoiled;
    one["own_abstained"] = mine->tally.abstained;
  }
  return one;
}

/// A row a question of a closed poll: its numbers apart, its mean, how often each mark.
void add_results(Json& rows, const office::PaperView& paper, Language language) {
  constexpr std::size_t bars_max = 12;  // of more marks only those that somebody gave
  if (!paper.result) return;
  const auto& result = *paper.result;
  for (std::size_t q = 0; q < paper.paper.questions.size(); ++q) {
    const auto& question = paper.paper.questions[q];
    Json row = {{"name", question.subject_name + (question.title.empty() ? "" : " " + question.title)},
                {"pool", paper.paper.pool},
                {"entitled", result.entitled},
                {"issued", result.tally.issued},
                {"returned", result.tally.returned},
                {"on_paper", result.on_paper},
                {"valid", result.tally.valid},
                {"abstained", result.tally.abstained},
                {"spoiled", result.tally.spoiled},
                {"is_hidden", result.is_hidden}};
    if (result.means[q]) row["mean"] = result.means[q]->shown(2);
    if (result.withheld) row["withheld"] = result.withheld->in(language);
    const auto& marks = paper.paper.scale.marks;
    std::vector<Bar> bars;
    for (std::size_t mark = 0; mark < marks.size() && !result.is_hidden; ++mark)
      if (const auto count = result.tally.questions[q].by_mark[mark]; count > 0 || marks.size() <= bars_max)
        bars.push_back({marks[mark], static_cast<std::size_t>(count)});
    row["bars"] = small_bars(row["name"].text(), bars);
    rows.push_back(std::move(row));
  }
}

/// Where voters get their ballots: the fingerprint goes along behind "#", which browsers do not send, so that the page
/// compares the keys it is given.
std::string voters_link(const Site& site, const web::Request& request, const office::PollView& view) {
  if (view.keys_sha256.empty()) return "";
  const auto id = std::to_string(view.poll.id);
  return site.address_for(request) + "/ballot/" + id + "#poll=" + id + "&keys=" + view.keys_sha256;
}

web::Response poll_page(const Site& site, const web::Request& request, const Refusal* refusal,
                        const Json& extra = Json::object()) {
  const auto language = language_of(request);
  const auto& actor = actor_of(request);
  const auto view = office::view_poll(site.office(), actor, part_number(request, "poll"));
  if (!view) return site.refusal(request, view.refusal());
  const auto opened = office::open_round(site.office(), actor, view->poll.round_id);
  if (!opened) return site.refusal(request, opened.refusal());
  const bool manages = actor.may(round::Command::ManageRounds, opened->round.unit_id);
  const bool counts = manages || actor.may(round::Command::Verify, opened->round.unit_id);
  const std::string& state = view->poll.state;
  const bool is_begun = state == "open" || state == "closing";
  const bool is_lost = is_begun && office::is_secret_lost(site.polling().secrets(), view->poll);
  Json papers = Json::array(), slips = Json::array(), results = Json::array();
  for (const auto& paper : view->papers) {
    Json one = json_of(paper, counts && (state == "draft" || state == "open"), actor.account_id);
    if (paper.difference) one["difference"] = paper.difference->in(language);
    papers.push_back(one);
    add_results(results, paper, language);
  }
  for (const auto& slip : view->slips)
    slips.push_back({{"pool", slip.pool == "*" ? site.word("poll.all_pools", language) : slip.pool},
                     {"made", slip.made},
                     {"used", slip.used}});
  std::string roll;
  for (const auto& one : view->roll) roll += one.login + (one.pool == "*" ? "" : " " + one.pool) + "\n";
  Json pools = Json::array();
  for (const auto& pool : view->pools) pools.push_back(pool);
  Json page = {{"title", view->poll.electorate + " · " + opened->round.name},
               {"round", pingxing::site::json_of(*opened, language, site.now())},
               {"at_polls", true},
               {"manages", manages},
               {"poll",
                {{"id", view->poll.id},
                 {"electorate", view->poll.electorate},
                 {"state", site.word("poll.state." + state, language)},
                 {"closed_on", view->poll.closed_on},
                 {"least", view->rules.least}}},
               {"is_draft", state == "draft"},
               {"is_open", state == "open"},
               {"is_closed", state == "closed"},
               {"may_open", manages && state == "draft"},
               {"may_close", manages && is_begun && !is_lost},
               {"is_lost", is_lost},
               {"may_give_up", manages && is_lost},
               {"may_prepare", manages && (state == "draft" || (state == "open" && !is_lost))},
               {"papers", papers},
               {"results", results},
               {"slips", slips},
               {"has_slips", !slips.empty()},
               {"roll", roll},
               {"voters", view->roll.size()},
               {"pools", pools},
               {"keys_sha256", ballot::in_groups(view->keys_sha256)},
               {"voters_link", voters_link(site, request, *view)},
               {"bulletin", view->bulletin_sha256},
               {"has_scrutiny", view->has_scrutiny}};
  if (manages && state == "draft") {
    const auto ready = std::min(site.polling().keys().want(view->papers.size()), view->papers.size());
    page["keys"] = {{"ready", ready}, {"wanted", view->papers.size()}};
  }
  page.update(extra);
  if (refusal) page["refusal"] = pingxing::site::json_of(*refusal, language);
  return site.page(request, "poll", page);
}

web::Response back(const Site& site, const web::Request& request, const Result<>& done) {
  return done ? Site::redirect("/polls/" + std::to_string(part_number(request, "poll")))
              : poll_page(site, request, &done.refusal());
}

/// Hexadecimal digits as the square on a slip has them: there capitals take less room.
std::string in_capitals(std::string hex) {
  for (char& digit : hex)
    if (digit >= 'a') digit = static_cast<char>(digit - 'a' + 'A');
  return hex;
}

/// As PDF where the machine can, unless a page is asked for; the codes are kept nowhere, so nothing may fail behind
/// their making.
web::Response slips(const Site& site, const web::Request& request) {
  const auto id = part_number(request, "poll");
  const auto view = office::view_poll(site.office(), actor_of(request), id);
  if (!view) return site.refusal(request, view.refusal());
  const auto made = office::make_slips(site.office(), actor_of(request), id, request.form.get("pool"),
                                       number_of(request.form.get("count")).value_or(0));
  if (!made) return poll_page(site, request, &made.refusal());
  const auto language = language_of(request);
  const std::string base = site.address_for(request);
  const std::string keys = view->keys_sha256.empty() ? "" : "&keys=" + in_capitals(view->keys_sha256);
  const std::string groups = ballot::in_groups(view->keys_sha256);
  if (request.form.get("as") != "page") {
    auto pdf = slips_pdf({view->poll.electorate, view->round_name, site.word("poll.slips_open", language),
                          site.word("poll.slips_one_vote", language), base + "/slip", base + "/slip#", keys,
                          groups.empty() ? "" : site.word("poll.keys_on_slip", language), groups, *made});
    if (pdf) return attachment(std::move(*pdf), "application/pdf", "slips.pdf");
  }
  Json codes = Json::array();
  for (const auto& code : *made)
    codes.push_back({{"code", shown_code(code)}, {"qr", qr_svg(base + "/slip#" + code + keys, "QR")}});
  return site.page(request, "slips",
                   {{"title", site.word("poll.slips", language)},
                    {"slips", codes},
                    {"address", base + "/slip"},
                    {"electorate", view->poll.electorate},
                    {"round_name", view->round_name},
                    {"keys_sha256", groups},
                    {"poll", std::to_string(id)}});
}

web::Response count(const Site& site, const web::Request& request) {
  const auto& actor = actor_of(request);
  const auto id = part_number(request, "poll"), position = part_number(request, "paper");
  const auto view = office::view_poll(site.office(), actor, id);
  if (!view) return site.refusal(request, view.refusal());
  const auto paper =
      std::find_if(view->papers.begin(), view->papers.end(), [&](const auto& one) { return one.position == position; });
  if (paper == view->papers.end()) return site.error(404, request);
  const auto field = [&](const std::string& name) {
    const auto text = request.form.get(name);
    return text.empty() ? 0 : number_of(text).value_or(-1);  // what is no number is told as one below 0
  };
  CountForm form{field("issued"), field("spoiled"), field("abstained"), {}};
  for (std::size_t q = 0; q < paper->paper.questions.size(); ++q) {
    ballot::QuestionTally counted{{}, field("b" + std::to_string(q))};
    for (std::size_t m = 0; m < paper->paper.scale.marks.size(); ++m)
      counted.by_mark.push_back(field("m" + std::to_string(q) + "_" + std::to_string(m)));
    form.questions.push_back(std::move(counted));
  }
  return back(site, request, office::enter_count(site.office(), actor, id, position, tally_of(std::move(form))));
}

web::Response close(const Site& site, const web::Request& request) {
  auto job = close_poll_as_job(site, request, part_number(request, "poll"), request.form.get("reason"),
                               request.form.find("few").has_value());
  if (!job) return poll_page(site, request, &job.refusal());
  if (*job) return std::move(**job);
  const auto closed =
      office::close_poll(site.office(), site.polling().secrets(), actor_of(request), part_number(request, "poll"),
                         request.form.get("reason"),
                         request.form.find("few") ? office::FewBallots::Accepted : office::FewBallots::Refused);
  if (!closed) return poll_page(site, request, &closed.refusal());
  site.polling().forget(part_number(request, "poll"));
  Json withheld = Json::array();
  for (const auto& one : closed->withheld) withheld.push_back(one.in(language_of(request)));
  return poll_page(site, request, nullptr,
                   {{"closed", {{"ballots", closed->ballots}, {"figures", closed->figures}, {"withheld", withheld}}}});
}

web::Response verify(const Site& site, const web::Request& request) {
  const auto language = language_of(request);
  const auto found =
      office::verify_poll(site.office(), site.polling().secrets(), actor_of(request), part_number(request, "poll"));
  if (!found) return site.refusal(request, found.refusal());
  Json faults = Json::array();
  for (const auto& fault : *found) faults.push_back(fault.says(language));
  return poll_page(site, request, nullptr, {{"verified", {{"faults", faults}, {"is_fine", faults.empty()}}}});
}

}  // namespace

void add_poll_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/rounds/{round}/polls", "read_round",
                    [&site](const web::Request& request) { return polls_page(site, request, nullptr); }});
  routes.push_back({"POST", "/rounds/{round}/polls", "manage_rounds",
                    [&site](const web::Request& request) { return create(site, request); }});
  routes.push_back({"GET", "/polls/{poll}", "read_round",
                    [&site](const web::Request& request) { return poll_page(site, request, nullptr); }});
  routes.push_back({"POST", "/polls/{poll}/give-up", "manage_rounds",
                    [&site](const web::Request& request) {
                      return back(site, request,
                                  office::give_up_poll(site.office(), site.polling().secrets(), actor_of(request),
                                                       part_number(request, "poll"), request.form.get("reason")));
                    },
                    always});
  routes.push_back({"POST", "/polls/{poll}/remove", "manage_rounds",
                    [&site](const web::Request& request) {
                      const auto view =
                          office::view_poll(site.office(), actor_of(request), part_number(request, "poll"));
                      const auto done =
                          office::remove_draft(site.office(), actor_of(request), part_number(request, "poll"));
                      if (!view || !done) return back(site, request, done);
                      return Site::redirect("/rounds/" + std::to_string(view->poll.round_id) + "/polls");
                    },
                    always});
  routes.push_back({"POST", "/polls/{poll}/open", "manage_rounds", [&site](const web::Request& request) {
                      auto opened = open_poll_or_ask(site, request, part_number(request, "poll"));
                      if (!opened) return back(site, request, opened.refusal());
                      return *opened ? std::move(**opened) : back(site, request, Done{});
                    }});
  routes.push_back({"POST", "/polls/{poll}/roll", "manage_rounds", takes_list, [&site](const web::Request& request) {
                      std::vector<office::RollLine> lines;
                      std::istringstream text(request.form.get("roll"));
                      for (std::string line; std::getline(text, line);) {
                        std::istringstream words(line);
                        std::string login, pool;
                        if (!(words >> login)) continue;
                        std::getline(words >> std::ws, pool);
                        while (!pool.empty() && (pool.back() == '\r' || pool.back() == ' ')) pool.pop_back();
                        lines.push_back({login, pool.empty() ? "*" : pool});
                      }
                      return back(
                          site, request,
                          office::set_roll(site.office(), actor_of(request), part_number(request, "poll"), lines));
                    }});
  routes.push_back({"POST", "/polls/{poll}/slips", "manage_rounds",
                    [&site](const web::Request& request) { return slips(site, request); }});
  routes.push_back({"POST", "/polls/{poll}/papers/{paper}/count", "read_round",
                    [&site](const web::Request& request) { return count(site, request); }});
  routes.push_back({"POST", "/polls/{poll}/close", "manage_rounds",
                    [&site](const web::Request& request) { return close(site, request); }, always});
  routes.push_back({"GET", "/polls/{poll}/verify", "read_round",
                    [&site](const web::Request& request) { return verify(site, request); }});
  routes.push_back({"GET", "/polls/{poll}/scrutiny.json", "read_round", [&site](const web::Request& request) {
                      auto bytes =
                          office::scrutiny_bulletin(site.office(), actor_of(request), part_number(request, "poll"));
                      if (!bytes) return site.refusal(request, bytes.refusal());
                      return attachment(std::move(*bytes), "application/json; charset=utf-8", "scrutiny.json");
                    }});
}

}  // namespace pingxing::site
