// Values of the use cases as JSON: what the API answers and what templates are filled with.
#pragma once
#include <string>
#include <vector>

#include "base/json.hpp"
#include "office/accounts.hpp"
#include "office/ask_what_if.hpp"
#include "office/figures.hpp"
#include "office/polls.hpp"
#include "office/rate_round.hpp"
#include "office/remarks.hpp"
#include "office/rounds.hpp"
#include "office/schemes.hpp"
#include "office/spot_checks.hpp"
#include "office/tasks.hpp"
#include "round/gate.hpp"

namespace pingxing::site {

/// "2026-11-21 08:30", in China's time; "" for nothing.
std::string shown_moment(const std::optional<std::int64_t>& moment);
std::string shown_day(const std::optional<std::int64_t>& moment);
/// Five characters ★★★☆☆ as a list for templates: [{on:true} …].
Json stars_of(const std::optional<int>& stars, int stars_max);

Json json_of(const office::AccountView& account, Language language);
/// `now`: whether it has ended by itself.
Json json_of(const store::ApiToken& token, std::int64_t now);
Json json_of(const office::Task& task, Language language);
Json json_of(const std::vector<office::OpenBallot>& ballots);
Json json_of(const office::RoundRow& row);
Json json_of(const office::SchemeRow& row);
Json json_of(const store::Subject& subject);
/// The ways to the pages before and behind, as pager.html shows them; `path` goes on with “page=2”.
Json pager_json(const office::RowsPage& page, const std::string& path);
Json json_of(const round::Stage& stage, std::size_t index, Language language, std::int64_t now);
Json json_of(const Problems& problems, Language language);
/// {message, mend, code}, as the API answers and as it stands above a page; with the problems of a document.
/// What is missing before a stage moves on, with the mends, what somebody can answer for, and what only warns.
Json json_of(const round::Gate& gate, Language language);
/// With its status, which `Site::page` answers.
Json json_of(const Refusal& refusal, Language language);
Json json_of(const Refusal& refusal, const Problems& problems, Language language);
Json json_of(const office::RemarkView& remark);
/// The round's head: what stands above all of its pages.
Json json_of(const office::OpenedRound& opened, Language language, std::int64_t now);
/// The sheet as rows of cells, in the order of its fields.
Json json_of(const office::FigureSheet& sheet, const scheme::Scheme& scheme, Language language);
Json json_of(const service::Board& board, Language language);
Json json_of(const office::WouldBe& would, Language language);

}  // namespace pingxing::site
