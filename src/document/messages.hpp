// Everything that can be wrong with a file, as fixed sentences in Chinese and English: what was found, what was
// expected, how to mend it. `messages` lists every row, for docs/errors.md and for the test that provokes each of
// them. Words {0} {1} … are named in the comment above a row. Nothing here knows schemes or scores.
#pragma once
#include <array>

#include "base/problem.hpp"

namespace pingxing::document {
// clang-format off
// Reading any file ---------------------------------------------------------------------------------------------

inline constexpr MessageRow file_missing{
    "FILE_MISSING",
    Severity::Error,
    {"没有这个文件", "there is no such file"},
    {"请检查路径和文件名(含扩展名)", "check the path and the name, with its ending"}};

/// {0} what the system said
inline constexpr MessageRow file_unreadable{"FILE_UNREADABLE",
                                            Severity::Error,
                                            {"文件无法读取:{0}", "the file cannot be read: {0}"},
                                            {"请检查文件权限,或把文件复制到本机后再试",
                                             "check the permissions, or copy the file to a local disk and try again"}};

inline constexpr MessageRow file_is_folder{"FILE_IS_FOLDER",
                                           Severity::Error,
                                           {"这是文件夹,应为文件", "this is a folder; expected a file"},
                                           {"请写出文件夹中文件的名称", "name a file inside it"}};

inline constexpr MessageRow file_empty{"FILE_EMPTY",
                                       Severity::Error,
                                       {"文件是空的,没有任何内容", "the file is empty: it holds no text at all"},
                                       {"请检查导出或保存是否完成", "check that the export or the save was completed"}};

/// {0} size found, {1} limit (both with unit)
inline constexpr MessageRow file_too_large{
    "FILE_TOO_LARGE",
    Severity::Error,
    {"文件大小为{0},上限为{1}", "the file has {0}; the limit is {1}"},
    {"请确认给的是正确的文件,或把它拆成几份", "check that this is the right file, or split it"}};

/// {0} what the file looks like
inline constexpr MessageRow file_is_binary{
    "FILE_IS_BINARY",
    Severity::Error,
    {"这不是文本文件:{0}", "this is not a text file: {0}"},
    {"表格请用扩展名.xlsx交给程序,或在表格软件中“另存为”CSV UTF-8",
     "give a workbook with the ending .xlsx, or use “Save as” CSV UTF-8 in the spreadsheet program"}};

/// {0} byte such as 0xB5, {1} offset of the byte from 0
inline constexpr MessageRow not_utf8{
    "NOT_UTF8",
    Severity::Error,
    {"文件应为UTF-8编码,此处的字节{0}(文件第{1}字节,从0数起)不是UTF-8",
     "expected UTF-8, but the byte {0} here (byte {1} of the file, counted from 0) is not UTF-8"},
    {"请用编辑器以UTF-8重新保存,并重新输入此处损坏的字",
     "save the file as UTF-8 and type the damaged character again"}};

/// {0} file, {1} file to write, both quoted for a shell
inline constexpr MessageRow gb18030_file{
    "GB18030_FILE",
    Severity::Error,
    {"文件是GB18030(GBK)编码,应为UTF-8", "the file is GB18030 (GBK); expected UTF-8"},
    {"请转换:iconv -f GB18030 -t UTF-8 {0} > {1};或在表格软件中另存为“CSV UTF-8”",
     "convert it: iconv -f GB18030 -t UTF-8 {0} > {1} or save it as “CSV UTF-8” in the spreadsheet program"}};

/// {0} file, {1} file to write, both quoted for a shell
inline constexpr MessageRow big5_file{
    "BIG5_FILE",
    Severity::Error,
    {"文件是Big5(繁体中文)编码,应为UTF-8", "the file is Big5 (traditional Chinese); expected UTF-8"},
    {"请转换:iconv -f BIG5 -t UTF-8 {0} > {1};或在表格软件中另存为“CSV UTF-8”",
     "convert it: iconv -f BIG5 -t UTF-8 {0} > {1} or save it as “CSV UTF-8” in the spreadsheet program"}};

/// {0} its beginning as GB18030, {1} as Big5
inline constexpr MessageRow encoding_unclear{
    "ENCODING_UNCLEAR",
    Severity::Error,
    {"文件不是UTF-8,汉字太少,看不出是哪种编码:按GB18030读作“{0}”,按Big5读作“{1}”",
     "the file is not UTF-8, and has too few hanzi to tell its encoding: “{0}” as GB18030, “{1}” as Big5"},
    {"请在表格软件中另存为“CSV UTF-8”", "save it as “CSV UTF-8” in the spreadsheet program"}};

/// {0} encoding, {1} byte such as 0xB5, {2} offset of the byte from 0
inline constexpr MessageRow text_damaged{
    "TEXT_DAMAGED",
    Severity::Error,
    {"文件是{0}编码,但此处的字节{1}(文件第{2}字节,从0数起)不成字",
     "the file is {0}, but the byte {1} here (byte {2} of the file, counted from 0) is no character of it"},
    {"请重新输入此处损坏的字,并另存为“CSV UTF-8”",
     "type the damaged character again, and save the file as “CSV UTF-8”"}};

/// {0} file, {1} file to write, both quoted for a shell
inline constexpr MessageRow utf16_file{
    "UTF16_FILE",
    Severity::Error,
    {"文件是UTF-16编码(“Unicode文本”),应为UTF-8", "the file is UTF-16 (“Unicode text”); expected UTF-8"},
    {"请转换:iconv -f UTF-16 -t UTF-8 {0} > {1};或另存为UTF-8",
     "convert it: iconv -f UTF-16 -t UTF-8 {0} > {1} or save it as UTF-8"}};

// Writing ------------------------------------------------------------------------------------------------------

/// {0} folder
inline constexpr MessageRow folder_missing{
    "FOLDER_MISSING",
    Severity::Error,
    {"文件夹{0}不存在,无法写入文件", "the folder {0} does not exist; nothing was written"},
    {"请先建立该文件夹,或换一个位置", "make the folder first, or choose another place"}};

inline constexpr MessageRow write_refused{
    "WRITE_REFUSED",
    Severity::Error,
    {"没有权限写入,或磁盘只读;原有文件未改动",
     "writing is not permitted here, or the disk is read-only; nothing was changed"},
    {"请检查文件和文件夹的权限,或换一个位置",
     "check the permissions of the file and its folder, or choose another place"}};

inline constexpr MessageRow disk_full{"DISK_FULL",
                                      Severity::Error,
                                      {"磁盘已满,没有写完;原有文件未改动", "the disk is full; nothing was changed"},
                                      {"请清理磁盘或换一个位置", "free some space, or choose another place"}};

/// {0} what the system said
inline constexpr MessageRow file_not_written{
    "FILE_NOT_WRITTEN",
    Severity::Error,
    {"文件没有写成:{0};原有文件未改动", "the file was not written: {0}; nothing was changed"},
    {"请换一个位置再试", "try again in another place"}};

// CSV ----------------------------------------------------------------------------------------------------------

inline constexpr MessageRow csv_quote_open{
    "CSV_QUOTE_OPEN",
    Severity::Error,
    {"此处的双引号直到文件末尾也没有闭合", "the double quote opened here is never closed"},
    {"请在该格末尾补上双引号;格内的双引号要写两次",
     "close it at the end of the cell; write a double quote inside a cell twice"}};

/// {0} the text found
inline constexpr MessageRow csv_text_after_quote{
    "CSV_TEXT_AFTER_QUOTE",
    Severity::Error,
    {"双引号闭合之后还有“{0}”,应为分隔符或行末",
     "“{0}” follows the closing double quote; expected a separator or the end of the line"},
    {"请把全格放进双引号,格内的双引号写两次",
     "put the whole cell into double quotes, and write a double quote inside it twice"}};

inline constexpr MessageRow csv_quote_inside{
    "CSV_QUOTE_INSIDE",
    Severity::Error,
    {"没有用双引号括起的格里出现了双引号", "a double quote stands inside a cell that is not quoted"},
    {"请把全格放进双引号,格内的双引号写两次",
     "put the whole cell into double quotes, and write a double quote inside it twice"}};

/// {0} found, {1} expected
inline constexpr MessageRow csv_row_width{"CSV_ROW_WIDTH",
                                          Severity::Error,
                                          {"这一行有{0}格,表头有{1}格", "cells in this row: {0}; in the header: {1}"},
                                          {"请补齐或删去多出的格;格内有逗号时用双引号括起",
                                           "add or remove cells; put a cell that holds a comma into double quotes"}};

/// {0} limit
inline constexpr MessageRow csv_too_wide{
    "CSV_TOO_WIDE",
    Severity::Error,
    {"这一行超过{0}格", "this row has more than {0} cells"},
    {"请确认文件是否完整、换行是否丢失,并删去不用的列",
     "check that line ends were not lost, and remove columns that are not needed"}};

/// {0} limit
inline constexpr MessageRow csv_too_many_rows{"CSV_TOO_MANY_ROWS",
                                              Severity::Error,
                                              {"数据超过{0}行", "there are more than {0} rows"},
                                              {"请把文件拆成几份", "split the file"}};

/// {0} limit
inline constexpr MessageRow csv_too_many_cells{
    "CSV_TOO_MANY_CELLS",
    Severity::Error,
    {"数据超过{0}格", "there are more than {0} cells"},
    {"请把文件拆成几份,或删去不用的列", "split the file, or remove columns that are not needed"}};

/// {0} the separator found
inline constexpr MessageRow csv_separator{
    "CSV_SEPARATOR",
    Severity::Error,
    {"表头用“{0}”分隔,应为英文逗号“,”或制表符", "the header is separated by “{0}”; expected a comma “,” or tabs"},
    {"请另存为以逗号分隔的“CSV UTF-8”", "save it as comma-separated “CSV UTF-8”"}};

/// {0} what stands behind “sep=”
inline constexpr MessageRow csv_separator_line{
    "CSV_SEPARATOR_LINE",
    Severity::Error,
    {"第一行“sep=”之后是“{0}”,应为一个标点或制表符",
     "“{0}” stands behind “sep=” in the first line; expected one sign, or a tab"},
    {"请改为分隔各格的那个符号,如“sep=,”,或删去这一行",
     "write the sign that separates the cells, such as “sep=,”, or remove the line"}};

// Tables -------------------------------------------------------------------------------------------------------

/// {0} code, {1} how many, {2} “in this column” where it is one, {3} line and column or cell of the last
inline constexpr MessageRow table_more_alike{"TABLE_MORE_ALIKE",
                                             Severity::Error,
                                             {"{2}另有{1}处{0},最后一处在{3}", "{1} more {0}{2}, the last at {3}"},
                                             {"改法同上", "mend them alike"}};

// What of a table is the table ---------------------------------------------------------------------------------------

/// {0} encoding
inline constexpr MessageRow table_encoding{
    "TABLE_ENCODING",
    Severity::Warning,
    {"文件是{0}编码,已经转换后读入", "the file is {0}; it was converted and read"},
    {"请看一眼汉字是否正确;下次可另存为“CSV UTF-8”",
     "look whether its characters are right; next time save it as “CSV UTF-8”"}};

/// {0} row of the header, {1} what stands above it
inline constexpr MessageRow table_above_header{
    "TABLE_ABOVE_HEADER",
    Severity::Warning,
    {"表头在第{0}行,上面的“{1}”没有读", "the header is row {0}; “{1}” above it was left out"},
    {"对象的数据都写在表头下面", "write all subjects below the header"}};

/// {0} headers
inline constexpr MessageRow table_columns_left_out{
    "TABLE_COLUMNS_LEFT_OUT",
    Severity::Warning,
    {"没有用到的列:{0}", "columns left out: {0}"},
    {"要用到的列,列名请写方案里的名称", "where one is to be used, head it with the name that the scheme has"}};

/// {0} header found, {1} header that it stands for
inline constexpr MessageRow table_column_stands_for{"TABLE_COLUMN_STANDS_FOR",
                                                    Severity::Warning,
                                                    {"“{0}”这一列当作“{1}”", "the column “{0}” was taken for “{1}”"},
                                                    {"如果不是,请把对的那一列改名为“{1}”",
                                                     "where it is not, call the right column “{1}”"}};

/// {0} rows with what they say
inline constexpr MessageRow table_rows_left_out{
    "TABLE_ROWS_LEFT_OUT",
    Severity::Warning,
    {"没有读的行:{0};这是合计、签字一类,不是对象", "rows left out, being sums, signatures or the like: {0}"},
    {"其中如有对象,请改正它的编号和名称", "where one is a subject, correct its id and name"}};

/// {0} how many, {1} cells
inline constexpr MessageRow table_formulas{
    "TABLE_FORMULAS",
    Severity::Warning,
    {"{0}是公式,用的是表格软件上次算出的值:{1}", "formulas whose value was taken as last computed ({0}): {1}"},
    {"改动后没有重新计算的,请在表格软件中打开、保存后再用",
     "where the workbook was changed without being computed, open and save it in a spreadsheet program"}};

/// {0} sheets
inline constexpr MessageRow table_several_sheets{
    "TABLE_SEVERAL_SHEETS",
    Severity::Error,
    {"不止一张工作表里有对象:{0}", "several sheets hold subjects: {0}"},
    {"把对象合到一张表,或只留下要用的一张", "put the subjects on one sheet, or keep only the one that is meant"}};

/// {0} sheets
inline constexpr MessageRow table_sheet_hidden{
    "TABLE_SHEET_HIDDEN",
    Severity::Error,
    {"隐藏的工作表里有对象:{0}", "a hidden sheet holds subjects: {0}"},
    {"取消隐藏并合到一张表,或删去这张工作表", "unhide it and put all on one sheet, or delete it"}};

/// {0} rows
inline constexpr MessageRow table_rows_hidden{
    "TABLE_ROWS_HIDDEN",
    Severity::Error,
    {"有隐藏的行:{0}", "rows are hidden: {0}"},
    {"取消隐藏或筛选,核对后再用;不要的行请删去", "unhide them or clear the filter; delete rows that are not wanted"}};

/// {0} columns with their headers
inline constexpr MessageRow table_columns_hidden{
    "TABLE_COLUMNS_HIDDEN",
    Severity::Error,
    {"有隐藏的列:{0}", "columns are hidden: {0}"},
    {"取消隐藏,核对后再用;不要的列请删去", "unhide them; delete columns that are not wanted"}};

// Workbooks ----------------------------------------------------------------------------------------------------

inline constexpr MessageRow xlsx_old_format{
    "XLSX_OLD_FORMAT",
    Severity::Error,
    {"这是旧版Excel 97-2003工作簿(.xls),应为.xlsx", "this is an old Excel 97-2003 workbook (.xls); expected .xlsx"},
    {"请在表格软件中打开,“另存为”.xlsx", "open it in a spreadsheet program and save it as .xlsx"}};

inline constexpr MessageRow xlsx_encrypted{"XLSX_ENCRYPTED",
                                           Severity::Error,
                                           {"工作簿设有打开密码,无法读取", "the workbook is locked with a password"},
                                           {"请取消打开密码后另存", "remove the password and save it again"}};

inline constexpr MessageRow xlsx_not_workbook{
    "XLSX_NOT_WORKBOOK",
    Severity::Error,
    {"这不是.xlsx工作簿", "this is not an .xlsx workbook"},
    {"请在表格软件中“另存为”.xlsx;文本表格请用扩展名.csv",
     "save it as .xlsx in a spreadsheet program; give a text table with the ending .csv"}};

/// {0} what is broken
inline constexpr MessageRow xlsx_damaged{
    "XLSX_DAMAGED",
    Severity::Error,
    {"工作簿已损坏:{0}", "the workbook is damaged: {0}"},
    {"请在表格软件中打开并重新保存,或重新传送", "open and save it again in a spreadsheet program, or send it again"}};

/// {0} what is too large, {1} limit
inline constexpr MessageRow xlsx_too_large{
    "XLSX_TOO_LARGE",
    Severity::Error,
    {"工作簿过大:{0}超过{1}", "the workbook is too large: {0} over {1}"},
    {"请只保留要用的工作表和行列,或改用CSV", "keep only the sheet, rows and columns that are needed, or use CSV"}};

inline constexpr MessageRow xlsx_no_sheet{"XLSX_NO_SHEET",
                                          Severity::Error,
                                          {"工作簿里没有可见的工作表", "the workbook has no visible sheet"},
                                          {"请取消隐藏要读取的工作表", "unhide the sheet that is to be read"}};

inline constexpr MessageRow xlsx_sheet_empty{
    "XLSX_SHEET_EMPTY",
    Severity::Error,
    {"工作表“{0}”是空的", "the sheet “{0}” is empty"},
    {"请把数据放在名为“数据”或“facts”的工作表,或第一个可见的工作表",
     "put the data on a sheet named “数据” or “facts”, or on the first visible sheet"}};

/// {0} range such as B2:B5
inline constexpr MessageRow xlsx_merged{
    "XLSX_MERGED",
    Severity::Error,
    {"单元格{0}已合并;合并区内只有左上角一格有值", "the cells {0} are merged; only the top left one holds a value"},
    {"请取消合并,在每一格填写", "unmerge them and fill in every cell"}};

/// {0} what it is: “U+D801, half of a character,”, “the byte 0xFF”
inline constexpr MessageRow xlsx_no_text{
    "XLSX_NO_TEXT",
    Severity::Error,
    {"这一格里的{0}不是文字", "{0} in this cell is no text"},
    {"请在表格软件中重新输入这一格", "type this cell again in a spreadsheet program"}};

// Written workbooks --------------------------------------------------------------------------------------------

/// {0} limit
inline constexpr MessageRow xlsx_text_cut{
    "XLSX_TEXT_CUT",
    Severity::Warning,
    {"文字超过{0}字,工作簿中只写入前面部分",
     "the text has more than {0} characters; the workbook holds only its beginning"},
    {"需要全文时请导出CSV", "export CSV for the whole text"}};

/// {0} rows, {1} columns, {2} rows limit, {3} columns limit
inline constexpr MessageRow xlsx_sheet_too_large{
    "XLSX_SHEET_TOO_LARGE",
    Severity::Error,
    {"要写入{0}行{1}列,一张工作表最多{2}行{3}列",
     "{0} rows and {1} columns do not fit: a sheet holds at most {2} rows and {3} columns"},
    {"请导出CSV,或分几次导出", "export CSV, or export in parts"}};

/// Every row above.
inline constexpr std::array<const MessageRow*, 47> messages{
    &file_missing,        &file_unreadable,      &file_is_folder,     &file_empty,
    &file_too_large,      &file_is_binary,       &not_utf8,           &gb18030_file,
    &big5_file,           &encoding_unclear,     &text_damaged,       &utf16_file,
    &folder_missing,      &write_refused,        &disk_full,          &file_not_written,
    &csv_quote_open,      &csv_text_after_quote, &csv_quote_inside,   &csv_row_width,
    &csv_too_wide,        &csv_too_many_rows,    &csv_too_many_cells, &csv_separator,
    &csv_separator_line,  &table_encoding,       &table_above_header, &table_columns_left_out,
    &table_column_stands_for, &table_rows_left_out, &table_formulas,  &table_several_sheets,
    &table_sheet_hidden,  &table_rows_hidden,    &table_columns_hidden, &table_more_alike,     &xlsx_old_format,    &xlsx_encrypted,
    &xlsx_not_workbook,   &xlsx_damaged,         &xlsx_too_large,     &xlsx_no_sheet,
    &xlsx_sheet_empty,    &xlsx_merged,          &xlsx_no_text,       &xlsx_text_cut,
    &xlsx_sheet_too_large};

}  // namespace pingxing::document
