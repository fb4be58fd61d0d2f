// Points that checkers of schemes are known by, each under its number: tests/scheme/points/*.txt.
//
//   @frame NAME              lines that wordings share; a line … is where theirs go, part by part
//   @ I-001 CODE… [in=NAME]  a point, the codes that may stand for it, and its frame
//   ~                        a wording; its parts are divided by lines …   (~ whole: without the frame)
//   < line                   stands only in the faulty scheme
//   > line                   stands only in the mended one
//   ? sentence               what is said of the faulty line above; the beginning of it
//
// The faulty scheme has each of these findings on its line, and of the mended one nothing is said.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "scheme/check.hpp"
#include "scheme/parse.hpp"
#include "scheme/print.hpp"

namespace pingxing::scheme {
namespace {

using Lines = std::vector<std::string>;

struct Said {
  int line = 0;
  std::string sentence;
};

struct Wording {
  std::string name;  // I-001.2
  Lines codes;
  std::string faulty, mended;
  std::vector<Said> said;
};

Lines without_blank_end(Lines lines) {
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

/// The frame with the parts of a wording in their places.
Lines filled(const Lines& frame, const Lines& wording) {
  std::vector<Lines> parts(1);
  for (const auto& line : without_blank_end(wording))
    if (line == "…")
      parts.emplace_back();
    else
      parts.back().push_back(line);
  Lines all;
  std::size_t next = 0;
  for (const auto& line : frame) {
    if (line != "…") {
      all.push_back(line);
    } else if (next < parts.size()) {
      const auto part = without_blank_end(parts[next++]);
      all.insert(all.end(), part.begin(), part.end());
    }
  }
  EXPECT_GE(next, parts.size()) << "more parts than places";
  return all;
}

Wording made(std::string name, Lines codes, const Lines& lines) {
  Wording wording{std::move(name), std::move(codes), {}, {}, {}};
  int faulty = 0;
  for (const auto& line : lines) {
    const bool is_marked = line.size() >= 2 && line[1] == ' ' && std::string("<>?").find(line[0]) != std::string::npos;
    const std::string text = is_marked ? line.substr(2) : line == ">" || line == "<" ? "" : line;
    const char mark = is_marked || line == ">" || line == "<" ? line[0] : ' ';
    if (mark == '?') wording.said.push_back({faulty, text});
    if (mark == '<' || mark == ' ') {
      wording.faulty += text + "\n";
      ++faulty;
    }
    if (mark == '>' || mark == ' ') wording.mended += text + "\n";
  }
  return wording;
}

Lines words_of(const std::string& line) {
  Lines words;
  std::size_t at = 0;
  while (at < line.size()) {
    const auto end = std::min(line.find(' ', at), line.size());
    if (end > at) words.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::vector<Wording> wordings_of(const std::filesystem::path& path) {
  std::vector<Wording> all;
  std::map<std::string, Lines> frames;
  std::string point, frame_of_point, frame;
  Lines codes, wording;
  bool is_open = false, is_whole = false;
  int count = 0;
  const auto close = [&] {
    if (!is_open) return;
    is_open = false;
    const bool has_frame = !frame_of_point.empty() && !is_whole;
    EXPECT_TRUE(!has_frame || frames.contains(frame_of_point)) << point << " in " << frame_of_point;
    const Lines lines =
        has_frame ? filled(without_blank_end(frames[frame_of_point]), wording) : without_blank_end(wording);
    all.push_back(made(point + "." + std::to_string(++count), codes, lines));
  };
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("@frame ")) {
      close();
      frame = line.substr(7);
      frames[frame].clear();
    } else if (line.starts_with("@ ")) {
      close();
      frame.clear();
      codes = words_of(line.substr(2));
      point = codes.front();
      codes.erase(codes.begin());
      frame_of_point.clear();
      if (codes.back().starts_with("in=")) {
        frame_of_point = codes.back().substr(3);
        codes.pop_back();
      }
      count = 0;
    } else if (line == "~" || line == "~ whole") {
      close();
      is_open = true;
      is_whole = line != "~";
      wording.clear();
    } else {
      (is_open ? wording : frames[frame]).push_back(line);
    }
  }
  close();
  return all;
}

std::vector<Wording> all_wordings() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(PINGXING_ROOT) / "tests/scheme/points"))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Wording> all;
  for (const auto& file : files) {
    auto here = wordings_of(file);
    all.insert(all.end(), here.begin(), here.end());
  }
  return all;
}

Problems findings_of(const std::string& text, Language* language = nullptr) {
  auto parsed = parse_scheme(text, "scheme.md");
  Problems all = parsed.problems;
  all.add(check_scheme(parsed.scheme));
  if (language) *language = parsed.scheme.language;
  return all;
}

std::string text_of(const Problems& problems) {
  std::string out;
  for (const auto& problem : problems.kept()) out += problem.line(Language::Chinese) + "\n";
  return out;
}

void expect_said(const Wording& wording) {
  SCOPED_TRACE(wording.name);
  ASSERT_FALSE(wording.said.empty());
  Language language = Language::Chinese;
  const Problems faulty = findings_of(wording.faulty, &language);
  for (const auto& said : wording.said) {
    const auto is_it = [&](const Problem& problem) {
      return problem.place.line == said.line && problem.says(language).starts_with(said.sentence) &&
             std::find(wording.codes.begin(), wording.codes.end(), problem.code()) != wording.codes.end();
    };
    EXPECT_TRUE(std::any_of(faulty.kept().begin(), faulty.kept().end(), is_it))
        << said.line << ": " << said.sentence << "\n"
        << text_of(faulty) << wording.faulty;
  }
  const Problems mended = findings_of(wording.mended);
  EXPECT_TRUE(mended.empty()) << text_of(mended) << wording.mended;
  const std::string printed = print_markdown(parse_scheme(wording.mended, "scheme.md").scheme);
  EXPECT_TRUE(findings_of(printed).empty()) << text_of(findings_of(printed)) << printed;
}

TEST(Points, AreSaidWhereTheyStandAndTheirMendsAreSilent) {
  for (const auto& wording : all_wordings()) expect_said(wording);
}

TEST(Points, AreAHundredAndTwentyInThreeWordingsEach) {
  std::map<std::string, int> wordings;
  for (const auto& one : all_wordings()) {
    const std::string point = one.name.substr(0, one.name.find('.'));
    ++wordings[point];
    for (const auto& sentence : one.said) EXPECT_GT(sentence.sentence.size(), 12u) << one.name;
  }
  for (int i = 1; i <= 120; ++i) {
    const std::string number = std::to_string(i);
    EXPECT_GE(wordings["I-" + std::string(3 - number.size(), '0') + number], 3) << i;
  }
}

}  // namespace
}  // namespace pingxing::scheme
