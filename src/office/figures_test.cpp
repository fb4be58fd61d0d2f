// The gate of figures and the sheets that pass it: versions, clashes, reasons, columns and rows that stand twice,
// encodings, pages. What every door does alike: site/figure_doors_test.cpp. Cases S14 to S22, M5.
#include "office/sheet_test_support.hpp"

namespace pingxing::office {
namespace {

TEST_F(Sheets, S14_ASheetShowsItsVersionsAndTakesNothingUnseen) {
  ASSERT_TRUE(save("org", "0101", study_, "15"));
  ASSERT_TRUE(save("org", "0102", study_, "12"));
  const auto old = sheet_of("org");
  ASSERT_TRUE(save("general", "0101", study_, "18"));  // changed
  ASSERT_TRUE(save("general", "0103", study_, "9"));   // was empty: an empty cell of the sheet leaves it
  const auto before = journal_length();
  for (const auto& bytes : {old, csv_of(table_of(old))}) {
    EXPECT_EQ(code_of(send("org", bytes)), "SHEET_CLASHES");
    EXPECT_EQ(told(), (Codes{"SHEET_CLASH"}));
    ASSERT_EQ(clashes_.all.size(), 1U);
    const auto& clash = clashes_.all.front();
    EXPECT_EQ(clash.code, "0101");
    EXPECT_EQ(clash.input, study_);
    EXPECT_EQ(clash.now.value, "18");
    EXPECT_EQ(clash.now.by, "办公室经办");
    EXPECT_EQ(clash.yours, "15");
    EXPECT_EQ(now("0101", study_).value, "18");
    EXPECT_EQ(journal_length(), before);
  }
}

TEST_F(Sheets, F05_SheetsAsOfficesKeepThemAreReadWithRemarks) {
  const std::string header = "序号,编号,名称," + meetings_ + "," + study_ + "," + study_ + " 理由,总分,备注\n";
  const auto sent = send("org", "2026年汇总表,,,,,,,\n" + header +
                                    "1,0101,青松支部,3次,15分,记录,90,\n合计,,,3,15,,90,\n填表人:某人,,,,,,,\n");
  ASSERT_TRUE(sent) << (problems_.empty() ? "" : problems_.kept()[0].line(Language::Chinese));
  EXPECT_EQ(now("0101", meetings_).value, "3");
  EXPECT_EQ(now("0101", study_).value, "15");
  EXPECT_EQ(codes(sent->remarks), (Codes{"TABLE_ABOVE_HEADER", "TABLE_COLUMNS_LEFT_OUT", "TABLE_ROWS_LEFT_OUT"}));
  EXPECT_EQ(sent->remarks.kept()[2].says(Language::Chinese),
            "没有读的行:第4行“合计”、第5行“填表人:某人”;这是合计、签字一类,不是对象");
}

TEST_F(Sheets, F06_IdsAreFoundInAnySpellingAndRefusedTwice) {
  ASSERT_TRUE(send("org", "单位编号," + meetings_ + "\n０１０１,3\n")) << problems_.kept()[0].line(Language::Chinese);
  EXPECT_EQ(now("0101", meetings_).value, "3");
  EXPECT_EQ(code_of(send("org", "编号," + meetings_ + "\n０１０２,3\n0102,2\n")), "TABLE_HAS_ERRORS");
  EXPECT_EQ(told(), Codes{"SHEET_SUBJECT_TWICE"});
}

TEST_F(Sheets, F07_EveryDoorAsksWhatIsUnclear) {
  for (const std::string value : {"9/10", "无"}) {
    EXPECT_EQ(code_of(save("org", "0101", study_, value)), "VALUE_REFUSED") << value;
    EXPECT_EQ(code_of(send("org", "编号," + study_ + "\n0101," + value + "\n")), "TABLE_HAS_ERRORS") << value;
    EXPECT_EQ(told(), Codes{"SHEET_CELL"}) << value;
  }
  ASSERT_TRUE(save("org", "0101", meetings_, "1,200次"));
  EXPECT_EQ(now("0101", meetings_).value, "1200") << "kept as it will be read";
}

TEST_F(Sheets, EntriesPassTheGateAndOneRowADateIsFolded) {
  std::string text(unit_scheme);
  const std::string late = "迟报:每次减2分,减完为止";
  text.replace(text.find(late), late.size(), "迟报:每次减2分,每月最多减4分,减完为止");
  const Id round = start_round(text, "逐次");
  open_only(round, {StageKind::Score});
  const std::string header = "4 迟报";
  const auto save_late = [&](const std::string& value) {
    const Id who = subject(round, "0101");
    const auto fact =
        look(office_, [&](store::Reading& db) { return store::fact_now(db, round, who, header, "assessed"); });
    return save_cell(office_, actor("general"), round, Source::Assessed, {who, header, value, "", fact ? fact->id : 0});
  };
  const auto kept = [&](std::string_view code) {
    const Id who = subject(round, code);
    return look(office_, [&](store::Reading& db) {
      return store::fact_now(db, round, who, header, "assessed").value_or(store::Fact{}).value;
    });
  };
  ASSERT_TRUE(save_late("2026年3月5日、2026/3/12 2次"));
  EXPECT_EQ(kept("0101"), "2026-03-05;2026-03-12×2") << "kept as it will be read";
  ASSERT_TRUE(save_late("2026-03-05\n2026-03-12"));
  EXPECT_EQ(kept("0101"), "2026-03-05;2026-03-12");
  for (const std::string value : {"3", "3月5日", "2026-02-30", "2026-01-01;2026-12-01"})
    EXPECT_EQ(code_of(save_late(value)), "VALUE_REFUSED") << value;
  Problems problems;
  const auto sent =
      import_sheet(office_, actor("general"), round, Source::Assessed, "facts.csv",
                   "编号,发生日期," + header + "\n0102,2026-03-05,1\n0103,2026-03-05,0\n0102,2026/3/9,2\n", problems);
  ASSERT_TRUE(sent) << (problems.empty() ? "" : problems.kept()[0].line(Language::Chinese));
  EXPECT_EQ(kept("0102"), "2026-03-05;2026-03-09×2");
  EXPECT_EQ(kept("0103"), "0");
  EXPECT_EQ(codes(sent->remarks), Codes{"FACTS_ROWS_FOLDED"});
}

TEST_F(Sheets, S14_AClashIsKeptOrOverwrittenByWhoSawIt) {
  ASSERT_TRUE(save("org", "0101", study_, "15"));
  auto table = table_of(sheet_of("org"));
  ASSERT_TRUE(save("general", "0101", study_, "18"));
  cell(table, "0102", study_) = "7";  // mine, and nobody else's
  const auto bytes = csv_of(table);
  ASSERT_EQ(code_of(send("org", bytes)), "SHEET_CLASHES");
  EXPECT_EQ(now("0102", study_).id, 0) << "all of it or nothing";
  const auto seen = clashes_.fingerprint;
  EXPECT_EQ(code_of(send("org", bytes, {ClashAnswer::Choice::Overwrite, "of other clashes"})), "SHEET_CLASHES");
  EXPECT_EQ(code_of(send("org", bytes, {ClashAnswer::Choice::None, seen})), "SHEET_CLASHES");

  const auto kept = send("org", bytes, {ClashAnswer::Choice::Keep, seen});
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->changed, 1U);
  EXPECT_EQ(kept->kept, 1U);
  EXPECT_EQ(now("0101", study_).value, "18");
  EXPECT_EQ(now("0102", study_).value, "7");

  // It moves on once more: what was seen is not what would be overwritten.
  ASSERT_TRUE(save("general", "0101", study_, "19"));
  EXPECT_EQ(code_of(send("org", bytes, {ClashAnswer::Choice::Overwrite, seen})), "SHEET_CLASHES");
  ASSERT_EQ(clashes_.all.size(), 1U);
  EXPECT_EQ(clashes_.all.front().now.value, "19");
  const auto over = send("org", bytes, {ClashAnswer::Choice::Overwrite, clashes_.fingerprint});
  ASSERT_TRUE(over);
  EXPECT_EQ(now("0101", study_).value, "15");
  EXPECT_EQ(history_of(office_, actor("office"), round_, subject(round_, "0101"), study_).size(), 4U) << "all are kept";
}

TEST_F(Sheets, S14_WithoutVersionsOnlyEmptyCellsAreFilled) {
  ASSERT_TRUE(save("general", "0101", study_, "18"));
  ASSERT_TRUE(save("general", "0102", study_, "11"));
  const std::string bytes = "编号,2 学习质量\n0101,15\n0102,11\n0103,9\n";
  EXPECT_EQ(code_of(send("org", bytes)), "SHEET_CLASHES");
  ASSERT_EQ(clashes_.all.size(), 1U);
  EXPECT_EQ(clashes_.all.front().code, "0101");
  const auto over = send("org", bytes, {ClashAnswer::Choice::Overwrite, clashes_.fingerprint});
  ASSERT_TRUE(over);
  EXPECT_EQ(over->changed, 2U);
  EXPECT_EQ(over->unchanged, 1U);
  // What was taken back is empty, too.
  ASSERT_TRUE(save("general", "0103", study_, ""));
  EXPECT_TRUE(send("org", "编号,2 学习质量\n0103,8\n"));
  EXPECT_EQ(now("0103", study_).value, "8");
}

TEST_F(Sheets, S14_TheReasonOfAnotherIsNotGivenToWhatOverwritesIt) {
  ASSERT_TRUE(save("general", "0101", study_, "18", "记录齐全"));
  const std::string bytes = "编号,2 学习质量\n0101,15\n";
  ASSERT_EQ(code_of(send("org", bytes)), "SHEET_CLASHES");
  ASSERT_TRUE(send("org", bytes, {ClashAnswer::Choice::Overwrite, clashes_.fingerprint}));
  EXPECT_EQ(now("0101", study_).reason, "");
  // What the sheet has seen goes on.
  ASSERT_TRUE(save("general", "0102", study_, "18", "记录齐全"));
  auto table = table_of(sheet_of("org"));
  cell(table, "0102", study_) = "17";
  ASSERT_TRUE(send("org", csv_of(table)));
  EXPECT_EQ(now("0102", study_).reason, "记录齐全");
}

TEST_F(Sheets, S14_WhatSomebodyTookBackIsNotEnteredAgainUnseen) {
  ASSERT_TRUE(save("org", "0101", study_, "15"));
  const auto old = sheet_of("org");
  ASSERT_TRUE(save("general", "0101", study_, ""));
  EXPECT_EQ(code_of(send("org", old)), "SHEET_CLASHES");
  ASSERT_EQ(clashes_.all.size(), 1U);
  EXPECT_EQ(clashes_.all.front().now.value, "");
}

TEST_F(Sheets, S14_VersionsFollowSortedRowsAndBelongToTheirRow) {
  ASSERT_TRUE(save("org", "0101", study_, "15"));
  ASSERT_TRUE(save("org", "0102", study_, "12"));
  auto sorted = table_of(sheet_of("org"));
  std::swap(sorted[1], sorted[2]);
  cell(sorted, "0101", study_) = "16";
  EXPECT_TRUE(send("org", csv_of(sorted)));
  EXPECT_EQ(now("0101", study_).value, "16");

  const auto fresh = table_of(sheet_of("org"));
  const auto column = fresh[0].size() - 1;
  ASSERT_EQ(fresh[0][column], "版本 version");
  for (const std::string& unfit :
       {fresh[2][column], std::string("2026/3/1"), std::string("self") + fresh[1][column].substr(8),
        fresh[1][column] + " 1", fresh[1][column] + " 1:", fresh[1][column] + "0:1", std::string("assessed-1-1 x:1")}) {
    auto table = fresh;
    table[1][column] = unfit;
    EXPECT_EQ(code_of(send("org", csv_of(table))), "TABLE_HAS_ERRORS") << unfit;
    EXPECT_EQ(told(), (Codes{"SHEET_VERSIONS"})) << unfit;
  }
  // A version of a fact that is not there is none, whoever wrote it.
  auto invented = fresh;
  cell(invented, "0103", study_) = "5";
  invented[3][column] += " 2:999999";
  EXPECT_TRUE(send("org", csv_of(invented)).is_refused());
}

TEST_F(Sheets, S14_TheVersionsStandInAHiddenColumnOfTheWorkbook) {
  const auto bytes = sheet_of("org");
  const auto table = table_of(bytes);
  EXPECT_EQ(table[0].back(), "版本 version");
  const auto again = send("org", bytes);
  EXPECT_EQ(code_of(again), "TABLE_HAS_ERRORS");
  EXPECT_EQ(told(), (Codes{"SHEET_EMPTY"})) << "a sheet that nobody filled in is no success";
}

TEST_F(Sheets, S15_AReasonIsAskedForInASheetAsInACell) {
  EXPECT_EQ(code_of(save("discipline", "0101", breach_, "2")), "REASON_NEEDED");
  EXPECT_EQ(code_of(send("discipline", "编号,3 违规问题\n0101,2\n0102,0\n")), "TABLE_HAS_ERRORS");
  EXPECT_EQ(told(), (Codes{"SHEET_REASON"}));
  EXPECT_NE(problems_.kept().front().mend(Language::Chinese).find("3 违规问题 理由"), std::string::npos);
  EXPECT_EQ(now("0101", breach_).id, 0);
  for (const std::string& header :
       {std::string("3 违规问题 理由"), std::string("3 违规问题 reason"), std::string("３ 违规问题　理由")}) {
    for (const std::string& blank :
         {std::string(""), std::string("  "), std::string("\u00A0"), std::string("\u200B"), std::string("\u3000")})
      EXPECT_TRUE(send("discipline", csv_of({{"编号", "3 违规问题", header}, {"0101", "2", blank}})).is_refused());
  }
  ASSERT_TRUE(
      send("discipline", csv_of({{"编号", "3 违规问题", "3 违规问题 理由"}, {"0101", "2", "\u00A0迟到\u200B两次\t"}})));
  EXPECT_EQ(now("0101", breach_).reason, "迟到两次");
  // The reason of an old deduction is not that of a new one; without a change it stays.
  auto table = table_of(sheet_of("discipline"));
  EXPECT_EQ(cell(table, "0101", "3 违规问题 理由"), "迟到两次");
  ASSERT_TRUE(send("discipline", "编号,3 违规问题,3 参与率\n0101,2,95%\n"));
  EXPECT_EQ(now("0101", breach_).reason, "迟到两次");
  cell(table, "0101", breach_) = "3";
  cell(table, "0101", "3 违规问题 理由") = "";
  EXPECT_EQ(code_of(send("discipline", csv_of(table))), "TABLE_HAS_ERRORS");
  EXPECT_EQ(told(), (Codes{"SHEET_REASON"}));
  cell(table, "0101", "3 违规问题 理由") = "又迟到一次";
  ASSERT_TRUE(send("discipline", csv_of(table)));
  EXPECT_EQ(now("0101", breach_).value, "3");
  EXPECT_EQ(code_of(send("discipline", csv_of({{"编号", "3 违规问题", "3 违规问题 理由"}, {"0103", "", "迟到"}}))),
            "TABLE_HAS_ERRORS");
  EXPECT_EQ(told(), (Codes{"SHEET_REASON_ALONE"}));
}

TEST_F(Sheets, S16_TablesInTheEncodingsOfOfficesAreRead) {
  const std::string gbk_header = "\xB1\xE0\xBA\xC5,2 \xD1\xA7\xCF\xB0\xD6\xCA\xC1\xBF\r\n";  // 编号,2 学习质量
  ASSERT_TRUE(send("org", gbk_header + "0101,15\r\n")) << problems_.kept().front().says(Language::English);
  EXPECT_EQ(now("0101", study_).value, "15");
  std::string utf16 = "\xFF\xFE";
  for (const char16_t unit : std::u16string(u"编号,2 学习质量\r\n0102,14\r\n")) {
    utf16 += static_cast<char>(unit & 0xFF);
    utf16 += static_cast<char>(unit >> 8);
  }
  ASSERT_TRUE(send("org", utf16));
  EXPECT_EQ(now("0102", study_).value, "14");
}

TEST_F(Sheets, S16_BytesThatAreNoTextAreToldAndNeverRepeated) {
  for (const std::string& bytes :
       {std::string("\xFF\xFE\xFF"), std::string("编号,\xC0\xAF\n0101,1\n"), std::string("\x00\x01\x02\x03", 4),
        std::string("PK\x03\x04 no workbook"), std::string("\x89PNG\r\n\x1A\n"),
        std::string("编号,2 学习质量\n0101,\xED\xA0\x80\n"), std::string("0101,15\xFF\n\xFE\xFF")}) {
    Problems problems;
    const auto sent = import_sheet(office_, actor("org"), round_, Source::Assessed, "\xB1\xED.csv", bytes, problems);
    EXPECT_EQ(code_of(sent), "TABLE_HAS_ERRORS");
    ASSERT_TRUE(problems.has_errors());
    for (const auto& problem : problems.kept())
      EXPECT_NO_THROW((void)Json({{"says", problem.says(Language::Chinese)}, {"file", problem.place.text()}}).dump());
  }
}

TEST_F(Sheets, S22_WhatStandsTwiceIsNamed) {
  const auto refused = [&](const std::string& bytes, const Codes& expected) {
    EXPECT_EQ(code_of(send("org", bytes)), "TABLE_HAS_ERRORS") << bytes;
    EXPECT_EQ(told(), expected) << bytes;
  };
  refused("编号,2 学习质量,2 学习质量\n0101,15,16\n", {"SHEET_COLUMN_TWICE"});
  refused("编号,2 学习质量,2　学习质量\n0101,15,16\n", {"SHEET_COLUMN_TWICE"});
  refused("编号,2 学习质量,２ 学习质量 \n0101,15,16\n", {"SHEET_COLUMN_TWICE"});
  refused("编号,2 学习质量,\u200B2 学习质量\u00A0\n0101,15,16\n", {"SHEET_COLUMN_TWICE"});
  refused("编号,ID,2 学习质量\n0101,0101,16\n", {"SHEET_COLUMN_TWICE"});
  refused("编号,名称,名称,2 学习质量\n0101,a,b,16\n", {"SHEET_COLUMN_TWICE"});
  refused("编号,2 学习质量\n0101,15\n0101,16\n", {"SHEET_SUBJECT_TWICE"});
  refused("编号,2 学习质量\n0101,15\n０１０１,16\n", {"SHEET_SUBJECT_TWICE"});
  refused("编号,2 学习质量\n0101,15\n\u00A00101\u200B,16\n", {"SHEET_SUBJECT_TWICE"});
  refused("编号,2 学习质量\n", {"SHEET_EMPTY"});
  refused("编号,2 学习质量\n0101,\n0102,\u3000\n", {"SHEET_EMPTY"});
  refused("编号,名称\n0101,青松支部\n", {"SHEET_EMPTY"});
  refused("名称,2 学习质量\n青松支部,3\n", {"SHEET_HEADER"});
  EXPECT_EQ(now("0101", study_).id, 0);
}

TEST_F(Sheets, S22_EmptyCellsLeaveWhatStands) {
  ASSERT_TRUE(save("org", "0101", study_, "15"));
  ASSERT_TRUE(send("org", "编号,1 支委会次数,2 学习质量\n0101,3,\n"));
  EXPECT_EQ(now("0101", study_).value, "15");
  EXPECT_EQ(now("0101", meetings_).value, "3");
}

TEST_F(Sheets, M5_TheStageIsAskedForInsideTheTransaction) {
  Overtaken overtaken(*database_, [&] { open_only(round_, {StageKind::Remark}); });
  const Office late{overtaken, clock_, random_};
  Problems problems;
  EXPECT_EQ(code_of(import_sheet(late, actor("org"), round_, Source::Assessed, "facts.csv",
                                 "编号,2 学习质量\n0101,15\n", problems)),
            "NOT_NOW");
  EXPECT_EQ(now("0101", study_).id, 0);
}

TEST_F(Sheets, M5_PermissionsAndClashesAreAskedForInsideTheTransactionToo) {
  Overtaken overtaken(*database_, [&] { ASSERT_TRUE(save("general", "0101", study_, "18")); });
  Problems problems;
  EXPECT_EQ(code_of(import_sheet({overtaken, clock_, random_}, actor("org"), round_, Source::Assessed, "facts.csv",
                                 "编号,2 学习质量\n0101,15\n", problems)),
            "SHEET_CLASHES");
  EXPECT_EQ(now("0101", study_).value, "18");
  Overtaken unassigned(*database_, [&] { ASSERT_TRUE(assign(office_, actor("office"), round_, {})); });
  EXPECT_TRUE(import_sheet({unassigned, clock_, random_}, actor("org"), round_, Source::Assessed, "facts.csv",
                           "编号,2 学习质量\n0102,15\n", problems)
                  .is_refused());
  EXPECT_EQ(now("0102", study_).id, 0);
}

TEST_F(Sheets, ACorrectionHasItsReasonEvenIfItIsZero) {
  open_only(round_, {StageKind::Verify});
  const auto correct = [&](const std::string& value, const std::string& reason) {
    return code_of(save_cell(office_, actor("verifier"), round_, Source::Checked,
                             {subject(round_, "0101"), study_, value, reason, 0}));
  };
  EXPECT_EQ(correct("0", ""), "REASON_NEEDED");
  EXPECT_EQ(correct("12", "\u200B"), "REASON_NEEDED");
  EXPECT_EQ(correct("0", "没有记录"), "");
}

TEST_F(Sheets, ASampledUnitIsNotCorrectedWhileOnlyVerificationIsOpen) {
  ASSERT_TRUE(draw_spot_check(office_, actor("office"), round_, "种子", 3));
  const Id branch = unit("0101");
  database_->write([&](store::Writing& db) {  // of the branch itself: it does not look over itself
    store::set_grants(db, store::account_of_login(db, "verifier")->id, {{"verifier", branch}});
  });
  open_only(round_, {StageKind::Verify});
  EXPECT_TRUE(
      save_cell(office_, actor("verifier"), round_, Source::Checked, {subject(round_, "0101"), study_, "12", "核对", 0})
          .is_refused());
}

TEST_F(Sheets, S19_APageHasItsRowsAndTheCountIsOfAll) {
  ASSERT_TRUE(save("org", "0101", study_, "15"));
  ASSERT_TRUE(save("org", "0103", study_, "15"));
  ASSERT_TRUE(save("org", "0103", meetings_, "3"));
  ASSERT_TRUE(save("org", "0103", meetings_, ""));
  const auto page = [&](const RowsWanted& rows) {
    const auto sheet = open_sheet(office_, actor("org"), round_, Source::Assessed, rows);
    CHECK(sheet);
    return *sheet;
  };
  RowsWanted rows;
  rows.page_rows = 2;
  auto first = page(rows);
  EXPECT_EQ(first.subjects.size(), 2U);
  EXPECT_EQ(first.page.pages, 2U);
  EXPECT_EQ(first.page.found, 3U);
  EXPECT_EQ(first.filled, 2U);
  EXPECT_EQ(first.wanted, 9U);
  rows.page = 2;
  auto second = page(rows);
  ASSERT_EQ(second.subjects.size(), 1U);
  EXPECT_EQ(second.cells.size(), 2U) << "of the rows shown, with the one taken back";
  EXPECT_EQ(second.filled, 2U);
  rows.page = 99;
  EXPECT_EQ(page(rows).page.page, 2U);
  rows = {};
  rows.search = "白杨";
  ASSERT_EQ(page(rows).subjects.size(), 1U);
  EXPECT_EQ(page(rows).subjects[0].code, "0102");
  rows.search = "０１０３";
  ASSERT_EQ(page(rows).subjects.size(), 1U);
  rows.search = "没有";
  EXPECT_TRUE(page(rows).subjects.empty());
  EXPECT_EQ(page(rows).wanted, 9U);
  FilledOnce known;
  const auto count =
      count_figures(office_, actor("org"), *look(office_, [&](store::Reading& db) { return load_round(db, round_); }),
                    Source::Assessed, known);
  EXPECT_EQ(count.filled, 2U);
  EXPECT_EQ(count.wanted, 9U);
}

TEST_F(Sheets, S19_CountsAreThoseOfEveryCellAcrossManySubjects) {
  // More subjects than one statement takes.
  const Id branch = unit("0101");
  std::vector<Id> ids;
  database_->write([&](store::Writing& db) {
    for (int i = 0; i < 2300; ++i)
      ids.push_back(store::add_subject(db, {0, round_, "X" + std::to_string(i), "x", branch, {}, "", "", ""}));
    for (std::size_t i = 0; i < ids.size(); i += 2)
      store::add_fact(db, {0, round_, ids[i], study_, "assessed", "1", "", {}, 0, 0});
  });
  FilledOnce known;
  const auto count =
      count_figures(office_, actor("org"), *look(office_, [&](store::Reading& db) { return load_round(db, round_); }),
                    Source::Assessed, known);
  EXPECT_EQ(count.filled, 1150U);
  EXPECT_EQ(count.wanted, 2303U * 3);
}

}  // namespace
}  // namespace pingxing::office
