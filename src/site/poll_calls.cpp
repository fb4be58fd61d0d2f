// Polls in the API: what the office does with them. Voting is not here: ballots are cast by the pages of voters, which
// say who they are for the issue and not for the cast.
#include "ballot/bytes.hpp"
#include "office/messages.hpp"
#include "office/poll_keys.hpp"
#include "office/polls.hpp"
#include "site/api_call.hpp"
#include "site/grave.hpp"
#include "site/job_pages.hpp"
#include "site/poll_form.hpp"

namespace pingxing::site {

namespace {

Json json_of(const ballot::Paper& paper, const ballot::Tally& tally, bool has_marks) {
  Json all = {{"issued", tally.issued},
              {"returned", tally.returned},
              {"valid", tally.valid},
              {"abstained", tally.abstained},
              {"spoiled", tally.spoiled}};
  if (!has_marks) return all;
  for (std::size_t q = 0; q < paper.questions.size(); ++q) {
    Json marks = Json::object();
    for (std::size_t mark = 0; mark < paper.scale.marks.size(); ++mark)
      marks[paper.scale.marks[mark]] = tally.questions[q].by_mark[mark];
    all["questions"].push_back({{"marks", marks}, {"blank", tally.questions[q].blank}});
  }
  return all;
}

/// Each teller counts for himself: of the others' counts only how many came back is told.
Json json_of(const office::PaperView& view, store::Id reader) {
  const auto& paper = view.paper;
  Json one = {{"paper", view.position}, {"pool", paper.pool},        {"marks", paper.scale.marks},
              {"issued", view.issued},  {"returned", view.returned}, {"questions", Json::array()},
              {"counts", Json::array()}};
  for (const auto& question : paper.questions)
    one["questions"].push_back({{"subject", question.subject},
                                {"name", question.subject_name},
                                {"indicator", question.indicator},
                                {"title", question.title}});
  for (const auto& count : view.counts)
    one["counts"].push_back({{"by", count.by}, {"tally", json_of(paper, count.tally, count.account_id == reader)}});
  one["counts_differ"] = view.difference.has_value();
  if (!view.result) return one;
  const auto& result = *view.result;
  one["result"] = {{"tally", json_of(paper, result.tally, !result.is_hidden)},
                   {"entitled", result.entitled},
                   {"on_paper", result.on_paper},
                   {"is_hidden", result.is_hidden},
                   {"gives_figures", !result.withheld},
                   {"means", Json::array()}};
  for (const auto& mean : result.means) one["result"]["means"].push_back(mean ? Json(mean->exact()) : Json());
  return one;
}

web::Response list(const Site& site, const web::Request& request) {
  const auto plans = office::plan_polls(site.office(), actor_of(request), part_number(request, "round"));
  if (!plans) return site.refusal(request, plans.refusal());
  Json all = Json::array();
  for (const auto& plan : *plans) {
    Json one = {{"electorate", plan.electorate.name}, {"poll", plan.poll_id ? Json(*plan.poll_id) : Json()}};
    if (plan.electorate.stated)  // what the scheme says of it; the rest is settled by who makes the poll
      for (const auto& part : scheme::say_ballot_parts(*plan.electorate.stated))
        one["stated"].push_back(part.in(language_of(request)));
    if (plan.poll_id)
      if (const auto view = office::view_poll(site.office(), actor_of(request), *plan.poll_id))
        one["state"] = view->poll.state;
    all.push_back(std::move(one));
  }
  return site.json({{"polls", all}});
}

web::Response show(const Site& site, const web::Request& request) {
  const auto view = office::view_poll(site.office(), actor_of(request), part_number(request, "poll"));
  if (!view) return site.refusal(request, view.refusal());
  Json papers = Json::array(), roll = Json::array(), slips = Json::array();
  for (const auto& paper : view->papers) papers.push_back(json_of(paper, actor_of(request).account_id));
  for (const auto& line : view->roll) roll.push_back({{"login", line.login}, {"pool", line.pool}});
  for (const auto& slip : view->slips) slips.push_back({{"pool", slip.pool}, {"made", slip.made}, {"used", slip.used}});
  return site.json({{"id", view->poll.id},
                    {"round", view->poll.round_id},
                    {"electorate", view->poll.electorate},
                    {"state", view->poll.state},
                    {"closed_on", view->poll.closed_on},
                    {"keys_sha256", view->keys_sha256},
                    {"bulletin_sha256", view->bulletin_sha256},
                    {"papers", papers},
                    {"roll", roll},
                    {"slips", slips}});
}

/// What anybody needs to compute the fingerprint of the keys, and the fingerprint.
web::Response keys(const Site& site, const web::Request& request) {
  const auto list = office::key_list(site.office(), actor_of(request), part_number(request, "poll"));
  if (!list) return site.refusal(request, list.refusal());
  return site.json({{"poll", list->poll},
                    {"ack_key", ballot::to_base64url(list->ack_key)},
                    {"keys", list->papers},
                    {"sha256", list->fingerprint()}});
}

web::Response set_roll(const Site& site, const web::Request& request, const Json& body) {
  std::vector<office::RollLine> lines;
  if (body.contains("roll") && body["roll"].is_array())
    for (const auto& one : body["roll"])
      if (one.is_object()) {
        const auto pool = text_of(one, "pool");
        lines.push_back({text_of(one, "login"), pool.empty() ? "*" : pool});
      }
  const auto done = office::set_roll(site.office(), actor_of(request), part_number(request, "poll"), lines);
  return done ? site.json({{"voters", lines.size()}}) : site.refusal(request, done.refusal());
}

web::Response make_slips(const Site& site, const web::Request& request, const Json& body) {
  const auto pool = text_of(body, "pool");
  const auto made = office::make_slips(site.office(), actor_of(request), part_number(request, "poll"),
                                       pool.empty() ? "*" : pool, id_of(body, "count"));
  return made ? site.json({{"codes", *made}}, 201) : site.refusal(request, made.refusal());
}

/// {issued, spoiled, abstained, questions: [{marks: {mark: count}, blank}]}
web::Response enter_count(const Site& site, const web::Request& request, const Json& body) {
  const auto id = part_number(request, "poll"), position = part_number(request, "paper");
  const auto view = office::view_poll(site.office(), actor_of(request), id);
  if (!view) return site.refusal(request, view.refusal());
  if (position < 1 || position > std::int64_t(view->papers.size()))
    return site.refusal(request, refuse(office::not_found, {Phrase("票样", "paper")}));
  const auto& paper = view->papers[static_cast<std::size_t>(position - 1)].paper;
  const Json& questions = body.contains("questions") ? body["questions"] : Json::array();
  CountForm form{id_of(body, "issued"), id_of(body, "spoiled"), id_of(body, "abstained"), {}};
  for (const auto& one : questions) {
    ballot::QuestionTally counted{std::vector<std::int64_t>(paper.scale.marks.size()), id_of(one, "blank")};
    if (one.is_object() && one.contains("marks") && one["marks"].is_object())
      for (const auto& [mark, count] : one["marks"].members()) {
        const int at = paper.scale.find(mark);
        if (at < 0) return site.refusal(request, refuse(office::choice_unknown, {Phrase("marks"), Phrase(mark)}));
        counted.by_mark[static_cast<std::size_t>(at)] = count.is_whole() ? count.whole() : -1;
      }
    form.questions.push_back(std::move(counted));
  }
  const auto done = office::enter_count(site.office(), actor_of(request), id, position, tally_of(std::move(form)));
  return done ? site.json({{"paper", position}}) : site.refusal(request, done.refusal());
}

web::Response close(const Site& site, const web::Request& request, const Json& body) {
  const auto id = part_number(request, "poll");
  auto job = close_poll_as_job(site, request, id, text_of(body, "reason"), truth_of(body, "accept_few"));
  if (!job) return site.refusal(request, job.refusal());
  if (*job) return std::move(**job);
  const auto closed =
      office::close_poll(site.office(), site.polling().secrets(), actor_of(request), id, text_of(body, "reason"),
                         truth_of(body, "accept_few") ? office::FewBallots::Accepted : office::FewBallots::Refused);
  if (!closed) return site.refusal(request, closed.refusal());
  site.polling().forget(id);
  Json withheld = Json::array();
  for (const auto& one : closed->withheld) withheld.push_back(one.in(language_of(request)));
  return site.json({{"ballots", closed->ballots},
                    {"figures", closed->figures},
                    {"bulletin_sha256", closed->sha256},
                    {"withheld", withheld}});
}

web::Response verify(const Site& site, const web::Request& request) {
  const auto found =
      office::verify_poll(site.office(), site.polling().secrets(), actor_of(request), part_number(request, "poll"));
  if (!found) return site.refusal(request, found.refusal());
  Json faults = Json::array();
  for (const auto& fault : *found) faults.push_back(pingxing::site::json_of(fault, language_of(request)));
  return site.json({{"faults", faults}});
}

}  // namespace

void add_poll_calls(Routes& routes, const Site& site) {
  const auto add = [&](const char* method, const char* path, const char* permission, const Call& work,
                       web::Route::Asks is_grave = {}) {
    routes.push_back(api_call(site, method, path, permission, work, std::move(is_grave)));
  };
  add("GET", "/rounds/{round}/polls", "read_round",
      [&site](const web::Request& request, const Json&) { return list(site, request); });
  add("POST", "/rounds/{round}/polls", "manage_rounds", [&site](const web::Request& request, const Json& body) {
    const auto made = create_poll(site, request, [&](const char* name) { return text_of(body, name); });
    return made ? site.json({{"id", *made}}, 201) : site.refusal(request, made.refusal());
  });
  add("GET", "/polls/{poll}", "read_round",
      [&site](const web::Request& request, const Json&) { return show(site, request); });
  add(
      "DELETE", "/polls/{poll}", "manage_rounds",
      [&site](const web::Request& request, const Json&) {
        const auto done = office::remove_draft(site.office(), actor_of(request), part_number(request, "poll"));
        return done ? site.json({{"removed", true}}) : site.refusal(request, done.refusal());
      },
      always);
  add("PUT", "/polls/{poll}/roll", "manage_rounds",
      [&site](const web::Request& request, const Json& body) { return set_roll(site, request, body); });
  add("POST", "/polls/{poll}/slips", "manage_rounds",
      [&site](const web::Request& request, const Json& body) { return make_slips(site, request, body); });
  add("POST", "/polls/{poll}/open", "manage_rounds", [&site](const web::Request& request, const Json&) {
    auto opened = open_poll_or_ask(site, request, part_number(request, "poll"));
    if (!opened) return site.refusal(request, opened.refusal());
    return *opened ? std::move(**opened) : site.json({{"state", "open"}});
  });
  add("PUT", "/polls/{poll}/papers/{paper}/count", "read_round",
      [&site](const web::Request& request, const Json& body) { return enter_count(site, request, body); });
  add(
      "POST", "/polls/{poll}/close", "manage_rounds",
      [&site](const web::Request& request, const Json& body) { return close(site, request, body); }, always);
  add(
      "POST", "/polls/{poll}/give-up", "manage_rounds",
      [&site](const web::Request& request, const Json& body) {
        const auto done = office::give_up_poll(site.office(), site.polling().secrets(), actor_of(request),
                                               part_number(request, "poll"), text_of(body, "reason"));
        return done ? site.json({{"state", "given_up"}}) : site.refusal(request, done.refusal());
      },
      always);
  add("GET", "/polls/{poll}/keys", "read_round",
      [&site](const web::Request& request, const Json&) { return keys(site, request); });
  add("GET", "/polls/{poll}/verification", "read_round",
      [&site](const web::Request& request, const Json&) { return verify(site, request); });
}

}  // namespace pingxing::site
