#!/usr/bin/env python3
"""Habits of this project that a machine can hold. Each is a function; what is wrong is printed, a line each.

usage: habits.py format|functions|headers|folders|templates|subjects|site

  format     C++ is as clang-format 14 writes it; tables say “clang-format off” themselves
  functions  no function has more than 70 lines, but for those in long_functions.txt, each with why
  headers    every header is included by somebody, and every template and static file is used
  folders    the table of folders in ARCHITECTURE.md says which may use which, as CMake does
  templates  no line of a template has more than 2,000 characters
  subjects   commits since the one in first_commit.txt have subjects of at most 72 characters, "area: …"
  site       what is built from site/src is what site/static holds (site/build.mjs --check)
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
LINES_MAX = 70
SUBJECT_MAX = 72
TEMPLATE_LINE_MAX = 2000


def rows_of(name):
    """The lines of a list beside this file, without comments: the first word, and the rest."""
    lines = (line.strip() for line in (HERE / name).read_text(encoding="utf-8").splitlines())
    return [line.split(None, 1) for line in lines if line and not line.startswith("#")]


def sources(*folders, kinds=(".cpp", ".hpp")):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in kinds and "node_modules" not in path.parts:
                yield path


def run(*words):
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


def short(path):
    return str(path.relative_to(ROOT))


def format_():
    files = [short(path) for path in sources("src", "tests", "benchmarks")]
    said = run("clang-format-14", "--dry-run", "--Werror", "--ferror-limit=1", *files)
    wrong = set(re.findall(r"^(\S+?):\d+:\d+: error:", said.stderr, re.M))
    if said.returncode != 0 and not wrong:
        yield "clang-format-14 did not run: " + said.stderr
    for name in sorted(wrong):
        yield f"{name} is not formatted: clang-format-14 -i {name}"


def functions():
    known = {row[0]: row[1] for row in rows_of("long_functions.txt")}
    said = run("ctags", "-x", "--_xformat=%{end} %n %N %F", "--languages=C++", "--c++-kinds=f",
               "--map-C++=+.hpp", "-R", "--exclude=node_modules", "src", "tests", "benchmarks")
    if said.returncode != 0 or not said.stdout:
        yield "ctags (universal-ctags) did not run: " + said.stderr
        return
    found = {}
    for line in said.stdout.splitlines():
        words = line.split()
        if len(words) != 4:  # an operator without a name, or without an end
            continue
        end, begin, name, path = words
        if int(end) - int(begin) + 1 > LINES_MAX:
            found[f"{path}:{name}"] = int(end) - int(begin) + 1
    for where, lines in sorted(found.items()):
        if where not in known:
            yield f"{where} has {lines} lines, at most {LINES_MAX}: part it, or say in long_functions.txt why not"
    for where in known.keys() - found.keys():
        yield f"{where} is not long any more: take it out of long_functions.txt"


def headers():
    text = {short(path): path.read_text(encoding="utf-8") for path in sources("src", "tests", "benchmarks", "cmake", kinds=(".cpp", ".hpp", ".inc", ".cmake", ".txt"))}
    included = set()
    for body in text.values():
        included.update(re.findall(r'#include "([^"]+)"', body))
    whole = "\n".join(text.values())
    for name in text:
        if not name.endswith((".hpp", ".inc")):
            continue
        as_written = name.removeprefix("src/")
        if as_written in included or any(one.endswith("/" + as_written) or one == pathlib.Path(name).name for one in included):
            continue
        if pathlib.Path(name).name not in whole:
            yield f"{name} is included by nothing"
    templates = ROOT / "site/templates"
    used = whole + "\n".join(path.read_text(encoding="utf-8") for path in templates.rglob("*.html"))
    for path in sorted(templates.rglob("*.html")):
        name = str(path.relative_to(templates).with_suffix(""))
        if not re.search(r'["> ]' + re.escape(name) + r'["\] ]', used):
            yield f"site/templates/{name}.html is shown by nothing"


def all_of(name, uses):
    """What a folder uses, and what those use."""
    found = set(uses.get(name, set()))
    for one in list(found):
        found |= all_of(one, uses)
    return found


def folders():
    uses = {}
    for path in sorted((ROOT / "src").glob("*/CMakeLists.txt")):
        said = re.search(r"pingxing_folder\((\w+)([^)]*)\)", path.read_text(encoding="utf-8"))
        names = re.search(r"USES ([a-z_ ]+)", said[2])
        uses[said[1]] = set(names[1].split()) if names else set()
    rows = re.findall(r"^\| `(\w+)` \| .* \| ([^|]*) \| [^|]* \|$", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.M)
    table, named, above = {}, {}, []
    for name, words in rows:
        if words.startswith("all above"):
            without = re.findall(r"but (\w+)", words)
            allowed = {one for one in above if one not in without}
        else:
            allowed = set(re.findall(r"\b[a-z_]+\b", re.sub(r"\(.*?\)", "", words)))
            named[name] = set(allowed)
        for one in list(allowed):
            allowed |= table.get(one, set())
        table[name] = allowed
        above.append(name)
    for name in sorted(uses.keys() - table.keys()):
        yield f"ARCHITECTURE.md has no row of src/{name}"
    for name, used in sorted(uses.items()):
        for one in sorted(used - table.get(name, set())):
            yield f"ARCHITECTURE.md: {name} uses {one} in CMake, not in the table"
    for name, said in sorted(named.items()):
        for one in sorted(said - uses.get(name, set()) - all_of(name, uses)):
            yield f"ARCHITECTURE.md: {name} uses {one} in the table, not in CMake"
    for name in sorted(table.keys() - uses.keys()):
        yield f"ARCHITECTURE.md: there is no src/{name}"


def templates():
    for path in sorted((ROOT / "site/templates").rglob("*.html")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if len(line) > TEMPLATE_LINE_MAX:
                yield f"{short(path)}:{number} has {len(line)} characters, at most {TEMPLATE_LINE_MAX}"


def subjects():
    first = rows_of("first_commit.txt")[0][0]
    if run("git", "cat-file", "-e", first + "^{commit}").returncode != 0:
        print("no history here: the subjects of commits are not looked at")
        return
    for line in run("git", "log", "--no-merges", "--format=%h %s", f"{first}..HEAD").stdout.splitlines():
        commit, subject = line.split(" ", 1)
        if len(subject) > SUBJECT_MAX:
            yield f"{commit}: the subject has {len(subject)} characters, at most {SUBJECT_MAX}: {subject}"
        if not re.match(r"[\w, /.-]+: \S", subject):
            yield f"{commit}: no “area: what it does”: {subject}"


def site():
    said = run("node", "site/build.mjs", "--check")
    if said.returncode != 0:
        yield (said.stdout + said.stderr).strip()


HABITS = {"format": format_, "functions": functions, "headers": headers, "folders": folders, "templates": templates,
          "subjects": subjects, "site": site}


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in HABITS:
        sys.exit(__doc__)
    wrong = list(HABITS[sys.argv[1]]())
    print("\n".join(wrong) if wrong else "nothing to mend")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
